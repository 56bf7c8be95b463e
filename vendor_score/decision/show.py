"""How a decision shows itself in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from vendor_score.number_text import points, share
from vendor_score.wording import system_lang, text

if TYPE_CHECKING:
    from vendor_score.decision.decision import Decision

__all__ = ["decision_html"]

_MOST_ROWS = 50


def decision_html(decision: Decision) -> str:
    """A table of points, vendors x criteria, with the weights above; everything escaped."""
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
