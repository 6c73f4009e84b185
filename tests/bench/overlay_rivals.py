"""Shapely and DuckDB on the files that overlay_bench wrote: metres of segments per polygon, CPU time per segment.

`overlay_rivals.py polygons.wkb segments.f64`: run by overlay_bench --python PROGRAM.
"""
import os
import struct
import sys
import time

import numpy as np


def cpu() -> float:
    spent = os.times()
    return spent.user + spent.system


def timed(name: str, count: int, run) -> None:
    costs, total = [], 0.0
    for _ in range(3):
        start = cpu()
        total = run()
        costs.append(cpu() - start)
    print(f"    {name:32s} {sorted(costs)[1] / count * 1e9:12.1f} ns per segment, total {total:.9g} m", flush=True)


def read_polygons(path: str) -> list[bytes]:
    data, at, rows = open(path, "rb").read(), 0, []
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        rows.append(data[at + 4:at + 4 + size])
        at += 4 + size
    return rows


def shapely_metres(polygons, lines) -> float:
    import shapely

    tree = shapely.STRtree(polygons)
    shapely.prepare(polygons)
    line, polygon = tree.query(lines)
    inside = shapely.contains_properly(polygons[polygon], lines[line])
    cut = ~inside & shapely.intersects(polygons[polygon], lines[line])
    metres = np.zeros(len(polygons))
    np.add.at(metres, polygon[inside], shapely.length(lines[line[inside]]))
    np.add.at(metres, polygon[cut], shapely.length(shapely.intersection(polygons[polygon[cut]], lines[line[cut]])))
    return float(metres.sum())


def main() -> None:
    wkb = read_polygons(sys.argv[1])
    ends = np.fromfile(sys.argv[2]).reshape(-1, 2, 2)
    try:
        import shapely

        polygons, lines = shapely.from_wkb(wkb), shapely.linestrings(ends)
        invalid = ~shapely.is_valid(polygons)
        polygons[invalid] = shapely.make_valid(polygons[invalid])
        wkb = list(shapely.to_wkb(polygons))
        timed(f"Shapely {shapely.__version__}", len(ends), lambda: shapely_metres(polygons, lines))
    except ImportError as error:
        print(f"    skipped: Shapely ({error})")
    try:
        import duckdb
        import pyarrow as pa
        import shapely

        base = duckdb.connect()
        base.execute("SET threads = 1")
        base.execute("INSTALL spatial; LOAD spatial")
        zones = pa.table({"id": pa.array(range(len(wkb))), "g": pa.array(wkb)})  # noqa: F841, read by name
        roads = pa.table({"g": pa.array(list(shapely.to_wkb(shapely.linestrings(ends))))})  # noqa: F841
        base.execute("CREATE TABLE z AS SELECT id, ST_GeomFromWKB(g) AS g FROM zones")
        base.execute("CREATE TABLE r AS SELECT ST_GeomFromWKB(g) AS g FROM roads")
        query = ("SELECT sum(m) FROM (SELECT z.id, sum(ST_Length(ST_Intersection(z.g, r.g))) AS m "
                 "FROM r JOIN z ON ST_Intersects(z.g, r.g) GROUP BY z.id)")
        timed(f"DuckDB {duckdb.__version__}", len(ends), lambda: base.execute(query).fetchone()[0])
    except Exception as error:   # the extension comes from the network
        print(f"    skipped: DuckDB ({str(error).splitlines()[0]})")


if __name__ == "__main__":
    main()
