"""Manual decisions: recorded, reused, taken back."""
import shutil

import pytest

import libgrid


def test_a_decision_is_reused_and_can_be_taken_back(small, tmp_path):
    workspace = libgrid.Workspace(shutil.copytree(small.workspace.folder, tmp_path / "workspace"))
    table = workspace.reports(columns=True)
    lon, lat = float(table["lon"][0]), float(table["lat"][0])
    codes = sorted(zone for zone in workspace.zones(level=2, columns=True)["code"])
    before = libgrid.responsible(workspace, [lon], [lat], category="Pothole", columns=True)["zone"][0]
    other = next(code for code in codes if code != before)
    summary = libgrid.decide(workspace, lon, lat, category="Pothole", zone=other)
    assert summary.step == "decide"
    assert libgrid.decisions(workspace) == [libgrid.Decision("decision-1", lon, lat, "Pothole", other, "")]
    answer = libgrid.responsible(workspace, [lon, lon], [lat, lat], category=["Pothole", "Graffiti"], columns=True)
    assert (list(answer["zone"]), list(answer["method"])) == ([other, before], ["precedent", answer["method"][1]])
    libgrid.withdraw_decision(workspace, "decision-1")
    assert libgrid.decisions(workspace) == []
    with pytest.raises(libgrid.GridKeyError):
        libgrid.withdraw_decision(workspace, "decision-1")
    for wrong in ({"zone": "nowhere"}, {"category": ""}):
        with pytest.raises(libgrid.GridError):
            libgrid.decide(workspace, lon, lat, **({"category": "Pothole", "zone": other} | wrong))
