"""vendor-score: compare customer-service outsourcers by weighted multi-criteria analysis.

Importing this module is instant; the heavy parts load when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vendor_score.switchboard import connect
from vendor_score.version import __version__ as __version__

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.findings import Finding
    from vendor_score.kinds.readings import parse_answer
    from vendor_score.library import load
    from vendor_score.present import charts
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.records import Reading

__all__ = ["Decision", "Finding", "Ranking", "Reading", "charts", "load", "parse_answer"]

_HOME = {
    "Decision": "decision",
    "Finding": "findings",
    "Ranking": "ranking.ranking",
    "Reading": "records",
    "load": "library",
    "parse_answer": "kinds.readings",
}

ONWARD = {
    "Decision.rank": "vendor_score.ranking.methods:rank",
    "Decision.robustness": "vendor_score.robustness.assess:assess",
    "Decision.tune": "vendor_score.notebook:tune",
    "Decision.matrix": "vendor_score.ranking.matrices:decision_matrix",
    "Decision.offers": "vendor_score.award.compare:compare_offers",
    "Decision.html": "vendor_score.present.model:decision_html",
    "Ranking.table": "vendor_score.present.model:ranking_table",
    "Ranking.compare": "vendor_score.robustness.compare:compare_ranked",
    "Ranking.why_not": "vendor_score.robustness.compare:why_not",
    "Ranking.save": "vendor_score.present.files.write:save_ranking",
    "Ranking.html": "vendor_score.present.model:ranking_html",
}
"""What the methods of records call that lead to parts built on them (see `switchboard`)."""
connect(ONWARD)


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("vendor_score.present.charts")
    if name in _HOME:
        return getattr(import_module(f"vendor_score.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
