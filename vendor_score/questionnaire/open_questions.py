"""The questions to put to a vendor again, as a text for a mail, in the vendor's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vendor_score.findings import Finding, Severity
from vendor_score.kinds.registry import kind_of
from vendor_score.records import Answer, Answers, AnswerState, Question
from vendor_score.wording import FALLBACK, Label, Lang, in_every_language, languages, text

__all__ = ["Ask", "OpenQuestions", "asks_of", "open_questions", "vendor_lang"]

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Something to ask a vendor about one of its answers.

    ``is_pressing``: it is asked even where the answer could be read.
    """

    vendor: str
    criterion: str
    text: Label
    is_pressing: bool


def asks_of(findings: Iterable[Finding]) -> Iterator[Ask]:
    """What the findings have to ask of vendors, in every language."""
    for finding in findings:
        if not (finding.vendor and finding.criterion):
            continue
        asked = in_every_language(finding.ask)
        if asked.text(FALLBACK):
            yield Ask(
                vendor=finding.vendor,
                criterion=finding.criterion,
                text=asked,
                is_pressing=finding.severity is not Severity.INFO,
            )


def open_questions(
    answers: Answers, questions: Sequence[Question], vendor: str, asks: Iterable[Ask] = ()
) -> OpenQuestions:
    """The open questions of a vendor: left blank, announced, in doubt, or not to be compared.

    ``asks`` are what there is to ask this vendor. What the buyer has corrected, and what the vendor
    declined to say, is not asked again.
    """
    lang = vendor_lang(answers, vendor)
    about: dict[str, list[Ask]] = {}
    for ask in asks:
        about.setdefault(ask.criterion, []).append(ask)
    open_ones = [
        (question, answer, about.get(question.id, []))
        for question in questions
        if not kind_of(question.kind).is_judged
        and _is_open(answer := answers.of(vendor, question.id), about.get(question.id, []))
    ]
    lines = [_line(n, *one, lang) for n, one in enumerate(open_ones, 1)]
    told = ""
    if lines:
        head = text("questionnaire.follow_up.head", lang, vendor=vendor, count=len(lines))
        told = "\n".join([head, "", *lines, "", text("questionnaire.follow_up.end", lang)])
    ids = tuple(question.id for question, _, _ in open_ones)
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


def _is_open(answer: Answer, asks: Sequence[Ask]) -> bool:
    if answer.override is not None and not answer.override.stale:
        return False
    if answer.state is AnswerState.REFUSED:
        return False
    if answer.state in _AGAIN or any(ask.is_pressing for ask in asks):
        return True
    return answer.reading is not None and bool(_DOUBTFUL_FLAGS & set(answer.reading.flags))


def _line(number: int, question: Question, answer: Answer, asks: Sequence[Ask], lang: Lang) -> str:
    wrote = answer.text.strip().replace("\n", " / ")
    key = "wrote" if wrote else "blank"
    asked = " ".join(dict.fromkeys(ask.text.text(lang) for ask in asks))
    return text(
        f"questionnaire.follow_up.{key}",
        lang,
        number=number,
        question=question.text.text(lang),
        wrote=wrote,
        ask=asked or text("questionnaire.follow_up.unsure", lang),
        hint="" if wrote and asked else _hint(question, lang),
        where=" ".join(part for part in (answer.source.sheet, answer.source.cell) if part),
    )


def _hint(question: Question, lang: Lang) -> str:
    """The form of an answer: an example of figures, the options of a choice."""
    kind = kind_of(question.kind)
    if kind.is_number:
        example = kind.example(question).text(lang)
        return text("questionnaire.follow_up.example", lang, example=example)
    if question.options:
        options = kind.expected_answer(question).text(lang)
        return text("questionnaire.follow_up.options", lang, options=options)
    return ""
