"""The cities of the tests: all of Boston, made once per session through the Python interface, and a small one."""
import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

import libgrid

ROOT = Path(__file__).resolve().parents[2]
BOSTON = ROOT / "data" / "boston"
EPSG = 26986
STEPS = ("import", "blocks", "partition", "publish", "cut", "assign", "hotspots", "rebound", "export")


@dataclass
class Made:
    """A city after all steps: its workspace, its output files, and what the steps told on the way."""
    workspace: libgrid.Workspace
    out: Path
    summaries: dict = field(default_factory=dict)
    progress: list = field(default_factory=list)


def run_all(workspace, out, files):
    made = Made(workspace, out)

    def tell(step, share):
        made.progress.append((step, share))

    for summary in (
            libgrid.import_city(workspace, **files, progress=tell),
            libgrid.draw_blocks(workspace, progress=tell),
            libgrid.draft_plan(workspace, progress=tell),
            libgrid.publish_plan(workspace, "2015-01-01T00:00:00", progress=tell),
            libgrid.cut_streets(workspace, progress=tell),
            libgrid.assign_reports(workspace, progress=tell),
            libgrid.find_hotspots(workspace, progress=tell),
            libgrid.measure_rebound(workspace, progress=tell),
            libgrid.export_outputs(workspace, out, progress=tell)):
        made.summaries[summary.step] = summary
    return made


@pytest.fixture(scope="session")
def boston(tmp_path_factory):
    """Boston from the project's own data, through every step."""
    folder = tmp_path_factory.mktemp("boston")
    workspace = libgrid.create(folder / "workspace", BOSTON / "city.json")
    return run_all(workspace, folder / "out", {"districts": BOSTON / "neighborhoods.gpkg",
                                               "streets": BOSTON / "streets.gpkg",
                                               "reports": BOSTON / "reports.csv.gz"})


SIDE, CELLS = 100.0, 8                       # metres of a block; blocks in a row
CORNER = np.array([236_000.0, 900_000.0])    # of the small city, in the plane


def small_city_rules(**changes):
    rules = json.loads((BOSTON / "city.json").read_text(encoding="utf-8"))
    rules["levels"][0] |= {"zones_per_parent": 2, "band": 0.2}
    rules["levels"][1] |= {"zones_per_parent": 4, "band": 0.3}
    rules["hotspots"] |= {"least_reports": 10}
    rules["zoning"] = {"preset": "default", "road_class_costs": [{"road_class": "motorway", "factor": 0.5}]}
    return rules | {"code": "SML", "name_en": "Small", "name_zh": "小城"} | changes


def write_small_city(folder):
    """A square of 8 x 8 blocks of 100 m, streets on all inner borders, 640 reports: ten in the middle of each block."""
    folder.mkdir(parents=True, exist_ok=True)
    length = SIDE * CELLS

    def lonlat(points):
        lon, lat = libgrid.unproject(*(CORNER + np.array(points, dtype=float)).T, EPSG)
        return np.column_stack([lon, lat]).tolist()

    def collection(features):
        return json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": p, "geometry": {"type": kind, "coordinates": c}} for p, kind, c in features]})

    ring = lonlat([(0, 0), (length, 0), (length, length), (0, length), (0, 0)])
    lines = [((0, i * SIDE), (length, i * SIDE)) for i in range(1, CELLS)]
    lines += [(start[::-1], end[::-1]) for start, end in lines]
    districts, streets = folder / "districts.geojson", folder / "streets.geojson"
    districts.write_text(collection([({"Name": "Middle"}, "Polygon", [ring])]), encoding="utf-8")
    streets.write_text(collection([
        ({"way_no": k + 1, "name": f"Street {k}", "highway": "residential"}, "LineString", lonlat(line))
        for k, line in enumerate(lines)]), encoding="utf-8")
    middles = [((i + 0.5) * SIDE, (j + 0.5) * SIDE) for i in range(CELLS) for j in range(CELLS)]
    with (folder / "reports.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["case_id", "opened", "closed", "type", "street", "ward", "lon", "lat"])
        for block, (lon, lat) in enumerate(lonlat(middles)):
            for k in range(10):
                day, kind = 1 + 2 * k, ("Graffiti", "Pothole")[k % 2]
                closed = "" if k == 9 else f"2015-01-{day + 1:02}T12:00:00"
                table.writerow([f"{block}-{k}", f"2015-01-{day:02}T08:00:00", closed, kind, f"Street {block % 7}", "3", lon, lat])
    return {"districts": districts, "streets": streets, "reports": folder / "reports.csv"}


@pytest.fixture(scope="session")
def small_files(tmp_path_factory):
    return write_small_city(tmp_path_factory.mktemp("small_files"))


@pytest.fixture(scope="session")
def small(tmp_path_factory, small_files):
    """The small city through every step; for tests that only read."""
    folder = tmp_path_factory.mktemp("small")
    return run_all(libgrid.create(folder / "workspace", small_city_rules()), folder / "out", small_files)


@pytest.fixture
def new_small(tmp_path, small_files):
    """An own copy of the small city after its import, for tests that change it."""
    workspace = libgrid.create(tmp_path / "workspace", small_city_rules())
    libgrid.import_city(workspace, **small_files)
    return workspace
