"""The words of answers, by what they mean. To teach the grammar a phrase, add it to its table.

A table is a comma-separated list, in lower case and simplified characters, as `clean` leaves text.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ARROWS",
    "EXCLUDING",
    "EXTREMES",
    "FALLING",
    "HIGHEST",
    "METRICS",
    "PHRASES",
    "SEGMENTS",
    "Role",
    "words",
]


class Role(StrEnum):
    """What a token does in an answer."""

    NUMBER = "number"
    CLOCK = "clock"
    UNIT = "unit"
    COUNTER = "counter"
    HALF = "half"
    PER_HUNDRED = "per_hundred"  # 百分之, before the number
    UPPER_BEFORE = "upper_before"
    UPPER_AFTER = "upper_after"
    UPPER = "upper"  # before or after the number
    LOWER_BEFORE = "lower_before"
    LOWER_AFTER = "lower_after"
    LOWER = "lower"
    APPROX_BEFORE = "approx_before"
    APPROX_AFTER = "approx_after"
    APPROX = "approx"
    RANGE = "range"
    PLUS_MINUS = "plus_minus"
    BETWEEN = "between"
    FROM = "from"
    AND = "and"
    PER = "per"
    SHARE = "share"  # 一半
    RATE = "rate"  # 每月, monthly
    SLASH = "slash"
    STOP = "stop"  # , ; newline: a new statement begins
    OPEN = "open"
    CLOSE = "close"
    METRIC = "metric"
    SEGMENT = "segment"
    TARGET = "target"
    PERIOD = "period"
    RECENT = "recent"
    EVIDENCE = "evidence"
    TAX_INCLUDED = "tax_included"
    TAX_EXCLUDED = "tax_excluded"
    NEGOTIABLE = "negotiable"
    PENDING = "pending"
    REFUSED = "refused"
    VAGUE = "vague"
    REFERENCE = "reference"
    CHANGE = "change"
    INDUSTRY = "industry"
    ABOVE = "above"
    BELOW = "below"
    NO = "no"
    PLANNED = "planned"
    FULL = "full"  # 满分
    OUT_OF = "out_of"
    SCALE = "scale"  # 百分制
    FREE = "free"
    CURRENCY = "currency"
    BASIS = "basis"
    FILLER = "filler"
    UNKNOWN = "unknown"


def words(table: str) -> tuple[str, ...]:
    """The phrases of a comma-separated table."""
    return tuple(phrase for part in table.split(",") if (phrase := " ".join(part.split())))


PHRASES: dict[Role, tuple[str, ...]] = {
    Role.UPPER_BEFORE: words("""
        最高可达, 最高达, 最高能达, 最高能达到, 高达, 可高达, as high as, as much as,
        不到, 不足, 未满, 不满, 未到, 还不到, 不会多于, 不会高于, ≤, <, <=, =<, 不超过, 不超,
        不多于, 不大于, 不高于, 不长于, 不慢于, 不迟于, 不晚于, 小于, 小于等于, 低于, 少于, 短于,
        快于, 至多, 最多, 最长, 最慢, 最大, 最高, 最迟, 上限, 控制在, 少于等于, 低于等于, 未超过,
        没超过, 不会超过, 不得超过, 不能超过, 从不超过, 未超出, 不超出, less than, fewer than,
        lower than, no more than, not more than, not exceeding, not to exceed, does not exceed,
        not exceed, never more than, never exceeds, at most, up to, under, below, within,
        in under, in less than, inside, maximum of, max of, max., no later than,
        no longer than, not longer than, not over, no greater than, less than or equal to,
        shorter than, faster than, capped at, not above, a maximum of, at the most"""),
    Role.UPPER_AFTER: words("""
        或更短, 或更快, 或更少, 或更低, 甚至更短, 甚至更低, 不到, 都不到, 不足, 都不足,
        or shorter, or quicker, or faster, 以内, 之内, 内, 以下, 之下, 及以下, 或以下, 以里, 封顶,
        之前, 为限, or less, or below, or fewer, or under, or lower, and below, and under,
        at most, at the latest, tops"""),
    Role.UPPER: words("max, maximum, at max"),
    Role.LOWER_BEFORE: words("""
        ≥, >, >=, =>, 不少于, 不低于, 不小于, 不下于, 不短于, 大于, 大于等于, 高于, 超过, 多于,
        长于, 至少, 最少, 最低, 最短, 超, 逾, 超出, 突破, 下限, 达到, 高于等于, 不止, 起码,
        不亚于, at least, over, more than, greater than, higher than, no less than, not less than,
        not fewer than, no fewer than, not below, not under, no lower than, not lower than,
        above, exceeding, exceeds, minimum of, a minimum of, upwards of, in excess of, min.,
        longer than, greater than or equal to, well over, starting from, starting at,
        better than"""),
    Role.LOWER_AFTER: words("""
        或更多, 或更高, 或更长, 或更久, 甚至更高, 甚至更多, or longer, or greater, 以上, 之上,
        及以上, 或以上, 以外, 起, 起步, 起算, 开外, 打底, 保底, +, 余, 多, 有余, 朝上, 往上, 多点,
        or more, and above, or above, and more, and up, or over, and over, or higher,
        or better, plus, upwards, at least, at minimum"""),
    Role.LOWER: words("min, minimum"),
    Role.APPROX_BEFORE: words("""
        ≈, ≒, ≅, 约, 大约, 大概, 约为, 大约为, 大致, 近, 将近, 接近, 差不多, 几乎, 约莫, 估计,
        预估, 估算, estimate, 约在, 趋近, 逼近, 平均约, about, around, approximately, approx,
        approx., roughly, nearly, almost, close to, circa, ca, ca., c., some, near, an
        estimated, estimated"""),
    Role.APPROX_AFTER: words("""
        ish, -ish, 左右, 上下, 来, 光景, 前后, 许, or so, more or less, approximately, approx,
        approx., or thereabouts, roughly, 差不多, 的样子, 这样"""),
    Role.RANGE: words("-, --, ~, ~~, 至, 到, to, through, till, until, .., ..."),
    Role.PLUS_MINUS: words("±, +/-, +-"),
    Role.BETWEEN: words("between, 介于, 在"),
    Role.FROM: words("由, from, 从, 自"),
    Role.AND: words("and, &, 和, 与, 及, 且, 并, 以及, 并且, but, 但"),
    Role.SLASH: words("/, |, 、, or, 或, 或者, \\"),
    Role.STOP: (*words(";, 。, !, ؛, then, 其次, 另外, 另"), ",", "\n"),
    Role.OPEN: ("(",),
    Role.CLOSE: (")",),
    Role.HALF: words("半, 半钟, half, half a, half an, a half"),
    Role.COUNTER: words("个"),
    Role.TARGET: words("""
        目标, 目标值, 目标为, 承诺, 我司承诺, 保证, 可保证, 确保, 指标要求, 内部要求, 考核标准,
        考核指标, 考核要求, 标准要求, 力争, 争取, 计划达到, 预计, 预期, 可达, 可达到, 能达到,
        能做到, 可做到, 可以做到, 可以达到, 可以保证, 要求达到, 内部标准, 服务标准, sla, sla标准,
        标准, kpi, kpi要求, target, target is, our target is, targeted, goal, our goal is,
        guaranteed, guarantee, we guarantee, commit, committed, we commit to, commitment,
        expected, aim, aiming for, we aim for, promise, promised, sla target, by contract"""),
    Role.PERIOD: words("""
        截至, 截止, 截至到, 截止到, 截止至, 年底, 年末, 年初, as of, as at, 月底, 本月, 上月,
        当月, 上个月, 本季度, 上季度, 今年, 去年, 本年度, 上年度, 全年, 年度, 月度, 季度, 年均,
        月均, 日均, 每天, 每日, 每月, 每年, 周均, 上半年, 下半年, 近期, 最近, 一季度, 二季度,
        三季度, 四季度, 第一季度, 第二季度, 第三季度, 第四季度, 截至目前, 截止目前, q1, q2, q3,
        q4, h1, h2, fy, last month, this month, last year, this year, last quarter,
        this quarter, this week, last week, ytd, year to date, ttm, monthly, yearly, annual,
        annually, quarterly, daily, monthly average, annual average, monthly avg, rolling,
        year, per year on average"""),
    Role.RECENT: words("""
        近, 最近, 过去, 前, 近期, 滚动, last, past, the last, the past, over the last,
        over the past, in the last, in the past, for the last, for the past, during the last,
        latest, trailing, rolling, within the last, previous, recent"""),
    Role.EVIDENCE: words("""
        详见报价单, 见报价单, 见报价表, 详见报价表, 见报价, 附报价单, 报价单见附件, 见清单,
        详见清单, see quotation, see quote, see price list, see quote attached, 见附件,
        详见附件, 如附件, 请见附件, 参见附件, 参考附件, 见附表, 见附图, 附件, 附图, 附后, 另附,
        详见附表, 附截图, 后台截图, 见截图, 有截图, 截图, 截图为证, 可提供截图, 见证书,
        详见证书, 附证明, 见证明, 附证书, 有证书, 可提供证明, 可提供证明材料, 证明材料见附件,
        证书见附件, 具体见附件, 内容见附件, 具体详见附件, 有证明, 如下图, 见下图, 见图, 见链接,
        见合同, 见文件, 见资料, 附证书复印件, 后台数据, 有后台数据, see attachment, see
        attached, see the attachment, see the attached, attached, attachment, see annex, annex,
        see appendix, appendix, see enclosed, enclosed, as attached, in attachment, please see
        attached, please refer to the attached file, refer to the attached file, please refer to
        the attached, see the attached file, please find attached, see attached file, see
        attached document, see screenshot, screenshot, screenshot attached, certificate
        attached, evidence attached, proof attached, see evidence, refer to attachment, refer to
        the attachment, please refer to attachment, please refer to the attachment, please see
        attachment, please see the attachment, please refer to attached, certificate available,
        on file, see certificate, see file, exhibit, see exhibit, see link"""),
    Role.TAX_INCLUDED: words("""
        含税专票, 含税普票, 含税, 含税价, 已含税, 含增值税, 税费已含, 价税合计, 含税费, 包税,
        包含税费, incl tax, incl. tax, including tax, incl vat, incl. vat, including vat, tax
        included, tax inclusive, vat included, inclusive of tax, inclusive of vat, gross, with
        tax, with vat, incl gst, incl. gst, including gst"""),
    Role.TAX_EXCLUDED: words("""
        不含税, 未税, 税前, 不含税价, 未含税, 不含税费, 除税, 未税价, 税另计, 税费另计, 另加税,
        不包税, 不含增值税, excl tax, excl. tax, excluding tax, excl vat, excl. vat,
        excluding vat, tax excluded, tax exclusive, vat excluded, exclusive of tax,
        exclusive of vat, before tax, plus vat, plus tax, + vat, +vat, + tax, +tax, ex vat,
        ex tax, ex. vat, ex. tax, net of tax, w/o tax, without tax, without vat,
        not including tax, not including vat, net of vat, excl gst, excl. gst, excluding gst,
        plus gst, tax not included, vat not included"""),
    Role.NEGOTIABLE: words("""
        可以协商, 可以谈, 可以商量, 可以面议, 能谈, 需协商, 需要协商, 可以商议,
        面议, 可议, 可谈, 可面议, 价格面议, 价格可谈, 可协商, 协商, 待商议, 可商量, 另议, 议价,
        单独报价, 另行报价, 详谈, 面谈, 可商议, 双方协商, 协商确定, 电议, 价格可议, 另行协商,
        具体面议, 按需报价, 一事一议, 再议, 可再谈, 待议, negotiable, to be negotiated,
        to be discussed, to be agreed, open to negotiation, by agreement, upon agreement,
        on request, upon request, price on request, quote on request, to be quoted,
        subject to negotiation, can be discussed, can be negotiated, poa,
        contact us for pricing, please contact us"""),
    Role.NO: words("""
        做不到, 达不到, 办不到, 到不了, 保证不了, 没做到, 没达到, 做不了, 不可能, 不保证, 不敢保证,
        excluded, not included, 不算, 不计, 除, 不, 没, 没有, 无, 未, 非, 并非, 不是, 不能, 不会,
        无法, 不可, 尚未, 未能, 未达到, 达不到, 不支持, 不提供, 并未, 不可能, 不含, 除外, 不包括,
        不包含, 否, no, not, never, cannot, can't, cannot reach, n't, without, none, neither, nor,
        except, except for, excluding, excl, excl., not including, isn't, don't, doesn't,
        unable, other than, won't, non"""),
    Role.CHANGE: words("""
        ↑, ↓, ▲, ▼, 提升, 提高, 增长, 增加, 上升, 上涨, 下降, 降低, 降, 缩短, 减少, 下调, 改善,
        提速, 优化了, 涨, 升, 提升了, 提高了, 增长了, 增加了, 下降了, 降低了, 缩短了, 减少了,
        提升至少, 环比, 同比, 较去年, 比去年, 比之前, 较之前, 较上月, 涨幅, 增幅, 提升率,
        增长率, 提升幅度, 翻倍, 翻番, 翻一番, 倍, 加快, 快了, 比上月, 较同期, improved, improve,
        improves, improved by, improvement, improvement of, increase, increased, increased by,
        increase of, an increase of, increases, reduced, reduced by, reduce by, reduction,
        reduction of, decrease, decreased, decreased by, down, up, grew, growth, growth of, grew
        by, uplift, uplift of, rise, rose, rose by, drop, dropped, dropped by, cut by, 较接手前,
        比接手前, 较合作前, 比合作前, 较此前, 比此前, 下滑, 下跌, fell, fell by, decline,
        declined, declined by, ->, -->, →, =>, ⇒, yoy, mom, year on year, faster, slower,
        higher, lower, better, quicker, shorter, relative, compared to, compared with, vs,
        versus, times, doubled, cut, lift, raised, raised by, boosted, boost"""),
    Role.INDUSTRY: words("""
        市场价, 市场均价, 市场价格, 市场水平, market price, market rate, 同行, 同行业, 行业,
        行业均值, 行业平均, 行业平均值, 行业平均水平, 行业水平, 同行均值, 同行平均, 同行业均值,
        同行业平均, 同行业平均水平, 同类店铺, 同类平均, 业内, 业界, 大盘, 竞品, 同业, 市场平均,
        业内平均, 三项飘红, 飘红, 全红, 全飘红, 三红, 三项全红, 三项均飘红, 红色, 绿色, 飘绿,
        全绿, 三项飘绿, 均飘红, 全部飘红, 全部为红, industry, industry average,
        the industry average, industry mean, peer, peers, peer average, peer group,
        sector average, market average, benchmark, competitors, industry benchmark,
        the industry"""),
    Role.ABOVE: words("""
        高于, 高出, 超过, 超出, 领先, 优于, 高, 好于, 超, 大于, 多于, above, over, higher than,
        better than, ahead of, exceeds, exceeding, more than"""),
    Role.BELOW: words("""
        低于, 低出, 落后, 不如, 差于, 低, 少于, 小于, below, under, lower than, worse than,
        behind, less than"""),
    Role.FULL: words("""
        满分, 全满分, 均满分, 都是满分, 三项满分, 全5分, full marks, full score, perfect score,
        top score, maximum score, full mark, top marks"""),
    Role.OUT_OF: words("out of, of a possible, of maximum"),
    Role.FREE: words("""
        免费, 不收费, 不收取, 免收, 不收, 不额外收费, 不另收费, 无需费用, 全免, 免, 赠送, 无费用,
        不收取费用, 不收取任何费用, 不另外收费, 无额外费用, 没有额外费用, 无附加费用, 无需付费,
        无隐性费用, free, free of charge, no charge, no cost, at no cost, at no charge,
        complimentary, foc, gratis, waived, no fee, no fees, no extra fee, no extra fees,
        no additional fees, no extra charge, no extra cost, no additional cost,
        no additional charge, not charged, included at no cost"""),
    Role.PER: words("每, 每个, 每一, per, each, every, a, an, p, 按, 按照, @"),
}  # fmt: skip

FALLING = frozenset(
    words("""
        ↓, ▼, 下降, 降低, 降, 缩短, 减少, 下调, 下降了, 降低了, 缩短了, 减少了, 下滑, 下跌, reduced,
        reduced by, reduce by, reduction, reduction of, decrease, decreased, decreased by, down,
        drop, dropped, dropped by, cut by, cut, lower, fell, fell by, decline, declined,
        declined by""")
)
HIGHEST = words("最高, 最低, 最长, 最短, 最慢, 最多, 最少, 最大, 最小, max, max.")
ARROWS = frozenset({"->", "-->", "→", "=>", "⇒"})

# What an answer may measure beside the question that was asked; labels of several parts.
METRICS: dict[str, tuple[str, ...]] = {
    "first_response": words("""
        首响, 首次响应, 首次响应时间, 首响时间, 首响时长, 首次响应时长, 首次回复, 首次回复时间,
        首次回复时长, 首次应答, 平均首响, 平均首次响应, 平均首次响应时间, 平均首次响应时长,
        首次人工响应, 首次人工响应时长, 首回, 首答, 首次接待响应, 首次人工回复, first response,
        first response time, first reply, first reply time, frt, initial response,
        initial response time, first answer, initial reply, avg first response,
        average first response"""),
    "average_response": words("""
        平响, 平均响应, 平均响应时间, 平均响应时长, 平均响应速度, 平均回复, 平均回复时间,
        平均回复时长, 平均人工响应时长, 平均人工响应, 平均人工响应时间, 旺旺响应,
        average response, average response time, avg response, avg response time,
        avg. response, avg. response time, art, mean response, mean response time,
        average reply, average reply time"""),
    "resolution": words("""
        解决, 解决时长, 解决时间, 问题解决时长, 处理时长, 处理时效, 处理时间, 常规问题解决时长,
        平均处理时长, 平均解决时长, 完结时长, resolution, resolution time, ttr, time to resolve,
        time to resolution, mttr, solved, resolved, aht, handle time, handling time,
        average handle time, solution, solution time"""),
    "described": words("""
        描述, 描述相符, 商品描述, 宝贝描述, 宝贝与描述相符, 商品与描述, 宝贝与描述, 描述分,
        描述相符度, 与描述相符, 商品与描述相符, 商品, 宝贝, 商品评分, 商品质量, 物描,
        as described, item as described, description, item description, described, product,
        product score, desc"""),
    "service": words("""
        服务, 服务态度, 卖家服务, 服务评分, 服务分, 卖家服务态度, 态度, 服务态度分, 客服服务,
        service, service attitude, service score, seller service, attitude"""),
    "logistics": words("""
        物流, 物流服务, 物流评分, 发货速度, 物流分, 发货, 物流速度, 物流服务质量, 物流体验, 配送,
        快递, logistics, logistics service, logistics score, shipping, delivery, shipping speed,
        delivery speed"""),
    "answer_rate": words("""
        应答率, 接通率, 接起率, 接听率, 响应率, 回复率, 人工回复率, 人工响应率, 服务水平,
        首次应答率, 及时回复率, 及时响应率, 接待率, answer rate, service level, reply rate,
        response rate, answered, answering rate, pick-up rate, pickup rate, human reply rate,
        calls answered, of calls, of calls answered, of calls are answered, of chats,
        of chats answered, of inquiries, of all calls"""),
    "satisfaction": words("""
        满意度, 满意率, 客户满意度, 好评率, 旺旺满意度, 服务满意度, csat, satisfaction,
        satisfaction rate, customer satisfaction, positive rate"""),
    "dissatisfaction": words("""
        不满意率, 不满意度, 飞鸽不满意率, im不满意率, dissatisfaction, dissatisfaction rate"""),
    "bad_reviews": words("""
        差评率, 差评, 中差评率, 中差评, bad reviews, bad review rate, negative review rate,
        negative reviews"""),
    "complaints": words("""
        投诉率, 投诉, 平台求助率, 求助率, 平台介入率, 介入率, 纠纷率, complaint rate, complaints,
        dispute rate"""),
    "conversion": words("""
        咨询转化, 询单转化率, 咨询转化率, 转化率, 客服转化率, 询单转化, 转化, 下单转化率,
        付款转化率, 最终转化率, conversion, conversion rate, inquiry conversion, cvr"""),
    "silent_conversion": words("""
        静默转化率, 静默转化, 静默下单转化率, silent conversion, silent conversion rate"""),
    "achievement": words("""
        完成率, 达成率, 目标达成率, 目标完成率, achievement rate, target achievement,
        attainment"""),
    "renewal": words("""
        续约率, 续费率, 留存率, 客户续约率, 客户留存率, renewal rate, retention rate, renewal,
        retention"""),
    "attrition": words("""
        流失率, 离职率, 人员流失率, 员工流失率, 年流失率, attrition, attrition rate, turnover,
        turnover rate, staff turnover"""),
    "sampling": words("""
        质检比例, 抽检率, 抽检比例, 质检率, 抽检, 质检, qa share, sampling rate, qa sampling"""),
    "abandonment": words("放弃率, 呼损率, 弃呼率, abandonment, abandonment rate, abandon rate"),
    "first_contact": words("""
        一次解决率, 首次解决率, 解决率, 一次性解决率, fcr, first contact resolution,
        first call resolution, resolution rate"""),
    "deposit": words("""
        押金, 定金, 订金, 保证金, 预付款, 预付, deposit, advance payment, down payment"""),
    "extra_fee": words("""
        培训费, 系统费, 系统使用费, 管理费, 接入费, 加班费, 上线费, 开通费, 节假日加班费,
        夜班补贴, 餐补, 设备费, 实施费, 培训费用, 附加费, 额外费用, 软件费, 服务器费, 电话费,
        话费, 线路费, setup fee, set-up fee, training fee, system fee, management fee, overtime,
        overtime fee, onboarding fee, implementation fee, license fee, extra fee, one-off fee,
        recruitment fee"""),
    "refund_saved": words("挽单率, 退款挽回率, 退款挽留率, 挽回率, save rate, saved"),
}  # fmt: skip

# The end of what happens; a bound, on the side that depends on what is asked.
EXTREMES = {
    "best": words("最快, 最好, 最佳, 最优, fastest, best case, at best, quickest, best"),
    "worst": words("最差, worst, worst case, at worst, slowest, in the worst case"),
}
EXCLUDING = frozenset(
    words("""
        不含, 不包括, 不包含, 除外, 不算, 不计, 除, excluding, excluded, not included,
        not including, except, without, excl, excl., except for""")
)

# The circumstance or the part of the work that a number holds for.
SEGMENTS: dict[str, tuple[str, ...]] = {
    "pre_sales": words("""
        售前, 售前客服, 售前咨询, 售前团队, pre-sales, presales, pre-sale, pre sales,
        before sales"""),
    "after_sales": words("""
        售后, 售后客服, 售后咨询, 售后团队, after-sales, aftersales, after-sale, after sales,
        post-sales, postsales"""),
    "peak": words("""
        大促, 大促期间, 大促时, 大促期, 活动期间, 活动期, 活动, 高峰, 高峰期, 高峰时段, 高峰时,
        旺季, 双11, 双十一, 双12, 双十二, 618期间, 618大促, 双11期间, 双十一期间, 大促峰值, 峰值,
        峰值期, 大促高峰, 忙时, 旺季时, 忙季, peak, peak time, peak times, peak hours, at peak,
        in peak, during peak, peak season, peak period, during promotions, promotions,
        promotion, during promotion, during campaigns, campaigns, campaign, sales events,
        double 11, double eleven, on peak days, peak days, in peak season, during peak season,
        in peak hours, during peak hours, at peak times, peaks, busy season, big promotions,
        during big promotions"""),
    "normal": words("""
        平时, 日常, 平日, 非大促, 非高峰, 非高峰期, 非大促期间, 平常, 正常, 常规, 淡季, 闲时,
        正常情况, 正常情况下, 通常, 一般情况, 一般情况下, 平常日, 平峰, 平峰期, 日销, 日常期间,
        off-peak, off peak, offpeak, normal, normally, regular, usual, usually, typical,
        typically, standard, on normal days, normal days, low season, ordinary days,
        regular days, normal time, otherwise"""),
    "day": words("""
        白天, 日间, 白班, 早班, 上班时间, 工作时间, 工作时间内, 工作时段, 服务时间内, 在线时间,
        在线时段, 营业时间, 班内, daytime, during the day, day shift, working hours,
        business hours, office hours, during working hours, during business hours,
        in business hours, in working hours, during office hours, online hours, service hours,
        days only, in daytime"""),
    "night": words("""
        夜间, 晚间, 晚上, 夜班, 晚班, 夜里, 凌晨, 非工作时间, 非工作时段, 下班时间, 下班后, 班外,
        非服务时间, night, at night, nights, night shift, overnight, after hours, out of hours,
        outside business hours, outside working hours, evening, evenings, off hours, off-hours,
        outside office hours"""),
    "weekday": words("""
        工作日, 周一至周五, 周一到周五, 平日里, weekday, weekdays, on weekdays, mon-fri,
        monday to friday, working days, business days, workdays"""),
    "weekend": words("""
        周末, 节假日, 假日, 节日, 法定节假日, 周末及节假日, 休息日, 周六日, 双休日, weekend,
        weekends, on weekends, holidays, holiday, public holidays, at weekends"""),
    "chat": words("""
        在线, 在线客服, 文字, 网聊, im, 在线咨询, 旺旺, 飞鸽, 咚咚, 文本, 在线聊天, chat,
        online chat, live chat, online, web chat, webchat, messaging"""),
    "phone": words("""
        电话, 热线, 语音, 电话客服, 呼叫中心, 400电话, phone, voice, telephone, hotline, calls,
        call, call centre, call center, by phone"""),
    "email": words("""
        邮件, 邮箱, 工单, email, e-mail, emails, ticket, tickets, mail, by email"""),
    "taobao": words("淘宝, 淘系, taobao"),
    "tmall": words("天猫, 天猫店, tmall"),
    "jd": words("京东, jd, jd.com, 京东店"),
    "douyin": words("抖音, 抖店, 抖音店, douyin, tiktok"),
    "pdd": words("拼多多, 多多, pdd, pinduoduo"),
    "kuaishou": words("快手, kuaishou"),
    "same_day": words("当日, 当天, 日内, same day, same-day"),
    "next_day": words("次日, 隔日, next day, next-day"),
    "final": words("最终, 最终付款, 尾款, final, final payment"),
    "full_time": words("全职, 全职客服, 正式, 正式员工, 在职, full-time, full time, fulltime, ft"),
    "part_time": words("""
        兼职, 兼职客服, 临时, 实习, 外包, part-time, part time, parttime, pt, temporary, temps,
        freelance"""),
    "total": words("""
        共, 共计, 总计, 合计, 总共, 一共, 总数, 总人数, total, in total, altogether, overall,
        total of, a total of, all in all"""),
    "same_category": words("""
        同类目, 同类, 同品类, 本类目, 同行业案例, 同类案例, 同类目案例, in our category,
        in your category, same category"""),
    "new": words("新客服, 新人, 新员工, 新手, new staff, new hires, new agents, novices"),
    "experienced": words("""
        老客服, 老员工, 熟手, 资深, senior, experienced, experienced agents, senior agents"""),
    "robot": words("""
        机器人, 智能客服, 自动回复, 自动, 机器, bot, chatbot, auto-reply, automatic, automated,
        robot, with bot, ai"""),
    "human": words("""
        人工, 人工客服, 真人, human, humans, human agent, human agents, live agent, manual,
        without bot"""),
    "dedicated": words("""
        专属, 专席, 专属客服, 专职, 独享, 包月, 专属坐席, dedicated, exclusive, dedicated seat,
        dedicated seats, dedicated agent"""),
    "shared": words("""
        共享, 共享客服, 拼席, 共享坐席, 公共, 合租, shared, shared seat, shared seats, pooled,
        shared agent"""),
    "vip": words("vip, vip客户, 重点客户, key accounts"),
    "ordinary": words("普通, 普通客户, 普通客服, 初级, junior, ordinary, basic, standard clients"),
}  # fmt: skip
