"""The folder of one city (工作区) and its tables."""
from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from . import _core, frames
from ._core import City, PlanVersion
from .frames import Columns, Layout
from .plan import Plan

if TYPE_CHECKING:
    import geopandas
    import pandas

PathLike = str | os.PathLike[str]
Moment = datetime | date | np.datetime64 | str
"""Local time without a zone: a datetime, a datetime64, or YYYY-MM-DDTHH:MM:SS; a day (date, YYYY-MM-DD) is its midnight."""

AsOf = Moment
"""When something was so."""


def open(folder: PathLike) -> Workspace:
    """The workspace in a folder. Raises GridFileError if there is none."""
    workspace = Workspace(Path(folder))
    workspace.city   # the folder is read once, so that a wrong one is told here
    return workspace


def create(folder: PathLike, city: PathLike | Mapping[str, Any], *, replace: bool = False) -> Workspace:
    """Makes a workspace from a city file, or from its content as a dict.

    A folder that is a workspace already is refused unless replace=True; then everything in it is deleted.
    """
    if not isinstance(city, Mapping):
        _core.create(folder, city, replace)
        return open(folder)
    with tempfile.TemporaryDirectory() as scratch:
        city_file = Path(scratch, "city.json")
        city_file.write_text(json.dumps(city, ensure_ascii=False), encoding="utf-8")
        _core.create(folder, city_file, replace)
    return open(folder)


@dataclass(frozen=True)
class Workspace:
    """One city: what was imported and what the steps made of it, read from the folder when it is asked for.

        workspace = libgrid.open("out/boston/workspace")
        workspace.zones(level=2).plot("workload")
        workspace.locate(lon, lat)

    A Workspace is no more than the name of its folder: it can be compared, pickled, and used from many threads and
    processes. Every method that gives a table gives a DataFrame or GeoDataFrame (pip install libgrid[geo]), and with
    columns=True a dict of NumPy columns, geometry as ragged arrays. Names and meaning of the columns: docs/outputs.md.
    An id that is not there is <NA> in a frame and 0 in a column, a number NaN, a time NaT, a text "".
    """

    folder: Path
    """Absolute, so that it means the same after a change of directory."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", Path(self.folder).absolute())

    @property
    def city(self) -> City:
        """Frame, sectors, levels, rules."""
        return _core.city(self.folder)

    def plans(self) -> tuple[PlanVersion, ...]:
        """All published versions, oldest first."""
        return _core.plans(self.folder)

    def plan(self, *, as_of: AsOf | None = None) -> Plan:
        """The newest plan, or the one in force at a moment; kept in memory while it is the same.

        Raises GridKeyError (E_PLAN_MISSING) if there is none.
        """
        version = _core.newest_version(self.folder) if as_of is None else _core.version_in_force(self.folder, moment(as_of, "as_of"))
        return _plan(self.folder, version, _identity(self.folder))

    def summary(self) -> dict[str, Any]:
        """Parameters, inputs, timings, figures and findings of the steps run so far: summary.json."""
        document: dict[str, Any] = json.loads(_core.summary(self.folder))
        return document

    @overload
    def zones(self, level: int | None = None, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def zones(self, level: int | None = None, *, columns: Literal[True]) -> Columns: ...
    def zones(self, level: int | None = None, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Zones (网格) of the newest plan, of one level (1 = upper) or of all."""
        plan = self.plan()
        return plan.zones(level, columns=True) if columns else plan.zones(level)

    @overload
    def posts(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def posts(self, *, columns: Literal[True]) -> Columns: ...
    def posts(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Posts (岗位) of the newest plan."""
        plan = self.plan()
        return plan.posts(columns=True) if columns else plan.posts()

    @overload
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: Literal[False] = False,
               threads: int = 0) -> pandas.DataFrame: ...
    @overload
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: Literal[True], threads: int = 0) -> Columns: ...
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: bool = False,
               threads: int = 0) -> pandas.DataFrame | Columns:
        """Who is responsible for places, by the newest plan; see Plan.locate."""
        plan = self.plan()
        return plan.locate(lon, lat, columns=True, threads=threads) if columns else plan.locate(lon, lat, threads=threads)

    @overload
    def districts(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def districts(self, *, columns: Literal[True]) -> Columns: ...
    def districts(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Districts (辖区) as the faces tile them: repaired and without overlap."""
        return self._geo_table(_core.districts, Layout("multipolygon"), columns)

    @overload
    def faces(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def faces(self, *, columns: Literal[True]) -> Columns: ...
    def faces(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Faces after cutting, with the raw face they come from and the block they went to."""
        return self._geo_table(_core.faces, Layout("polygon"), columns)

    @overload
    def blocks(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def blocks(self, *, columns: Literal[True]) -> Columns: ...
    def blocks(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Blocks (街区) with their zone in the newest plan, if it was drawn on these blocks."""
        return self._geo_table(_core.blocks, Layout("polygon", nullable=("zone_id",)), columns)

    @overload
    def links(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def links(self, *, columns: Literal[True]) -> Columns: ...
    def links(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Declared links between land components."""
        return self._geo_table(_core.links, Layout("line"), columns)

    @overload
    def road_pieces(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def road_pieces(self, *, columns: Literal[True]) -> Columns: ...
    def road_pieces(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Every metre of every street, and which zone answers for it (路段责任)."""
        return self._geo_table(_core.road_pieces, Layout("line", nullable=("zone_id",)), columns)

    @overload
    def cells(self, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def cells(self, *, columns: Literal[True]) -> Columns: ...
    def cells(self, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """Cells of the analysis raster that meet the land."""
        return self._geo_table(_core.cells, Layout("polygon"), columns)

    @overload
    def reports(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def reports(self, *, columns: Literal[True]) -> Columns: ...
    def reports(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Reports (上报) with their attribution (归属), one row per accepted row of the file."""
        return self._table(_core.reports, Layout(nullable=("zone_id", "upper_zone_id")), columns)

    @overload
    def rejected(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def rejected(self, *, columns: Literal[True]) -> Columns: ...
    def rejected(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Refused rows of the report file: file, row, field, code and message."""
        return self._table(_core.rejected, Layout(nullable=("row",)), columns)

    @overload
    def hotspots(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def hotspots(self, *, columns: Literal[True]) -> Columns: ...
    def hotspots(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Gi* of every listed category in every cell."""
        return self._table(_core.hotspots, Layout(), columns)

    @overload
    def rebounds(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def rebounds(self, *, columns: Literal[True]) -> Columns: ...
    def rebounds(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Rebound (反弹) of every listed category."""
        return self._table(_core.rebounds, Layout(), columns)

    @overload
    def worst_places(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def worst_places(self, *, columns: Literal[True]) -> Columns: ...
    def worst_places(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """The cells with most rebounding cases."""
        return self._table(_core.worst_places, Layout(), columns)

    def _geo_table(self, read: Callable[[Path], Columns], layout: Layout, columns: bool) -> geopandas.GeoDataFrame | Columns:
        table = frames.with_ragged(read(self.folder), layout)
        return table if columns else frames.geo_data_frame(table, layout, self.city.epsg)

    def _table(self, read: Callable[[Path], Columns], layout: Layout, columns: bool) -> pandas.DataFrame | Columns:
        table = read(self.folder)
        return table if columns else frames.data_frame(table, layout.nullable)


def moment(time: Moment, argument: str) -> str:
    """The text of a local time, YYYY-MM-DDTHH:MM:SS; what is none is refused at the argument."""
    if isinstance(time, np.datetime64):
        return _core.moment(str(time.astype("datetime64[s]")), argument)
    if isinstance(time, datetime) and time.tzinfo is not None:
        _core.refuse(argument, "a time with a zone; libgrid keeps local times as they are written")
    if not isinstance(time, (str, date)):
        _core.refuse(argument, f"a datetime, a date, a datetime64 or YYYY-MM-DDTHH:MM:SS is needed, not {type(time).__name__}")
    if isinstance(time, datetime):
        return _core.moment(time.isoformat(timespec="seconds") if time == time else "NaT", argument)
    return _core.moment(time if isinstance(time, str) else time.isoformat(), argument)


def _identity(folder: Path) -> tuple[int, int]:
    """Tells a workspace from one that took its place in the same folder."""
    entry = os.stat(folder / "workspace.json")
    return entry.st_ino, entry.st_mtime_ns


@lru_cache(maxsize=8)
def _plan(folder: Path, version: PlanVersion, identity: tuple[int, int]) -> Plan:
    return Plan(folder, version.version)
