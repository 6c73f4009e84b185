"""Streets: noded networks, who answers for which metre, and snapping of places to a street and its side.

    segments, findings = libgrid.roads.network(streets, name="name", road_class="highway")
    summary = libgrid.roads.inspect("roads.shp", epsg=4547, encoding="GBK", columns={"class": "等级"}, out="out")
    pieces = libgrid.roads.duties(streets, zones, code="code", main="higher_authority", lane="centre_line", tolerance=3)
    ways = libgrid.roads.Ways(streets)                     # distances along the streets
    ways.distance(x, y, to_x, to_y, limit=500); ways.ball(x[0], y[0], 200)
    parts = libgrid.roads.lixels(streets, 10)              # equal parts of at most 10 m
    street, measure, distance, side = libgrid.roads.snap(streets, x, y, limit=50)

`streets` is a GeoDataFrame of LineStrings in a plane frame (metres); rows are named by their position.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from ._core import StepSummary
from .frames import Layout, data_frame, geo_data_frame, with_ragged
from .workspace import PathLike

if TYPE_CHECKING:
    import geopandas
    import pandas

BorderRule = Literal["lower_code", "centre_line", "longer_share", "higher_authority", "south_east"]
RoadKind = Literal["main_road", "secondary", "branch", "back_lane"]
_LINE, _POLYGON, _MULTIPOLYGON = 1, 3, 6   # of shapely.GeometryType


def network(streets: geopandas.GeoDataFrame, *, name: str | None = None, road_class: str | None = None,
            layer: str | None = None, one_way: str | None = None, width: str | None = None, access: str | None = None,
            kinds: Mapping[str, RoadKind] | None = None) -> tuple[geopandas.GeoDataFrame, pandas.DataFrame]:
    """Noded segments with measures on their street and kind of road, and what was found, each named.

    layer: column of whole numbers; lines of different layers cross without a node. one_way: column of 1, -1, 0. width:
    column of metres. kinds: the city's own classes, as {"STRALY": "back_lane"}; by default those of OpenStreetMap. A
    class that is not known, or none, is decided by rule: end of the name, access, width, dead end (kind_reason).
    """
    widths = [] if width is None else [float(metres) for metres in streets[width]]
    segments, findings = _core.road_network(*_lines(streets), _texts(streets, name), _texts(streets, road_class),
                                            _numbers(streets, layer), _numbers(streets, one_way), widths,
                                            _texts(streets, access), list((kinds or {}).items()))
    layout = Layout("line")
    return geo_data_frame(with_ragged(segments, layout), layout, _epsg(streets)), data_frame(findings)


def inspect(file: PathLike, *, epsg: int = 0, city: PathLike | None = None, layer: str = "", encoding: str = "",
            columns: Mapping[str, str] | None = None, class_table: PathLike | None = None,
            out: PathLike | None = None) -> StepSummary:
    """What is in a street layer and what is wrong with it: `libgrid roads`.

    epsg: plane of the lengths, else that of the city file, whose road_kinds and back_lanes count too. columns: which
    column is what (id, name, class, one_way, lanes, width, access, bridge, tunnel, layer); the others by the usual names.
    class_table: CSV of road_class and kind. out: folder for roads.gpkg, segments.csv and findings.csv.
    """
    return _core.inspect_roads(Path(file), epsg, None if city is None else Path(city), layer, encoding,
                               dict(columns or {}), None if class_table is None else Path(class_table),
                               None if out is None else Path(out))


def duties(streets: geopandas.GeoDataFrame, zones: geopandas.GeoDataFrame, *, code: str, kind: str | None = None,
           main: BorderRule = "lower_code", lane: BorderRule = "lower_code", authority: str = "", nearest_within: float = 0.0,
           tolerance: float = 0.0, shortest: float = 0.0, sector: str = "all", register: pandas.DataFrame | None = None,
           name: str | None = None) -> geopandas.GeoDataFrame:
    """Every metre of every street with the zone or unit that answers, its side and the rule.

    kind: column of main_road, secondary, branch, back_lane; without it every street is a main road. Zones of `code`
    order; a street within `tolerance` metres of a border runs along it; border stretches shorter than `shortest` go to
    the zone of their middle. On either side the pieces of a street add up to its length.

    register: 路长制, columns street, from, to, side, unit (docs/outputs.md): "street X from A to B belongs to unit U" comes
    before every other rule; `name` is then the column of names of `streets`. Rows that could not be placed or look wrong
    stand in `.attrs["register_findings"]`: (row by position, street, problem, text).
    """
    import shapely

    ordered = zones.sort_values(code, kind="stable")
    shapes = np.asarray(ordered.geometry.array)
    if not len(shapes) or not set(shapely.get_type_id(shapes).tolist()) <= {_POLYGON, _MULTIPOLYGON}:
        _core.refuse("zones", "every row needs a polygon or a multipolygon")
    found, coords, offsets = shapely.to_ragged_array(shapes, include_z=False)
    if found.value == _POLYGON:
        offsets = (*offsets, np.arange(len(shapes) + 1))
    rows = [] if register is None else _register(register)
    if rows and name is None:
        _core.refuse("name", "the column of names of the streets is needed with a register")
    columns, findings = _core.road_duties(*_lines(streets), _texts(streets, kind), (coords, *offsets), _texts(ordered, code), main,
                                          lane, authority, nearest_within, tolerance, shortest, sector, _texts(streets, name), rows)
    layout = Layout("line")
    pieces = geo_data_frame(with_ragged(columns, layout), layout, _epsg(streets))
    pieces.attrs["register_findings"] = findings
    return pieces


def _register(rows: pandas.DataFrame) -> list[tuple[str, str, str, str, str]]:
    wanted = ("street", "from", "to", "side", "unit")
    for column in ("street", "unit"):
        if column not in rows:
            _core.refuse("register", f"there is no column {column}")
    texts = [[("" if value is None or value != value else str(value)) for value in rows[column]] if column in rows else [""] * len(rows)
             for column in wanted]
    return [(street, begin, end, side, unit) for street, begin, end, side, unit in zip(*texts)]


class Ways:
    """Distances along the streets; they are cut where they meet and walked in both directions. A place counts from the
    nearest place on a street within `reach` metres; the way to it is not counted."""

    __slots__ = ("_core", "_epsg")

    def __init__(self, streets: geopandas.GeoDataFrame, *, reach: float = 100.0) -> None:
        self._epsg = _epsg(streets)
        self._core = _core.StreetWays(*_lines(streets), reach)

    def distance(self, x: ArrayLike, y: ArrayLike, to_x: ArrayLike, to_y: ArrayLike, *, limit: float = 1000.0) -> NDArray[np.float64]:
        """Metres from each place to the other of the same position; NaN beyond the limit and where no street is near."""
        return self._core.distance(x, y, to_x, to_y, limit)

    def ball(self, x: float, y: float, radius: float) -> geopandas.GeoDataFrame:
        """The parts of streets within the radius of one place: street (row), from_m, to_m, length_m, geometry."""
        layout = Layout("line")
        return geo_data_frame(with_ragged(self._core.ball(x, y, radius), layout), layout, self._epsg)


def lixels(streets: geopandas.GeoDataFrame, longest: float) -> geopandas.GeoDataFrame:
    """Every street in equal parts of at most `longest` metres: street (row), from_m, to_m, length_m, geometry."""
    layout = Layout("line")
    return geo_data_frame(with_ragged(_core.street_parts(*_lines(streets), longest), layout), layout, _epsg(streets))


class Snapper:
    """The nearest street of many places; the index is built once."""

    __slots__ = ("_core",)

    def __init__(self, streets: geopandas.GeoDataFrame) -> None:
        self._core = _core.Snapper(*_lines(streets))

    def snap(self, x: ArrayLike, y: ArrayLike, *, limit: float = np.inf, threads: int = 0,
             ) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64], NDArray[np.int8]]:
        """For each place the nearest street (-1: none within the limit), the measure on it, the distance, and the side.

        side: 1 left, -1 right of the street in its drawn direction, 0 on it.
        """
        return self._core.snap(x, y, limit=limit, threads=threads)


def snap(streets: geopandas.GeoDataFrame, x: ArrayLike, y: ArrayLike, *, limit: float = np.inf, threads: int = 0,
         ) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64], NDArray[np.int8]]:
    """As Snapper.snap, for one use."""
    return Snapper(streets).snap(x, y, limit=limit, threads=threads)


def _lines(streets: geopandas.GeoDataFrame) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    import shapely

    if streets.crs is not None and not streets.crs.is_projected:
        _core.refuse("streets", "their frame is in degrees; project them first, for instance by to_crs")
    shapes = np.asarray(streets.geometry.array)
    if not set(shapely.get_type_id(shapes).tolist()) <= {_LINE}:
        _core.refuse("streets", "every row needs a LineString; explode() takes multi-lines apart")
    if not len(shapes):
        return np.empty((0, 2)), np.zeros(1, dtype=np.int64)
    _, coords, (offsets,) = shapely.to_ragged_array(shapes, include_z=False)
    return coords, offsets


def _texts(frame: geopandas.GeoDataFrame, column: str | None) -> list[str]:
    return [] if column is None else [str(value) if isinstance(value, str) or value == value and value is not None else ""
                                      for value in frame[column]]


def _numbers(frame: geopandas.GeoDataFrame, column: str | None) -> list[int]:
    return [] if column is None else [int(value) for value in frame[column]]


def _epsg(frame: geopandas.GeoDataFrame) -> int:
    epsg = None if frame.crs is None else frame.crs.to_epsg()
    if epsg is None:
        _core.refuse("streets", "they need a frame with an EPSG code")
    return int(epsg or 0)
