"""The analyst's statistics on arrays: hotspots, rebound, look-back.

    from libgrid import hotspot

    weights = hotspot.Weights.grid(30, 20)
    star = hotspot.gi_star(weights, rates)            # a Result: star["z"], star["p_two_sided"], star["q"], star.plot(x, y)
    cases = hotspot.Cases(category, opened, closed, x, y)
    forest = hotspot.forest(cases, radius=50, days=30)
    curve = hotspot.survival(days, events)            # curve.plot()

A Result carries its columns, the parameters and the seed that made it, n, and warnings; equal input and seed give equal
numbers. Units are plane metres, days where a name says days, else seconds.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .campaigns import (campaign_effect, control_chart, matched_controls, negative_binomial_effect, normal_two_sided,
                        spill_over_ring)
from .cases import DAY, Cases, codes_of, second, seconds, whole_seconds
from .histories import (chronic_sites, cumulative_incidence, mean_count, plan_visits, rebound_curves, route_order,
                        sensitivity)
from .picture_words import LABELS
from .pictures import KINDS as EMERGING
from .reporting import incidents, reporting_rate, squares, visit_effect
from .result import Result
from .seeds import require_seed
from .spacetime import dbscan, hexagons, knox, mann_kendall, scan, st_dbscan, street_density
from .weights import Weights
from .windows import Around, connected_sets, street_balls, street_forest

LINKS = ("first", "rebound", "suspect", "duplicate", "unplaced")
QUADRANTS = ("zero", "high_high", "low_low", "high_low", "low_high")

__all__ = [
    "DAY", "EMERGING", "LABELS", "LINKS", "QUADRANTS", "Around", "Cases", "Result", "Weights", "back_test", "benjamini_yekutieli",
    "campaign_effect", "chronic_sites", "connected_sets", "control_chart", "cumulative_incidence", "dbscan", "density", "emerging", "exact",
    "forest", "geary", "general_g", "gi", "gi_star", "hexagons", "imbalance", "incidents", "join_counts", "knox", "local_geary",
    "local_moran", "local_rates", "look_back", "mann_kendall", "matched_controls", "mean_count", "moran", "negative_binomial_effect", "permutation",
    "plan_visits", "quadrants", "rate_ratio", "rates", "rebound_curves", "reporting_rate", "route_order", "scan", "sensitivity",
    "spill_over_ring", "squares", "st_dbscan", "street_balls", "street_density", "street_forest", "survival", "visit_effect",
]


FEW_COUNTS = 100.0   # per neighbourhood, below which normal tails are too short: see tests/bench/hotspot_coverage.py


def _local(name: str, weights: Weights, values: ArrayLike) -> Result:
    columns = _core.hotspot_local(name, weights._parts, values)
    undefined = int(np.count_nonzero(columns["flag"]))
    notes: tuple[str, ...] = (f"{undefined} places have no z: 1 island, 2 no variance, 3 whole map (column flag)",) if undefined else ()
    x = np.asarray(values, np.float64)
    per_place = float(x.mean() * (1.0 + len(weights.neighbours) / len(weights)))
    if name in ("gi", "gi_star") and 0.0 < per_place < FEW_COUNTS and (x >= 0.0).all() and (x == np.floor(x)).all():
        notes += (f"few counts ({per_place:.0f} per neighbourhood): the normal p is too small in the upper tail; hotspot.exact is not",)
    return Result(name, columns, {"weights": len(weights.neighbours)}, len(weights), None, notes)


def gi(weights: Weights, values: ArrayLike) -> Result:
    """Gi: the neighbourhood without the place itself."""
    return _local("gi", weights, values)


def gi_star(weights: Weights, values: ArrayLike) -> Result:
    """Gi*: the neighbourhood with the place itself (added with weight 1)."""
    return _local("gi_star", weights, values)


def local_moran(weights: Weights, values: ArrayLike) -> Result:
    return _local("moran", weights, values)


def local_geary(weights: Weights, values: ArrayLike) -> Result:
    return _local("geary", weights, values)


def _islands(weights: Weights) -> tuple[str, ...]:
    alone = len(weights.islands())
    return (f"{alone} islands: places without a neighbour add to the mean and the variance only",) if alone else ()


def _overall(statistic: str, name: str, weights: Weights, values: ArrayLike) -> Result:
    """A figure of the whole map, and what makes it say little."""
    columns = _core.hotspot_global(name, weights._parts, values)
    x = np.asarray(values, np.float64)
    flat = () if np.isfinite(columns["z"]) else (
        ("no variance: all values are equal, z is not defined and p is no p",) if (x == x[0]).all() else
        ("z is not defined and p is no p: no links, or no variance",))
    return Result(statistic, columns, {}, len(weights), None, flat + _islands(weights))


def moran(weights: Weights, values: ArrayLike) -> Result:
    """Moran's I of the whole map, moments under randomisation."""
    return _overall("moran_i", "moran", weights, values)


def general_g(weights: Weights, values: ArrayLike) -> Result:
    """Getis and Ord's G of the whole map: values of 0 or more, binary weights."""
    return _overall("general_g", "general_g", weights, values)


def join_counts(weights: Weights, classes: ArrayLike) -> Result:
    """How often neighbours are of classes a and b: one row per pair of classes, with moments and z."""
    names, codes = codes_of(classes)
    columns = _core.hotspot_joins(weights._parts, codes)
    columns |= {"a": names[columns["a"]], "b": names[columns["b"]]}
    alike = ("all places are of one class: no z",) if len(names) == 1 else ()
    return Result("join_counts", columns, {"classes": tuple(names)}, len(weights), None, alike + _islands(weights))


def quadrants(weights: Weights, values: ArrayLike) -> NDArray[np.int64]:
    """The quarter of Moran's picture that every place lies in, as its position in QUADRANTS."""
    return _core.hotspot_quadrants(weights._parts, values)


def benjamini_yekutieli(p: ArrayLike) -> NDArray[np.float64]:
    """p adjusted for many tests that depend on each other in any way, as overlapping neighbourhoods do."""
    return _core.hotspot_yekutieli(p)


def geary(weights: Weights, values: ArrayLike) -> Result:
    """Geary's c of the whole map, moments under randomisation."""
    return _overall("geary_c", "geary", weights, values)


def _neighbour_sums(weights: Weights, values: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """The sum over the neighbours of every place, with its moments when the values of all other places are dealt out anew."""
    x, n = np.asarray(values, np.float64), len(weights)
    origin = np.repeat(np.arange(n), np.diff(weights.first))
    other = origin != weights.neighbours
    w = np.where(other, weights.weight, 0.0)
    total, squares = np.bincount(origin, w, n), np.bincount(origin, w * w, n)
    own = np.bincount(origin, np.where(other, 0.0, weights.weight * x[weights.neighbours]), n)
    with np.errstate(all="ignore"):
        mean = (x.sum() - x) / (n - 1)
        apart = (x - x.mean()) ** 2
        spread = (apart.sum() - apart) / (n - 1) - (mean - x.mean()) ** 2
        variance = np.maximum(spread, 0.0) * np.maximum(squares * (n - 1) - total * total, 0.0) / (n - 2)
    return {"statistic": np.bincount(origin, weights.weight * x[weights.neighbours], n), "expectation": own + total * mean,
            "variance": variance}


def permutation(weights: Weights, values: ArrayLike, replicates: int = 999, seed: int = 0) -> Result:
    """Conditional permutation p of the sum over neighbours (statistic; expectation and variance by formula). Counts (whole
    numbers) with equal weights in a row are compared as integers, so ties are exact; other values and weights by sums added in
    one order, so equal draws are ties."""
    require_seed(seed)
    x = np.asarray(values)
    counting = x.dtype.kind in "iub" and weights.even_rows()
    draw = _core.hotspot_permuted if counting else _core.hotspot_permuted_sums
    at_least, at_most = draw(weights._parts, x, replicates, seed)
    greater, less = (at_least + 1) / (replicates + 1), (at_most + 1) / (replicates + 1)
    columns = {**_neighbour_sums(weights, x), "at_least": at_least, "at_most": at_most, "p_greater": greater, "p_less": less,
               "p_two_sided": np.minimum(1.0, 2.0 * np.minimum(greater, less))}
    return Result("permutation", columns, {"replicates": replicates, "integers": counting}, len(weights), seed)


def exact(weights: Weights, counts: ArrayLike) -> Result:
    """The same p without permuting: exact, no seed.

    It holds 16 bytes for every distinct count x sum of up to k others: 8 k (k + 1) D (highest - lowest count) bytes, k the most
    neighbours, D the distinct counts. Above 1 GiB it is refused: use the normal p of gi_star, permutation(), or coarser counts."""
    greater, less, both = _core.hotspot_exact(weights._parts, counts)
    return Result("exact", {**_neighbour_sums(weights, counts), "p_greater": greater, "p_less": less, "p_two_sided": both}, {}, len(weights))


def rates(events: ArrayLike, exposure: ArrayLike) -> Result:
    """Empirical-Bayes rates, and the standardised ones for Gi* and Moran; few: less than 10 expected events."""
    estimate, standardised, a, b, few = _core.hotspot_rates(events, exposure)
    columns = {"estimate": estimate, "standardised": standardised, "few": few.astype(bool)}
    count = int(few.sum())
    notes = (f"{count} of {len(few)} places expect fewer than 10 events: rank by an interval's lower bound",) if count else ()
    return Result("rates", columns, {"variance_between": a, "overall_rate": b}, len(estimate), None, notes)


def local_rates(weights: Weights, events: ArrayLike, exposure: ArrayLike) -> Result:
    """Rates shrunk towards their own neighbourhood, the Poisson score z of the neighbourhood, and P(Y <= y) of each place."""
    return Result("local_rates", _core.hotspot_local_rates(weights.with_self()._parts, events, exposure), {}, len(weights))


def rate_ratio(events: float, exposure: float, other_events: float, other_exposure: float) -> Result:
    """One rate over another with its 95 % interval: main roads over back lanes. statistic: the log of the ratio, expected to be
    0, with its variance, z and p; NaN without an event on one side."""
    ratio, lower, upper = _core.hotspot_ratio(events, exposure, other_events, other_exposure)
    notes = () if np.isfinite(lower) else ("one side has no event: no interval",)
    told = bool(np.isfinite(lower))
    log, variance = (np.log(ratio), 1.0 / events + 1.0 / other_events) if told else (np.nan, np.nan)
    z = log / np.sqrt(variance)
    columns = {"ratio": ratio, "lower": lower, "upper": upper, "statistic": float(log), "expectation": 0.0, "variance": float(variance),
               "z": float(z), "p_two_sided": float(normal_two_sided(np.array([z]))[0])}
    return Result("rate_ratio", columns, {}, 2, None, notes)


def forest(cases: Cases, radius: float = 50.0, days: float = 30, grace_hours: float = 12) -> Result:
    """Each case and the one it comes from: kind (0 first, 1 rebound, 2 suspect, 3 duplicate, 4 unplaced), parent, gap_s ..."""
    window, grace = whole_seconds(days, DAY, "days"), whole_seconds(grace_hours, 3600, "grace_hours")
    columns = _core.hotspot_forest(cases.columns, radius, window, grace)
    return Result("forest", columns, {"radius": radius, "days": days, "grace_hours": grace_hours}, len(cases))


def survival(times: ArrayLike, events: ArrayLike, per_day: int = 1) -> Result:
    """Kaplan-Meier (95 % log-log) with Greenwood's variance, and Nelson-Aalen of whole times; per_day: how many units a day
    has, for the picture. variance is NaN once nobody is left (Greenwood's formula has no value there)."""
    happened = np.asarray(events)
    happened = happened if happened.dtype.kind in "iu" else happened.astype(np.int64)
    columns = _core.hotspot_survival(times, happened)
    n, d = columns["at_risk"].astype(float), columns["events"].astype(float)
    left = np.maximum(n - d, 0.0)
    sums = np.cumsum(np.divide(d, n * left, out=np.zeros(len(n)), where=left > 0.0))
    columns["variance"] = np.where(left > 0.0, columns["survival"] ** 2 * sums, np.nan)
    return Result("survival", columns, {"per_day": per_day}, len(happened))


def density(x: ArrayLike, y: ArrayLike, *, bounds: tuple[float, float, float, float], cell: float, bandwidth: float = 100.0,
            kernel: str = "quartic", adaptive: bool = False) -> Result:
    """Kernel density at cell centres over (west, south, east, north); row 0 is the southern one."""
    west, south, east, north = bounds
    if not (np.isfinite(bounds).all() and west < east and south < north):
        _core.refuse("bounds", f"west < east and south < north, finite, are needed, not {tuple(bounds)}")
    if not 0.0 < cell < np.inf:
        _core.refuse("cell", f"must be above 0 and finite, not {cell}")
    if max(east - west, north - south) / cell >= 65536:
        _core.refuse("cell", "makes more than 65,535 columns or rows; a larger one is needed")
    columns, rows = int(np.ceil((east - west) / cell)), int(np.ceil((north - south) / cell))
    heat = _core.hotspot_density(x, y, (west, south, cell), (columns, rows), kernel, bandwidth, adaptive)
    extent = (west, west + columns * cell, south, south + rows * cell)
    parameters = {"extent": extent, "cell": cell, "bandwidth": bandwidth, "kernel": kernel, "adaptive": adaptive}
    return Result("density", {"density": heat.reshape(rows, columns)}, parameters, int(np.size(x)))


def emerging(weights: Weights, counts: ArrayLike, level: float = 0.05, bins_before: int = 1) -> Result:
    """Emerging hot spots of counts (places x bins): kind is the place in EMERGING, negative for the cold mirror."""
    table = np.ascontiguousarray(counts, np.float64)
    if table.ndim != 2 or len(table) != len(weights) or not table.shape[1]:
        _core.refuse("counts", f"a table of {len(weights)} places x bins is needed, not of shape {table.shape}")
    wrong = np.argwhere(~np.isfinite(table))
    if len(wrong):
        place, bin_ = (int(k) for k in wrong[0])
        _core.refuse("counts", f"must be finite numbers; bin {bin_ + 1} of this place is {table[place, bin_]}", place + 1)
    columns = _core.hotspot_emerging(weights._parts, table.ravel(), table.shape[1], level, bins_before)
    columns["z"] = columns["z"].reshape(table.shape)
    notes = ("fewer than 10 bins: the classes that ask for nine tenths are left out",) if table.shape[1] < 10 else ()
    return Result("emerging", columns, {"level": level, "bins_before": bins_before}, len(weights), None, notes)


def imbalance(values: ArrayLike, groups: ArrayLike, weights: ArrayLike | None = None) -> Result:
    """Theil's index with its exact split between and within groups, and Gini.

    weights: how much a place counts in Theil, e.g. its street km as in `libgrid analyse imbalance` (default: each 1);
    places with a weight of 0 are left out. Gini is unweighted."""
    names, codes = codes_of(groups)
    array = np.asarray(values, np.float64)
    heavy = np.ones(len(array)) if weights is None else np.asarray(weights, np.float64)
    if len(heavy) != len(array):
        _core.refuse("weights", "as many as values")
    array, codes, heavy = array[heavy > 0.0], codes[heavy > 0.0], heavy[heavy > 0.0]
    total, between, within, gini = _core.hotspot_theil(array, codes, heavy)
    columns = {"theil": total, "between": between, "within": within, "gini": gini, "values": array}
    return Result("imbalance", columns, {"groups": tuple(names), "weighted": weights is not None}, len(array))


def look_back(cases: Cases, day: Any, *, radius: float = 50.0, window_days: float = 30, ahead_days: float = 30,
              history_days: float = 90) -> Result:
    """Which settled cases to visit again: candidates (row numbers) and the chance that each comes back in the days ahead."""
    spans = [whole_seconds(d, DAY, name) for name, d in (("window_days", window_days), ("ahead_days", ahead_days),
                                                         ("history_days", history_days))]
    candidates, p = _core.hotspot_probability(cases.columns, second(day, "day"), radius, *spans)
    places = {name: cases.columns[name][candidates] for name in ("id", "x", "y")}
    return Result("look_back", {"candidate": candidates, "probability": p, **places},
                  {"day": str(day), "radius": radius, "window_days": window_days, "ahead_days": ahead_days}, len(candidates))


def back_test(cases: Cases, days: ArrayLike, *, share: float = 0.05, window_days: float = 30, seed: int = 1) -> Result:
    """The look-back against five simple rules, forward-chained over the periods between the days."""
    starts = [int(t) for t in seconds(days, "days")]
    columns = _core.hotspot_backtest(cases.columns, starts, share, whole_seconds(window_days, DAY, "window_days"), seed)
    return Result("back_test", columns, {"share": share, "window_days": window_days}, int(columns["candidates"]), seed)
