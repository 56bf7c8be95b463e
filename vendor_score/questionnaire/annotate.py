"""Copies of vendors' workbooks with the doubtful cells marked, ready to be sent back.

The copy of an xlsx file is made in a process of its own, bounded in time and memory, since the file
is a stranger's: by openpyxl, or in the package itself where that would lose form controls and such.
Where that fails, and for every other format, the copy is a new workbook with the same sheets and
texts. The original is never written to.
"""

from __future__ import annotations

import contextlib
import io
import json
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from vendor_score.cell_names import a1, read_address, read_range
from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Sheet, Workbook
from vendor_score.questionnaire.sheets.grid import enclose_own_note
from vendor_score.questionnaire.template import FIXED_DATE
from vendor_score.wording import Lang

__all__ = ["COLOURS", "Note", "annotated_copy", "main", "mark_package", "notes_of", "would_lose"]

COLOURS = {Severity.ERROR: "F8B4B0", Severity.WARNING: "FFD58A", Severity.INFO: "CFE3FF"}
_SECONDS = 30
_CELL_LIMIT = 32_767
_COPIER = "vendor_score.questionnaire.annotate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A comment for one cell. ``sheet`` is None in a csv file."""

    sheet: str | None
    cell: str
    severity: Severity
    text: str


def notes_of(findings: Sequence[Finding], file: str, lang: Lang) -> tuple[Note, ...]:
    """What to ask the vendor on which cells of ``file``; what is asked of a cell shares its note.

    Findings that are no matter of the vendor (`Finding.ask`) leave no trace in the copy.
    """
    by_cell: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in findings:
        where = finding.source
        if where.file != file or where.cell is None:
            continue  # before anything is worded: each file goes through the findings of all
        if finding.severity is not Severity.INFO and finding.ask(lang):
            by_cell.setdefault((where.sheet, where.cell), []).append(finding)
    return tuple(
        Note(
            sheet=sheet,
            cell=cell,
            severity=min((f.severity for f in found), key=list(Severity).index),
            text=enclose_own_note(
                "\n\n".join(dict.fromkeys(finding.ask(lang) for finding in found))
            ),
        )
        for (sheet, cell), found in by_cell.items()
    )


def annotated_copy(path: Path, workbook: Workbook, notes: Sequence[Note]) -> bytes:
    """The bytes of a marked copy, always an xlsx workbook."""
    copied = _copy_apart(path, notes) if path.suffix.lower() in {".xlsx", ".xlsm"} else None
    return copied or _new_workbook(workbook, notes)


def _copy_apart(path: Path, notes: Sequence[Note]) -> bytes | None:
    """openpyxl's copy, made in a process of its own; None where it could not be made."""
    order = {
        "path": str(path.resolve()),
        "notes": [[n.sheet, n.cell, COLOURS[n.severity], n.text] for n in notes],
    }
    root = str(Path(__file__).resolve().parents[2])
    start = f"import sys; sys.path.insert(0, {root!r}); import {_COPIER} as copier; copier.main()"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", start],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"PK") else None


def _new_workbook(workbook: Workbook, notes: Sequence[Note]) -> bytes:
    from xlsxwriter import Workbook as Book

    by_sheet: dict[str | None, dict[str, Note]] = {}
    for note in notes:
        by_sheet.setdefault(note.sheet, {})[note.cell] = note
    buffer = io.BytesIO()
    with Book(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": FIXED_DATE})
        for number, sheet in enumerate(workbook.sheets, 1):
            marked = by_sheet.get(sheet.name, by_sheet.get(None, {}))
            _copy_sheet(book, sheet, number, marked)
    return buffer.getvalue()


def _copy_sheet(book: Any, sheet: Sheet, number: int, notes: Mapping[str, Note]) -> None:
    page = book.add_worksheet(_sheet_name(sheet.name, number))
    page.set_column(0, 40, 18)
    style = book.add_format({"text_wrap": True, "valign": "top"})
    for (row, column), cell in sheet.cells.items():
        page.write_string(row - 1, column - 1, cell.text[:_CELL_LIMIT], style)
    at = {a1(row, column): cell.text for (row, column), cell in sheet.cells.items()}
    for cell_name, note in notes.items():
        fill = book.add_format(
            {"text_wrap": True, "valign": "top", "bg_color": f"#{COLOURS[note.severity]}"}
        )
        page.write_string(cell_name, at.get(cell_name, "")[:_CELL_LIMIT], fill)
        page.write_comment(cell_name, note.text[:_CELL_LIMIT], {"x_scale": 2, "y_scale": 1.5})


def _sheet_name(name: str, number: int) -> str:
    """A name that Excel takes: at most 31 characters, none of those it refuses."""
    cleaned = "".join("_" if c in "[]:*?/\\" else c for c in name).strip("'")[:31]
    return cleaned or f"Sheet{number}"


# The process that marks a copy of one workbook with openpyxl: order on stdin, copy on stdout.
# openpyxl is imported there alone: `check` without marked copies does without it, and it takes
# longer to load than a questionnaire to read.

_MEMORY = 1 << 30


def main() -> None:
    """Read the order, mark the copy, write it out. Any failure ends the process with a code."""
    from openpyxl import load_workbook

    _bound_memory()
    order = json.loads(sys.stdin.buffer.read())
    if would_lose(order["path"]):
        marks = [(sheet, cell, colour, note) for sheet, cell, colour, note in order["notes"]]
        sys.stdout.buffer.write(mark_package(order["path"], marks))
        return
    book = load_workbook(order["path"], keep_vba=order["path"].lower().endswith(".xlsm"))
    for sheet, cell, colour, note in order["notes"]:
        _mark(book[sheet] if sheet is not None else book.worksheets[0], cell, colour, note)
    buffer = io.BytesIO()
    book.save(buffer)
    sys.stdout.buffer.write(buffer.getvalue())


def _mark(sheet: Any, address: str, colour: str, note: str) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[address]
    if isinstance(cell, MergedCell):
        ranges = sheet.merged_cells.ranges
        merged = next(r for r in ranges if address in r)
        cell = sheet.cell(merged.min_row, merged.min_col)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(before + note, AUTHOR, width=320, height=160)
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _bound_memory() -> None:
    """Where the system has such a limit, a hostile file ends this process and not the machine."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


# Mark cells in an xlsx package by editing its parts, so that nothing else in it changes.

Mark = tuple[str | None, str, str, str]
"""Sheet (None: the first), cell, colour and text of a note."""

LOST = ("xl/ctrlprops/", "xl/activex/", "xl/featurepropertybag/", "xl/threadedcomments/",
        "xl/persons/", "xl/richdata/", "xl/slicers/", "xl/diagrams/")  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
TEXT_BOX = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
NEW_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
AUTHOR = "vendor-score"
_DATE = (2020, 1, 1, 0, 0, 0)
XF = re.compile(r"<xf\b[^>]*/>|<xf\b[^>]*>.*?</xf>", re.DOTALL)
TAIL = re.compile(
    r"<(?:legacyDrawingHF|picture|oleObjects|controls|mc:AlternateContent|webPublishItems"
    r"|tableParts|extLst)\b"
)


def would_lose(path: str) -> bool:
    """Whether the package has parts that a library leaves out when it saves the workbook."""
    with zipfile.ZipFile(path) as package:
        names = [name.lower() for name in package.namelist()]
        drawings = [n for n in package.namelist() if n.lower().startswith("xl/drawings/drawing")]
        shapes = any(b":sp>" in package.read(name) for name in drawings)
    return shapes or any(name.startswith(LOST) for name in names)


def mark_package(path: str, marks: Sequence[Mark]) -> bytes:
    """The package with a fill and a note on each cell; all other parts byte for byte."""
    package = _Parts(path)
    sheets = _sheets(package)
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        part = sheets[mark[0]] if mark[0] is not None else next(iter(sheets.values()))
        by_sheet.setdefault(part, []).append(mark)
    for part, told in by_sheet.items():
        _mark_sheet(package, part, told)
    return package.packed()


class _Parts:
    """The parts of a package as text, where they are changed, else as they were."""

    def __init__(self, path: str) -> None:
        with zipfile.ZipFile(path) as package:
            self._parts = {info.filename: package.read(info) for info in package.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def text(self, name: str) -> str:
        return self._parts[name].decode("utf-8-sig")

    def put(self, name: str, text: str) -> None:
        self._parts[name] = text.encode()

    def free(self, pattern: str) -> str:
        """A part's name that is not taken."""
        number = 1
        while pattern.format(number) in self._parts:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Kind, id and target of each relation."""
        name = self.relations_part(part)
        if name not in self:
            return []
        found = []
        for each in ET.fromstring(self.text(name)):  # noqa: S314 - the reader refused document types
            target = posixpath.join("/", posixpath.dirname(part), each.get("Target", ""))
            kind = each.get("Type", "").rpartition("/")[2]
            found.append((kind, each.get("Id", ""), posixpath.normpath(target).lstrip("/")))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind."""
        return next((target for each, _, target in self.relations(part) if each == kind), None)

    @staticmethod
    def relations_part(part: str) -> str:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", name + ".rels")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation; its id."""
        name = self.relations_part(part)
        empty = f'<Relationships xmlns="{PACKAGE}"></Relationships>'
        id_ = f"rIdMark{kind}"
        entry = f'<Relationship Id="{id_}" Type="{RELATIONS}/{kind}" Target="/{target}"/>'
        known = self.text(name) if name in self else empty
        self.put(name, _before(known, "</Relationships>", entry))
        return id_

    def declare(self, entry: str, key: str) -> None:
        """Add a content type unless ``key`` stands there."""
        types = self.text("[Content_Types].xml")
        if key not in types:
            is_default = entry.startswith("<Default")
            at = types.index(">", types.index("<Types")) + 1
            new = (
                types[:at] + entry + types[at:] if is_default else _before(types, "</Types>", entry)
            )
            self.put("[Content_Types].xml", new)

    def packed(self) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._parts.items():
                info = zipfile.ZipInfo(name, _DATE)
                package.writestr(info, data, zipfile.ZIP_DEFLATED)
        return stream.getvalue()


def _before(text: str, end: str, new: str) -> str:
    at = text.rindex(end)
    return text[:at] + new + text[at:]


def _sheets(package: _Parts) -> dict[str, str]:
    """The part of each sheet by its name."""
    book = _book(package)
    targets = {id_: target for _, id_, target in package.relations(book)}
    sheets = ET.fromstring(package.text(book)).iter(f"{{{MAIN}}}sheet")  # noqa: S314 - as above
    return {s.get("name", ""): targets[s.get(f"{{{RELATIONS}}}id", "")] for s in sheets}


def _mark_sheet(package: _Parts, part: str, marks: Sequence[Mark]) -> None:
    sheet = package.text(part)
    if not re.search(rf'<worksheet\b[^>]*xmlns="{MAIN}"', sheet):
        raise ValueError("an unusual sheet")
    notes: dict[str, str] = {}
    for _, cell, colour, note in marks:
        address = _top_left(sheet, cell)
        sheet = _filled(package, sheet, address, colour)
        notes[address] = f"{notes[address]}\n\n{note}" if address in notes else note
    package.put(part, sheet)
    _add_comments(package, part, notes)
    _add_shapes(package, part, list(notes))


def _parsed(cell: str) -> tuple[int, int]:
    place = read_address(cell)
    if place is None:
        raise ValueError(cell)
    return place


def _top_left(sheet: str, cell: str) -> str:
    """The first cell of the merged range that covers this one."""
    row, column = _parsed(cell)
    for merged in re.findall(r'<mergeCell ref="([^"]+)"', sheet):
        top, left, bottom, right = read_range(merged) or (0, 0, 0, 0)
        if top <= row <= bottom and left <= column <= right:
            return a1(top, left)
    return cell


def _filled(package: _Parts, sheet: str, cell: str, colour: str) -> str:
    """The sheet with the cell, there or not yet, in a style with the fill."""
    found = re.search(rf'<c\b[^>]*\br="{cell}"[^>]*>', sheet)
    if found:
        style = re.search(r'\bs="(\d+)"', found[0])
        new = _style(package, int(style[1]) if style else 0, colour)
        tag = re.sub(r'\ss="\d+"', "", found[0], count=1)
        tag = tag.replace("<c", f'<c s="{new}"', 1)
        return sheet[: found.start()] + tag + sheet[found.end() :]
    entry = f'<c r="{cell}" s="{_style(package, 0, colour)}"/>'
    return _inserted(sheet, cell, entry)


def _inserted(sheet: str, cell: str, entry: str) -> str:
    row, column = _parsed(cell)
    own = re.search(rf'<row\b[^>]*\br="{row}"[^>]*>', sheet)
    if own is None:
        line = f'<row r="{row}">{entry}</row>'
        later = (m for m in re.finditer(r'<row\b[^>]*\br="(\d+)"', sheet) if int(m[1]) > row)
        after = next(later, None)
        if after is not None:
            return sheet[: after.start()] + line + sheet[after.start() :]
        if "</sheetData>" in sheet:
            return _before(sheet, "</sheetData>", line)
        return re.sub(r"<sheetData\s*/>", f"<sheetData>{line}</sheetData>", sheet, count=1)
    if own[0].endswith("/>"):
        return f"{sheet[: own.end() - 2]}>{entry}</row>{sheet[own.end() :]}"
    end = sheet.index("</row>", own.end())
    for other in re.finditer(r'<c\b[^>]*\br="([A-Z]+\d+)"', sheet[own.end() : end]):
        if _parsed(other[1])[1] > column:
            end = own.end() + other.start()
            break
    return sheet[:end] + entry + sheet[end:]


def _style(package: _Parts, number: int, colour: str) -> int:
    """The number of a style like the given one, with the fill; added where it is not there."""
    part = package.related(_book(package), "styles")
    if part is None:
        raise ValueError("no styles")
    styles = package.text(part)
    fill = (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )
    fills = re.search(r"<fills\b[^>]*>(.*?)</fills>", styles, re.DOTALL)
    if fills is None:
        raise ValueError("no fills")
    each = re.findall(r"<fill\s*/>|<fill\b[^>]*>.*?</fill>", fills[1], re.DOTALL)
    if fill not in each:
        each.append(fill)
        body = f'<fills count="{len(each)}">{"".join(each)}</fills>'
        styles = styles[: fills.start()] + body + styles[fills.end() :]
    xfs = re.search(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    if xfs is None:
        raise ValueError("no styles of cells")
    known = XF.findall(xfs[1])
    head, closing, rest = known[number].partition(">")
    slash = "/" if head.endswith("/") else ""
    head = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", head.rstrip("/"))
    new = f'{head} fillId="{each.index(fill)}" applyFill="1"{slash}{closing}{rest}'
    if new not in known:
        known.append(new)
        body = f'<cellXfs count="{len(known)}">{"".join(known)}</cellXfs>'
        styles = styles[: xfs.start()] + body + styles[xfs.end() :]
    package.put(part, styles)
    return known.index(new)


def _book(package: _Parts) -> str:
    book = package.related("", "officeDocument")
    if book is None:
        raise ValueError("no workbook")
    return book


def _legacy_drawing(package: _Parts, part: str) -> str | None:
    """The part that draws the sheet's notes and controls; headers may have another of the kind."""
    named = re.search(r'<legacyDrawing\b[^>]*:id="([^"]+)"', package.text(part))
    relations = package.relations(part) if named else []
    return next((t for _, id_, t in relations if named and id_ == named[1]), None)


def _add_comments(package: _Parts, part: str, notes: dict[str, str]) -> None:
    target = package.related(part, "comments")
    if target is None:
        target = package.free("xl/comments_marked{}.xml")
        inner = "<authors></authors><commentList></commentList>"
        package.put(target, f'<comments xmlns="{MAIN}">{inner}</comments>')
        package.relate(part, "comments", target)
        entry = f'<Override PartName="/{target}" ContentType="{COMMENTS_TYPE}"/>'
        package.declare(entry, f'"/{target}"')
    text = package.text(target).replace("<authors/>", "<authors></authors>")
    author = len(re.findall(r"<author\b", text))
    text = _before(text, "</authors>", f"<author>{AUTHOR}</author>")
    for cell, note in notes.items():
        words = f'<t xml:space="preserve">{escape(note)}</t>'
        own = re.search(rf'<comment\b[^>]*\bref="{cell}"[^>]*>.*?</text>', text, re.DOTALL)
        if own:
            more = f'<r><t xml:space="preserve">\n\n{escape(note)}</t></r></text>'
            text = text[: own.end() - len("</text>")] + more + text[own.end() :]
        else:
            entry = f'<comment ref="{cell}" authorId="{author}"><text>{words}</text></comment>'
            text = _before(text, "</commentList>", entry)
    package.put(target, text)


def _add_shapes(package: _Parts, part: str, cells: Sequence[str]) -> None:
    """The boxes of the notes, in the part that draws the sheet's notes and form controls."""
    target = _legacy_drawing(package, part)
    if target is None:
        target = package.free("xl/drawings/vmlDrawing_marked{}.vml")
        package.put(target, NEW_VML)
        id_ = package.relate(part, "vmlDrawing", target)
        package.declare(f'<Default Extension="vml" ContentType="{VML_TYPE}"/>', 'Extension="vml"')
        package.put(part, _with_legacy(package.text(part), id_))
    text = package.text(target)
    highest = max((int(n) for n in re.findall(r"_x0000_s(\d{4,9})", text)), default=1024)
    shapes = [] if "_x0000_t202" in text else [TEXT_BOX]
    for number, cell in enumerate(cells, highest + 1):
        row, column = _parsed(cell)
        if re.search(rf"<x:Row>\s*{row - 1}\s*</x:Row>\s*<x:Column>\s*{column - 1}\s*<", text):
            continue  # the cell has a note already, whose box is there
        shapes.append(
            f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
            'width:240pt;height:110pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
            'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{column}, 15, {max(row - 2, 0)}, 10, "
            f"{column + 5}, 15, {row + 6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )
    package.put(target, _before(text, "</xml>", "".join(shapes)))


def _with_legacy(sheet: str, id_: str) -> str:
    """The sheet with the element that names its notes' drawing, in the order of the schema."""
    entry = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="{id_}"/>'
    ahead = ("</sheetData>", "<drawing ", "</conditionalFormatting>", "<pageMargins")
    begin = max(sheet.rfind(mark) for mark in ahead)
    tail = TAIL.search(sheet, begin)
    if tail is None:
        return _before(sheet, "</worksheet>", entry)
    return sheet[: tail.start()] + entry + sheet[tail.start() :]
