"""How the sheets of a workbook are read: by the first layout that knows them, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from vendor_score.findings import Source
from vendor_score.questionnaire.cells import CellKind, Workbook
from vendor_score.questionnaire.exports.backend_columns import (
    HeadRows,
    head_rows,
    heading_key,
    headings_of,
    known_headings,
)
from vendor_score.questionnaire.exports.backend_export import read_backend
from vendor_score.questionnaire.exports.survey_export import read_survey
from vendor_score.questionnaire.plan_corrections import PlanCorrections, SheetCorrections
from vendor_score.questionnaire.questions import QuestionMatcher
from vendor_score.questionnaire.sheets.grid import Grid, SheetReading, attach_notes, layout_finding
from vendor_score.questionnaire.sheets.label_pairs import ColonForm, LabelPairs, count_lines
from vendor_score.questionnaire.sheets.layout import (
    Layout,
    SheetProfile,
    UnreadSheet,
    find_name,
    name_at,
    profile_sheet,
)
from vendor_score.questionnaire.sheets.question_rows import QuestionRows
from vendor_score.questionnaire.sheets.question_table import ColumnSettings
from vendor_score.questionnaire.sheets.vendor_table import VendorRows
from vendor_score.questionnaire.template import MARKS_SHEET, cover_names, read_marks
from vendor_score.reading_plan import LEFT_OUT
from vendor_score.records import QuestionnaireSettings
from vendor_score.wording import both, languages, text

__all__ = [
    "LAYOUTS",
    "ProgramOutput",
    "is_own_form",
    "own_headings",
    "read_own_output",
    "read_sheets",
]

_HEADS: Mapping[str, tuple[str, ...]] = {
    "ranking": (
        "terms.rank", "terms.vendor", "terms.score", "workbook.status", "workbook.knocked_out_by",
    ),
    "scorecard": ("terms.rank", "terms.vendor", "terms.score", "workbook.status", "workbook.note"),
    "scorecard_answers": (
        "workbook.vendor", "workbook.criterion", "workbook.answer", "workbook.state",
    ),
    "scorecard_since": (
        "since.head.vendor", "since.head.rank", "since.head.then", "since.head.now",
    ),
    "findings": ("workbook.finding.severity", "workbook.finding.code", "workbook.finding.fix"),
    "review": (
        "questionnaire.review.vendor", "questionnaire.review.criterion",
        "questionnaire.review.answer", "questionnaire.review.corrected",
    ),
    "review_judgements": (
        "questionnaire.judged.levels", "questionnaire.judged.mean", "questionnaire.judged.spread",
    ),
    "plan_sheets": ("plan.head.file", "plan.head.use_now", "plan.head.whose_now"),
    "plan_names": ("plan.head.vendor_name", "plan.head.vendor_now", "plan.head.vendor"),
    "plan_questions": ("plan.head.question_text", "plan.head.question_now", "plan.head.question"),
    "plan_replaced": ("plan.head.replaced_by", "plan.head.replaced"),
}  # fmt: skip
"""Headings, as keys of the catalogues, that stand together in one row of each output."""

_NAMES = {
    **{kind: "review" for kind in _HEADS if kind.startswith(("review", "plan"))},
    "scorecard_since": "scorecard",
}  # sheets of one workbook


def read_own_output(sheet: UnreadSheet, rows: HeadRows) -> SheetReading | None:
    """Leave a sheet out where this tool wrote it; None for any other.

    Workbooks of the tool are known by their hidden marks; what was saved as csv or copied into
    another workbook has none, and its headings are as the tool writes them, in any language.
    """
    grid = sheet.grid
    for _, texts in rows:
        told = set(texts.values())
        kind = next((kind for kind, heads in own_headings() if heads <= told), None)
        if kind is not None:
            place = Source(grid.file, grid.sheet.name or None)
            name = both(f"findings.own-output.{_NAMES.get(kind, kind)}")
            return SheetReading(
                sheet=grid.sheet.name,
                hidden=grid.is_hidden,
                names_every_vendor=True,
                findings=[layout_finding("own-output", place, "", name=name)],
            )
    return None


@cache
def own_headings() -> tuple[tuple[str, frozenset[str]], ...]:
    """The headings of each output, in each language."""
    return tuple(
        (kind, frozenset(heading_key(text(key, lang)) for key in keys))
        for kind, keys in _HEADS.items()
        for lang in languages()
    )


def is_own_form(workbook: Workbook) -> bool:
    """Whether the workbook is a questionnaire of this tool that was made for no vendor by name.

    Filled in or not: who is a vendor, and whether a form is blank, is decided over all files.
    """
    marks = read_marks(workbook)
    return marks is not None and marks.kind == "questionnaire" and not marks.vendor_name


# The layout of sheets that a program wrote: this tool, a survey platform, a chat back end.

_SHORTEST, _SHARED = 5, 2  # characters of a heading, and of what two of a grid share at least


class ProgramOutput:
    """Exports and outputs that are known by headings which only their programs write.

    They are looked for before any other layout, since to a table of vendors a respondent, an agent
    or a ranked vendor's points look like answers. Only the first rows of a sheet are looked at.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the sheet or set it aside; None where people wrote it."""
        rows = head_rows(sheet.grid)
        known = _known()
        if not any(text in known for _, texts in rows for text in texts.values()):
            return read_survey(sheet, rows) if _may_be_grid(rows) else None
        for read in (read_own_output, read_survey, read_backend):
            if (reading := read(sheet, rows)) is not None:
                return reading
        return None


def _may_be_grid(rows: HeadRows) -> bool:
    """Whether headings of a row begin or end alike, as those of a grid question do."""
    for _, texts in rows:
        long = [text for text in texts.values() if len(text) >= _SHORTEST]
        starts = {text[:_SHARED] for text in long}
        ends = {text[-_SHARED:] for text in long}
        if len(long) > min(len(starts), len(ends)):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    """Every heading by which one of them may be known, for a first glance."""
    own = (heads for _, heads in own_headings())
    return frozenset().union(*own, headings_of("surveys"), known_headings().all_headings)


LAYOUTS: Final[tuple[Layout, ...]] = (
    ProgramOutput(),
    ColonForm(),
    LabelPairs(),
    VendorRows(),
    QuestionRows(),
)
"""Tried in this order; the first that recognises a sheet reads it."""

_BY_NAME: Final[Mapping[str, Layout]] = {
    "lines": ColonForm(),
    "label_pairs": LabelPairs(),
    "vendor_rows": VendorRows(),
    "question_rows": QuestionRows(),
}
"""The layouts that the buyer's plan may say, by their names there."""

_FEW = 3  # questions up to which a sheet may be a form of lines instead
_HEADING_ROWS = 10
_NAME_CELL = "vendor_name_cell"
_LISTS_SHEET = "_lists"  # the template's drop-downs


def read_sheets(
    workbook: Workbook,
    matcher: QuestionMatcher,
    settings: QuestionnaireSettings,
    corrections: PlanCorrections | None = None,
) -> list[SheetReading]:
    """Read each sheet by the first layout that recognises it.

    Parameters
    ----------
    workbook
        As it came from its file.
    matcher
        Says which criterion a text asks.
    settings
        ``questionnaire:`` of criteria.yaml. A sheet named there is the only one that is read, if
        the workbook has it.
    corrections
        What the buyer corrects in the reading plan.

    Returns
    -------
    list of SheetReading
        One for each sheet, in their order, but for those that the template hides. Sheets that ask
        no question have one too, since they may state the vendor's name.
    """
    sheets = [s for s in workbook.sheets if s.name not in {MARKS_SHEET, _LISTS_SHEET}]
    chosen = {settings.sheet} & {s.name for s in sheets} or {s.name for s in sheets}
    grids = [Grid(sheet, workbook.file) for sheet in sheets]
    corrections = corrections or PlanCorrections()
    said = {grid: corrections.of_sheet(grid) for grid in grids}
    allowed = chosen - _covers(workbook)
    read = [grid for grid in grids if grid.sheet.name in allowed and said[grid].use]
    matchers = {grid: matcher.with_mapping(said[grid].questions) for grid in read}
    profiles = [profile_sheet(grid, matchers[grid]) for grid in read]
    in_lines = _is_in_lines(read, profiles, matcher)
    columns = ColumnSettings.of(settings, corrections.names.vendors)
    readings = {
        grid: _read(
            UnreadSheet(
                grid=grid,
                matcher=matchers[grid],
                profile=profile,
                columns=columns,
                is_in_lines=in_lines,
            ),
            said[grid],
        )
        for grid, profile in zip(read, profiles, strict=True)
    }
    for grid, scoped in matchers.items():
        matcher.note_mapped(scoped)
        corrections.note_questions(workbook.file, grid.sheet.name, scoped.mapped)
    found = []
    for grid in grids:
        if said[grid].use:
            reading = _with_name(grid, settings, readings.get(grid))
            reading.owner = said[grid].owner
        else:
            reading = _left_out(grid)
        corrections.note_reading(grid, reading)
        found.append(reading)
    return found


def _left_out(grid: Grid) -> SheetReading:
    """A sheet that the buyer said is not to be read."""
    return SheetReading(sheet=grid.sheet.name, hidden=grid.is_hidden, layout=LEFT_OUT)


def _covers(workbook: Workbook) -> frozenset[str]:
    """The cover of a questionnaire of ours: what the buyer writes there answers nothing.

    A line on confidentiality would pass for an answer to "will you sign our NDA?".
    """
    marks = read_marks(workbook)
    is_ours = marks is not None and marks.kind == "questionnaire"
    return cover_names() if is_ours else frozenset()


def _is_in_lines(grids: list[Grid], profiles: list[SheetProfile], matcher: QuestionMatcher) -> bool:
    """Whether lines with a colon hold more questions than the best table of the workbook.

    A table of many questions settles it without a look at the lines, which would cost time.
    """
    most = max((profile.most for profile in profiles), default=0)
    if most > _FEW:
        return False
    return max((count_lines(grid, matcher) for grid in grids), default=0) > most


def _read(sheet: UnreadSheet, said: SheetCorrections) -> SheetReading | None:
    """Read a sheet by the layout that the buyer says, where any question is found so."""
    columns = sheet.columns.with_corrections(None, said.roles, said.criteria)
    if said.layout is not None or said.header_row is not None:
        in_lines = sheet.is_in_lines or said.layout == "lines"
        headed = columns.with_corrections(said.header_row, said.roles, said.criteria)
        reading = _recognise(
            replace(sheet, columns=headed, layout=said.layout, is_in_lines=in_lines)
        )
        if reading is not None and reading.asked:
            return reading
    return _recognise(replace(sheet, columns=columns))


def _recognise(sheet: UnreadSheet) -> SheetReading | None:
    said = _BY_NAME.get(sheet.layout or "")
    for layout in LAYOUTS if said is None else (said,):
        if (reading := layout.recognise(sheet)) is not None:
            return reading
    return None


def _with_name(
    grid: Grid, settings: QuestionnaireSettings, reading: SheetReading | None
) -> SheetReading:
    """The reading with the vendor's name, unless every row says whose it is."""
    reading = reading or SheetReading(sheet=grid.sheet.name, hidden=grid.is_hidden)
    told = name_at(grid, settings.vendor_name_cell) if settings.vendor_name_cell else None
    may_name = not reading.names_every_vendor or not reading.asked or _NAME_CELL in reading.obeys
    if told is not None and may_name:
        reading.vendor_name, reading.is_name_told = told, True
    elif not reading.names_every_vendor and not grid.is_hidden:
        reading.vendor_name = reading.vendor_name or find_name(grid)
    if settings.has_places:
        _note_settings(grid, settings, reading, has_name=told is not None)
    attach_notes(grid, reading)
    return reading


def _note_settings(
    grid: Grid, settings: QuestionnaireSettings, reading: SheetReading, *, has_name: bool
) -> None:
    """Which settings fit something in the sheet, and which of them its layout followed."""
    standing = ColumnSettings.of(settings).standing(grid)
    obeyed = standing & reading.obeys if reading.asked else frozenset()
    named = frozenset({_NAME_CELL})
    reading.standing = standing | named if has_name else standing
    reading.obeyed = obeyed | named if reading.is_name_told else obeyed
    reading.headings = tuple(_headings(grid))


def _headings(grid: Grid) -> Iterator[str]:
    """What stands in the first rows that look like a header: several texts side by side."""
    for row in grid.rows[:_HEADING_ROWS]:
        texts = [cell.text for _, cell in grid.row_cells(row) if cell.kind is CellKind.TEXT]
        if len(texts) > 1:
            yield from texts
