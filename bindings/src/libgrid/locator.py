"""Which shape holds a point."""
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .pieces import in_pieces
from .ragged import RaggedLines

if TYPE_CHECKING:
    import mmap
    from pathlib import Path

    import geopandas

    from .steps import Progress

_LINE, _POLYGON, _MULTIPOLYGON = 1, 3, 6   # of shapely.GeometryType


def _ragged_of(gdf: geopandas.GeoDataFrame | geopandas.GeoSeries) -> tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]:
    """Coordinates and three columns of offsets, one shape per row."""
    import shapely

    if gdf.crs is not None and not gdf.crs.is_projected:
        _core.refuse("gdf", "its frame is in degrees; project it first, for instance by to_crs")
    shapes = np.asarray(gdf.geometry.array)
    if not set(shapely.get_type_id(shapes).tolist()) <= {_POLYGON, _MULTIPOLYGON}:
        _core.refuse("gdf", "every row needs a polygon or a multipolygon")
    if not len(shapes):
        return np.empty((0, 2)), [0], [0], [0]
    kind, coords, offsets = shapely.to_ragged_array(shapes, include_z=False)
    if kind.value == _POLYGON:   # one per shape
        offsets = (*offsets, np.arange(len(shapes) + 1))
    return coords, offsets[0], offsets[1], offsets[2]


def _frame(crs: Any) -> str:
    """EPSG:2249, or the name of a frame that has no number."""
    return crs.to_string() if crs.to_epsg() is None else f"EPSG:{crs.to_epsg()}"


def _same_frame(argument: str, crs: Any, shapes: Any) -> None:
    """Refuses a frame other than that of the shapes; what declares none is taken as it is."""
    if crs is not None and shapes is not None and crs != shapes:
        _core.refuse(argument, f"the frame is {_frame(crs)}, that of the shapes {_frame(shapes)}; bring one to the other by "
                               f".to_crs({_frame(shapes)!r})")


def _common_frame(layers: Sequence[geopandas.GeoDataFrame | geopandas.GeoSeries], known: Any) -> Any:
    """The one frame of the layers (None: none declares one)."""
    frame = known if known is not None else next((layer.crs for layer in layers if layer.crs is not None), None)
    for at, layer in enumerate(layers):
        _same_frame(f"layers[{at}]", layer.crs, frame)
    return frame


def _lines_of(lines: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedLines, frame: Any) -> RaggedLines:
    if isinstance(lines, RaggedLines):
        return lines
    import shapely

    _same_frame("lines", lines.crs, frame)
    if lines.crs is not None and not lines.crs.is_projected:
        _core.refuse("lines", "the frame is in degrees; bring it to that of the shapes by to_crs")
    shapes = np.asarray(lines.geometry.array)
    if not set(shapely.get_type_id(shapes).tolist()) <= {_LINE}:
        _core.refuse("lines", "every row needs a LineString; explode the others")
    if not len(shapes):
        return RaggedLines(np.empty((0, 2)), np.zeros(1, np.int64))
    _, coords, (offsets,) = shapely.to_ragged_array(shapes, include_z=False)
    return RaggedLines(coords, offsets)


def _ranks_of(layers: Sequence[object], ranks: Sequence[ArrayLike | None] | None) -> list[ArrayLike | None]:
    if ranks is not None and len(ranks) != len(layers):
        _core.refuse("ranks", "one column, or None, per layer")
    return list(ranks) if ranks is not None else [None] * len(layers)


class Candidates(NamedTuple):
    """A row for each point and shape that holds it, ascending by point, layer and shape."""

    point: NDArray[np.int64]
    layer: NDArray[np.int32]
    shape: NDArray[np.int32]


class LineShares(NamedTuple):
    """A row for each line and shape that share some length, ascending by line, layer and shape."""

    line: NDArray[np.int64]
    layer: NDArray[np.int32]
    shape: NDArray[np.int32]
    metres: NDArray[np.float64]


class Locator:
    """Exact point location over polygons that may tile, overlap or leave gaps.

        locator = libgrid.Locator.from_geodataframe(zones)
        index, border = locator.locate(x, y)        # positions in `zones`, -1: in none

    Whether a point lies inside, outside or on a border is decided exactly on the given coordinates; on a border the
    lowest position answers. Coordinates are plane metres. A Locator never changes; threads may share it.
    """

    __slots__ = ("_core",)

    def __init__(self, coords: ArrayLike, ring_offsets: ArrayLike, polygon_offsets: ArrayLike, shape_offsets: ArrayLike) -> None:
        """From ragged arrays, as shapely.to_ragged_array makes them for MultiPolygons; see RaggedPolygons."""
        self._core = _core.Locator(coords, ring_offsets, polygon_offsets, shape_offsets)

    @classmethod
    def from_geodataframe(cls, gdf: geopandas.GeoDataFrame | geopandas.GeoSeries) -> Self:
        """From a GeoDataFrame or GeoSeries of polygons and multipolygons in a plane frame, one shape per row."""
        return cls(*_ragged_of(gdf))

    def locate(self, x: ArrayLike, y: ArrayLike, *, threads: int = 0) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """For each point the lowest shape that covers it (-1: none), and whether the point lies on a border.

        A point that is not finite is in none. threads: 0 uses all cores; the result does not depend on it.
        """
        return self._core.locate(x, y, threads=threads)

    def covering(self, x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """All pairs (position of the point, shape that covers it), ascending."""
        return self._core.covering(x, y)

    def nearest(self, x: ArrayLike, y: ArrayLike, *, threads: int = 0) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """For each point the nearest shape (ties: the lowest) and the metres to it, 0 if it covers the point.

        A point that is not finite, or any point if there are no shapes, gives -1 and NaN.
        """
        return self._core.nearest(x, y, threads=threads)

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        return f"<libgrid.Locator of {len(self)} shapes>"


class LayerLocator:
    """Exact point location over several layers in one pass, at memory speed.

        locator = libgrid.LayerLocator.from_geodataframes([management, sanitation])
        index, touch = locator.locate(x, y)        # index[l]: int32 positions in layer l, -1: in none
        path.write_bytes(locator.to_bytes())       # flat and checksummed: map it, share it, broadcast it
        again = libgrid.LayerLocator.open(path)

    On borders and in overlaps the lowest rank answers, then the lowest position; with south_east=True a point on a
    border counts as a hair to the south and then to the east of where it is; where no shape lies there (a hole, a gap,
    outside) the lowest of those it touches answers. Bit l of touch: on a border of layer l.
    """

    __slots__ = ("_core", "_frame")

    def __init__(self, core: _core.LayerLocator, frame: Any = None) -> None:
        self._core = core
        self._frame = frame   # a pyproj.CRS, where the layers declared one

    def __reduce__(self) -> tuple[Any, ...]:
        """By to_bytes, so that a worker of Spark, Dask or multiprocessing can have it."""
        return _from_bytes, (self.to_bytes(), self._frame)

    @classmethod
    def from_geodataframes(cls, layers: Sequence[geopandas.GeoDataFrame | geopandas.GeoSeries],
                           ranks: Sequence[ArrayLike | None] | None = None, *, threads: int = 0) -> Self:
        """One layer per frame (1 to 8), all in one plane frame (another CRS is refused); ranks[l]: whole numbers, the lowest
        answers first."""
        columns, frame = _ranks_of(layers, ranks), _common_frame(layers, None)
        return cls(_core.LayerLocator([(*_ragged_of(layer), rank) for layer, rank in zip(layers, columns)], threads=threads), frame)

    @classmethod
    def from_buffer(cls, buffer: bytes | bytearray | memoryview | mmap.mmap) -> Self:
        """From the bytes of to_bytes (bytes, mmap, memoryview): checked whole, then used where they lie."""
        return cls(_core.LayerLocator.from_buffer(buffer))

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Maps a file of to_bytes or build_index: checked whole, then read in place; processes share its memory.

        Replace the file by renaming another over it; never write into it while it is open.
        """
        return cls(_core.LayerLocator.open(path))

    def to_bytes(self) -> bytes:
        return self._core.to_bytes()

    @property
    def codes(self) -> dict[str, list[str]]:
        """The codes of each layer's polygons, by position; of a file that build_index wrote, else empty."""
        note = self._core.note()
        return {layer["name"]: layer["codes"] for layer in json.loads(note)["layers"]} if note else {}

    def locate(self, x: ArrayLike, y: ArrayLike, *, south_east: bool = False, threads: int = 0,
               progress: Progress | None = None) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """index of shape (layers, points) and touch bits; float64 columns (NumPy, Arrow without nulls) are not copied.

        Whatever speaks the Arrow PyCapsule interface will do, too; a null is in no shape. Answers as Arrow: libgrid.arrow.
        With progress(step, share) columns of NumPy go in pieces of four million: step tells how many are done, the rate
        and the time left. Ctrl-C, or whatever progress raises, ends the call between two pieces.
        """
        def piece(part: slice) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
            return self._core.locate(columns[0][part], columns[1][part], south_east=south_east, threads=threads)

        if progress is None:
            return self._core.locate(x, y, south_east=south_east, threads=threads)
        columns = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        return in_pieces(piece, len(self), columns, progress)

    def covering(self, x: ArrayLike, y: ArrayLike) -> Candidates:
        """Every shape of every layer that holds a point or has it on its border, in the order of the points: all candidates
        where shapes overlap or meet, while `locate` names the one of lowest rank."""
        return Candidates(*self._core.covering(x, y))

    def rebuilt(self, layers: Sequence[geopandas.GeoDataFrame | geopandas.GeoSeries], changed: Sequence[ArrayLike],
                ranks: Sequence[ArrayLike | None] | None = None) -> Self:
        """The same layers with a few shapes drawn anew: only the part of the index that they touch is built again.

        layers: all shapes as they are now, as many per layer and with the ranks of before; changed[l]: positions in layer l
        of the shapes that differ, at most (the others must not). This locator stays as it is; codes of a file go along.
        """
        columns, frame = _ranks_of(layers, ranks), _common_frame(layers, self._frame)
        parts = [(*_ragged_of(layer), rank) for layer, rank in zip(layers, columns)]
        return type(self)(self._core.rebuilt(parts, list(changed)), frame)

    def size(self, layer: int) -> int:
        """How many shapes a layer has."""
        if not 0 <= layer < len(self):
            _core.refuse("layer", "must be the number of a layer, from 0")
        return self._core.size(layer)

    def overlay(self, lines: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedLines, *, border: str = "half",
                threads: int = 0) -> LineShares:
        """How many metres of each line lie in each shape of each layer; exact topology, 1e-12 of rational arithmetic.

        border, of a stretch exactly on a border: "half" to both sides, "both" the whole to each, or all of it to the
        shape "south_east" of it. Exactly: a street half a millimetre beside a border is not on it (zones are drawn from
        streets that were snapped to 2^-10 m); who answers for such streets, with a tolerance, says
        `Workspace.road_pieces`. Lines are single LineStrings in the frame of the shapes; another
        CRS is refused where both are known (a locator from bytes or a file knows none).
        """
        return LineShares(*self._core.overlay(*_lines_of(lines, self._frame), border=border, threads=threads))

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        return f"<libgrid.LayerLocator of {len(self)} layers>"


def _from_bytes(data: bytes, frame: Any) -> LayerLocator:
    return LayerLocator(_core.LayerLocator.from_buffer(data), frame)
