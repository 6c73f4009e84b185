"""Files with the same bytes on every run: GeoJSON with a feature a line, CSV, gzip without a time."""

import csv
import gzip
import io
import json


def as_geojson(name, features):
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    note = "合成数据 / synthetic data: a schematic sample city, not a survey"
    head = json.dumps({"type": "FeatureCollection", "name": name, "note": note}, ensure_ascii=False)[:-1]
    return f'{head}, "features": [\n{lines}\n]}}\n'.encode()


def feature(properties, kind, coordinates):
    return {
        "type": "Feature",
        "properties": properties | {"synthetic": 1},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def as_csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, "synthetic"])
    writer.writerows([*row, 1] for row in rows)
    return out.getvalue().encode()


def as_gzip(data):
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as file:
        file.write(data)
    return out.getvalue()
