"""Geometry without a geometry library: ragged arrays, in the layout of shapely.to_ragged_array.

    rings = zones["geometry"]
    x, y = rings.coords[rings.ring_offsets[0]:rings.ring_offsets[1]].T      # the first ring
    libgrid.Locator(*rings)                                                 # what a Locator is made from
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class RaggedPolygons(NamedTuple):
    """Polygons of many shapes. Ring r has the positions ring_offsets[r] to ring_offsets[r + 1] of coords, polygon p the
    rings polygon_offsets[p] to polygon_offsets[p + 1] (the first is the outer one), shape s likewise polygons."""

    coords: NDArray[np.float64]
    ring_offsets: NDArray[np.int64]
    polygon_offsets: NDArray[np.int64]
    shape_offsets: NDArray[np.int64]


class RaggedLines(NamedTuple):
    """Lines: line l has the positions line_offsets[l] to line_offsets[l + 1] of coords."""

    coords: NDArray[np.float64]
    line_offsets: NDArray[np.int64]
