"""Along the streets: windows of a scan, rebounds by street distance; the campaign's second model."""
import numpy as np
import pytest

import libgrid
from libgrid import hotspot

geopandas = pytest.importorskip("geopandas")
shapely = pytest.importorskip("shapely")


@pytest.fixture()
def comb():
    """Three rows of streets, 100 m apart, that meet only at their west end."""
    lines = [shapely.LineString([(0, y), (300, y)]) for y in (0, 100, 200)] + [shapely.LineString([(0, 0), (0, 200)])]
    return geopandas.GeoDataFrame(geometry=lines, crs="EPSG:4547")


def test_street_balls_go_along_the_streets(comb):
    x, y = np.array([100.0, 100.0, 200.0, 5000.0]), np.array([0.0, 100.0, 0.0, 5000.0])
    balls = hotspot.street_balls(comb, x, y, 300.5)
    rows = [dict(zip(balls.of[a:b].tolist(), balls.distance[a:b].tolist())) for a, b in zip(balls.first, balls.first[1:])]
    assert rows[0] == {0: 0.0, 2: 100.0, 1: 300.0}  # 100 m as the crow flies, 300 m along the streets
    assert rows[3] == {3: 0.0}
    assert len(balls) == 4 and balls.kind == "street"


def test_connected_sets_and_the_scan_over_them():
    weights = hotspot.Weights.grid(6, 6, queen=False)
    sets = hotspot.connected_sets(weights, 1)
    assert (np.diff(sets.first) == np.diff(weights.first) + 1).all()
    x, y = np.arange(36) % 6 * 1.0, np.arange(36) // 6 * 1.0
    counts = np.ones(36, np.int64)
    counts[[14, 8, 13, 15, 20]] = 9
    found = hotspot.scan(x, y, counts, np.ones(36), around=sets, replicates=99, most=3)
    assert set(found["members"][0].tolist()) == {14, 8, 13, 15, 20} and found["p"][0] == 0.01
    assert len(found["p"]) <= 3 and found.parameters["windows"] == "connected"
    assert 0 <= found["p_gumbel"][0] < 0.01
    with pytest.raises(libgrid.GridError):
        hotspot.scan(x[:5], y[:5], counts[:5], np.ones(5), around=sets)


def test_a_wall_between_two_streets_is_no_way(comb):
    cases = hotspot.Cases(["a", "a"], [0, 86_400 * 3], [86_400, 86_400 * 4], [200.0, 200.0], [60.0, 90.0])
    plane = hotspot.forest(cases, radius=50)
    street = hotspot.street_forest(cases, comb, radius=50, reach=45)
    assert plane["parent"].tolist() == [-1, 0]
    assert street["parent"].tolist() == [-1, 0] and street["by_street"].tolist() == [0, 1]  # both on the middle street
    apart = hotspot.Cases(["a", "a"], [0, 86_400 * 3], [86_400, 86_400 * 4], [200.0, 200.0], [30.0, 70.0])
    assert hotspot.forest(apart, radius=50)["parent"].tolist() == [-1, 0]
    assert hotspot.street_forest(apart, comb, radius=50, reach=45)["parent"].tolist() == [-1, -1]


def test_negative_binomial_is_that_of_mass():
    treated = [[52, 8, 61], [33, 31, 20], [95, 30, 47], [20, 3, 29]]
    control = [[48, 91, 35], [30, 12, 57], [66, 31, 88], [25, 53, 19], [40, 18, 64]]
    found = hotspot.negative_binomial_effect(treated, control)
    assert found["statistic"] == pytest.approx([-0.983862416824, -0.374777375111], abs=1e-9)
    assert np.sqrt(found["variance"]) == pytest.approx([0.517178204908, 0.280775923511], abs=1e-8)
    assert found["theta"] == pytest.approx(6.10408430651, abs=1e-8) and not found["poisson"]
    assert found.warnings == ()
