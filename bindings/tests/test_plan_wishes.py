"""Locked zones, excluded blocks and districts as parents, through the steps."""
import pytest

import libgrid


def lowest(workspace):
    """Blocks of every lowest zone by its code, in the plan in force."""
    zones = workspace.zones().set_index("zone_id")["code"]
    blocks = workspace.blocks().dropna(subset=["zone_id"])
    return blocks.groupby(blocks["zone_id"].map(zones))["block_id"].apply(sorted).to_dict()


def test_locked_zones_and_excluded_blocks(new_small):
    libgrid.draw_blocks(new_small)
    libgrid.draft_plan(new_small)
    libgrid.publish_plan(new_small, "2015-01-01T00:00:00")
    before = lowest(new_small)
    kept, other = sorted(before)[0], sorted(before)[-1]
    out = before[other][0]
    summary = libgrid.draft_plan(new_small, locked=[kept], excluded=[out], within_districts=True)
    figures = {figure.name: figure.value for figure in summary.figures}
    assert figures["locked_zones"] == 1 and figures["excluded_blocks"] == 1
    libgrid.publish_plan(new_small, "2015-02-01T00:00:00")
    after = lowest(new_small)
    assert after[kept] == before[kept]
    assert all(out not in blocks for blocks in after.values())
    assert sum(map(len, after.values())) == 63
    with pytest.raises(libgrid.GridError, match=f"locked zone {kept}"):
        libgrid.draft_plan(new_small, locked=[kept], excluded=[before[kept][0]])
    with pytest.raises(libgrid.GridError, match="no such block"):
        libgrid.draft_plan(new_small, excluded=[99999])
