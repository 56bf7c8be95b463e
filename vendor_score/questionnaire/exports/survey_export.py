"""Read the export of a survey: grid questions joined, a row per respondent, its company found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from vendor_score.findings import Finding, Severity, Source
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.exports.backend_columns import (
    HeadRows,
    Platform,
    PlatformHeader,
    find_header,
    heading_key,
)
from vendor_score.questionnaire.exports.survey_binding import (
    BoundQuestion,
    SurveyBinder,
    SurveyColumn,
    SurveyTable,
    asks_for_company,
    question_key,
    read_columns,
)
from vendor_score.questionnaire.questions import alnum
from vendor_score.questionnaire.sheets.grid import (
    Grid,
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    account_columns,
    is_contact_word,
    layout_finding,
)
from vendor_score.questionnaire.sheets.layout import UnreadSheet, is_name
from vendor_score.questionnaire.vendors import named_by_file
from vendor_score.reading_plan import PlannedColumn, PlannedQuestion
from vendor_score.wording import both

__all__ = ["find_grid", "read_survey"]

_FEWEST = 2  # columns that share a stem
_LONGEST = 600
_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        r"(?P<stem>.+?)\s*[\[［](?P<part>[^\[\]［］]+)[\]］]",  # stem [row]
        r"(?P<code>[A-Za-z]{0,3}\d{1,3})\[(?P<part>[^\[\]]+)\][.:]?\s*(?P<stem>.+)",  # Q5[row]
        r"(?P<stem>.+?)\s*(?:\s[-–—]\s|[—–]{1,2})\s*(?P<part>[^—–]+)",  # stem - row
        r"(?P<part>[^:：]+)[:：](?P<stem>[^:：]+)[:：]?",  # row:stem
        r"(?P<stem>\d{1,3})\s*[(（]\s*\d{1,3}\s*[、.．]\s*(?P<part>.+?)\s*[)）]",  # 5(1、row)
    )
)


def find_grid(sheet: UnreadSheet, rows: HeadRows) -> SurveyTable | None:
    """The columns of a table in whose header grid questions stand, one vendor in each row.

    Parameters
    ----------
    sheet
        The sheet.
    rows
        Its first rows.

    Returns
    -------
    SurveyTable or None
        None where no two columns share a stem and name criteria by their parts, or no column asks
        for the company: then the table is no survey.
    """
    grid = sheet.grid
    for row, keys in rows:
        texts = {at: grid.text(row, at)[:_LONGEST] for at in keys}
        parts = _shared(texts)
        asked = [at for at, (_, part) in parts.items() if sheet.matcher.exact(part) is not None]
        if len(asked) < _FEWEST:
            continue
        columns = [_column(at, text, parts) for at, text in sorted(texts.items()) if text]
        company = next((c for c in columns if asks_for_company(c.text)), None)
        if company is None:
            continue
        platform = Platform(id="grid", name=both("terms.grid_form"), columns={}, signature=())
        return SurveyTable(
            header=PlatformHeader(platform=platform, row=row, columns={}),
            columns=tuple(c for c in columns if c is not company and not is_contact_word(c.text)),
            company=company,
            rows=tuple(grid.rows_between(range(row + 1, 1 << 30))),
        )
    return None


def _column(at: int, text: str, parts: Mapping[int, tuple[str, str]]) -> SurveyColumn:
    if at not in parts:
        return SurveyColumn(column=at, text=text, stem=text)
    stem, part = parts[at]
    return SurveyColumn(column=at, text=f"{stem} [{part}]", stem=stem, part=part)


def _shared(texts: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Stem and part of each heading, in the form in which most headings share their stem."""
    best: dict[int, tuple[str, str]] = {}
    for form in _FORMS:
        found = {at: pair for at, text in texts.items() if (pair := _split(form, text))}
        groups: dict[str, list[int]] = defaultdict(list)
        for at, (stem, _) in found.items():
            groups[_key(stem)].append(at)
        shared = {
            at: found[at] for group in groups.values() if len(group) >= _FEWEST for at in group
        }
        if len(shared) > len(best):
            best = shared
    return best


def _split(form: re.Pattern[str], text: str) -> tuple[str, str] | None:
    split = form.fullmatch(text.strip())
    return (split["stem"].strip(), split["part"].strip()) if split else None


def _key(stem: str) -> str:
    return question_key(stem) or alnum(clean(stem))  # a stem may be a number alone


def read_survey(sheet: UnreadSheet, rows: HeadRows) -> SheetReading | None:
    """Read a sheet that a survey platform wrote; None for any other.

    The platform's own columns and those about the respondent's person are never read: no name,
    address or time of a respondent can reach a finding or an output. Two people of one company are
    one vendor.
    """
    settings = sheet.columns
    if settings.question or settings.answer:
        return None
    header = find_header(sheet.grid, rows, "surveys", settings.header_row)
    if header is None:
        grid = find_grid(sheet, rows)
        return _read(sheet, grid) if grid is not None else None
    table = read_columns(sheet.grid, header)
    if (column := settings.vendor_column(sheet.grid)) is not None:
        table = replace(table, company=SurveyColumn(column=column, text="", stem=""))
    others = {at for at, role in settings.roles.items() if role != "answer"}
    if others:
        asked = tuple(column for column in table.columns if column.column not in others)
        table = replace(table, columns=asked)
    return _read(sheet, table)


def _read(sheet: UnreadSheet, table: SurveyTable) -> SheetReading:
    grid = sheet.grid
    binder = SurveyBinder(grid=grid, matcher=sheet.matcher, table=table)
    bound = binder.bind()
    reading = SheetReading(
        sheet=grid.sheet.name,
        hidden=grid.is_hidden,
        asked=tuple(dict.fromkeys(question.question for question in bound)),
        names_every_vendor=True,
        layout="survey",
        headers=tuple(range(table.header.row, min(table.rows, default=table.header.row + 1))),
        columns=_account(grid, table, bound),
        questions=tuple(_planned(grid, table, each) for each in bound),
        findings=binder.findings,
        unmatched=binder.unmatched,
        obeys=frozenset({"header_row", "vendor_column"}),
    )
    if not bound:
        return reading
    rows = _Respondents(binder, bound)
    place = Source(grid.file, grid.sheet.name or None)
    real = tuple(row for row in rows.answering if rows.is_real(row))
    if len(real) < len(rows.answering):
        count = len(rows.answering) - len(real)
        reading.findings.append(layout_finding("survey-test-rows", place, str(count)))
    if table.company is not None:
        reading.findings.append(_recognised(table, len(real), place))
        reading.blocks = rows.blocks(real)
    elif len(real) == 1 and grid.file is not None and named_by_file(grid.file):
        name = PurePosixPath(grid.file).name
        reading.findings.append(
            layout_finding("survey-named-by-file", place, name, Severity.WARNING)
        )
        reading.blocks = [VendorBlock(name=None, sightings=rows.answers(real[0]))]
        reading.anonymous = True
    else:
        reading.findings.append(
            layout_finding(
                "survey-without-company",
                place,
                table.header.platform.id,
                Severity.ERROR,
                platform=table.header.platform.name,
                count=len(real),
            )
        )
    return reading


def _planned(grid: Grid, table: SurveyTable, bound: BoundQuestion) -> PlannedQuestion:
    """How a question of the survey was recognised, over its first column."""
    first = bound.columns[0]
    place = grid.source(table.header.row, first.column)
    text = first.stem if bound.gathered else first.text
    return PlannedQuestion(
        criterion=bound.question, text=text, how=bound.how, cell=place.cell or ""
    )


def _account(
    grid: Grid, table: SurveyTable, bound: Sequence[BoundQuestion]
) -> tuple[PlannedColumn, ...]:
    """What the columns were taken for; of the platform's own nothing but their headings."""
    roles = {} if table.company is None else {table.company.column: "vendor"}
    asked = {column.column: each.question for each in bound for column in each.columns}
    roles.update(dict.fromkeys(asked, "answer"))
    roles.update({each.evidence: "evidence" for each in bound if each.evidence is not None})
    return account_columns(grid, (table.header.row,), table.rows, roles, asked)


def _recognised(table: SurveyTable, respondents: int, place: Source) -> Finding:
    company = table.company
    return layout_finding(
        "survey-export",
        place,
        company.text if company is not None else "",
        platform=table.header.platform.name,
        count=respondents,
    )


@dataclass(slots=True)
class _Respondents:
    """The rows of a survey, a respondent each."""

    binder: SurveyBinder
    bound: tuple[BoundQuestion, ...]
    answering: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        table = self.binder.table
        read = [column.column for question in self.bound for column in question.columns]
        named = [table.company.column] if table.company is not None else []
        at = self.binder.grid.at
        self.answering = tuple(
            row
            for row in table.rows
            if any(at(row, column) is not None for column in (*named, *read))
        )

    def is_real(self, row: int) -> bool:
        """Whether the row is no preview of the form."""
        header = self.binder.table.header
        return not any(
            heading_key(self.binder.grid.text(row, column)) in words
            for sense, words in header.platform.unreal.items()
            for column, told in header.columns.items()
            if told == sense
        )

    def blocks(self, rows: tuple[int, ...]) -> Iterator[VendorBlock]:
        """A block for each respondent who names a company."""
        grid, company = self.binder.grid, self.binder.table.company
        for row in rows:
            name = grid.at(row, company.column) if company is not None else None
            if name is None or self.binder.is_blank(name) or not is_name(name.text):
                self.binder.findings.append(self._nameless(row))
                continue
            source = grid.source(name.row, name.column)
            yield VendorBlock(
                name=name.text.strip(),
                name_source=source,
                naming="row",
                head=company.text if company is not None else "",
                is_headed=True,
                sightings=self.answers(row),
            )

    def _nameless(self, row: int) -> Finding:
        column = self.bound[0].columns[0].column
        place = self.binder.grid.source(row, column)
        return layout_finding(
            "row-without-vendor", place, self.binder.grid.text(row, column), Severity.WARNING
        )

    def answers(self, row: int) -> tuple[LocatedAnswer, ...]:
        """What the respondent answered, and where an answer is missing."""
        return tuple(self._answer(row, question) for question in self.bound)

    def _answer(self, row: int, question: BoundQuestion) -> LocatedAnswer:
        grid = self.binder.grid
        first = question.columns[0].column
        cell = self._gathered(row, question) if question.gathered else grid.at(row, first)
        if self.binder.is_blank(cell):
            cell = None
        column = cell.column if cell is not None else first
        return LocatedAnswer(
            question=question.question,
            cell=cell,
            source=grid.source(row, column),
            unit=question.unit,
            evidence=grid.at(row, question.evidence) if question.evidence else None,
            hidden=grid.is_hidden_at(row, column),
        )

    def _gathered(self, row: int, question: BoundQuestion) -> Cell | None:
        """The options of a question that a respondent chose, as one answer."""
        chosen: list[tuple[int, str]] = []
        for column in question.columns:
            cell = self.binder.grid.at(row, column.column)
            if question.gathered == "ticked":
                said = self.binder.ticked(column, cell)
            else:
                blank = cell is None or self.binder.is_blank(cell)
                said = None if blank or cell is None else f"{column.part}: {cell.text.strip()}"
            if said is not None:
                chosen.append((column.column, said))
        if not chosen:
            return None
        text = "; ".join(said for _, said in chosen)
        return Cell(row=row, column=chosen[0][0], kind=CellKind.TEXT, text=text)
