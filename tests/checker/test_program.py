"""The program itself: number text, expressions of summary.json, missing files."""
import os
import subprocess
import sys

import pytest

from check_files import shortest
from check_log import Log
from check_summary import as_sql, printed_numbers

HERE = os.path.dirname(os.path.abspath(__file__))


@pytest.mark.parametrize("text, good", [("0.1", True), ("3", True), ("1e-7", True), ("0.30000000000000004", True),
                                        ("0.10000000000000001", False), ("+1", False), (" 1", False), ("x", False)])
def test_shortest_text(text, good):
    assert shortest(text) == good


def test_expressions():
    assert as_sql("boston.gpkg", "SELECT count(*) FROM blocks;") == "SELECT count(*) FROM blocks"
    assert as_sql("boston.gpkg:zones", "count(*) where level = 2") == "select count(*)  from zones where  level = 2"
    assert as_sql("out/boston/posts.csv", "count(*)") == "select count(*) from posts"
    assert as_sql("boston.gpkg#blocks", "sum(blocks.street_m)/1000") == "select sum(street_m)/1000 from blocks"
    assert as_sql("boston.gpkg", "polygons of the plan") is None


def test_numbers_are_found_anywhere_in_the_tree():
    tree = {"a": [{"name": "n", "value": 0, "file": "f", "expression": "e"}, {"value": 1}]}
    assert list(printed_numbers(tree)) == [("n", 0, "f", "e")]


def test_log_lines(capsys):
    log = Log()
    log.equal("one", 1, 1)
    log.guard("two", lambda _: 1 / 0)
    assert log.finish() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok one: 1 (expected 1)"
    assert lines[1].startswith("FAIL two: could not be checked: ZeroDivisionError")
    assert lines[2] == "1 passed, 1 failed"


def test_missing_files_fail_and_do_not_crash(tmp_path):
    run = subprocess.run([sys.executable, os.path.join(HERE, "check_boston.py"), "--out", str(tmp_path / "no"),
                          "--data", str(tmp_path)], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stdout.splitlines()[-1].endswith("failed")
