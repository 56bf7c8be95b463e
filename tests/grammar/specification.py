"""The trade's worked examples: answer, kind, and the meaning word for word.

A meaning is (low, high, unit, flags) with further fields as a mapping.
"""

NONE = None
U, L, R = "upper_bound", "lower_bound", "range"


def none(*flags):
    return (None, None, None, set(flags), {})


def s(low, high, *flags, **more):
    return (low, high, "s", set(flags), more)


def pc(low, high, *flags, **more):
    return (low, high, "%", set(flags), more)


def sc(low, high, *flags, **more):
    return (low, high, "/5", set(flags), more)


def n(low, high, *flags, unit="count"):
    return (low, high, unit, set(flags), {})


def y(low, high, *flags):
    return (low, high, None, set(flags), {})


def li(*items, flags=()):
    return (None, None, None, set(flags), {"items": items})


DURATION = [
    ("20秒", s(20, 20)),
    ("≤20s", s(None, 20, U)),
    ("15-20s", s(15, 20, R)),
    ("约25秒", s(25, 25, "approx")),
    ("1分30秒", s(90, 90)),
    ("20S以内", s(None, 20, U)),
    ("25秒左右", s(25, 25, "approx")),
    ("二十秒", s(20, 20)),
    ("半分钟内", s(None, 30, U)),
    ("1.5分钟", s(90, 90)),
    ("90 sec", s(90, 90)),
    ("within 20 seconds", s(None, 20, U)),
    ("< 30 sec", s(None, 30, U)),
    ("15~20秒", s(15, 20, R)),
    ("15秒至20秒", s(15, 20, R)),
    ("15 to 20 secs", s(15, 20, R)),
    ("00:00:25", s(25, 25)),
    ("1′30″", s(90, 90)),
    ("一分半", s(90, 90)),
    ("七八秒", s(7, 8, R, "approx")),
    ("２０秒以内", s(None, 20, U)),
    ("目标≤20秒", s(None, 20, U, "target")),
    ("20", s(20, 20, "unit_assumed")),
    ("5分钟内首次回复", s(None, 300, U)),
    ("首响18秒,平响26秒", s(18, 18, "labelled")),
    ("售前20秒/售后40秒", s(20, 40, "multi_value")),
    ("9秒(大促期间15秒)", s(9, 9, "conditional")),
    ("24小时内", s(None, 86400, U)),
    ("秒回", none("vague")),
    ("3月5日", none("excel_date")),
]
PERCENT = [
    ("92%", pc(92, 92)),
    ("0.92", pc(92, 92, "fraction_as_percent")),
    ("九成", pc(90, 90)),
    ("98.5%以上", pc(98.5, None, L)),
    ("≥95%", pc(95, None, L)),
    ("95%-98%", pc(95, 98, R)),
    ("95~98%", pc(95, 98, R)),
    ("92,5%", pc(92.5, 92.5)),
    ("百分之九十二", pc(92, 92)),
    ("９２％", pc(92, 92)),
    ("九成五", pc(95, 95)),
    ("约九成", pc(90, 90, "approx")),
    ("<1%", pc(None, 1, U)),
    ("1%以内", pc(None, 1, U)),
    ("千分之五", pc(0.5, 0.5)),
    ("5‰", pc(0.5, 0.5)),
    ("一半以上", pc(50, None, L)),
    ("不低于90%", pc(90, None, L)),
    ("近100%", pc(100, 100, "approx")),
    ("92", pc(92, 92, "unit_assumed")),
    ("3个点", pc(3, 3)),
    ("提升15%", none("relative_change")),
    ("80/20", pc(80, 80, "service_level", within_s=20)),
    ("30秒应答率95%", pc(95, 95, "service_level", within_s=30)),
    ("98.2%(近30天)", pc(98.2, 98.2, "period")),
    ("95%–97%", pc(95, 97, R)),
    ("保密", none("refused")),
]
SCORE = [
    ("4.8/5", sc(4.8, 4.8)),
    ("4.8分", sc(4.8, 4.8)),
    ("4.7-4.9", sc(4.7, 4.9, R)),
    ("描述4.9 服务4.8 物流4.8", sc(4.8, 4.9, "multi_value", parts=(4.9, 4.8, 4.8))),
    ("4.9/4.8/4.8", sc(4.8, 4.9, "multi_value", parts=(4.9, 4.8, 4.8))),
    ("均4.8以上", sc(4.8, None, L)),
    ("4.8(高于同行23%)", sc(4.8, 4.8, "relative_to_industry", industry_delta_pct=23)),
    ("四点八分", sc(4.8, 4.8)),
    ("三项飘红", none("relative_to_industry")),
    ("96分(百分制)", sc(4.8, 4.8, "rescaled")),
    ("满分", sc(5, 5)),
    ("4。8", sc(4.8, 4.8)),
]
COUNT = [
    ("10万+", n(100000, None, L)),
    ("1.2万", n(12000, 12000)),
    ("约3000人", n(3000, 3000, "approx")),
    ("3,000+", n(3000, None, L)),
    ("500余人", n(500, None, L)),
    ("1 200", n(1200, 1200)),
    ("２００席", n(200, 200)),
    ("200~300人", n(200, 300, R)),
    ("上百家", n(100, None, L)),
    ("2.5k", n(2500, 2500)),
    ("两千多人", n(2000, None, L)),
    ("1,100万", n(11000000, 11000000)),
    ("7×24", n(24, 24, unit="h/day")),
    ("24/7", n(24, 24, unit="h/day")),
    ("9:00-24:00", n(15, 15, unit="h/day")),
    ("早8晚12", n(16, 16, unit="h/day")),
    ("16小时", n(16, 16, unit="h/day")),
    ("若干", none("vague")),
]
YEARS = [
    ("3年+", n(3, None, L, unit="years")),
    ("三年以上", n(3, None, L, unit="years")),
    ("2016年成立", n(2016, 2016, "founding_year", unit="founding_year")),
    ("近10年", n(10, 10, "approx", unit="years")),
    ("十余年", n(10, None, L, unit="years")),
    ("5-8年", n(5, 8, R, unit="years")),
    ("since 2012", n(2012, 2012, "founding_year", unit="founding_year")),
    ("8年6个月", n(8.5, 8.5, unit="years")),
    ("18个月", n(1.5, 1.5, unit="years")),
    ("over 5 years", n(5, None, L, unit="years")),
    ("一年半", n(1.5, 1.5, unit="years")),
    ("2025-05-03 00:00:00", none("excel_date")),
]
YES_NO = [
    ("是", y(1, 1)),
    ("无", y(0, 0)),
    ("√", y(1, 1)),
    ("×", y(0, 0)),
    ("Yes – see attachment", y(1, 1, "evidence_claimed")),
    ("有(见附件3)", y(1, 1, "evidence_claimed")),
    ("暂无", y(0, 0)),
    ("申请中", y(0, 0, "planned")),
    ("有/无", none("template_unanswered")),
    ("☑是 □否", y(1, 1)),
    ("部分支持", y(0, 1, "partial")),
    ("N/A", none("not_applicable")),
    ("可签", y(1, 1)),
    ("In progress", y(0, 0, "planned")),
    ("见附件", none("evidence_claimed")),
]
LIST = [
    ("ISO27001、等保三级", li("ISO27001", "MLPS3")),
    ("ISO 27001 & SOC 2 Type II", li("ISO27001", "SOC2")),
    ("PCI-DSS;ISO9001", li("PCI_DSS", "ISO9001")),
    ("淘宝/天猫/京东/抖音", li("taobao", "tmall", "jd", "douyin")),
    ("中文,英文,日文", li("zh", "en", "ja")),
    ("电话+在线+邮件", li("voice", "chat", "email")),
    ("无证书", li()),
    ("ISO27001(申请中)", li(flags={"planned"})),
    ("ISO/IEC 27001:2022", li("ISO27001")),
]
MONEY = [
    ("4500元/人/月", n(4500, 4500, unit="CNY/seat/month")),
    ("¥4,500-5,500/月/人", n(4500, 5500, R, unit="CNY/seat/month")),
    ("0.8元/条", n(0.8, 0.8, unit="CNY/consultation")),
    ("$12/hr", n(12, 12, unit="USD/hour")),
    ("USD 8–14 per seat hour", n(8, 14, R, unit="USD/hour")),
    ("1.2万/月", n(12000, 12000, unit="CNY/month")),
    ("面议", none("negotiable")),
    ("底薪1500+2%提成", (1500, 1500, "CNY/seat/month", {"compound"}, {"commission_pct": 2})),
    ("€9,50 / hour", n(9.5, 9.5, unit="EUR/hour")),
    ("免费", n(0, 0, unit="CNY")),
    ("5000元/月(不含税)", n(5000, 5000, "tax_excluded", unit="CNY/month")),
    ("人民币伍仟元整", n(5000, 5000, unit="CNY")),
]
NON_ANSWERS = [
    ("商业机密,不便透露", none("refused")),
    ("/", none("missing")),
    ("—", none("missing")),
    ("TBD", none("pending")),
    ("待补充", none("pending")),
    ("行业领先", none("vague")),
    ("#REF!", none("missing")),
    ("同上", none("reference")),
    ("根据项目情况而定", none("vague")),
]
BY_KIND = {
    "duration": DURATION,
    "percent": PERCENT,
    "score": SCORE,
    "count": COUNT,
    "years": YEARS,
    "yes_no": YES_NO,
    "list": LIST,
    "money": MONEY,
}
EXAMPLES = [(kind, text, meaning) for kind, table in BY_KIND.items() for text, meaning in table]
NUMBER_KINDS = ("duration", "percent", "score", "count", "years", "number", "money")
EXAMPLES += [
    (kind, text, meaning)
    for text, meaning in NON_ANSWERS
    for kind in (*NUMBER_KINDS, "yes_no", "list", "choice")
]
