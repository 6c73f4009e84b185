"""Who answers by the rules of docs/dispatcher.md, from the files alone: the definition, row by row, for check_dispatch.py."""
import json
import os
from collections import defaultdict

import geopandas
import numpy as np
import pyproj
import shapely

from sample_city import DATA, table

PRECEDENT_M, GAP_M, CANDIDATE_M = 50.0, 50.0, 15.0
PLANE = 4547
TO_PLANE = pyproj.Transformer.from_crs(4326, PLANE, always_xy=True)


class Rules:
    """The rules of the sample: geopackage OUT/xuchang.gpkg for plan and duties, data/xuchang/dispatch for the rest."""

    def __init__(self, geopackage):
        layer = lambda name: geopandas.read_file(geopackage, layer=name)  # noqa: E731
        zones = layer("zones")
        zones = zones[zones["level"] == zones["level"].max()].sort_values("code")
        self.zone_codes, self.zones = zones["code"].to_numpy(), shapely.STRtree(zones.geometry.to_numpy())
        self.code_of = dict(zip(zones["zone_id"], zones["code"]))
        districts = layer("districts")
        self.districts = list(zip(districts["name"], districts.geometry))
        blocks = layer("blocks")
        self.left_out = blocks[blocks["zone_id"].isna()].geometry.to_numpy()
        pieces = layer("road_pieces")
        self.duties = defaultdict(list)
        for piece in pieces[pieces["rule"] == "named"].sort_values("piece_id").itertuples():
            self.duties[piece.way_no, piece.sector].append(piece)
        areas = geopandas.read_file(os.path.join(DATA, "dispatch/exceptions.geojson")).to_crs(PLANE)
        self.exceptions = areas.sort_values(["priority", "code"]).to_dict("records")
        self.decisions = [r | {"at": TO_PLANE.transform(float(r["lon"]), float(r["lat"]))} for r in table("dispatch/decisions.csv")]
        with open(os.path.join(DATA, "dispatch/city.json"), encoding="utf-8") as file:
            listed = json.load(file)["responsible"]["sectors"]
        self.sector_of = {row["category"]: row["sector"] for row in listed}
        streets = geopandas.read_file(os.path.join(DATA, "streets.geojson")).to_crs(PLANE)
        self.streets = dict(zip(streets["way_no"], streets.geometry))

    def answer(self, report, street_id):
        """method, rule (None: any), zone, distance"""
        x, y = TO_PLANE.transform(float(report["lon"]), float(report["lat"]))
        at, category = shapely.Point(x, y), report["type"]
        sector = self.sector_of.get(category, "")
        rules = (lambda: self.by_decision(x, y, sector, category), lambda: self.by_duty(at, sector, street_id),
                 lambda: self.by_exception(at, sector), lambda: self.by_zone(at), lambda: self.by_nearest(at))
        return next((found for found in (rule() for rule in rules) if found), None) or self.by_district(at)

    def by_decision(self, x, y, sector, category):
        near = sorted((float(np.hypot(x - d["at"][0], y - d["at"][1])), d["id"], d["zone"]) for d in self.decisions
                      if d["sector"] == sector and d["category"] == category)
        return ("precedent", near[0][1], near[0][2], near[0][0]) if near and near[0][0] <= PRECEDENT_M else None

    def by_duty(self, at, sector, street_id):
        if not street_id or (int(street_id), sector) not in self.duties:
            return None
        line = self.streets[int(street_id)]
        along, off = line.project(at), line.distance(at)
        a, b = line.interpolate(max(along - 0.01, 0)), line.interpolate(min(along + 0.01, line.length))
        side = "left" if (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x) > 0 else "right"
        for piece in self.duties[int(street_id), sector]:
            if piece.from_m <= along <= piece.to_m and piece.side in ("whole", side):
                return "segment_duty", None, self.code_of[piece.zone_id], off
        return None

    def by_exception(self, at, sector):
        found = next((e for e in self.exceptions if e["sector"] in ("", sector) and e["geometry"].covers(at)), None)
        return found and ("exception", found["code"], found["zone"], None)

    def by_zone(self, at):
        found = self.zones.query(at, predicate="intersects")
        return ("inside", "inside", self.zone_codes[found.min()], None) if len(found) else None

    def by_nearest(self, at):
        if any(block.covers(at) for block in self.left_out):
            return None
        index = self.zones.nearest(at)
        off = at.distance(self.zones.geometries[index])
        return ("nearest", "nearest", self.zone_codes[index], off) if off <= GAP_M else None

    def by_district(self, at):
        name = next((name for name, shape in self.districts if shape.covers(at)), None)
        return ("district", name, "", None) if name else ("none", "outside", "", None)

    def candidates(self, reports):
        """Pairs of row and zone code within reach, as a set per row."""
        points = shapely.points(*TO_PLANE.transform([float(r["lon"]) for r in reports], [float(r["lat"]) for r in reports]))
        rows, zones = self.zones.query(points, predicate="dwithin", distance=CANDIDATE_M)
        near = [set() for _ in reports]
        for row, zone in zip(rows, zones):
            near[row].add(self.zone_codes[zone])
        return near
