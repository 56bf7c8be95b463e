"""criteria.yaml to its tree: keys checked against the kind of answer, weights, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from vendor_score.criteria.fields import GROUP, LEAF, is_group, is_percent, kind_names
from vendor_score.criteria.model import Criterion, Group, MissingRules
from vendor_score.errors import in_line, nearest, one_of, shown
from vendor_score.kinds import KINDS, kind_of
from vendor_score.kinds.base import Kind
from vendor_score.kinds.rules import Rule, Scale
from vendor_score.questionnaire.questions import alnum, normalize_heading, strip_numbering
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.schema.schema_types import Fields, Location
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode
from vendor_score.wording import Label

__all__ = [
    "Defaults",
    "Draft",
    "build_criterion",
    "build_tree",
    "check_names",
    "discounts",
    "label_of",
    "missing_rules",
    "parse_nodes",
    "walk",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Defaults:
    """What the file says once for every criterion.

    Attributes
    ----------
    reference_date : dt.date
        Years count to it.
    missing : MissingRules
        What missing answers are worth.
    evidence_discount : mapping of EvidenceState to float
        Share of the points that is lost, by state of the evidence.
    currency : str
        The buyer's, in which costs are counted.
    """

    reference_date: dt.date
    missing: MissingRules
    evidence_discount: Mapping[EvidenceState, float]
    currency: str = "CNY"


def build_criterion(
    fields: Fields, path: tuple[str, ...], weight: float, defaults: Defaults
) -> Criterion | None:
    """A leaf of criteria.yaml as a criterion; problems are noted.

    Parameters
    ----------
    fields : Fields
        What was read of the leaf.
    path : tuple of str
        Ids from the top group down to the leaf.
    weight : float
        As entered, relative to siblings.
    defaults : Defaults
        What the file says once for every criterion.

    Returns
    -------
    Criterion or None
        None where its kind of answer is unknown.
    """
    written = fields.get("answer")
    if written is None:
        return None
    kind = kind_of(written)
    _check_keys(fields, kind)
    unit, basis = kind.unit_and_basis(fields)
    if kind.is_computed and not fields.has("rule"):
        unit = defaults.currency
    scale = kind.scale_of_fields(fields, unit, defaults.reference_date.year)
    value = kind.value_function(fields, scale)
    kind.check_fields(fields, unit, basis)
    label = label_of(fields)
    return Criterion(
        id=fields.get("id", ""),
        path=path,
        label=label,
        weight=weight,
        answer=kind.id,
        question_text=fields.get("question", label),
        aliases=fields.get("aliases", ()),
        unit=unit,
        out_of=kind.out_of(scale),
        basis=basis,
        tax=fields.get("tax"),
        options=kind.options(fields),
        levels=tuple(level.label for level in fields.get("levels", ())),
        value=value,
        price_rule=kind.price_rule(fields),
        direction=fields.get("direction"),
        defined_by=fields.get("defined_by"),
        target=_rule(fields, "target", kind, scale),
        must=_rule(fields, "must", kind, scale),
        missing=missing_rules(fields, defaults.missing),
        evidence=fields.get("evidence"),
        evidence_discount={**defaults.evidence_discount, **discounts(fields)},
        private=fields.get("private", kind.is_computed),
        envelope=fields.get("envelope"),
        contract=fields.get("contract"),
        possible=fields.get("possible"),
        plausible=fields.get("plausible"),
        reference_date=defaults.reference_date,
    )


def label_of(fields: Fields) -> Label:
    """The label as given, else the id in words.

    Parameters
    ----------
    fields : Fields
        Of a group or leaf.

    Returns
    -------
    Label
    """
    words = str(fields.get("id", "")).replace("_", " ")
    words = words[:1].upper() + words[1:]
    label: Label = fields.get("label", Label.same(words))
    return label


def missing_rules(fields: Fields, default: MissingRules) -> MissingRules:
    """The rules as given; what a map leaves open follows the file's default.

    Parameters
    ----------
    fields : Fields
        Of the file or of a leaf.
    default : MissingRules
        What a map leaves open.

    Returns
    -------
    MissingRules
    """
    written: Mapping[str, Any] = fields.get("missing", {})
    by_state = {AnswerState(s): rule for s, rule in written.items() if s != "default"}
    if "default" in written:
        return MissingRules(default=written["default"], by_state=by_state)
    return MissingRules(default=default.default, by_state={**default.by_state, **by_state})


def discounts(fields: Fields) -> dict[EvidenceState, float]:
    """``evidence_discount`` by state.

    Parameters
    ----------
    fields : Fields
        Of the file or of a leaf.

    Returns
    -------
    dict of EvidenceState to float
        Share of the points that is lost, 0 to 1.
    """
    written: Fields | None = fields.get("evidence_discount")
    values = written.values if written else {}
    return {EvidenceState(state): off for state, off in values.items() if off is not None}


def _check_keys(fields: Fields, kind: Kind) -> None:
    for one in LEAF.fields:
        if one.kinds is not None and kind.id not in one.kinds and fields.has(one.name):
            kinds = one_of(kind_names(one.kinds))
            fields.wrong(one.name, "key_not_for_kind", kind=kind.id, kinds=kinds)
    if kind.required_key and not fields.has(kind.required_key):
        fields.wrong(kind.required_key, "missing_key")


def _rule(fields: Fields, name: str, kind: Kind, scale: Scale) -> Rule | None:
    written: str | None = fields.get(name)
    if written is None or not kind.is_scored:
        return None
    try:
        rule = kind.rule(written, scale, fields)
    except ValueError:
        fields.wrong(name, "rule_unreadable", found=shown(written))
        return None
    if not _fits(fields, name, rule, kind):
        return None
    return replace(
        rule,
        natural_low=scale.low,
        natural_high=scale.high,
        reference_year=scale.reference_year,
    )


def _fits(fields: Fields, name: str, rule: Rule, kind: Kind) -> bool:
    """Whether the rule can be tested on this kind of answer; note it where it cannot."""
    is_fit = rule.form in kind.rule_forms and rule.is_numeric == (kind.rule_operands == "number")
    if kind.rule_operands == "yes_no":
        is_fit = is_fit and rule.operands in (("yes",), ("no",))
    if not is_fit:
        key = f"rule_wants_{kind.rule_operands}"
        fields.wrong(name, key, found=shown(rule.text), kind=kind.id)
        return False
    known = fields.get(kind.options_key, {}) if kind.options_key else {}
    unknown = [str(word) for word in rule.operands if word not in known]
    if known and unknown:
        near = nearest(unknown[0], known)
        fields.wrong(name, "rule_unknown_name", found=shown(unknown[0]), near=near)
        return False
    return True


# The tree of criteria.yaml: groups and leaves read, weights settled, names checked across it.

_ZERO = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A node as read, before weights are settled and leaves are built.

    Attributes
    ----------
    fields : Fields
        What was read of it.
    path : tuple of str
        Ids from the top down.
    children : tuple of Draft or None
        None for a leaf.
    """

    fields: Fields
    path: tuple[str, ...]
    children: tuple[Draft, ...] | None = None

    @property
    def is_group(self) -> bool:
        """Whether it has children."""
        return self.children is not None

    @property
    def can_score(self) -> bool:
        """Whether weight on this node could have an effect, as far as its keys say."""
        if self.children is not None:
            return any(child.can_score for child in self.children)
        kind = self.fields.get("answer")
        if kind is None:
            return True
        return KINDS[kind].is_scored and (KINDS[kind].is_judged or _has_points(self.fields))


def _has_points(fields: Fields) -> bool:
    if fields.has("value") or fields.has("direction"):
        return True
    kind = KINDS[fields.get("answer")]
    return kind.options_earn_points(fields)


def parse_nodes(
    nodes: SequenceNode | None, at: Location, path: tuple[str, ...] = ()
) -> tuple[Draft, ...]:
    """Read a list of groups and leaves; what is no mapping is noted and left out.

    Parameters
    ----------
    nodes : SequenceNode or None
        None where the key is missing.
    at : Location
        Where reading is.
    path : tuple of str, optional
        Ids of the groups above.

    Returns
    -------
    tuple of Draft
    """
    read = []
    for position, node in enumerate(nodes.items if nodes else (), start=1):
        step = _step(node, position)
        here = Location(at.problems, (*path, step))
        if not isinstance(node, MapNode):
            here.not_a("mapping", node)
        elif draft := _draft(node, here, (*path, step)):
            read.append(draft)
    return tuple(read)


def _step(node: Node, position: int) -> str:
    """The node's id for paths, or its place in the list where it has none."""
    id = node.get("id") if isinstance(node, MapNode) else None
    has_id = isinstance(id, ScalarNode) and bool(id.text.strip())
    return shown(id.text) if has_id and isinstance(id, ScalarNode) else f"criteria[{position}]"


def _draft(node: MapNode, at: Location, path: tuple[str, ...]) -> Draft | None:
    if not is_group(node):
        fields = LEAF.read(node, at)
        return Draft(fields=fields, path=path) if fields else None
    fields = GROUP.read(node, at)
    if fields is None:
        return None
    return Draft(fields=fields, path=path, children=parse_nodes(fields.get("criteria"), at, path))


def walk(tops: tuple[Draft, ...]) -> Iterator[Draft]:
    """Every draft, parents first.

    Parameters
    ----------
    tops : tuple of Draft
        The nodes at the top.

    Yields
    ------
    Draft
    """
    for draft in tops:
        yield draft
        yield from walk(draft.children or ())


def build_tree(siblings: tuple[Draft, ...], defaults: Defaults) -> tuple[Group | Criterion, ...]:
    """Groups and criteria with their entered weights.

    Parameters
    ----------
    siblings : tuple of Draft
        In file order.
    defaults : Defaults
        What the file says once for every criterion.

    Returns
    -------
    tuple of (Group or Criterion)
        Without leaves whose kind is unknown.
    """
    return _built(siblings, _weights(siblings), defaults)


def _built(
    siblings: tuple[Draft, ...], weights: list[float], defaults: Defaults
) -> tuple[Group | Criterion, ...]:
    nodes: list[Group | Criterion] = []
    for draft, weight in zip(siblings, weights, strict=True):
        if draft.children is None:
            criterion = build_criterion(draft.fields, draft.path, weight, defaults)
            nodes += [criterion] if criterion else []
        else:
            nodes.append(_group(draft, draft.children, weight, defaults))
    return tuple(nodes)


def _group(draft: Draft, inner: tuple[Draft, ...], weight: float, defaults: Defaults) -> Group:
    weights = _weights(inner)
    if weight > 0 and inner and not any(weights):
        draft.fields.wrong("weight", "group_of_zeros", found=f"{weight:g}")
    return Group(
        id=draft.fields.get("id", ""),
        path=draft.path,
        label=label_of(draft.fields),
        weight=weight,
        children=_built(inner, weights, defaults),
        envelope=draft.fields.get("envelope"),
    )


def _weights(siblings: tuple[Draft, ...]) -> list[float]:
    """Entered weights. Where no sibling that can score has one, all weigh the same; where only
    some have, the others lack one. What is asked only weighs nothing.
    """
    scoring = [draft for draft in siblings if draft.can_score]
    all_open = not any(draft.fields.has("weight") for draft in scoring)
    _check_alike(siblings)
    weights = []
    for draft in siblings:
        weight = _entered(draft.fields)
        if draft.can_score and not draft.fields.has("weight"):
            weight = 1.0 if all_open else _ZERO
            if not all_open:
                draft.fields.wrong("weight", "missing_key")
        elif not draft.can_score and weight > 0:
            draft.fields.wrong("weight", "weight_without_value", found=f"{weight:g}")
        weights.append(weight)
    return weights


def _check_alike(siblings: tuple[Draft, ...]) -> None:
    """Percentages and plain numbers beside each other could mean 40 or 0.4 of the same whole.

    A zero is the same either way.
    """
    written = [draft for draft in siblings if draft.fields.get("weight", 0.0)]
    in_percent = [is_percent(draft.fields.nodes["weight"]) for draft in written]
    odd = next((n for n, each in enumerate(in_percent) if each != in_percent[0]), None)
    if odd is not None:
        other = shown(cast("ScalarNode", written[0].fields.nodes["weight"]).text)
        found = shown(cast("ScalarNode", written[odd].fields.nodes["weight"]).text)
        written[odd].fields.wrong("weight", "weights_mixed", found=found, other=other)


def _entered(fields: Fields) -> float:
    """The weight as written; one that is wrong is noted already and stands for any weight."""
    weight: float = fields.get("weight", 1.0 if fields.has("weight") else _ZERO)
    return weight


def check_names(tops: tuple[Draft, ...]) -> None:
    """Note ids that are not unique, and words that name two questions.

    Parameters
    ----------
    tops : tuple of Draft
        The nodes at the top.
    """
    ids: dict[str, Draft] = {}
    owners: dict[str, tuple[Draft, int | None]] = {}
    for draft in walk(tops):
        id = draft.fields.get("id")
        if id is None:
            continue
        if id in ids:
            first = ids[id].fields.nodes["id"].line
            draft.fields.wrong("id", "duplicate_id", id=id, first=in_line(first))
            continue
        ids[id] = draft
        if not draft.is_group:
            _claim(draft, owners)


def _claim(draft: Draft, owners: dict[str, tuple[Draft, int | None]]) -> None:
    for name, word, node in _words(draft.fields):
        key = _folded(word)
        owner, line = owners.setdefault(key, (draft, node.line))
        if key and owner is not draft:
            draft.fields.at.below(name).wrong(
                node,
                "alias_twice",
                found=shown(word),
                first=owner.fields.get("id"),
                where=in_line(line),
            )


def _words(fields: Fields) -> Iterator[tuple[str, str, Node]]:
    """Every word by which a question may be found: (key, word, node)."""
    yield "id", fields.get("id"), fields.nodes["id"]
    for name in ("label", "question"):
        if label := fields.get(name):
            for word in dict.fromkeys(label.values()):
                yield name, word, fields.nodes[name]
    aliases = fields.nodes.get("aliases")
    for node in aliases.items if isinstance(aliases, SequenceNode) else ():
        if isinstance(node, ScalarNode) and isinstance(node.value, str):
            yield "aliases", node.value, node


def _folded(word: str) -> str:
    """The word as questions are matched: case, spaces, numbering and bracketed units aside."""
    folded = normalize_heading(word)
    literal = dict.fromkeys((alnum(folded.text), alnum(strip_numbering(folded.text))))
    if folded.unit and len(folded.keys) > len(literal):
        return folded.keys[len(literal)]
    return list(literal)[-1]
