"""LayerLocator: every layer as Locator answers it, files, tie rules, bad arguments."""
import pickle
import re
import subprocess
import sys

import geopandas
import numpy as np
import pytest
import shapely

import libgrid

ONE = geopandas.GeoSeries([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)])
TWO = geopandas.GeoSeries([shapely.box(0, 0, 15, 10), shapely.box(5, 0, 20, 10)])
GRID = np.array([(x / 2, y / 2) for x in range(-2, 44) for y in range(-2, 24)])


def test_layers_answer_like_locators():
    index, touch = libgrid.LayerLocator.from_geodataframes([ONE, TWO]).locate(GRID[:, 0], GRID[:, 1])
    assert index.dtype == np.int32 and index.shape == (2, len(GRID)) and touch.dtype == np.uint8
    for layer, shapes in enumerate([ONE, TWO]):
        alone, border = libgrid.Locator.from_geodataframe(shapes).locate(GRID[:, 0], GRID[:, 1])
        np.testing.assert_array_equal(index[layer], alone)
        np.testing.assert_array_equal(touch >> layer & 1, border)


def test_progress_tells_rate_and_time_left_and_changes_nothing(monkeypatch):
    monkeypatch.setattr("libgrid.pieces.PIECE", 100)
    locator, said = libgrid.LayerLocator.from_geodataframes([ONE, TWO]), []
    index, touch = locator.locate(GRID[:, 0], GRID[:, 1], progress=lambda step, share: said.append((step, share)))
    alone, border = locator.locate(GRID[:, 0], GRID[:, 1])
    np.testing.assert_array_equal(index, alone)
    np.testing.assert_array_equal(touch, border)
    assert [share for _, share in said] == sorted(share for _, share in said) and said[-1][1] == 1.0
    assert len(said) == -(-len(GRID) // 100) and all(re.fullmatch(r"locate \d+\.\d M, .* M/s, \d+:\d\d left", step) for step, _ in said)
    assert locator.locate([], [], progress=print)[0].shape == (2, 0)
    with pytest.raises(libgrid.GridError):
        locator.locate([1.0, 2.0], [1.0], progress=print)


def test_progress_ends_the_call(monkeypatch):
    monkeypatch.setattr("libgrid.pieces.PIECE", 100)
    locator, said = libgrid.LayerLocator.from_geodataframes([ONE]), []

    def stop(step, share):
        said.append(share)
        if len(said) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        locator.locate(GRID[:, 0], GRID[:, 1], progress=stop)
    assert len(said) == 3
    assert locator.locate([7.0], [5.0])[0].tolist() == [[0]]


CTRL_C = """
import os, signal, sys, threading, numpy as np, geopandas, shapely, libgrid
signal.signal(signal.SIGINT, signal.default_int_handler)   # a shell's background job begins with SIGINT ignored
locator = libgrid.LayerLocator.from_geodataframes([geopandas.GeoSeries([shapely.Point(5, 5).buffer(4, quad_segs=64)])])
x, done = np.random.default_rng(1).uniform(0, 10, 20_000_000), []
def hear(step, share):
    done.append(share)
    if len(done) == 1: os.kill(os.getpid(), signal.SIGINT)
try:
    locator.locate(x, x, progress=hear)
except KeyboardInterrupt:
    print("ended", len(done) < 5)
"""


def test_ctrl_c_ends_the_call():
    out = subprocess.run([sys.executable, "-c", CTRL_C], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "ended True"


def test_ranks_and_the_south_east_rule():
    ranked = libgrid.LayerLocator.from_geodataframes([TWO], ranks=[[2, 1]])
    assert ranked.locate([7.0], [5.0])[0].tolist() == [[1]]
    border = libgrid.LayerLocator.from_geodataframes([ONE])
    assert border.locate([10.0], [5.0])[0].tolist() == [[0]]
    assert border.locate([10.0], [5.0], south_east=True)[0].tolist() == [[1]]


def test_bytes_there_and_back():
    locator = libgrid.LayerLocator.from_geodataframes([ONE, TWO])
    again = libgrid.LayerLocator.from_buffer(memoryview(locator.to_bytes()))
    assert len(again) == 2
    np.testing.assert_array_equal(again.locate(GRID[:, 0], GRID[:, 1])[0], locator.locate(GRID[:, 0], GRID[:, 1])[0])
    with pytest.raises(libgrid.GridError):
        libgrid.LayerLocator.from_buffer(locator.to_bytes()[:-1])


READ = """
import sys, libgrid
print(libgrid.LayerLocator.open(sys.argv[1]).locate([7.0, 10.0, 30.0], [5.0, 5.0, 5.0])[0].tolist())
"""


def test_a_file_is_mapped_by_two_processes(tmp_path):
    locator, file = libgrid.LayerLocator.from_geodataframes([ONE, TWO]), tmp_path / "定位.locator"
    file.write_bytes(locator.to_bytes())
    here = libgrid.LayerLocator.open(file)
    there = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True).stdout
    assert there.strip() == "[[0, 0, -1], [0, 0, -1]]"
    assert here.locate([7.0, 10.0, 30.0], [5.0, 5.0, 5.0])[0].tolist() == [[0, 0, -1], [0, 0, -1]]
    file.unlink()   # the map stays
    np.testing.assert_array_equal(here.locate(GRID[:, 0], GRID[:, 1])[0], locator.locate(GRID[:, 0], GRID[:, 1])[0])
    with pytest.raises(libgrid.GridFileError):
        libgrid.LayerLocator.open(file)
    for damaged in (b"", locator.to_bytes()[:-1], locator.to_bytes()[:-70] + b"x" * 70):
        file.write_bytes(damaged)
        with pytest.raises(libgrid.GridError):
            libgrid.LayerLocator.open(file)


def test_bad_arguments_are_named():
    with pytest.raises(libgrid.GridError, match="ranks"):
        libgrid.LayerLocator.from_geodataframes([ONE], ranks=[])
    with pytest.raises(libgrid.GridError, match="layers"):
        libgrid.LayerLocator.from_geodataframes([])


def test_metres_of_lines_per_shape():
    locator = libgrid.LayerLocator.from_geodataframes([ONE, TWO])
    lines = geopandas.GeoSeries([shapely.LineString([(-1, 5), (21, 5)]), shapely.LineString([(10, 2), (10, 6)])])
    half = locator.overlay(lines)
    assert list(zip(*map(np.ndarray.tolist, half))) == [
        (0, 0, 0, 10.0), (0, 0, 1, 10.0), (0, 1, 0, 15.0), (0, 1, 1, 15.0),
        (1, 0, 0, 2.0), (1, 0, 1, 2.0), (1, 1, 0, 4.0), (1, 1, 1, 4.0)]
    along = {border: [piece[2:] for piece in zip(*locator.overlay(lines, border=border)) if piece[:2] == (1, 0)]
             for border in ("both", "south_east")}
    assert along == {"both": [(0, 4.0), (1, 4.0)], "south_east": [(1, 4.0)]}
    assert len(locator.overlay(lines[:0]).line) == 0
    with pytest.raises(libgrid.GridError, match="border"):
        locator.overlay(lines, border="left")
    with pytest.raises(libgrid.GridError, match="LineString"):
        locator.overlay(geopandas.GeoSeries([shapely.Point(0, 0)]))


def test_layers_of_other_frames_are_refused():
    zones, other = ONE.set_crs(2249), ONE.set_crs(2249).to_crs(3857)
    with pytest.raises(libgrid.GridError) as refused:
        libgrid.LayerLocator.from_geodataframes([zones, other])
    assert refused.value.field == "layers[1]" and ".to_crs('EPSG:2249')" in refused.value.detail and "EPSG:3857" in refused.value.detail
    locator = libgrid.LayerLocator.from_geodataframes([ONE, zones])   # what declares none is taken as it is
    lines = geopandas.GeoSeries([shapely.LineString([(1, 1), (19, 1)])], crs=2249)
    assert locator.overlay(lines).metres.sum() == pytest.approx(36.0)
    for wrong in (lines.to_crs(4326), lines.to_crs(3857)):
        with pytest.raises(libgrid.GridError) as refused:
            locator.overlay(wrong)
        assert refused.value.field == "lines" and "EPSG:2249" in refused.value.detail
    read = libgrid.LayerLocator.from_buffer(locator.to_bytes())   # knows no frame, but degrees are none of a plane
    assert read.overlay(lines).metres.sum() == pytest.approx(36.0)
    with pytest.raises(libgrid.GridError):
        read.overlay(lines.to_crs(4326))


def test_a_locator_can_be_pickled():
    locator = libgrid.LayerLocator.from_geodataframes([ONE.set_crs(2249), TWO])
    again = pickle.loads(pickle.dumps(locator))
    for mine, its in zip(locator.locate(GRID[:, 0], GRID[:, 1]), again.locate(GRID[:, 0], GRID[:, 1])):
        np.testing.assert_array_equal(mine, its)
    with pytest.raises(libgrid.GridError):
        again.overlay(geopandas.GeoSeries([shapely.LineString([(1, 1), (19, 1)])], crs=3857))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(libgrid.GridFileError) as refused:
        libgrid.LayerLocator.open(tmp_path / "nope")
    assert refused.value.code == "E_FILE_NOT_FOUND"


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
