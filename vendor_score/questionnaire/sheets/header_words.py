"""What the words over columns and beside rows say of them; they are ``header.*`` of the lexica."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from vendor_score.grammar.clean import clean
from vendor_score.questionnaire.headings import (
    alnum,
    bilingual_parts,
    normalize_heading,
    strip_numbering,
)
from vendor_score.wording import lexicon

__all__ = [
    "CONTACT",
    "NO_VENDOR",
    "ROLES",
    "ColumnRole",
    "holds_names",
    "is_contact_word",
    "is_example",
    "is_no_vendor",
    "is_note",
    "role_of",
]


class ColumnRole(StrEnum):
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


ROLES = {role: lexicon.words(f"header.{role.value}") for role in ColumnRole}
"""What the heading of a column says of it."""

NO_VENDOR = lexicon.words("heading.no_vendor")
"""Rows and columns that sum up or explain."""

CONTACT = lexicon.words("heading.contact")
"""Rows that ask who filled the form in."""


# What the words over columns and beside rows say of them.


_ROLES: dict[str, ColumnRole] = {
    alnum(word): role for role, known in ROLES.items() for word in known
}
_ANSWER = lexicon.regex("{header.answer.pattern}")
_VENDOR = lexicon.regex("{header.vendor.pattern}")
"""Words that ask for the vendor's name; one of its own name (Your Agency Ltd) is not among them."""

_NO_VENDORS = frozenset(alnum(word) for word in NO_VENDOR)
_NO_VENDOR_LONG = lexicon.regex("{heading.no_vendor.pattern}")
_NO_VENDOR_BEGINS = frozenset(
    word[:2] for word in (*_NO_VENDORS, *lexicon.words("heading.no_vendor_begins"))
)
"""First letters, by which most names of vendors are known to be none of these words at once."""

_EXAMPLE = lexicon.regex("{heading.example:words}", re.IGNORECASE)
_NOTE = lexicon.regex(
    r"^\s*(?:{heading.note}|\*|※)\s*[:：*\d.、]|^\s*[*※]",
    re.IGNORECASE,
)
_CONTACTS = frozenset(alnum(word) for word in CONTACT)
_LONGEST_HEADING = 60


@lru_cache(maxsize=16_384)
def role_of(text: str) -> ColumnRole | None:
    """What a heading says of its column, None for a heading that is none of these words."""
    if len(text) > _LONGEST_HEADING:
        return None
    roles = [_role(part) for part in (text, *bilingual_parts(text))]
    return next((role for role in roles if role is not None), None)


def _role(text: str) -> ColumnRole | None:
    told = next((_ROLES[key] for key in normalize_heading(text).keys if key in _ROLES), None)
    if told not in {None, ColumnRole.NAME}:
        return told
    return _phrase_role(text) or told


def _phrase_role(text: str) -> ColumnRole | None:
    """What a phrase says of its column: Please state your company's name."""
    if text.strip() in {"#", "＃", "№"}:
        return ColumnRole.NUMBER
    plain = clean(text).strip(" :*?").removesuffix(")")
    plain = plain.partition("(")[0].strip()
    if not plain:
        return None
    if _ANSWER.fullmatch(plain):
        return ColumnRole.ANSWER
    return ColumnRole.VENDOR if _VENDOR.fullmatch(strip_numbering(plain)) else None


@lru_cache(maxsize=4_096)
def is_no_vendor(text: str) -> bool:
    """Whether a row or column so headed sums up or explains: total, average, weight, type ..."""
    if len(text) > _LONGEST_HEADING or alnum(clean(text[:12]))[:2] not in _NO_VENDOR_BEGINS:
        return False
    for part in (text, *bilingual_parts(text)):
        folded = normalize_heading(part)
        if any(key in _NO_VENDORS for key in folded.keys):
            return True
        if _NO_VENDOR_LONG.fullmatch(folded.text.partition("(")[0].strip(" :*")):
            return True
    return False


def is_example(text: str) -> bool:
    """Whether a sheet or row so named is an example to the reader, not an answer."""
    return _EXAMPLE.search(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note to the table rather than a vendor's name."""
    return _NOTE.search(text) is not None


def holds_names(text: str) -> bool:
    """Whether a heading is that of a second column of names: Short name, Brand, 简称 ..."""
    plain = " ".join(re.findall(r"[a-z]+|[^\W\d_a-z]+", clean(text).casefold()))
    return any(
        f" {word} " in f" {plain} " if word.isascii() else word in plain
        for word in lexicon.words("heading.names")
    )


def is_contact_word(text: str) -> bool:
    """Whether a row asks who filled the form in, which is no question of the criteria."""
    return any(
        key in _CONTACTS
        for part in (text, *bilingual_parts(text))
        for key in normalize_heading(part).keys
    )
