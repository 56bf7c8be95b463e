"""``load`` with a DataFrame and a dict: published matrices as an analyst would enter them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import vendor_score as vs
from vendor_score.errors import CriteriaError, NothingReadError, UsageError

PUBLISHED = json.loads((Path(__file__).parent / "published_rankings.json").read_text("utf-8"))


def settings(weights, directions):
    return {
        "title": "Published matrix",
        "criteria": [
            {
                "id": f"c{at}",
                "label": {"en": f"Criterion {at}", "zh": f"指标 {at}"},
                "weight": weight,
                "answer": "number",
                **({"direction": way} if way else {"value": "points"}),
            }
            for at, (weight, way) in enumerate(zip(weights, directions, strict=True))
        ],
    }


def table(matrix):
    names = [f"Vendor {row + 1}" for row in range(len(matrix))]
    return pd.DataFrame(matrix, index=names, columns=[f"c{at}" for at in range(len(matrix[0]))])


@pytest.mark.parametrize(
    "case", PUBLISHED, ids=lambda case: f"{case['method']} {case['source']}"[:50]
)
def test_published_orders_through_the_front_door(case):
    ways = [None] * len(case["weights"]) if case["in_points"] else case["objectives"]
    frame = table(case["matrix"])
    decision = vs.load(frame, criteria=settings(case["weights"], ways))
    ranks = decision.rank(method=case["method"]).table.set_index("vendor")["rank"]
    assert [ranks[name] for name in frame.index] == case["ranking"]


def test_shares_can_be_given_at_once():
    frame = table([[10, 90], [80, 20]])
    decision = vs.load(frame, criteria=settings([1, 1], [None, None]), weights={"c0": 0.9})
    assert decision.weights.tolist() == pytest.approx([0.9, 0.1])
    assert decision.rank().leaders == ("Vendor 2",)


def test_nothing_or_too_much_is_refused():
    frame = table([[1]])
    with pytest.raises(UsageError):
        vs.load(criteria=settings([1], ["max"]))
    with pytest.raises(UsageError):
        vs.load(frame, frame, criteria=settings([1], ["max"]))
    with pytest.raises(NothingReadError):
        vs.load(frame[:0], criteria=settings([1], ["max"]))
    with pytest.raises(CriteriaError):
        vs.load(frame, criteria={"title": "nothing"})


def test_the_criteria_that_are_used_are_found_and_told(tmp_path, monkeypatch):
    def write(folder, title):
        folder.mkdir(parents=True, exist_ok=True)
        text = (
            f"title: {title}\ncriteria:\n  - {{id: c0, label: {{en: a, zh: a}}, weight: 1, "
            "answer: number, value: points}\n"
        )
        (folder / "criteria.yaml").write_text(text, encoding="utf-8")

    work, sources = tmp_path / "work", tmp_path / "given" / "answers"
    work.mkdir()
    sources.mkdir(parents=True)
    (sources / "a.csv").write_text("Vendor,c0\nA,5\nB,7\n", encoding="utf-8")
    monkeypatch.chdir(work)
    titles = [vs.load(table([[5]]), criteria=settings([1], [None])).criteria.title["en"]]
    write(tmp_path / "given", "beside")
    titles.append(vs.load(sources).criteria.title["en"])
    write(sources, "among the answers")  # has no effect: what decides is the buyer's
    titles.append(vs.load(sources / "a.csv").criteria.title["en"])
    write(work, "working folder")
    found = vs.load(sources)
    titles.append(found.criteria.title["en"])
    assert titles == ["Published matrix", "beside", "beside", "working folder"]
    assert found.criteria.file.file == "criteria.yaml"
    assert found.rank().leaders == ("B",)


def test_a_ranking_saves_itself(tmp_path):
    ranking = vs.load(table([[10, 90], [80, 20]]), criteria=settings([1, 1], [None, None])).rank()
    paths = ranking.save(tmp_path, formats=("json", "csv"), samples=200, lang="zh")
    assert [path.name for path in paths] == ["ranking.json", "ranking.csv"]
    assert json.loads(paths[0].read_text("utf-8"))["robustness"]["samples"] == 200
