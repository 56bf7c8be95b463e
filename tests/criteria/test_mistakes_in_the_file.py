"""Mistakes in criteria.yaml: each said in one line, with its line, its path and the cure."""
# ruff: noqa: E501 - a table of mistakes reads better in rows

from __future__ import annotations

import contextlib
import tracemalloc
from pathlib import Path

import pytest
import yaml

from vendor_score.criteria.load import load_criteria, parse_criteria
from vendor_score.errors import CriteriaError
from vendor_score.schema import yaml_nodes

GOOD = """\
title: Shortlist
reference_date: 2026-12-01
weight_sets:
  finance: {response_time: 10, security: 30}
criteria:
  - id: response_time
    label: {en: Response time, zh: 响应时间}
    weight: 20
    criteria:
      - id: first_response
        label: {en: First response, zh: 首次响应}
        aliases: [首响, FRT]
        weight: 60
        answer: duration
        unit: s
        value: {10: 100, 30: 50, 60: 0}
        target: "<= 20"
        must: "<= 300"
        missing: worst
  - id: security
    weight: 20
    criteria:
      - id: nda
        weight: 1
        answer: yes_no
        value: {yes: 100, no: 0}
        must: "== yes"
      - id: certificates
        weight: 1
        answer: list
        items: {ISO27001: 40, MLPS3: 35, MLPS2: 15}
        best_of: [[MLPS2, MLPS3]]
        cap: 100
      - id: window
        answer: choice
        options: {final: {label: {en: Final, zh: 最终付款}}, same_day: {aliases: [当日]}}
      - id: quality
        weight: 1
        answer: judged
        levels: [none, some, {en: all, zh: 全部}]
      - id: price
        answer: money
"""
FIRST = "response_time.first_response"


@pytest.fixture(params=["with the C parser", "without it"])
def parser(request, monkeypatch: pytest.MonkeyPatch) -> str:
    """PyYAML comes with a C parser on most systems, and without one on some."""
    if request.param == "without it":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    return request.param


def said(text: str, lang: str = "en") -> list[str]:
    with pytest.raises(CriteriaError) as caught:
        parse_criteria(text)
    return caught.value.message(lang).split("\n")


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def test_the_good_file_is_good() -> None:
    assert [leaf.id for leaf in parse_criteria(GOOD).leaves()][:2] == ["first_response", "nda"]


WEIGHT = (
    ("weight: -2", "must be 0 or more, found -2"),
    ("weight: many", "must be a number, found many"),
    ("weight: yes", "must be a number, found yes"),
    ("weight: true", "must be a number, found true"),
    ("weight: .nan", "must be a number, found .nan"),
    ("weight: .inf", "must be a number, found .inf"),
    ("weight: 1e999", "must be a number, found 1e999"),
    ("weight: 60%%", "must be a number, found 60%%"),
    ("weight: many%", "must be a number, found many%"),
    ("weight: -60%", "must be 0 or more, found -60%"),
    ("weight: 101%", "must be 100 or less, found 101%"),
    ('weight: "60"', "must be a number, found 60; remove the quotes"),
    ("weight: [60]", "must be a number, found a list"),
    ("weight:", "must be a number, found nothing"),
    ("weight: 9999999", "must be 1,000,000 or less, found 9999999"),
)


@pytest.mark.parametrize(("written", "expected"), WEIGHT, ids=[w for w, _ in WEIGHT])
def test_bad_weights(written, expected) -> None:
    assert said(changed("weight: 60", written)) == [f"criteria.yaml:13: {FIRST}.weight: {expected}"]


IN_PERCENT = """\
title: Shortlist
criteria:
  - {id: speed, label: A, weight: 40%, answer: percent, value: points}
  - {id: skill, label: B, weight: SKILL, answer: percent, value: points}
  - {id: asked, label: C, weight: 0, answer: percent, value: points}
"""


@pytest.mark.parametrize("skill", ["60%", "60 %", '"60%"', "60％", "6e1%"])
def test_weights_of_one_level_may_be_in_percent(skill: str) -> None:
    leaves = parse_criteria(IN_PERCENT.replace("SKILL", skill)).leaves()
    assert [leaf.weight for leaf in leaves] == [40, 60, 0]


@pytest.mark.parametrize("skill", ["60", "0.6"])
def test_percentages_beside_plain_numbers_are_refused(skill: str) -> None:
    (line,) = said(IN_PERCENT.replace("SKILL", skill))
    assert line.startswith(f"criteria.yaml:4: skill.weight: {skill} beside 40%: write all weights")


ONE_MISTAKE = (
    # keys
    ("wieght: 60", "weight: 60", 13, f"{FIRST}.wieght: unknown key; did you mean weight?"),
    ("titel: x", "title: Shortlist", 1, "titel: unknown key; did you mean title?"),
    ("unit: s\n        unit: s", "unit: s", 16, f"{FIRST}.unit: stands twice (line 15); keep one"),
    ("answer: durations", "answer: duration", 14, "did you mean duration?"),
    ("out_of: 5", "unit: s", 15, f"{FIRST}.out_of: does not go with answer: duration; it belongs to score"),
    ("aliases: [首响, 30]", "aliases: [首响, FRT]", 12,
     f"{FIRST}.aliases.[2]: must be text, found 30; put quotes around it"),
    ("label: true", "label: {en: First response, zh: 首次响应}", 11,
     f"{FIRST}.label: must be text, found true; put quotes around it"),
    ("label: {}", "label: {en: First response, zh: 首次响应}", 11, f"{FIRST}.label: is empty"),
    ("private: yes", "missing: worst", 19, f"{FIRST}.private: must be true or false, found yes"),
    # names
    ("id: first response", "id: first_response", 10, "letters, digits, _ and - only"),
    ("id: nda", "id: first_response", 23, "security.nda.id: the id nda is taken already (line 10)"),
    ("id: security", "id: first_response", 20,
     "security.id: the id security is taken already (line 10)"),
    ("aliases: [NDA, FRT]", "aliases: [首响, FRT]", 23, "nda stands for first_response already"),
    ("aliases: [ＮＤＡ]", "aliases: [首响, FRT]", 23, "nda stands for first_response already"),
    ("aliases: [1. nda (%)]", "aliases: [首响, FRT]", 23, "nda stands for first_response already"),
    # anchors
    ("value: {10: 100, 60: 50, 30: 0}", "value: {10: 100, 30: 50, 60: 0}", 16, "30 is out of order"),
    ("value: {10: 100, 10.0: 50, 60: 0}", "value: {10: 100, 30: 50, 60: 0}", 16,
     "the anchor 10.0 stands twice (as 10)"),
    ("value: {10: 100}", "value: {10: 100, 30: 50, 60: 0}", 16, "needs two anchors at least"),
    ("value: {10s: 100, 60: 0}", "value: {10: 100, 30: 50, 60: 0}", 16,
     f"{FIRST}.value.10s: an anchor must be a number, found 10s"),
    ("value: {10: 120, 60: 0}", "value: {10: 100, 30: 50, 60: 0}", 16, "must be 100 or less, found 120"),
    ("value: {-10: 100, 60: 0}", "value: {10: 100, 30: 50, 60: 0}", 16, "outside the scale"),
    ("value: {worst: 5, best: 5}", "value: {10: 100, 30: 50, 60: 0}", 16, "worst and best are both 5"),
    ("value: {worst: 5}", "value: {10: 100, 30: 50, 60: 0}", 16, f"{FIRST}.value.best: is missing"),
    ("value: {yes: 100, no: 0}", "value: {10: 100, 30: 50, 60: 0}", 16, "must be anchors such as"),
    ("value: points", "value: {10: 100, 30: 50, 60: 0}", 16, "points go with number, percent"),
    ("value: [10, 60]", "value: {10: 100, 30: 50, 60: 0}", 16, "found a list"),
    ("value: {1: 100, 0: 0}", "value: {yes: 100, no: 0}", 26, "must be points for yes and no"),
    ("value: {yes: 100, nope: 0}", "value: {yes: 100, no: 0}", 26, "did you mean no?"),
    ("direction: min", "missing: worst", 19, "direction is for criteria without value"),
    # rules
    ('must: "about 300"', 'must: "<= 300"', 18, f"{FIRST}.must: must be a rule such as"),
    ('must: "== yes"', 'must: "<= 300"', 18, f"{FIRST}.must: answer: duration takes a rule with numbers"),
    ('must: "<= 300 %"', 'must: "<= 300"', 18, f"{FIRST}.must: must be a rule such as"),
    ("must: 300", 'must: "<= 300"', 18, f"{FIRST}.must: must be a rule such as"),
    ('must: ">= 3"', 'must: "== yes"', 27, 'takes "== yes" or "== no"'),
    ('must: "has ISO2701"', "cap: 100", 33, "ISO2701 is none of the options or items; did you mean ISO27001?"),
    ("must: >= 3", 'must: "<= 300"', 18, "not YAML as it stands: >= 3; put quotes around it"),
    ("target: a: b", 'target: "<= 20"', 17, "put quotes around it"),
    # lists, choices, levels
    ("best_of: [[MLPS2, MLPS4]]", "best_of: [[MLPS2, MLPS3]]", 32, "MLPS4 is none of the items; did you mean MLPS3?"),
    ("best_of: [[MLPS2, MLPS3], [MLPS2, ISO27001]]", "best_of: [[MLPS2, MLPS3]]", 32, "MLPS2 is in two families"),
    ("cap: 0", "cap: 100", 33, "must be more than 0, found 0"),
    ("items: {ISO27001: 40, MLPS3: {}, MLPS2: 15}", "items: {ISO27001: 40, MLPS3: 35, MLPS2: 15}", 31,
     "security.certificates.items.MLPS3: has no points while others have"),
    ("same_day: {aliases: [final]}", "same_day: {aliases: [当日]}", 36, "final stands for final already"),
    ("levels: [none]", "levels: [none, some, {en: all, zh: 全部}]", 40, "must have 2 to 21 entries, found 1"),
    ("levels: [{label: a, points: 0}, b]", "levels: [none, some, {en: all, zh: 全部}]", 40,
     "some levels have points and some have none"),
    ("answer: money\n        unit: seats", "answer: money", 43,
     "price.unit: must begin with a currency of three letters such as CNY, found seats"),
    ("answer: money\n        basis: per seat and moth", "answer: money", 43, "price.basis: must be one of"),
    ("answer: money\n        unit: 元/人/月\n        basis: per order", "answer: money", 44,
     "price.basis: says order, where the unit says seat/month"),
    ('{answer: money, id: price, must: "<= 3"}', "id: price\n        answer: money", 41, "price.unit: is missing"),
    # settings
    ("reference_date: 2026-13-01", "reference_date: 2026-12-01", 2, "must be a date such as 2026-12-01"),
    ("missing: {pendig: exclude}", "missing: worst", 19, "did you mean pending?"),
    ("missing: 120", "missing: worst", 19, "must be 100 or less, found 120"),
    ("missing: best", "missing: worst", 19, "must be one of worst, exclude, fail"),
    ("evidence_discount: {claimed: 1.5}", "missing: worst", 19, "must be 1 or less, found 1.5"),
    ("finance: {respons_time: 10}", "finance: {response_time: 10, security: 30}", 4,
     "weight_sets.finance: there is no group or criterion respons_time; did you mean response_time?"),
    ("finance: {response_time: 0, security: 0}", "finance: {response_time: 10, security: 30}", 4,
     "weight_sets.finance: all weights are zero"),
    ("finance: {window: 1}", "finance: {response_time: 10, security: 30}", 4, "nothing here is scored"),
    ("questionnaire: {questions: {Speed: first}}", "title: Shortlist", 1, "there is no group or criterion first"),
    # weights across
    ("weight: 0", "weight: 60", 8, "response_time.weight: 20, but nothing inside has weight"),
    ("weight: 5\n        answer: text", "answer: money", 42, "but nothing here is scored"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("new", "old", "line", "words"), ONE_MISTAKE, ids=[m[0] for m in ONE_MISTAKE]
)
def test_one_mistake_is_one_line(new, old, line, words, parser) -> None:
    mistakes = said(changed(old, new))
    hits = [m for m in mistakes if m.startswith(f"criteria.yaml:{line}: ") and words in m]
    assert hits, mistakes


def test_all_weights_zero() -> None:
    text = GOOD.replace("weight: 20", "weight: 0")
    assert said(text) == [
        "criteria.yaml:5: criteria: all weights are zero; give weight to at least one scored criterion"
    ]


def test_every_mistake_is_reported_in_one_go_in_the_order_of_lines() -> None:
    text = changed("weight: 60", "weight: -2")
    text = text.replace("unit: s", "units: s").replace('must: "== yes"', "must: >= yes")
    text = text.replace("cap: 100", "cap: 100\n        cap: 90")
    mistakes = said(text)
    assert [int(m.split(":")[1]) for m in mistakes] == sorted(
        int(m.split(":")[1]) for m in mistakes
    )
    for words in ("found -2", "did you mean unit?", "put quotes around it", "cap: stands twice"):
        assert sum(words in m for m in mistakes) == 1


def test_mistakes_are_said_in_chinese_too() -> None:
    for mistake in said(changed("weight: 60", "weight: -2"), "zh"):
        assert mistake == f"criteria.yaml:13: {FIRST}.weight: 不能小于 0，实为 -2"


def test_yaml_1_2_keeps_words_that_yaml_1_1_would_change() -> None:
    text = changed("aliases: [首响, FRT]", "aliases: [NO, off, 1:30, 0o, 1_000, y, 2026-01-01]")
    leaf = parse_criteria(text.replace("id: nda", "id: yes")).criterion("first_response")
    assert leaf.aliases == ("NO", "off", "1:30", "0o", "1_000", "y", "2026-01-01")
    assert parse_criteria(text.replace("id: nda", "id: yes")).criterion("yes").must


MANY_ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(4)
)
HOSTILE = {
    "empty": ("", "the file is empty"),
    "comment only": ("# nothing\n", "the file is empty"),
    "a list": ("- a\n", "must be a mapping of keys"),
    "a word": ("hello\n", "must be a mapping of keys"),
    "two documents": (GOOD + "---\na: 1\n", "criteria.yaml:43: a second document starts here"),
    "many aliases": (MANY_ALIASES, "grows beyond 20,000 values"),
    "alias of itself": ("a: &a [*a]\n", "nothing stands above for the alias *a"),
    "deep flow": ("a: " + "[" * 101 + "]" * 101, "nested more than 100 levels deep"),
    "deep braces": ("{a: " * 101, "nested more than 100 levels deep"),
    "deep blocks": ("".join(" " * n + "a:\n" for n in range(110)), "nested more than 100"),
    "deep lists": ("- " * 110 + "1", "nested more than 100 levels deep"),
    "too long": ("a: " + "x" * 2_000_000, "at most 1,000,000 characters"),
    "too many": ("criteria:\n" + "  - {id: a}\n" * 8_000, "grows beyond 20,000 values"),
    "tab": ("title: x\n\tcriteria: []\n", "criteria.yaml:2: a tab in the indentation"),
    "null character": ("title: \0", "this is no text file"),
    "control character": ("title: \x07", "criteria.yaml:1: a character that cannot stand in YAML"),
    "a tag": ("title: !!python/tuple [x]\n", "tags such as"),
    "open quote": (GOOD.replace("title: Shortlist", 'title: "Shortlist'), "quotation mark"),
    "open bracket": (GOOD.replace("FRT]", "FRT"), "a bracket is not closed"),
    "indentation": (GOOD.replace("    weight: 20", "   weight: 20", 1), "criteria.yaml:8: "),
    "key that is a list": ("[a, b]: 1\n", "a key must be one word or text"),
    "merge key": (GOOD.replace("id: nda", "id: nda\n        <<: {weight: 3}"), "<<: unknown key"),
    "criteria is a mapping": ("criteria: {a: 1}\n", "criteria: must be a list, found a mapping"),
    "criteria is empty": ("criteria: []\n", "criteria: is empty"),
    "criteria are words": ("criteria: [a, 3]\n", "criteria[1]: must be a mapping"),
    "no criteria": ("title: x\n", "criteria: is missing"),
    "lone surrogate": ('title: "\\ud800"\n', "criteria.yaml:1: "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_lines_and_within_bounds(name, parser) -> None:
    text, words = HOSTILE[name]
    tracemalloc.start()
    mistakes = said(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any(words in mistake for mistake in mistakes), mistakes
    assert peak < 100_000_000
    assert len(mistakes) <= 200
    assert all(len(mistake) < 500 for mistake in mistakes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings(encoding, tmp_path: Path) -> None:
    file = tmp_path / "criteria.yaml"
    marked = "\ufeff" + GOOD if encoding == "utf-16-be" else GOOD
    file.write_bytes(marked.encode(encoding))
    assert load_criteria(file).criterion("first_response").label["zh"] == "首次响应"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.encode("gb18030"), "criteria.yaml:7: this is no UTF-8 text"),
        (GOOD.encode("utf-16-le"), "this is no text file"),
        (bytes(range(256)), "this is no text file"),
        (b"PK\x03\x04\0\0", "this is no text file"),
        (b"\xff\xfea", "no UTF-8 text"),
    ],
)
def test_files_that_are_no_text(content, words, tmp_path: Path) -> None:
    file = tmp_path / "criteria.yaml"
    file.write_bytes(content)
    with pytest.raises(CriteriaError) as caught:
        load_criteria(file)
    assert words in caught.value.message("en")
    assert "\n" not in caught.value.message("en")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "this is a folder"),
        (tmp_path / "none.yaml", "there is no such file"),
        ("/dev/null", "this is not a regular file"),
        ("a\0b", "there is no such file"),
    ):
        with pytest.raises(CriteriaError) as caught:
            load_criteria(path)
        assert words in caught.value.message("en")
        assert str(tmp_path.parent) not in caught.value.message("en")


DEEP = {
    "brackets": "a: " + "[" * 9 + "]" * 9,
    "spaced brackets": "a: " + "[ " * 9 + "] " * 9,
    "braces": "{a: " * 9 + "1" + "}" * 9,
    "anchors between": "a: " + "[&x " * 9 + "1" + "]" * 9,
    "after words": "t: x [y\nu: '[['  # [[\nv: \"]\"\na: " + "[" * 9 + "]" * 9,
    "after lines of words": "t: |\n  [a\n  [b\na: " + "[" * 9 + "]" * 9,
    "left open": "a: " + "[" * 9,
}


@pytest.mark.parametrize("name", DEEP)
def test_our_depth_limit_acts_before_the_parsers_own(monkeypatch, parser, name) -> None:
    """A parser that bears six levels, and looks at the whole line before its first event."""
    parse = yaml.parse

    def looks_ahead(text, Loader):  # noqa: N803 - the name that PyYAML uses
        depth, events = 0, parse(text, Loader=yaml.SafeLoader)
        with contextlib.suppress(yaml.YAMLError):
            for event in events:
                depth += _opened(event)
                if depth > 6:
                    raise RuntimeError("the parser's own limit")
        yield from parse(text, Loader=Loader)

    monkeypatch.setattr(yaml, "parse", looks_ahead)
    monkeypatch.setattr(yaml_nodes, "MOST_DEPTH", 4)
    assert any("nested more than 4 levels deep" in mistake for mistake in said(DEEP[name] + "\n"))


def _opened(event) -> int:
    name = type(event).__name__
    if not name.startswith(("Sequence", "Mapping")):
        return 0
    return 1 if "Start" in name else -1


def test_brackets_that_are_words_are_no_depth(monkeypatch, parser) -> None:
    monkeypatch.setattr(yaml_nodes, "MOST_DEPTH", 9)
    words = "title: |\n" + "  [ {\n" * 12 + "criteria:"
    text = "# [[[[[[[[[[[\n" + GOOD.replace("title: Shortlist\n", "").replace("criteria:", words, 1)
    assert parse_criteria(text).title.text("en").startswith("[ {")
