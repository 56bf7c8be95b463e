"""A ranking as a DataFrame, and as a small table with bars in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from vendor_score.criteria.model import Criterion, Group
from vendor_score.display import points
from vendor_score.wording import Lang, system_lang, text

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.ranking.ranking import RankedVendor, Ranking

__all__ = ["group_points", "ranking_html", "ranking_table"]

_MOST_ROWS = 50
_BAR = "background:#3b6ea8;height:0.8em;border-radius:2px"


def group_points(ranking: Ranking, vendor: RankedVendor) -> Mapping[str, float]:
    """Contributions added up by top group, in file order: they add up to the score."""
    return {
        top.id: sum(vendor.contributions[id] for id in ids) for top, ids in _top_groups(ranking)
    }


def ranking_table(ranking: Ranking) -> pd.DataFrame:
    """See `Ranking.table`."""
    import pandas as pd

    is_plain = all(vendor.method_score is None for vendor in ranking.vendors)
    rows = [
        {
            "rank": vendor.rank,
            "vendor": vendor.name,
            "score": vendor.score,
            **({} if is_plain else {"method_score": vendor.method_score}),
            "status": vendor.status.value,
            **group_points(ranking, vendor),
        }
        for vendor in ranking.vendors
    ]
    return pd.DataFrame(rows).astype({"rank": "Int64"})


def ranking_html(ranking: Ranking) -> str:
    """Rank, vendor, score with a bar, status; everything escaped."""
    lang = system_lang()
    shown, more = ranking.vendors[:_MOST_ROWS], len(ranking.vendors) - _MOST_ROWS
    heads = "".join(
        f"<th>{escape(text(f'terms.{term}', lang))}</th>" for term in ("rank", "vendor", "score")
    )
    rows = "".join(_row(vendor, lang) for vendor in shown)
    note = f"<p>{escape(text('methods.more_rows', lang, count=more))}</p>" if more > 0 else ""
    return (
        f"<h4>{escape(ranking.decision.criteria.title.text(lang))} · {escape(ranking.method)}</h4>"
        f"<table><thead><tr>{heads}<th></th><th></th></tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _row(vendor: RankedVendor, lang: Lang) -> str:
    status = text(f"terms.status.{vendor.status}", lang)
    bar = f'<div style="{_BAR};width:{max(vendor.score, 0.0) * 2:.0f}px"></div>'
    return (
        f"<tr><td>{'' if vendor.rank is None else vendor.rank}</td>"
        f"<td>{escape(vendor.name)}</td><td>{points(vendor.score)}</td>"
        f'<td style="text-align:left;min-width:200px">{bar}</td><td>{escape(status)}</td></tr>'
    )


def _top_groups(ranking: Ranking) -> Iterator[tuple[Group | Criterion, list[str]]]:
    """Each top node with those of its criteria that take part, where any do."""
    taking_part = {leaf.id for leaf in ranking.decision.criteria_taking_part}
    for top in ranking.decision.criteria.children:
        leaves = top.leaves() if isinstance(top, Group) else iter((top,))
        if ids := [leaf.id for leaf in leaves if leaf.id in taking_part]:
            yield top, ids
