"""The words of units, currencies and price bases. To teach the grammar a unit, add it here."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_score.grammar.words import words

__all__ = [
    "BASES",
    "COUNT_NOUNS",
    "CURRENCIES",
    "PERCENTS",
    "PER_HUNDRED",
    "RATES",
    "SCORES",
    "TIMES",
    "TYPING_SLIPS",
    "UnitWord",
]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a unit word means: its dimension, the unit it is converted to, and the factor."""

    dimension: str
    unit: str
    factor: float = 1.0


TIMES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "s", 0.001): words("毫秒, ms, millisecond, milliseconds, msec"),
    UnitWord("time", "s"): words("""
        秒, 秒钟, 妙, 秒种, s, s., sec, sec., secs, secs., second, seconds, second(s), 秒/次, ",
        ''"""),
    UnitWord("time", "min"): words("""
        分, 分钟, 分种, min, min., mins, mins., minute, minutes, minute(s), m, '"""),
    UnitWord("time", "min", 15.0): words("刻钟, 刻"),
    UnitWord("time", "h"): words("""
        小时, 个小时, 钟头, 个钟头, 个钟, 时, h, h., hr, hr., hrs, hrs., hour, hours, hour(s)"""),
    UnitWord("time", "days"): words("""
        days', day's, day', 天, 日, 工作日, 个工作日, 自然日, 个自然日, d, day, days, day(s),
        business day, business days, working day, working days, calendar days, calendar day,
        workday, workdays"""),
    UnitWord("time", "weeks"): words("""
        weeks', week's, week', 周, 星期, 个星期, 礼拜, 个礼拜, w, wk, wks, week, weeks, week(s)"""),
    UnitWord("time", "months"): words("""
        months', month's, month', 月, 个月, 个自然月, month, months, month(s), mo, mos, mth,
        mths, mon"""),
    UnitWord("time", "years", 10.0): words("decade, decades"),
    UnitWord("time", "months", 3.0): words("季度, 个季度, quarter, quarters"),
    UnitWord("time", "years"): words("""
        年, 周年, 年整, 个年头, 年头, 载, y, y., yr, yr., yrs, yrs., year, years, year(s)"""),
}  # fmt: skip
TYPING_SLIPS = frozenset(words("妙, 秒种, 分种"))
PERCENTS: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("percent", "%"): words("""
        %, 个点, 个百分点, 百分点, 点, pct, pct., percent, per cent, pc, percentage points,
        percentage point, pp, ppt, points, percents, % points"""),
    UnitWord("percent", "%", 0.1): words("‰, per mille, permille, per mil, per thousand"),
    UnitWord("percent", "%", 0.01): words("‱, bp, bps, basis points, basis point, 个基点, 基点"),
    UnitWord("percent", "%", 10.0): words("成"),
}  # fmt: skip
PER_HUNDRED = {"百分之": 1.0, "千分之": 0.1, "万分之": 0.01}
SCORES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("score", "points"): words("""
        分, 分数, 分值, 分整, 星, 颗星, 颗, point, points, pts, pt, stars, star, score"""),
}  # fmt: skip
# Nouns that only say what is counted.
COUNT_NOUNS = words("""
        人, 名, 位, 席, 个席, 坐席, 座席, 席位, 坐席位, 工位, 个坐席, 家, 间, 店, 店铺, 个店铺,
        家店铺, 商家, 客户, 家客户, 个客户, 品牌, 个品牌, 次, 场, 回, 例, 案例, 个案例, 项, 条,
        单, 款, 件, 起, 份, 套, 组, 员工, 名员工, 客服, 名客服, 人员, 名客服人员, 客服人员, 专员,
        全职客服人员, 座, 处, 职场, 基地, 城市, 个城市, 平台, 个平台, 语种, 种, 门, 门语言, 通,
        咨询, 会话, 人次, 个项目, 项目, 家企业, 企业, 家公司, 家品牌, 家商家, 个商家, 家店, 个店,
        家网店, 网店, 团队成员, 成员, 岗位, 人团队, 次大促, 笔, 事件, 起事件, 号人,
        人规模, 商户, 家商户, 个人, people, persons, person, pax, staff, employees, employee,
        agents, agent, seats, seat, fte, ftes, heads, headcount, members, team members, shops,
        shop, stores, store, clients, client, customers, customer, brands, brand, accounts,
        cases, case, case studies, projects, project, events, event, incidents, incident,
        contacts, references, reference, sites, site, campaigns, times, items, languages,
        platforms, channels, conversations, chats, tickets, orders, full-time employees,
        full-time staff, full-time agents, workstations, companies, merchants, operators,
        representatives, reps, full time employees, customer service agents,
        customer service staff, service staff, units, pcs, offices, locations, partners,
        consultations, sessions, calls, inquiries, breaches, count, persons in total, leaders,
        leader, workers, men, contracts""")
CURRENCIES: dict[str, tuple[str, ...]] = {
    "CNY": words("""
        元, 元整, 圆, 圆整, 块, 块钱, 元人民币, 人民币, ¥, 元钱, rmb, cny, yuan, rmb yuan, 元/rmb,
        cn¥, renminbi, kuai, cny¥, rmb¥"""),
    "USD": words("""
        $, us$, usd, usd$, 美元, 美金, dollar, dollars, us dollars, us dollar, 刀, u.s. dollars,
        bucks"""),
    "EUR": words("€, eur, euro, euros, 欧元"),
    "GBP": words("£, gbp, pound, pounds, 英镑, pounds sterling"),
    "HKD": words("hk$, hkd, 港币, 港元"),
    "JPY": words("jpy, 日元, 日币, 円"),
    "TWD": words("nt$, twd, ntd, 新台币, 台币"),
    "SGD": words("s$, sgd, 新加坡元, 新币"),
    "PHP": words("php, ₱, peso, pesos, 菲律宾比索"),
    "INR": words("inr, ₹, rs, rs., rupees, 卢比"),
    "MYR": words("myr, rm, ringgit"),
    "AUD": words("a$, aud"),
    "CAD": words("c$, cad"),
}  # fmt: skip
BASES: dict[str, tuple[str, ...]] = {
    "seat": words("""
        人, 席, 坐席, 座席, 席位, 坐席位, 位, 名, 名客服, 客服, 工位, 个坐席, 个人, 个席位,
        个客服, 岗, 座, 人头, 人员, 位客服, 个座席, 个工位, seat, seats, agent, agents, fte, head,
        person, employee, operator, staff, staff member, workstation, pax, headcount, rep,
        dedicated agent, dedicated seat, full-time agent, 全职客服"""),
    "consultation": words("""
        条, 次, 咨询, 人次, 会话, 通, 次咨询, 个咨询, 条咨询, 次会话, 咨询量, 个会话, 接待,
        次接待, 有效咨询, 接待人次, 条消息, 咨询人次, 对话, 次对话, 个对话, 个接待, 咨询数,
        consultation, consultations, conversation, conversations, inquiry, enquiry, chat,
        session, contact, ticket, interaction, case, call, query, consult, message,
        customer contact"""),
    "order": words("""
        单, 订单, 个订单, 笔, 笔订单, 成交订单, 成交单, 单成交, order, orders, transaction, sale,
        paid order"""),
    "shop": words("店, 店铺, 个店铺, 个店, 家店, 家店铺, 家, shop, store, account, client"),
}  # fmt: skip
# One word that says per what.
RATES: dict[UnitWord, tuple[str, ...]] = {
    UnitWord("time", "h"): words("每小时, 时薪, hourly, ph, p/h"),
    UnitWord("time", "days"): words("每天, 每日, 日薪, daily"),
    UnitWord("time", "months"): words("""
        每月, 月薪, 月费, 每个月, 包月, 按月, monthly, pm, p.m., pcm, monthly fee"""),
    UnitWord("time", "years"): words("""
        每年, 年费, 包年, 按年, yearly, annual, annually, per annum, p.a., pa"""),
}  # fmt: skip
