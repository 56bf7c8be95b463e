"""Which question a heading asks: literally, nearly, or none - never one of another meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets_by_hand import QUESTIONS, question

from vendor_score.library import load
from vendor_score.questionnaire.questions import (
    NEAR_THRESHOLD,
    QuestionMatcher,
    normalize_heading,
    strip_numbering,
)

MATCHER = QuestionMatcher(QUESTIONS)

LITERAL = {
    "1. 首次响应时间(秒)": "first_response",
    "（1）首次响应": "first_response",
    "①首响": "first_response",
    "Q3: First response time?": "first_response",
    "Q3 First response time, chat?": "first_response",
    "RSP-01 首次响应": "first_response",
    "第3题:首响": "first_response",
    "一、首响": "first_response",
    "1.2.3 首响": "first_response",
    "3 首响": "first_response",
    "*首响:": "first_response",
    "ＦＩＲＳＴ　ＲＥＳＰＯＮＳＥ": "first_response",
    "First response time in seconds": "first_response",
    "首次响应时间/秒": "first_response",
    "What is your first response time?": "first_response",
    "请填写首次响应时间": "first_response",
    "請問首次響應時間": "first_response",
    "首次响应时间是多少秒": "first_response",
    "首次响应时间(在线)": "first_response",
    "首次响应时间\n(不含机器人)": "first_response",
    "first_response": "first_response",
    "First Response": "first_response",
    "平均首响": "first_response",
    "平均响应": "average_response",
    "3分钟人工回复率(8-23点)": "reply_3min",
    "三分钟回复率": "reply_3min",
    "3-minute human reply rate": "reply_3min",
    "30秒应答率": "answer_30s",
    "询单转化率(近30天)": "conversion",
    "满意度(%)": "satisfaction",
    "不满意率": "dissatisfaction",
    "客户满意度 / Customer satisfaction": "satisfaction",
    "Customer satisfaction\n客户满意度?": "satisfaction",
}
NEAR = {
    "First reponse time": "first_response",
    "首次响应时长": "first_response",
    "首响时间": "first_response",
    "贵司在线客服首次响应时间": None,
    "大促首响": "peak_response",
    "大促期间首次响应时间": "peak_response",
    "Conversion rate": "conversion",
    "Customer satisfation": "satisfaction",
    "近3年案例数量": "cases",
    "three-minute human reply rate": "reply_3min",
    "3-minute reply rate": "reply_3min",
    "Dissatisfaction rates": "dissatisfaction",
}
NONE = [
    "首次响应(大促)",
    "首次响应时间(电话)",
    "电话首响",
    "邮件首次响应时间",
    "未满意率",
    "客户不满意度",
    "unsatisfied customers",
    "3分钟应答率",
    "30秒回复率",
    "应答率(3分钟)",
    "5分钟回复率",
    "2-minute human reply rate",
    "Average first response",
    "Response time",
    "Response rate",
    "退单转化率",
    "转化率提升",
    "Conversion uplift",
    "客户流失率",
    "客户流失情况",
    "违约率",
    "续约率",
    "QA rate",
    "请说明贵司为提高满意度采取的措施",
    "Currency conversion fee",
    "Staff retention",
    "非询单转化率",
    "未签保密协议",
    "non-disclosure breaches",
    "夜间平均响应时间",
]


@pytest.mark.parametrize(("text", "id"), LITERAL.items())
def test_same_question_in_other_dress(text, id):
    match = MATCHER.find(text)
    assert match is not None
    assert match.ids == (id,)
    assert match.how in {"exact", "id"}


@pytest.mark.parametrize(("text", "id"), NEAR.items())
def test_near_match(text, id):
    match = MATCHER.find(text)
    assert (match.ids if match else None) == ((id,) if id else None)
    if match:
        assert match.how == "near"


@pytest.mark.parametrize("text", NONE)
def test_another_question_is_not_matched(text):
    assert MATCHER.find(text) is None


def test_longest_name_inside_a_heading_counts():
    rates = QuestionMatcher(
        [
            question("rate", "percent", "Resolution?", "解决率"),
            question("first", "percent", "First contact?", "首次解决率"),
        ]
    )
    assert rates.find("本司首次解决率").ids == ("first",)


def test_two_names_in_one_heading_are_ambiguous():
    match = MATCHER.find("满意度及转化率")
    assert match is None or match.is_ambiguous
    assert MATCHER.find("首次响应 / 平均响应").is_ambiguous


def test_alias_of_two_questions_is_ambiguous():
    both = QuestionMatcher(
        [
            question("a", "percent", "One?", "甲?", "通过率"),
            question("b", "percent", "Two?", "乙?", "通过率"),
        ]
    )
    assert both.find("通过率").ids == ("a", "b")


def test_mapping_of_the_settings_goes_first():
    matcher = QuestionMatcher(
        QUESTIONS, {"How quick?": "first_response", "首响": "average_response"}
    )
    assert matcher.find("1) HOW QUICK").id == "first_response"
    assert matcher.find("首响").id == "average_response"


UNITS = {
    "首响(秒)": "秒",
    "首响(s)": "s",
    "首响【分钟】": "分钟",
    "Satisfaction (%)": "%",
    "DSR(5分制)": "5分制",
    "Quality (score out of 10)": "score out of 10",
    "Cost ($/unit) (C1)": "$/unit",
    "报价(元/人/月)": "元/人/月",
    "首响(8-23点)": None,
    "满意度(飞鸽)": None,
    "响应时间,单位:秒": "秒",
    "时长/小时": "小时",
    "Response time [min]": "min",
}


@pytest.mark.parametrize(("text", "unit"), UNITS.items())
def test_bracketed_unit(text, unit):
    assert normalize_heading(text).unit == unit


KEPT = [
    "3分钟回复率",
    "30秒应答率",
    "24 hours online",
    "3-minute reply rate",
    "一次解决率",
    "7x24 service",
    "618 大促",
    "5",
]


@pytest.mark.parametrize("text", KEPT)
def test_numbers_that_belong_to_the_question_stay(text):
    assert strip_numbering(text) == text


def test_long_questions_are_matched_literally():
    long = "请描述贵司的数据安全管理制度" * 60
    matcher = QuestionMatcher([question("policy", "text", "Policy?", long)])
    assert matcher.find(f"1. {long}").ids == ("policy",)
    assert matcher.find("请描述别的" * 500) is None


def test_threshold_is_stated():
    assert 0.8 < NEAR_THRESHOLD < 1


@pytest.mark.parametrize(
    "text",
    [
        "Vendor,A,B\nAlder,20 s,30 s\nBirch,10 s,15 s\n",
        "Question,Alder,Birch\nA,20 s,10 s\nB,30 s,15 s\n",
    ],
)
def test_a_question_whose_name_is_one_letter_is_known_by_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    leaf = {"weight": 1, "answer": "duration", "unit": "s", "value": {"worst": 60, "best": 10}}
    criteria = {
        "title": "Shortlist",
        "criteria": [{"id": "first", "label": "A", **leaf}, {"id": "second", "label": "B", **leaf}],
    }
    given = load(tmp_path, criteria=criteria).answers.given
    assert {v: [a.text for a in of.values()] for v, of in given.items()} == {
        "Alder": ["20 s", "30 s"],
        "Birch": ["10 s", "15 s"],
    }
