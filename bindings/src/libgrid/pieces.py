"""Long columns in pieces, so that the rate is heard and Ctrl-C is."""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import _core

if TYPE_CHECKING:
    from .steps import Progress

PIECE = 1 << 22   # points: some hundredths of a second


def _tell(done: int, every: int, seconds: float) -> str:
    left = round(seconds * (every - done) / done)
    return f"locate {done / 1e6:.1f} M, {done / 1e6 / max(seconds, 1e-9):.1f} M/s, {left // 60}:{left % 60:02} left"


def in_pieces(piece: Callable[[slice], tuple[NDArray[np.int32], NDArray[np.uint8]]], layers: int,
              columns: tuple[NDArray[np.float64], NDArray[np.float64]],
              progress: Progress) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """The answers of all pieces, one after the other; whatever progress raises ends the work."""
    x, y = columns
    if x.ndim != 1 or x.shape != y.shape:
        _core.refuse("y", "needs as many numbers as x")
    index, touch = np.empty((layers, len(x)), np.int32), np.empty(len(x), np.uint8)
    start = time.monotonic()
    for first in range(0, len(x), PIECE):
        part = slice(first, min(first + PIECE, len(x)))
        index[:, part], touch[part] = piece(part)
        progress(_tell(part.stop, len(x), time.monotonic() - start), part.stop / len(x))
    return index, touch
