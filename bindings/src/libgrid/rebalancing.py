"""再平衡: a published plan under the workload of today, with few moves."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _core
from ._core import StepSummary
from .steps import Progress
from .workspace import Moment, Workspace, moment


@dataclass(frozen=True)
class Rebalance:
    """moves: one dict per block with block, from, to (codes), load_share, reports, street_m and why: "relieves" (its zone was
    too heavy), "fills" (its new zone was too light), "passes_on" (load had to pass through both) or "shortens_border" (of zones
    that had to change). broken: what the draft still breaks; none: it is a valid plan. transfers: what must flow at least between zones.
    moved_share and bound_share: of all load; no plan of these zones moves less than the bound."""

    version: int
    outside_before: int
    moved_share: float
    bound_share: float
    border_before_m: float
    border_after_m: float
    broken: list[str]
    moves: list[dict[str, Any]]
    transfers: list[dict[str, Any]]
    summary: StepSummary


def rebalance_plan(workspace: Workspace, *, version: int | None = None, since: Moment | None = None,
                   until: Moment | None = None, band: float | None = None, locked: Iterable[str] = (),
                   dry_run: bool = False, progress: Progress | None = None) -> Rebalance:
    """Brings a published plan (default: the newest) back into its bands, moving as little load as possible.

    band: of the zones of the lowest level around the mean (default: the city's). since, until: count the cases opened in
    [since, until) as the workload of the blocks. locked: zones of the lowest level (codes or ids) that neither give nor take.
    The result is the draft, made of edit operations: look at it, undo, go on with
    libgrid.Editor, and publish it with publish_plan. The published plan and its cases stay as they are.

        what = libgrid.rebalance_plan(workspace, since="2015-06-01T00:00:00", dry_run=True)
        what.moved_share / what.bound_share
    """
    summary, rest = _core.rebalance_plan(workspace.folder, version or 0, None if since is None else moment(since, "since"),
                                         None if until is None else moment(until, "until"), band or 0.0,
                                         [str(zone) for zone in locked], dry_run, progress)
    return Rebalance(**json.loads(rest), summary=summary)
