"""LayerLocator after an edit, all candidates of a point, and the codes of an index in a Parquet file."""
import geopandas
import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
import shapely

import libgrid
from libgrid.parquet import locate_parquet
from test_layer_locator import GRID, ONE, TWO
from test_parquet import LOCATOR, reports  # noqa: F401  (a fixture)


def test_candidates_are_all_shapes_that_hold_a_point():
    locator = libgrid.LayerLocator.from_geodataframes([ONE, TWO])
    point, layer, shape = locator.covering(GRID[:, 0], GRID[:, 1])
    expected = [(i, 0 if shapes is ONE else 1, k) for i, at in enumerate(shapely.points(GRID)) for shapes in (ONE, TWO)
                for k, area in enumerate(shapes) if area.covers(at)]
    assert list(zip(point, layer, shape)) == expected
    assert [locator.size(0), locator.size(1)] == [2, 2]
    with pytest.raises(libgrid.GridError):
        locator.size(2)


def test_a_rebuilt_locator_is_one_that_is_built():
    rng = np.random.default_rng(5)
    grid = [shapely.box(i, j, i + 1, j + 1) for j in range(20) for i in range(20)]
    before = libgrid.LayerLocator.from_geodataframes([geopandas.GeoSeries(grid), ONE])
    grid[21], grid[22] = shapely.box(1, 1, 2.5, 2), shapely.box(2.5, 1, 3, 2)
    after = [geopandas.GeoSeries(grid), ONE]
    again, built = before.rebuilt(after, [[21, 22], []]), libgrid.LayerLocator.from_geodataframes(after)
    x, y = rng.integers(-1, 42, (2, 5000)) / 2
    for one, other in zip(again.locate(x, y), built.locate(x, y)):
        np.testing.assert_array_equal(one, other)
    assert again.locate([2.25], [1.5])[0][0] == [21] and before.locate([2.25], [1.5])[0][0] == [22]
    for layers, changed in ((after[:1], [[21]]), (after, [[21]]), (after, [[400], []]), (after, [[-1], []]), ([after[0][:9], ONE], [[], []])):
        with pytest.raises(libgrid.GridError):
            before.rebuilt(layers, changed)


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
