"""Reports alone: files of every kind and tables in memory give the same reports, and the same refusals."""
import csv
import sqlite3
from datetime import datetime

import numpy as np
import pytest

import libgrid


@pytest.fixture
def rows(small_files):
    with small_files["reports"].open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def columns_of(rows):
    """As a program has them: numbers, times, nothing where nothing is."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    for name in ("lon", "lat"):
        columns[name] = np.array(columns[name], dtype=float)
    for name in ("opened", "closed"):
        columns[name] = np.array([text or "NaT" for text in columns[name]], dtype="datetime64[s]")
    return columns


@pytest.fixture
def ready(new_small):
    """With a plan in force: reports that are imported anew need only be assigned to be read."""
    libgrid.draw_blocks(new_small)
    libgrid.draft_plan(new_small)
    libgrid.publish_plan(new_small, "2015-01-01T00:00:00")
    libgrid.cut_streets(new_small)
    return new_small


def assigned(workspace):
    libgrid.assign_reports(workspace)
    return workspace.reports(columns=True)


def reports_of(workspace):
    table = assigned(workspace)
    return {name: repr(column.tolist()) for name, column in table.items()}  # as text: NaN is what NaN is


def test_a_dict_of_columns_is_what_the_file_is(ready, rows):
    before = reports_of(ready)
    summary = libgrid.import_reports(ready, columns_of(rows))
    assert reports_of(ready) == before
    assert {f.name: f.value for f in summary.figures}["report_rows"] == len(rows)


def test_sources_come_with_a_table_and_optional_columns_may_be_missing(ready, rows, tmp_path):
    pytest.importorskip("geopandas")
    few = {name: column for name, column in columns_of(rows).items() if name in ("case_id", "opened", "type", "lon", "lat")}
    told = libgrid.import_reports(ready, few).findings
    assert any("no column `street`" in text for text in told) and any("no column `closed`" in text for text in told)
    libgrid.import_reports(ready, {**columns_of(rows), "source": ["巡查" if i % 2 else "热线" for i in range(len(rows))]})
    libgrid.assign_reports(ready)
    sources = libgrid.reporting_bias(ready, tmp_path / "bias").sources
    named = sources[sources.grouping == "source"]
    assert set(named.name) == {"巡查", "热线"} and set(named["class"]) == {"patrol", "public"}


def test_frames_and_arrow(ready, rows, tmp_path):
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    before, columns = reports_of(ready), columns_of(rows)
    arrow = pyarrow.table({**columns, "unused": [[1]] * len(rows)})
    parquet.write_table(arrow, tmp_path / "june.parquet")
    nullable = pandas.DataFrame(columns).assign(closed=pandas.array([row["closed"] or None for row in rows], dtype="string"))
    for table in (pandas.DataFrame(columns), nullable, arrow, tmp_path / "june.parquet"):
        libgrid.import_reports(ready, table)
        assert reports_of(ready) == before
    with pytest.raises(libgrid.GridFileError) as caught:
        libgrid.import_reports(ready, tmp_path / "none.parquet")
    assert caught.value.code == "E_FILE_NOT_FOUND"


def test_every_bad_row_of_a_table_is_named(ready, rows):
    columns = columns_of(rows[:5])
    columns["lon"][1] = np.nan
    columns["lat"], columns["lon"] = columns["lat"].copy(), columns["lon"]
    columns["lon"][2], columns["lat"][2] = columns["lat"][2], columns["lon"][2]
    columns["opened"] = [*columns["opened"].tolist()[:3], "yesterday", datetime(2015, 1, 1, 8, 0, 0)]
    libgrid.import_reports(ready, columns)
    refused = ready.rejected(columns=True)
    assert list(zip(refused["row"].tolist(), refused["field"])) == [(2, "lon"), (3, "lon"), (4, "opened")]
    assert len(assigned(ready)["opened"]) == 2


def test_append_refuses_what_is_there(ready, rows):
    columns = columns_of(rows[:3])
    columns["case_id"] = ["new", rows[1]["case_id"], "newer"]
    libgrid.import_reports(ready, columns, append=True)
    assert len(assigned(ready)["opened"]) == len(rows) + 2
    assert len(ready.rejected(columns=True)["row"]) == 1


def test_a_geopackage_table(ready, rows, tmp_path):
    path = tmp_path / "june.gpkg"
    with sqlite3.connect(path) as database:
        database.executescript("""
            PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
              organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
              description TEXT DEFAULT '', last_change DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE,
              min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL,
              geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined', -1, 'NONE', -1, 'undefined', NULL),
              ('Undefined', 0, 'NONE', 0, 'undefined', NULL);
            CREATE TABLE june (fid INTEGER PRIMARY KEY, case_id TEXT, opened TEXT, closed TEXT, type TEXT, street TEXT,
              ward TEXT, lon DOUBLE, lat DOUBLE);
            INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('june', 'attributes', 'june');""")
        names = list(rows[0])
        database.executemany(f"INSERT INTO june ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                             [tuple(row[name] or None for name in names) for row in rows])
    before = reports_of(ready)
    libgrid.import_reports(ready, path)
    assert reports_of(ready) == before
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.import_reports(ready, path, layer="july")
    assert caught.value.code == "E_NOT_FOUND"


def test_what_is_no_table(new_small):
    for table in (5, {"case_id": ["1"], "lon": [1.0, 2.0]}, {"case_id": ["1"]}):
        with pytest.raises(libgrid.GridError):
            libgrid.import_reports(new_small, table)


def test_a_version_as_files(small, tmp_path):
    libgrid.export_version(small.workspace, tmp_path / "one", version=1)
    libgrid.export_version(small.workspace, tmp_path / "then", as_of="2015-06-01T00:00:00")
    written = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert written == sorted(path.name for path in (tmp_path / "then").iterdir())
    assert any(name.endswith("_plan_1.gpkg") for name in written)
    for wrong in ({}, {"version": 1, "as_of": "2015-06-01T00:00:00"}, {"version": 7}):
        with pytest.raises(libgrid.GridError):
            libgrid.export_version(small.workspace, tmp_path / "no", **wrong)
    assert not (tmp_path / "no").exists()
