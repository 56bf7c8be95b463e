"""The columns of a table with a row per question, by its header row or as the buyer named them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vendor_score.cell_names import column_number
from vendor_score.findings import NOWHERE, Source
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.naming_signs import is_highest_score, is_one_word, sign_of
from vendor_score.questionnaire.questions import QuestionMatcher, alnum, normalize_heading
from vendor_score.questionnaire.sheets.grid import ColumnRole, Grid, is_no_vendor, role_of
from vendor_score.questionnaire.sheets.option_columns import (
    OptionColumns,
    OptionRows,
    exclusive_columns,
    find_option_columns,
    find_option_rows,
    has_only_ticks,
    may_be_option,
)
from vendor_score.questionnaire.vendors import name_key
from vendor_score.records import QuestionnaireSettings

__all__ = [
    "AnswerColumn",
    "ColumnSettings",
    "QuestionTable",
    "find_column",
    "grouped_table",
    "header_tables",
    "implicit_table",
    "named_column",
    "sub_header_tables",
]

_SCORE, _STATISTIC = "score", "statistic"  # signs of the lexica


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerColumn:
    """A column of answers, with the name that its heading gives, if any.

    ``head`` and ``is_headed`` as in `VendorBlock`; ``points`` where the heading says that somebody
    gave points there, which answer only what is asked in points.
    """

    first: int
    last: int
    name: str | None = None
    name_source: Source = NOWHERE
    head: str = ""
    is_headed: bool = False
    points: bool = False
    evidence: int | None = None
    remarks: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionTable:
    """A column of questions and the columns that belong to it.

    ``vendor`` is the column that names the vendor in every row. ``ticks`` are groups of columns to
    tick, each headed by an option. ``assumed``: no heading says that the answers stand there.
    ``option_rows``: the options stand one below the other. ``spare`` are columns without a heading
    behind the only answers. ``below``: each answer stands under its question.
    """

    question: int
    answers: tuple[AnswerColumn, ...] = ()
    ids: tuple[int, ...] = ()
    unit: int | None = None
    vendor: int | None = None
    ticks: tuple[OptionColumns, ...] = ()
    spare: tuple[int, ...] = ()
    option_rows: OptionRows | None = None
    assumed: bool = False
    below: bool = False

    @property
    def names_vendors(self) -> bool:
        return any(answer.name is not None for answer in self.answers)


@dataclass(frozen=True, slots=True)
class _Heading:
    column: int
    last: int
    role: ColumnRole | None
    text: str
    cell: Cell
    is_invited: bool = False


def header_tables(  # noqa: PLR0913 - what is known of the sheet and the criteria
    grid: Grid,
    row: int,
    questions: int | None,
    named: Collection[int] = (),
    invited: Collection[str] = (),
    *,
    matcher: QuestionMatcher,
) -> tuple[QuestionTable, ...]:
    """The panels that a header row declares; empty where the row is no header row.

    ``questions`` is the column in which most questions were met, ``named`` all in which any was,
    ``invited`` the keys of names that are vendors whatever else they mean; ``matcher`` knows
    the questions of the criteria, whose options may be headings of columns to tick.
    """
    if not _may_head(grid, row, matcher):
        return ()
    heads = [_without_role(head, invited) for head in _headings(grid, row)]
    roles = {head.role for head in heads}
    ticks = _ticks(grid, row, questions, matcher)
    if not ticks and (len(heads) < 2 or not _is_header(heads, roles, questions)):  # noqa: PLR2004 - a pair
        return ()
    starts = _question_heads(heads, questions, named)
    if not starts:
        column = questions if questions is not None else heads[0].column
        return (_panel(grid, row, column, [h for h in heads if h.column != column], ticks),)
    ends = [*starts[1:], 1 << 30]
    left = [head for head in heads if head.column < starts[0]]
    return tuple(
        _panel(
            grid,
            row,
            start,
            [*left, *(h for h in heads if start < h.column < end)],
            tuple(group for group in ticks if start < group.columns[0] < end),
        )
        for start, end in zip(starts, ends, strict=True)
    )


def _may_head(grid: Grid, row: int, matcher: QuestionMatcher) -> bool:
    """Whether any cell of the row is a word of headings or an option, without which it heads none.

    Asked for every row; what a text may be does not hang on where it stands.
    """
    for column in _header_columns(grid, row):
        cell = grid.at(row, column)
        if cell is not None and _is_heading_word(cell.text, matcher):
            return True
    return False


@lru_cache(maxsize=16_384)
def _is_heading_word(text: str, matcher: QuestionMatcher) -> bool:
    return role_of(text) is not None or may_be_option(text.strip(), matcher)


def _ticks(
    grid: Grid, row: int, questions: int | None, matcher: QuestionMatcher
) -> tuple[OptionColumns, ...]:
    """The groups of columns to tick right of the questions, each with the name above it, if any."""
    columns = [at for at in grid.columns(row) if questions is None or at > questions]
    groups = find_option_columns(grid, row, columns, matcher)
    corner = grid.at(row, questions) if questions is not None else None
    if corner is not None and role_of(corner.text) is None:
        # It may be a question that no criterion asks, with its options printed beside it.
        groups = tuple(group for group in groups if has_only_ticks(grid, row, group))
    above = grid.previous_row(row)
    if len(groups) < 2 or above is None:  # noqa: PLR2004 - a heading over one group is a title
        return groups
    cells = [grid.at(above, group.columns[0]) for group in groups]
    names = {cell.text.strip() for cell in cells if cell is not None and _may_be_name(cell)}
    if len(names) < len(groups):
        return groups
    return tuple(_with_name(grid, group, cell) for group, cell in zip(groups, cells, strict=True))


def _with_name(grid: Grid, group: OptionColumns, cell: Cell | None) -> OptionColumns:
    if cell is None:
        return group
    source = grid.source(cell.row, cell.column)
    return replace(group, name=cell.text.strip(), name_source=source)


def sub_header_tables(
    grid: Grid,
    row: int,
    panels: tuple[QuestionTable, ...],
    matcher: QuestionMatcher,
    invited: Collection[str] = (),
) -> tuple[QuestionTable, ...]:
    """Panels with what stands below their headings: names, or the options to tick."""
    refined = tuple(
        _with_options(grid, row, panel, matcher)
        or _with_unknown_options(grid, row, panel, invited)
        or _with_names(grid, row, panel)
        for panel in panels
    )
    return refined if refined != panels else ()


_NO_HEADING = {None, ColumnRole.YES, ColumnRole.NO, ColumnRole.ANSWER}
"""Of a cell over the first question: the answer to a question that no criterion asks."""


def implicit_table(
    grid: Grid, rows: Sequence[int], column: int, above: int | None
) -> tuple[QuestionTable, bool]:
    """The panel of a table without header words, and whether other columns might be meant.

    ``rows`` are the rows with questions, ``above`` the row over the first of them. Each filled
    column with a name over it is a vendor's; without names the next filled column is the answer.
    """
    filled = _filled_columns(grid, rows, column)
    roles = {at: role_of(grid.text(above, at)) for at in filled} if above is not None else {}
    open_columns = [at for at in filled if roles.get(at) in _NO_HEADING]
    if above is not None:
        open_columns = [at for at in open_columns if not is_no_vendor(grid.text(above, at))]
    if above is not None:
        # A cell merged over the questions, too, is the title of the section.
        over = [at for at in open_columns if grid.span(above, at)[0] > column]
        named = [at for at in over if not roles[at] and _may_be_name(grid.at(above, at))]
        if named and len(named) == len(open_columns):
            corner = grid.at(above, column)
            answers = tuple(named_column(grid, above, at, at, corner) for at in named)
            return QuestionTable(
                question=column, answers=answers, unit=_of(roles, ColumnRole.UNIT)
            ), False
    if not open_columns:
        return QuestionTable(question=column, answers=(_under(column),), below=True), False
    answer = AnswerColumn(
        first=open_columns[0],
        last=open_columns[0],
        evidence=_of(roles, ColumnRole.EVIDENCE),
        remarks=_of(roles, ColumnRole.REMARKS),
    )
    return QuestionTable(question=column, answers=(answer,), assumed=True), len(open_columns) > 1


def _under(column: int) -> AnswerColumn:
    return AnswerColumn(first=column, last=column)


def _headings(grid: Grid, row: int) -> list[_Heading]:
    heads = []
    last = 0
    for column in _header_columns(grid, row):
        cell = grid.at(row, column)
        if column <= last or cell is None or cell.kind is not CellKind.TEXT:
            continue
        first, last = grid.span(row, column)
        heads.append(_Heading(first, last, role_of(cell.text), cell.text.strip(), cell))
    return heads


def _header_columns(grid: Grid, row: int) -> list[int]:
    """Columns of the row's cells, and of cells merged down into the row from above."""
    above = grid.previous_row(row) if grid.has_merges else None
    if above is None:
        return grid.columns(row)
    columns = set(grid.columns(row))
    columns.update(at for at in grid.columns(above) if grid.at(row, at) is not None)
    return sorted(columns)


def _is_header(heads: list[_Heading], roles: set[ColumnRole | None], questions: int | None) -> bool:
    if ColumnRole.QUESTION in roles:
        return True
    if ColumnRole.ANSWER in roles and len(roles - {None}) > 1:
        return True
    answers = [head.column for head in heads if head.role is ColumnRole.ANSWER]
    if answers and questions is not None and answers[0] > questions:
        return any(head.column == questions for head in heads)
    first = heads[0]
    names = [head for head in heads[1:] if head.role is None]
    return first.role is ColumnRole.VENDOR and first.column == questions and len(names) > 1


def _question_heads(
    heads: list[_Heading], questions: int | None, named: Collection[int]
) -> list[int]:
    """The question columns: each followed by its own answers, or the one with the questions."""
    columns = [head.column for head in heads if head.role is ColumnRole.QUESTION]
    if len(columns) < 2:  # noqa: PLR2004 - one or none
        if columns and questions is not None and columns[0] not in named:
            return [questions] if questions in {h.column for h in heads} else columns
        return columns
    ends = [*columns[1:], 1 << 30]
    answered = [
        start
        for start, end in zip(columns, ends, strict=True)
        if any(h.role is ColumnRole.ANSWER and start < h.column < end for h in heads)
    ]
    if len(answered) > 1:
        return answered
    return [questions] if questions in columns else (answered or columns[-1:])


def _panel(
    grid: Grid,
    row: int,
    question: int,
    heads: list[_Heading],
    ticks: tuple[OptionColumns, ...] = (),
) -> QuestionTable:
    right = [head for head in heads if head.column > question]
    told = [h for h in heads if h.role is ColumnRole.ANSWER]
    if ticks and not any(head.column < ticks[0].columns[0] for head in told):
        return _panel_of_ticks(question, heads, ticks)
    down = find_option_rows((head.column, head.text) for head in right)
    if down is not None:
        answer = AnswerColumn(first=down.tick, last=down.tick)
        return QuestionTable(
            question=question, answers=_with_columns([answer], heads), option_rows=down
        )
    vendor = next((h.column for h in heads if h.role is ColumnRole.VENDOR), None)
    answers = [AnswerColumn(first=h.column, last=h.last) for h in told]
    if len(told) > 1:
        answers = _grouped(grid, row, told)
    if not told:
        corner = next((h for h in heads if h.column == question), None) or grid.at(row, question)
        names = _name_heads(right, corner)
        answers = [named_column(grid, row, head.column, head.last, corner) for head in names]
        answers = answers or _headed(right)
        if len(answers) == 1 and sign_of(answers[0].name or "") == _SCORE:
            answers = [replace(answers[0], name=None, name_source=NOWHERE, points=True)]
    return QuestionTable(
        question=question,
        answers=_with_columns(answers, heads),
        ids=tuple(h.column for h in heads if h.role is ColumnRole.NUMBER),
        unit=next((h.column for h in heads if h.role is ColumnRole.UNIT), None),
        vendor=vendor if told else None,
    )


def _panel_of_ticks(
    question: int, heads: list[_Heading], ticks: tuple[OptionColumns, ...]
) -> QuestionTable:
    """A table whose answers are ticks; a column of words beside them explains them."""
    ends = [*(group.columns[0] for group in ticks[1:]), 1 << 30]
    told = []
    for group, end in zip(ticks, ends, strict=True):
        mine = [head for head in heads if group.columns[-1] < head.column < end]
        remarks = {ColumnRole.REMARKS, ColumnRole.ANSWER}
        told.append(
            replace(
                group,
                evidence=next((h.column for h in mine if h.role is ColumnRole.EVIDENCE), None),
                remarks=next((h.column for h in mine if h.role in remarks), None),
            )
        )
    return QuestionTable(
        question=question,
        ids=tuple(
            h.column
            for h in heads
            if h.role is ColumnRole.NUMBER and h.column < ticks[0].columns[0]
        ),
        ticks=tuple(told),
    )


def _without_role(head: _Heading, invited: Collection[str]) -> _Heading:
    is_invited = bool(invited) and name_key(head.text) in invited
    return replace(head, role=None, is_invited=True) if is_invited else head


def _name_heads(right: Sequence[_Heading], corner: _Heading | Cell | None) -> list[_Heading]:
    """Headings that may be names; else the statistics of one figure: lowest, average, highest.

    Where the corner says Vendor, a word such as Target is a name like any other.
    """
    if corner is not None and role_of(corner.text) is ColumnRole.VENDOR:
        other = [head for head in right if head.role in {None, ColumnRole.OTHER}]
        if all(head.role is None or is_one_word(head.text) for head in other):
            return other
    names = [h for h in right if h.is_invited or (h.role is None and not is_no_vendor(h.text))]
    if names:
        return names
    statistics = [head for head in right if sign_of(head.text) == _STATISTIC]
    return statistics if len(statistics) > 1 else []


def _headed(right: Sequence[_Heading]) -> list[AnswerColumn]:
    """A heading such as Vendors over several columns, whose names stand in the next row."""
    return [
        AnswerColumn(first=head.column, last=head.last, head=head.text, is_headed=True)
        for head in right
        if head.role is ColumnRole.VENDOR and head.last > head.column
    ][:1]


def _grouped(grid: Grid, row: int, told: list[_Heading]) -> list[AnswerColumn]:
    """Several answer columns: the row above says whose each of them is."""
    above = grid.previous_row(row)
    answers = []
    name: Cell | None = None
    for head in told:
        if above is not None:
            name = grid.at(above, head.column) or name
        source = NOWHERE
        if name is not None:
            source = grid.source(name.row, name.column)
        known = name is not None and role_of(name.text) is None and _may_be_name(name)
        answers.append(
            AnswerColumn(
                first=head.column,
                last=head.last,
                name=name.text.strip() if known and name is not None else None,
                name_source=source if known else NOWHERE,
            )
        )
    same = {answer.name for answer in answers}
    if len(same) == 1:  # a title over all of them names nobody
        return [AnswerColumn(first=head.column, last=head.last) for head in told]
    return answers


def _with_columns(answers: list[AnswerColumn], heads: list[_Heading]) -> tuple[AnswerColumn, ...]:
    """Answer columns with their columns of evidence and remarks: those before the next answer.

    One column of remarks behind the answers of several vendors is about each question, not about
    the last vendor: it stands beside all of them.
    """
    told = []
    remarks = [head.column for head in heads if head.role is ColumnRole.REMARKS]
    shared = remarks[0] if len(remarks) == 1 and remarks[0] > answers[-1].first else None
    for at, answer in enumerate(answers):
        end = answers[at + 1].first if at + 1 < len(answers) else 1 << 30
        mine = [h for h in heads if answer.first < h.column < end or len(answers) == 1]
        told.append(
            replace(
                answer,
                evidence=next((h.column for h in mine if h.role is ColumnRole.EVIDENCE), None),
                remarks=shared
                or next((h.column for h in mine if h.role is ColumnRole.REMARKS), None),
            )
        )
    return tuple(told)


def _with_options(
    grid: Grid, row: int, panel: QuestionTable, matcher: QuestionMatcher
) -> QuestionTable | None:
    """The panel with its answers ticked below their headings; None where none is."""
    columns = [at for at in grid.columns(row) if at > panel.question]
    groups = find_option_columns(grid, row, columns, matcher)
    corner = grid.cells.get((row, panel.question))
    if not groups or corner is not None:
        return None
    heads = {answer.first: answer for answer in panel.answers}
    named = tuple(
        replace(group, name=answer.name, name_source=answer.name_source)
        if (answer := heads.get(group.columns[0])) is not None and len(groups) > 1
        else group
        for group in groups
    )
    return replace(panel, answers=(), ticks=named, assumed=False)


def _with_unknown_options(
    grid: Grid, row: int, panel: QuestionTable, invited: Collection[str]
) -> QuestionTable | None:
    """The panel with columns that are ticked one a row, under words that no lexicon knows.

    Below one heading such as Answer these are options; vendors would each say something in a row.
    What is ticked is the answer in the form's own words, and read or left unread as such.
    """
    if len(panel.answers) != 1 or grid.cells.get((row, panel.question)) is not None:
        return None
    answer = panel.answers[0]
    if answer.first == answer.last or answer.is_headed or answer.name is not None:
        return None
    roles = {
        at: role_of(grid.text(row, at))
        for at in range(answer.first, answer.last + 1)
        if grid.cells.get((row, at)) is not None
    }
    heads = [(at, grid.text(row, at)) for at, role in roles.items() if role is None]
    if any(name_key(text) in invited for _, text in heads):
        return None
    group = exclusive_columns(grid, row, heads)
    if group is None:
        return None
    evidence = _of(roles, ColumnRole.EVIDENCE) or answer.evidence
    remarks = _of(roles, ColumnRole.REMARKS) or answer.remarks
    group = replace(group, evidence=evidence, remarks=remarks)
    return replace(panel, answers=(), ticks=(group,), assumed=False)


def _with_names(grid: Grid, row: int, panel: QuestionTable) -> QuestionTable:
    if len(panel.answers) != 1 or panel.answers[0].first == panel.answers[0].last:
        return panel
    answer = panel.answers[0]
    names = [
        at
        for at in range(answer.first, answer.last + 1)
        if _may_be_name(grid.cells.get((row, at))) and role_of(grid.text(row, at)) is None
    ]
    corner = grid.at(row, panel.question)
    if not names or (corner is not None and corner.row == row):
        return panel
    named = (named_column(grid, row, at, at) for at in names)
    answers = tuple(
        replace(column, head=answer.head, is_headed=True) if answer.is_headed else column
        for column in named
    )
    return QuestionTable(question=panel.question, answers=answers, ids=panel.ids, unit=panel.unit)


def named_column(
    grid: Grid, row: int, first: int, last: int, corner: _Heading | Cell | None = None
) -> AnswerColumn:
    """A column with the name over it, and what stands over the names or in their corner."""
    cell = grid.at(row, first)
    above = grid.previous_row(row)
    over = grid.text(above, first) if above is not None else ""
    heads = [text for text in (over, corner.text.strip() if corner is not None else "") if text]
    return AnswerColumn(
        first=first,
        last=last,
        name=cell.text.strip() if cell is not None else None,
        name_source=grid.source(cell.row, cell.column) if cell is not None else NOWHERE,
        head=heads[-1] if heads else "",
        is_headed=any(role_of(text) is ColumnRole.VENDOR for text in heads),
    )


# Vendors' names over groups of columns that repeat: Score and Comments of each of them.


def grouped_table(grid: Grid, row: int, question: int) -> tuple[QuestionTable, int] | None:
    """The table whose names stand over repeated sub-headings, and the row of the sub-headings.

    A first row holds the names, each over its group of columns (merged, or with empty cells to its
    right); the second repeats the same words below them. Columns beside the groups are the
    buyer's own, such as weights. None where the rows are no such header.
    """
    below = grid.next_row(row)
    if below is None:
        return None
    subs = {at: grid.text(below, at) for at in grid.columns(below) if at > question}
    # Where nothing repeats in the lower row, the upper one need not be looked at: a quick no, since
    # this is asked of every row.
    repeats = len({text.casefold() for text in subs.values()}) < len(subs)
    starts = [
        at
        for at in (grid.columns(row) if repeats else ())
        if at > question and _may_be_name(grid.at(row, at)) and role_of(grid.text(row, at)) is None
    ]
    if len(starts) < 2:  # noqa: PLR2004 - names of several vendors
        return None
    groups = _groups(grid, row, starts, subs)
    words = [tuple(subs[at].casefold() for at in group) for group in groups.values()]
    if len(groups) < 2 or len(set(words)) > 1 or len(set(words[0])) < len(words[0]):  # noqa: PLR2004
        return None
    if len(words[0]) < 2 and role_of(next(iter(words[0]))) is None:  # noqa: PLR2004 - a pair
        return None
    corner = grid.at(row, question)
    columns = []
    for start, group in groups.items():
        answer = _answer_of(subs, group)
        if answer is None:
            return None
        roles = {role_of(subs[at]): at for at in group if at != answer}
        named = named_column(grid, row, start, start, corner)
        columns.append(
            replace(
                named,
                first=answer,
                last=answer,
                points=sign_of(subs[answer]) == _SCORE,
                evidence=roles.get(ColumnRole.EVIDENCE),
                remarks=roles.get(ColumnRole.REMARKS),
            )
        )
    return QuestionTable(question=question, answers=tuple(columns)), below


def _groups(
    grid: Grid, row: int, starts: Sequence[int], subs: Mapping[int, str]
) -> dict[int, list[int]]:
    """The columns with sub-headings below each name, by the name's column."""
    groups: dict[int, list[int]] = {}
    for start, end in zip(starts, [*starts[1:], 1 << 30], strict=True):
        last = grid.span(row, start)[1]
        merged = grid.merge(row, start)
        if merged is not None and merged[2] > row:
            continue  # merged downwards: a heading of its own column
        group = [at for at in subs if start <= at < end and (merged is None or at <= last)]
        if group and group[0] == start:
            groups[start] = group
    return groups


def _answer_of(subs: Mapping[int, str], group: Sequence[int]) -> int | None:
    """The column of a group that holds the answer: headed so, else the only one that may."""
    roles = {at: role_of(subs[at]) for at in group}
    told = [at for at, role in roles.items() if role is ColumnRole.ANSWER]
    if told:
        return told[0] if len(told) == 1 else None
    beside = {ColumnRole.EVIDENCE, ColumnRole.REMARKS, ColumnRole.UNIT, ColumnRole.NUMBER}
    left = [at for at, role in roles.items() if role not in beside]
    left = [at for at in left if sign_of(subs[at]) not in {"weight", "note", "judge"}]
    given = [at for at in left if not is_highest_score(subs[at])]
    return given[0] if len(given) == 1 else None


def _may_be_name(cell: Cell | None) -> bool:
    if cell is None or cell.kind is not CellKind.TEXT:
        return False
    text = cell.text.strip()
    return bool(text) and not text.endswith((":", "：", "?", "？")) and not is_no_vendor(text)


def _filled_columns(grid: Grid, rows: Sequence[int], question: int) -> list[int]:
    columns: set[int] = set()
    for row in rows:
        columns.update(grid.columns(row))
    return sorted(column for column in columns if column > question)


def _of(roles: dict[int, ColumnRole | None], role: ColumnRole) -> int | None:
    return next((column for column, found in roles.items() if found is role), None)


# Columns that the buyer named: by letter, or by the words of their heading.

_LETTERS = re.compile(r"[A-Z]{1,3}")
_SEARCHED_ROWS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSettings:
    """Where the settings say that things stand; None where they say nothing.

    ``invited`` are the keys of the names of those whom the buyer invited. ``roles`` and
    ``criteria`` are what the buyer's plan says of single columns of one sheet, by their numbers.
    """

    header_row: int | None = None
    question: str | None = None
    answer: str | None = None
    evidence: str | None = None
    remarks: str | None = None
    vendor: str | None = None
    invited: frozenset[str] = frozenset()
    roles: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: QuestionnaireSettings, vendors: Collection[str] = ()) -> ColumnSettings:
        """The settings of all sheets; ``vendors`` are keys of further names that are vendors."""
        return cls(
            header_row=settings.header_row,
            question=settings.question_column,
            answer=settings.answer_column,
            evidence=settings.evidence_column,
            remarks=settings.remarks_column,
            vendor=settings.vendor_column,
            invited=frozenset(name_key(name) for one in settings.vendors for name in one.names)
            | frozenset(vendors),
        )

    def with_corrections(
        self, header_row: int | None, roles: Mapping[int, str], criteria: Mapping[int, str]
    ) -> ColumnSettings:
        """These settings, changed by what the buyer's plan says of one sheet."""
        row = header_row or self.header_row
        return replace(self, header_row=row, roles=roles, criteria=criteria)

    def standing(self, grid: Grid) -> frozenset[str]:
        """The settings that fit something in a sheet, by their names in criteria.yaml."""
        columns = {
            "question_column": self.question,
            "answer_column": self.answer,
            "evidence_column": self.evidence,
            "remarks_column": self.remarks,
            "vendor_column": self.vendor,
        }
        found = {
            name
            for name, told in columns.items()
            if (at := self.column(grid, told)) is not None
            and any(grid.at(row, at) is not None for row in grid.rows)
        }
        if self.header_row is not None and grid.columns(self.header_row):
            found.add("header_row")
        return frozenset(found)

    def question_column(self, grid: Grid) -> int | None:
        return self._corrected("question") or self.column(grid, self.question)

    def vendor_column(self, grid: Grid) -> int | None:
        return self._corrected("vendor") or self.column(grid, self.vendor)

    def _corrected(self, role: str) -> int | None:
        return min((at for at, said in self.roles.items() if said == role), default=None)

    def apply(self, grid: Grid, row: int, panel: QuestionTable) -> QuestionTable:
        """The panel with the columns that the settings name."""
        question = self.column(grid, self.question, row) or panel.question
        evidence = self.column(grid, self.evidence, row)
        remarks = self.column(grid, self.remarks, row)
        answer = self.column(grid, self.answer, row)
        answers = panel.answers
        if answer is not None:
            first = answers[0] if answers else AnswerColumn(first=answer, last=answer)
            answers = (replace(first, first=answer, last=answer, name=None),)
        answers = tuple(
            replace(a, evidence=evidence or a.evidence, remarks=remarks or a.remarks)
            for a in answers
        )
        return replace(panel, question=question, answers=answers)

    def column(self, grid: Grid, told: str | None, row: int | None = None) -> int | None:
        """The column's number: of its letters, or where its heading stands in or above ``row``."""
        return None if told is None else find_column(grid, told, row)


def find_column(grid: Grid, told: str, row: int | None = None) -> int | None:
    """The column of these letters, or over which these words stand, in ``row`` before others."""
    if _LETTERS.fullmatch(told):
        return column_number(told)
    rows = [*([row] if row is not None else []), *grid.rows[:_SEARCHED_ROWS]]
    whole, keys = _folded(told), normalize_heading(told).keys[:1]
    alike: int | None = None
    for at in rows:
        for column, cell in grid.row_cells(at):
            if _folded(cell.text) == whole:
                return column
            if alike is None and set(keys) & set(normalize_heading(cell.text).keys):
                alike = column  # unless the very words stand elsewhere: Name, Company name?
    return alike


def _folded(text: str) -> str:
    return alnum(clean(text)) or text.strip()
