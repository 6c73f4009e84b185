"""Every column of every table that the program writes is described in docs/outputs.md.

    python3 tests/architecture/output_columns_test.py build/release/cli/libgrid

The town of docs/tutorial.md goes through the page's commands and through the analyses; the columns of its CSV files and of
the layers of its GeoPackages are looked for, in quotes, in a section of the page that names their file. Runs in seconds.
"""
import csv
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tutorial_test import PAGE, commands, files

OUTPUTS = PAGE.parent / "outputs.md"
POINTS = "name,class,lon,lat\n小学,school,113.805,34.005\n医院,hospital,113.809,34.009\n"
VISITS = "zone,level,day,visits,hours\n" + "".join(
    f"TWN-0{upper}-0{zone},2,2026-03-{day:02},{1 + (zone * day) % 3},2\n" for upper in (1, 2, 3, 4) for zone in (1, 2, 3) for day in range(1, 28))
GATE = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "东门"}, "geometry": {"type": "Point", "coordinates": [113.805, 34.005]}}]}'
SOURCES = "case_id,source\n" + "".join(f"T{n:04},{'patrol' if n % 3 else 'public'}\n" for n in range(1, 601))
MORE = """libgrid forest town results --places points.csv --resolutions fixes.csv
libgrid lookback town results
libgrid heatmap town results --streets
libgrid where town --reports
libgrid where town --landmarks gate.geojson 1号路8号路口
libgrid quality town --out results
libgrid rebalance town --since 2026-03-10 --band 0.5 --dry-run --out results
libgrid analyse town imbalance results
libgrid analyse town bias results --sources sources.csv --visits visits.csv
libgrid analyse town hotspots results
libgrid analyse town emerging results --days 2
libgrid analyse town scan results
libgrid analyse town global results
libgrid analyse town local results
libgrid analyse town clusters results
libgrid analyse town campaign results --zone TWN-01-01 --zone TWN-01-03 --from 2026-03-10T00:00:00 --to 2026-03-18T00:00:00 --controls 1"""


BIGGER = {"0.002, 8 ": "0.002, 16 ", '"zones_per_parent": 2': '"zones_per_parent": 4',   # zones that no treated one touches
          '"frame_epsg": 4547,': '"frame_epsg": 4547, "rebound": {"engineering_fixes": ["硬隔离"]},'}
FIXES = "case_id,resolution\n" + "".join(f"T{n:04},{'硬隔离' if n % 9 == 0 else '清理'}\n" for n in range(1, 601))


def bigger(content):
    for small, large in BIGGER.items():
        content = content.replace(small, large)
    return content


def sections(text):
    """The page in pieces from one heading to the next."""
    return re.split(r"^(?=#{2,4} )", text, flags=re.M)


def described(column, texts):
    """The name in quotes, or a name in quotes with "..." of which it is an instance."""
    return any(f"`{column}`" in text or any(column.startswith(head) for head in re.findall(r"`(\w+_)\.\.\.`", text)) for text in texts)


def tables_of(file):
    """(what the page calls it, columns) of a CSV file, or of every layer of a GeoPackage."""
    if file.suffix == ".csv":
        with open(file, encoding="utf-8", newline="") as table:
            yield file.name, next(csv.reader(table))
        return
    with sqlite3.connect(file) as base:
        for (layer,) in base.execute("SELECT table_name FROM gpkg_contents").fetchall():
            names = [row[1] for row in base.execute(f'PRAGMA table_info("{layer}")')]
            title = f"Layer `{layer}`" if file.stem == "town" else file.name   # the layers of a city have sections of their own
            yield title, [name for name in names if name not in ("fid", "geom", "geometry")]


def missing(folder, text):
    pieces = sections(text)
    for file in sorted(folder.rglob("*")):
        if "_plan_" in file.name or file.suffix not in (".csv", ".gpkg"):   # one version as files: the same columns
            continue
        for name, columns in tables_of(file):
            texts = [piece for piece in pieces if name in piece]
            if not texts:
                yield f"{file.name}, {name}: no section of docs/outputs.md names it"
            yield from (f"{file.name}, {name}: column {column} is not described" for column in columns if texts and not described(column, texts))


def main(program):
    text = PAGE.read_text(encoding="utf-8")
    names = {"libgrid": str(Path(program).resolve()), "python3": sys.executable}
    with tempfile.TemporaryDirectory() as folder:
        given = {"points.csv": POINTS, "visits.csv": VISITS, "sources.csv": SOURCES, "fixes.csv": FIXES, "gate.geojson": GATE}
        for name, content in [*files(text), *given.items()]:
            Path(folder, name).write_text(bigger(content), encoding="utf-8")
        for command, *rest in [*commands(text), *(line.split() for line in MORE.splitlines())]:
            done = subprocess.run([names[command], *rest], cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True)
            assert done.returncode == 0, f"{command} {rest}: {done.stdout} {done.stderr}"
            if rest[0] == "where" and "--reports" not in rest:   # prints its table
                Path(folder, "results", "where.csv").write_text(done.stdout, encoding="utf-8")
        wrong = list(missing(Path(folder, "results"), OUTPUTS.read_text(encoding="utf-8")))
    assert not wrong, "\n".join(wrong)


if __name__ == "__main__":
    main(sys.argv[1])
