#!/usr/bin/env python3
"""Makes the synthetic sample city: python3 data/xuchang/generate.py [FOLDER]

Reads layout.json, parameters.json and facts/; writes layers, reports and truth tables into FOLDER (default: beside this
file). Same input, same bytes (gzip files: same content). Standard library only.
"""

import csv
import json
import sys
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from areas import zone_at, zones_of  # noqa: E402
from cases import Campaign, CaseMaker  # noqa: E402
from chance import Chance  # noqa: E402
from dispatch import dispatch_files  # noqa: E402
from network import Network  # noqa: E402
from plane import Bend, VertexBook, dissolve  # noqa: E402
from rework import send_back  # noqa: E402
from sites import StreetPlaces, make_pois  # noqa: E402
from visits import make_visits  # noqa: E402
from writers import as_csv, as_geojson, as_gzip, feature  # noqa: E402

REPORT_COLUMNS = (
    "case_id,opened,target,closed,on_time,status,subject,reason,type,queue,department,street,loc_kind,pwd_district,"
    "council_district,police_district,neighborhood,ns_district,ward,precinct,fire_district,lon,lat,source,returned"
).split(",")


def read_json(name):
    return json.loads((HERE / name).read_text("utf-8"))


def read_csv(name):
    with open(HERE / "facts" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class City:
    """Everything that is drawn, in the schematic plane; the files are made of it."""

    def __init__(self):
        self.layout, self.parameters = read_json("layout.json"), read_json("parameters.json")
        self.figures = {row["key"]: int(row["value"]) for row in read_csv("figures.csv")}
        seed = self.parameters["seed"]
        self.streets = Network(self.layout, self.parameters, Chance(seed, "network")).streets
        self.zones = zones_of(self.layout, self.parameters, self.streets)
        borders = [ring_of(box) for zone in self.zones for box in zone["boxes"]]
        lines = [s["points"] for s in self.streets] + [line["points"] for line in self.layout["lines"]]
        on_streets = [tuple(p["point"]) for p in self.layout["named_points"]]
        self.book = VertexBook(lines + borders, on_streets, self.parameters["vertex_spacing_m"])
        self.bend = Bend(self.parameters["bend"], self.layout["origin"])
        places = StreetPlaces(self.streets, self.parameters["fill"]["centre"])
        self.pois = make_pois(self.layout, self.parameters, places, Chance(seed, "pois"))
        self.campaign = Campaign(self.parameters["campaign"], self._campaign_zones())
        maker = CaseMaker(self.parameters, self.figures, places, self.pois, self.campaign, Chance(seed, "cases"))
        self.cases = maker.make(read_csv("places.csv"), self.layout)
        self.sent_back = send_back(self.cases, self.parameters["rework"], Chance(seed, "rework"))
        self.visits = make_visits(self.parameters["visits"], self.figures, self.zones, Chance(seed, "visits"))

    def _campaign_zones(self):
        """The upper zones of the chosen districts nearest to the centre."""
        rule, centre = self.parameters["campaign"], self.parameters["fill"]["centre"]

        def far(zone):
            x0, y0, x1, y1 = zone["boxes"][0]
            return ((x0 + x1) / 2 - centre[0]) ** 2 + ((y0 + y1) / 2 - centre[1]) ** 2, zone["code"]

        mine = [z for z in self.zones if z["level"] == 2 and z["code"].split("-")[1] in rule["districts"]]
        return sorted(sorted(mine, key=far)[: rule["level2_zones"]], key=lambda z: z["code"])


def ring_of(box):
    x0, y0, x1, y1 = box
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]


def bent_line(city, points):
    return [city.bend.lonlat(p) for p in city.book.trace(points)]


def bent_area(city, boxes):
    rings = dissolve(boxes, city.book)
    return [[[city.bend.lonlat(p) for p in ring] for ring in rings]]


def layers(city):
    districts = [
        feature({"name": d["name"], "code": d["code"], "kind": d["kind"], "adcode": d["adcode"]}, "MultiPolygon",
                bent_area(city, d["boxes"]))
        for d in city.layout["districts"]
    ]
    streets = [
        feature({"way_no": i, "name": s["name"], "highway": s["class"], "width_m": s["width"],
                 "bridge": s.get("bridge", 0), "basis": s["basis"]}, "LineString", bent_line(city, s["points"]))
        for i, s in enumerate(city.streets, 1)
    ]
    lines = [
        feature({"name": line["name"], "kind": line["kind"]}, "LineString", bent_line(city, line["points"]))
        for line in city.layout["lines"]
    ]
    points = [
        feature({"name": p["name"], "kind": p["kind"], "on": p["on"]}, "Point", city.bend.lonlat(p["point"]))
        for p in city.layout["named_points"]
    ]
    pois = [
        feature({"poi_id": p.id, "class": p.kind, "class_zh": city.parameters["pois"][p.kind]["zh"], "name": p.name,
                 "street": p.street}, "Point", city.bend.lonlat(p.point))
        for p in city.pois
    ]
    zones = [
        feature({"code": z["code"], "level": z["level"], "parent": z["parent"], "name": z["name"]}, "MultiPolygon",
                bent_area(city, z["boxes"]))
        for z in city.zones
    ]
    named = {"districts": districts, "streets": streets, "waters_and_rails": lines, "named_points": points,
             "pois": pois, "zones": zones}
    return {f"{name}.geojson": as_geojson(name, features) for name, features in named.items()}


def dispatch(city):
    """What the dispatcher's walk needs beside the city."""
    return dispatch_files(city, read_json("city.json"), [bent_area(city, d["boxes"]) for d in city.layout["districts"]])


def text_of(time):
    return time.isoformat(timespec="seconds") if time else ""


def report_row(city, case, chance):
    category = case.category
    target = case.opened + timedelta(hours=category["target_h"])
    on_time = "" if case.closed is None else "ONTIME" if case.closed <= target else "OVERDUE"
    missing = chance.hit(city.parameters["reports"]["without_street_share"])
    lon, lat = city.bend.lonlat_of_metres(city.bend.metres(case.point), 6)
    top = zone_at(city.zones, 1, case.point)
    district = top["name"] if top else ""
    return [case.id, text_of(case.opened), text_of(target), text_of(case.closed), on_time,
            "Closed" if case.closed else "Open", category["sector"], category["group"], category["name"],
            category["queue"], category["sector"], "" if missing else case.street, "" if missing else "Address",
            district, "", "", district, "", district, "", "", f"{lon:.6f}", f"{lat:.6f}", case.source,
            len(city.sent_back.get(case.id, []))]


def tables(city):
    chance = Chance(city.parameters["seed"], "rows")
    reports = [report_row(city, case, chance) for case in city.cases]
    closings = [[c.id, text_of(c.closed), text_of(c.rectified), int(c.truly)] for c in city.cases if c.closed]
    return {
        "reports.csv.gz": as_gzip(as_csv(REPORT_COLUMNS, reports)),
        "truth/closings.csv.gz": as_gzip(as_csv(["case_id", "closed", "rectified", "true_rectification"], closings)),
        "truth/rebounds.csv": as_csv(["case_id", "parent_case_id", "place_id", "gap_s", "distance_m"], rebounds(city)),
        "resolutions.csv": as_csv(["case_id", "resolution"], resolution_rows(city)),
        "truth/rework.csv": as_csv(["case_id", "returned", "sent_back"], rework_rows(city)),
        "truth/visits.csv": as_csv(["zone", "level", "day", "visits"], city.visits),
        "truth/campaign.csv": as_csv(["name", "zone", "from", "to", "categories", "true_effect"], campaign_rows(city)),
        "aliases.csv": as_csv(["alias", "name", "why"], [[a["alias"], a["name"], a["why"]] for a in city.layout["aliases"]]),
        "places.csv": as_csv(["place_id", "lon", "lat"], place_rows(city)),
    }


def rebounds(city):
    for case in city.cases:
        if case.parent:
            (x0, y0), (x1, y1) = city.bend.metres(case.parent.point), city.bend.metres(case.point)
            gap = int((case.opened - case.parent.closed).total_seconds())
            yield [case.id, case.parent.id, case.place, gap, f"{((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5:.2f}"]


def rework_rows(city):
    for case_id, times in city.sent_back.items():
        yield [case_id, len(times), ";".join(map(text_of, times))]


def resolution_rows(city):
    """Cases that were settled by works. A chain of planted rebounds often ends so; drawn apart from all other chances."""
    rule, chance = city.parameters["engineering"], Chance(city.parameters["seed"], "engineering")
    parents = {id(case.parent) for case in city.cases if case.parent}
    for case in city.cases:
        word = rule["words"].get(case.category["name"])
        last_of_chain = case.parent is not None and id(case) not in parents
        fixed = chance.hit(rule["last_of_chain"] if last_of_chain else rule["otherwise"])
        if word and fixed and case.closed and id(case) not in parents:
            yield [case.id, word]


def campaign_rows(city):
    rule = city.parameters["campaign"]
    return [[rule["name"], zone["code"], rule["from"], rule["to"], ";".join(rule["categories"]), rule["effect"]]
            for zone in city.campaign.zones]


def place_rows(city):
    """Where the 25 places of the bulletin are put; XC12 stands at the points of interest and has no place of its own."""
    return [[place, *(f"{c:.7f}" for c in city.bend.lonlat(p))] for place, points in city.layout["places"].items()
            for p in points]


def main(folder):
    city = City()
    for name, data in (layers(city) | tables(city) | dispatch(city)).items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else HERE)
