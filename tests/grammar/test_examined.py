"""Answers to the shipped kinds of question as vendors write them, read by hand first."""

import datetime as dt

import pytest

from vendor_score.grammar import words, yes_no
from vendor_score.grammar import words as non_answers
from vendor_score.grammar import words as stopwords
from vendor_score.grammar import words as unit_words
from vendor_score.grammar.numerals import clean
from vendor_score.kinds.readings import parse_answer, state_of

ASKED = {
    "nda": {"kind": "yes_no"},
    "first response": {"kind": "duration", "about": ["首次响应时间", "First response"]},
    "conversion": {"kind": "percent", "about": ["询单转化率", "Inquiry conversion"]},
    "uplift": {"kind": "percent", "about": ["接手后转化率提升多少", "Conversion uplift"]},
    "attrition": {"kind": "percent", "low_is_good": True, "about": ["年人员流失率"]},
    "promotions": {"kind": "count", "about": ["近三年大促保障次数"]},
    "staff": {"kind": "count", "about": ["客服人数"]},
    "span": {"kind": "count", "about": ["管理幅度"]},
    "years": {"kind": "years", "about": ["从业年限"]},
    "hours": {"kind": "number", "unit": "h/day", "about": ["在线时长"]},
    "notice": {"kind": "duration", "unit": "days", "about": ["解约通知期"]},
    "price": {"kind": "money", "unit": "CNY", "basis": "seat/month"},
}
DAY = 86_400
READ = [
    ("nda", "否 / No", 0, 0, ""),
    ("nda", "No / 否", 0, 0, ""),
    ("nda", "否 No", 0, 0, ""),
    ("nda", "not a problem", 1, 1, ""),
    ("nda", "没意见", 1, 1, ""),
    ("nda", "we can't", 0, 0, ""),
    ("nda", "是，无例外", 1, 1, ""),
    ("nda", "部分覆盖", 0, 1, "partial"),
    ("first response", "≤ 20 秒（工作日）", None, 20, "upper_bound conditional"),
    ("first response", "工作日20秒,周末40秒", 20, 40, "multi_value conditional"),
    ("first response", "平日20秒,大促40秒", 20, 20, "conditional"),
    ("first response", "平均20秒，最长40秒", 20, 20, "labelled"),
    ("first response", "20妙", 20, 20, "typo"),
    ("first response", "20秒（估计）", 20, 20, "approx"),
    ("first response", "40秒→20秒", 20, 20, "relative_change"),
    ("conversion", "30%→45%", 45, 45, "relative_change"),
    ("conversion", "由30%提升到45%", 45, 45, "relative_change"),
    ("conversion", "不低於45%", 45, None, "lower_bound"),
    ("conversion", "平均45%，最高60%", 45, 45, "labelled"),
    ("conversion", "五分之二", 40, 40, ""),
    ("conversion", "近半", 50, 50, "approx"),
    ("uplift", "下降3%", -3, -3, ""),
    ("uplift", "提升120%", 120, 120, ""),
    ("attrition", "3%/月", 36, 36, "rescaled"),
    ("attrition", "月流失率2%-3%", 24, 36, "rescaled range"),
    ("attrition", "3% monthly, 36% annually", 36, 36, "period"),
    ("attrition", "30%/年", 30, 30, "period"),
    ("staff", "500人，其中客服200人", 200, 200, "labelled"),
    ("staff", "总人数500人，其中客服200人", 200, 200, "labelled"),
    ("span", "1名组长带15人", 15, 15, ""),
    ("span", "每15人一名组长", 15, 15, ""),
    ("years", "2016-03-15成立", 2016, 2016, "founding_year"),
    ("years", "since March 2016", 2016, 2016, "founding_year"),
    ("hours", "全天", 24, 24, ""),
    ("hours", "8:00-17:00, 12:00-21:00", 13, 13, ""),
    ("hours", "早班8:00-16:00，晚班16:00-24:00", 16, 16, ""),
    ("hours", "周一至周五9:00-18:00", 9, 9, "conditional"),
    ("notice", "30 days' written notice", 30 * DAY, 30 * DAY, ""),
    ("price", "4500元/人/月（含6%税）", 4500, 4500, "tax_included"),
]
LEFT = [
    ("nda", "可协商", "pending"),
    ("nda", "negotiable", "pending"),
    ("nda", "视情况", "unreadable"),
    ("nda", "有待商榷", "unreadable"),
    ("nda", "保密协议", "unreadable"),
    ("nda", "全部自有员工", "unreadable"),
    ("first response", "20，30秒", "unreadable"),
    ("first response", "（ ）秒", "blank"),
    ("conversion", "105%", "unreadable"),
    ("conversion", "-3%", "unreadable"),
    ("conversion", "40%（淡季）-50%（旺季）", "unreadable"),
    ("uplift", "从30%提升到45%", "unreadable"),
    ("uplift", "30%→45%", "unreadable"),
    ("promotions", "每年2次", "unreadable"),
    ("years", "16年成立", "unreadable"),
    ("hours", "8-24", "unreadable"),
    ("hours", "全年无休", "unreadable"),
]
LISTS = [
    ("ISO27001: 是; 等保三级: 否", ("ISO27001",)),
    ("ISO27001 √ 等保三级 ×", ("ISO27001",)),
    ("符合ISO27001标准", None),
    ("ISO27001 compliant", None),
    ("PCI DSS compliant", ("PCI_DSS",)),
    ("集团持有ISO27001，本公司有等保三级", ("MLPS3",)),
    ("ISO27001（2027年5月到期）", ("ISO27001",)),
    ("ISO27001（有效期2017.1-2020.1）", ()),
    ("等保2.0三级", ("MLPS3",)),
    ("GB/T 22080", ("ISO27001",)),
    ("中/英/日/韩", ("zh", "en", "ja", "ko")),
]
DEPOSIT = ["无", "定金", "押金"]


@pytest.mark.parametrize(("asked", "text", "low", "high", "flags"), READ)
def test_is_read_as_a_careful_buyer_would(asked, text, low, high, flags):
    reading = parse_answer(text, **ASKED[asked])
    assert (reading.low, reading.high, set(reading.flags)) == (low, high, set(flags.split()))


@pytest.mark.parametrize(("asked", "text", "state"), LEFT)
def test_is_not_guessed(asked, text, state):
    reading = parse_answer(text, **ASKED[asked])
    assert not reading.has_value
    assert state_of(reading) == state


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_only_what_the_vendor_holds_counts(text, items):
    reading = parse_answer(text, "list", reference_date=dt.date(2026, 1, 1))
    assert reading.items == items


@pytest.mark.parametrize(
    ("text", "items"),
    [("免押金", ("无",)), ("无押金", ("无",)), ("无/定金/押金", None), ("可协商", None)],
)
def test_a_choice_is_not_what_it_denies(text, items):
    assert parse_answer(text, "choice", options=DEPOSIT).items == items


def test_every_phrase_is_written_as_clean_leaves_it():
    tables = {
        "units": [p for row in unit_words.TIMES.values() for p in row],
        "fillers": stopwords.STOPWORDS,
        "phrases": [p for row in words.PHRASES.values() for p in row],
        "metrics": [p for row in words.METRICS.values() for p in row],
        "anywhere": [p for row in non_answers.ANYWHERE.values() for p in row],
        "yes and no": yes_no.KNOWN,
    }
    lost = {name: [p for p in table if clean(p) != p.strip()] for name, table in tables.items()}
    assert not any(lost.values()), lost
