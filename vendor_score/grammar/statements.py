"""What an answer states: quantities with their labels, remarks, and what is not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vendor_score.grammar.quantities import (
    AFTER,
    JOINING,
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

__all__ = ["Part", "Statement", "is_long_time", "parse_statement"]

REMARKS = frozenset({
    Role.TARGET, Role.PERIOD, Role.EVIDENCE, Role.TAX_INCLUDED, Role.TAX_EXCLUDED, Role.NEGOTIABLE,
    Role.PENDING, Role.REFUSED, Role.VAGUE, Role.REFERENCE, Role.PLANNED, Role.FULL, Role.FREE,
})  # fmt: skip
HARMLESS = frozenset(
    {Role.FILLER, Role.RECENT, Role.FROM, Role.AND, Role.SLASH, Role.COUNTER, Role.STOP}
)
OUT_OF_QUESTION = frozenset({"robot"})  # response times are those of people
COMPARING = frozenset({
    Role.ABOVE, Role.BELOW, Role.LOWER_BEFORE, Role.UPPER_BEFORE, Role.CHANGE,
})  # fmt: skip
EXTREME_WORDS = frozenset((*EXTREMES["best"], *EXTREMES["worst"], *HIGHEST))
YEAR_WORDS = frozenset({"年", "年度", "年底", "年末", "年初", "年中"})
KINDS_OF_SEAT = frozenset({"dedicated", "shared"})
APPROXIMATE = frozenset({Role.APPROX, Role.APPROX_BEFORE, Role.APPROX_AFTER})
ESTIMATED = "estimated"
FULL_MARKS = frozenset({5.0, 10.0, 100.0})
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


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


class _Clause:
    """Reads one clause; a class only because its parts are collected while it is walked."""

    def __init__(self, tokens: Sequence[Token], depth: int, kind: str) -> None:
        self.tokens, self.depth = tokens, depth
        self.signed = kind in {"percent", "number"}
        self.scores, self.years = kind == "score", kind == "years"
        self.scales: list[float] = []
        self.excluded: set[str] = set()
        self.rated = self.estimates = False
        self.parts: list[Part] = []
        self.remarks: set[Role] = set()
        self.rates: list[Token] = []
        self.residue: list[Token] = []
        self.labels: list[Token] = []
        self.seen_labels: set[str] = set()
        roles = {t.role for t in tokens}
        self.industry = Role.INDUSTRY in roles
        self.change = Role.CHANGE in roles and not self.industry
        directions = {t.text in FALLING for t in tokens if t.role is Role.CHANGE}
        self.direction = (
            ("falls" if True in directions else "rises") if len(directions) == 1 else None
        )
        self.excludes = any(t.text in EXCLUDING for t in tokens)
        self.compared = bool(roles & COMPARING)
        self.below = Role.BELOW in roles or any(
            t.text in {"低于", "below", "lower than", "under", "less than"} for t in tokens
        )

    @property
    def names_industry(self) -> bool:
        """Whether it speaks of the industry and leaves the figure to what follows."""
        return self.industry and not self.parts

    def read(self) -> None:
        i = 0
        while i < len(self.tokens):
            i = (
                self._scale(i)
                or self._period(i)
                or self._rate(i)
                or self._quantity(i)
                or self._remark(i)
            )
        self._hang_labels()
        if self.excludes and self.excluded:
            self.residue = [t for t in self.residue if t.text not in EXCLUDING]

    def _scale(self, i: int) -> int:
        """/5, out of 10, 百分制, 满分100: the full mark."""
        token = self.tokens[i]
        if token.role is Role.SCALE:
            self.scales.append(float(str(token.value)))
            return i + 1
        named = token.role in {Role.OUT_OF, Role.FULL}
        if not (named or (self.scores and token.role is Role.SLASH and self.parts)):
            return 0
        j = i + 1
        while named and role_at(self.tokens, j) is Role.FILLER:
            j += 1
        if role_at(self.tokens, j) is not Role.NUMBER:
            return 0
        full = getattr(self.tokens[j].value, "low", 0.0)
        if full not in FULL_MARKS:
            return 0
        self.scales.append(full)
        return j + 2 if role_at(self.tokens, j + 1) is Role.UNIT else j + 1

    def _period(self, i: int) -> int:
        """2024年, 2025年6月, 2025年1-6月: a year beside the value, not a value."""
        if self.years:
            return 0
        year = self.tokens[i]
        if not _is_year(year) or i + 1 >= len(self.tokens):
            return 0
        if self.tokens[i + 1].text not in YEAR_WORDS:
            return 0
        j = i + 2
        while role_at(self.tokens, j) in {Role.NUMBER, Role.RANGE, Role.UNIT, Role.PERIOD}:
            unit = self.tokens[j].role is Role.UNIT
            if unit and self.tokens[j].text not in {"月", "日", "年", "年度", "季度"}:
                return 0
            j += 1
        self.remarks.add(Role.PERIOD)
        return j

    def _rate(self, i: int) -> int:
        """/月, per seat, 每人: what a number is counted for."""
        if role_at(self.tokens, i) not in {Role.PER, Role.SLASH}:
            return 0
        if self.tokens[i].text in {"a", "an"} and not self.parts:
            return 0
        j = i + 1
        if role_at(self.tokens, j) is Role.NUMBER and self.tokens[j].text in {"1", "一", "one"}:
            j += 1
        if role_at(self.tokens, j) is Role.COUNTER:
            j += 1
        if role_at(self.tokens, j) is Role.SEGMENT and self.tokens[j].value in KINDS_OF_SEAT:
            self.rates.append(replace(self.tokens[j], role=Role.BASIS, value="seat"))
            return j + 1
        if role_at(self.tokens, j) not in {Role.UNIT, Role.BASIS}:
            return 0
        self.rated = True
        while role_at(self.tokens, j) in {Role.UNIT, Role.BASIS}:
            if role_at(self.tokens, j + 1) is Role.NUMBER and j > i + 1:
                break
            if not self.depth:
                self.rates.append(self.tokens[j])
            j += 1
        return j

    def _quantity(self, i: int) -> int:
        sign = self.tokens[i].text if self.signed and not self.parts and self._is_sign(i) else ""
        found = match_quantity(self.tokens, i + bool(sign))
        if found is None:
            return 0
        quantity, j = found
        if sign == "-":
            quantity = quantity.negative()
        recent = "recent" in quantity.flags
        quantity = replace(quantity, flags=quantity.flags - {"recent"})
        after_target = i > 0 and self.tokens[i - 1].role is Role.TARGET
        part = Part(
            quantity,
            metrics=frozenset(str(t.value) for t in self.labels if t.role is Role.METRIC),
            segments=frozenset(str(t.value) for t in self.labels if t.role is Role.SEGMENT),
            depth=self.depth,
            change=(self.change and not self._is_level(i)) or sign == "+",
            industry=self.industry and not self._is_own_score(i, quantity),
            below=self.below,
            compared=self.compared,
            recent=recent,
            reached=self.change and self._is_level(i),
            extreme=self.tokens[i].text in EXTREME_WORDS,
            direction=self.direction,
            remarks=frozenset({Role.TARGET} if after_target else ()),
        )
        if self._is_level(i) and self.parts:
            self.parts.clear()  # 从20%提升到35%: the level now
        self.parts.append(part)
        self.labels = []
        return j

    def _is_own_score(self, i: int, quantity: Quantity) -> bool:
        """4.8 高于行业平均: the score stands before what it is compared with."""
        percent = quantity.unit is not None and quantity.unit.dimension == "percent"
        before = {t.role for t in self.tokens[:i]}
        return self.scores and not percent and not before & (COMPARING | {Role.INDUSTRY})

    def _is_level(self, i: int) -> bool:
        """提升至35%, increased to 35 %: a level, not a change."""
        back = i - 1
        if role_at(self.tokens, back) is Role.CHANGE and self.tokens[back].text in ARROWS:
            return bool(self.parts)
        if role_at(self.tokens, i) in {Role.RANGE, Role.FROM}:
            return False
        return (
            self.change
            and role_at(self.tokens, back) is Role.RANGE
            and self.tokens[back].text in {"到", "至", "to"}
            and any(t.role is Role.CHANGE for t in self.tokens[:back])
        )

    def _remark(self, i: int) -> int:
        """A word beside the numbers; what nobody knows goes to the residue."""
        token = self.tokens[i]
        if token.role is Role.UNIT and token.text in SEGMENTS["weekday"]:
            token = replace(token, role=Role.SEGMENT, value="weekday")  # 工作日20秒
        role = token.role
        if role in {Role.METRIC, Role.SEGMENT}:
            self._label(token)
        elif role in REMARKS:
            self.remarks.add(role)
            numbered = role is Role.EVIDENCE and role_at(self.tokens, i + 1) is Role.NUMBER
            return i + 2 if numbered else i + 1  # 附件3
        elif role is Role.RATE:
            self.rates += [] if self.depth else [token]
        elif role in AFTER and self.parts and self.rated and not joins(self.tokens, i):
            last = self.parts[-1]  # 4500元/人/月起
            marks = frozenset({AFTER[role]})
            self.parts[-1] = replace(last, quantity=bounded(last.quantity, marks))
        elif role in APPROXIMATE and not self.parts and self.depth:
            self.estimates = True  # 20秒(估计)
        elif not (self._is_harmless(i) or self._compares(role)):
            self.residue.append(token)
        return i + 1

    def _is_harmless(self, i: int) -> bool:
        """Whether a word changes nothing where it stands."""
        token = self.tokens[i]
        if token.role is Role.UNIT:
            return _is_noun(token)  # 现有坐席200
        if token.text in JOINING:
            return bool(self.parts) or self._is_sign(i)  # 1500+2%
        if token.role is Role.RANGE:
            return not self._is_sign(i) and not self._dangles(i)  # a dash between words
        return token.role in HARMLESS or token.text in {"of", "a", "an", "p"}

    def _compares(self, role: Role) -> bool:
        """Whether a word belongs to a change or to a comparison with the industry."""
        if self.industry and role in {Role.LOWER_BEFORE, Role.UPPER_BEFORE}:
            return True
        compared = self.industry or self.change
        return compared and role in {Role.INDUSTRY, Role.CHANGE, Role.ABOVE, Role.BELOW}

    def _is_sign(self, i: int) -> bool:
        """Whether a dash stands right before a number: it may be a minus."""
        return (
            self.tokens[i].text in {"-", "+"}
            and role_at(self.tokens, i + 1) is Role.NUMBER
            and not self.tokens[i + 1].spaced
        )

    def _dangles(self, i: int) -> bool:
        """Whether a dash ends the clause behind a number: 20- is half of a stretch."""
        return i == len(self.tokens) - 1 and bool(self.parts) and self.tokens[i].text != "~~"

    def _label(self, token: Token) -> None:
        if self.excludes and token.role is Role.SEGMENT:
            self.excluded.add(str(token.value))
            return
        self.seen_labels.add(str(token.value))
        last = self.parts[-1] if self.parts else None
        if last is None or last.metrics or last.segments:
            self.labels.append(token)
            return
        name = frozenset({str(token.value)})
        if token.role is Role.METRIC:
            self.parts[-1] = replace(last, metrics=name)
        else:
            self.parts[-1] = replace(last, segments=name)

    def _hang_labels(self) -> None:
        """Labels behind the last number belong to it: 5分钟内首次回复."""
        if self.labels and self.parts:
            last = self.parts[-1]
            metrics = frozenset(str(t.value) for t in self.labels if t.role is Role.METRIC)
            segments = frozenset(str(t.value) for t in self.labels if t.role is Role.SEGMENT)
            self.parts[-1] = replace(
                last, metrics=last.metrics | metrics, segments=last.segments | segments
            )


def _is_noun(token: Token) -> bool:
    return getattr(token.value, "dimension", None) == "count"


def _is_year(token: Token) -> bool:
    value = getattr(token.value, "low", None)
    return token.role is Role.NUMBER and value is not None and EARLIEST_YEAR <= value <= LATEST_YEAR


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


def _clauses(tokens: Iterable[Token]) -> Iterator[tuple[list[Token], int]]:
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


def parse_statement(tokens: Sequence[Token], kind: str) -> Statement:
    """The statement that the tokens make, for a kind of answer."""
    clauses: list[_Clause] = []
    pending: list[Token] = []
    runs = list(_clauses(_bare_units(tokens)))
    for number, (run, depth) in enumerate(runs, 1):
        clause = _Clause(run, depth, kind)
        clause.labels = pending  # 售前:(20秒)
        clause.signed &= not (clauses and clauses[-1].depth > depth)  # 40%(淡季)-50%
        clause.industry |= bool(clauses) and depth > 0 and clauses[-1].names_industry
        clause.read()
        said = clause.excluded - OUT_OF_QUESTION
        aside = bool(clauses) and not clause.parts and (depth > 0 or number == len(runs))
        circumstances = {"excluding"} if said else set()
        if aside and clause.estimates:
            circumstances.add(ESTIMATED)
        if aside:
            circumstances |= {str(t.value) for t in clause.labels if t.role is Role.SEGMENT}
        clauses.append(clause)
        _qualify(clauses, circumstances)
        pending = clause.labels if not clause.parts and not depth else []
    return Statement(
        parts=tuple(p for c in clauses for p in c.parts),
        remarks=frozenset().union(*(c.remarks for c in clauses)),
        rates=tuple(t for c in clauses for t in c.rates),
        labels=frozenset().union(*(c.seen_labels for c in clauses)),
        residue=tuple(t for c in clauses for t in c.residue),
        industry=any(c.industry for c in clauses),
        change=any(c.change for c in clauses),
        scales=tuple(s for c in clauses for s in c.scales),
    )


def _qualify(clauses: Sequence[_Clause], circumstances: set[str]) -> None:
    """A circumstance that stands aside belongs to the number before it: 20秒(工作时间内)."""
    if not circumstances:
        return
    for clause in reversed(clauses):
        if clause.parts:
            last = clause.parts[-1]
            if ESTIMATED in circumstances:
                last = replace(last, quantity=bounded(last.quantity, frozenset({"approx"})))
                circumstances = circumstances - {ESTIMATED}
            clause.parts[-1] = replace(last, segments=last.segments | circumstances)
            return


def is_long_time(quantity: Quantity) -> bool:
    """Days or longer: beside a rate or a response time it names a period."""
    unit = quantity.unit
    return (
        unit is not None
        and unit.dimension == "time"
        and SECONDS[unit.unit] * unit.factor >= SECONDS["days"]
    )
