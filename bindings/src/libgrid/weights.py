"""Who is whose neighbour. Public as libgrid.hotspot.Weights."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .coverage import _ragged
from .ragged import RaggedPolygons
from .roads import _lines

if TYPE_CHECKING:
    import geopandas


@dataclass(frozen=True, eq=False)
class Weights:
    """Who is whose neighbour: row i is neighbours[first[i]:first[i + 1]] with weight beside."""

    first: NDArray[np.int64]
    neighbours: NDArray[np.int64]
    weight: NDArray[np.float64]

    @property
    def _parts(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        return self.first, self.neighbours, self.weight

    def __len__(self) -> int:
        return len(self.first) - 1

    @classmethod
    def links(cls, places: int, origin: ArrayLike, neighbour: ArrayLike) -> Weights:
        """From a list of directed links, e.g. neighbours within a street distance."""
        return cls(*_core.hotspot_links(places, origin, neighbour))

    @classmethod
    def grid(cls, columns: int, rows: int, queen: bool = True) -> Weights:
        """Of a whole rectangle of cells, place = row * columns + column."""
        return cls(*_core.hotspot_grid(columns, rows, queen))

    @classmethod
    def zones(cls, zones: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons, *, queen: bool = True) -> Weights:
        """Zones that share a border (rook) or at least a corner (queen, the default), in the order of the rows.

        Borders are shared where both zones have the same vertices, as the zones of a plan or of `repair_zones` do; a
        vertex of one zone on the edge of another does not count. Any frame, degrees too."""
        bare = zones if isinstance(zones, RaggedPolygons) else zones.geometry.set_crs(None, allow_override=True)
        return cls(*_core.hotspot_contiguity(_ragged(bare), queen))

    @classmethod
    def along_streets(cls, streets: geopandas.GeoDataFrame, x: ArrayLike, y: ArrayLike, metres: float, *,
                      nearest: int | None = None, reach: float = 100.0) -> Weights:
        """Everybody within the distance along the streets, or the k nearest of them; a place further than `reach` from
        any street is an island. nearest: fewer where fewer lie within `metres`; equal distances by the smaller index.

        The band is symmetric, the nearest are not. Streets are walked in both directions."""
        first, of, _ = _core.hotspot_street_balls(_lines(streets), x, y, reach, metres)
        places = len(first) - 1
        row = np.repeat(np.arange(places), np.diff(first))
        row, of = row[of != row], of[of != row]
        if nearest is None:
            return cls.links(places, np.concatenate([row, of]), np.concatenate([of, row]))
        if nearest < 1:
            _core.refuse("nearest", "1 or more is wanted")
        begin = np.searchsorted(row, np.arange(places))
        among = np.arange(len(row)) - begin[row] < nearest
        return cls.links(places, row[among], of[among])

    @classmethod
    def band(cls, x: ArrayLike, y: ArrayLike, metres: float) -> Weights:
        """Everybody within the distance, the border included."""
        return cls(*_core.hotspot_band(x, y, metres))

    @classmethod
    def nearest(cls, x: ArrayLike, y: ArrayLike, k: int) -> Weights:
        """The k nearest others; equal distances by the smaller index."""
        return cls(*_core.hotspot_nearest(x, y, k))

    def coded(self, coding: str) -> Weights:
        """B binary, W rows add up to 1, C all add up to n, U all add up to 1, S variance stabilising."""
        return Weights(*_core.hotspot_coded(self._parts, coding))

    def with_self(self) -> Weights:
        return Weights(*_core.hotspot_with_self(self._parts))

    def even_rows(self) -> bool:
        """In every row all weights are equal."""
        if not len(self.weight) or (self.weight == self.weight[0]).all():
            return True
        inside = np.ones(len(self.weight), bool)
        inside[self.first[:-1][self.first[:-1] < len(inside)]] = False   # not the first of its row
        return bool((np.diff(self.weight)[inside[1:]] == 0.0).all())

    def islands(self) -> NDArray[np.int64]:
        """Places without a neighbour."""
        return np.flatnonzero(np.diff(self.first) == 0)
