"""The layers: labelled, planar, nested; and made again by the generator, byte for byte."""
import gzip
import json
import os
import subprocess
import sys

import numpy as np
import pytest
import shapely

from sample_city import DATA, layer, table

LAYERS = ["districts", "streets", "waters_and_rails", "named_points", "pois", "zones", "dispatch/sectors", "dispatch/exceptions"]
TABLES = ["reports.csv.gz", "aliases.csv", "places.csv", "truth/closings.csv.gz", "truth/rebounds.csv", "truth/visits.csv",
          "truth/campaign.csv", "truth/dispatch.csv", "dispatch/register.csv", "dispatch/decisions.csv", "dispatch/calls.csv"]
CITY_FILES = ["dispatch/city.json"]


@pytest.mark.parametrize("name", LAYERS)
def test_every_feature_is_labelled(name):
    assert layer(name) and all(f["properties"]["synthetic"] == 1 for f in layer(name))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_labelled(name):
    assert table(name) and all(row["synthetic"] == "1" for row in table(name))


def test_network_is_planar():
    """No two pieces of street cross or lie on each other: they share vertices only."""
    pieces = [piece for s in layer("streets") for piece in zip(s["geometry"]["coordinates"], s["geometry"]["coordinates"][1:])]
    lines = shapely.linestrings(np.array(pieces))
    tree = shapely.STRtree(lines)
    for predicate in ("crosses", "overlaps"):
        assert tree.query(lines, predicate=predicate).size == 0
    first, second = tree.query(lines, predicate="touches")
    ends = [set(map(tuple, piece)) for piece in pieces]
    assert all(ends[a] & ends[b] for a, b in zip(first, second))
    assert len({frozenset(map(tuple, p)) for p in pieces}) == len(pieces)


def polygons(name, **wanted):
    return [shapely.from_geojson(json.dumps(f["geometry"])) for f in layer(name)
            if all(f["properties"][k] == v for k, v in wanted.items())]


def test_five_districts_tile_the_land():
    districts = polygons("districts")
    assert [f["properties"]["name"] for f in layer("districts")] == ["魏都区", "建安区", "东城区", "开发区", "示范区"]
    assert all(shapely.is_valid(d) for d in districts)
    assert shapely.coverage_is_valid(districts)
    land = shapely.coverage_union_all(districts)
    assert land.geom_type == "Polygon" and len(land.interiors) == 0


@pytest.mark.parametrize("level, count", [(1, 5), (2, 26), (3, 117)])
def test_zones_of_a_level_tile_the_land(level, count):
    zones = polygons("zones", level=level)
    assert len(zones) == count
    assert shapely.coverage_is_valid(zones)
    land = shapely.coverage_union_all(polygons("districts"))
    assert shapely.area(shapely.coverage_union_all(zones)) == pytest.approx(shapely.area(land), rel=1e-12)


def test_zones_nest():
    codes = {f["properties"]["code"]: f["properties"] for f in layer("zones")}
    for zone in codes.values():
        if zone["level"] == 1:
            assert zone["parent"] == ""
        else:
            assert codes[zone["parent"]]["level"] == zone["level"] - 1 and zone["code"].startswith(zone["parent"] + "-")


def test_sanitation_areas_tile_the_land_and_public_works_overlap():
    """Up to the bends between their own vertices: nobody's border is a street's here."""
    land = shapely.area(shapely.coverage_union_all(polygons("districts")))
    sanitation, works = polygons("dispatch/sectors", sector="huanwei"), polygons("dispatch/sectors", sector="shizheng")
    assert shapely.coverage_is_valid(sanitation)
    assert sum(shapely.area(a) for a in sanitation) == pytest.approx(land, rel=1e-3)
    assert shapely.area(shapely.intersection(*works)) > 0.01 * land
    assert {f["properties"]["sector"] for f in layer("dispatch/sectors")} == {"chengguan", "huanwei", "yuanlin", "shizheng"}


def test_exceptions_overlap_with_other_priorities():
    park, works = (polygons("dispatch/exceptions", code=code)[0] for code in ("P-1", "W-1"))
    assert park.contains(works)
    priority = {f["properties"]["code"]: f["properties"]["priority"] for f in layer("dispatch/exceptions")}
    assert priority["W-1"] < priority["P-1"]


def test_dispatch_city_differs_from_the_demo_where_it_says():
    demo, dispatch = (json.load(open(os.path.join(DATA, name), encoding="utf-8")) for name in ("city.json", "dispatch/city.json"))
    assert {key for key in dispatch if dispatch[key] != demo.get(key)} == {"sectors", "zoning", "responsible", "report_columns"}
    assert demo["report_columns"] == dispatch["report_columns"] | {"returned": "returned"}, "calls have no rework"
    assert demo.keys() <= dispatch.keys()


def test_four_classes_of_pois():
    classes = {f["properties"]["class_zh"] for f in layer("pois")}
    assert classes == {"学校", "医院", "商场", "车站"}
    assert "三盛购物广场" in {f["properties"]["name"] for f in layer("pois")}


def test_all_25_places_have_a_place():
    placed = {row["place_id"] for row in table("places.csv")}
    assert {row["place_id"] for row in table("facts/places.csv")} - placed == {"XC12"}  # XC12: at the points of interest


@pytest.mark.parametrize("timezone, hashing", [("UTC", "0"), ("America/New_York", "77")])
def test_generator_makes_the_committed_bytes(tmp_path, timezone, hashing):
    environment = dict(os.environ, TZ=timezone, PYTHONHASHSEED=hashing, PYTHONDONTWRITEBYTECODE="1")
    subprocess.run([sys.executable, os.path.join(DATA, "generate.py"), str(tmp_path)], env=environment, check=True)
    for name in [f"{n}.geojson" for n in LAYERS] + TABLES + CITY_FILES:
        made, committed = (open(os.path.join(folder, name), "rb").read() for folder in (tmp_path, DATA))
        if name.endswith(".gz"):  # zlib versions may pack differently
            made, committed = gzip.decompress(made), gzip.decompress(committed)
        assert made == committed, name


def test_size():
    total = sum(os.path.getsize(os.path.join(folder, f)) for folder, _, files in os.walk(DATA) for f in files)
    assert total <= 4_000_000
