"""Measured levels over time as a page of its own: a small chart for each, with its target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.trial import Month, TrialReview, TrialRow
    from vendor_score.criteria.model import Criteria

__all__ = ["trial_page"]

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 640, 210, 84, 16, 40
_ROOM, _LABELS = 0.15, 6
_MARKS: Final = {"met": "good", "within": "near", "missed": "bad"}
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ --ink: #1c2330; --dim: #667085; --line: #d0d5dd; --good: #1d7a4f; --near: #a15c00; --bad: #b42318; --paper: #fff; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e9ef; --dim: #98a2b3; --line: #3a4254; --good: #5fc08f; --near: #e0a14a; --bad: #ff8a7a; --paper: #14171f; }} }}
body {{ font: 15px/1.5 system-ui, "Noto Sans SC", sans-serif; color: var(--ink); background: var(--paper); max-width: 46em; margin: 2em auto; padding: 0 1em; }}
figure {{ margin: 0 0 2em; break-inside: avoid; }} svg {{ width: 100%; height: auto; }} svg text {{ fill: var(--dim); font-size: 13px; }}
.line {{ stroke: var(--dim); fill: none; stroke-width: 1.5; }} .goal {{ stroke: var(--ink); stroke-dasharray: 5 4; }} .axis {{ stroke: var(--line); }}
.good {{ fill: var(--good); }} .near {{ fill: var(--near); }} .bad {{ fill: var(--bad); }} .learning {{ fill: var(--paper); stroke: var(--dim); stroke-width: 2; }}
table {{ border-collapse: collapse; width: 100%; }} th, td {{ text-align: left; padding: .2em .6em .2em 0; border-bottom: 1px solid var(--line); }} td.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{note}</p>
{figures}
</body>
</html>
"""  # noqa: E501 - styles


def trial_page(review: TrialReview, criteria: Criteria, lang: Lang) -> bytes:
    """The page: for each level of the annex a chart over the periods, and its figures below.

    Parameters
    ----------
    review : TrialReview
    criteria : Criteria
        For names and units.
    lang : str

    Returns
    -------
    bytes
        The same for the same input; nothing in it asks for anything elsewhere.
    """
    ids = list(dict.fromkeys(row.criterion for month in review.months for row in month.rows))
    figures = "\n".join(
        figure for id in ids if (figure := _figure(id, review.months, criteria, lang))
    )
    title = text("page.trial.title", lang, vendor=review.vendor)
    return _PAGE.format(
        lang=text("language.tag", lang), title=escape(title),
        note=escape(text("page.trial.note", lang)), figures=figures,
    ).encode()  # fmt: skip


def _figure(id: str, months: Sequence[Month], criteria: Criteria, lang: Lang) -> str:
    rows = [
        (month, row) for month in months for row in month.rows
        if row.criterion == id and row.measured is not None
    ]  # fmt: skip
    if not rows:
        return ""
    leaf = criteria.criterion(id)
    name = f"{leaf.label.text(lang)} ({leaf.unit})" if leaf.unit else leaf.label.text(lang)
    return (
        f"<figure><figcaption><strong>{escape(name)}</strong></figcaption>"
        f"{_svg(rows, name, lang)}{_table(rows, lang)}</figure>"
    )


_Rows = Sequence[tuple["Month", "TrialRow"]]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values stand in a chart."""

    low: float
    high: float
    count: int

    def x(self, at: int) -> float:
        if self.count == 1:
            return (_LEFT + _WIDTH) / 2
        return _LEFT + 12 + at * (_WIDTH - _LEFT - 36) / (self.count - 1)

    def y(self, value: float) -> float:
        part = (self.high - value) / (self.high - self.low)
        return _TOP + part * (_HEIGHT - _TOP - _BOTTOM)


def _svg(rows: _Rows, name: str, lang: Lang) -> str:
    values = [row.measured.value for _, row in rows if row.measured is not None]
    goal = rows[0][1].target
    low, high = min([*values, goal]), max([*values, goal])
    room = (high - low or abs(high) or 1.0) * _ROOM
    frame = _Frame(low - room, high + room, len(rows))
    points = " ".join(f"{frame.x(at):.1f},{frame.y(value):.1f}" for at, value in enumerate(values))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(name)}">'
        f"{_goal(frame, goal, lang)}"
        f'<polyline class="line" points="{points}"/>'
        f"{''.join(_marks(frame, rows, values))}</svg>"
    )


def _goal(frame: _Frame, goal: float, lang: Lang) -> str:
    foot, y = _HEIGHT - _BOTTOM, frame.y(goal)
    said = escape(text("page.trial.goal", lang, goal=f"{goal:g}"))
    return (
        f'<line class="axis" x1="{_LEFT}" y1="{foot}" x2="{_WIDTH}" y2="{foot}"/>'
        f'<line class="goal" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{said}</text>'
    )


def _marks(frame: _Frame, rows: _Rows, values: Sequence[float]) -> Iterator[str]:
    every = max(1, len(rows) // _LABELS)
    for at, ((month, row), value) in enumerate(zip(rows, values, strict=True)):
        mark = "learning" if month.learning else _MARKS.get(row.outcome, "near")
        x, y = f"{frame.x(at):.1f}", f"{frame.y(value):.1f}"
        yield f'<circle class="{mark}" cx="{x}" cy="{y}" r="5"/>'
        if at % every == 0:
            label = escape(month.period[:10])
            foot = _HEIGHT - _BOTTOM + 22
            yield f'<text x="{x}" y="{foot}" text-anchor="middle">{label}</text>'


def _table(rows: _Rows, lang: Lang) -> str:
    heads = "".join(
        f"<th>{escape(text(f'page.trial.{head}', lang))}</th>"
        for head in ("period", "measured", "target", "outcome")
    )
    lines = []
    for month, row in rows:
        outcome = "learning" if month.learning else row.outcome
        said = text(f"page.trial.{outcome}", lang)
        value = row.measured.value if row.measured is not None else 0.0
        lines.append(
            f"<tr><td>{escape(month.period)}</td><td class=n>{value:.4g}</td>"
            f"<td class=n>{row.target:g}</td><td>{escape(said)}</td></tr>"
        )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
