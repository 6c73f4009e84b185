"""borders: common borders of polygons against Shapely, and its use in a partition."""
import geopandas
import numpy as np
import pytest
import shapely

import libgrid


def squares(side=3):
    return geopandas.GeoSeries([shapely.box(10 * i, 10 * j, 10 * i + 10, 10 * j + 10) for j in range(side) for i in range(side)], crs="EPSG:26986")


def test_squares_share_their_sides_and_not_their_corners():
    edges, border_m = libgrid.borders(squares())
    assert len(edges) == 12 and (border_m == 10.0).all() and (edges[:, 0] < edges[:, 1]).all()
    assert [0, 1] in edges.tolist() and [0, 3] in edges.tolist() and [0, 4] not in edges.tolist()


def test_borders_are_those_of_shapely():
    rng = np.random.default_rng(3)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.uniform(0, 100, (40, 2)))))
    holed = [shapely.box(200, 0, 230, 30).difference(shapely.box(210, 10, 220, 20)), shapely.box(210, 10, 220, 20)]
    shapes = [*cells, *holed, shapely.MultiPolygon([shapely.box(230, 0, 240, 30), shapely.box(300, 0, 310, 10)])]
    edges, border_m = libgrid.borders(geopandas.GeoSeries(shapes))
    found = {tuple(pair): metres for pair, metres in zip(edges.tolist(), border_m)}
    for i, one in enumerate(shapes):
        for k, other in enumerate(shapes[:i]):
            length = shapely.intersection(one.boundary, other.boundary).length if one.intersects(other) else 0.0
            assert found.get((k, i), 0.0) == pytest.approx(length, abs=1e-6), (k, i)
    assert found[40, 41] == 40.0 and found[40, 42] == 30.0


def test_a_partition_of_polygons():
    edges, border_m = libgrid.borders(squares(4))
    zones = libgrid.partition(np.ones(16), edges, border_m, zones_per_parent=[4], bands=[0.01])[0]
    assert np.bincount(zones).tolist() == [4, 4, 4, 4]


def test_none_and_degrees():
    assert libgrid.borders(squares()[:1]).edges.shape == (0, 2)
    with pytest.raises(libgrid.GridError):
        libgrid.borders(squares().set_crs("EPSG:4326", allow_override=True))
