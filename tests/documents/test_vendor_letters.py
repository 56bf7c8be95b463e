"""Letters to vendors: all of their own results, and nothing of any other beyond what is allowed."""

from __future__ import annotations

import csv
import datetime as dt
import json

import docx
import pytest

import vendor_score as vs
from vendor_score.cli.main import main
from vendor_score.documents.word import lines_of
from vendor_score.letters.debrief import DebriefSettings, debrief_document, standstill_end

CRITERIA = """\
title: {en: Small, zh: 小型比选}
reference_date: 2026-12-01
cover: {contact: buying@example.org}
criteria:
- id: speed
  label: {en: First response, zh: 首次响应}
  weight: 60
  answer: duration
  unit: s
  value: {10: 100, 60: 0}
  must: "<= 300"
- {id: share, label: {en: Conversion, zh: 转化率}, weight: 40, answer: percent, value: {0: 0, 50: 100}}
"""  # noqa: E501 - a line of criteria.yaml
HEADS = ("Vendor", "First response", "Conversion")
OTHERS = {
    "Alder Quartz": ("11 s", "48.73%"),
    "Cedar Violet": ("59 s", "3.19%"),
    "Dogwood Amber": ("10 min", "44.41%"),
}
OWN = ("35 s", "30%")


def write(folder, others=None, own=OWN):
    (folder / "answers").mkdir(parents=True, exist_ok=True)
    rows = [HEADS, *((name, *row) for name, row in (others or OTHERS).items()), ("Birch", *own)]
    with (folder / "answers" / "all.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def run(*args):
    return main([str(arg) for arg in args])


def letter(folder=".", vendor="Birch", lang="en", **changes):
    ranking = vs.load(folder).rank()
    settings = DebriefSettings(**{"winner": ranking.leaders[0], **changes})
    return "\n".join(lines_of([debrief_document(ranking, vendor, settings, lang)]))


def test_the_letter_gives_weights_own_points_scale_strengths_and_what_was_lost(case) -> None:
    said = letter()
    for words in ("60.0%", "40.0%", "35 s", "50.0", "10 s = 100", "Your score is 54.0 of 100"):
        assert words in said
    assert "First response: 35 s; full points would have added 30.0" in said
    assert "Questions: buying@example.org" in said
    assert "we have not chosen your company" in said


def test_the_letter_says_which_must_was_failed_and_by_which_words(case) -> None:
    said = letter(vendor="Dogwood Amber")
    assert "Not met: First response must be <= 300 s; you answered “10 min”." in said
    assert "had to be met first" in said or "would have had to be met first" in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_name_answer_or_figure_of_another_vendor_is_in_it(case, lang) -> None:
    said = letter(lang=lang)
    ranking = vs.load(".").rank()
    for name, answers in OTHERS.items():
        assert name not in said
        for answer in answers:
            assert answer not in said
            assert answer.rstrip("%") not in said
        assert f"{ranking.by_name[name].score:.1f}" not in said


def test_it_stays_the_same_whatever_the_others_are_called_and_answer(case, tmp_path) -> None:
    """Stronger than looking for words: nothing of the others can have gone into it."""
    before = letter()
    others = {"Elm Cobalt": ("12 s", "41%"), "Fir Ochre": ("22 s", "19%")}
    assert letter(write(tmp_path / "other", others)) == before


def test_rank_and_the_score_of_the_winner_are_told_only_where_allowed(case) -> None:
    ranking = vs.load(".").rank()
    best = f"{ranking.vendors[0].score:.1f}"
    assert "Your rank is 2 of 3." in letter(shows_rank=True)
    said = letter(shows_winner_score=True)
    assert f"The score of the selected offer is {best}." in said
    assert "would have put you ahead" in said
    assert "Alder Quartz" not in said
    assert best not in letter(shows_rank=True)


def test_the_european_rules_name_the_winner_its_advantages_and_the_standstill(case) -> None:
    said = letter(rules="eu-public", sent=dt.date(2026, 12, 1))
    assert "award the contract to Alder Quartz" in said
    assert "Relative advantages of Alder Quartz" in said
    assert "before the end of 2026-12-11" in said
    for other in ("Cedar Violet", "Dogwood Amber", "48.73", "11 s"):
        assert other not in said


@pytest.mark.parametrize(
    ("sent", "days", "last"),
    [
        ("2026-12-01", 10, "2026-12-11"),
        ("2026-12-02", 10, "2026-12-14"),  # a Saturday becomes Monday
        ("2026-12-03", 10, "2026-12-14"),  # a Sunday becomes Monday
        ("2026-12-18", 15, "2027-01-04"),
    ],
)
def test_the_standstill_ends_on_a_working_day(sent, days, last) -> None:
    end = standstill_end(dt.date.fromisoformat(sent), days)
    assert end == dt.date.fromisoformat(last)


def test_the_winner_is_told_that_it_is_chosen(case) -> None:
    said = letter(vendor="Alder Quartz")
    assert "we intend to award the contract to you" in said
    assert "Why not higher" not in said


def test_the_command_writes_a_docx_and_a_page_for_every_vendor(case, capsys) -> None:
    args = ("--all", "--letters-in", "zh", "-o", "out", "--json")
    assert run("debrief", ".", *args) == 0
    told = json.loads(capsys.readouterr().out)["letters"]
    assert set(told) == {*OTHERS, "Birch"}
    word = docx.Document(str(case / "out" / told["Birch"][0]))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "评选结果通知：小型比选" in said
    assert not any(name in said for name in OTHERS)
    page = (case / "out" / told["Birch"][1]).read_text(encoding="utf-8")
    assert not any(name in page for name in OTHERS)


def test_the_same_letters_have_the_same_bytes(case) -> None:
    for name in ("one", "two"):
        assert run("debrief", "--vendor", "Birch", "-o", name, "--quiet") == 0
    for file in (case / "one").iterdir():
        assert file.read_bytes() == (case / "two" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("debrief",), "--vendor NAME"),
        (("debrief", "--vendor", "Nobody"), "Nobody"),
        (("debrief", "--all", "--rules", "eu-public"), "--sent"),
        (("debrief", "--all", "--sent", "tomorrow"), "2026-12-01"),
        (("follow-up",), "--vendor NAME"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(case, capsys, args, said) -> None:
    assert run(*args, "--lang", "en") == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_tie_asks_who_gets_the_award(case, capsys) -> None:
    write(case, {"Alder Quartz": OWN})
    assert run("debrief", "--all", "--lang", "en") == 2
    assert "--winner" in capsys.readouterr().err
    assert run("debrief", "--all", "--winner", "alder", "--lang", "en") == 0


def test_a_follow_up_asks_for_what_is_open_and_only_of_its_vendor(case, capsys) -> None:
    write(case, own=("to be advised", "30%"))
    assert run("follow-up", "--all", "-o", "out", "--json", "--letters-in", "en") == 0
    told = json.loads(capsys.readouterr().out)["letters"]
    assert list(told) == ["Birch"]
    word = docx.Document(str(case / "out" / told["Birch"][0]))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Open questions: Small" in said
    assert "to be advised" in said
    assert not any(name in said for name in OTHERS)


def test_where_nothing_is_open_no_letter_is_written(case, capsys) -> None:
    assert run("follow-up", "--vendor", "Birch", "-o", "out", "--lang", "en") == 0
    assert "Nothing is open with Birch." in capsys.readouterr().out
    assert not (case / "out").exists()
