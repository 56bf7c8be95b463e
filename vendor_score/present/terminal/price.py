"""What offers really cost, for people at a terminal: totals, doubt, crossings, frontier, cash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_score.award.market import MarketTotal
from vendor_score.award.records import FormulaCheck, OfferComparison, OrderCase
from vendor_score.findings import Finding
from vendor_score.number_text import money, share
from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad, width
from vendor_score.price.results import Crossing, ImpliedPrice, Interval, Run, TotalCost
from vendor_score.wording import Lang, has, text

__all__ = [
    "crossing_sentence",
    "finding_lines",
    "implied_sentence",
    "item_name",
    "market_lines",
    "price_lines",
]

_MOST_RUNS = 3
_MOST_PAIRS = 10
_AMOUNT = 15
_POINTS = 9


def item_name(item: str, lang: Lang, label: str = "") -> str:
    """An item of the offer sheet by its name; one of the vendor's own as it stands.

    Parameters
    ----------
    item : str
    lang : str
    label : str, optional
        As the vendor calls it.

    Returns
    -------
    str
    """
    key = f"offers.item.{item}"
    return text(key, lang) if has(key) else clean(label or item.replace("_", " "))


def price_lines(
    comparison: OfferComparison, view: Screen, lang: Lang, *, formulas: bool = False
) -> Iterator[str]:
    """The whole screen, line by line.

    Parameters
    ----------
    comparison : OfferComparison
    view : Screen
    lang : str
    formulas : bool, optional
        Whether formulas in use are shown; they never decide.

    Yields
    ------
    str
    """
    yield from _heading(comparison, view, lang)
    yield ""
    yield from _totals(comparison, view, lang)
    parts = (
        _final_round, _assumed, _by_line, _cases, _crossings, _against_quality, _low, _cash,
    )  # fmt: skip
    for part in parts:
        lines = list(part(comparison, view, lang))
        if lines:
            yield ""
            yield from lines
    if formulas:
        yield ""
        yield from _formulas(comparison, view, lang)


def finding_lines(findings: Sequence[Finding], view: Screen, lang: Lang) -> Iterator[str]:
    """Every finding in short: how grave, what, whose, where, and what to do.

    Parameters
    ----------
    findings : sequence of Finding
    view : Screen
    lang : str

    Yields
    ------
    str
    """
    if findings:
        yield ""
        yield _title("findings", view, lang)
    for finding in findings:
        parts = [
            clean(finding.vendor or ""),
            clean(str(finding.source)),
            clean(finding.found or ""),
        ]
        joint = text("offers.joint", lang)
        where = joint.join(part for part in parts if part)
        yield from _said(view, text(
            "offers.finding" if where else "offers.finding_of_all", lang,
            severity=text(f"terms.severity.{finding.severity.value}", lang),
            title=finding.title(lang), where=where,
        ), "  ")  # fmt: skip
        yield from _said(view, finding.fix(lang), "    ")


def _said(view: Screen, words: str, first: str = "") -> list[str]:
    return indented(words, view.columns, first=first)


def _title(key: str, view: Screen, lang: Lang) -> str:
    return view.paint(text(f"offers.title.{key}", lang), "bold")


def _heading(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    demand = comparison.demand
    yield _title("totals", view, lang)
    yield from _said(view, text(
        "offers.heading", lang,
        months=demand.months, start=demand.start.strftime("%Y-%m"), currency=demand.currency,
    ))  # fmt: skip
    if demand.scenario != "base":
        yield from _said(view, text(f"offers.scenario_{demand.scenario}", lang))
    daily = demand.volumes.get("consultations")
    if daily is not None:
        yield from _said(view, text(
            f"offers.volume_{daily.per}", lang, volume=money(daily.amount.value),
        ))  # fmt: skip
    key = "two" if comparison.envelopes > 1 else "one"
    yield from _said(view, text(f"envelopes.{key}", lang))


# Totals


def _totals(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    heads = [text(f"offers.head.{key}", lang) for key in ("low", "stated", "high", "quality")]
    sizes = (_AMOUNT, _AMOUNT, _AMOUNT, _POINTS)
    names = max(12, view.columns - sum(sizes))
    head = pad(text("terms.vendor", lang), names)
    yield view.paint(head + _row(heads, sizes), "bold")
    edge = comparison.frontier
    order = sorted(comparison.totals.values(), key=_by_cost)
    for total in order:
        name = fit(clean(total.vendor), names - 1)
        quality = comparison.quality.get(total.vendor)
        figures = [
            *_figures(total),
            "–" if quality is None else f"{quality.low:.1f}",
        ]
        is_efficient = edge is not None and total.vendor in edge.names
        row = pad(name, names) + _row(figures, sizes)
        yield view.paint(row, "bold") if is_efficient else row
        for reason in _why_no_total(total, lang):
            yield from _said(view, reason, "    ")
    yield from _said(view, text("offers.columns", lang), "  ")


def _by_cost(total: TotalCost) -> tuple[bool, float]:
    return total.total is None, total.total.high if total.total else 0.0


def _figures(total: TotalCost) -> list[str]:
    if total.total is None or total.as_stated is None:
        return ["–", "–", "–"]
    return [money(total.total.low), money(total.as_stated), money(total.total.high)]


def _row(figures: Sequence[str], sizes: Sequence[int]) -> str:
    return "".join(pad(one, size, right=True) for one, size in zip(figures, sizes, strict=True))


def _why_no_total(total: TotalCost, lang: Lang) -> Iterator[str]:
    if total.total is None:
        for finding in total.findings[:2]:
            yield text("offers.no_total", lang, why=finding.title(lang), fix=finding.fix(lang))


def _final_round(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    """Old and new total side by side, and each line that changed."""
    if not comparison.final:
        return
    yield _title("final", view, lang)
    for one in comparison.final:
        if not one.has_final:
            yield from _said(view, text("offers.final_none", lang, vendor=clean(one.vendor)), "  ")
            continue
        sides = _sides(one.before, one.after, lang)
        yield from _said(
            view, text("offers.final_of", lang, vendor=clean(one.vendor), **sides), "  "
        )
        for line in one.lines:
            if line.is_changed:
                item = item_name(line.item, lang, line.label)
                sides = _sides(line.before, line.after, lang)
                words = text("offers.final_line", lang, item=item, **sides)
                yield from _said(view, words, "    ")


def _sides(before: Interval | None, after: Interval | None, lang: Lang) -> dict[str, str]:
    """Two costs at their high ends, and the change in percent."""
    shown = ["–" if cost is None else money(cost.high) for cost in (before, after)]
    if before is None or after is None:
        change = text("offers.final_new" if before is None else "offers.final_gone", lang)
    else:
        change = f"{after.high - before.high:+,.0f}"
        if before.high:
            change += f", {100 * (after.high / before.high - 1):+.1f} %"
    return {"before": shown[0], "after": shown[1], "change": change}


def _assumed(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    """What is missing, what it may be worth, and what the vendor would gain by stating 0."""
    rows = [(name, total) for name, total in comparison.totals.items() if total.assumed]
    if not rows:
        return
    yield _title("assumed", view, lang)
    for name, total in rows:
        parts = [
            text("offers.assumed_item", lang, item=item_name(one.item, lang),
                 why=text(f"offers.why.{one.why}", lang), amount=money(one.high))
            for one in total.assumed
        ]  # fmt: skip
        worth = money(sum(one.high for one in total.assumed))
        joined = text("offers.joint", lang).join(parts)
        line = text("offers.assumed_of", lang, vendor=clean(name), items=joined, sum=worth)
        yield from _said(view, line, "  ")


def _by_line(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    """Every line with its total, and the dearest month."""
    yield _title("lines", view, lang)
    for name, total in comparison.totals.items():
        if total.total is None:
            continue
        parts = [
            text("offers.line", lang, item=item_name(line.item, lang, line.label),
                 amount=_span(line.total))
            for line in total.lines
            if line.kind != "assumed"
        ]  # fmt: skip
        peak = max(range(len(total.months)), key=lambda at: total.by_month[at].high)
        month, amount = total.months[peak], money(total.by_month[peak].high)
        words = text("offers.joint", lang).join(parts)
        line = text("offers.lines_of", lang, vendor=clean(name), lines=words)
        yield from _said(view, line, "  ")
        if len(total.months) > 1:
            yield from _said(view, text("offers.peak", lang, month=month, amount=amount), "    ")


def _span(cost: Interval) -> str:
    ends = dict.fromkeys((money(cost.low), money(cost.high)))
    return "–".join(ends)


def market_lines(totals: Sequence[MarketTotal], view: Screen, lang: Lang) -> Iterator[str]:
    """What the market charges at the buyer's volumes, and whether the anchors hold it.

    Parameters
    ----------
    totals : sequence of MarketTotal
    view : Screen
    lang : str

    Yields
    ------
    str
        Nothing where no market price is known.
    """
    if not totals:
        return
    yield _title("market", view, lang)
    for one in totals:
        model = text(f"offers.market.{one.model}", lang)
        line = text(
            "offers.market_line", lang, model=model, low=money(one.total.low),
            high=money(one.total.high),
        )  # fmt: skip
        if one.points is not None:
            worst, best = (f"{points:.0f}" for points in one.points)
            line = text("offers.market_points", lang, line=line, worst=worst, best=best)
        yield from _said(view, line, "  ")
        ends = one.anchors
        if ends is not None and not one.total.high > ends[0] < ends[1] > one.total.low:
            low, high = map(money, ends)
            words = text("offers.market_outside", lang, low=low, high=high, model=model)
            yield from _said(view, words, "    ")
    yield from _said(view, text("offers.market_note", lang), "  ")


# Order under doubt


def _cases(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    """Who is cheapest with what nobody has said taken one way and the other."""
    cases = [case for case in comparison.cases if len(case.order) > 1]
    if not cases:
        return
    yield _title("doubt", view, lang)
    words = [_case_name(case, lang) for case in cases]
    longest = max(width(word) for word in words)
    for case, word in zip(cases, words, strict=True):
        first = "  " + pad(word, longest) + "  "
        yield from _said(view, _cheapest_two(case, lang), first)
    leaders = {case.order[0] for case in cases}
    key = "same" if len(leaders) == 1 else "differ"
    yield from _said(view, text(f"offers.doubt_{key}", lang, vendor=clean(cases[0].order[0])), "  ")


def _cheapest_two(case: OrderCase, lang: Lang) -> str:
    """The cheapest, and how much more the next one costs; the json has the whole order."""
    first, second = case.order[:2]
    more = case.costs[second] - case.costs[first]
    return text(
        "offers.cheapest_two", lang, first=clean(first), second=clean(second), more=money(more)
    )


def _case_name(case: OrderCase, lang: Lang) -> str:
    return text(f"offers.case.{case.axis}.{case.value}", lang)


# Crossings


def _crossings(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    """Where the order of two offers turns; those that never turn are counted."""
    pairs = [one for one in comparison.crossings if len(one.vendors) == 2]  # noqa: PLR2004
    turning = [one for one in pairs if len(one.runs) > 1]
    whole = [one for one in comparison.crossings if len(one.vendors) > 2]  # noqa: PLR2004
    months = [one for one in comparison.by_length if len(one.runs) > 1]
    if not pairs:
        return
    yield _title("crossings", view, lang)
    for one in (*whole, *turning[:_MOST_PAIRS]):
        yield from _said(view, crossing_sentence(one, lang), "  ")
    if len(turning) > _MOST_PAIRS:
        more = len(turning) - _MOST_PAIRS
        yield from _said(view, text("offers.more_pairs", lang, n=more), "  ")
    if still := len(pairs) - len(turning):
        yield from _said(view, text("offers.never_turn", lang, n=still), "  ")
    for one in months[:_MOST_PAIRS]:
        if len(one.vendors) == 2:  # noqa: PLR2004
            yield from _said(view, crossing_sentence(one, lang), "  ")


def crossing_sentence(crossing: Crossing, lang: Lang) -> str:
    """A crossing in words: one boundary, or the first and last of many.

    Parameters
    ----------
    crossing : Crossing
    lang : str

    Returns
    -------
    str
    """
    runs = crossing.runs
    axis = text(f"offers.axis.{crossing.axis}", lang)
    if len(runs) == 1:
        vendor = _cheaper(runs[0].cheaper, lang)
        return text("offers.always", lang, who=_who(crossing, lang), vendor=vendor, axis=axis)
    about = text("offers.about", lang) if any(crossing.is_near_step) else ""
    if len(runs) <= _MOST_RUNS:
        parts = [
            text(f"offers.{_run_key(run, is_last=place == len(runs) - 1)}", lang,
                 vendor=_cheaper(run.cheaper, lang), to=f"{run.stop:,}", start=f"{run.start:,}")
            for place, run in enumerate(runs)
        ]  # fmt: skip
        joined = text("offers.joint", lang).join(parts)
    else:
        joined = text(
            "offers.mixed", lang, first=_cheaper(runs[0].cheaper, lang), to=f"{runs[0].stop:,}",
            until=f"{runs[-1].start - 1:,}", last=_cheaper(runs[-1].cheaper, lang),
            changes=len(runs) - 1,
        )  # fmt: skip
    return text(
        "offers.crossing", lang, who=_who(crossing, lang), axis=axis, about=about, runs=joined
    )


def _run_key(run: Run, *, is_last: bool) -> str:
    if is_last:
        return "run_above"
    return "run_at" if run.start == run.stop else "run_to"


def _who(crossing: Crossing, lang: Lang) -> str:
    """The pair by name; all offers together."""
    if len(crossing.vendors) > 2:  # noqa: PLR2004
        return text("offers.all_offers", lang)
    return text("offers.name_joint", lang).join(clean(name) for name in crossing.vendors)


def _cheaper(names: Sequence[str], lang: Lang) -> str:
    if not names:
        return text("offers.nobody", lang)
    return text("offers.even", lang).join(clean(name) for name in names)


# Cost against quality


def _against_quality(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    edge = comparison.frontier
    if edge is None:
        return
    yield _title("quality", view, lang)
    joint = text("offers.then", lang)
    names = joint.join(clean(name) for name in edge.names)
    yield from _said(view, text("offers.frontier", lang, vendors=names), "  ")
    for name, by in edge.dominated.items():
        others = text("offers.name_joint", lang).join(clean(other) for other in by)
        yield from _said(view, text("offers.dominated", lang, vendor=clean(name), by=others), "  ")
    for step in comparison.steps:
        said = text(
            "offers.step", lang, cheaper=clean(step.cheaper), dearer=clean(step.dearer),
            amount=money(step.cost_a_year),
            per_point="–" if step.per_point is None else money(step.per_point),
        )  # fmt: skip
        yield from _said(view, said, "  ")
        for bought in step.bought:
            yield from _said(view, text(
                "offers.bought", lang, criterion=_label(comparison, bought.criterion, lang),
                dearer=clean(bought.dearer) or "–", cheaper=clean(bought.cheaper) or "–",
                points=f"{bought.points:+.1f}",
            ), "    ")  # fmt: skip
        if step.per_point is not None and comparison.implied is not None:
            own = money(comparison.implied.per_point)
            worth = text("offers.worth_it", lang, step=money(step.per_point), own=own)
            yield from _said(view, worth, "    ")
    for name in edge.off_hull:
        yield from _said(view, text("offers.off_hull", lang, vendor=clean(name)), "  ")
    for one in comparison.concessions:
        key = "concession" if one.off is not None else "concession_none"
        yield from _said(view, text(
            f"offers.{key}", lang, vendor=clean(one.vendor), total=money(one.total),
            off=f"{100 * (one.off or 0):.1f}",
        ), "  ")  # fmt: skip
    if comparison.implied is not None:
        yield from _said(view, implied_sentence(comparison.implied, lang), "  ")


def implied_sentence(implied: ImpliedPrice, lang: Lang) -> str:
    """What one quality point costs by the price weight and the anchors.

    Parameters
    ----------
    implied : ImpliedPrice
    lang : str

    Returns
    -------
    str
    """
    ends = [money(end) for end in (implied.low, implied.high)]
    key = "offers.implied" if ends[0] == ends[1] else "offers.implied_range"
    return text(
        key, lang, weight=share(implied.weight), amount=money(implied.per_point),
        low=ends[0], high=ends[1],
    )  # fmt: skip


def _label(comparison: OfferComparison, id: str, lang: Lang) -> str:
    return comparison.labels[id].text(lang)


# Low offers, cash, deposit


def _low(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    lines: list[str] = []
    for check in comparison.low:
        rule = text(f"offers.low_rule.{check.result.rule}", lang)
        if not check.result.is_tested:
            if not check.of_stated:
                lines += _said(view, text("offers.low_untested", lang, rule=rule), "  ")
        elif check.flagged:
            names = text("offers.name_joint", lang).join(clean(one) for one in check.flagged)
            of = text("offers.of_stated" if check.of_stated else "offers.of_total", lang)
            lines += _said(view, text("offers.low", lang, vendors=names, rule=rule, of=of), "  ")
    if lines:
        yield _title("low", view, lang)
        yield from lines


def _cash(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    if not comparison.cash and not comparison.deposits:
        return
    yield _title("cash", view, lang)
    for name, flow in comparison.cash.items():
        said = text(
            "offers.cash", lang, vendor=clean(name), days=f"{flow.credit_days:+.1f}",
            prepaid=money(flow.peak_prepaid), largest=money(flow.largest),
        )  # fmt: skip
        yield from _said(view, said, "  ")
    for name, effect in comparison.deposits.items():
        deposit = comparison.offers[name].deposit
        key = "guarantees" if effect.is_guarantee else "does_not"
        said = text(
            f"offers.deposit_{key}", lang, vendor=clean(name),
            word=clean(deposit.word) if deposit else "",
            amount=money(deposit.amount if deposit else 0),
            effective=money(effect.effective),
            back=money(effect.if_vendor_fails),
        )  # fmt: skip
        yield from _said(view, said, "  ")


# Formulas


def _formulas(comparison: OfferComparison, view: Screen, lang: Lang) -> Iterator[str]:
    yield _title("formulas", view, lang)
    yield from _said(view, text("offers.formulas_note", lang), "  ")
    firsts: dict[str, int] = {}
    for check in comparison.formulas:
        name = text(f"offers.formula.{check.name}", lang)
        if check.scores is None:
            yield from _said(view, text("offers.formula_refused", lang, formula=name), "  ")
            continue
        for vendor in check.first:
            firsts[vendor] = firsts.get(vendor, 0) + 1
        names = text("offers.name_joint", lang).join(clean(one) for one in check.first)
        scores = text("offers.joint", lang).join(
            f"{clean(vendor)} {_score(score)}"
            for vendor, score in zip(check.vendors, check.scores.scores, strict=True)
        )
        said = text("offers.formula_says", lang, formula=name, first=names, scores=scores)
        yield from _said(view, said, "  ")
        for line in _paradoxes(check, lang):
            yield from _said(view, line, "    ")
    yield from _said(view, _agreement(firsts, len(comparison.formulas), lang), "  ")


def _score(score: float) -> str:
    return money(score) if abs(score) >= 1000 else f"{score:.4g}"  # noqa: PLR2004


def _agreement(firsts: Mapping[str, int], total: int, lang: Lang) -> str:
    if not firsts:
        return text("offers.formulas_none", lang)
    best = max(firsts, key=lambda name: firsts[name])
    return text("offers.formulas_agree", lang, vendor=clean(best), n=firsts[best], of=total)


def _paradoxes(check: FormulaCheck, lang: Lang) -> Iterator[str]:
    turned = [check.vendors[one.dropped] for one in check.dropped if one.is_order_changed]
    if turned:
        names = text("offers.name_joint", lang).join(clean(one) for one in turned)
        yield text("offers.paradox_drop", lang, vendors=names)
    for flip in check.flips:
        if flip.gains < len(check.vendors):
            yield text(
                f"offers.paradox_{flip.side}", lang, price=money(flip.price),
                gains=clean(check.vendors[flip.gains]), loses=clean(check.vendors[flip.loses]),
            )  # fmt: skip
    if check.is_relative and not turned and not check.flips:
        yield text("offers.paradox_none", lang)
