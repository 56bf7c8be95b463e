"""Words of question texts: those that make another question of it, fillers, and equal words.

A table is a comma-separated list in lower case and simplified characters; ``word*`` stands for
every Latin word that begins so.
"""

from __future__ import annotations

from vendor_score.grammar.words import words

__all__ = ["EXCLUDING", "FILLERS", "FILLER_WORDS", "GUARDS", "SAME", "SAME_WORDS", "UNITS"]

GUARDS: dict[str, tuple[str, ...]] = {
    "not": words("""
        不, 非, 未, 无, 没, no, not, non, non*, without, never, unsatisf*, dissatisf*, unanswered,
        unresolved, unsolved, unavailable, unable, incomplete, invalid, inactive, incorrect"""),
    "first": words("首, 第一次, 初次, first, initial, frt, fcr"),
    "average": words("平均, 平响, 均值, average, avg, mean, art"),
    "peak": words("""
        大促, 促销, 高峰, 峰值, 双十一, 双十二, 双11, 双12, 618, 11.11, peak, peaks, promotion,
        promotions, promo"""),
    "phone": words("电话, 语音, 通话, 呼入, 呼出, phone, call, calls, voice, telephone"),
    "email": words("邮件, 邮箱, 工单, email, emails, e-mail, e-mails, ticket, tickets"),
    "month": words("每月, 月均, 月度, monthly, month"),
    "day": words("每日, 每天, 日均, daily, day"),
    "year": words("每年, 年度, 年均, yearly, annual, annually, year"),
    "before": words("售前, 事前, pre-sales, presales, pre-sale, before"),
    "after": words("售后, 事后, after-sales, aftersales, after-sale, after"),
    "most": words("最大, 最高, 最长, 最多, max, maximum, highest, longest, largest"),
    "least": words("最小, 最低, 最短, 最少, minimum, lowest, shortest"),
    "change": words("""
        提升, 提高, 增长, 下降, 变化, 改善, uplift, improve*, increase*, growth, change*"""),
    "refund": words("退款, 退货, 退单, refund*, return, returns"),
    "same": words("同类, 同行, 类似, 其中, similar, same"),
    "client": words("客户流失, 流失客户"),
    "lost": words("流失, 离职, 丢失, lost, churn, attrition, turnover"),
    "bad": words("差评, 投诉, bad, negative, complain*"),
    "night": words("夜间, 夜班, 晚班, night, nights"),
    "holiday": words("节假日, 假期, holiday, holidays"),
    "part": words("兼职, part-time"),
}
"""Two texts that differ in one of these ask different things, however alike they are."""

EXCLUDING = words(
    "不含, 不包括, 不包含, 不计, 除外, 不超过, 不低于, excluding, not including, excl"
)
"""Negations that only narrow an answer down."""

FILLERS = words("""
    贵公司, 贵司, 贵方, 请问, 请填写, 请提供, 请说明, 请列出, 请注明, 请, 填写, 必填, 选填, 约为,
    为, 的, 了, 吗, 呢, 如何""")
FILLER_WORDS = frozenset(
    words("""
    a, an, and, any, are, at, been, can, current, currently, do, does, for, had, has, have, how, in,
    is, it, its, kindly, many, much, of, on, or, our, please, provide, required, specify, state,
    tell, that, the, this, to, us, was, were, what, whats, when, which, with, you, your, company,
    companys, vendor, vendors, i, e, s""")
)

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
