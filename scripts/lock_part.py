"""Print the part of requirements.lock that one use of the project needs, hashes and all.

    python scripts/lock_part.py PART [PART ...]

A part is a dependency group or an extra of pyproject.toml, or ``dependencies``: what the package
itself needs to run. pip checks hashes in requirements files only, where every line is installed,
so what the demo does not need has to stay out of its file.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

__all__ = ["lock_part"]

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PARENT = re.compile(r"# +(?:via +)?([a-z0-9][a-z0-9._-]*)$")
"""What a pin is there for: `make lock` has uv write it below each pin."""


def lock_part(lock: str, project: str, parts: Iterable[str]) -> str:
    """Keep the pins that a use needs.

    Parameters
    ----------
    lock
        Text of requirements.lock.
    project
        Text of pyproject.toml.
    parts
        ``dependencies``, or names of dependency groups and extras.

    Returns
    -------
    str
        A requirements file: every kept pin as it stands in the lock.

    Raises
    ------
    ValueError
        A part or a package that is not in the files.
    """
    blocks: dict[str, list[str]] = {}
    needed_by: dict[str, set[str]] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        found = NAME.match(block)
        if found:
            name = _normal(found.group())
            # one package may have several pins, for one version of Python each
            blocks.setdefault(name, []).append(block.rstrip())
            parents = {m.group(1) for line in block.splitlines() if (m := PARENT.search(line))}
            needed_by.setdefault(name, set()).update(parents)
    kept = _wanted(project, parts)
    if kept - blocks.keys():
        missing = ", ".join(sorted(kept - blocks.keys()))
        msg = f"requirements.lock does not hold {missing}: run `make lock`"
        raise ValueError(msg)
    while more := {name for name, by in needed_by.items() if name not in kept and by & kept}:
        kept |= more
    return "\n".join(block for name in blocks if name in kept for block in blocks[name]) + "\n"


def _wanted(project: str, parts: Iterable[str]) -> set[str]:
    settings = tomllib.loads(project)
    tables = {"dependencies": settings["project"]["dependencies"]}
    tables |= settings["project"]["optional-dependencies"] | settings["dependency-groups"]
    names = set()
    for part in parts:
        if part not in tables:
            msg = f"pyproject.toml has no part {part!r}, it has {', '.join(tables)}"
            raise ValueError(msg)
        names |= {_normal(match.group()) for line in tables[part] if (match := NAME.match(line))}
    return names


def _normal(name: str) -> str:
    """As PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    try:
        print(lock_part(lock, project, sys.argv[1:]), end="")
    except ValueError as error:
        sys.exit(f"lock_part.py: {error}")


if __name__ == "__main__":
    main()
