"""The judgement sheet: levels that the buyer's assessors give, a column for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.review.page import FIRST_ROW, HEAD_ROW, ReviewPage, finish
from vendor_score.questionnaire.review.records import ASSESSORS, JudgedLevel, Review
from vendor_score.questionnaire.template_marks import JUDGEMENT_SHEET
from vendor_score.records import Answers, Question

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_judgement_sheet"]

_LEVEL_1 = 6
_JUDGED = (
    "criterion_id", "vendor", "criterion", "levels", "mean", "spread",
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
        sheet=book.add_worksheet(JUDGEMENT_SHEET), page=page, kept=_kept(previous)
    )
    writer.write_head(next((r.assessors for r in previous if any(r.assessors)), ()))
    row = FIRST_ROW
    for question in judged:
        for vendor in answers.vendors:
            writer.write_row(row, vendor, question)
            row += 1
    writer.sheet.freeze_panes(FIRST_ROW, _LEVEL_1)
    finish(writer.sheet)


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
    kept: Mapping[tuple[str, str, int], JudgedLevel]

    def write_head(self, names: Sequence[str]) -> None:
        sheet = self.sheet
        heads = [self.page.say("review.vendor"), self.page.say("review.criterion")]
        heads += [
            self.page.say("judged.levels"),
            self.page.say("judged.mean"),
            self.page.say("judged.spread"),
        ]
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
            sheet.set_column(at, at, 12)
            sheet.set_column(at + 1, at + 1, 24)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, 4, None, {"hidden": True})
        sheet.set_column(1, 2, 18)
        sheet.set_column(3, 3, 40)

    def write_row(self, row: int, vendor: str, question: Question) -> None:
        sheet = self.sheet
        described = [f"{n} {label.text(self.page.lang)}" for n, label in enumerate(question.levels)]
        told = (question.id, vendor, question.label.text(self.page.lang), "\n".join(described))
        for column, shown in enumerate(told):
            sheet.write_string(row, column, shown, self.page.styles["cell"])
        sheet.set_row(row, 14 * max(len(described), 1) + 4)
        self._write_mean_and_spread(row, vendor, question)
        for slot in range(1, ASSESSORS + 1):
            at = _LEVEL_1 + 2 * (slot - 1)
            self._write_level(row, at, self.kept.get((vendor, question.id, slot)))
            rule = self._level_rule(len(question.levels) - 1)
            sheet.data_validation(row, at, row, at, rule)

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
        self.sheet.write_formula(row, 4, f'=IF(COUNT({cells}),AVERAGE({cells}),"")', style, mean)
        self.sheet.write_formula(
            row, 5, f'=IF(COUNT({cells}),MAX({cells})-MIN({cells}),"")', style, spread
        )
