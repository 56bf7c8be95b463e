"""Items of lists as people write them: certificates, platforms, channels, languages.

Ids are those of docs/answers.md; languages are ISO 639 codes. Their names stand in the lexica.
"""

from __future__ import annotations

from functools import cache

from vendor_score.grammar.clean import fold
from vendor_score.wording import lexicon

__all__ = ["ITEMS", "synonyms"]


def _named(*items: str) -> dict[str, tuple[str, ...]]:
    """Item to the names it goes by, in the lexica as ``item.ISO27001``."""
    return {item: lexicon.words(f"item.{item}") for item in items}


CERTIFICATES = _named(
    "ISO27001", "ISO27701", "ISO9001", "ISO18295", "SOC2", "PCI_DSS", "MLPS2", "MLPS3", "COPC",
)  # fmt: skip
PLATFORMS = _named(
    "taobao", "tmall", "jd", "douyin", "pdd", "kuaishou", "xiaohongshu",
)  # fmt: skip
CHANNELS = _named(
    "voice", "chat", "email", "social",
)  # fmt: skip
LANGUAGES = _named(
    "zh", "yue", "en", "ja", "ko", "fr", "de", "es", "pt", "it", "ru", "ar", "th", "vi", "id",
    "ms", "tl", "hi", "tr", "nl", "pl",
)  # fmt: skip
ITEMS = {**CERTIFICATES, **PLATFORMS, **CHANNELS, **LANGUAGES}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For every folded name, id included, the names of the same item."""
    table: dict[str, tuple[str, ...]] = {}
    for item, names in ITEMS.items():
        for name in (item, *names):
            table[fold(name)] = (item, *names)
    return table
