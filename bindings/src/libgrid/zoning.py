"""Blocks to zones, on arrays."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .seeds import require_seed
from .steps import Progress


def partition(workload: ArrayLike, edges: ArrayLike, border_m: ArrayLike, *, zones_per_parent: Sequence[int | None],
              bands: Sequence[float], seed: int = 1, area_m2: ArrayLike | None = None, perimeter_m: ArrayLike | None = None,
              links: ArrayLike | None = None, threads: int = 0, progress: Progress | None = None, preset: str = "default",
              border_factor: ArrayLike | None = None, further_workloads: Sequence[tuple[ArrayLike, float, float]] | None = None,
              must_link: ArrayLike | None = None, locked: ArrayLike | None = None, excluded: ArrayLike | None = None,
              parents: ArrayLike | None = None, least: float = 0.0, least_of: ArrayLike | None = None) -> NDArray[np.int32]:
    """Cuts blocks into connected zones of equal workload, level by level from the top.

    workload: of every block, not negative. edges: shape (n, 2), pairs of neighbouring blocks by position, each pair once,
    with the metres of their common border in border_m, as `borders` tells of polygons. links: further pairs that count as neighbours, without a border.
    zones_per_parent, bands: one entry per level; a zone's workload lies within mean x (1 +- band) of its level.
    area_m2, perimeter_m: of every block; with them shapes are kept compact, without them only borders short.

    preset: fast, default or best. border_factor: of every edge, what a metre of it costs; a main road below 1, inf is a
    wall that no zone is connected through. further_workloads: (values, least, most) with limits as shares of the mean
    zone. must_link: pairs of blocks in one zone; blocks that are tied together, directly or by others, must be connected among
    themselves. locked: of every block the number of its finished zone of the lowest level,
    -1 for none (nothing below). excluded: blocks in no zone, -1 in the result. parents: of every block the number of its district, 0 or more;
    no zone crosses.

    One entry of zones_per_parent may be None: then that level has as many zones as are found with `least` of the workload
    in each (or of the column least_of), still within the band; their number is result[k].max() + 1.

    Gives a table (levels, blocks): result[k, i] is the zone of block i on level k, from 0; zone z of a level lies in zone
    z // zones_per_parent[k] of the level above. Same arguments, same result, whatever the number of threads.
    Raises GridError, E_ZONE_INFEASIBLE with the block or component that makes it so, if no plan meets the bands.

        labels = libgrid.partition(workload, edges, border_m, zones_per_parent=[10, 12], bands=[0.03, 0.05])
    """
    require_seed(seed)
    counts = [0 if count is None else count for count in zones_per_parent]
    return _core.partition(workload, edges, border_m, counts, list(bands), seed, area_m2, perimeter_m,
                           links, threads, progress, preset, border_factor, further_workloads, must_link, locked, excluded,
                           parents, least, least_of)
