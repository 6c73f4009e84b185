#!/usr/bin/env python3
"""Do intervals cover, do false discoveries stay rare: python3 tests/bench/hotspot_coverage.py [--runs 400] [--maps 500] [--seed 7]

H15: 95 % intervals on simulated cities with a known truth; the bar is 92 to 98 %. Every row prints runs, share covered and
mean bias. Campaigns with and without visits that change with the campaign: without them as exposure the estimate must be
biased, and is shown. H16: false discovery rate of Gi* with Benjamini-Hochberg at .05 over null maps (bar .055) and over maps
with planted hot spots. The normal distribution is too short-tailed for few counts: there the exact p is the one to take. Only libgrid and NumPy are needed. A test runs `check` with few runs (bindings/tests).
"""
import argparse
import time

import numpy as np

from libgrid import benjamini_hochberg, hotspot, recurrence

LEVEL = (0.92, 0.98)


def campaign(rng, with_visits, adjusted):
    """16 treated, 24 control zones with levels of their own (gamma) and noise between periods; the truth is -40 % and -10 %."""
    truth = np.log([0.6, 0.9])

    def side(zones, effects):
        level = rng.gamma(4.0, 10.0, zones)[:, None]
        noise = rng.gamma(8.0, 1.0 / 8.0, (zones, 3))
        visits = np.ones((zones, 3))
        if with_visits:
            visits = rng.gamma(20.0, 1.0 / 20.0, (zones, 3)) * np.r_[1.0, 2.0 if effects.any() else 1.0, 1.0]
        season = np.array([1.0, 1.2, 0.9])
        return rng.poisson(level * noise * season * visits * np.exp(np.r_[0.0, effects])).astype(float), visits

    treated, seen = side(16, truth)
    control, seen_too = side(24, np.zeros(2))
    exposure = {"treated_exposure": seen, "control_exposure": seen_too} if adjusted else {}
    effect = hotspot.campaign_effect(treated, control, seed=int(rng.integers(1 << 31)), **exposure)
    low, high = np.log1p(effect["lower"]), np.log1p(effect["upper"])
    return [(low[k], high[k], truth[k], effect["statistic"][k]) for k in range(2)]


def curve(rng):
    """Kaplan-Meier at 30 days of Weibull times with censoring."""
    times = np.ceil(rng.weibull(0.8, 200) * 60).astype(int)
    watched = rng.integers(5, 90, 200)
    result = hotspot.survival(np.minimum(times, watched), times <= watched)
    k = np.searchsorted(result["time"], 30, side="right") - 1
    truth = np.exp(-((30 / 60) ** 0.8))
    return [(result["lower"][k], result["upper"][k], truth, result["survival"][k])]


def ratio(rng):
    a, b = rng.poisson(30), rng.poisson(40)
    result = hotspot.rate_ratio(a, 10.0, b, 20.0)
    return [(result["lower"], result["upper"], 1.5, result["ratio"])]


def repeats(rng, robust=True, subjects=120):
    """Gamma frailty by place: the mean count and Andersen-Gill with errors by place, or, to show why, by row."""
    frailty, x = rng.gamma(2.0, 0.5, subjects), rng.integers(0, 2, subjects)
    rows = []
    for i in range(subjects):
        now, end = 0.0, rng.uniform(20, 60)
        while True:
            gap = rng.exponential(25.0 / (frailty[i] * np.exp(0.5 * x[i])))
            rows.append((i, now, min(now + gap, end), now + gap < end, x[i]))
            now += gap
            if now >= end:
                break
    who, start, stop, event, group = (np.array(column) for column in zip(*rows))
    model = recurrence.cox({"x": group}, stop, event, start=start, cluster=who if robust else None)
    return [(np.log(model["lower"][0]), np.log(model["upper"][0]), 0.5, model["statistic"][0])]


def shared(rng):
    """Times of 60 places with a gamma frailty, three each: the frailty model's own interval."""
    frailty = np.repeat(rng.gamma(2.0, 0.5, 60), 3)
    x = rng.normal(size=180)
    times, seen = rng.exponential(1.0 / (frailty * np.exp(0.5 * x))), rng.exponential(3.0, 180)
    model = recurrence.shared_frailty({"x": x}, np.minimum(times, seen), times <= seen, np.repeat(np.arange(60), 3))
    return [(np.log(model["lower"][0]), np.log(model["upper"][0]), 0.5, model["statistic"][0])]


INTERVALS = {   # name: (simulation, whether the bar is for it)
    "campaign, no change of visits": (lambda rng: campaign(rng, False, False), True),
    "campaign, visits doubled and given as exposure": (lambda rng: campaign(rng, True, True), True),
    "campaign, visits doubled and not given (must fail)": (lambda rng: campaign(rng, True, False), False),
    "Kaplan-Meier at 30 days, log-log": (curve, True),
    "rate ratio, 30 against 40 events": (ratio, True),
    "Andersen-Gill, errors by place": (repeats, True),
    "Andersen-Gill, errors by row (shown for comparison)": (lambda rng: repeats(rng, robust=False), False),
    "shared frailty": (shared, True),
}


def coverage(simulate, runs, seed):
    """Share covered and mean bias, over all intervals of all runs."""
    found = np.array([row for run in range(runs) for row in simulate(np.random.default_rng([seed, run]))])
    low, high, truth, estimate = found.T
    return float(np.mean((low <= truth) & (truth <= high))), float(np.mean(estimate - truth)), len(found)


def realised_fdr(maps, seed, planted=0, counts=False, exact=False):
    """Mean share of false ones among the cells found, over maps of 30 x 30 cells. False: no planted cell is itself or a neighbour."""
    weights, shares, power = hotspot.Weights.grid(30, 30), [], []
    at = np.arange(900)
    for k in range(maps):
        rng = np.random.default_rng([seed, k])
        raised = np.zeros(900, bool)
        for centre in rng.choice(900, planted, replace=False):
            raised |= (np.abs(at % 30 - centre % 30) <= 2) & (np.abs(at // 30 - centre // 30) <= 2)
        values = rng.poisson(3.0 + 2.0 * raised) if counts else rng.normal(size=900) + raised
        near = raised.copy()
        origin = np.repeat(at, np.diff(weights.first))
        near[origin[raised[weights.neighbours]]] = True
        result = hotspot.exact(weights, values) if exact else hotspot.gi_star(weights, values)
        found = benjamini_hochberg(result["p_two_sided"]) <= 0.05
        shares.append(np.mean(~near[found]) if found.any() else 0.0)
        power.append(np.mean(found[raised]) if raised.any() else np.nan)
    return float(np.mean(shares)), float(np.mean(power))


FDR = {
    "null maps, normal": dict(), "null maps, Poisson of mean 3": dict(counts=True),
    "null maps, Poisson of mean 3, exact conditional p": dict(counts=True, exact=True),
    "three planted squares, Poisson 3 and 5, exact": dict(planted=3, counts=True, exact=True),
    "three planted squares of 5 x 5, normal": dict(planted=3), "three planted squares, Poisson 3 and 5": dict(planted=3, counts=True),
}


def check(runs, maps, seed):
    """All rows: goal, name, number of intervals or maps, value, bias or power, and whether the bar is met (None: no bar)."""
    for name, (simulate, barred) in INTERVALS.items():
        share, bias, n = coverage(simulate, runs, seed)
        yield "H15", name, n, share, bias, LEVEL[0] <= share <= LEVEL[1] if barred else None
    for name, options in FDR.items():
        share, power = realised_fdr(maps, seed, **options)
        yield "H16", name, maps, share, power, share <= 0.055


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--maps", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.runs} runs, {options.maps} maps; bars: coverage .92 to .98, false discoveries .055")
    start = time.process_time()
    for goal, name, n, value, beside, met in check(options.runs, options.maps, options.seed):
        second = "" if np.isnan(beside) else f"{'bias' if goal == 'H15' else 'power'} {beside:+.4f}"
        print(f"{goal} {name:<52} n {n:>5}  {value:.4f}  {second:<13} {'' if met is None else 'met' if met else 'MISSED'}", flush=True)
    print(f"{time.process_time() - start:.1f} CPU seconds")


if __name__ == "__main__":
    main()
