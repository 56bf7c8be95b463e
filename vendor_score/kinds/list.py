"""Several of many items: certificates, platforms, languages; more of them earn more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from vendor_score.errors import nearest, shown
from vendor_score.grammar.options import names_of, read_list
from vendor_score.grammar.words import ANYWHERE, Result, Role
from vendor_score.kinds.base import AskedAnswer, CellCheck, OptionKind, option_points
from vendor_score.kinds.rules import RuleForm, Scale
from vendor_score.kinds.value_functions import (
    MOST,
    ItemPoints,
    OptionForm,
    OptionsShape,
    ValueFunction,
)
from vendor_score.records import Question
from vendor_score.schema.schema_types import Field, Fields, ListOf, Number, Text
from vendor_score.schema.yaml_nodes import ScalarNode, SequenceNode
from vendor_score.wording import both, joined

__all__ = ["KIND"]


class ItemList(OptionKind):
    """What of a list is held; an empty list is an answer."""

    __slots__ = ()

    id: ClassVar[str] = "list"
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="items",
            shape=OptionsShape(),
            about="items",
        ),
        Field(
            name="cap",
            shape=Number(0, 100, above_low=True),
            about="cap",
        ),
        Field(
            name="best_of",
            shape=ListOf(ListOf(Text(64), least=2)),
            about="best_of",
        ),
    )
    options_key: ClassVar[str | None] = "items"
    is_picked: ClassVar[bool] = True
    takes_several: ClassVar[bool] = True
    rule_forms: ClassVar[tuple[RuleForm, ...]] = ("has",)

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return read_list(text, names_of(asked.options), asked.reference)

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        is_planned = text in ANYWHERE[Role.PLANNED]
        return is_planned or super().means_something(text, flag, asked, raw)

    def cell_check(self, question: Question) -> CellCheck | None:
        if not question.options:
            return None
        items = joined([option.label for option in question.options])
        return CellCheck(note=both("questionnaire.several", items=items))

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        points = option_points(fields, "items")
        families = _families(fields)
        if points is None:
            for name in ("cap", "best_of"):
                if fields.has(name):
                    fields.wrong(name, "needs_item_points")
            return None
        return ItemPoints(points, cap=fields.get("cap", MOST), best_of=families)


def _families(fields: Fields) -> tuple[frozenset[str], ...]:
    """``best_of``, with every item known and in one family only."""
    items: Mapping[str, OptionForm] = fields.get("items", {})
    node = fields.nodes.get("best_of")
    seen: set[str] = set()
    for family in node.items if isinstance(node, SequenceNode) else ():
        for item in family.items if isinstance(family, SequenceNode) else ():
            name = item.text if isinstance(item, ScalarNode) else ""
            at = fields.at.below("best_of")
            if name not in items:
                near = nearest(name, items)
                at.wrong(item, "unknown_item", found=shown(name), near=near)
            elif name in seen:
                at.wrong(item, "item_twice", found=shown(name))
            seen.add(name)
    return tuple(frozenset(family) for family in fields.get("best_of", ()))


KIND = ItemList()
