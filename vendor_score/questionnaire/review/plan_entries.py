"""What the buyer entered on the sheets of the reading plan: its reader, and what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from vendor_score.cell_names import MAX_ROWS, a1
from vendor_score.findings import Finding, Severity, Source
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import Sheet, Workbook
from vendor_score.questionnaire.files.sources import folded_file
from vendor_score.questionnaire.questions import alnum, did_you_mean, nearest_texts
from vendor_score.questionnaire.vendors import name_key
from vendor_score.reading_plan import (
    LAYOUTS,
    OF_NAMES,
    OF_SHEETS,
    ROLES,
    UNUSED,
    Entered,
    PlanCorrection,
    What,
)
from vendor_score.records import Question, Supersedes
from vendor_score.wording import both, languages, text

__all__ = [
    "FIRST_ROW",
    "KEYS",
    "PlanEntry",
    "corrections_of",
    "place_of",
    "read_plan_sheets",
    "shown_criterion",
    "text_key",
]

FIRST_ROW = 4
"""Below the hidden keys, the explanation and the headings; counted from 1."""

_GROUNDS = ("reason", "name", "date")
KEYS: Mapping[str, tuple[str, ...]] = {
    "plan:sheets": (
        "plan:sheets", "file", "sheet", "column", "heading", "filled", "use_now", "use",
        "whose_now", "why", "whose", "layout_now", "layout", "header_row_now", "header_row",
        *_GROUNDS,
    ),
    "plan:names": (
        "plan:names", "vendor_name", "files", "vendor_now", *OF_NAMES, *_GROUNDS,
    ),
    "plan:questions": (
        "plan:questions", "question_text", "where", "question_now", "how", "question", *_GROUNDS,
    ),
    "plan:replaced": ("plan:replaced", "replaced_by", "replaced", "reason", "date"),
}  # fmt: skip
"""The sheets by the key in their first cell, and the keys of their columns in hidden row 1."""

_MOST_ROWS = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanEntry:
    """Something that the buyer entered in one cell, as typed.

    Attributes
    ----------
    what
        What it is about, as in `PlanCorrection`; ``replaces`` for a file that replaces another.
    typed
        What stands in the cell.
    proposal
        How it was read, as the cell beside it says.
    file, sheet, key, heading
        What it is about, as in `PlanCorrection`.
    reason, name, date
        As entered in the row.
    source
        The cell.
    """

    what: What | str
    typed: str
    proposal: str = ""
    file: str = ""
    sheet: str = ""
    key: str = ""
    heading: str = ""
    reason: str = ""
    name: str = ""
    date: str = ""
    source: Source

    @property
    def place(self) -> tuple[str, ...]:
        """What it is about; two entries of one place would contradict each other."""
        return place_of(self.what, self.file, self.sheet, self.key)


def text_key(question: str) -> str:
    """The form in which two printed questions are the same."""
    return alnum(clean(question)) or question


def place_of(what: str, file: str = "", sheet: str = "", key: str = "") -> tuple[str, ...]:
    """What an entry is about, in the form in which the same things are equal."""
    if what == "question":
        key = text_key(key)
    elif what in OF_NAMES:
        key = name_key(key)
    return (what, folded_file(file), sheet, key)


# Reading the sheets back.


def read_plan_sheets(workbook: Workbook) -> Iterator[PlanEntry]:
    """Everything entered on the sheets of the plan, wherever rows were sorted to.

    Parameters
    ----------
    workbook
        A review workbook. Sheets and columns are found by their hidden keys, so that a buyer may
        rename and move them.

    Yields
    ------
    PlanEntry
    """
    for sheet in workbook.sheets:
        columns = {
            cell.text.strip(): column for (row, column), cell in sheet.cells.items() if row == 1
        }
        kind = next((kind for kind in KEYS if kind in columns), None)
        if kind is not None:
            yield from _Rows(workbook.file, sheet, columns).entries(kind)


@dataclass(frozen=True, slots=True)
class _Rows:
    file: str
    sheet: Sheet
    columns: Mapping[str, int]

    def entries(self, kind: str) -> Iterator[PlanEntry]:
        rows = sorted({row for row, _ in self.sheet.cells if row >= FIRST_ROW})[:_MOST_ROWS]
        make: Callable[[int], Iterator[PlanEntry]] = {
            "plan:sheets": self._of_sheet,
            "plan:names": self._of_name,
            "plan:questions": self._of_question,
            "plan:replaced": self._of_replaced,
        }[kind]
        for row in rows:
            yield from make(row)

    def _text(self, row: int, key: str) -> str:
        cell = self.sheet.cells.get((row, self.columns.get(key, 0)))
        return cell.text.strip() if cell is not None else ""

    def _entry(self, row: int, column: str, what: str, **about: str) -> Iterator[PlanEntry]:
        typed = self._text(row, column)
        if typed:
            yield PlanEntry(
                what=what,
                typed=typed,
                proposal=self._text(row, f"{column}_now"),
                reason=self._text(row, "reason"),
                name=self._text(row, "name"),
                date=self._text(row, "date"),
                source=Source(self.file, self.sheet.name, a1(row, self.columns[column])),
                **about,
            )

    def _of_sheet(self, row: int) -> Iterator[PlanEntry]:
        about = {"file": self._text(row, "file"), "sheet": self._text(row, "sheet")}
        letters = self._text(row, "column")
        if letters:
            heading = self._text(row, "heading")
            yield from self._entry(row, "use", "column", key=letters, heading=heading, **about)
            return
        for what in OF_SHEETS:
            yield from self._entry(row, what, what, **about)

    def _of_name(self, row: int) -> Iterator[PlanEntry]:
        name = self._text(row, "vendor_name")
        for what in OF_NAMES if name else ():
            yield from self._entry(row, what, what, key=name)

    def _of_question(self, row: int) -> Iterator[PlanEntry]:
        question = self._text(row, "question_text")
        if question:
            yield from self._entry(row, "question", "question", key=question)

    def _of_replaced(self, row: int) -> Iterator[PlanEntry]:
        newer, older = self._text(row, "replaced_by"), self._text(row, "replaced")
        if newer or older:
            column = "replaced_by" if newer else "replaced"
            yield from self._entry(row, column, "replaces", file=newer, key=older)


# What the entries mean.


def shown_criterion(question: Question, lang: str) -> str:
    """A criterion as it is offered and read back: its label with its id."""
    label = " ".join(question.label.text(lang).split())
    return f"{label} ({question.id})"


def corrections_of(
    entries: Iterable[PlanEntry], questions: Sequence[Question]
) -> tuple[tuple[PlanCorrection, ...], tuple[Supersedes, ...], list[Finding]]:
    """The corrections that entries of review workbooks mean, and what is wrong with them.

    Parameters
    ----------
    entries
        Of all review workbooks. What two of them say differently of one place counts in neither;
        what is said as it was proposed counts as not said.
    questions
        All questions of the criteria.
    """
    meaning = _Meaning({question.id: question for question in questions})
    read: dict[tuple[str, ...], list[tuple[PlanEntry, str]]] = {}
    replaced: list[Supersedes] = []
    for entry in entries:
        if entry.what == "replaces":
            replaced.extend(meaning.replacement(entry))
        elif (value := meaning.value(entry)) is not None:
            read.setdefault(entry.place, []).append((entry, value))
    corrections = []
    for told in read.values():
        if len({value for _, value in told}) > 1:
            meaning.findings.append(_conflict(told))
            continue
        entry, value = told[0]
        if value != meaning.proposal(entry):
            corrections.append(_correction(entry, value))
    return tuple(corrections), tuple(replaced), meaning.findings


def _correction(entry: PlanEntry, value: str) -> PlanCorrection:
    what: What = entry.what  # type: ignore[assignment]  # `replaces` was taken before
    return PlanCorrection(
        what=what,
        value=value,
        file=entry.file or None,
        sheet=entry.sheet or None,
        key=entry.key,
        heading=entry.heading or None,
        entered=Entered(
            reason=entry.reason,
            name=entry.name,
            date=entry.date,
            source=entry.source,
            proposal=entry.proposal,
        ),
    )


def _conflict(told: Sequence[tuple[PlanEntry, str]]) -> Finding:
    said = " / ".join(f"{entry.typed} ({entry.source})" for entry, _ in told)
    return Finding(
        code="plan-conflict", severity=Severity.ERROR, source=told[-1][0].source, found=said
    )


@dataclass(slots=True)
class _Meaning:
    """Reads single entries; what cannot be read goes to ``findings``."""

    questions: Mapping[str, Question]
    findings: list[Finding] = field(default_factory=list)
    labels: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.labels = {
            clean(label).casefold(): question.id
            for question in self.questions.values()
            for label in question.label.values()
        }

    def value(self, entry: PlanEntry) -> str | None:
        """What an entry says; None where it cannot be read, which is an error."""
        value = self._read(entry.what, entry.typed)
        if value is None and entry.typed != entry.proposal:
            self._tell(entry, self._choices(entry.what))
        return value

    def proposal(self, entry: PlanEntry) -> str | None:
        """What the proposal beside an entry says, in the words of the entry where it is equal."""
        if entry.what == "whose" and name_key(entry.typed) == name_key(entry.proposal):
            return entry.typed
        if entry.what == "same_as" and name_key(entry.typed) == name_key(entry.key):
            return entry.typed
        return self._read(entry.what, entry.proposal) if entry.proposal else None

    def _read(self, what: str, typed: str) -> str | None:
        folded = clean(typed).casefold()
        if what in {"whose", "same_as", "short"}:
            return typed
        if what == "header_row":
            return _row_number(typed)
        if what == "question":
            return self._criterion(typed, folded)
        found = _words(what).get(folded)
        # A column may be said to answer a criterion, where questions stand side by side.
        return found or (self._criterion(typed, folded) if what == "column" else None)

    def _criterion(self, typed: str, folded: str) -> str | None:
        if _words("column").get(folded) == UNUSED:
            return UNUSED
        in_brackets = typed.strip().removesuffix(")").rpartition("(")[2].strip()
        for id in (typed.strip(), in_brackets):
            if id in self.questions:
                return id
        return self.labels.get(folded)

    def _choices(self, what: str) -> list[str]:
        if what == "header_row":
            return ["1, 2, 3 ..."]
        offered = [] if what == "question" else list(_words(what))
        if what in {"question", "column"}:
            offered += list(self.questions)
        return offered

    def replacement(self, entry: PlanEntry) -> Iterator[Supersedes]:
        """A file that replaces another; an error where one of them is missing."""
        if not entry.file or not entry.key:
            self._tell(entry, [])
            return
        day = _day(entry.date)
        reason = entry.reason if day is not None else f"{entry.reason} {entry.date}".strip()
        yield Supersedes(
            file=entry.file, replaces=entry.key, reason=reason, date=day, source=entry.source
        )

    def _tell(self, entry: PlanEntry, choices: Sequence[str]) -> None:
        shown = both("plan.both_files") if entry.what == "replaces" else ", ".join(choices[:12])
        near = nearest_texts(entry.typed, choices)
        self.findings.append(
            Finding(
                code="plan-unreadable",
                severity=Severity.ERROR,
                source=entry.source,
                found=entry.typed,
                values={"choices": shown, "near": did_you_mean(near)},
            )
        )


@cache
def _words(what: str) -> dict[str, str]:
    """The words that may stand in a cell, folded, with what they say."""
    keys: dict[str, str] = {}
    if what == "use":
        keys = {"plan.use.yes": "yes", "plan.use.no": "no"}
    elif what == "vendor":
        keys = {"plan.is_vendor.yes": "yes", "plan.is_vendor.no": "no"}
    elif what == "layout":
        keys = {f"plan.layout.{name}": name for name in LAYOUTS}
    elif what == "column":
        keys = {f"plan.role.{role}": role for role in ROLES}
    if what in {"use", "vendor"}:
        keys |= {"questionnaire.yes": "yes", "questionnaire.no": "no"}
    words = {
        clean(text(key, lang)).casefold(): value
        for key, value in keys.items()
        for lang in languages()
    }
    return words | {value: value for value in keys.values()}


def _row_number(typed: str) -> str | None:
    try:
        number = float(clean(typed))
    except ValueError:
        return None
    return f"{number:.0f}" if number.is_integer() and 1 <= number <= MAX_ROWS else None


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed[:10])
    except ValueError:
        return None
