"""Cox's partial likelihood and its derivatives. Private: libgrid.recurrence is the way in.

Rows stand in the order of stratum and stop, covariates are columns of a (covariates x rows) array: sums over risk sets
are then running sums along memory. A tie of d deaths is d sub-events; Efron leaves k / d of the tied out of the k-th.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RiskTable:
    """Where each risk set begins: made once, used in every step. Rows as in `order`."""

    order: Ints             # the given row of each row
    by_start: Ints | None   # rows by stratum and start; None: all start at 0
    stop_from: Ints         # of each event time: first row that is still at risk, and the stratum's end
    stop_end: Ints
    start_from: Ints        # the same in by_start: those who have not entered yet
    start_end: Ints
    dead: Ints              # rows with an event
    dead_at: Ints           # their event time, ascending
    first_dead: Ints        # of each event time, position in `dead`
    deaths: Ints
    share: Floats           # of each sub-event: k / d (Efron) or 0
    tied: bool              # some share is above 0
    until: Ints             # of each row: event times up to its stop and its start
    since: Ints


def risk_table(start: Floats | None, stop: Floats, event: Flags, stratum: Ints, ties: str) -> RiskTable:
    values, code = np.unique(stop if start is None else np.concatenate([stop, start]), return_inverse=True)
    width = len(values) + 1
    stop_key = stratum * width + code[: len(stop)] + 1
    order: Ints = np.argsort(stop_key, kind="stable").astype(np.int64)
    start_key = (stratum * width if start is None else stratum * width + code[len(stop):] + 1)[order]
    stop_key = stop_key[order]
    by_start: Ints | None = None if start is None else np.argsort(start_key, kind="stable").astype(np.int64)
    dead: Ints = np.flatnonzero(event[order]).astype(np.int64)
    keys: Ints
    keys, first_dead, dead_at = np.unique(stop_key[dead], return_index=True, return_inverse=True)
    deaths: Ints = np.bincount(dead_at, minlength=len(keys)).astype(np.int64)
    share = (np.arange(len(dead)) - first_dead[dead_at]) / deaths[dead_at] if ties == "efron" else np.zeros(len(dead))
    ends: Ints = (keys // width + 1) * width
    none = np.zeros(0, np.int64)
    in_start = start_key[by_start] if by_start is not None else none
    return RiskTable(order, by_start, np.searchsorted(stop_key, keys), np.searchsorted(stop_key, ends),
                     np.searchsorted(in_start, keys), np.searchsorted(in_start, ends), dead, dead_at, first_dead, deaths, share,
                     bool(share.any()), np.searchsorted(keys, stop_key, side="right"),
                     np.searchsorted(keys, start_key, side="right"))


def sums_from(values: Floats) -> Floats:
    """sums_from(v)[..., i] = v[..., i] + v[..., i + 1] + ..., with a zero at the end."""
    out = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values[..., ::-1], axis=-1, out=out[..., -2::-1])
    return out


def sums_until(values: Floats) -> Floats:
    out = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=out[..., 1:])
    return out


def at_risk(table: RiskTable, values: Floats) -> Floats:
    """Sum over the risk set of every event time: those who stop then or later, without those who start then or later."""
    stops = sums_from(values)
    inside = stops[..., table.stop_from] - stops[..., table.stop_end]
    if table.by_start is not None:
        starts = sums_from(values[..., table.by_start])
        inside -= starts[..., table.start_from] - starts[..., table.start_end]
    return np.asarray(inside)


def per_time(table: RiskTable, values: Floats) -> Floats:
    """Sum over the deaths, or sub-events, of every event time."""
    return np.asarray(np.add.reduceat(values, table.first_dead, axis=-1))


@dataclass(frozen=True, eq=False)
class Look:
    """The partial likelihood at one point."""

    loglik: float
    gradient: Floats
    information: Floats
    risk: Floats       # exp(x b + offset), scaled
    inverse: Floats    # 1 / S0 of each sub-event, for the same scale
    mean: Floats       # S1 / S0 of each sub-event
    expected: Floats   # cumulative hazard of each row: event - expected is its martingale residual


def partial_likelihood(table: RiskTable, x: Floats, linear: Floats) -> Look:
    top = float(linear.max(initial=-np.inf))
    risk = np.exp(linear - top)
    weighted = x * risk
    zero, one = at_risk(table, risk)[table.dead_at], at_risk(table, weighted)[:, table.dead_at]
    if table.tied:
        zero -= table.share * per_time(table, risk[table.dead])[table.dead_at]
        one -= table.share * per_time(table, weighted[:, table.dead])[:, table.dead_at]
    inverse = 1.0 / zero
    mean = one * inverse
    total = sums_until(per_time(table, inverse))
    hazard = total[table.until] if table.by_start is None and not table.since.any() else total[table.until] - total[table.since]
    expected = risk * hazard
    if table.tied:
        expected[table.dead] -= risk[table.dead] * per_time(table, inverse * table.share)[table.dead_at]
    gradient = x[:, table.dead].sum(axis=1) - mean.sum(axis=1)
    information = (x * expected) @ x.T - mean @ mean.T
    loglik = float((linear[table.dead] - top).sum() - np.log(zero).sum())
    return Look(loglik, gradient, information, risk, inverse, mean, expected)


def expected_deviation(table: RiskTable, x: Floats, look: Look) -> Floats:
    """Of each row, its cumulative hazard times how far its covariates are from the mean of the risk sets."""
    weighted = look.mean * look.inverse
    total = sums_until(per_time(table, weighted))
    out = x * look.expected - look.risk * (total[:, table.until] - total[:, table.since])
    out[:, table.dead] += look.risk[table.dead] * per_time(table, weighted * table.share)[:, table.dead_at]
    return np.asarray(out)


def score_residuals(table: RiskTable, x: Floats, look: Look) -> Floats:
    """Each row's part of the gradient (covariates x rows); they add up to it."""
    out = -expected_deviation(table, x, look)
    out[:, table.dead] += x[:, table.dead] - (per_time(table, look.mean) / table.deaths)[:, table.dead_at]
    return out
