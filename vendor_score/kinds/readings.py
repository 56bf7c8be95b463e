"""Text of an answer to a `Reading` and back: read as was asked, doubted beyond limits, shown."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vendor_score.grammar.figures import find_subject
from vendor_score.grammar.numerals import MAX_LENGTH, clean
from vendor_score.grammar.options import Named
from vendor_score.grammar.words import Result, contains_phrase, no_value, unreadable, whole_answer
from vendor_score.kinds import kind_of
from vendor_score.kinds.base import AskedAnswer, Kind, figure_with_unit
from vendor_score.kinds.rules import FOUNDING_YEAR, Rule
from vendor_score.kinds.value_functions import ItemPoints, OptionPoints, ValueFunction, YesNoPoints
from vendor_score.records import AnswerState, Limits, Option, Question, Reading
from vendor_score.wording import Label, Lang, lexicon

__all__ = [
    "IMPOSSIBLE",
    "UNUSUAL",
    "Aims",
    "doubted",
    "example_answer",
    "format_reading",
    "limits_text",
    "parse_answer",
    "read_text",
    "state_of",
]

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


# The example beside a question: an answer that fits it, from its anchors, target and must.

_MIDDLING = 0.75  # of the most points: a good answer, neither boast nor confession
_BEYOND = 0.1  # how far an example stays from a bound that is itself excluded
_ITEMS = 2
_MANY = 3  # so many hours or days are written without a fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Aims:
    """What a criterion says of good answers; ``options`` are those of its kind, in file order."""

    value: ValueFunction | None = None
    target: Rule | None = None
    must: Rule | None = None
    possible: Limits | None = None
    plausible: Limits | None = None
    options: tuple[Option, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that an example keeps; the must knocks out, so it is kept last."""
        return tuple(rule for rule in (self.target, self.must) if rule is not None)


def example_answer(kind: Kind, aims: Aims) -> float | tuple[str, ...] | None:
    """A credible answer that does its writer no harm.

    Parameters
    ----------
    kind : Kind
        Of the criterion.
    aims : Aims
        Its anchors, rules and limits.

    Returns
    -------
    float or tuple of str or None
        A figure in the criterion's unit, or ids of options (``yes``, ``no``); None where nothing
        is known of good answers: then no option may be praised, least of all a yes.
    """
    if kind.is_judged:
        return None
    if kind.is_number:
        return _figure(kind, aims)
    if kind.rule_operands == "yes_no":
        return _yes_or_no(aims)
    return _options(kind, aims) if kind.options_key else None


def _figure(kind: Kind, aims: Aims) -> float | None:
    # Anchors of a count are few whole numbers: its example is the count that was asked for, six.
    figure = _by_anchors(aims.value, 1.0 if kind.is_whole else _MIDDLING)
    if figure == 0:  # no complaints at all: a boast
        figure = _by_anchors(aims.value, _MIDDLING)
    if figure is None:
        figure = next((_inside(rule) for rule in aims.rules if rule.is_numeric), None)
    if figure is None:
        figure = _between(aims.plausible)
    if figure is None:
        return None
    for limits in (aims.plausible, aims.possible):
        figure = _within(figure, limits)
    is_whole = kind.is_whole or (kind.is_duration and figure >= _MANY)
    figure = _rounded(figure, aims, whole=is_whole)
    for rule in aims.rules:
        if rule.is_numeric and not rule.allows(figure):
            figure = _inside(rule)
    return figure


def _by_anchors(value: ValueFunction | None, share: float) -> float | None:
    """The answer next to the worse ones that earns ``share`` of the most points."""
    anchors = value.anchors if value is not None else None
    if anchors is None:
        return None
    most, least = (f(points for _, points in anchors.at) for f in (max, min))
    if most <= least:
        return None
    low, high = anchors.at_least(least + share * (most - least))[0]
    if math.isfinite(low) and math.isfinite(high):  # in the middle is best
        return (low + high) / 2
    return low if math.isfinite(low) else high


def _inside(rule: Rule) -> float:
    """A figure that meets a rule over numbers: its bound, where the bound itself is allowed."""
    bounds = [float(operand) for operand in rule.operands]
    match rule.form:
        case "<" | ">":
            step = abs(bounds[0]) * _BEYOND or 1.0
            return bounds[0] - step if rule.form == "<" else bounds[0] + step
        case "<=" | ">=":
            return bounds[0]
        case _:
            return sum(bounds) / len(bounds)


def _between(limits: Limits | None) -> float | None:
    """A usual size: the geometric mean of what is plausible, since prices spread by factors."""
    low, high = limits or (None, None)
    if low is None or high is None:
        return None if low is None and high is None else low if high is None else high
    return math.sqrt(low * high) if low > 0 else low + (high - low) / 3


def _within(figure: float, limits: Limits | None) -> float:
    low, high = limits or (None, None)
    return min(max(figure, -math.inf if low is None else low), math.inf if high is None else high)


def _rounded(figure: float, aims: Aims, *, whole: bool) -> float:
    """In two digits where that still keeps rules and limits, as people write figures."""
    if figure == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(abs(figure)))
    for more in range(3):
        written = round(figure, max(digits + more, 0) if whole else digits + more)
        written = float(round(written)) if whole else written
        kept = all(
            _within(written, limits) == written for limits in (aims.plausible, aims.possible)
        )
        if kept and all(rule.allows(written) for rule in aims.rules if rule.is_numeric):
            return written
    return figure


def _yes_or_no(aims: Aims) -> tuple[str, ...] | None:
    for rule in reversed(aims.rules):
        if set(rule.operands) <= {"yes", "no"}:
            return (str(rule.operands[0]),)
    if not isinstance(aims.value, YesNoPoints) or aims.value.yes == aims.value.no:
        return None
    return ("no",) if aims.value.low_is_good else ("yes",)


def _options(kind: Kind, aims: Aims) -> tuple[str, ...] | None:
    known = [option.id for option in aims.options]
    if kind.takes_several:
        return _items(aims, known)
    allowed = _named_by(aims.rules, known)
    if isinstance(aims.value, OptionPoints):
        at = aims.value.at
        return (max(allowed or known, key=lambda name: at.get(name, 0.0)),)
    return tuple(allowed[:1]) or None


def _items(aims: Aims, known: Sequence[str]) -> tuple[str, ...] | None:
    """Those that must be held, then those that add most; of a family one."""
    chosen = [str(item) for rule in aims.rules for item in rule.operands if item in known]
    chosen = list(dict.fromkeys(chosen))
    value = aims.value
    if not isinstance(value, ItemPoints):
        return tuple(chosen or known[:_ITEMS]) or None
    while len(chosen) < _ITEMS:
        now = value.points_for(chosen)
        gains = {id: value.points_for([*chosen, id]) - now for id in known if id not in chosen}
        best = max(gains, key=gains.__getitem__, default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.append(best)
    return tuple(chosen) or None


def _named_by(rules: Iterable[Rule], known: Sequence[str]) -> list[str]:
    """The options that all rules allow; none where they name none together."""
    allowed = list(known)
    named = False
    for rule in rules:
        kept = [id for id in allowed if id in rule.operands]
        if kept:
            allowed, named = kept, True
    return allowed if named else []


# What a figure can be and what it usually is: impossible ones are slips, unusual ones claims.

IMPOSSIBLE = "impossible"
UNUSUAL = "unusual"


def doubted(reading: Reading, question: Question) -> Reading:
    """The reading held to the limits of its question; an aim where a figure is asked is none.

    A figure that cannot be is none: it lies outside ``possible``, or its kind of answer rules it
    out (a first response of 0.2 ms). One outside ``plausible`` is read and flagged ``unusual``.
    The limits bind every stated end; an open side has none.
    """
    ends = _stated_ends(reading, question)
    if not ends:
        return reading
    if "target" in reading.flags and _is_aim(reading, question):
        return Reading(text=reading.text, kind=reading.kind, flags=("target",), reason="target")
    kind = kind_of(question.kind)
    if not _is_within(ends, question.possible) or any(
        kind.rules_out(end, reading, question) for end in ends
    ):
        return Reading(
            text=reading.text, kind=reading.kind, flags=("unreadable",), reason=IMPOSSIBLE
        )
    if _is_within(ends, question.plausible):
        return reading
    return replace(reading, flags=(*reading.flags, UNUSUAL))


def _is_aim(reading: Reading, question: Question) -> bool:
    """12秒（目标）, where what is measured is asked for; who promises a notice period keeps it."""
    if not contains_phrase(clean(reading.text), lexicon.words("target.aim")):
        return False
    words = (*question.label.values(), *question.text.values(), *question.aliases)
    return bool(find_subject([clean(word) for word in words], question.kind).metrics)


def limits_text(limits: Limits | None, unit: Label) -> Label | None:
    """Limits for people: ``5–300 s``, ``≥ 0``; None where there are none."""
    if limits is None:
        return None
    low, high = limits
    if low is None or high is None:
        figure = f"≤ {high:g}" if high is not None else f"≥ {low:g}"
    else:
        figure = f"{low:g}–{high:g}"
    return figure_with_unit(figure, unit)


def _stated_ends(reading: Reading, question: Question) -> tuple[float, ...]:
    """The ends that the answer states, in the question's unit; none where they do not convert."""
    kind = kind_of(question.kind)
    if not kind.has_limits or (reading.low is None and reading.high is None):
        return ()
    if kind.is_price:
        return tuple(end for end in (reading.low, reading.high) if end is not None)
    year = question.reference_date.year if question.reference_date else None
    try:
        low, high = kind.scale(question.unit, end=question.out_of, year=year).interval(reading)
    except ValueError:
        return ()
    is_turned = reading.unit == FOUNDING_YEAR
    stated = (reading.high, reading.low) if is_turned else (reading.low, reading.high)
    return tuple(end for end, own in zip((low, high), stated, strict=True) if own is not None)


def _is_within(ends: tuple[float, ...], limits: Limits | None) -> bool:
    if limits is None:
        return True
    low, high = limits
    return all((low is None or end >= low) and (high is None or end <= high) for end in ends)
