"""What becomes of settled cases: curves by group, repeats, chronic sites, visits to make. Public as libgrid.hotspot."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .cases import DAY, Cases, codes_of, second, whole_seconds
from .result import Result
from .seeds import require_seed


def rebound_curves(cases: Cases, groups: ArrayLike | None = None, *, radius: float = 50.0, days: float = 30,
                   grace_hours: float = 12, last_opening: Any = None) -> Result:
    """Kaplan-Meier rebound rate within `days` for every group, with the naive share beside.

    groups: any values, one per case; without them the categories. few: fewer than 10 cases were watched. A case is
    watched from its closing to last_opening (by default the last opening of the cases).
    """
    names, codes = (cases.categories, cases.columns["category"]) if groups is None else codes_of(groups)
    until = cases.last_opening if last_opening is None else second(last_opening, "last_opening")
    columns = _core.hotspot_curves(cases.columns, codes, until, radius, whole_seconds(days, DAY, "days"), whole_seconds(grace_hours, 3600, "grace_hours"))
    few = int(np.count_nonzero(columns["few"]))
    notes = (f"{few} groups have fewer than 10 watched cases (column few)",) if few else ()
    return Result("curves", {"group": names, **columns}, {"radius": radius, "days": days, "grace_hours": grace_hours},
                  len(cases), None, notes)


def sensitivity(cases: Cases, *, radii: Sequence[float] = (25, 50, 100), days: Sequence[float] = (7, 30, 90),
                grace_hours: float = 12, last_opening: Any = None) -> Result:
    """The rebound rate for every radius and window: no standard fixes them, so this table goes with every number."""
    until = cases.last_opening if last_opening is None else second(last_opening, "last_opening")
    columns = _core.hotspot_sensitivity(cases.columns, until, [float(r) for r in radii], [whole_seconds(d, DAY, "days") for d in days],
                                        whole_seconds(grace_hours, 3600, "grace_hours"))
    return Result("sensitivity", columns, {"grace_hours": grace_hours}, len(cases))


def cumulative_incidence(exit: ArrayLike, cause: ArrayLike, entry: ArrayLike | None = None, per_day: int = 1) -> Result:
    """Aalen-Johansen: incidence[:, k - 1] is the share that has ended by cause k until `time`; cause 0 is censored.

    variance, lower, upper: of the same shape; 95 % on the log-log scale."""
    start: ArrayLike = np.zeros(np.size(exit), np.int64) if entry is None else entry
    return Result("incidence", _core.hotspot_incidence(start, exit, cause), {"per_day": per_day}, int(np.size(exit)))


def mean_count(subject: ArrayLike, times: ArrayLike, watched_until: ArrayLike, per_day: int = 1) -> Result:
    """Expected number of events per subject until `time`, with its robust variance and 95 % interval (lower, upper).

    subject and times: one per event; watched_until: one per subject, also for those without an event.
    """
    columns = _core.hotspot_mean_count(subject, times, watched_until)
    return Result("mean_count", columns, {"per_day": per_day}, int(np.size(watched_until)))


def chronic_sites(cases: Cases, until: Any = None, *, radius: float = 50.0, overdue_days: float = 90, span_days: float = 180,
                  least_rebounds: int = 3, window_days: float = 30, grace_hours: float = 12) -> Result:
    """Sites (of one category, at most 2 radii across) that stay open for long or came back least_rebounds times in a span.

    Rows: category, x, y, cases, rebounds, comes_back, stays_open, members (row numbers of the cases).
    """
    at = cases.last_opening if until is None else second(until, "until")
    columns = _core.hotspot_chronic(cases.columns, at, radius, whole_seconds(overdue_days, DAY, "overdue_days"), whole_seconds(span_days, DAY, "span_days"),
                                    least_rebounds, whole_seconds(window_days, DAY, "window_days"), whole_seconds(grace_hours, 3600, "grace_hours"))
    columns["category"] = cases.categories[columns["category"]]
    return Result("chronic", columns, {"radius": radius, "overdue_days": overdue_days, "span_days": span_days,
                                       "least_rebounds": least_rebounds, "window_days": window_days}, len(cases))


REASONS = ("fair_share", "expected_gain", "random")


def plan_visits(x: ArrayLike, y: ArrayLike, probability: ArrayLike, *, budget: float, cost: ArrayLike = 1.0,
                detectability: ArrayLike = 1.0, severity: ArrayLike = 1.0, group: ArrayLike | None = None,
                ids: ArrayLike | None = None, cover: float = 0.0, random_share: float = 0.1, fairness: float = 0.0,
                seed: int = 1) -> Result:
    """Which candidates to visit with the budget: gain per cost, a visit checks all within `cover` metres.

    fairness: share of the budget that goes to the groups by their candidates; random_share: drawn at random, so that the
    model can be learned from again (`chance` of being drawn is kept). Rows: candidate, reason, gain, chance, x, y.
    """
    n = np.size(x)

    def each(value: ArrayLike) -> NDArray[np.float64]:
        return np.ascontiguousarray(np.broadcast_to(np.asarray(value, np.float64), n))

    columns = {"probability": each(probability), "detectability": each(detectability), "severity": each(severity),
               "cost": each(cost), "id": np.arange(n) if ids is None else np.asarray(ids, np.int64),
               "group": np.zeros(n, np.int64) if group is None else codes_of(group)[1]}
    for name in ("probability", "detectability"):
        wrong = np.flatnonzero(~((columns[name] >= 0.0) & (columns[name] <= 1.0)))
        if len(wrong):
            _core.refuse(name, "must be between 0 and 1", int(wrong[0]) + 1)
    require_seed(seed)
    options = {"budget": budget, "cover": cover, "random_share": random_share, "fairness": fairness, "seed": seed}
    found = _core.hotspot_visits(x, y, columns, options)
    found |= {name: np.asarray(value, np.float64)[found["candidate"]] for name, value in (("x", x), ("y", y))}
    found["reason"] = np.asarray(REASONS)[found["reason"]]
    return Result("visits", found, options, n, seed)


def route_order(x: ArrayLike, y: ArrayLike, start: tuple[float, float]) -> NDArray[np.int64]:
    """An order to walk the places in from the start: nearest neighbour, then 2-opt."""
    return _core.hotspot_route(x, y, *start)
