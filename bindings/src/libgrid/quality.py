"""方案质量: what a draft or a published plan is worth, level by level and zone by zone."""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from . import _core
from ._core import StepSummary
from .steps import Progress
from .workspace import Workspace


@dataclass(frozen=True)
class Quality:
    """levels and zones: one dict per row, keys and figures those of quality_levels.csv and quality_zones.csv
    (docs/outputs.md); a DataFrame is pandas.DataFrame(quality.zones). summary: figures, and as findings the further
    workloads outside their limits, and the period where the workload counts the cases of one only."""

    levels: list[dict[str, Any]]
    zones: list[dict[str, Any]]
    summary: StepSummary


def quality(workspace: Workspace, *, version: int | None = None, progress: Progress | None = None) -> Quality:
    """Loads, connection, compactness, borders and holes of a published version (default: the draft).

        here = libgrid.quality(workspace)
        here.levels[-1]["heaviest"], here.levels[-1]["main_share"]
        [zone["code"] for zone in here.zones if zone["pieces"] > 1]

    The figures are those of `libgrid quality`. A zone that hangs together only by a wall has more than one piece.
    """
    summary, tables = _core.quality_report(workspace.folder, version or 0, progress)
    return Quality(**json.loads(tables), summary=summary)
