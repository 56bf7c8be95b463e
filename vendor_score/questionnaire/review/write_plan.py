"""Write the reading plan into the review workbook: what was read, and cells to correct it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vendor_score.questionnaire.review.plan_entries import (
    FIRST_ROW,
    KEYS,
    PlanEntry,
    place_of,
    shown_criterion,
    text_key,
)
from vendor_score.questionnaire.template import lines_in
from vendor_score.reading_plan import (
    LAYOUTS,
    LEFT_OUT,
    OF_NAMES,
    OF_SHEETS,
    ROLES,
    PlannedName,
    SheetPlan,
)
from vendor_score.records import Answers, Question
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_plan_sheets"]

_INTRO_ROW, _HEAD_ROW, _FIRST = 1, 2, FIRST_ROW - 1  # counted from 0
_LISTS = "_plan_lists"
_MOST_ROWS = 10_000
_SPARE_ROWS = 20  # empty rows for files that replace others
_CELL = 32_767
_LINE, _MOST_LINES = 14.5, 6
_WIDTHS = {
    "file": 24, "sheet": 16, "column": 8, "heading": 30, "filled": 8, "use_now": 13, "use": 15,
    "whose_now": 20, "why": 20, "whose": 20, "layout_now": 18, "layout": 20,
    "header_row_now": 10, "header_row": 10, "vendor_name": 28, "files": 36, "vendor_now": 24,
    "vendor": 16, "same_as": 26, "short": 14, "question_text": 48, "where": 34,
    "question_now": 34, "how": 16, "question": 34, "replaced_by": 36, "replaced": 36,
    "reason": 28, "name": 12, "date": 12,
}  # fmt: skip
_OPEN = {
    "plan:sheets": {*OF_SHEETS, "reason", "name", "date"},
    "plan:names": {*OF_NAMES, "reason", "name", "date"},
    "plan:questions": {"question", "reason", "name", "date"},
    "plan:replaced": {"replaced_by", "replaced", "reason", "date"},
}
_OF_SHEET_ALONE = {"whose", "layout", "header_row"}
_FROZEN = {"plan:sheets": "heading", "plan:names": "files", "plan:questions": "where"}
_HOW = ("near", "mapped", "exact", "id")
"""How a question was recognised, those first that want a look."""

Row = dict[str, str]


def write_plan_sheets(  # noqa: PLR0913 - all but what is written is given by name
    book: Workbook,
    answers: Answers,
    questions: Sequence[Question],
    *,
    lang: Lang,
    styles: Mapping[str, Any],
    entries: Iterable[PlanEntry] = (),
) -> None:
    """Add the sheets of the plan, with everything that was entered before.

    Parameters
    ----------
    book
        The review workbook.
    answers
        With the plan by which they were read.
    questions
        All questions of the criteria, which questions of the files can be said to ask.
    lang
        Language of the words.
    styles
        Of cells, by name, as the other sheets of the workbook have them.
    entries
        Of earlier reviews. Beside an entry stands what was proposed when it was made.
    """
    if not answers.plan:
        return
    writer = _PlanWriter(
        book=book,
        answers=answers,
        questions={question.id: question for question in questions},
        lang=lang,
        entries={entry.place: entry for entry in entries},
        styles=styles,
    )
    for kind, rows in (
        ("plan:sheets", writer.sheet_rows()),
        ("plan:names", writer.name_rows()),
        ("plan:questions", writer.question_rows()),
        ("plan:replaced", writer.replaced_rows()),
    ):
        writer.write(kind, list(rows)[:_MOST_ROWS])
    writer.write_lists()


@dataclass(kw_only=True)
class _PlanWriter:
    book: Workbook
    answers: Answers
    questions: Mapping[str, Question]
    lang: Lang
    entries: dict[tuple[str, ...], PlanEntry]
    styles: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        return text(f"plan.{key}", self.lang, **values)

    # The rows of each sheet.

    def sheet_rows(self) -> Iterator[Row]:
        """A row for each sheet, and below it one for each of its columns."""
        for plan in self.answers.plan:
            yield self._sheet_row(plan)
            for column in plan.columns:
                row = {
                    "file": plan.file,
                    "sheet": plan.sheet,
                    "column": column.column,
                    "heading": column.heading,
                    "filled": str(column.filled),
                    "use_now": self.say(f"role.{column.role}"),
                }
                place = place_of("column", plan.file, plan.sheet, column.column)
                yield self._entered(row, {"use": place})
        sheets = [entry for entry in self.entries.values() if entry.file or entry.sheet]
        for entry in [one for one in sheets if one.what != "replaces"]:
            row = {"file": entry.file, "sheet": entry.sheet}
            if entry.what == "column":
                row |= {"column": entry.key, "heading": entry.heading}
            key = "use" if entry.what == "column" else entry.what
            yield self._entered(row, {key: entry.place})

    def _sheet_row(self, plan: SheetPlan) -> Row:
        whose = [vendor for vendor, _ in plan.whose]
        why = dict.fromkeys(self.say(f"why.{reason}") for _, reason in plan.whose)
        joint = text("language.list_joint", self.lang)
        row = {
            "file": plan.file,
            "sheet": plan.sheet,
            "heading": self._counts(plan),
            "filled": str(plan.answers) if plan.answers else "",
            "use_now": self._use(plan),
            "whose_now": joint.join(whose),
            "why": joint.join(why),
            "layout_now": self.say(f"layout.{plan.layout}"),
            "header_row_now": ", ".join(map(str, plan.headers)),
        }
        places: dict[str, tuple[str, ...]] = {
            key: place_of(key, plan.file, plan.sheet) for key in OF_SHEETS
        }
        return self._entered(row, places)

    def _use(self, plan: SheetPlan) -> str:
        if plan.layout == LEFT_OUT:
            return self.say("use.no")
        return self.say("use.hidden" if plan.hidden else "use.yes")

    def _counts(self, plan: SheetPlan) -> str:
        if plan.layout in {"none", LEFT_OUT}:
            return self.say("whole_sheet")
        told = self.say(
            "counts",
            matched=len({question.criterion for question in plan.questions}),
            near=sum(question.how == "near" for question in plan.questions),
            unmatched=plan.unmatched,
            answers=plan.answers,
        )
        return f"{self.say('whole_sheet')}\n{told}"

    def name_rows(self) -> Iterator[Row]:
        """A row for each name that was met, vendors first."""
        for planned in self.answers.names:
            row = {
                "vendor_name": planned.name,
                "files": text("language.list_joint", self.lang).join(planned.files),
                "vendor_now": self.say(f"is_vendor.{_state(planned)}"),
            }
            yield self._name_row(row)
        for entry in list(self.entries.values()):
            if entry.what in OF_NAMES and entry.place in self.entries:
                yield self._name_row({"vendor_name": entry.key})

    def _name_row(self, row: Row) -> Row:
        places: dict[str, tuple[str, ...]] = {
            key: place_of(key, key=row["vendor_name"]) for key in OF_NAMES
        }
        return self._entered(row, places)

    def question_rows(self) -> Iterator[Row]:
        """A row for each question as it is printed, those not recognised first."""
        met: dict[str, _Met] = {}
        for plan in self.answers.plan:
            for told, cell in plan.others:
                met.setdefault(text_key(told), _Met(told)).add(plan, cell)
            for question in plan.questions:
                one = met.setdefault(text_key(question.text), _Met(question.text))
                one.add(plan, question.cell)
                one.criteria.setdefault(question.criterion, question.how)
        for one in sorted(met.values(), key=_Met.order):
            yield self._question_row(one)
        for entry in list(self.entries.values()):
            if entry.what == "question" and entry.place in self.entries:
                yield self._question_row(_Met(entry.key))

    def _question_row(self, met: _Met) -> Row:
        known = [self.questions[id] for id in met.criteria if id in self.questions]
        how = next(iter(met.criteria.values()), "none")
        row = {
            "question_text": met.text,
            "where": met.where(self.lang),
            "question_now": "\n".join(shown_criterion(one, self.lang) for one in known)
            or self.say("no_criterion"),
            "how": self.say(f"how.{how}"),
        }
        return self._entered(row, {"question": place_of("question", key=met.text)})

    def replaced_rows(self) -> Iterator[Row]:
        """The files that replace others, as entered before, and empty rows for more."""
        for entry in [one for one in self.entries.values() if one.what == "replaces"]:
            row = {"replaced_by": entry.file, "replaced": entry.key}
            yield row | {"reason": entry.reason, "date": entry.date}
        yield from ({} for _ in range(_SPARE_ROWS))

    def _entered(self, row: Row, places: Mapping[str, tuple[str, ...]]) -> Row:
        """The row with what was entered for it, and the proposals that was entered against."""
        for key, place in places.items():
            entry = self.entries.pop(place, None)
            if entry is None:
                continue
            row[key] = entry.typed
            if f"{key}_now" in _WIDTHS:
                row[f"{key}_now"] = entry.proposal
            if entry.heading and row.get("column"):
                row["heading"] = entry.heading
            for ground in ("reason", "name", "date"):
                row[ground] = row.get(ground) or getattr(entry, ground)
        return row

    # Writing.

    def write(self, kind: str, rows: Sequence[Row]) -> None:
        """Add a sheet with its hidden keys, an explanation, headings and rows."""
        name = kind.removeprefix("plan:")
        sheet = self.book.add_worksheet(self.say(f"tab.{name}"))
        keys = KEYS[kind]
        for column, key in enumerate(keys):
            sheet.write_string(0, column, key)
            sheet.set_column(column, column, _WIDTHS.get(key, 4), None, {"hidden": column == 0})
            head = "" if column == 0 else self.say(f"head.{key}")
            sheet.write_string(_HEAD_ROW, column, head, self.styles["head"])
        sheet.set_row(0, None, None, {"hidden": True})
        intro = self.say(f"intro.{name}")
        wide = sum(_WIDTHS.get(key, 0) for key in keys[1:8])
        sheet.merge_range(_INTRO_ROW, 1, _INTRO_ROW, min(7, len(keys) - 1), intro)
        sheet.write_string(_INTRO_ROW, 1, intro, self.styles["intro"])
        sheet.set_row(_INTRO_ROW, _LINE * lines_in(intro, wide))
        sheet.set_row(_HEAD_ROW, 2 * _LINE)
        for at, row in enumerate(rows, _FIRST):
            self._write_row(sheet, kind, at, row)
        last = max(_FIRST, _FIRST + len(rows) - 1)
        self._offer(sheet, kind, last, rows)
        self._finish(sheet, kind, last)

    def _write_row(self, sheet: Worksheet, kind: str, at: int, row: Row) -> None:
        is_column = bool(row.get("column"))
        lines = 1
        for column, key in enumerate(KEYS[kind]):
            shown = row.get(key, "")[:_CELL]
            style = "cell"
            if key in _OPEN[kind]:
                style = "closed" if is_column and key in _OF_SHEET_ALONE else "open"
            elif kind == "plan:sheets" and not is_column:
                style = "whole"
            if shown:
                sheet.write_string(at, column, shown, self.styles[style])
                lines = max(lines, lines_in(shown, _WIDTHS.get(key, 8)))
            else:
                sheet.write_blank(at, column, None, self.styles[style])
        sheet.set_row(at, _LINE * min(lines, _MOST_LINES))

    def _offer(self, sheet: Worksheet, kind: str, last: int, rows: Sequence[Row]) -> None:
        """The drop-down lists; where a name may be typed, others are taken as well."""
        keys = KEYS[kind]
        if kind == "plan:sheets":
            roles = [self.say(f"role.{role}") for role in ROLES]
            uses = [self.say("use.yes"), self.say("use.no")]
            for at, row in enumerate(rows, _FIRST):
                words = roles if row.get("column") else uses
                self._list(sheet, keys.index("use"), at, at, words)
            layouts = [self.say(f"layout.{name}") for name in LAYOUTS]
            self._list(sheet, keys.index("layout"), _FIRST, last, layouts)
            self._range(sheet, keys.index("whose"), last, "A")
        elif kind == "plan:names":
            said = [self.say("is_vendor.yes"), self.say("is_vendor.no")]
            self._list(sheet, keys.index("vendor"), _FIRST, last, said)
            self._range(sheet, keys.index("same_as"), last, "A")
        elif kind == "plan:questions":
            self._range(sheet, keys.index("question"), last, "B")
        else:
            for key in ("replaced_by", "replaced"):
                self._range(sheet, keys.index(key), last, "C")

    @staticmethod
    def _list(sheet: Worksheet, column: int, first: int, last: int, words: list[str]) -> None:
        sheet.data_validation(first, column, last, column, {"validate": "list", "source": words})

    def _range(self, sheet: Worksheet, column: int, last: int, letter: str) -> None:
        """A list from a column of the hidden sheet; only of criteria nothing else is taken."""
        count = max(len(self._offered[letter]), 1)
        source = f"='{_LISTS}'!${letter}$1:${letter}${count}"
        offered = {"validate": "list", "source": source, "show_error": letter == "B"}
        sheet.data_validation(_FIRST, column, last, column, offered)

    def _finish(self, sheet: Worksheet, kind: str, last: int) -> None:
        keys = KEYS[kind]
        sheet.autofilter(_HEAD_ROW, 1, last, len(keys) - 1)
        sheet.freeze_panes(_FIRST, keys.index(_FROZEN[kind]) if kind in _FROZEN else 0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        allowed = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        sheet.protect("", allowed)

    def write_lists(self) -> None:
        """The hidden sheet with what the long drop-down lists offer."""
        sheet = self.book.add_worksheet(_LISTS)
        for column, words in enumerate(self._offered.values()):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.very_hidden()

    @cached_property
    def _offered(self) -> dict[str, list[str]]:
        """What is offered, by the column of the hidden sheet: names, criteria, files."""
        others = [name.name for name in self.answers.names if not name.is_vendor]
        criteria = [shown_criterion(one, self.lang) for one in self.questions.values()]
        return {
            "A": list(dict.fromkeys((*self.answers.vendors, *others))),
            "B": [*criteria, self.say("role.unused")],
            "C": list(dict.fromkeys(plan.file for plan in self.answers.plan)),
        }


@dataclass(slots=True)
class _Met:
    """A printed question with the criteria it was taken for, and where it stands."""

    text: str
    criteria: dict[str, str] = field(default_factory=dict)
    places: int = 0
    first: str = ""

    def add(self, plan: SheetPlan, cell: str) -> None:
        self.places += 1
        self.first = self.first or " › ".join(p for p in (plan.file, plan.sheet, cell) if p)

    def where(self, lang: Lang) -> str:
        if self.places < 2:  # noqa: PLR2004 - one place, or none any more
            return self.first
        return text("plan.more_places", lang, place=self.first, count=self.places - 1)

    def order(self) -> int:
        if not self.criteria:
            return -1
        return min(_HOW.index(how) for how in self.criteria.values())


def _state(planned: PlannedName) -> str:
    if planned.is_vendor:
        return "yes"
    return "unsure" if planned.is_unsure else "no"
