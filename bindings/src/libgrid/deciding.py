"""Manual decisions (人工裁定): reports of a category at a spot belong to a zone, before every other rule.

    libgrid.decide(workspace, -71.0648, 42.3574, category="Pothole", zone="BOS-03-07")
    libgrid.decisions(workspace)                       # what was recorded
    libgrid.withdraw_decision(workspace, "decision-1")
"""
from __future__ import annotations

from typing import NamedTuple

from . import _core
from ._core import StepSummary
from .workspace import Workspace


class Decision(NamedTuple):
    """sector is that of the category (responsible.sectors of the city file)."""

    id: str
    lon: float
    lat: float
    category: str
    zone: str
    sector: str


def decide(workspace: Workspace, lon: float, lat: float, *, category: str, zone: str, id: str = "") -> StepSummary:
    """Records that reports of the category at this place (WGS 84) belong to the zone of that code.

    It is reused within responsible.precedent_radius_m (50 m); assign_reports and export_outputs take it at their next run.
    At the same spot (1 m) a later decision on the category takes the place of an earlier one. id: by default decision-1 ...
    """
    return _core.decide(workspace.folder, lon, lat, category, zone, id)


def decisions(workspace: Workspace) -> list[Decision]:
    """All that were recorded, in their order; a table that the city file names is not among them."""
    return [Decision(*row) for row in _core.decisions(workspace.folder)]


def withdraw_decision(workspace: Workspace, id: str) -> StepSummary:
    """Takes one back. Raises GridKeyError if there is none of that id."""
    return _core.withdraw_decision(workspace.folder, id)
