"""Words that stand in the names of files and sheets but are no part of a vendor's name."""

from __future__ import annotations

from vendor_score.wording import lexicon

__all__ = ["FILE_WORDS", "SHEET_WORDS"]

FILE_WORDS = frozenset(lexicon.words("name.file"))
SHEET_WORDS = frozenset(lexicon.words("name.file", "name.sheet"))
