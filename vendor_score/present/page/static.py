"""The page without scripts: verdict, ranking, knock-outs as plain HTML (mail previews, phones)."""

from __future__ import annotations

from html import escape

from vendor_score import number_text
from vendor_score.decision import KnockOut, Status
from vendor_score.present.charts.top_groups import tops
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import RankedVendor
from vendor_score.wording import text

__all__ = ["static_body"]

_GAP = 0.0022
_HAS_RANK = (Status.RANKED, Status.UNCONFIRMED)


def static_body(report: Report) -> str:
    """What the script takes over, in the language of the report."""
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
    ]
    return "\n".join(parts)


def _say(report: Report, key: str, **values: object) -> str:
    return escape(text(key, report.lang, **values))


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
    ranked = [v for v in report.weighted_sum.vendors if v.rank is not None]
    rows = "\n".join(_row(report, vendor, vendor.rank or 0) for vendor in ranked)
    return (
        f'<section class="panel ranking"><h2>{_say(report, "page.ranking")}</h2>'
        f'{_legend(report)}<div id="ranking">\n{rows}\n</div></section>'
    )


def _legend(report: Report) -> str:
    weights = report.decision.leaf_weights
    keys = []
    for top in tops(report.decision):
        share = sum(weights.get(leaf.id, 0.0) for leaf in top.leaves)
        if share > 0:
            keys.append(
                '<span class="key">'
                f'<span class="swatch" style="--c: var(--g{top.place + 1})"></span>'
                f"{escape(top.label.text(report.lang))} "
                f'<span class="legend-weight">{number_text.share(share)}</span></span>'
            )
    return f'<div class="legend">{"".join(keys)}</div>'


def _row(report: Report, vendor: RankedVendor, rank: int) -> str:
    name = escape(vendor.name)
    badge = ""
    if vendor.status is Status.UNCONFIRMED:
        badge = f'<span class="badge">{_say(report, "terms.status.unconfirmed")}</span>'
    return (
        f'<div class="row{" first" if rank == 1 else ""}" data-vendor="{name}" '
        f'data-rank="{rank}" data-score="{vendor.score!r}">'
        f'<span class="rank">{rank}</span>'
        f'<div class="who"><span class="name"><bdi>{name}</bdi></span>{badge}</div>'
        f'<div class="bar">{_segments(report, vendor)}</div>'
        f'<span class="score">{number_text.points(vendor.score)}</span></div>'
    )


def _segments(report: Report, vendor: RankedVendor) -> str:
    out, start = [], 0.0
    for top in tops(report.decision):
        width = sum(vendor.contributions.get(leaf.id, 0.0) for leaf in top.leaves) / 100
        if width > 0:
            out.append(
                f'<span class="seg" style="--c:var(--g{top.place + 1});--x:{start * 100:.3f}%;'
                f'--w:{max(0.0, width - _GAP):.5f}"></span>'
            )
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
        return f"{label}: {_say(report, 'page.must_unseen')}"
    return (
        f"{label}: {_say(report, 'page.must_is')} {escape(broken.rule)}, "
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
