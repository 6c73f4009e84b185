"""Plan quality from Python: the figures of the command line."""
import pytest

import libgrid


def test_figures_are_those_of_the_plan(small):
    draft, plan = libgrid.quality(small.workspace), libgrid.quality(small.workspace, version=1)
    assert draft.levels == plan.levels and draft.zones == plan.zones
    assert [level["zones"] for level in plan.levels] == [2, 8]
    assert sum(level["not_connected"] for level in plan.levels) == 0
    zones = small.workspace.zones(columns=True)
    by_id = dict(zip(zones["zone_id"].tolist(), zones["workload"].tolist()))
    for zone in plan.zones:
        assert zone["workload"] == pytest.approx(by_id[zone["zone_id"]])
        assert zone["pieces"] == 1 and zone["neighbours"] >= 1
    lowest = [zone["load"] for zone in plan.zones if zone["level"] == 2]
    assert plan.levels[1]["heaviest"] == max(lowest) and plan.levels[1]["lightest"] == min(lowest)
    figures = {figure.name: figure.value for figure in plan.summary.figures}
    assert figures["level2_heaviest"] == plan.levels[1]["heaviest"]
    assert figures["level2_border"] == plan.levels[1]["border_m"]


def test_a_version_that_is_not_there(small):
    with pytest.raises(libgrid.GridError):
        libgrid.quality(small.workspace, version=99)
