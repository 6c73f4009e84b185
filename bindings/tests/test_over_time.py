"""The analyses of a workspace as values: what `libgrid analyse` writes, with a GeoDataFrame and a picture."""
import pytest

import libgrid
from drawing import drawn

pytest.importorskip("geopandas")


def test_emerging(small, tmp_path):
    found = libgrid.emerging_hotspots(small.workspace, tmp_path / "e", days=1)
    assert len(found.places) == len(found.tables["emerging"]) and found.places.geometry.notna().all()
    assert found.parameters["days"] == 1 and (tmp_path / "e" / "emerging.gpkg").exists()
    assert drawn(found) == ["Emerging hot spots", "新兴热点"]


def test_scan(small):
    found = libgrid.space_time_scan(small.workspace, replicates=19, history_days=0, seed=3)
    assert len(found.places) == len(found.tables["scan"]) and found.seed == 3
    assert found.places["rank"].tolist() == found.tables["scan"]["rank"].tolist()
    drawn(found)
    with pytest.raises(libgrid.GridError):
        libgrid.space_time_scan(small.workspace, windows="square")


def test_campaign(small):
    codes = sorted(small.workspace.zones(level=2)["code"])
    found = libgrid.campaign(small.workspace, codes[:2], "2015-01-08T00:00:00", "2015-01-13T00:00:00", replicates=19, arl0=20)
    assert set(found.places["role"]) >= {"treated", "control"} and len(found.tables["campaign_chart"]) > 0
    assert list(found.tables["campaign_balance"]["feature"]) == ["level", "trend", "rebound_share"]
    without = libgrid.campaign(small.workspace, codes[:2], "2015-01-08T00:00:00", "2015-01-13T00:00:00", replicates=19, arl0=20, rebound_share=False)
    assert list(without.tables["campaign_balance"]["feature"]) == ["level", "trend"]
    assert found.statistics["poisson_treated_during"]["expectation"] == 0   # all blocks are alike: no effect
    assert abs(found.statistics["poisson_treated_during"]["statistic"]) < 1e-9
    assert drawn(found) == ["Effect of a campaign", "专项整治效果"]


def test_campaign_says_what_it_needs(small):
    with pytest.raises(libgrid.GridError):
        libgrid.campaign(small.workspace, ["nowhere"], "2015-03-01T00:00:00", "2015-04-01T00:00:00")


def test_imbalance(small):
    found = libgrid.imbalance_of(small.workspace)
    theil = found.statistics["theil_total"]
    assert theil["lower"] <= theil["upper"] and len(found.places) == len(found.tables["imbalance"])
    assert drawn(found) == ["Imbalance", "不平衡"]


def test_exact_hotspots(small):
    found = libgrid.exact_hotspots(small.workspace, null_maps=1)
    assert len(found.places) == len(found.tables["hotspots_exact"])
    drawn(found)


def test_no_import_circles():
    import ast
    from pathlib import Path

    folder = Path(libgrid.__file__).parent
    needs = {}
    for file in folder.glob("*.py"):
        if file.stem == "__init__":
            continue
        imports = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom) and node.level]
        needs[file.stem] = {name for node in imports for name in ([node.module] if node.module else [a.name for a in node.names])} & {
            other.stem for other in folder.glob("*.py")}
    while free := {name for name, of in needs.items() if not of & needs.keys()}:
        needs = {name: of for name, of in needs.items() if name not in free}
    assert not needs
