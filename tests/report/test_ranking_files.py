"""ranking.json and ranking.csv: the contract for scripts, and a table that is safe to open."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from hand_made import answered, criteria, decision, group, leaf, number
from hypothesis import given, settings
from hypothesis import strategies as st
from report_made import report_of

from vendor_score.criteria.model import MissingRules
from vendor_score.kinds.rules import parse_rule
from vendor_score.kinds.value_functions import Anchors
from vendor_score.present.files.write import ranking_csv, ranking_json, safe_cell
from vendor_score.records import InputFile, Override, Reading

FAST = Anchors(at=((10.0, 100.0), (60.0, 0.0)), unit="s", natural_low=0.0)


def problem(**changes):
    tree = criteria(
        group(
            "response",
            3,
            leaf(
                "first",
                2,
                answer="duration",
                unit="s",
                value=FAST,
                must=parse_rule("<= 50", unit="s"),
            ),
            leaf("quality", 1, missing=MissingRules(default="exclude"), private=True),
        ),
        leaf("other", 1),
    )
    slow = answered(
        Reading(
            text="一分钟内", kind="duration", low=None, high=1.0, unit="min", flags=("upper_bound",)
        ),
        override=Override(text="18", reason="phoned", name="Li", date="2026-11-02", basis="phone"),
    )
    fast = answered(Reading(text="18秒", kind="duration", low=18, high=18, unit="s"))
    given = {
        "Fast": {"first": fast, "quality": 70, "other": number(40, 80)},
        "Slow": {"first": slow, "quality": "refused", "other": 90},
        "Quiet": {"first": "blank", "quality": "blank", "other": "pending"},
    }
    return decision(
        tree, given, inputs=(InputFile(file="deep/a.xlsx", sha256="ab" * 32),), **changes
    )


def record(report):
    def refuse(name):
        raise AssertionError(f"{name} is no json")

    return json.loads(ranking_json(report), parse_constant=refuse)


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [n for entry in value for n in numbers(entry)]
    return [value] if isinstance(value, float) else []


def test_the_contract_field_by_field():
    found = record(report_of(problem()))
    assert list(found) == [
        "schema", "title", "method", "version", "reference_date", "inputs", "criteria_file",
        "criteria", "vendors", "robustness", "verdict", "findings",
    ]  # fmt: skip
    assert found["schema"] == "vendor-score/ranking/1"
    assert found["inputs"] == [{"file": "deep/a.xlsx", "sha256": "ab" * 32}]
    assert found["criteria"][0] == {
        "id": "first", "path": ["response", "first"], "label": {"en": "first", "zh": "first项"},
        "weight": 0.5, "answer": "duration", "unit": "s",
    }  # fmt: skip
    first = next(vendor for vendor in found["vendors"] if vendor["name"] == "Fast")
    assert first["criteria"]["first"] == {
        "value": 84.0, "value_high": 84.0, "weight": 0.5, "contribution": 42.0,
        "state": "answered", "text": "18秒", "low": 18, "high": 18, "unit": "s", "flags": [],
        "items": None, "evidence": "none", "evidence_text": "", "remarks": "", "override": None,
        "source": {"file": "a.xlsx", "sheet": "Service", "cell": "C2"},
    }  # fmt: skip


def test_readings_stand_in_the_criterions_own_unit_with_open_sides():
    vendors = {v["name"]: v for v in record(report_of(problem()))["vendors"]}
    slow = vendors["Slow"]["criteria"]["first"]
    assert (slow["low"], slow["high"], slow["unit"]) == (None, 60.0, "s")
    assert slow["override"]["reason"] == "phoned"
    assert slow["flags"] == ["upper_bound"]


def test_a_founding_year_stands_as_an_age():
    years = leaf("years", answer="years", unit="years", direction="max")
    since = answered(
        Reading(text="2016年成立", kind="years", low=2016, high=2016, unit="founding_year")
    )
    (vendor,) = record(report_of(decision(criteria(years), {"A": {"years": since}})))["vendors"]
    assert (vendor["criteria"]["years"]["low"], vendor["criteria"]["years"]["unit"]) == (
        10,
        "years",
    )


def test_statuses_knock_outs_and_untested_musts():
    vendors = {v["name"]: v for v in record(report_of(problem()))["vendors"]}
    assert (vendors["Slow"]["status"], vendors["Slow"]["rank"]) == ("knocked_out", None)
    (broken,) = vendors["Slow"]["knock_outs"]
    assert broken == {
        "criterion": "first", "rule": "<= 50", "found": "18",
        "source": {"file": "a.xlsx", "sheet": "Service", "cell": "C2"},
    }  # fmt: skip
    assert (vendors["Quiet"]["status"], vendors["Quiet"]["untested"]) == ("unconfirmed", ["first"])


def test_sums_hold_and_every_answered_criterion_has_its_cell():
    found = record(report_of(problem()))
    assert math.fsum(c["weight"] for c in found["criteria"]) == pytest.approx(1, abs=1e-12)
    for vendor in found["vendors"]:
        cells = vendor["criteria"].values()
        assert math.fsum(c["contribution"] for c in cells) == pytest.approx(
            vendor["score"], abs=1e-9
        )
        assert all(c["source"]["cell"] for c in cells if c["state"] == "answered")


def test_another_method_ranks_but_the_score_stays():
    own, other = record(report_of(problem())), record(report_of(problem(), method="vikor"))
    assert other["method"] == "vikor"
    scores = [{v["name"]: v["score"] for v in found["vendors"]} for found in (own, other)]
    assert scores[0] == scores[1]
    assert all(v["method_score"] is None for v in own["vendors"])
    ranked = [v for v in other["vendors"] if v["rank"]]
    assert all(v["method_score"] is not None and not v["higher_is_better"] for v in ranked)


def test_robustness_is_there_in_full_and_finite():
    found = record(report_of(problem(), is_assessed=True))
    block = found["robustness"]
    for key in (
        "samples", "seed", "weights", "band", "acceptability", "central_weights", "confidence",
        "tipping_points", "smallest_change", "rank_interval", "methods", "kendall_w", "to_win",
        "to_win_pairs",
    ):  # fmt: skip
        assert key in block
    assert block["samples"] == 500
    assert sum(block["acceptability"]["Fast"]) == pytest.approx(1)
    assert set(block["tipping_points"][0]) >= {"id", "weight", "low", "high", "below", "above"}
    assert all(math.isfinite(number) for number in numbers(found))


def test_the_same_report_gives_the_same_text_and_both_languages_the_same_figures():
    assert ranking_json(report_of(problem())) == ranking_json(report_of(problem()))
    english, chinese = record(report_of(problem())), record(report_of(problem(), lang="zh"))
    assert numbers(english) == numbers(chinese)
    assert (
        english["verdict"] == chinese["verdict"] == {"en": "A leads clearly.", "zh": "A明显领先。"}
    )


def test_what_is_shared_lacks_private_words_and_files():
    told = ranking_json(report_of(problem(), audience="shared", is_assessed=True))
    found = json.loads(told)
    assert "a.xlsx" not in told
    assert found["inputs"][0]["sha256"] == "ab" * 32
    fast = next(v for v in found["vendors"] if v["name"] == "Fast")["criteria"]
    assert "quality" not in fast
    assert "quality" not in {criterion["id"] for criterion in found["criteria"]}
    assert "text" not in fast["response"]
    assert "low" not in fast["response"]
    assert fast["response"]["contribution"] == pytest.approx(17.5 + 42.0)
    assert fast["first"]["text"] == "18秒"
    assert fast["first"]["contribution"] is None
    assert fast["first"]["source"] == {"file": None, "sheet": "Service", "cell": "C2"}
    assert not [f for f in found["findings"] if f["criterion"] == "quality"]
    changes = [c for told in found["robustness"]["to_win"].values() for c in told]
    assert not [c for c in changes if c["criterion"] == "quality"]


# -- csv ------------------------------------------------------------------------------------


def rows(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_per_vendor_in_rank_order():
    heads, *table = rows(ranking_csv(report_of(problem())))
    assert heads[:5] == ["rank", "vendor", "score", "status", "response (contribution)"]
    assert [row[:2] for row in table] == [["1", "Fast"], ["2", "Quiet"], ["", "Slow"]]
    assert table[2][-2:] == ["first <= 50", ""]
    assert float(table[0][2]) == pytest.approx(69.5)


def test_csv_speaks_chinese():
    heads = rows(ranking_csv(report_of(problem(), lang="zh")))[0]
    assert heads[:4] == ["名次", "供应商", "综合得分", "状态"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "\n=1"]
)
def test_formulas_become_text_in_csv(text):
    assert safe_cell(text).startswith("'")
    name = f"{text}|cmd"
    told = ranking_csv(report_of(decision(criteria(leaf("x")), {name: {"x": 5}})))
    assert rows(told)[1][1] == f"'{name}"


@pytest.mark.parametrize("text", ["Acme", "A=B", "4.5-5", "'quoted'", "", "北京-上海"])
def test_other_text_is_left_alone_in_csv(text):
    assert safe_cell(text) == text


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_name_comes_back_from_csv(name):
    told = ranking_csv(report_of(decision(criteria(leaf("x")), {name: {"x": 5}})))
    table = rows(told)
    assert len(table) == 2
    assert table[1][1].removeprefix("'") == name.replace("\0", "").removeprefix("'")


def test_remarks_evidence_and_corrections_are_in_json_and_csv():
    told = replace(
        number(5),
        remarks="not on\nSundays",
        evidence_text="Annex 2",
        override=Override(text="5", reason="by phone"),
    )
    gone = replace(number(6), override=Override(text="9", stale=True))
    tree = criteria(leaf("x"), leaf("y"), leaf("z", 0))
    made = report_of(decision(tree, {"A": {"x": told, "y": gone, "z": told}}))
    cell = json.loads(ranking_json(made))["vendors"][0]["criteria"]["x"]
    assert (cell["remarks"], cell["evidence_text"]) == ("not on\nSundays", "Annex 2")
    heads, row = rows(ranking_csv(made))
    by_head = dict(zip(heads, row, strict=True))
    assert by_head["readings corrected by the buyer"] == "x; z"
    assert by_head["remarks"] == "x: not on Sundays; z: not on Sundays"
