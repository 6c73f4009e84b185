"""The next reports into a workspace that has its ground and its plans: of a file, or of a table in memory.

    libgrid.import_reports(workspace, "june.csv", append=True)
    libgrid.import_reports(workspace, "june.parquet")        # needs pyarrow, as all that speaks Arrow does
    libgrid.import_reports(workspace, frame)                 # pandas, pyarrow, Polars, a dict of columns
    libgrid.assign_reports(workspace)                        # what was made from the old reports is gone

The columns are those of city.report_columns, the frame and the clock those of city.report_source, as in a CSV.
"""
from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from . import _core
from ._core import StepSummary
from .steps import Progress
from .workspace import PathLike, Workspace


def _arrow_columns(table: Any) -> dict[str, Any]:
    import pyarrow

    arrow = pyarrow.table(table)
    return {name: arrow.column(name).to_pylist() for name in arrow.column_names}


def _columns(table: Any) -> dict[str, Any]:
    if isinstance(table, Mapping):
        return dict(table)
    if hasattr(table, "columns") and hasattr(table, "iloc"):   # pandas, without a way through Arrow
        return {str(name): table[name].to_numpy() for name in table.columns}
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return _arrow_columns(table)
    _core.refuse("reports", f"a file, a dict of columns, a DataFrame or an Arrow table, not {type(table).__name__}")


def _text(value: Any) -> str:
    """As it would stand in a CSV: numbers in full, whole ones without a point, times as ISO 8601, what is missing empty."""
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ in ("NaTType", "NAType") or value != value:   # NaN differs from itself
        return ""
    if isinstance(value, date):   # also a datetime, with its offset if it has one
        return value.isoformat()
    if isinstance(value, (float, np.floating)):   # an id 7 of a column with gaps is 7.0 in many a table
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 2**53 else str(number)
    return str(value)


def _cells(column: Any) -> list[str]:
    values = np.asarray(column)
    if values.dtype.kind == "M":
        values = values.astype("datetime64[us]")
    if values.dtype.kind == "f" and values.dtype.itemsize < 8:
        values = values.astype(np.float64)
    return [_text(value) for value in (values.tolist() if values.ndim == 1 else column)]


def _csv_text(table: Any, wanted: list[str]) -> str:
    columns = {name: _cells(column) for name, column in _columns(table).items() if name in wanted}
    lengths = {name: len(cells) for name, cells in columns.items()}
    if len(set(lengths.values())) > 1:
        _core.refuse("reports", f"columns of one length, not {lengths}")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values()))
    return text.getvalue()


def import_reports(workspace: Workspace, reports: Any, *, append: bool = False, encoding: str = "", layer: str = "",
                   progress: Progress | None = None) -> StepSummary:
    """Reports instead of those that are there, or beside them with append=True; blocks, plans and duties stay.

    reports: a file (.csv, .csv.gz, .gpkg, .parquet) or a table: a dict of columns, a pandas DataFrame, anything that speaks
    Arrow. encoding: of a CSV, "" for the city file's. layer: of a GeoPackage, by default the one named like the file. Rows
    that cannot be used are in workspace.rejected() with row, field and cure; rows count from 1.
    """
    if isinstance(reports, (str, os.PathLike)) and Path(reports).suffix.lower() != ".parquet":
        return _core.import_reports(workspace.folder, reports, encoding, layer, append, None, progress)
    names = workspace.city.report_columns
    wanted = [names.id, names.opened, names.closed, names.category, names.street, names.ward, names.lon, names.lat,
              names.accuracy, names.source, names.returned, names.resolution]
    table, name = reports, Path("table")
    if isinstance(reports, (str, os.PathLike)):
        import pyarrow.parquet as parquet

        name = Path(reports)
        if not name.exists():
            return _core.import_reports(workspace.folder, name, "", "", append, None, progress)   # tells so
        file = parquet.ParquetFile(name)
        table = file.read([column for column in file.schema_arrow.names if column in wanted])
    return _core.import_reports(workspace.folder, name, "", "", append, _csv_text(table, wanted), progress)
