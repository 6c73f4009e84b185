"""hotspot on arrays: against definitions written out, and against what is known about the answers."""
import matplotlib
import numpy as np
import pytest

import libgrid
from libgrid import hotspot

SEED = 7


def test_gi_star_on_a_grid_is_the_cell_function():
    counts = np.random.default_rng(SEED).poisson(2.0, 200)
    star = hotspot.gi_star(hotspot.Weights.grid(20, 10), counts.astype(float))
    z, p, q = libgrid.gi_star(np.tile(np.arange(20), 10), np.repeat(np.arange(10), 20), counts)
    np.testing.assert_allclose(star["z"], z, rtol=1e-12)
    np.testing.assert_allclose(star["p_two_sided"], p, rtol=1e-10)
    np.testing.assert_allclose(star["q"], q, rtol=1e-10)
    assert star.n == 200 and not star["flag"].any()
    assert len(star.warnings) == 1 and "few counts (1" in star.warnings[0]
    assert hotspot.gi_star(hotspot.Weights.grid(20, 10), counts + 0.5).warnings == ()


def test_islands_are_told():
    weights = hotspot.Weights.links(3, [0, 1], [1, 0])
    result = hotspot.gi(weights, [1.0, 2.0, 4.0])
    assert np.isnan(result["z"][2]) and result["flag"][2] == 1 and result.warnings
    assert list(weights.islands()) == [2]


def test_permutation_is_near_the_exact_p():
    counts = np.random.default_rng(SEED).poisson(1.0, 400)
    weights = hotspot.Weights.grid(20, 20)
    simulated, exact = hotspot.permutation(weights, counts, 9999, seed=3), hotspot.exact(weights, counts)
    assert np.abs(simulated["p_greater"] - exact["p_greater"]).max() < 0.03
    assert simulated.seed == 3 and simulated.parameters["replicates"] == 9999


def test_permutation_of_any_weights_and_values():
    rng = np.random.default_rng(SEED)
    counts, weights = rng.poisson(2.0, 100), hotspot.Weights.grid(10, 10)
    integers, sums = (hotspot.permutation(weights, v, 99, seed=5) for v in (counts, counts.astype(float)))
    assert integers.parameters["integers"] and not sums.parameters["integers"]
    assert (integers["at_least"] == sums["at_least"]).all() and (integers["at_most"] == sums["at_most"]).all()
    uneven = hotspot.Weights(weights.first, weights.neighbours, rng.uniform(0.5, 2.0, len(weights.neighbours)))
    assert weights.even_rows() and weights.coded("W").even_rows() and not uneven.even_rows()
    found = hotspot.permutation(uneven, counts, 999, seed=5)
    assert not found.parameters["integers"] and (found["at_least"] + found["at_most"] >= 999).all()
    z = hotspot.gi(uneven, counts)["z"]
    assert np.corrcoef(z, -np.log(found["p_greater"]) + np.log(found["p_less"]))[0, 1] > 0.95
    shifted = hotspot.permutation(uneven, counts + 0.5, 999, seed=5)   # a constant moves every sum of a row alike
    assert np.abs(shifted["p_greater"] - found["p_greater"]).max() < 0.01
    alone = hotspot.Weights.links(3, [0], [1])
    assert alone.even_rows() and hotspot.Weights.links(2, [], []).even_rows()


def brute_forest(opened, closed, x, y, radius, window, grace):
    kinds, parents = [], []
    for i in range(len(opened)):
        before = [j for j in range(len(opened)) if (opened[j], j) < (opened[i], i) and closed[j] >= opened[j]
                  and (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= radius**2]
        open_ = [j for j in before if closed[j] > opened[i]]
        settled = [j for j in before if closed[j] <= opened[i] <= closed[j] + window]
        if open_:
            parent, kind = min(open_, key=lambda j: (opened[j], j)), 3
        elif settled:
            parent = min(settled, key=lambda j: (-closed[j], (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2, j))
            kind = 2 if opened[i] - closed[parent] <= grace else 1
        else:
            parent, kind = -1, 0
        kinds.append(kind)
        parents.append(parent)
    return kinds, parents


def test_forest_is_the_definition():
    rng = np.random.default_rng(SEED)
    opened = rng.integers(0, 60, 200) * 43_200
    closed = opened + rng.integers(-1, 9, 200) * 43_200
    x, y = rng.integers(0, 20, 200) * 20.0, rng.integers(0, 20, 200) * 20.0
    cases = hotspot.Cases(["a"] * 200, opened.astype("datetime64[s]"), closed.astype("datetime64[s]"), x, y)
    forest = hotspot.forest(cases, radius=45, days=10)
    kinds, parents = brute_forest(opened, closed, x, y, 45, 10 * 86_400, 43_200)
    assert list(forest["kind"]) == kinds
    assert list(forest["parent"]) == parents


def test_survival_is_lifelines_by_hand():
    curve = hotspot.survival([6, 6, 6, 6, 7, 9, 10, 10], [1, 1, 1, 0, 1, 0, 1, 0])
    np.testing.assert_allclose(curve["survival"], [5 / 8, 5 / 8 * 3 / 4, 5 / 8 * 3 / 4 / 2])
    assert list(curve["at_risk"]) == [8, 4, 2]


def test_density_has_the_volume_of_its_points():
    rng = np.random.default_rng(SEED)
    x, y = rng.uniform(300, 700, (2, 50))
    heat = hotspot.density(x, y, bounds=(0, 0, 1000, 1000), cell=5.0)
    assert heat["density"].shape == (200, 200)
    assert heat["density"].sum() * 25.0 == pytest.approx(50, rel=1e-3)


def test_knox_dbscan_imbalance_emerging():
    rng = np.random.default_rng(SEED)
    x, y = rng.uniform(0, 1000, (2, 300))
    table = hotspot.knox(x, y, rng.integers(0, 100, 300), [0, 50, 100], [0, 7, 14], 99, seed=1)
    assert table["observed"].shape == (2, 2) and (table["p"] > 0).all()
    assert set(hotspot.dbscan(np.r_[x, 5000.0], np.r_[y, 5000.0], 100, 5)[-1:]) == {-1}
    split = hotspot.imbalance([1.0, 2.0, 3.0, 4.0], ["a", "a", "b", "b"])
    assert split["theil"] == pytest.approx(split["between"] + split["within"])
    cube = rng.poisson(1.0, (64, 12)).astype(float)
    kinds = hotspot.emerging(hotspot.Weights.grid(8, 8), cube)
    assert len(kinds["kind"]) == 64 and kinds["z"].shape == (64, 12)


def test_look_back_ranks_places_that_come_back():
    opened, x = [], []
    for site in range(30):
        for k in range(15 if site < 8 else 1):
            opened.append(((5 * k if site < 8 else 60 + site / 2) + 0.01 * site) * 86_400)
            x.append(1000.0 * site)
    opened = np.array(opened).astype("datetime64[s]")
    cases = hotspot.Cases(["a"] * len(x), opened, opened + np.timedelta64(1, "D"), x, np.zeros(len(x)))
    result = hotspot.look_back(cases, np.datetime64("1970-03-14T12:00:00"), window_days=60)
    often = np.array(x)[result["candidate"]] < 8000
    assert result["probability"][often].min() > result["probability"][~often].max()
    test = hotspot.back_test(cases, np.array(["1970-02-15", "1970-03-05"], "datetime64[D]"))
    assert set(test["found"]) == {"model", "random", "most_recent", "oldest", "past_rebounds", "phsm"}


@pytest.mark.parametrize("call", [
    lambda: hotspot.Weights.links(2, [0], [5]),
    lambda: hotspot.gi(hotspot.Weights.grid(3, 3), [1.0, 2.0]),
    lambda: hotspot.gi(hotspot.Weights(np.array([0, 9]), np.array([0]), np.array([1.0])), [1.0]),
    lambda: hotspot.Weights.band([0.0], [0.0], -1.0),
    lambda: hotspot.density([0.0], [0.0], bounds=(0, 0, 10, 10), cell=1.0, kernel="round"),
    lambda: hotspot.knox([0.0], [0.0], [1], [5], [1, 2]),
])
def test_wrong_arguments_are_named(call):
    with pytest.raises(libgrid.GridError):
        call()


def test_frames_and_pictures():
    matplotlib.use("Agg")
    star = hotspot.gi_star(hotspot.Weights.grid(5, 4), np.arange(20.0))
    frame = star.to_frame()
    assert list(frame["z"]) == list(star["z"]) and frame.attrs["n"] == 20
    import matplotlib.pyplot as plt

    for lang in ("en", "zh"):
        plt.figure()
        assert star.plot(np.arange(20) % 5, np.arange(20) // 5, lang=lang) is not None
        plt.figure()
        assert hotspot.survival([1, 2, 3], [1, 0, 1]).plot(lang=lang).get_xlabel() == hotspot.LABELS[lang]["time"]
        plt.close("all")
