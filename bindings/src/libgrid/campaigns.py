"""专项整治: what a campaign did, where it went to, and whether it lasted. Public as libgrid.hotspot."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .result import Result
from .weights import Weights


def campaign_effect(treated: ArrayLike, control: ArrayLike, ring: ArrayLike | None = None, *,
                    treated_exposure: ArrayLike | None = None, control_exposure: ArrayLike | None = None,
                    ring_exposure: ArrayLike | None = None, seed: int = 1) -> Result:
    """Before, during, after: what the counts of the treated zones did against those of their controls.

    treated, control: zones x 3 counts. Rows during and after: statistic (log of the ratio of ratios, expectation 0),
    variance (cluster-robust by zone), z, p_two_sided (normal), change = exp(statistic) - 1 with its 95 % interval
    (Student's t by zones). ring: the zones around the treated ones, left out of the controls, give two more rows: a rise
    there is displacement. Exposures (visits, hours): counts are divided by those of the side. returned: how much of the
    effect came back, with a bootstrap interval, NaN where the effect during is not below zero. difference: of mean counts.
    """
    def part(counts: ArrayLike, exposure: ArrayLike | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return tuple(np.asarray([] if a is None else a, np.float64).reshape(-1) for a in (counts, exposure))  # type: ignore[return-value]

    c, ce = part(control, control_exposure)
    t, te = part(treated, treated_exposure)
    effects = [("", _core.hotspot_campaign(t, c, te, ce, seed))]
    if ring is not None:
        r, re = part(ring, ring_exposure)
        effects.append(("ring ", _core.hotspot_campaign(r, c, re, ce, seed)))
    rows = [(side + period, *found[period]) for side, found in effects for period in ("during", "after")]
    names, estimate, error, lower, upper = (np.array(column) for column in zip(*rows))
    with np.errstate(all="ignore"):
        z = estimate / error
    first = effects[0][1]
    returned = first["returned"] if first["returned_told"] else (np.nan,) * 3
    columns: dict[str, Any] = {
        "period": names, "statistic": estimate, "expectation": np.zeros(len(names)), "variance": error**2, "z": z,
        "p_two_sided": normal_two_sided(z), "change": np.expm1(estimate), "lower": np.expm1(lower), "upper": np.expm1(upper),
        "difference": first["difference"], "returned": returned[0], "returned_lower": returned[1], "returned_upper": returned[2]}
    notes = () if first["returned_told"] else ("the effect during is not significantly below zero: what came back is not told",)
    return Result("campaign", columns, {"treated": len(t) // 3, "control": len(c) // 3,
                                        "exposure": treated_exposure is not None}, (len(t) + len(c)) // 3, seed, notes)


def negative_binomial_effect(treated: ArrayLike, control: ArrayLike, *, treated_exposure: ArrayLike | None = None,
                             control_exposure: ArrayLike | None = None) -> Result:
    """`campaign_effect` by the negative-binomial model with a level for every zone: counts wider than Poisson.

    Rows during and after with the same columns; theta (infinite: no wider than Poisson, then `poisson` is true),
    log_likelihood, left_out (zones without a case).
    """
    t, te, c, ce = (np.asarray([] if a is None else a, np.float64).reshape(-1)
                    for a in (treated, treated_exposure, control, control_exposure))
    found = _core.hotspot_negative_binomial(t, c, te, ce)
    estimate, error, lower, upper = (np.array(column) for column in zip(found["during"], found["after"]))
    with np.errstate(all="ignore"):
        z = estimate / error
    columns: dict[str, Any] = {
        "period": np.array(["during", "after"]), "statistic": estimate, "expectation": np.zeros(2), "variance": error**2, "z": z,
        "p_two_sided": normal_two_sided(z), "change": np.expm1(estimate), "lower": np.expm1(lower), "upper": np.expm1(upper),
        **{name: found[name] for name in ("theta", "log_likelihood", "poisson", "converged", "left_out")}}
    notes = (("counts are no wider than Poisson: this is the Poisson fit",) if found["poisson"] else ()) + (
        () if found["converged"] else ("the fit did not settle",))
    return Result("campaign", columns, {"treated": len(t) // 3, "control": len(c) // 3, "model": "negative_binomial",
                                        "exposure": treated_exposure is not None}, (len(t) + len(c)) // 3, None, notes)


def normal_two_sided(z: NDArray[np.float64]) -> NDArray[np.float64]:
    from math import erfc, sqrt

    return np.array([erfc(abs(float(v)) / sqrt(2.0)) for v in np.ravel(z)]).reshape(np.shape(z))


def matched_controls(treated_rate: ArrayLike, pool_rate: ArrayLike, treated_kind: ArrayLike | None = None,
                     pool_kind: ArrayLike | None = None) -> NDArray[np.int64]:
    """Positions in the pool of the controls: nearest log(1 + rate before) of the same kind, each taken once."""
    sides = [np.zeros(np.size(r), np.int64) if k is None else np.asarray(k)
             for r, k in ((treated_rate, treated_kind), (pool_rate, pool_kind))]
    kinds, codes = np.unique(np.concatenate(sides), return_inverse=True)
    wanted, there = (np.bincount(part, minlength=len(kinds)) for part in (codes[: len(sides[0])], codes[len(sides[0]):]))
    short = np.flatnonzero(wanted > there)
    if len(short):
        _core.refuse("pool_rate", f"{wanted[short[0]]} treated of kind {kinds[short[0]]}, but {there[short[0]]} in the pool")
    return _core.hotspot_controls(treated_rate, codes[: len(sides[0])], pool_rate, codes[len(sides[0]):])


def spill_over_ring(weights: Weights, treated: ArrayLike) -> NDArray[np.int64]:
    """Neighbours of treated places that are not treated themselves: no controls, but where it may have gone to."""
    places = np.atleast_1d(np.asarray(treated))
    if places.ndim != 1 or (places.size and places.dtype.kind not in "iu"):
        _core.refuse("treated", "positions of places are needed, whole numbers")
    wrong = np.flatnonzero((places < 0) | (places >= len(weights)))
    if len(wrong):
        _core.refuse("treated", f"{places[wrong[0]]}: there are places 0 to {len(weights) - 1}", int(wrong[0]) + 1)
    inside = np.zeros(len(weights), bool)
    inside[places.astype(np.int64)] = True
    origin = np.repeat(np.arange(len(weights)), np.diff(weights.first))
    near = np.zeros(len(weights), bool)
    near[weights.neighbours[inside[origin]]] = True
    return np.flatnonzero(near & ~inside)


def control_chart(counts: ArrayLike, mean: float, *, kind: str = "cusum", ratio: float = 2.0, smoothing: float = 0.2,
                  arl0: float = 200.0, seed: int = 1) -> Result:
    """Has the rate risen again after a campaign: Poisson CUSUM, EWMA or GLR against the mean per step.

    The limit is set so that without any change the mean time to a false alarm is arl0 steps; what it really is was measured
    by other simulated series (columns arl0, arl0_error). alarm: step of the first one, -1 for none. chart: the statistic
    of every step, line: what it must exceed.
    """
    y = np.asarray(counts, np.int64)
    found = _core.hotspot_chart(y, kind, mean, ratio, smoothing, arl0, seed)
    paths = {"cusum": _cusum, "ewma": _ewma, "glr": _glr}
    line = found["limit"]
    if kind == "ewma":
        line = mean + line * np.sqrt(smoothing * mean / (2.0 - smoothing))
    columns = {"chart": paths[kind](y.astype(float), mean, ratio, smoothing), "count": y, "line": line, **found}
    off = abs(found["arl0"] - arl0) > 0.2 * arl0
    notes = (f"counts are few: the measured run length is {found['arl0']:.0f}, not {arl0:.0f}",) if off else ()
    return Result("chart", columns, {"kind": kind, "mean": mean, "ratio": ratio, "smoothing": smoothing, "arl0": arl0},
                  len(y), seed, notes)


def _cusum(y: NDArray[np.float64], mean: float, ratio: float, smoothing: float) -> NDArray[np.float64]:
    k, level, out = mean * (ratio - 1.0) / np.log(ratio), 0.0, np.zeros(len(y))
    for i, value in enumerate(y):
        out[i] = level = max(0.0, level + value - k)
    return out


def _ewma(y: NDArray[np.float64], mean: float, ratio: float, smoothing: float) -> NDArray[np.float64]:
    level, out = mean, np.zeros(len(y))
    for i, value in enumerate(y):
        out[i] = level = smoothing * value + (1.0 - smoothing) * level
    return out


def _glr(y: NDArray[np.float64], mean: float, ratio: float, smoothing: float) -> NDArray[np.float64]:
    out = np.zeros(len(y))
    for i in range(len(y)):
        recent = y[max(0, i - 99): i + 1][::-1]
        total, expected = np.cumsum(recent), mean * np.arange(1, len(recent) + 1)
        with np.errstate(all="ignore"):
            gain = total * np.log(total / expected) - (total - expected)
        out[i] = np.max(gain, initial=0.0, where=total > expected)
    return out
