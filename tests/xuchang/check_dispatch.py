"""Checks the dispatcher's walk on the sample city: python3 check_dispatch.py PROGRAM OUT

Runs the commands of docs/dispatcher.md (its out/desk is OUT/dispatch), then reads what they wrote and data/xuchang; then adds
calls that lie exactly on borders of zones, on a copy. No code of libgrid or of the generator. Last line: "N passed, N failed".
"""
import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import geopandas
import numpy as np
import pyproj
import shapely

from rule_oracle import Rules
from sample_city import table

PROGRAM, OUT = os.path.abspath(sys.argv[1]), os.path.abspath(os.path.join(sys.argv[2], "dispatch"))
RESULTS = os.path.join(OUT, "results")
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
METHODS = {"precedent", "segment_duty", "exception", "inside", "nearest", "district", "none"}  # and tie, below
NEIGHBOURS = 3  # doubles to each side of a vertex's longitude and latitude
counts = Counter()


def check(what, good, detail=""):
    counts[bool(good)] += 1
    print(f"{'ok    ' if good else 'FAILED'} {what}" + (f": {detail}" if not good and detail != "" else ""))


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*arguments):
    subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def run_the_page():
    with open(os.path.join(ROOT, "docs/dispatcher.md"), encoding="utf-8") as file:
        blocks = re.findall(r"^```sh\n(.*?)^```", file.read(), re.M | re.S)
    lines = [shlex.split(line) for block in blocks for line in block.splitlines()]
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    for name, *arguments in lines:
        assert name == "libgrid", name
        run(*(re.sub(r"^out/desk(?=/|$)", OUT, a) for a in arguments))
    check("the commands of the page run", len(lines) > 10, len(lines))


def every_planted_call_is_answered_by_its_rule(answers):
    planted = table("truth/dispatch.csv")
    check("every planted call is there", planted and all(p["case_id"] in answers for p in planted))
    for p in planted:
        got = answers[p["case_id"]]
        wrong = {key: got[key] for key in ("method", "rule", "zone") if p[key] and got[key] != p[key]}
        check(f"{p['case_id']} ({p['why']})", not wrong, wrong)
    found = {answers[p["case_id"]]["method"] for p in planted}
    check("every method but the tie occurs among them", found == METHODS, found ^ METHODS)
    asked = [i for i, a in answers.items() if a["ask_street"] == "1" and i.startswith("XC22D")]
    check("the call with an unknown street is to be asked for", len(asked) == 1, asked)
    check("whom no zone answers for is flagged with its district",
          all((a["method"] == "district") == (a["district"] != "") for a in answers.values()))


def candidates_of(answer):
    return [part.rsplit(":", 1) for part in answer["candidates"].split(";") if part]


def rows_keep_the_rules(answers):
    for a in answers.values():
        candidates = candidates_of(a)
        metres = [float(m) for _, m in candidates]
        good = (a["to_verify"] == str(int(len(candidates) > 1)) and metres == sorted(metres)
                and all(m <= 15 for m in metres) and a["plan_version"] == "1"
                and (a["zone"] != "") == (a["method"] not in ("district", "none"))
                and (a["distance_m"] != "") == (a["method"] in ("precedent", "segment_duty", "nearest"))
                and (a["method"] != "inside" or candidates[0] == [a["zone"], "0"]))
        if not good:
            return check("every row keeps the rules of its columns", False, a)
    check("every row keeps the rules of its columns", True)
    check("borders to be verified occur, and do not", {a["to_verify"] for a in answers.values()} == {"0", "1"})


def every_row_is_what_the_rules_say(answers):
    """Against the definition, for all reports of the city: method, rule, zone, distance (to 1 um), candidates."""
    rules = Rules(os.path.join(RESULTS, "xuchang.gpkg"))
    reports = table("reports.csv.gz") + table("dispatch/calls.csv")
    near, wrong = rules.candidates(reports), []
    for report, candidates in zip(reports, near):
        got = answers[report["case_id"]]
        method, rule, zone, metres = rules.answer(report, got["street_id"])
        good = (got["method"] == method and got["zone"] == zone and (rule is None or got["rule"] == rule)
                and (metres is None or abs(float(got["distance_m"]) - metres) < 1e-6)
                and got["sector"] == rules.sector_of.get(report["type"], "")
                and {code for code, _ in candidates_of(got)} == candidates)
        if not good:
            wrong.append((got, (method, rule, zone, metres), candidates))
    check(f"all {len(reports)} rows are what the rules say", not wrong and len(reports) == len(answers), (len(wrong), wrong[:3]))


def sectors_are_one_table(located):
    of = {row["case_id"]: row for row in located}
    corner = of["XC22D00021"]
    check("a call on the corner of four areas has the lowest code", corner["huanwei"] == "H-1", corner)
    check("and is told as touching", "huanwei" in corner["touch"].split(";"), corner["touch"])
    check("every call on the land has one area of city management and of sanitation",
          all((row["chengguan"] != "") == (row["huanwei"] != "") for row in located))
    check("overlapping areas answer by rank", of["XC22D00012"]["shizheng"] == "S-1", of["XC22D00012"])
    check("greening has areas here and there", {row["yuanlin"] != "" for row in located} == {True, False})


def border_calls(folder):
    """Calls around vertices of zones: some of these doubles come to exactly the vertex in the plane."""
    zones = geopandas.read_file(os.path.join(RESULTS, "xuchang.gpkg"), layer="zones")
    lowest = zones[zones["level"] == zones["level"].max()]
    at = defaultdict(set)
    for code, shape in zip(lowest["code"], lowest.geometry):
        for x, y in shapely.get_coordinates(shape):
            at[x, y].add(code)
    shared = sorted(p for p, codes in at.items() if len(codes) > 1)
    path, touched = os.path.join(folder, "border.csv"), {}
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "opened", "closed", "type", "street", "ward", "lon", "lat", "source"])
        for n, (vertex, places) in enumerate(reachable(shared)):
            for k, (lon, lat) in enumerate(places):
                touched[f"B{n}-{k}"] = at[vertex]
                writer.writerow([f"B{n}-{k}", "2022-10-01T08:00:00", "", "无条线", "", "", repr(lon), repr(lat), "热线"])
    return path, touched


def reachable(vertices):
    """Vertices that some doubles nearby come to exactly, with all of those doubles; about one in forty is."""
    to_degrees = pyproj.Transformer.from_crs(4547, 4490, always_xy=True)
    to_plane = pyproj.Transformer.from_crs(4490, 4547, always_xy=True)
    x, y = (np.array(column)[:, None, None] for column in zip(*vertices))
    lon, lat = to_degrees.transform(x, y)
    steps = np.arange(-NEIGHBOURS, NEIGHBOURS + 1)
    lon = lon + steps[None, :, None] * np.spacing(lon) + np.zeros((1, 1, len(steps)))
    lat = lat + steps[None, None, :] * np.spacing(lat) + np.zeros((1, len(steps), 1))
    east, north = to_plane.transform(lon, lat)
    for n in np.flatnonzero(((east == x) & (north == y)).any(axis=(1, 2)))[:100]:
        yield vertices[n], zip(lon[n].ravel().tolist(), lat[n].ravel().tolist())


def calls_exactly_on_borders_are_ties():
    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, "workspace")
        shutil.copytree(os.path.join(OUT, "workspace"), workspace)
        path, touched = border_calls(folder)
        run("import", workspace, "--reports", path, "--append")
        run("assign", workspace, "--attribution", os.path.join(folder, "attribution.csv"))
        answers = {r["case_id"]: r for r in rows(folder, "attribution.csv")}
    ties = {i: answers[i] for i in touched if answers[i]["method"] == "tie"}
    check("calls exactly on a border occur", ties, Counter(answers[i]["method"] for i in touched))
    at_zero = {i: {code for code, metres in candidates_of(a) if metres == "0"} for i, a in ties.items()}
    check("they go to the lower code, by that rule, to be verified",
          all(a["zone"] == min(at_zero[i]) and a["rule"] == "lowest_code" and a["to_verify"] == "1" for i, a in ties.items()))
    check("the zones at distance 0 are some that meet at the vertex, two at least",
          all(len(codes) > 1 and codes <= touched[i] for i, codes in at_zero.items()))
    check("and all of them for a call on the vertex itself", any(codes == touched[i] for i, codes in at_zero.items()))


def main():
    run_the_page()
    answers = {r["case_id"]: r for r in rows(OUT, "attribution.csv")}
    every_planted_call_is_answered_by_its_rule(answers)
    rows_keep_the_rules(answers)
    check("the export has the same table", answers == {r["case_id"]: r for r in rows(RESULTS, "attribution.csv")})
    every_row_is_what_the_rules_say(answers)
    sectors_are_one_table(rows(OUT, "sectors.csv"))
    calls_exactly_on_borders_are_ties()
    print(f"{counts[True]} passed, {counts[False]} failed")
    sys.exit(counts[False] > 0)


if __name__ == "__main__":
    main()
