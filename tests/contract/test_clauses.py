"""Drafts judged by hand: levels agree, and what a second look needs is found."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import vendor_score.contract
from vendor_score.contract import check_contract, draft_of_text, read_document
from vendor_score.contract.passages import articles
from vendor_score.contract.records import ContractCheck

DRAFTS = Path(__file__).parent / "drafts"
JUDGED = json.loads((DRAFTS / "judged.json").read_text(encoding="utf-8"))
HAN = re.compile(r"[\u4e00-\u9fff]")


def codes(check: ContractCheck) -> set[str]:
    return {finding.code for finding in check.findings}


@pytest.mark.parametrize("name", JUDGED)
def test_levels_are_those_of_a_careful_reader(name: str) -> None:
    check = check_contract(read_document(DRAFTS / name))
    pairs = [(c.level, wanted) for c, wanted in zip(check.clauses, JUDGED[name], strict=True)]
    assert sum(level == wanted for level, wanted in pairs) >= 20
    found = [bool(level) == bool(wanted) for level, wanted in pairs]
    assert all(found), "a clause is found where the reader found it, and nowhere else"


def test_every_quote_stands_where_it_says() -> None:
    draft = read_document(DRAFTS / "a1_zh_good.txt")
    at = {block.place: block.text for block in draft.blocks}
    for clause in check_contract(draft).clauses:
        for quote in clause.quotes:
            assert at[quote.place].startswith(quote.text.rstrip("…"))


def test_no_word_that_is_recognised_stands_in_the_code() -> None:
    folder = Path(vendor_score.contract.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not HAN.search(node.value), f"{path.name}: {node.value}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲方支付订金5000元，可抵扣服务费。", "contract-deposit-word"),
        ("甲方支付定金5000元，订金可退还。", "contract-two-deposit-words"),
        ("本合同为服务外包合同。客服由甲方考勤和排班。", "dispatch_or_outsourcing"),
        ("本合同为劳务派遣协议，人员由乙方管理和排班。", "dispatch_or_outsourcing"),
        ("争议可提交杭州仲裁委员会仲裁或向人民法院起诉。", "contract-two-forums"),
        ("争议由甲方所在地人民法院管辖。\n纠纷由乙方所在地人民法院管辖。", "contract-two-forums"),
        ("依照《中华人民共和国合同法》签订。", "contract-repealed-law"),
        ("违约金为30%，乙方不得请求调整违约金。", "contract-no-effect"),
        ("Disputes go to arbitration in Leeds or to the courts of Leeds.", "contract-two-forums"),
        ("The Client shall pay USD [amount] per month.", "contract-blank-amount"),
        ("Either party may terminate with [ ] days' notice.", "contract-blank-day"),
        ("服务期限自____年__月__日起。", "contract-blank-dates"),
    ],
)
def test_traps_are_found(text: str, code: str) -> None:
    assert code in codes(check_contract(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲方支付定金5000元，可抵扣服务费。", "contract-deposit-word"),
        ("本合同为服务外包合同，不构成劳务派遣，客服由乙方管理和排班。", "dispatch_or_outsourcing"),
        ("争议由甲方所在地杭州市人民法院管辖。", "contract-two-forums"),
        ("店铺：XX旗舰店，服务自2027年1月1日起。", "contract-blank-other"),
        ("☒ 定金 ☐ 订金，金额5000元，可退还。", "contract-deposit-word"),
    ],
)
def test_what_is_no_trap_is_left_alone(text: str, code: str) -> None:
    assert code not in codes(check_contract(text))


def test_against_your_terms_is_apart_from_clarity() -> None:
    check = check_contract("逾期付款的，按日千分之五支付违约金。任一方提前90天书面通知可解除合同。")
    verdicts = {term.id: (term.stated, term.verdict) for term in check.terms}
    assert verdicts["late_interest"] == (pytest.approx(0.5), "against")
    assert verdicts["notice_days"] == (90.0, "against")
    assert verdicts["leak_notice_hours"][1] == "not_stated"


@pytest.mark.parametrize(
    "text",
    ["服务费" + " " * 9_000 + "元", "违约金" + "1" * 9_000, "甲方付款。" * 2_000, "_" * 9_000],
)
def test_no_piece_is_longer_than_expressions_can_bear(text: str) -> None:
    found = [p.text for part in articles(draft_of_text(text)) for p in part.passages]
    assert max(map(len, found)) <= 1_500
    assert "".join(found).count("付款") == text.count("付款")


@pytest.mark.parametrize(
    ("text", "term", "verdict"),
    [
        ("甲方支付订金5万元。定金不予退还。", "deposit_refunded", "against"),
        ("合同期满后10日内退还定金。", "deposit_refunded", "meets"),
        ("A deposit of two months' fees, non-refundable.", "deposit_refunded", "against"),
        ("乙方有权根据市场情况调整服务价格。", "prices_fixed", "against"),
        ("The Provider may adjust the fees at any time.", "prices_fixed", "against"),
        ("合同期内服务单价不得上调。", "prices_fixed", "meets"),
        ("The Provider may engage affiliates without notice.", "subcontracting_consent", "against"),
        ("未经甲方同意，乙方不得转委托。", "subcontracting_consent", "meets"),
        ("因指标未达成造成的损失，乙方概不负责。", "vendor_liable", "against"),
        ("期满前90日未书面提出异议的，自动续期一年。", "renewal_notice_days", "against"),
        ("It renews automatically unless 180 days' notice is given.", "notice_days", "not_stated"),
        ("甲方解约付3个月服务费。乙方违约付1个月服务费。", "penalty_balance", "against"),
        ("甲方解约付1个月服务费。乙方违约付2个月服务费。", "penalty_balance", "meets"),
        ("terminate for material breach uncured in 90 days", "leak_notice_hours", "not_stated"),
        ("A data breach is reported within 36 hours.", "leak_notice_hours", "against"),
    ],
)  # fmt: skip
def test_own_terms_are_read_from_the_words_that_are_about_them(
    text: str, term: str, verdict: str
) -> None:
    check = check_contract(text)
    found = {one.id: one.verdict for one in check.terms}
    assert found[term] == verdict
    assert verdict != "against" or "contract-against-term" in codes(check)
