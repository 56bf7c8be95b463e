"""The clauses that a contract should have: what names each, and what makes each measurable.

Rules are data: expressions of all languages in the lexica, ``draft.c05.anchor.pattern`` and
``draft.c05.metric.pattern``. Nothing that is recognised stands in the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from vendor_score.wording import lexicon

__all__ = ["CORE", "ClauseRule", "clause_rules"]

COUNT: Final = 23
CORE: Final = frozenset({3, 5, 7, 10, 17, 18, 22})
"""Those that the trade calls essential."""
_ORDER: Final = {
    1: "code licence parties", 2: "nature employer directs", 3: "duties shop volume",
    4: "span holidays", 5: "metric source period", 6: "amount trigger", 7: "price extras tax",
    8: "cycle due late", 9: "amount refund", 10: "named ban breach deletion", 11: "what term",
    12: "rule", 13: "who", 14: "lead form", 15: "days exam contact", 16: "share frequency access",
    17: "vendor buyer", 18: "dates trial renewal", 19: "notice causes final",
    20: "events notice", 21: "cases time", 22: "forum talks", 23: "copies effect",
}  # fmt: skip
"""Ids of the elements in the order in which they are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseRule:
    """How a clause is found.

    Attributes
    ----------
    number : int
    anchor : re.Pattern
        Names the clause.
    elements : dict
        Id to expression, in the order in which they are told; all of them make level 3.
    """

    number: int
    anchor: re.Pattern[str]
    elements: dict[str, re.Pattern[str]]


@cache
def clause_rules() -> tuple[ClauseRule, ...]:
    """The rules of all clauses.

    Returns
    -------
    tuple of ClauseRule
        By number.
    """
    return tuple(
        ClauseRule(
            number=number,
            anchor=_compiled(number, "anchor"),
            elements={name: _compiled(number, name) for name in _ORDER[number].split()},
        )
        for number in range(1, COUNT + 1)
    )


def _compiled(number: int, name: str) -> re.Pattern[str]:
    return lexicon.regex(f"{{draft.c{number:02}.{name}.pattern}}", re.IGNORECASE)
