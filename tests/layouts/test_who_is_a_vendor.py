"""Who is a vendor: decided over all files together, from evidence; the unsure are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_by_hand import QUESTIONS, book, codes, found, sheet, texts

from vendor_score.errors import NothingReadError
from vendor_score.findings import Severity
from vendor_score.questionnaire.decide_vendors import LineFacts, judge_line
from vendor_score.questionnaire.naming_signs import is_row_note, order_in_time, sign_of
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.questionnaire.vendors import Line
from vendor_score.records import InvitedVendor, QuestionnaireSettings

FORM = [["Question", "Answer"], ["首响", "18秒"], ["满意度", "95%"]]
OWN = [["Company name", "Acme Ltd"], *FORM]


def read(*books, invited=()):
    return answers_from_workbooks(books, QUESTIONS, QuestionnaireSettings(vendors=tuple(invited)))


def other():
    return book([["公司名称", "乙公司"], *FORM], file="乙.xlsx")


def errors(answers):
    return [finding.code for finding in answers.findings if finding.severity is Severity.ERROR]


BREAKDOWNS = {
    "months": ("Month", "Jan", "Feb"),
    "channels": ("Channel", "Chat", "Voice"),
    "sites": ("Delivery centre", "Porto", "Sofia"),
    "shops by name": ("店铺名称", "青禾旗舰店", "远山专营店"),
    "clients by name": ("Client", "Alder Books", "Birch Toys"),
    "weeks": ("周", "第1周", "第2周"),
    "agents": ("客服昵称", "小安", "小博"),
}


@pytest.mark.parametrize(("head", "one", "two"), BREAKDOWNS.values(), ids=BREAKDOWNS)
def test_a_breakdown_in_a_vendors_book_is_not_used(head, one, two):
    table = sheet(
        [[head, "首响", "满意度"], [one, "5秒", "99%"], [two, "9秒", "98%"]], name="Proof"
    )
    answers = read(book(sheet(OWN), table, file="a.xlsx"), other())
    assert answers.vendors == ("Acme Ltd", "乙公司")
    assert found(answers, "part-figures")
    assert texts(answers)["Acme Ltd"]["first_response"] == "18秒"


@pytest.mark.parametrize(("head", "one", "two"), BREAKDOWNS.values(), ids=BREAKDOWNS)
def test_a_breakdown_alone_is_left_out_with_an_error(head, one, two):
    table = book(
        [[head, "首响", "满意度"], [one, "5秒", "99%"], [two, "9秒", "98%"]], file="t.xlsx"
    )
    answers = read(table, other())
    assert answers.vendors == ("乙公司",)
    assert errors(answers) == ["vendors-unsure"]
    people = head == "客服昵称"
    assert set(answers.unsure) == (set() if people else {one, two})
    (told,) = found(answers, "vendors-unsure")
    assert (one in told.found) is not people  # people's names reach no output
    with pytest.raises(NothingReadError):
        read(table)


PARTS = {
    "years": (("2023", "2024", "2025"), 2),
    "years out of order": (("2025", "2023", "2024"), 0),
    "quarters": (("Q1", "Q2", "Q3"), 2),
    "months": (("1月", "2月", "3月"), 2),
    "statistics": (("最低", "平均", "最高"), 1),
}


@pytest.mark.parametrize(("heads", "read_one"), PARTS.values(), ids=PARTS)
def test_columns_of_one_vendor_are_its_latest_or_average_figure(heads, read_one):
    rows = [["公司名称", "甲公司"], ["指标", *heads], ["首响", "10秒", "20秒", "30秒"]]
    answers = read(book(rows, file="x.xlsx"), other())
    assert answers.vendors == ("甲公司", "乙公司")
    assert texts(answers)["甲公司"]["first_response"] == ["10秒", "20秒", "30秒"][read_one]
    (told,) = found(answers, "columns-of-one-vendor")
    assert told.severity is Severity.WARNING


def test_columns_of_which_none_is_the_answer_are_void_where_they_differ():
    rows = [
        ["公司名称", "甲公司"],
        ["指标", "天猫", "京东"],
        ["首响", "10秒", "20秒"],
        ["满意度", "95%", "95%"],
    ]
    answers = read(book(rows, file="x.xlsx"), other())
    assert answers.vendors == ("甲公司", "乙公司")
    assert "conflicting-answers" in codes(answers)
    assert answers.of("甲公司", "first_response").reading is None
    assert answers.of("甲公司", "satisfaction").reading.low == 95


OWN_COLUMNS = [
    "Target value",
    "SLA target",
    "合格线",
    "预算",
    "行业平均",
    "差距",
    "Weight %",
    "评委1",
]


@pytest.mark.parametrize("name", OWN_COLUMNS)
def test_the_buyers_own_columns_stand_beside_vendors(name):
    rows = [["Question", "Northwind", "Lakeside", name], ["首响", "18秒", "19秒", "1秒"]]
    assert read(book(rows)).vendors == ("Northwind", "Lakeside")


def test_a_word_that_may_be_a_company_is_one_where_something_says_so():
    rows = [["Question", "Northwind", "Lakeside", "Target"], ["首响", "18秒", "19秒", "1秒"]]
    assert read(book(rows)).vendors == ("Northwind", "Lakeside")
    headed = [["Vendor", "Northwind", "Lakeside", "Target"], *rows[1:]]
    assert read(book(headed)).vendors == ("Northwind", "Lakeside", "Target")
    invited = [InvitedVendor(name=name) for name in ("Northwind", "Lakeside", "Target")]
    assert read(book(rows), invited=invited).vendors == ("Northwind", "Lakeside", "Target")


@pytest.mark.parametrize("word", ["May", "Chat", "Current", "English"])
def test_one_word_beside_vendors_that_may_be_one_is_left_out_with_an_error(word):
    rows = [["Question", "Northwind", "Lakeside", word], ["首响", "18秒", "19秒", "1秒"]]
    answers = read(book(rows))
    assert (answers.vendors, errors(answers)) == (("Northwind", "Lakeside"), ["vendor-unsure"])
    assert list(answers.unsure) == [word]


def test_blind_tenders_and_an_own_team_are_ranked():
    rows = [["Question", "A", "B", "Own team"], ["首响", "18秒", "19秒", "20秒"]]
    assert read(book(rows)).vendors == ("A", "B", "Own team")


def test_the_invited_decide_and_are_known_by_all_their_names():
    invited = [
        InvitedVendor(name="海棠客服外包有限公司", short="海棠", aliases=("Haitang",)),
        InvitedVendor(name="Acme Ltd"),
        InvitedVendor(name="Missing GmbH"),
    ]
    rows = [["问题", "海棠", "May", "Stranger"], ["首响", "18秒", "19秒", "1秒"]]
    english = book([["Company name", "haitang"], *FORM[:1], FORM[2]], file="x.xlsx")
    answers = read(book(rows, file="t.xlsx"), english, book(OWN, file="y.xlsx"), invited=invited)
    assert set(answers.vendors) == {"海棠客服外包有限公司", "Acme Ltd"}
    assert texts(answers)["海棠客服外包有限公司"] == {
        "first_response": "18秒",
        "satisfaction": "95%",
    }
    assert [f.found for f in found(answers, "not-returned")] == ["Missing GmbH"]
    assert {f.found for f in found(answers, "stranger")} == {"May", "Stranger"}


def test_a_legal_form_does_not_make_an_invited_vendor_a_stranger():
    invited = [InvitedVendor(name="Acme Ltd"), InvitedVendor(name="乙公司")]
    answers = read(book(FORM, file="ACME.xlsx"), other(), invited=invited)
    assert set(answers.vendors) == {"Acme Ltd", "乙公司"}


@pytest.mark.parametrize("names", [("中文", "English"), ("天猫", "京东"), ("2024", "2025")])
def test_sheets_named_for_parts_belong_to_the_vendor_of_the_file(names):
    one, two = (sheet(FORM, name=name) for name in names)
    assert read(book(one, two, file="Acme 问卷.xlsx"), other()).vendors == ("Acme", "乙公司")


def test_a_short_and_a_legal_name_in_one_row_are_one_vendor():
    rows = [
        ["简称", "供应商全称", "首响"],
        ["海棠", "海棠客服有限公司", "18秒"],
        ["木槿", None, "19秒"],
    ]
    form = book([["公司名称", "海棠"], ["问题", "回答"], ["满意度", "95%"]], file="x.xlsx")
    answers = read(book(rows, file="t.xlsx"), form)
    assert texts(answers) == {
        "海棠客服有限公司": {"first_response": "18秒", "satisfaction": "95%"},
        "木槿": {"first_response": "19秒"},
    }


def test_words_of_companies_are_kept_where_they_alone_tell_two_apart():
    books = (book(FORM, file="Cedar Support.xlsx"), book(FORM, file="Cedar Service.xlsx"))
    assert read(*books).vendors == ("Cedar Support", "Cedar Service")


def test_a_blank_questionnaire_without_a_name_is_nobody():
    blank = book([["Question", "Answer"], ["首响"], ["满意度"]], file="questionnaire v2.xlsx")
    answers = read(blank, other())
    assert answers.vendors == ("乙公司",)
    assert found(answers, "blank-file")


def test_scores_under_names_over_repeated_headings_are_read_and_weights_are_not():
    rows = [
        ["Capability", "Weight", "Northwind", None, "Lakeside", None],
        [None, None, "Answer", "Comments", "Answer", "Comments"],
        ["首响", 40, "18秒", "seen", "19秒", "as written"],
    ]
    answers = read(book(rows))
    assert texts(answers) == {
        "Northwind": {"first_response": "18秒"},
        "Lakeside": {"first_response": "19秒"},
    }
    assert answers.of("Northwind", "first_response").remarks == "seen"


NOTES = [
    "填表人：王某",
    "As of 2026-11-01",
    "Page 1/2",
    "Prepared by A. Buyer",
    "以上均为含税价；仅供参考",
]


@pytest.mark.parametrize("note", NOTES)
def test_lines_below_a_table_are_no_vendors(note):
    rows = [["供应商", "首响"], ["甲公司", "18秒"], ["乙公司", "19秒"], [note]]
    assert read(book(rows)).vendors == ("甲公司", "乙公司")
    merged = book(sheet(rows, merged=((4, 1, 4, 2),)))
    assert read(merged).vendors == ("甲公司", "乙公司")


def test_a_vendor_that_answered_nothing_is_no_note():
    rows = [["供应商", "首响"], ["甲公司", "18秒"], ["Source One Ltd"], ["7-Eleven"]]
    assert read(book(rows)).vendors == ("甲公司", "Source One Ltd", "7-Eleven")


SIGNS = {
    "2025 target": "target", "FY25": "period", "2024年大促": "season", "Judge A": "judge",
    "我司现状": "version", "Unit price": "figure", "Northwind": None, "June Harbour": None,
    "Global Connect": None, "甲云客服": None, "": None, "(only an aside)": None,
}  # fmt: skip


@pytest.mark.parametrize(("name", "sign"), SIGNS.items())
def test_a_sign_is_there_only_where_every_word_is_one(name, sign):
    assert sign_of(name) == sign


def test_the_latest_of_periods_is_known_only_where_all_are_of_one_form():
    assert order_in_time(("Jan 2025", "Dec 2024")) == (1, 0)
    assert order_in_time(("2024", "Q1")) is None
    assert order_in_time(("last year", "this year")) is None
    assert not is_row_note("Key Account Partners")


LINE = Line(file="a", sheet="s", naming="column", at="1", head="KPI", is_headed=False)
WORDS = st.sampled_from(["2024", "Q1", "天猫", "Target", "Average", "Northwind", "甲云客服", "A"])


@given(names=st.lists(WORDS, min_size=1, unique=True).map(tuple), has_own=st.booleans())
def test_a_headed_line_and_an_invited_name_are_always_vendors(names, has_own):
    headed = LineFacts(line=replace(LINE, is_headed=True), names=names, has_own=has_own)
    assert judge_line(headed).vendors == set(names)
    chosen = LineFacts(line=LINE, names=names, invited=frozenset(names[:1]), has_own=has_own)
    assert judge_line(chosen).vendors == set(names[:1])


@given(
    names=st.lists(WORDS, min_size=1, unique=True).map(tuple), owner=st.sampled_from([None, "X"])
)
def test_no_name_with_a_sign_is_a_vendor_by_its_heading_alone(names, owner):
    verdict = judge_line(LineFacts(line=LINE, names=names, owner=owner))
    assert all(sign_of(name) is None for name in verdict.vendors)
    assert verdict.used <= set(names)


BUYERS_ROWS = {
    "limits": ("供应商", ("甲客服", "乙外包"), ("合格线", "预算", "最低")),
    "a ceiling": ("投标人", ("甲客服", "乙外包"), ("最高限价",)),
    "a reserve": ("Bidder", ("Acme", "Bolt"), ("Reserve price", "Pass line")),
    "more than one sign": ("Vendor", ("Acme", "Chat"), ("SLA target 2026", "Threshold")),
    "requirements": ("供应商", ("甲客服", "乙外包"), ("商家要求",)),
    "benchmarks": ("Vendor", ("Acme", "May"), ("Industry benchmark", "Average of all")),
}


@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize(("head", "vendors", "others"), BUYERS_ROWS.values(), ids=BUYERS_ROWS)
def test_a_buyers_limit_is_no_vendor_even_below_a_heading_for_vendors(head, vendors, others, down):
    names = (vendors[0], *others, *vendors[1:])
    figures = [(name, f"{at}秒", f"{at}%") for at, name in enumerate(names, 10)]
    table = [(head, "首响", "满意度"), *figures]
    answers = read(book([list(row) for row in (table if down else zip(*table, strict=True))]))
    assert set(answers.vendors) == set(vendors)
    assert errors(answers) == []


PARTS = [("English", "Deutsch"), ("EMEA", "Americas"), ("方案一", "方案二"), ("V1", "V2"),
         ("双11", "平日"), ("白班", "夜班")]  # fmt: skip


@pytest.mark.parametrize("names", PARTS)
def test_languages_regions_and_options_are_parts_of_one_vendor(names):
    rows = [["Company name", "Acme Ltd"], ["KPI", *names], ["首响", "18秒", "20秒"]]
    answers = read(book(rows), other())
    assert set(answers.vendors) == {"Acme Ltd", "乙公司"}


def test_named_judges_are_no_vendors():
    scores = book([["KPI", "张评委", "欧阳评委"], ["首响", "18秒", "20秒"]], file="打分.xlsx")
    assert read(scores, other()).vendors == ("乙公司",)


def test_a_name_that_begins_with_24_7_keeps_it():
    answers = read(book(FORM, file="24-7 Intouch questionnaire v2.xlsx"), other())
    assert "24-7 Intouch" in answers.vendors


def test_months_under_a_heading_for_vendors_in_a_vendors_own_book_are_left_out():
    trend = sheet(
        [["Vendor", "首响", "满意度"], ["Jan", "5秒", "99%"], ["Feb", "9秒", "98%"]], name="T"
    )
    answers = read(book(sheet(OWN, name="Answers"), trend, file="a.xlsx"), other())
    assert set(answers.vendors) == {"Acme Ltd", "乙公司"}
    assert errors(answers) == ["vendors-unsure"]


CAIQ = {
    "a security questionnaire": ("CSP answer", "Ownership", "Implementation"),
    "other words": ("Status quo", "In charge", "Wording"),
    "in Chinese": ("落实与否", "归口", "做法"),
}


@pytest.mark.parametrize("heads", CAIQ.values(), ids=CAIQ)
def test_the_only_column_that_answers_the_questions_is_the_answer(heads):
    rows = [
        ["Question", *heads],
        ["首响", "18秒", "运营部", "排班表"],
        ["满意度", "95%", "质检组", "抽样"],
    ]
    answers = read(book(rows, file="Acme.xlsx"), book(rows, file="Bolt.xlsx"))
    assert answers.vendors == ("Acme", "Bolt")
    assert texts(answers)["Acme"] == {"first_response": "18秒", "satisfaction": "95%"}
    assert len(found(answers, "columns-of-one-vendor")) == 2


def test_a_vendor_whose_answers_cannot_be_read_stays_a_vendor():
    rows = [
        ["Question", "Acme Ltd", "Bolt GmbH"],
        ["首响", "18秒", "gut"],
        ["满意度", "95%", "prima"],
    ]
    assert read(book(rows)).vendors == ("Acme Ltd", "Bolt GmbH")


def test_a_row_called_target_below_vendor_is_one_where_vendors_follow_or_the_buyer_says_so():
    head = ["Vendor", "首响"]
    amid = [head, ["Acme Ltd", "18秒"], ["Target", "19秒"], ["Bolt", "20秒"], ["Average", "19秒"]]
    assert read(book(amid)).vendors == ("Acme Ltd", "Target", "Bolt")
    last = [head, ["Acme Ltd", "18秒"], ["Bolt", "20秒"], ["Target", "15秒"], ["Note: chat only"]]
    answers = read(book(last))
    assert answers.vendors == ("Acme Ltd", "Bolt")
    assert [finding.found for finding in found(answers, "vendor-unsure")] == ["Target"]
    invited = [InvitedVendor(name=name) for name in ("Acme Ltd", "Bolt", "Target")]
    assert set(read(book(last), invited=invited).vendors) == {"Acme Ltd", "Bolt", "Target"}


def test_two_buyers_words_below_vendor_are_no_vendors():
    head = ["Vendor", "首响"]
    rows = [["Acme Ltd", "18秒"], ["Bolt", "20秒"], ["Average", "19秒"], ["Best", "18秒"]]
    answers = read(book([head, *rows, ["SLA", "15秒"]]))
    assert answers.vendors == ("Acme Ltd", "Bolt")
    assert [f.found for f in found(answers, "vendor-unsure")] == ["Best", "SLA"]
    alone = read(book([head, ["SLA", "15秒"], *rows[:2]]))
    assert alone.vendors == ("SLA", "Acme Ltd", "Bolt")


def test_a_row_made_of_the_others_is_none_from_four_questions_on():
    head = ["Vendor", "首响", "满意度", "从业年限", "案例数", "响应时间"]
    rows = [
        ["Acme Ltd", "18秒", "95%", 8, 12, "30秒"],
        ["Bolt", "20秒", "93%", 6, 20, "34秒"],
    ]
    best = ["Best", "18秒", "95%", 8, 20, "30秒"]
    own = ["Best", "19秒", "96%", 3, 9, "41秒"]
    after = ["Cedar", "21秒", "91%", 5, 11, "35秒"]
    made = read(book([head, *rows, best, after]))
    assert made.vendors == ("Acme Ltd", "Bolt", "Cedar")
    assert not made.unsure
    assert read(book([head, *rows, own, after])).vendors == ("Acme Ltd", "Bolt", "Best", "Cedar")


@pytest.mark.parametrize("name", ["Chat", "11月大促", "Peak season 2025"])
def test_what_is_told_to_be_unsure_is_what_is_tried_as_a_leader(name):
    rows = [["Question", "Northwind", "Lakeside", name], ["首响", "18秒", "19秒", "1秒"]]
    answers = read(book(rows))
    assert [finding.found for finding in found(answers, "vendor-unsure")] == [name]
    assert list(answers.unsure) == [name]


def test_a_letter_over_the_only_answers_is_no_vendor():
    rows = [["Q", "A"], ["首响", "18秒"], ["满意度", "95%"]]
    assert read(book(rows, file="Acme Ltd.xlsx"), other()).vendors == ("Acme Ltd", "乙公司")
    letters = [["Q", "A", "B"], ["首响", "18秒", "19秒"], ["满意度", "95%", "96%"]]
    assert read(book(letters, file="tender.xlsx")).vendors == ("A", "B")


@pytest.mark.parametrize("words", [("Deliverable", "Out of reach"), ("可行", "欠缺")])
def test_columns_ticked_once_a_row_below_one_answer_are_options_in_any_words(words):
    rows = [["问题", "供应商回答", None], [None, *words], ["24小时服务", None, "√"],
            ["数据安全", "√", None], ["首响", "18秒", None]]  # fmt: skip
    answers = read(book(sheet(rows, merged=((1, 2, 1, 3),)), file="Acme Ltd.xlsx"), other())
    assert answers.vendors == ("Acme Ltd", "乙公司")
    assert texts(answers)["Acme Ltd"]["first_response"] == "18秒"


@pytest.mark.parametrize("words", [("Deliverable", "Out of reach"), ("可行", "欠缺")])
def test_columns_ticked_once_a_row_under_no_heading_may_be_options_and_are_left_out(words):
    rows = [["问题", *words], ["首响", None, "√"], ["满意度", "√", None]]
    answers = read(book(rows, file="cmp.xlsx"), other())
    assert answers.vendors == ("乙公司",)
    assert errors(answers) == ["vendors-unsure"]


def test_vendors_who_both_answer_a_question_with_a_tick_are_vendors():
    rows = [["问题", "Northwind", "Lakeside"], ["首响", "√", "√"], ["满意度", "√", None]]
    assert read(book(rows)).vendors == ("Northwind", "Lakeside")
