"""What an answer states: quantities with their labels, remarks, and what is not understood.

An answer is cut into clauses at stops and brackets. `vendor_score.grammar.clause_items` finds the
items of each; here one pass over them decides which label, bound and circumstance belongs to which
number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vendor_score.grammar.clause_items import (
    Bound,
    Estimate,
    Excluded,
    Item,
    Label,
    Number,
    Part,
    Rate,
    Remark,
    Scale,
    Scene,
    Unknown,
    find_items,
    set_scene,
)
from vendor_score.grammar.quantities import Quantity, bounded, role_at
from vendor_score.grammar.tokens import Token
from vendor_score.grammar.words import EXCLUDING, Role
from vendor_score.units import SECONDS

__all__ = ["Part", "Statement", "is_long_time", "parse_statement"]

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
    found = list(items)
    parts: list[Part] = []
    labels = list(waiting)
    for item in found:
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
    if labels and parts:
        parts[-1] = _labelled(parts[-1], labels)
    excluded = frozenset(item.name for item in found if isinstance(item, Excluded))
    return _Clause(
        depth=scene.depth,
        parts=tuple(parts),
        remarks=frozenset(item.role for item in found if isinstance(item, Remark)),
        rates=tuple(t for item in found if isinstance(item, Rate) for t in item.tokens),
        residue=tuple(
            item.token
            for item in found
            if isinstance(item, Unknown) and not (excluded and item.token.text in EXCLUDING)
        ),
        waiting=tuple(labels),
        names=frozenset(item.name for item in found if isinstance(item, Label)),
        excluded=excluded,
        scales=tuple(item.full for item in found if isinstance(item, Scale)),
        estimated=any(isinstance(item, Estimate) for item in found),
        industry=scene.industry,
        change=scene.change,
    )


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
