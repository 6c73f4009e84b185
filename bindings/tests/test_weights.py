"""Weights from zones and from streets: against libpysal's neighbours on its own example, and by hand."""
from pathlib import Path

import numpy as np
import pytest

import libgrid
from libgrid import hotspot

geopandas = pytest.importorskip("geopandas")
shapely = pytest.importorskip("shapely")

COLUMBUS = Path(__file__).resolve().parents[2] / "data" / "statistics" / "columbus_zones.geojson"
# libpysal 4.14.1: Queen.from_dataframe and Rook.from_dataframe on its example columbus, number of neighbours in order of the rows
QUEEN = [2, 3, 4, 4, 8, 2, 4, 6, 8, 4, 5, 6, 4, 6, 6, 8, 3, 4, 3, 10, 3, 6, 3, 7, 8, 6, 4, 9, 7, 5, 3, 4, 4, 4, 7, 5, 6, 6, 3, 5, 3, 2, 6, 5, 4, 2,
         2, 4, 3]
ROOK = [2, 3, 4, 4, 7, 2, 3, 5, 6, 3, 4, 5, 3, 6, 4, 7, 3, 4, 3, 9, 3, 5, 3, 6, 5, 4, 4, 7, 4, 4, 2, 4, 4, 4, 5, 5, 5, 4, 2, 4, 3, 2, 5, 4, 4, 2, 2,
        4, 3]
# pairs that share a corner only: in its queen, not in its rook
CORNERS = [(4, 15), (6, 11), (7, 12), (8, 19), (8, 24), (9, 21), (10, 14), (14, 25), (23, 28), (24, 27), (24, 29), (25, 28), (27, 36), (28, 37), (30, 38),
           (34, 39), (34, 42), (37, 43)]


@pytest.fixture(scope="module")
def columbus():
    return geopandas.read_file(COLUMBUS)


def pairs(weights):
    row = np.repeat(np.arange(len(weights)), np.diff(weights.first))
    return set(zip(row.tolist(), weights.neighbours.tolist()))


def test_queen_and_rook_are_those_of_libpysal(columbus):
    queen, rook = hotspot.Weights.zones(columbus), hotspot.Weights.zones(columbus, queen=False)
    assert np.diff(queen.first).tolist() == QUEEN and np.diff(rook.first).tolist() == ROOK
    assert sorted((a, b) for a, b in pairs(queen) - pairs(rook) if a < b) == CORNERS
    assert pairs(rook) < pairs(queen) and {(b, a) for a, b in pairs(queen)} == pairs(queen)
    assert (queen.weight == 1).all() and not len(queen.islands())


def test_morans_i_on_them_is_that_of_esda(columbus):
    """esda 2.9.0, rows that add up to 1."""
    queen = hotspot.moran(hotspot.Weights.zones(columbus).coded("W"), columbus.crime)
    rook = hotspot.moran(hotspot.Weights.zones(columbus, queen=False).coded("W"), columbus.crime)
    assert queen["statistic"] == pytest.approx(0.5001885571828611, abs=1e-12)
    assert queen["variance"] == pytest.approx(0.008689289201332044, abs=1e-12)
    assert rook["statistic"] == pytest.approx(0.5236702127502532, abs=1e-12)


def test_zones_come_in_any_form_and_frame():
    squares = geopandas.GeoSeries([shapely.box(i % 4, i // 4, i % 4 + 1, i // 4 + 1) for i in range(12)])
    for queen in (True, False):
        wanted = pairs(hotspot.Weights.grid(4, 3, queen))
        for zones in (squares, geopandas.GeoDataFrame(geometry=squares, crs=4326), geopandas.GeoDataFrame(geometry=squares, crs=4547)):
            assert pairs(hotspot.Weights.zones(zones, queen=queen)) == wanted
    apart = geopandas.GeoSeries([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(5, 0, 6, 1)])
    assert hotspot.Weights.zones(apart).islands().tolist() == [2]


def test_zones_of_a_plan_share_their_borders(small):
    zones = small.workspace.zones(level=2)
    weights = hotspot.Weights.zones(zones)
    touching = {(i, j) for i, a in enumerate(zones.geometry) for j, b in enumerate(zones.geometry) if i != j and a.intersects(b)}
    assert pairs(weights) == touching


@pytest.fixture(scope="module")
def comb():
    """Three rows of streets, 100 m apart, that meet only at their west end."""
    lines = [shapely.LineString([(0, y), (300, y)]) for y in (0, 100, 200)] + [shapely.LineString([(0, 0), (0, 200)])]
    return geopandas.GeoDataFrame(geometry=lines, crs="EPSG:4547")


def test_a_band_along_the_streets(comb):
    x, y = np.array([50.0, 50.0, 50.0, 250.0, 9000.0]), np.array([0.0, 100.0, 200.0, 10.0, 9000.0])
    weights = hotspot.Weights.along_streets(comb, x, y, 200)   # 0-1 and 1-2: 50 + 100 + 50; 0-3: 200, from the nearest place on the street
    assert pairs(weights) == {(0, 1), (1, 0), (1, 2), (2, 1), (0, 3), (3, 0)}
    assert weights.islands().tolist() == [4]
    assert pairs(hotspot.Weights.along_streets(comb, x, y, 199)) == set()
    assert pairs(hotspot.Weights.along_streets(comb, x, y, 200, reach=5)) == {(0, 1), (1, 0), (1, 2), (2, 1)}


def test_the_nearest_along_the_streets(comb):
    x, y = np.array([50.0, 50.0, 50.0, 60.0]), np.array([0.0, 100.0, 200.0, 0.0])
    near = hotspot.Weights.along_streets(comb, x, y, 1000, nearest=2)
    assert [near.neighbours[a:b].tolist() for a, b in zip(near.first, near.first[1:])] == [[1, 3], [0, 2], [0, 1], [0, 1]]
    one = hotspot.Weights.along_streets(comb, x, y, 1000, nearest=1)   # from 1 both 0 and 2 are 200 m away: the smaller index
    assert one.neighbours.tolist() == [3, 0, 1, 0]
    assert np.diff(hotspot.Weights.along_streets(comb, x, y, 15, nearest=1).first).tolist() == [1, 0, 0, 1]
    with pytest.raises(libgrid.GridError):
        hotspot.Weights.along_streets(comb, x, y, 15, nearest=0)
