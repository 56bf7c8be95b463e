"""Arrows point one way: who may import whom (docs/design.md), read from the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vendor_score

PACKAGE = Path(vendor_score.__file__).parent
LAYERS = (
    {"wording"},
    {
        "case_folder",
        "errors",
        "findings",
        "garbage",
        "source",
        "weights",
        "number_text",
        "units",
        "safe_write",
    },
    {"records"},
    {"schema"},
    {"grammar"},
    {"kinds"},
    {"questionnaire"},
    {"criteria"},
    {"scoring"},
    {"decision"},
    {"ranking"},
    {"robustness"},
    {"present"},
    {"notebook"},
    {"library", "checking", "sending", "starting"},
    {"cli"},
    {"__main__"},
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
CONVENIENCES = {
    # methods by which a person goes on from a record: imported when called, nothing depends on them
    "decision": {"ranking", "robustness", "notebook"},
    "ranking": {"present"},
    "robustness": {"present"},
}
HEAVY = {"numpy", "pandas", "openpyxl", "plotly", "skcriteria", "scipy", "yaml", "xlsxwriter"}
SCORING = {"criteria", "scoring", "decision", "ranking", "robustness"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return layer_of(*parts)


def layer_of(first: str, second: str = "", *_: str) -> str:
    return f"{first}.{second}" if f"{first}.{second}" in LAYER else first


def imports(path: Path, *, inside_functions: bool) -> Iterator[str]:
    """Dotted names a module imports, except for type checking alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in walk(tree, inside_functions=inside_functions):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def walk(node: ast.AST, *, inside_functions: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not inside_functions:
            continue
        yield child
        yield from walk(child, inside_functions=inside_functions)


def own(names: Iterator[str]) -> set[str]:
    """The layers of this package among imported names."""
    parts = (name.split(".") for name in names)
    return {layer_of(*part[1:]) for part in parts if part[0] == "vendor_score" and len(part) > 1}


def ids(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_nobody_imports_upwards(path: Path) -> None:
    name = layer_name(path)
    if name == "__init__":
        return
    assert name in LAYER, f"{name} has no layer"
    upwards = {
        other
        for other in own(imports(path, inside_functions=True))
        if LAYER.get(other, -1) > LAYER[name]
    }
    at_once = own(imports(path, inside_functions=False))
    allowed = CONVENIENCES.get(name, set()) - at_once
    assert upwards <= allowed


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_siblings_of_a_layer_stay_apart(path: Path) -> None:
    """Reading knows nothing of scoring, and no command imports another."""
    others = own(imports(path, inside_functions=True))
    if layer_name(path) == "questionnaire":
        assert not others & SCORING
    if path.parent.name == "cli" and path.stem in {"rank", "methods", "check", "template", "init"}:
        commands = {
            name.split(".")[2]
            for name in imports(path, inside_functions=True)
            if name.startswith("vendor_score.cli.")
        }
        assert not commands & {"rank", "methods", "check", "template", "init", "main"}


@pytest.mark.parametrize(
    "path", [path for path in modules() if layer_name(path) in SCORING], ids=ids
)
def test_scoring_reads_no_workbooks_and_draws_nothing(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path, inside_functions=True)}
    assert not tops & {"openpyxl", "plotly", "python_calamine", "xlsxwriter"}


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_scikit_criteria_is_met_in_two_places(path: Path) -> None:
    uses = any(name.startswith("skcriteria") for name in imports(path, inside_functions=True))
    at_home = ids(path).startswith(("ranking/", "decision/matrices"))
    assert at_home or not uses


@pytest.mark.parametrize("module", ["vendor_score", "vendor_score.cli.main"])
def test_importing_is_instant(module: str) -> None:
    assert not HEAVY & loaded(module)


def test_the_first_ranking_imports_only_what_it_needs() -> None:
    """What `rank` prints first needs no table, chart, statistics or workbook library."""
    needed = (
        "vendor_score.library, vendor_score.ranking.ranking, vendor_score.present.terminal.ranking"
    )
    assert not HEAVY - {"numpy", "yaml"} & loaded(needed)


def loaded(modules: str) -> set[str]:
    """Top names of what importing these modules loads, in a process of its own."""
    script = f"import sys, {modules}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.split(".")[0] for name in done.stdout.split()}
