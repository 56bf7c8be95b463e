"""Wordings: both languages everywhere, the same placeholders, none missing and none left over."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import vendor_score
from vendor_score.wording import AREAS, both, table, text

PACKAGE = Path(vendor_score.__file__).parent
KEY = re.compile(rf"(?:{'|'.join(AREAS)})(?:\.[A-Za-z0-9_-]+)+")
ALL = {key: wording for area in AREAS for key, wording in table(area).items()}
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = re.compile(r"[\W\d_]*(?:[A-Za-z][\w.+-]*[\W\d_]*){0,4}")  # names, signs, units


def placeholders(wording: str) -> set[str]:
    """English says "and 2 more" (n) where Chinese says "等4家" (total)."""
    names = {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}
    return {"count" if name in {"n", "total"} else name for name in names}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_has_both_languages(area: str) -> None:
    for key, (english, chinese) in table(area).items():
        assert key.startswith(f"{area}."), key
        assert english.strip() or not chinese.strip(), key
        assert chinese.strip() or not english.strip(), key
        assert not HAN.search(english), key
        if not HAN.search(chinese):
            assert english == chinese or SAME_IN_BOTH.fullmatch(chinese), key


def test_the_placeholders_are_the_same_in_both_languages() -> None:
    differing = {key for key, (en, zh) in ALL.items() if placeholders(en) != placeholders(zh)}
    assert differing == set()


def test_keys_stand_in_one_area_only() -> None:
    assert sum(len(table(area)) for area in AREAS) == len(ALL)


def test_a_label_is_shown_in_the_language_around_it() -> None:
    said = both("terminal.of", name=both("terms.vendor"), what="x")
    assert said.en == "vendor: x"
    assert said.zh == "供应商：x"
    with pytest.raises(KeyError):
        text("terminal.unheard-of", "en")


def literals() -> Iterator[tuple[str, str]]:
    """Strings of the code: as they are, or with ``*`` where an f-string fills something in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "wording" and path.name != "__init__.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield path.name, "".join(map(piece, node.values))
            elif isinstance(node, ast.Constant) and id(node) not in inner:
                yield path.name, str(node.value)
    for path in sorted(PACKAGE.rglob("*.js")):
        source = path.read_text(encoding="utf-8")
        yield from ((path.name, found) for found in re.findall(r"[\"'`]([^\"'`\n]+)[\"'`]", source))


def piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else "*"


def test_every_key_in_the_code_exists() -> None:
    unknown = {
        (where, literal)
        for where, literal in literals()
        if KEY.fullmatch(literal) and literal not in ALL and not is_other(literal)
    }
    assert unknown == set()


def is_other(literal: str) -> bool:
    """Whether it names a module or a file, or begins keys that the code completes."""
    if literal.endswith((".xlsx", ".json", ".csv", ".html")):
        return True
    is_module = (PACKAGE / literal.replace(".", "/")).with_suffix(".py").exists()
    return is_module or any(key.startswith(f"{literal}.") for key in ALL)


def test_no_wording_is_left_over() -> None:
    said = {literal for _, literal in literals()}
    patterns = [
        re.compile(re.escape(re.sub(r"\$\{[^}]*\}", "*", literal)).replace(r"\*", ".+"))
        for literal in said
        if "*" in re.sub(r"\$\{[^}]*\}", "*", literal) and literal.partition(".")[0] in AREAS
    ]
    unused = {key for key in ALL if key not in said and not any(p.fullmatch(key) for p in patterns)}
    assert unused == set()


def codes() -> set[str]:
    """The codes of the findings that the code makes by ``code="..."``."""
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                branches = [node.value, *(getattr(node.value, b, None) for b in ("body", "orelse"))]
                found |= {one.value for one in branches if isinstance(one, ast.Constant)}
    return {code for code in found if isinstance(code, str)}


def test_every_finding_says_what_was_expected_and_what_to_do() -> None:
    parts = ("title", "expected", "fix")
    written = {key.split(".")[1] for key in table("findings") if key.endswith(parts)}
    assert len(codes()) > 20
    for code in codes() | written:
        assert [part for part in parts if f"findings.{code}.{part}" not in ALL] == [], code


@pytest.mark.parametrize("area", AREAS)
def test_chinese_is_set_with_chinese_punctuation(area: str) -> None:
    half_width = re.compile(r"[\u4e00-\u9fff”》][,:;?!]|[,:;?!][\u4e00-\u9fff“《]")
    code = re.compile(r"\{[^{}]*\}|`[^`]*`")
    slips = {
        key: chinese
        for key, (_, chinese) in table(area).items()
        if half_width.search(code.sub("x", chinese))
    }
    assert not slips
