"""Reporting bias on arrays: duplicates tell how readily a thing is reported, visits what a patrol can find. Public as
libgrid.hotspot."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from . import _core
from .cases import DAY, Cases, codes_of, whole_seconds
from .result import Result


def incidents(cases: Cases, *, counted: ArrayLike | None = None, radius: float = 50.0, watch_days: float = 30) -> Result:
    """Things that were reported at least once: the row of the first report, how long it was watched (to its closing, or
    watch_days), later reports within the radius while it was, and `nearby` those in a ring of equal area (chance). counted:
    which cases are later reports at all, e.g. those of the public; the others still open incidents. of_case: the incident of
    every case, -1 for none."""
    marks = np.ones(len(cases), np.int64) if counted is None else np.asarray(counted).astype(np.int64)
    columns = _core.hotspot_incidents(cases.columns, marks, radius, whole_seconds(watch_days, DAY, "watch_days"))
    return Result("incidents", columns, {"radius": radius, "watch_days": watch_days}, len(cases))


def reporting_rate(found: Result, groups: ArrayLike | None = None) -> Result:
    """Later reports per day that an incident is open, with the exact Poisson interval, and the excess over chance neighbours:
    of all incidents, or per group (one value per incident)."""
    names, codes = codes_of(np.full(len(found["later"]), "all") if groups is None else groups)
    columns = _core.hotspot_reporting(found["later"], found["nearby"], found["watched_s"], codes)
    few = int(np.count_nonzero(columns["later"] < 10))
    notes: tuple[str, ...] = (f"{few} of {len(names)} groups have fewer than 10 later reports: read the interval",) if few else ()
    notes += ("reporters are not known: two reports of one person count as two",)
    return Result("reporting", {"group": names, **columns}, dict(found.parameters), len(found["later"]), None, notes)


def visit_effect(found: ArrayLike, visits: ArrayLike, exposure: ArrayLike | None = None) -> Result:
    """How finds grow with visits: found ~ exposure x (1 + visits)^exponent, with a robust interval; factor brings every place to
    the mean number of visits."""
    y = np.asarray(found, np.float64)
    columns = _core.hotspot_visit_effect(y, visits, np.ones(len(y)) if exposure is None else exposure)
    notes = () if columns["defined"] else ("no exponent: fewer than 4 places, no finds, or the same visits everywhere",)
    return Result("visit_effect", columns, {}, len(y), None, notes)


def squares(x: ArrayLike, y: ArrayLike, side: float = 250.0) -> Result:
    """Counts in squares: column and row counted from zero, centre x and y, count; those with a point only."""
    return Result("squares", _core.hotspot_squares(x, y, side), {"side": side}, int(np.size(x)))
