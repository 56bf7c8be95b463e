"""The ``demand`` and ``price`` parts of criteria.yaml: their keys, and the records they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vendor_score.errors import nearest, one_of, shown
from vendor_score.price.abnormally_low import LOW_OFFER_RULES
from vendor_score.price.assumptions import ASSUMPTIONS_CAP, USUAL_ASSUMPTIONS
from vendor_score.price.demand import (
    SCALED,
    Assumption,
    CurrencyRate,
    Demand,
    OwnCost,
    Peak,
    SeatNeed,
    Spread,
    Tax,
    Volume,
)
from vendor_score.price.formulas import FORMULAS
from vendor_score.price.offer import BASES
from vendor_score.price.settings import PriceSettings, SmallFirms
from vendor_score.schema.schema_types import (
    Choice,
    Date,
    Field,
    Fields,
    ListOf,
    Location,
    MapOf,
    Number,
    Record,
    Schema,
    SchemaType,
    Text,
    WholeNumber,
)
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode

__all__ = ["DEMAND", "PRICE", "demand_of", "price_settings_of"]

_AMOUNT: Final = Number(0)
_PLAIN_BASES: Final = tuple(basis for basis in BASES if basis not in ("pct_of", "minimum"))
_ASSUMED_BASES: Final = (*_PLAIN_BASES, "pct_main", "pct_hour", "pct_seat_day")


def _field(
    name: str, shape: SchemaType[Any], about: str = "", *, required: bool = False
) -> Field[Any]:
    return Field(name=name, shape=shape, about=about or f"demand.{name}", required=required)


@dataclass(frozen=True, slots=True)
class SpreadShape:
    """A number, or ``{value: ..., low: ..., high: ...}``."""

    above_zero: bool = False

    @property
    def _number(self) -> Number:
        return Number(0, above_low=self.above_zero)

    @property
    def _record(self) -> Record:
        return Record((
            _field("value", self._number, "demand.spread_value", required=True),
            _field("low", self._number, "demand.spread_low"),
            _field("high", self._number, "demand.spread_high"),
        ))  # fmt: skip

    def read(self, node: Node, at: Location) -> Spread | None:
        if not isinstance(node, MapNode):
            value = self._number.read(node, at)
            return None if value is None else Spread(value)
        fields = self._record.read(node, at)
        return None if fields is None else _spread(fields, "value")

    def schema(self) -> Schema:
        return {"anyOf": [self._number.schema(), self._record.schema()]}


def _spread(fields: Fields, name: str) -> Spread | None:
    """A value with its low and high, in this order; None where it is wrong."""
    value, low, high = (fields.get(key) for key in (name, "low", "high"))
    if value is None:
        return None
    ends = [end for end in (low, value, high) if end is not None]
    if ends != sorted(ends):
        fields.wrong(name, "spread_order", found=", ".join(f"{end:g}" for end in ends))
        return None
    return Spread(value, low, high)


@dataclass(frozen=True, slots=True)
class OneOrRecord:
    """A plain value, or a record that says more."""

    plain: SchemaType[Any]
    record: Record

    def read(self, node: Node, at: Location) -> Any:
        shape: SchemaType[Any] = self.record if isinstance(node, MapNode) else self.plain
        return shape.read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [self.plain.schema(), self.record.schema()]}


@dataclass(frozen=True, slots=True)
class ByMonth:
    """A map from calendar months, 1 to 12, to numbers of 0 or more."""

    def read(self, node: Node, at: Location) -> Mapping[int, float] | None:
        written = MapOf(_AMOUNT).read(node, at)
        if written is None or not isinstance(node, MapNode):
            return None
        found: dict[int, float] = {}
        for entry in node.entries:
            name = entry.key.text.strip()
            if name not in _MONTHS:
                at.wrong(entry.key, "not_month_number", found=shown(name))
            elif name in written:
                found[int(name)] = written[name]
        return found

    def schema(self) -> Schema:
        return {
            "type": "object",
            "patternProperties": {"^([1-9]|1[0-2])$": _AMOUNT.schema()},
            "additionalProperties": False,
        }


_MONTHS: Final = frozenset(str(number) for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Days:
    """``calendar``, or a number of days for every month."""

    def read(self, node: Node, at: Location) -> float | None:
        if isinstance(node, ScalarNode) and node.value == "calendar":
            return None
        return _DAYS.read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "calendar"}, _DAYS.schema()]}


@dataclass(frozen=True, slots=True)
class OrNothing:
    """A number, or ``null`` for none."""

    number: Number

    def read(self, node: Node, at: Location) -> float | None:
        if isinstance(node, ScalarNode) and node.value is None:
            return None
        return self.number.read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [self.number.schema(), {"type": "null"}]}


_DAYS: Final = Number(0, 31, above_low=True)


@dataclass(frozen=True, slots=True)
class FirstOfMonth:
    """A day that is the first of a month."""

    def read(self, node: Node, at: Location) -> Any:
        day = Date().read(node, at)
        if day is not None and day.day != 1:
            at.wrong(node, "not_first", found=day.isoformat(), first=day.replace(day=1).isoformat())
            return None
        return day

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-01$"}


@dataclass(frozen=True, slots=True)
class ShareLimits:
    """``[least, most]``, shares of the whole from 0 to 1."""

    def read(self, node: Node, at: Location) -> tuple[float, float] | None:
        ends = ListOf(Number(0, 1), least=2, most=2).read(node, at)
        if ends is None or len(ends) != 2:  # noqa: PLR2004
            return None
        if ends[0] > ends[1]:
            at.wrong(node, "limits_order", low=f"{ends[0]:g}", high=f"{ends[1]:g}")
            return None
        return ends[0], ends[1]

    def schema(self) -> Schema:
        return ListOf(Number(0, 1), least=2, most=2).schema() | {"maxItems": 2}


_VOLUME = Record((
    _field("per", Choice(("day", "month")), "demand.per", required=True),
    _field("value", _AMOUNT, "demand.spread_value", required=True),
    _field("low", _AMOUNT, "demand.spread_low"),
    _field("high", _AMOUNT, "demand.spread_high"),
))  # fmt: skip

_SEATS = Record((
    _field("from", Text(64), "demand.seats_from"),
    _field("per_seat_day", SpreadShape(above_zero=True), required=True),
    _field("min", _AMOUNT, "demand.seats_min"),
    _field("by_month", ByMonth(), "demand.seats_by_month"),
))  # fmt: skip

_PEAK_WAYS: Final = ("promotion_staff", "seats", "queue")
_PEAK = Record((
    _field("by", Choice(_PEAK_WAYS), "demand.peak_by", required=True),
    _field("days", ByMonth(), "demand.peak_days"),
))  # fmt: skip

_RATE = Record((
    _field("rate", Number(0, above_low=True), "demand.fx_rate", required=True),
    _field("low", Number(0, above_low=True), "demand.spread_low"),
    _field("high", Number(0, above_low=True), "demand.spread_high"),
    _field("date", Date(), "demand.fx_date"),
    _field("source", Text(200), "demand.fx_source"),
))  # fmt: skip

_TAX = Record((
    _field("compare", Choice(("net_of_recoverable", "gross")), "demand.tax_compare"),
    _field("taxpayer", Choice(("general", "small")), "demand.tax_taxpayer"),
    _field("recoverable", Number(0, 1), "demand.tax_recoverable"),
    _field("default_rate", Number(0, 1), "demand.tax_default_rate"),
))  # fmt: skip

_ASSUMPTION = Record((
    _field("basis", Text(64), "demand.assumption_basis", required=True),
    _field("low", _AMOUNT, "demand.assumption_low"),
    _field("high", _AMOUNT, "demand.assumption_high", required=True),
    _field("quantity", _AMOUNT, "demand.assumption_quantity"),
))  # fmt: skip

_OWN_COST = Record((
    _field("item", Text(200), "demand.own_item", required=True),
    _field("basis", Text(64), "demand.own_basis", required=True),
    _field("price", SpreadShape(), "demand.own_price", required=True),
    _field("vendor", Text(200), "demand.own_vendor"),
))  # fmt: skip

DEMAND: Final = Record((
    _field("start", FirstOfMonth(), required=True),
    _field("months", WholeNumber(1, 120), required=True),
    _field("days", Days()),
    _field("channels", ListOf(Text(100))),
    _field("volumes", MapOf(_VOLUME)),
    _field("by_hour", MapOf(_AMOUNT)),
    _field("months_factor", ByMonth()),
    _field("scaled", ListOf(Text(64))),
    _field("linked", ListOf(Text(64))),
    _field("seats", OneOrRecord(_AMOUNT, _SEATS)),
    _field("peak", OneOrRecord(Choice(_PEAK_WAYS), _PEAK)),
    _field("hours_per_day", Number(0, 24, above_low=True)),
    _field("days_per_week", Number(0, 7, above_low=True)),
    _field("holidays", ListOf(Date())),
    _field("shared_seats", _AMOUNT),
    _field("shops", _AMOUNT),
    _field("trained", _AMOUNT),
    _field("currency", Text(3)),
    _field("fx", MapOf(_RATE)),
    _field("tax", _TAX, "demand.tax"),
    _field("assumptions", MapOf(_ASSUMPTION)),
    _field("assumptions_cap", Number(0, 100)),
    _field("own_costs", ListOf(_OWN_COST)),
))  # fmt: skip

_SMALL_FIRMS = Record((
    _field("share", Number(0, 0.99), "pricing.small_share", required=True),
    _field("vendors", ListOf(Text(200), least=1), "pricing.small_vendors", required=True),
))  # fmt: skip

PRICE: Final = Record((
    _field("envelopes", WholeNumber(1, 2), "pricing.envelopes"),
    _field("cross_checks", ListOf(Choice(tuple(FORMULAS))), "pricing.cross_checks"),
    _field("low_offers", ListOf(Choice(LOW_OFFER_RULES)), "pricing.low_offers"),
    _field("cost_floor", OrNothing(Number(0, above_low=True)), "pricing.cost_floor"),
    _field("budget", OrNothing(Number(0, above_low=True)), "pricing.budget"),
    _field("discount_rate", OrNothing(Number(0, 10)), "pricing.discount_rate"),
    _field("small_firms", _SMALL_FIRMS, "pricing.small_firms"),
    _field("weight_limits", ShareLimits(), "pricing.weight_limits"),
))  # fmt: skip


def demand_of(fields: Fields | None) -> Demand | None:
    """The demand that criteria.yaml describes; problems across its keys are noted.

    Parameters
    ----------
    fields : Fields or None
        What was read of ``demand``.

    Returns
    -------
    Demand or None
        None where there is none, or it has no start or length.
    """
    if fields is None or fields.get("start") is None or fields.get("months") is None:
        return None
    volumes = _volumes(fields)
    _check_names(fields, volumes)
    days = fields.values.get("days")
    return Demand(
        start=fields.get("start"),
        months=fields.get("months"),
        days=days,
        channels=fields.get("channels", ()),
        by_hour=dict(fields.get("by_hour", {})),
        volumes=volumes,
        months_factor=fields.get("months_factor", {}),
        scaled=fields.get("scaled", SCALED),
        linked=fields.get("linked"),
        seats=_seats(fields),
        peak=_peak(fields),
        hours_per_day=fields.get("hours_per_day"),
        days_per_week=fields.get("days_per_week"),
        holidays=fields.get("holidays", ()),
        shared_seats=fields.get("shared_seats"),
        shops=fields.get("shops"),
        trained=fields.get("trained"),
        currency=fields.get("currency", "CNY").upper(),
        rates=_rates(fields),
        tax=_tax(fields),
        assumptions=_assumptions(fields, volumes),
        assumptions_cap=fields.get("assumptions_cap", ASSUMPTIONS_CAP),
        own_costs=_own_costs(fields, volumes),
    )


def price_settings_of(fields: Fields | None) -> PriceSettings:
    """The ``price`` part as a record.

    Parameters
    ----------
    fields : Fields or None
        None where there is none.

    Returns
    -------
    PriceSettings
    """
    if fields is None:
        return PriceSettings()
    values = {name: value for name, value in fields.values.items() if value is not None}
    small: Fields | None = values.pop("small_firms", None)
    if small is not None and small.get("share") is not None:
        vendors = small.get("vendors", ())
        values["small_firms"] = SmallFirms(share=small.get("share"), vendors=vendors)
    return PriceSettings(**values)


def _volumes(fields: Fields) -> dict[str, Volume]:
    written: Mapping[str, Fields] = fields.get("volumes", {})
    volumes = {}
    for name, one in written.items():
        amount = _spread(one, "value")
        if amount is not None and one.get("per") is not None:
            volumes[name] = Volume(per=one.get("per"), amount=amount)
    return volumes


def _check_names(fields: Fields, volumes: Mapping[str, Volume]) -> None:
    """Names of volumes stand for volumes, those that are usual or those that the file names."""
    known = (*SCALED, *volumes)
    for key in ("scaled", "linked"):
        nodes = fields.nodes.get(key)
        for node in nodes.items if isinstance(nodes, SequenceNode) else ():
            name = node.text if isinstance(node, ScalarNode) else ""
            if name and name not in known:
                near = nearest(name, known)
                fields.at.below(key).wrong(node, "unknown_volume", found=shown(name), near=near)
    written: Fields | float | None = fields.get("seats")
    if isinstance(written, Fields):
        name = written.get("from", "consultations")
        if name not in volumes:
            key = "from" if written.has("from") else "per_seat_day"
            near = nearest(name, volumes)
            written.wrong(key, "unknown_volume", found=shown(name), near=near)


def _seats(fields: Fields) -> SeatNeed | None:
    written: Fields | float | None = fields.get("seats")
    if written is None:
        return None
    if not isinstance(written, Fields):
        return SeatNeed(plain=written)
    return SeatNeed(
        volume=written.get("from", "consultations"),
        per_seat_day=written.get("per_seat_day"),
        least=written.get("min", 0.0),
        by_month=written.get("by_month", {}),
    )


def _peak(fields: Fields) -> Peak:
    written: Fields | str | None = fields.get("peak")
    if isinstance(written, Fields):
        return Peak(by=written.get("by", "promotion_staff"), days=written.get("days", {}))
    return Peak() if written is None else Peak(by=written)  # type: ignore[arg-type]  # a Choice


def _rates(fields: Fields) -> dict[str, CurrencyRate]:
    written: Mapping[str, Fields] = fields.get("fx", {})
    rates = {}
    for code, one in written.items():
        if len(code) != 3 or not code.isalpha():  # noqa: PLR2004
            one.at.wrong(one.node, "not_currency", found=shown(code))
            continue
        rate = _spread(one, "rate")
        if rate is not None:
            rates[code.upper()] = CurrencyRate(
                rate=rate, date=one.get("date"), source=one.get("source", "")
            )
    return rates


def _tax(fields: Fields) -> Tax:
    written: Fields | None = fields.get("tax")
    if written is None:
        return Tax()
    if written.has("taxpayer") and written.has("recoverable"):
        written.wrong("recoverable", "taxpayer_twice")
    by_taxpayer = {"general": 1.0, "small": 0.0}.get(written.get("taxpayer"))
    return Tax(
        compare=written.get("compare", "net_of_recoverable"),
        recoverable=written.get("recoverable", by_taxpayer),
        default_rate=written.get("default_rate", Tax().default_rate),
    )


def _assumptions(fields: Fields, volumes: Mapping[str, Volume]) -> dict[str, Assumption]:
    """The usual ones, and those of the file in their place."""
    written: Mapping[str, Fields] = fields.get("assumptions", {})
    assumptions = dict(USUAL_ASSUMPTIONS)
    for item, one in written.items():
        low, high = one.get("low", 0.0), one.get("high")
        if high is None or not _is_basis(one, _ASSUMED_BASES, volumes):
            continue
        if low > high:
            one.wrong("low", "limits_order", low=f"{low:g}", high=f"{high:g}")
            continue
        assumptions[item] = Assumption(
            basis=one.get("basis"), low=low, high=high, quantity=one.get("quantity")
        )
    return assumptions


def _own_costs(fields: Fields, volumes: Mapping[str, Volume]) -> tuple[OwnCost, ...]:
    written: tuple[Fields, ...] = fields.get("own_costs", ())
    return tuple(
        OwnCost(
            item=one.get("item", ""),
            basis=one.get("basis"),
            price=one.get("price"),
            vendor=one.get("vendor"),
        )
        for one in written
        if one.get("price") is not None and _is_basis(one, _PLAIN_BASES, volumes)
    )


def _is_basis(one: Fields, known: tuple[str, ...], volumes: Mapping[str, Volume]) -> bool:
    basis = one.get("basis")
    if basis in known or basis in volumes:
        return True
    if basis is not None:
        near = nearest(basis, (*known, *volumes))
        one.wrong("basis", "not_one_of", words=one_of(known), found=shown(basis), near=near)
    return False
