"""The page without scripts: verdict, ranking, knock-outs as plain HTML, and a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from vendor_score import number_text
from vendor_score.decision import KnockOut, Status
from vendor_score.present.charts.chart import FONT, INK, MUTED
from vendor_score.present.model import (
    ColouredGroup,
    RankRow,
    coloured_groups,
    rank_rows,
    rule_words,
)
from vendor_score.present.page.payload import digest
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.wording import text

__all__ = ["small_picture", "static_body"]

_GAP = 0.0022
_MOST_BARS = 30
_HAS_RANK = (Status.RANKED, Status.UNCONFIRMED)


def static_body(report: Report) -> str:
    """What the script takes over, in the language of the report.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    str
        HTML, everything escaped.
    """
    title = report.decision.criteria.title.text(report.lang)
    parts = [
        '<header class="masthead"><div class="masthead-text">',
        f"{_overline(report)}<h1>{escape(title)}</h1></div></header>",
        '<main><section class="verdict"><p class="verdict-text whole">'
        + escape(report.verdict.text(report.lang))
        + "</p></section>",
        '<div class="stage"><div class="stage-main">',
        _ranking(report),
        _outside(report),
        "</div>",
        f'<noscript><p class="note">{_say(report, "page.needs_script")}</p></noscript>',
        "</div></main>",
        f'<footer class="foot"><p>{_footer(report)}</p></footer>',
    ]
    return "\n".join(parts)


def _say(report: Report, key: str, **values: object) -> str:
    return escape(text(key, report.lang, **values))


def _footer(report: Report) -> str:
    date = report.decision.criteria.reference_date.isoformat()
    known = digest(report.decision)
    return _say(report, "page.footer" if known else "page.footer_date", date=date, digest=known)


def _overline(report: Report) -> str:
    decision = report.decision
    counted = sum(share > 0 for share in decision.entered_weights.values())
    said = _say(
        report,
        "page.overline",
        vendors=len(decision.vendors),
        criteria=counted,
        date=decision.criteria.reference_date.isoformat(),
    )
    return f'<p class="overline">{said}</p>'


def _ranking(report: Report) -> str:
    groups = coloured_groups(report.decision)
    ranked = [row for row in rank_rows(report.weighted_sum) if row.rank is not None]
    scores = number_text.apart([vendor.score for vendor in ranked])
    # bars of long lists come with the script: they would take a tenth of a megabyte
    rows = "\n".join(
        _row(report, vendor, shown, groups if place < _MOST_BARS else ())
        for place, (vendor, shown) in enumerate(zip(ranked, scores, strict=True))
    )
    return (
        f'<section class="panel ranking"><h2>{_say(report, "page.ranking")}</h2>'
        f'{_legend(report, groups)}<div id="ranking">\n{rows}\n</div></section>'
    )


def _legend(report: Report, groups: Sequence[ColouredGroup]) -> str:
    weighted = [group for group in groups if group.weight > 0]
    shares = number_text.shares([group.weight for group in weighted])
    keys = [
        '<span class="key">'
        f'<span class="swatch" style="--c: var(--g{group.colour_index + 1})"></span>'
        f"{escape(group.label.text(report.lang))} "
        f'<span class="legend-weight">{escape(share)}</span></span>'
        for group, share in zip(weighted, shares, strict=True)
    ]
    return f'<div class="legend">{"".join(keys)}</div>'


def _row(report: Report, vendor: RankRow, score: str, groups: Sequence[ColouredGroup]) -> str:
    name = escape(vendor.name)
    badge = ""
    if vendor.status is Status.UNCONFIRMED:
        badge = f'<span class="badge">{_say(report, "terms.status.unconfirmed")}</span>'
    return (
        f'<div class="row{" first" if vendor.rank == 1 else ""}" data-vendor="{name}" '
        f'data-rank="{vendor.rank}" data-score="{vendor.score!r}">'
        f'<span class="rank">{vendor.rank}</span>'
        f'<div class="who"><span class="name"><bdi>{name}</bdi></span>{badge}</div>'
        f'<div class="bar">{_segments(vendor, groups) if groups else ""}</div>'
        f'<span class="score">{score}</span></div>'
    )


def _segments(vendor: RankRow, groups: Sequence[ColouredGroup]) -> str:
    out, start = [], 0.0
    for group, points in zip(groups, vendor.parts, strict=True):
        width = points / 100
        if width > 0:
            at = f"--x:{start * 100:.3f}%;--w:{max(0.0, width - _GAP):.5f}"
            colour = f"--c:var(--g{group.colour_index + 1})"
            out.append(f'<span class="seg" style="{colour};{at}"></span>')
        start += width
    return "".join(out)


def _outside(report: Report) -> str:
    """Knocked-out and unranked vendors with the reason, then those with an untested must."""
    out = [v for v in report.weighted_sum.vendors if v.status not in _HAS_RANK]
    untested = [(n, m) for n, m in report.decision.untested.items() if m]
    parts = []
    if out:
        rows = "".join(_out_row(report, vendor) for vendor in out)
        parts.append(
            f"<section><h3>{_say(report, 'page.out_title')}</h3>"
            f'<ul class="out">{rows}</ul></section>'
        )
    if untested:
        rows = "".join(_untested_row(report, *entry) for entry in untested)
        parts.append(
            f"<section><h3>{_say(report, 'page.unconfirmed_title')}</h3>"
            f'<ul class="out">{rows}</ul></section>'
        )
    return f'<div class="outside">{"".join(parts)}</div>'


def _out_row(report: Report, vendor: RankedVendor) -> str:
    broken = [k for k in report.decision.knock_outs if k.vendor == vendor.name]
    reasons = [_reason(report, knock_out) for knock_out in broken]
    reasons = reasons or [_say(report, "page.unranked_reason")]
    items = "".join(f"<li>{reason}</li>" for reason in reasons)
    return (
        f'<li><span class="name"><bdi>{escape(vendor.name)}</bdi></span>'
        f'<span class="score">{number_text.points(vendor.score)}</span>'
        f'<ul class="reasons">{items}</ul></li>'
    )


def _reason(report: Report, broken: KnockOut) -> str:
    leaf = report.decision.criteria.criterion(broken.criterion)
    found = escape(broken.found)
    label = escape(leaf.label.text(report.lang))
    if broken.criterion in report.only_totals:
        return f"{label}{_say(report, 'language.colon')}{_say(report, 'page.must_unseen')}"
    return (
        f"{label}{_say(report, 'language.colon')}{_say(report, 'page.must_is')} "
        f"{escape(rule_words(broken.rule, leaf, report.lang))}{_say(report, 'page.clause')}"
        f"{_say(report, 'page.found')} <q>{found}</q>"
    )


def _untested_row(report: Report, vendor: str, musts: tuple[str, ...]) -> str:
    criteria = report.decision.criteria
    named = text("page.comma", report.lang).join(
        criteria.criterion(id).label.text(report.lang) for id in musts
    )
    return (
        f'<li><span class="name"><bdi>{escape(vendor)}</bdi></span><ul class="reasons">'
        f"<li>{_say(report, 'page.untested_reason', musts=named)}</li></ul></li>"
    )


# A small still picture of a ranking: for saved notebooks, where no script runs.

_MOST = 12
_LONGEST = 60
_ROW = 34
_LEFT, _BAR, _WIDTH = 30, 560, 640


def small_picture(ranking: Ranking) -> str:
    """The first vendors with their stacked bars as an SVG of a few kilobytes.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    str
        SVG, everything escaped.
    """
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    shown, groups = rank_rows(ranking, ranked[:_MOST]), coloured_groups(ranking.decision)
    rows = "".join(_picture_row(vendor, groups, 8 + i * _ROW) for i, vendor in enumerate(shown))
    height = 16 + _ROW * max(len(shown), 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-family="{escape(FONT)}" font-size="12">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{rows}</svg>'
    )


def _picture_row(vendor: RankRow, groups: Sequence[ColouredGroup], y: float) -> str:
    name = vendor.name if len(vendor.name) <= _LONGEST else f"{vendor.name[: _LONGEST - 1]}…"
    bars, x = [], float(_LEFT)
    for group, points in zip(groups, vendor.parts, strict=True):
        width = points / 100 * _BAR
        if width > 0:
            bars.append(
                f'<rect x="{x:.1f}" y="{y + 16}" width="{max(width - 1, 0.5):.1f}" height="12" '
                f'fill="{group.colour}"/>'
            )
        x += width
    return (
        f'<text x="4" y="{y + 26}" fill="{MUTED}" font-size="14">{vendor.rank}</text>'
        f'<text x="{_LEFT}" y="{y + 11}" fill="{INK}">{escape(name)}</text>{"".join(bars)}'
        f'<text x="{_WIDTH - 4}" y="{y + 26}" fill="{INK}" text-anchor="end">'
        f"{number_text.points(vendor.score)}</text>"
    )
