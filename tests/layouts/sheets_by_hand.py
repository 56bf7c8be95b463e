"""Sheets, workbooks and questions built by hand for the tests of layouts."""

from __future__ import annotations

from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, SheetState, Workbook
from vendor_score.records import Question
from vendor_score.wording import Label


def sheet(rows, name="Sheet1", *, hidden=False, hidden_rows=(), hidden_columns=(), merged=()):
    """A sheet from rows of values; None and "" are empty cells. ``merged``: (t, l, b, r)."""
    cells = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            cells[row, column] = cell(row, column, value)
    return Sheet(
        name=name,
        cells=cells,
        state=SheetState.HIDDEN if hidden else SheetState.VISIBLE,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        merged=tuple(merged),
    )


def cell(row, column, value):
    if isinstance(value, Cell):
        return value
    if isinstance(value, int | float):
        return Cell(row=row, column=column, kind=CellKind.NUMBER, text=f"{value:g}", number=value)
    return Cell(row=row, column=column, kind=CellKind.TEXT, text=value)


def book(*sheets, file="Acme.xlsx"):
    made = tuple(s if isinstance(s, Sheet) else sheet(s) for s in sheets)
    return Workbook(file=file, sha256="0" * 64, sheets=made)


def question(id, kind, en, zh, *aliases, label=None, **more):
    label = label or Label(en=en.rstrip("?"), zh=zh.rstrip("?"))
    text = Label(en=en, zh=zh)
    return Question(id=id, kind=kind, label=label, text=text, aliases=aliases, **more)


QUESTIONS = (
    question(
        "years", "years", "Years in customer-service outsourcing?", "从事客服外包年限?",
        "行业经验", "从业年限", "经验年限", "服务年限", "years of experience",
    ),
    question("cases", "count", "Documented cases in the last 3 years?", "近三年案例数量?",
             "成功案例", "案例数", "合作案例", "case studies"),
    question(
        "first_response", "duration", "First response time, chat?", "首次响应时间?",
        "首次响应", "首响", "首响时长", "平均首响", "first response", "FRT",
        label=Label(en="First response time", zh="首次响应时间"), unit="s",
    ),
    question(
        "average_response", "duration", "Average response time, chat?", "平均响应时间?",
        "平均响应", "平响", "旺旺响应", "avg response", "ART",
        label=Label(en="Average response time", zh="平均响应时间"), unit="s",
    ),
    question("peak_response", "duration", "First response at promotion peak?", "大促期间首响?",
             "大促响应", "峰值响应", "peak response", unit="s"),
    question("reply_3min", "percent", "3-minute human reply rate?", "3分钟人工回复率?",
             "3分钟回复率", "三分钟回复率", "3-min reply"),
    question("answer_30s", "percent", "First-30-second answer rate?", "30秒应答率?",
             "30s应答率", "应答率", "30-sec rate"),
    question("conversion", "percent", "Inquiry-to-paid conversion?", "询单转化率?",
             "咨询转化率", "转化率", "conversion", "inquiry conversion"),
    question("satisfaction", "percent", "Customer satisfaction?", "客户满意度?",
             "满意度", "满意率", "旺旺满意度", "CSAT"),
    question("dissatisfaction", "percent", "Dissatisfaction rate (Feige)?", "飞鸽不满意率?",
             "不满意率", "IM不满意率", "dissatisfaction", low_is_good=True),
    question("nda", "yes_no", "Sign our NDA before data is shared?", "是否签保密协议?",
             "保密协议", "NDA"),
    question("attrition", "percent", "Yearly attrition?", "人员流失率?",
             "流失率", "离职率", "attrition", low_is_good=True),
)  # fmt: skip


def texts(answers):
    """The verbatim answers by vendor and criterion; a blank is an empty text."""
    return {
        vendor: {id: answer.text for id, answer in given.items()}
        for vendor, given in answers.given.items()
    }


def codes(answers, severity=None):
    """The codes of the findings, without those about what was not asked or left blank."""
    quiet = {"not-asked", "criterion-not-asked", "missing-answer"}
    return [
        finding.code
        for finding in answers.findings
        if finding.code not in quiet and severity in (None, finding.severity)
    ]


def found(answers, code):
    return [finding for finding in answers.findings if finding.code == code]
