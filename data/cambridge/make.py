#!/usr/bin/env python3
"""Reduces the layers street_centerlines and intersections of Cambridge's GeoPackage to two CSV files of names and places.

    python3 make.py cambridge.gpkg

Standard library only. Degrees are kept to six decimals (0.1 m); a line is "lon lat;lon lat;...". No other column is taken.
"""
import csv
import sqlite3
import struct
import sys

LITTLE = 1


def line_of(blob):
    """The points of a GeoPackage (Multi)LineString of one part."""
    envelope = (blob[3] >> 1) & 7
    at = 8 + (0, 32, 48, 48, 64)[envelope]
    order = "<" if blob[at] == LITTLE else ">"
    (kind,) = struct.unpack_from(order + "I", blob, at + 1)
    at += 5
    if kind % 1000 == 5:
        at += 4 + 5  # one part, then its own header
    dimensions = 2 + (kind // 1000 in (1, 2)) + 2 * (kind // 1000 == 3)
    (count,) = struct.unpack_from(order + "I", blob, at)
    values = struct.unpack_from(order + f"{count * dimensions}d", blob, at + 4)
    return [values[i * dimensions : i * dimensions + 2] for i in range(count)]


def plain(text):
    """A name without commas, so that a reader may split at them."""
    return (text or "").replace(",", " /").strip()


def house(number):
    return number if number and number > 0 else 0


def main():
    source = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
    with open("streets.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["name", "alias", "left_from", "left_to", "right_from", "right_to", "line"])
        for blob, name, alias, *ranges in source.execute(
            "select geom, Street, Alias, L_From, L_To, R_From, R_To from street_centerlines order by fid"
        ):
            text = ";".join(f"{lon:.6f} {lat:.6f}" for lon, lat in line_of(blob))
            out.writerow([plain(name), plain(alias), *map(house, ranges), text])
    with open("intersections.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["name", "lon", "lat"])
        for name, lon, lat in source.execute("select Intersection, lon, lat from intersections order by fid"):
            out.writerow([plain(name), f"{lon:.6f}", f"{lat:.6f}"])


if __name__ == "__main__":
    main()
