"""Degrees of Chinese web maps (GCJ-02, BD-09) to those of WGS 84 and back, on arrays."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core
from .projection import Invalid, _raises


def convert(lon: ArrayLike, lat: ArrayLike, *, source: str, target: str = "wgs84",
            invalid: Invalid = "raise") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes of one datum in another: "wgs84", "gcj02" (Amap, Tencent), "bd09" (Baidu).

        lon, lat = libgrid.convert(lon, lat, source="gcj02")                     # of a Chinese web map, to WGS 84
        shown = libgrid.convert(lon, lat, source="wgs84", target="bd09")

    source is declared, never guessed. There and back is the same place within 0.1 mm; where the datum is not shifted at all
    (EPSG:4326, CGCS2000) nothing changes. invalid: what happens to a place that is not finite, not on earth, or outside the box of
    China in which the shift is defined: "raise" names the first of them, "nan" gives NaN. Plane metres: project, unproject.
    """
    return _core.convert_degrees(lon, lat, source, target, _raises(invalid))
