"""Who may see what is decided in one module; writers, charts and the page cannot ask."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import vendor_score

PACKAGE = Path(vendor_score.__file__).parent
ASKS_THE_PERSON = ("cli", "criteria")
REDACTS = "present/redact"
ASKED = {"private", "audience"}


def modules() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in ASKS_THE_PERSON
        and not path.relative_to(PACKAGE).as_posix().startswith(REDACTS)
    ]


def asked(source: str) -> list[int]:
    """Lines that read ``private`` or ``audience`` of something, by a dot, a pattern or its name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        by_dot = isinstance(node, ast.Attribute) and node.attr in ASKED
        by_pattern = isinstance(node, ast.MatchClass) and ASKED & {*node.kwd_attrs}
        by_name = isinstance(node, ast.Call) and reads_by_name(node)
        if by_dot or by_pattern or by_name:
            found.append(node.lineno)
    return found


def reads_by_name(call: ast.Call) -> bool:
    """Whether this is ``getattr(record, "private")`` or an ``attrgetter`` of it."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = {each.value for each in call.args if isinstance(each, ast.Constant)}
    return name in {"getattr", "attrgetter"} and bool(ASKED & words)


@pytest.mark.parametrize(
    "source",
    [
        "leaf.private",
        "getattr(report, 'audience')",
        "operator.attrgetter('private')(leaf)",
        "match leaf:\n    case Criterion(private=True):\n        pass",
    ],
)
def test_whoever_asks_is_found(source: str) -> None:
    assert asked(source)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nobody_but_redaction_asks_for_whom_a_report_is(path: Path) -> None:
    assert asked(path.read_text(encoding="utf-8")) == [], (
        f"{path}: take what present/redact.py gives"
    )
