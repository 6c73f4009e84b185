"""The streets of Wuhan around its 25 duplicate geometries: every edge of the source within 120 m of one of them.

    python3 data/wuhan/clip.py wuhan_roads.gpkg

Writes streets.geojson (way_no = fid of the source, highway as in the source, no names: the source has none) and
duplicates.csv (every later edge with the points of an earlier one, in either direction, and that earlier edge), in the
order of fid. Standard library only.
"""
import csv
import json
import math
import os
import sqlite3
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
REACH = 120.0
METRES_PER_DEGREE = 111_320.0


def points_of(blob):
    """The points of a GeoPackage LineString (little-endian, two dimensions)."""
    at = 8 + ENVELOPE_BYTES[blob[3] >> 1 & 7]
    (count,) = struct.unpack_from("<I", blob, at + 5)
    values = struct.unpack_from(f"<{2 * count}d", blob, at + 9)
    return [(values[2 * i], values[2 * i + 1]) for i in range(count)]


def duplicates_of(edges):
    """(later, earlier) fids of edges with the same points."""
    first, found = {}, []
    for fid, _, points in edges:
        key = min(points, points[::-1])
        earlier = first.setdefault(tuple(key), fid)
        if earlier != fid:
            found.append((fid, earlier))
    return found


def near(point, place):
    squeeze = math.cos(math.radians(place[1]))
    return math.hypot((point[0] - place[0]) * squeeze, point[1] - place[1]) * METRES_PER_DEGREE <= REACH


def main():
    source = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
    edges = [(fid, highway, points_of(geom))
             for fid, geom, highway in source.execute("SELECT fid, geom, highway FROM roads ORDER BY fid")]
    duplicates = duplicates_of(edges)
    wanted = {fid for pair in duplicates for fid in pair}
    places = [points[0] for fid, _, points in edges if fid in wanted]
    kept = [edge for edge in edges if edge[0] in wanted or any(near(p, q) for p in edge[2] for q in places)]
    with open(os.path.join(HERE, "streets.geojson"), "w", encoding="utf-8") as file:
        rows = [json.dumps({"type": "Feature", "properties": {"way_no": fid, "name": "", "highway": highway},
                            "geometry": {"type": "LineString", "coordinates": points}}, separators=(",", ":"))
                for fid, highway, points in kept]
        file.write('{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n")
    with open(os.path.join(HERE, "duplicates.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["way_no", "earlier"], *duplicates])
    print(len(edges), "edges,", len(duplicates), "duplicates,", len(kept), "kept")


if __name__ == "__main__":
    main()
