"""A negation denies its own noun: the option beside a remark stays, what is not tied is unread."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_score import parse_answer
from vendor_score.records import Option
from vendor_score.wording import Label

DAY = dt.date(2026, 12, 1)


def options(*rows):
    return [Option(id=id, label=Label(en=en, zh=zh)) for id, en, zh in rows]


SUPPORT = options(
    ("yes", "Supported", "支持"),
    ("part", "Partially supported", "部分支持"),
    ("no", "Not supported", "不支持"),
)
CLAUSES = options(
    ("full", "Compliant", "符合"),
    ("partial", "Partially compliant", "部分符合"),
    ("non", "Non-compliant", "不符合"),
)
SEATS = options(
    ("own", "Dedicated seats", "专属坐席"),
    ("mix", "Mixed", "混合"),
    ("shared", "Shared seats", "共享坐席"),
)
CERTIFICATES = options(
    ("iso", "ISO27001", "ISO27001"), ("soc", "SOC2", "SOC2"), ("pci", "PCI DSS", "PCI DSS")
)
SHOPS = options(("tmall", "Tmall", "天猫"), ("douyin", "Douyin", "抖音"), ("jd", "JD", "京东"))


def verdict(text, **asked):
    reading = parse_answer(text, "yes_no", reference_date=DAY, **asked)
    if not reading.has_value:
        return "unread"
    return {(1, 1): "yes", (0, 0): "no"}.get((reading.low, reading.high), "part")


@pytest.mark.parametrize(
    "text",
    [
        "无保留",
        "没有保留意见",
        "No reservations",
        "No concerns",
        "No qualifications",
        "无偏离",
        "无负偏离",
        "No deviation",
        "No deviations",
        "无异议",
        "没有任何异议",
        "不反对",
        "We do not object",
        "Without a doubt",
        "No reservations - we comply",
        "毫无疑问",
        "没问题",
    ],
)
def test_to_deny_an_objection_is_to_agree(text):
    assert verdict(text) == "yes"


def test_an_objection_that_the_question_asks_about_can_be_denied():
    assert verdict("无偏离", about=["对合同条款是否有偏离？"]) == "no"
    assert verdict("No deviations", about=["Any deviations from our terms?"]) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "Yes, without extra cost",
        "Yes at no extra cost",
        "Yes, no additional charge",
        "Yes; no charge",
        "是，不另收费",
        "支持，无额外费用",
        "是，无任何限制",
        "Yes, without any limitation",
        "Yes; never had an incident",
        "有（从未发生泄露）",
        "是（无例外）",
        "Yes, none excluded",
        "Accepted without reservation",
        "无条件支持",
        "Yes (not expired)",
    ],
)
def test_a_harmless_denial_beside_a_yes_changes_nothing(text):
    assert verdict(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "No response",
        "No reply",
        "No selection",
        "Not answered",
        "Not provided",
        "Not available",
        "No record",
        "no input",
        "Nothing entered",
        "not filled in",
        "not stated",
        "skipped",
        "Question skipped",
        "未作答",
        "未回答",
        "未回复",
        "未提供",
        "没填",
        "没统计",
        "没有统计过",
        "没有记录",
        "尚未统计",
        "暂未填写",
        "未选择",
        "未说明",
        "跳过",
        "（跳过）",
        "No comment",
    ],
)
@pytest.mark.parametrize("kind", ["yes_no", "count", "percent", "list"])
def test_to_deny_an_answer_is_to_give_none(text, kind):
    reading = parse_answer(text, kind)
    assert not reading.has_value
    assert {"missing", "refused"} & set(reading.flags)


@pytest.mark.parametrize(
    "text",
    [
        "Yes, except on holidays",
        "是（节假日除外）",
        "Yes, with the exception of Sundays",
        "Yes apart from public holidays",
        "Yes - excl. public holidays",
        "Yes, other than voice",
        "Yes (voice excluded)",
        "Accepted with reservations",
        "Yes, but not drilled",
        "有，但未演练",
        "支持，但春节期间不支持",
        "No (but WFH allowed 2 days)",
        "否，试用期除外",
        "No, except for night shift",
        "Yes, in one of two sites",
        "是（试点）",
    ],
)
def test_what_takes_a_part_back_makes_it_partial(text):
    assert verdict(text) == "part"


def test_a_limit_of_a_penalty_is_a_condition_and_no_denial():
    for text in ("可签，违约金上限10万", "可以签，违约金不超过10万"):
        assert verdict(text) == "yes"
    assert "conditional" in parse_answer("可签，违约金上限10万", "yes_no").flags


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("no drill", "NDA signed"),
        ("无夜班", "是否签署保密协议"),
        ("Never refused", "NDA signed"),
        ("从未拒绝", "是否签署保密协议"),
        ("Yes, no lunch", "NDA signed"),
        ("No change required", "NDA"),
    ],
)
def test_a_denial_of_something_else_is_not_read(text, about):
    assert verdict(text, about=[about]) == "unread"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("不转包", "是否转包"),
        ("We never sub-contract", "Do you sub-contract?"),
        ("无书面预案", "应急预案"),
        ("No written policy in place", "Incident policy"),
        ("No, all in-house", "Sub-contracting"),
        ("没有", "应急预案"),
        ("No complaints", "Any complaints?"),
        ("尚未建立制度", "权限管理"),
    ],
)
def test_a_denial_of_what_is_asked_is_a_no(text, about):
    assert verdict(text, about=[about]) == "no"


@pytest.mark.parametrize(
    "text", ["Yes, until 30 June 2026", "Yes (valid through March 2026)", "yes, exp. 06/2026"]
)
def test_a_day_of_expiry_may_be_written_in_words(text):
    assert verdict(text) == "unread"
    assert verdict(text.replace("2026", "2027")) == "yes"


@pytest.mark.parametrize(
    ("asked", "text", "right"),
    [
        (SUPPORT, "Supported without extra cost", "yes"),
        (SUPPORT, "支持，不另收费", "yes"),
        (SUPPORT, "Supported (not billed separately)", "yes"),
        (SUPPORT, "无条件支持", "yes"),
        (SUPPORT, "Supported with no limits", "yes"),
        (SUPPORT, "Supported except on Sundays", "yes"),
        (SUPPORT, "支持（不含语音）", "yes"),
        (SUPPORT, "完全支持，无例外", "yes"),
        (SUPPORT, "Not supported", "no"),
        (SUPPORT, "暂不支持", "no"),
        (SUPPORT, "We do not support", None),
        (SUPPORT, "不支持（无计划）", "no"),
        (SUPPORT, "Not fully supported", "part"),
        (SUPPORT, "不完全支持", "part"),
        (SUPPORT, "部分支持，不含电话", "part"),
        (SUPPORT, "不支持语音，支持文字", None),
        (SUPPORT, "支持吗？", None),
        (CLAUSES, "Compliant, no deviation", "full"),
        (CLAUSES, "符合，无偏离", "full"),
        (CLAUSES, "Not compliant", "non"),
        (CLAUSES, "不完全符合", "partial"),
        (CLAUSES, "No non-compliance", None),
        (CLAUSES, "符合（第5条除外）", "full"),
        (SEATS, "专属坐席，不共享", "own"),
        (SEATS, "Dedicated seats (no overtime)", "own"),
        (SEATS, "专属坐席（无夜班）", "own"),
        (SEATS, "非专属坐席", None),
    ],
)
def test_a_negation_chooses_only_at_the_option(asked, text, right):
    assert parse_answer(text, "choice", options=asked).items == (
        None if right is None else (right,)
    )


REMARKS = [
    "no exceptions",
    "无例外",
    "not billed separately",
    "不含语音",
    "except Sundays",
    "无夜班",
    "without overtime",
    "never refused",
    "no penalty",
    "不加价",
    "not in Manila",
    "没有限制",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_in_brackets_never_changes_the_option(remark):
    for asked in (SUPPORT, CLAUSES, SEATS):
        for option in asked:
            for name in option.label.values():
                items = parse_answer(f"{name} ({remark})", "choice", options=asked).items
                assert items in {None, (option.id,)}, name


@pytest.mark.parametrize(
    ("asked", "text", "right"),
    [
        (CERTIFICATES, "ISO 27001 (no exceptions), SOC 2", "iso soc"),
        (CERTIFICATES, "ISO 27001 without findings; SOC 2", "iso soc"),
        (CERTIFICATES, "ISO27001（无不符合项）/SOC2（无保留意见）", "iso soc"),
        (CERTIFICATES, "ISO27001 (not expired)", "iso"),
        (CERTIFICATES, "ISO27001（不含分公司）", "iso"),
        (CERTIFICATES, "ISO27001:有 SOC2:无", "iso"),
        (CERTIFICATES, "ISO27001 Y, SOC2 N", "iso"),
        (CERTIFICATES, "ISO27001=Y SOC2=N", "iso"),
        (CERTIFICATES, "有ISO27001 无SOC2", "iso"),
        (CERTIFICATES, "ISO27001 已取得 SOC2 未取得", "iso"),
        (CERTIFICATES, "ISO27001 valid SOC2 expired", "iso"),
        (CERTIFICATES, "ISO27001 certified SOC2 planned", "iso"),
        (CERTIFICATES, "SOC 2 in progress", ""),
        (CERTIFICATES, "neither ISO27001 nor SOC2", ""),
        (CERTIFICATES, "ISO 27001 (lapsed), SOC 2", "soc"),
        (CERTIFICATES, "ISO27001 without SOC2", "iso"),
        (CERTIFICATES, "ISO27001 (xyz not known)", None),
        (SHOPS, "天猫:有 抖音:无", "tmall"),
        (SHOPS, "天猫 有 抖音 无 京东 有", "tmall jd"),
        (SHOPS, "天猫（5年，从未被投诉）", "tmall"),
        (SHOPS, "Tmall (no complaints), Douyin", "tmall douyin"),
        (SHOPS, "天猫5年 京东无", "tmall"),
        (SHOPS, "天猫：3家；抖音：0", "tmall"),
        (SHOPS, "we do not serve Douyin shops", ""),
    ],
)
def test_a_remark_or_mark_belongs_to_its_item(asked, text, right):
    items = parse_answer(text, "list", options=asked, reference_date=DAY).items
    assert items == (None if right is None else tuple(right.split()))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("没有ISO27001和SOC2", ""),
        ("none of ISO27001 or SOC2", ""),
        ("no ISO27001 or SOC2 but PCI DSS", "pci"),
        ("no ISO27001, SOC2", None),
        ("无ISO27001，有SOC2", "soc"),
        ("ISO27001 held / SOC2 pending", "iso"),
        ("ISO27001 yes; SOC2 not applicable", "iso"),
        ("ISO27001 valid until 2026-06", ""),
        ("ISO27001 exp 2027-03, SOC2 exp 2025-01", "iso"),
        ("Only ISO27001, no SOC2", "iso"),
    ],
)
def test_a_denial_holds_for_all_that_it_is_joined_to(text, right):
    items = parse_answer(text, "list", options=CERTIFICATES, reference_date=DAY).items
    assert items == (None if right is None else tuple(right.split()))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Yes, from 2027", "no"),
        ("有，2027年起", "no"),
        ("Yes, starting March 2026", "yes"),
        ("Yes, from 2026", "yes"),
        ("No misgivings", "yes"),
        ("无实质性偏离", "yes"),
        ("Yes; weekends excepted", "part"),
        ("未发表意见", "unread"),
        ("no feedback received", "unread"),
    ],
)
def test_what_begins_later_is_only_planned(text, right):
    assert verdict(text) == right
