"""What a file is, by its content and never by its ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.delimited import decode, is_table, read_delimited
from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.package import OLE_MAGIC, Package, stream_names

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.wire_format import Sink

__all__ = ["HEAD_BYTES", "not_a_workbook", "read_content"]

HEAD_BYTES = 4096
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_WORKSHEETS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "document"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
)
OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("WORKBOOK", "xls"),
    ("Book", "xls"),
    ("BOOK", "xls"),
    ("WordDocument", "document"),
    ("PowerPoint Document", "presentation"),
    ("__properties_version1.0", "mail"),
)
CSV_ENDINGS = (".csv", ".tsv", ".tab")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
TABLE_ENDINGS = (*CSV_ENDINGS, *WORKBOOK_ENDINGS, ".txt", ".dat", "")
"""A text of another ending may have bars and commas and yet be no table: notes, a program."""


def not_a_workbook(head: bytes) -> str | None:
    """The kind of a file that its first bytes show to be no workbook, else None."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"heic", b"mif1", b"avif") else "recording"
    if head[:4] == b"RIFF":
        return "picture" if head[8:12] == b"WEBP" else "recording"
    return None


def read_content(data: bytes, ending: str, sink: Sink, path: str = "") -> None:
    """Pass what a file holds to ``sink``, whatever its name says. Raises Unreadable.

    ``path`` is where it lies, for the one format whose reader opens the file itself.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("file-empty")
    if data.startswith(ZIP):
        _read_zip(data, ending, sink, path)
    elif data.startswith(OLE_MAGIC):
        _read_ole(data, sink)
    elif data.startswith(OLD_WORKSHEETS):
        _read_xls(data, sink)
    else:
        _read_text(data, ending, sink)


def _read_zip(data: bytes, ending: str, sink: Sink, path: str) -> None:
    package = Package(data)
    names = set(package.names)
    if "content.xml" in names and "[content_types].xml" not in names:
        from vendor_score.questionnaire.files.ods import read_ods

        read_ods(package, sink)
    elif any(name.startswith("word/") for name in names):
        from vendor_score.questionnaire.files.docx import read_docx

        read_docx(package, sink)
    elif "index.zip" in names or any(name.endswith(".iwa") for name in names):
        _read_apple(ending, sink, path)
    elif any(name.startswith("ppt/") for name in names):
        raise Unreadable("not-readable", kind="presentation")
    elif "xl/workbook.bin" in names:
        from vendor_score.questionnaire.files.xlsb import read_xlsb

        read_xlsb(package, sink)
    elif "[content_types].xml" in names or "xl/workbook.xml" in names:
        from vendor_score.questionnaire.files.xlsx import read_xlsx

        read_xlsx(package, sink)
    else:
        raise Unreadable("not-readable", kind="archive")


def _read_apple(ending: str, sink: Sink, path: str) -> None:
    """Only the ending says which of Apple's programs wrote a package of theirs."""
    if ending != ".numbers":
        raise Unreadable("not-readable", kind="apple")
    from vendor_score.questionnaire.files.apple_numbers import read_numbers

    read_numbers(path, sink)


def _read_ole(data: bytes, sink: Sink) -> None:
    names = stream_names(data)
    kind = next((kind for stream, kind in OLE_STREAMS if stream in names), None)
    if kind == "encrypted":
        raise Unreadable("file-encrypted")
    if kind == "xls":
        _read_xls(data, sink)
    elif kind is None:
        raise Unreadable("file-damaged")
    else:
        raise Unreadable("not-readable", kind=kind)


def _read_xls(data: bytes, sink: Sink) -> None:
    from vendor_score.questionnaire.files.xls import read_xls

    read_xls(data, sink)


def _read_text(data: bytes, ending: str, sink: Sink) -> None:
    text = decode(data)
    if text is None:
        raise Unreadable("not-readable", kind="other")
    start = text[:HEAD_BYTES].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<body", "<meta")):
        raise Unreadable("not-readable", kind="web_page")
    if start.startswith("mime-version:"):
        raise Unreadable("not-readable", kind="web_page")
    if start.startswith("<?xml"):
        raise Unreadable("not-readable", kind="xml")
    if ending not in CSV_ENDINGS and not (ending in TABLE_ENDINGS and is_table(text)):
        raise Unreadable("not-readable", kind="text")
    read_delimited(text, sink)
