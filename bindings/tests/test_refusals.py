"""What the statistics refuse, by argument, row and reason, where a wrong answer or a raw error of Python was given before."""
from datetime import date, datetime

import numpy as np
import pytest

import libgrid
from libgrid import hotspot

GRID = hotspot.Weights.grid(5, 5)
DAY = 86_400


def refused(call, field, row=None, detail=""):
    with pytest.raises(libgrid.GridError) as caught:
        call()
    error = caught.value
    assert error.field == field and detail in error.detail
    if row is not None:
        assert error.row == row
    return error


def test_knox_takes_any_span_of_times():
    far = hotspot.knox([0.0, 0.5], [0.0, 0.0], np.array([0, 2**32]), [0, 1], [0, 10], 1)
    assert far["observed"].tolist() == [[0]]
    ends = np.array([-2**63, 2**63 - 1])
    assert hotspot.knox([0.0, 0.5], [0.0, 0.0], ends, [0, 1], [0, 10, 2**63 - 1], 9)["observed"].tolist() == [[0, 0]]
    rng = np.random.default_rng(7)
    x, y, days = rng.uniform(0, 300, 80), rng.uniform(0, 300, 80), rng.integers(0, 60, 80)
    near = hotspot.knox(x, y, days, [0, 50, 100], [0, 7, 14], 19, seed=3)
    wide = hotspot.knox(x, y, days * 2**33, [0, 50, 100], [0, 7 * 2**33, 14 * 2**33], 19, seed=3)
    for name in ("observed", "expectation", "mean", "at_least"):
        np.testing.assert_array_equal(near[name], wide[name])


def test_knox_takes_datetimes_as_days():
    days = np.array([0, 6, 7, 40])
    late = days.astype("datetime64[D]").astype("datetime64[s]") + np.timedelta64(23, "h")
    x = np.arange(4.0)
    of_days, of_times = (hotspot.knox(x, x, times, [0, 10], [0, 7, 14], 9)["observed"] for times in (days, late))
    np.testing.assert_array_equal(of_days, of_times)
    late[2] = "NaT"
    refused(lambda: hotspot.knox(x, x, late, [0, 10], [0, 7], 9), "times", 3)


def test_emerging_names_place_and_bin():
    table = np.ones((25, 4))
    table[7, 2] = np.nan
    refused(lambda: hotspot.emerging(GRID, table), "counts", 8, "bin 3")
    refused(lambda: hotspot.emerging(GRID, np.ones(25)), "counts")
    refused(lambda: hotspot.emerging(GRID, np.ones((24, 4))), "counts")
    refused(lambda: hotspot.emerging(GRID, np.ones((25, 4)), level=np.nan), "level")


def test_a_missing_time_is_refused_at_its_row():
    times = np.array(["2022-05-01", "NaT", "2022-05-02"], "datetime64[s]")
    refused(lambda: hotspot.st_dbscan([0.0, 1.0, 2.0], [0.0, 1.0, 2.0], times), "times", 2)
    refused(lambda: hotspot.Cases(["a"] * 3, times, times, [0.0] * 3, [0.0] * 3), "opened", 2)
    whole = np.array(["2022-05-01"] * 3, "datetime64[s]")
    cases = hotspot.Cases(["a"] * 3, whole, times, [0.0] * 3, [0.0] * 3)   # not closed
    refused(lambda: hotspot.look_back(cases, "rubbish"), "day")
    refused(lambda: hotspot.look_back(cases, "NaT"), "day")
    for day in (date(2022, 6, 1), datetime(2022, 6, 1), np.datetime64("2022-06-01"), "2022-06-01"):
        assert hotspot.look_back(cases, day).n == hotspot.look_back(cases, "2022-06-01T00:00:00").n


def test_exact_refuses_what_would_fill_the_memory():
    small = hotspot.exact(GRID, np.arange(25) * 10)
    assert (small["p_greater"] > 0).all()
    for factor in (10**5, 10**9):
        error = refused(lambda: hotspot.exact(GRID, np.arange(25) * factor), "counts")
        assert "1 GiB" in error.detail and "permutation" in error.detail


def test_no_variance_and_islands_are_told():
    same = np.full(25, 3.0)
    for statistic in (hotspot.moran, hotspot.geary, hotspot.general_g):
        assert any("no variance" in note for note in statistic(GRID, same).warnings), statistic
        assert statistic(GRID, np.arange(25.0) % 7 + 1).warnings == ()
    alone = hotspot.Weights.links(6, [0, 1, 2, 3], [1, 0, 3, 2])
    assert any("2 islands" in note for note in hotspot.moran(alone, np.arange(6.0)).warnings)
    assert any("2 islands" in note for note in hotspot.join_counts(alone, [0, 1, 0, 1, 0, 1]).warnings)
    assert any("one class" in note for note in hotspot.join_counts(GRID, ["a"] * 25).warnings)


@pytest.mark.parametrize("statistic", [hotspot.gi, hotspot.gi_star, hotspot.local_moran, hotspot.local_geary, hotspot.moran,
                                       hotspot.geary, hotspot.general_g, hotspot.quadrants])
def test_a_value_that_is_not_finite_is_named_by_its_row(statistic):
    values = np.arange(25.0)
    values[11] = np.nan
    refused(lambda: statistic(GRID, values), "values", 12)


def test_lengths_of_time_and_places_are_checked():
    cases = hotspot.Cases(["a"] * 2, [0, DAY], [DAY, 2 * DAY], [0.0, 1.0], [0.0, 1.0])
    refused(lambda: hotspot.forest(cases, days=1e300), "days")
    refused(lambda: hotspot.forest(cases, grace_hours=np.nan), "grace_hours")
    refused(lambda: hotspot.density([0.0], [0.0], bounds=(0, 0, 10, 10), cell=0), "cell")
    refused(lambda: hotspot.density([0.0], [0.0], bounds=(0, np.nan, 10, 10), cell=1), "bounds")
    refused(lambda: hotspot.density([0.0], [0.0], bounds=(0, 0, 1e9, 10), cell=1), "cell")
    refused(lambda: hotspot.spill_over_ring(GRID, [99]), "treated", 1)
    refused(lambda: hotspot.spill_over_ring(GRID, [0, -1]), "treated", 2)
    assert hotspot.spill_over_ring(GRID, [0]).tolist() == [1, 5, 6]


def test_chances_of_visits_are_between_0_and_1():
    refused(lambda: hotspot.plan_visits([0.0, 1.0], [0.0, 1.0], [0.5, 1.5], budget=1), "probability", 2)
    refused(lambda: hotspot.plan_visits([0.0, 1.0], [0.0, 1.0], [0.5, np.nan], budget=1), "probability", 2)
    refused(lambda: hotspot.plan_visits([0.0], [0.0], [0.5], budget=1, detectability=2.0), "detectability", 1)


def test_seeds_are_whole_numbers():
    line = {"workload": [1.0, 1.0], "edges": [[0, 1]], "border_m": [1.0]}
    for seed in (-1, 1.5, 2**64, "one"):
        refused(lambda: libgrid.partition(**line, zones_per_parent=[1], bands=[0.1], seed=seed), "seed")
        refused(lambda: libgrid.regions([0.0, 1.0], [[0, 1]], count=1, seed=seed), "seed")
        refused(lambda: hotspot.permutation(GRID, np.arange(25), seed=seed), "seed")


def test_numbers_of_zones_and_districts():
    line = {"workload": [1.0, 1.0], "edges": [[0, 1]], "border_m": [1.0], "zones_per_parent": [1], "bands": [0.1]}
    refused(lambda: libgrid.partition(**line, locked=[-1, -7]), "locked", 2)
    refused(lambda: libgrid.partition(**line, parents=[0, -5]), "parents", 2)


def test_places_of_units_are_finite():
    refused(lambda: libgrid.number_units([0.0, 1.0], [0.0, np.nan], "110101001002"), "y", 2)
    refused(lambda: libgrid.number_units([np.inf, 1.0], [0.0, 0.0], "110101001002"), "x", 1)


def test_a_pool_with_too_few_controls():
    assert list(hotspot.matched_controls([1.0], [3.0, 1.5])) == [1]
    refused(lambda: hotspot.matched_controls([1.0, 2.0], [1.0]), "pool_rate")
    error = refused(lambda: hotspot.matched_controls([1.0, 2.0], [1.0, 2.0, 3.0], ["a", "b"], ["a", "a", "a"]), "pool_rate")
    assert "1 treated of kind b" in error.detail


def test_pictures_know_two_languages():
    pytest.importorskip("matplotlib").use("Agg")
    refused(lambda: hotspot.gi_star(GRID, np.arange(25.0)).plot(np.arange(25.0), np.arange(25.0), lang="fr"), "lang")
