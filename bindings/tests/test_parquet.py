"""locate_parquet: the answers of locate, in batches; columns, refusals, an interrupted run leaves nothing."""
import subprocess
import sys

import geopandas
import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
import shapely

import libgrid
from libgrid.parquet import locate_parquet

LOCATOR = libgrid.LayerLocator.from_geodataframes(
    [geopandas.GeoSeries([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)]),
     geopandas.GeoSeries([shapely.box(0, 0, 15, 10), shapely.box(5, 0, 20, 10)])])
RANDOM = np.random.default_rng(1)
X, Y = RANDOM.integers(-2, 24, 1000).astype(float), RANDOM.integers(-2, 14, 1000).astype(float)


@pytest.fixture
def reports(tmp_path):
    x = [None if i == 7 else value for i, value in enumerate(X)]
    table = pyarrow.table({"text": [str(i) for i in range(1000)], "x": x, "y": pyarrow.array(Y, pyarrow.float32())})
    pyarrow.parquet.write_table(table, tmp_path / "reports.parquet", row_group_size=100)
    return tmp_path / "reports.parquet"


def test_the_answers_are_those_of_locate(reports, tmp_path):
    target, seen = tmp_path / "located.parquet", []
    rows = locate_parquet(LOCATOR, reports, target, names=["ward", "beat"], keep=["text"], rows=64,
                          progress=lambda *step: seen.append(step))
    table = pyarrow.parquet.read_table(target)
    index, touch = LOCATOR.locate(np.where(np.arange(1000) == 7, np.nan, X), Y)
    assert rows == 1000 and seen[-1] == (1000, 1000) and len(seen) > 9
    assert table.column_names == ["text", "ward", "beat", "touch"] and table["text"][999].as_py() == "999"
    for name, column in (("ward", index[0]), ("beat", index[1]), ("touch", touch)):
        np.testing.assert_array_equal(table[name].to_numpy(), column)


@pytest.mark.parametrize("bad", [{"names": ["a"]}, {"x": "lon"}, {"keep": ["u"]}, {"names": ["a", "a"]},
                                 {"names": ["text", "a"]}])
def test_what_is_refused(reports, tmp_path, bad):
    with pytest.raises(libgrid.GridError):
        locate_parquet(LOCATOR, reports, tmp_path / "located.parquet", **bad)
    assert list(tmp_path.iterdir()) == [reports]


def test_the_target_is_never_the_source(reports):
    before = reports.read_bytes()
    with pytest.raises(libgrid.GridError, match="an input of this run"):
        locate_parquet(LOCATOR, reports, reports)
    assert reports.read_bytes() == before


def test_an_interrupted_run_leaves_nothing(reports, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        locate_parquet(LOCATOR, reports, tmp_path / "located.parquet", progress=stop)
    assert list(tmp_path.iterdir()) == [reports]


MEMORY = """
import sys, geopandas, pyarrow, shapely, libgrid
from libgrid.parquet import locate_parquet
locator = libgrid.LayerLocator.from_geodataframes([geopandas.GeoSeries([shapely.box(0, 0, 10, 10)])])
locate_parquet(locator, sys.argv[1], sys.argv[2], names=["zone"], rows=1 << 15)
print(pyarrow.default_memory_pool().max_memory())
"""


def test_a_file_is_never_held_in_memory(tmp_path):
    source, rows = tmp_path / "many.parquet", 1 << 21
    x = RANDOM.uniform(0, 20, rows)
    pyarrow.parquet.write_table(pyarrow.table({"x": x, "y": x, "z": x}), source, row_group_size=1 << 15,
                                compression="none", use_dictionary=False)
    out = subprocess.run([sys.executable, "-c", MEMORY, str(source), str(tmp_path / "located.parquet")],
                         capture_output=True, text=True, check=True).stdout
    assert int(out) < source.stat().st_size / 3


def test_sources_that_are_none_are_refused(reports, tmp_path):
    target = tmp_path / "located.parquet"
    with pytest.raises(libgrid.GridFileError) as refused:
        locate_parquet(LOCATOR, tmp_path / "nothing.parquet", target)
    assert refused.value.code == "E_FILE_NOT_FOUND"
    (tmp_path / "table.csv").write_text("x,y\n1,2\n")
    for call, field in ((lambda: locate_parquet(LOCATOR, tmp_path / "table.csv", target), "source"),
                        (lambda: locate_parquet(LOCATOR, tmp_path, target), "source"),
                        (lambda: locate_parquet(LOCATOR, reports, target, x="text"), "x"),
                        (lambda: locate_parquet(LOCATOR, reports, target, rows=0), "rows")):
        with pytest.raises(libgrid.GridError) as refused:
            call()
        assert refused.value.field == field
    assert not list(tmp_path.glob("located*"))


def test_the_codes_of_an_index_are_written_too(reports, tmp_path):
    shapes = geopandas.GeoDataFrame({"code": ["A", "B"]}, geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], crs="EPSG:4326")
    shapes.to_file(tmp_path / "wards.geojson")
    libgrid.build_index(tmp_path / "wards.index", {"ward": f"{tmp_path}/wards.geojson,code=code"})
    locator, target = libgrid.LayerLocator.open(tmp_path / "wards.index"), tmp_path / "located.parquet"
    locate_parquet(locator, reports, target, keep=[])
    table = pyarrow.parquet.read_table(target)
    assert table.column_names == ["ward", "ward_code", "touch"]
    codes = {0: "A", 1: "B", -1: None}
    assert table["ward_code"].to_pylist() == [codes[at] for at in table["ward"].to_pylist()] and set(table["ward"].to_pylist()) == {0, 1, -1}
    locate_parquet(locator, reports, target, keep=[], codes=False)
    assert pyarrow.parquet.read_table(target).column_names == ["ward", "touch"]
    with pytest.raises(libgrid.GridError):
        locate_parquet(LOCATOR, reports, target, codes=True)
