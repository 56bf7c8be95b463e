"""What columns hold and rows say, by their headings; the words are ``header.*`` of the lexica."""

from __future__ import annotations

from enum import StrEnum

from vendor_score.wording import lexicon

__all__ = ["CONTACT", "NO_VENDOR", "ROLES", "Role"]


class Role(StrEnum):
    """What a column holds, as its heading says."""

    VENDOR = "vendor"
    NAME = "name"  # a vendor's name only at the head of a table of vendors
    QUESTION = "question"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    REMARKS = "remarks"
    NUMBER = "number"
    UNIT = "unit"
    YES = "yes"
    NO = "no"
    OTHER = "other"


ROLES = {role: lexicon.words(f"header.{role.value}") for role in Role}
"""What the heading of a column says of it."""

NO_VENDOR = lexicon.words("heading.no_vendor")
"""Rows and columns that sum up or explain."""

CONTACT = lexicon.words("heading.contact")
"""Rows that ask who filled the form in."""
