"""The steps of a city in the order in which they are run; each is what the subcommand of the `libgrid` program does.

    workspace = libgrid.create("xuchang", "city.json")
    libgrid.import_city(workspace, districts="districts.gpkg", streets="streets.gpkg", reports="reports.csv.gz")
    libgrid.draw_blocks(workspace)
    libgrid.draft_plan(workspace)
    libgrid.publish_plan(workspace, "2024-01-01T00:00:00")
    libgrid.cut_streets(workspace)
    libgrid.assign_reports(workspace)
    libgrid.find_hotspots(workspace)
    libgrid.measure_rebound(workspace)
    libgrid.export_outputs(workspace, "out")

A step either happened or it did not; running it again gives the same result. `progress` is called as progress(step,
share) with a share from 0 to 1 (on_bar turns a tqdm bar into such a callable). Ctrl-C, or an exception in `progress`,
cancels the step and leaves the workspace as it was. A step whose predecessor has not been run raises GridKeyError
(E_STEP_MISSING).
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import _core
from ._core import StepSummary
from .workspace import Moment, PathLike, Workspace, moment

Progress = Callable[[str, float], object]


def import_city(workspace: Workspace, *, districts: PathLike, streets: PathLike, reports: PathLike | None = None,
                district_layer: str = "", district_name: str = "Name", street_layer: str = "",
                barriers: PathLike | None = None, points: Mapping[str, PathLike] | None = None,
                street_columns: Mapping[str, str] | None = None, progress: Progress | None = None) -> StepSummary:
    """Reads districts (.gpkg, .geojson), streets (also .shp, .osm.pbf) and reports (.csv, .csv.gz; None: a
    city that has none yet, import_reports adds them).

    Rows that cannot be used are listed. district_layer, street_layer: layer in the file, by default the one named like the file; district_name: the column
    with the name of a district. barriers: lines of rivers, railways and walls (.gpkg, .geojson, .shp), read as
    city.barriers says. points: for workloads of the measure "points" their file (.csv with lon and lat, .geojson, .gpkg), by
    name. street_columns: which column of the streets is what (id, name, class, width, access, layer, bridge, tunnel); the
    others by their usual names. The kinds of the classes are road_kinds of the city.
    """
    return _core.import_city(workspace.folder, districts, streets, "" if reports is None else reports, district_layer,
                             district_name, street_layer, Path(barriers) if barriers is not None else None,
                             {name: Path(file) for name, file in (points or {}).items()}, dict(street_columns or {}), progress)


def draw_blocks(workspace: Workspace, *, progress: Progress | None = None) -> StepSummary:
    """Districts and streets to blocks with their workload."""
    return _core.draw_blocks(workspace.folder, progress)


def draft_plan(workspace: Workspace, *, preset: str = "", least: float = 0.0, least_of: str = "",
               locked: Sequence[str | int] = (), excluded: Sequence[PathLike | int] = (),
               within_districts: bool = False, progress: Progress | None = None) -> StepSummary:
    """Blocks to balanced zones on all levels: a draft that has passed the checks.

    preset: fast, default or best; by default the city file's. least: the lowest level has as many zones as hold so much each
    of least_of (workload, where 1 is all of the city, reports, street_m, area_m2 or a workload of the city file).
    locked: codes or ids of lowest zones of the newest published plan that stay as they are. excluded: block ids, or files of
    polygons; those blocks are in no zone. within_districts: no zone crosses the border of a district. All of these besides
    what the city file says; what cannot be met together is refused with the block or zone and the constraint.
    """
    return _core.draft_plan(workspace.folder, preset, least, least_of, [str(zone) for zone in locked],
                            [str(one) for one in excluded], within_districts, progress)


def publish_plan(workspace: Workspace, valid_from: Moment, *, again: bool = False, uneven: bool = False,
                 progress: Progress | None = None) -> StepSummary:
    """The draft becomes the next version, in force from a local time; the version before ends then.

    A draft that is the newest version as it is raises GridError (E_DRAFT_UNCHANGED), unless again. uneven: also where
    workloads of zones are outside their band or limits, after a split by hand; the summary counts them.
    """
    return _core.publish_plan(workspace.folder, moment(valid_from, "valid_from"), again, uneven, progress)


def cut_streets(workspace: Workspace, *, register: PathLike | None = None, landmarks: Sequence[PathLike] = (),
                progress: Progress | None = None) -> StepSummary:
    """Streets to pieces, each with the zone that answers for it.

    register: a CSV file of rows "street X from A to B, side, belongs to unit U" (路长制), which come before every rule.
    landmarks: GeoJSON files of rivers and railways, which a row may name as an end.
    """
    return _core.cut_streets(workspace.folder, None if register is None else Path(register),
                             [Path(file) for file in landmarks], progress)


def assign_reports(workspace: Workspace, *, progress: Progress | None = None) -> StepSummary:
    """Every report gets one zone, or the reason why it has none."""
    return _core.assign_reports(workspace.folder, progress)


def find_hotspots(workspace: Workspace, *, progress: Progress | None = None) -> StepSummary:
    """Gi* of every frequent category on the cells of the city."""
    return _core.find_hotspots(workspace.folder, progress)


def measure_rebound(workspace: Workspace, *, progress: Progress | None = None) -> StepSummary:
    """How often settled cases come back, per category, and where most."""
    return _core.measure_rebound(workspace.folder, progress)


def export_outputs(workspace: Workspace, folder: PathLike, *, progress: Progress | None = None) -> StepSummary:
    """The files of docs/outputs.md: GeoPackage, CSV tables, summary.json."""
    return _core.export_outputs(workspace.folder, folder, progress)


def export_version(workspace: Workspace, folder: PathLike, *, version: int | None = None, as_of: Moment | None = None,
                   progress: Progress | None = None) -> StepSummary:
    """One published version as files, by its number or as it was in force at a moment: plan and posts of then."""
    if (version is None) == (as_of is None):
        _core.refuse("version", "either version or as_of")
    then = None if as_of is None else moment(as_of, "as_of")
    return _core.export_version(workspace.folder, folder, version or 0, then, progress)


def write_html_report(workspace: Workspace, folder: PathLike) -> Path:
    """report.html: one self-contained file with map, charts and tables, in Chinese and English."""
    return _core.write_html_report(workspace.folder, folder, None)


def on_bar(bar: Any) -> Progress:
    """Shows progress on a bar of tqdm with total=1.

        with tqdm(total=1.0) as bar:
            libgrid.draw_blocks(workspace, progress=libgrid.on_bar(bar))
    """

    def show(step: str, share: float) -> None:
        bar.set_description(step, refresh=False)
        bar.update(share - bar.n)

    return show
