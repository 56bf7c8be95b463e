"""What a Word document holds: its blocks, the grid of its tables, its styles and other parts.

Nothing here is decided for a questionnaire: the text of a paragraph is asked for in its final view
(all tracked changes accepted) or in its original one (all refused).
"""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from vendor_score.questionnaire.files.containers import Node, Unreadable, read_tree
from vendor_score.questionnaire.files.xlsx_parts import read_relations
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Package

__all__ = [
    "SKIPPED",
    "Block",
    "Change",
    "Document",
    "Paragraph",
    "PlacedCell",
    "Row",
    "Run",
    "Style",
    "Styles",
    "Table",
    "TableCell",
    "View",
    "block_text",
    "document_part",
    "paragraphs",
    "place_cells",
    "related_parts",
    "unread_parts",
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


# The cells of a document's table in rows and columns, as a spreadsheet would have them.

_SLIVER = 200
"""Twentieths of a point (3.5 mm): borders nearer than this were meant to be one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedCell:
    """A cell with its place, from 1, and its last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int
    cell: TableCell

    @property
    def is_merged(self) -> bool:
        return (self.last_row, self.last_column) != (self.row, self.column)


def place_cells(table: Table) -> list[PlacedCell]:
    """The cells of the final view, row by row; a merged cell once, with the places it covers.

    Deleted rows and cells are gone. Where all rows have as many cells, the n-th cell stands in
    column n whatever the borders: people drag them row by row, and each border dragged is a
    column more in the table's grid.

    Parameters
    ----------
    table
        As it was walked through.

    Returns
    -------
    list of PlacedCell
        In the order of rows and columns.
    """
    rows = [_present(row) for row in table.rows if row.change != "deleted"]
    placed: list[PlacedCell] = []
    open_cells: dict[int, int] = {}
    for number, spans in enumerate(_columns(rows, table.widths), start=1):
        for (first, last), cell in spans:
            above = open_cells.get(first)
            if cell.merged and above is not None and placed[above].last_row == number - 1:
                placed[above] = _longer(placed[above], number)
                continue
            open_cells[first] = len(placed)
            placed.append(
                PlacedCell(row=number, column=first, last_row=number, last_column=last, cell=cell)
            )
    return placed


def _present(row: Row) -> Row:
    cells = tuple(cell for cell in row.cells if cell.change != "deleted")
    return Row(cells=cells, before=row.before, change=row.change)


def _longer(placed: PlacedCell, last_row: int) -> PlacedCell:
    return PlacedCell(
        row=placed.row, column=placed.column, last_row=last_row,
        last_column=placed.last_column, cell=placed.cell,
    )  # fmt: skip


_Spans = list[tuple[tuple[int, int], TableCell]]


def _columns(rows: Sequence[Row], widths: Sequence[int]) -> Iterator[_Spans]:
    """For each row its cells with their first and last column."""
    if len({len(row.cells) for row in rows}) <= 1 and not any(row.before for row in rows):
        for row in rows:
            yield [((n, n), cell) for n, cell in enumerate(row.cells, start=1)]
        return
    edges = _edges(rows, widths)
    for row in rows:
        spans, at = [], row.before
        for cell in row.cells:
            first = bisect_right(edges, _position(at, widths)) - 1
            at += cell.columns
            last = max(bisect_left(edges, _position(at, widths) - _SLIVER) - 1, first)
            spans.append(((first + 1, last + 1), cell))
        yield _apart(spans)


def _edges(rows: Sequence[Row], widths: Sequence[int]) -> list[int]:
    """Where columns begin: every border that a cell has, those too close together as one."""
    starts = set()
    for row in rows:
        at = row.before
        for cell in row.cells:
            starts.add(_position(at, widths))
            at += cell.columns
    edges: list[int] = []
    for start in sorted(starts):
        if not edges or start - edges[-1] > _SLIVER:
            edges.append(start)
    return edges


def _position(column: int, widths: Sequence[int]) -> int:
    """Where a column of the grid begins; columns without a stated width are taken for wide."""
    return sum((width or 10 * _SLIVER) for width in widths[:column]) + 10 * _SLIVER * max(
        column - len(widths), 0
    )


def _apart(spans: _Spans) -> _Spans:
    """Spans of one row that do not overlap, where slivers pushed one onto the next."""
    apart: _Spans = []
    end = 0
    for (first, last), cell in spans:
        start = max(first, end + 1)
        end = max(start, last)
        apart.append(((start, end), cell))
    return apart


# The parts of a Word document beside its text: styles, notes, comments, and what is not read.

SKIPPED = frozenset({
    "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
    "tblGridChange", "numberingChange", "tblPrExChange", "sectPr", "tblBorders", "tcBorders",
    "pBdr", "tblCellMar", "tcMar", "tblLook", "tabs", "spacing", "ind", "lang", "proofErr",
    "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "placeholder", "tcW", "tblW",
})  # fmt: skip
"""Elements without text or meaning here; the older look in ``rPrChange`` would be mistaken for
the present one."""

_HEADING = lexicon.regex(r"{document.heading}\s*(\d)")
_MAX_BASES = 12
_LINKED_KINDS = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument", "image"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """A style of paragraphs or runs: its name, the heading it makes, and the look it gives."""

    name: str = ""
    level: int | None = None
    struck: bool = False
    hidden: bool = False
    font: str | None = None
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def get(self, id: str | None) -> Style:
        """The style, with a heading's level from the style that it is based on."""
        style = self.by_id.get(id or "", Style())
        at, steps = style, 0
        while at.level is None and at.based_on and steps < _MAX_BASES:
            at, steps = self.by_id.get(at.based_on, Style()), steps + 1
        if at.level is None or at is style:
            return style
        return Style(
            name=style.name, level=at.level, struck=style.struck, hidden=style.hidden,
            font=style.font, based_on=style.based_on,
        )  # fmt: skip

    @classmethod
    def read(cls, package: Package, part: str | None) -> Styles:
        """The styles of a part; none where there is no such part or it is damaged."""
        if part is None or part not in package:
            return cls()
        try:
            root = read_tree(package, part, SKIPPED)
        except Unreadable:  # the text can be read without its looks
            return cls()
        found = {
            node.attributes.get("styleId", ""): _style(node)
            for node in root.children
            if node.tag == "style"
        }
        return cls(found)


def _style(node: Node) -> Style:
    look = node.child("rPr") or Node("rPr", {})
    fonts = look.child("rFonts")
    name = (node.value("name") or "").lower()
    return Style(
        name=name,
        level=_level(name, node.child("pPr")),
        struck=look.is_on("strike") or look.is_on("dstrike"),
        hidden=look.is_on("vanish"),
        font=fonts.attributes.get("ascii") if fonts is not None else None,
        based_on=node.value("basedOn"),
    )


def _level(name: str, properties: Node | None) -> int | None:
    if (found := _HEADING.match(name)) is not None:
        return int(found[1])
    if name == "title":
        return 1
    outline = properties.value("outlineLvl") if properties is not None else None
    return int(outline) + 1 if outline and outline in "012345678" else None


def document_part(package: Package) -> str:
    """The name of the part that holds the text. Raises Unreadable where there is none."""
    for kind, target in read_relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise Unreadable("file-damaged")


def related_parts(package: Package, part: str) -> dict[str, list[str]]:
    """The parts that a part refers to and that are there, by kind: ``header``, ``styles`` ..."""
    found: dict[str, list[str]] = {}
    for kind, target in read_relations(package, part).values():
        if target in package:
            found.setdefault(kind, []).append(target)
    return found


def unread_parts(package: Package) -> Iterator[str]:
    """Codes of what lies in the package and is not looked into, or lies outside and is not fetched.

    Links that a reader may click are no part of the text and are not counted.
    """
    for name in package.names:
        base = posixpath.basename(name)
        if base == "vbaproject.bin":
            yield "macros"
        elif "/embeddings/" in name:
            yield "embedded-file"
        elif name.endswith(".rels") and _links_out(package, name):
            yield "external-links"


def _links_out(package: Package, part: str) -> bool:
    """Whether a part's relations name content that would have to be fetched."""
    outside: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            outside.append(attributes.get("Type", "").rpartition("/")[2])

    package.parse(part, StartElementHandler=start)
    return not _LINKED_KINDS.isdisjoint(outside)
