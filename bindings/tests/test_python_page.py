"""docs/python.md: its snippets run one after the other on a small city; every public name it uses is there."""
import re
import shutil
from pathlib import Path

import matplotlib
import pytest

import libgrid

matplotlib.use("Agg")
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
SNIPPETS = [(PAGE[:found.start()].count("\n") + 2, found.group(1)) for found in re.finditer(r"^```python\n(.*?)^```", PAGE, re.M | re.S)]


def test_every_snippet_runs(small, tmp_path, monkeypatch):
    for needed in ("geopandas", "pyarrow", "matplotlib"):
        pytest.importorskip(needed)
    shutil.copytree(small.workspace.folder, tmp_path / "out" / "boston" / "workspace")
    monkeypatch.chdir(tmp_path)
    names = {}
    assert len(SNIPPETS) > 12
    for line, text in SNIPPETS:
        exec(compile("\n" * (line - 1) + text, "docs/python.md", "exec"), names)


def test_the_table_names_what_is_there():
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("|"))
    import libgrid.arrow
    import libgrid.parquet

    for name in re.findall(r"`([\w.]+)`", table):
        value = libgrid
        for part in name.removeprefix("libgrid.").split("."):
            value = getattr(value, part, None) or getattr(libgrid.hotspot, part, None) or getattr(libgrid.over_time, part)
        assert value.__doc__, name


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_lead_here(readme):
    assert "(docs/python.md)" in (Path(__file__).resolve().parents[2] / readme).read_text(encoding="utf-8")
