"""Whole cells: number formats, times, dates, errors, formulas, pictures, several lines."""

import datetime as dt

import pytest

from vendor_score.kinds import KINDS
from vendor_score.questionnaire.answers import read_cell
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.column_doubts import (
    CELLS,
    REASONS,
    WITH_VALUE,
    WITHOUT_VALUE,
    blank_finding,
)
from vendor_score.records import AnswerState, Option, Question
from vendor_score.wording import Label, has


def ask(kind, **more):
    label = more.pop("label", Label(en="question", zh="问题"))
    return Question(id="q", kind=kind, label=label, text=label, **more)


def cell(kind, text, number=None, number_format=None):
    return Cell(
        row=1, column=1, kind=CellKind(kind), text=text, number=number, number_format=number_format
    )


SECONDS = ask("duration", unit="s")
RATE = ask("percent")
LOW_RATE = ask("percent", low_is_good=True)
PRICE = ask("money", unit="CNY", basis="seat/month")
HOURS = ask("number", unit="h/day")

READ = [
    # number formats before values
    (cell("percent", "92%", 0.92), RATE, 92, 92, ""),
    (cell("percent", "92%", 0.9234), RATE, 92.34, 92.34, ""),
    (cell("percent", "0.8%", 0.008), LOW_RATE, 0.8, 0.8, ""),
    (cell("percent", "0.80%", 0.008), RATE, 0.8, 0.8, ""),
    (cell("percent", "100%", 1.0), RATE, 100, 100, ""),
    (cell("number", "0.8", 0.8), LOW_RATE, 0.8, 0.8, "unit_assumed"),
    (cell("number", "0.92", 0.92), RATE, 92, 92, "fraction_as_percent"),
    (cell("number", "≤20秒", 20.0, '"≤"0"秒"'), SECONDS, None, 20, "upper_bound"),
    (cell("number", "20 s", 19.6, '0" s"'), SECONDS, 19.6, 19.6, ""),
    (cell("number", "1.5分", 1.5, '0.0"分"'), SECONDS, 90, 90, ""),
    (cell("number", "1.5分钟", 1.5, '0.0"分钟"'), SECONDS, 90, 90, ""),
    (cell("number", "1,200", 1200.0, "#,##0"), ask("count"), 1200, 1200, ""),
    (cell("number", "1.200", 1.2, "0.000"), ask("number"), 1.2, 1.2, ""),
    (cell("number", "1.2万", 12000.0, '0!.0,"万"'), ask("count"), 12000, 12000, ""),
    (cell("number", "¥4,500.00", 4500.0), PRICE, 4500, 4500, "unit_assumed"),
    (cell("number", "20", 20.0), SECONDS, 20, 20, "unit_assumed"),
    # lengths of time
    (cell("duration", "00:25", 25.0, "mm:ss"), SECONDS, 25, 25, ""),
    (cell("duration", "0:01:30", 90.0, "[h]:mm:ss"), SECONDS, 90, 90, ""),
    (cell("time", "00:00:25", 25.0, "h:mm:ss"), SECONDS, 25, 25, ""),
    (cell("time", "1:30", 5400.0, "h:mm"), ask("duration", unit="h"), 5400, 5400, ""),
    (cell("duration", "16:00", 57600.0, "[h]:mm"), HOURS, 16, 16, ""),
    (cell("duration", "48:00", 172800.0, "[h]:mm"), ask("number", unit="days"), 2, 2, ""),
    # booleans, and several lines
    (cell("boolean", "TRUE"), ask("yes_no"), 1, 1, ""),
    (cell("boolean", "FALSE"), ask("yes_no"), 0, 0, ""),
    (cell("text", "20秒\n(见附件)"), SECONDS, 20, 20, "evidence_claimed"),
    (cell("text", "首响:18秒\n平响:26秒"), SECONDS, 18, 18, "labelled"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "question", "low", "high", "flags"), READ)
def test_is_read(cell, question, low, high, flags):
    read = read_cell(cell, question)
    assert (read.reading.low, read.reading.high) == (low, high)
    assert set(read.reading.flags) == set(flags.split())
    assert read.state is AnswerState.ANSWERED
    assert read.text == read.reading.text == cell.text


LEFT = [
    (cell("time", "0:25", 1500.0, "h:mm"), SECONDS, "excel_time", "unreadable", "excel-time"),
    (cell("time", "0:25", 1500.0, "h:mm"), RATE, "excel_time", "unreadable", "excel-time"),
    (cell("date", "2025-03-05", 45721.0), SECONDS, "excel_date", "unreadable", "excel-date"),
    (cell("date", "2025-03-05"), SECONDS, "excel_date", "unreadable", "excel-date-unclear"),
    (cell("error", "#REF!"), SECONDS, "missing", "blank", "cell-error"),
    (cell("uncalculated", "=B2*2"), SECONDS, "unreadable", "unreadable", "uncalculated-formula"),
    (cell("struck", "18 s"), SECONDS, "missing", "blank", "struck-answer"),
    (cell("picture", '=DISPIMG("ID_1",1)'), SECONDS, "pending", "pending", "picture-answer"),
    (cell("text", "有/无"), ask("yes_no"), "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "是□否□"), ask("yes_no"), "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "例:20秒"), SECONDS, "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "e.g. 20 s"), SECONDS, "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "____秒"), SECONDS, "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "xx%"), RATE, "template_unanswered", "blank", "template-unanswered"),
    (cell("text", "  "), SECONDS, "missing", "blank", "missing-answer"),
    (cell("text", "面议"), ask("money"), "negotiable", "pending", "negotiable-answer"),
    (cell("text", "见附件"), RATE, "evidence_claimed", "pending", "only-evidence"),
    (cell("text", "保密"), RATE, "refused", "refused", "refused-answer"),
    (cell("text", "N/A"), RATE, "not_applicable", "not_applicable", "not-applicable-answer"),
    (cell("text", "行业领先"), RATE, "vague", "unreadable", "vague-answer"),
    (cell("text", "同上"), RATE, "reference", "unreadable", "reference-answer"),
    (cell("text", "提升15%"), RATE, "relative_change", "unreadable", "relative-change"),
    (cell("number", "1", 1.0), RATE, "ambiguous", "unreadable", "ambiguous-answer"),
    (cell("text", "20秒(仅VIP)"), SECONDS, "unreadable", "unreadable", "unreadable-answer"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "question", "flag", "state", "code"), LEFT)
def test_is_left_alone_and_told(cell, question, flag, state, code):
    read = read_cell(cell, question)
    assert not read.reading.has_value
    assert read.reading.flags == (flag,)
    assert read.state == state
    assert [finding.code for finding in read.findings] == [code]
    (finding,) = read.findings
    for lang in ("en", "zh"):
        said = finding.title(lang) + finding.expected(lang) + finding.fix(lang)
        assert said
        assert "{" not in said


@pytest.mark.parametrize(
    ("number", "number_format", "guess"),
    [(45721.0, None, "3-5"), (46095.0, 'm"月"d"日"', "3-14"), (18323.0, "mmm-yy", "3-50")],
)
def test_what_excel_made_a_date_of_is_offered(number, number_format, guess):
    read = read_cell(cell("date", "2025-03-05", number, number_format), SECONDS)
    assert guess in read.findings[0].fix("en")


def test_a_clock_time_is_offered_as_minutes_and_seconds():
    read = read_cell(cell("time", "1:25", 5100.0, "h:mm"), SECONDS)
    assert "85 s" in read.findings[0].fix("en")


@pytest.mark.parametrize(
    ("question", "header", "text", "low", "unit"),
    [
        (ask("duration", unit="s"), "分", "1.5", 90, "s"),
        (ask("duration", unit="min"), None, "1.5", 90, "s"),
        (ask("duration", unit="min"), "秒", "20", 20, "s"),
        (ask("duration", unit="s"), "分", "20秒", 20, "s"),
        (ask("duration", unit="s"), "8-23点", "20", 20, "s"),
        (ask("number", unit="days"), "小时", "48", 2, "days"),
        (ask("number", unit="days"), None, "48小时", 2, "days"),
        (ask("number", unit="months"), None, "半年", 6, "months"),
        (ask("number", unit="months"), None, "1 year", 12, "months"),
        (ask("years"), "月", "18", 1.5, "years"),
        (ask("count", unit="people"), None, "200人", 200, "people"),
    ],
)
def test_the_header_says_the_unit_of_bare_numbers(question, header, text, low, unit):
    read = read_cell(cell("text", text), question, header)
    assert (read.reading.low, read.reading.unit) == (low, unit)


FIRST = Label(en="First response", zh="首次响应")
AVERAGE = Label(en="Average response", zh="平均响应")


@pytest.mark.parametrize(
    ("kind", "label", "text", "low", "high", "flags"),
    [
        ("duration", FIRST, "首响18秒,平响26秒", 18, 18, "labelled"),
        ("duration", AVERAGE, "首响18秒,平响26秒", 26, 26, "labelled"),
        ("duration", AVERAGE, "首响18秒", None, None, "unreadable"),
        (
            "duration",
            Label(en="First response at promotion peak", zh="大促期间首响"),
            "9秒(大促期间15秒)",
            15,
            15,
            "labelled",
        ),
        (
            "score",
            Label(en="DSR service attitude", zh="DSR服务态度"),
            "描述4.9 服务4.7 物流4.8",
            4.7,
            4.7,
            "labelled",
        ),
        (
            "percent",
            Label(en="Uplift after take-over", zh="接手后转化率提升"),
            "提升15%",
            15,
            15,
            "",
        ),
        (
            "percent",
            Label(en="Against industry mean", zh="与同行业相比"),
            "高于同行23%",
            23,
            23,
            "relative_to_industry",
        ),
        (
            "percent",
            Label(en="Against industry mean", zh="与同行业相比"),
            "低于同行5%",
            -5,
            -5,
            "relative_to_industry",
        ),
    ],
)
def test_the_part_that_answers_the_question_is_read(  # noqa: PLR0917
    kind, label, text, low, high, flags
):
    read = read_cell(cell("text", text), ask(kind, label=label))
    assert (read.reading.low, read.reading.high) == (low, high)
    assert set(read.reading.flags) == set(flags.split())


def test_options_are_known_by_every_name():
    options = (
        Option(id="own", label=Label(en="own staff", zh="自有员工"), aliases=("in-house",)),
        Option(id="agency", label=Label(en="agency staff", zh="劳务派遣")),
    )
    question = ask("choice", options=options)
    for text in ("own", "自有员工", "In-house", "Own staff", "☑自有员工 □劳务派遣", "A. 自有员工"):
        assert read_cell(cell("text", text), question).reading.items == ("own",)
    assert read_cell(cell("text", "自有员工或劳务派遣"), question).reading.items == (
        "own",
        "agency",
    )
    assert read_cell(cell("text", "其他"), question).state is AnswerState.UNREADABLE


def test_a_date_is_the_stretch_of_days_that_it_names():
    question = ask("date")
    for text, first, last in [
        ("2016-05-03", (2016, 5, 3), (2016, 5, 3)),
        ("2016年5月", (2016, 5, 1), (2016, 5, 31)),
        ("May 2016", (2016, 5, 1), (2016, 5, 31)),
        ("2016", (2016, 1, 1), (2016, 12, 31)),
        ("25/6/2016", (2016, 6, 25), (2016, 6, 25)),
        ("成立于2016年5月3日", (2016, 5, 3), (2016, 5, 3)),
    ]:
        reading = read_cell(cell("text", text), question).reading
        assert (reading.low, reading.high) == (
            dt.date(*first).toordinal(),
            dt.date(*last).toordinal(),
        )
    assert read_cell(cell("text", "5/6/2016"), question).reading.flags == ("ambiguous",)


def test_every_finding_has_its_wordings():
    codes = {*WITHOUT_VALUE.values(), *WITH_VALUE.values(), *CELLS.values(), "unlisted-items"}
    codes |= {"excel-date-unclear", "excel-time-unclear"}
    for code in codes:
        for part in ("title", "expected", "fix"):
            assert has(f"findings.{code}.{part}")
    assert all(has(f"findings.reason.{reason}") for reason in REASONS)
    assert all(has(f"findings.example.{kind}") for kind in KINDS)


def test_a_question_left_blank_is_a_finding():
    assert blank_finding(SECONDS).title("zh") == "未填写"
