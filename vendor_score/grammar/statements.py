"""What an answer states: quantities with their labels, remarks, and what is not understood.

An answer is cut into clauses at stops and brackets. The items of each are found first; then one
pass over them decides which label, bound and circumstance belongs to which number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from vendor_score.grammar.quantities import (
    AFTER,
    ARTICLES,
    EARLIEST_YEAR,
    JOINING,
    LATEST_YEAR,
    Quantity,
    bounded,
    joins,
    match_quantity,
    role_at,
)
from vendor_score.grammar.tokens import Token
from vendor_score.grammar.words import (
    ARROWS,
    EXCLUDING,
    EXTREMES,
    FALLING,
    HIGHEST,
    SEGMENTS,
    Role,
)
from vendor_score.units import SECONDS
from vendor_score.wording import lexicon

__all__ = [
    "Bound",
    "Estimate",
    "Excluded",
    "Item",
    "Label",
    "Number",
    "Part",
    "Rate",
    "Remark",
    "Scale",
    "Scene",
    "Statement",
    "Unknown",
    "find_items",
    "is_long_time",
    "parse_statement",
    "set_scene",
]

REMARKS = frozenset({
    Role.TARGET, Role.PERIOD, Role.EVIDENCE, Role.TAX_INCLUDED, Role.TAX_EXCLUDED, Role.NEGOTIABLE,
    Role.PENDING, Role.REFUSED, Role.VAGUE, Role.REFERENCE, Role.PLANNED, Role.FULL, Role.FREE,
})  # fmt: skip
HARMLESS = frozenset(
    {Role.FILLER, Role.RECENT, Role.FROM, Role.AND, Role.SLASH, Role.COUNTER, Role.STOP}
)
COMPARING = frozenset({
    Role.ABOVE, Role.BELOW, Role.LOWER_BEFORE, Role.UPPER_BEFORE, Role.CHANGE,
})  # fmt: skip
# Bounds before a number that compare it with the industry where the clause speaks of that.
BELOW_WORDS = frozenset(lexicon.words("below_industry"))
EXTREME_WORDS = frozenset((*EXTREMES["best"], *EXTREMES["worst"], *HIGHEST))
WEEKDAY_WORDS = frozenset(SEGMENTS["weekday"])
NEUTRAL_CHANGES = frozenset(lexicon.words("change.neutral"))
YEAR_WORDS = frozenset(lexicon.words("year_word"))
PERIOD_UNITS = frozenset(lexicon.words("period_unit"))
ONE = frozenset(("1", *lexicon.words("digit.1", "number_word.1")))
REACHED = frozenset(lexicon.words("reached"))
HARMLESS_WORDS = frozenset(lexicon.words("harmless_word"))
KINDS_OF_SEAT = frozenset({"dedicated", "shared"})
APPROXIMATE = frozenset({Role.APPROX, Role.APPROX_BEFORE, Role.APPROX_AFTER})
FULL_MARKS = frozenset({5.0, 10.0, 100.0})


@dataclass(frozen=True, slots=True)
class Part:
    """One quantity with the metrics and circumstances it is labelled with.

    ``depth``: how many brackets it stands in. ``change``: it says by how much something changed;
    (``direction``: whether it ``rises`` or ``falls``); ``reached``: the level that it changed to;
    ``extreme``: the best or worst that happens; ``industry``: it is about the industry
    (``compared``: above it, or ``below``).
    """

    quantity: Quantity
    metrics: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    depth: int = 0
    change: bool = False
    industry: bool = False
    below: bool = False
    compared: bool = False
    recent: bool = False
    reached: bool = False
    extreme: bool = False
    direction: str | None = None
    remarks: frozenset[Role] = frozenset()


# Items are named tuples: an answer makes a dozen of them, and they are made and read faster than
# frozen dataclasses.
class Number(NamedTuple):
    """A quantity; ``level``: what was reached (提升至35%), which replaces the numbers before."""

    part: Part
    level: bool = False


class Label(NamedTuple):
    """The metric or the circumstance that a number is for."""

    name: str
    is_metric: bool


class Excluded(NamedTuple):
    """A circumstance that the clause leaves out: 不含大促."""

    name: str


class Remark(NamedTuple):
    """A word beside the numbers that says something about the answer."""

    role: Role


class Bound(NamedTuple):
    """A bound behind a rate, which belongs to the number before: 4500元/人/月`起`."""

    mark: str


class Rate(NamedTuple):
    """What a number is counted for; ``behind``: after per, / or 每, so that a bound may follow."""

    tokens: tuple[Token, ...]
    behind: bool = True


class Scale(NamedTuple):
    """The full mark of a score."""

    full: float


class Estimate(NamedTuple):
    """An approximation alone in brackets: 20秒(估计)."""


class Unknown(NamedTuple):
    """A word that no table knows, or one that has no place where it stands."""

    token: Token


Item = Number | Label | Excluded | Remark | Bound | Rate | Scale | Estimate | Unknown
Match = tuple[Item | None, int] | None
"""An item (None for a word that changes nothing) and the position behind it; None: not mine."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One clause and what holds for all of it."""

    tokens: Sequence[Token]
    depth: int
    signed: bool
    scores: bool
    years: bool
    industry: bool
    change: bool
    direction: str | None
    excludes: bool
    compared: bool
    below: bool


class Seen(NamedTuple):
    """What stood before in the same clause: any number, any rate behind one."""

    number: bool = False
    rate: bool = False


def set_scene(
    tokens: Sequence[Token], depth: int, dialect: str, *, signed: bool, industry: bool
) -> Scene:
    """Look at a clause as a whole, before its items are matched.

    Parameters
    ----------
    tokens
        The tokens between two stops or brackets.
    depth
        How many brackets they stand in.
    dialect
        Which words count.
    signed
        Whether a dash before the first number may be a minus.
    industry
        Whether the clause before named the industry and left the figure to this one.
    """
    roles = {t.role for t in tokens}
    own = Role.INDUSTRY in roles
    changes = [t.text for t in tokens if t.role is Role.CHANGE]
    directions = {text in FALLING for text in changes if text not in NEUTRAL_CHANGES}
    falls = "falls" if True in directions else "rises"
    return Scene(
        tokens=tokens,
        depth=depth,
        signed=signed,
        scores=dialect == "score",
        years=dialect == "years",
        industry=own or industry,
        change=Role.CHANGE in roles and not own,  # 高于同行,提升: compared, not changed
        direction=falls if len(directions) == 1 else None,
        excludes=any(t.text in EXCLUDING for t in tokens),
        compared=bool(roles & COMPARING),
        below=Role.BELOW in roles or any(t.text in BELOW_WORDS for t in tokens),
    )


def find_items(scene: Scene) -> Iterator[Item]:
    """The items of a clause in their order; words that change nothing are left out."""
    i, seen = 0, Seen()
    while i < len(scene.tokens):
        # Order matters: 满分5分 is a scale and no number, 2025年 a period and no number, and
        # /月 a rate before the 月 could be the unit of a number.
        item, i = (
            _match_scale(scene, i, seen)
            or _match_period(scene, i)
            or _match_rate(scene, i, seen)
            or _match_number(scene, i, seen)
            or _match_word(scene, i, seen)
        )
        if isinstance(item, Number):
            seen = Seen(number=True, rate=seen.rate)
        elif isinstance(item, Rate) and item.behind:
            seen = Seen(number=seen.number, rate=True)
        if item is not None:
            yield item


def _match_scale(scene: Scene, i: int, seen: Seen) -> Match:
    """/5, out of 10, 百分制, 满分100: the full mark."""
    tokens = scene.tokens
    token = tokens[i]
    if token.role is Role.SCALE:
        return Scale(float(str(token.value))), i + 1
    named = token.role in {Role.OUT_OF, Role.FULL}
    if not (named or (scene.scores and token.role is Role.SLASH and seen.number)):
        return None
    j = i + 1
    while named and role_at(tokens, j) is Role.FILLER:
        j += 1
    if role_at(tokens, j) is not Role.NUMBER:
        return None
    full = getattr(tokens[j].value, "low", 0.0)
    if full not in FULL_MARKS:
        return None
    return Scale(full), j + 2 if role_at(tokens, j + 1) is Role.UNIT else j + 1


def _match_period(scene: Scene, i: int) -> Match:
    """2024年, 2025年6月, 2025年1-6月: a year beside the value, not a value."""
    tokens = scene.tokens
    if scene.years or not _is_year(tokens[i]) or i + 1 >= len(tokens):
        return None
    if tokens[i + 1].text not in YEAR_WORDS:
        return None
    j = i + 2
    while role_at(tokens, j) in {Role.NUMBER, Role.RANGE, Role.UNIT, Role.PERIOD}:
        if tokens[j].role is Role.UNIT and tokens[j].text not in PERIOD_UNITS:
            return None  # 2024年30秒: the 30 is the value
        j += 1
    return Remark(Role.PERIOD), j


def _match_rate(scene: Scene, i: int, seen: Seen) -> Match:
    """/月, per seat, 每人: what a number is counted for."""
    tokens = scene.tokens
    if role_at(tokens, i) not in {Role.PER, Role.SLASH}:
        return None
    if tokens[i].text in ARTICLES and not seen.number:
        return None  # a minute is one minute; 5 a day is five per day
    j = i + 1
    if role_at(tokens, j) is Role.NUMBER and tokens[j].text in ONE:
        j += 1
    if role_at(tokens, j) is Role.COUNTER:
        j += 1
    if role_at(tokens, j) is Role.SEGMENT and tokens[j].value in KINDS_OF_SEAT:
        seat = replace(tokens[j], role=Role.BASIS, value="seat")
        return Rate((seat,), behind=False), j + 1
    if role_at(tokens, j) not in {Role.UNIT, Role.BASIS}:
        return None
    begin = j
    while role_at(tokens, j) in {Role.UNIT, Role.BASIS}:
        if role_at(tokens, j + 1) is Role.NUMBER and j > i + 1:
            break  # the unit belongs to the next number
        j += 1
    # In brackets a rate explains the figure (每人每月) and does not say what the price is for.
    return Rate(() if scene.depth else tuple(tokens[begin:j])), j


def _match_number(scene: Scene, i: int, seen: Seen) -> Match:
    """A quantity with all that the clause says about it."""
    tokens = scene.tokens
    sign = tokens[i].text if scene.signed and not seen.number and _is_sign(scene, i) else ""
    found = match_quantity(tokens, i + bool(sign), is_negative=sign == "-")
    if found is None:
        return None
    quantity, j = found
    recent = "recent" in quantity.flags
    if recent:
        quantity = replace(quantity, flags=quantity.flags - {"recent"})
    level = _is_level(scene, i, seen)
    after_target = i > 0 and tokens[i - 1].role is Role.TARGET
    part = Part(
        quantity,
        depth=scene.depth,
        change=(scene.change and not level) or sign == "+",
        industry=scene.industry and not _is_own_score(scene, i, quantity),
        below=scene.below,
        compared=scene.compared,
        recent=recent,
        reached=scene.change and level,
        extreme=tokens[i].text in EXTREME_WORDS,
        direction=scene.direction,
        remarks=frozenset({Role.TARGET} if after_target else ()),
    )
    return Number(part, level), j


def _is_own_score(scene: Scene, i: int, quantity: Quantity) -> bool:
    """4.8 高于行业平均: the score stands before what it is compared with."""
    percent = quantity.unit is not None and quantity.unit.dimension == "percent"
    before = {t.role for t in scene.tokens[:i]}
    return scene.scores and not percent and not before & (COMPARING | {Role.INDUSTRY})


def _is_level(scene: Scene, i: int, seen: Seen) -> bool:
    """提升至35%, increased to 35 %: a level, not a change."""
    tokens, back = scene.tokens, i - 1
    if role_at(tokens, back) is Role.CHANGE and tokens[back].text in ARROWS:
        return seen.number
    if role_at(tokens, i) in {Role.RANGE, Role.FROM}:
        return False
    return (
        scene.change
        and role_at(tokens, back) is Role.RANGE
        and tokens[back].text in REACHED
        and any(t.role is Role.CHANGE for t in tokens[:back])
    )


def _match_word(scene: Scene, i: int, seen: Seen) -> tuple[Item | None, int]:
    """A word beside the numbers; what nobody knows is kept as unknown."""
    tokens = scene.tokens
    token = tokens[i]
    if token.role is Role.UNIT and token.text in WEEKDAY_WORDS:
        token = replace(token, role=Role.SEGMENT, value="weekday")  # 工作日20秒
    role = token.role
    item: Item | None = None
    if role is Role.SEGMENT and scene.excludes:
        item = Excluded(str(token.value))
    elif role in {Role.METRIC, Role.SEGMENT}:
        item = Label(str(token.value), is_metric=role is Role.METRIC)
    elif role in REMARKS:
        numbered = role is Role.EVIDENCE and role_at(tokens, i + 1) is Role.NUMBER
        return Remark(role), i + 2 if numbered else i + 1  # 附件3
    elif role is Role.RATE:
        item = None if scene.depth else Rate((token,), behind=False)
    elif role in AFTER and seen.number and seen.rate and not joins(tokens, i):
        item = Bound(AFTER[role])
    elif role in APPROXIMATE and not seen.number and scene.depth:
        item = Estimate()
    elif not (_is_harmless(scene, i, seen) or _compares(scene, role)):
        item = Unknown(token)
    return item, i + 1


def _is_harmless(scene: Scene, i: int, seen: Seen) -> bool:
    """Whether a word changes nothing where it stands."""
    token = scene.tokens[i]
    if token.role is Role.UNIT:
        return getattr(token.value, "dimension", None) == "count"  # 现有坐席200
    if token.text in JOINING:
        return seen.number or _is_sign(scene, i)  # 1500+2%
    if token.role is Role.RANGE:  # a dash between words
        return not _is_sign(scene, i) and not _dangles(scene, i, seen)
    return token.role in HARMLESS or token.text in HARMLESS_WORDS


def _compares(scene: Scene, role: Role) -> bool:
    """Whether a word belongs to a change or to a comparison with the industry."""
    if scene.industry and role in {Role.LOWER_BEFORE, Role.UPPER_BEFORE}:
        return True
    compared = scene.industry or scene.change
    return compared and role in {Role.INDUSTRY, Role.CHANGE, Role.ABOVE, Role.BELOW}


def _is_sign(scene: Scene, i: int) -> bool:
    """Whether a dash stands right before a number: it may be a minus."""
    tokens = scene.tokens
    return (
        tokens[i].text in {"-", "+"}
        and role_at(tokens, i + 1) is Role.NUMBER
        and not tokens[i + 1].spaced
    )


def _dangles(scene: Scene, i: int, seen: Seen) -> bool:
    """Whether a dash ends the clause behind a number: 20- is half of a stretch."""
    return i == len(scene.tokens) - 1 and seen.number and scene.tokens[i].text != "~~"


def _is_year(token: Token) -> bool:
    value = getattr(token.value, "low", None)
    return token.role is Role.NUMBER and value is not None and EARLIEST_YEAR <= value <= LATEST_YEAR


OUT_OF_QUESTION = frozenset({"robot"})  # response times are those of people
ESTIMATED = "estimated"
SIGNED = frozenset({"percent", "number"})  # dialects in which a number may be negative


@dataclass(frozen=True, slots=True)
class Statement:
    """An answer in parts: quantities, remarks, price bases, and the words nobody knows."""

    parts: tuple[Part, ...]
    remarks: frozenset[Role]
    rates: tuple[Token, ...]  # what stood behind per, / or 每
    labels: frozenset[str]
    residue: tuple[Token, ...]
    industry: bool
    change: bool
    scales: tuple[float, ...] = ()  # the full marks that it names


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause with its labels hung on its numbers; ``waiting``: labels without a number yet."""

    depth: int
    parts: tuple[Part, ...]
    remarks: frozenset[Role]
    rates: tuple[Token, ...]
    residue: tuple[Token, ...]
    waiting: tuple[Label, ...]
    names: frozenset[str]
    excluded: frozenset[str]
    scales: tuple[float, ...]
    estimated: bool
    industry: bool
    change: bool


def parse_statement(tokens: Sequence[Token], dialect: str) -> Statement:
    """Put the tokens of an answer together to what it states.

    Parameters
    ----------
    tokens
        Those of a clean answer.
    dialect
        Which words count; one of those of `vendor_score.grammar.tokens.load_dialect`.
    """
    clauses: list[_Clause] = []
    waiting: tuple[Label, ...] = ()
    runs = list(_runs(_bare_units(tokens)))
    for number, (run, depth) in enumerate(runs, 1):
        before = clauses[-1] if clauses else None
        # Behind a bracket a dash joins two figures: 40%(淡季)-50% is no minus.
        signed = dialect in SIGNED and not (before is not None and before.depth > depth)
        # 高于同行(5%): the bracket holds the figure of the comparison.
        compared = before is not None and depth > 0 and before.industry and not before.parts
        scene = set_scene(run, depth, dialect, signed=signed, industry=compared)
        clause = attach(find_items(scene), scene, waiting)
        aside = bool(clauses) and not clause.parts and (depth > 0 or number == len(runs))
        clauses.append(clause)
        clauses = _qualify(clauses, _circumstances(clause, aside=aside))
        waiting = clause.waiting if not clause.parts and not depth else ()  # 售前:(20秒)
    return Statement(
        parts=tuple(p for c in clauses for p in c.parts),
        remarks=frozenset().union(*(c.remarks for c in clauses)),
        rates=tuple(t for c in clauses for t in c.rates),
        labels=frozenset().union(*(c.names for c in clauses)),
        residue=tuple(t for c in clauses for t in c.residue),
        industry=any(c.industry for c in clauses),
        change=any(c.change for c in clauses),
        scales=tuple(s for c in clauses for s in c.scales),
    )


def attach(items: Iterable[Item], scene: Scene, waiting: Sequence[Label]) -> _Clause:
    """Hang labels and bounds on the numbers of a clause.

    A label belongs to the number that follows; behind a number that has none yet it belongs to
    that one (20秒首响); labels behind the last number belong to it (5分钟内首次回复).

    Parameters
    ----------
    items
        The items of the clause.
    scene
        The clause as a whole.
    waiting
        Labels of the clause before, which had no number.
    """
    parts: list[Part] = []
    labels = list(waiting)
    others: dict[type, list[Any]] = {kind: [] for kind in _BESIDE}
    for item in items:
        if isinstance(item, Number):
            if item.level:
                parts.clear()  # 从20%提升到35%: the level now
            parts.append(_labelled(item.part, labels))
            labels = []
        elif isinstance(item, Label):
            if parts and not (parts[-1].metrics or parts[-1].segments):
                parts[-1] = _labelled(parts[-1], [item])
            else:
                labels.append(item)
        elif isinstance(item, Bound):
            last = parts[-1]
            parts[-1] = replace(last, quantity=bounded(last.quantity, frozenset({item.mark})))
        if type(item) in others:
            others[type(item)].append(item)
    if labels and parts:
        parts[-1] = _labelled(parts[-1], labels)
    excluded = frozenset(item.name for item in others[Excluded])
    return _Clause(
        depth=scene.depth,
        parts=tuple(parts),
        remarks=frozenset(item.role for item in others[Remark]),
        rates=tuple(t for item in others[Rate] for t in item.tokens),
        residue=tuple(
            item.token
            for item in others[Unknown]
            if not (excluded and item.token.text in EXCLUDING)
        ),
        waiting=tuple(labels),
        names=frozenset(item.name for item in others[Label]),
        excluded=excluded,
        scales=tuple(item.full for item in others[Scale]),
        estimated=bool(others[Estimate]),
        industry=scene.industry,
        change=scene.change,
    )


_BESIDE = (Excluded, Remark, Rate, Unknown, Label, Scale, Estimate)
"""Items that are gathered beside the numbers of a clause."""


def _labelled(part: Part, labels: Iterable[Label]) -> Part:
    """The part with the names of labels beside those it has."""
    metrics = frozenset(label.name for label in labels if label.is_metric)
    segments = frozenset(label.name for label in labels if not label.is_metric)
    if not metrics and not segments:
        return part
    return replace(part, metrics=part.metrics | metrics, segments=part.segments | segments)


def _circumstances(clause: _Clause, *, aside: bool) -> frozenset[str]:
    """What a clause says about the number before it, where it has none of its own."""
    circumstances = {"excluding"} if clause.excluded - OUT_OF_QUESTION else set()
    if aside:
        circumstances |= {label.name for label in clause.waiting if not label.is_metric}
        circumstances |= {ESTIMATED} if clause.estimated else set()
    return frozenset(circumstances)


def _qualify(clauses: list[_Clause], circumstances: frozenset[str]) -> list[_Clause]:
    """A circumstance that stands aside belongs to the number before it: 20秒(工作时间内)."""
    if not circumstances:
        return clauses
    for i in reversed(range(len(clauses))):
        if not clauses[i].parts:
            continue
        *others, last = clauses[i].parts
        if ESTIMATED in circumstances:
            last = replace(last, quantity=bounded(last.quantity, frozenset({"approx"})))
        last = replace(last, segments=last.segments | (circumstances - {ESTIMATED}))
        clause = replace(clauses[i], parts=(*others, last))
        return [*clauses[:i], clause, *clauses[i + 1 :]]
    return clauses


def _bare_units(tokens: Sequence[Token]) -> Iterator[Token]:
    """20(秒) as 20秒."""
    if all(token.role is not Role.OPEN for token in tokens):
        yield from tokens
        return
    for i, token in enumerate(tokens):
        roles = [role_at(tokens, j) for j in range(i - 2, i + 3)]
        opens = roles[1:] == [Role.NUMBER, Role.OPEN, Role.UNIT, Role.CLOSE]
        closes = roles[:3] == [Role.OPEN, Role.UNIT, Role.CLOSE]
        if not opens and not (closes and role_at(tokens, i - 3) is Role.NUMBER):
            yield token


def _runs(tokens: Iterable[Token]) -> Iterator[tuple[list[Token], int]]:
    """Runs of tokens between stops and brackets, with the depth of brackets."""
    depth, run = 0, list[Token]()
    for token in tokens:
        if token.role not in {Role.STOP, Role.OPEN, Role.CLOSE}:
            run.append(token)
            continue
        if run:
            yield run, depth
        run = []
        depth = max(0, depth + (token.role is Role.OPEN) - (token.role is Role.CLOSE))
    if run:
        yield run, depth


def is_long_time(quantity: Quantity) -> bool:
    """Days or longer: beside a rate or a response time it names a period."""
    unit = quantity.unit
    return (
        unit is not None
        and unit.dimension == "time"
        and SECONDS[unit.unit] * unit.factor >= SECONDS["days"]
    )
