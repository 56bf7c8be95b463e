"""Answers that are none: blank, refused, pending, vague, a reference, a template left untouched.

`WHOLE` are phrases that make an answer none when they are all of it; `ANYWHERE` also beside other
words. The phrases stand in the lexica, as ``not_answered.*`` and ``word.*``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vendor_score.grammar.denials import denies_an_answer
from vendor_score.grammar.words import Role
from vendor_score.wording import lexicon

__all__ = ["ANYWHERE", "Result", "is_blank_form", "no_value", "unreadable", "whole_answer"]

WHOLE = {
    **lexicon.group("not_answered"),
    "missing": lexicon.words("not_answered.missing", "unanswered"),
}
OPENINGS = lexicon.words("opening")
# Not applicable to us, N/A - no voice: the answer is what stands before.
_OPENING_ENDS = lexicon.regex(r"[(,;。\n]| - | (?:{opening.behind})\b")
MISSING_SIGNS = re.compile(r"[-/\\.,;:·*_~?!#=+|()'\"\s。、□]*\Z")
ERRORS = re.compile(r"#(ref!?|n/a|value!?|div/0!?|name\??|null!?|num!?"
    r"|spill!?|calc!?|getting_data|####*)\Z|#+\Z|err:\d+\Z")  # fmt: skip
ANYWHERE: dict[Role, tuple[str, ...]] = {
    role: lexicon.words(f"word.{role}")
    for role in (Role.REFUSED, Role.PENDING, Role.VAGUE, Role.REFERENCE, Role.PLANNED)
}
EXAMPLE = lexicon.regex(
    r"\(?\s*(?:{example.before}\s*(?:[:,]|(?=[\d≤<]|{example.about}))"
    r"|{example.as}\s*:|{example.whole})"
)
PLACEHOLDER = lexicon.regex(
    r"\(\s*\)(?=\s?{blank.unit})|_{2,}|\b[x]{2,}(?![a-z])|×{2,}|\*{2,}"
    r"|(?<![a-z])[x]{1,3}(?=\s?{blank.unit})"
)
BLANKS = frozenset(("()", *lexicon.words("blank.mark")))


@cache
def _whole() -> dict[str, str]:
    return {phrase: flag for flag, phrases in WHOLE.items() for phrase in phrases}


def whole_answer(text: str) -> str | None:
    """The flag of a clean answer that is none as a whole, None where it may be an answer."""
    if MISSING_SIGNS.match(text) and "/" not in text[1:] and text.strip("()") != '"':
        return "missing"
    if ERRORS.match(text) or text in BLANKS:
        return "missing"
    core = text.strip(" .。!,;:()'\n*-")
    found = _whole().get(text) or _whole().get(core) or _opening(text)
    if found is None and denies_an_answer(core):
        return "missing"
    if found is None and is_blank_form(text):
        return "template_unanswered"
    return found


def _opening(text: str) -> str | None:
    """不适用(无在线客服): what the first words say, where no number follows."""
    if not text.startswith(OPENINGS) or any(c.isdecimal() for c in text):
        return None
    flag = _whole().get(_OPENING_ENDS.split(text, maxsplit=1)[0].strip())
    return flag if flag in {"not_applicable", "missing"} else None


def is_blank_form(text: str) -> bool:
    """Whether it is a form that nobody filled in: an example text, or blanks to write in."""
    return EXAMPLE.match(text) is not None or PLACEHOLDER.search(text) is not None


# What a small parser hands back: a value with its flags, or why there is none.


@dataclass(frozen=True, slots=True)
class Result:
    """The fields of a reading that the parsers fill; ``reason`` where the answer was not read.

    ``words`` are those that were not understood.
    """

    low: float | None = None
    high: float | None = None
    unit: str | None = None
    flags: frozenset[str] = frozenset()
    items: tuple[str, ...] | None = None
    parts: tuple[float, ...] | None = None
    within_s: float | None = None
    industry_delta_pct: float | None = None
    commission_pct: float | None = None
    reason: str | None = None
    words: str | None = None


def no_value(*flags: str) -> Result:
    """An answer without a value."""
    return Result(flags=frozenset(flags))


def unreadable(reason: str, words: str | None = None) -> Result:
    """An answer that could not be read, and why."""
    return Result(flags=frozenset({"unreadable"}), reason=reason, words=words)
