"""A small still picture of a ranking: for saved notebooks, where no script runs."""

from __future__ import annotations

from html import escape

from vendor_score import number_text
from vendor_score.present.charts.theme import FONT, INK, MUTED
from vendor_score.present.charts.top_groups import tops
from vendor_score.ranking.ranking import RankedVendor, Ranking

__all__ = ["small_picture"]

_MOST = 12
_LONGEST = 60
_ROW = 34
_LEFT, _BAR, _WIDTH = 30, 560, 640


def small_picture(ranking: Ranking) -> str:
    """The first vendors with their stacked bars as an SVG of a few kilobytes."""
    shown = [vendor for vendor in ranking.vendors if vendor.rank is not None][:_MOST]
    rows = "".join(_row(ranking, vendor, 8 + i * _ROW) for i, vendor in enumerate(shown))
    height = 16 + _ROW * max(len(shown), 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-family="{escape(FONT)}" font-size="12">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{rows}</svg>'
    )


def _row(ranking: Ranking, vendor: RankedVendor, y: float) -> str:
    name = vendor.name if len(vendor.name) <= _LONGEST else f"{vendor.name[: _LONGEST - 1]}…"
    bars, x = [], float(_LEFT)
    for top in tops(ranking.decision):
        width = sum(vendor.contributions[leaf.id] for leaf in top.leaves) / 100 * _BAR
        if width > 0:
            bars.append(
                f'<rect x="{x:.1f}" y="{y + 16}" width="{max(width - 1, 0.5):.1f}" height="12" '
                f'fill="{top.colour}"/>'
            )
        x += width
    return (
        f'<text x="4" y="{y + 26}" fill="{MUTED}" font-size="14">{vendor.rank}</text>'
        f'<text x="{_LEFT}" y="{y + 11}" fill="{INK}">{escape(name)}</text>{"".join(bars)}'
        f'<text x="{_WIDTH - 4}" y="{y + 26}" fill="{INK}" text-anchor="end">'
        f"{number_text.points(vendor.score)}</text>"
    )
