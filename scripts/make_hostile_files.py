"""Write broken and hostile workbooks, a file for each class, to try the reader on.

    python scripts/make_hostile_files.py FOLDER

Only the standard library is used, and nothing written here takes more than 50 MB on the disk.
What each file is stands in the docstring of the function that makes it.
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
from itertools import pairwise
from pathlib import Path

__all__ = ["FILES", "book", "make_files", "make_places", "sheet_xml"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GOOD_ROWS = [("Question", "Answer"), ("First response time?", "18 s")]
MEGABYTE = 1 << 20

Maker = Callable[[], bytes]
FILES: dict[str, Maker] = {}
"""File name to the function that makes its bytes."""


def hostile(name: str) -> Callable[[Maker], Maker]:
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


def compound(streams: dict[str, bytes], *, loop: bool = False) -> bytes:
    """An OLE compound file ([MS-CFB]) of 512-byte sectors with the given streams."""
    sector = 512
    table, bodies, starts = [0xFFFFFFFD, 0xFFFFFFFE], [], []
    for data in streams.values():
        count = max(1, -(-len(data) // sector), 8)  # above the limit of the small-stream table
        starts.append(len(table))
        first = len(table)
        table += [first + i + 1 for i in range(count - 1)]
        table.append(first if loop else 0xFFFFFFFE)
        bodies.append(data.ljust(count * sector, b"\0"))
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for at, (name, data) in enumerate(streams.items(), start=1):
        right = at + 1 if at < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, starts[at - 1], max(len(data), 8 * sector), right=right))
    directory = b"".join(entries).ljust(sector, b"\0")
    if loop:
        table[1] = 1
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


@hostile("encrypted.xlsx")
def encrypted_xlsx() -> bytes:
    """Password on opening: an OLE file with the package encrypted inside."""
    return compound(
        {"EncryptionInfo": b"\x04\0\x04\0" + bytes(60), "EncryptedPackage": bytes(5000)}
    )


@hostile("encrypted.xls")
def encrypted_xls() -> bytes:
    """Password on opening: FILEPASS stands after the first record."""
    return compound({"Workbook": old_book(locked=True)})


@hostile("encrypted.ods")
def encrypted_ods() -> bytes:
    """Password on opening: the manifest names how content.xml is encrypted."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{space}"><m:file-entry m:full-path="content.xml">'
        '<m:encryption-data m:checksum="x"/></m:file-entry></m:manifest>'
    )
    return opendocument("\x8f\x02 not xml", manifest)


@hostile("encrypted_zip.xlsx")
def encrypted_zip() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(good())
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


# --- broken


@hostile("truncated.xlsx")
def truncated() -> bytes:
    """A download that stopped half-way."""
    return good()[:600]


@hostile("truncated.xls")
def truncated_xls() -> bytes:
    """The same for an old workbook."""
    return compound({"Workbook": old_book()})[:1100]


@hostile("wrong_crc.xlsx")
def wrong_crc() -> bytes:
    """A checksum that does not fit its part."""
    data = bytearray(good())
    at = data.rfind(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    return bytes(data)


@hostile("broken_xml.xlsx")
def broken_xml() -> bytes:
    """A sheet that stops in the middle of a cell."""
    contents = parts()
    contents["xl/worksheets/sheet1.xml"] = contents["xl/worksheets/sheet1.xml"][:-60]
    return zipped(contents)


@hostile("empty.xlsx")
def empty() -> bytes:
    """No bytes at all."""
    return b""


@hostile("zeros.xlsx")
def zeros() -> bytes:
    """What a failing disk leaves."""
    return bytes(4096)


@hostile("noise.xls")
def noise() -> bytes:
    """Bytes without order, the same in every run."""
    return b"\x09\x08" + b"".join(struct.pack("<I", zlib.crc32(bytes([i]))) for i in range(256))


@hostile("dangling_strings.xlsx")
def dangling_strings() -> bytes:
    """Cells that name shared strings which are not there."""
    return book('<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1"><v>18</v></c></row>')


@hostile("lost_sheet.xlsx")
def lost_sheet() -> bytes:
    """Two sheets are named, one is there."""
    contents = parts({"Answers": sheet_xml(text_rows(GOOD_ROWS)), "Lost": sheet_xml("")})
    del contents["xl/worksheets/sheet2.xml"]
    return zipped(contents)


# --- not what the ending says


@hostile("comma.xlsx")
def comma_xlsx() -> bytes:
    """A csv file that was renamed."""
    return b"Question,Answer\nFirst response time?,18 s\n"


@hostile("page.xlsx")
def page_xlsx() -> bytes:
    """A web page that was saved in place of the download."""
    return b"<!DOCTYPE html><html><body><table><tr><td>Sign in</td></tr></table></body></html>"


@hostile("page.xls")
def page_xls() -> bytes:
    """A web page of the kind that old exports call a workbook."""
    return b"<html><table><tr><td>Question</td><td>Answer</td></tr></table></html>"


@hostile("paper.xlsx")
def paper_xlsx() -> bytes:
    """A pdf under a workbook's name."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@hostile("old.xlsx")
def old_xlsx() -> bytes:
    """An old workbook under a new workbook's name."""
    return compound({"Workbook": old_book()})


@hostile("new.xls")
def new_xls() -> bytes:
    """A new workbook under an old one's name."""
    return good()


@hostile("new.csv")
def new_csv() -> bytes:
    """A new workbook under a csv's name."""
    return good()


@hostile("letter.docx")
def letter() -> bytes:
    """A text document."""
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


@hostile("bundle.zip")
def bundle() -> bytes:
    """An archive with a workbook inside."""
    return zipped({"answers.xlsx": good()})


# --- unusual, and to be read


@hostile("strict.xlsx")
def strict() -> bytes:
    """Strict Open XML: other namespaces throughout."""
    return zipped(parts(strict=True))


@hostile("prefixed.xlsx")
def prefixed() -> bytes:
    """Every element with a prefix."""
    rows = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>18 s</x:t></x:is></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return zipped(parts({"Answers": xml}))


@hostile("odd_styles.xlsx")
def odd_styles() -> bytes:
    """Styles, names and views that other readers reject."""
    contents = parts(
        {
            "Answers": sheet_xml(
                text_rows(GOOD_ROWS), before='<sheetViews><sheetView zoomScale="9e9"/></sheetViews>'
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


@hostile("macros.xlsm")
def macros() -> bytes:
    """A workbook with macros, never to be run."""
    return zipped(parts() | {"xl/vbaProject.bin": compound({"VBA": b"Sub Auto_Open()"})})


@hostile("external_links.xlsx")
def external_links() -> bytes:
    """A formula into another workbook, its value stored."""
    rows = '<row r="1"><c r="A1"><f>[1]Prices!A1</f><v>18</v></c></row>'
    contents = parts({"Answers": sheet_xml(rows)})
    contents["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'.encode()
    return zipped(contents)


@hostile("duplicate_parts.xlsx")
def duplicate_parts() -> bytes:
    """The same part twice in the zip."""
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as package, contextlib.suppress(UserWarning):
        info = zipfile.ZipInfo("xl/worksheets/Sheet1.xml")
        package.writestr(info, parts()["xl/worksheets/sheet1.xml"])
    return buffer.getvalue()


@hostile("outside_paths.xlsx")
def outside_paths() -> bytes:
    """Parts that would be unpacked elsewhere, if anything were unpacked."""
    return zipped(parts() | {"../../../../tmp/outside.txt": b"x", "/etc/outside": b"x"})


@hostile("zip64.xlsx")
def zip64() -> bytes:
    """Every part with the fields for large files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts().items():
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data)
    return buffer.getvalue()


@hostile("whole_sheet_merge.xlsx")
def whole_sheet_merge() -> bytes:
    """One merged range over every cell there is."""
    return book(
        text_rows(GOOD_ROWS), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )


@hostile("far_cell.xlsx")
def far_cell() -> bytes:
    """One cell at the beginning, one at the end of the sheet."""
    return book(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        before='<dimension ref="A1:XFD1048576"/>',
    )


@hostile("million_rows.xlsx")
def million_rows() -> bytes:
    """A million rows that hold nothing but a style, then one answer."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_001))
    return book(text_rows(GOOD_ROWS[:1]) + rows)


@hostile("far_cell.ods")
def far_cell_ods() -> bytes:
    """An answer after a million repeated rows, and styles to the last column."""
    return opendocument(
        _ods_sheet(
            '<t:table-row t:number-rows-repeated="1048574">'
            '<t:table-cell t:number-columns-repeated="16384"/></t:table-row>'
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


# --- made to do harm


@hostile("zip_bomb.xlsx")
def zip_bomb() -> bytes:
    """A sheet of 45 kB that unpacks to a thousand times as much."""
    blanks = " " * (45 * MEGABYTE)
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{blanks}</t></is></c></row>')


@hostile("string_bomb.xlsx")
def string_bomb() -> bytes:
    """The same among the shared strings."""
    contents = parts()
    contents["xl/_rels/workbook.xml.rels"] = contents["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>".encode(),
    )
    blanks = " " * (45 * MEGABYTE)
    xml = f'{HEADER}<sst xmlns="{MAIN}"><si><t>{blanks}</t></si></sst>'
    return zipped(contents | {"xl/sharedStrings.xml": xml.encode()})


@hostile("row_bomb.xlsx")
def row_bomb() -> bytes:
    """Millions of cells in one row, far beyond the last column there is."""
    return book('<row r="1">' + "<c><v>1</v></c>" * 3_000_000 + "</row>")


@hostile("entity_bomb.xlsx")
def entity_bomb() -> bytes:
    """A billion laughs."""
    names = "abcdefghij"
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>')
    declared = xml.replace("<worksheet", f"<!DOCTYPE worksheet [{entities}]><worksheet", 1)
    return zipped(parts({"Answers": declared}))


@hostile("entity_file.xlsx")
def entity_file() -> bytes:
    """An entity that would bring in a file of the machine."""
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>')
    declared = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet'
    return zipped(parts({"Answers": xml.replace("<worksheet", declared, 1)}))


@hostile("repeat_bomb.ods")
def repeat_bomb() -> bytes:
    """A filled cell that is repeated over the whole sheet."""
    return opendocument(
        _ods_sheet(
            '<t:table-row t:number-rows-repeated="1048576">'
            '<t:table-cell t:number-columns-repeated="16384" o:value-type="string">'
            "<x:p>18 s</x:p></t:table-cell></t:table-row>"
        )
    )


@hostile("huge_string.xlsx")
def huge_string() -> bytes:
    """A text of 10 MB in a cell, of the kind that does not pack."""
    text = random.Random(0).randbytes(5 * MEGABYTE).hex()  # noqa: S311 - any bytes do
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


@hostile("many_sheets.xlsx")
def many_sheets() -> bytes:
    """A hundred thousand sheets of one name each, all in one part."""
    contents = parts()
    names = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="rId1"/>' for i in range(100_000))
    contents["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>'
    ).encode()
    return zipped(contents)


@hostile("many_parts.xlsx")
def many_parts() -> bytes:
    """A zip of sixty thousand parts."""
    return zipped(parts() | {f"xl/junk/{i}": b"" for i in range(60_000)})


@hostile("many_merges.xlsx")
def many_merges() -> bytes:
    """Half a million merged ranges."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 500_001))
    return book(text_rows(GOOD_ROWS), after=f"<mergeCells>{merges}</mergeCells>")


@hostile("deep.xlsx")
def deep() -> bytes:
    """Two hundred thousand elements within one another."""
    return book("<a>" * 200_000 + "</a>" * 200_000)


@hostile("looped.xls")
def looped() -> bytes:
    """An OLE file whose chains of sectors lead back to themselves."""
    return compound({"Workbook": old_book()}, loop=True)


@hostile("deflate64.xlsx")
def deflate64() -> bytes:
    """A compression that the zip format knows and workbooks do not use."""
    data = bytearray(good())
    for magic, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(magic)
        while at >= 0:
            struct.pack_into("<H", data, at + method, 9)
            at = data.find(magic, at + 4)
    return bytes(data)


@hostile("no_sheets.xlsx")
def no_sheets() -> bytes:
    """A workbook with an empty list of sheets."""
    return zipped(parts({}))


@hostile("charts_only.xlsx")
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
