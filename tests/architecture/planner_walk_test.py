"""The planner's chain on the town of docs/tutorial.md: what the program prints, in both languages.

    python3 tests/architecture/planner_walk_test.py build/release/cli/libgrid

Each line of a walk that was once wrong is held here: dates for times, the period of a re-balance, versions from before a block
was split, changed zones only, refusals that name what is to be mended, and no English under --lang zh. Runs in seconds.
"""
import json
import math
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from tutorial_test import run_page

PROFILES = Path(__file__).resolve().parents[2] / "data/tables/unit_code_profiles.csv"
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}")                              # two English words in a row
MADE_UP = re.compile(r"`[^`]*`|--[\w-]+")                                   # commands and options stay as they are


class Walk:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *call, language="en", code=0):
        done = subprocess.run([self.program, "--lang", language, *call], cwd=self.folder, capture_output=True, text=True)
        told = done.stdout + done.stderr
        assert done.returncode == code, (call, done.returncode, told)
        return told

    def chinese(self, *call, code=0):
        told = self.run(*call, language="zh", code=code)
        assert not SENTENCE.search(MADE_UP.sub("", told)), (call, told)
        return told


def expect(told, *texts, without=()):
    for text in texts:
        assert text in told, (text, told)
    for text in without:
        assert text not in told, (text, told)


def middle_line(store, block):
    """A line from south to north through the middle of the block, as --line takes it."""
    with sqlite3.connect(store) as base:
        (shape,) = base.execute("SELECT shape FROM blocks WHERE block_id = ?", (block,)).fetchone()
    points = [struct.unpack_from("<dd", shape, 13 + 16 * i) for i in range(struct.unpack_from("<I", shape, 9)[0])]
    xs, ys = zip(*points)
    x = (min(xs) + max(xs)) / 2
    return f"{x},{min(ys) - 5},{x},{max(ys) + 5}"


def degrees_of(x, y):
    """Of EPSG:4547, the plane of the town: the inverse transverse Mercator by Krueger's series, good to a micrometre here."""
    f = 1 / 298.257222101
    n = f / (2 - f)
    radius = 6378137 / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = y / radius, (x - 500_000) / radius
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    xi1 = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(beta, 1))
    eta1 = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(beta, 1))
    chi = math.asin(math.sin(xi1) / math.cosh(eta1))
    lat = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(delta, 1))
    return [114 + math.degrees(math.atan2(math.sinh(eta1), math.cos(xi1))), math.degrees(lat)]


def trial(walk):
    """A partition that is tried writes nothing: not one byte of the store, and the edits of the draft stay."""
    store = walk.folder / "town/store.sqlite"
    before = store.read_bytes()
    told = walk.chinese("partition", "town", "--preset", "fast", "--dry-run")
    expect(told, "TWN-02-03", "试算，未作任何改动", "网格间边界", "最重工作量/均值")
    assert store.read_bytes() == before
    expect(walk.run("partition", "town", "--exclude", "3", "--dry-run"), "Nothing was changed (dry run)", "Excluded blocks, in no zone")
    assert store.read_bytes() == before


def first_versions(walk):
    expect(walk.chinese("publish", "town", "--from", "soon", code=1), "YYYY-MM-DD 或 YYYY-MM-DDTHH:MM:SS")
    walk.run("publish", "town", "--from", "2026-03-01")
    expect(walk.run("plans", "town", "--as-of", "2026-03-01"), "2026-03-01T00:00:00")
    expect(walk.chinese("diff", "town", "1", "1"), "移动的街区 0", "未变的网格 6", without=["TWN-01-01"])
    expect(walk.chinese("plans", "town", "--at", "113.805,34.005"), "第", without=["Zone", " / "])


def period(walk):
    told = "cases opened from 2026-03-20 on"
    expect(walk.run("rebalance", "town", "--since", "2026-03-20", "--band", "0.3"), told)
    expect(walk.run("quality", "town"), told)
    expect(walk.run("publish", "town", "--from", "2026-04-01", "--again", "--uneven"), told)
    expect(walk.chinese("plans", "town"), "2026-03-20 起上报的案件")
    expect(walk.run("edit", "town", "start", "--plan", "2"), told)
    expect(walk.run("edit", "town", "start", "--plan", "1"), without=[told])
    expect(walk.run("quality", "town"), without=[told])


def split_block(walk):
    line = middle_line(walk.folder / "town/store.sqlite", 10)
    expect(walk.chinese("edit", "town", "split-block", "--block", "10", f"--line={line}"), "街区 10 ->")
    walk.chinese("edit", "town", "undo")
    walk.chinese("edit", "town", "redo")
    expect(walk.chinese("edit", "town", "rename", "--zone", "TWN-01-01", "--name", "老城"), "第", "-> 老城")
    walk.chinese("publish", "town", "--from", "2026-05-01")
    expect(walk.chinese("diff", "town", "1", "3"), "移动的街区 0", "改名", "-> 老城", "未变的网格 5", without=["原网格"])
    walk.chinese("quality", "town", "--version", "1")
    expect(walk.run("rebalance", "town", "--version", "1", "--dry-run"), "nothing has to move")
    walk.chinese("edit", "town", "start", "--plan", "1")


def lines_in_other_frames(walk):
    """The same cut in metres, in degrees, and from a file; degrees that do not say so are refused."""
    line = middle_line(walk.folder / "town/store.sqlite", 10)
    cut = ("edit", "town", "split-block", "--block", "10", "--dry-run", "--json")
    metres = json.loads(walk.run(*cut, f"--line={line}"))
    assert [len(split["parts"]) for split in metres["lineage"]] == [2], metres["lineage"]
    x1, y1, x2, y2 = map(float, line.split(","))
    degrees = [degrees_of(x, y) for x, y in ((x1, y1), (x2, y2))]
    text = ",".join(f"{value:.9f}" for place in degrees for value in place)
    same = json.loads(walk.run(*cut, f"--line={text}", "--crs", "EPSG:4326"))
    for before, after in zip(metres["zones"], same["zones"]):
        assert abs(before["after"]["street_m"] - after["after"]["street_m"]) < 0.1, (before, after)
    drawn = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": degrees}}]}
    (walk.folder / "line.geojson").write_text(json.dumps(drawn))
    assert json.loads(walk.run(*cut, "--line-file", "line.geojson"))["lineage"] == same["lineage"]
    expect(walk.chinese("edit", "town", "split-block", "--block", "10", f"--line={text}", code=1), "E_COORDINATE_OUT_OF_RANGE", "--crs")
    swapped = ",".join(f"{value:.9f}" for place in degrees for value in reversed(place))
    expect(walk.chinese("edit", "town", "split-block", "--block", "10", f"--line={swapped}", "--crs", "EPSG:4326", code=1), "E_AXES_SWAPPED")
    walk.run("edit", "town", "split-block", "--block", "10", code=2)
    walk.run("edit", "town", "split-block", "--block", "10", "--line-file", "line.geojson", "--crs", "EPSG:4326", code=2)
    expect(walk.chinese("edit", "town", "split", "--zone", "TWN-01-01", "--parts", "2", "--snap", "5", code=1), "字段 snap")


def refusals(walk):
    expect(walk.chinese("edit", "town", "move", "--blocks", "1", "--to", "TWN-01", code=1), "网格 TWN-01:", without=["zone"])
    expect(walk.run("edit", "town", "move-zones", "--zones", "TWN-02", "--to", "TWN-01", code=1), "zone TWN-02:")
    expect(walk.chinese("edit", "town", "split", "--zone", "TWN-01-01", "--parts", "2"), "E_ZONE_COUNT_DIFFERS", "城市配置要求", "允许范围", without=["city：", "zone"])
    for cut in (("split-block", "--block", "1"), ("split", "--zone", "TWN-01-01")):
        for line in ("nan,1,2,3", "1e400,1,2,3"):
            expect(walk.chinese("edit", "town", *cut, "--line", line, code=1), "E_NUMBER_NOT_FINITE", "字段 line")
        for reach in ("nan", "-5", "0"):
            told = walk.chinese("edit", "town", *cut, "--line", "0,1,2,3", "--snap", reach, code=1)
            expect(told, "E_PARAMETER_INVALID", "字段 snap")
    expect(walk.run("edit", "town", "split", "--zone", "TWN-01-01", code=2), "--parts", "--line")
    expect(walk.chinese("rebalance", "town", "--band", "0", code=1), "E_PARAMETER_INVALID", "字段 band")
    expect(walk.chinese("decide", "town", "--at", "nan,nan", "--category", "a", "--zone", "b", code=1), "nan,nan")
    units = ("tessellate", "districts.geojson", "u.geojson", "--code", "Name", "--code-profile", "15")
    expect(walk.chinese(*units, code=1), "12 位", without=["unit_code_profiles.csv"])    # the standard lengths are built in
    expect(walk.chinese(*units, "--code-profiles", "none.csv", code=1), "none.csv", "--code-profiles")
    told = walk.run("rebalance", "town", "--band", "0.0000001", "--dry-run", code=1)
    expect(told, "E_ZONE_INFEASIBLE")
    assert "impossible: " in told or "no plan was found within the work limit, though one may exist; outside the band: TWN-0" in told, told
    assert len(told) < 700, told
    walk.chinese("rebalance", "town", "--band", "0.0000001", "--dry-run", code=1)
    made = ("tessellate", "districts.geojson", "units.geojson", "--code", "Name", "--code-profile", "99", "--code-profiles", str(PROFILES))
    expect(walk.run(*made, code=1), "there are 14, 15, 16, 20")
    expect(walk.chinese(*made, code=1), "没有编码规则 99", without=["there are"])
    expect(walk.run("check-zones", "districts.geojson"), "codes were not checked: name their column with --code")
    expect(walk.chinese("check-zones", "districts.geojson", "--code", "Name"), without=["未检查编码"])


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        run_page(program, folder, until="publish", quiet=True)
        walk = Walk(str(Path(program).resolve()), Path(folder))
        for part in (trial, first_versions, period, lines_in_other_frames, split_block, refusals):
            part(walk)
    print("the planner's walk is as it should be")


if __name__ == "__main__":
    main(sys.argv[1])
