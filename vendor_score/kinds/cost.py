"""The total cost of an offer over the contract: worked out from offers, never asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from vendor_score.errors import shown
from vendor_score.grammar.words import Result
from vendor_score.kinds.base import AskedAnswer, CellCheck, NumberKind, span
from vendor_score.kinds.rules import Scale
from vendor_score.kinds.value_functions import MOST, Anchors, Points, ValueForm, ValueFunction
from vendor_score.price.formulas import FORMULAS, PriceRule, drop_table
from vendor_score.records import Question, Reading
from vendor_score.schema.schema_types import (
    Choice,
    Field,
    Fields,
    ListOf,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    WholeNumber,
)
from vendor_score.schema.yaml_nodes import MapNode, Node
from vendor_score.wording import Lang, has, text

__all__ = ["KIND"]

_COUNT = WholeNumber(0, 100)
_GIVE_POINTS = tuple(name for name, formula in FORMULAS.items() if formula.gives_points)


@dataclass(frozen=True, slots=True)
class DropShape:
    """How many of the highest and lowest bids are left out, by the number of bids."""

    def read(self, node: Node, at: Location) -> Mapping[int, tuple[int, int]] | None:
        written: Mapping[str, Sequence[int]] | None = _DROP.read(node, at)
        if written is None or not isinstance(node, MapNode):
            return None
        if any(len(counts) != 2 for counts in written.values()):  # noqa: PLR2004
            return None
        try:
            return drop_table(written)
        except ValueError as error:
            at.wrong(node, "drop_form", found=shown(str(error).rpartition(" ")[2]))
            return None

    def schema(self) -> Schema:
        return _DROP.schema()


_DROP = MapOf(ListOf(_COUNT, least=2, most=2), least=1)


def _field(name: str, shape: Any, *, required: bool = False) -> Field[Any]:
    return Field(name=name, shape=shape, about=f"rule.{name}", required=required)


_RULE = Record((
    _field("formula", Choice(_GIVE_POINTS), required=True),
    _field("full", Number(0, above_low=True)),
    _field("k", Number(0)),
    _field("k_high", Number(0)),
    _field("k_low", Number(0)),
    _field("min", Number(0)),
    _field("float", Number(-1, 1)),
    _field("drop", DropShape()),
    _field("limit", Number(0, above_low=True)),
    _field("optimum", Number(0)),
    _field("round", WholeNumber(0, 6)),
))  # fmt: skip
_OUR_NAMES = {"min": "least", "float": "shift"}


class Cost(NumberKind):
    """What an offer costs at the buyer's volumes, as an interval; the high end is scored."""

    __slots__ = ()

    id: ClassVar[str] = "cost"
    is_computed: ClassVar[bool] = True
    is_verbatim: ClassVar[bool] = True
    has_unit: ClassVar[bool] = False
    has_limits: ClassVar[bool] = False
    fields: ClassVar[tuple[Field[object], ...]] = (Field(name="rule", shape=_RULE, about="rule"),)

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        return Result()

    def write(self, reading: Reading, lang: Lang) -> str:
        amount, currency = span(reading, lang), reading.unit or ""
        key = f"reading.currency.{currency}"
        return amount + text(key, lang) if has(key) else f"{amount} {currency}".strip()

    def cell_check(self, question: Question) -> CellCheck | None:
        return None

    def options_earn_points(self, fields: Fields) -> bool:
        """A rule gives points as well as a value function does."""
        return fields.has("rule")

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        if fields.has("rule"):
            if fields.has("value"):
                fields.wrong("rule", "rule_and_value")
            return Points()
        form: ValueForm | None = fields.get("value")
        if form is not None and form.named is not None and "budget" in form.named:
            return _shares_of_budget(fields, form.named, scale)
        return super().value_function(fields, scale)

    def price_rule(self, fields: Fields) -> PriceRule | None:
        written: Fields | None = fields.get("rule")
        if written is None or written.get("formula") is None:
            return None
        values = {name: value for name, value in written.values.items() if value is not None}
        return PriceRule(**{_OUR_NAMES.get(name, name): value for name, value in values.items()})


def _shares_of_budget(fields: Fields, named: Mapping[str, float], scale: Scale) -> Anchors | None:
    """100 points at one share of the budget, 0 at another, straight between."""
    budget, best, worst = named["budget"], named["best"], named["worst"]
    if budget <= 0 or not 0 <= best < worst:
        fields.wrong("value", "budget_form")
        return None
    return Anchors(
        ((budget * best, MOST), (budget * worst, 0.0)),
        unit=scale.unit,
        natural_low=scale.low,
        natural_high=None,
        reference_year=scale.reference_year,
    )


KIND = Cost()
