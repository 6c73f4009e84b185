"""Space and time together: scan, Knox, clusters, trends; heat along streets and in hexagons. Public as libgrid.hotspot."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .cases import DAY, codes_of, seconds, whole_days, whole_seconds
from .result import Result
from .seeds import require_seed
from .windows import Around


def scan(x: ArrayLike, y: ArrayLike, counts: ArrayLike, population: ArrayLike | None = None, *, max_share: float = 0.5,
         max_radius: float = 0.0, max_bins: int = 1, prospective: bool = False, ties: str = "together", least_cases: int = 2,
         replicates: int = 999, seed: int = 1, around: Around | None = None, most: int = 0) -> Result:
    """Circles, or circles and stretches of time bins, with the most surprising excess of cases.

    around: windows other than circles, `street_balls` or `connected_sets`. most: clusters to be told, 0 for all.

    counts: places, or places x bins. With a population (any unit of expected cases) the model is Poisson, without one the
    space-time permutation. Rows are clusters that do not overlap an earlier one: x, y, radius, places, members, first_bin,
    last_bin, cases, expectation, llr, p, p_gumbel (beside p, not instead), recurrence_days (for a scan that is run daily). max_radius 0: no limit.
    """
    require_seed(seed)
    table = np.asarray(counts)
    bins = table.shape[1] if table.ndim == 2 else 1
    if ties not in ("together", "one_by_one"):
        _core.refuse("ties", "together or one_by_one")
    options = {"permutation": population is None, "max_share": max_share, "max_radius": max_radius,
               "one_by_one": ties == "one_by_one", "max_days": max_bins, "prospective": prospective,
               "least_cases": least_cases, "replicates": replicates, "seed": seed, "most": most}
    people: ArrayLike = [] if population is None else population
    parts = () if around is None else around.parts
    columns = _core.hotspot_scan(x, y, people, table.ravel(), bins, {**options, "around": parts})
    columns |= {name: np.asarray(value, np.float64)[columns["centre"]] for name, value in (("x", x), ("y", y))}
    notes = () if replicates else ("no replicates: p is 1 everywhere",)
    return Result("scan", columns, {"model": "permutation" if population is None else "poisson", "bins": bins,
                                     "windows": "circle" if around is None else around.kind, **options},
                  int(np.size(x)), seed, notes)


def knox(x: ArrayLike, y: ArrayLike, times: ArrayLike, distances: Sequence[float], gaps: Sequence[int], replicates: int = 99,
         seed: int = 0, *, groups: ArrayLike | None = None, metric: str = "euclidean") -> Result:
    """Pairs close in space and time by half-open bands; tables are distances x gaps (near repeats).

    times, gaps: whole numbers of one unit, any span; datetimes count as their calendar day, and then gaps are days.
    groups: times are shuffled within a group only (category, weekday). metric: euclidean or manhattan.
    """
    if metric not in ("euclidean", "manhattan"):
        _core.refuse("metric", "euclidean or manhattan")
    require_seed(seed)
    within: ArrayLike = np.zeros(0, np.int64) if groups is None else codes_of(groups)[1]
    table = _core.hotspot_knox(x, y, whole_days(times), list(distances), list(gaps), replicates, seed, within, metric == "manhattan")
    shape = (len(distances) - 1, len(gaps) - 1)
    columns = {name: value.reshape(shape) for name, value in table.items()}
    columns["p"] = (columns["at_least"] + 1) / (replicates + 1)
    notes = ("expectation is the one without groups; compare with the column mean",) if groups is not None else ()
    return Result("knox", columns, {"distances": tuple(distances), "gaps": tuple(gaps), "replicates": replicates, "metric": metric},
                  int(np.size(times)), seed, notes)


def dbscan(x: ArrayLike, y: ArrayLike, reach: float = 50.0, least: int = 10) -> NDArray[np.int64]:
    """Cluster of every point, -1 for noise; does not depend on the order of the points."""
    return _core.hotspot_dbscan(x, y, reach, least)


def st_dbscan(x: ArrayLike, y: ArrayLike, times: ArrayLike, *, reach: float = 50.0, days: float = 7, least: int = 5) -> Result:
    """Clusters in space and time: cluster of every point (-1: noise), independent of the order of points."""
    label = _core.hotspot_st_dbscan(x, y, seconds(times), reach, whole_seconds(days, DAY, "days"), least)
    columns = {"x": np.asarray(x, np.float64), "y": np.asarray(y, np.float64), "cluster": label}
    return Result("clusters", columns, {"reach": reach, "days": days, "least": least}, len(label))


def mann_kendall(series: ArrayLike) -> Result:
    """Is there a trend: S, its variance with ties, z, p, tau-b and Sen's slope per step."""
    return Result("mann_kendall", _core.hotspot_trend(series), {}, int(np.size(series)))


def street_density(origin: ArrayLike, target: ArrayLike, length: ArrayLike, edge: ArrayLike, offset: ArrayLike, *,
                   nodes: int | None = None, bandwidth: float = 200.0, stretch: float = 10.0, kernel: str = "continuous",
                   node_x: ArrayLike | None = None, node_y: ArrayLike | None = None) -> Result:
    """Heat along streets: events per metre on every stretch of every edge (from_m to to_m, measured from its origin).

    Edges go from node `origin` to node `target`; an event lies on an edge at an offset from its origin. The kernels
    continuous and discontinuous keep the mass: density times length adds up to the number of events. With node_x and
    node_y the stretches can be drawn, as straight pieces between the nodes.
    """
    a, b = np.asarray(origin, np.int64), np.asarray(target, np.int64)
    count = nodes if nodes is not None else int(max(a.max(initial=0), b.max(initial=0))) + 1
    columns: dict[str, Any] = _core.hotspot_street_density((a, b, length, count), (edge, offset), kernel, bandwidth, stretch)
    if node_x is not None and node_y is not None:
        nodes_xy = np.column_stack([np.asarray(node_x, np.float64), np.asarray(node_y, np.float64)])
        e, metres = columns["edge"], np.asarray(length, np.float64)
        along = np.stack([columns["from_m"], columns["to_m"]], axis=1) / metres[e][:, None]
        start, end = nodes_xy[a[e]][:, None, :], nodes_xy[b[e]][:, None, :]
        columns["segments"] = start + along[:, :, None] * (end - start)
    lost = columns["lost"]
    notes = (f"{lost:.3g} events were given up where shares fell under 1e-9",) if lost > 1e-6 else ()
    return Result("street_density", columns, {"bandwidth": bandwidth, "stretch": stretch, "kernel": kernel},
                  int(np.size(offset)), None, notes)


def hexagons(x: ArrayLike, y: ArrayLike, side: float = 100.0) -> Result:
    """Counts in hexagons with pointed tops: axial q and r, centre x and y, count; those with a point only."""
    return Result("hexagons", _core.hotspot_hexagons(x, y, side), {"side": side}, int(np.size(x)))
