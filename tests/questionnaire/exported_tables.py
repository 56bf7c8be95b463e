"""Tables as platforms export them, made up, and the answers of them read with a few criteria."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from vendor_score.cli.main import main
from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.records import Option, Question, QuestionnaireSettings
from vendor_score.wording import Label

FORMATS = "json,csv,html,xlsx"
NORTH, LAKE = "Northwind Support", "Lakeside CX"
HAITANG, MUJIN = "海棠客服外包有限公司", "木槿客服外包有限公司"

ITEMS = tuple(
    Option(id=id, label=Label(en=en, zh=zh))
    for id, en, zh in (
        ("iso", "ISO 27001", "ISO 27001认证"),
        ("soc", "SOC 2", "SOC 2"),
        ("pci", "PCI DSS", "PCI DSS"),
    )
)
SHOPS = tuple(
    Option(id=id, label=Label(en=en, zh=zh))
    for id, en, zh in (
        ("tmall", "Tmall", "天猫"),
        ("douyin", "Douyin", "抖音"),
        ("jd", "JD", "京东"),
    )
)


def _question(id, kind, en, zh, **more):
    return Question(id=id, kind=kind, label=Label(en=en, zh=zh), text=Label(en=en, zh=zh), **more)


QUESTIONS = (
    _question("first", "duration", "First response", "首次响应时间", unit="s"),
    _question("average", "duration", "Average response", "平均响应时间", unit="s"),
    _question("csat", "percent", "Customer satisfaction", "客户满意率"),
    _question("nda", "yes_no", "Non-disclosure agreement", "保密协议"),
    _question("certs", "list", "Certificates held", "安全认证", options=ITEMS),
    _question("shops", "list", "Platforms served", "服务平台", options=SHOPS),
)


def workbook(rows, file="responses.xlsx", sheet="Sheet1"):
    """A workbook of one sheet; numbers stay numbers, None and "" are empty cells."""
    cells = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            number = float(value) if isinstance(value, int | float) else None
            kind = CellKind.TEXT if number is None else CellKind.NUMBER
            text = value if number is None else f"{value:g}"
            cells[row, column] = Cell(row=row, column=column, kind=kind, text=text, number=number)
    return Workbook(file=file, sha256="0" * 64, sheets=(Sheet(name=sheet, cells=cells),))


def read(rows, file="responses.xlsx", questions=QUESTIONS, settings=None, sheet="Sheet1"):
    """The answers in a table, as a buyer has them."""
    book = workbook(rows, file, sheet)
    return answers_from_workbooks([book], questions, settings or QuestionnaireSettings())


def values(answers, vendor):
    """What a vendor answered: figures, yes or no, sorted items; None where nothing counts."""
    told = {}
    for id, answer in answers.given[vendor].items():
        reading = answer.reading
        if answer.state.value != "answered" or reading is None:
            told[id] = None
        elif reading.items is not None:
            told[id] = sorted(reading.items)
        else:
            told[id] = reading.low
    return told


def codes(findings, *, least="info"):
    """The codes of findings at least so severe."""
    order = ("error", "warning", "info")
    kept = order[: order.index(least) + 1]
    return [finding.code for finding in findings if finding.severity.value in kept]


def refused(rows, **more):
    """The findings of a table in which nothing can be ranked."""
    try:
        read(rows, **more)
    except NothingReadError as error:
        return error.findings
    raise AssertionError("something was read")


def csv_bytes(rows, encoding="utf-8-sig"):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def write_xlsx(path: Path, rows, sheet="Sheet1") -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def text_of(path: Path) -> str:
    """All that a file holds, a workbook's parts unpacked."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist()]
        return "".join(part.decode("utf-8", "ignore") for part in parts)
    return path.read_text(encoding="utf-8", errors="ignore")


def every_output(where: Path, folder: str, capsys) -> str:
    """All that ranking and checking a folder says and writes, for oneself and to be shared."""
    for more in (("--lang", "zh"), ("--lang", "en", "--audience", "shared")):
        main(["rank", folder, "-o", "out", "--formats", FORMATS, "--samples", "50", *more])
    for more in (("--json",), ("--lang", "en"), ("--lang", "zh")):
        main(["check", folder, "-o", "review.xlsx", "--annotate", "marked", *more])
    written = (p for p in where.rglob("*") if p.is_file() and folder not in p.parts)
    said = capsys.readouterr()
    return said.out + said.err + "".join(map(text_of, written))
