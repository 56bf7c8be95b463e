"""A document as one HTML file without scripts, to be read, printed or pasted into a mail."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from vendor_score.documents.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    RankingChart,
    Text,
)
from vendor_score.wording import text

__all__ = ["html_bytes"]

_STYLE = """
body{font:15px/1.5 "Segoe UI","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2933;
max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.05rem;margin:1.4rem 0 .3rem}
h3{font-size:1rem;margin:1rem 0 .3rem}p{margin:.3rem 0;white-space:pre-line}
.lead{font-size:1.1rem;font-weight:600}.small{font-size:.8rem;color:#5f6368}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #d5dae0}
th{background:#e8eef5}.figure{text-align:right;white-space:nowrap}
table.small{font-size:.75rem;overflow-wrap:anywhere}svg{width:100%;height:auto}
article+article{margin-top:3rem;break-before:page}
@media print{body{font-size:10.5px;margin:0;max-width:none}@page{size:A4;margin:14mm}
tr{break-inside:avoid}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_BAR, _LEFT, _WIDE, _ROW = 560, 250, 900, 26
_NAME = 30


def html_bytes(documents: Sequence[Document], data: str | None = None) -> bytes:
    """An HTML file.

    Parameters
    ----------
    documents : sequence of Document
        One for each language.
    data : str, optional
        JSON that is kept inside, for programs.

    Returns
    -------
    bytes
    """
    first = documents[0]
    kept = "" if data is None else f'<script type="application/json" id="record">{data}</script>\n'
    articles = "\n".join(
        f'<article lang="{escape(text("language.tag", each.lang))}">\n'
        + "\n".join(map(_block, each.blocks))
        + "\n</article>"
        for each in documents
    )
    return (
        f'<!doctype html>\n<html lang="{escape(text("language.tag", first.lang))}">\n<head>\n'
        f'<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(first.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{articles}\n{kept}</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Text():
            return f'<p class="{block.style}">{escape(block.text)}</p>'
        case Items():
            return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in block.texts)}</ul>"
        case Grid():
            return _grid(block)
        case RankingChart():
            return _chart(block)


def _grid(grid: Grid) -> str:
    def cells(row: Sequence[str], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=figure' if at in grid.figures else ''}>{escape(cell)}</{tag}>"
            for at, cell in enumerate(row)
        )

    head = f"<thead><tr>{cells(grid.heads, 'th')}</tr></thead>" if grid.heads else ""
    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in grid.rows)
    kind = ' class="small"' if grid.is_small else ""
    return f'<div class="wide"><table{kind}>{head}<tbody>{body}</tbody></table></div>'


def _chart(chart: RankingChart) -> str:
    """Stacked bars as SVG; a key of the colours below them."""
    rows = []
    for at, vendor in enumerate(chart.vendors):
        y, x = at * _ROW, float(_LEFT)
        name = vendor if len(vendor) <= _NAME else f"{vendor[: _NAME - 1]}…"
        rows.append(f'<text x="{_LEFT - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>')
        for series in chart.series:
            wide = series.values[at] / 100 * _BAR
            if wide > 0:
                rows.append(
                    f'<rect x="{x:.1f}" y="{y + 4}" width="{max(wide - 1, 0.5):.1f}" height="18" '
                    f'fill="{series.colour}"><title>{escape(series.label)} '
                    f"{series.values[at]:.1f}</title></rect>"
                )
            x += wide
        total = sum(series.values[at] for series in chart.series)
        rows.append(f'<text x="{x + 6:.1f}" y="{y + 17}">{total:.1f}</text>')
    high = _ROW * len(chart.vendors) + 4
    key = "".join(
        f'<span style="white-space:nowrap;margin-right:1em"><span style="display:inline-block;'
        f"width:.8em;height:.8em;background:{series.colour};margin-right:.35em"
        f'"></span>{escape(series.label)}</span>'
        for series in chart.series
    )
    return (
        f'<svg viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escape(chart.title)}" '
        f'font-size="13" fill="#1f2933">{"".join(rows)}</svg><p class="small">{key}</p>'
    )
