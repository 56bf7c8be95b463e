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


def asked(path: Path) -> list[int]:
    """Lines that read ``.private`` or ``.audience`` of something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKED
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nobody_but_redaction_asks_for_whom_a_report_is(path: Path) -> None:
    assert asked(path) == [], f"{path}: take what present/redact.py gives"
