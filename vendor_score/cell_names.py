"""Names of cells and columns as spreadsheets write them: A1, AA, XFD.

Nothing is imported here: the process that reads vendors' files must start at once.
"""

from __future__ import annotations

__all__ = ["a1", "column_letters", "column_number"]


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
