"""The same answers in every format, each written by a library or byte by byte."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import xlwt

DAY = 86_400

# row: question, stored value, number format, kind, text as shown, number
ANSWERS = [
    ("问题", "回答", None, "text", "回答", None),
    ("resolution rate", 0.92, "0%", "percent", "92%", 0.92),
    ("bad reviews", 0.008, "0.0%", "percent", "0.8%", 0.008),
    ("first response", 20.0, '"≤"0"秒"', "number", "≤20秒", 20.0),
    ("clock", 25 * 60 / DAY, "h:mm", "time", "0:25", 1500.0),
    ("handling time", 85 / DAY, "mm:ss", "duration", "01:25", 85.0),
    ("total", 1.5, "[h]:mm:ss", "duration", "36:00:00", 129_600.0),
    ("since", 45_780.0, "yyyy-mm-dd", "date", "2025-05-03", 45_780.0),
    ("typed 3-5", 45_721.0, 'm"月"d"日"', "date", "2025-03-05", 45_721.0),
    ("float noise", 0.1 + 0.2, None, "number", "0.3", 0.1 + 0.2),
    ("seats", 120.0, None, "number", "120", 120.0),
    ("price", 9800.0, '"¥"#,##0.00', "number", "¥9,800.00", 9800.0),
    ("no answer", "N/A", None, "text", "N/A", None),
    ("lines", "a\nb  c", None, "text", "a\nb  c", None),
    ("certified", True, None, "boolean", "TRUE", None),
]
SHOWN = {
    (row, column): cell
    for row, (question, _, _, kind, text, number) in enumerate(ANSWERS, start=1)
    for column, cell in ((1, ("text", question, None)), (2, (kind, text, number)))
}
"""(row, column) to kind, text and number, the same from each format."""


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "答卷"
    for row, (question, value, code, *_) in enumerate(ANSWERS, start=1):
        sheet.cell(row, 1).value = question
        sheet.cell(row, 2).value = value
        if code:
            sheet.cell(row, 2).number_format = code
    return _saved(book)


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("答卷")
    for row, (question, value, code, *_) in enumerate(ANSWERS):
        sheet.write(row, 0, question)
        style = xlwt.easyxf(num_format_str=code) if code else xlwt.Style.default_style
        sheet.write(row, 1, value, style)
    return _saved(book)


def csv_text(separator: str = ",") -> str:
    return "".join(
        f"{question}{separator}{_quoted(text, separator)}\r\n" for question, *_, text, _ in ANSWERS
    )


def _quoted(text: str, separator: str) -> str:
    return f'"{text}"' if any(mark in text for mark in (separator, "\n", ",")) else text


def ods() -> bytes:
    """OpenDocument as LibreOffice writes it: values in attributes, shown text in paragraphs."""
    rows = "".join(
        f'<t:table-row><t:table-cell o:value-type="string"><x:p>{question}</x:p></t:table-cell>'
        f"<t:table-cell {_ods_value(value, kind)}{_ods_style(kind)}>"
        f"{_ods_text(text)}</t:table-cell></t:table-row>"
        for question, value, _, kind, text, _ in ANSWERS
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    styles = (
        '<n:time-style s:name="N1"><n:minutes/><n:seconds/></n:time-style>'
        '<s:style s:name="ce1" s:family="table-cell" s:data-style-name="N1"/>'
    )
    content = (
        f'<o:document-content xmlns:o="{space}office:1.0" xmlns:t="{space}table:1.0" '
        f'xmlns:x="{space}text:1.0" xmlns:n="{space}datastyle:1.0" xmlns:s="{space}style:1.0">'
        f"<o:automatic-styles>{styles}</o:automatic-styles>"
        f'<o:body><o:spreadsheet><t:table t:name="答卷">{rows}'
        '<t:table-row t:number-rows-repeated="1048000"><t:table-cell '
        't:number-columns-repeated="16384"/></t:table-row></t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    return _zipped({"content.xml": content.encode()})


def _ods_value(value: object, kind: str) -> str:
    match kind:
        case "percent":
            return f'o:value-type="percentage" o:value="{value}"'
        case "number":
            return f'o:value-type="float" o:value="{value}"'
        case "date":
            day = dt.date(1899, 12, 30) + dt.timedelta(days=float(value))
            return f'o:value-type="date" o:date-value="{day}"'
        case "time" | "duration":
            minutes, seconds = divmod(round(float(value) * DAY), 60)
            return f'o:value-type="time" o:time-value="PT{minutes // 60}H{minutes % 60}M{seconds}S"'
        case "boolean":
            return 'o:value-type="boolean" o:boolean-value="true"'
    return 'o:value-type="string"'


def _ods_style(kind: str) -> str:
    return ' t:style-name="ce1"' if kind == "duration" else ""


def _ods_text(text: str) -> str:
    lines = text.replace("  ", ' <x:s x:c="1"/>').split("\n")
    return "".join(f"<x:p>{line}</x:p>" for line in lines)


def xlsb() -> bytes:
    """A binary workbook of the few records that hold answers ([MS-XLSB])."""
    codes = sorted({code for _, _, code, *_ in ANSWERS if code})
    rows = b""
    for row, (question, value, code, *_) in enumerate(ANSWERS):
        style = codes.index(code) + 1 if code else 0
        rows += record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0))
        rows += record(6, struct.pack("<II", 0, 0) + wide(question))
        rows += _xlsb_cell(style, value)
    styles = b"".join(record(44, struct.pack("<H", 164 + i) + wide(c)) for i, c in enumerate(codes))
    formats = b"".join(record(47, struct.pack("<HHH10x", 0, id_, 0)) for id_ in _ids(codes))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{i}" Target="{target}" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
            for i, (kind, target) in enumerate(
                [("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")], start=1
            )
        )
        + "</Relationships>"
    )
    return _zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("答卷")),
            "xl/_rels/workbook.bin.rels": relations.encode(),
            "xl/styles.bin": styles + record(617, b"\0" * 4) + formats + record(618, b""),
            "xl/worksheets/sheet1.bin": record(145, b"") + rows + record(146, b""),
        }
    )


def _ids(codes: list[str]) -> list[int]:
    return [0, *(164 + i for i in range(len(codes)))]


def _xlsb_cell(style: int, value: object) -> bytes:
    head = struct.pack("<II", 1, style)
    if value is True:
        return record(4, head + b"\1")
    if isinstance(value, str):
        return record(6, head + wide(value))
    if float(value).is_integer():
        return record(2, head + struct.pack("<I", int(value) << 2 | 2))
    return record(5, head + struct.pack("<d", value))


def record(number: int, data: bytes) -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = b"", len(data)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + data


def wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def _saved(book: object) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
