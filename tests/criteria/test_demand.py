"""Demand and price settings in criteria.yaml: what they make, and mistakes in one go with lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import jsonschema
import pytest

from vendor_score.criteria.fields import schema
from vendor_score.criteria.load import load_criteria, parse_criteria
from vendor_score.errors import CriteriaError
from vendor_score.price.assumptions import USUAL_ASSUMPTIONS
from vendor_score.price.demand import Peak, Spread, Tax, Volume

LEAF = "criteria:\n  - {id: x, answer: count, value: {0: 0, 10: 100}}\n"
WHOLE = """\
demand:
  start: 2027-01-01
  months: 12
  currency: CNY
  tax: {compare: net_of_recoverable, taxpayer: general, default_rate: 0.06}
  fx: {USD: {rate: 7.10, low: 6.9, high: 7.3, date: 2026-11-20, source: bank list}}
  volumes:
    consultations: {per: day, value: 900, low: 700, high: 1200}
    inquiry_sales: {per: month, value: 1000000}
    evening_chats: {per: day, value: 40}
  months_factor: {6: 1.5, 11: 2.5}
  scaled: [consultations, evening_chats]
  linked: []
  seats: {from: consultations, per_seat_day: {value: 120, low: 100, high: 150}, min: 2}
  peak: {by: promotion_staff, days: {6: 6, 11: 12}}
  hours_per_day: 16
  holidays: [2027-10-01]
  channels: [chat, phone]
  by_hour: {"20": 0.12}
  assumptions:
    training: {basis: person_once, high: 600}
    evenings: {basis: evening_chats, high: 1}
  own_costs: [{item: supervision, basis: month, price: 6000}]
price:
  envelopes: 2
  cross_checks: [lowest_price, value_award]
  low_offers: [others_20, cost_floor]
  cost_floor: 4200
  discount_rate: null
  small_firms: {share: 0.15, vendors: [Acme]}
  weight_limits: [0.10, 0.30]
"""


def read(text: str) -> object:
    return parse_criteria(text + LEAF)


def mistakes(text: str) -> list[str]:
    with pytest.raises(CriteriaError) as caught:
        read(text)
    return caught.value.message("en").splitlines()


def test_a_whole_demand_is_read() -> None:
    criteria = read(WHOLE)
    demand = criteria.demand
    assert (demand.start, demand.months, demand.days) == (dt.date(2027, 1, 1), 12, None)
    assert demand.volumes["consultations"] == Volume(per="day", amount=Spread(900, 700, 1200))
    assert demand.months_factor == {6: 1.5, 11: 2.5}
    assert demand.scaled == ("consultations", "evening_chats")
    assert demand.linked == ()
    assert demand.seats.per_seat_day == Spread(120, 100, 150)
    assert demand.seats.least == 2
    assert demand.peak == Peak(by="promotion_staff", days={6: 6, 11: 12})
    assert demand.tax == Tax(recoverable=1.0)
    assert demand.rates["USD"].rate == Spread(7.1, 6.9, 7.3)
    assert demand.rates["USD"].date == dt.date(2026, 11, 20)
    assert demand.assumptions["training"].high == 600
    assert demand.assumptions["set_up"] == USUAL_ASSUMPTIONS["set_up"]
    assert demand.assumptions_cap == 0.25
    assert demand.own_costs[0].price == Spread(6000)
    assert (demand.channels, demand.by_hour) == (("chat", "phone"), {"20": 0.12})
    assert demand.holidays == (dt.date(2027, 10, 1),)
    settings = criteria.price
    assert (settings.envelopes, settings.cost_floor, settings.discount_rate) == (2, 4200, None)
    assert settings.small_firms.vendors == ("Acme",)
    assert settings.weight_limits == (0.10, 0.30)


def test_without_a_demand_there_is_none() -> None:
    criteria = parse_criteria(LEAF)
    assert criteria.demand is None
    assert criteria.price.envelopes == 1


def test_short_forms_are_read() -> None:
    demand = read(
        "demand: {start: 2027-03-01, months: 6, days: 30, seats: 8, peak: queue}\n"
    ).demand
    assert (demand.days, demand.seats.plain, demand.peak) == (30, 8, Peak(by="queue"))
    assert demand.tax.is_open
    calendar = read("demand: {start: 2027-03-01, months: 6, days: calendar}\n").demand
    assert calendar.days is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("start: 2027-01-15", "demand.start: must be the first of a month, such as 2027-01-01"),
        ("months: 0", "demand.months: must be 1 or more, found 0"),
        ("days: weekly", "demand.days: must be a number"),
        ("volumes: {orders: {per: week, value: 3}}", "demand.volumes.orders.per: must be one of"),
        ("volumes: {orders: {per: day}}", "demand.volumes.orders.value"),
        (
            "volumes: {orders: {per: day, value: 3, low: 4}}",
            "demand.volumes.orders.value: must rise from low over value to high, found 4, 3",
        ),
        ("months_factor: {13: 2}", "demand.months_factor: must be a month from 1 to 12, found 13"),
        ("linked: [ordrs]", "demand.linked: ordrs is no volume"),
        ("seats: {from: orders, per_seat_day: 100}", "demand.seats.from: orders is no volume"),
        ("seats: {per_seat_day: 0}", "demand.seats.per_seat_day: must be "),
        ("fx: {EURO: {rate: 7}}", "demand.fx.EURO"),
        ("fx: {EUR: {rate: 0}}", "demand.fx.EUR.rate"),
        ("tax: {taxpayer: general, recoverable: 0.5}", "demand.tax.recoverable: give taxpayer or"),
        ("assumptions: {training: {basis: person, high: 1}}", "demand.assumptions.training.basis"),
        ("own_costs: [{item: x, basis: monthly, price: 1}]", "demand.own_costs.[1].basis"),
        ("volume: {}", "demand.volume"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_path(text: str, said: str) -> None:
    key = text.partition(":")[0]
    usual = {"start": "2027-01-01", "months": "12"}
    lines = [f"  {k}: {v}" for k, v in usual.items() if k != key] + [f"  {text}"]
    mistake, *_ = mistakes("demand:\n" + "\n".join(lines) + "\n")
    assert mistake.startswith(f"criteria.yaml:{len(lines) + 1}: {said}"), mistake


def test_all_mistakes_are_reported_at_once() -> None:
    text = "demand: {start: 2027-01-02, months: 1.5}\nprice: {envelopes: 3, low_offers: [other]}\n"
    assert len(mistakes(text)) == 4


def test_mistakes_are_said_in_chinese_too() -> None:
    with pytest.raises(CriteriaError) as caught:
        read("demand: {start: 2027-01-02, months: 1}\n")
    assert "须为某月 1 日" in caught.value.message("zh")


def test_settings_given_as_a_dict_make_the_same_demand() -> None:
    settings = {
        "demand": {"start": "2027-01-01", "months": 3, "months_factor": {"6": 1.5}},
        "criteria": [{"id": "x", "answer": "count", "value": {"0": 0, "10": 100}}],
    }
    assert load_criteria(settings).demand.months_factor == {6: 1.5}


def test_the_schema_agrees_with_the_reader() -> None:
    validator = jsonschema.Draft7Validator(schema())
    criteria = [{"id": "x", "answer": "count", "value": {"0": 0, "10": 100}}]
    good = {"start": "2027-01-01", "months": 12, "seats": {"per_seat_day": {"value": 3}}}
    assert validator.is_valid({"demand": good, "criteria": criteria})
    for wrong in ({"start": "2027-01-02"}, {"months": 0}, {"months_factor": {"13": 1}}):
        assert not validator.is_valid({"demand": good | wrong, "criteria": criteria}), wrong


def test_the_commented_block_of_the_shipped_file_is_a_demand_with_a_cost() -> None:
    text = (Path(__file__).parents[2] / "criteria.yaml").read_text(encoding="utf-8")
    body, _, block = text.partition("# demand:\n")
    lines = [
        line.removeprefix("# ").removeprefix("#") for line in ("# demand:\n" + block).splitlines()
    ]
    settings, _, leaf = "\n".join(lines).partition("\n  - id: total_cost")
    with_cost = body.replace(
        "\ncriteria:\n", f"\n{settings}\ncriteria:\n  - id: total_cost{leaf}\n", 1
    )
    criteria = parse_criteria(with_cost)
    assert criteria.demand.volumes["consultations"].amount == Spread(900, 700, 1200)
    assert len(criteria.demand.holidays) == 6
    assert criteria.criterion("total_cost").kind.is_computed
    assert "total_cost" not in {question.id for question in criteria.questions()}
