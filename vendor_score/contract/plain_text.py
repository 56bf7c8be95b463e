"""Markdown and plain text as the blocks of a contract."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["text_view"]

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_MARKS = re.compile(r"\*\*|__(?=\S)(?=.*\S__)|`")
_DELETED = re.compile(r"~~.+?~~")
_ITEM = re.compile(r"[-*+]\s+")


def text_view(text: str, *, is_markdown: bool) -> dict[str, Any]:
    """Blocks of a text, each with the number of its line.

    Parameters
    ----------
    text : str
    is_markdown : bool
        Whether ``#``, ``|`` and ``**`` are marks; without it they are characters.

    Returns
    -------
    dict
        As `docx_view` gives it, without changes and comments.
    """
    blocks: list[dict[str, Any]] = []
    flags: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        level, words = None, line.strip()
        if is_markdown:
            if words.startswith("|") or _RULE.fullmatch(words):
                if _RULE.fullmatch(words):
                    continue
                words = " | ".join(c.strip() for c in words.strip("|").split("|"))
            elif (heading := _HEADING.fullmatch(words)) is not None:
                level, words = len(heading[1]), heading[2]
            words = _MARKS.sub("", _ITEM.sub("", words, count=1))
            if _DELETED.search(words):
                flags["struck"] = None
                words = _DELETED.sub("", words)
        if words:
            blocks.append(
                {"text": words, "original": words, "place": f"line {number}", "level": level}
            )
    return {"blocks": blocks, "changes": [], "comments": [], "flags": list(flags)}
