"""gi_star and benjamini_hochberg against their formulas written out, and against SciPy."""
import math

import numpy as np
import pytest
import scipy.stats

import libgrid

SEED = 20151


def brute_gi_star(ix, iy, counts):
    """z_i = (sum of the neighbourhood - mean x size) / (s sqrt((n size - size^2) / (n - 1))), every pair of cells looked at."""
    x, n = np.asarray(counts, dtype=float), len(counts)
    near = (np.abs(np.subtract.outer(ix, ix)) <= 1) & (np.abs(np.subtract.outer(iy, iy)) <= 1)
    size, s = near.sum(axis=1), x.std()
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (near @ x - x.mean() * size) / (s * np.sqrt((n * size - size**2) / (n - 1)))
    z[~np.isfinite(z)] = np.nan
    p = np.array([1.0 if math.isnan(v) else math.erfc(abs(v) / math.sqrt(2)) for v in z])
    return z, p


def brute_q(p):
    """q_(k) = min over j >= k of p_(j) m / j, not above 1; m / j >= 1, so no term is below its p: rounding is not let do that."""
    m, order = len(p), np.argsort(p)
    q, least = np.empty(m), 1.0
    for rank in range(m, 0, -1):
        least = min(least, max(p[order[rank - 1]], p[order[rank - 1]] * m / rank))
        q[order[rank - 1]] = least
    return q


def some_cells(seed, n=200):
    rng = np.random.default_rng(seed)
    cells = rng.permutation(400)[:n]
    return cells // 20 - 7, cells % 20, rng.poisson(2.0, n)


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_gi_star_is_its_formula(seed):
    ix, iy, counts = some_cells(seed)
    result = libgrid.gi_star(ix, iy, counts)
    z, p = brute_gi_star(ix, iy, counts)
    assert np.allclose(result.z, z, rtol=0, atol=1e-10), seed
    assert np.allclose(result.p, p, rtol=1e-10, atol=1e-15), seed
    assert np.array_equal(result.q, brute_q(result.p)), seed


def test_the_order_of_cells_does_not_matter():
    ix, iy, counts = some_cells(SEED)
    shuffled = np.random.default_rng(1).permutation(len(ix))
    one, other = libgrid.gi_star(ix, iy, counts), libgrid.gi_star(ix[shuffled], iy[shuffled], counts[shuffled])
    for a, b in zip(one, other):
        assert np.array_equal(a[shuffled], b)


@pytest.mark.parametrize("cells", [([0, 5, 9], [0, 0, 0], [3, 3, 3]), ([0, 1], [0, 1], [0, 4])], ids=["equal counts", "all are neighbours"])
def test_where_z_is_not_defined(cells):
    z, p, q = libgrid.gi_star(*cells)
    assert np.isnan(z).all() and (p == 1).all() and (q == 1).all()


def test_no_cells():
    assert [len(column) for column in libgrid.gi_star([], [], np.array([], dtype=int))] == [0, 0, 0]


def test_equals_the_hotspots_of_boston(boston):
    rows = boston.workspace.hotspots()
    rows = rows[rows.category == rows.category.iloc[0]]
    z, p, q = libgrid.gi_star(rows.ix, rows.iy, rows.n)
    for mine, theirs in ((z, rows.z), (p, rows.p), (q, rows.q)):
        assert np.array_equal(mine, theirs, equal_nan=True)


BAD = [
    ("fractions", ([0, 1], [0, 0], [1.5, 2.0]), "counts", None), ("negative", ([0, 1], [0, 0], [1, -1]), "counts", 2),
    ("too many", ([0, 1], [0, 0], [2**31, 1]), "counts", 1), ("far away", ([2**40, 1], [0, 0], [1, 1]), "ix", 1),
    ("twice", ([0, 0], [0, 0], [1, 1]), "ix", None), ("lengths", ([0, 1], [0], [1, 1]), "iy", None), ("text", ("a", [0], [1]), "ix", None),
]


@pytest.mark.parametrize("name,arguments,field,row", BAD, ids=[row[0] for row in BAD])
def test_bad_cells_are_named(name, arguments, field, row):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.gi_star(*arguments)
    assert (caught.value.code, caught.value.field, caught.value.row) == ("E_PARAMETER_INVALID", field, row)


def test_benjamini_hochberg_is_that_of_scipy():
    p = np.random.default_rng(SEED).uniform(size=1000) ** 3
    p[::50] = p[0]   # ties
    q = libgrid.benjamini_hochberg(p)
    assert np.allclose(q, scipy.stats.false_discovery_control(p), rtol=1e-14, atol=0)
    assert np.array_equal(q, brute_q(p))
    assert libgrid.benjamini_hochberg([]).tolist() == []


@pytest.mark.parametrize("p,row", [([0.5, np.nan], 2), ([-0.1], 1), ([0.5, 0.5, 1.1], 3)])
def test_what_is_no_probability_is_named(p, row):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.benjamini_hochberg(p)
    assert (caught.value.field, caught.value.row) == ("p", row)
