"""How a person goes on from a record: methods that lead upwards, by name and without an import.

`Decision` and `Ranking` know nothing of what is built on them; still, ``decision.rank()`` and
``ranking.save()`` have to work. Their methods ask for a line here; the package itself, which
knows all of its parts, connects the lines when it is imported (`vendor_score.ONWARD`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["connect", "onward"]

_lines: dict[str, str] = {}


def connect(lines: Mapping[str, str]) -> None:
    """Say where lines lead, without importing what stands at their ends.

    Parameters
    ----------
    lines : mapping of str to str
        The name of a line, such as ``Decision.rank``, to ``module:function``.
    """
    _lines.update(lines)


def onward(line: str) -> Callable[..., Any]:
    """The function at the end of a line, its module imported now.

    Parameters
    ----------
    line : str
        A name that was given to `connect`.

    Returns
    -------
    callable
        It takes the record as its first argument.

    Raises
    ------
    KeyError
        For a line that is not connected: a mistake in the program.
    """
    module, _, function = _lines[line].partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
