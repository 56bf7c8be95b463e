"""Examples about price through the public library: inputs of a form in, the figures it asks out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from vendor_score.price import (
    Assumption,
    CostQuality,
    Demand,
    Offer,
    OfferLine,
    Peak,
    SeatNeed,
    Settlement,
    Spread,
    Tax,
    Tier,
    TotalCost,
    Volume,
    crossings,
    deposit_effect,
    frontier,
    low_offers,
    score_prices,
    total_cost,
)
from vendor_score.price.cash import cash_flow
from vendor_score.price.cost_quality import implied_price, points_of_cost
from vendor_score.price.formulas import PriceRule, competition_ranks, drop_table
from vendor_score.price.offer import ITEM_BASES
from vendor_score.price.paradoxes import add_bid, lowest_price_flips
from vendor_score.price.small_firms import evaluated_prices, small_firm_share

Figures = dict[str, Any]
Example = Mapping[str, Any]


def compute(example: Example, others: Mapping[str, Example]) -> Figures | None:
    """What the library makes of an example; None where its kind is no price."""
    form = FORMS.get(example["kind"])
    return None if form is None else form(example, others)


# Formulas


def rule_of(inputs: Mapping[str, Any]) -> PriceRule:
    """The formula of an example with its parameters."""
    names = {
        "full": "full", "k": "k", "k_high": "k_high", "k_low": "k_low", "min": "least",
        "float": "shift", "limit": "limit", "optimum": "optimum", "round": "round",
    }  # fmt: skip
    found = {ours: inputs[theirs] for theirs, ours in names.items() if theirs in inputs}
    if "drop" in inputs:
        found["drop"] = drop_table(inputs["drop"])
    return PriceRule(formula=inputs["formula"], **found)


def weights_of(inputs: Mapping[str, Any]) -> tuple[float, float] | None:
    weights = inputs.get("weights")
    return None if weights is None else (weights["quality"], weights["price"])


def price_formula(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    if "cases" in inputs:
        return {"scores": [score_prices(c["prices"], rule_of(c)).scores for c in inputs["cases"]]}
    found = score_prices(inputs["prices"], rule_of(inputs))
    return {"scores": found.scores, "rounded_half_up": found.rounded, **found.figures}


def combined(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    found = score_prices(
        inputs["prices"], rule_of(inputs), quality=inputs["quality"], weights=weights_of(inputs)
    )
    return {"price_scores": found.scores, "totals": found.totals, "ranks": found.ranks}


def award(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    if "criteria" in inputs:
        worth = [(one["worth"], [one["met"]]) for one in inputs["criteria"]]
        rule = PriceRule(formula=inputs["formula"], worth=worth)
        found = score_prices([inputs["price"]], rule)
        deduction = found.figures["deduction"]
        return {"fictitious_price": found.scores[0], "deduction": deduction[0]}
    if "q_low" in inputs:
        found = score_prices(
            [inputs["price"]],
            inputs["formula"],
            quality=[inputs["quality"]],
            q_low=inputs["q_low"],
            q_max=inputs["q_max"],
        )
        return {"rvc": found.scores[0], "si": found.figures["si"][0]}
    cases = inputs.get("cases")
    results = [
        score_prices(
            inputs["prices"],
            inputs["formula"],
            quality=inputs["quality"],
            weights=(case["wQ"], case["wC"]) if case else None,
        )
        for case in cases or [None]
    ]
    index, ranks = [r.scores for r in results], [r.ranks for r in results]
    return {"index": index, "ranks": ranks} if cases else {"index": index[0], "ranks": ranks[0]}


def adjustment(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    prices = [bid["price"] for bid in inputs["bids"]]
    small = [bid["small"] for bid in inputs["bids"]]
    evaluated = evaluated_prices(prices, small, small_firm_share(inputs["budget"]))
    rule = PriceRule(formula=inputs["formula"], full=inputs["price_points"])
    found = score_prices(evaluated, rule)
    return {
        "evaluated": evaluated,
        "scores": found.scores,
        "without_deduction": score_prices(prices, rule).scores,
        "contract_price_of_first": prices[found.first[0]],
    }


def paradox(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    prices, rule, third = inputs["prices"], rule_of(inputs), inputs["third"]
    quality, weights = inputs.get("quality"), weights_of(inputs)
    price = third["price"] if isinstance(third, dict) else third
    its_quality = third["quality"] if isinstance(third, dict) else None
    before, after = add_bid(
        prices, rule, price, quality=quality, its_quality=its_quality, weights=weights
    )
    with_third = [*prices, price]
    found: Figures = {
        "winner_before": before.first[0],
        "winner_after": after.first[0],
        "best_before": prices[before.first[0]],
        "best_after": with_third[after.first[0]],
        "baseline_before": before.figures.get("baseline"),
        "baseline_after": after.figures.get("baseline"),
        "scores_before": before.scores,
        "scores_after": after.scores,
        "totals_before": before.totals,
        "totals_after": after.totals,
        "before": before.scores,
        "after": after.scores,
    }
    if rule.formula == "lowest_price" and quality is not None:
        flips = lowest_price_flips(prices, quality, rule, weights=weights or (1.0, 1.0))
        winner = before.first[0]
        below = [flip.price for flip in flips if flip.loses == winner]
        found["flip_below_price"] = max(below, default=None)
    return found


# Total cost

_KNOWN = {
    "start", "months", "days", "months_factor", "per_seat_day", "min_seats", "currency", "compare",
    "peak", "seats", "trained", "shared_seats", "shops", "recoverable", "default_rate",
    "hours_per_day", "days_per_week",
}  # fmt: skip


def demand_of(written: Mapping[str, Any], **changes: Any) -> Demand:
    """The demand of an example: volumes are named ``orders_per_day`` and so on."""
    written = {**written, **changes}
    volumes = {}
    for key, value in written.items():
        match = re.fullmatch(r"(\w+)_per_(day|month)", key)
        if match and key not in _KNOWN:
            volumes[match[1]] = Volume(per=match[2], amount=Spread(value))
    per_seat, plain = written.get("per_seat_day"), written.get("seats")
    seats = None
    if per_seat is not None or plain is not None:
        seats = SeatNeed(
            plain=plain,
            per_seat_day=None if per_seat is None else Spread(per_seat),
            least=written.get("min_seats", 0),
        )
    days = written.get("days", "calendar")
    tax = Tax(
        compare=written.get("compare", "gross"),
        recoverable=written.get("recoverable"),
        default_rate=written.get("default_rate", 0.06),
    )
    return Demand(
        start=dt.date.fromisoformat(written["start"]),
        months=written["months"],
        days=None if days == "calendar" else float(days),
        volumes=volumes,
        months_factor={int(month): f for month, f in written.get("months_factor", {}).items()},
        seats=seats,
        peak=Peak(by=written.get("peak", "seats")),
        currency=written.get("currency", "CNY"),
        tax=tax,
        trained=written.get("trained"),
        shared_seats=written.get("shared_seats"),
        shops=written.get("shops"),
        hours_per_day=written.get("hours_per_day"),
        days_per_week=written.get("days_per_week"),
    )


def line_of(written: Mapping[str, Any]) -> OfferLine:
    """A line of an example; prices include tax unless it says something else."""
    item = written["item"]
    by_fold = {folded(name): name for name in ITEM_BASES}
    price = written.get("price")
    low, high = price if isinstance(price, list) else (price, None)
    tiers = written.get("tiers", ())
    plain = {
        "block": "block", "measured": "measured", "free": "free", "included": "free",
        "minimum_month": "minimum", "maximum_month": "maximum", "minimum": "minimum",
        "maximum": "maximum", "from": "from_month", "to": "to_month", "tax_rate": "tax_rate",
        "currency": "currency", "state": "state", "tier_mode": "mode", "mode": "mode",
    }  # fmt: skip
    found = {ours: written[theirs] for theirs, ours in plain.items() if theirs in written}
    return OfferLine(
        item=by_fold.get(folded(item), item),
        basis=written["basis"],
        low=low,
        high=high,
        tiers=tuple(Tier(up_to, each) for up_to, each in tiers),
        of=tuple(written.get("of", ())),
        is_tax_included=written.get("tax", "included") == "included",
        special_share=1.0 if written.get("invoice") == "special" else 0.0,
        role="main" if folded(item) not in by_fold else None,
        label=item,
        **found,
    )


def offer_of(name: str, lines: list[Mapping[str, Any]]) -> Offer:
    return Offer(vendor=name, lines=tuple(line_of(line) for line in lines))


def named_offer(written: Any, others: Mapping[str, Example]) -> Offer:
    """An offer as it stands, or by name: ``B of tco-three-models, tier_mode not stated``."""
    if not isinstance(written, str):
        return offer_of("offer", written)
    match = re.fullmatch(r"(\S+)(?: of (\S+?))?(?:, (\w+) not stated)?", written)
    assert match, written
    lines = others[match[2] or "tco-three-models"]["inputs"]["offers"][match[1]]
    lines = [{k: v for k, v in line.items() if k != match[3]} for line in lines]
    return offer_of(match[1], lines)


def folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()


def interval(found: TotalCost) -> list[float]:
    assert found.total is not None, found.findings
    return [found.total.low, found.total.high]


def tco(example: Example, others: Mapping[str, Example]) -> Figures:
    inputs = example["inputs"]
    if "demand" in inputs:
        return offers_at(inputs, others, example["expected"])
    if "block" in inputs:
        return blocks(inputs)
    if "cases" in inputs:
        fees = [unit_cost(case) for case in inputs["cases"]]
        totals = [case["fee"] for case in inputs["cases"]]
        return {"unit": fees, "increase_pct": 100 * (totals[-1] / totals[-2] - 1)}
    if "per_day" in inputs:
        return tier_rows(inputs)
    if "tiers" in inputs:
        return tier_amounts(inputs)
    return taxed(inputs)


def offers_at(
    inputs: Mapping[str, Any], others: Mapping[str, Example], expected: Mapping[str, Any]
) -> Figures:
    if "offer" in inputs:
        return one_offer(inputs, others)
    if "starts" in inputs:
        totals = {
            start: {
                name: interval(total_cost(offer_of(name, lines), demand_at))[1]
                for name, lines in inputs["offers"].items()
            }
            for start in inputs["starts"]
            for demand_at in [demand_of(inputs["demand"], start=start)]
        }
        return {"totals": totals}
    demand = demand_of(inputs["demand"])
    found = {
        name: total_cost(offer_of(name, lines), demand) for name, lines in inputs["offers"].items()
    }
    return {
        "totals": {name: interval(cost)[1] for name, cost in found.items()},
        "seats": next(iter(found.values())).seats,
        "lines": {
            name: named_like(
                expected.get("lines", {}).get(name, {}),
                {line.label or line.item: line.total.high for line in cost.lines},
            )
            for name, cost in found.items()
        },
    }


def named_like(theirs: Mapping[str, float], ours: Mapping[str, float]) -> dict[str, float]:
    """Our lines by the names of the example: ``setup`` is ``set_up``."""
    names = {folded(name): name for name in theirs}
    return {names.get(folded(name), name): value for name, value in ours.items()}


def one_offer(inputs: Mapping[str, Any], others: Mapping[str, Example]) -> Figures:
    demand = demand_of(inputs["demand"])
    assumptions = {
        item: Assumption(
            basis=one["basis"],
            low=one.get("low", 0),
            high=one["high"],
            quantity=next((one[k] for k in one if k not in ("basis", "low", "high")), None),
        )
        for item, one in inputs.get("assumptions", {}).items()
    }
    found = total_cost(
        named_offer(inputs["offer"], others), replace(demand, assumptions=assumptions)
    )
    assert found.stated is not None
    return {
        "interval": interval(found),
        "stated": found.stated.high,
        "score_uses": interval(found)[1],
        "missing_worth": {one.item: one.high for one in found.assumed},
    }


def a_month(**volumes: float) -> Demand:
    """A demand of one month of 30 days."""
    return Demand(
        start=dt.date(2027, 1, 1),
        months=1,
        days=30,
        volumes={name: Volume(per="month", amount=Spread(v)) for name, v in volumes.items()},
        tax=Tax(compare="gross"),
    )


def blocks(inputs: Mapping[str, Any]) -> Figures:
    base = OfferLine(item="base_month", basis="month", low=inputs["base"], is_tax_included=True)

    def cost(mode: str | None, block: float, price: float) -> TotalCost:
        line = OfferLine(
            item="consultation",
            basis="consultation",
            low=price,
            block=block,
            mode=mode,
            free=inputs["included"],
            is_tax_included=True,
        )
        offer = Offer(vendor="offer", lines=(base, line))
        return total_cost(offer, a_month(consultations=inputs["volume"]))

    block, price = inputs["block"], inputs["block_price"]
    either = interval(cost(None, block, price))
    started = interval(cost("block", block, price))
    return {"interval": either, "prorata": either[0], "started_blocks": started[1]}


def unit_cost(case: Mapping[str, float]) -> float:
    """The fee of a month by the volume of the month."""
    line = OfferLine(item="base_month", basis="month", low=case["fee"], is_tax_included=True)
    offer = Offer(vendor="offer", lines=(line,))
    return interval(total_cost(offer, a_month()))[1] / case["volume"]


def tier_rows(inputs: Mapping[str, Any]) -> Figures:
    rows = []
    for per_day in inputs["per_day"]:
        row = {"per_day": per_day}
        for mode in ("whole", "marginal"):
            line = OfferLine(
                item="consultation",
                basis="consultation",
                tiers=tuple(Tier(up_to, price) for up_to, price in inputs["tiers"]),
                measured=inputs["measured"],
                mode=mode,
                is_tax_included=True,
            )
            demand = replace(
                a_month(),
                days=inputs["days"],
                volumes={"consultations": Volume(per="day", amount=Spread(per_day))},
            )
            row[mode] = interval(total_cost(Offer(vendor="offer", lines=(line,)), demand))[1]
        rows.append(row)
    return {"rows": rows}


def tier_amounts(inputs: Mapping[str, Any]) -> Figures:
    names = [f"tier_{place}" for place in range(len(inputs["tiers"]))]
    lines = tuple(
        OfferLine(item=name, basis=name, low=tier["unit_price"], is_tax_included=True, role="main")
        for name, tier in zip(names, inputs["tiers"], strict=True)
    )
    volumes = [tier["volume_10k"] for tier in inputs["tiers"]]
    demand = a_month(**dict(zip(names, volumes, strict=True)))
    found = total_cost(Offer(vendor="offer", lines=lines), demand)
    return {"amounts": [line.total.high for line in found.lines], "total": interval(found)[1]}


def taxed(inputs: Mapping[str, Any]) -> Figures:
    def costs(tax: Tax) -> list[float]:
        found = []
        for name, one in inputs["offers"].items():
            line = {"item": "base_month", "basis": "month", **one, "tax_rate": one["rate"]}
            demand = replace(a_month(), tax=tax)
            found.append(interval(total_cost(offer_of(name, [line]), demand))[1])
        return found

    names = list(inputs["offers"])
    gross = costs(Tax(compare="gross"))
    net = costs(Tax(compare="net_of_recoverable", recoverable=1.0))
    return {
        "gross": gross,
        "net_of_recoverable": net,
        "cheaper_gross": names[gross.index(min(gross))],
        "cheaper_net": names[net.index(min(net))],
    }


def crossing(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    demand = demand_of(inputs["demand"])
    if "linked" in inputs:
        demand = replace(demand, linked=tuple(inputs["linked"]))
    offers = [offer_of(name, lines) for name, lines in inputs["offers"].items()]
    first, last = inputs["range"]
    found = crossings(offers, demand, numbers=range(first, last + 1))[-1]
    runs = [
        [run.start, run.stop, run.cheaper[0] if len(run.cheaper) == 1 else "tie"]
        for run in found.runs
    ]
    result: Figures = {"runs": runs}
    for key in example["expected"]:
        if match := re.fullmatch(r"cost_at_(\d+)", key):
            number = int(match[1])
            at = crossings(offers, demand, numbers=range(number - 1, number + 2))[-1]
            costs = (
                at.at.get(number)
                or crossings(
                    offers,
                    replace(
                        demand,
                        volumes={
                            **demand.volumes,
                            "consultations": Volume(per="day", amount=Spread(number)),
                        },
                    ),
                    numbers=range(number - 1, number + 2),
                )[-1].at[number]
            )
            result[key] = costs
    return result


# Cost and quality, cash, deposit, low offers


def cost_quality(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    vendors = inputs["vendors"]
    if "anchors" not in inputs:
        found = frontier([CostQuality(**vendor) for vendor in vendors])
        return {
            "dominated": found.dominated,
            "frontier": found.names,
            "incremental": found.incremental,
            "extended_dominated": found.off_hull,
            "hull": found.hull,
            "hull_incremental": found.hull_incremental,
            "cost_per_point": [found.cost_per_point[vendor["name"]] for vendor in vendors],
        }
    weight, anchors = inputs["price_weight"], inputs["anchors"]
    totals = [
        (1 - weight) * one["quality"] + weight * points_of_cost(anchors, one["cost"])
        for one in vendors
    ]
    ranks = competition_ranks(totals, higher_is_better=True)
    order = sorted(range(len(totals)), key=lambda place: ranks[place])
    costs = [vendors[place]["cost"] for place in order[:2]]
    return {
        "per_point": implied_price([tuple(a) for a in anchors], weight, costs).per_point,
        "totals": totals,
        "first": vendors[order[0]]["name"],
    }


def cash(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    demand = Demand(start=dt.date.fromisoformat(inputs["start"]), months=inputs["months"])
    cases = []
    for case in example["expected"]["cases"]:
        cycle, when, days = case["settlement"]
        flow = cash_flow(
            [inputs["per_month"]] * inputs["months"],
            demand,
            Settlement(cycle=cycle, when=when, days=days),
            discount_rate=inputs["rate"],
        )
        cases.append(
            {
                "settlement": case["settlement"],
                "payments": len(flow.payments),
                "credit_days": flow.credit_days,
                f"present_value_at_{100 * inputs['rate']:g}pct": flow.present_value,
                "peak_prepaid": flow.peak_prepaid,
            }
        )
    return {"cases": cases}


def deposit(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    found = deposit_effect(
        inputs["word"],
        inputs["amount"],
        inputs["contract_value"],
        is_nature_agreed=inputs.get("nature_agreed", False),
        performed_share=inputs.get("performed_share", 0.0),
    )
    is_over = "deposit-over-cap" in found.findings
    return {
        "effective": found.effective,
        "advance": found.advance,
        "if_vendor_fails": found.if_vendor_fails,
        "if_buyer_fails": found.if_buyer_fails,
        "penalty": found.penalty,
        "returned": found.if_vendor_fails,
        "finding": "deposit above 20 %" if is_over else None,
    }


def low_offer(example: Example, _: object) -> Figures:
    inputs = example["inputs"]
    found = low_offers(inputs["prices"], inputs["rule"], budget=inputs.get("budget"))
    return {
        "flagged": found.flagged,
        "threshold": found.thresholds[0],
        "thresholds": found.thresholds,
        "kept": found.kept,
        **found.figures,
    }


FORMS: dict[str, Callable[[Example, Mapping[str, Example]], Figures]] = {
    "price_formula": price_formula,
    "combined": combined,
    "award": award,
    "adjustment": adjustment,
    "paradox": paradox,
    "tco": tco,
    "crossing": crossing,
    "cost_quality": cost_quality,
    "cash_flow": cash,
    "deposit": deposit,
    "low_offer": low_offer,
}
