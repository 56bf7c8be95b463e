"""Walk through a Word document: its paragraphs and tables in order, wherever they are wrapped.

What is found and what python-docx would miss: text boxes (once, not once for each form in which
they are stored), content controls around blocks, rows, cells and words, tracked insertions, moves
and deletions, old form fields, symbol fonts, notes, formulas. Nothing is fetched or evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vendor_score.questionnaire.files.cell_formats import is_symbol_font, sign, sign_text
from vendor_score.questionnaire.files.containers import Node, Unreadable, read_tree
from vendor_score.questionnaire.files.docx_blocks import (
    SKIPPED,
    Block,
    Change,
    Document,
    Paragraph,
    Row,
    Run,
    Styles,
    Table,
    TableCell,
    block_text,
    document_part,
    related_parts,
    unread_parts,
)

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Package

__all__ = ["CHANGES", "RunReader", "chosen", "control_text", "is_placeholder", "walk_document"]

CHANGES: Final[dict[str, Change]] = {
    "ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted",
}  # fmt: skip
TICKED, EMPTY = "☑", "☐"
_WITHOUT_TEXT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "rt"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FETCHING = re.compile(r"\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|IMPORT|RD)\b")
_UNSHADED = frozenset({"", "auto", "nil", "clear", "ffffff"})


@dataclass(slots=True)
class _Field:
    """A field that has begun: in its code until ``separate``, then in its result."""

    code: str = ""
    in_code: bool = True
    is_read: bool = False


class RunReader:
    """Reads the runs of paragraphs; a field may begin in one and end in a later one.

    Parameters
    ----------
    styles
        Styles that may strike out or hide.
    footnotes
        Texts of the notes by kind and id, as ``("footnoteReference", "2")``.

    Attributes
    ----------
    notes
        Codes of what was met and not followed or not read.
    """

    def __init__(self, styles: Styles, footnotes: Mapping[tuple[str, str], str]) -> None:
        self.notes: dict[str, None] = {}
        self._styles = styles
        self._footnotes = footnotes
        self._fields: list[_Field] = []

    def paragraph(self, node: Node, change: Change | None = None) -> tuple[Run, ...]:
        """The runs of a paragraph, neighbours of one look joined."""
        runs: list[Run] = []
        for run in self._read(node, change):
            if runs and replace(runs[-1], text="") == replace(run, text="") and not run.is_note:
                runs[-1] = replace(runs[-1], text=runs[-1].text + run.text)
            else:
                runs.append(run)
        # No code of a field runs on into the next paragraph: one that seems to lost its end.
        self._fields = [field for field in self._fields if not field.in_code]
        return tuple(run for run in runs if run.text)

    def _read(self, node: Node, change: Change | None) -> Iterator[Run]:
        for child in node.children:
            tag = child.tag
            if tag == "r":
                yield from self._run(child, change)
            elif tag in CHANGES:
                if {change, CHANGES[tag]} != {"inserted", "deleted"}:  # else it is in no view
                    yield from self._read(child, CHANGES[tag])
            elif tag == "sdt":
                yield from self._control(child, change)
            elif tag == "fldSimple":
                self._note_code(child.attributes.get("instr", ""))
                yield from self._read(child, change)
            elif tag in {"oMath", "oMathPara"}:
                yield Run(text="".join(t.text for t in child.all("t")), change=change)
            elif tag == "AlternateContent":
                yield from self._read(chosen(child), change)
            elif tag not in _WITHOUT_TEXT:
                yield from self._read(child, change)

    def _control(self, node: Node, change: Change | None) -> Iterator[Run]:
        properties, content = node.child("sdtPr"), node.child("sdtContent")
        said = control_text(properties)
        if said is not None:
            yield Run(text=said, change=change)
        elif content is not None and not is_placeholder(properties, content):
            yield from self._read(content, change)

    def _run(self, node: Node, change: Change | None) -> Iterator[Run]:
        look, font = self._look(node.child("rPr"), change)
        for child in node.children:
            text = self._text(child, font)
            if text is None:
                continue
            if child.tag in {"footnoteReference", "endnoteReference"}:
                yield replace(look, text=text, is_note=True)
            elif not self._is_in_code or child.tag == "fldChar":
                deleted = child.tag == "delText" and change is None
                yield replace(look, text=text, change="deleted" if deleted else change)

    def _text(self, node: Node, font: str | None) -> str | None:
        """What an element within a run shows; None where it shows nothing."""
        tag = node.tag
        if tag in {"t", "delText"}:
            return sign_text(node.text, font)
        if tag == "fldChar":
            return self._field(node)
        if tag in {"footnoteReference", "endnoteReference"}:
            return self._footnotes.get((tag, node.attributes.get("id", "")))
        if tag == "AlternateContent":
            inner = (self._text(child, font) for child in chosen(node).children)
            return "".join(text for text in inner if text) or None
        if tag in {"instrText", "delInstrText"} and self._fields:
            self._fields[-1].code += node.text
        elif tag == "object" and next(node.all("control"), None) is not None:
            self.notes["active-control"] = None
        return _shown_sign(node)

    @property
    def _is_in_code(self) -> bool:
        return any(field.in_code or field.is_read for field in self._fields)

    def _field(self, node: Node) -> str | None:
        """Follow a field's marks; the state of a form field that begins here."""
        kind = node.attributes.get("fldCharType")
        if kind == "begin":
            form = node.child("ffData")
            said = _form_text(form) if form is not None else None
            self._fields.append(_Field(is_read=said is not None))
            return said
        if not self._fields:
            return None
        if kind == "separate":
            self._fields[-1].in_code = False
        elif kind == "end":
            self._note_code(self._fields.pop().code)
        return None

    def _note_code(self, code: str) -> None:
        if _FETCHING.match(code):
            self.notes["external-links"] = None

    def _look(self, properties: Node | None, change: Change | None) -> tuple[Run, str | None]:
        if properties is None:
            return Run(text="", change=change), None
        style = self._styles.get(properties.value("rStyle"))
        fonts = properties.child("rFonts")
        font = fonts.attributes.get("ascii") if fonts is not None else None
        if fonts is not None and not is_symbol_font(font):
            font = fonts.attributes.get("hAnsi", font)
        run = Run(
            text="",
            change=change,
            struck=_switch(properties, "strike", default=style.struck)
            or properties.is_on("dstrike"),
            hidden=_switch(properties, "vanish", default=style.hidden),
            marked=_is_marked(properties),
            bold=properties.is_on("b"),
            underlined=properties.value("u") not in {None, "none"},
        )
        return run, font or style.font


def _switch(properties: Node, tag: str, *, default: bool) -> bool:
    return properties.is_on(tag) if properties.child(tag) is not None else default


def _is_marked(properties: Node) -> bool:
    """Whether a run is gone over with a marker, or stands on a shade of its own."""
    marker = properties.value("highlight")
    if marker is not None:
        return marker not in {"none", "white"}
    shade = properties.child("shd")
    return shade is not None and shade.attributes.get("fill", "").lower() not in _UNSHADED


def _shown_sign(node: Node) -> str | None:
    """The character of an element that stands for one; the base of a word with its reading."""
    if node.tag == "ruby":
        base = node.child("rubyBase")
        return "".join(t.text for t in base.all("t")) if base is not None else None
    if node.tag != "sym":
        return _SIGNS.get(node.tag)
    try:
        return sign(node.attributes.get("font"), int(node.attributes.get("char", ""), 16))
    except ValueError:
        return None


def chosen(alternatives: Node) -> Node:
    """The first of several forms of one content, which are given so that old programs show any.

    The others repeat it: reading them too would read a text box twice.
    """
    choice = alternatives.child("Choice")
    if choice is not None and choice.children:
        return choice
    return alternatives.child("Fallback") or Node("", {})


def control_text(properties: Node | None) -> str | None:
    """☑ or ☐ for a check box ([MS-DOCX] 2.6.1.2), whatever glyph draws it; None for the others."""
    box = properties.child("checkbox") if properties is not None else None
    if box is None:
        return None
    return TICKED if box.is_on("checked") and box.value("checked") else EMPTY


def is_placeholder(properties: Node | None, content: Node) -> bool:
    """Whether a content control shows its prompt ("Click here to enter text") and no answer."""
    if properties is None:
        return False
    if properties.is_on("showingPlcHdr"):
        return True
    shown = "".join(t.text for t in content.all("t")).strip()
    items = properties.child("dropDownList") or properties.child("comboBox")
    prompts = [
        item.attributes.get("displayText", "").strip()
        for item in (items.children if items is not None else ())
        if item.tag == "listItem" and not item.attributes.get("value")
    ]
    return bool(shown) and shown in prompts


def _form_text(form: Node) -> str | None:
    """The state of an old form field: a check box, or what is chosen in a list."""
    box = form.child("checkBox")
    if box is not None:
        state = "checked" if box.child("checked") is not None else "default"
        return TICKED if box.is_on(state) else EMPTY
    choices = form.child("ddList")
    if choices is None:
        return None
    entries = [entry.attributes.get("val", "") for entry in choices.all("listEntry")]
    at = choices.value("result") or choices.value("default") or "0"
    return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""


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
