"""Makes the two *.csv.gz of this folder: python3 make_duty_layers.py cambridge.gpkg

Keeps ids and the exact coordinates (WKB as hexadecimal text, longitude and latitude): whether a street touches a
district is decided to the last bit, so no decimal is dropped. Nothing else is changed.
"""
import gzip
import io
import os
import sqlite3
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def wkb(blob):
    """The WKB behind a GeoPackage's header."""
    return blob[8 + ENVELOPE_BYTES[(blob[3] >> 1) & 7]:]


def parts(multi):
    """The lines of a MultiLineString as WKB of their own (little-endian, two dimensions)."""
    count, at = struct.unpack_from("<I", multi, 5)[0], 9
    for _ in range(count):
        length = 9 + 16 * struct.unpack_from("<I", multi, at + 5)[0]
        yield multi[at:at + length]
        at += length


def write(name, header, rows):
    """gzip without a time, so that the same input gives the same bytes."""
    text = "\n".join([header] + [",".join(str(field) for field in row) for row in rows]) + "\n"
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.encode())
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(buffer.getvalue())


def main():
    layers = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
    streets = layers.execute("SELECT fid, MajorRoad, geom FROM street_centerlines ORDER BY fid")
    write("duty_streets.csv.gz", "way_no,major,wkb",
          [(fid, "" if major is None else int(major), part.hex())
           for fid, major, geom in streets for part in parts(wkb(geom))])
    districts = layers.execute("SELECT fid, geom FROM police_response_districts ORDER BY fid")
    write("duty_districts.csv.gz", "district,wkb", [(fid, wkb(geom).hex()) for fid, geom in districts])


if __name__ == "__main__":
    main()
