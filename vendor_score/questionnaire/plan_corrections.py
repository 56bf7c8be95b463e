"""What the buyer corrects in how sheets are read: the reading plan, and ``questionnaire:``.

Corrections go to the sheets they are about; in the end each has acted, or is an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_score.cell_names import column_letters
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files.sources import folded_file
from vendor_score.questionnaire.questions import did_you_mean, nearest_texts
from vendor_score.questionnaire.sheets.grid import Grid, SheetReading, layout_finding
from vendor_score.questionnaire.sheets.option_columns import OptionColumns
from vendor_score.questionnaire.sheets.question_table import (
    AnswerColumn,
    QuestionTable,
    find_column,
    named_column,
)
from vendor_score.questionnaire.vendors import name_key, shown_name
from vendor_score.reading_plan import OF_NAMES, OF_SHEETS, ROLES, UNUSED, PlanCorrection
from vendor_score.records import InvitedVendor, QuestionnaireSettings
from vendor_score.wording import both

__all__ = [
    "NameCorrections",
    "PlanCorrections",
    "SettingsCheck",
    "SheetCorrections",
    "column_roles",
    "correct_tables",
]

_SAID: Mapping[str, bool] = {"yes": True, "no": False}
_HEADING_ROWS = 100
_SHOWN = 300  # characters of a correction that are repeated

# How far a correction got; the best of all sheets that it is about counts.
_UNKNOWN, _CHANGED, _UNUSABLE, _USED = range(4)
_CODES = {
    _UNKNOWN: "plan-fits-nothing",
    _CHANGED: "plan-out-of-date",
    _UNUSABLE: "plan-not-possible",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetCorrections:
    """What the buyer says of one sheet.

    Attributes
    ----------
    use
        Whether it is read at all.
    whose
        The vendor to whom all its answers belong.
    whose_source
        Where that is said.
    layout, header_row
        What counts instead of what would be recognised.
    roles
        The role of each corrected column, by its number.
    criteria
        The criterion of each column that is said to answer one.
    questions
        Texts of questions, and the criterion that each asks.
    """

    use: bool = True
    whose: str | None = None
    whose_source: Source = NOWHERE
    layout: str | None = None
    header_row: int | None = None
    roles: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[int, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)

    @property
    def owner(self) -> tuple[str, Source] | None:
        """The vendor to whom all answers of the sheet belong, and where that is said."""
        return None if self.whose is None else (self.whose, self.whose_source)


_NOTHING = SheetCorrections()


@dataclass(frozen=True, kw_only=True, slots=True)
class NameCorrections:
    """What the buyer says of names: who is a vendor, who is not, and which are one.

    Attributes
    ----------
    vendors
        Names that are vendors, by the key under which they are the same.
    others
        Keys of names that are none.
    same_as
        The name that counts, by the key of the one that it replaces.
    short
        Short names, by the key of the vendor's name.
    """

    vendors: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    same_as: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PlanCorrections:
    """Gives each sheet its corrections, and says in the end which acted and which fitted nothing.

    Attributes
    ----------
    said
        All corrections, no two of which say different things of one place.
    """

    said: Sequence[PlanCorrection] = ()
    names: NameCorrections = field(init=False)
    _reached: dict[int, int] = field(default_factory=dict)
    _by_place: dict[tuple[str | None, str | None], list[int]] = field(default_factory=dict)
    _files: dict[str, None] = field(default_factory=dict)
    _sheets: dict[str, None] = field(default_factory=dict)
    _headings: dict[str, None] = field(default_factory=dict)
    _circular: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for at, one in enumerate(self.said):
            sheet = None if one.sheet is None else one.sheet.strip()
            place = (None if one.file is None else folded_file(one.file), sheet)
            self._by_place.setdefault(place, []).append(at)
        self.names = self._names()

    def __bool__(self) -> bool:
        return bool(self.said)

    @property
    def questions(self) -> dict[str, str]:
        """Questions whose criterion is said for all sheets."""
        return {
            one.key: one.value
            for one in self.said
            if one.what == "question" and one.file is None and one.sheet is None
        }

    def with_invited(self, invited: Sequence[InvitedVendor]) -> Sequence[InvitedVendor]:
        """Those whom the buyer invited, with whom the plan says to be vendors besides.

        Empty where nobody was invited, since a plan that names one vendor leaves the others open.
        """
        if not invited:
            return ()
        owners = [one.value for one in self.said if one.what == "whose"]
        known = {name_key(name) for one in invited for name in one.names}
        said = {name_key(name): name for name in (*self.names.vendors.values(), *owners)}
        further = (InvitedVendor(name=name) for key, name in said.items() if key not in known)
        return (*invited, *further)

    # The corrections of a sheet.

    def of_sheet(self, grid: Grid) -> SheetCorrections:
        """What is said of a sheet; the nearer it names the sheet, the more it counts."""
        if not self.said:
            return _NOTHING
        file, sheet = grid.file or "", grid.sheet.name
        self._files.setdefault(file)
        self._sheets.setdefault(sheet)
        own: dict[str, str] = {}
        source = NOWHERE
        roles: dict[int, str] = {}
        criteria: dict[int, str] = {}
        questions: dict[str, str] = {}
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "column":
                self._take_column(at, grid, roles, criteria)
            elif one.what == "question" and (one.file, one.sheet) != (None, None):
                questions[one.key] = one.value
                self._reach(at, _UNUSABLE)
            elif one.what in OF_SHEETS:
                own[one.what] = one.value
                source = one.entered.source if one.what == "whose" else source
                self._reach(at, _UNUSABLE)
        row = own.get("header_row")
        return SheetCorrections(
            use=_SAID.get(own.get("use", "yes"), True),
            whose=own.get("whose"),
            whose_source=source,
            layout=own.get("layout"),
            header_row=int(row) if row is not None else None,
            roles=roles,
            criteria=criteria,
            questions=questions,
        )

    def _about(self, file: str, sheet: str) -> Iterator[int]:
        """The corrections that are about a sheet, the most general first."""
        key, sheet = folded_file(file), sheet.strip()
        for place in ((None, None), (None, sheet), (key, None), (key, sheet)):
            yield from self._by_place.get(place, ())

    def _take_column(
        self, at: int, grid: Grid, roles: dict[int, str], criteria: dict[int, str]
    ) -> None:
        one = self.said[at]
        column = find_column(grid, one.key)
        if column is None or not any(grid.at(row, column) is not None for row in grid.rows):
            self._note_headings(grid)
            return
        if one.heading and not _is_headed_so(grid, column, one.heading):
            self._reach(at, _CHANGED)
            return
        self._reach(at, _UNUSABLE)
        is_role = one.value in ROLES
        roles[column] = one.value if is_role else "answer"
        criteria.pop(column, None)
        if not is_role:
            criteria[column] = one.value

    def _note_headings(self, grid: Grid) -> None:
        for row in grid.rows[:10]:
            self._headings.update(dict.fromkeys(cell.text for _, cell in grid.row_cells(row)))

    # What acted.

    def note_reading(self, grid: Grid, reading: SheetReading) -> None:
        """Note which corrections the reading of a sheet followed."""
        if not self.said:
            return
        got = {column.column: column for column in reading.columns}
        for at in self._about(grid.file or "", grid.sheet.name):
            one = self.said[at]
            if one.what == "use":
                acted = True
            elif one.what == "layout":
                acted = reading.layout == one.value
            elif one.what == "header_row":
                acted = int(one.value) in reading.headers
            elif one.what == "column":
                number = find_column(grid, one.key)
                column = got.get(column_letters(number)) if number else None
                is_role = one.value in ROLES
                role = one.value if is_role else "answer"
                acted = self._reached.get(at) == _UNUSABLE and (
                    role == UNUSED and bool(got)
                    if column is None
                    else column.role == role and (is_role or column.criterion == one.value)
                )
            else:
                acted = False  # of questions and vendors, others know
            if acted:
                self._reach(at, _USED)

    def note_questions(self, file: str, sheet: str, met: Iterable[str]) -> None:
        """Note which questions of those said for a sheet stand in it."""
        met = set(met)
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "question" and one.key in met:
                self._reach(at, _USED)

    def note_owner(self, file: str, sheet: str, vendor: str) -> None:
        """Note that answers of a sheet went to a vendor as somebody said."""
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "whose" and name_key(one.value) == name_key(vendor):
                self._reach(at, _USED)

    def note_names(self, names: Iterable[str]) -> None:
        """Note which of the names that something is said of were met in any file."""
        keys = {name_key(name) for name in names}
        for at, one in enumerate(self.said):
            if one.what in OF_NAMES and name_key(one.key) in keys:
                self._reach(at, _USED)

    def _reach(self, at: int, how_far: int) -> None:
        self._reached[at] = max(how_far, self._reached.get(at, _UNKNOWN))

    def findings(self, met: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
        """A note for each correction that acted, an error for each that did not.

        Parameters
        ----------
        met
            Those questions, said for all sheets, that stand in a file.
        known
            The names that were met, vendors' and others.
        """
        met, names = set(met), list(known)
        for at, one in enumerate(self.said):
            reached = self._reached.get(at, _UNKNOWN)
            if one.what == "question" and one.file is None and one.sheet is None:
                reached = _USED if one.key in met else _UNKNOWN
            if at in self._circular:
                yield _finding("plan-circular", one)
            elif reached == _USED:
                yield _finding("plan-corrected", one, Severity.INFO)
            else:
                yield _finding(_CODES[reached], one, near=self._near(one, names))

    def _near(self, one: PlanCorrection, names: Sequence[str]) -> Sequence[str]:
        """What a correction that fits nothing was perhaps meant for."""
        if one.what in OF_NAMES:
            return nearest_texts(one.key, names)
        if one.file is not None and folded_file(one.file) not in map(folded_file, self._files):
            return nearest_texts(one.file, self._files)
        if one.sheet is not None and one.sheet.strip() not in map(str.strip, self._sheets):
            return nearest_texts(one.sheet, self._sheets)
        return nearest_texts(one.key, self._headings) if one.what == "column" else ()

    # Names.

    def _names(self) -> NameCorrections:
        said: dict[str, dict[str, tuple[int, str, str]]] = defaultdict(dict)
        for at, one in enumerate(self.said):
            if one.what in OF_NAMES:
                said[one.what][name_key(one.key)] = (at, one.key, one.value)
        vendors = {key: name for key, (_, name, value) in said["vendor"].items() if _SAID[value]}
        others = {key for key, (_, _, value) in said["vendor"].items() if not _SAID[value]}
        pairs = {key: value for key, (_, _, value) in said["same_as"].items()}
        same_as: dict[str, str] = {}
        for key, (at, _, _) in said["same_as"].items():
            target = _last_of(key, pairs)
            if target is None:
                self._circular.add(at)
            else:
                same_as[key] = target
        return NameCorrections(
            vendors=vendors,
            others=frozenset(others),
            same_as=same_as,
            short={key: value for key, (_, _, value) in said["short"].items()},
        )


def _last_of(key: str, pairs: Mapping[str, str]) -> str | None:
    """The name at the end of "same as"; None in a circle."""
    seen = {key}
    name = pairs[key]
    while (key := name_key(name)) in pairs:
        if key in seen:
            return None
        seen.add(key)
        name = pairs[key]
    return None if key in seen else name


def _is_headed_so(grid: Grid, column: int, heading: str) -> bool:
    """Whether each part of a heading still stands in the column, near the top of the sheet."""
    standing = {grid.text(row, column) for row in grid.rows[:_HEADING_ROWS]}
    return all(any(part in text for text in standing) for part in heading.split(" / "))


def _finding(
    code: str,
    one: PlanCorrection,
    severity: Severity = Severity.ERROR,
    near: Sequence[str] = (),
) -> Finding:
    entered = one.entered
    by = " ".join(part for part in (entered.name, entered.date) if part)
    return Finding(
        code=code,
        severity=severity,
        source=entered.source,
        found=_shown(one),
        values={
            "near": did_you_mean(near),
            "reason": entered.reason or "-",
            "by": by or "-",
            "before": entered.proposal or "-",
            "what": both(f"plan.what.{one.what}"),
        },
    )


def _shown(one: PlanCorrection) -> str:
    """The correction in one line: where it is said, what about, what holds."""
    place = [part for part in (one.file, one.sheet, one.key) if part]
    line = f"{one.entered.line} · " if one.entered.line else ""
    said = f"{line}{' › '.join(place) or '*'}: {one.what} = {one.value}"
    return shown_name(said)[:_SHOWN]


# Every entry of ``questionnaire:`` in criteria.yaml acts in some file, or is an error.

_COLUMNS = ("question_column", "answer_column", "evidence_column", "remarks_column",
            "vendor_column")  # fmt: skip
_MOST_HEADINGS = 2_000


@dataclass(slots=True)
class SettingsCheck:
    """Looks at every file for what the settings name, and says in the end what fitted nothing.

    Attributes
    ----------
    settings
        ``questionnaire:`` of criteria.yaml.
    """

    settings: QuestionnaireSettings
    _obeyed: set[str] = field(default_factory=set)
    _standing: set[str] = field(default_factory=set)
    _headings: dict[str, None] = field(default_factory=dict)
    _sheets: dict[str, None] = field(default_factory=dict)
    _without_sheet: list[str] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def add(self, workbook: Workbook, readings: Sequence[SheetReading]) -> None:
        """Note what of the settings stands in a file, and what its sheets were read by."""
        for reading in readings:
            self._standing |= reading.standing
            self._obeyed |= reading.obeyed
            self._asked.update(reading.asked)
            self._sheets.setdefault(reading.sheet)
            if len(self._headings) < _MOST_HEADINGS:
                self._headings.update(dict.fromkeys(reading.headings))
        wanted = self.settings.sheet
        if wanted is None or workbook.is_document:
            return
        if all(reading.sheet != wanted for reading in readings):
            self._without_sheet.append(workbook.file)

    def findings(self, mapped: Iterable[str]) -> Iterator[Finding]:
        """The settings without effect.

        Parameters
        ----------
        mapped
            Those questions of ``questions:`` that were met in a file.

        Yields
        ------
        Finding
        """
        yield from self._about_the_sheet()
        for name, written in self._written().items():
            if name in self._obeyed:
                continue
            if name in self._standing:
                yield self._finding("setting-not-used", name, written, ())
            else:
                near = nearest_texts(written, self._headings) if name in _COLUMNS else ()
                yield self._finding("setting-fits-nothing", name, written, near)
        yield from self._about_questions(set(mapped))

    def _written(self) -> Mapping[str, str]:
        names = ("header_row", *_COLUMNS, "vendor_name_cell")
        values = {name: getattr(self.settings, name) for name in names}
        return {name: str(value) for name, value in values.items() if value is not None}

    def _about_the_sheet(self) -> Iterator[Finding]:
        """One error where no file has the sheet; else a warning for each file without it."""
        wanted = self.settings.sheet
        if wanted is None or not self._without_sheet:
            return
        stands = wanted in self._sheets
        severity = Severity.WARNING if stands else Severity.ERROR
        near = did_you_mean(() if stands else nearest_texts(wanted, self._sheets))
        for file in self._without_sheet if stands else self._without_sheet[:1]:
            place = Source(file) if stands else Source()
            yield layout_finding(
                "sheet-not-found", place, f"{self._line('sheet')}{wanted}", severity, near=near
            )

    def _about_questions(self, mapped: set[str]) -> Iterator[Finding]:
        for text, id in self.settings.questions.items():
            if text not in mapped:
                yield self._finding("setting-fits-nothing", "questions", text, self._near(text))
            elif id not in {*self._asked, UNUSED}:
                yield self._finding("setting-not-used", "questions", text, ())

    def _near(self, text: str) -> Sequence[str]:
        return nearest_texts(text, self._headings)

    def _finding(self, code: str, name: str, written: str, near: Sequence[str]) -> Finding:
        kind = "column" if name in _COLUMNS else name
        return Finding(
            code=code,
            severity=Severity.ERROR,
            found=f"{self._line(name)}questionnaire: {name}: {written}",
            values={
                "looked_for": both(f"findings.setting.{kind}", written=written),
                "near": did_you_mean(near),
            },
        )

    def _line(self, name: str) -> str:
        """Where a setting stands, for the front of what was found."""
        line = self.settings.lines.get(name)
        return f"{line} · " if line else ""


# Change what the columns of a section are taken for, as the buyer's reading plan says.


def column_roles(tables: Sequence[QuestionTable]) -> dict[int, str]:
    """What each column of a section's tables that is used was taken for, by its number."""
    roles: dict[int, str] = {}
    for table in tables:
        found = {table.question: "question", **dict.fromkeys(table.ids, "id")}
        named = {"unit": table.unit, "vendor": table.vendor}
        found.update({at: role for role, at in named.items() if at is not None})
        found.update(dict.fromkeys((at for ticks in table.ticks for at in ticks.columns), "tick"))
        sides = [(a.evidence, a.remarks) for a in table.answers]
        for evidence, remarks in (*sides, *((t.evidence, t.remarks) for t in table.ticks)):
            beside = {"evidence": evidence, "remarks": remarks}
            found.update({at: role for role, at in beside.items() if at is not None})
        for answers in table.answers:
            found.update(dict.fromkeys(range(answers.first, answers.last + 1), "answer"))
        roles = {**found, **roles}
    return roles


def correct_tables(
    grid: Grid, header: Sequence[int], tables: Sequence[QuestionTable], roles: Mapping[int, str]
) -> tuple[QuestionTable, ...]:
    """The tables of a section with the roles that the buyer gives to columns.

    Parameters
    ----------
    grid
        The sheet.
    header
        Numbers of the rows with headings.
    tables
        As the headings were understood.
    roles
        By number of the column. A column that is said to hold answers joins the others where
        these are named (a column per vendor), and takes their place where they are not. What is
        said as it was understood changes nothing.
    """
    known = column_roles(tables)
    new = {at: role for at, role in roles.items() if known.get(at, UNUSED) != role}
    ends = [*(table.question for table in tables[1:]), 1 << 30]
    corrected = []
    for at, (table, end) in enumerate(zip(tables, ends, strict=True)):
        # Of tables side by side each column belongs to the one that begins at its left.
        first = 0 if at == 0 else table.question
        mine = {column: role for column, role in new.items() if first <= column < end}
        corrected.append(_Correction(grid, header, mine).table(table) if mine else table)
    return tuple(corrected)


@dataclass(frozen=True, slots=True)
class _Correction:
    """The corrected roles of one table."""

    grid: Grid
    header: Sequence[int]
    roles: Mapping[int, str]

    def table(self, table: QuestionTable) -> QuestionTable:
        question = next(iter(self._of("question")), table.question)
        answers = self._answers(table, question)
        ticks = tuple(self._beside(group) for group in table.ticks if self._keeps_ticks(group))
        down = table.option_rows
        is_down = down is not None and self.roles.get(down.tick, "answer") == "answer"
        return replace(
            table,
            question=question,
            answers=self._with_sides(answers),
            ids=tuple(dict.fromkeys((*filter(self._keeps, table.ids), *self._of("id")))),
            unit=self._one("unit", table.unit),
            vendor=self._one("vendor", table.vendor),
            ticks=ticks,
            spare=tuple(filter(self._keeps, table.spare)),
            option_rows=down if is_down and not self._new_answers(table) else None,
            assumed=table.assumed and not self._of("answer"),
            below=table.below and not self._of("answer"),
        )

    def _of(self, role: str) -> list[int]:
        return sorted(column for column, said in self.roles.items() if said == role)

    def _keeps(self, column: int) -> bool:
        """Whether nothing else is said of a column."""
        return column not in self.roles

    def _one(self, role: str, column: int | None) -> int | None:
        said = self._of(role)
        if said:
            return said[0]
        return column if column is None or self._keeps(column) else None

    def _new_answers(self, table: QuestionTable) -> list[int]:
        read = {at for answer in table.answers for at in range(answer.first, answer.last + 1)}
        return [column for column in self._of("answer") if table.below or column not in read]

    def _answers(self, table: QuestionTable, question: int) -> list[AnswerColumn]:
        new = self._new_answers(table)
        kept = [
            part
            for answer in table.answers
            for part in [self._without_others(answer)]
            if part is not None and question not in {part.first, part.last}
        ]
        if not new:
            return kept
        names = {answer.name for answer in table.answers if answer.name is not None}
        # A single heading over the answers may be any word; of several all are names.
        if len(names) > 1 and self.header:
            kept += [self._named(table, at) for at in new]
        else:
            said = {*self._of("answer")}
            kept = [answer for answer in kept if said & {answer.first, answer.last}]
            kept = [] if table.below else kept
            kept += [AnswerColumn(first=at, last=at) for at in new]
        return sorted(kept, key=lambda answer: answer.first)

    def _named(self, table: QuestionTable, column: int) -> AnswerColumn:
        """A column beside those of vendors, with the name over it or over its group."""
        corner = self.grid.at(self.header[0], table.question)
        row = self._row_of_names(table)
        left = (at for at in self.grid.columns(row) if table.question < at <= column)
        place = column if self.grid.text(row, column) else max(left, default=column)
        named = named_column(self.grid, row, place, place, corner)
        return replace(named, first=column, last=column)

    def _row_of_names(self, table: QuestionTable) -> int:
        """The row of the header in which the names of the other columns stand."""
        names = {answer.name for answer in table.answers if answer.name}
        for row in self.header:
            if any(self.grid.text(row, answer.first) in names for answer in table.answers):
                return row
        return self.header[-1]

    def _without_others(self, answer: AnswerColumn) -> AnswerColumn | None:
        """The column, or the first of several under one heading that are still answers."""
        left = [
            at
            for at in range(answer.first, answer.last + 1)
            if self.roles.get(at, "answer") == "answer"
        ]
        return replace(answer, first=left[0], last=left[-1]) if left else None

    def _keeps_ticks(self, group: OptionColumns) -> bool:
        return not any(at in self.roles for at in group.columns)

    def _with_sides(self, answers: Sequence[AnswerColumn]) -> tuple[AnswerColumn, ...]:
        """The answers with their columns of evidence and remarks, said or found."""
        kept = [
            replace(
                answer,
                evidence=self._kept_side(answer.evidence),
                remarks=self._kept_side(answer.remarks),
            )
            for answer in answers
        ]
        for column in self._of("evidence") if kept else ():
            at = _left_of(kept, column)
            kept[at] = replace(kept[at], evidence=column)
        for column in self._of("remarks") if kept else ():
            at = _left_of(kept, column)
            kept[at] = replace(kept[at], remarks=column)
        return tuple(kept)

    def _beside(self, group: OptionColumns) -> OptionColumns:
        """Columns to tick with those of evidence and remarks beside them."""
        return replace(
            group,
            evidence=next(iter(self._of("evidence")), self._kept_side(group.evidence)),
            remarks=next(iter(self._of("remarks")), self._kept_side(group.remarks)),
        )

    def _kept_side(self, column: int | None) -> int | None:
        return column if column is None or self._keeps(column) else None


def _left_of(answers: Sequence[AnswerColumn], column: int) -> int:
    """Which of the answers a column beside them belongs to: the last one left of it."""
    left = [at for at, answer in enumerate(answers) if answer.first < column]
    return left[-1] if left else 0
