"""The register of unit-grid codes (单元网格编码): given once, void with a reason, never given again."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from . import _core
from .workspace import Moment, moment


class UnitCode(NamedTuple):
    """since: when the code was given, or became void. reason: why it is void, else empty."""

    code: str
    void: bool
    since: str
    reason: str


class UnitCodes:
    """Codes that were given and codes that are void (作废).

        book = libgrid.UnitCodes()
        book.give(libgrid.number_units(x, y, "110101001002"), "2024-01-01T00:00:00")
        book.make_void("110101001002017", "merged into 018", "2024-06-01T00:00:00")
        libgrid.number_units(x2, y2, "110101001002", taken=book.codes())     # void codes are not given again

    digits: of object, county, street, community and sequence (data/tables/unit_code_profiles.csv). A code that was ever
    given, a void without reason, or a code that is not of the profile is a GridError, and nothing is changed.
    """

    def __init__(self, *, digits: Sequence[int] = (0, 6, 3, 3, 3)) -> None:
        self._digits = list(digits)
        self._book = _core.UnitCodeRegister()

    def give(self, codes: Iterable[str], when: Moment) -> None:
        """Enters codes as valid from a moment; the first that cannot be given ends it."""
        for code in codes:
            self._book.give(code, self._digits, moment(when, "when"))

    def make_void(self, code: str, reason: str, when: Moment) -> None:
        """The code is void from a moment, for a reason."""
        self._book.make_void(code, reason, moment(when, "when"))

    def rows(self) -> list[UnitCode]:
        """All codes that were ever given, by code."""
        return [UnitCode(*row) for row in self._book.rows()]

    def codes(self) -> list[str]:
        """All codes that were ever given, void ones too: what may not be given again."""
        return [row.code for row in self.rows()]
