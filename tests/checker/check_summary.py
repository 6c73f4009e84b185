"""summary.json: "parameters, seed, input sha256, timings, and every number that is printed, each with
the file and expression it comes from"."""
import hashlib
import math
import os
import re
import sqlite3

import pandas as pd
import shapely

from city_outputs import TABLES, columns

VALUE_KEYS = ("value",)
EXPRESSION_KEYS = ("expression", "expr", "sql")
FILE_KEYS = ("file", "source")
TOLERANCE = 1e-9


def printed_numbers(node, path=""):
    """Every object in the JSON tree with a value, a file and an expression: (path, value, file, text)."""
    if isinstance(node, dict):
        pick = [next((node[k] for k in keys if k in node), None) for keys in (VALUE_KEYS, FILE_KEYS, EXPRESSION_KEYS)]
        if pick[0] is not None and isinstance(pick[1], str) and isinstance(pick[2], str):
            yield (str(node.get("name", path)), *pick)
        for key, child in node.items():
            yield from printed_numbers(child, f"{path}/{key}")
    elif isinstance(node, list):
        for k, child in enumerate(node):
            yield from printed_numbers(child, f"{path}/{k}")


def _shape(blob):
    """The geometry in a GeoPackage blob."""
    size = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.from_wkb(bytes(blob[8 + size:]))


def open_tables(out):
    """A SQLite session: tables of boston.gpkg, and every CSV file as a table of its name."""
    db = sqlite3.connect(":memory:")
    if os.path.exists(out.gpkg):
        db.execute("attach database ? as gpkg", (f"{out.gpkg}",))
    for name, spec in TABLES.items():
        if os.path.exists(out.path(name + ".csv")):
            frame = out.table(name).copy()
            for column, kind in columns(spec):
                if kind != "t":
                    frame[column] = pd.to_numeric(frame[column], errors="coerce")
                else:
                    frame[column] = frame[column].replace("", None)
            frame.to_sql(name, db, index=False)
    db.create_function("st_area", 1, lambda b: _shape(b).area)
    db.create_function("st_length", 1, lambda b: _shape(b).length)
    db.create_function("pi", 0, lambda: math.pi)
    db.create_function("sqrt", 1, math.sqrt)
    return db


def as_sql(file, text):
    """An expression as one SELECT, or None.

    Read: a SELECT; `count(*)`, `sum(street_m) / 1000` with an optional `where ...` on the table that
    the file names (`posts.csv`, `boston.gpkg:zones`, `boston.gpkg#zones`, `boston.gpkg/zones`);
    `count(zones)`, `sum(zones.workload)`, `max(zones.workload where level = 2)`.
    """
    text = text.strip().rstrip(";")
    if re.match(r"(?i)(select|with)\b", text):
        return text
    table = None
    match = re.search(r"\.gpkg[:#/|](?:layername=)?(\w+)$", file) or re.search(r"(\w+)\.csv$", file)
    if match:
        table = match.group(1)
    inner = re.fullmatch(r"(?i)(\w+)\(\s*(\w+)(?:\.(\w+))?\s*(?:where\s+(.+?))?\)(.*)", text)
    known = set(TABLES) | {"districts", "faces", "blocks", "links", "zones", "road_pieces", "cells", "plans"}
    if inner and inner.group(2) in known:
        function, table, column, where, rest = inner.groups()
        text = f"{function}({column or '*'}){rest}" + (f" where {where}" if where else "")
    if not table:
        return None
    head, where = (re.split(r"(?i)\bwhere\b", text, maxsplit=1) + [None])[:2]
    head = re.sub(r"(?i)\bcount\(\s*\)|\brows\b", "count(*)", head)
    return f"select {head} from {table}" + (f" where {where}" if where else "")


def check_summary(log, model):
    """Input hashes are there; every printed number is evaluated again from its file and expression."""
    summary = model.out.summary()
    text = str(summary)
    keys = {k.lower() for k in summary}
    for wanted in ("param", "seed", "input", "timing"):
        log.check(f"summary: {wanted}...", any(wanted in k for k in keys) or wanted in text.lower(), sorted(keys),
                  f"a key with {wanted}")
    for name, path in model.city.paths.items():
        digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
        log.check(f"summary: sha256 of {name}", digest in text, digest[:16] + "...", "in summary.json")
    numbers = list(printed_numbers(summary))
    log.check("summary: numbers with value, file and expression", len(numbers) > 0, len(numbers), "some")
    db = open_tables(model.out)
    done, skipped = 0, []
    for name, value, file, expression in numbers:
        got = _evaluate(db, file, expression)
        if got is None:
            skipped.append(name)
            continue
        done += 1
        same = got == value or (isinstance(got, (int, float)) and isinstance(value, (int, float)) and
                                abs(got - value) <= TOLERANCE * max(1.0, abs(value)))
        log.check(f"summary: {name} = {expression}", same, value, got)
    log.check("summary: expressions evaluated", done > 0 and not skipped,
              f"{done} of {len(numbers)}" + (f", not read: {skipped[:8]}" if skipped else ""), "all")


def _evaluate(db, file, expression):
    sql = as_sql(file, expression)
    if sql is None:
        return None
    try:
        row = db.execute(sql).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row and len(row) == 1 else None
