"""The dispatcher's sample: sector layers, duties by street, exception areas, decisions, and calls that meet each rule.

Everything here is invented and drawn apart from all other chances, so that no other file depends on it. A call is planted
with the rule that has to answer it (truth/dispatch.csv); docs/dispatcher.md walks through it, tests/xuchang checks it.
"""

import json

from writers import as_csv, as_geojson, feature

LAND = (-8200, -7200, 8200, 7600)  # the districts together
STEP = 150

SECTORS = [("chengguan", "城管", "city management"), ("huanwei", "环卫", "sanitation"), ("yuanlin", "园林", "greening"),
           ("shizheng", "市政", "public works")]
EXTRA_CATEGORY = ("道路破损", "shizheng")

LAKE_PARK, WORKS, STATION = (-1060, 560, -640, 960), (-950, 600, -750, 750), (-1480, -350, -1250, -60)
SOUTH_LAKE, RIVERSIDE = (3200, -5400, 4000, -5060), (1640, -3600, 1760, 2250)
RESERVED = (3700, 780)  # in the block that no zone answers for
MALL = (1230, 1480)

# sector, code, rank, name, box: the lower rank answers where areas of a sector overlap
AREAS = [
    ("huanwei", "H-1", 1, "环卫一所", (LAND[0], 0, 1200, LAND[3])),
    ("huanwei", "H-2", 1, "环卫二所", (1200, 0, LAND[2], LAND[3])),
    ("huanwei", "H-3", 1, "环卫三所", (LAND[0], LAND[1], 1200, 0)),
    ("huanwei", "H-4", 1, "环卫四所", (1200, LAND[1], LAND[2], 0)),
    ("yuanlin", "Y-1", 1, "西湖公园", LAKE_PARK),
    ("yuanlin", "Y-2", 1, "南湖游园", SOUTH_LAKE),
    ("yuanlin", "Y-3", 2, "清潩河绿带", RIVERSIDE),
    ("shizheng", "S-1", 1, "市政西所（含铁路沿线）", (LAND[0], LAND[1], -1300, LAND[3])),
    ("shizheng", "S-2", 2, "市政东所", (-1700, LAND[1], LAND[2], LAND[3])),
]

# code, priority (the lowest answers), sector (empty: every sector), zone, name, box
EXCEPTIONS = [
    ("P-1", 20, "yuanlin", "XC-03-01-02", "西湖公园", LAKE_PARK),
    ("W-1", 10, "", "XC-03-02-04", "围挡工地", WORKS),
    ("T-1", 20, "chengguan", "XC-04-01-01", "火车站广场", STATION),
]

# street, from, to, side, unit, sector (empty: every sector)
REGISTER = [
    ("八一路", "", "", "", "XC-02-01-01", "市政"),
    ("健康路", "清虚街", "清潩河", "北侧", "XC-03-02-02", "环卫"),
    ("西大街", "湖滨路", "清虚街", "", "XC-04-02-03", ""),
]

# id, sector, category, place, zone
DECISIONS = [
    ("d-1", "chengguan", "占道经营", MALL, "XC-05-02-03"),
    ("d-2", "huanwei", "垃圾积存偷倒", (-4485, 2400), "XC-01-03-02"),
]

# type, street, place, method, rule (empty: whatever the plan gives), zone (likewise), why
CALLS = [
    ("道路破损", "八一路", (500, 1806), "segment_duty", "", "XC-02-01-01", "duty of the whole street, its sector"),
    ("占道经营", "八一路", (560, 1806), "inside", "inside", "", "the same street, another sector"),
    ("卫生死角", "健康路", (600, 1208), "segment_duty", "", "XC-03-02-02", "the north side of a stretch"),
    ("卫生死角", "健康路", (620, 1192), "inside", "inside", "", "its south side"),
    ("卫生死角", "健康路", (-200, 1208), "inside", "inside", "", "west of the stretch"),
    ("遛狗不牵绳", "西大街", (-500, 506), "segment_duty", "", "XC-04-02-03", "a duty of every sector"),
    ("绿化管护缺失", "西大街", (-520, 494), "segment_duty", "", "XC-04-02-03", "a duty of every sector"),
    ("绿化管护缺失", "", (-700, 900), "exception", "P-1", "XC-03-01-02", "in the park"),
    ("绿化管护缺失", "", (-850, 700), "exception", "W-1", "XC-03-02-04", "park and works: the lower priority number"),
    ("卫生死角", "", (-860, 680), "exception", "W-1", "XC-03-02-04", "in the works: every sector"),
    ("卫生死角", "", (-720, 890), "inside", "inside", "", "in the park, which is of another sector"),
    ("占道经营", "", (-1400, -200), "exception", "T-1", "XC-04-01-01", "in the station's square"),
    ("占道经营", "文峰路", (1238, 1490), "precedent", "d-1", "XC-05-02-03", "13 m from a decision"),
    ("占道经营", "文峰路", (1238, 1560), "inside", "inside", "", "80 m from it"),
    ("店外经营", "文峰路", (1238, 1495), "inside", "inside", "", "near it, another category"),
    ("垃圾积存偷倒", "灞陵路", (-4490, 2420), "precedent", "d-2", "XC-01-03-02", "21 m from a decision"),
    ("工地管理", "", RESERVED, "district", "东城区", "", "in ground that no zone answers for: the district, flagged"),
    ("工地管理", "", (-8220, 100), "nearest", "nearest", "", "20 m outside of all zones"),
    ("垃圾积存偷倒", "", (-9800, 100), "none", "outside", "", "1.6 km outside"),
    ("占道经营", "无名大道", (900, 900), "inside", "inside", "", "names a street that is not known: to be asked for"),
    ("非法小广告", "", (1200, 0), "", "", "", "on the corner of four sanitation areas, to the last digit"),
]


def edge(a, b):
    """From a to b by the multiples of STEP between them, so that areas that meet have the same vertices."""
    axis = 0 if a[1] == b[1] else 1
    low, high = sorted((a[axis], b[axis]))
    inner = [p for p in range(low - low % STEP + STEP, high, STEP)]
    if b[axis] < a[axis]:
        inner.reverse()
    return [a] + [(p, a[1]) if axis == 0 else (a[0], p) for p in inner]


def ring(city, box):
    x0, y0, x1, y1 = box
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    points = [p for a, b in zip(corners, corners[1:] + corners[:1]) for p in edge(a, b)]
    return [city.bend.lonlat(p) for p in points + points[:1]]


def sector_layers(city, district_areas):
    zh = {code: name for code, name, _ in SECTORS}
    areas = [("chengguan", "C-" + d["code"], 1, d["name"] + "城管大队", area)
             for d, area in zip(city.layout["districts"], district_areas)]
    areas += [(sector, code, rank, name, [[ring(city, box)]]) for sector, code, rank, name, box in AREAS]
    return [feature({"sector": sector, "sector_zh": zh[sector], "code": code, "rank": rank, "name": name},
                    "MultiPolygon", area) for sector, code, rank, name, area in areas]


def exception_areas(city):
    return [feature({"code": code, "priority": priority, "sector": sector, "zone": zone, "name": name}, "Polygon",
                    [ring(city, box)]) for code, priority, sector, zone, name, box in EXCEPTIONS]


def seven(city, point):
    return [f"{c:.7f}" for c in city.bend.lonlat(point)]


def city_file(city, base):
    """The city file of the demo with sectors, and with the tables of this folder: new calls have no rework to tell."""
    columns = {key: name for key, name in base["report_columns"].items() if key != "returned"}
    reserved = city.bend.lonlat(RESERVED)
    of_category = [(c["name"], next(code for code, zh, _ in SECTORS if zh == c["sector"]))
                   for c in city.parameters["categories"]] + [EXTRA_CATEGORY]
    changed = {
        "report_columns": columns,
        "sectors": [{"code": code, "name_zh": zh, "name_en": en} for code, zh, en in SECTORS],
        "zoning": {"excluded": [{"name": "预留用地", "places": [{"lon": reserved[0], "lat": reserved[1]}]}]},
        "responsible": {
            "aliases": "../aliases.csv", "exceptions": "exceptions.geojson", "precedents": "decisions.csv",
            "sectors": [{"category": category, "sector": sector} for category, sector in of_category],
        },
    }
    return (json.dumps(base | changed, ensure_ascii=False, indent=2) + "\n").encode()


def dispatch_files(city, base, district_areas):
    """Name -> bytes. `base`: the city file of the demo; `district_areas`: the polygons of the districts, as they are drawn."""
    ids = [f"XC22D{i:05}" for i in range(1, len(CALLS) + 1)]
    calls = [[i, f"2022-09-{5 + n % 20:02}T{8 + n % 10:02}:15:00", f"2022-09-{6 + n % 20:02}T09:00:00", kind, street, "",
              *seven(city, place), "热线"] for n, (i, (kind, street, place, *_)) in enumerate(zip(ids, CALLS))]
    truth = [[i, method, rule, zone, why] for i, (_, _, _, method, rule, zone, why) in zip(ids, CALLS)]
    return {
        "dispatch/city.json": city_file(city, base),
        "dispatch/sectors.geojson": as_geojson("sectors", sector_layers(city, district_areas)),
        "dispatch/exceptions.geojson": as_geojson("exceptions", exception_areas(city)),
        "dispatch/register.csv": as_csv(["street", "from", "to", "side", "unit", "sector"], REGISTER),
        "dispatch/decisions.csv": as_csv(["id", "sector", "category", "lon", "lat", "zone"],
                                         [[i, s, c, *seven(city, p), z] for i, s, c, p, z in DECISIONS]),
        "dispatch/calls.csv": as_csv(["case_id", "opened", "closed", "type", "street", "ward", "lon", "lat", "source"], calls),
        "truth/dispatch.csv": as_csv(["case_id", "method", "rule", "zone", "why"], truth),
    }
