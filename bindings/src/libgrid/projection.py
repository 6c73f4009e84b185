"""Degrees to plane metres and back, on arrays."""
from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core

Invalid = Literal["raise", "nan"]


def project(lon: ArrayLike, lat: ArrayLike, epsg: int, *, invalid: Invalid = "raise") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """WGS 84 longitude and latitude to x (east) and y (north) in metres of a projected frame.

    WGS 84 and NAD 83 are taken as equal; no grid file and no network is used, so the result is the same everywhere
    (docs/units_and_crs.md). invalid: what happens to a place that is not finite, not on earth, or has its axes swapped:
    "raise" names the first of them, "nan" gives NaN. A call looks its frame up (milliseconds), so pass arrays, not points.
    """
    return _core.project(lon, lat, epsg, _raises(invalid))


def unproject(x: ArrayLike, y: ArrayLike, epsg: int, *, invalid: Invalid = "raise") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Plane metres back to WGS 84 longitude and latitude."""
    return _core.unproject(x, y, epsg, _raises(invalid))


def _raises(invalid: str) -> bool:
    if invalid not in ("raise", "nan"):
        _core.refuse("invalid", "'raise' or 'nan' is needed")
    return invalid == "raise"
