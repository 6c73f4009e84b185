#!/usr/bin/env python3
"""The rivals of hotspot_bench on inputs of the same size and law: python3 tests/bench/hotspot_rivals.py [--memory-gb 4]

Needs esda, libpysal, scikit-learn, lifelines (each is skipped with a word if it is missing). CPU seconds of this process,
one thread, best of three where a run is short. Runs under a memory limit: a rival that runs into it is told so.
"""
import argparse
import os
import resource
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", NUMBA_NUM_THREADS="1")
import numpy as np  # noqa: E402

SEED = 20151124


def clock(name, run, rounds=1):
    best = None
    for _ in range(rounds):
        start = time.process_time()
        try:
            run()
        except MemoryError:
            print(f"{name:<62} out of memory", flush=True)
            return
        spent = time.process_time() - start
        best = spent if best is None else min(best, spent)
    print(f"{name:<62} {best:10.4f} s", flush=True)


def town(rng, n, size):
    centres = rng.uniform(0, size, (500, 2))
    points = centres[rng.integers(0, 500, n)] + rng.normal(0, 300, (n, 2))
    anywhere = rng.random(n) >= 0.9
    points[anywhere] = rng.uniform(0, size, (anywhere.sum(), 2))
    return points


def pysal():
    import warnings

    warnings.filterwarnings("ignore")
    import libpysal
    from esda.getisord import G_Local

    counts = np.random.default_rng(SEED).poisson(3.0, 316 * 316).astype(float)
    start = time.process_time()
    weights = libpysal.weights.lat2W(316, 316, rook=False)
    print(f"{'H5 libpysal lat2W, 99,856 cells':<62} {time.process_time() - start:10.4f} s", flush=True)
    clock("H5 esda G_Local analytic", lambda: G_Local(counts, weights, star=True, transform="B", permutations=0))
    small = libpysal.weights.lat2W(20, 20, rook=False)
    G_Local(counts[:400], small, star=True, transform="B", permutations=99, n_jobs=1)  # numba compiles
    clock("H3 esda G_Local, 999 permutations, whole call",
          lambda: G_Local(counts, weights, star=True, transform="B", permutations=999, n_jobs=1, keep_simulations=False))


def scikit():
    from sklearn.cluster import DBSCAN
    from sklearn.neighbors import KernelDensity

    rng = np.random.default_rng(SEED)
    points = town(rng, 1_000_000, 20_000.0)
    density = KernelDensity(kernel="epanechnikov", bandwidth=100.0).fit(points)
    cells = rng.uniform(0, 20_000.0, (2000, 2))
    start = time.process_time()
    density.score_samples(cells)
    print(f"{'H6 scikit-learn KernelDensity, 1 M points, per 1 M cells (x500)':<62} {500 * (time.process_time() - start):10.4f} s",
          flush=True)
    clock("H8 scikit-learn DBSCAN, 1 M points",
          lambda: DBSCAN(eps=50.0, min_samples=10).fit(town(rng, 1_000_000, 30_000.0)))


def survival():
    from lifelines import KaplanMeierFitter

    rng = np.random.default_rng(SEED)
    days, ends = rng.integers(1, 91, 1_000_000), rng.integers(0, 2, 1_000_000)
    clock("H9 lifelines Kaplan-Meier, 1 M spells in days", lambda: KaplanMeierFitter().fit(days, ends), rounds=3)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory-gb", type=float, default=4.0)
    limit = int(parser.parse_args().memory_gb * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for job in (pysal, survival, scikit):
        try:
            job()
        except ImportError as missing:
            print(f"skipped: {missing}")
        except MemoryError:
            print(f"{job.__name__}: out of memory")


if __name__ == "__main__":
    main()
