"""A leaf of criteria.yaml: its keys checked against its kind of answer, and made a Criterion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from vendor_score.criteria.fields import LEAF, kind_names
from vendor_score.criteria.model import Criterion, MissingRules
from vendor_score.kinds.base import Kind
from vendor_score.kinds.registry import kind_of
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.scale import Scale
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.schema.problems import nearest, one_of, shown
from vendor_score.schema.schema_types import Fields
from vendor_score.wording import Label

__all__ = ["Defaults", "build_criterion", "discounts", "label_of", "missing_rules"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Defaults:
    """What the file says once for every criterion."""

    reference_date: dt.date
    missing: MissingRules
    evidence_discount: Mapping[EvidenceState, float]


def build_criterion(
    fields: Fields, path: tuple[str, ...], weight: float, defaults: Defaults
) -> Criterion | None:
    """The criterion; None where its kind of answer is unknown. Problems are noted."""
    written = fields.get("answer")
    if written is None:
        return None
    kind = kind_of(written)
    _check_keys(fields, kind)
    unit, basis = kind.unit_and_basis(fields)
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
        direction=fields.get("direction"),
        defined_by=fields.get("defined_by"),
        target=_rule(fields, "target", kind, scale),
        must=_rule(fields, "must", kind, scale),
        missing=missing_rules(fields, defaults.missing),
        evidence=fields.get("evidence"),
        evidence_discount={**defaults.evidence_discount, **discounts(fields)},
        private=fields.get("private", False),
        reference_date=defaults.reference_date,
    )


def label_of(fields: Fields) -> Label:
    """The label as given, else the id in words."""
    words = str(fields.get("id", "")).replace("_", " ")
    words = words[:1].upper() + words[1:]
    label: Label = fields.get("label", Label.same(words))
    return label


def missing_rules(fields: Fields, default: MissingRules) -> MissingRules:
    """The rules as given; what a map leaves open follows the file's default."""
    written: Mapping[str, Any] = fields.get("missing", {})
    by_state = {AnswerState(s): rule for s, rule in written.items() if s != "default"}
    if "default" in written:
        return MissingRules(default=written["default"], by_state=by_state)
    return MissingRules(default=default.default, by_state={**default.by_state, **by_state})


def discounts(fields: Fields) -> dict[EvidenceState, float]:
    """``evidence_discount`` by state."""
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
