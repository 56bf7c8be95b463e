"""Arrows point one way: who may import whom (docs/design.md), read from the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vendor_score
from vendor_score import switchboard
from vendor_score.cli.main import COMMANDS

PACKAGE = Path(vendor_score.__file__).parent
LAYERS = (
    {"wording"},
    {
        "case_folder",
        "errors",
        "findings",
        "reading_plan",
        "source",
        "cell_names",
        "weights",
        "number_text",
        "units",
        "safe_write",
        "pooling",
        "switchboard",
        "version",
    },
    {"records"},
    {"schema"},
    {"price"},
    {"grammar"},
    {"kinds"},
    {"questionnaire"},
    {"contract.dates"},
    {"contract.settings"},  # what criteria.yaml says of a contract
    {"offers"},
    {"criteria"},
    {"scoring"},
    {"robustness.records", "award.records"},  # what the analyses find
    {"decision", "ranking.ranking"},  # the two records name each other
    {"ranking"},
    {"robustness"},
    {"rounds"},
    {"contract"},
    {"award"},
    {"people"},
    {"present"},
    {"documents"},
    {"record", "letters"},
    {"notebook"},
    {"library", "completeness", "handover", "archive"},
    {"cli"},
    {"__main__"},
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
MOST_IN_A_CYCLE = 3
HEAVY = {"numpy", "pandas", "openpyxl", "plotly", "skcriteria", "scipy", "yaml", "xlsxwriter"}
SCORING = {"criteria", "scoring", "decision", "ranking", "robustness"}
COMMAND_MODULES = {module for module, _ in COMMANDS.values()}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return layer_of(*parts)


def layer_of(first: str, second: str = "", *_: str) -> str:
    return f"{first}.{second}" if f"{first}.{second}" in LAYER else first


def imports(path: Path, *, for_types: bool = True) -> Iterator[str]:
    """Dotted names a module imports: at once, inside functions, or (if wanted) for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types_alone = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in types_alone and not for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


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
    upwards = {other for other in own(imports(path)) if LAYER.get(other, -1) > LAYER[name]}
    assert not upwards


def arrows() -> dict[str, set[str]]:
    """Who imports whom, module by module; what the package connects by name are its arrows too."""
    home = {dotted(path): path for path in modules()}
    graph: dict[str, set[str]] = {}
    for name, path in home.items():
        met = set(imports(path)) | set(imports_by_name(path))
        if name == "vendor_score":
            met |= {line.replace(":", ".") for line in vendor_score.ONWARD.values()}
        found = {other if other in home else other.rpartition(".")[0] for other in met}
        graph[name] = (found & home.keys()) - {name}
    return graph


def imports_by_name(path: Path) -> Iterator[str]:
    """What a module may load by `import_module`: its strings that complete the name there."""
    source = path.read_text(encoding="utf-8")
    starts = re.findall(r'import_module\(f"([\w.{}]+)\.\{', source)
    for start in starts:
        room = start.replace("{__name__}", dotted(path))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{room}.{node.value}"


def test_modules_that_are_loaded_by_name_are_seen() -> None:
    graph = arrows()
    assert "vendor_score.kinds.duration" in graph["vendor_score.kinds"]
    assert "vendor_score.cli.rank" in graph["vendor_score.cli.main"]


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Modules that import one another in a ring, ring by ring (Tarjan 1972)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    rings: list[list[str]] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in number:
                visit(other)
            if other in stack:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == number[name]:
            at = stack.index(name)
            rings.append(sorted(stack[at:]))
            del stack[at:]

    for name in graph:
        if name not in number:
            visit(name)
    return [ring for ring in rings if len(ring) > 1]


def test_rings_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert sorted(cycles(graph)) == [["a", "b", "c"], ["d", "e"]]


def test_no_cycle_holds_more_than_three_modules() -> None:
    assert [ring for ring in cycles(arrows()) if len(ring) > MOST_IN_A_CYCLE] == []


@pytest.mark.parametrize("line", sorted(vendor_score.ONWARD))
def test_every_line_of_the_switchboard_leads_to_a_function(line: str) -> None:
    assert callable(switchboard.onward(line))


def test_the_lines_that_are_asked_for_are_the_lines_that_are_connected() -> None:
    asked = {
        line
        for path in modules()
        for line in re.findall(r'onward\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert asked == vendor_score.ONWARD.keys()


def test_a_record_goes_on_where_only_its_own_room_was_imported() -> None:
    script = (
        "from hand_made import criteria, decision, leaf\n"
        "problem = decision(criteria(leaf('a')), {'A': {'a': 10}, 'B': {'a': 20}})\n"
        "print(*problem.rank().leaders)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.split() == ["B"]


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_siblings_of_a_layer_stay_apart(path: Path) -> None:
    """Reading knows nothing of scoring, and no command imports another."""
    others = own(imports(path))
    if layer_name(path) == "questionnaire":
        assert not others & SCORING
    if path.parent.name == "cli" and path.stem in COMMAND_MODULES:
        commands = {
            name.split(".")[2] for name in imports(path) if name.startswith("vendor_score.cli.")
        }
        assert not commands & {*COMMAND_MODULES, "main"}


@pytest.mark.parametrize(
    "path", [path for path in modules() if layer_name(path) in SCORING], ids=ids
)
def test_scoring_reads_no_workbooks_and_draws_nothing(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    assert not tops & {"openpyxl", "plotly", "python_calamine", "xlsxwriter"}


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_scikit_criteria_is_met_in_one_room(path: Path) -> None:
    uses = any(name.startswith("skcriteria") for name in imports(path, for_types=False))
    at_home = ids(path).startswith("ranking/")
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
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=300
    )
    return {name.split(".")[0] for name in done.stdout.split()}
