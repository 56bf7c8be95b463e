"""From the winner to a signed contract: drafts read and checked, promises compared, dates counted.

Nothing here is legal advice: what is missing is "not found", and what is doubtful is for a lawyer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.contract.bound_ranking import BoundRanking, rank_bound
    from vendor_score.contract.calendar_file import calendar_text
    from vendor_score.contract.clauses import check_contract
    from vendor_score.contract.credit import Tolerance, sla_credit
    from vendor_score.contract.dates import (
        Term,
        WorkCalendar,
        add_months,
        contract_ends,
        last_notice_day,
    )
    from vendor_score.contract.document import draft_of_text, read_document
    from vendor_score.contract.promises import compare_promise, compare_promises
    from vendor_score.contract.review import ContractReview, review_contracts
    from vendor_score.contract.settings import SigningPlan, Terms
    from vendor_score.contract.signing import signing_steps

__all__ = [
    "BoundRanking",
    "ContractReview",
    "SigningPlan",
    "Term",
    "Terms",
    "Tolerance",
    "WorkCalendar",
    "add_months",
    "calendar_text",
    "check_contract",
    "compare_promise",
    "compare_promises",
    "contract_ends",
    "draft_of_text",
    "last_notice_day",
    "rank_bound",
    "read_document",
    "review_contracts",
    "signing_steps",
    "sla_credit",
]

_HOME = {
    "bound_ranking": ("BoundRanking", "rank_bound"),
    "calendar_file": ("calendar_text",),
    "clauses": ("check_contract",),
    "credit": ("Tolerance", "sla_credit"),
    "dates": ("Term", "WorkCalendar", "add_months", "contract_ends", "last_notice_day"),
    "document": ("draft_of_text", "read_document"),
    "promises": ("compare_promise", "compare_promises"),
    "review": ("ContractReview", "review_contracts"),
    "settings": ("SigningPlan", "Terms"),
    "signing": ("signing_steps",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
