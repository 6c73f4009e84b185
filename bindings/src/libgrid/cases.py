"""Cases as columns, for everything that follows a case from its opening to its return."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

DAY = 86_400


def seconds(times: ArrayLike) -> NDArray[np.int64]:
    """Whole seconds since 1970 of datetime64 (NaT stays the smallest number), or whole numbers as they are."""
    array = np.asarray(times)
    return array.astype("datetime64[s]").astype(np.int64) if array.dtype.kind == "M" else array.astype(np.int64)


def second(time: Any) -> int:
    """One moment: a datetime64, text such as 2015-05-01, or whole seconds."""
    if isinstance(time, (int, np.integer)):
        return int(time)
    return int(seconds(np.asarray([time], "datetime64[s]"))[0])


def codes_of(groups: ArrayLike) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Distinct values and the place of each row's value among them."""
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    return names, codes.astype(np.int64)


class Cases:
    """Cases as columns: categories of any kind, times as datetime64 (NaT: not closed), plane metres."""

    def __init__(self, category: ArrayLike, opened: ArrayLike, closed: ArrayLike, x: ArrayLike, y: ArrayLike, *,
                 case_id: ArrayLike | None = None, has_place: ArrayLike | None = None) -> None:
        self.categories, codes = codes_of(category)
        n = len(codes)
        placed = np.ones(n, np.int64) if has_place is None else np.asarray(has_place).astype(np.int64)
        self.columns: dict[str, NDArray[Any]] = {
            "id": np.arange(n, dtype=np.int64) if case_id is None else np.asarray(case_id).astype(np.int64),
            "category": codes, "opened": seconds(opened), "closed": seconds(closed),
            "x": np.asarray(x, np.float64), "y": np.asarray(y, np.float64), "has_place": placed}

    def __len__(self) -> int:
        return len(self.columns["id"])

    @property
    def last_opening(self) -> int:
        """Until when the city was watched, in seconds."""
        return int(self.columns["opened"].max())
