"""Reports in the proportions of the bulletin, and truth tables that agree with them."""
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest

from sample_city import inside, layer, metres, parameters, table

FIGURES = {row["key"]: int(row["value"]) for row in table("facts/figures.csv")}
REPORTS = {row["case_id"]: row for row in table("reports.csv.gz")}
PLACES = {row["place_id"]: row for row in table("facts/places.csv")}
COMING_BACK = {"recurring", "rebound", "long_standing"}  # 反复, 反弹, 长期遗留


def time(text):
    return datetime.fromisoformat(text)


def at(row):
    return float(row["lon"]), float(row["lat"])


def test_ids_are_unique_and_sorted_by_opening():
    rows = table("reports.csv.gz")
    assert len(REPORTS) == len(rows)
    assert [r["opened"] for r in rows] == sorted(r["opened"] for r in rows)


def test_format_is_the_one_of_the_boston_file_and_rework():
    header = ("case_id,opened,target,closed,on_time,status,subject,reason,type,queue,department,street,loc_kind,pwd_district,"
              "council_district,police_district,neighborhood,ns_district,ward,precinct,fire_district,lon,lat,source")
    assert list(table("reports.csv.gz")[0]) == [*header.split(","), "returned", "synthetic"]


@pytest.mark.parametrize("category", [c for c in parameters()["categories"] if c["figure"]], ids=lambda c: c["figure"])
def test_proportions_of_the_bulletin(category):
    count = sum(r["type"] == category["name"] for r in REPORTS.values())
    assert count == parameters()["reports"]["per_figure"] * FIGURES[category["figure"]]


def test_two_years():
    opened = [time(r["opened"]) for r in REPORTS.values()]
    assert min(opened) >= datetime(2021, 1, 1) and max(opened) < datetime(2023, 1, 1)
    assert len({t.strftime("%Y-%m") for t in opened}) == 24


def test_planted_rebounds_follow_their_parents():
    rows = table("truth/rebounds.csv")
    assert len({r["case_id"] for r in rows}) == len(rows) > 500
    for row in rows:
        child, parent = REPORTS[row["case_id"]], REPORTS[row["parent_case_id"]]
        gap = time(child["opened"]) - time(parent["closed"])
        assert child["type"] == parent["type"]
        assert timedelta(0) < gap <= timedelta(days=30) and gap.total_seconds() == int(row["gap_s"])
        assert metres(at(parent), at(child)) == pytest.approx(float(row["distance_m"]), abs=0.5)
        assert float(row["distance_m"]) <= 50


def test_the_parent_is_the_one_of_the_definition():
    """Of the cases of the category within 50 m none is open when the child is reported, and the parent was settled last."""
    cells = defaultdict(list)
    for row in REPORTS.values():
        cells[row["type"], int(float(row["lon"]) * 1000), int(float(row["lat"]) * 1000)].append(row)
    for row in table("truth/rebounds.csv"):
        child, parent = REPORTS[row["case_id"]], REPORTS[row["parent_case_id"]]
        x, y = int(float(child["lon"]) * 1000), int(float(child["lat"]) * 1000)
        near = [other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in cells[child["type"], x + dx, y + dy]
                if other["opened"] < child["opened"] and metres(at(other), at(child)) <= 50]
        assert all(other["closed"] and other["closed"] <= child["opened"] for other in near)
        assert max(near, key=lambda other: other["closed"]) is parent


def test_a_parent_comes_back_once():
    parents = Counter(r["parent_case_id"] for r in table("truth/rebounds.csv"))
    assert max(parents.values()) == 1


def test_rebounds_are_planted_where_the_bulletin_says_so():
    planted = {row["place_id"] for row in table("truth/rebounds.csv")}
    assert planted == {p for p, row in PLACES.items() if row["persistence"] in COMING_BACK}


def test_closings_agree_with_the_reports():
    rows = table("truth/closings.csv.gz")
    assert {r["case_id"] for r in rows} == {i for i, r in REPORTS.items() if r["closed"]}
    for row in rows:
        report = REPORTS[row["case_id"]]
        assert row["closed"] == report["closed"] and report["closed"] > report["opened"]
        if row["true_rectification"] == "1":
            assert report["opened"] < row["rectified"] <= row["closed"]
        else:
            assert row["rectified"] == "" or row["rectified"] > row["closed"]


def test_there_are_true_and_false_rectifications():
    share = Counter(r["true_rectification"] for r in table("truth/closings.csv.gz"))
    assert 0.05 < share["0"] / share.total() < 0.15


def test_rework_lies_between_opening_and_closing():
    """Sent back by verification (返工): while the case was open, in order; the column of the report table says how often."""
    rows = {r["case_id"]: r for r in table("truth/rework.csv")}
    for row in rows.values():
        case, times = REPORTS[row["case_id"]], [time(t) for t in row["sent_back"].split(";")]
        assert len(times) == int(row["returned"]) and times == sorted(set(times))
        assert time(case["opened"]) < times[0] and times[-1] < time(case["closed"])
    assert all(r["returned"] == rows.get(i, {"returned": "0"})["returned"] for i, r in REPORTS.items())
    planted = {r["case_id"] for r in table("truth/rebounds.csv")}
    assert len(rows) > 1000 and {r["returned"] for r in rows.values()} == {"1", "2", "3"}
    assert len(planted & rows.keys()) / len(planted) > 2 * len(rows.keys() - planted) / len(REPORTS.keys() - planted)


@pytest.mark.parametrize("level, figure, count", [("1", "grid_visits_l1", 204), ("2", "grid_visits_l2", 773),
                                                  ("3", "grid_visits_l3", 2776)])
def test_visits(level, figure, count):
    rows = [r for r in table("truth/visits.csv") if r["level"] == level]
    zones = {f["properties"]["code"] for f in layer("zones") if f["properties"]["level"] == int(level)}
    rule = parameters()["visits"]
    days = {(date.fromisoformat(rule["from"]) + timedelta(days=i)).isoformat() for i in range(rule["days"])}
    assert sum(int(r["visits"]) for r in rows) == FIGURES[figure] == count
    assert {r["zone"] for r in rows} <= zones and {r["day"] for r in rows} <= days
    assert len({(r["zone"], r["day"]) for r in rows}) == len(rows) and all(int(r["visits"]) > 0 for r in rows)


def test_visits_add_up_to_the_total_of_the_bulletin():
    assert sum(int(r["visits"]) for r in table("truth/visits.csv")) == FIGURES["grid_visits_total"]


def test_campaign_is_visible_with_its_true_effect():
    """Ratio of ratios: in the zones during / else, against all other ground during / else; four standard errors wide."""
    rows = table("truth/campaign.csv")
    zones = {f["properties"]["code"]: f["geometry"]["coordinates"] for f in layer("zones")}
    shapes = [zones[r["zone"]] for r in rows]
    start, end, effect = rows[0]["from"], rows[0]["to"], float(rows[0]["true_effect"])
    counts = Counter()
    for report in REPORTS.values():
        if report["type"] in rows[0]["categories"].split(";"):
            counts[any(inside(at(report), s) for s in shapes), start <= report["opened"] <= end] += 1
    ratio = counts[True, True] / counts[True, False] * counts[False, False] / counts[False, True]
    error = sum(1 / n for n in counts.values()) ** 0.5
    assert effect * 2.718 ** (-4 * error) < ratio < effect * 2.718 ** (4 * error)
    assert min(counts.values()) > 100


def test_vending_stands_at_schools_hospitals_malls_and_stations():
    """Within 150 m of a point of interest: more than twice the share that other categories have there."""
    pois = [f["geometry"]["coordinates"] for f in layer("pois")]
    near, of = Counter(), Counter()
    for report in REPORTS.values():
        of[report["type"]] += 1
        near[report["type"]] += any(metres(at(report), p) <= 150 for p in pois)
    assert near["占道经营"] / of["占道经营"] > 2 * near["卫生死角"] / of["卫生死角"]
