"""Records of a review: what the buyer corrected, saw proof of, and judged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from vendor_score.questionnaire.cells import Cell
from vendor_score.records import Answer
from vendor_score.source import NOWHERE, Source
from vendor_score.wording import languages, text

__all__ = ["ASSESSORS", "COLUMNS", "Entry", "JudgedLevel", "Review", "fingerprint", "says_yes"]

COLUMNS = (
    "criterion_id", "answer_mark", "entry_mark", "vendor", "criterion", "question", "answer",
    "reading", "state", "where", "finding", "fix",
    "corrected", "reason", "basis", "name", "date", "seen", "still_holds",
)  # fmt: skip
"""Keys of the review sheet's columns; they stand in its hidden first row."""

ASSESSORS = 5
"""How many assessors the judgement sheet has columns for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What the buyer entered in one row: a correction, the proof seen, or both.

    ``mark`` is the fingerprint of the vendor's answer that the entry was made against; where the
    answer has another one now, the entry is stale. ``corrected`` is None where nothing was
    corrected.
    """

    vendor: str
    criterion: str
    mark: str
    corrected: Cell | None = None
    reason: str = ""
    basis: str = ""
    name: str = ""
    date: str = ""
    seen: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedLevel:
    """One assessor's entry on the judgement sheet, as typed."""

    vendor: str
    criterion: str
    slot: int
    assessor: str
    level: Cell | None
    reason: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """Everything entered in a review workbook."""

    file: str = ""
    entries: tuple[Entry, ...] = ()
    levels: tuple[JudgedLevel, ...] = ()
    assessors: tuple[str, ...] = ()


def fingerprint(answer: Answer) -> str:
    """What an entry is made against: the vendor's own text, whatever cell it stands in."""
    return hashlib.sha256(answer.text.strip().encode()).hexdigest()[:16]


def says_yes(told: str) -> bool:
    """Whether a yes-or-nothing cell of the review was filled with a yes."""
    words = {text("questionnaire.yes", lang).casefold() for lang in languages()}
    return told.strip().casefold() in words | {"y", "x", "√", "✓", "✔"}
