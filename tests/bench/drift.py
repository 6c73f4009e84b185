"""A workload drift for the re-balance benchmark: python3 drift.py NAME.npz SEED OUT.f64

Every load is multiplied by lognormal(0, 0.15), then by 1.6 on the 3 % of blocks whose centroids (x, y) are nearest to a
random block. OUT.f64 holds the new loads, little-endian float64, in the order of the blocks. Needs numpy.
"""
import sys

import numpy as np


def drift(loads, centroids, seed):
    rng = np.random.default_rng(seed)
    drifted = loads * rng.lognormal(0.0, 0.15, len(loads))
    middle = centroids[rng.integers(len(loads))]
    nearest = np.argsort(((centroids - middle) ** 2).sum(axis=1), kind="stable")[: round(0.03 * len(loads))]
    drifted[nearest] *= 1.6
    return drifted


if __name__ == "__main__":
    d = np.load(sys.argv[1])
    centroids = np.column_stack([d["x"], d["y"]])
    drift(d["w"].astype(float), centroids, int(sys.argv[2])).astype("<f8").tofile(sys.argv[3])
