"""A third language made by machine: every Latin letter of the English words becomes Armenian."""

from __future__ import annotations

import json
import re
from pathlib import Path

from vendor_score.wording import FALLBACK, catalogue
from vendor_score.wording.lexicon import phrases

CODE = "qps"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SMALL = {ord(letter): chr(0x0561 + at) for at, letter in enumerate(LETTERS)}
LARGE = {ord(letter.upper()): chr(0x0531 + at) for at, letter in enumerate(LETTERS)}
LEFT = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]+")


def pseudo(words: str) -> str:
    """The words in the third language; placeholders stay."""
    parts = re.split(r"(\{[^{}]*\})", words)
    return "".join(p if p.startswith("{") else p.translate(SMALL | LARGE) for p in parts)


def pseudo_lexicon() -> dict[str, list[str]]:
    """The English phrases in the third language; no expressions, which follow English word order,
    and no pairs of words.
    """
    return {
        meaning: [pseudo(phrase) for phrase in listed]
        for meaning, listed in phrases("en").items()
        if not meaning.endswith(".pattern") and not any("=" in phrase for phrase in listed)
    }


def write_language(folder: Path) -> Path:
    """The folder for ``VENDOR_SCORE_WORDING``, with the two data files that make a language."""
    words = {key: pseudo(said) for key, said in catalogue(FALLBACK).items()}
    words["language.tag"] = CODE
    words["language.script"] = "ARMENIAN"
    for kind, content in (("locale", words), ("lexicon", pseudo_lexicon())):
        (folder / kind).mkdir(parents=True)
        path = folder / kind / f"{CODE}.json"
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder


def left_over(shown: str, *known: str) -> str:
    """English words and Chinese signs in what is shown, but for names that are known."""
    for name in sorted(known, key=len, reverse=True):
        shown = shown.replace(name, " ")
    return " ".join(sorted(set(LEFT.findall(shown))))
