"""Text of an answer to a `Reading` and back: what was asked decides how it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from vendor_score.grammar.lists import Named
from vendor_score.grammar.non_answers import Result, no_value, unreadable, whole_answer
from vendor_score.grammar.numerals import MAX_LENGTH, clean
from vendor_score.kinds.base import AskedAnswer
from vendor_score.kinds.registry import kind_of
from vendor_score.records import AnswerState, Option, Question, Reading
from vendor_score.wording import Lang

__all__ = ["format_reading", "parse_answer", "read_text", "state_of"]

FLAG_ORDER = (
    "unreadable", "missing", "not_applicable", "refused", "pending", "vague", "reference",
    "template_unanswered", "negotiable", "excel_date", "excel_time", "ambiguous", "planned",
    "partial", "lower_bound", "upper_bound", "range", "multi_value", "approx", "target", "period",
    "conditional", "labelled", "service_level", "relative_change", "relative_to_industry",
    "founding_year", "unit_assumed", "fraction_as_percent", "rescaled", "typo", "compound",
    "tax_included", "tax_excluded", "evidence_claimed", "unusual", "assumed",
)  # fmt: skip
STATES = {
    "missing": AnswerState.BLANK,
    "template_unanswered": AnswerState.BLANK,
    "not_applicable": AnswerState.NOT_APPLICABLE,
    "refused": AnswerState.REFUSED,
    "pending": AnswerState.PENDING,
    "negotiable": AnswerState.PENDING,
    "evidence_claimed": AnswerState.PENDING,
}


def parse_answer(  # noqa: PLR0913
    text: object,
    kind: str,
    unit: str | None = None,
    out_of: float | None = None,
    *,
    low_is_good: bool | None = None,
    options: Iterable[Option | str] = (),
    basis: str | None = None,
    tax: str | None = None,
    reference_date: dt.date | None = None,
    about: Iterable[str] = (),
) -> Reading:
    """Read an answer as the kind of value that was asked for; never guess in silence.

    Parameters
    ----------
    text : object
        The answer; None is a blank one.
    kind : str
        Such as ``duration``, ``percent``, ``money``, ``list`` (docs/criteria.md).
    unit : str, optional
        The unit of a bare number (and, for ``number`` and ``count``, of the reading).
    out_of : float, optional
        Full mark of scores (5).
    low_is_good : bool, optional
        Decides how a bare 0.8 in a percent question is read.
    options : iterable of Option or str
        Those of a choice or list; without them a list knows the certificates, platforms, channels
        and languages of the trade.
    basis, tax : str, optional
        What price is asked for.
    reference_date : datetime.date, optional
        Bounds founding years.
    about : iterable of str
        Words of the question, by which a labelled part is picked (首响18秒,平响26秒).

    Returns
    -------
    Reading
        Without a value and with a flag or reason where nothing certain can be read.

    Raises
    ------
    ValueError
        For a kind that does not exist, and for nothing else.

    Examples
    --------
    >>> parse_answer("约25秒", kind="duration").low
    25.0
    >>> parse_answer("15-20 seconds", "duration").flags
    ('range',)
    """
    asked = AskedAnswer(
        kind=kind_of(kind).id,
        unit=unit,
        bare=None,
        out_of=out_of,
        low_is_good=bool(low_is_good),
        may_be_negative=False,
        options=tuple(_named(option) for option in options),
        basis=basis,
        tax=tax,
        reference=reference_date,
        about=tuple(about),
    )
    return _read("" if text is None else str(text), asked)


def read_text(text: str, question: Question, unit: str | None = None) -> Reading:
    """Read an answer to a question; ``unit`` is that of the header, where it names one."""
    return _read(text, _asked(question, unit))


@lru_cache(maxsize=1024)
def _asked(question: Question, unit: str | None) -> AskedAnswer:
    return AskedAnswer(
        kind=question.kind,
        unit=question.unit or unit,
        bare=unit,
        out_of=question.out_of,
        low_is_good=question.low_is_good,
        may_be_negative=question.may_be_negative,
        options=tuple(_named(option) for option in question.options),
        basis=question.basis,
        tax=question.tax,
        reference=question.reference_date,
        about=(
            *question.label.values(),
            *question.text.values(),
            *question.aliases,
        ),
    )


def state_of(reading: Reading) -> AnswerState:
    """The answer state that a reading stands for."""
    if reading.has_value or (kind_of(reading.kind).is_verbatim and not reading.flags):
        return AnswerState.ANSWERED
    for flag in reading.flags:
        if flag in STATES:
            return STATES[flag]
    return AnswerState.UNREADABLE


def format_reading(reading: Reading, lang: Lang) -> str:
    """``15–20 s``, ``≤20秒``, ``ISO27001, MLPS3``; empty where the reading has no value.

    Parsed again as the answer to the same question, it gives the same value.
    """
    if not reading.has_value:
        return ""
    kind = kind_of(reading.kind)
    return kind.write(reading, lang) if reading.items is None else kind.write_items(reading, lang)


def _named(option: Option | str) -> Named:
    if isinstance(option, Option):
        return Named(option.id, (*option.label.values(), *option.aliases))
    return Named(option, ())


@lru_cache(maxsize=65_536)
def _read(text: str, asked: AskedAnswer) -> Reading:
    result = _result(text.strip(), asked)
    return Reading(
        text=text,
        kind=asked.kind,
        low=result.low,
        high=result.high,
        unit=result.unit or None,
        flags=tuple(f for f in FLAG_ORDER if f in result.flags),
        items=result.items,
        parts=result.parts,
        within_s=result.within_s,
        industry_delta_pct=result.industry_delta_pct,
        commission_pct=result.commission_pct,
        reason=result.reason,
    )


def _result(text: str, asked: AskedAnswer) -> Result:
    kind = kind_of(asked.kind)
    if len(text) > MAX_LENGTH and not kind.is_verbatim:
        return unreadable("too_long")
    cleaned = clean(text)
    flag = whole_answer(cleaned)
    if flag is not None and not kind.means_something(cleaned, flag, asked, text):
        return no_value(flag)
    return kind.read(cleaned, asked, text)
