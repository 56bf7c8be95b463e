"""Read one answer: text and kind of question in, `Reading` out. See docs/answers.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.grammar.asked import Asked, find_subject
from vendor_score.grammar.clean import MAX_LENGTH, clean, fold
from vendor_score.grammar.counts import read_count, read_plain_number
from vendor_score.grammar.dates import is_date_text, read_date
from vendor_score.grammar.durations import read_duration
from vendor_score.grammar.lists import Named, names_of, read_choice, read_list
from vendor_score.grammar.money import AskedPrice, asked_price, read_money
from vendor_score.grammar.non_answers import ANYWHERE, whole_answer
from vendor_score.grammar.percents import read_percent
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.scores import read_score
from vendor_score.grammar.words import Role
from vendor_score.grammar.years import read_years
from vendor_score.grammar.yes_no import KNOWN, read_yes_no
from vendor_score.records import AnswerKind, AnswerState, Option, Question, Reading
from vendor_score.units import SECONDS, known_unit

__all__ = ["parse_answer", "read_text", "state_of"]

NUMBER_READERS: dict[str, Callable[[str, Asked], Result]] = {
    "duration": read_duration,
    "percent": read_percent,
    "score": read_score,
    "count": read_count,
    "years": read_years,
    "number": read_plain_number,
}
NUMBERS = frozenset(NUMBER_READERS)
VERBATIM = frozenset({"text", "judged"})
FLAG_ORDER = (
    "unreadable", "missing", "not_applicable", "refused", "pending", "vague", "reference",
    "template_unanswered", "negotiable", "excel_date", "excel_time", "ambiguous", "planned",
    "partial", "lower_bound", "upper_bound", "range", "multi_value", "approx", "target", "period",
    "conditional", "labelled", "service_level", "relative_change", "relative_to_industry",
    "founding_year", "unit_assumed", "fraction_as_percent", "rescaled", "typo", "compound",
    "tax_included", "tax_excluded", "evidence_claimed",
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


@dataclass(frozen=True, slots=True)
class _Form:
    """Everything but the text that a reading depends on; the key of the cache."""

    kind: str
    unit: str | None
    bare: str | None  # the unit of a bare number, where the header names another one
    out_of: float | None
    low_is_good: bool
    options: tuple[Named, ...]
    basis: str | None
    tax: str | None
    year: int | None
    about: tuple[str, ...]


def parse_answer(  # noqa: PLR0913
    text: object,
    kind: AnswerKind | str,
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

    ``unit`` is the unit of a bare number (and, for ``number`` and ``count``, of the reading),
    ``out_of`` the full mark of scores (5), ``low_is_good`` decides how a bare 0.8 in a percent
    question is read. ``options`` are those of a choice or list; without them a list knows the
    certificates, platforms, channels and languages of the trade. ``basis`` and ``tax`` say what
    price is asked for. ``reference_date`` bounds founding years. ``about`` are the words of the
    question, by which a labelled part is picked (首响18秒,平响26秒).

    >>> parse_answer("约25秒", kind="duration").low
    25.0

    Raises ValueError for a kind that does not exist, and for nothing else.
    """
    form = _Form(
        kind=AnswerKind(kind).value,
        unit=unit,
        bare=None,
        out_of=out_of,
        low_is_good=bool(low_is_good),
        options=tuple(_named(option) for option in options),
        basis=basis,
        tax=tax,
        year=reference_date.year if reference_date else None,
        about=tuple(about),
    )
    return _read("" if text is None else str(text), form)


def read_text(text: str, question: Question, unit: str | None = None) -> Reading:
    """Read an answer to a question; ``unit`` is that of the header, where it names one."""
    return _read(text, _form_of(question, unit))


@lru_cache(maxsize=1024)
def _form_of(question: Question, unit: str | None) -> _Form:
    return _Form(
        kind=question.kind.value,
        unit=question.unit or unit,
        bare=unit,
        out_of=question.out_of,
        low_is_good=question.low_is_good,
        options=tuple(_named(option) for option in question.options),
        basis=question.basis,
        tax=question.tax,
        year=question.reference_date.year if question.reference_date else None,
        about=(
            *question.label.values(),
            *question.text.values(),
            *question.aliases,
        ),
    )


def state_of(reading: Reading) -> AnswerState:
    """The answer state that a reading stands for."""
    if reading.has_value or (reading.kind in VERBATIM and not reading.flags):
        return AnswerState.ANSWERED
    for flag in reading.flags:
        if flag in STATES:
            return STATES[flag]
    return AnswerState.UNREADABLE


def _named(option: Option | str) -> Named:
    if isinstance(option, Option):
        return Named(option.id, (*option.label.values(), *option.aliases))
    return Named(option, ())


@lru_cache(maxsize=65_536)
def _read(text: str, form: _Form) -> Reading:
    result = _result(text.strip(), form)
    return Reading(
        text=text,
        kind=form.kind,
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


def _result(text: str, form: _Form) -> Result:  # noqa: PLR0911
    if len(text) > MAX_LENGTH and form.kind not in VERBATIM:
        return unreadable("too_long")
    cleaned = clean(text)
    flag = whole_answer(cleaned)
    if flag is not None and not _means_something(cleaned, flag, form):
        return no_value(flag)
    if form.kind in VERBATIM:
        return Result()
    if form.kind == "date":
        return read_date(cleaned)
    if form.kind == "yes_no":
        return read_yes_no(cleaned)
    if form.kind in {"choice", "list"}:
        names = names_of(form.options)
        return (
            read_choice(cleaned, names)
            if form.kind == "choice"
            else read_list(cleaned, names, form.year)
        )
    return _number(cleaned, form)


NOTHING = frozenset(
    {
        "无",
        "没有",
        "none",
        "nil",
        "no",
        "暂无",
        "目前没有",
        "目前无",
        "没",
        "均无",
        "从未",
        "nothing",
        "未发生",
        "未发生过",
        "没有发生",
        "没有发生过",
        "从未发生",
    }
)


def _means_something(cleaned: str, flag: str, form: _Form) -> bool:
    """Whether what is no answer elsewhere is one here: √ in a yes-or-no question."""
    if form.kind == "list" and cleaned in ANYWHERE[Role.PLANNED]:
        return True
    if form.kind in {"choice", "list"}:
        return fold(cleaned) in names_of(form.options).ids
    if form.kind == "yes_no":
        return cleaned.strip(" .。!") in KNOWN
    if form.kind == "text":
        return flag == "vague"
    return False


def _number(cleaned: str, form: _Form) -> Result:
    if is_date_text(cleaned):
        return no_value("excel_date")
    if cleaned.strip(" .。!") in NOTHING:
        return _nothing(form)
    if form.kind == "money":
        return read_money(cleaned, _price(form))
    return NUMBER_READERS[form.kind](cleaned, _asked(form))


def _nothing(form: _Form) -> Result:
    """无 where a number is asked for: none of them is 0; elsewhere there is no figure."""
    if form.kind in {"count", "number"}:
        return Result(
            low=0.0, high=0.0, unit=form.unit or ("count" if form.kind == "count" else None)
        )
    if form.kind == "percent" and form.low_is_good:
        return Result(low=0.0, high=0.0, unit="%")
    return no_value("ambiguous")


@lru_cache(maxsize=1024)
def _asked(form: _Form) -> Asked:
    bare = known_unit(form.bare)
    return Asked(
        unit=known_unit(form.unit) or form.unit,
        out_of=form.out_of or 5.0,
        low_is_good=form.low_is_good,
        about=find_subject([clean(t) for t in form.about], form.kind),
        latest_year=form.year or 2100,
        bare=bare if bare in SECONDS else None,
    )


@lru_cache(maxsize=1024)
def _price(form: _Form) -> AskedPrice:
    return asked_price(
        form.unit, form.basis, form.tax, find_subject([clean(t) for t in form.about], "money")
    )
