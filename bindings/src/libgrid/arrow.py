"""Columns for other libraries through the Arrow PyCapsule interface, without pyarrow and without a copy.

    from libgrid.arrow import ArrowColumns

    index, touch = locator.locate(x, y)                  # x, y: NumPy, pyarrow, or whatever speaks Arrow
    columns = ArrowColumns({"ward": index[0], "beat": index[1], "touch": touch})
    pyarrow.record_batch(columns)                        # so do Polars, DuckDB, nanoarrow
"""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from . import _core


class ArrowColumns:
    """Named int32 and uint8 columns of one length, as an Arrow batch. The arrays must not be written to afterwards."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Mapping[str, NDArray[np.int32] | NDArray[np.uint8]]) -> None:
        self._columns = dict(columns)
        if not self._columns:
            _core.refuse("columns", "at least one column")
        self.__arrow_c_array__()   # refuses now what cannot be shown

    def __arrow_c_schema__(self) -> object:
        return self.__arrow_c_array__()[0]

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """A pair of capsules. Another schema than ours cannot be had: the consumer casts, as the interface allows."""
        return _core.arrow_batch(list(self._columns), list(self._columns.values()))

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __repr__(self) -> str:
        return f"<libgrid.arrow.ArrowColumns {', '.join(self._columns)}: {len(self)} rows>"
