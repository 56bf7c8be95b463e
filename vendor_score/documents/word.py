"""A document as a Word file that people go on editing; the same document, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vendor_score.documents.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    RankingChart,
    Text,
)
from vendor_score.documents.chart_part import chart_xml
from vendor_score.documents.package import DATA_PART, steady

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["clean_xml", "lines_of", "word_bytes"]

_LATIN, _HAN = "Calibri", "Microsoft YaHei"
_SIZES = {"plain": 8.5, "lead": 10.5, "small": 7.0}
_HEADINGS = {1: 14.0, 2: 9.5, 3: 9.0}
_INK, _MUTED, _RULE, _HEAD = "1F2933", "5F6368", "D5DAE0", "E8EEF5"
_WIDTH_CM, _HEIGHT_CM, _MARGIN_CM = 21.0, 29.7, 1.5
_CHART_CM = (1.5, 0.42)  # of the legend and axis, and of each bar
_CHART_POINTS = 7
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_CM = 360_000


def word_bytes(
    documents: Sequence[Document], data: bytes | None = None, *, scale: float = 1.0
) -> bytes:
    """A .docx file.

    Parameters
    ----------
    documents : sequence of Document
        One for each language, each beginning a page.
    data : bytes, optional
        XML that is kept inside, for programs.
    scale : float, optional
        Of the letters; 1 fits a record on one page.

    Returns
    -------
    bytes
    """
    import docx

    word = docx.Document()
    _set_up(word, documents[0], scale)
    for number, document in enumerate(documents):
        if number:
            word.add_page_break()
        writer = _Writer(word, scale, first_chart=number + 1)
        for block in document.blocks:
            writer.write(block)
    if data is not None:
        _keep(word, data)
    out = io.BytesIO()
    word.save(out)
    return steady(out.getvalue())


def clean_xml(text: str) -> str:
    """Text without characters that XML forbids; line ends become spaces.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    kept = (char if char >= " " and char not in "\ufffe\uffff" else " " for char in text)
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in kept)


def _set_up(word: WordDocument, document: Document, scale: float) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = word.sections[0]
    section.page_width, section.page_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(1.1)
    normal: Any = word.styles["Normal"]
    normal.font.size, normal.font.name = Pt(_SIZES["plain"] * scale), _LATIN
    normal.font.color.rgb = RGBColor.from_string(_INK)
    _set_fonts(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.space_before = Pt(0)
    for level, size in _HEADINGS.items():
        style: Any = word.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.name = Pt(size * scale), True, _LATIN
        style.font.color.rgb = RGBColor.from_string(_INK)
        _set_fonts(style.element.get_or_add_rPr())
        style.paragraph_format.space_before = Pt(0 if level == 1 else 4)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.keep_with_next = True
    word.core_properties.title = clean_xml(document.title)[:255]
    word.core_properties.author = "vendor-score"
    word.core_properties.comments = ""


def _set_fonts(properties: Any) -> None:
    """Han characters in a font of their own, whatever the theme says."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), _LATIN)
    fonts.set(qn("w:hAnsi"), _LATIN)
    fonts.set(qn("w:eastAsia"), _HAN)


def _keep(word: WordDocument, data: bytes) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/{DATA_PART}"), "application/xml", data, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


class _Writer:
    """Blocks onto one Word document."""

    def __init__(self, word: WordDocument, scale: float, *, first_chart: int) -> None:
        self.word, self.scale, self.charts = word, scale, first_chart

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self.word.add_heading(clean_xml(block.text), block.level)
            case Text():
                self._paragraph(block.text, block.style)
            case Items():
                for text in block.texts:
                    self._item(text)
            case Grid():
                self._grid(block)
            case RankingChart():
                self._chart(block)

    def _paragraph(self, text: str, style: str) -> None:
        from docx.shared import Pt, RGBColor

        paragraph = self.word.add_paragraph()
        for number, line in enumerate(text.split("\n")):
            run = paragraph.add_run(clean_xml(line))
            if number:
                run._r.addprevious(_line_break())  # noqa: SLF001 - a break before the run
            run.font.size = Pt(_SIZES[style] * self.scale)
            run.font.bold = style == "lead"
            if style == "small":
                run.font.color.rgb = RGBColor.from_string(_MUTED)

    def _item(self, text: str) -> None:
        from docx.shared import Pt

        paragraph = self.word.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(clean_xml(text)).font.size = Pt(_SIZES["plain"] * self.scale)

    def _grid(self, grid: Grid) -> None:
        from docx.shared import Cm, Pt

        rows = [*([grid.heads] if grid.heads else []), *grid.rows]
        if not rows:
            return
        table = self.word.add_table(len(rows), len(grid.widths))
        table.autofit = False
        _rule(table)
        room = _WIDTH_CM - 2 * _MARGIN_CM
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = Cm(room * share)
        for at, row in enumerate(rows):
            is_head = bool(grid.heads) and at == 0
            _keep_row(table.rows[at], is_head=is_head)
            for column, text in enumerate(row):
                cell = table.cell(at, column)
                cell.width = Cm(room * grid.widths[column])
                self._cell(cell, text, grid, column, is_head=is_head)
        # two tables without a paragraph between them would become one
        gap = self.word.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(4)

    def _cell(self, cell: Any, text: str, grid: Grid, column: int, *, is_head: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.space_before = Pt(0)
        if column in grid.figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(clean_xml(text))
        run.font.bold = is_head
        run.font.size = Pt((6.0 if grid.is_small else 8.0) * self.scale)
        if is_head:
            _shade(cell)

    def _chart(self, chart: RankingChart) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        xml, book = chart_xml(chart, _CHART_POINTS)
        package = self.word.part.package
        name = f"chart{self.charts}"
        self.charts += 1
        part = Part(PackURI(f"/word/charts/{name}.xml"), _CHART_TYPE, xml, package)
        workbook = Part(PackURI(f"/word/embeddings/{name}.xlsx"), _BOOK_TYPE, book, package)
        # the chart names its workbook by the number that the slide library gave: rId1
        part.rels.get_or_add(RELATIONSHIP_TYPE.PACKAGE, workbook)
        number = self.word.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        width = _WIDTH_CM - 2 * _MARGIN_CM
        height = _CHART_CM[0] + _CHART_CM[1] * len(chart.vendors)
        run = self.word.add_paragraph().add_run()
        run._r.append(_drawing(number, width, height, chart.title))  # noqa: SLF001


def _line_break() -> Any:
    from docx.oxml.parser import parse_xml

    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return parse_xml(f'<w:r xmlns:w="{main}"><w:br/></w:r>')


def _drawing(number: str, width_cm: float, height_cm: float, title: str) -> Any:
    from xml.sax.saxutils import quoteattr

    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    wide, high = (int(each * _EMU_PER_CM) for each in (width_cm, height_cm))
    return parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{1000 + int(number[3:])}" name="Chart" descr={quoteattr(title)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{number}"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )


def _rule(table: Any) -> None:
    """A thin line below every row, none between columns."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    table._tbl.tblPr.append(  # noqa: SLF001 - python-docx has no borders
        parse_xml(
            f"<w:tblBorders {nsdecls('w')}><w:top {line}/><w:bottom {line}/>"
            f"<w:insideH {line}/></w:tblBorders>"
        )
    )


def _keep_row(row: Any, *, is_head: bool) -> None:
    """No row is parted by the end of a page, and heads stand on every page."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such setting
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if is_head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _shade(cell: Any) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_HEAD}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shading))  # noqa: SLF001


def lines_of(documents: Iterable[Document]) -> list[str]:
    """Every text of documents in order, as their readers see them.

    Parameters
    ----------
    documents : iterable of Document

    Returns
    -------
    list of str
    """
    found: list[str] = []
    for document in documents:
        for block in document.blocks:
            found += _texts(block)
    return [clean_xml(text).strip() for text in found if text.strip()]


def _texts(block: Block) -> list[str]:
    match block:
        case Heading() | Text():
            return block.text.split("\n")
        case Items():
            return list(block.texts)
        case Grid():
            return [cell for row in (block.heads, *block.rows) for cell in row]
        case RankingChart():
            return []
