"""Paved streets, alleys and neighbourhoods of Baltimore as small tables with exact coordinates.

    python3 data/baltimore/make_duty_layers.py baltimore_shared.gpkg

Geometry is WKB in hexadecimal, longitude and latitude as in the source, in the order of its fids.
"""
import csv
import gzip
import io
import os
import sqlite3
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def wkb(blob):
    """The WKB inside a GeoPackage geometry."""
    return blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7]:]


def only_line(multi):
    """The one line of a MultiLineString (little-endian, two dimensions)."""
    if struct.unpack_from("<I", multi, 5)[0] != 1:
        raise ValueError("a street of several parts")
    return multi[9:]


def write(name, header, rows):
    """gzip without a time, so that the same input gives the same bytes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(buffer.getvalue())


def main():
    layers = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
    streets = layers.execute("SELECT subtype, geom FROM streets WHERE subtype IN ('STRPRD', 'STRALY') ORDER BY fid")
    write("duty_streets.csv.gz", ["subtype", "wkb"], [(kind, only_line(wkb(geom)).hex()) for kind, geom in streets])
    zones = layers.execute("SELECT name, geom FROM neighborhoods ORDER BY fid")
    write("duty_neighborhoods.csv.gz", ["name", "wkb"], [(name, wkb(geom).hex()) for name, geom in zones])


if __name__ == "__main__":
    main()
