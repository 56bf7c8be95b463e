"""Records of the criteria: a tree of groups and leaves, and where its numbers stand in the file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from vendor_score.contract.settings import ContractSettings
from vendor_score.errors import Problems
from vendor_score.kinds import kind_of
from vendor_score.kinds.base import Kind
from vendor_score.kinds.improvements import AnswerImprovement
from vendor_score.kinds.readings import Aims, example_answer
from vendor_score.kinds.rules import Rule, Scale
from vendor_score.kinds.value_functions import ValueFunction
from vendor_score.price.demand import Demand
from vendor_score.price.formulas import PriceRule
from vendor_score.price.settings import PriceSettings
from vendor_score.records import (
    AnswerState,
    Cover,
    EvidenceState,
    Limits,
    Option,
    Question,
    QuestionnaireSettings,
    Reading,
)
from vendor_score.schema.yaml_nodes import (
    Entry,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_nodes,
)
from vendor_score.weights import WeightNode
from vendor_score.wording import Label, lexicon

__all__ = [
    "Criteria",
    "CriteriaFile",
    "Criterion",
    "Direction",
    "Envelope",
    "Group",
    "MissingRule",
    "MissingRules",
    "QuestionnaireSettings",
    "SettingPiece",
    "SettingPlace",
    "VerdictSettings",
    "WeightSpan",
    "places_of",
    "setting_pieces",
    "walk",
]

Direction = Literal["max", "min"]
Envelope = Literal["quality", "price"]
"""What is judged before anybody sees a price, and the price."""
_PRICE_NAMES: Final = lexicon.pattern("price_group")
MissingRule = Literal["worst", "exclude", "fail"] | float
"""What a missing answer is worth: 0 points, left out, knocked out, or so many points (0-100)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingRules:
    """The missing rule of a criterion: one rule, or a map from answer state to rule.

    A rule is ``worst`` (0 points), ``exclude`` (left out), ``fail`` (knocked out), or points.

    Attributes
    ----------
    default : str or float
    by_state : mapping of AnswerState to (str or float)
    """

    default: MissingRule = "worst"
    by_state: Mapping[AnswerState, MissingRule] = field(default_factory=dict)

    def rule(self, state: AnswerState) -> MissingRule:
        """The rule for a missing answer.

        Parameters
        ----------
        state : AnswerState
            How it is missing.

        Returns
        -------
        str or float
        """
        return self.by_state.get(state, self.default)


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A leaf of the tree: one question, and what its answers are worth.

    Attributes
    ----------
    id : str
    path : tuple of str
        Ids from the top group down to the criterion itself.
    label, question_text : Label
        Short name, and the question in full.
    weight : float
        As entered, relative to siblings.
    answer : str
        The kind of answer.
    aliases : tuple of str
        Other words for it in workbooks.
    unit, basis, tax : str or None
        What numbers are counted in; what prices are for, and whether they include tax.
    out_of : float or None
        Full mark of a score.
    options : tuple of Option
        Of a choice or list.
    levels : tuple of Label
        Of a ``judged`` criterion.
    value : ValueFunction or None
        Points of an answer; None for a relative criterion (then ``direction`` is set) and for
        ``date`` and ``text``, which are asked and shown but never scored.
    price_rule : PriceRule or None
        Of a cost that a formula on prices decides.
    direction : {"max", "min"} or None
        Of a relative criterion.
    defined_by : str or None
        The criterion that asks how this figure is defined: figures of different definitions do
        not compare.
    target, must : Rule or None
        A pass mark, and a rule that knocks out.
    missing : MissingRules
        What a missing answer is worth.
    evidence : Label or None
        What proof is asked for.
    evidence_discount : mapping of EvidenceState to float
        Points taken off by state of the evidence.
    private : bool
        Whether its answers stay out of what is shared.
    envelope : {"quality", "price"} or None
        What it belongs to, where the buyer says so; see `Criteria.price_envelope`.
    contract : str or None
        What it is in a contract, where the buyer says so: ``level``, ``duty``, ``warranty``,
        ``own_baseline`` or ``no``.
    possible, plausible : tuple of (float or None) or None
        Limits of what is read (`vendor_score.kinds.readings`).
    reference_date : datetime.date or None
        The day to which founding years and expiries count.
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
    price_rule: PriceRule | None = None
    direction: Direction | None = None
    defined_by: str | None = None
    target: Rule | None = None
    must: Rule | None = None
    missing: MissingRules = field(default_factory=MissingRules)
    evidence: Label | None = None
    evidence_discount: Mapping[EvidenceState, float] = field(default_factory=dict)
    private: bool = False
    envelope: Envelope | None = None
    contract: str | None = None
    possible: Limits | None = None
    plausible: Limits | None = None
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
        """Whether its answers are worth points."""
        return self.value is not None or self.direction is not None

    @property
    def is_relative(self) -> bool:
        """Whether its points depend on the answers of the other vendors."""
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
        """Whether the value function, or what is said to be possible, goes below zero."""
        low = None if self.possible is None else self.possible[0]
        if low is not None and low < 0:
            return True
        anchors = self.value.anchors if self.value is not None else None
        return anchors is not None and anchors.at[0][0] < 0

    def leaves(self) -> Iterator[Criterion]:
        """Itself, as a `Group` gives those below it.

        Yields
        ------
        Criterion
        """
        yield self

    def improvement(self, reading: Reading | None) -> AnswerImprovement | None:
        """What could be answered instead, must and points considered.

        Parameters
        ----------
        reading : Reading or None
            What was read of the present answer; None where there is none.

        Returns
        -------
        AnswerImprovement or None
            None where the criterion is relative or never scored: its points depend on the other
            vendors, or there are none.

        Raises
        ------
        ValueError
            For a reading in a unit that has no conversion.
        """
        if self.value is None:
            return None
        return self.value.improvement(reading, self.must, whole=self.kind.is_whole)

    def option_label(self, id: str) -> Label:
        """What an option, an item, a grade, yes or no is called; its id where it has no name.

        Parameters
        ----------
        id : str
            Of an option, item or grade, or ``yes``, ``no``, ``partial``.

        Returns
        -------
        Label
            The id itself where it has no name.
        """
        return self.kind.option_label(id, self.options)

    def question(self) -> Question:
        """What is asked and how its answer is read; nothing of weights or points.

        Returns
        -------
        Question
        """
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
            possible=self.possible,
            plausible=self.plausible,
            evidence=self.evidence,
            reference_date=self.reference_date,
            example=self._example(),
        )

    def _example(self) -> float | tuple[str, ...] | None:
        aims = Aims(
            value=self.value,
            target=self.target,
            must=self.must,
            possible=self.possible,
            plausible=self.plausible,
            options=self.options,
        )
        return example_answer(self.kind, aims)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """An inner node: criteria or groups that share its weight.

    Attributes
    ----------
    id : str
    path : tuple of str
        Ids from the top group down to this one.
    label : Label
    weight : float
        As entered, relative to siblings.
    children : tuple of Group or Criterion
    envelope : {"quality", "price"} or None
        Where the buyer says so.
    """

    id: str
    path: tuple[str, ...]
    label: Label
    weight: float
    children: tuple[Group | Criterion, ...]
    envelope: Envelope | None = None

    def leaves(self) -> Iterator[Criterion]:
        """The criteria below it, in file order.

        Returns
        -------
        iterator of Criterion
        """
        return (node for node in walk(self.children) if isinstance(node, Criterion))


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictSettings:
    """Thresholds of the verdict (docs/methods.md); named wherever a verdict is explained.

    Attributes
    ----------
    lead_share : float
        Share of draws from which a leader is called sure, 0-1.
    lead_points : float
        Points of lead from which it is called clear.
    excluded_share : float
        Weight left out from which a score is doubted, 0-1.
    """

    lead_share: float = 0.90
    lead_points: float = 2.0
    excluded_share: float = 0.20


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaFile:
    """Which file the criteria came from.

    Attributes
    ----------
    file : str
        Its shown name.
    sha256 : str
        Of its bytes, in hex.
    text : str
    places : tuple of SettingPlace
        Where the weight and the other settings of each node stand in the text, so that a file with
        others is written without parsing the text again.
    """

    file: str
    sha256: str
    text: str = ""
    places: tuple[SettingPlace, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """The whole of criteria.yaml, checked.

    Attributes
    ----------
    title : Label
    children : tuple of Group or Criterion
        The top of the tree.
    reference_date : datetime.date
        The day to which founding years and expiries count.
    missing : MissingRules
        Where a criterion says nothing else.
    weight_sets : mapping of str to mapping of str to float
        Name to entered weights by id, which replace those of the file; nodes that a set does not
        name keep theirs.
    weight_set_labels : mapping of str to Label
    evidence_discount : mapping of EvidenceState to float
        Where a criterion says nothing else.
    questionnaire : QuestionnaireSettings
    verdict : VerdictSettings
    cover : Cover
        What vendors are told on the cover of the questionnaire.
    contract : ContractSettings
        The dates of signing, the annex, the buyer's own terms.
    demand : Demand or None
        What vendors are to make offers for.
    price : PriceSettings
        How offers are judged.
    file : CriteriaFile or None
        Where it was read from.
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
    cover: Cover = field(default_factory=Cover)
    contract: ContractSettings = field(default_factory=ContractSettings)
    demand: Demand | None = None
    price: PriceSettings = field(default_factory=PriceSettings)
    file: CriteriaFile | None = None

    def leaves(self) -> tuple[Criterion, ...]:
        """Every criterion, scored or not, in file order.

        Returns
        -------
        tuple of Criterion
        """
        return tuple(leaf for top in self.children for leaf in top.leaves())

    def nodes(self) -> Iterator[Group | Criterion]:
        """Every group and criterion, parents before children, in file order.

        Returns
        -------
        iterator of Group or Criterion
        """
        return walk(self.children)

    def criterion(self, id: str) -> Criterion:
        """The leaf with this id.

        Parameters
        ----------
        id : str

        Returns
        -------
        Criterion

        Raises
        ------
        KeyError
            Where there is none.
        """
        for leaf in self.leaves():
            if leaf.id == id:
                return leaf
        raise KeyError(id)

    def questions(self) -> tuple[Question, ...]:
        """What is asked, for reading.

        Returns
        -------
        tuple of Question
            One for each criterion that is asked, in file order: where there are two envelopes, not
            what the offer sheet takes.
        """
        elsewhere = self.price_envelope() if self.price.envelopes > 1 else frozenset()
        return tuple(
            leaf.question()
            for leaf in self.leaves()
            if not leaf.kind.is_computed and leaf.id not in elsewhere
        )

    def price_envelope(self) -> frozenset[str]:
        """Criteria that belong to the price: costs, prices with a basis, and groups of the price.

        Returns
        -------
        frozenset of str
            Their ids. A group is one of the price where the buyer says so (``envelope``), or where
            a price with a basis lies in it and its name says so.
        """
        return frozenset(_of_price(self.children, None))

    def weight_tree(self) -> tuple[WeightNode, ...]:
        """The entered weights of all scored criteria, as a tree for `vendor_score.weights`.

        Returns
        -------
        tuple of WeightNode
        """
        return tuple(node for top in self.children if (node := _weight_node(top)) is not None)


def _of_price(nodes: Iterable[Group | Criterion], above: Envelope | None) -> Iterator[str]:
    """Ids of leaves in the price envelope; ``above`` is what the nearest group says."""
    for node in nodes:
        said = node.envelope or above
        if isinstance(node, Group):
            yield from _of_price(node.children, said or _by_its_name(node))
        elif said == "price" or (said is None and _has_price(node)) or node.kind.is_computed:
            yield node.id


def _by_its_name(group: Group) -> Envelope | None:
    """A group of the price by its name, where a price lies in it."""
    names = (group.id.replace("_", " "), *group.label.as_dict().values())
    named = any(re.search(_PRICE_NAMES, name, re.IGNORECASE) for name in names)
    return "price" if named and any(_has_price(leaf) for leaf in group.leaves()) else None


def _has_price(leaf: Criterion) -> bool:
    """A cost, or an amount of money for something: turnover and capital have no basis."""
    return leaf.kind.is_computed or (leaf.kind.is_price and leaf.basis is not None)


def walk(nodes: Iterable[Group | Criterion]) -> Iterator[Group | Criterion]:
    """Every group and criterion, parents before children, in file order.

    Parameters
    ----------
    nodes : iterable of Group or Criterion
        Where to begin: ``criteria.children`` for the whole tree.

    Yields
    ------
    Group or Criterion
    """
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from walk(node.children)


def _weight_node(node: Group | Criterion) -> WeightNode | None:
    if isinstance(node, Criterion):
        return WeightNode(id=node.id, weight=node.weight) if node.is_scored else None
    children = tuple(c for child in node.children if (c := _weight_node(child)) is not None)
    return WeightNode(id=node.id, weight=node.weight, children=children) if children else None


# Where weights and settings stand in the text, so that a file with others keeps all else.

_PERCENTAGE = re.compile(r"""["']?\s*([^"'%％\s]+)\s*[%％]\s*["']?""")


class WeightSpan(NamedTuple):
    """Where a node's weight stands in the text of criteria.yaml.

    Where none stands, the span is empty.

    Attributes
    ----------
    start : int
        First character, counted from 0 in code points.
    end : int
        One beyond the last.
    prefix : str
        What a number put there needs before it.
    suffix : str
        What it needs behind it.
    """

    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


class SettingPlace(NamedTuple):
    """Where a weight or another setting that the page can change stands, or would stand.

    Attributes
    ----------
    span : WeightSpan
        In the text.
    id : str
        The node it belongs to.
    field : str
        ``weight``, ``value``, ``target``, ``must`` or ``missing``; ``points:ID`` of an option or
        item, ``level:N`` of a level.
    """

    span: WeightSpan
    id: str
    field: str


class SettingPiece(NamedTuple):
    """Text up to a place of criteria.yaml where a weight or another setting stands.

    Attributes
    ----------
    text : str
        Up to the place.
    id : str or None
        The node it belongs to; None at the end.
    field : str
        ``weight``, ``value``, ``target``, ``must`` or ``missing``.
    own : str
        What stands there; empty where nothing does.
    prefix, suffix : str
        What a setting put there needs around it.
    """

    text: str
    id: str | None
    field: str = "weight"
    own: str = ""
    prefix: str = ""
    suffix: str = ""


_EDITED = ("value", "target", "must", "missing")
_NAMED_POINTS = ("options", "items", "grades")


def setting_pieces(
    text: str, places: Iterable[SettingPlace] | None = None
) -> tuple[SettingPiece, ...]:
    """The text cut at every weight, and at every setting of a criterion that the page can change.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.
    places : iterable of SettingPlace, optional
        Where known, they save parsing it again.

    Returns
    -------
    tuple of SettingPiece
        Joined with what stands at each place, they make the file again.

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    places = _places(text) if places is None else places
    pieces, at = [], 0
    # of several that are missing before one id, the order does not matter
    for span, id, name in sorted(places, key=lambda place: (place.span.start, place.span.end)):
        own = text[span.start : span.end]
        pieces.append(SettingPiece(text[at : span.start], id, name, own, span.prefix, span.suffix))
        at = span.end
    return (*pieces, SettingPiece(text[at:], None))


def _places(text: str) -> tuple[SettingPlace, ...]:
    problems = Problems("criteria.yaml")
    root = read_nodes(text, problems)
    problems.check()
    return places_of(root, text) if root else ()


def places_of(root: MapNode, text: str) -> tuple[SettingPlace, ...]:
    """Where every weight and setting stands, where the text is parsed already.

    Parameters
    ----------
    root : MapNode
        The mapping of the file.
    text : str
        Of the file.

    Returns
    -------
    tuple of SettingPlace
        Parents first, in file order.
    """
    return tuple(_places_below(root.get("criteria"), text))


def _places_below(nodes: Node | None, text: str) -> Iterator[SettingPlace]:
    for node in nodes.items if isinstance(nodes, SequenceNode) else ():
        if not isinstance(node, MapNode):
            continue
        id = next((entry for entry in node.entries if entry.key.text == "id"), None)
        if id is not None and isinstance(id.value, ScalarNode):
            name = id.value.text.strip()
            yield SettingPlace(_span(node, id, text), name, "weight")
            if node.get("criteria") is None:
                for key in _EDITED:
                    yield SettingPlace(_setting(node, id, key, text), name, key)
                yield from _points_places(node, name, text)
        yield from _places_below(node.get("criteria"), text)


def _points_places(node: MapNode, name: str, text: str) -> Iterator[SettingPlace]:
    """The points of options, items and grades, and of levels, which may have none yet."""
    for key in _NAMED_POINTS:
        options = node.get(key)
        for entry in options.entries if isinstance(options, MapNode) else ():
            points = entry.value.get("points") if isinstance(entry.value, MapNode) else entry.value
            if isinstance(points, ScalarNode):
                yield SettingPlace(_written(points, text), name, f"points:{entry.key.text.strip()}")
    levels = node.get("levels")
    for at, level in enumerate(levels.items if isinstance(levels, SequenceNode) else ()):
        points = level.get("points") if isinstance(level, MapNode) else None
        if points is not None:
            yield SettingPlace(_written(points, text), name, f"level:{at}")
        elif (label := _label_text(level)) is not None:
            span = _written(level, text)._replace(prefix=f"{{label: {label}, points: ", suffix="}")
            yield SettingPlace(span, name, f"level:{at}")


def _label_text(level: Node) -> str | None:
    """The words of a level in a form that can stand within braces."""
    if isinstance(level, ScalarNode):
        return json.dumps(level.text, ensure_ascii=False)
    if not isinstance(level, MapNode):
        return None
    label = level.get("label")
    words = label if label is not None else level
    if isinstance(words, ScalarNode):
        return json.dumps(words.text, ensure_ascii=False)
    if not isinstance(words, MapNode):
        return None
    said = {e.key.text: e.value.text for e in words.entries if isinstance(e.value, ScalarNode)}
    return json.dumps(said, ensure_ascii=False)


def _setting(node: MapNode, id: Entry, key: str, text: str) -> WeightSpan:
    found = node.get(key)
    return _before_id(node, id, key, text) if found is None else _written(found, text)


def _written(node: Node, text: str) -> WeightSpan:
    """Where a node stands, without the empty lines below it."""
    return WeightSpan(node.start, node.start + len(text[node.start : node.end].rstrip()))


def _span(node: MapNode, id: Entry, text: str) -> WeightSpan:
    weight = node.get("weight")
    return _before_id(node, id, "weight", text) if weight is None else _digits(weight, text)


def _before_id(node: MapNode, id: Entry, key: str, text: str) -> WeightSpan:
    """A place for a key that the node lacks: before ``id``, where no comment can be in the way."""
    start = id.key.start
    if node.is_flow:
        return WeightSpan(start, start, f"{key}: ", ", ")
    column = start - (text.rfind("\n", 0, start) + 1)
    return WeightSpan(start, start, f"{key}: ", "\n" + " " * column)


def _digits(weight: Node, text: str) -> WeightSpan:
    """A weight's own place, without the sign of a percentage and the quotes around it."""
    written = _PERCENTAGE.fullmatch(text, weight.start, weight.end)
    return WeightSpan(*written.span(1)) if written else WeightSpan(weight.start, weight.end)
