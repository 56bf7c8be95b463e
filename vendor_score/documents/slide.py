"""A slide as a PowerPoint file: headline, native chart, and a few sentences; the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vendor_score.documents.blocks import RankingChart
from vendor_score.documents.chart_part import chart_data, dress_chart
from vendor_score.documents.package import DATA_PART, steady
from vendor_score.documents.word import clean_xml

__all__ = ["Slide", "slide_bytes"]

_WIDE, _HIGH, _MARGIN = 13.333, 7.5, 0.5
_INK, _MUTED = "1F2933", "5F6368"
_MOST_LETTERS = 520
_LATIN, _HAN = "Calibri", "Microsoft YaHei"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """One slide.

    Attributes
    ----------
    overline, title : str
        What is decided, and the verdict.
    chart : RankingChart or None
    points : tuple of (str, str)
        Headings, each with its sentence.
    foot : str
        Small print.
    """

    overline: str
    title: str
    chart: RankingChart | None
    points: tuple[tuple[str, str], ...]
    foot: str


def slide_bytes(slides: Sequence[Slide], title: str, data: bytes | None = None) -> bytes:
    """A .pptx file.

    Parameters
    ----------
    slides : sequence of Slide
        One for each language.
    title : str
        In its properties.
    data : bytes, optional
        XML that is kept inside, for programs.

    Returns
    -------
    bytes
    """
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    for each in slides:
        _write(deck.slides.add_slide(deck.slide_layouts[6]), each)
    deck.core_properties.title = clean_xml(title)[:255]
    deck.core_properties.author = "vendor-score"
    if data is not None:
        _keep(deck, data)
    out = io.BytesIO()
    deck.save(out)
    return steady(out.getvalue())


def _keep(deck: Any, data: bytes) -> None:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    part = Part(PackURI(f"/{DATA_PART}"), "application/xml", deck.part.package, data)
    deck.part.relate_to(part, _CUSTOM_XML)


def _write(sheet: Any, slide: Slide) -> None:
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    room = _WIDE - 2 * _MARGIN
    _text(sheet, (_MARGIN, 0.3, room, 0.4), [(slide.overline, 14, False, _MUTED)])
    size = 26 if len(slide.title) < 90 else 20 if len(slide.title) < 220 else 16  # noqa: PLR2004
    _text(sheet, (_MARGIN, 0.65, room, 1.45), [(slide.title, size, True, _INK)])
    if slide.chart is not None:
        frame = sheet.shapes.add_chart(
            XL_CHART_TYPE.BAR_STACKED,
            *map(Inches, (_MARGIN - 0.1, 2.15, 7.3, 4.6)),
            chart_data(slide.chart),
        )
        dress_chart(frame.chart, slide.chart, 11)
    lines = [
        line
        for head, said in slide.points
        for line in ((head, 10, True, _MUTED), (_cut(said), 10.5, False, _INK))
    ]
    _text(sheet, (8.0, 2.0, _WIDE - 8.0 - _MARGIN, 4.8), lines)
    _text(sheet, (_MARGIN, 6.95, room, 0.35), [(slide.foot, 9, False, _MUTED)])


def _cut(said: str) -> str:
    """As much as finds room; Han characters take twice as much."""
    room = _MOST_LETTERS
    for at, char in enumerate(said):
        room -= 1 if char.isascii() else 2
        if room < 0:
            return f"{said[:at]}…"
    return said


def _text(
    sheet: Any, box: tuple[float, float, float, float], lines: list[tuple[str, float, bool, str]]
) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Inches, Pt

    frame = sheet.shapes.add_textbox(*map(Inches, box)).text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for number, (said, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean_xml(said)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, _LATIN
        run.font.color.rgb = RGBColor.from_string(colour)
        _set_han(run)
        if not bold:
            paragraph.space_after = Pt(6)


def _set_han(run: Any) -> None:
    """Han characters in a font of their own."""
    from pptx.oxml.ns import qn

    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-pptx knows Latin fonts alone
    font = properties.makeelement(qn("a:ea"), {"typeface": _HAN})
    properties.find(qn("a:latin")).addnext(font)
