"""Which polygons share a border, and how long it is: what `partition`, `regions` and others take."""
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .coverage import _ragged

if TYPE_CHECKING:
    import geopandas

    from .ragged import RaggedPolygons


class Borders(NamedTuple):
    """edges: shape (n, 2), positions of two polygons, the lower first, ascending; border_m: of each pair, metres."""

    edges: NDArray[np.int64]
    border_m: NDArray[np.float64]


def borders(blocks: geopandas.GeoDataFrame | geopandas.GeoSeries | RaggedPolygons) -> Borders:
    """Pairs of polygons with a common border, for polygons in a plane frame that share the vertices of their borders.

        edges, border_m = libgrid.borders(blocks)
        zones = libgrid.partition(workload, edges, border_m, zones_per_parent=[4], bands=[0.1])

    A border is counted where both polygons have the same straight piece; `check_zones` tells unmatched borders,
    `repair_zones` mends them. Corners are no borders.
    """
    coords, ring_offsets, polygon_offsets, shape_offsets = (np.asarray(part) for part in _ragged(blocks))
    xy = np.asarray(coords, np.float64).reshape(-1, 2)
    if len(xy) < 2:
        return Borders(np.empty((0, 2), np.int64), np.empty(0))
    vertex_ring = np.repeat(np.arange(len(ring_offsets) - 1), np.diff(ring_offsets))
    shape_of_polygon = np.repeat(np.arange(len(shape_offsets) - 1), np.diff(shape_offsets))
    shape_of_ring = np.repeat(shape_of_polygon, np.diff(polygon_offsets))
    within = vertex_ring[1:] == vertex_ring[:-1]
    start, end, owner = xy[:-1][within], xy[1:][within], shape_of_ring[vertex_ring[:-1][within]]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)
    order = np.lexsort((owner, high[:, 1], high[:, 0], low[:, 1], low[:, 0]))
    low, high, owner = low[order], high[order], owner[order]
    shared = (low[1:] == low[:-1]).all(axis=1) & (high[1:] == high[:-1]).all(axis=1) & (owner[1:] != owner[:-1])
    length = np.hypot(*(high[1:][shared] - low[1:][shared]).T)
    pairs = np.column_stack([owner[:-1][shared], owner[1:][shared]])
    edges, at = np.unique(pairs, axis=0, return_inverse=True)
    return Borders(edges.reshape(-1, 2).astype(np.int64), np.bincount(at.ravel(), length, len(edges)).astype(np.float64))
