"""vendor-score: compare customer-service outsourcers by weighted multi-criteria analysis.

Importing this module is instant; the heavy parts load when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.findings import Finding
    from vendor_score.kinds.readings import parse_answer
    from vendor_score.library import load
    from vendor_score.present import charts
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.records import Reading

__version__ = "0.1.0"
__all__ = ["Decision", "Finding", "Ranking", "Reading", "charts", "load", "parse_answer"]

_HOME = {
    "Decision": "decision",
    "Finding": "findings",
    "Ranking": "ranking.ranking",
    "Reading": "records",
    "load": "library",
    "parse_answer": "kinds.readings",
}


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("vendor_score.present.charts")
    if name in _HOME:
        return getattr(import_module(f"vendor_score.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
