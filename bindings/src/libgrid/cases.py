"""Cases as columns, for everything that follows a case from its opening to its return."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core

DAY = 86_400


_NOT_A_TIME = "not a time; datetime64, text such as 2015-05-01T08:00:00, or whole seconds since 1970"
_NAT = np.iinfo(np.int64).min   # what NaT is as a number


def seconds(times: ArrayLike, argument: str = "times", *, open_ended: bool = False) -> NDArray[np.int64]:
    """Whole seconds since 1970 of datetimes, text or numbers. NaT is refused at its row, or with open_ended the smallest number."""
    array = np.asarray(times)
    if array.dtype.kind == "O" and any(getattr(one, "tzinfo", None) is not None for one in array.ravel()):
        _core.refuse(argument, "times with a zone; libgrid keeps local times as they are written")
    try:
        moments = array if array.dtype.kind in "Miuf" else array.astype("datetime64[s]")
    except (ValueError, TypeError):
        _core.refuse(argument, _NOT_A_TIME)
    if moments.dtype.kind == "M":
        whole = moments.astype("datetime64[s]").astype(np.int64)
    else:
        lost = ~(np.abs(moments.astype(np.float64)) < 2.0 ** 62)
        whole = np.where(lost, _NAT, np.where(lost, 0, moments).astype(np.int64))
    missing = np.flatnonzero(whole == _NAT)
    if len(missing) and not open_ended:
        _core.refuse(argument, "a time is missing (NaT)", int(missing[0]) + 1)
    return whole


def whole_days(times: ArrayLike, argument: str = "times") -> ArrayLike:
    """Datetimes as days since 1970, each its calendar day; numbers as they are."""
    array = np.asarray(times)
    return array if array.dtype.kind in "iuf" else seconds(array, argument) // DAY


def whole_seconds(length: float, unit: int, argument: str) -> int:
    """A length of time given in days or hours, as seconds."""
    if not abs(length * unit) < 2.0 ** 50:   # so that NaN fails, too
        _core.refuse(argument, f"must be a number below {2.0 ** 50 / unit:.0f}, not {length}")
    return round(length * unit)


def second(time: Any, argument: str = "time") -> int:
    """One moment: a datetime or datetime64, a day, text such as 2015-05-01, or whole seconds."""
    if isinstance(time, (int, np.integer)):
        return int(time)
    one = seconds([time], argument) if not np.ndim(time) else np.zeros(0)
    return int(one[0]) if len(one) else _core.refuse(argument, "one time is needed")


def codes_of(groups: ArrayLike) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Distinct values and the place of each row's value among them."""
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    return names, codes.astype(np.int64)


class Cases:
    """Cases as columns: categories of any kind, times as datetime64 (closed NaT: not closed), plane metres."""

    def __init__(self, category: ArrayLike, opened: ArrayLike, closed: ArrayLike, x: ArrayLike, y: ArrayLike, *,
                 case_id: ArrayLike | None = None, has_place: ArrayLike | None = None) -> None:
        self.categories, codes = codes_of(category)
        n = len(codes)
        placed = np.ones(n, np.int64) if has_place is None else np.asarray(has_place).astype(np.int64)
        self.columns: dict[str, NDArray[Any]] = {
            "id": np.arange(n, dtype=np.int64) if case_id is None else np.asarray(case_id).astype(np.int64),
            "category": codes, "opened": seconds(opened, "opened"),
            "closed": seconds(closed, "closed", open_ended=True),
            "x": np.asarray(x, np.float64), "y": np.asarray(y, np.float64), "has_place": placed}

    def __len__(self) -> int:
        return len(self.columns["id"])

    @property
    def last_opening(self) -> int:
        """Until when the city was watched, in seconds."""
        return int(self.columns["opened"].max())
