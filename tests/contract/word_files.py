"""Word documents for tests, made part by part: what Word writes for each construct."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BY = 'w:id="1" w:author="Seller Zhang" w:date="2026-11-20T08:00:00Z"'


def t(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*parts: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"


def ins(text: str, by: str = BY) -> str:
    return f"<w:ins {by}>{t(text)}</w:ins>"


def deleted(text: str, by: str = BY) -> str:
    words = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f"<w:del {by}>{words}</w:del>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def box(text: str) -> str:
    """A text box in both the forms that Word stores."""
    inner = f"<w:txbxContent>{p(t(text))}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def check_box(on: bool) -> str:
    return (
        f"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{int(on)}'/></w14:checkbox>"
        f"</w:sdtPr><w:sdtContent>{t('☒' if on else '☐')}</w:sdtContent></w:sdt>"
    )


def document(
    *body: str,
    footnotes: dict[str, str] | None = None,
    comments: dict[str, str] | None = None,
    numbering: str = "",
    extra: dict[str, str] | None = None,
    strict: bool = False,
) -> bytes:
    """The bytes of a .docx with this body."""
    parts = {"word/document.xml": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>"}
    relations = [("", "officeDocument", "word/document.xml")]
    own = []
    if footnotes:
        notes = "".join(
            f"<w:footnote w:id='{k}'>{p(t(v))}</w:footnote>" for k, v in footnotes.items()
        )
        parts["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>"
        own.append(("footnotes", "footnotes.xml"))
    if comments:
        said = "".join(
            f"<w:comment w:id='{k}' w:author='Li'>{p(t(v))}</w:comment>"
            for k, v in comments.items()
        )
        parts["word/comments.xml"] = f"<w:comments {W}>{said}</w:comments>"
        own.append(("comments", "comments.xml"))
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
        own.append(("numbering", "numbering.xml"))
    parts |= extra or {}
    head = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["_rels/.rels"] = (
        f"<Relationships xmlns='{head}'>"
        + "".join(
            f"<Relationship Id='r{n}' Type='{R}/{kind}' Target='{target}'/>"
            for n, (_, kind, target) in enumerate(relations)
        )
        + "</Relationships>"
    )
    parts["word/_rels/document.xml.rels"] = (
        f"<Relationships xmlns='{head}'>"
        + "".join(
            f"<Relationship Id='r{n}' Type='{R}/{kind}' Target='{target}'/>"
            for n, (kind, target) in enumerate(own)
        )
        + "</Relationships>"
    )
    parts["[Content_Types].xml"] = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='xml' ContentType='application/xml'/></Types>"
    )
    if strict:
        old, new = (
            "schemas.openxmlformats.org/wordprocessingml/2006/main",
            "purl.oclc.org/ooxml/wordprocessingml/main",
        )
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def saved(folder: Path, data: bytes, name: str = "draft.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
