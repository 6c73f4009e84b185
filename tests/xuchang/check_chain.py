"""Checks the outputs of the chain on the sample city: python3 check_chain.py OUT

Reads nothing but OUT and data/xuchang; no code of libgrid or of the generator. Last line: "N passed, N failed".
"""
import csv
import json
import os
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import geopandas
import numpy as np
import pyproj
import shapely

from sample_city import layer, metres, shape, table

OUT = sys.argv[1]
LAYERS = ["districts", "faces", "blocks", "links", "zones", "road_pieces", "cells"]
counts = Counter()


def check(what, good, detail=""):
    counts[bool(good)] += 1
    print(f"{'ok    ' if good else 'FAILED'} {what}" + (f": {detail}" if not good and detail != "" else ""))


def rows(name):
    with open(os.path.join(OUT, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def geo(name):
    return geopandas.read_file(os.path.join(OUT, "xuchang.gpkg"), layer=name)


def text(name):
    with open(os.path.join(OUT, name), encoding="utf-8") as file:
        return file.read()


TO_PLANE = pyproj.Transformer.from_crs(4326, 4547, always_xy=True)
REPORTS = table("reports.csv.gz")
TYPE = {r["case_id"]: r["type"] for r in REPORTS}
PLANE = np.column_stack(TO_PLANE.transform([float(r["lon"]) for r in REPORTS], [float(r["lat"]) for r in REPORTS]))


def layers_are_labelled():
    for name in LAYERS:
        frame = geo(name)
        if len(frame):
            check(f"layer {name} carries synthetic = 1", set(frame["synthetic"]) == {1})
    for file, name in (("frontage", "frontage"), ("forest", "rebounds"), ("forest", "chronic")):
        frame = geopandas.read_file(os.path.join(OUT, file + ".gpkg"), layer=name)
        check(f"layer {name} of {file}.gpkg carries synthetic = 1", len(frame) and set(frame["synthetic"]) == {1})
    check("and the parameters say so", json.loads(text("summary.json"))["parameters"]["synthetic"] is True)


def three_levels_of_zones():
    zones = geo("zones")
    with open(os.path.join(os.path.dirname(__file__), "../../data/xuchang/city.json"), encoding="utf-8") as file:
        levels = json.load(file)["levels"]
    wanted, above = {}, 1
    for level in levels:
        above *= level["zones_per_parent"]
        wanted[level["number"]] = above
    check("zones by level as the city file asks", Counter(zones["level"]) == Counter(wanted), Counter(zones["level"]))
    for level in levels:
        mine = zones[zones["level"] == level["number"]]
        ratio = mine["workload"] / mine["workload"].mean()
        inside = ratio.between(1 - level["band"], 1 + level["band"]).mean()
        check(f"level {level['number']}: workloads within the band", inside == 1, f"{inside:.3f}")
        check(f"level {level['number']}: zones tile the land", abs(mine.area.sum() - geo("districts").area.sum()) < 1)
    check("names are Chinese", zones["name"].str.contains("网格").all())
    titles = [p["title_zh"] for p in rows("posts.csv")]
    check("posts are those of 三级网格", {"网格长（示例岗位）", "一级执行网格长（示例岗位）", "二级执行网格长（示例岗位）"} <= set(titles))
    return zones


def every_report_has_its_zone(zones):
    given = {r["case_id"]: r for r in rows("assignment.csv")}
    check("every report is there, none refused", given.keys() == TYPE.keys() and not rows("rejected.csv"))
    lowest = zones[zones["level"] == zones["level"].max()]
    shapes = dict(zip(lowest["zone_id"].astype(str), lowest.geometry))
    points = shapely.points(PLANE)
    by_zone, wrong = defaultdict(list), 0
    for report, point in zip(REPORTS, points):
        by_zone[given[report["case_id"]]["zone_id"]].append(point)
    for zone, mine in by_zone.items():
        wrong += int((shapely.distance(shapes[zone], np.array(mine)) > 0.001).sum())
    check("every report lies in the zone it was given", wrong == 0, wrong)


def every_street_is_somebodys():
    pieces = geo("road_pieces")
    streets = {f["properties"]["way_no"] for f in layer("streets")}
    check("every street is in the duties", set(pieces["way_no"]) == streets)
    check("no metre without a zone", pieces["zone_id"].notna().all())
    gaps = [number for number, mine in pieces.sort_values(["way_no", "from_m"]).groupby("way_no")
            if mine["from_m"].iloc[0] != 0 or (mine["from_m"].to_numpy()[1:] != mine["to_m"].to_numpy()[:-1]).any()]
    check("measures follow each other without gap or overlap", not gaps, gaps[:5])


def hot_cells():
    grid = geo("cells").set_index(["ix", "iy"]).geometry
    found = defaultdict(list)
    for row in rows("hotspots.csv"):
        if row["significant"] == "1" and float(row["z"]) > 0:
            found[row["category"]].append(grid[int(row["ix"]), int(row["iy"])])
    return {name: shapely.union_all(cells) for name, cells in found.items()}


def recurring_pois():
    """Points of interest with ten or more planted rebounds around."""
    where = {r["case_id"]: (float(r["lon"]), float(r["lat"])) for r in REPORTS}
    planted = [where[r["case_id"]] for r in table("truth/rebounds.csv") if r["place_id"] == "XC12"]
    return {f["properties"]["poi_id"] for f in layer("pois")
            if sum(metres(f["geometry"]["coordinates"], p) <= 150 for p in planted) >= 10}


def what_comes_back_around_places():
    if not os.path.exists(os.path.join(OUT, "around_places.csv")):
        check("around_places.csv is there", False)
        return
    table_of = defaultdict(dict)
    for row in rows("around_places.csv"):
        table_of[row["class"]][row["category"]] = row
    for kind in ("school", "hospital", "mall", "station"):
        vending = table_of[kind]["占道经营"]
        most = max(table_of[kind].values(), key=lambda row: int(row["near_rebounds"]))
        check(f"what comes back most around places of class {kind} is vending", most is vending, most["category"])
        check("and it does so at least 1.5 times as often as elsewhere",
              float(vending["near_rate"]) >= 1.5 * float(vending["beyond_rate"]),
              f"{vending['near_rate']} to {vending['beyond_rate']}")
        settled = sum(int(row["near_settled"]) for row in table_of[kind].values())
        check("settled cases are no more than cases", settled <= sum(int(row["near_reports"]) for row in table_of[kind].values()))


def planted_places_are_seen():
    hot = hot_cells()
    land = geo("districts").area.sum()
    share_of_land = hot["占道经营"].area / land
    returning, seen = recurring_pois(), []
    for kind in ("学校", "医院", "商场", "车站"):
        mine = {f["properties"]["poi_id"]: shapely.Point(TO_PLANE.transform(*f["geometry"]["coordinates"]))
                for f in layer("pois") if f["properties"]["class_zh"] == kind}
        share = np.mean([hot["占道经营"].intersects(p) for p in mine.values()])
        check(f"vending hotspots at {kind}: at least four times as often as anywhere", share >= 4 * share_of_land,
              f"{share:.2f} to {share_of_land:.3f}")
        back = [hot["占道经营"].intersects(p) for i, p in mine.items() if i in returning]
        check(f"vending hotspots at most {kind} with planted rebounds", np.mean(back) > 0.5, f"{sum(back)} of {len(back)}")
        seen += back
    check("and at four of five of all these places", np.mean(seen) >= 0.8, f"{sum(seen)} of {len(seen)}")
    for place in [p for p in table("places.csv") if p["place_id"] in ("XC02", "XC04", "XC11")]:
        point = shapely.Point(TO_PLANE.transform(float(place["lon"]), float(place["lat"])))
        check(f"dumping hotspot at {place['place_id']}", hot["垃圾积存偷倒"].intersects(point))
    worst = rows("worst_places.csv")
    check("vending is among the worst places", any(w["top_category"] == "占道经营" for w in worst))
    check("dumping is among the worst places", any(w["top_category"] == "垃圾积存偷倒" for w in worst))
    spots = [tuple(map(float, (w["lon"], w["lat"]))) for w in worst if w["top_category"] == "垃圾积存偷倒"]
    check("and that is on 灞陵路", all(min(metres(s, v) for v in shape("灞陵路")) < 350 for s in spots))


def rebounds_of(category, radius=50.0, window=timedelta(days=30)):
    """Settled cases after which another one of the category opens within window and radius: from the definition."""
    mine = [(datetime.fromisoformat(r["opened"]), datetime.fromisoformat(r["closed"]) if r["closed"] else None, at)
            for r, at in zip(REPORTS, PLANE) if r["type"] == category]
    points = shapely.points(np.array([at for *_, at in mine]))
    tree = shapely.STRtree(points)
    back = 0
    for index, (_, closed, _) in enumerate(mine):
        if closed:
            near = tree.query(points[index], predicate="dwithin", distance=radius)
            back += any(closed < mine[i][0] <= closed + window for i in near if i != index)
    return back


def rebounds_are_measured():
    measured = {r["category"]: r for r in rows("rebound.csv")}
    planted = Counter(TYPE[r["case_id"]] for r in table("truth/rebounds.csv"))
    for category in sorted(measured):
        check(f"rebounds of {category} as the definition says", int(measured[category]["n_rebound"]) == rebounds_of(category),
              f"{measured[category]['n_rebound']} != {rebounds_of(category)}")
    for category, count in planted.items():
        check(f"every planted rebound of {category} is found", int(measured[category]["n_rebound"]) >= count)
    rates = {c: float(r["km_30d"]) for c, r in measured.items()}
    ordinary = np.median([rates[c] for c in rates if c not in planted])
    check("planted categories come back more often than others", all(rates[c] > ordinary for c in planted))


def planted_rebounds_are_linked():
    """Acceptance: >= 95 % of the planted pairs linked, <= 2 % of the links false. Read strictly: a pair is linked if the
    child has the planted parent and the kind that its gap says (suspect within 12 hours, rebound later); a link is false
    if a planted child has another parent. Links of children that nobody planted are chance recurrences: they are counted,
    and every link is held against the definition (category, 50 m, settled within the 30 days before)."""
    links = {r["case_id"]: r for r in rows("forest_street/forest.csv")}
    planted = table("truth/rebounds.csv")
    kind = {True: "suspect", False: "rebound"}
    linked = [links[r["case_id"]]["parent_case_id"] == r["parent_case_id"]
              and links[r["case_id"]]["kind"] == kind[int(r["gap_s"]) <= 12 * 3600] for r in planted]
    check("at least 95 % of the planted rebound pairs are linked, child to its parent", np.mean(linked) >= 0.95, f"{np.mean(linked):.4f}")
    parent = {r["case_id"]: r["parent_case_id"] for r in planted}
    told = [r for r in links.values() if r["case_id"] in parent and r["kind"] in kind.values()]
    wrong = [r for r in told if r["parent_case_id"] != parent[r["case_id"]]]
    check("at most 2 % of their links are false", len(wrong) <= 0.02 * len(told), f"{len(wrong)} of {len(told)}")
    closed = {r["case_id"]: r["closed"] and datetime.fromisoformat(r["closed"]) for r in REPORTS}
    opened = {r["case_id"]: datetime.fromisoformat(r["opened"]) for r in REPORTS}
    again = [r for r in links.values() if r["kind"] == "rebound"]
    false = [r for r in again if TYPE[r["case_id"]] != TYPE[r["parent_case_id"]] or float(r["distance_m"]) > 50
             or not timedelta(hours=12) < opened[r["case_id"]] - closed[r["parent_case_id"]] <= timedelta(days=30)]
    check("no link at all is against the definition", not false, f"{len(false)} of {len(again)}")
    kinds = Counter(links[r["case_id"]]["kind"] for r in planted)
    chance = sum(r["case_id"] not in parent for r in again)
    print(f"       planted pairs linked {np.mean(linked):.4f}, wrong parents {len(wrong)} of {len(told)}; planted children are"
          f" {dict(kinds)}; {chance} rebounds by chance")


def kinds_are_told_apart_against_the_truth():
    links = {r["case_id"]: r for r in rows("forest_street/forest.csv")}
    true = {r["case_id"]: r["true_rectification"] == "1" for r in table("truth/closings.csv.gz")}
    closed = {r["case_id"]: r["closed"] for r in REPORTS}
    opened = {r["case_id"]: r["opened"] for r in REPORTS}
    twice = [r for r in links.values() if r["kind"] == "duplicate"]
    check("a duplicate's parent was open when it was reported", twice and all(
        opened[r["parent_case_id"]] <= opened[r["case_id"]]
        and (not closed[r["parent_case_id"]] or closed[r["parent_case_id"]] > opened[r["case_id"]]) for r in twice))
    parents = {kind: [r["parent_case_id"] for r in links.values() if r["kind"] == kind] for kind in ("suspect", "rebound")}
    came_back = set(parents["suspect"]) | set(parents["rebound"])
    share = {kind: np.mean([not true[p] for p in parents[kind]]) for kind in parents}
    quiet = np.mean([not good for case, good in true.items() if case not in came_back])
    check("settlements with a suspect were false at least three times as often as quiet ones", share["suspect"] >= 3 * quiet,
          f"{share['suspect']:.3f} to {quiet:.3f}")
    soon = [not true[r["parent_case_id"]] for r in links.values() if r["kind"] == "rebound" and int(r["gap_s"]) < 12 * 86_400]
    late = [not true[r["parent_case_id"]] for r in links.values() if r["kind"] == "rebound" and int(r["gap_s"]) > 12 * 86_400]
    check("early rebounds follow false settlements, late ones do not", np.mean(soon) >= 3 * np.mean(late),
          f"{np.mean(soon):.3f} to {np.mean(late):.3f}")
    print(f"       false settlements: of suspects {share['suspect']:.3f}, of rebounds {share['rebound']:.3f}, quiet {quiet:.3f}")


def rework_and_false_rectification_are_told_apart():
    """Failed verification (返工) is a number of the case and never a link; a case that comes back within the 12 hours after
    its closing is a suspect of false rectification (虚假整改) and no rebound. Each planted one, not a share of them: held
    against the distances in the plane, in which they were planted (along streets: planted_rebounds_are_linked)."""
    links = {r["case_id"]: r for r in rows("forest/forest.csv")}
    returned = {r["case_id"]: r["returned"] for r in table("truth/rework.csv")}
    wrong = [i for i, r in links.items() if r["returned"] != returned.get(i, "0")]
    check("each planted rework is told, as often as it was, and no other", returned and not wrong, wrong[:5])
    along = {r["case_id"]: r["returned"] for r in rows("forest_street/forest.csv")}
    check("also where distances are those along streets", along == {i: r["returned"] for i, r in links.items()})
    twice = [r for r in table("truth/rebounds.csv") if int(r["gap_s"]) <= 12 * 3600]
    missed = [r["case_id"] for r in twice if links[r["case_id"]]["kind"] != "suspect"
              or links[r["case_id"]]["parent_case_id"] != r["parent_case_id"]]
    check("each planted return within 12 hours is a suspect of its parent's closing", twice and not missed, missed[:5])
    true = {r["case_id"]: r["true_rectification"] == "1" for r in table("truth/closings.csv.gz")}
    check("and each of these closings was false", not any(true[r["parent_case_id"]] for r in twice))
    kinds = {i: links[i]["kind"] for i in returned}
    check("sent back is no kind of link: firsts, rebounds, suspects and duplicates are among them",
          {"first", "rebound", "suspect", "duplicate"} == set(kinds.values()), Counter(kinds.values()))
    whole = [r for r in rows("forest/forest_curves.csv") if r["grouping"] == "all"][0]
    kind = Counter(r["kind"] for r in links.values())
    came_back = {r["parent_case_id"] for r in links.values() if r["kind"] == "rebound"}
    for column, count in (("rework", len(returned)), ("suspects", kind["suspect"]), ("duplicates", kind["duplicate"]),
                          ("rebounds", len(came_back))):
        check(f"the curves count {column} apart", int(whole[column]) == count, f"{whole[column]} != {count}")
    print(f"       sent back {len(returned)} {dict(Counter(kinds.values()))}; planted suspects {len(twice)}, suspects {kind['suspect']}")


def recurring_is_a_map_of_rebounds():
    """Of the places with most rebounds more are planted ones than of the places with most reports."""
    links = {r["case_id"]: r for r in rows("forest_street/forest.csv")}
    planted = np.array([p for r, p in zip(REPORTS, PLANE) if r["case_id"] in {t["case_id"] for t in table("truth/rebounds.csv")}])
    back = Counter(tuple(c) for r, c in zip(REPORTS, (PLANE // 100).astype(int)) if links[r["case_id"]]["kind"] == "rebound")
    every = Counter(map(tuple, (PLANE // 100).astype(int)))
    home = Counter(map(tuple, (planted // 100).astype(int)))
    def hit(counts):
        return np.mean([home[cell] >= 10 for cell, _ in counts.most_common(40)])
    check("the 40 squares with most rebounds are places of planted rebounds", hit(back) >= 0.9, f"{hit(back):.2f}")
    check("and more so than those with most reports", hit(back) > hit(every), f"{hit(back):.2f} to {hit(every):.2f}")
    mapped = geopandas.read_file(os.path.join(OUT, "forest_street/forest.gpkg"), layer="rebounds")
    check("the layer of rebounds holds them and no other", set(mapped["case_id"]) == {i for i, r in links.items() if r["kind"] == "rebound"})
    rate = {(r["grouping"], r["name"]): float(r["rate"]) for r in rows("forest_street/forest_curves.csv") if r["rate"]}
    for kind in ("school", "hospital", "mall", "station"):
        ring = [rate["ring_" + kind, name] for name in ("0-100", "100-200", "beyond")]
        check(f"it comes back most within 100 m of a {kind}", ring[0] > ring[1] > ring[2], ring)


def report_speaks_chinese_and_says_synthetic():
    page = text("report.html")
    drawings = re.findall(r'<svg[^>]*role="img"[^>]*>(.*?)</svg>', page, re.S)
    check("there are drawings", len(drawings) > 10, len(drawings))
    check("every picture of the report says 合成数据 / synthetic", all("合成数据 / synthetic" in d for d in drawings))
    check("the report is in Chinese as well", "网格化管理报告" in page and page.count('class="zh"') > 50)
    check("its cover says that the data are invented", "合成数据：" in page[: page.index("</header>")])
    check("every sheet shows codes of lowest zones", all(re.search(r">\d\d-\d\d-\d\d<", d) for d in drawings if 'class="codes"' in d))


if __name__ == "__main__":
    layers_are_labelled()
    every_report_has_its_zone(three_levels_of_zones())
    every_street_is_somebodys()
    planted_places_are_seen()
    what_comes_back_around_places()
    rebounds_are_measured()
    planted_rebounds_are_linked()
    kinds_are_told_apart_against_the_truth()
    rework_and_false_rectification_are_told_apart()
    recurring_is_a_map_of_rebounds()
    report_speaks_chinese_and_says_synthetic()
    print(f"{counts[True]} passed, {counts[False]} failed")
    sys.exit(1 if counts[False] else 0)
