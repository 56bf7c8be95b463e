"""Small decision problems made by hand, for tests that need no file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision import Decision, decide
from vendor_score.findings import Source
from vendor_score.kinds.value_functions import Points
from vendor_score.records import Answer, Answers, AnswerState, Reading
from vendor_score.wording import Label

DAY = dt.date(2026, 12, 1)


def words(text: str) -> Label:
    return Label(en=text, zh=f"{text}项")


def leaf(id: str, weight: float = 1.0, **changes) -> Criterion:
    """A criterion in points unless said otherwise."""
    settings = {"answer": "number", "value": Points(), **changes}
    if settings.get("direction"):
        settings["value"] = None
    return Criterion(
        id=id,
        path=(id,),
        label=words(id),
        weight=weight,
        question_text=words(f"{id}?"),
        reference_date=DAY,
        **settings,
    )


def group(id: str, weight: float, *children: Group | Criterion) -> Group:
    below = tuple(_below(child, id) for child in children)
    return Group(id=id, path=(id,), label=words(id), weight=weight, children=below)


def criteria(*children, **changes) -> Criteria:
    return Criteria(title=words("shortlist"), children=children, reference_date=DAY, **changes)


def number(low: float | None, high: float | None = None, *, id: str = "", **changes) -> Answer:
    """An answered number; one figure is exact."""
    ends = (low, low if high is None else high)
    reading = Reading(text=f"{low}", kind="number", low=ends[0], high=ends[1], **changes)
    return answered(reading, id=id)


def answered(reading: Reading, *, id: str = "", **changes) -> Answer:
    return Answer(
        criterion=id, text=reading.text, state=AnswerState.ANSWERED, reading=reading, **changes
    )


def missing(state: str, *, id: str = "", text: str = "") -> Answer:
    return Answer(criterion=id, state=AnswerState(state), text=text)


def answers(given: Mapping[str, Mapping[str, Answer | float | str]], **changes) -> Answers:
    """Answers by vendor and criterion: a number, a missing state by name, or a whole answer."""
    whole = {
        vendor: {
            id: _answer(cell, id, f"C{row + 2}") for row, (id, cell) in enumerate(cells.items())
        }
        for vendor, cells in given.items()
    }
    return Answers(vendors=tuple(given), given=whole, **changes)


def decision(tree: Criteria, given: Mapping[str, Mapping[str, object]], **changes) -> Decision:
    return decide(tree, answers(given, **changes))


def matrix_decision(
    matrix: Sequence[Sequence[float]], weights: Sequence[float], objectives: Sequence[str] = ()
) -> Decision:
    """A plain matrix: in points without objectives, else relative with these directions."""
    directions = list(objectives) or [None] * len(weights)
    leaves = [
        leaf(f"c{at}", weight, **({"direction": way} if way else {}))
        for at, (weight, way) in enumerate(zip(weights, directions, strict=True))
    ]
    given = {
        f"A{row + 1}": {f"c{at}": float(cell) for at, cell in enumerate(cells)}
        for row, cells in enumerate(matrix)
    }
    return decision(criteria(*leaves), given)


def _below(node: Group | Criterion, above: str) -> Group | Criterion:
    path = (above, *node.path)
    if isinstance(node, Group):
        return replace(node, path=path, children=tuple(_below(c, above) for c in node.children))
    return replace(node, path=path)


def _answer(cell: Answer | float | str, id: str, place: str) -> Answer:
    if isinstance(cell, str):
        cell = missing(cell)
    elif not isinstance(cell, Answer):
        cell = number(float(cell))
    return replace(cell, criterion=id, source=Source(file="a.xlsx", sheet="Service", cell=place))
