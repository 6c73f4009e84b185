"""Locator against the definition (in rational arithmetic), against GEOS, and against bad arguments."""
from fractions import Fraction

import geopandas
import numpy as np
import pytest
import shapely

import libgrid

SEED = 20151


# The definition, slowly: even-odd parity over all rings, in rational numbers.

def ring_place(ring, x, y):
    """(crossings of the ray to the right are odd, the point is on the ring)"""
    odd, px, py = False, Fraction(x), Fraction(y)
    for (ax, ay), (bx, by) in zip(ring[:-1], ring[1:]):
        ax, ay, bx, by = map(Fraction, (ax, ay, bx, by))
        turn = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        if turn == 0 and min(ax, bx) <= px <= max(ax, bx) and min(ay, by) <= py <= max(ay, by):
            return odd, True
        if (ay <= py) != (by <= py) and (turn > 0) == (by > ay):
            odd = not odd
    return odd, False


def place(shape, x, y):
    """inside, border or outside"""
    places = [ring_place(shapely.get_coordinates(ring).tolist(), x, y)
              for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    if any(on for _, on in places):
        return "border"
    return "inside" if sum(odd for odd, _ in places) % 2 else "outside"


def brute_locate(shapes, x, y):
    for index, shape in enumerate(shapes):
        if (where := place(shape, x, y)) != "outside":
            return index, where == "border"
    return -1, False


def locator_of(shapes):
    return libgrid.Locator.from_geodataframe(geopandas.GeoSeries(shapes))


HOLED = shapely.from_wkt("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))")
SHAPES = [HOLED, shapely.box(3, 3, 6, 6), shapely.from_wkt("MULTIPOLYGON (((9 0, 12 0, 12 9, 9 9, 9 0)), ((20 0, 21 0, 20 1, 20 0)))"),
          shapely.box(1, 1, 2, 2)]
PICTURE = [  # point, shape, on a border
    ("in the first shape", 1.5, 8.0, 0, False),
    ("on its outer ring", 0.0, 4.0, 0, True),
    ("in its hole, which the second fills", 4.0, 4.0, 1, False),
    ("on the hole's border: the lower one", 3.0, 4.0, 0, True),
    ("on the border of first and third", 9.0, 4.0, 0, True),
    ("in the second part of the third", 20.2, 0.2, 2, False),
    ("a corner", 12.0, 9.0, 2, True),
    ("in an overlap: the lower one", 1.5, 1.5, 0, False),
    ("nowhere", 15.0, 4.0, -1, False),
]


@pytest.mark.parametrize("name,x,y,shape,border", PICTURE, ids=[row[0] for row in PICTURE])
def test_picture(name, x, y, shape, border):
    index, on_border = locator_of(SHAPES).locate(x, y)
    assert (index.tolist(), on_border.tolist()) == ([shape], [border])
    assert brute_locate(SHAPES, x, y) == (shape, border)


def random_tiles(seed, n=6):
    """A jittered net of n x n quadrilaterals that tile a square, some coordinates not representable in few bits."""
    rng = np.random.default_rng(seed)
    nodes = np.stack(np.meshgrid(np.arange(n + 1.0), np.arange(n + 1.0), indexing="ij"), axis=-1) + rng.uniform(-.3, .3, (n + 1, n + 1, 2))
    return [shapely.Polygon([nodes[i, j], nodes[i + 1, j], nodes[i + 1, j + 1], nodes[i, j + 1]]) for i in range(n) for j in range(n)]


def awkward_points(shapes, rng):
    """Random places, vertices, middles of edges, and their neighbours in the last bit."""
    vertices = shapely.get_coordinates(shapes)
    middles = (vertices[:-1] + vertices[1:]) / 2
    points = np.concatenate([rng.uniform(-1, 8, (40, 2)), vertices[::3], middles[::5]])
    return np.concatenate([points, np.nextafter(points[40:], np.inf)])


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_equals_the_definition(seed):
    shapes = random_tiles(seed)
    points = awkward_points(shapes, np.random.default_rng(seed))
    index, border = locator_of(shapes).locate(*points.T)
    assert list(zip(index.tolist(), border.tolist())) == [brute_locate(shapes, x, y) for x, y in points.tolist()], seed


def test_equals_geos_on_the_zones_of_boston(boston):
    zones = boston.workspace.zones(level=2)
    west, south, east, north = zones.total_bounds
    rng = np.random.default_rng(SEED)
    x, y = rng.uniform(west, east, 50_000), rng.uniform(south, north, 50_000)
    vertices = shapely.get_coordinates(zones.geometry.array)[::7]
    x, y = np.append(x, vertices[:, 0]), np.append(y, vertices[:, 1])
    index, border = libgrid.Locator.from_geodataframe(zones).locate(x, y)

    point, shape = shapely.STRtree(zones.geometry.array).query(shapely.points(x, y), predicate="intersects")
    expected = np.full(len(x), len(zones))
    np.minimum.at(expected, point, shape)
    assert np.array_equal(np.where(index < 0, len(zones), index), expected)
    assert border[50_000:].all() and not border[:50_000].any()


def test_covering_lists_all_shapes():
    points, shapes = locator_of(SHAPES).covering([1.5, 3.0, 15.0, 9.0], [1.5, 4.0, 4.0, 4.0])
    assert list(zip(points.tolist(), shapes.tolist())) == [(0, 0), (0, 3), (1, 0), (1, 1), (3, 0), (3, 2)]
    assert (points.dtype, shapes.dtype) == (np.int64, np.int32)


def test_nearest_is_that_of_geos():
    rng = np.random.default_rng(SEED)
    shapes = random_tiles(SEED)[::4]   # with gaps
    x, y = rng.uniform(-2, 9, (2, 300))
    index, metres = locator_of(shapes).nearest(x, y)
    distances = shapely.distance(shapely.points(x, y)[:, None], np.array(shapes)[None, :])
    assert np.allclose(metres, distances.min(axis=1), rtol=0, atol=1e-12)
    assert np.allclose(distances[np.arange(300), index], distances.min(axis=1), rtol=0, atol=1e-12)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_do_not_matter(threads):
    locator = locator_of(random_tiles(SEED))
    x, y = np.random.default_rng(SEED).uniform(-1, 7, (2, 20_000))
    for one, other in zip(locator.locate(x, y), locator.locate(x, y, threads=threads)):
        assert np.array_equal(one, other)
    for one, other in zip(locator.nearest(x, y), locator.nearest(x, y, threads=threads)):
        assert np.array_equal(one, other)


def test_points_that_are_not_finite_are_in_no_shape():
    x, y = [np.nan, 1.5, np.inf, 1.5], [1.5, np.nan, 1.5, -np.inf]
    locator = locator_of(SHAPES)
    index, border = locator.locate(x, y)
    assert index.tolist() == [-1] * 4 and not border.any()
    index, metres = locator.nearest(x, y)
    assert index.tolist() == [-1] * 4 and np.isnan(metres).all()
    assert len(locator.covering(x, y)[0]) == 0


def test_nothing_gives_nothing():
    for columns in (locator_of(SHAPES).locate([], []), locator_of(SHAPES).covering([], []), locator_of(SHAPES).nearest([], [])):
        assert [len(column) for column in columns] == [0, 0]
    nothing = libgrid.Locator(np.empty((0, 2)), [0], [0], [0])
    assert len(nothing) == 0
    assert nothing.locate([1.0], [1.0])[0].tolist() == [-1]
    assert nothing.nearest([1.0], [1.0])[0].tolist() == [-1]


READ_ONLY = np.array([1.5, 4.0])
READ_ONLY.flags.writeable = False
SAME_NUMBERS = {
    "float64": np.array([1.5, 4.0]), "float32": np.array([1.5, 4.0], dtype="f4"), "big-endian": np.array([1.5, 4.0], dtype=">f8"),
    "a column of a table": np.array([[1.5, 9], [4.0, 9]])[:, 0], "backwards": np.array([4.0, 1.5])[::-1],
    "a list": [1.5, 4.0], "read-only": READ_ONLY}


@pytest.mark.parametrize("values", SAME_NUMBERS.values(), ids=SAME_NUMBERS)
def test_any_column_of_numbers_will_do(values):
    index, border = locator_of(SHAPES).locate(values, values)
    assert (index.tolist(), border.tolist()) == ([0, 1], [False, False])
    assert (index.dtype, border.dtype) == (np.int32, np.bool_)


BAD_COLUMNS = {"text": ["a", "b"], "objects": np.array([1.5, None], dtype=object), "complex": np.array([1j, 2]),
               "flags": np.array([True, False]), "two dimensions": np.ones((2, 2)), "times": np.array(["2015-01-01"] * 2, dtype="M8[s]"),
               "long double": np.ones(2, dtype=np.longdouble), "masked": np.ma.array([1.5, 4.0], mask=[0, 1]),
               "uneven lists": [[1.0], [1.0, 2.0]], "another length": [1.0]}


@pytest.mark.parametrize("values", BAD_COLUMNS.values(), ids=BAD_COLUMNS)
@pytest.mark.parametrize("method", ["locate", "covering", "nearest"])
def test_a_bad_column_is_named(values, method):
    with pytest.raises(ValueError, match="field y") as caught:
        getattr(locator_of(SHAPES), method)([1.5, 4.0], values)
    assert isinstance(caught.value, libgrid.GridError)
    assert (caught.value.code, caught.value.field) == ("E_PARAMETER_INVALID", "y")


RING = [[0, 0], [1, 0], [1, 1], [0, 0]]
GOOD = {"coords": RING, "ring_offsets": [0, 4], "polygon_offsets": [0, 1], "shape_offsets": [0, 1]}
BAD_SHAPES = [
    ("flat coordinates", {"coords": [0.0, 1.0]}, "E_PARAMETER_INVALID", "coords", None),
    ("three dimensions", {"coords": [[0, 0, 0]]}, "E_PARAMETER_INVALID", "coords", None),
    ("NaN", {"coords": [[0, 0], [1, np.nan], [1, 1], [0, 0]]}, "E_NUMBER_NOT_FINITE", "coords", 2),
    ("huge", {"coords": [[0, 0], [1, 0], [1e300, 1], [0, 0]]}, "E_COORDINATE_OUT_OF_RANGE", "coords", 3),
    ("tiny", {"coords": [[0, 0], [1, 1e-300], [1, 1], [0, 0]]}, "E_COORDINATE_OUT_OF_RANGE", "coords", 2),
    ("open ring", {"coords": RING[:3] + [[0, 1]]}, "E_RING_NOT_CLOSED", "coords", 1),
    ("short ring", {"coords": RING[:2] + RING[:1], "ring_offsets": [0, 3]}, "E_RING_TOO_SHORT", "coords", 1),
    ("offsets of fractions", {"ring_offsets": [0.0, 4.0]}, "E_PARAMETER_INVALID", "ring_offsets", None),
    ("offsets from 1", {"ring_offsets": [1, 4]}, "E_PARAMETER_INVALID", "ring_offsets", None),
    ("no offsets", {"polygon_offsets": []}, "E_PARAMETER_INVALID", "polygon_offsets", None),
    ("offsets that fall", {"ring_offsets": [0, 5, 4]}, "E_PARAMETER_INVALID", "ring_offsets", None),
    ("offsets beyond the end", {"shape_offsets": [0, 2]}, "E_PARAMETER_INVALID", "shape_offsets", None),
]


@pytest.mark.parametrize("name,change,code,field,row", BAD_SHAPES, ids=[row[0] for row in BAD_SHAPES])
def test_bad_shapes_are_refused(name, change, code, field, row):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.Locator(**(GOOD | change))
    assert (caught.value.code, caught.value.field, caught.value.row) == (code, field, row)


def test_frames_of_every_kind():
    polygons = geopandas.GeoSeries([HOLED, shapely.box(20, 0, 21, 1)])
    assert libgrid.Locator.from_geodataframe(polygons).locate([4.0, 20.5], [4.0, 0.5])[0].tolist() == [-1, 1]
    frame = geopandas.GeoDataFrame({"a": [1, 2]}, geometry=[HOLED, shapely.MultiPolygon([shapely.box(20, 0, 21, 1)])], crs=26986)
    assert libgrid.Locator.from_geodataframe(frame).locate([1.0, 20.5], [1.0, 0.5])[0].tolist() == [0, 1]
    high = geopandas.GeoSeries([shapely.force_3d(HOLED, 7.0)])
    assert libgrid.Locator.from_geodataframe(high).locate([1.0], [1.0])[0].tolist() == [0]
    empty = geopandas.GeoSeries([shapely.Polygon(), HOLED, shapely.MultiPolygon()])
    assert libgrid.Locator.from_geodataframe(empty).locate([1.0], [1.0])[0].tolist() == [1]
    assert len(libgrid.Locator.from_geodataframe(geopandas.GeoSeries([], crs=26986))) == 0


@pytest.mark.parametrize("frame", [geopandas.GeoSeries([HOLED], crs=4326), geopandas.GeoSeries([HOLED, None]),
                                   geopandas.GeoSeries([shapely.Point(1, 1)])], ids=["degrees", "missing", "points"])
def test_frames_that_are_no_polygons_in_a_plane_are_refused(frame):
    with pytest.raises(libgrid.GridError, match="gdf"):
        libgrid.Locator.from_geodataframe(frame)


def test_says_what_it_is():
    assert repr(locator_of(SHAPES)) == "<libgrid.Locator of 4 shapes>"
    assert len(locator_of(SHAPES)) == 4
