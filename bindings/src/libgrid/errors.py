"""Errors of libgrid: every one says what is wrong, where, and what to do, in English and in Chinese.

    try:
        workspace = libgrid.open("no/such/folder")
    except libgrid.GridError as error:
        print(error.code, error.message_zh)     # E_WORKSPACE_MISSING no/such/folder: 该目录不是工作区。处理办法：…

GridError is a ValueError. An error about a file is an OSError as well (GridFileError); one about something that is not
there, such as a step that has not been run or a plan that was not published, is a KeyError as well (GridKeyError).
"""
from __future__ import annotations

from typing import Any


class GridError(ValueError):
    """What is wrong (code), where (file, row, field, id), why (detail) and the cure; codes are listed in docs/errors.md."""

    code: str
    message_en: str
    message_zh: str
    cure_en: str
    cure_zh: str
    detail: str
    """The offending value or numbers."""
    file: str
    """File or layer name, empty if none."""
    row: int | None
    """Row of a file, or position in an argument, from 1."""
    field: str
    """Column of a file, or name of an argument."""
    id: str
    """Id of the thing that is wrong."""

    def __init__(self, message_en: str = "", *, code: str = "E_INTERNAL", message_zh: str = "", cure_en: str = "",
                 cure_zh: str = "", detail: str = "", file: str = "", row: int | None = None, field: str = "", id: str = ""):
        super().__init__(message_en)
        self.code, self.message_en, self.message_zh = code, message_en, message_zh or message_en
        self.cure_en, self.cure_zh, self.detail = cure_en, cure_zh, detail
        self.file, self.row, self.field, self.id = file, row, field, id

    def __str__(self) -> str:
        return f"{self.code}: {self.message_en}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message_en,), self.__dict__


class GridFileError(GridError, OSError):
    """A file or a workspace cannot be found, read or written."""


class GridKeyError(GridError, KeyError):
    """A step that has not been run, a plan or a thing that is not there."""
