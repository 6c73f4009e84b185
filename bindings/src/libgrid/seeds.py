"""Seeds of random numbers."""
from __future__ import annotations

import operator
from typing import Any

from . import _core


def require_seed(seed: Any) -> None:
    """Refuses what is no whole number from 0 to 2^64 - 1."""
    try:
        fits = 0 <= operator.index(seed) < 2**64
    except TypeError:
        fits = False
    if not fits:
        _core.refuse("seed", f"a whole number from 0 to 2^64 - 1 is needed, not {seed!r}")
