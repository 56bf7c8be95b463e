"""The modules of this folder as one inline module: no build step, nothing to install."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["bundle", "stylesheet", "without_comments"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z0-9_]+)\.js";\n', re.MULTILINE)
# what only people read: comments that stand alone on their lines, and indentation
# (a comment that code follows on its line is a cast for the type checker, and the code counts)
_FOR_PEOPLE = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n|^[ \t]+", re.MULTILINE | re.DOTALL
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?function\*? (\w+)|class (\w+)|(?:const|let) (\w+))", re.MULTILINE
)


@cache
def bundle(entry: str) -> str:
    """The module ``entry`` and all it imports, in order, as the text of one ES module.

    Each module becomes a function that runs once and returns its exports, so that names of one
    module never meet those of another. The exports of a module are the properties of
    ``modules.<name>``; callers add a line that uses ``modules.<entry>``.

    Parameters
    ----------
    entry
        Name of a module in ``web/``, without ``.js``.

    Raises
    ------
    ValueError
        Where modules import each other.
    """
    ordered: dict[str, str] = {}
    _collect(entry, ordered, ())
    parts = [f"modules.{name} = (() => {{\n{body}}})();\n" for name, body in ordered.items()]
    return '"use strict";\nconst modules = {};\n' + "\n".join(parts)


def stylesheet() -> str:
    """The style of page and notebook."""
    return without_comments(_read("view.css"))


def without_comments(source: str) -> str:
    """The same code without comments that stand alone on their lines, and without indentation."""
    return _FOR_PEOPLE.sub("", source)


def _collect(name: str, ordered: dict[str, str], above: tuple[str, ...]) -> None:
    if name in ordered:
        return
    if name in above:
        raise ValueError(f"view modules import each other: {' > '.join((*above, name))}")
    source = _read(f"{name}.js")
    for _, needed in _IMPORT.findall(source):
        _collect(needed, ordered, (*above, name))
    ordered[name] = _as_function_body(source)


def _as_function_body(source: str) -> str:
    names = [next(filter(None, match)) for match in _EXPORT.findall(source)]
    body = _IMPORT.sub(_destructure, source)
    return f"{without_comments(_EXPORT.sub('', body))}return {{ {', '.join(names)} }};\n"


def _destructure(match: re.Match[str]) -> str:
    names = re.sub(r"\b(\w+) as (\w+)", r"\1: \2", match[1])
    return f"const {{{names}}} = modules.{match[2]};\n"


def _read(name: str) -> str:
    text = files("vendor_score.present.page").joinpath("web", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
