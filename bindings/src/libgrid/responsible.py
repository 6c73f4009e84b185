"""Who answers at any place: decision, street duty, exception area, zone, border, nearest zone, district."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core, frames
from .frames import Columns
from .workspace import AsOf, Workspace, moment

if TYPE_CHECKING:
    import pandas

MOST_METRES = 10_000.0   # a place that is wrong by more says nothing


def _texts(given: str | Sequence[str], rows: int) -> list[str]:
    return [given] * rows if isinstance(given, str) else [str(text) for text in given]


def _metres(given: ArrayLike | None, rows: int) -> NDArray[np.float64]:
    """NaN: not stated, as 0 in the library."""
    stated = np.asarray(0.0 if given is None else given, np.float64)
    metres = np.broadcast_to(stated, (rows,)) if stated.ndim == 0 else stated
    odd = np.flatnonzero((metres < 0) | (metres > MOST_METRES))
    if odd.size:
        _core.refuse("accuracy", f"row {odd[0]}: {metres[odd[0]]:g} is not 0 to 10,000 m ({odd.size} such rows)")
    return np.nan_to_num(metres, nan=0.0)


@overload
def responsible(workspace: Workspace, lon: ArrayLike, lat: ArrayLike, *, street: str | Sequence[str] = "",
                category: str | Sequence[str] = "", accuracy: ArrayLike | None = None, as_of: AsOf | None = None,
                columns: Literal[False] = False) -> pandas.DataFrame: ...
@overload
def responsible(workspace: Workspace, lon: ArrayLike, lat: ArrayLike, *, street: str | Sequence[str] = "",
                category: str | Sequence[str] = "", accuracy: ArrayLike | None = None, as_of: AsOf | None = None,
                columns: Literal[True]) -> Columns: ...
def responsible(workspace: Workspace, lon: ArrayLike, lat: ArrayLike, *, street: str | Sequence[str] = "",
                category: str | Sequence[str] = "", accuracy: ArrayLike | None = None, as_of: AsOf | None = None,
                columns: bool = False) -> pandas.DataFrame | Columns:
    """Who answers at places in degrees (WGS 84), by all rules of the city: the columns of attribution.csv.

        libgrid.responsible(workspace, [-71.0648], [42.3574], street="Beacon St", accuracy=[30])

    plan_version, sector (of the category), zone (its code), method (precedent, segment_duty, exception, inside, tie,
    nearest, district, none), rule, distance_m, district, to_verify and candidates: all zones within the stated accuracy,
    at least 15 m (the city file's least_accuracy_m), as code:metres, nearest first. accuracy: metres, NaN where none is
    stated; negative numbers and more than 10 km are refused. as_of: the plan in force then; by default the newest.
    """
    rows = np.size(np.atleast_1d(np.asarray(lon)))
    table = _core.responsible(workspace.folder, np.atleast_1d(lon), np.atleast_1d(lat), _texts(street, rows), _texts(category, rows),
                              _metres(accuracy, rows), None if as_of is None else moment(as_of, "as_of"))
    return table if columns else frames.data_frame(table)
