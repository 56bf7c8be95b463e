"""Examples of exports of chat back ends through the public library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from vendor_score import pooling
from vendor_score.pooling import Satisfaction, Share
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.exports.backend_columns import known_headings
from vendor_score.questionnaire.exports.backend_export import read_column

Figures = dict[str, Any]
Example = Mapping[str, Any]
BLANK = frozenset({"", "-", "--"})


def compute(example: Example, others: Mapping[str, Example]) -> Figures | None:
    """What the library makes of an example; None where its kind is none of exports'."""
    del others
    form = FORMS.get(example["kind"])
    return None if form is None else form(example["inputs"])


def percent(figures: Figures) -> Figures:
    """Rates as percentages beside."""
    return figures | ({"percent": 100 * figures["rate"]} if "rate" in figures else {})


def ratio(inputs: Example) -> Figures:
    rows = inputs["rows"]
    part = "k" if "k" in rows[0] else "u"
    share = pooling.pool_share((row[part], row["n"]) for row in rows)
    return percent({"rate": (share if part == "k" else share.rest).value})


def standardised(inputs: Example) -> Figures:
    shops = {
        vendor: {name: Share(own["k"], own["n"]) for name, own in strata.items()}
        for vendor, strata in inputs["shops"].items()
    }
    pooled = {
        vendor: pooling.pool_share((own.part, own.whole) for own in strata.values()).value
        for vendor, strata in shops.items()
    }
    leader = max(pooled, key=pooled.__getitem__)
    better = pooling.better_in_every_stratum(shops)
    return {
        "pooled": pooled,
        "standardised": {
            vendor: pooling.standardised_share(strata, inputs["mix"])
            for vendor, strata in shops.items()
        },
        "better_in_every_shop": better,
        "pooled_leader": leader,
        "reversal": better is not None and better != leader,
    }


def weighted_mean(inputs: Example) -> Figures:
    rows = inputs["rows"]
    if "w" in rows[0]:
        return {"seconds": pooling.pool_mean((row["m"], row["w"]) for row in rows)}
    return {
        "seconds_by_turns": pooling.pool_mean((row["m"], row["turns"]) for row in rows),
        "seconds_by_people": pooling.pool_mean((row["m"], row["people"]) for row in rows),
        "exact": "turns",
    }


def bounds(inputs: Example) -> Figures:
    days = inputs["days"]
    low, high = pooling.people_bounds(day["n"] for day in days)
    return {
        "sum_n": high,
        "unique_low": low,
        "unique_high": high,
        "rate_of_sums": pooling.pool_share((day["k"], day["n"]) for day in days).value,
        "recoverable": low == high,
    }


def refuse(inputs: Example) -> Figures:
    if "groups" in inputs:
        figures = [
            value for group in inputs["groups"] for key, value in group.items() if key != "n"
        ]
        low, high = pooling.median_bounds(figures)
        return {"interval": [low, high], "recoverable": low == high}
    asked = re.sub(r"\W+", "_", inputs["asked"])
    columns = [key for key in inputs["rows"][0] if key != "n" and asked in key]
    column = columns[0]
    mean = pooling.pool_mean((row[column], row["n"]) for row in inputs["rows"])
    weight = "n" if "all" in column else "proxy: n is of the whole day"
    return {"column": column, "percent": mean, "weight": weight}


def summary_rows(inputs: Example) -> Figures:
    agents, summary = inputs["agents"], inputs["summary"]
    kinds = pooling.find_summaries(
        [(row["n"], row["k"]) for row in agents],
        {label: (row["n"], row["k"]) for label, row in summary.items()},
    )
    by_kind = {kind: label for label, kind in kinds.items()}
    total = by_kind.get("total") or by_kind["partial"]
    share = Share(summary[total]["k"], summary[total]["n"])
    printed = summary[total].get("rate")
    agrees = printed is not None and pooling.is_printed_rate(printed, share)
    found = {
        "agents": len(agents),
        "use": total if agrees else f"recompute from {total}",
        "rate": share.value,
        "recomputed_agrees": agrees,
    }
    mean = summary.get(by_kind.get("mean"), {}).get("rate")
    if mean is not None:
        rates = [row["k"] / row["n"] for row in agents]
        is_plain = abs(mean - sum(rates) / len(rates)) <= 5e-4
        found["mean_row_is"] = "plain mean over agents" if is_plain else "no mean over agents"
    return found


def covered(inputs: Example) -> Figures:
    agents, total = inputs["agents"], inputs["total"]
    share = pooling.coverage((row["n"] for row in agents), total["n"])
    return {
        "coverage": share,
        "rate_of_total": Share(total["k"], total["n"]).value,
        "rate_of_rows": pooling.pool_share((row["k"], row["n"]) for row in agents).value,
        "use": "total",
        "finding": f"rows cover {share:.1%} of the total; an agent is missing".replace("%", " %"),
    }


def zeros(inputs: Example) -> Figures:
    days = inputs["days"]
    due = [(day["k"], day["n"], is_rate(day.get("r"))) for day in days]
    found = pooling.pool_days(due)
    left = found.given - found.counted
    return {
        "rate": None if found.share is None else found.share.value,
        "days_counted": found.counted,
        "people_counted": 0 if found.share is None else found.share.whole,
        "finding": f"{left} of {found.given} days without a rate",
    }


def is_rate(cell: Any) -> bool:
    """Whether a cell shows a rate, as the reader of exports tells."""
    return cell is not None and str(cell).strip().casefold() not in BLANK | known_headings().blank


def satisfaction(inputs: Example) -> Figures:
    grades = inputs["grades"]
    sense = known_headings().counts
    by_sense = {sense[heading.casefold()]: number for heading, number in grades.items()}
    good = sum(by_sense.get(key, 0) for key in ("very_satisfied", "satisfied", "rated_good"))
    bad = sum(by_sense.get(key, 0) for key in ("unsatisfied", "very_unsatisfied", "rated_bad"))
    found = Satisfaction(good, by_sense.get("fair"), bad)
    figures = {
        "csat": found.satisfied,
        "dissat": found.dissatisfied,
        "rated": found.rated,
        "rated_share": found.rated_share(inputs["served"]),
    }
    if found.middle is None:
        figures["middle"] = "no middle grade: not comparable with a five-grade scale"
        return figures
    return figures | {
        "csat_middle_counted": found.satisfied_with_middle,
        "dissat_with_middle": found.dissatisfied_with_middle,
    }


def periods(inputs: Example) -> Figures:
    day = dt.date.fromisoformat
    files = [(day(file["start"]), day(file["end"])) for file in inputs["files"]]
    twice = pooling.overlapping_days(files)
    if twice:
        return {
            "overlap_days": twice,
            "combine": False,
            "use": "refuse: ask for one file of the period or for day rows",
        }
    first, last = map(day, inputs["period"])
    days, of = pooling.days_covered(files, (first, last))
    share = pooling.pool_share((file["k"], file["n"]) for file in inputs["files"])
    return {
        "overlap_days": 0,
        "combine": True,
        "days": days,
        "of": of,
        "coverage": days / of,
        "rate": share.value,
        "scaled_count": None,
        "finding": f"{days} of {of} days; nothing is scaled up",
    }


def interval(inputs: Example) -> Figures:
    low, high = pooling.wilson_interval(inputs["k"], inputs["n"], inputs["level"])
    return {"interval": [low, high]}


def units(inputs: Example) -> Figures:
    cells = [
        Cell(row=1, column=1, text=str(cell), kind=CellKind.NUMBER, number=float(cell))
        if isinstance(cell, int | float)
        else Cell(row=1, column=1, text=cell, kind=CellKind.TEXT)
        for cell in inputs["cells"]
    ]
    unit, figures = read_column(inputs["heading"], cells)
    if unit == "s":
        return {"seconds": figures}
    return {"percent": figures, "finding": "fractions or percent: cannot be told"}


FORMS = {
    "ratio": ratio,
    "standardised": standardised,
    "weighted_mean": weighted_mean,
    "bounds": bounds,
    "refuse": refuse,
    "summary_rows": summary_rows,
    "coverage": covered,
    "zeros": zeros,
    "satisfaction": satisfaction,
    "periods": periods,
    "interval": interval,
    "units": units,
}
