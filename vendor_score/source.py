"""Where an answer stands: file, sheet and cell, as shown to people."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOWHERE", "Source", "a1"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place in what a vendor sent.

    ``file`` is the path below the folder that was given (or the bare file name), never an
    absolute path, with forward slashes. ``cell`` is in A1 notation, for csv files too.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


NOWHERE = Source()


def a1(row: int, column: int) -> str:
    """The cell's address in A1 notation; rows and columns count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
