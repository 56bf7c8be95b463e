"""A leaf of criteria.yaml: its keys checked against its kind of answer, and made a Criterion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from vendor_score.criteria.fields import ANCHORED, LEAF, UNSCORED, kind_names
from vendor_score.criteria.model import Criterion, MissingRules
from vendor_score.criteria.values import value_function
from vendor_score.kinds.rules import Rule, parse_rule
from vendor_score.kinds.scale import Scale, scale_of
from vendor_score.kinds.value_types import Level, OptionForm
from vendor_score.records import AnswerKind, AnswerState, EvidenceState, Option
from vendor_score.schema.problems import nearest, one_of, shown
from vendor_score.schema.schema_types import Fields
from vendor_score.units import BASES, SECONDS, known_currency, known_unit, price_unit
from vendor_score.wording import Label

__all__ = ["Defaults", "build_criterion", "discounts", "label_of", "missing_rules"]

_DEFAULT_UNITS = {AnswerKind.DURATION: "s", AnswerKind.PERCENT: "%", AnswerKind.YEARS: "years"}
_DEFAULT_OUT_OF = 5.0
_WORDS_RULES = {
    AnswerKind.YES_NO: ("==",),
    AnswerKind.CHOICE: ("==", "in"),
    AnswerKind.LIST: ("has",),
}
_NUMBER_RULES = ("<=", "<", ">=", ">", "==", "in")


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
    kind = AnswerKind(written)
    _check_keys(fields, kind)
    unit, basis = _unit(fields, kind)
    scale = _scale(fields, kind, unit, defaults)
    value = value_function(fields, kind, scale)
    _check_direction(fields, kind)
    _check_money(fields, kind, unit, basis)
    label = label_of(fields)
    return Criterion(
        id=fields.get("id", ""),
        path=path,
        label=label,
        weight=weight,
        answer=kind,
        question_text=fields.get("question", label),
        aliases=fields.get("aliases", ()),
        unit=unit,
        out_of=scale.high if kind == AnswerKind.SCORE else None,
        basis=basis,
        tax=fields.get("tax"),
        options=_options(fields, kind),
        levels=tuple(level.label for level in _levels(fields)),
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


def _check_keys(fields: Fields, kind: AnswerKind) -> None:
    for one in LEAF.fields:
        if one.kinds is not None and kind not in one.kinds and fields.has(one.name):
            kinds = one_of(kind_names(frozenset(AnswerKind(k) for k in one.kinds)))
            fields.wrong(one.name, "key_not_for_kind", kind=kind.value, kinds=kinds)
    if kind == AnswerKind.CHOICE and not fields.has("options"):
        fields.wrong("options", "missing_key")


def _unit(fields: Fields, kind: AnswerKind) -> tuple[str | None, str | None]:
    """The unit, and for money currency and basis, which ``unit: CNY/seat/month`` both names."""
    if kind == AnswerKind.MONEY:
        return _price(fields)
    unit: str | None = fields.get("unit", _DEFAULT_UNITS.get(kind))
    if unit is None or not fields.has("unit"):
        return unit, None
    unit = known_unit(unit) or unit
    known = {AnswerKind.DURATION: tuple(SECONDS), AnswerKind.PERCENT: ("%",),
             AnswerKind.YEARS: ("years",)}.get(kind)  # fmt: skip
    if known and unit not in known:
        near = nearest(unit, known)
        fields.wrong("unit", "not_one_of", words=one_of(known), found=shown(unit), near=near)
        return _DEFAULT_UNITS[kind], None
    return unit, None


def _price(fields: Fields) -> tuple[str | None, str | None]:
    """Currency and basis; what ``unit`` and ``basis`` both say must be the same."""
    currency, basis = _price_part(fields, "unit")
    other_currency, other_basis = _price_part(fields, "basis")
    for one, other in ((currency, other_currency), (basis, other_basis)):
        if one and other and one != other:
            fields.wrong("basis", "price_twice", found=shown(other), first=shown(one))
    return currency or other_currency, basis or other_basis


def _price_part(fields: Fields, name: str) -> tuple[str | None, str | None]:
    """What one of the two keys says; a problem is noted."""
    written: str = fields.get(name, "")
    if name == "unit" and written and not known_currency(written.partition("/")[0]):
        fields.wrong("unit", "not_currency", found=shown(written))
        return None, None
    try:
        return price_unit(written)
    except ValueError:
        near = nearest(written, BASES)
        fields.wrong(name, "not_one_of", words=one_of(BASES), found=shown(written), near=near)
        return None, None


def _scale(fields: Fields, kind: AnswerKind, unit: str | None, defaults: Defaults) -> Scale:
    """The scale of the criterion's numbers; money counts in its currency, once on its basis."""
    end: float | None = None
    if kind == AnswerKind.SCORE:
        is_points = fields.has("value") and getattr(fields.nodes["value"], "value", 0) == "points"
        end = fields.get("out_of", 100.0 if is_points else _DEFAULT_OUT_OF)
        unit = f"/{end:g}"
    elif kind == AnswerKind.JUDGED:
        unit, end = None, float(max(len(_levels(fields)) - 1, 1))
    elif kind == AnswerKind.COUNT:
        unit = "count"
    return scale_of(kind, unit, end=end, reference_year=defaults.reference_date.year)


def _check_direction(fields: Fields, kind: AnswerKind) -> None:
    if fields.has("direction") and fields.has("value") and kind in ANCHORED:
        fields.wrong("direction", "direction_and_value")


def _check_money(fields: Fields, kind: AnswerKind, unit: str | None, basis: str | None) -> None:
    """What is compared has a currency and a basis."""
    if kind != AnswerKind.MONEY:
        return
    is_compared = any(fields.has(name) for name in ("value", "direction", "must", "target"))
    for name, given in (("unit", unit), ("basis", basis)):
        if is_compared and given is None:
            fields.wrong(name, f"money_{name}")


def _options(fields: Fields, kind: AnswerKind) -> tuple[Option, ...]:
    name = {AnswerKind.CHOICE: "options", AnswerKind.LIST: "items"}.get(kind)
    forms: Mapping[str, OptionForm] = fields.get(name, {}) if name else {}
    options = tuple(
        Option(id=id, label=form.label or Label.same(id), aliases=form.aliases)
        for id, form in forms.items()
    )
    _check_option_words(fields, name or "", options)
    return options


def _check_option_words(fields: Fields, name: str, options: tuple[Option, ...]) -> None:
    """No word may stand for two options."""
    owner: dict[str, str] = {}
    for option in options:
        words = {option.id, *option.label.values(), *option.aliases}
        for word in sorted(words):
            first = owner.setdefault(" ".join(word.casefold().split()), option.id)
            if first != option.id:
                form: OptionForm = fields.get(name)[option.id]
                at = fields.at.below(name).below(shown(option.id))
                at.wrong(form.node, "option_word_twice", found=shown(word), first=shown(first))


def _levels(fields: Fields) -> tuple[Level, ...]:
    levels: tuple[Level, ...] = fields.get("levels", ())
    return levels


def _rule(fields: Fields, name: str, kind: AnswerKind, scale: Scale) -> Rule | None:
    written: str | None = fields.get(name)
    if written is None or kind in UNSCORED:
        return None
    has_names = kind in (AnswerKind.CHOICE, AnswerKind.LIST)
    try:
        rule = parse_rule(written, unit=scale.unit, names=has_names)
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


def _fits(fields: Fields, name: str, rule: Rule, kind: AnswerKind) -> bool:
    """Whether the rule can be tested on this kind of answer; note it where it cannot."""
    forms = _WORDS_RULES.get(kind, _NUMBER_RULES)
    is_number_kind = kind not in _WORDS_RULES
    wants = "yes_no" if kind == AnswerKind.YES_NO else "number" if is_number_kind else "names"
    is_fit = rule.form in forms and rule.is_numeric == is_number_kind
    if kind == AnswerKind.YES_NO:
        is_fit = is_fit and rule.operands in (("yes",), ("no",))
    if not is_fit:
        fields.wrong(name, f"rule_wants_{wants}", found=shown(rule.text), kind=kind.value)
        return False
    known = fields.get("options" if kind == AnswerKind.CHOICE else "items", {})
    unknown = [str(word) for word in rule.operands if word not in known]
    if kind in (AnswerKind.CHOICE, AnswerKind.LIST) and known and unknown:
        near = nearest(unknown[0], known)
        fields.wrong(name, "rule_unknown_name", found=shown(unknown[0]), near=near)
        return False
    return True
