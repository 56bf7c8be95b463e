"""Promises against drafts: wordings of bounds, exceptions, vague words, two figures."""

from __future__ import annotations

from pathlib import Path

import pytest

import vendor_score
from vendor_score.contract import draft_of_text, rank_bound, review_contracts
from vendor_score.contract.promises import compare_promise
from vendor_score.contract.records import Promise
from vendor_score.criteria.load import shipped_criteria
from vendor_score.decision import Decision
from vendor_score.kinds.readings import read_text
from vendor_score.records import Answer, AnswerState

LEAVES = {leaf.id: leaf for leaf in shipped_criteria().leaves()}
NAMES = {
    id: tuple(n.casefold() for n in (*leaf.label.values(), *leaf.aliases))
    for id, leaf in LEAVES.items()
}
SAMPLE = Path(__file__).parents[2] / "sample_data"


def compared(id: str, promised: str, draft: str) -> Promise:
    leaf = LEAVES[id]
    reading = read_text(promised, leaf.question())
    answer = Answer(criterion=id, text=promised, state=AnswerState.ANSWERED, reading=reading)
    return compare_promise(leaf, answer, draft_of_text(draft), NAMES)


@pytest.mark.parametrize(
    ("id", "promised", "draft", "verdict"),
    [
        ("first_response", "18秒", "首次响应不超过60秒,平均响应不超过25秒", "weaker"),
        ("first_response", "20秒", "乙方应在20秒内首次响应", "same"),
        ("first_response", "20秒", "乙方应在二十秒以内首次响应", "same"),
        ("first_response", "20秒", "首响原则上不超过20秒", "vague in the contract"),
        ("first_response", "20秒", "首次响应时间≤20秒(大促期间除外)", "same, with exception"),
        ("first_response", "30秒", "首次响应 | 20秒以内", "better"),
        ("first_response", "20秒", "节假日首响60秒,平时首响20秒", "two figures"),
        ("first_response", "20秒", "甲方在10个工作日内付款", "not in the contract"),
        ("first_response", "20 s", "The first response shall not exceed 20 seconds.", "same"),
        ("first_response", "20 s", "First response 20 s except holidays.", "same, with exception"),
        ("average_response", "30 s", "First response 20 s, average response up to 40 s", "weaker"),
        ("satisfaction", "92%", "客户满意度应不低于百分之九十", "weaker"),
        ("satisfaction", "4.8分", "满意度不低于90%", "other definition"),
        ("seat_price", "5000元/人/月", "服务费：专属坐席4800元/人/月", "better"),
        ("reply_3min", "97%", "3分钟人工回复率不低于97%", "same"),
        ("notice", "30天", "任一方提前60天书面通知可解除合同", "weaker"),
        ("first_response", "18秒", "买家进线后，乙方须于三十秒内作出首次人工答复。", "weaker"),
        ("first_response", "18秒", "人工首次回复平均用时15秒以内；平响：22秒以内", "better"),
        ("first_response", "18 s", "First reply to a chat | within 20 seconds", "weaker"),
        ("first_response", "18 s", "80 % of chats get a first reply in 18 s", "other definition"),
        ("satisfaction", "95%", "买家满意率93%以上", "weaker"),
        ("seat_price", "4800元/人/月", "15日内结清费用。每席每月5,100元（含税）", "weaker"),
        ("seat_price", "4800元/人/月", "15日内结清费用。", "not in the contract"),
        ("seat_price", "4800元/人/月", "USD 690 per agent per month", "other definition"),
        ("notice", "30天", "甲方提前退场的，应提前2个月告知乙方", "weaker"),
        ("trial", "14天", "前20天为试合作期，按实际服务天数结算。", "better"),
        ("ramp_up", "10天", "甲方需要加人时，应提前15日提出，乙方于15日内配齐。", "weaker"),
        ("hours", "16小时", "坐席每天早8点至次日凌晨1点在线", "better"),
        ("hours", "16小时", "每日8:00-24:00，法定节假日及大促期间正常值守", "same"),
        ("hours", "16 h", "Agents are online from 07:00 to 23:00 every day.", "same"),
        ("hours", "16小时", "一、范围\n略\n二、服务时间\n每日8:00-24:00\n三、费用\n略", "same"),
    ],
)  # fmt: skip
def test_verdicts(id: str, promised: str, draft: str, verdict: str) -> None:
    assert compared(id, promised, draft).verdict == verdict


@pytest.fixture(scope="module")
def decision() -> Decision:
    return vendor_score.load(SAMPLE)


def test_an_unread_rival_is_never_said_to_be_first(decision: Decision) -> None:
    first, second = (entry.name for entry in decision.rank().vendors[:2])
    review = review_contracts(decision, {first: draft_of_text("首次响应不超过200秒。")})
    assert review.ranking.vendors[0].vendor == second
    said = review.ranking.says.text("en")
    assert "would be first" not in said
    assert "has not been read" in said
    both = review_contracts(
        decision,
        {first: draft_of_text("首次响应不超过200秒。"), second: draft_of_text("首次响应15秒。")},
    )
    assert {v.vendor for v in both.ranking.vendors if v.draft_read} == {first, second}


def test_what_is_kept_as_promised_brings_the_order_back(decision: Decision) -> None:
    first, second = (entry.name for entry in decision.rank().vendors[:2])
    review = review_contracts(decision, {first: draft_of_text("首次响应不超过200秒。")})
    promises = [p for p in review.promises[first] if p.criterion not in review.ranking.repairs]
    mended = rank_bound(decision, {first: promises})
    assert mended.vendors[0].vendor == first
    assert second in {v.vendor for v in mended.vendors}


def test_facts_about_the_past_keep_their_points(decision: Decision) -> None:
    first = decision.rank().vendors[0].name
    review = review_contracts(decision, {first: draft_of_text("无。")})
    kinds = {p.criterion: p.binds for p in review.promises[first]}
    assert kinds["cases"] == "warranty"
    assert kinds["conversion"] == "own_baseline"
    points = decision.rank().by_name[first].contributions
    bound = {v.vendor: v for v in review.ranking.vendors}[first]
    may_go = sum(
        points.get(p.criterion, 0) for p in review.promises[first] if p.binds in {"level", "duty"}
    )
    assert 0 < bound.score_promised - bound.score <= may_go + 1e-6
