"""Wordings: both languages everywhere, the same placeholders, none missing and none left over."""

from __future__ import annotations

import ast
import io
import json
import re
import string
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import vendor_score
from vendor_score.wording import FALLBACK, Label, both, catalogue, languages, lexicon, text

PACKAGE = Path(vendor_score.__file__).parent
ALL = catalogue(FALLBACK)
DATA_FILES = sorted((PACKAGE / "wording").glob("*/*.json"))
OTHERS = [lang for lang in languages() if lang != FALLBACK]
AREAS = sorted({key.partition(".")[0] for key in ALL})
KEY = re.compile(rf"(?:{'|'.join(AREAS)})(?:\.[A-Za-z0-9_-]+)+")
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = re.compile(r"[\W\d_]*(?:[A-Za-z][\w.+-]*[\W\d_]*){0,4}")  # names, signs, units


def placeholders(wording: str) -> set[str]:
    """English says "and 2 more" (n) where Chinese says "等4家" (total)."""
    names = {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}
    return {"count" if name in {"n", "total"} else name for name in names}


def test_there_are_english_and_chinese() -> None:
    assert languages() == ("en", "zh")


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_every_key(lang: str) -> None:
    assert catalogue(lang).keys() == ALL.keys()
    for key, words in catalogue(lang).items():
        assert bool(words.strip()) == bool(ALL[key].strip()) or "joint" in key, key


def test_english_is_english_and_chinese_is_chinese() -> None:
    for key, chinese in catalogue("zh").items():
        english = ALL[key]
        assert not HAN.search(english) or key == "language.name", key
        if not HAN.search(chinese):
            assert english == chinese or SAME_IN_BOTH.fullmatch(chinese), key


@pytest.mark.parametrize("lang", OTHERS)
def test_the_placeholders_are_the_same_in_every_language(lang: str) -> None:
    words = catalogue(lang)
    assert {key for key in ALL if placeholders(ALL[key]) != placeholders(words[key])} == set()


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "wording").glob("*/*.json")), ids=lambda p: p.stem
)
def test_no_key_stands_twice_in_a_file_and_keys_are_sorted(path: Path) -> None:
    keys: list[str] = []
    json.loads(
        path.read_text(encoding="utf-8"),
        object_pairs_hook=lambda pairs: keys.extend(k for k, _ in pairs),
    )
    assert keys == sorted(set(keys)), "python scripts/format_words.py puts them in order"


def test_a_key_that_a_language_lacks_is_shown_in_english() -> None:
    assert text("terms.vendor", "tlh") == "vendor"
    with pytest.raises(KeyError):
        text("terms.unheard-of", "tlh")


def test_a_label_falls_back_to_english_then_to_what_it_has() -> None:
    assert Label(en="weight", zh="权重").text("tlh") == "weight"
    assert Label(zh="权重").text("en") == "权重"
    assert Label.same("A") == Label(en="A", zh="A")
    assert len({Label(en="a", zh="b"), Label(zh="b", en="a")}) == 1


def test_the_lexicon_gives_the_phrases_of_all_languages_together() -> None:
    assert {"none", "无"} <= set(lexicon.words("none"))
    assert "无" not in lexicon.phrases("en")["none"]
    assert lexicon.meanings("unit")["分钟"] == lexicon.meanings("unit")["minutes"] == "min"
    with pytest.raises(KeyError):
        lexicon.words("unheard-of")


def test_phrases_become_alternatives_with_the_longest_first() -> None:
    assert re.fullmatch(lexicon.alternatives(["no", "none", "n/a?"]), "none")
    assert lexicon.alternatives(["no", "none"]) == "none|no"


def test_a_label_is_shown_in_the_language_around_it() -> None:
    said = both("terminal.of", name=both("terms.vendor"), what="x")
    assert said["en"] == "vendor: x"
    assert said["zh"] == "供应商：x"
    with pytest.raises(KeyError):
        text("terminal.unheard-of", "en")


def literals() -> Iterator[tuple[str, str]]:
    """Strings of the code: as they are, or with ``*`` where an f-string fills something in."""
    for path in sorted(PACKAGE.rglob("*.py")):
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


def in_code(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_chinese_word_stands_in_the_code() -> None:
    """What is recognised or shown is data. Docstrings and comments may quote answers."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not HAN.search(source):
            continue
        docstrings = {
            (node.lineno, node.col_offset)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            said = token.type != tokenize.COMMENT and token.start not in docstrings
            if said and HAN.search(token.string):
                found.append(f"{path.relative_to(PACKAGE)}:{token.start[0]}: {token.string}")
    assert found == []


def test_no_sentence_of_the_catalogues_stands_in_the_code() -> None:
    sentences = {
        words
        for lang in languages()
        for words in catalogue(lang).values()
        if len(words.split()) > 2 or HAN.search(words)
    }
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {said}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, said in in_code(path)
        if said.strip() in sentences
    ]
    assert found == []


def recognised(path: Path) -> Iterator[tuple[int, str]]:
    """The words of three letters and more in the regular expressions of a module."""
    is_regex = {"re.compile", "re.search", "re.match", "re.fullmatch", "re.sub", "lexicon.regex"}
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func) in is_regex and call.args):
            continue
        parts = [
            node.value
            for node in ast.walk(call.args[0])
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        if any(isinstance(n, ast.Call) for n in ast.walk(call.args[0])):
            continue  # filled in from the lexica
        plain = SYNTAX.sub(" ", "".join(parts))
        yield from ((call.lineno, word) for word in re.findall(r"[A-Za-z]{3,}", plain))


# Names of groups, escapes, classes, lists of the lexica, comments
SYNTAX = re.compile(r"\(\?P?[<=!]*\w*>?|\\[A-Za-z](?:[0-9a-f]{4})?|\{[^{}]*\}|\[[^\]]*\]|[ ]#[ ].*")


def test_no_word_that_answers_are_recognised_by_stands_in_the_code() -> None:
    rooms = ("grammar", "kinds", "questionnaire/sheets", "questionnaire/exports")
    single = ("units.py", "questionnaire/questions.py")
    modules = [p for room in rooms for p in sorted((PACKAGE / room).rglob("*.py"))]
    found = {
        f"{path.name}:{line}: {word}"
        for path in (*modules, *(PACKAGE / name for name in single))
        for line, word in recognised(path)
        if word not in MARKS_OF_SOFTWARE
    }
    assert found == set()


# Errors that a spreadsheet writes, a mark that a platform writes, ids of this project
MARKS_OF_SOFTWARE = frozenset({
    "ref", "value", "div", "name", "null", "num", "spill", "calc", "getting", "data", "err",
    "ImportId", "stars",
})  # fmt: skip


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
    written = {k.split(".")[1] for k in ALL if k.startswith("findings.") and k.endswith(parts)}
    assert len(codes()) > 20
    for code in codes() | written:
        assert [part for part in parts if f"findings.{code}.{part}" not in ALL] == [], code


def test_chinese_is_set_with_chinese_punctuation() -> None:
    half_width = re.compile(r"[\u4e00-\u9fff”》][,:;?!]|[,:;?!][\u4e00-\u9fff“《]")
    code = re.compile(r"\{[^{}]*\}|`[^`]*`")
    slips = {
        key: chinese
        for key, chinese in catalogue("zh").items()
        if half_width.search(code.sub("x", chinese))
    }
    assert not slips
