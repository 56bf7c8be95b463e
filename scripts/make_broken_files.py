"""Write broken and odd workbooks, a file for each class, to try the reader on.

    python scripts/make_broken_files.py FOLDER

Only the standard library is used. What each file is stands in the docstring of the function that
makes it. Every file is small and does no harm to any program that opens it: what is there to try
a limit goes beyond `LOW_LIMITS`, which the tests set, and not beyond what a spreadsheet may hold.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import socket
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["FILES", "LOW_LIMITS", "book", "make_files", "make_places", "sheet_xml"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GOOD_ROWS = [("Question", "Answer"), ("First response time?", "18 s")]
LOW_LIMITS = {
    "BOMB_BYTES": 10_000,
    "BOMB_RATIO": 20,
    "MAX_CELLS": 100,
    "MAX_COLUMNS": 40,
    "MAX_INFLATED_BYTES": 50_000,
    "MAX_MERGES": 2,
    "MAX_PARTS": 12,
    "MAX_ROWS": 1_000,
    "MAX_SHEETS": 2,
    "MAX_TEXT": 40,
}
"""Limits of the reader, low enough that a small file goes beyond them."""

Maker = Callable[[], bytes]
FILES: dict[str, Maker] = {}
"""File name to the function that makes its bytes."""


def broken(name: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        FILES[name] = maker
        return maker

    return register


# --- building blocks


def sheet_xml(rows: str, *, before: str = "", after: str = "", space: str = MAIN) -> str:
    inner = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{HEADER}<worksheet xmlns="{space}">{inner}</worksheet>'


def text_rows(rows: Sequence[Sequence[str]]) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{chr(64 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in enumerate(row, start=1)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def parts(
    sheets: dict[str, str] | None = None, *, kind: str = "worksheet", strict: bool = False
) -> dict[str, bytes]:
    """The parts of a plain xlsx package: sheet name to sheet XML."""
    space, relations = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    if sheets is None:
        sheets = {"Answers": sheet_xml(text_rows(GOOD_ROWS), space=space)}
    names = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{relations}/{kind}" Target="{kind}s/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
    }
    texts |= {f"xl/{kind}s/sheet{i}.xml": xml for i, xml in enumerate(sheets.values(), 1)}
    return {name: text.encode() for name, text in texts.items()}


def zipped(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in contents.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def book(rows: str, **options: str) -> bytes:
    """An xlsx file with one sheet of the given row XML."""
    return zipped(parts({"Answers": sheet_xml(rows, **options)}))


def good() -> bytes:
    return zipped(parts())


def opendocument(content: str, manifest: str = "<manifest/>") -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def compound(streams: dict[str, bytes], *, beyond: bool = False) -> bytes:
    """An OLE compound file ([MS-CFB]) of 512-byte sectors with the given streams."""
    sector = 512
    table, bodies, starts = [0xFFFFFFFD, 5_000 if beyond else 0xFFFFFFFE], [], []
    for data in streams.values():
        count = max(1, -(-len(data) // sector), 8)  # above the limit of the small-stream table
        starts.append(len(table))
        first = len(table)
        table += [first + i + 1 for i in range(count - 1)]
        table.append(0xFFFFFFFE)
        bodies.append(data.ljust(count * sector, b"\0"))
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for at, (name, data) in enumerate(streams.items(), start=1):
        right = at + 1 if at < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, starts[at - 1], max(len(data), 8 * sector), right=right))
    directory = b"".join(entries).ljust(sector, b"\0")
    fat = b"".join(struct.pack("<I", entry) for entry in table).ljust(sector, b"\xff")
    return _compound_header() + fat[:sector] + directory[:sector] + b"".join(bodies)


def _compound_header() -> bytes:
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    return header + struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)


def _entry(  # noqa: PLR0913 - the fields of a directory entry
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        wide, len(wide), kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def old_book(*, locked: bool = False) -> bytes:
    """A BIFF8 stream with one sheet and one text."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))
    lock = _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    name = b"Answers"
    place = len(start) + len(lock) + 4 + 8 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    text = b"18 s"
    sheet = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0x0DBB, 0x07CC, 0, 6))
        + _record(0x0204, struct.pack("<HHHHB", 0, 0, 0, len(text), 0) + text)
        + _record(0x000A, b"")
    )
    return start + lock + bound + _record(0x000A, b"") + sheet


# --- locked


@broken("encrypted.xlsx")
def encrypted_xlsx() -> bytes:
    """Password on opening: an OLE file with the package encrypted inside."""
    return compound(
        {"EncryptionInfo": b"\x04\0\x04\0" + bytes(60), "EncryptedPackage": bytes(5000)}
    )


@broken("encrypted.xls")
def encrypted_xls() -> bytes:
    """Password on opening: FILEPASS stands after the first record."""
    return compound({"Workbook": old_book(locked=True)})


@broken("encrypted.ods")
def encrypted_ods() -> bytes:
    """Password on opening: the manifest names how content.xml is encrypted."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{space}"><m:file-entry m:full-path="content.xml">'
        '<m:encryption-data m:checksum="x"/></m:file-entry></m:manifest>'
    )
    return opendocument("\x8f\x02 not xml", manifest)


@broken("encrypted_zip.xlsx")
def encrypted_zip() -> bytes:
    """A zip that was packed with a password."""
    plain = io.BytesIO(good())
    with zipfile.ZipFile(plain) as package:
        contents = {info.filename: package.read(info) for info in package.filelist}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in contents.items():
            package.writestr(zipfile.ZipInfo(name), _encrypted(data))
    package_bytes, stored = bytearray(buffer.getvalue()), list(contents.values())
    for magic, flags, crc in ((b"PK\x03\x04", 6, 14), (b"PK\x01\x02", 8, 16)):
        at = -1
        for part in stored:
            at = package_bytes.index(magic, at + 1)
            package_bytes[at + flags] |= 1
            struct.pack_into("<I", package_bytes, at + crc, zlib.crc32(part))
            struct.pack_into("<I", package_bytes, at + crc + 8, len(part))
    return bytes(package_bytes)


def _encrypted(data: bytes, password: bytes = b"secret") -> bytes:
    """The traditional encryption of the zip format (APPNOTE.TXT, 6.1), header included."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        # the table step alone: zlib.crc32 inverts its value before and after
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    made = bytearray()
    for byte in bytes(11) + bytes([zlib.crc32(data) >> 24]) + data:
        mask = (keys[2] & 0xFFFF) | 2
        made.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
        update(byte)
    return bytes(made)


# --- broken


@broken("truncated.xlsx")
def truncated() -> bytes:
    """A download that stopped half-way."""
    return good()[:600]


@broken("truncated.xls")
def truncated_xls() -> bytes:
    """The same for an old workbook."""
    return compound({"Workbook": old_book()})[:1100]


@broken("wrong_crc.xlsx")
def wrong_crc() -> bytes:
    """A checksum that does not fit its part."""
    data = bytearray(good())
    at = data.rfind(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    return bytes(data)


@broken("broken_xml.xlsx")
def broken_xml() -> bytes:
    """A sheet that stops in the middle of a cell."""
    contents = parts()
    contents["xl/worksheets/sheet1.xml"] = contents["xl/worksheets/sheet1.xml"][:-60]
    return zipped(contents)


@broken("empty.xlsx")
def empty() -> bytes:
    """No bytes at all."""
    return b""


@broken("zeros.xlsx")
def zeros() -> bytes:
    """What a failing disk leaves."""
    return bytes(4096)


@broken("noise.xls")
def noise() -> bytes:
    """Bytes without order, the same in every run."""
    return b"\x09\x08" + b"".join(struct.pack("<I", zlib.crc32(bytes([i]))) for i in range(256))


@broken("dangling_strings.xlsx")
def dangling_strings() -> bytes:
    """Cells that name shared strings which are not there."""
    return book('<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1"><v>18</v></c></row>')


@broken("lost_sheet.xlsx")
def lost_sheet() -> bytes:
    """Two sheets are named, one is there."""
    contents = parts({"Answers": sheet_xml(text_rows(GOOD_ROWS)), "Lost": sheet_xml("")})
    del contents["xl/worksheets/sheet2.xml"]
    return zipped(contents)


# --- not what the ending says


@broken("comma.xlsx")
def comma_xlsx() -> bytes:
    """A csv file that was renamed."""
    return b"Question,Answer\nFirst response time?,18 s\n"


@broken("page.xlsx")
def page_xlsx() -> bytes:
    """A web page that was saved in place of the download."""
    return b"<!DOCTYPE html><html><body><table><tr><td>Sign in</td></tr></table></body></html>"


@broken("page.xls")
def page_xls() -> bytes:
    """A web page of the kind that old exports call a workbook."""
    return b"<html><table><tr><td>Question</td><td>Answer</td></tr></table></html>"


@broken("paper.xlsx")
def paper_xlsx() -> bytes:
    """A pdf under a workbook's name."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@broken("old.xlsx")
def old_xlsx() -> bytes:
    """An old workbook under a new workbook's name."""
    return compound({"Workbook": old_book()})


@broken("new.xls")
def new_xls() -> bytes:
    """A new workbook under an old one's name."""
    return good()


@broken("new.csv")
def new_csv() -> bytes:
    """A new workbook under a csv's name."""
    return good()


@broken("letter.odt")
def letter() -> bytes:
    """A text document."""
    return zipped({"content.xml": b"<document-content><body><text/></body></document-content>"})


@broken("without_text.docx")
def without_text() -> bytes:
    """A Word document that lost its text."""
    return zipped({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<styles/>"})


@broken("entity.docx")
def entity_in_document() -> bytes:
    """A Word document whose text declares an entity, which nobody needs."""
    text = b'<!DOCTYPE document [<!ENTITY a "18 s">]><document><body><p>&a;</p></body></document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": text})


@broken("bundle.zip")
def bundle() -> bytes:
    """An archive with a workbook inside."""
    return zipped({"answers.xlsx": good()})


# --- unusual, and to be read


@broken("strict.xlsx")
def strict() -> bytes:
    """Strict Open XML: other namespaces throughout."""
    return zipped(parts(strict=True))


@broken("prefixed.xlsx")
def prefixed() -> bytes:
    """Every element with a prefix."""
    rows = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>18 s</x:t></x:is></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return zipped(parts({"Answers": xml}))


@broken("odd_styles.xlsx")
def odd_styles() -> bytes:
    """Styles, names and views out of the usual ranges."""
    contents = parts(
        {
            "Answers": sheet_xml(
                text_rows(GOOD_ROWS), before='<sheetViews><sheetView zoomScale="401"/></sheetViews>'
            )
        }
    )
    contents["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font><family val="99"/></font></fonts>'
        '<fills><fill><patternFill patternType="sparkle"/></fill></fills>'
        '<cellXfs><xf numFmtId="9999" fontId="77"/></cellXfs></styleSheet>'
    ).encode()
    contents["xl/_rels/workbook.xml.rels"] = contents["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>".encode(),
    )
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(
        b"</workbook>",
        b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="44">#REF!'
        b"</definedName></definedNames></workbook>",
    )
    return zipped(contents)


@broken("macros.xlsm")
def macros() -> bytes:
    """A workbook with macros, never to be run."""
    return zipped(parts() | {"xl/vbaProject.bin": compound({"VBA": b"no code"})})


@broken("external_links.xlsx")
def external_links() -> bytes:
    """A formula into another workbook, its value stored."""
    rows = '<row r="1"><c r="A1"><f>[1]Prices!A1</f><v>18</v></c></row>'
    contents = parts({"Answers": sheet_xml(rows)})
    contents["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'.encode()
    return zipped(contents)


@broken("other_case.xlsx")
def other_case() -> bytes:
    """A part that is named in other letters than where it is asked for."""
    contents = parts()
    contents["xl/Worksheets/Sheet1.xml"] = contents.pop("xl/worksheets/sheet1.xml")
    return zipped(contents)


@broken("winding_paths.xlsx")
def winding_paths() -> bytes:
    """A part under a name that goes down and up again, within the zip."""
    contents = parts()
    contents["xl/other/../worksheets/sheet1.xml"] = contents.pop("xl/worksheets/sheet1.xml")
    return zipped(contents)


@broken("zip64.xlsx")
def zip64() -> bytes:
    """Every part with the fields for large files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts().items():
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    return buffer.getvalue()


@broken("large_merge.xlsx")
def large_merge() -> bytes:
    """One merged range that reaches far beyond what is filled."""
    return book(text_rows(GOOD_ROWS), after='<mergeCells><mergeCell ref="A1:T40"/></mergeCells>')


@broken("far_cell.xlsx")
def far_cell() -> bytes:
    """One cell at the beginning, one in row 2,000."""
    return book(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="T2000"><v>2</v></c></row>',
        before='<dimension ref="A1:T2000"/>',
    )


@broken("styled_rows.xlsx")
def styled_rows() -> bytes:
    """Rows that hold nothing but a style, then no answer."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 301))
    return book(text_rows(GOOD_ROWS[:1]) + rows)


@broken("far_cell.ods")
def far_cell_ods() -> bytes:
    """An answer after 1,999 repeated rows."""
    return opendocument(
        _ods_sheet(
            '<t:table-row t:number-rows-repeated="1999">'
            '<t:table-cell t:number-columns-repeated="20"/></t:table-row>'
            '<t:table-row><t:table-cell o:value-type="string"><x:p>18 s</x:p></t:table-cell>'
            "</t:table-row>"
        )
    )


def _ods_sheet(rows: str) -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    return (
        f'<o:document-content xmlns:o="{space}office:1.0" xmlns:t="{space}table:1.0" '
        f'xmlns:x="{space}text:1.0"><o:body><o:spreadsheet><t:table t:name="Answers">{rows}'
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )


# --- beyond a low limit


@broken("packed_much.xlsx")
def packed_much() -> bytes:
    """A sheet that unpacks to many times its packed size."""
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{" " * 40_000}</t></is></c></row>')


@broken("packed_much_strings.xlsx")
def packed_much_strings() -> bytes:
    """The same among the shared strings."""
    return _with_strings(f"<si><t>{' ' * 40_000}</t></si>")


@broken("much_in_all.xlsx")
def much_in_all() -> bytes:
    """A text that hardly packs, and more of it than all parts may have together."""
    text = random.Random(0).randbytes(30_000).hex()  # noqa: S311 - any bytes do
    return _with_strings(f"<si><t>{text}</t></si>")


def _with_strings(items: str) -> bytes:
    contents = parts()
    contents["xl/_rels/workbook.xml.rels"] = contents["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>".encode(),
    )
    xml = f'{HEADER}<sst xmlns="{MAIN}">{items}</sst>'
    return zipped(contents | {"xl/sharedStrings.xml": xml.encode()})


@broken("many_columns.xlsx")
def many_columns() -> bytes:
    """More cells in a row than there are columns."""
    return book('<row r="1">' + "<c><v>1</v></c>" * 50 + "</row>")


@broken("entity.xlsx")
def entity() -> bytes:
    """A document type with an entity of two letters."""
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>')
    declared = xml.replace("<worksheet", '<!DOCTYPE worksheet [<!ENTITY a "ha">]><worksheet', 1)
    return zipped(parts({"Answers": declared}))


@broken("doctype.xlsx")
def doctype() -> bytes:
    """A document type and nothing else that is wrong."""
    xml = sheet_xml(text_rows(GOOD_ROWS))
    return zipped(
        parts({"Answers": xml.replace("<worksheet", "<!DOCTYPE worksheet><worksheet", 1)})
    )


@broken("repeated_cell.ods")
def repeated_cell() -> bytes:
    """A filled cell that is repeated over twenty rows and columns."""
    return opendocument(
        _ods_sheet(
            '<t:table-row t:number-rows-repeated="20">'
            '<t:table-cell t:number-columns-repeated="20" o:value-type="string">'
            "<x:p>18 s</x:p></t:table-cell></t:table-row>"
        )
    )


@broken("long_text.xlsx")
def long_text() -> bytes:
    """A text of two lines in a cell."""
    text = "We answer around the clock, on every day of the year."
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


@broken("many_sheets.xlsx")
def many_sheets() -> bytes:
    """Three sheets."""
    return zipped(parts({name: sheet_xml(text_rows(GOOD_ROWS)) for name in ("A", "B", "C")}))


@broken("many_parts.xlsx")
def many_parts() -> bytes:
    """A zip of fifteen parts."""
    return zipped(parts() | {f"xl/media/{i}": b"" for i in range(10)})


@broken("many_merges.xlsx")
def many_merges() -> bytes:
    """Three merged ranges."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 6))
    return book(text_rows(GOOD_ROWS), after=f"<mergeCells>{merges}</mergeCells>")


@broken("deep.xlsx")
def deep() -> bytes:
    """Twelve elements within one another, where rows are looked for."""
    return book("<a>" * 12 + "</a>" * 12)


@broken("short_chain.xls")
def short_chain() -> bytes:
    """An OLE file whose directory goes on in a sector beyond the end of the file."""
    return compound({"Workbook": old_book()}, beyond=True)


@broken("deflate64.xlsx")
def deflate64() -> bytes:
    """A compression that the zip format knows and workbooks do not use."""
    data = bytearray(good())
    for magic, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(magic)
        while at >= 0:
            struct.pack_into("<H", data, at + method, 9)
            at = data.find(magic, at + 4)
    return bytes(data)


@broken("no_sheets.xlsx")
def no_sheets() -> bytes:
    """A workbook with an empty list of sheets."""
    return zipped(parts({}))


@broken("charts_only.xlsx")
def charts_only() -> bytes:
    """Nothing but a chart sheet."""
    return zipped(parts({"Chart": f'<chartsheet xmlns="{MAIN}"/>'}, kind="chartsheet"))


# --- places in a folder


def make_files(folder: Path) -> None:
    """Write every file of `FILES` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, maker in FILES.items():
        (folder / name).write_bytes(maker())


def make_places(folder: Path) -> None:
    """Make what is no plain file, and files with odd names, as far as the system has them."""
    (folder / "folder.xlsx").mkdir(parents=True, exist_ok=True)
    for name in (
        "new\nline.xlsx",
        "\U0001f600.xlsx",
        "\u202excod.xlsx",
        " blanks .xlsx",
        "～$x.xlsx",
    ):
        with contextlib.suppress(OSError):
            (folder / name).write_bytes(good())
    with contextlib.suppress(OSError, AttributeError):
        os.mkfifo(folder / "pipe.xlsx")
    with contextlib.suppress(OSError, NotImplementedError):
        (folder / "dangling.xlsx").symlink_to("nowhere.xlsx")
        (folder / "loop.xlsx").symlink_to("loop.xlsx")
        (folder / "round").symlink_to(".", target_is_directory=True)
    if os.name == "posix":
        with contextlib.suppress(OSError):
            Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.xlsx")).write_bytes(good())
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as server:
            server.bind(str(folder / "socket.xlsx"))
        locked = folder / "locked.xlsx"
        locked.write_bytes(good())
        locked.chmod(0)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    make_files(target)
    make_places(target)
    print(f"{len(list(target.iterdir()))} files in {target}")
