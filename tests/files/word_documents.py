"""Word documents made part by part, with what the libraries that write them cannot make."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, look: str = "") -> str:
    """A run; ``look`` are its properties: ``<w:strike/>``."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; a plain text is one run."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content if part)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="Heading{level}"/>')


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs; a plain text is one paragraph."""
    blocks = "".join(
        part if part.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(part)
        for part in content
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith(("<w:tc>", "<w:sdt>")) else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: tuple[str, ...] | str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows; a tuple is a row of its cells."""
    inner = "".join(each if isinstance(each, str) else row(*each) for each in rows)
    columns = widths or (2400,) * max((len(r) for r in rows if isinstance(r, tuple)), default=1)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def inserted(*content: str) -> str:
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    return f'<w:ins w:id="1" w:author="Li Lei" w:date="2026-11-01T00:00:00Z">{inner}</w:ins>'


def deleted(text: str) -> str:
    gone = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="Li Lei" w:date="2026-11-01T00:00:00Z">{gone}</w:del>'


def check_box(*, ticked: bool, glyph: str = "\N{BALLOT BOX}") -> str:
    state = int(ticked)
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"
    )


def drop_down(shown: str, *, placeholder: bool = False) -> str:
    prompt = "<w:showingPlcHdr/>" if placeholder else ""
    items = (
        '<w:listItem w:displayText="Choose an item." w:value=""/>'
        '<w:listItem w:displayText="Yes" w:value="Yes"/>'
    )
    return (
        f"<w:sdt><w:sdtPr>{prompt}<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    )


def field(code: str, result: str = "", form: str = "") -> str:
    """A field with its code and stored result; ``form`` holds the data of an old form field."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    middle = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return begin + middle + separate + (run(result) if result else "") + end


def old_check_box(*, ticked: bool) -> str:
    state = f'<w:default w:val="0"/><w:checked w:val="{int(ticked)}"/>'
    form = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    return field(" FORMCHECKBOX ", form=form)


def symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def text_box(*blocks: str) -> str:
    """A text box in both of its forms, as Word stores it for itself and for older programs."""
    content = "".join(b if b.startswith("<w:") else paragraph(b) for b in blocks)
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    new = (
        "<w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def document(
    *blocks: str,
    parts: dict[str, str] | None = None,
    related: str = "",
    spaces: str = SPACES,
    styles: str = "",
) -> bytes:
    """A document of blocks; a plain text is a paragraph."""
    body = "".join(b if b.startswith("<") else paragraph(b) for b in blocks)
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        "</w:style>"
        for n in (1, 2, 3)
    )
    content_types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{CONTENT}.styles+xml"/></Types>'
    )
    files = {
        "[Content_Types].xml": content_types,
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{headings}{styles}</w:styles>",
        "word/_rels/document.xml.rels": relations(
            relation("rId1", "styles", "styles.xml") + related
        ),
    } | (parts or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return buffer.getvalue()


def relation(id: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'


def relations(content: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{content}</Relationships>'
