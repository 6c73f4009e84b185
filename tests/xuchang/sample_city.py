"""Reads data/xuchang as anybody would: nothing of the generator is used."""
import csv
import gzip
import json
import math
import os
from functools import lru_cache

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "xuchang")
METRES_PER_DEGREE = 111_200.0
COS_LAT = math.cos(math.radians(34.03))


@lru_cache(None)
def layer(name):
    with open(os.path.join(DATA, name + ".geojson"), encoding="utf-8") as file:
        return json.load(file)["features"]


@lru_cache(None)
def table(name):
    path = os.path.join(DATA, name)
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if name.endswith(".gz") else open(
        path, encoding="utf-8", newline="")
    with opened as file:
        return list(csv.DictReader(file))


@lru_cache(None)
def parameters():
    with open(os.path.join(DATA, "parameters.json"), encoding="utf-8") as file:
        return json.load(file)


@lru_cache(None)
def features():
    """Name -> coordinates of every street, river, railway (line) and named point (one vertex)."""
    found = {}
    for name in ("streets", "waters_and_rails"):
        for feature in layer(name):
            assert feature["properties"]["name"] not in found
            found[feature["properties"]["name"]] = [tuple(p) for p in feature["geometry"]["coordinates"]]
    for feature in layer("named_points"):
        found[feature["properties"]["name"]] = [tuple(feature["geometry"]["coordinates"])]
    return found


@lru_cache(None)
def aliases():
    return {row["alias"]: row["name"] for row in table("aliases.csv")}


def shape(name):
    return features()[aliases().get(name, name)]


def metres(a, b):
    return math.hypot((b[0] - a[0]) * COS_LAT, b[1] - a[1]) * METRES_PER_DEGREE


def length(line):
    return sum(metres(a, b) for a, b in zip(line, line[1:]))


def spans(line):
    """(east-west, north-south) reach in degrees of latitude."""
    xs, ys = zip(*line)
    return (max(xs) - min(xs)) * COS_LAT, max(ys) - min(ys)


def inside(point, polygons):
    """Even-odd over all rings."""
    x, y = point
    odd = False
    for polygon in polygons:
        for ring in polygon:
            for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
                if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                    odd = not odd
    return odd
