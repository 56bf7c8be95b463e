"""Words that may stand beside an answer without changing what it says.

Everything that is neither here nor in another table makes an answer unreadable: a word that the
grammar does not know may be the word that turns the meaning.
"""

from __future__ import annotations

from vendor_score.wording import lexicon

__all__ = ["STOPWORDS"]

STOPWORDS = lexicon.words("stopword")
