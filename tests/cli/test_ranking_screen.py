"""The ranking in the terminal: rows that line up, bars that add up, names that cannot harm."""

from __future__ import annotations

import re

import pytest
from shortlist import GROUPS, ROWS, decided

from vendor_score.decision import Decision
from vendor_score.findings import Finding, Severity, Source
from vendor_score.present.terminal.findings import doubt_lines, knock_out_lines, unconfirmed_lines
from vendor_score.present.terminal.ranking import lead_sentence, ranking_lines
from vendor_score.present.terminal.screen import SEGMENTS, Screen, width
from vendor_score.wording import Lang

PLAIN = Screen(columns=80)
STRONG = (100, 100, 100, 100, 100, 100)
GOOD = (50, 50, 50, 50, 50, 50)


def shown(decision: Decision, lang: Lang = "en", view: Screen = PLAIN) -> list[str]:
    return list(ranking_lines(decision.rank(), lang, view))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 50, 80, 100])
def test_rows_fit_and_scores_stand_under_each_other(
    decision: Decision, lang: Lang, columns: int
) -> None:
    lines = shown(decision, lang, Screen(columns=columns))
    assert max(map(width, lines)) <= columns
    rows = lines[1 : 1 + len(ROWS)]
    ends = {width(row[: match.end()]) for row in rows if (match := re.search(r"\d+\.\d\b", row))}
    assert len(ends) == 1


def test_vendors_stand_in_rank_order_with_the_knocked_out_last(decision: Decision) -> None:
    rows = shown(decision)[1:5]
    assert [row.split()[0] for row in rows] == ["1", "2", "3", "-"]
    assert "Lumen *" in rows[2]
    assert "Slow & Sons" in rows[3]


def test_bars_are_as_long_as_the_scores() -> None:
    rows = shown(decided({"All": STRONG, "Half": GOOD, "None": (0, 10, 10, 0, 0, 5)}))[1:4]
    lengths = [sum(char in SEGMENTS for char in row) for row in rows]
    assert lengths[1] in {lengths[0] // 2, -(-lengths[0] // 2)}
    assert lengths[2] == round(lengths[0] * 0.04)
    assert {char for char in rows[0] if char in SEGMENTS} == set(SEGMENTS[: len(GROUPS)])


def test_the_legend_names_every_group_with_its_share(decision: Decision) -> None:
    english, chinese = "\n".join(shown(decision)), "\n".join(shown(decision, "zh"))
    for en, zh, weight in GROUPS.values():
        assert f"{en} {weight}.0%" in english
        assert f"{zh} {weight}.0%" in chinese


def test_without_drawing_everything_but_names_is_ascii() -> None:
    assert "".join(shown(decided({"A": STRONG, "B": GOOD}), view=Screen(drawing=False))).isascii()


def test_colours_change_no_letter(decision: Decision) -> None:
    coloured = "\n".join(shown(decision, view=Screen(colour=True)))
    assert re.sub(r"\x1b\[\d+m", "", coloured) == "\n".join(shown(decision))
    assert "\x1b[" in coloured


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"A": STRONG, "B": GOOD}, "A leads with 100.0 points, 50.0 ahead of B."),
        ({"A": STRONG, "B": STRONG, "C": GOOD}, "A and B share the first place with 100.0 points."),
        ({"A": GOOD}, "A is the only vendor in the ranking, with 50.0 points."),
        ({"A": (1, 1, 1, 1, 1, 1)}, "No vendor is left in the ranking."),
        (
            {"A": GOOD, "B": (50, 50, 50, 50, 50, 49.99)},
            "A leads with 50.0 points, <0.01 ahead of B.",
        ),
    ],
)
def test_the_lead_in_a_sentence(rows: dict[str, tuple[float, ...]], said: str) -> None:
    assert lead_sentence(decided(rows).rank(), "en") == said


def test_the_lead_in_chinese() -> None:
    ranking = decided({"甲": STRONG, "乙": GOOD}).rank()
    assert lead_sentence(ranking, "zh") == "甲以 100.0 分领先，比乙高 50.0 分。"


def test_knock_outs_name_rule_answer_and_cell(decision: Decision) -> None:
    said = " ".join(" ".join(knock_out_lines(decision, "en", Screen(columns=100))).split())
    assert "Slow & Sons: response points must be >= 10, found “2”" in said
    assert "(Slow & Sons.xlsx › Answers › C4)" in said


def test_the_unconfirmed_are_named_with_their_musts(decision: Decision) -> None:
    said = " ".join(unconfirmed_lines(decision, "en", PLAIN))
    assert "Lumen: security points (>= 5) blank" in said
    assert list(unconfirmed_lines(decided({"A": STRONG}), "en", PLAIN)) == []


def finding(number: int, code: str, severity: Severity) -> Finding:
    source = Source(file="a.xlsx", sheet="S", cell=f"C{number}")
    names = ("Harbour Contact", "Lumen")
    return Finding(
        code=code, severity=severity, vendor=names[number % 2],
        criterion="cases_points", source=source, found="60",
    )  # fmt: skip


def test_doubts_come_by_kind_the_worst_first_and_without_a_flood() -> None:
    findings = (
        *(finding(n, "judgements-differ", Severity.WARNING) for n in range(40)),
        finding(7, "stale-override", Severity.ERROR),
    )
    lines = list(doubt_lines(decided(ROWS, findings), "en", PLAIN, "vendor-score check x"))
    assert "errors: 1" in lines[0]
    assert lines[1].startswith("  ! correction is out of date: Lumen, cases points")
    assert any("(40): " in line and "Lumen 20" in line for line in lines)
    assert len(lines) < 12
    assert lines[-1].strip() == "All of them: vendor-score check x"


def test_nothing_doubtful_says_nothing() -> None:
    assert list(doubt_lines(decided({"A": STRONG}), "en", PLAIN, "check")) == []


def test_names_of_strangers_cannot_steer_the_terminal() -> None:
    nasty = "\x1b[2JEvil\nCorp\u202e"
    decision = decided({nasty: (50, 50, 2, 50, 50, 50), "B": STRONG})
    lines = [*shown(decision), *knock_out_lines(decision, "en", PLAIN)]
    assert not any(char in "".join(lines) for char in "\x1b\u202e")
    assert not any("\n" in line for line in lines)
