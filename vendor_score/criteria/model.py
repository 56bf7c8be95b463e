"""Records of the criteria: a tree of groups and leaves, as the buyer wrote them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from vendor_score.criteria.write import WeightSpan
from vendor_score.kinds.base import Kind
from vendor_score.kinds.registry import kind_of
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.scale import Scale
from vendor_score.kinds.value_functions import ValueFunction
from vendor_score.records import (
    AnswerState,
    EvidenceState,
    Option,
    Question,
    QuestionnaireSettings,
)
from vendor_score.weights import WeightNode
from vendor_score.wording import Label

__all__ = [
    "Criteria",
    "CriteriaFile",
    "Criterion",
    "Direction",
    "Group",
    "MissingRule",
    "MissingRules",
    "QuestionnaireSettings",
    "VerdictSettings",
]

Direction = Literal["max", "min"]
MissingRule = Literal["worst", "exclude", "fail"] | float
"""What a missing answer is worth: 0 points, left out, knocked out, or so many points (0-100)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingRules:
    """The missing rule of a criterion: one rule, or a map from answer state to rule."""

    default: MissingRule = "worst"
    by_state: Mapping[AnswerState, MissingRule] = field(default_factory=dict)

    def rule(self, state: AnswerState) -> MissingRule:
        return self.by_state.get(state, self.default)


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A leaf of the tree: one question, and what its answers are worth.

    ``value`` is None for a relative criterion (then ``direction`` is set) and for ``date`` and
    ``text``, which are asked and shown but never scored. ``weight`` is as entered, relative to
    siblings. ``defined_by`` is the criterion that asks how this figure is defined: figures of
    different definitions do not compare. ``path`` are the ids from the top group down to the
    criterion itself.
    """

    id: str
    path: tuple[str, ...]
    label: Label
    weight: float
    answer: str
    question_text: Label
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    out_of: float | None = None
    basis: str | None = None
    tax: Literal["included", "excluded"] | None = None
    options: tuple[Option, ...] = ()
    levels: tuple[Label, ...] = ()
    value: ValueFunction | None = None
    direction: Direction | None = None
    defined_by: str | None = None
    target: Rule | None = None
    must: Rule | None = None
    missing: MissingRules = field(default_factory=MissingRules)
    evidence: Label | None = None
    evidence_discount: Mapping[EvidenceState, float] = field(default_factory=dict)
    private: bool = False
    reference_date: dt.date | None = None

    @property
    def kind(self) -> Kind:
        """The kind of answer that ``answer`` names."""
        return kind_of(self.answer)

    @property
    def scale(self) -> Scale:
        """The scale of this criterion's numbers, with the year that founding years count to."""
        year = None if self.reference_date is None else self.reference_date.year
        return self.kind.scale(self.unit, end=self.out_of, year=year)

    @property
    def is_scored(self) -> bool:
        return self.value is not None or self.direction is not None

    @property
    def is_relative(self) -> bool:
        return self.value is None and self.direction is not None

    @property
    def low_is_good(self) -> bool:
        """Whether a lower answer is the better one, as far as the criterion says."""
        if self.value is not None:
            return self.value.low_is_good
        if self.direction is not None:
            return self.direction == "min"
        return any(rule.form in ("<=", "<") for rule in (self.target, self.must) if rule)

    @property
    def may_be_negative(self) -> bool:
        """Whether the value function gives points to answers below zero."""
        anchors = self.value.anchors if self.value is not None else None
        return anchors is not None and anchors.at[0][0] < 0

    def question(self) -> Question:
        """What reading needs to know of this criterion; nothing of weights or points."""
        return Question(
            id=self.id,
            kind=self.answer,
            label=self.label,
            text=self.question_text,
            aliases=self.aliases,
            unit=self.unit,
            out_of=self.out_of,
            basis=self.basis,
            tax=self.tax,
            options=self.options,
            levels=self.levels,
            low_is_good=self.low_is_good,
            may_be_negative=self.may_be_negative,
            evidence=self.evidence,
            reference_date=self.reference_date,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """An inner node: criteria or groups that share its weight."""

    id: str
    path: tuple[str, ...]
    label: Label
    weight: float
    children: tuple[Group | Criterion, ...]

    def leaves(self) -> Iterator[Criterion]:
        for child in self.children:
            if isinstance(child, Group):
                yield from child.leaves()
            else:
                yield child


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictSettings:
    """Thresholds of the verdict (docs/methods.md); named wherever a verdict is explained."""

    lead_share: float = 0.90
    lead_points: float = 2.0
    excluded_share: float = 0.20


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaFile:
    """Which file the criteria came from: its shown name, the sha256 of its bytes, its text.

    ``weight_spans``: where the weight of each node stands in the text, so that a file with other
    weights is written without parsing the text again.
    """

    file: str
    sha256: str
    text: str = ""
    weight_spans: Mapping[str, WeightSpan] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """The whole of criteria.yaml, checked.

    ``weight_sets``: name to entered weights by id, which replace those of the file
    (`weights.enter_weights`); nodes that a set does not name keep theirs.
    """

    title: Label
    children: tuple[Group | Criterion, ...]
    reference_date: dt.date
    missing: MissingRules = field(default_factory=MissingRules)
    weight_sets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    weight_set_labels: Mapping[str, Label] = field(default_factory=dict)
    evidence_discount: Mapping[EvidenceState, float] = field(default_factory=dict)
    questionnaire: QuestionnaireSettings = field(default_factory=QuestionnaireSettings)
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    file: CriteriaFile | None = None

    def leaves(self) -> tuple[Criterion, ...]:
        """Every criterion, scored or not, in file order."""
        return tuple(leaf for top in self.children for leaf in _leaves(top))

    def nodes(self) -> Iterator[Group | Criterion]:
        """Every group and criterion, parents before children, in file order."""
        for top in self.children:
            yield from _nodes(top)

    def criterion(self, id: str) -> Criterion:
        """The leaf with this id. Raises KeyError."""
        for leaf in self.leaves():
            if leaf.id == id:
                return leaf
        raise KeyError(id)

    def questions(self) -> tuple[Question, ...]:
        return tuple(leaf.question() for leaf in self.leaves())

    def weight_tree(self) -> tuple[WeightNode, ...]:
        """The entered weights of all scored criteria, as a tree for `vendor_score.weights`."""
        return tuple(node for top in self.children if (node := _weight_node(top)) is not None)


def _leaves(node: Group | Criterion) -> Iterator[Criterion]:
    if isinstance(node, Group):
        yield from node.leaves()
    else:
        yield node


def _nodes(node: Group | Criterion) -> Iterator[Group | Criterion]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _nodes(child)


def _weight_node(node: Group | Criterion) -> WeightNode | None:
    if isinstance(node, Criterion):
        return WeightNode(id=node.id, weight=node.weight) if node.is_scored else None
    children = tuple(c for child in node.children if (c := _weight_node(child)) is not None)
    return WeightNode(id=node.id, weight=node.weight, children=children) if children else None
