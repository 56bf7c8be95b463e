"""Build the documentation as a site, English and Chinese: `make docs-site`.

    python scripts/build_site.py FOLDER

The pages are those of docs/, where each works as a file of the project too: here links between
languages become links between the two sites, and links to files that are no page become names.
The API reference is made from the docstrings of the public names and of the records they lead to.
"""

from __future__ import annotations

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import vendor_score
from vendor_score.safe_write import write_files

sys.path.insert(0, str(Path(__file__).parent))
from gallery import REPORTS, report

__all__ = ["REPORTS", "public_objects", "site_pages"]

ROOT = Path(__file__).parents[1]
PAGES = ROOT / ".make" / "site"
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")
REPORT = re.compile(r"<!-- report: (\w+) -->([^|\n]*\S)")
OUTSIDE_DOCS = {
    "README": "index",
    "CONTRIBUTING": "contributing",
    "SECURITY": "security",
    "CHANGELOG": "changelog",
}
INNER = tuple(
    f"vendor_score.{name}" for name in ("decision.criterion_column", "grammar", "kinds", "schema")
)
"""What a contributor meets and who uses the library does not."""
REFERENCE = {
    "en": "# Library\n\nThe public names of `vendor_score`, then the records that they lead to. "
    "Everything else may change without notice.\n",
    "zh": "# 程序库\n\n`vendor_score` 的公开名称，以及由它们得到的记录；其余内容可能随时更改。"
    "说明取自源代码，为英文。\n",
}


def site_pages(lang: str) -> dict[str, str]:
    """The pages of one language: name in the site to its Markdown, links turned for the site."""
    files = [*sorted((ROOT / "docs").glob("*.md"))]
    files += [path for path in sorted(ROOT.glob("*.md")) if _name(path)[0] in OUTSIDE_DOCS.values()]
    own = {_name(path)[0]: path for path in files if _name(path)[1] == lang}
    pages = {}
    for name, path in own.items():
        text = path.read_text(encoding="utf-8")
        pages[name] = LINK.sub(lambda found: _link(found, lang), text)
        pages[name] = REPORT.sub(_report_link, pages[name])
        pages[name] = pages[name].replace("](docs/images/", "](images/")
    pages["reference"] = REFERENCE[lang] + "".join(
        f"\n::: {obj.__module__}.{obj.__qualname__}\n" for obj in public_objects()
    )
    return pages


def _name(path: Path) -> tuple[str, str]:
    """Name in the site, and language."""
    stem, _, lang = path.stem.partition(".")
    return OUTSIDE_DOCS.get(stem, stem), lang or "en"


def _link(found: re.Match[str], lang: str) -> str:
    text, target, anchor = found[1], found[2], found[3] or ""
    if target.endswith((".png", ".svg")):
        return found[0]
    name, to = _name(Path(target))
    known = {_name(path) for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md")}
    if not target.endswith(".md") or (name, to) not in known:
        return text
    if to == lang:
        return f"[{text}]({name}.md{anchor})"
    return f"[{text}]({'zh' if to == 'zh' else '..'}/{name}.html{anchor})"


def _report_link(found: re.Match[str]) -> str:
    """A report of the gallery, which opens in the language that it is meant to show."""
    name, shown = found[1], found[2]
    lang = REPORTS[name][0]
    return f"[{shown}](gallery/{name}.html#lang={lang})"


def public_objects() -> list[typing.Any]:
    """The public functions and classes, and after them the package's classes they lead to."""
    objects: list[typing.Any] = []
    for name in vendor_score.__all__:
        value = getattr(vendor_score, name)
        members = [getattr(value, n) for n in value.__all__] if inspect.ismodule(value) else [value]
        objects += [obj for obj in members if inspect.isclass(obj) or inspect.isfunction(obj)]
    for obj in objects:  # grows while it is gone through
        objects += [kind for kind in dict.fromkeys(_kinds_in(obj)) if kind not in objects]
    return objects


def _kinds_in(obj: typing.Any) -> Iterator[type]:
    """The package's public classes in the annotations of a function, or of a class's members."""
    members = [obj]
    if inspect.isclass(obj):
        own = {n: v for n, v in vars(obj).items() if not n.startswith("_")}
        functions = [
            getattr(v, "fget", None) or getattr(v, "func", None) or v for v in own.values()
        ]
        members += [f for f in functions if inspect.isfunction(f)]
    for member in members:
        names = vars(sys.modules[member.__module__]) | _checker_names(member.__module__)
        for name, annotation in inspect.get_annotations(member).items():
            if not name.startswith("_"):  # annotations are text in this package
                found = [names.get(word) for word in re.findall(r"\w+", str(annotation))]
                yield from (kind for kind in found if _is_own(kind))


def _is_own(kind: object) -> typing.TypeGuard[type]:
    if not isinstance(kind, type) or kind.__name__.startswith("_"):
        return False
    return kind.__module__.startswith("vendor_score.") and not kind.__module__.startswith(INNER)


@cache
def _checker_names(module: str) -> dict[str, typing.Any]:
    """What a module imports for the type checker alone, imported."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    names: dict[str, typing.Any] = {}
    for node in [n for outer in tree.body if isinstance(outer, ast.If) for n in outer.body]:
        for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            source = node.module if isinstance(node, ast.ImportFrom) else None
            names[alias.asname or alias.name] = _imported(source, alias.name)
    return names


def _imported(module: str | None, name: str) -> typing.Any:
    try:
        home = import_module(module or name)
        return getattr(home, name, None) or import_module(f"{module}.{name}") if module else home
    except ImportError:  # of an extra that is not installed: no class of this package
        return typing.Any


def main() -> None:
    target = Path(sys.argv[1]).absolute()
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    reports = {f"gallery/{name}.html": report(name) for name in REPORTS}
    for lang, settings, folder in (
        ("en", "mkdocs.yml", target),
        ("zh", "mkdocs.zh.yml", target / "zh"),
    ):
        home = PAGES / lang
        shutil.copytree(ROOT / "docs" / "images", home / "images")
        write_files(home, reports)
        for name, text in site_pages(lang).items():
            (home / f"{name}.md").write_text(text, encoding="utf-8")
        command = [
            "build",
            "--quiet",
            "--strict",
            "--config-file",
            settings,
            "--site-dir",
            str(folder),
        ]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([sys.executable, "-m", "mkdocs", *command], cwd=ROOT, check=True, env=quiet)
    print(f"{target / 'index.html'}")


if __name__ == "__main__":
    main()
