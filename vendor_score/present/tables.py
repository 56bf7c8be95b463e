"""Rankings and decisions in a notebook: a DataFrame, and small tables as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from vendor_score.number_text import points, share
from vendor_score.wording import Lang, system_lang, text

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision.decision import Decision
    from vendor_score.ranking.ranking import RankedVendor, Ranking

__all__ = ["decision_html", "ranking_html", "ranking_table"]

_MOST_ROWS = 50
_BAR = "background:#3b6ea8;height:0.8em;border-radius:2px"


def ranking_table(ranking: Ranking) -> pd.DataFrame:
    """See `Ranking.table`.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    pandas.DataFrame
        See `Ranking.table`.
    """
    import pandas as pd

    vendors, decision = ranking.vendors, ranking.decision
    columns: dict[str, object] = {
        "rank": pd.array([vendor.rank for vendor in vendors], dtype="Int64"),
        "vendor": [vendor.name for vendor in vendors],
        "score": [vendor.score for vendor in vendors],
    }
    if any(vendor.method_score is not None for vendor in vendors):
        columns["method_score"] = [vendor.method_score for vendor in vendors]
    columns["status"] = [vendor.status.value for vendor in vendors]
    in_order = decision.scores.contributions[decision.rows_of(v.name for v in vendors)]
    at = {leaf.id: place for place, leaf in enumerate(decision.criteria_taking_part)}
    for top, ids in decision.top_groups:
        columns[top.id] = in_order[:, [at[id] for id in ids]].sum(axis=1)
    return pd.DataFrame(columns)


def ranking_html(ranking: Ranking) -> str:
    """Rank, vendor, score with a bar, status; everything escaped.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    str
    """
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


# How a decision shows itself in a notebook.


def decision_html(decision: Decision) -> str:
    """A table of points, vendors x criteria, with the weights above; everything escaped.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    str
    """
    lang = system_lang()
    leaves, shown = decision.criteria_taking_part, decision.vendors[:_MOST_ROWS]
    labels = "".join(f"<th>{escape(leaf.label.text(lang))}</th>" for leaf in leaves)
    shares = "".join(f"<td>{share(decision.leaf_weights[leaf.id])}</td>" for leaf in leaves)
    rows = "".join(
        f"<tr><th>{escape(name)}</th>{_cells(decision, row)}"
        f"<td>{escape(text(f'terms.status.{decision.statuses[name]}', lang))}</td></tr>"
        for row, name in enumerate(shown)
    )
    more = len(decision.vendors) - len(shown)
    note = f"<p>{escape(text('methods.more_rows', lang, count=more))}</p>" if more else ""
    return (
        f"<h4>{escape(decision.criteria.title.text(lang))}</h4>"
        f"<table><thead><tr><th></th>{labels}<th></th></tr>"
        f"<tr><th>{escape(text('terms.weight', lang))}</th>{shares}<td></td></tr></thead>"
        f"<tbody>{rows}</tbody></table>{note}"
    )


def _cells(decision: Decision, row: int) -> str:
    figures = decision.points[row].tolist()
    return "".join(f"<td>{'–' if f != f else points(f)}</td>" for f in figures)  # noqa: PLR0124
