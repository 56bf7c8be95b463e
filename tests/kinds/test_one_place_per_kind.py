"""A kind of answer lives in one module; nothing outside asks for one by its name."""

import ast
import re
from pathlib import Path

import pytest

import vendor_score
from vendor_score.kinds import KINDS, kind_of

PACKAGE = Path(vendor_score.__file__).parent
WEB = PACKAGE / "present" / "page" / "web"
OUTSIDE = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in {"kinds", "grammar"}
)


def test_every_kind_is_named_like_its_module() -> None:
    assert {kind.id for kind in KINDS.values()} == set(KINDS)
    for id, kind in KINDS.items():
        assert type(kind).__module__ == f"vendor_score.kinds.{id}"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a kind of answer"):
        kind_of("colour")


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nobody_asks_for_a_kind_by_name(path: Path) -> None:
    """No comparison of ``question.kind`` or ``criterion.answer`` with the name of a kind."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            assert name != "AnswerKind"
        if isinstance(node, ast.Compare) and is_kind(node.left):
            for other in node.comparators:
                assert not set(KINDS) & {one.value for one in constants(other)}, ast.unparse(node)


VALUE_FUNCTIONS = {"YesNoPoints", "OptionPoints", "ItemPoints", "LevelPoints"}


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nobody_asks_which_value_function_a_criterion_has(path: Path) -> None:
    """Improvements, samples and bars are asked of the value function itself."""
    named = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not named & VALUE_FUNCTIONS


@pytest.mark.parametrize("path", sorted(WEB.glob("*.js")), ids=lambda path: path.name)
def test_the_page_asks_for_no_kind_by_name(path: Path) -> None:
    named = "|".join(KINDS)
    asked = rf"""\.kind\s*[!=]==?\s*["'](?:{named})["']"""
    assert not re.search(asked, path.read_text(encoding="utf-8"))


def is_kind(node: ast.expr) -> bool:
    """Whether this is ``question.kind``, ``leaf.answer`` and the like."""
    owners = {"question", "q", "criterion", "leaf", "asked", "form", "reading"}
    if not isinstance(node, ast.Attribute) or node.attr not in {"kind", "answer"}:
        return False
    owner = node.value
    return (isinstance(owner, ast.Name) and owner.id in owners) or (
        isinstance(owner, ast.Attribute) and owner.attr in owners
    )


def constants(node: ast.expr) -> list[ast.Constant]:
    return [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
