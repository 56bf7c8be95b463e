"""Texts of questions and headings in one form: numbering, brackets, units, fillers and signs apart.

In the lexica, ``word*`` below ``guard.*`` stands for every Latin word that begins so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.grammar.clean import clean
from vendor_score.grammar.words import words
from vendor_score.wording import lexicon

__all__ = [
    "EXCLUDING",
    "FILLERS",
    "FILLER_WORDS",
    "GUARDS",
    "SAME",
    "SAME_WORDS",
    "UNITS",
    "NormalizedHeading",
    "alnum",
    "bilingual_parts",
    "distinguishing_words",
    "normalize_heading",
    "numbers_in",
    "strip_numbering",
]

GUARDS = lexicon.group("guard")
"""Two texts that differ in one of these ask different things, however alike they are."""

EXCLUDING = lexicon.words("heading.excluding")
"""Negations that only narrow an answer down."""

FILLERS = lexicon.words("heading.filler")
FILLER_WORDS = frozenset(lexicon.words("heading.filler_word"))

SAME: dict[str, str] = {
    "时长": "时间", "时效": "时间", "耗时": "时间", "用时": "时间", "时限": "时间",
    "首响时间": "首次响应", "首响": "首次响应", "平响时间": "平均响应", "平响": "平均响应",
    "响应时间": "响应",
    "百分比": "比例", "占比": "比例", "比率": "比例", "顾客": "客户", "买家": "客户",
    "消费者": "客户",
    "期间": "", "时期": "",
}  # fmt: skip
SAME_WORDS: dict[str, str] = {
    "responses": "response", "reply": "response", "replies": "response", "percentage": "rate",
    "ratio": "rate", "avg": "average", "mean": "average",
    "sec": "second", "secs": "second", "seconds": "second",
    "min": "minute", "mins": "minute", "minutes": "minute",
}  # fmt: skip
"""Words that mean the same in a question; a match that needs them is a near one."""

UNITS = (
    r"%|‰|pct|percent(?:age)?|百分比|千分比|s|secs?|seconds?|秒|秒钟|mins?|minutes?|分|分钟",
    r"h|hrs?|hours?|小时|时|d|days?|天|日|工作日|weeks?|周|months?|月|个月|y|yrs?|years?|年",
    r"人|名|席|家|个|次|条|万|k|次/月|次/年",
    r"h/day|hours?(?: a|/| per )day|小时/天|小时/日|h/d|hours daily",
    r"\d+分制|满分\d+分?|(?:score )?out of \d+|/\d+|\d+-\d+分?|百分制",
    r"scale \d+-\d+|\d+-point|points?",
    r"(?:[¥$€£]|cny|rmb|usd|eur|gbp|元|人民币|万元|美元|欧元)(?:\s?(?:/|per|每).{1,20})?",
    r".{1,10}/(?:月|人|单|条|天|小时|month|seat|order|hour|day)(?:/.{1,10})?",
)
"""Patterns of the units that stand in brackets behind a question."""


# Fold question texts and headings: one form for numbering, brackets, units, fillers and signs.

_TRADITIONAL = (
    "問问題题稱称廠厂辦办顧顾說说註注屬属區区財财擬拟佔占單单標标該该這这嗎吗麼么謝谢幾几資资"
    "絡络競竞爭争隱隐蓋盖鎖锁錄录編编碼码"
)
_SIMPLIFIED = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
"""Characters of question texts that answers seldom have."""

_NUMERALS = "一二三四五六七八九十百"
_NUMBERING = re.compile(
    rf"""^[\s*#·\-]*(?:
      \(\s*(?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})\s*\)[.、:]?   # (1) (一) (a)
    | (?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})\s*[)、．]          # 1) 一、 a)
    | \d{{1,3}}(?:\.\d{{1,3}})+[.:、)]?(?=[\s{chr(0x4E00)}-{chr(0x9FFF)}a-z])  # 1.2 1.2.3
    | (?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})[.:](?!\d)          # 1. 1: a.
    | (?:q|no|nr|question|item|criterion|kpi)\s?[.\-#]?\s?\d{{1,3}}(?:\.\d{{1,3}})*[.:、)\-]?
      (?=\W|\d|[^\x00-\x7f]|\s|$)                                          # Q3 No. 3
    | (?:问题|题目|指标|问|题)\s?\d{{1,3}}[.:、)\-]?
    | 第\s?(?:\d{{1,3}}|[{_NUMERALS}]{{1,3}})\s?[题条项][.:、)]?
    | [a-z]{{2,5}}[\-_]\d{{1,3}}\b[.:、)]?                                     # RSP-01
    )\s*""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}\s+(?=\S)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNIT_WORDS = "|".join(UNITS)
_UNIT = re.compile(rf"(?:单位|unit|in|计)?\s?[:=]?\s?({_UNIT_WORDS})")
_UNIT_SUFFIX = re.compile(
    rf"(?:\s?/\s?|\s?[,;:]\s?(?:单位|unit)?[:=]?\s?|\s+in\s+)({_UNIT_WORDS})\??$"
)
_FILLER = re.compile(
    r"(?:大概|大约|约)?[是为有]?(?:多少|几)(?:秒|分钟|小时|天|个月|月|年|人|名|家|个|次)?|"
    + "|".join(FILLERS)
)
_ASKED_UNIT = re.compile(r"(?:多少|几)(秒|分钟|小时|天|个月|月|年)")
_EXCLUDING = re.compile("|".join(EXCLUDING))
_GUARD_PARTS = {
    name: tuple(word for word in guarding if not word.isascii() or word[0].isdigit())
    for name, guarding in GUARDS.items()
}
_GUARD_WORDS = {
    word: name
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.isascii() and not word.endswith("*")
}
_GUARD_BEGINS = tuple(
    (word[:-1], name)
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.endswith("*")
)
_LATIN = re.compile(r"[a-z][a-z\-]*\.?")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_COUNTED = re.compile(
    r"([零一二两三四五六七八九])?(十)?([一二三四五六七八九])?(?=秒|分|小时|天|日|周|个?月|年|次)"
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        words("zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve")
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_WORDS = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"\n|\s[/|]\s|[|;]|(?<=[\u4e00-\u9fff?)])\s*/\s*(?=[a-z])")
_SCRIPTS = re.compile(
    r"(?<=[\u4e00-\u9fff?()])\s+(?=[a-z]{3})|(?<=[a-z?)])\s+(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NormalizedHeading:
    """A question text in its folded forms.

    ``keys`` are the forms in which equal texts are equal, from the most to the least literal;
    ``near`` the form in which similar texts are compared; ``unit`` is the bracketed unit as
    written; ``aside`` the bracketed words that are no unit.
    """

    text: str
    keys: tuple[str, ...]
    near: str
    unit: str | None
    aside: str
    distinguishing_words: frozenset[str]
    numbers: frozenset[float]


@lru_cache(maxsize=16_384)
def normalize_heading(text: str) -> NormalizedHeading:
    """The folded forms of a question text or heading."""
    whole = clean(text).translate(_SIMPLIFIED)
    plain, unit, aside = _without_brackets(strip_numbering(whole))
    if (suffix := _UNIT_SUFFIX.search(plain)) is not None and suffix.start() > 1:
        unit, plain = unit or suffix[1], plain[: suffix.start()]
    if unit is None and (asked := _ASKED_UNIT.search(plain)) is not None:
        unit = asked[1]
    bare = _without_fillers(plain)
    forms = (whole, strip_numbering(whole), plain, bare, _BARE_NUMBER.sub("", bare))
    return NormalizedHeading(
        text=whole,
        keys=tuple(dict.fromkeys(key for form in forms if (key := alnum(form)))),
        near=_near(bare),
        unit=unit,
        aside=aside,
        distinguishing_words=distinguishing_words(plain),
        numbers=numbers_in(plain),
    )


def bilingual_parts(text: str) -> tuple[str, ...]:
    """The parts of a heading that says the same thing twice, in two languages or lines."""
    whole = strip_numbering(clean(text).translate(_SIMPLIFIED))
    parts = [p for line in _SEVERAL.split(whole) for p in _SCRIPTS.split(line) if alnum(p)]
    return tuple(parts) if len(parts) > 1 else ()


def strip_numbering(text: str) -> str:
    """Without ``1.``, ``(1)``, ``Q3``, ``一、``, ``RSP-01`` in front; ``3-minute rate`` stays."""
    for _ in range(2):
        rest = _NUMBERING.sub("", text, count=1)
        if not alnum(rest):
            return text
        text = rest
    return text


def alnum(text: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(c for c in text if c.isalnum())


def distinguishing_words(text: str) -> frozenset[str]:
    """Words that make another question of it: negations, first and average, peak, channel ..."""
    text = _EXCLUDING.sub("", text)
    found = {name for name, parts in _GUARD_PARTS.items() if any(part in text for part in parts)}
    for word in _LATIN.findall(text):
        found.update(name for begin, name in _GUARD_BEGINS if word.startswith(begin))
        whole = word if word == "no." else word.rstrip(".")  # "No. of cases" denies nothing
        for part in (whole, *whole.split("-")):
            if part in _GUARD_WORDS:
                found.add(_GUARD_WORDS[part])
    return frozenset(found)


def numbers_in(text: str) -> frozenset[float]:
    """The numbers in a question text, also those in words: 三分钟, three-minute."""
    found = {float(n) for n in _NUMBER.findall(text)}
    found.update(
        float(_NUMBER_WORDS[word]) for word in _WORD.findall(text) if word in _NUMBER_WORDS
    )
    for tens, ten, ones in _COUNTED.findall(text):
        if tens or ten or ones:
            found.add(float(_counted(tens, ten, ones)))
    return frozenset(found)


def _counted(tens: str, ten: str, ones: str) -> int:
    if not ten:
        return _DIGITS[ones or tens]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _without_brackets(text: str) -> tuple[str, str | None, str]:
    """The text without brackets, the unit that stood in one, and the other words in them."""
    unit: str | None = None
    aside: list[str] = []
    for content in _BRACKET.findall(text):
        if (found := _UNIT.fullmatch(content.strip())) is not None:
            unit = unit or found[1]
        else:
            aside.append(content)
    return _BRACKET.sub(" ", text).strip(), unit, " ".join(aside)


def _without_fillers(text: str) -> str:
    told = [w for w in re.split(r"[\s']+", text) if alnum(w) not in FILLER_WORDS]
    return _FILLER.sub("", " ".join(told)) if told else text


def _near(text: str) -> str:
    for word, same in SAME.items():
        text = text.replace(word, same)
    told = (str(_NUMBER_WORDS.get(word, word)) for word in _WORDS.findall(text))
    return " ".join(SAME_WORDS.get(word, word) for word in told)
