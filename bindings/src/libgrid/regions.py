"""Blocks to connected regions of like blocks, on arrays."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .seeds import require_seed


@dataclass(frozen=True)
class Regions:
    """part: the region of every block, from 0 by the lowest block. within, total: sums of squared deviations from the
    means of the regions, and from the mean of all."""
    part: NDArray[np.int32]
    within: float
    total: float

    @property
    def count(self) -> int:
        return int(self.part.max()) + 1

    @property
    def explained(self) -> float:
        """Between / total sum of squares; 1 if all blocks are equal."""
        return 1.0 - self.within / self.total if self.total > 0.0 else 1.0


def regions(values: ArrayLike, edges: ArrayLike, *, count: int | None = None, extent: ArrayLike | None = None,
            least: float | None = None, scale: bool = True, seed: int = 1) -> Regions:
    """Joins blocks into connected regions so that the sum of squared deviations from their means is small.

    values: shape (blocks, columns), or one column; each is brought to mean 0 and deviation 1 (n - 1) unless scale is
    off. edges: shape (n, 2), pairs of neighbouring blocks by position, each pair once. Either `count` regions (Ward's
    merging, then a tabu search), or as many as hold `least` of `extent` each (max-p; seed of its random trees).
    Same arguments, same result. Cost: 85 blocks of 6 columns 0.1 to 1 s, thousands of blocks some seconds and more.
    Raises GridError: E_PARAMETER_INVALID, E_ZONE_INFEASIBLE (a component below the bound, more components than count).

        found = libgrid.regions(scores, edges, extent=people, least=10_000)
        found.count, found.explained
    """
    rows = np.asarray(values, dtype=float)
    rows = rows.reshape(len(rows), -1) if rows.size else rows.reshape(0, 1)
    require_seed(seed)
    if (count is None) == (extent is None) or (extent is None) != (least is None):
        _core.refuse("count", "give either count, or extent and least")
    wrong = np.flatnonzero(~(np.abs(rows) < 1e100).all(axis=1))   # before the scaling, which would spread it to all rows
    if len(wrong):
        _core.refuse("values", "must be finite and below 1e100", int(wrong[0]) + 1)
    if scale and len(rows) > 1:
        deviation = rows.std(axis=0, ddof=1)
        rows = (rows - rows.mean(axis=0)) / np.where(deviation > 0.0, deviation, 1.0)
    part, within, total = _core.regions(rows.ravel(), rows.shape[1], edges, count or 0, extent, least or 0.0, seed)
    return Regions(part, within, total)
