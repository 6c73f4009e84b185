#!/usr/bin/env python3
"""libgrid's statistics and their rivals in one run: python3 tests/bench/hotspot_rivals.py [--memory-gb 4] [--only H3] [--rounds 5]

Each goal runs in a process of its own under a memory limit; ours and the rival take turns on the same input, five rounds,
and the median of CPU seconds (user and system, one thread) is printed. A rival that runs into the limit is told so.
Ours is the Python package, so arrays in and out are counted. Needs libgrid and esda with numba, libpysal, pointpats,
scikit-learn, KDEpy, lifelines; what is missing is said. Values that spdep and R print are compared in H1 and H10.
"""
import argparse
import csv
import importlib
import multiprocessing
import os
import resource
import statistics
import sys
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", NUMBA_NUM_THREADS="1")
import numpy as np  # noqa: E402

SEED = 20151124
SIDE = 316
SETS = Path(__file__).resolve().parents[2] / "data" / "statistics"
ROUNDS = 5


def line(goal, what, value, bar="", met=None):
    verdict = "" if met is None else "met" if met else "MISSED"
    print(f"{goal:<4} {what:<66} {value:>12.6g}   {bar:<10} {verdict}", flush=True)


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def alternate(**runs):
    """Medians of CPU seconds by name, each in turn; NaN for one that runs out of memory."""
    spent = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = cpu()
            try:
                run()
            except MemoryError:
                spent[name].append(float("nan"))
                continue
            spent[name].append(cpu() - start)
    return {name: statistics.median(times) for name, times in spent.items()}


def race(goal, what, least, ours, theirs, scale=1.0):
    times = alternate(ours=ours, theirs=theirs)
    ours_s, theirs_s = times["ours"], times["theirs"] * scale
    line(goal, f"{what}: rival [s]", theirs_s)
    line(goal, f"{what}: ours [s]", ours_s)
    ratio = theirs_s / ours_s if ours_s > 0 else float("inf")
    line(goal, f"{what}: rival / ours", ratio, f">= {least:g}" if least else "(told)", ratio >= least if least else None)


def town(rng, n, size):
    centres = rng.uniform(0, size, (500, 2))
    points = centres[rng.integers(0, 500, n)] + rng.normal(0, 300, (n, 2))
    anywhere = rng.random(n) >= 0.9
    points[anywhere] = rng.uniform(0, size, (anywhere.sum(), 2))
    return points


def table(name):
    with open(SETS / f"{name}.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


def links(name, places):
    from libgrid import hotspot

    with open(SETS / f"{name}_links.csv", encoding="utf-8") as file:
        origin, neighbour = zip(*[[int(v) - 1 for v in row] for row in list(csv.reader(file))[1:]])
    return hotspot.Weights.links(places, origin, neighbour)


def h1():
    """Printed by spdep 1.2-7: the differences are limited by the digits that were printed."""
    from libgrid import hotspot

    crime = np.array([float(v) for v in next(v for k, v in table("columbus").items() if k.lower() == "crime")])
    queen = links("columbus", 49)
    moran = hotspot.moran(queen.coded("W"), crime)
    line("H1", "columbus Moran's I - spdep 0.48577091366177", abs(moran["statistic"] - 0.48577091366177), "<= 1e-12",
         abs(moran["statistic"] - 0.48577091366177) <= 1e-12)
    line("H1", "columbus its variance - spdep 0.00899112132178", abs(moran["variance"] - 0.00899112132178), "<= 1e-12",
         abs(moran["variance"] - 0.00899112132178) <= 1e-12)
    wanted = [-1.432779653966, -1.340008097464, -0.771998680953, -0.131733364491, 0.891307248700]
    star = np.abs(hotspot.gi_star(queen, crime)["z"][:5] - wanted).max()
    line("H1", "columbus G* of places 1 to 5 - spdep", star, "<= 1e-12", star <= 1e-12)
    local = hotspot.local_moran(queen.coded("W"), crime)
    wanted = [0.73681849060836, 0.52877701326597, 0.0938507416616, 0.00482096662822, 0.18678679912414]
    worst = np.abs(local["statistic"][:5] - wanted).max()
    line("H1", "columbus local Moran of places 1 to 5 - spdep", worst, "<= 1e-12", worst <= 1e-12)
    wanted = [0.6661448907626, 0.3102660632923, 0.0176300719663, 0.00654175676101, 0.11083813539432]
    worst = np.abs(local["variance"][:5] - wanted).max()
    line("H1", "columbus its variances - spdep", worst, "<= 1e-12", worst <= 1e-12)
    geary = np.abs(hotspot.local_geary(queen.coded("W"), crime)["statistic"][:3] - [0.413437372214, 0.397518387169, 0.686846626284]).max()
    line("H1", "columbus local Geary of places 1 to 3 - spdep", geary, "<= 1e-12", geary <= 1e-12)
    crimes = np.array([float(v) for v in table("guerry")["crime_pers"]])
    guerry = links("guerry", 85)
    worst = abs(hotspot.moran(guerry.coded("W"), crimes)["statistic"] - 0.411459718313)
    line("H1", "Guerry Moran's I - spdep 0.411459718313", worst, "<= 1e-12", worst <= 1e-12)
    wanted = [1.342359483, 2.595578319, 2.388872228, -1.848186868]
    worst = np.abs(hotspot.gi_star(guerry, crimes)["z"][:4] - wanted).max()
    line("H1", "Guerry G* of places 1 to 4 - spdep, nine digits printed", worst, "<= 5e-10", worst <= 5e-10)
    sids = table("sids")
    births, deaths = (np.array([float(v) for v in next(v for k, v in sids.items() if k.lower().startswith(name))]) for name in ("bir", "sid"))
    wanted = [0.00169729733086, 0.00170537768084, 0.00177308702207, 0.00201286808422]
    worst = np.abs(hotspot.rates(deaths, births)["estimate"][:4] - wanted).max()
    line("H1", "sids empirical Bayes of counties 1 to 4 - spdep", worst, "<= 1e-12", worst <= 1e-12)
    from esda.getisord import G_Local
    from libpysal.weights import W

    neighbours = {i: queen.neighbours[queen.first[i]:queen.first[i + 1]].tolist() for i in range(49)}
    theirs = G_Local(crime, W(neighbours, silence_warnings=True), star=True, transform="B", permutations=0).Zs
    worst = np.abs(theirs - hotspot.gi_star(queen, crime)["z"]).max()
    line("H1", "columbus G*, all 49, binary - esda", worst, "<= 1e-12", worst <= 1e-12)


def h2_h3_h5():
    import libpysal
    from esda.getisord import G_Local

    from libgrid import hotspot

    counts = np.random.default_rng(SEED).poisson(3.0, SIDE * SIDE)
    values = counts.astype(float)
    w = libpysal.weights.lat2W(SIDE, SIDE, rook=False)
    queen = hotspot.Weights.grid(SIDE, SIDE)
    small = libpysal.weights.lat2W(20, 20, rook=False)
    G_Local(values[:400], small, star=True, transform="B", permutations=99, n_jobs=1)   # numba compiles

    def theirs():
        G_Local(values, libpysal.weights.lat2W(SIDE, SIDE, rook=False), star=True, transform="B", permutations=0)

    race("H5", "analytic G* with neighbours, 99,856 cells", 100,
         lambda: hotspot.gi_star(hotspot.Weights.grid(SIDE, SIDE), values), theirs)

    def both():
        hotspot.gi_star(queen, values)
        hotspot.permutation(queen, counts, 999, seed=7)

    race("H3", "G* and 999 permutations, 99,856 cells", 160, both,
         lambda: G_Local(values, w, star=True, transform="B", permutations=999, n_jobs=1, keep_simulations=False))
    line("H4", "exact conditional p, 99,856 cells, arrays counted [s]", alternate(x=lambda: hotspot.exact(queen, counts))["x"])


def h6():
    from KDEpy import FFTKDE
    from sklearn.neighbors import KernelDensity

    from libgrid import hotspot

    rng = np.random.default_rng(SEED)
    points = town(rng, 1_000_000, 20_000.0)
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    fitted = KernelDensity(kernel="epanechnikov", bandwidth=100.0).fit(points)
    corner = rng.integers(0, 1000, (2000, 2))
    cells = corner * 20.0 + 10.0
    area = (0.0, 0.0, 20_000.0, 20_000.0)
    race("H6", "1 M points, 1000 x 1000 exact quadratic (rival: 2,000 cells x 500)", 100,
         lambda: hotspot.density(x, y, bounds=area, cell=20.0, bandwidth=100.0, kernel="quadratic"),
         lambda: fitted.score_samples(cells), scale=500.0)
    ours = hotspot.density(x, y, bounds=area, cell=20.0, bandwidth=100.0, kernel="quadratic")["density"]
    direct = np.array([2.0 / (np.pi * 1e4) * np.clip(1.0 - ((x - a) ** 2 + (y - b) ** 2) / 1e4, 0.0, None).sum() for a, b in cells[:100]])
    at = ours[corner[:100, 1], corner[:100, 0]]
    same = np.abs(direct - at).max() / ours.max()
    line("H6", "  100 cells: difference to the sum over all points, over the peak", same, "<= 1e-12", same <= 1e-12)
    with np.errstate(all="ignore"):
        other = np.abs(np.exp(fitted.score_samples(cells[:100])) * 1e6 - direct).max() / ours.max()
    line("H6", "  the same of the rival", other)
    axis = np.arange(-600.0, 20_620.0, 20.0) - 10.0
    grid = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1).reshape(-1, 2)
    inside = points[(points > -600).all(1) & (points < 20_590).all(1)]
    race("H6", "gaussian, bound 1e-6 (rival: KDEpy FFTKDE, binned)", 1.0,
         lambda: hotspot.density(x, y, bounds=area, cell=20.0, bandwidth=100.0, kernel="gaussian"),
         lambda: FFTKDE(kernel="gaussian", bw=100.0).fit(inside).evaluate(grid))


def h7():
    from pointpats import Knox

    from libgrid import hotspot

    rng = np.random.default_rng(SEED)
    points, times = town(rng, 10_000, 6_000.0), rng.integers(0, 365, 10_000)
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    ours = hotspot.knox(x, y, times, [0, np.nextafter(50, 51)], [0, 8], 99)
    theirs = Knox(points, times.reshape(-1, 1), 50, 7, permutations=0)
    line("H7", "Knox, 10,000 events: difference of the statistic", float(theirs.statistic_ - ours["observed"][0, 0]), "0",
         theirs.statistic_ == ours["observed"][0, 0])
    race("H7", "Knox, 10,000 events, 99 permutations", 300, lambda: hotspot.knox(x, y, times, [0, 50], [0, 7], 99),
         lambda: Knox(points, times.reshape(-1, 1), 50, 7, permutations=99))


def h7_large():
    from libgrid import hotspot

    rng = np.random.default_rng(SEED)
    points, times = town(rng, 100_000, 20_000.0), rng.integers(0, 365, 100_000)
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    spent = alternate(ours=lambda: hotspot.knox(x, y, times, [0, 50], [0, 7], 99))["ours"]
    line("H7", "Knox, 100,000 events, 99 permutations: ours [s]", spent, "<= 0.3", spent <= 0.3)
    from pointpats import Knox

    start = cpu()
    try:
        Knox(points, times.reshape(-1, 1), 50, 7, permutations=0)
    except MemoryError:
        line("H7", "Knox, 100,000 events: rival out of memory after [s]", cpu() - start)
        return
    line("H7", "Knox, 100,000 events, no permutation: rival [s]", cpu() - start)


def h8():
    from sklearn.cluster import DBSCAN

    from libgrid import hotspot

    points = town(np.random.default_rng(SEED), 1_000_000, 30_000.0)
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ours = hotspot.dbscan(x, y, 50.0, 10)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    line("H8", "DBSCAN, 1 M points: ours, memory on top [MB]", memory, "<= 200", memory <= 200)
    theirs = DBSCAN(eps=50.0, min_samples=10).fit(points)
    core = theirs.core_sample_indices_
    pairs = len(np.unique(np.column_stack([ours[core], theirs.labels_[core]]), axis=0))
    same = pairs == len(np.unique(ours[core])) == len(np.unique(theirs.labels_[core]))
    line("H8", "  same partition of core points", float(same), "1", same)
    race("H8", "DBSCAN, 1 M points, 50 m, 10", 14, lambda: hotspot.dbscan(x, y, 50.0, 10),
         lambda: DBSCAN(eps=50.0, min_samples=10).fit(points))


def h9():
    from lifelines import KaplanMeierFitter

    from libgrid import hotspot

    rng = np.random.default_rng(SEED)
    days, ends = rng.integers(1, 91, 1_000_000), rng.integers(0, 2, 1_000_000)
    race("H9", "Kaplan-Meier, 1 M spells in days, arrays counted", 9, lambda: hotspot.survival(days, ends),
         lambda: KaplanMeierFitter().fit(days, ends))
    ours = hotspot.survival(days, ends)
    theirs = KaplanMeierFitter().fit(days, ends).survival_function_.to_numpy()[1:, 0]
    line("H9", "  largest difference of S", np.abs(ours["survival"] - theirs).max(), "<= 1e-12",
         np.abs(ours["survival"] - theirs).max() <= 1e-12)

    def curves():
        for k in range(40_000):
            hotspot.survival(days[25 * k:25 * k + 25], ends[25 * k:25 * k + 25])

    spent = alternate(ours=curves)["ours"]
    line("H9", "40,000 curves of 25 spells, one call of Python each [s]", spent, "<= 1", spent <= 1.0)


def h10():
    import pandas as pd
    from lifelines import CoxPHFitter

    from libgrid import recurrence

    rng = np.random.default_rng(SEED)
    for n in (10_000, 100_000):
        x = rng.normal(size=(n, 5))
        times = np.ceil(rng.exponential(np.exp(-x @ [0.3, -0.2, 0.1, 0.0, 0.2])) * 100)
        seen = (rng.random(n) < 0.7).astype(int)
        frame = pd.DataFrame(x, columns=list("abcde")).assign(time=times, seen=seen)
        ours = recurrence.cox(x, times, seen)
        theirs = CoxPHFitter().fit(frame, "time", "seen")
        line("H10", f"Cox, {n:,} rows: largest difference of coefficients", np.abs(ours["statistic"] - theirs.params_.to_numpy()).max())
        race("H10", f"Cox, {n:,} rows, 5 covariates, Efron", 1.0, lambda: recurrence.cox(x, times, seen),
             lambda: CoxPHFitter().fit(frame, "time", "seen"))


JOBS = {"H1": (h1, "esda"), "H3": (h2_h3_h5, "esda"), "H6": (h6, "sklearn"), "H7": (h7, "pointpats"), "H7L": (h7_large, "pointpats"),
        "H8": (h8, "sklearn"), "H9": (h9, "lifelines"), "H10": (h10, "lifelines")}


def guarded(name, gigabytes, rounds):
    global ROUNDS
    ROUNDS = rounds
    warnings.filterwarnings("ignore")
    job, needed = JOBS[name]
    try:
        importlib.import_module(needed)
        resource.setrlimit(resource.RLIMIT_AS, (int(gigabytes * 2**30),) * 2)
        job()
    except ImportError as missing:
        print(f"{name}: skipped: {missing}", flush=True)
    except MemoryError:
        print(f"{name}: out of memory at {gigabytes:g} GB", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory-gb", type=float, default=4.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for package in ("libgrid", "numpy", "esda", "libpysal", "numba", "pointpats", "scikit-learn", "KDEpy", "lifelines"):
        try:
            print(package, version(package), end="; ")
        except PackageNotFoundError:
            print(package, "missing", end="; ")
    print(f"Python {sys.version.split()[0]}; {options.memory_gb:g} GB; seed {SEED}; {time.strftime('%Y-%m-%d')}; load {os.getloadavg()[0]:.1f}",
          flush=True)
    fresh = multiprocessing.get_context("spawn")
    for name in JOBS:
        if options.only in ("", name):
            child = fresh.Process(target=guarded, args=(name, options.memory_gb, options.rounds))
            child.start()
            child.join()
            if child.exitcode:
                print(f"{name}: ended with {child.exitcode} (memory limit, if negative)", flush=True)


if __name__ == "__main__":
    main()
