"""``sensitivity`` and ``compare`` on the sample answers, in both languages and as JSON."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words):
    command = [sys.executable, "-m", "vendor_score", *words]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def ranked():
    from vendor_score.library import load

    decision = load(ROOT / "sample_data", criteria=ROOT / "criteria.yaml")
    return decision.rank()


SOURCES = ("sample_data", "-c", "criteria.yaml")


def test_sensitivity_as_json_agrees_with_the_library(ranked):
    found = run("sensitivity", *SOURCES, "--samples", "2000", "--json")
    assert found.returncode in (0, 1), found.stderr
    told = json.loads(found.stdout)
    own = ranked.decision.robustness(samples=2000)
    assert [point["id"] for point in told["tipping_points"]] == [p.id for p in own.tipping]
    assert [point["high"] for point in told["tipping_points"]] == [p.high for p in own.tipping]
    assert told["samples"] == 2000
    assert set(told["verdict"]) == {"en", "zh"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sensitivity_in_words_keeps_to_the_terminal(ranked, lang):
    found = run("sensitivity", *SOURCES, "--samples", "500", "--lang", lang)
    assert found.returncode in (0, 1), found.stderr
    assert ranked.leaders[0] in found.stdout.replace("\n  ", "")
    from vendor_score.present.terminal.screen import width

    assert max(width(line) for line in found.stdout.splitlines()) <= 80


def test_compare_as_json_adds_up(ranked):
    a, b = (vendor.name for vendor in ranked.vendors[:2])
    found = run("compare", *SOURCES, "--vendor", a, "--vendor", b, "--json")
    assert found.returncode in (0, 1), found.stderr
    told = json.loads(found.stdout)
    assert told["difference"] == pytest.approx(ranked.vendors[0].score - ranked.vendors[1].score)
    assert sum(c["difference"] for c in told["criteria"]) == pytest.approx(told["difference"])
    assert all(c["a"]["source"]["file"] for c in told["criteria"] if c["a"]["text"])


def test_compare_refuses_one_vendor_and_unknown_ones(ranked):
    one = run("compare", *SOURCES, "--vendor", ranked.vendors[0].name, "--lang", "en")
    assert (one.returncode, one.stdout) == (2, "")
    assert "two vendors" in one.stderr
    strange = run("compare", *SOURCES, "--vendor", "X", "--vendor", "Y", "--lang", "en")
    assert strange.returncode == 2
    assert "Traceback" not in strange.stderr


def test_compare_puts_the_first_beside_the_second_in_one_screen(ranked):
    for lang in ("en", "zh"):
        found = run("compare", *SOURCES, "--lang", lang)
        assert found.returncode in (0, 1), found.stderr
        lines = found.stdout.splitlines()
        assert len(lines) <= 25
        first, second = (vendor.name for vendor in ranked.vendors[:2])
        assert lines[0].startswith(first[:10])
        whole = "".join(line.strip() for line in lines)
        assert second in whole
        assert any("--all" in line for line in lines[-4:])
    longer = run("compare", *SOURCES, "--lang", "en", "--all").stdout
    assert len(longer.splitlines()) > 25
    assert "B2" in longer or "C5" in longer


def test_compare_takes_an_unambiguous_part_of_a_name(ranked):
    found = run("compare", *SOURCES, "--vendor", "northg", "--json")
    assert json.loads(found.stdout)["b"] == "Northgate CX Ltd"
    assert json.loads(found.stdout)["a"] == ranked.vendors[0].name
    several = run("compare", *SOURCES, "--vendor", "服务", "--lang", "en")
    assert several.returncode == 2
    assert "武汉楚声信息服务有限公司" in several.stderr
    assert "苏州禾声电商服务有限公司" in several.stderr


def test_what_would_take_speaks_in_labels_and_units():
    from vendor_score.criteria.load import shipped_criteria
    from vendor_score.robustness.compare import change_words
    from vendor_score.robustness.records import AnswerChange

    criteria = shipped_criteria()

    def said(criterion, before, after, unit=None, lang="en"):
        change = AnswerChange(
            criterion=criterion, before=before, after=after, unit=unit,
            points_before=0.0, points_after=1.0,
        )  # fmt: skip
        return change_words(change, criteria.criterion(criterion), lang)

    platforms = criteria.criterion("platforms")
    held, more = (option for option in platforms.options[:2])
    assert said("platforms", (held.id,), (held.id, more.id)) == (
        f"{platforms.label['en']} + {more.label['en']}"
    )
    assert said("first_response", 26.0, 17.5, "s") == "First response 26 → 17.5 s"
    assert said("first_response", None, 17.5, "s", "zh") == "首次响应 – → 17.5 秒"


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "seen proven yet"), ("zh", "尚无任何回答经过核验")]
)
def test_where_nothing_was_seen_no_tied_winners_are_listed(lang, words, tmp_path):
    bare = shutil.copytree(ROOT / "sample_data" / "answers", tmp_path / "answers")
    found = run("sensitivity", str(bare), *SOURCES[1:], "--samples", "500", "--lang", lang)
    assert words in found.stdout
