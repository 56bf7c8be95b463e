"""criteria.yaml, or settings as a dict -> Criteria; every problem in one go."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from vendor_score.criteria.build import (
    Defaults,
    Draft,
    build_tree,
    check_names,
    discounts,
    missing_rules,
    parse_nodes,
    walk,
)
from vendor_score.criteria.contract_fields import contract_settings_of
from vendor_score.criteria.demand import demand_of, price_settings_of
from vendor_score.criteria.fields import TOP, WeightSetForm
from vendor_score.criteria.model import (
    Criteria,
    CriteriaFile,
    MissingRules,
    QuestionnaireSettings,
    VerdictSettings,
    places_of,
)
from vendor_score.criteria.plan_fields import check_plan, line_of
from vendor_score.errors import Problems, WeightError, nearest, shown
from vendor_score.kinds import KINDS
from vendor_score.questionnaire.vendors import name_key
from vendor_score.reading_plan import UNUSED
from vendor_score.records import Cover
from vendor_score.schema.schema_types import Fields, Location
from vendor_score.schema.yaml_nodes import MapNode, read_nodes
from vendor_score.weights import enter_weights, leaf_shares
from vendor_score.wording import Label, both

__all__ = ["load_criteria", "parse_criteria", "shipped_criteria"]

MOST_BYTES: Final = 4_000_000
_NAME = "criteria.yaml"


def load_criteria(source: Path | str | Mapping[str, Any]) -> Criteria:
    """Read a criteria.yaml, or the same settings as a dict.

    Parameters
    ----------
    source : Path, str or mapping
        Its path, or the settings themselves.

    Returns
    -------
    Criteria

    Raises
    ------
    CriteriaError
        With every mistake, a line each with file, line and path.
    """
    if isinstance(source, Mapping):
        from vendor_score.schema.yaml_nodes import nodes_of

        problems = Problems("criteria")
        return _criteria(nodes_of(source, problems), problems, None)
    path = Path(source)
    problems = Problems(path.name or str(source))
    content = _bytes(path, problems)
    problems.check()
    return _from_bytes(content, problems)


def shipped_criteria() -> Criteria:
    """The criteria that come with the package: the criteria.yaml at the top of its repository.

    Returns
    -------
    Criteria
    """
    content = (files("vendor_score.criteria") / _NAME).read_bytes()
    return _from_bytes(content, Problems(_NAME))


def parse_criteria(text: str, file: str = _NAME) -> Criteria:
    """Read the text of a criteria.yaml.

    Parameters
    ----------
    text : str
        As it stands in the file.
    file : str, optional
        Its name, for messages.

    Returns
    -------
    Criteria

    Raises
    ------
    CriteriaError
        With every mistake, a line each.
    """
    return _from_bytes(text.encode("utf-8", "surrogatepass"), Problems(file))


def _bytes(path: Path, problems: Problems) -> bytes:
    try:
        if path.is_dir():
            problems.add("is_folder", None)
            return b""
        if not path.is_file():
            problems.add("not_a_file" if path.exists() else "no_file", None)
            return b""
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        problems.add("unreadable_file", None, reason=reason)
        return b""
    if len(content) > MOST_BYTES:
        problems.add("too_long", None, most=f"{MOST_BYTES:,}")
    return content


def _from_bytes(content: bytes, problems: Problems) -> Criteria:
    text = _text(content, problems)
    problems.check()
    sha256 = hashlib.sha256(content).hexdigest()
    root = read_nodes(text, problems)
    file = CriteriaFile(
        file=problems.file,
        sha256=sha256,
        text=text,
        places=places_of(root, text) if root else (),
    )
    return _criteria(root, problems, file)


def _text(content: bytes, problems: Problems) -> str:
    """The text of the file: UTF-8, or UTF-16 that says so by its first bytes."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in content and not is_wide:
        problems.add("binary", None)
        return ""
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.add("not_utf8", None if is_wide else line)
        return ""


def _criteria(root: MapNode | None, problems: Problems, file: CriteriaFile | None) -> Criteria:
    fields = TOP.read(root, Location(problems)) if root else None
    if fields is None:
        problems.check()
        raise AssertionError("a file without a mapping is a problem")
    defaults = _defaults(fields)
    tops = parse_nodes(fields.get("criteria"), Location(problems))
    check_names(tops)
    children = build_tree(tops, defaults)
    criteria = Criteria(
        title=fields.get("title", both("terms.untitled")),
        children=children,
        reference_date=defaults.reference_date,
        missing=defaults.missing,
        weight_sets=_weight_sets(fields),
        weight_set_labels=_weight_set_labels(fields),
        evidence_discount=defaults.evidence_discount,
        questionnaire=_questionnaire(fields),
        verdict=_verdict(fields),
        demand=demand_of(fields.get("demand")),
        price=price_settings_of(fields.get("price")),
        cover=_cover(fields),
        contract=contract_settings_of(fields.get("contract")),
        file=file,
    )
    _check_across(criteria, tops, fields)
    problems.check()
    return criteria


def _defaults(fields: Fields) -> Defaults:
    """A file without a reference date counts to today; the results record the day."""
    today = dt.datetime.now().astimezone().date()
    return Defaults(
        reference_date=fields.get("reference_date", today),
        missing=missing_rules(fields, MissingRules()),
        evidence_discount=discounts(fields),
        currency=_currency(fields),
    )


def _currency(fields: Fields) -> str:
    demand: Fields | None = fields.get("demand")
    code: str = demand.get("currency", "CNY") if demand else "CNY"
    return code.upper()


def _weight_sets(fields: Fields) -> dict[str, Mapping[str, float]]:
    sets: Mapping[str, WeightSetForm] = fields.get("weight_sets", {})
    return {name: dict(one.weights) for name, one in sets.items()}


def _weight_set_labels(fields: Fields) -> dict[str, Label]:
    sets: Mapping[str, WeightSetForm] = fields.get("weight_sets", {})
    return {name: one.label or Label.same(name) for name, one in sets.items()}


def _questionnaire(fields: Fields) -> QuestionnaireSettings:
    written: Fields | None = fields.get("questionnaire")
    values = dict(written.values) if written else {}
    said = (*(values.pop("plan", None) or ()), *(values.pop("names", None) or ()))
    lines = {name: line_of(written, written.at, name) for name in values} if written else {}
    return QuestionnaireSettings(
        **{k: v for k, v in values.items() if v is not None},
        vendors=fields.get("vendors", ()),
        corrections=tuple(one for entry in said for one in entry),
        lines={name: line for name, line in lines.items() if line},
    )


def _cover(fields: Fields) -> Cover:
    settings: Fields | None = fields.get("cover", None)
    return Cover(**settings.values) if settings else Cover()


def _verdict(fields: Fields) -> VerdictSettings:
    written: Fields | None = fields.get("verdict")
    values = written.values if written else {}
    return VerdictSettings(**{k: v for k, v in values.items() if v is not None})


def _check_across(criteria: Criteria, tops: tuple[Draft, ...], fields: Fields) -> None:
    """What only the whole file shows: weights that reach no leaf, names that stand for nothing."""
    _check_mapped_questions(criteria, tops, fields)
    _check_invited(fields)
    _check_definitions(tops)
    _check_costs(tops, fields)
    _check_set_ids(tops, fields)
    try:
        leaf_shares(criteria.weight_tree())
    except WeightError:
        if not fields.at.problems.found:
            fields.wrong("criteria", "all_zero")
        return
    for name, one in fields.get("weight_sets", {}).items():
        _check_set_weights(criteria, fields, name, one)


def _check_mapped_questions(criteria: Criteria, tops: tuple[Draft, ...], fields: Fields) -> None:
    written: Fields | None = fields.get("questionnaire")
    if not written:
        return
    known = [str(draft.fields.get("id")) for draft in walk(tops) if not draft.is_group]
    check_plan(criteria.questionnaire.corrections, known, written.at)
    for question, id in written.get("questions", {}).items():
        if id not in {*known, UNUSED}:
            at = written.at.below("questions").below(shown(question))
            near = nearest(id, known)
            at.wrong(written.nodes["questions"], "unknown_id", found=shown(id), near=near)


def _check_invited(fields: Fields) -> None:
    """No two invited vendors go by one name: whose answers came under it could not be told."""
    seen: dict[str, str] = {}
    for vendor in fields.get("vendors", ()):
        for name in dict.fromkeys(vendor.names):
            other = seen.setdefault(name_key(name), vendor.name)
            if other != vendor.name:
                fields.wrong("vendors", "same_name", found=shown(name), other=shown(other))


def _check_definitions(tops: tuple[Draft, ...]) -> None:
    leaves = [draft.fields for draft in walk(tops) if not draft.is_group]
    for fields in leaves:
        known = [str(other.get("id")) for other in leaves if other is not fields]
        found = fields.get("defined_by")
        if found is not None and found not in known:
            fields.wrong("defined_by", "unknown_id", found=shown(found), near=nearest(found, known))


def _check_costs(tops: tuple[Draft, ...], fields: Fields) -> None:
    """A cost is worked out at the buyer's volumes: without a demand there is none."""
    for draft in walk(tops):
        kind = draft.fields.get("answer")
        is_cost = not draft.is_group and kind is not None and KINDS[kind].is_computed
        if is_cost and not fields.has("demand"):
            draft.fields.wrong("answer", "cost_without_demand")


def _check_set_ids(tops: tuple[Draft, ...], fields: Fields) -> None:
    can_score = {str(draft.fields.get("id")): draft.can_score for draft in walk(tops)}
    sets: Mapping[str, WeightSetForm] = fields.get("weight_sets", {})
    for name, one in sets.items():
        at = fields.at.below("weight_sets").below(shown(name))
        for entry in one.node.entries:
            found = entry.key.text
            if found not in can_score:
                near = nearest(found, can_score)
                at.wrong(entry.key, "unknown_id", found=shown(found), near=near)
            elif not can_score[found]:
                weight = f"{one.weights.get(found, 0):g}"
                at.below(found).wrong(entry.key, "weight_without_value", found=weight)


def _check_set_weights(criteria: Criteria, fields: Fields, name: str, one: WeightSetForm) -> None:
    try:
        leaf_shares(enter_weights(criteria.weight_tree(), one.weights))
    except WeightError:
        fields.at.below("weight_sets").below(shown(name)).wrong(one.node, "all_zero")
