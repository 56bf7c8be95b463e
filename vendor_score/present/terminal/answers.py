"""Changes of answers in the words of the terminal: labels for options, units after numbers."""

from __future__ import annotations

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.robustness.records import AnswerChange
from vendor_score.wording import Lang, has, text

__all__ = ["change_words"]


def change_words(change: AnswerChange, criterion: Criterion, lang: Lang) -> str:
    """``First response 26 → 17.5 s``; of a list what is added to it."""
    label = criterion.label.text(lang)
    before, after = change.before, change.said
    if isinstance(after, tuple):
        held = before if isinstance(before, tuple) else ()
        added = [_option(item, criterion, lang) for item in after if item not in held]
        return f"{label} + {text('language.list_joint', lang).join(added)}"
    shown = _answer(before, criterion, lang)
    return f"{label} {shown} → {_answer(after, criterion, lang)}{_unit(after, change.unit, lang)}"


def _answer(answer: float | str | tuple[str, ...] | None, criterion: Criterion, lang: Lang) -> str:
    if isinstance(answer, float | int):
        return number_text.number(answer)
    return _option(answer, criterion, lang) if isinstance(answer, str) else "–"


def _option(id: str, criterion: Criterion, lang: Lang) -> str:
    labels = {option.id: option.label for option in criterion.options}
    if id in labels:
        return labels[id].text(lang)
    return text(f"page.{id}", lang) if id in ("yes", "no", "partial") else id


def _unit(answer: float | str, unit: str | None, lang: Lang) -> str:
    if isinstance(answer, str) or not unit:
        return ""
    if unit == "%":
        return unit
    key = f"unit.{unit}"
    return f" {text(key, lang) if has(key) else unit}"
