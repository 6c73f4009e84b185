"""House numbers of Baltimore's streets and alleys on either side, as a small table.

    python3 data/baltimore/make_addresses.py baltimore_shared.gpkg

Paved streets (STRPRD) and alleys (STRALY) that carry a name and a number. Degrees are kept to six decimals (0.1 m); a
line is "lon lat;lon lat;..." in its drawn direction, left and right are those of the source (fraddl, toaddl, fraddr,
toaddr). 0: no number. Standard library only; no other column is taken.
"""
import csv
import gzip
import io
import os
import sqlite3
import struct
import sys

from make_duty_layers import only_line, wkb

HERE = os.path.dirname(os.path.abspath(__file__))
QUERY = """SELECT fid, subtype, fullname, fraddl, toaddl, fraddr, toaddr, geom FROM streets
           WHERE subtype IN ('STRPRD', 'STRALY') AND fullname > '' AND fraddl + toaddl + fraddr + toaddr > 0 ORDER BY fid"""


def line_text(line):
    """The points of a WKB LineString (little-endian, two dimensions)."""
    (count,) = struct.unpack_from("<I", line, 5)
    values = struct.unpack_from(f"<{2 * count}d", line, 9)
    return ";".join(f"{values[2 * i]:.6f} {values[2 * i + 1]:.6f}" for i in range(count))


def main():
    layers = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["street", "left_from", "left_to", "right_from", "right_to", "line", "kind", "source_id"])
    for fid, kind, name, *numbers, geom in layers.execute(QUERY):
        out.writerow([name.replace(",", " "), *map(int, numbers), line_text(only_line(wkb(geom))), kind, fid])
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    with open(os.path.join(HERE, "addresses.csv.gz"), "wb") as file:
        file.write(buffer.getvalue())


if __name__ == "__main__":
    main()
