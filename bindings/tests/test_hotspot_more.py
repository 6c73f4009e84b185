"""The rest of hotspot: scan, clusters, streets, curves, campaigns, charts, visits; against printed values and definitions."""
import csv
from pathlib import Path

import matplotlib
import numpy as np
import pytest

import libgrid
from libgrid import hotspot

matplotlib.use("Agg")
SETS = Path(__file__).resolve().parents[2] / "data" / "statistics"
SEED = 5
DAY = 86_400


def read(name):
    with open(SETS / f"{name}.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) if row[name] else np.nan for row in rows]) for name in rows[0] if is_number(rows[0][name])}


def is_number(text):
    return text.replace(".", "").replace("-", "").replace("e", "").isdigit()


def links(name, places):
    with open(SETS / f"{name}_links.csv", encoding="utf-8") as file:
        origin, neighbour = zip(*[[int(v) - 1 for v in row] for row in list(csv.reader(file))[1:]])
    return hotspot.Weights.links(places, origin, neighbour)


def test_the_printed_scan_of_new_york():
    """The LLR that SaTScan prints (tests of the R package smerc)."""
    table = read("leukaemia_centres")
    found = hotspot.scan(table["lon"], table["lat"], table["cases"].astype(int), table["population"], max_share=0.1, replicates=99)
    np.testing.assert_allclose(found["llr"][:7], [11.577255, 9.019716, 6.114140, 4.651839, 4.169203, 3.363518, 3.209485], atol=5e-7, rtol=0)
    assert found["cases"][0] == 85 and [len(members) for members in found["members"][:3]] == [26, 8, 33]
    assert found["p"][0] <= 0.02 and (np.diff(found["p"]) >= 0).all() and found.seed == 1
    assert list(found.to_frame(geometry="points").geometry.x) == list(found["x"])


def test_a_scan_in_space_and_time_is_the_definition():
    rng = np.random.default_rng(SEED)
    x, y, counts = rng.uniform(0, 9, 6), rng.uniform(0, 9, 6), rng.poisson(1.2, (6, 5))
    best, total = 0.0, counts.sum()
    for centre in range(6):
        order = np.argsort((x - x[centre]) ** 2 + (y - y[centre]) ** 2)
        for size in range(1, 7):
            for first in range(5):
                for last in range(first, min(first + 3, 5)):
                    inside = order[:size]
                    c = counts[inside, first:last + 1].sum()
                    mu = counts[inside].sum() * counts[:, first:last + 1].sum() / total
                    if c >= 2 and c > mu and counts[inside].sum() <= 0.5 * total:
                        rest = (total - c) * np.log((total - c) / (total - mu)) if c < total else 0.0
                        best = max(best, c * np.log(c / mu) + rest)
    found = hotspot.scan(x, y, counts, max_bins=3, replicates=0)
    assert found["llr"][0] == pytest.approx(best, rel=1e-12)
    assert found.warnings and found.parameters["model"] == "permutation"


def test_clusters_in_space_and_time():
    rng = np.random.default_rng(SEED)
    x, y = np.tile(rng.uniform(0, 30, 20), 2), np.tile(rng.uniform(0, 30, 20), 2)
    times = np.repeat([0, 30 * DAY], 20) + rng.integers(0, DAY, 40)
    apart = hotspot.st_dbscan(x, y, times, reach=50, days=3, least=5)
    assert set(apart["cluster"][:20]) == {0} and set(apart["cluster"][20:]) == {1}
    together = hotspot.st_dbscan(x, y, times, reach=50, days=60, least=5)
    assert list(together["cluster"]) == list(hotspot.dbscan(x, y, 50, 5))
    order = rng.permutation(40)
    again = hotspot.st_dbscan(x[order], y[order], times[order], reach=50, days=3, least=5)
    assert list(again["cluster"]) == list(apart["cluster"][order])


NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250,
        1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821,
        768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860,
        874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]


def test_the_trend_of_the_nile():
    trend = hotspot.mann_kendall(NILE)
    assert trend["statistic"] == -1387 and trend["variance"] == pytest.approx(112728.333333, abs=1e-6)
    assert trend["z"] == pytest.approx(-4.12806652284, abs=1e-10) and trend["sen_slope"] == pytest.approx(-2.6)
    assert trend["tau_b"] == pytest.approx(-0.280741334725, abs=1e-11)


@pytest.mark.parametrize("kernel", ["continuous", "discontinuous", "simple"])
def test_heat_along_streets(kernel):
    """A cross of four streets of 100 m, events on two of them."""
    heat = hotspot.street_density([0, 0, 0, 0], [1, 2, 3, 4], [100.0] * 4, [0, 1, 1], [30.0, 5.0, 60.0], bandwidth=40, stretch=5, kernel=kernel,
                                  node_x=[0, 100, 0, -100, 0], node_y=[0, 0, 100, 0, -100])
    mass = (heat["density"] * (heat["to_m"] - heat["from_m"])).sum()
    assert mass == pytest.approx(3.0, abs=1e-9) or (kernel == "simple" and mass > 3.0)
    assert heat["segments"].shape == (len(heat["edge"]), 2, 2)
    np.testing.assert_allclose(heat["segments"][heat["edge"] == 2][-1][1], [-100, 0])


def test_hexagons_hold_their_points():
    x, y = np.random.default_rng(SEED).uniform(0, 1000, (2, 300))
    cells = hotspot.hexagons(x, y, 80)
    assert cells["count"].sum() == 300
    nearest = np.argmin((x[:, None] - cells["x"]) ** 2 + (y[:, None] - cells["y"]) ** 2, axis=1)
    assert list(np.bincount(nearest, minlength=len(cells["x"]))) == list(cells["count"])


def test_knox_within_groups_and_by_manhattan():
    rng = np.random.default_rng(SEED)
    x, y, t = rng.uniform(0, 500, 150), rng.uniform(0, 500, 150), rng.integers(0, 60, 150)
    table = hotspot.knox(x, y, t, [0, 60, 120], [0, 7, 14], 19, seed=2, groups=t % 7, metric="manhattan")
    i, k = np.triu_indices(150, 1)
    d, gap = np.abs(x[i] - x[k]) + np.abs(y[i] - y[k]), np.abs(t[i] - t[k])
    assert table["observed"][1, 0] == np.count_nonzero((d >= 60) & (d < 120) & (gap < 7))
    whole = hotspot.knox(x, y, t, [0, 60, 120], [0, 7, 14], 19, seed=2, groups=t % 7 * 0)
    assert (whole["observed"] == hotspot.knox(x, y, t, [0, 60, 120], [0, 7, 14], 0)["observed"]).all()


def test_curves_are_r_survival():
    """survfit(Surv(time, status) ~ 1, lung, conf.type = "log-log") at 180, 365, 730: S, interval, Nelson-Aalen"""
    lung = read("lung")
    curve = hotspot.survival(lung["time"].astype(int), lung["status"] == 2)
    at = np.searchsorted(curve["time"], [180, 365, 730], side="right") - 1
    for name, wanted in (("survival", [0.721670653409762, 0.409241624460064, 0.115693098344539]),
                         ("lower", [0.6583045284456613, 0.3387142690883233, 0.0676321514888291]),
                         ("upper", [0.775314690716979, 0.478380767646914, 0.177825199700288]),
                         ("hazard", [0.324828089529320, 0.888324574368183, 2.125042798297136])):
        np.testing.assert_allclose(curve[name][at], wanted, rtol=1e-12)


def test_competing_endings_are_r_survival():
    """etime, event as in help(mgus2); survfit(Surv(etime, factor(event, 0:2)) ~ 1), times 60, 120, 240, 360"""
    t = read("mgus2")
    months = np.where(t["pstat"] == 0, t["futime"], t["ptime"]).astype(int)
    ending = np.where(t["pstat"] == 0, 2 * t["death"], 1).astype(int)
    curve = hotspot.cumulative_incidence(months, ending)
    at = np.searchsorted(curve["time"], [60, 120, 240, 360], side="right") - 1
    np.testing.assert_allclose(curve["incidence"][at], [
        [0.0341037129743490, 0.320367010267878], [0.0637221680131129, 0.531817704080208],
        [0.0998137159354692, 0.724027976142545], [0.1340416443260818, 0.784208246832411]], rtol=1e-12)


def test_the_mean_count_is_r_survival():
    """survfit(Surv(start, stop, event) ~ 1, bladder2, id = id, cluster = id) at 12, 24, 36, 48: cumhaz, std.chaz"""
    t = read("bladder2")
    subjects, codes = np.unique(t["id"], return_inverse=True)
    until = np.zeros(len(subjects), int)
    np.maximum.at(until, codes, t["stop"].astype(int))
    happened = t["event"] == 1
    curve = hotspot.mean_count(codes[happened], t["stop"][happened].astype(int), until)
    at = np.searchsorted(curve["time"], [12, 24, 36, 48], side="right") - 1
    np.testing.assert_allclose(curve["mean"][at], [0.600362334747796, 1.203839675437769, 1.680081664838113, 1.916510236266685], rtol=1e-12)
    np.testing.assert_allclose(np.sqrt(curve["variance"][at]), [0.101265763651855, 0.169647574766862, 0.227398155460152, 0.269948631290280], rtol=1e-9)


def some_cases(n=400):
    rng = np.random.default_rng(SEED)
    opened = (rng.integers(0, 200 * DAY, n)).astype("datetime64[s]")
    closed = opened + rng.integers(1, 5 * DAY, n)
    closed[::50] = np.datetime64("NaT")
    return hotspot.Cases(rng.choice(["litter", "signs"], n), opened, closed, rng.integers(0, 12, n) * 40.0, rng.integers(0, 6, n) * 40.0)


def test_curves_by_group_and_the_table_of_radii():
    cases = some_cases()
    curves = hotspot.rebound_curves(cases, radius=50, days=30)
    assert list(curves["group"]) == ["litter", "signs"] and curves["cases"].sum() == len(cases)
    forest = hotspot.forest(cases, 50, 30)
    first, closed, end = forest["first_rebound_s"], cases.columns["closed"], cases.last_opening
    for k in range(2):
        at = (cases.columns["category"] == k) & (closed > 0) & (closed < end)
        days = np.where(first[at] >= 0, first[at], np.minimum(end - closed[at], 30 * DAY))
        by_hand = hotspot.survival(days, first[at] >= 0)
        assert curves["rate"][k] == pytest.approx(1 - by_hand["survival"][-1], rel=1e-12)
        assert curves["lower"][k] < curves["rate"][k] < curves["upper"][k]
    table = hotspot.sensitivity(cases)
    whole = hotspot.rebound_curves(cases, np.zeros(len(cases)), radius=50, days=30)
    row = (table["radius"] == 50) & (table["days"] == 30)
    assert table["rate"][row][0] == whole["rate"][0] and len(table["rate"]) == 9
    assert (np.diff(table["rebounds"].reshape(3, 3), axis=1) >= 0).all()


def test_chronic_sites():
    day = np.timedelta64(1, "D")
    opened = np.datetime64("2020-01-01", "s") + np.array([0, 10, 20, 30, 0, 5]) * day
    closed = opened + 2 * day
    closed[4] = np.datetime64("NaT")
    cases = hotspot.Cases(["a"] * 6, opened, closed, [0, 5, 0, 5, 5000, 9000], np.zeros(6))
    sites = hotspot.chronic_sites(cases, "2020-06-01")
    assert list(sites["comes_back"]) == [True, False] and list(sites["stays_open"]) == [False, True]
    assert list(sites["members"][0]) == [0, 1, 2, 3] and list(sites["rebounds"]) == [3, 0] and list(sites["category"]) == ["a", "a"]


TREATED = [[30, 12, 25], [22, 8, 20], [41, 20, 33], [15, 7, 11]]
CONTROL = [[28, 27, 30], [20, 22, 18], [36, 33, 39], [17, 16, 20]]


def test_a_campaign_is_the_poisson_model():
    """glm(y ~ factor(zone) + period + I(treat * during) + I(treat * after), poisson): the last two coefficients"""
    effect = hotspot.campaign_effect(TREATED, CONTROL, ring=[[20, 26, 21], [10, 14, 12]])
    np.testing.assert_allclose(effect["statistic"][:2], [-0.801830587243473, -0.251203175012726], rtol=1e-8)
    assert list(effect["period"]) == ["during", "after", "ring during", "ring after"]
    assert effect["change"][0] == pytest.approx(np.exp(-0.801830587243473) - 1) and effect["change"][2] > 0
    during, after, before = 47 / (98 / 101), 89 / (107 / 101), 108
    assert effect["returned"] == pytest.approx((after - during) / (before - during))
    assert effect["returned_lower"] < effect["returned"] < effect["returned_upper"] and effect.warnings == ()
    same = hotspot.campaign_effect(CONTROL, CONTROL)
    assert np.isnan(same["returned"]) and same.warnings and same["statistic"][0] == pytest.approx(0, abs=1e-12)


def test_visits_are_an_offset():
    visits = np.array([[1, 3, 1]] * 4)
    effect = hotspot.campaign_effect(np.array(TREATED) * visits, CONTROL, treated_exposure=visits, control_exposure=np.ones((4, 3)))
    plain = hotspot.campaign_effect(TREATED, CONTROL)
    np.testing.assert_allclose(effect["statistic"], plain["statistic"], rtol=1e-12)


def test_controls_and_the_ring():
    assert list(hotspot.matched_controls([5.0, 9.0], [100, 8.5, 5.1, 9.1], ["main", "lane"], ["main", "lane", "main", "lane"])) == [2, 3]
    ring = hotspot.spill_over_ring(hotspot.Weights.grid(5, 5), [12])
    assert list(ring) == [6, 7, 8, 11, 13, 16, 17, 18]


@pytest.mark.parametrize("kind", ["cusum", "ewma", "glr"])
def test_charts_alarm_where_they_cross_their_line(kind):
    rng = np.random.default_rng(SEED)
    counts = np.r_[rng.poisson(3.0, 60), rng.poisson(9.0, 20)]
    chart = hotspot.control_chart(counts, 3.0, kind=kind, arl0=100)
    above = np.flatnonzero(chart["chart"] > chart["line"])
    assert chart["alarm"] == above[0] and 60 <= chart["alarm"] < 70
    assert abs(chart["arl0"] - 100) < 0.15 * 100 + 4 * chart["arl0_error"]
    assert hotspot.control_chart(np.full(30, 3), 3.0, kind=kind, arl0=100)["alarm"] == -1


def test_visits_stay_within_the_budget():
    rng = np.random.default_rng(SEED)
    x, y, p = rng.uniform(0, 1000, 60), rng.uniform(0, 1000, 60), rng.random(60)
    plan = hotspot.plan_visits(x, y, p, budget=12, cover=80, random_share=0.25, fairness=0.5, group=np.arange(60) % 3)
    assert len(plan["candidate"]) == 12 and len(set(plan["candidate"])) == 12
    assert np.count_nonzero(plan["reason"] == "random") == 3 and (plan["chance"] <= 1).all()
    greedy = hotspot.plan_visits(x, y, p, budget=5, random_share=0.0)
    assert set(greedy["candidate"]) == set(np.argsort(-p)[:5])
    order = hotspot.route_order(plan["x"], plan["y"], (0, 0))
    assert sorted(order) == list(range(12))


def test_maps_as_a_whole():
    """spdep on columbus with col.gal.nb: join counts of CRIME cut at 0, 35, 80; global G; EBlocal on nc.sids"""
    crime = read("columbus")
    crime = crime.get("crime", crime.get("CRIME"))
    weights = links("columbus", 49)
    joins = hotspot.join_counts(weights, np.where(crime <= 35, "low", "high"))
    found = {(a, b): (s, e, v) for a, b, s, e, v in zip(*(joins[c] for c in ("a", "b", "statistic", "expectation", "variance")))}
    np.testing.assert_allclose(found["low", "low"], [34, 29.33673469, 18.63845516], rtol=1e-8)
    np.testing.assert_allclose(found["high", "low"], [29, 58.67346939, 26.04101128], rtol=1e-8)
    g = hotspot.general_g(weights, crime)
    np.testing.assert_allclose([g["statistic"], g["expectation"], g["variance"]], [0.122724245, 0.0977891156463, 3.38397155846e-5], rtol=1e-8)
    assert set(hotspot.quadrants(weights, crime)) <= {0, 1, 2, 3, 4}


def test_guerry_is_spdeps():
    """moran.test, localmoran (W) and localG with self (B) of crime_pers, moran.test of donations; the digits printed."""
    guerry, weights = read("guerry"), links("guerry", 85)
    moran, local = hotspot.moran(weights.coded("W"), guerry["crime_pers"]), hotspot.local_moran(weights.coded("W"), guerry["crime_pers"])
    star = hotspot.gi_star(weights, guerry["crime_pers"])["z"]
    assert moran["statistic"] == pytest.approx(0.411459718313, abs=1e-12) and moran["variance"] == pytest.approx(0.004899501059, abs=1e-12)
    np.testing.assert_allclose(local["statistic"][:3], [0.5222645198, 0.8280165092, 0.8035399711], atol=1e-10)
    np.testing.assert_allclose(star[:4], [1.342359483, 2.595578319, 2.388872228, -1.848186868], atol=1e-9)
    np.testing.assert_allclose([star.min(), star.max()], [-3.361380366, 3.116312308], atol=1e-9)
    assert hotspot.moran(weights.coded("W"), guerry["donations"])["statistic"] == pytest.approx(0.3533613256, abs=1e-10)


def test_rates_are_spdeps():
    sids = read("sids")
    births, deaths = (next(v for k, v in sids.items() if k.lower().startswith(name)) for name in ("bir", "sid"))
    local = hotspot.local_rates(links("sids", 100), deaths, births)
    np.testing.assert_allclose(local["estimate"][:4], [0.000992227550852, 0.001263902932255, 0.001085927674172, 0.001259445843829], rtol=1e-9)
    np.testing.assert_allclose(local["poisson_at_most"][:3], [0.353256583353, 0.373647042720, 0.377179725939], rtol=1e-9)
    rates = hotspot.rates(deaths, births)
    np.testing.assert_allclose(rates["estimate"][:2], [0.00169729733086, 0.00170537768084], rtol=1e-9)
    assert rates.parameters["overall_rate"] == pytest.approx(0.00202144489365) and rates.warnings
    ratio = hotspot.rate_ratio(120, 40.0, 60, 50.0)
    assert ratio["ratio"] == pytest.approx(2.5) and ratio["lower"] == pytest.approx(2.5 * np.exp(-1.959963984540054 * np.sqrt(1 / 120 + 1 / 60)))


def test_any_dependence_costs_the_harmonic_sum():
    p = np.array([0.001, 0.01, 0.02, 0.5])
    np.testing.assert_allclose(hotspot.benjamini_yekutieli(p), np.minimum(1.0, libgrid.benjamini_hochberg(p) * (1 + 1 / 2 + 1 / 3 + 1 / 4)))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_result_can_be_drawn(lang):
    import matplotlib.pyplot as plt

    from libgrid import recurrence

    rng, cases = np.random.default_rng(SEED), some_cases()
    x, y = cases.columns["x"], cases.columns["y"]
    weights = hotspot.Weights.grid(6, 5)
    cube = rng.poisson(2.0, (30, 12)).astype(float)
    cube[7] += np.arange(12) * 2
    forest = hotspot.forest(cases, days=90)
    of = recurrence.spells(cases, forest, days=90)
    on_grid = {"x": np.arange(30) % 6, "y": np.arange(30) // 6}
    drawn = [
        (hotspot.scan(x[:40], y[:40], rng.poisson(2, 40), np.ones(40), replicates=19), {"x": x[:40], "y": y[:40]}),
        (hotspot.st_dbscan(x, y, cases.columns["opened"]), {}), (hotspot.hexagons(x, y, 50), {}),
        (hotspot.knox(x, y, cases.columns["opened"] // DAY, [0, 50, 100], [0, 7, 14], 9), {}),
        (hotspot.street_density([0], [1], [100.0], [0], [50.0], node_x=[0, 1], node_y=[0, 1]), {}),
        (hotspot.cumulative_incidence([3, 4, 5, 6], [1, 2, 0, 1]), {}), (hotspot.mean_count([0, 0], [2, 4], [9, 9]), {}),
        (hotspot.rebound_curves(cases), {}), (hotspot.sensitivity(cases), {}), (hotspot.chronic_sites(cases), {}),
        (hotspot.campaign_effect(TREATED, CONTROL), {}), (hotspot.control_chart([3, 2, 9, 9, 9, 9], 3.0, arl0=50), {}),
        (hotspot.emerging(weights, cube), on_grid), (hotspot.imbalance([1.0, 2, 3, 4], list("aabb")), {}),
        (hotspot.look_back(cases, "1970-06-01"), {}), (hotspot.back_test(cases, ["1970-04-01", "1970-05-01", "1970-06-01"]), {}),
        (recurrence.andersen_gill(of, {"signs": cases.columns["category"][of.row]}), {}), (forest, {"x": x, "y": y, "column": "generation"}),
        (hotspot.plan_visits(x, y, np.full(len(x), 0.1), budget=9), {"column": "gain"}),
        (hotspot.gi_star(weights, cube[:, 0]), on_grid), (hotspot.local_rates(weights, cube[:, 0], cube[:, 1] + 1), on_grid),
    ]
    for result, places in drawn:
        figure = plt.figure()
        axes = result.plot(**places, lang=lang)
        figure.canvas.draw()
        assert axes.has_data() and len(result.to_frame()) >= 1 and result.to_frame().attrs["statistic"] == result.statistic
        plt.close(figure)
    assert set(hotspot.LABELS["en"]) == set(hotspot.LABELS["zh"])


@pytest.mark.parametrize("call", [
    lambda: hotspot.scan([0.0], [0.0], [1], [1.0]),
    lambda: hotspot.scan([0.0, 1.0], [0.0, 1.0], [1, 2, 3], [1.0, 1.0]),
    lambda: hotspot.scan([0.0, 1.0], [0.0, 1.0], [1, 2], [1.0, 1.0], ties="all"),
    lambda: hotspot.st_dbscan([0.0], [0.0], [0], reach=-1),
    lambda: hotspot.mann_kendall([1.0, np.nan]),
    lambda: hotspot.street_density([0], [7], [1.0], [0], [0.5], nodes=2),
    lambda: hotspot.street_density([0], [1], [1.0], [0], [1.5]),
    lambda: hotspot.hexagons([0.0], [0.0], 0),
    lambda: hotspot.campaign_effect([[1, 2, 3]], CONTROL),
    lambda: hotspot.campaign_effect([[1, 0, 3], [1, 0, 2]], CONTROL),
    lambda: hotspot.control_chart([1, 2], 0.0),
    lambda: hotspot.control_chart([1, 2], 1.0, kind="shewhart"),
    lambda: hotspot.plan_visits([0.0], [0.0], [0.5], budget=1, cost=0.0),
    lambda: hotspot.mean_count([0], [5], [3]),
    lambda: hotspot.cumulative_incidence([1], [-1]),
    lambda: hotspot.rate_ratio(1, 0, 1, 1),
    lambda: hotspot.knox([0.0], [0.0], [1], [0, 5], [0, 2], metric="road"),
])
def test_wrong_arguments_are_named(call):
    with pytest.raises(libgrid.GridError):
        call()
