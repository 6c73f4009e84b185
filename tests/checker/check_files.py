"""File inventory, column names, order and types, text format of the CSV files, ids."""
import os
import re
from decimal import Decimal

import pandas as pd
import shapely

from city_outputs import LAYERS, TABLES, columns, shapes

DECLARED = {"i": ("INT", "INTEGER", "MEDIUMINT", "SMALLINT", "TINYINT", "BOOLEAN"),
            "r": ("REAL", "DOUBLE", "FLOAT"), "t": ("TEXT", "DATE", "DATETIME")}
WITHOUT_GEOMETRY = ("plans",)


def check_inventory(log, out):
    """The files of the contract are there; no half-written file is left behind."""
    files = sorted(os.listdir(out.folder)) if os.path.isdir(out.folder) else []
    wanted = ["boston.gpkg", "summary.json"] + [t + ".csv" for t in TABLES]
    missing = [f for f in wanted if f not in files]
    log.check("files: all there", not missing, f"missing {missing}" if missing else f"{len(wanted)} files",
              ", ".join(wanted))
    pages = [f for f in files if f.endswith(".html")]
    text = "".join(open(out.path(f), encoding="utf-8").read() for f in pages)
    outside = re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//[^"'\s>]+|@import\s+url\([^)]*//""", text)
    log.check("files: one self-contained HTML report", len(pages) == 1 and not outside,
              f"{pages}, {len(outside)} references to other places", "1 file, 0 references")
    left = [f for f in files if re.search(r"(\.tmp|\.part|~|-journal|-wal|-shm)(\W|$)", f)]
    log.check("files: nothing half-written", not left, left or "none", "none")


def check_layers(log, out):
    """Layers and columns of boston.gpkg; ids are ordinary columns, the primary key is fid."""
    with out.database() as db:
        found = {n for (n,) in db.execute("select table_name from gpkg_contents")}
        log.check("gpkg: layers", set(LAYERS) <= found, sorted(found), sorted(LAYERS))
        systems = dict(db.execute(
            "select g.table_name, s.organization || ':' || s.organization_coordsys_id from "
            "gpkg_geometry_columns g join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id"))
        wrong = {n: s for n, s in systems.items() if s.upper() != "EPSG:26986"}
        log.check("gpkg: EPSG:26986", not wrong and len(systems) >= 7, wrong or f"{len(systems)} layers",
                  "all layers with geometry")
        geometry = dict(db.execute("select table_name, column_name from gpkg_geometry_columns"))
        for name in LAYERS:
            log.guard(f"gpkg: columns of {name}", _check_layer, db, name, geometry.get(name))


def _check_layer(log, db, name, geometry):
    info = list(db.execute(f'pragma table_info("{name}")'))
    keys = [row[1] for row in info if row[5]]
    got = [(row[1], row[2].upper().split("(")[0]) for row in info if not row[5] and row[1] != geometry]
    want = columns(LAYERS[name])
    types = all(t in DECLARED[kind] for (_, t), (_, kind) in zip(got, want))
    log.check(f"gpkg: columns of {name}", [c for c, _ in got] == [c for c, _ in want] and types
              and keys == ["fid"], f"key {keys}, " + " ".join(f"{c}:{t}" for c, t in got),
              "key fid, " + LAYERS[name])
    ids = "ix, iy" if name == "cells" else want[0][0]
    rows, nulls = db.execute(f'select count(*), sum({want[0][0]} is null) from "{name}"').fetchone()
    distinct = db.execute(f'select count(*) from (select distinct {ids} from "{name}")').fetchone()[0]
    log.check(f"gpkg: {name} ids unique", rows == distinct and rows > 0 and not nulls,
              f"{distinct} of {rows}", "all, and some rows")
    text = [c for c, kind in want if kind == "i"]
    bad = sum(db.execute(f"select count(*) from \"{name}\" where typeof({c}) not in ('integer', 'null')")
              .fetchone()[0] for c in text)
    log.none_wrong(f"gpkg: {name} stores integers as integers", bad, rows * len(text), "values")
    if name not in WITHOUT_GEOMETRY and geometry is None:
        log.check(f"gpkg: {name} has a geometry", False, "none", "a geometry column")


def check_geometry(log, out):
    """Every geometry is there, valid and not empty."""
    for name in LAYERS:
        if name not in WITHOUT_GEOMETRY:
            log.guard(f"geometry: {name} valid", _check_valid, out, name)


def _check_valid(log, out, name):
    frame = out.layer(name)
    good = shapely.is_valid(shapes(frame)) & ~shapely.is_empty(shapes(frame))
    log.none_wrong(f"geometry: {name} valid", (~good).sum(), len(frame), "rows",
                   frame.iloc[:, 0][~good].tolist())


def shortest(text):
    """Whether a number's text has the digits of the shortest text that reads back the same double."""
    try:
        return Decimal(text) == Decimal(repr(float(text))) and text == text.strip() \
            and not text.startswith("+")
    except ArithmeticError:
        return False


def check_csv(log, out):
    """UTF-8, LF, exact header, integers, shortest numbers."""
    for name, spec in TABLES.items():
        log.guard(f"csv: {name}.csv", _check_csv, out, name, columns(spec))


def _check_csv(log, out, name, spec):
    data = open(out.path(name + ".csv"), "rb").read()
    data.decode("utf-8")
    clean = b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")
    header = data.split(b"\n", 1)[0].decode()
    log.check(f"csv: {name}.csv header, UTF-8, LF", clean and header == ",".join(c for c, _ in spec),
              header + ("" if clean else " with CR, BOM or no last LF"), ",".join(c for c, _ in spec))
    frame = out.table(name)
    wrong, total, examples = 0, 0, []
    for column, kind in spec:
        values = pd.unique(frame[column]) if kind != "t" else []
        for text in values:
            total += 1
            ok = text == "" or (re.fullmatch(r"-?(0|[1-9]\d*)", text) if kind == "i" else shortest(text))
            if not ok:
                wrong += 1
                examples.append(f"{column}={text}")
    figure = f"{wrong} of {total} different values wrong {examples[:3] if examples else ''}".strip()
    log.check(f"csv: {name}.csv integers and shortest numbers", wrong == 0, figure, "0")
    if name == "hotspots":
        flags = sorted(frame["significant"].unique())
        log.check("csv: hotspots.significant is 1 or 0", set(flags) <= {"0", "1"} and len(flags) > 0,
                  flags, "['0', '1']")
