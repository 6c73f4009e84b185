"""Workspace: its tables are those of the output files, cell for cell."""
import json
import pickle
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pytest
import shapely

import libgrid

LAYERS = ["districts", "faces", "blocks", "links", "zones", "road_pieces", "cells"]
TABLES = {"hotspots": "hotspots", "rebounds": "rebound", "worst_places": "worst_places", "rejected": "rejected", "posts": "posts"}


def text(column):
    return column.astype(object).where(column.notna(), "").astype(str).tolist()


def same(mine, theirs):
    """Equal numbers to the last bit, equal texts; nothing equals nothing."""
    if mine.dtype.kind in "iufb":
        return np.array_equal(mine.to_numpy(dtype=float, na_value=np.nan), theirs.to_numpy(dtype=float, na_value=np.nan), equal_nan=True)
    return text(mine) == text(theirs)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("city", ["small", "boston"])
def test_frames_are_the_layers_of_the_geopackage(request, city, layer):
    made = request.getfixturevalue(city)
    theirs = geopandas.read_file(next(made.out.glob("*.gpkg")), layer=layer)
    mine = getattr(made.workspace, layer)()
    assert list(mine.columns) == list(theirs.columns)
    for name in mine.columns.drop("geometry"):
        assert same(mine[name], theirs[name]), name
    if len(mine):
        assert mine.crs.to_epsg() == theirs.crs.to_epsg() == 26986
        assert shapely.equals_exact(mine.geometry.array, theirs.geometry.array, 0.0).all()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("city", ["small", "boston"])
def test_tables_are_the_csv_files(request, city, table):
    made = request.getfixturevalue(city)
    theirs = pandas.read_csv(made.out / f"{TABLES[table]}.csv", keep_default_na=False, na_values=[""])
    mine = getattr(made.workspace, table)()
    assert list(mine.columns) == list(theirs.columns)
    for name in mine.columns:
        assert same(mine[name], theirs[name]), name


@pytest.mark.parametrize("city", ["small", "boston"])
def test_reports_are_assignment_csv(request, city):
    made = request.getfixturevalue(city)
    theirs = pandas.read_csv(made.out / "assignment.csv", dtype={"case_id": str, "flags": str})
    mine = made.workspace.reports()
    for name in theirs.columns:
        assert same(mine[name], theirs[name]), name
    assert mine.opened.dtype == "datetime64[s]" and mine.closed.isna().any()


def test_reports_say_what_the_file_says(boston):
    theirs = pandas.read_csv(Path(__file__).resolve().parents[2] / "data" / "boston" / "reports.csv.gz", dtype=str, keep_default_na=False)
    mine = boston.workspace.reports()
    assert len(mine) == len(theirs)
    assert mine.case_id.tolist() == theirs.case_id.tolist() and mine.category.tolist() == theirs.type.tolist()
    assert np.array_equal(mine.lon, theirs.lon.astype(float)) and np.array_equal(mine.lat, theirs.lat.astype(float))
    assert mine.opened.dt.strftime("%Y-%m-%dT%H:%M:%S").tolist() == theirs.opened.str.replace(" ", "T").tolist()
    assert mine.closed.isna().sum() == (theirs.closed == "").sum()


def test_located_reports_get_their_zone_again(boston):
    reports = boston.workspace.reports()
    places = reports[reports.reason != "default_coordinate"].reset_index(drop=True)
    found = boston.workspace.locate(places.lon, places.lat)
    pandas.testing.assert_frame_equal(found, places[found.columns.tolist()])


def test_columns_of_every_table(small):
    for name in [*LAYERS, *TABLES, "reports"]:
        columns, frame = getattr(small.workspace, name)(columns=True), getattr(small.workspace, name)()
        assert list(columns) == list(frame.columns), name
        for column, values in columns.items():
            if column != "geometry":
                assert isinstance(values, np.ndarray) and len(values) == len(frame), (name, column)
    ragged = small.workspace.road_pieces(columns=True)["geometry"]
    assert isinstance(ragged, libgrid.RaggedLines) and ragged.coords.shape[1] == 2


def test_blocks_have_no_zone_before_there_is_a_plan(new_small):
    libgrid.draw_blocks(new_small)
    assert new_small.blocks().zone_id.isna().all()
    libgrid.draft_plan(new_small)
    libgrid.publish_plan(new_small, "2015-01-01T00:00:00")
    assert new_small.blocks().zone_id.notna().all()
    libgrid.draw_blocks(new_small)   # the same blocks again: the plan stands on them
    assert new_small.blocks().zone_id.notna().all() and len(new_small.zones()) == 10


def test_summary_is_that_of_the_export(small):
    exported = json.loads((small.out / "summary.json").read_text(encoding="utf-8"))
    summary = small.workspace.summary()
    assert summary["figures"] == exported["figures"] and summary["seed"] == exported["seed"] == small.workspace.city.seed


@pytest.mark.parametrize("table,step", [("blocks", "blocks"), ("road_pieces", "cut"), ("reports", "assign"), ("hotspots", "hotspots"), ("rebounds", "rebound")])
def test_a_step_that_has_not_been_run_is_named(new_small, table, step):
    with pytest.raises(KeyError) as caught:
        getattr(new_small, table)()
    assert (caught.value.code, caught.value.detail) == ("E_STEP_MISSING", step)


def test_workspaces_are_values(small, monkeypatch):
    folder = small.workspace.folder
    monkeypatch.chdir(folder.parent)
    again = libgrid.open("workspace")
    assert again == libgrid.Workspace(Path("workspace"))
    assert again == small.workspace and hash(again) == hash(small.workspace) and repr(again) == f"Workspace(folder={folder!r})"
    assert pickle.loads(pickle.dumps(again)) == again
    with pytest.raises(AttributeError):
        again.folder = Path()


def test_many_threads_read_one_workspace(small):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: small.workspace.blocks(columns=True)["workload"].sum(), range(32)))
    assert set(results) == {results[0]}


def test_no_workspace(tmp_path):
    with pytest.raises(OSError) as caught:
        libgrid.open(tmp_path / "nowhere")
    assert caught.value.code == "E_WORKSPACE_MISSING" and "不是工作区" in caught.value.message_zh


def test_create(tmp_path):
    city_file = Path(__file__).resolve().parents[2] / "data" / "boston" / "city.json"
    made = libgrid.create(tmp_path / "a" / "b", city_file)
    assert made.city.name_en == "Boston" and made.plans() == ()
    with pytest.raises(OSError):
        libgrid.create(made.folder, city_file)
    other = libgrid.create(made.folder, json.loads(city_file.read_text(encoding="utf-8")) | {"name_en": "Elsewhere"}, replace=True)
    assert other == made and made.city.name_en == "Elsewhere"
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.create(tmp_path / "c", {"code": "X"})
    assert caught.value.code == "E_PARAMETER_INVALID" and not (tmp_path / "c").exists()


def test_another_city_in_the_same_folder_is_seen(new_small, small_files, tmp_path):
    def publish(workspace):
        libgrid.draw_blocks(workspace)
        libgrid.draft_plan(workspace)
        libgrid.publish_plan(workspace, "2015-01-01T00:00:00")

    publish(new_small)
    before = new_small.plan()
    rules = json.loads((new_small.folder / "workspace.json").read_text(encoding="utf-8"))
    libgrid.create(new_small.folder, rules, replace=True)
    libgrid.import_city(new_small, **small_files)
    publish(new_small)
    assert new_small.plan() == before and new_small.plan() is not before   # equal, but read anew


def test_frames_need_an_extra_columns_do_not(small, monkeypatch):
    for name in ("geopandas", "pandas", "shapely"):
        monkeypatch.setitem(sys.modules, name, None)
    assert len(small.workspace.zones(columns=True)["zone_id"]) == 10
    with pytest.raises(ImportError, match=r"libgrid\[geo\]"):
        small.workspace.zones()


def test_a_damaged_workspace_is_an_error(small, tmp_path):
    folder = shutil.copytree(small.workspace.folder, tmp_path / "copy")
    (folder / "store.sqlite").write_bytes(b"no database" * 100)
    workspace = libgrid.Workspace(folder)
    with pytest.raises(libgrid.GridError):
        workspace.blocks()
