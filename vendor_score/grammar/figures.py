"""What all readers of figures share: what is asked, no value, periods, which figure counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vendor_score.grammar.numerals import round_off
from vendor_score.grammar.quantities import LATEST_YEAR, Quantity
from vendor_score.grammar.statements import Part, Statement, is_long_time, parse_statement
from vendor_score.grammar.tokens import load_dialect, tokenize
from vendor_score.grammar.words import FALLING, TIMES, Result, Role, no_value, unreadable
from vendor_score.wording import lexicon

__all__ = [
    "About",
    "Asked",
    "Choice",
    "annualize",
    "asks_for_a_year",
    "asks_over_years",
    "choose",
    "find_non_answer",
    "find_subject",
    "finish_reading",
    "is_by_the_year",
    "is_rate",
    "levels_of",
    "may_be_negative",
    "remark_flags",
    "scaled",
    "state_answer",
    "times_a_year",
    "why_no_value",
    "without_periods",
]

YEAR = lexicon.regex("{of_a_year}")
MONTHS = lexicon.regex("{of_a_month}")
TIMES_A_YEAR = {
    lexicon.regex("{by_the_month.pattern}"): 12.0,
    lexicon.regex("{by_the_quarter.pattern}"): 4.0,
}
BY_THE_YEAR = lexicon.regex("{by_the_year.pattern}")
OVER_YEARS = lexicon.regex("{over_years.pattern}")


def asks_for_a_year(texts: Sequence[str]) -> bool:
    """Whether a question of attrition means that of a year: unless it names the month."""
    return not any(MONTHS.search(text) for text in texts)


def asks_over_years(texts: Sequence[str]) -> bool:
    """Whether what is counted is that of several years (近三年)."""
    return any(OVER_YEARS.search(text) for text in texts)


def is_by_the_year(text: str) -> bool:
    """Whether a count is one a year: 每年2次."""
    return BY_THE_YEAR.search(text) is not None


def times_a_year(text: str) -> tuple[str, float]:
    """The text without its word for a month or a quarter, and how many of them make a year.

    Of ``3% monthly, 36% yearly`` the yearly figure stays.
    """
    for word, times in TIMES_A_YEAR.items():
        if word.search(text) is None:
            continue
        pieces = re.split(r"[,;(\n]", text)
        of_a_year = [p for p in pieces if YEAR.search(p) and re.search(r"\d", p)]
        if of_a_year:
            return of_a_year[0].strip(" )"), 1.0
        return word.sub(" ", text), times
    return text, 1.0


def annualize(result: Result, times: float) -> Result:
    """A monthly share m as 12 m (usual in the trade: leavers add up over the year)."""
    if times == 1 or (result.low is None and result.high is None):
        return result
    low, high = result.low, result.high
    return replace(
        result,
        low=None if low is None else round_off(low * times),
        high=None if high is None else round_off(high * times),
        flags=result.flags | {"rescaled"},
    )


@dataclass(frozen=True, slots=True)
class About:
    """The subject of a question: metrics and circumstances in its label, text and aliases.

    ``change``: by how much something changed (``falls``: fell). ``industry``: how it stands
    against the industry. ``yearly``: attrition of a year; ``over_years``: a count over several
    years.
    """

    metrics: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    change: bool = False
    falls: bool = False
    industry: bool = False
    yearly: bool = False
    over_years: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a numeric question asks for.

    Parameters
    ----------
    unit
        Unit of the reading, and of a bare number unless ``bare`` names another one.
    out_of
        Full mark of a score.
    low_is_good
        Whether small percents are to be expected: a bare 0.8 is then 0.8 %, not 80 %.
    may_be_negative
        Whether an answer below zero can be meant.
    about
        The subject, by which one of several labelled numbers is picked.
    latest_year
        Last year of founding that is possible.
    bare
        Unit that a column's heading names for bare numbers, where it differs from ``unit``.
    """

    unit: str | None = None
    out_of: float = 5.0
    low_is_good: bool = False
    may_be_negative: bool = False
    about: About = field(default_factory=About)
    latest_year: int = LATEST_YEAR
    bare: str | None = None


def find_subject(texts: Sequence[str], dialect: str) -> About:
    """Find the metrics and circumstances that the texts of a question name.

    Parameters
    ----------
    texts
        Label, text and aliases of the question, clean.
    dialect
        Which words count; one of those of `vendor_score.grammar.tokens.load_dialect`.
    """
    metrics: set[str] = set()
    segments: set[str] = set()
    roles: set[Role] = set()
    directions: set[str] = set()
    for text in texts:
        for token in tokenize(text, load_dialect(dialect)):
            roles.add(token.role)
            if token.role is Role.CHANGE:
                directions.add(token.text)
            if token.role is Role.METRIC:
                metrics.add(str(token.value))
            elif token.role is Role.SEGMENT:
                segments.add(str(token.value))
    return About(
        frozenset(metrics), frozenset(segments),
        change=Role.CHANGE in roles, falls=bool(directions) and directions <= FALLING,
        industry=Role.INDUSTRY in roles,
        yearly="attrition" in metrics and asks_for_a_year(texts),
        over_years=asks_over_years(texts),
    )  # fmt: skip


# What all readers of numbers share: no value, periods beside one, which of several counts.


# Circumstances that limit what a single number says.
CONDITIONS = frozenset({
    "peak", "day", "night", "weekday", "weekend", "vip", "new", "experienced", "pre_sales",
    "after_sales", "taobao", "tmall", "jd", "douyin", "pdd", "kuaishou", "excluding",
})  # fmt: skip


PART_OF_ALL = frozenset({"service_staff"})
WEEK = frozenset({"weekday", "weekend"})


# (5%) is minus 5 in accounts, and "- 5" an item of a list or minus 5; -$5 is certainly negative.
DOUBTFUL_SIGN = re.compile(
    r"\(\s?[¥$€£]?\s?\d[\d.,]*\s?%?\s?\)|-(?:\s|\s?[¥$€£])\s?[\d.].*", re.DOTALL
)


def may_be_negative(text: str) -> bool:
    """Whether a number stands in brackets or behind a dash that may be its sign."""
    return DOUBTFUL_SIGN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """The quantity that counts, all in the same unit; ``reason`` says why there is none."""

    quantity: Quantity | None = None
    flags: frozenset[str] = frozenset()
    parts: tuple[Quantity, ...] = ()
    reason: str | None = None


def choose(parts: Sequence[Part], about: About, *, labels_differ: bool = True) -> Choice:
    """Pick or join the parts, whose quantities must be in the same unit already.

    ``labels_differ``: labels name different measures, of which one is asked for (首响, 平响); in
    scores they name equals (描述, 服务, 物流), so that without a question all of them count.
    """
    picked, flags = _asked_for(parts, about, labels_differ=labels_differ)
    if not picked or all("robot" in p.segments for p in picked):
        return Choice(reason="other_metric")
    picked, more = _main(picked, about)
    flags |= more
    quantities = [p.quantity for p in picked]
    if len(picked) == 1:
        return Choice(quantities[0], flags)
    joined = _both_ends(quantities)
    if joined is not None:
        return Choice(joined, flags)
    if _all_told_apart(picked) or _same_unit(quantities):
        return Choice(_hull(quantities), flags | {"multi_value"}, tuple(quantities))
    return Choice(reason="several_numbers")


def _asked_for(
    parts: Sequence[Part], about: About, *, labels_differ: bool
) -> tuple[list[Part], frozenset[str]]:
    """The parts that are labelled with what the question asks for."""
    found = list(parts)
    if not about.metrics & PART_OF_ALL:
        found = [
            replace(p, metrics=p.metrics - PART_OF_ALL) if p.metrics & PART_OF_ALL else p
            for p in found
        ]
    labelled = [p for p in found if p.metrics]
    names = frozenset().union(*(p.metrics for p in labelled))
    if about.metrics and labelled:
        hits = [p for p in labelled if p.metrics & about.metrics]
        if not hits and (len(labelled) == len(found)):
            return [], frozenset()
        bare = [p for p in found if not p.metrics]
        if not hits and bare:
            return bare, frozenset({"labelled"})
        whole = bare and names <= PART_OF_ALL and not any(p.segments - {"total"} for p in bare)
        if hits and (len(names) > 1 or whole):  # whole: 500人,其中客服200人
            return hits, frozenset({"labelled"})
    elif labels_differ and labelled and len(labelled) < len(found):
        return [p for p in found if not p.metrics], frozenset({"labelled"})
    elif labels_differ and len(names) > 1:
        return [p for p in labelled if p.metrics == labelled[0].metrics], frozenset({"labelled"})
    return found, frozenset()


def _main(parts: list[Part], about: About) -> tuple[list[Part], frozenset[str]]:
    """Without what only stands beside: other circumstances, totals of parts, repeated values."""
    if about.segments:
        hits = [p for p in parts if p.segments & about.segments]
        if hits and len(hits) < len(parts):
            return hits, frozenset({"labelled"})
    people = [p for p in parts if "human" in p.segments]
    if people and any("robot" in p.segments for p in parts):
        return _without_repeats(people), frozenset({"labelled"})
    totals = [p for p in parts if "total" in p.segments]
    if totals and len(parts) > 1:
        return totals[:1], frozenset()
    bare = [p for p in parts if not p.segments]
    flags: frozenset[str] = frozenset()
    if bare and len(bare) < len(parts):
        outside = [p for p in parts if p.segments]
        if not (about.segments and all(p.segments & about.segments for p in outside)):
            limits = frozenset().union(*(p.segments for p in outside)) & (CONDITIONS | {"normal"})
            parts, flags = bare, frozenset({"conditional"} if limits else ())
    parts, more = _usual(parts)
    flags |= more
    measured = [p for p in parts if Role.TARGET not in p.remarks]
    if measured and len(measured) < len(parts):
        parts = measured
    parts = _without_repeats(parts)
    if len(parts) == 1 and (parts[0].segments & CONDITIONS) - about.segments:
        flags |= {"conditional"}
    return parts, flags


def _usual(parts: list[Part]) -> tuple[list[Part], frozenset[str]]:
    """Without the peak beside normal days, and without the best or worst beside the average."""
    normal = [p for p in parts if "normal" in p.segments]
    if normal and all("peak" in p.segments for p in parts if p not in normal):
        flags = frozenset({"conditional"} if len(normal) < len(parts) else ())
        return normal, flags
    plain = [p for p in parts if not p.extreme]
    if len(plain) == 1 and len(parts) > 1 and None not in (
        plain[0].quantity.low, plain[0].quantity.high
    ):  # fmt: skip
        return plain, frozenset({"labelled"})
    told_apart = {s for p in parts for s in p.segments} & WEEK
    return parts, frozenset({"conditional"} if len(parts) > 1 and told_apart else ())


def _without_repeats(parts: list[Part]) -> list[Part]:
    """``1.5分钟(90秒)`` says the same twice."""
    kept: list[Part] = []
    for part in parts:
        same = (
            k for k in kept
            if (k.quantity.low, k.quantity.high) == (part.quantity.low, part.quantity.high)
            and k.depth < part.depth and not part.segments - k.segments
        )  # fmt: skip
        if next(same, None) is None:
            kept.append(part)
    return kept


def _both_ends(quantities: Sequence[Quantity]) -> Quantity | None:
    """``15秒以上,20秒以内``: a lower and an upper bound make a stretch."""
    if len(quantities) != 2:  # noqa: PLR2004
        return None
    a, b = sorted(quantities, key=lambda q: q.low is None)
    if a.high is not None or b.low is not None or a.low is None or b.high is None:
        return None
    if a.low > b.high:
        return None
    flags = (a.flags | b.flags | {"range"}) - {"upper_bound", "lower_bound"}
    return replace(a, high=b.high, flags=flags, written=a.written + b.written)


def _all_told_apart(parts: Sequence[Part]) -> bool:
    labels = [(p.metrics, p.segments) for p in parts]
    return all(m or s for m, s in labels) and len(set(labels)) == len(labels)


def _same_unit(quantities: Sequence[Quantity]) -> bool:
    """Whether all are counted in the same: 20秒/40秒, but not 3个职场500席."""
    units = [q.unit for q in quantities]
    named = {u.unit if u.dimension == "count" else u.dimension for u in units if u is not None}
    return None not in units and len(named) == 1


def _hull(quantities: Sequence[Quantity]) -> Quantity:
    """The stretch over all of them; a side is open where one of them leaves it open."""
    lows, highs = [q.low for q in quantities], [q.high for q in quantities]
    low = None if None in lows else min(v for v in lows if v is not None)
    high = None if None in highs else max(v for v in highs if v is not None)
    flags = frozenset().union(*(q.flags for q in quantities)) - {"range"}
    written = tuple(w for q in quantities for w in q.written)
    return replace(quantities[0], low=low, high=high, flags=flags, written=written)


EARLIEST_PERIOD, LATEST_PERIOD = 1990, 2100  # years that a bracket may name: 98%(2025)
NONE_OF_THEM = frozenset(lexicon.words("none", "none.zero", "none.event", "none.counted"))


def state_answer(text: str, dialect: str) -> Statement:
    """The statement that a clean answer makes in the words of a dialect."""
    return parse_statement(tokenize(text, load_dialect(dialect)), dialect)


def find_non_answer(statement: Statement, *, counts: bool = False) -> Result | None:
    """Where words make the answer none, whatever numbers stand beside them."""
    remarks = statement.remarks
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING, Role.PLANNED, Role.VAGUE):
        if role in remarks:
            return no_value("pending" if role is Role.PLANNED else role.value)
    if statement.residue and not (counts and _is_denied(statement)):
        return unreadable("not_understood", "".join(t.text for t in statement.residue[:5]))
    if any("vague" in p.quantity.flags for p in statement.parts):
        return no_value("vague")
    return None


def _is_denied(statement: Statement) -> bool:
    """无安全事件: nothing but a no and what is counted."""
    periods = all(is_long_time(p.quantity) for p in statement.parts)
    return periods and all(t.text in NONE_OF_THEM for t in statement.residue)


def remark_flags(statement: Statement) -> frozenset[str]:
    """The flags of remarks that stand beside a value."""
    flags = {
        Role.TARGET: "target", Role.PERIOD: "period", Role.EVIDENCE: "evidence_claimed",
        Role.NEGOTIABLE: "negotiable", Role.TAX_INCLUDED: "tax_included",
        Role.TAX_EXCLUDED: "tax_excluded",
    }  # fmt: skip
    found = {flags[r] for r in statement.remarks if r in flags}
    targets = [p for p in statement.parts if Role.TARGET in p.remarks]
    if targets and any(p.depth == 0 and p not in targets for p in statement.parts):
        found.discard("target")  # 18秒(目标15秒): the value is measured
    return frozenset(found)


def why_no_value(statement: Statement) -> Result:
    """No quantity at all: say what the words were."""
    if statement.residue:
        return unreadable("not_understood")
    if statement.industry:
        return no_value("relative_to_industry")
    if Role.EVIDENCE in statement.remarks:
        return no_value("evidence_claimed")
    if statement.change:
        return no_value("relative_change")
    if Role.NEGOTIABLE in statement.remarks:
        return no_value("negotiable")
    return unreadable("no_number")


def finish_reading(
    choice: Choice, statement: Statement, unit: str, extra: Sequence[str] = ()
) -> Result:
    """The result of a choice, with every flag in place."""
    if choice.quantity is None:
        return unreadable(choice.reason or "several_numbers")
    quantity = choice.quantity
    flags = {*choice.flags, *quantity.flags, *extra, *remark_flags(statement)} - {"clock"}
    if "ambiguous" in flags:
        return no_value("ambiguous")
    if "multi_value" in flags:
        flags.discard("range")
    if quantity.low is not None and quantity.low < 0 and unit not in {"%", ""}:
        return unreadable("negative")
    return Result(low=quantity.low, high=quantity.high, unit=unit, flags=frozenset(flags))


def scaled(quantity: Quantity, factor: float) -> Quantity:
    low = None if quantity.low is None else round_off(quantity.low * factor)
    high = low if quantity.high == quantity.low else quantity.high
    if high is not None and high is not low:
        high = round_off(high * factor)
    if low == quantity.low and high == quantity.high:
        return quantity  # in its unit already, as most are
    return replace(quantity, low=low, high=high)


def levels_of(statement: Statement) -> tuple[list[Part], list[str]]:
    """The parts that state a level, and the flags of those that only compare."""
    flags = {
        "relative_to_industry": any(p.industry for p in statement.parts),
        "relative_change": any(p.change or p.reached for p in statement.parts),
    }
    kept = [p for p in statement.parts if not p.industry and not p.change]
    return kept, [flag for flag, found in flags.items() if found]


def without_periods(parts: Sequence[Part]) -> tuple[list[Part], bool]:
    """Without 近30天 and (2025-06), where another quantity is there to be the answer."""
    kept = [p for p in parts if not _is_period(p)]
    if kept and len(kept) < len(parts):
        return kept, True
    return list(parts), False


def _is_period(part: Part) -> bool:
    quantity = part.quantity
    if is_long_time(quantity) and (part.recent or part.depth):
        return True
    first = quantity.written[0] if quantity.written else 0.0
    return bool(part.depth) and quantity.unit is None and EARLIEST_PERIOD <= first <= LATEST_PERIOD


def is_rate(statement: Statement) -> bool:
    return any(t.role is Role.UNIT and t.value in TIMES for t in statement.rates)
