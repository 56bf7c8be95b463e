"""The section on contracts: in the buyer's report, never in what is shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vendor_score
from vendor_score.cli.main import main
from vendor_score.contract import ContractReview, read_document, review_contracts
from vendor_score.present.contract_view import Words, contract_tables
from vendor_score.present.page.page import render_page
from vendor_score.present.page.payload import payload
from vendor_score.present.report import build_report

SAMPLE = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def review() -> ContractReview:
    decision = vendor_score.load(SAMPLE / "answers")
    (draft,) = (SAMPLE / "drafts").glob("*云帆*")
    (vendor,) = (name for name in decision.vendors if "云帆" in name)
    return review_contracts(decision, {vendor: read_document(draft)})


def test_the_buyers_page_has_it_and_the_shared_one_has_no_word_of_it(
    review: ContractReview,
) -> None:
    ranking = review.decision.rank()
    own = build_report(ranking, samples=100, contract=review)
    assert payload(own)["contract"].keys() == {"en", "zh"}
    shared = build_report(ranking, samples=100, audience="shared", contract=review)
    assert shared.contract is None
    assert "contract" not in payload(shared)
    page = render_page(shared).decode()
    assert "常规客服服务" not in page
    assert "云帆 标准服务合同" not in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_clause_leads_to_its_words_and_a_promise_to_its_cell(
    review: ContractReview, lang: str
) -> None:
    tables = {table.key: table for table in contract_tables(review, lang)}
    for table in tables.values():
        assert all(len(row) == len(table.heads) for row in table.rows)
    scope = tables["clauses-1"].rows[2]
    words = next(cell for cell in scope if isinstance(cell, Words))
    assert "常规客服服务" in words.words
    promised, said = (cell for cell in tables["promises-1"].rows[0] if isinstance(cell, Words))
    assert "云帆" in promised.words
    assert "60秒" in said.words


def test_the_command_writes_the_report_and_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["contract", str(SAMPLE), "-o", str(tmp_path / "out"), "--lang", "zh"])
    assert code == 1
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"report.html", "contract.json"} <= written
    record = json.loads((tmp_path / "out" / "contract.json").read_text("utf-8"))
    assert record["schema"] == "vendor-score/contract/1"
    assert "合同" in capsys.readouterr().out
