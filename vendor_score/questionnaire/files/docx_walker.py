"""Walk through a Word document: its paragraphs and tables in order, wherever they are wrapped.

What is found and what python-docx would miss: text boxes (once, not once for each form in which
they are stored), content controls around blocks, rows, cells and words, tracked insertions, moves
and deletions, old form fields, symbol fonts, notes, formulas. Nothing is fetched or evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.docx_blocks import (
    Block,
    Change,
    Document,
    Paragraph,
    Row,
    Run,
    Table,
    TableCell,
    block_text,
)
from vendor_score.questionnaire.files.docx_parts import (
    SKIPPED,
    Styles,
    document_part,
    related_parts,
    unread_parts,
)
from vendor_score.questionnaire.files.docx_runs import (
    CHANGES,
    RunReader,
    chosen,
    control_text,
    is_placeholder,
)
from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.xml_tree import Node, read_tree

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package

__all__ = ["walk_document"]

_NOTE_PARTS = (("footnotes", "footnote"), ("endnotes", "endnote"))
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def walk_document(package: Package) -> Document:
    """A document's content.

    Parameters
    ----------
    package
        Of a .docx, .docm, .dotx or .dotm file, in the transitional or the strict namespace.

    Returns
    -------
    Document
        Its blocks, with the codes of what was not read.

    Raises
    ------
    Unreadable
        Where the text is damaged or larger than the limits.
    """
    part = document_part(package)
    parts = related_parts(package, part)
    styles = Styles.read(package, next(iter(parts.get("styles", ())), None))
    walker = _Walker(RunReader(styles, _note_texts(package, parts, styles)), styles)
    body = walker.part(package, part)
    heads = [block for name in parts.get("header", ()) for block in walker.part(package, name)]
    feet = [block for name in parts.get("footer", ()) for block in walker.part(package, name)]
    for code in unread_parts(package):
        walker.runs.notes[code] = None
    return Document(
        blocks=tuple(body),
        headers=tuple(heads),
        footers=tuple(feet),
        comments=tuple(_comments(package, parts, styles)),
        notes=tuple(walker.runs.notes),
    )


def _note_texts(
    package: Package, parts: dict[str, list[str]], styles: Styles
) -> dict[tuple[str, str], str]:
    """Texts of footnotes and endnotes, by the element that refers to them and their id."""
    found = {}
    for kind, tag in _NOTE_PARTS:
        for name in parts.get(kind, ()):
            for id, node in _with_id(package, name, tag):
                if node.attributes.get("type") not in _SEPARATORS:
                    found[f"{tag}Reference", id] = _plain_text(node, styles)
    return found


def _comments(
    package: Package, parts: dict[str, list[str]], styles: Styles
) -> Iterator[tuple[str, str]]:
    for name in parts.get("comments", ()):
        for id, node in _with_id(package, name, "comment"):
            yield id, _plain_text(node, styles)


def _with_id(package: Package, part: str, tag: str) -> Iterator[tuple[str, Node]]:
    try:
        root = read_tree(package, part, SKIPPED)
    except Unreadable:  # the text stands in another part
        return
    for node in root.children:
        if node.tag == tag:
            yield node.attributes.get("id", ""), node


def _plain_text(node: Node, styles: Styles) -> str:
    return block_text(_Walker(RunReader(styles, {}), styles).blocks(node)).strip()


class _Walker:
    """Goes down through the elements; what it does not know it looks into."""

    def __init__(self, runs: RunReader, styles: Styles) -> None:
        self.runs = runs
        self._styles = styles

    def part(self, package: Package, name: str) -> list[Block]:
        root = read_tree(package, name, SKIPPED)
        return list(self.blocks(root.child("body") or root))

    def blocks(self, node: Node, change: Change | None = None) -> Iterator[Block]:
        for child in node.children:
            tag = child.tag
            if tag == "p":
                yield self._paragraph(child, change)
            elif tag == "tbl":
                yield self._table(child, change)
            elif tag in CHANGES:
                yield from self.blocks(child, CHANGES[tag])
            elif tag == "sdt":
                yield from self._control(child, change)
            elif tag in {"altChunk", "subDoc"}:
                self.runs.notes["part-not-read"] = None
            elif tag == "AlternateContent":
                yield from self.blocks(chosen(child), change)
            elif tag in {"r", "fldSimple"}:  # of a control that holds words and is none of a line
                yield Paragraph(runs=self.runs.paragraph(node, change))
                return
            elif tag not in {"sdtPr", "tcPr", "trPr", "tblPr"}:
                yield from self.blocks(child, change)

    def _control(self, node: Node, change: Change | None) -> Iterator[Block]:
        properties, content = node.child("sdtPr"), node.child("sdtContent")
        said = control_text(properties)
        if said is not None:
            yield Paragraph(runs=(Run(text=said, change=change),))
        elif content is not None and not is_placeholder(properties, content):
            yield from self.blocks(content, change)

    def _paragraph(self, node: Node, change: Change | None) -> Paragraph:
        properties = node.child("pPr") or Node("pPr", {})
        mark = properties.child("rPr") or Node("rPr", {})
        style = self._styles.get(properties.value("pStyle"))
        outline = properties.value("outlineLvl")
        drawings = list(_drawings(node))
        runs = self.runs.paragraph(node, change)
        if style.struck or style.hidden:
            runs = tuple(
                replace(r, struck=r.struck or style.struck, hidden=r.hidden or style.hidden)
                for r in runs
            )
        boxes = [block for drawing in drawings for block in self._boxes(drawing, change)]
        return Paragraph(
            runs=runs,
            style=style.name,
            level=int(outline) + 1 if outline and outline in "012345678" else style.level,
            list_level=_list_level(properties.child("numPr")),
            boxes=tuple(boxes),
            comments=tuple(n.attributes.get("id", "") for n in node.all("commentReference")),
            pictures=sum(_is_picture(drawing) for drawing in drawings),
            goes_on=any(mark.child(tag) is not None for tag in ("del", "moveFrom")),
        )

    def _boxes(self, node: Node, change: Change | None) -> Iterator[Block]:
        """The blocks of the text boxes in a drawing."""
        for child in node.children:
            if child.tag == "txbxContent":
                yield from self.blocks(child, change)
            elif child.tag == "AlternateContent":
                yield from self._boxes(chosen(child), change)
            else:
                yield from self._boxes(child, change)

    def _table(self, node: Node, change: Change | None) -> Table:
        grid = node.child("tblGrid")
        widths = [column.attributes.get("w", "") for column in (grid.children if grid else ())]
        rows = tuple(self._rows(node, change))
        return Table(rows=rows, widths=tuple(int(w) if w.isdecimal() else 0 for w in widths))

    def _rows(self, node: Node, change: Change | None) -> Iterator[Row]:
        for child in node.children:
            if child.tag == "tr":
                yield self._row(child, change)
            elif child.tag == "sdt":
                content = child.child("sdtContent")
                yield from self._rows(content, change) if content is not None else ()
            elif child.tag in CHANGES:
                yield from self._rows(child, CHANGES[child.tag])
            elif child.tag not in {"tblPr", "tblGrid"}:
                yield from self._rows(child, change)

    def _row(self, node: Node, change: Change | None) -> Row:
        properties = node.child("trPr") or Node("trPr", {})
        change = change or next(
            (CHANGES[n.tag] for n in properties.children if n.tag in CHANGES), None
        )
        cells: list[TableCell] = []
        for cell, is_part in self._cells(node, change):
            if is_part and cells:  # the older way to merge cells side by side
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + cell.columns)
            else:
                cells.append(cell)
        return Row(
            cells=tuple(cells), before=_number(properties.value("gridBefore"), 0), change=change
        )

    def _cells(self, node: Node, change: Change | None) -> Iterator[tuple[TableCell, bool]]:
        """The cells of a row, each with whether it is merged into the one before it."""
        for child in node.children:
            if child.tag == "tc":
                yield self._cell(child, change)
            elif child.tag == "sdt":
                content = child.child("sdtContent") or Node("", {})
                blank = is_placeholder(child.child("sdtPr"), content)
                said = control_text(child.child("sdtPr"))
                for cell, is_part in self._cells(content, change):
                    yield _said(cell, said, blank=blank), is_part
            elif child.tag not in {"trPr", "tblPrEx"}:
                yield from self._cells(child, CHANGES.get(child.tag, change))

    def _cell(self, node: Node, change: Change | None) -> tuple[TableCell, bool]:
        properties = node.child("tcPr") or Node("tcPr", {})
        own: Change | None = "deleted" if properties.child("cellDel") else None
        if properties.child("cellIns"):
            own = "inserted"
        cell = TableCell(
            blocks=tuple(self.blocks(node, change or own)),
            columns=_number(properties.value("gridSpan"), 1),
            merged=properties.value("vMerge") in {"", "continue"},
            change=change or own,
        )
        return cell, properties.value("hMerge") in {"", "continue"}


def _said(cell: TableCell, said: str | None, *, blank: bool) -> TableCell:
    """A cell that is a control as a whole: its state, or nothing where only its prompt shows."""
    if said is not None:
        return replace(cell, blocks=(Paragraph(runs=(Run(text=said),)),))
    return replace(cell, blocks=()) if blank else cell


def _number(text: str | None, otherwise: int) -> int:
    """A count of columns; more than Excel has columns are none."""
    return int(text) if text and text.isdecimal() and int(text[:6]) <= 16_384 else otherwise  # noqa: PLR2004


def _list_level(properties: Node | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    id = properties.value("numId") or ""
    return (id, _number(properties.value("ilvl"), 0)) if id not in {"", "0"} else None


def _drawings(node: Node) -> Iterator[Node]:
    """The drawings fixed to a paragraph, not those in its text boxes."""
    for child in node.children:
        if child.tag in {"drawing", "pict", "object"}:
            yield child
        elif child.tag == "AlternateContent":
            yield from _drawings(chosen(child))
        elif child.tag not in {"pPr", "rPr", "txbxContent"}:
            yield from _drawings(child)


def _is_picture(drawing: Node) -> bool:
    names = {"blip", "imagedata"}
    return any(next(drawing.all(name), None) is not None for name in names)
