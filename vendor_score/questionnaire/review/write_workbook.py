"""Write the review workbook: answers, judged criteria, and the plan by which files were read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_score.findings import Finding, Severity
from vendor_score.kinds import kind_of
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.questionnaire.review.offer_rows import write_offer_rows
from vendor_score.questionnaire.review.overrides import (
    ASSESSORS,
    COLUMNS,
    Entry,
    JudgedLevel,
    Review,
    fingerprint,
)
from vendor_score.questionnaire.review.write_plan import write_plan_sheets
from vendor_score.questionnaire.template import (
    FIXED_DATE,
    JUDGEMENT_SHEET,
    REVIEW_SHEET,
    lines_in,
    write_marks,
)
from vendor_score.records import Answer, Answers, AnswerState, Question
from vendor_score.wording import FALLBACK, Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["review_workbook"]

HEAD_ROW, FIRST_ROW = 1, 2  # row 0 holds the column keys and is hidden


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """The language and the cell styles of a review workbook."""

    lang: Lang
    styles: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        return text(f"questionnaire.{key}", self.lang, **values)


def review_styles(book: Workbook) -> dict[str, Any]:
    base = {"valign": "top", "text_wrap": True, "font_size": 10, "border": 1}
    base["border_color"] = "#D0D5DD"
    open_cell = base | {"bg_color": "#FFFBE6", "locked": False}
    head = base | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
    return {
        "head": book.add_format(head),
        "name": book.add_format(open_cell | {"bold": True}),
        "cell": book.add_format(base),
        "error": book.add_format(base | {"bg_color": "#FDE8E7"}),
        "warning": book.add_format(base | {"bg_color": "#FFF1DB"}),
        "info": book.add_format(base),
        "open": book.add_format(open_cell | {"num_format": "@"}),
        "level": book.add_format(open_cell),
        # not against the words of the next column, of which it would seem a part
        "figure": book.add_format(base | {"num_format": "0.0", "align": "center"}),
        "closed": book.add_format(base | {"bg_color": "#F2F4F7"}),
        "whole": book.add_format(base | {"bold": True, "bg_color": "#EAF0F8"}),
        "intro": book.add_format(
            {"valign": "top", "text_wrap": True, "font_size": 10, "italic": True}
        ),
    }


_PRINT_SCALE = 72  # of 10 points: a row fills two sheets of A4 across and can still be read


def finish(sheet: Worksheet, page: ReviewPage, *, names: tuple[int, int], second: int) -> None:
    """Set up print and protection.

    A printed row takes two pages: what was read, and from column ``second`` what the buyer enters,
    each beside the columns ``names`` that say whose row it is.
    """
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    sheet.repeat_rows(HEAD_ROW)
    sheet.repeat_columns(*names)
    sheet.set_v_pagebreaks([second])
    sheet.print_across()
    sheet.set_footer("&L&A&C" + page.say("page"))
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )


# The judgement sheet: levels that the buyer's assessors give, a column for each of them.

_LEVEL_1 = 7
_MEAN = 5
_JUDGED_WIDTHS = (4, 14, 16, 58, 42, 8, 8)
_JUDGED = (
    "criterion_id", "vendor", "criterion", "answer", "levels", "mean", "spread",
    *(f"{key}_{slot}" for slot in range(1, ASSESSORS + 1) for key in ("level", "reason")),
)  # fmt: skip


def write_judgement_sheet(
    book: Workbook,
    answers: Answers,
    questions: Sequence[Question],
    page: ReviewPage,
    previous: Sequence[Review],
) -> None:
    """Add the sheet, a row per judged criterion and vendor, with levels given before kept."""
    judged = [question for question in questions if kind_of(question.kind).is_judged]
    if not judged:
        return
    writer = _JudgementSheet(
        sheet=book.add_worksheet(JUDGEMENT_SHEET),
        page=page,
        answers=answers,
        kept=_kept(previous),
    )
    writer.write_head(next((r.assessors for r in previous if any(r.assessors)), ()))
    row = FIRST_ROW
    for question in judged:
        for vendor in answers.vendors:
            writer.write_row(row, vendor, question)
            row += 1
    writer.sheet.freeze_panes(FIRST_ROW, _JUDGED.index("answer"))
    finish(writer.sheet, page, names=(1, 2), second=_LEVEL_1)


def _kept(previous: Sequence[Review]) -> dict[tuple[str, str, int], JudgedLevel]:
    return {
        (level.vendor, level.criterion, level.slot): level
        for review in previous
        for level in review.levels
    }


@dataclass(frozen=True, kw_only=True)
class _JudgementSheet:
    sheet: Worksheet
    page: ReviewPage
    answers: Answers
    kept: Mapping[tuple[str, str, int], JudgedLevel]

    def write_head(self, names: Sequence[str]) -> None:
        sheet = self.sheet
        heads = [self.page.say(f"review.{key}") for key in ("vendor", "criterion", "answer")]
        heads += [self.page.say(f"judged.{key}") for key in ("levels", "mean", "spread")]
        for column, key in enumerate(_JUDGED):
            sheet.write_string(0, column, key)
        sheet.write_string(HEAD_ROW, 0, "criterion_id", self.page.styles["head"])
        for column, head in enumerate(heads, 1):
            sheet.write_string(HEAD_ROW, column, head, self.page.styles["head"])
        for slot in range(1, ASSESSORS + 1):
            at = _LEVEL_1 + 2 * (slot - 1)
            named = names[slot - 1] if len(names) >= slot else ""
            shown = named or self.page.say("judged.assessor", number=slot)
            sheet.write_string(HEAD_ROW, at, shown, self.page.styles["name"])
            sheet.write_string(
                HEAD_ROW, at + 1, self.page.say("judged.reason"), self.page.styles["head"]
            )
            sheet.set_column(at, at, 10)
            sheet.set_column(at + 1, at + 1, 13)
        sheet.set_row(HEAD_ROW, 2 * _LINE_HEIGHT)
        sheet.set_row(0, None, None, {"hidden": True})
        for column, wide in enumerate(_JUDGED_WIDTHS):
            sheet.set_column(column, column, wide, None, {"hidden": column == 0})

    def write_row(self, row: int, vendor: str, question: Question) -> None:
        sheet = self.sheet
        described = [f"{n} {label.text(self.page.lang)}" for n, label in enumerate(question.levels)]
        told = (
            question.id,
            vendor,
            question.label.text(self.page.lang),
            self._words(self.answers.of(vendor, question.id)),
            "\n".join(described),
        )
        for column, shown in enumerate(told):
            sheet.write_string(row, column, shown[:_CELL_LIMIT], self.page.styles["cell"])
        lines = (lines_in(shown, _JUDGED_WIDTHS[at]) for at, shown in enumerate(told) if at)
        sheet.set_row(row, _LINE_HEIGHT * min(max(lines), _MOST_LINES) + 4)
        self._write_mean_and_spread(row, vendor, question)
        for slot in range(1, ASSESSORS + 1):
            at = _LEVEL_1 + 2 * (slot - 1)
            self._write_level(row, at, self.kept.get((vendor, question.id, slot)))
            rule = self._level_rule(len(question.levels) - 1)
            sheet.data_validation(row, at, row, at, rule)

    def _words(self, answer: Answer) -> str:
        """What the vendor wrote and where, to be judged without opening the vendor's file."""
        by_judges = {judgement.source for judgement in answer.judgements}
        written = "" if answer.source in by_judges else answer.text.strip()
        if not (written or answer.remarks or answer.evidence_text):
            return text("terms.state.blank", self.page.lang)
        parts = [written, *_beside(answer, self.page)]
        if answer.source not in by_judges:
            parts.append(f"[{answer.source}]")
        return "\n".join(part for part in parts if part)

    def _level_rule(self, highest: int) -> dict[str, Any]:
        told = self.page.say("judged.pick", highest=highest, levels=self.page.say("judged.levels"))
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": highest,
            "input_message": told,
            "error_message": told,
        }

    def _write_level(self, row: int, at: int, level: JudgedLevel | None) -> None:
        sheet = self.sheet
        style = self.page.styles["level"]
        if level is None or level.level is None:
            sheet.write_blank(row, at, None, style)
        elif level.level.number is not None:
            sheet.write_number(row, at, level.level.number, style)
        else:
            sheet.write_string(row, at, level.level.text, style)
        sheet.write_string(row, at + 1, level.reason if level else "", self.page.styles["open"])

    def _write_mean_and_spread(self, row: int, vendor: str, question: Question) -> None:
        """Live formulas, with their present values stored for viewers that do not calculate."""
        levels = [
            level.level.number
            for slot in range(1, ASSESSORS + 1)
            if (level := self.kept.get((vendor, question.id, slot)))
            and level.level is not None
            and level.level.number is not None
        ]
        cells = ",".join(f"{chr(65 + _LEVEL_1 + 2 * n)}{row + 1}" for n in range(ASSESSORS))
        mean = sum(levels) / len(levels) if levels else ""
        spread = max(levels) - min(levels) if levels else ""
        style = self.page.styles["figure"]
        self.sheet.write_formula(
            row, _MEAN, f'=IF(COUNT({cells}),AVERAGE({cells}),"")', style, mean
        )
        self.sheet.write_formula(
            row, _MEAN + 1, f'=IF(COUNT({cells}),MAX({cells})-MIN({cells}),"")', style, spread
        )


# Write the review workbook: a row per vendor and criterion, and a sheet for judged criteria.

_HIDDEN = {"criterion_id", "answer_mark", "entry_mark"}
_OPEN = {"corrected", "reason", "basis", "name", "date", "seen", "still_holds"}
# The widths before `question` fill one printed page in any of the usual fonts, the rest another.
_WIDTHS = {
    "vendor": 14, "criterion": 14, "stake": 8, "answer": 24, "beside": 18, "reading": 12,
    "state": 9, "where": 13, "finding": 16, "fix": 20,
    "question": 24, "corrected": 20, "reason": 26, "basis": 10, "name": 10, "date": 10,
    "seen": 9, "still_holds": 10,
}  # fmt: skip
_CELL_LIMIT = 32_767
_LINE_HEIGHT, _MOST_LINES = 14.5, 28


def review_workbook(  # noqa: PLR0913 - all but what is reviewed is given by name
    answers: Answers,
    questions: Sequence[Question],
    *,
    lang: Lang = FALLBACK,
    previous: Sequence[Review] = (),
    stakes: Mapping[tuple[str, str], float] | None = None,
    offers: Sequence[Mapping[str, str | float]] = (),
) -> bytes:
    """The review workbook as bytes, with everything entered in ``previous`` reviews kept.

    ``stakes`` says by vendor and criterion how many points of a score another answer could change:
    doubtful rows come first, and among them those with most at stake. ``offers`` are the rows
    proposed for prices in words.

    An entry made against an answer that has changed since keeps the mark of the old answer, so
    that it stays stale until the buyer says that it still holds.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": FIXED_DATE})
        writer = _ReviewWriter(
            answers=answers,
            questions=tuple(questions),
            page=ReviewPage(lang=lang, styles=review_styles(book)),
            stakes=stakes or {},
        )
        writer.write_review(book, [e for review in previous for e in review.entries])
        write_judgement_sheet(book, answers, writer.questions, writer.page, previous)
        entries = [entry for review in previous for entry in review.plan]
        write_plan_sheets(
            book, answers, writer.questions, lang=lang, styles=writer.page.styles, entries=entries
        )
        confirmed = [row for review in previous for row in review.offers]
        write_offer_rows(book, offers, confirmed, lang=lang, styles=writer.page.styles)
        write_marks(book, "review")
    return buffer.getvalue()


@dataclass(frozen=True, kw_only=True)
class _ReviewWriter:
    answers: Answers
    questions: tuple[Question, ...]
    page: ReviewPage
    stakes: Mapping[tuple[str, str], float]

    def write_review(self, book: Workbook, entries: Sequence[Entry]) -> None:
        sheet = book.add_worksheet(REVIEW_SHEET)
        self._write_review_head(sheet)
        kept = {(entry.vendor, entry.criterion): entry for entry in entries}
        row = FIRST_ROW
        for cells, severity in sorted(self._review_rows(kept), key=self._urgency):
            self._write_row(sheet, row, cells, severity or Severity.INFO)
            row += 1
        last = max(row - 1, FIRST_ROW)
        self._offer(sheet, last, "basis", ("phone", "mail", "visit", "document"))
        for column in ("seen", "still_holds"):
            at = COLUMNS.index(column)
            choices = {"validate": "list", "source": [self.page.say("yes"), self.page.say("no")]}
            sheet.data_validation(FIRST_ROW, at, last, at, choices)
        sheet.autofilter(HEAD_ROW, len(_HIDDEN), last, len(COLUMNS) - 1)
        sheet.freeze_panes(FIRST_ROW, COLUMNS.index("stake"))
        names = (COLUMNS.index("vendor"), COLUMNS.index("criterion"))
        finish(sheet, self.page, names=names, second=COLUMNS.index("question"))

    def _urgency(self, row: tuple[Mapping[str, str], Severity | None]) -> tuple[int, float]:
        """Errors, warnings, notes, the rest; in each those first with most points at stake."""
        cells, severity = row
        order = list(Severity)
        at = len(order) if severity is None else order.index(severity)
        return at, -self.stakes.get((cells["vendor"], cells["criterion_id"]), 0.0)

    def _write_review_head(self, sheet: Worksheet) -> None:
        for column, key in enumerate(COLUMNS):
            sheet.write_string(0, column, key)
            hidden = key in _HIDDEN
            sheet.set_column(column, column, _WIDTHS.get(key, 8), None, {"hidden": hidden})
            head = key if hidden else self.page.say(f"review.{key}")
            sheet.write_string(HEAD_ROW, column, head, self.page.styles["head"])
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(HEAD_ROW, 2 * _LINE_HEIGHT)
        for key, said in (("corrected", "review.intro"), ("stake", "review.stake_means")):
            sheet.write_comment(HEAD_ROW, COLUMNS.index(key), self.page.say(said), {"x_scale": 2})

    def _review_rows(
        self, kept: dict[tuple[str, str], Entry]
    ) -> Iterator[tuple[dict[str, str], Severity | None]]:
        noted = _by_answer(self.answers.findings)
        kept = dict(kept)
        for vendor in self.answers.vendors:
            for question in self.questions:
                if kind_of(question.kind).is_judged:
                    continue
                answer = self.answers.of(vendor, question.id)
                entry = kept.pop((vendor, question.id), None)
                findings = noted.get((vendor, question.id), [])
                cells = self._told(vendor, question, answer, findings)
                worst = min((f.severity for f in findings), key=list(Severity).index, default=None)
                yield cells | self._entered(entry, answer), worst
        for entry in kept.values():
            cells = {"criterion_id": entry.criterion, "vendor": entry.vendor}
            cells |= self._entered(entry, None) | {"finding": self.page.say("review.orphan")}
            yield cells, Severity.WARNING

    def _told(
        self, vendor: str, question: Question, answer: Answer, findings: Sequence[Finding]
    ) -> dict[str, str]:
        reading = answer.reading if answer.state is AnswerState.ANSWERED else None
        return {
            "criterion_id": question.id,
            "answer_mark": fingerprint(answer),
            "vendor": vendor,
            "criterion": question.label.text(self.page.lang),
            "question": question.text.text(self.page.lang),
            "answer": answer.text,
            "beside": "\n".join(_beside(answer, self.page)),
            "reading": shown_reading(reading, question, self.page.lang),
            "state": text(f"terms.state.{answer.state.value}", self.page.lang),
            "where": str(answer.source),
            "finding": "\n".join(finding.title(self.page.lang) for finding in findings),
            "fix": "\n".join(finding.fix(self.page.lang) for finding in findings),
        }

    def _entered(self, entry: Entry | None, answer: Answer | None) -> dict[str, str]:
        if entry is None:
            return {}
        cells = {key: getattr(entry, key) for key in ("reason", "basis", "name", "date", "seen")}
        cells["corrected"] = entry.corrected.text if entry.corrected else ""
        if answer is None or entry.mark != fingerprint(answer):
            cells["entry_mark"] = entry.mark
        if answer is not None and entry.mark != fingerprint(answer):
            column = self.page.say("review.still_holds")
            cells["finding"] = self.page.say(
                "review.stale", yes=self.page.say("yes"), column=column
            )
        return cells

    def _write_row(
        self, sheet: Worksheet, row: int, cells: Mapping[str, str], severity: Severity
    ) -> None:
        sheet.set_row(row, _LINE_HEIGHT * _lines(cells))
        for column, key in enumerate(COLUMNS):
            style = "open" if key in _OPEN else "cell"
            if key in {"finding", "fix"} and cells.get(key):
                style = severity.value
            shown = cells.get(key, "")[:_CELL_LIMIT]
            if key == "stake":
                stake = self.stakes.get((cells["vendor"], cells["criterion_id"]), 0.0)
                sheet.write_number(row, column, round(stake, 1), self.page.styles["figure"])
            elif shown:
                sheet.write_string(row, column, shown, self.page.styles[style])
            else:
                sheet.write_blank(row, column, None, self.page.styles[style])

    def _offer(self, sheet: Worksheet, last: int, column: str, keys: Sequence[str]) -> None:
        at = COLUMNS.index(column)
        words = [self.page.say(f"review.{column}.{key}") for key in keys]
        offered = {"validate": "list", "source": words, "show_error": False}
        sheet.data_validation(FIRST_ROW, at, last, at, offered)


def _beside(answer: Answer, page: ReviewPage) -> Iterator[str]:
    """What the vendor wrote beside the answer."""
    for key, told in (("evidence", answer.evidence_text), ("remarks", answer.remarks)):
        if told:
            yield page.say(f"review.beside.{key}", told=told)


def _lines(cells: Mapping[str, str]) -> int:
    """How many lines the fullest cell of a row takes."""
    wanted = (lines_in(shown, _WIDTHS[key]) for key, shown in cells.items() if key in _WIDTHS)
    return min(max(wanted, default=1), _MOST_LINES)


def _by_answer(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    noted: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.vendor is not None and finding.criterion is not None:
            noted.setdefault((finding.vendor, finding.criterion), []).append(finding)
    return noted
