"""Names of cells and columns as spreadsheets write them: A1, AA, XFD.

Hardly anything is imported here: the process that reads vendors' files must start at once.
"""

from __future__ import annotations

import re

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "a1",
    "column_letters",
    "column_number",
    "read_address",
    "read_range",
]

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def a1(row: int, column: int) -> str:
    """The cell's address in A1 notation; rows and columns count from 1.

    Parameters
    ----------
    row : int
        From 1.
    column : int
        From 1.

    Returns
    -------
    str
    """
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column.

    Parameters
    ----------
    column : int
        From 1.

    Returns
    -------
    str

    Examples
    --------
    >>> column_letters(1), column_letters(27), column_letters(16_384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, counted from 1.

    Parameters
    ----------
    letters : str
        Capital ones.

    Returns
    -------
    int

    Examples
    --------
    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def read_address(text: str) -> tuple[int, int] | None:
    """The row and column of an address.

    Parameters
    ----------
    text : str
        In A1 notation, with or without ``$``, in capital or small letters.

    Returns
    -------
    tuple of int, or None
        Row and column from 1; None for what names no cell that a sheet can have.

    Examples
    --------
    >>> read_address("B3"), read_address("$xfd$1"), read_address("XFE1"), read_address("B0")
    ((3, 2), (1, 16384), None, None)
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1].upper())
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


def read_range(text: str) -> tuple[int, int, int, int] | None:
    """The edges of a range.

    Parameters
    ----------
    text : str
        As ``B2:C4``, or one address alone; the corners in any order.

    Returns
    -------
    tuple of int, or None
        Top, left, bottom and right, from 1; None where a corner names no cell.

    Examples
    --------
    >>> read_range("B2:C4"), read_range("C4:B2"), read_range("B2"), read_range("B:C")
    ((2, 2, 4, 3), (2, 2, 4, 3), (2, 2, 2, 2), None)
    """
    first, _, last = text.partition(":")
    start, end = read_address(first), read_address(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return rows[0], columns[0], rows[1], columns[1]
