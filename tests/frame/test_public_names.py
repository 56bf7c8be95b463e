"""The names that people may rely on, and that every module says its own."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import vendor_score

PACKAGE = Path(vendor_score.__file__).parent
PUBLIC = {"Decision", "Finding", "Ranking", "Reading", "charts", "load", "parse_answer"}


def test_the_library_offers_what_is_promised() -> None:
    assert set(vendor_score.__all__) == PUBLIC
    assert set(dir(vendor_score)) >= PUBLIC
    for name in vendor_score.__all__:
        assert getattr(vendor_score, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rnak'"):
        _ = vendor_score.rnak


def names_of(path: Path) -> list[str] | None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name not in {"__init__.py", "__main__.py"} and path.parent.name != "wording"
]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_module_says_what_it_is_for_and_what_it_offers(path: Path) -> None:
    name = ".".join(("vendor_score", *path.relative_to(PACKAGE).with_suffix("").parts))
    offered = names_of(path)
    assert offered is not None, "no __all__"
    assert offered == sorted(offered, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    module = import_module(name)
    assert module.__doc__
    assert [n for n in offered if not hasattr(module, n)] == []
