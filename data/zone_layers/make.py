#!/usr/bin/env python3
"""Writes the layers of this folder from the GeoPackages named in README.md:  make.py CAMBRIDGE.gpkg BALTIMORE.gpkg"""
import json
import sqlite3
import struct
import sys


def rings(blob):
    flags = blob[3]
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(flags >> 1) & 7]

    def polygon(at):
        at += 5
        (count,) = struct.unpack_from("<I", blob, at)
        at += 4
        out = []
        for _ in range(count):
            (points,) = struct.unpack_from("<I", blob, at)
            numbers = struct.unpack_from(f"<{2 * points}d", blob, at + 4)
            at += 4 + 16 * points
            out.append([list(p) for p in zip(numbers[::2], numbers[1::2])])
        return out, at

    (kind,) = struct.unpack_from("<I", blob, at + 1)
    if kind == 3:
        return [polygon(at)[0]]
    (count,) = struct.unpack_from("<I", blob, at + 5)
    at += 9
    parts = []
    for _ in range(count):
        part, at = polygon(at)
        parts.append(part)
    return parts


def write(source, layer, column, target, wanted=lambda parts: True):
    base = sqlite3.connect(f"file:{source}?immutable=1", uri=True)
    features = []
    for code, blob in base.execute(f'SELECT "{column}", geom FROM "{layer}" ORDER BY fid'):
        parts = rings(blob)
        if not wanted(parts):
            continue
        geometry = {"type": "Polygon", "coordinates": parts[0]} if len(parts) == 1 else {"type": "MultiPolygon", "coordinates": parts}
        features.append({"type": "Feature", "properties": {"code": str(code)}, "geometry": geometry})
    with open(target, "w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        file.write(",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features))
        file.write("\n]}\n")
    print(target, len(features))


def in_the_middle(parts):
    """All of the polygon in a window of 1.2 km x 1 km of the city centre."""
    return all(-76.620 <= lon <= -76.606 and 39.285 <= lat <= 39.294 for part in parts for ring in part for lon, lat in ring)


if __name__ == "__main__":
    cambridge, baltimore = sys.argv[1:]
    write(cambridge, "neighborhoods", "NAME", "cambridge_neighborhoods.geojson")
    write(cambridge, "street_sweeping_districts", "District", "cambridge_sweeping.geojson")
    write(cambridge, "wards_precincts", "WardPrecinct", "cambridge_wards.geojson")
    write(cambridge, "address_blocks", "UNQ_ID2", "cambridge_address_blocks.geojson")
    write(baltimore, "blocks", "geoid20", "baltimore_blocks.geojson", in_the_middle)
