"""A published plan in memory: its zones, its posts, and who answers for a place."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from numpy.typing import ArrayLike

from . import _core, frames
from ._core import PlanVersion
from .frames import Columns, Layout

if TYPE_CHECKING:
    import geopandas
    import pandas

_ZONES = Layout("multipolygon", nullable=("parent_id", "post_id"))
_POSTS = Layout(nullable=("parent_id", "zone_id"))
_PLACES = Layout(nullable=("zone_id", "upper_zone_id"))


class Plan:
    """One version of the zones (网格方案), read once; it never changes, and threads may share it.

        plan = workspace.plan()
        plan.locate([-71.0648], [42.3574])          # a DataFrame with one row per place

    Every method that gives a table gives a DataFrame or GeoDataFrame, and with columns=True a dict of NumPy columns.
    """

    __slots__ = ("_core",)

    def __init__(self, workspace: Path | str, version: int) -> None:
        self._core = _core.Plan(workspace, version)

    @property
    def version(self) -> PlanVersion:
        """Number, dates and digest."""
        return self._core.version

    @property
    def epsg(self) -> int:
        """The plane frame of the shapes."""
        return self._core.epsg

    @overload
    def zones(self, level: int | None = None, *, columns: Literal[False] = False) -> geopandas.GeoDataFrame: ...
    @overload
    def zones(self, level: int | None = None, *, columns: Literal[True]) -> Columns: ...
    def zones(self, level: int | None = None, *, columns: bool = False) -> geopandas.GeoDataFrame | Columns:
        """The zones of one level (1 = upper), or of all: layer `zones` of docs/outputs.md."""
        table = frames.with_ragged(self._core.zones(level), _ZONES)
        return table if columns else frames.geo_data_frame(table, _ZONES, self.epsg)

    @overload
    def posts(self, *, columns: Literal[False] = False) -> pandas.DataFrame: ...
    @overload
    def posts(self, *, columns: Literal[True]) -> Columns: ...
    def posts(self, *, columns: bool = False) -> pandas.DataFrame | Columns:
        """Who answers (岗位): posts.csv of docs/outputs.md."""
        table = self._core.posts()
        return table if columns else frames.data_frame(table, _POSTS.nullable)

    @overload
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: Literal[False] = False,
               threads: int = 0) -> pandas.DataFrame: ...
    @overload
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: Literal[True], threads: int = 0) -> Columns: ...
    def locate(self, lon: ArrayLike, lat: ArrayLike, *, columns: bool = False,
               threads: int = 0) -> pandas.DataFrame | Columns:
        """Who is responsible for places in degrees (WGS 84): zone_id, upper_zone_id, method, reason, distance_m.

        method is inside, border (the lower code answers) or none; then reason says why: outside, with the metres to the
        nearest zone in distance_m, or the code of what is wrong with the coordinates, such as E_NUMBER_NOT_FINITE or
        E_AXES_SWAPPED: a bad row never stops the others. threads: 0 uses all cores; the result does not depend on it.
        """
        table = self._core.locate(lon, lat, threads=threads)
        return table if columns else frames.data_frame(table, _PLACES.nullable)

    @overload
    def attribute(self, x: ArrayLike, y: ArrayLike, *, columns: Literal[False] = False,
                  threads: int = 0) -> pandas.DataFrame: ...
    @overload
    def attribute(self, x: ArrayLike, y: ArrayLike, *, columns: Literal[True], threads: int = 0) -> Columns: ...
    def attribute(self, x: ArrayLike, y: ArrayLike, *, columns: bool = False,
                  threads: int = 0) -> pandas.DataFrame | Columns:
        """The same for places in the plane frame of the plan (metres)."""
        table = self._core.attribute(x, y, threads=threads)
        return table if columns else frames.data_frame(table, _PLACES.nullable)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plan) and (self.version, self.epsg) == (other.version, other.epsg)

    def __hash__(self) -> int:
        return hash((self.version, self.epsg))

    def __repr__(self) -> str:
        return f"<libgrid.Plan version {self.version.version}, valid from {self.version.valid_from}>"
