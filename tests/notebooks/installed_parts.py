"""What an installation holds: the packages of the plain install and of an extra, and no others."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]


def modules_outside(extra: str | None) -> set[str]:
    """Top-level modules of packages that neither the plain install nor ``extra`` brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(project["dependencies"])
    if extra is not None:
        asked += project["optional-dependencies"][extra]
    inside = _with_dependencies(asked) | {"vendor-score", "pip", "setuptools"}
    return {
        module
        for module, names in packages_distributions().items()
        if not {_plain(name) for name in names} & inside
    }


def blocker(modules: set[str]) -> str:
    """Python source after which none of ``modules`` can be imported."""
    return f"""
import importlib.abc, sys
class _NotInstalled(importlib.abc.MetaPathFinder):
    names = {sorted(modules)!r}
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, _NotInstalled())
"""


def _with_dependencies(asked: list[str]) -> set[str]:
    found: set[tuple[str, str]] = set()
    todo = [Requirement(each) for each in asked]
    while todo:
        wanted = todo.pop()
        for extra in ("", *wanted.extras):
            if (_plain(wanted.name), extra) in found:
                continue
            found.add((_plain(wanted.name), extra))
            try:
                listed = requires(wanted.name) or []
            except PackageNotFoundError:  # for another system or release of Python
                continue
            needed = map(Requirement, listed)
            todo += [r for r in needed if r.marker is None or r.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
