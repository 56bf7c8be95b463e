"""Kinds of answers: one module per kind, what several kinds share, and here the list of them.

To add one, write its module and put its name into `_MODULES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from vendor_score.kinds.base import Kind

__all__ = ["KINDS", "kind_of"]

# in the order in which people read about them
_MODULES: Final = (
    "duration", "percent", "score", "count", "years", "number", "money",
    "yes_no", "choice", "list", "date", "text", "judged",
    "cost", "grade",
)  # fmt: skip


def _load(name: str) -> Kind:
    kind: Kind = import_module(f"vendor_score.kinds.{name}").KIND
    return kind


KINDS: Final[dict[str, Kind]] = {name: _load(name) for name in _MODULES}
"""Every kind by its id, the word after ``answer:`` in criteria.yaml."""


def kind_of(id: str) -> Kind:
    """The kind with this id. Raises ValueError for one that does not exist."""
    try:
        return KINDS[id]
    except KeyError:
        raise ValueError(f"{id!r} is not a kind of answer") from None
