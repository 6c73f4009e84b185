"""Parquet in, Parquet out: points to zones by libgrid, DuckDB and SedonaDB, wall and CPU seconds in the same run.

`locator_end_to_end.py --dir FOLDER [--points 10000000] [--rival-points 1000000] [--threads 2]`

A made coverage of 384 zones with crooked shared borders (98,688 coordinates), points uniform in its box. The
temporary files lie in FOLDER (16 bytes per point in, about 5 out: 2.1 GB at 10^8 points) and are removed. The rivals
see fewer points, as the header says; their answers are compared with libgrid's.
"""
import argparse
import os
import resource
import time
from pathlib import Path

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

import libgrid
from libgrid.parquet import locate_parquet

SEED, COLUMNS, ROWS, CELL, LEVELS = 20_262, 24, 16, 2500.0, 6


def crooked(start, end, draw):
    """Midpoint fractal between two corners: 2**LEVELS edges, at most a tenth of its length aside."""
    line = np.array([start, end])
    for _ in range(LEVELS):
        step = line[1:] - line[:-1]
        middle = (line[1:] + line[:-1]) / 2 + 0.1 * draw.uniform(-1, 1, (len(step), 1)) * step[:, ::-1] * [-1, 1]
        line = np.insert(line, np.arange(1, len(line)), middle, axis=0)
    return line


def zones():
    draw = np.random.default_rng(SEED)
    corner = {(i, j): CELL * (np.array([i, j]) + draw.uniform(-0.2, 0.2, 2)) for i in range(COLUMNS + 1) for j in range(ROWS + 1)}
    level = {(i, j): crooked(corner[i, j], corner[i + 1, j], draw) for i in range(COLUMNS) for j in range(ROWS + 1)}
    upright = {(i, j): crooked(corner[i, j], corner[i, j + 1], draw) for i in range(COLUMNS + 1) for j in range(ROWS)}
    return [shapely.Polygon(np.concatenate([level[i, j][:-1], upright[i + 1, j][:-1], level[i, j + 1][:0:-1], upright[i, j][:0:-1]]))
            for j in range(ROWS) for i in range(COLUMNS)]


def write_points(path, count):
    draw = np.random.default_rng(SEED + 1)
    schema = pa.schema([("x", pa.float64()), ("y", pa.float64())])
    with pq.ParquetWriter(path, schema, compression="none", use_dictionary=False) as writer:
        for first in range(0, count, 1 << 20):
            rows = min(1 << 20, count - first)
            columns = [draw.uniform(0, CELL * COLUMNS, rows), draw.uniform(0, CELL * ROWS, rows)]
            writer.write_table(pa.Table.from_arrays([pa.array(c) for c in columns], schema=schema))


def timed(name, count, run):
    wall, before = time.perf_counter(), os.times()
    result = run()
    wall, after = time.perf_counter() - wall, os.times()
    cpu = after.user + after.system - before.user - before.system
    print(f"  {name:28s} {count:>11,} points {wall:8.2f} s wall {cpu:8.2f} s CPU {count / wall / 1e6:8.2f} M points/s "
          f"{cpu / count * 1e9:8.1f} ns CPU per point", flush=True)
    return result, np.array([wall, cpu]) / count


def duckdb_run(shapes, source, target, threads):
    import duckdb
    base = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    base.execute(f"SET threads = {threads}")
    try:
        base.execute("LOAD spatial")
    except duckdb.Error:
        import duckdb_extension_spatial   # the extension as a package
        folder = Path(duckdb_extension_spatial.__file__).parent
        found = next(folder.rglob("*.duckdb_extension"))
        base.execute(f"LOAD '{found}'")
    table = pa.table({"id": pa.array(range(len(shapes)), pa.int32()), "wkb": pa.array(list(shapely.to_wkb(shapes)))})
    base.register("made", table)
    base.execute("CREATE TABLE z AS SELECT id, ST_GeomFromWKB(wkb) AS g FROM made")
    query = f"SELECT p.x, p.y, z.id FROM '{source}' p JOIN z ON ST_Intersects(z.g, ST_Point(p.x, p.y))"
    return f"DuckDB {duckdb.__version__}", lambda: base.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION lz4)")


def sedona_run(shapes, source, target, threads):
    import sedonadb
    base = sedonadb.connect()
    table = pa.table({"id": pa.array(range(len(shapes)), pa.int32()), "wkb": pa.array(list(shapely.to_wkb(shapes)))})
    base.create_data_frame(table).to_view("made")
    base.read_parquet(str(source)).to_view("p")
    base.sql("SELECT id, ST_GeomFromWKB(wkb) AS g FROM made").to_memtable().to_view("z")
    query = "SELECT p.x, p.y, z.id FROM p JOIN z ON ST_Intersects(z.g, ST_Point(p.x, p.y))"
    return f"SedonaDB {sedonadb.__version__}", lambda: base.sql(query).to_parquet(str(target))


def counts(path, column):
    ids = pq.read_table(path, columns=[column])[column].to_numpy()
    return np.bincount(ids[ids >= 0], minlength=COLUMNS * ROWS)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", required=True, type=Path)
    parser.add_argument("--points", type=int, default=10_000_000)
    parser.add_argument("--rival-points", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    shapes = zones()
    print(f"Parquet to Parquet: {len(shapes)} polygons, {sum(map(shapely.get_num_coordinates, shapes)):,} coordinates, seed {SEED}, "
          f"{given.threads} threads, load {os.getloadavg()[0]:.1f} {os.getloadavg()[1]:.1f} {os.getloadavg()[2]:.1f}; libgrid and rivals "
          f"{given.rival_points:,} points in turn, then libgrid {given.points:,}")
    print(f"  a valid coverage: {bool(shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes))}; rows of rivals: inner join")
    few, many, out = given.dir / "few.parquet", given.dir / "many.parquet", given.dir / "out.parquet"
    pa.set_cpu_count(given.threads)
    locator = libgrid.LayerLocator.from_geodataframes([geopandas.GeoSeries(shapes)])
    try:
        write_points(few, given.rival_points)
        ours = lambda source: lambda: locate_parquet(locator, source, out, threads=given.threads)   # noqa: E731
        timed("warm up", given.rival_points, ours(few))
        for make in (duckdb_run, sedona_run):
            try:
                _, mine = timed(f"libgrid {libgrid.__version__}", given.rival_points, ours(few))
                wanted = counts(out, "layer_0")
                name, run = make(shapes, few, given.dir / "rival.parquet", given.threads)
                _, theirs = timed(name, given.rival_points, run)
                same = "equal" if (counts(given.dir / "rival.parquet", "id") == wanted).all() else "DIFFERENT"
                wall, cpu = theirs / mine
                print(f"    times faster {wall:.1f} (wall) {cpu:.1f} (CPU), bar >= 5: {'held' if min(wall, cpu) >= 5 else 'MISSED'}; points per zone {same}")
            except Exception as error:   # a rival that is not there, or not as here
                print(f"    skipped: {make.__name__} ({str(error).splitlines()[0]})")
        write_points(many, given.points)
        _, (wall, _) = timed("libgrid", given.points, ours(many))
        print(f"    bar: 10 M points/s wall on 2 free cores: {'held' if wall <= 1e-7 else 'not shown'}; "
              f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB (all programs above in one process)")
    finally:
        for path in (few, many, out, given.dir / "rival.parquet"):
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
