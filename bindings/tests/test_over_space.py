"""Where reports and rebounds are, as values: what the commands write, with a GeoDataFrame and a picture."""
import pytest

import libgrid
from drawing import drawn

geopandas = pytest.importorskip("geopandas")


def test_global_statistics(small, tmp_path):
    found = libgrid.global_statistics(small.workspace, tmp_path / "g", permutations=99, seed=4)
    rows = found.tables["global"]
    assert found.seed == 4 and found.n > 0 and len(found.places) == found.parameters["zones"]
    moran = rows[(rows["value"] == "reports") & (rows["name"] == "moran_i")].iloc[0]
    told = found.statistics["reports_moran_i"]
    assert told["expectation"] == pytest.approx(moran["expectation"]) == pytest.approx(-1 / (len(found.places) - 1))
    assert told["variance"] is None or told["variance"] >= 0
    assert (tmp_path / "g" / "global.csv").exists()
    assert drawn(found) == ["Spatial autocorrelation", "空间自相关"]


def test_the_table_is_that_of_the_arrays(small):
    """The same Moran from the zones of the plan: weights of their borders, counts of the layer."""
    from libgrid import hotspot

    found = libgrid.global_statistics(small.workspace, permutations=0)
    weights = hotspot.Weights.zones(found.places).coded("W")
    rows = found.tables["global"]
    wanted = rows[(rows["value"] == "reports") & (rows["name"] == "moran_i")]["statistic"].iloc[0]
    ours = hotspot.moran(weights, found.places["reports"].to_numpy(float))["statistic"]
    assert ours == pytest.approx(wanted, abs=1e-12, nan_ok=True)


def test_report_clusters(small):
    found = libgrid.report_clusters(small.workspace, reach=200, least=2, distances=[0, 100, 400], gaps=[0, 2], replicates=19, seed=3)
    assert set(found.tables) == {"clusters", "clusters_knox"} and found.seed == 3
    assert len(found.places) == len(found.tables["clusters"]) == found.n
    assert len(found.tables["clusters_knox"]) == 2 and found.parameters["reach_m"] == 200
    assert (found.places["cluster"] >= 0).sum() == found.tables["clusters"]["cluster"].notna().sum()
    assert drawn(found) == ["Clusters of reports", "上报聚集"]
    with pytest.raises(libgrid.GridError):
        libgrid.report_clusters(small.workspace, gaps=[3, 1])


def test_rebound_forest(small):
    found = libgrid.rebound_forest(small.workspace, distance="plane", radius=80)
    assert set(found.tables) >= {"forest", "forest_curves", "forest_sensitivity", "chronic"}
    assert found.n == len(found.tables["forest"]) and found.parameters["radius"] == 80
    assert len(found.places) == (found.tables["forest"]["kind"] == "rebound").sum()
    assert found.tables["forest"]["case_id"].map(type).eq(str).all()
    assert drawn(found) == ["Rebounds", "反弹"]
    with pytest.raises(libgrid.GridError):
        libgrid.rebound_forest(small.workspace, distance="air")
    with pytest.raises(libgrid.GridError):
        libgrid.rebound_forest(small.workspace, days=1, grace_hours=48)


def test_look_back_list(small):
    found = libgrid.look_back_list(small.workspace, budget=5)
    assert set(found.tables) == {"lookback", "lookback_shares"} and "too short for a back-test" in found.warnings[0]
    assert len(found.places) == found.n and found.places.crs.to_epsg() == small.workspace.city.epsg
    drawn(found)
    assert libgrid.look_back_list(small.workspace, day="2015-01-20", budget=5).parameters["day"] == "2015-01-20T00:00:00"
    two = libgrid.look_back_list(small.workspace, hours=4, inspectors=2, start=(-71.06, 42.36), fairness=0.5, fair_by="district")
    assert two.n >= 1 and two.parameters["inspectors"] == 2
    with pytest.raises(libgrid.GridError):
        libgrid.look_back_list(small.workspace, fair_by="ward")


def test_heat_map(small, tmp_path):
    found = libgrid.heat_map(small.workspace, tmp_path / "h", hexagon=100, bandwidth=150)
    assert {"reports", "per_km2"} <= set(found.places.columns) and found.n == found.places["reports"].sum()
    assert (tmp_path / "h" / "heat.tif").exists()
    assert drawn(found) == ["Heat map", "热力图"]
    with pytest.raises(libgrid.GridError):
        libgrid.heat_map(small.workspace, kernel="cubic")


def test_a_look_back_list_without_its_back_test(small, monkeypatch):
    quick = libgrid.look_back_list(small.workspace, budget=5, backtest=False)
    whole = libgrid.look_back_list(small.workspace, budget=5)
    assert quick.tables["lookback"].equals(whole.tables["lookback"]) and "lookback_backtest" not in quick.tables
    assert any("back-test" in note for note in whole.warnings) and not any("back-test" in note for note in quick.warnings)
