"""Runs docs/tutorial.md: writes its files, runs its commands in their order, holds what it says against the results.

    python3 tests/architecture/tutorial_test.py build/release/cli/libgrid
"""
import csv
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/tutorial.md"
RUN_HERE = {"python3", "libgrid"}  # not the query with sqlite3, which need not be installed, nor a server that never ends


def files(text):
    """(name, content) of every block after a line that ends in `name`:"""
    return re.findall(r"`([\w.]+)`:\n\n```\w+\n(.*?)^```", text, re.M | re.S)


def commands(text):
    lines = [line for body in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S) for line in body.splitlines()]
    return [shlex.split(line) for line in lines if line.split()[0] in RUN_HERE and line.split()[1] != "serve"]


def check(results):
    figures = {figure["name"]: figure["value"] for figure in json.loads((results / "summary.json").read_text())["figures"]}
    with open(results / "rebound.csv", encoding="utf-8", newline="") as file:
        rates = {row["category"]: row for row in csv.DictReader(file)}["占道经营"]
    said = {"blocks": 64, "rejected_rows": 1, "level1_zones": 2, "level2_zones": 6}
    assert {name: figures[name] for name in said} == said, figures
    assert (f"{float(rates['naive']):.2f}", f"{float(rates['km_30d']):.2f}") == ("0.40", "0.68"), rates
    assert "E_TIME_MALFORMED" in (results / "rejected.csv").read_text(encoding="utf-8")
    assert (results / "report.html").is_file()


def run_page(program, folder, until=None, quiet=False):
    """The page's files in `folder`, its commands up to and without the one named `until`."""
    text = PAGE.read_text(encoding="utf-8")
    names = {"libgrid": str(Path(program).resolve()), "python3": sys.executable}
    for name, content in files(text):
        Path(folder, name).write_text(content, encoding="utf-8")
    run = commands(text)
    assert len(run) > 10, run
    for command, *rest in run:
        if rest[0] == until:
            break
        subprocess.run([names[command], *rest], cwd=folder, check=True, capture_output=quiet, env={**os.environ, "LC_ALL": "C.UTF-8"})


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        run_page(program, folder)
        check(Path(folder, "results"))


if __name__ == "__main__":
    main(sys.argv[1])
