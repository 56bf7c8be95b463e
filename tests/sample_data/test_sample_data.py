"""sample_data/: made by its script from plain data, and a shortlist that shows what is offered."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

import vendor_score
from vendor_score.decision import Decision, Status
from vendor_score.findings import Severity
from vendor_score.records import AnswerState, EvidenceState

ROOT = Path(vendor_score.__file__).parents[1]
SAMPLE = ROOT / "sample_data" / "answers"
FILES = sorted(path.name for path in SAMPLE.iterdir() if not path.name.startswith("."))


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample", ROOT / "scripts/make_sample_data.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def decision() -> Decision:
    """The bare answers: read where no review lies beside them."""
    with tempfile.TemporaryDirectory() as folder:
        bare = shutil.copytree(SAMPLE, Path(folder) / "answers")
        return vendor_score.load(bare, criteria=ROOT / "criteria.yaml")


@cache
def reviewed() -> Decision:
    return vendor_score.load(ROOT / "sample_data", criteria=ROOT / "criteria.yaml")


def cells(file: Path) -> dict:
    """Everything that stands in a workbook: values, formats and merged ranges."""
    book = openpyxl.load_workbook(file)
    return {
        sheet.title: (
            sorted(map(str, sheet.merged_cells.ranges)),
            {c.coordinate: (c.value, c.number_format) for row in sheet for c in row if c.value},
        )
        for sheet in book
    }


def test_the_script_makes_the_files_that_are_committed(tmp_path: Path) -> None:
    made = dict(script().workbooks())
    assert sorted(made) == FILES
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
        assert cells(tmp_path / name) == cells(SAMPLE / name)


def test_the_same_bytes_every_time() -> None:
    assert dict(script().workbooks()) == dict(script().workbooks())


def test_no_trace_of_a_machine_in_the_files() -> None:
    for name in FILES:
        with zipfile.ZipFile(SAMPLE / name) as archive:
            core = archive.read("docProps/core.xml").decode()
            dates = {info.date_time for info in archive.infolist()}
        assert "2026-11-02" in core
        assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_five_workbooks_of_one_vendor_and_one_of_three() -> None:
    where = {
        vendor: {answer.source.file for answer in given.values() if answer.source.file}
        for vendor, given in decision().answers.given.items()
    }
    assert len(where) == 8
    counts = Counter(files.pop() for files in where.values() if len(files) == 1)
    assert sorted(counts.values()) == [1, 1, 1, 1, 1, 3]
    assert sorted(counts) == FILES


@pytest.mark.parametrize(
    "text",
    ["≤25s", "3年+", "4.83/5", "94%", "15秒", "ISO27001、等保三级", "Yes - see attachment", "N/A",
     "商业机密,不便透露", "20秒", "92%", "4.8/5", "within 20 seconds", "十余年"],
)  # fmt: skip
def test_answers_are_written_as_people_write_them(text: str) -> None:
    written = {a.text for given in decision().answers.given.values() for a in given.values()}
    assert text in written


def test_every_state_but_unreadable_is_there() -> None:
    states = Counter(a.state for given in decision().answers.given.values() for a in given.values())
    assert states[AnswerState.REFUSED] == 1
    assert states[AnswerState.NOT_APPLICABLE] == 1
    assert states[AnswerState.BLANK] > 5
    assert states[AnswerState.PENDING] > 1
    assert states[AnswerState.UNREADABLE] == 0


def test_every_answer_is_read_as_it_was_meant() -> None:
    """Each answered cell reads to the very text of the table the workbooks are made from."""
    by_name = {vendor.name: vendor for vendor in script().returned().values()}
    for vendor, given in decision().answers.given.items():
        for id, answer in given.items():
            written = by_name[vendor].answer(id)
            if isinstance(written, str):
                assert answer.text == written, (vendor, id)


def test_one_vendor_breaks_a_must() -> None:
    knocked_out = decision().knock_outs
    assert [(k.vendor, k.criterion) for k in knocked_out] == [
        ("Northgate CX Ltd", "first_response")
    ]
    assert Counter(decision().statuses.values()) == {Status.RANKED: 7, Status.KNOCKED_OUT: 1}


def test_two_lead_nearly_tied_and_one_is_better_on_paper_than_proven() -> None:
    ranking = decision().rank()
    first, second, third = ranking.vendors[:3]
    assert 0 < first.score - second.score < 1
    assert second.score - third.score > 5
    on_paper = "深圳极闪云客服科技有限公司"
    weights = decision().leaf_weights
    best = {
        vendor: sum(weights[id] * answer.best for id, answer in scored.items())
        for vendor, scored in decision().scored.items()
    }
    assert on_paper not in (first.name, second.name)
    assert best[on_paper] == max(best.values())
    assert best[on_paper] > first.score


def test_nothing_is_an_error() -> None:
    found = [f for f in decision().all_findings if f.severity == Severity.ERROR]
    assert found == []


def test_every_answer_has_points_where_its_criterion_gives_any() -> None:
    leaves = {leaf.id: leaf for leaf in decision().criteria.leaves()}
    for given in decision().answers.given.values():
        for id, answer in given.items():
            value = leaves[id].value
            if value is not None and answer.state == AnswerState.ANSWERED:
                assert answer.reading
                assert 0 <= value.points(answer.reading).low <= 100


def test_the_review_beside_them_is_the_one_that_the_script_makes(tmp_path: Path) -> None:
    bare = shutil.copytree(SAMPLE, tmp_path / "answers")
    (tmp_path / "made.xlsx").write_bytes(script().review(bare))
    assert cells(tmp_path / "made.xlsx") == cells(ROOT / "sample_data" / "review.xlsx")


def test_the_review_shows_a_correction_a_judged_case_and_a_proof_seen() -> None:
    given = reviewed().answers
    corrected = given.of("深圳极闪云客服科技有限公司", "access_control")
    assert corrected.text == "见附件"
    assert corrected.override is not None
    assert (corrected.override.text, corrected.override.basis) == ("是", "Document")
    levels = [
        [judgement.level for judgement in given.of(vendor, "case_quality").judgements]
        for vendor in ("杭州云帆客服外包有限公司", "苏州禾声电商服务有限公司")
    ]
    assert levels == [[4, 3], [3, 3]]
    seen = [
        (vendor, id)
        for vendor, answers in given.given.items()
        for id, answer in answers.items()
        if answer.evidence is EvidenceState.SEEN and not answer.judgements
    ]
    assert seen == [("杭州云帆客服外包有限公司", "conversion")]


def test_nothing_but_what_was_reviewed_is_read_otherwise() -> None:
    touched = {
        (vendor, id)
        for vendor, answers in reviewed().answers.given.items()
        for id, answer in answers.items()
        if answer != decision().answers.of(vendor, id)
    }
    assert touched == {
        ("深圳极闪云客服科技有限公司", "access_control"),
        ("杭州云帆客服外包有限公司", "case_quality"),
        ("苏州禾声电商服务有限公司", "case_quality"),
        ("杭州云帆客服外包有限公司", "conversion"),
    }
    assert [f for f in reviewed().all_findings if f.severity == Severity.ERROR] == []
    first = [each.rank().vendors[0].name for each in (decision(), reviewed())]
    assert first == ["杭州云帆客服外包有限公司"] * 2
