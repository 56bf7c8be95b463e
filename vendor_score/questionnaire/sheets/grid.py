"""A sheet as a grid of rows with merged cells filled, and the answers and notes located in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from vendor_score.cell_names import a1, column_letters, read_address
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import Cell, CellKind, CellTable, Sheet, SheetState
from vendor_score.questionnaire.questions import (
    QuestionMatch,
    alnum,
    bilingual_parts,
    normalize_heading,
    strip_numbering,
)
from vendor_score.reading_plan import UNUSED, PlannedColumn, PlannedQuestion
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.questionnaire.cells import Sheet, Workbook

__all__ = [
    "CONTACT",
    "NO_VENDOR",
    "ROLES",
    "ColumnRole",
    "Grid",
    "LocatedAnswer",
    "MeasuredFigure",
    "Naming",
    "SheetReading",
    "VendorBlock",
    "account_columns",
    "ambiguous_question",
    "attach_notes",
    "enclose_own_note",
    "holds_names",
    "is_contact_word",
    "is_example",
    "is_filled",
    "is_no_vendor",
    "is_note",
    "joined",
    "layout_finding",
    "merge_columns",
    "near_match",
    "planned_question",
    "role_of",
    "without_form_notes",
]

_WIDEST_MERGE = 256  # wider ones are titles and hold no answers
_MOST_MERGED = 1_000_000  # columns of merges looked at; a sheet of that many is not a form


def is_filled(cell: Cell | None) -> bool:
    """Whether a cell holds anything a person would see."""
    return cell is not None and (cell.kind is not CellKind.TEXT or bool(cell.text.strip()))


def joined(cells: list[Cell]) -> Cell:
    """One answer written over several cells, a line each."""
    if len(cells) == 1:
        return cells[0]
    text = "\n".join(cell.text for cell in cells)
    return replace(cells[0], kind=CellKind.TEXT, text=text, number=None, number_format=None)


class Grid:
    """Random access to a sheet's cells, by row and column counted from 1."""

    def __init__(self, sheet: Sheet, file: str | None) -> None:
        self.sheet = sheet
        self.file = file
        self.cells = sheet.cells
        self._name = sheet.name or None
        self.is_hidden = sheet.state is not SheetState.VISIBLE
        self._table = sheet.cells if isinstance(sheet.cells, CellTable) else None
        # What a person would see, looked up hundreds of times a row: blanks are gone through once.
        self._filled: dict[tuple[int, int], Cell] | None = None
        if self._table is not None:
            self._columns = self._table.filled()
        else:
            self._filled = {
                place: cell
                for place, cell in sheet.cells.items()
                if cell.kind is not CellKind.TEXT or cell.text.strip()  # `is_filled`, in place
            }
            self._columns = _columns_of(self._filled)
        self.rows = sorted(self._columns)
        self._letters: dict[int, str] = {}
        self._merges = _by_column(sheet.merged)

    @property
    def has_merges(self) -> bool:
        return bool(self._merges)

    def columns(self, row: int) -> list[int]:
        """The columns of the row's filled cells, in order."""
        return self._columns.get(row, [])

    def row_cells(self, row: int) -> Iterator[tuple[int, Cell]]:
        for column in self.columns(row):
            yield column, self.cells[row, column]

    def row_at(self, row: int, columns: Sequence[int]) -> list[Cell | None]:
        """What stands in each of the columns, as `at` tells it; quicker for a row of a table."""
        if self._merges or self._table is None:
            return [self.at(row, column) for column in columns]
        found = {cell.column: cell for cell in self._table.row_cells(row) if is_filled(cell)}
        return [found.get(column) for column in columns]

    def previous_row(self, row: int) -> int | None:
        """The filled row above."""
        at = bisect_left(self.rows, row)
        return self.rows[at - 1] if at else None

    def next_row(self, row: int) -> int | None:
        at = bisect_right(self.rows, row)
        return self.rows[at] if at < len(self.rows) else None

    def rows_before(self, row: int, count: int) -> list[int]:
        """The last ``count`` filled rows above."""
        at = bisect_left(self.rows, row)
        return self.rows[max(at - count, 0) : at]

    def rows_after(self, row: int, count: int) -> list[int]:
        """The next ``count`` filled rows."""
        at = bisect_right(self.rows, row)
        return self.rows[at : at + count]

    def rows_between(self, rows: range) -> list[int]:
        """The filled rows within ``rows``."""
        return self.rows[bisect_left(self.rows, rows.start) : bisect_left(self.rows, rows.stop)]

    def at(self, row: int, column: int) -> Cell | None:
        """The filled cell here, or the one whose merged range covers this place."""
        # Asked some twenty times for every row, so that one call more would be felt.
        cell = self._filled.get((row, column)) if self._filled else self._filled_at(row, column)
        if cell is not None or not self._merges:
            return cell
        merge = self.merge(row, column)
        return self._filled_at(*merge[:2]) if merge is not None else None

    def _filled_at(self, row: int, column: int) -> Cell | None:
        if self._filled is not None:
            return self._filled.get((row, column))
        cell = self.cells.get((row, column))
        return cell if is_filled(cell) else None

    def merge(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """The merged range (top, left, bottom, right) that covers this place."""
        merges = self._merges.get(column)
        if not merges:
            return None
        at = bisect_right(merges, (row, 1 << 30)) - 1
        return merges[at] if at >= 0 and merges[at][2] >= row else None

    def span(self, row: int, column: int) -> tuple[int, int]:
        """First and last column of the cell here, more than one where it is merged."""
        merge = self.merge(row, column)
        return (merge[1], merge[3]) if merge else (column, column)

    def text(self, row: int, column: int) -> str:
        cell = self.at(row, column)
        return cell.text.strip() if cell is not None else ""

    def is_hidden_at(self, row: int, column: int) -> bool:
        sheet = self.sheet
        return self.is_hidden or row in sheet.hidden_rows or column in sheet.hidden_columns

    def source(self, row: int, column: int) -> Source:
        letters = self._letters.get(column)
        if letters is None:
            letters = self._letters[column] = column_letters(column)
        return Source(self.file, self._name, f"{letters}{row}")


def _columns_of(filled: Mapping[tuple[int, int], Cell]) -> dict[int, list[int]]:
    columns: dict[int, list[int]] = defaultdict(list)
    for row, column in filled:
        columns[row].append(column)
    return {row: sorted(told) for row, told in columns.items()}


def _by_column(
    merged: tuple[tuple[int, int, int, int], ...],
) -> dict[int, list[tuple[int, int, int, int]]]:
    """Merged ranges by the columns they cover, from top to bottom."""
    by_column: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    left_over = _MOST_MERGED
    for top, left, bottom, right in sorted(merged):
        if right - left < _WIDEST_MERGE and left_over > 0:
            left_over -= right - left + 1
            for column in range(left, right + 1):
                by_column[column].append((top, left, bottom, right))
    return by_column


# What the words over columns and beside rows say of them; they are ``header.*`` of the lexica.


class ColumnRole(StrEnum):
    """What a column holds, as its heading says."""

    VENDOR = "vendor"
    NAME = "name"  # a vendor's name only at the head of a table of vendors
    QUESTION = "question"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    REMARKS = "remarks"
    NUMBER = "number"
    UNIT = "unit"
    YES = "yes"
    NO = "no"
    OTHER = "other"


ROLES = {role: lexicon.words(f"header.{role.value}") for role in ColumnRole}
"""What the heading of a column says of it."""

NO_VENDOR = lexicon.words("heading.no_vendor")
"""Rows and columns that sum up or explain."""

CONTACT = lexicon.words("heading.contact")
"""Rows that ask who filled the form in."""


_ROLES: dict[str, ColumnRole] = {
    alnum(word): role for role, known in ROLES.items() for word in known
}
_ANSWER = lexicon.regex("{header.answer.pattern}")
_REMARKS = lexicon.regex("{header.remarks.pattern}")
_VENDOR = lexicon.regex("{header.vendor.pattern}")
"""Words that ask for the vendor's name; one of its own name (Your Agency Ltd) is not among them."""

_NO_VENDORS = frozenset(alnum(word) for word in NO_VENDOR)
_NO_VENDOR_LONG = lexicon.regex("{heading.no_vendor.pattern}")
_NO_VENDOR_BEGINS = frozenset(
    word[:2] for word in (*_NO_VENDORS, *lexicon.words("heading.no_vendor_begins"))
)
"""First letters, by which most names of vendors are known to be none of these words at once."""

_EXAMPLE = lexicon.regex("{heading.example:words}", re.IGNORECASE)
_NOTE = lexicon.regex(
    r"^\s*(?:{heading.note}|\*|※)\s*[:：*\d.、]|^\s*[*※]",
    re.IGNORECASE,
)
_CONTACTS = frozenset(alnum(word) for word in CONTACT)
_LONGEST_HEADING = 60


@lru_cache(maxsize=16_384)
def role_of(text: str) -> ColumnRole | None:
    """What a heading says of its column, None for a heading that is none of these words."""
    if len(text) > _LONGEST_HEADING:
        return None
    roles = [_role(part) for part in (text, *bilingual_parts(text))]
    return next((role for role in roles if role is not None), None)


def _role(text: str) -> ColumnRole | None:
    told = next((_ROLES[key] for key in normalize_heading(text).keys if key in _ROLES), None)
    if told is ColumnRole.VENDOR and _ANSWER.fullmatch(_plain(text)):
        return ColumnRole.ANSWER  # 供应商填写: for the vendor to fill in
    if told not in {None, ColumnRole.NAME}:
        return told
    return _phrase_role(text) or told


def _phrase_role(text: str) -> ColumnRole | None:
    """What a phrase says of its column: Please state your company's name."""
    if text.strip() in {"#", "＃", "№"}:
        return ColumnRole.NUMBER
    plain = _plain(text)
    if not plain:
        return None
    if _ANSWER.fullmatch(plain):
        return ColumnRole.ANSWER
    if _REMARKS.fullmatch(plain):
        return ColumnRole.REMARKS
    return ColumnRole.VENDOR if _VENDOR.fullmatch(strip_numbering(plain)) else None


def _plain(text: str) -> str:
    """A heading without what stands in brackets behind it."""
    return clean(text).strip(" :*?").removesuffix(")").partition("(")[0].strip()


@lru_cache(maxsize=4_096)
def is_no_vendor(text: str) -> bool:
    """Whether a row or column so headed sums up or explains: total, average, weight, type ..."""
    if len(text) > _LONGEST_HEADING or alnum(clean(text[:12]))[:2] not in _NO_VENDOR_BEGINS:
        return False
    for part in (text, *bilingual_parts(text)):
        folded = normalize_heading(part)
        if any(key in _NO_VENDORS for key in folded.keys):
            return True
        if _NO_VENDOR_LONG.fullmatch(folded.text.partition("(")[0].strip(" :*")):
            return True
    return False


def is_example(text: str) -> bool:
    """Whether a sheet or row so named is an example to the reader, not an answer."""
    return _EXAMPLE.search(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note to the table rather than a vendor's name."""
    return _NOTE.search(text) is not None


def holds_names(text: str) -> bool:
    """Whether a heading is that of a second column of names: Short name, Brand, 简称 ..."""
    plain = " ".join(re.findall(r"[a-z]+|[^\W\d_a-z]+", clean(text).casefold()))
    return any(
        f" {word} " in f" {plain} " if word.isascii() else word in plain
        for word in lexicon.words("heading.names")
    )


def is_contact_word(text: str) -> bool:
    """Whether a row asks who filled the form in, which is no question of the criteria."""
    return any(
        key in _CONTACTS
        for part in (text, *bilingual_parts(text))
        for key in normalize_heading(part).keys
    )


# What a layout finds in a sheet: located answers in blocks of one vendor, and findings.


@dataclass(kw_only=True, slots=True)
class LocatedAnswer:
    """A place where a question is answered, or left blank (``cell`` None).

    One is made for every answer and thrown away at once, so it is not frozen: that costs twice
    the time.
    """

    question: str
    cell: Cell | None
    source: Source
    unit: str | None = None
    evidence: Cell | None = None
    remarks: Cell | None = None
    note: str = ""  # what notes on the cell say
    hidden: bool = False
    points: bool = False  # points that somebody gave, not what was asked


Naming = Literal["row", "column", "heading"]
"""Where a block's name stands: in its row, over one of several columns, over the only one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorBlock:
    """Answers that stand together in one sheet, and what is written over or beside them.

    Attributes
    ----------
    name
        What may be a vendor's name; None where nothing is written.
    name_source
        Where it stands.
    naming
        How it names the block; None without a name.
    head
        What stands over the names: the heading of their column, or the corner of their row.
    is_headed
        Whether that says that the names are vendors' (Vendor, 供应商 ...).
    sightings
        The answers.
    """

    name: str | None
    name_source: Source = NOWHERE
    naming: Naming | None = None
    head: str = ""
    is_headed: bool = False
    sightings: tuple[LocatedAnswer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredFigure:
    """A figure that an export of a chat back end gives for a team, beside which a claim stands.

    Attributes
    ----------
    vendor
        As a column of the export names it; None where none does.
    heading
        Of the export's column.
    low, high
        Of its interval; both the figure itself where there is none.
    unit
        ``s`` or ``%``.
    shown
        The figure with what it was made from.
    source
        The export's sheet.
    """

    vendor: str | None
    heading: str
    low: float
    high: float
    unit: str
    shown: str
    source: Source


@dataclass(kw_only=True, slots=True)
class SheetReading:
    """What was found in one sheet.

    ``vendor_name`` is the name that the sheet states beside a word such as "Company name".
    ``asked`` are the criteria that the sheet asks, ``unmatched`` the answered questions that match
    none, with their places. ``anonymous``: the sheet does not say whose its answers are;
    ``names_every_vendor``: each row says it, so that a name elsewhere in the sheet is not looked
    for. ``measured`` are figures of an export, which answer nothing. ``aliases`` are pairs of names
    that one row gives the same vendor. ``blocks`` may be read
    once, and ``findings`` and ``aliases`` are complete only then. ``layout``, ``headers``,
    ``columns`` and ``questions`` tell how it was read, as in `SheetPlan`. ``obeys`` are the
    settings that the layout can follow, ``standing`` those that fit something in the sheet,
    ``obeyed`` those that were followed; ``headings`` may be what one that fits nothing was meant
    to be. ``is_name_told``: the settings point at the name. ``owner`` is whose the buyer's plan
    says that all its answers are.
    """

    sheet: str
    hidden: bool = False
    blocks: Iterable[VendorBlock] = ()
    asked: tuple[str, ...] = ()
    anonymous: bool = False
    names_every_vendor: bool = False
    vendor_name: tuple[str, Source] | None = None
    findings: list[Finding] = field(default_factory=list)
    unmatched: list[tuple[str, Source]] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    measured: list[MeasuredFigure] = field(default_factory=list)
    layout: str = "none"
    headers: tuple[int, ...] = ()
    columns: tuple[PlannedColumn, ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()
    is_name_told: bool = False
    owner: tuple[str, Source] | None = None
    obeys: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    obeyed: frozenset[str] = frozenset()
    headings: tuple[str, ...] = ()


# Findings about how questions were recognised.


def near_match(match: QuestionMatch, text: str, source: Source) -> Finding:
    """A heading that was taken for a question although it is not written like it."""
    return Finding(
        code="near-match",
        severity=Severity.WARNING,
        criterion=match.id,
        source=source,
        found=text,
        values={"name": match.name, "similarity": f"{match.similarity:.0%}"},
    )


def ambiguous_question(match: QuestionMatch, text: str, source: Source) -> Finding:
    """A heading that fits several questions, none of which is chosen."""
    return Finding(
        code="ambiguous-question",
        severity=Severity.WARNING,
        source=source,
        found=text,
        values={"criteria": ", ".join(match.ids)},
    )


def layout_finding(
    code: str, source: Source, found: str, severity: Severity = Severity.INFO, **values: object
) -> Finding:
    """A finding about a place in a sheet."""
    return Finding(code=code, severity=severity, source=source, found=found, values=values)


# Account for the columns of a sheet: what each was taken for, and how much it holds.

_COUNTED = 1_000  # rows of a table that are counted
_MOST = 200  # columns of a sheet that are accounted for
_LONGEST = 200  # characters of a heading that are kept
_LONGEST_QUESTION = 2_000  # as many as are looked at


def account_columns(
    grid: Grid,
    header: Sequence[int],
    rows: Sequence[int],
    roles: Mapping[int, str],
    asked: Mapping[int, str] | None = None,
) -> tuple[PlannedColumn, ...]:
    """Say of every filled column of a table what it was taken for.

    Parameters
    ----------
    grid
        The sheet.
    header
        Numbers of the rows with headings; empty where there are none.
    rows
        Numbers of the rows below, of which the first thousand are counted.
    roles
        The role of each column that is used; all others are ``unused``.
    asked
        The criterion of each column, where questions stand side by side.
    """
    filled: dict[int, int] = {}
    for row in rows[:_COUNTED]:
        for column in grid.columns(row):
            filled[column] = filled.get(column, 0) + 1
    columns = sorted({*filled, *roles})[:_MOST]
    return tuple(
        PlannedColumn(
            column=column_letters(column),
            heading=_heading(grid, header, column),
            role=roles.get(column, UNUSED),
            criterion=(asked or {}).get(column),
            filled=filled.get(column, 0),
        )
        for column in columns
    )


def _heading(grid: Grid, header: Sequence[int], column: int) -> str:
    texts = dict.fromkeys(text for row in header if (text := grid.text(row, column)))
    return " / ".join(texts)[:_LONGEST]


def merge_columns(tables: Iterable[Sequence[PlannedColumn]]) -> tuple[PlannedColumn, ...]:
    """The columns of several tables of one sheet: each once, by what it is used for first."""
    merged: dict[str, PlannedColumn] = {}
    for columns in tables:
        for column in columns:
            known = merged.get(column.column, column)
            best = column if known.role == UNUSED else known
            filled = column.filled + (known.filled if known is not column else 0)
            merged[column.column] = replace(best, filled=filled)
    return tuple(sorted(merged.values(), key=lambda c: (len(c.column), c.column)))


def planned_question(grid: Grid, match: QuestionMatch, row: int, column: int) -> PlannedQuestion:
    """How the question in a cell was recognised."""
    return PlannedQuestion(
        criterion=match.id,
        text=grid.text(row, column)[:_LONGEST_QUESTION],
        how=match.how,
        cell=grid.source(row, column).cell or "",
    )


# Notes and threads on cells: the remarks of the answers they stand on, or the form's own hints.

_Place = tuple[int, int]

_HEAD, _FOOT = "— vendor-score —", "— — —"
_OWN = re.compile(rf"\s*{_HEAD}\n.*?(?:\n{_FOOT}|\Z)", re.DOTALL)
_MOST_PLACES = 20


def enclose_own_note(text: str) -> str:
    """A note that this tool writes, between lines by which it is known when it comes back."""
    return f"{_HEAD}\n{text}\n{_FOOT}"


def without_form_notes(workbooks: Sequence[Workbook]) -> list[Workbook]:
    """The workbooks less the notes that are nobody's remark.

    Parameters
    ----------
    workbooks
        All that were returned.

    Returns
    -------
    list of Workbook
        Without the notes that this tool wrote into a marked copy, and without those that stand on
        the same cell with the same words in every file that has the sheet: they came with the
        form. A sheet that only one file has tells nothing of that.
    """
    if not any(sheet.comments for book in workbooks for sheet in book.sheets):
        return list(workbooks)
    having: dict[str, int] = defaultdict(int)
    noted: dict[tuple[str, _Place, str], int] = defaultdict(int)
    for book in workbooks:
        for sheet in book.sheets:
            having[sheet.name] += 1
            for place, text in _foreign(sheet).items():
                noted[sheet.name, place, text] += 1
    of_form = {key for key, count in noted.items() if count == having[key[0]] > 1}
    return [
        replace(book, sheets=tuple(_less(sheet, of_form) for sheet in book.sheets))
        for book in workbooks
    ]


def _foreign(sheet: Sheet) -> dict[_Place, str]:
    """The notes without what this tool wrote into them."""
    kept = {place: _OWN.sub("", text).strip() for place, text in sheet.comments.items()}
    return {place: text for place, text in kept.items() if text}


def _less(sheet: Sheet, of_form: set[tuple[str, _Place, str]]) -> Sheet:
    if not sheet.comments:
        return sheet
    kept = {p: text for p, text in _foreign(sheet).items() if (sheet.name, p, text) not in of_form}
    return replace(sheet, comments=kept)


def attach_notes(grid: Grid, reading: SheetReading) -> None:
    """Give each answer of a sheet the notes on its cell; name those that stand on no answer.

    Parameters
    ----------
    grid
        The sheet.
    reading
        What was read of it; its blocks are read once, and its findings are complete only then.
    """
    if grid.sheet.comments and reading.asked and not reading.hidden:
        reading.blocks = _noted(grid, reading, reading.blocks)


def _noted(
    grid: Grid, reading: SheetReading, blocks: Iterable[VendorBlock]
) -> Iterator[VendorBlock]:
    comments = grid.sheet.comments
    taken: set[_Place] = set()
    for block in blocks:
        for sighting in block.sightings:
            places = [place for place in _places(grid, sighting) if place in comments]
            taken.update(places)
            sighting.note = "\n".join(comments[place] for place in places)
        yield block
    left = [place for place in comments if place not in taken]
    if left:
        shown = [a1(*place) for place in sorted(left)[:_MOST_PLACES]]
        source = grid.source(*min(left))
        reading.findings.append(
            layout_finding(
                "notes-elsewhere",
                source,
                comments[min(left)],
                places=", ".join([*shown, *(["…"] if len(left) > len(shown) else [])]),
                count=len(left),
            )
        )


def _places(grid: Grid, sighting: LocatedAnswer) -> list[_Place]:
    """The cells of an answer, its evidence and its remarks, and where their merged ranges begin."""
    own = read_address(sighting.source.cell or "")
    beside = [cell for cell in (sighting.cell, sighting.evidence, sighting.remarks) if cell]
    places = [*([own] if own else []), *((cell.row, cell.column) for cell in beside)]
    begins = [merge[:2] for place in places if (merge := grid.merge(*place)) is not None]
    return list(dict.fromkeys([*places, *begins]))
