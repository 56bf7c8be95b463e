"""The questions to put to a vendor again, as a text for a mail, in the vendor's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_score.kinds.registry import kind_of
from vendor_score.records import Answer, Answers, AnswerState, Question
from vendor_score.wording import FALLBACK, Lang, languages, text

__all__ = ["OpenQuestions", "open_questions", "vendor_lang"]

_AGAIN = {AnswerState.BLANK, AnswerState.PENDING, AnswerState.UNREADABLE}
_DOUBTFUL_FLAGS = {"ambiguous", "excel_date", "excel_time", "near_match"}
_ENOUGH_LETTERS = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenQuestions:
    """What to ask one vendor again; ``text`` is ready to be sent, empty where nothing is open."""

    vendor: str
    lang: Lang
    criteria: tuple[str, ...]
    text: str


def open_questions(answers: Answers, questions: Sequence[Question], vendor: str) -> OpenQuestions:
    """The open questions of a vendor: left blank, announced, or not to be read without doubt.

    What the buyer has corrected, and what the vendor declined to say, is not asked again.
    """
    lang = vendor_lang(answers, vendor)
    open_ones = [
        (question, answer)
        for question in questions
        if not kind_of(question.kind).is_judged
        and _is_open(answer := answers.of(vendor, question.id))
    ]
    lines = [_line(n, q, a, lang) for n, (q, a) in enumerate(open_ones, 1)]
    told = ""
    if lines:
        head = text("questionnaire.follow_up.head", lang, vendor=vendor, count=len(lines))
        told = "\n".join([head, "", *lines, "", text("questionnaire.follow_up.end", lang)])
    ids = tuple(question.id for question, _ in open_ones)
    return OpenQuestions(vendor=vendor, lang=lang, criteria=ids, text=told)


def vendor_lang(answers: Answers, vendor: str) -> Lang:
    """The language a vendor answers in: one whose script a tenth of the letters written are of.

    Chinese answers hold many Latin letters (names, units), English ones no Chinese characters.
    """
    written = "".join([vendor, *(answer.text for answer in answers.given[vendor].values())])
    letters = [c for c in written if c.isalpha()]
    names = [unicodedata.name(c, "") for c in letters]
    english = text("language.script", FALLBACK)
    for lang in languages():
        script = text("language.script", lang)
        if script != english and letters:
            share = sum(name.startswith(script) for name in names) / len(letters)
            if share >= _ENOUGH_LETTERS:
                return lang
    return FALLBACK


def _is_open(answer: Answer) -> bool:
    if answer.override is not None and not answer.override.stale:
        return False
    if answer.state in _AGAIN:
        return True
    return answer.reading is not None and bool(_DOUBTFUL_FLAGS & set(answer.reading.flags))


def _line(number: int, question: Question, answer: Answer, lang: Lang) -> str:
    wrote = answer.text.strip().replace("\n", " / ")
    key = "blank" if not wrote else "pending" if answer.state is AnswerState.PENDING else "wrote"
    line = text(
        f"questionnaire.follow_up.{key}",
        lang,
        number=number,
        question=question.text.text(lang),
        wrote=wrote,
        where=" ".join(part for part in (answer.source.sheet, answer.source.cell) if part),
    )
    shown = kind_of(question.kind).example(question).text(lang)
    return line + (text("questionnaire.follow_up.example", lang, example=shown) if shown else "")
