"""Windows and distances along the streets: street balls and connected sets for the scan, rebounds by street distance.
Public as libgrid.hotspot."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .cases import DAY, Cases
from .result import Result
from .roads import _lines
from .weights import Weights

if TYPE_CHECKING:
    import geopandas


@dataclass(frozen=True, eq=False)
class Around:
    """What lies around every place, nearest first: places of[first[i]:first[i + 1]] at the distances beside."""

    first: NDArray[np.int64]
    of: NDArray[np.int64]
    distance: NDArray[np.float64]
    kind: str = "given"

    @property
    def parts(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        return self.first, self.of, self.distance

    def __len__(self) -> int:
        return len(self.first) - 1


def street_balls(streets: geopandas.GeoDataFrame, x: ArrayLike, y: ArrayLike, radius: float, *, reach: float = 100.0) -> Around:
    """For `scan`: the places within a radius along the streets; a place further than `reach` from any street is alone."""
    return Around(*_core.hotspot_street_balls(_lines(streets), x, y, reach, radius), kind="street")


def connected_sets(weights: Weights, steps: int) -> Around:
    """For `scan`: the places within so many steps from neighbour to neighbour, each set connected."""
    return Around(*_core.hotspot_connected_sets((weights.first, weights.neighbours, weights.weight), steps), kind="connected")


def street_forest(cases: Cases, streets: geopandas.GeoDataFrame, radius: float = 50.0, days: float = 30,
                  grace_hours: float = 12, *, reach: float = 30.0) -> Result:
    """`forest` with distances along the streets where both cases lie within `reach` of one, else in the plane.

    Column by_street says which. The way from a case to its street is not counted.
    """
    window, grace = round(days * DAY), round(grace_hours * 3600)
    columns = _core.hotspot_street_forest(cases.columns, _lines(streets), reach, radius, window, grace)
    return Result("forest", columns, {"radius": radius, "days": days, "grace_hours": grace_hours, "distance": "street",
                                      "reach": reach}, len(cases))
