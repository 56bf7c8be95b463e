"""Where an answer stands: file, sheet and cell, as shown to people."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOWHERE", "Source"]


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
