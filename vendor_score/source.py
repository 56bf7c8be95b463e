"""Where an answer stands: file, sheet and cell, and the names that spreadsheets give cells."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOWHERE", "Source", "a1", "column_letters", "column_number"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place in what a vendor sent.

    Attributes
    ----------
    file : str or None
        The path below the folder that was given (or the bare file name), never an absolute path,
        with forward slashes.
    sheet : str or None
    cell : str or None
        In A1 notation, for csv files too.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


NOWHERE = Source()


# Names of cells and columns as spreadsheets write them: A1, AA, XFD.


def a1(row: int, column: int) -> str:
    """The cell's address in A1 notation; rows and columns count from 1."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(16_384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, counted from 1, by its capital letters.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
