"""Who is whose neighbour. Public as libgrid.hotspot.Weights."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core


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

    def islands(self) -> NDArray[np.int64]:
        """Places without a neighbour."""
        return np.flatnonzero(np.diff(self.first) == 0)
