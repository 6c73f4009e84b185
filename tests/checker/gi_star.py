"""Gi* per cell, two-sided normal p and Benjamini-Hochberg q, as plain functions.

Issue, part 5: "binary queen neighbours (also across water) and self; z by hotspot.md 4.3 with
s^2 = sum (x - mean)^2 / n over all cells; p = 2 (1 - Phi(|z|)); q = Benjamini-Hochberg adjusted p
over all cells of the category; significant = 1 if q <= 0.05, else 0."
"""
import numpy as np
from scipy import sparse, special

ALPHA = 0.05


def queen_weights(ix, iy):
    """0/1 matrix over the listed cells: the cell itself and the listed cells that touch it."""
    place = {(int(a), int(b)): k for k, (a, b) in enumerate(zip(ix, iy))}
    if len(place) != len(ix):
        raise ValueError("a cell is listed twice")
    rows, columns = [], []
    for (a, b), k in place.items():
        for da in (-1, 0, 1):
            for db in (-1, 0, 1):
                other = place.get((a + da, b + db))
                if other is not None:
                    rows.append(k)
                    columns.append(other)
    n = len(place)
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))


def gi_star_z(x, weights):
    """z_i = (sum_j w_ij x_j - mean W_i) / (s sqrt((n S1_i - W_i^2) / (n - 1)))  (hotspot.md 4.3).

    x may be one column of counts or a table with one column per category.
    NaN where s = 0 or where the root is 0 (every cell is a neighbour).
    """
    x = np.asarray(x, dtype=float)
    column = x.reshape(len(x), -1)
    n = len(column)
    mean = column.mean(axis=0)
    s = np.sqrt(((column - mean) ** 2).sum(axis=0) / n)
    w_sum = np.asarray(weights.sum(axis=1)).reshape(-1, 1)
    w_square = np.asarray(weights.multiply(weights).sum(axis=1)).reshape(-1, 1)
    root = np.sqrt(np.maximum((n * w_square - w_sum ** 2) / (n - 1), 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (weights @ column - mean * w_sum) / (s * root)
    z[~np.isfinite(z)] = np.nan
    return z.reshape(x.shape)


def two_sided_p(z):
    """2 (1 - Phi(|z|)), computed as erfc(|z| / sqrt 2), which does not cancel."""
    return special.erfc(np.abs(z) / np.sqrt(2.0))


def benjamini_hochberg(p):
    """Adjusted p: q of the k-th smallest is the least of p_j n / j over j >= k, at most 1."""
    p = np.asarray(p, dtype=float)
    n = len(p)
    order = np.argsort(p, kind="stable")
    raised = p[order] * n / np.arange(1, n + 1)
    lowest = np.minimum.accumulate(raised[::-1])[::-1]
    q = np.empty(n)
    q[order] = np.minimum(lowest, 1.0)
    return q
