"""Fold question texts and headings: one form for numbering, brackets, units, fillers and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.questionnaire.grammar.clean import clean

__all__ = ["Folded", "fold_heading", "guards", "halves", "numbers_in", "squash", "strip_numbering"]

_TRADITIONAL = "問问題题稱称廠厂辦办顧顾說说註注屬属區区財财擬拟佔占單单標标該该這这嗎吗麼么謝谢幾几資资絡络競竞爭争隱隐蓋盖鎖锁錄录編编碼码"
_SIMPLIFIED = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
"""Characters of question texts that answers seldom have."""

_NUMERALS = "一二三四五六七八九十百"
_NUMBERING = re.compile(
    rf"""^[\s*#·\-]*(?:
      \(\s*(?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})\s*\)[.、:]?   # (1) (一) (a)
    | (?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})\s*[)、．]          # 1) 一、 a)
    | \d{{1,3}}(?:\.\d{{1,3}})+[.:、)]?(?=[\s{chr(0x4E00)}-{chr(0x9FFF)}a-z])  # 1.2 1.2.3
    | (?:\d{{1,3}}|[{_NUMERALS}]{{1,3}}|[a-z]|[ivx]{{1,4}})[.:](?!\d)          # 1. 1: a.
    | (?:q|no|nr|question|item|criterion|kpi)\s?[.\-#]?\s?\d{{1,3}}(?:\.\d{{1,3}})*[.:、)\-]?(?=\W|\d|[^\x00-\x7f]|\s|$)
    | (?:问题|题目|指标|问|题)\s?\d{{1,3}}[.:、)\-]?
    | 第\s?(?:\d{{1,3}}|[{_NUMERALS}]{{1,3}})\s?[题条项][.:、)]?
    | [a-z]{{2,5}}[\-_]\d{{1,3}}\b[.:、)]?                                     # RSP-01
    )\s*""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}\s+(?=\S)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNIT_WORDS = (
    r"%|‰|pct|percent(?:age)?|百分比|千分比|s|secs?|seconds?|秒|秒钟|mins?|minutes?|分|分钟|h|hrs?|hours?"
    r"|小时|时|d|days?|天|日|工作日|weeks?|周|months?|月|个月|y|yrs?|years?|年|人|名|席|家|个|次|条|万|k"
    r"|h/day|hours?(?: a|/| per )day|小时/天|小时/日|h/d|hours daily|次/月|次/年"
    r"|\d+分制|满分\d+分?|out of \d+|/\d+|\d+-\d+分?|百分制|scale \d+-\d+|score out of \d+|\d+-point|points?"
    r"|(?:[¥$€£]|cny|rmb|usd|eur|gbp|元|人民币|万元|美元|欧元)(?:\s?(?:/|per|每).{1,20})?"
    r"|.{1,10}/(?:月|人|单|条|天|小时|month|seat|order|hour|day)(?:/.{1,10})?"
)
_UNIT = re.compile(rf"(?:单位|unit|in|计)?\s?[:=]?\s?({_UNIT_WORDS})")
_UNIT_SUFFIX = re.compile(
    rf"(?:\s?/\s?|\s?[,;:]\s?(?:单位|unit)?[:=]?\s?|\s+in\s+)({_UNIT_WORDS})\??$"
)
_FILLER = re.compile(
    r"贵司|贵公司|贵方|请问|请填写|请提供|请说明|请列出|请注明|请|填写|必填|选填"
    r"|(?:大概|大约|约)?[是为有]?(?:多少|几)(?:秒|分钟|小时|天|个月|月|年|人|名|家|个|次)?|约为|为|的|吗|呢|如何"
)
_ASKED_UNIT = re.compile(r"(?:多少|几)(秒|分钟|小时|天|个月|月|年)")
_FILLER_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "can",
        "do",
        "does",
        "for",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "kindly",
        "many",
        "much",
        "of",
        "on",
        "or",
        "our",
        "please",
        "provide",
        "required",
        "specify",
        "state",
        "tell",
        "that",
        "the",
        "this",
        "to",
        "us",
        "was",
        "were",
        "what",
        "whats",
        "when",
        "which",
        "with",
        "you",
        "your",
        "company",
        "companys",
        "vendor",
        "vendors",
        "i",
        "e",
        "s",
    ]
)
_EXCLUDES = re.compile(
    r"不含|不包括|不包含|不计|除外|excluding|not including|excl|without bots?|不超过|不低于"
)
_GUARDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words))
    for name, words in (
        ("not", r"不|非|未|无(?!锡)|没|\bno\b(?!\.)|\bnot\b|\bnon|\bwithout\b|\bnever\b|\bun(?!i|der)[a-z]{4}|\bdis(?=sat|agree|abl|clos|content|honou?r)|\bin(?=complete|valid|active|correct|accura|effic)"),
        ("first", r"首|第一次|初次|\bfirst\b|\binitial\b|\bf[rc][rt]\b"),
        ("average", r"平均|平响|均值|\baverage\b|\bavg\b|\bmean\b|\bart\b"),
        ("peak", r"大促|促销|高峰|峰值|双十[一二]|双1[12]|\b618\b|11\.11|\bpeak\b|\bpromo"),
        ("phone", r"电话|语音|通话|呼入|呼出|\bphone|\bcalls?\b|\bvoice\b|\btelephone"),
        ("email", r"邮件|邮箱|工单|\be-?mails?\b|\btickets?\b"),
        ("month", r"每月|月均|月度|\bmonthly\b|\bper month\b|\ba month\b"),
        ("day", r"每日|每天|日均|\bdaily\b|\bper day\b|\ba day\b"),
        ("year", r"每年|年度|年均|\byearly\b|\bannual|\bper year\b|\ba year\b"),
        ("before", r"售前|事前|\bpre-?sales?\b|\bbefore\b"),
        ("after", r"售后|事后|\bafter-?sales?\b|\bafter\b"),
        ("most", r"最大|最高|最长|最多|\bmax|\bhighest\b|\blongest\b|\blargest\b"),
        ("least", r"最小|最低|最短|最少|\bminimum\b|\blowest\b|\bshortest\b"),
        ("change", r"提升|提高|增长|下降|变化|改善|\buplift|\bimprove|\bincrease|\bgrowth\b|\bchange"),
        ("refund", r"退款|退货|退单|\brefund|\breturns?\b"),
        ("same", r"同类|同行|类似|\bsimilar\b|\bsame\b|\bour category\b|其中"),
        ("client", r"客户流失|流失客户|\b(?:client|customer) (?:churn|loss|turnover)|\blost clients"),
        ("lost", r"流失|离职|丢失|\blost\b|\bchurn|\battrition|\bturnover"),
        ("bad", r"差评|投诉|\bbad\b|\bnegative\b|\bcomplain"),
        ("night", r"夜间|夜班|晚班|\bnight"),
        ("holiday", r"节假日|假期|\bholiday"),
        ("part", r"兼职|\bpart-?time"),
    )
)  # fmt: skip
_SYNONYMS = (
    (re.compile(r"时长|时效|耗时|用时|时限"), "时间"),
    (re.compile(r"首响(?:时间)?|首次响应(?:时间)?"), "首次响应时间"),
    (re.compile(r"平响(?:时间)?|平均响应(?:时间)?"), "平均响应时间"),
    (re.compile(r"期间|时期"), ""),
    (re.compile(r"百分比|占比|比率"), "比例"),
    (re.compile(r"客户|顾客|买家|消费者"), "客户"),
    (re.compile(r"\bresponses?\b|\breply\b|\breplies\b"), "response"),
    (re.compile(r"\bpercentage\b|\bratio\b"), "rate"),
    (re.compile(r"\bavg\b"), "average"),
    (re.compile(r"\bsecs?\b"), "second"),
    (re.compile(r"\bmins?\b"), "minute"),
)
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_COUNTED = re.compile(
    r"([零一二两三四五六七八九])?(十)?([一二三四五六七八九])?(?=秒|分|小时|天|日|周|个?月|年|次)"
)
_NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_SEVERAL = re.compile(r"\n|\s[/|]\s|[|;]|(?<=[\u4e00-\u9fff?)])\s*/\s*(?=[a-z])")
_SCRIPTS = re.compile(
    r"(?<=[\u4e00-\u9fff?()])\s+(?=[a-z]{3})|(?<=[a-z?)])\s+(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
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
    guards: frozenset[str]
    numbers: frozenset[float]


@lru_cache(maxsize=16_384)
def fold_heading(text: str) -> Folded:
    """The folded forms of a question text or heading."""
    whole = clean(text).translate(_SIMPLIFIED)
    plain, unit, aside = _without_brackets(strip_numbering(whole))
    if (suffix := _UNIT_SUFFIX.search(plain)) is not None and suffix.start() > 1:
        unit, plain = unit or suffix[1], plain[: suffix.start()]
    if unit is None and (asked := _ASKED_UNIT.search(plain)) is not None:
        unit = asked[1]
    bare = _without_fillers(plain)
    forms = (whole, strip_numbering(whole), plain, bare, _BARE_NUMBER.sub("", bare))
    return Folded(
        text=whole,
        keys=tuple(dict.fromkeys(key for form in forms if (key := squash(form)))),
        near=_near(bare),
        unit=unit,
        aside=aside,
        guards=guards(plain),
        numbers=numbers_in(plain),
    )


def halves(text: str) -> tuple[str, ...]:
    """The parts of a heading that says the same thing twice, in two languages or lines."""
    whole = strip_numbering(clean(text).translate(_SIMPLIFIED))
    parts = [p for line in _SEVERAL.split(whole) for p in _SCRIPTS.split(line) if squash(p)]
    return tuple(parts) if len(parts) > 1 else ()


def strip_numbering(text: str) -> str:
    """Without ``1.``, ``(1)``, ``Q3``, ``一、``, ``RSP-01`` in front; ``3-minute rate`` stays."""
    for _ in range(2):
        rest = _NUMBERING.sub("", text, count=1)
        if not squash(rest):
            return text
        text = rest
    return text


def squash(text: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(c for c in text if c.isalnum())


def guards(text: str) -> frozenset[str]:
    """Words that make another question of it: negations, first and average, peak, channel ..."""
    text = _EXCLUDES.sub("", text)
    return frozenset(name for name, words in _GUARDS if words.search(text))


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
    words = [w for w in re.split(r"[\s']+", text) if squash(w) not in _FILLER_WORDS or not w]
    return _FILLER.sub("", " ".join(words)) if words else text


def _near(text: str) -> str:
    for words, one in _SYNONYMS:
        text = words.sub(one, text)
    return " ".join(re.findall(r"[^\W_]+", text))
