"""Why things come back: Cox regression for repeats, with censoring, ties, strata, clusters and frailty.

    from libgrid import hotspot, recurrence

    forest = hotspot.forest(cases, radius=50, days=90)
    spells = recurrence.spells(cases, forest, days=90)                  # one row per settled case
    x = {"main road": main[spells.row], "graffiti": graffiti[spells.row]}
    recurrence.pwp(spells, x, clock="gap")                              # Prentice-Williams-Peterson
    recurrence.andersen_gill(spells, x)
    model = recurrence.shared_frailty(x, spells.gap, spells.event, spells.subject)
    model["hazard_ratio"], model["p_two_sided"]; model.plot(lang="zh")

A row is at risk in (start, stop]. Ties by Efron or Breslow. Errors are model based (error) and, with clusters, also by the
sandwich of grouped score residuals (robust_error); intervals and p use the robust one where there are clusters.
Equal to R's survival: coefficients, both errors, log likelihoods, score test (tests/test_recurrence.py); the frailty's
error is that of R's frailty(sparse = FALSE), and theta maximises the marginal likelihood.
Sources: Cox 1972; Efron 1977; Andersen & Gill 1982; Prentice, Williams & Peterson 1981; Lin & Wei 1989; Therneau,
Grambsch & Pankratz 2003 (gamma frailty as a penalty).
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lgamma
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .campaigns import normal_two_sided
from .cases import DAY, Cases, codes_of, second
from .partial_likelihood import (Floats, Ints, Look, RiskTable, expected_deviation, partial_likelihood, per_time, risk_table,
                                 score_residuals, sums_from, sums_until)
from .result import Result

NORMAL_975 = 1.959963984540054
STEPS = 40            # Newton
FRAILTY_ROUNDS = 60   # likelihoods on the way to theta
MOST_SUBJECTS = 1500  # whose frailties are inverted together with the coefficients


@dataclass(frozen=True, eq=False)
class Spells:
    """Settled cases at risk of coming back; times in days."""

    row: Ints         # of the cases
    subject: Ints     # root of the tree, the cluster
    number: Ints      # 1: never a rebound before, 2: itself the first rebound ...
    start: Floats     # since the root was settled
    stop: Floats
    gap: Floats       # stop - start
    event: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.row)


def spells(cases: Cases, forest: Result, *, days: float = 30, last_opening: Any = None) -> Spells:
    """One spell per settled case, from its closing to its first rebound, to the end of the window or of the file.

    The forest must have been made with the same days. Siblings have spells of their own; a case closed at or after
    last_opening was never watched and has none.
    """
    columns = cases.columns
    until = cases.last_opening if last_opening is None else second(last_opening, "last_opening")
    closed, first, root = columns["closed"], np.asarray(forest["first_rebound_s"]), np.asarray(forest["root"])
    settled = (columns["has_place"] != 0) & (closed >= columns["opened"]) & (closed < until)
    row = np.flatnonzero(settled)
    event = first[row] > 0
    gap = np.where(event, first[row], np.minimum(until - closed[row], round(days * DAY)))
    base = np.where(settled[root[row]], closed[root[row]], closed[row])
    start = np.maximum(closed[row] - base, 0)
    return Spells(row, root[row], np.asarray(forest["generation"])[row] + 1, start / DAY, (start + gap) / DAY, gap / DAY, event)


@dataclass(frozen=True, eq=False)
class Design:
    """Checked input, rows in the order of the table; x is covariates x rows, centred and scaled."""

    names: tuple[str, ...]
    x: Floats
    spread: Floats
    event: NDArray[np.bool_]
    stratum: Ints
    table: RiskTable

    def __len__(self) -> int:
        return len(self.event)

    def given(self, values: Floats) -> Floats:
        """A column in the order of the caller's rows."""
        out = np.empty_like(values)
        out[self.table.order] = values
        return out


def design(covariates: Any, stop: ArrayLike, event: ArrayLike, start: ArrayLike | None, strata: ArrayLike | None, ties: str) -> Design:
    if ties not in ("efron", "breslow"):
        _core.refuse("ties", "efron or breslow")
    if isinstance(covariates, Mapping) or hasattr(covariates, "columns"):
        names = tuple(str(name) for name in covariates)
        x = np.column_stack([np.asarray(covariates[name], np.float64) for name in covariates])
    else:
        x = np.atleast_2d(np.asarray(covariates, np.float64).T).T
        names = tuple(f"x{k + 1}" for k in range(x.shape[1]))
    end, happened = np.asarray(stop, np.float64), np.asarray(event).astype(bool)
    begin = None if start is None else np.asarray(start, np.float64)
    stratum = np.zeros(len(end), np.int64) if strata is None else codes_of(strata)[1]
    for name, column in (("covariates", x), ("event", happened), ("strata", stratum), ("start", begin)):
        if column is not None and len(column) != len(end):
            _core.refuse(name, "as many rows as stop are needed")
    if not (np.isfinite(x).all() and np.isfinite(end).all()):
        _core.refuse("covariates", "numbers must be finite")
    if begin is not None and not (begin < end).all():
        _core.refuse("start", "must be below stop in every row")
    if not happened.any():
        _core.refuse("event", "no row has an event")
    table = risk_table(begin, end, happened, stratum, ties)
    spread = x.std(axis=0)
    spread = np.where(spread > 0.0, spread, 1.0)
    scaled = np.ascontiguousarray(((x - x.mean(axis=0)) / spread).T[:, table.order])
    return Design(names, scaled, spread, happened[table.order], stratum[table.order], table)


def newton(data: Design, offset: Floats, beta: Floats) -> tuple[Floats, Look, bool]:
    def at(point: Floats) -> Look:
        return partial_likelihood(data.table, data.x, point @ data.x + offset)

    look = at(beta)
    for _ in range(STEPS):
        step = np.linalg.lstsq(look.information, look.gradient, rcond=None)[0]
        after, halvings = at(beta + step), 0
        while not after.loglik >= look.loglik - 1e-9 * abs(look.loglik) and halvings < 20:
            step, halvings = step / 2.0, halvings + 1
            after = at(beta + step)
        gained = after.loglik - look.loglik
        beta, look = beta + step, after
        if abs(gained) <= 1e-13 * max(1.0, abs(look.loglik)) and np.abs(step).max(initial=0.0) <= 1e-7:
            return beta, look, True   # the step after this one would be its square
    return beta, look, False


def aliased(data: Design, information: Floats) -> tuple[str, ...]:
    """Covariates that are constant within the risk sets or follow from those before them."""
    found: list[int] = []
    for k in range(len(information)):
        keep = [j for j in range(k) if j not in found]
        rest = information[k, k]
        if keep:
            rest -= information[k, keep] @ np.linalg.lstsq(information[np.ix_(keep, keep)], information[keep, k], rcond=None)[0]
        if not rest > 1e-9 * max(information[k, k], 1e-9 * len(data)):
            found.append(k)
    return tuple(data.names[k] for k in found)


def cox(covariates: Any, stop: ArrayLike, event: ArrayLike, *, start: ArrayLike | None = None, strata: ArrayLike | None = None,
        cluster: ArrayLike | None = None, ties: str = "efron") -> Result:
    """Cox's model of rows at risk in (start, stop]; covariates: a mapping or table of columns, or an array of rows.

    Rows: name, statistic (coefficient), expectation (0), error, robust_error, variance (that of the interval), z,
    p_two_sided, hazard_ratio with 95 % interval. Numbers: loglik, loglik_null, likelihood_ratio, score_test, wald.
    """
    data = design(covariates, stop, event, start, strata, ties)
    spread, none = data.spread, np.zeros(len(data))
    null = partial_likelihood(data.table, data.x, none)
    extra = aliased(data, null.information)
    if extra:
        _core.refuse("covariates", f"{', '.join(extra)}: constant, or a sum of others")
    beta, look, done = newton(data, none, np.zeros(len(data.x)))
    inverse = np.linalg.pinv(look.information, hermitian=True)   # an infinite coefficient leaves no information
    robust, groups = None, 0
    if cluster is not None:
        _, codes = codes_of(cluster)
        groups = int(codes.max()) + 1
        if len(codes) != len(data):
            _core.refuse("cluster", "as many rows as stop are needed")
        parts = score_residuals(data.table, data.x, look)
        sums = np.column_stack([np.bincount(codes[data.table.order], part, groups) for part in parts])
        robust = inverse @ (sums.T @ sums) @ inverse
    columns = estimates(data.names, beta / spread, np.sqrt(np.diag(inverse)) / spread,
                        None if robust is None else np.sqrt(np.diag(robust)) / spread)
    used = inverse if robust is None else robust
    columns |= {"loglik": look.loglik, "loglik_null": null.loglik, "likelihood_ratio": 2.0 * (look.loglik - null.loglik),
                "score_test": float(null.gradient @ np.linalg.solve(null.information, null.gradient)),
                "wald": float(beta @ np.linalg.pinv(used, hermitian=True) @ beta), "covariance": used / np.outer(spread, spread),
                "martingale": data.given(data.event - look.expected)}
    return Result("cox", columns, {"ties": ties, "events": int(data.event.sum()), "strata": int(data.stratum.max()) + 1,
                                   "clusters": groups or None}, len(data), None, notes_of(columns, done))


def estimates(names: tuple[str, ...], beta: Floats, error: Floats, robust: Floats | None) -> dict[str, Any]:
    used = error if robust is None else robust
    with np.errstate(all="ignore"):
        z = beta / used
        half = NORMAL_975 * used
        ratio, lower, upper = np.exp(beta), np.exp(beta - half), np.exp(beta + half)
    columns: dict[str, Any] = {"name": np.array(names), "statistic": beta, "expectation": np.zeros(len(beta)), "error": error}
    if robust is not None:
        columns["robust_error"] = robust
    return columns | {"variance": used**2, "z": z, "p_two_sided": normal_two_sided(z), "hazard_ratio": ratio, "lower": lower,
                      "upper": upper}


def notes_of(columns: dict[str, Any], done: bool) -> tuple[str, ...]:
    far = [str(name) for name, b, e in zip(columns["name"], columns["statistic"], columns["error"])
           if abs(b) > 8 and (e > abs(b) or e < 1e-8)]
    notes = [] if done else ["Newton's steps have not come to rest"]
    return tuple(notes + ([f"{', '.join(far)}: the likelihood has no highest point, the coefficient is infinite"] if far else []))


def andersen_gill(of: Spells, covariates: Any, *, ties: str = "efron") -> Result:
    """Repeats as one process of the tree: total time, a common hazard, errors by tree."""
    return cox(covariates, of.stop, of.event, start=of.start, cluster=of.subject, ties=ties)


def pwp(of: Spells, covariates: Any, *, clock: str = "gap", ties: str = "efron", most: int = 5) -> Result:
    """Prentice, Williams and Peterson: a hazard of its own for the first, second ... return; clock gap or total.

    Returns from number `most` on share a stratum.
    """
    if clock not in ("gap", "total"):
        _core.refuse("clock", "gap or total")
    stratum = np.minimum(of.number, most)
    if clock == "gap":
        return cox(covariates, of.gap, of.event, strata=stratum, cluster=of.subject, ties=ties)
    return cox(covariates, of.stop, of.event, start=of.start, strata=stratum, cluster=of.subject, ties=ties)


@dataclass(frozen=True, eq=False)
class FrailFit:
    beta: Floats
    frailty: Floats   # log
    look: Look
    marginal: float   # log likelihood with the frailties integrated out
    done: bool


def frail_fit(data: Design, codes: Ints, theta: float, start: tuple[Floats, Floats]) -> FrailFit:
    """Highest point of the penalised likelihood at one theta: Newton in the coefficients, the frailties in closed form."""
    beta, w = start
    deaths = np.bincount(codes, data.event, len(w))
    nu, done = 1.0 / theta, False
    for _ in range(2000):
        look = partial_likelihood(data.table, data.x, beta @ data.x + w[codes])
        step = np.linalg.lstsq(look.information, look.gradient, rcond=None)[0]
        hazard = np.bincount(codes, look.expected, len(w)) / np.exp(w)
        change = np.log((nu + deaths) / (nu + hazard)) - w
        beta, w = beta + np.clip(step, -1.0, 1.0), w + change
        if np.abs(change).max() < 1e-9 and np.abs(step).max() < 1e-9:
            done = True
            break
    beta, look, _ = newton(data, w[codes], beta)
    penalised = look.loglik + nu * float((w - np.exp(w)).sum())
    sizes, counts = np.unique(deaths, return_counts=True)
    rest = sum(c * (nu - (nu + d) * np.log(nu + d) + nu * np.log(nu) + lgamma(nu + d) - lgamma(nu) + d) for d, c in zip(sizes, counts))
    return FrailFit(beta, w, look, penalised + float(rest), done)


def frail_covariance(data: Design, codes: Ints, fit: FrailFit, theta: float, most: int) -> Floats:
    """Of the coefficients, the frailties not known. Above `most` subjects these count as independent of each other."""
    p, groups = len(data.x), len(fit.frailty)
    own = np.exp(fit.frailty) / theta
    if groups <= most:
        both = np.vstack([data.x, np.eye(groups)[:, codes]])
        information = partial_likelihood(data.table, both, fit.beta @ data.x + fit.frailty[codes]).information
        information[np.arange(p, p + groups), np.arange(p, p + groups)] += own
        return np.asarray(np.linalg.inv(information)[:p, :p])
    across = np.array([np.bincount(codes, part, groups) for part in expected_deviation(data.table, data.x, fit.look)])
    alone = np.bincount(codes, fit.look.expected, groups) + own - squared_shares(data, codes, fit.look, groups)
    return np.asarray(np.linalg.inv(fit.look.information - (across / alone) @ across.T))


def squared_shares(data: Design, codes: Ints, look: Look, groups: int) -> Floats:
    """Sum over events of the squared share of the risk set that a subject is; ties as Breslow has them.

    Rows of a subject that share a stratum and have no start are at risk together until the first of them stops; rows with
    a start are taken to follow each other.
    """
    table, risk = data.table, look.risk
    total = sums_until(per_time(table, look.inverse**2))
    squares = risk * (total[table.until] - total[table.since])
    if table.by_start is not None:
        return np.asarray(np.bincount(codes, risk * squares, groups), np.float64)
    key = codes * (int(data.stratum.max()) + 1) + data.stratum
    order = np.argsort(key, kind="stable")
    sums = sums_from(risk[order])
    later = np.empty_like(risk)
    later[order] = sums[1:] - sums[np.searchsorted(key[order], key[order], side="right")]
    return np.asarray(np.bincount(codes, squares * (risk + 2.0 * later), groups), np.float64)


def shared_frailty(covariates: Any, stop: ArrayLike, event: ArrayLike, subject: ArrayLike, *, start: ArrayLike | None = None,
                   strata: ArrayLike | None = None, ties: str = "efron", theta: float | None = None) -> Result:
    """Gamma frailty of mean 1 and variance theta, shared by the rows of a subject: some places come back because they are
    that kind of place. theta None: the one of the highest marginal likelihood (0 where nothing speaks for a frailty).

    Columns as of cox, and theta, marginal (log likelihood), p_frailty (half of chi-square with one degree), frailty of each
    distinct subject (`subject`). Above 1,500 subjects errors take the frailties for independent, as R does, and it is said.
    """
    data = design(covariates, stop, event, start, strata, ties)
    names, codes = codes_of(subject)
    if len(codes) != len(data):
        _core.refuse("subject", "as many rows as stop are needed")
    codes, covariate_count = codes[data.table.order], len(data.x)
    plain, at_zero, _ = newton(data, np.zeros(len(codes)), np.zeros(covariate_count))
    best = best_theta(data, codes, plain, at_zero.loglik) if theta is None else (theta, None)
    if best[0] <= 0.0:
        fit = FrailFit(plain, np.zeros(len(names)), at_zero, at_zero.loglik, True)
        covariance = np.linalg.inv(at_zero.information)
    else:
        fit = best[1] or frail_fit(data, codes, best[0], (plain, np.zeros(len(names))))
        covariance = frail_covariance(data, codes, fit, best[0], MOST_SUBJECTS)
    error = np.sqrt(np.diag(covariance)) / data.spread
    columns = estimates(data.names, fit.beta / data.spread, error, None)
    ratio = 2.0 * (fit.marginal - at_zero.loglik)
    columns |= {"theta": best[0], "marginal": fit.marginal, "loglik_null": at_zero.loglik, "loglik": fit.look.loglik,
                "p_frailty": float(normal_two_sided(np.sqrt(np.array([max(ratio, 0.0)])))[0]) / 2.0 if ratio > 0 else 1.0,
                "frailty": np.exp(fit.frailty), "subject": names}
    notes = notes_of(columns, fit.done)
    if len(names) > MOST_SUBJECTS and best[0] > 0.0:
        notes += (f"more than {MOST_SUBJECTS} subjects: errors take the frailties for independent of each other",)
    return Result("frailty", columns, {"ties": ties, "events": int(data.event.sum()), "subjects": len(names)}, len(data),
                  None, notes)


def best_theta(data: Design, codes: Ints, plain: Floats, none: float) -> tuple[float, FrailFit | None]:
    """Parabolas through the best of log theta and its neighbours, each fit beginning where the best one ended."""
    state = (plain, np.zeros(int(codes.max()) + 1))
    seen: dict[float, FrailFit] = {}

    def look(at: float) -> float:
        nonlocal state
        if at not in seen:
            seen[at] = frail_fit(data, codes, float(np.exp(at)), state)
            top = max(seen.values(), key=lambda fit: fit.marginal)
            state = (top.beta, top.frailty)
        return seen[at].marginal

    grid = [float(np.log(theta)) for theta in (1e-3, 0.03, 0.3, 1.0, 3.0, 20.0)]
    k = int(np.argmax([look(at) for at in grid]))
    if k == 0 and look(grid[0]) <= none + 1e-9:
        return 0.0, None
    low, mid, high = grid[max(k - 1, 0)], grid[k], grid[min(k + 1, len(grid) - 1)]
    for _ in range(FRAILTY_ROUNDS):
        left, right = (mid - low) * (look(mid) - look(high)), (mid - high) * (look(mid) - look(low))
        bend = left - right
        new = mid - 0.5 * ((mid - low) * left - (mid - high) * right) / bend if bend != 0.0 else mid
        if not low < new < high or abs(new - mid) < 1e-7:
            if high - low < 1e-4 or abs(new - mid) < 1e-7 and low < mid < high:
                break
            new = mid + 0.38 * ((high - mid) if high - mid > mid - low else (low - mid))
        if look(new) > look(mid):
            low, mid, high = (mid, new, high) if new > mid else (low, new, mid)
        else:
            low, high = (low, new) if new > mid else (new, high)
    return float(np.exp(mid)), seen[mid]
