"""Words of question texts: those that make another question of it, fillers, and equal words.

In the lexica, ``word*`` below ``guard.*`` stands for every Latin word that begins so.
"""

from __future__ import annotations

from vendor_score.wording import lexicon

__all__ = ["EXCLUDING", "FILLERS", "FILLER_WORDS", "GUARDS", "SAME", "SAME_WORDS", "UNITS"]

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
