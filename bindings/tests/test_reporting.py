"""Reporting bias from Python: planted rates come back, tables are those of the command line, pictures in both languages."""
import csv

import numpy as np
import pytest

import libgrid
from libgrid import hotspot

DAY = 86_400


def planted(seed, per_day, count=500):
    """Incidents far apart, open for ten days and reported at a rate; only those that are reported are seen."""
    draw = np.random.default_rng(seed)
    opened, closed, x = [], [], []
    for k in range(count):
        start = draw.uniform(0, 300)
        t = start + draw.exponential(1 / per_day)
        while t < start + 10:
            opened.append(t), closed.append(start + 10), x.append(1000.0 * k + draw.uniform(0, 10))
            t += draw.exponential(1 / per_day)
    opened.append(400.0), closed.append(401.0), x.append(-9e5)
    seconds = np.array([opened, closed]) * DAY
    return hotspot.Cases(np.zeros(len(x)), seconds[0].astype(np.int64), seconds[1].astype(np.int64), x, np.zeros(len(x)))


def test_planted_rates_are_within_their_intervals():
    held = 0
    for seed in range(20):
        rate = hotspot.reporting_rate(hotspot.incidents(planted(seed, 0.4, 200)))
        held += int(rate["lower"][0] <= 0.4 <= rate["upper"][0])
    assert held >= 16          # 19 expected; fewer than 16 has a chance of 0.3 %


def test_groups_add_up_and_patrol_reports_do_not_count():
    cases = planted(3, 0.4)
    found = hotspot.incidents(cases)
    side = np.where(cases.columns["x"][found["first"]] < 2e5, "west", "east")
    parts, whole = hotspot.reporting_rate(found, side), hotspot.reporting_rate(found)
    assert list(parts["group"]) == ["east", "west"] and parts["later"].sum() == whole["later"][0]
    none = hotspot.incidents(cases, counted=np.zeros(len(cases)))
    assert none["later"].sum() == 0 and len(none["first"]) == len(found["first"])


def test_finds_against_visits():
    visits = np.arange(40.0) % 13
    effect = hotspot.visit_effect(3.0 * (1 + visits) ** 0.5, visits)
    assert abs(effect["exponent"] - 0.5) < 1e-9
    assert np.allclose(3.0 * (1 + visits) ** 0.5 * effect["factor"], 3.0 * (1 + visits.mean()) ** 0.5)
    assert not hotspot.visit_effect([1, 2], [1, 2])["defined"]


def test_squares_hold_every_point():
    x, y = np.random.default_rng(1).uniform(-500, 500, (2, 1000))
    bins = hotspot.squares(x, y, 100.0)
    assert bins["count"].sum() == 1000
    columns, rows = np.floor(x / 100).astype(int), np.floor(y / 100).astype(int)
    assert dict(zip(zip(bins["column"], bins["row"]), bins["count"])) == {
        key: np.count_nonzero((columns == key[0]) & (rows == key[1])) for key in set(zip(columns, rows))}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pictures(lang):
    plt = pytest.importorskip("matplotlib.pyplot")
    found = hotspot.incidents(planted(1, 0.4, 100))
    for result in (hotspot.reporting_rate(found), hotspot.visit_effect([1, 2, 4, 9], [1, 2, 3, 9]),
                   hotspot.squares([1.0, 400.0], [2.0, 9.0])):
        figure = plt.figure()
        assert result.plot(lang=lang).has_data()
        plt.close(figure)


def test_the_bias_of_a_workspace(small, tmp_path):
    pytest.importorskip("geopandas")
    ids = small.workspace.reports(columns=True)["case_id"]
    with open(tmp_path / "sources.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["case_id", "source"])
        table.writerows([name, "巡查" if k % 3 == 0 else "热线"] for k, name in enumerate(ids))
    bias = libgrid.reporting_bias(small.workspace, tmp_path / "out", sources=tmp_path / "sources.csv")
    assert bias.layers == ("all", "adjusted", "public") and bias.visits is None
    whole = bias.sources[bias.sources.grouping == "all"].set_index("class")["reports"]
    assert whole.sum() == len(ids) and whole["leader"] == 0
    assert bias.zones["reports"].sum() == bias.statistics["placed"]["statistic"]
    assert bias.parameters["radius_m"] == 50 and (tmp_path / "out" / "bias_zh.svg").exists()
    if pytest.importorskip("matplotlib"):
        import matplotlib.pyplot as plt

        figure = bias.plot("zh")
        assert len(figure.axes) >= 3
        plt.close(figure)


def test_imbalance_and_exact_hotspots_of_a_workspace(small, tmp_path):
    summary = libgrid.analyse_imbalance(small.workspace, tmp_path / "i", plan=1)
    assert {f.name: f.value for f in summary.figures}["plan_version"] == 1
    assert (tmp_path / "i" / "imbalance_upper.csv").exists()
    summary = libgrid.analyse_hotspots(small.workspace, tmp_path / "h", null_maps=1)
    assert "hot_exact" in {f.name for f in summary.figures}
    with pytest.raises(libgrid.GridError):
        libgrid.analyse_imbalance(small.workspace, tmp_path / "i", plan=9)
