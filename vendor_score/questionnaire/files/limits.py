"""What one file may cost, and how a reader says that a file cannot be read.

A vendor's questionnaire has some hundred cells; the limits leave room for tables of more than
100,000 vendors and stop what was made to do harm.
"""

from __future__ import annotations

__all__ = [
    "BUSY_SECONDS",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ELEMENTS",
    "MAX_FILE_BYTES",
    "MAX_INFLATED_BYTES",
    "MAX_MERGES",
    "MAX_PARTS",
    "MAX_REMARKS",
    "MAX_ROWS",
    "MAX_SHEETS",
    "MAX_TEXT",
    "MAX_XML_DEPTH",
    "MEMORY_BYTES",
    "TIMEOUT_SECONDS",
    "Unreadable",
]

TIMEOUT_SECONDS = 10.0
"""Of processor time where the system counts it, so that a busy machine refuses no good file."""
BUSY_SECONDS = 30.0
"""Of the clock, where processor time is counted."""
MEMORY_BYTES = 500 * 1024 * 1024
MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_INFLATED_BYTES = 400 * 1024 * 1024
MAX_PARTS = 20_000
MAX_SHEETS = 1_000
MAX_CELLS = 4_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_MERGES = 100_000
MAX_REMARKS = 200
"""Cells of a file of which something is said beside their content."""
MAX_ELEMENTS = 1_000_000
"""Elements of a part that is read as a tree: a document's, 150 bytes each."""
MAX_XML_DEPTH = 200
"""A table within a table within a text box is 40 deep."""
MAX_TEXT = 32_767
"""Characters in a cell: Excel's own limit. What stands beyond it is cut, with a note."""


class Unreadable(Exception):  # noqa: N818 - an outcome of reading, not a fault of the program
    """A file that cannot be read: ``code`` is that of the finding, ``values`` fill its wording."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
