"""The words of offer sheets: headings, items, bases, modes and states, in every language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from vendor_score.price.offer import ITEM_IDS, LineState
from vendor_score.wording import both, catalogue, has, languages, lexicon

if TYPE_CHECKING:
    from vendor_score.questionnaire.template import TemplateLang

__all__ = [
    "COLUMNS",
    "column_of",
    "folded",
    "item_of",
    "item_words",
    "known_words",
    "meaning_of",
    "sheet_words",
    "shown_words",
    "state_of",
    "vendor_label",
]

COLUMNS = (
    "vendor", "id", "item", "basis", "price", "currency", "tax", "tax_rate", "up_to", "mode",
    "measured", "block", "free", "free_per", "minimum", "maximum", "from_month", "to_month", "of",
    "state", "hours", "days", "unit", "special", "part_year", "driver", "role", "remark",
)  # fmt: skip
"""Columns of the offer sheet; only an item or id and a price must be there."""
_SHEET = "offer_sheet"
_JOINT = " | "
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_IGNORED = re.compile(r"[\s_\-/·:：*.,，]+")
_PARTS = re.compile(r"\n|\s\|\s")


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


def shown_words(key: str, lang: TemplateLang, between: str = _JOINT) -> str:
    """Words of the offer sheet in one language or all of them, as cells show them.

    Parameters
    ----------
    key : str
        Of the catalogue.
    lang : str
        A language, or ``both``.
    between : str, optional
        What stands between languages.

    Returns
    -------
    str
    """
    label = both(key)
    langs = [lang] if lang != "both" else [*(one for one in languages() if one != "en"), "en"]
    return between.join(dict.fromkeys(label.text(one) for one in langs))


def sheet_words(subject: str, meaning: str, lang: TemplateLang) -> str:
    """The word of the offer sheet's lists for a meaning, such as ``mode`` and ``whole``.

    Parameters
    ----------
    subject, meaning : str
    lang : str
        A language, or ``both``.

    Returns
    -------
    str
        The meaning itself where it has no word, as a volume of the buyer's own.
    """
    key = f"offers.item.{meaning}" if subject == "item" else f"{_SHEET}.{subject}.{meaning}"
    return shown_words(key, lang) if has(key) else meaning


@cache
def known_words(subject: str) -> dict[str, str]:
    """Folded word to what it means, of the meanings below a subject: the lexicon and the sheet.

    Parameters
    ----------
    subject : str

    Returns
    -------
    dict of str to str
    """
    found = {
        folded(word): meaning
        for meaning, words in lexicon.group(f"offer.{subject}").items()
        for word in (words if subject == "column" else (*words, meaning))
    }
    prefix = "offers.item." if subject == "item" else f"{_SHEET}.{subject}."
    for lang in languages():
        for key, word in catalogue(lang).items():
            if key.startswith(prefix):
                found[folded(word)] = key.removeprefix(prefix)
    return found


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
    known = known_words(subject)
    parts = (text, _BRACKETS.sub("", text), *_PARTS.split(text))
    return next((known[key] for part in parts if (key := folded(part)) in known), None)


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


def item_words(item: str) -> tuple[str, ...]:
    """What an item is called, in every language, with its id on the sheet.

    Parameters
    ----------
    item : str

    Returns
    -------
    tuple of str
        The item itself where it is a vendor's own.

    Examples
    --------
    >>> item_words("seat")[0], item_words("parrot")
    ('P01', ('parrot',))
    """
    ids = tuple(id for id, known in ITEM_IDS.items() if known == item)
    words = lexicon.group("offer.item").get(item, ())
    return (*ids, *words) or (item,)


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
