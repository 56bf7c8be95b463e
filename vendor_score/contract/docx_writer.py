"""A small writer of Word documents: headings, paragraphs, tables; the same bytes each time.

Tables repeat their heading row on every page, and no row is parted by the end of one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Heading", "Table", "Text", "docx_bytes"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can hold."""
_PAGE = (16_838, 11_906)
"""A4 lying, in twentieths of a point."""
_MARGIN = 850
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei"/>'


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a line end in it is one on paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts below a row of heads; ``widths`` are shares of the page's width."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def docx_bytes(title: str, blocks: Iterable[Heading | Text | Table]) -> bytes:
    """A .docx file.

    Parameters
    ----------
    title : str
        In its properties.
    blocks : iterable
        In order.

    Returns
    -------
    bytes
    """
    width, height = _PAGE
    body = "".join(map(_block, blocks))
    section = (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" '
        'w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", _OFFICE, "word/document.xml"),
            (
                "core-properties",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _relations(("styles", _OFFICE, "styles.xml")),
        "word/document.xml": (
            f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{section}</w:body></w:document>'
        ),
        "word/styles.xml": _styles(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            file.writestr(info, (_HEAD + xml).encode())
    return buffer.getvalue()


def _block(block: Heading | Text | Table) -> str:
    match block:
        case Heading(text, level):
            return _paragraph(text, f'<w:pStyle w:val="Heading{level}"/>')
        case Text(text):
            return _paragraph(text)
        case Table():
            return _table(block) + _paragraph("")


def _paragraph(text: str, properties: str = "", look: str = "") -> str:
    runs = "<w:r><w:br/></w:r>".join(
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{_clean(line)}</w:t></w:r>'
        for line in text.split("\n")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _clean(text: str) -> str:
    """Without the control characters that no XML may hold."""
    return escape("".join(c for c in text if c >= " " or c == "\t"))


def _table(table: Table) -> str:
    room = _PAGE[0] - 2 * _MARGIN
    total = sum(table.widths)
    widths = [round(room * width / total) for width in table.widths]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(table.heads, widths, "<w:cantSplit/><w:tblHeader/>", "<w:b/>")
    rows = "".join(_row(row, widths, "<w:cantSplit/>") for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], properties: str, look: str = "") -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, '', f'{look}<w:sz w:val=' + chr(34) + '18' + chr(34) + '/>')}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in ((1, 32), (2, 26), (3, 22))
    )
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}'
        '<w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"</w:style>{headings}</w:styles>"
    )


def _relations(*listed: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{base}/{kind}" Target="{target}"/>'
        for at, (kind, base, target) in enumerate(listed, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _content_types() -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/docProps/core.xml": _CORE,
    }
    inner = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def _core(title: str) -> str:
    return (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_clean(title)}</dc:title><dc:creator>vendor-score</dc:creator>"
        "</cp:coreProperties>"
    )
