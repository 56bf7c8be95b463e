"""Write sample_data/: workbooks that eight invented outsourcers sent back, and a review of them.

The answers stand in sample_answers.yaml beside this script, the questions come from criteria.yaml.
Five vendors filled a workbook each, in five different forms; three stand in one wide table. What
the buyer entered in the review workbook stands in sample_review.yaml, and what each vendor asks
for in sample_offers.yaml: three on the offer sheet, five in price lists of their own. The criteria
of the sample are those of the repository, with its demand and cost in force. The same input gives
the same bytes. Run from anywhere: ``python scripts/make_sample_data.py [FOLDER]``.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import yaml

from vendor_score.completeness import check, write_review
from vendor_score.criteria.load import load_criteria, parse_criteria
from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.library import load
from vendor_score.offers.write_sheet import offer_workbook
from vendor_score.price import Covers, Deposit, LineState, Offer, OfferLine, Settlement, Tier, Trial
from vendor_score.questionnaire.template import JUDGEMENT_SHEET, REVIEW_SHEET
from vendor_score.safe_write import write_files

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = Path(__file__).with_name("sample_answers.yaml")
REVIEW = Path(__file__).with_name("sample_review.yaml")
OFFERS = Path(__file__).with_name("sample_offers.yaml")
PRICE = f"# {88 * '-'} price"
WEIGHT = "weight: 43                    # 30 of 100 beside groups that add to 100"
SEATS = "per_seat_day: {value: 240, low: 200, high: 300}"  # two shifts a day of 120 each
ANCHORS = "value: {300000: 100, 500000: 50, 900000: 0}"
CREATED = dt.datetime(2026, 11, 2)  # noqa: DTZ001 - workbooks hold no time zone; fixed: same bytes
HEAD = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
SECTION = {"bold": True, "bg_color": "#F2F2F2", "border": 1}
BODY = {"border": 1, "text_wrap": True, "valign": "top"}
TITLE = {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What one vendor wrote: by criterion id, the answer, the evidence and the remarks."""

    name: str
    contact: str
    cells: Mapping[str, tuple[Any, str, str]]

    def answer(self, id: str) -> Any:
        return self.cells.get(id, ("", "", ""))[0]


class Book:
    """A workbook in the making, with the few formats that these forms use."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.file.set_properties({"created": CREATED})
        self.head = self.file.add_format(HEAD)
        self.section = self.file.add_format(SECTION)
        self.body = self.file.add_format(BODY)
        self.percent = self.file.add_format({**BODY, "num_format": "0.0%", "align": "left"})
        self.title = self.file.add_format(TITLE)

    def sheet(self, name: str, widths: Sequence[int]) -> Any:
        sheet = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """One cell: text as text, numbers as numbers, ``{percent: 0.92}`` as a percentage."""
        if isinstance(value, dict):
            sheet.write_number(row, column, value["percent"], self.percent)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.body) if value else sheet.write_blank(
                row, column, None, self.body
            )
        else:
            sheet.write_number(row, column, value, self.body)

    def put_row(self, sheet: Any, row: int, values: Sequence[Any]) -> None:
        for column, value in enumerate(values):
            self.put(sheet, row, column, value)

    def headers(self, sheet: Any, row: int, words: Sequence[str]) -> None:
        for column, word in enumerate(words):
            sheet.write_string(row, column, word, self.head)

    def content(self) -> bytes:
        self.file.close()
        return self.buffer.getvalue()


def cover(book: Book, name: str, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """A cover sheet: a merged title, the vendor's name and contact, instructions."""
    sheet = book.sheet(name, (22, 60))
    sheet.merge_range(0, 0, 1, 1, title, book.title)
    for row, (word, text) in enumerate(lines, start=3):
        sheet.write_string(row, 0, word, book.head)
        sheet.write_string(row, 1, text, book.body)


def questions(group: Group) -> list[Criterion]:
    return list(group.leaves())


def chinese_form(book: Book, criteria: Criteria, vendor: Returned) -> None:
    """Cover, then one sheet: number, question, answer, evidence, remarks; a row per section."""
    cover(book, "封面", "客服外包供应商调查问卷", [
        ("供应商名称", vendor.name), ("联系人", vendor.contact), ("填写日期", "2026年10月28日"),
        ("填写说明", "请在“回答”列填写,并在“证明材料”列注明所附文件。"),
    ])  # fmt: skip
    sheet = book.sheet("调查问卷", (6, 46, 26, 24, 28))
    sheet.merge_range(0, 0, 0, 4, "客服外包供应商调查问卷", book.title)
    book.headers(sheet, 2, ("序号", "问题", "回答", "证明材料", "备注"))
    row, number = 3, 0
    for top in groups(criteria):
        sheet.merge_range(row, 0, row, 4, top.label["zh"], book.section)
        row += 1
        for leaf in questions(top):
            number += 1
            cells = vendor.cells.get(leaf.id, ("", "", ""))
            book.put_row(sheet, row, (number, leaf.question_text["zh"], *cells))
            row += 1


def chinese_two_sheets(book: Book, criteria: Criteria, vendor: Returned) -> None:
    """Two sheets of short labels; the header row is repeated in front of every section."""
    tops = groups(criteria)
    parts = (
        ("一、服务能力", [top for top in tops if top.id != "data_security"]),
        ("二、数据安全", [top for top in tops if top.id == "data_security"]),
    )
    for name, inside in parts:
        sheet = book.sheet(name, (30, 10, 30, 20, 24))
        sheet.merge_range(0, 0, 0, 4, f"供应商能力评估表 {name}", book.title)
        sheet.write_string(1, 0, "公司名称", book.head)
        sheet.write_string(1, 2, vendor.name, book.body)
        row = 3
        for number, top in enumerate(inside, start=1):
            words = f"第{number}部分:{top.label['zh']}"
            sheet.merge_range(row, 0, row, 4, words, book.section)
            book.headers(sheet, row + 1, ("指标", "单位", "填写内容", "附件", "说明"))
            row += 2
            for leaf in questions(top):
                unit = {"s": "秒", "%": "%", "years": "年"}.get(leaf.unit or "", "")
                answer, evidence, remarks = vendor.cells.get(leaf.id, ("", "", ""))
                book.put_row(sheet, row, (leaf.label["zh"], unit, answer, evidence, remarks))
                row += 1
            row += 1


def english_form(book: Book, criteria: Criteria, vendor: Returned) -> None:
    """Cover, then numbered English questions with comments and evidence."""
    cover(book, "Cover", "Request for information: outsourced customer service", [
        ("Company name", vendor.name), ("Contact", vendor.contact), ("Date", "30 October 2026"),
        ("How to fill in", "One answer per row. Name the attachment in the column Evidence."),
    ])  # fmt: skip
    sheet = book.sheet("Questionnaire", (7, 60, 34, 26, 34))
    sheet.merge_range(0, 0, 0, 4, "Vendor questionnaire", book.title)
    book.headers(sheet, 2, ("No.", "Question", "Response", "Evidence", "Comments"))
    row = 3
    for place, top in enumerate(groups(criteria), start=1):
        sheet.write_string(row, 0, f"{place}.", book.section)
        sheet.write_string(row, 1, top.label["en"], book.section)
        row += 1
        for number, leaf in enumerate(questions(top), start=1):
            cells = vendor.cells.get(leaf.id, ("", "", ""))
            text = f"{place}.{number} {leaf.question_text['en']}"
            book.put_row(sheet, row, (f"{place}.{number}", text, *cells))
            row += 1


def chinese_plain(book: Book, criteria: Criteria, vendor: Returned) -> None:
    """One sheet with the name in a cell on top, the section in a merged first column."""
    sheet = book.sheet("Sheet1", (16, 44, 30, 30))
    sheet.merge_range(0, 0, 0, 3, "外包客服供应商信息收集表", book.title)
    sheet.write_string(1, 0, "供应商名称:", book.head)
    sheet.write_string(1, 1, vendor.name, book.body)
    book.headers(sheet, 3, ("类别", "问题", "答复", "备注"))
    row = 4
    for top in groups(criteria):
        leaves = questions(top)
        sheet.merge_range(row, 0, row + len(leaves) - 1, 0, top.label["zh"], book.section)
        for leaf in leaves:
            answer, _, remarks = vendor.cells.get(leaf.id, ("", "", ""))
            for column, value in enumerate((leaf.question_text["zh"], answer, remarks), start=1):
                book.put(sheet, row, column, value)
            row += 1


def bilingual_form(book: Book, criteria: Criteria, vendor: Returned) -> None:
    """Questions in both languages in one cell; the vendor's name on the cover."""
    cover(book, "Cover 封面", "Vendor questionnaire 供应商问卷", [
        ("Vendor 供应商名称", vendor.name), ("Contact 联系人", vendor.contact),
    ])  # fmt: skip
    sheet = book.sheet("Answers 回答", (62, 30, 30))
    book.headers(sheet, 0, ("Question 问题", "Answer 回答", "Remarks 备注"))
    row = 1
    for top in groups(criteria):
        sheet.merge_range(row, 0, row, 2, f"{top.label['en']} {top.label['zh']}", book.section)
        row += 1
        for leaf in questions(top):
            answer, _, remarks = vendor.cells.get(leaf.id, ("", "", ""))
            text = f"{leaf.question_text['en']}\n{leaf.question_text['zh']}"
            book.put_row(sheet, row, (text, answer, remarks))
            row += 1


UNITS = {
    "first_response": "秒", "average_response": "秒", "peak_response": "秒", "log_retention": "月",
    "breach_notice": "小时", "conversion": "%", "reply_3min": "%",
}  # fmt: skip


def wide_table(book: Book, criteria: Criteria, vendors: Sequence[Returned]) -> None:
    """A row per vendor under merged group headings, short labels with units, a note below."""
    asked = [
        (top, [leaf for leaf in questions(top) if any(leaf.id in v.cells for v in vendors)])
        for top in groups(criteria)
    ]
    sheet = book.sheet("供应商汇总", (28, *[14] * sum(len(leaves) for _, leaves in asked)))
    sheet.write_string(0, 0, "客服外包供应商信息汇总表(电话访谈整理)", book.title)
    sheet.write_string(2, 0, "公司名称", book.head)
    column = 1
    for top, leaves in asked:
        if len(leaves) > 1:
            sheet.merge_range(1, column, 1, column + len(leaves) - 1, top.label["zh"], book.section)
        elif leaves:
            sheet.write_string(1, column, top.label["zh"], book.section)
        for leaf in leaves:
            unit = UNITS.get(leaf.id)
            words = f"{leaf.label['zh']}({unit})" if unit else leaf.label["zh"]
            sheet.write_string(2, column, words, book.head)
            for row, vendor in enumerate(vendors, start=3):
                book.put(sheet, row, column, vendor.answer(leaf.id))
            column += 1
    for row, vendor in enumerate(vendors, start=3):
        book.put(sheet, row, 0, vendor.name)
    sheet.write_string(len(vendors) + 4, 0, "注:数据由供应商自报,未经核验。")


Form = Callable[[Book, Criteria, Returned], None]
SINGLE: Mapping[str, tuple[str, Form]] = {
    "yunfan": ("杭州云帆_客服外包问卷_已填.xlsx", chinese_form),
    "hesheng": ("苏州禾声-问卷回复.xlsx", chinese_two_sheets),
    "brightdesk": ("BrightDesk RFI response.xlsx", english_form),
    "jishan": ("极闪云 信息收集表.xlsx", chinese_plain),
    "harbour": ("Harbour Lane questionnaire (final).xlsx", bilingual_form),
}
WIDE = ("三家供应商汇总表.xlsx", ("zhugang", "chusheng", "northgate"))


def groups(criteria: Criteria) -> list[Group]:
    return [top for top in criteria.children if isinstance(top, Group)]


def returned() -> dict[str, Returned]:
    """The answers of every vendor, from the table beside this script."""
    table = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    return {
        key: Returned(
            name=vendor["name"],
            contact=vendor.get("contact", ""),
            cells={id: _cells(cell) for id, cell in vendor["answers"].items()},
        )
        for key, vendor in table.items()
    }


def _cells(written: Any) -> tuple[Any, str, str]:
    if not isinstance(written, list):
        return written, "", ""
    answer, evidence, remarks = (*written, "", "")[:3]
    return answer, evidence, remarks


def workbooks() -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every workbook."""
    criteria = load_criteria(ROOT / "criteria.yaml")
    vendors = returned()
    for key, (file, form) in SINGLE.items():
        book = Book()
        form(book, criteria, vendors[key])
        yield file, book.content()
    book = Book()
    wide_table(book, criteria, [vendors[key] for key in WIDE[1]])
    yield WIDE[0], book.content()


def review(answers: Path) -> bytes:
    """The review workbook of the answers, filled in as sample_review.yaml says."""
    checked = check(load(answers, criteria=ROOT / "criteria.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "review.xlsx"
        write_review(checked, file, lang="en")
        _fill_in(file)
        write_review(checked, file, lang="en")  # the same bytes whatever program filled it in
        return file.read_bytes()


def _fill_in(file: Path) -> None:
    entered = yaml.safe_load(REVIEW.read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(file)
    sheet: Any = book[REVIEW_SHEET]
    for entry in entered["corrections"]:
        _enter(sheet, entry)
    for entry in entered["seen"]:
        _enter(sheet, entry | {"seen": "Yes"})
    sheet = book[JUDGEMENT_SHEET]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for slot, name in enumerate(entered["assessors"], 1):
        sheet.cell(2, columns[f"level_{slot}"]).value = name
    for entry in entered["levels"]:
        cells: dict[str, Any] = {}
        for slot, (level, reason) in enumerate(entry["given"], 1):
            cells |= {f"level_{slot}": level, f"reason_{slot}": reason}
        _enter(sheet, cells | {key: entry[key] for key in ("vendor", "criterion")})
    book.save(file)


def _enter(sheet: Any, entry: Mapping[str, Any]) -> None:
    """Type into the row of a vendor and criterion."""
    columns = {cell.value: cell.column for cell in sheet[1]}
    about = (entry["vendor"], entry["criterion"])
    for row in range(3, sheet.max_row + 1):
        if tuple(sheet.cell(row, columns[k]).value for k in ("vendor", "criterion_id")) == about:
            for key, value in entry.items():
                if key not in {"vendor", "criterion"}:
                    typed = value if isinstance(value, int) else str(value)
                    sheet.cell(row, columns[key]).value = typed
            return
    raise SystemExit(f"no row for {about}")


def criteria_text() -> str:
    """The repository's criteria with the lines on price in force, and the sample's figures."""
    above, _, block = (ROOT / "criteria.yaml").read_text(encoding="utf-8").partition(PRICE)
    lines = [line.removeprefix("#").removeprefix(" ") for line in block.splitlines()]
    start = lines.index("demand:")
    leaf = next(n for n, line in enumerate(lines) if line.startswith("  - id: total_cost"))
    demand, cost = "\n".join(lines[start:leaf]).rstrip(), "\n".join(lines[leaf:]).rstrip()
    cost = re.sub(r"weight: 30 .*", WEIGHT, cost)
    cost = re.sub(r"value: \{.*\}", ANCHORS, cost)
    demand = re.sub(r"per_seat_day: \{[^}]*\}", SEATS, demand)
    return f"{above.rstrip()}\n\n{cost}\n\n{demand}\n"


def offers() -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every offer."""
    written = yaml.safe_load(OFFERS.read_text(encoding="utf-8"))
    demand = parse_criteria(criteria_text()).demand
    assert demand is not None
    for sheet in written["sheets"]:
        offer = _offer(sheet)
        lang = sheet["lang"]
        yield sheet["file"], offer_workbook(demand, lang=lang, vendor=offer.vendor, offer=offer)
    for table in written["tables"]:
        book = Book()
        for name, rows in table["sheets"].items():
            sheet = book.sheet(name, (30, 26, 30, 22))
            for row, values in enumerate(rows):
                book.put_row(sheet, row, values)
        yield table["file"], book.content()


def _offer(sheet: Mapping[str, Any]) -> Offer:
    parts = {"settlement": Settlement, "deposit": Deposit, "trial": Trial}
    stated = {name: kind(**sheet[name]) for name, kind in parts.items() if name in sheet}
    lines = tuple(_line(line) for line in sheet["lines"])
    return Offer(vendor=sheet["vendor"], lines=lines, **stated, **sheet["terms"])


def _line(written: Mapping[str, Any]) -> OfferLine:
    line = dict(written)
    if "covers" in line:
        line["covers"] = Covers(**line["covers"])
    if "tiers" in line:
        line["tiers"] = tuple(Tier(*tier) for tier in line["tiers"])
    return OfferLine(**{**line, "state": LineState(line.get("state", "priced"))})


if __name__ == "__main__":
    case = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sample_data"
    (case / "review.xlsx").unlink(missing_ok=True)  # what is read must not be reviewed already
    for path in write_files(case / "answers", dict(workbooks())):
        print(path.name)
    for path in write_files(case / "offers", dict(offers())):
        print(path.name)
    written = {"review.xlsx": review(case / "answers"), "criteria.yaml": criteria_text().encode()}
    for path in write_files(case, written):
        print(path.name)
