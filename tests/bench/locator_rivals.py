"""Shapely, DuckDB and SedonaDB on the polygons and points that locator_bench wrote: CPU time per point, answers compared.

`locator_rivals.py polygons.wkb points.f64 answers.i32 NS`: run by locator_bench --python PROGRAM; NS is what libgrid took per
point. One thread each. The timed queries add up the numbers of the polygons found; the answers (the lowest polygon of a
point) are taken once more, not timed. At the end, for information, the package of libgrid itself asked one point a call.
"""
import sys

import numpy as np
from overlay_rivals import cpu, load_spatial, read_polygons

BARS = {"Shapely": 35.0, "DuckDB": 60.0, "SedonaDB": 30.0}


def lowest(count, points, polygons):
    found = np.full(count, np.iinfo(np.int32).max, np.int32)
    np.minimum.at(found, points, polygons.astype(np.int32))
    found[found == np.iinfo(np.int32).max] = -1
    return found


def shapely_rival(wkb, xy):
    import shapely

    polygons, points = shapely.from_wkb(wkb), shapely.points(xy)

    def pairs():   # the tree holds the points, polygons ask: the faster of the two ways on many polygons
        shapely.prepare(polygons)
        return shapely.STRtree(points).query(polygons, predicate="intersects")

    def answers():
        polygon, point = pairs()
        return lowest(len(xy), point, polygon)
    return f"Shapely {shapely.__version__}, polygons ask", pairs, answers


def tables(wkb, xy):
    import pyarrow as pa

    zones = pa.table({"id": pa.array(range(len(wkb)), pa.int32()), "wkb": pa.array(wkb)})
    points = pa.table({"i": pa.array(np.arange(len(xy))), "x": pa.array(xy[:, 0].copy()), "y": pa.array(xy[:, 1].copy())})
    return zones, points


JOIN = "FROM p JOIN z ON ST_Intersects(z.g, p.g)"


def duckdb_rival(wkb, xy):
    import duckdb

    zones, points = tables(wkb, xy)   # noqa: F841, read by name
    base = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    base.execute("SET threads = 1")
    load_spatial(base)
    base.execute("CREATE TABLE z AS SELECT id, ST_GeomFromWKB(wkb) AS g FROM zones")
    base.execute("CREATE TABLE p AS SELECT i, ST_Point(x, y) AS g FROM points")
    plan = base.execute(f"EXPLAIN SELECT sum(z.id) {JOIN}").fetchall()[0][1]
    kind = "SPATIAL_JOIN" if "SPATIAL_JOIN" in plan else "no SPATIAL_JOIN"

    def answers():
        pairs = base.execute(f"SELECT p.i, z.id {JOIN}").fetchnumpy()
        return lowest(len(xy), pairs["i"], pairs["id"])
    return (f"DuckDB {duckdb.__version__}, {kind}", lambda: base.execute(f"SELECT sum(z.id) {JOIN}").fetchone(), answers)


def sedona_rival(wkb, xy):
    import pyarrow as pa
    import sedonadb

    zones, points = tables(wkb, xy)
    base = sedonadb.connect()
    base.create_data_frame(zones).to_view("zones")
    base.create_data_frame(points).to_view("points")
    base.sql("SELECT id, ST_GeomFromWKB(wkb) AS g FROM zones").to_memtable().to_view("z")
    base.sql("SELECT i, ST_Point(x, y) AS g FROM points").to_memtable().to_view("p")

    def answers():
        pairs = pa.table(base.sql(f"SELECT p.i, z.id {JOIN}"))
        return lowest(len(xy), pairs["i"].to_numpy(), pairs["id"].to_numpy())
    return (f"SedonaDB {sedonadb.__version__}", lambda: pa.table(base.sql(f"SELECT sum(z.id) AS s {JOIN}")), answers)


def one_point(wkb, xy):
    """What a call of the package costs for a single point, arrays of length one in and out; for information."""
    import geopandas
    import libgrid
    import shapely

    locator = libgrid.LayerLocator.from_geodataframes([geopandas.GeoSeries(shapely.from_wkb(wkb))])
    asked = [(xy[i:i + 1, 0].copy(), xy[i:i + 1, 1].copy()) for i in range(min(len(xy), 20_000))]
    costs = []
    for _ in range(5):
        start = cpu()
        for x, y in asked:
            locator.locate(x, y, threads=1)
        costs.append(cpu() - start)
    print(f"  {'libgrid in Python, a point a call':34s} {sorted(costs)[2] / len(asked) * 1e9:9.0f} ns (for information)", flush=True)


def main() -> None:
    wkb, xy = read_polygons(sys.argv[1]), np.fromfile(sys.argv[2]).reshape(-1, 2)
    ours, ours_ns = np.fromfile(sys.argv[3], np.int32), float(sys.argv[4])
    for make in (shapely_rival, duckdb_rival, sedona_rival):
        try:
            name, run, answers = make(wkb, xy)
            costs = []
            for _ in range(3):
                start = cpu()
                run()
                costs.append(cpu() - start)
            theirs_ns = sorted(costs)[1] / len(xy) * 1e9
            times, bar = theirs_ns / ours_ns, BARS[name.split()[0]]
            print(f"  {name:34s} {theirs_ns:9.0f} ns, {np.count_nonzero(answers() != ours)} of {len(xy)} answers differ\n"
                  f"    times faster             {times:.0f}, bar >= {bar:.0f}: {'held' if times >= bar else 'MISSED'}", flush=True)
        except Exception as error:   # a rival that is not installed
            print(f"  skipped: {make.__name__} ({str(error).splitlines()[0]})")
    try:
        one_point(wkb, xy)
    except Exception as error:   # the package is not installed there
        print(f"  skipped: libgrid in Python, a point a call ({str(error).splitlines()[0]})")


if __name__ == "__main__":
    main()
