"""The words of offer sheets: headings, items, bases, modes and states, in every language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from vendor_score.price.offer import ITEM_IDS, LineState
from vendor_score.wording import lexicon

__all__ = ["COLUMNS", "column_of", "folded", "item_of", "meaning_of", "state_of", "vendor_label"]

COLUMNS = (
    "vendor", "id", "item", "basis", "price", "currency", "tax", "tax_rate", "up_to", "mode",
    "measured", "block", "free", "minimum", "maximum", "from_month", "to_month", "of", "state",
    "hours", "days", "unit", "special", "remark",
)  # fmt: skip
"""Columns of the offer sheet; only an item or id and a price must be there."""
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_IGNORED = re.compile(r"[\s_\-/·:：*.]+")


def folded(text: str) -> str:
    """A word as it is looked up: without case, width, blanks and punctuation.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _words(subject: str) -> dict[str, str]:
    """Folded word to what it means, of the meanings below a subject."""
    return {
        folded(word): meaning for meaning, words in lexicon.group(subject).items() for word in words
    }


def meaning_of(subject: str, text: str) -> str | None:
    """What a word means below ``offer.<subject>``; None for one that is not known.

    Parameters
    ----------
    subject : str
        ``column``, ``item``, ``basis``, ``mode``, ``measured``, ``state``, ``tax``, ``unit``.
    text : str

    Returns
    -------
    str or None
    """
    known = _words(f"offer.{subject}")
    return known.get(folded(text)) or known.get(folded(_BRACKETS.sub("", text)))


def column_of(heading: str) -> str | None:
    """The column that a heading stands over; what stands in brackets may be left out.

    Parameters
    ----------
    heading : str

    Returns
    -------
    str or None
    """
    return meaning_of("column", heading)


def vendor_label(text: str) -> bool:
    """Whether a cell says that the vendor's name stands beside it.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return column_of(text) == "vendor"


def state_of(text: str) -> LineState | None:
    """The state that a word says: free, negotiable, at cost.

    Parameters
    ----------
    text : str

    Returns
    -------
    LineState or None
    """
    found = meaning_of("state", text)
    return None if found is None else LineState(found)


def item_of(id: str, item: str) -> str:
    """The item of a row by its id, else by its name; a name of the vendor's own as it stands.

    Parameters
    ----------
    id, item : str

    Returns
    -------
    str
    """
    by_id = ITEM_IDS.get(id.strip().upper())
    return by_id or meaning_of("item", item) or item.strip()
