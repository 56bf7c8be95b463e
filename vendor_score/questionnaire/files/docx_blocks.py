"""What a Word document holds: paragraphs and tables, with what was changed, struck out or marked.

Nothing here is decided for a questionnaire: the text of a paragraph is asked for in its final view
(all tracked changes accepted) or in its original one (all refused).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Block",
    "Change",
    "Document",
    "Paragraph",
    "Row",
    "Run",
    "Table",
    "TableCell",
    "View",
    "block_text",
    "paragraphs",
]

Change = Literal["inserted", "deleted"]
"""A tracked change that nobody has accepted; what was moved is deleted here and inserted there."""
View = Literal["final", "original"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text with one look.

    Attributes
    ----------
    text
        As shown: the state of a check box is ☑ or ☐, a sign of a symbol font its plain character.
    change
        The tracked change that the text is part of.
    struck, hidden, marked, bold, underlined
        How it looks; ``marked`` by a marker or a shade of its own.
    is_note
        Whether the text is that of a footnote or endnote, which stands elsewhere.
    """

    text: str
    change: Change | None = None
    struck: bool = False
    hidden: bool = False
    marked: bool = False
    bold: bool = False
    underlined: bool = False
    is_note: bool = False

    def is_in(self, view: View) -> bool:
        """Whether the run is part of a view. What is hidden is part of none."""
        gone: Change = "deleted" if view == "final" else "inserted"
        return self.change != gone and not self.hidden


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes
    ----------
    runs
        Its text, also what was deleted.
    style
        Name of its style, in lower case as Word stores it in English (``heading 1``).
    level
        1 to 9 for a heading, None for any other paragraph.
    list_level
        List and level in it (0 is the outermost) of a paragraph that is numbered automatically.
    boxes
        The contents of text boxes fixed to it.
    comments
        Ids of the comments on it.
    pictures
        How many pictures it holds.
    goes_on
        Whether the end of the paragraph was deleted, so that the next one continues it.
    """

    runs: tuple[Run, ...] = ()
    style: str = ""
    level: int | None = None
    list_level: tuple[str, int] | None = None
    boxes: tuple[Block, ...] = ()
    comments: tuple[str, ...] = ()
    pictures: int = 0
    goes_on: bool = False

    def text(self, view: View = "final") -> str:
        """The text of a view, without what is struck out; notes in brackets where they stand."""
        return "".join(
            _bracketed(run.text) if run.is_note else run.text
            for run in self.runs
            if run.is_in(view) and not run.struck
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class TableCell:
    """A cell of a row; ``columns`` of the table's grid wide.

    ``merged`` is True where it continues the cell above it, ``change`` that of the whole cell.
    """

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    merged: bool = False
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a table; ``before`` columns of the grid stay free at its start."""

    cells: tuple[TableCell, ...] = ()
    before: int = 0
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table; ``widths`` are those of its grid in twentieths of a point, where stated."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document as it was walked through.

    Attributes
    ----------
    blocks
        Paragraphs and tables of the body, in order.
    headers, footers
        Those of the pages' heads and feet.
    comments
        Text of each comment by its id. Their authors are people and are left where they are.
    notes
        Codes of what is in the package and was not read: ``macros``, ``external-links``,
        ``part-not-read``, ``embedded-file``, ``active-control``.
    """

    blocks: tuple[Block, ...]
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph in ``blocks``, those in tables and text boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from paragraphs(block.boxes)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def block_text(blocks: Iterable[Block], view: View = "final") -> str:
    """The text of blocks, a line for each paragraph and for each row of a table within."""
    lines = [""]
    for block in blocks:
        if isinstance(block, Table):
            lines += [*_row_lines(block, view), ""]
            continue
        lines[-1] += block.text(view)
        boxed = block_text(block.boxes, view)
        if boxed:
            lines.append(boxed)
        if not (block.goes_on and view == "final"):
            lines.append("")
    return "\n".join(line for line in lines if line.strip())


def _row_lines(table: Table, view: View) -> list[str]:
    gone: Change = "deleted" if view == "final" else "inserted"
    rows = [
        [block_text(cell.blocks, view) for cell in row.cells if cell.change != gone]
        for row in table.rows
        if row.change != gone
    ]
    return ["\t".join(cells).strip() for cells in rows]


def _bracketed(note: str) -> str:
    return f" ({note.strip()})" if note.isascii() else f"（{note.strip()}）"
