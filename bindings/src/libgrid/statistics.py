"""Hot spots on arrays."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core


class GiStar(NamedTuple):
    """z, two-sided p and Benjamini-Hochberg adjusted q of every cell, in the order of the cells."""

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    q: NDArray[np.float64]


def gi_star(ix: ArrayLike, iy: ArrayLike, counts: ArrayLike) -> GiStar:
    """Gi* (Getis and Ord) of counts on square cells: is a cell with its neighbours higher than chance would make it.

    ix, iy: position of every cell in a raster, each cell once; counts: whole numbers, cells without a report included.
    Neighbours are the cell itself and the listed cells that share an edge or a corner with it, all with weight 1.
    z is NaN, and p and q are 1, where it is not defined: all counts equal, or every cell is a neighbour.

        z, p, q = libgrid.gi_star(ix, iy, counts)
        hot = (q <= 0.05) & (z > 0)
    """
    return GiStar(*_core.gi_star(ix, iy, counts))


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """p adjusted for many tests: rejecting where the result is <= a keeps the false discovery rate at a."""
    return _core.benjamini_hochberg(p)
