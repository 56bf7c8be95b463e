"""The header words of the trade, each a question of the shipped criteria."""
# Source: question catalogues and platform consoles of Chinese and international customer-service
# outsourcing; the English and Chinese question first, then column headers as vendors write them.
# ruff: noqa: E501 - Chinese words are wide

from __future__ import annotations

import pytest

from vendor_score.criteria.load import shipped_criteria
from vendor_score.questionnaire.questions import QuestionMatcher

MATCHER = QuestionMatcher(shipped_criteria().questions())
HEADERS = {
    "years": [
        "Years in customer-service outsourcing?", "从事客服外包年限?", "行业经验", "从业年限", "经验年限", "服务年限",
        "years of experience",
    ],
    "same_category": [
        "Served our product category? Which shops, how long?", "是否服务过同类目商家?", "同类目经验", "行业类目",
        "服务类目", "category experience",
    ],
    "platforms": [
        "Platforms served, years on each?", "服务过的平台及年限?", "服务平台", "平台经验", "platforms",
    ],
    "promotions": [
        "Big promotions (618, 11.11) handled in 3 years?", "近三年大促保障次数?", "大促经验", "peak events",
    ],
    "cases": [
        "Documented cases in the last 3 years?", "近三年案例数量?", "成功案例", "案例数", "合作案例",
        "case studies",
    ],
    "category_cases": [
        "Of these, in our category?", "其中同类目案例数?", "同类案例", "同行案例", "similar cases",
    ],
    "case_quality": [
        "Before and after figures with dates?", "案例前后数据对比?", "案例效果", "服务效果", "results",
    ],
    "reference_calls": [
        "Reference contacts we may call?", "可联系的推荐客户数?", "推荐人", "客户证明", "references",
    ],
    "first_response": [
        "First response time, chat?", "首次响应时间?", "首次响应", "首响", "首响时长", "平均首响", "first response",
        "FRT",
    ],
    "average_response": [
        "Average response time, chat?", "平均响应时间?", "平均响应", "平响", "旺旺响应", "平均人工响应时长",
        "avg response", "ART",
    ],
    "reply_3min": [
        "3-minute human reply rate?", "3分钟人工回复率?", "3分钟回复率", "三分钟回复率", "3分钟人工响应率", "3-min reply",
    ],
    "peak_response": [
        "First response at promotion peak?", "大促期间首响?", "大促响应", "峰值响应", "peak response",
    ],
    "conversion": [
        "Inquiry-to-paid conversion?", "询单转化率?", "询单转化率", "咨询转化率", "客服转化率", "转化率", "conversion",
        "inquiry conversion",
    ],
    "conversion_window": [
        "Which window: same day, next day, final payment?", "转化口径?", "统计口径", "口径", "definition",
    ],
    "conversion_uplift": [
        "Uplift after take-over?", "接手后转化率提升?", "转化提升", "提升幅度", "uplift",
    ],
    "dsr_described": [
        "DSR item as described, typical client?", "DSR描述相符?", "描述相符", "宝贝与描述", "商品评分",
        "as described",
    ],
    "dsr_service": [
        "DSR service attitude?", "DSR服务态度?", "服务态度", "服务评分", "卖家服务", "service score",
    ],
    "dsr_logistics": [
        "DSR logistics?", "DSR物流服务?", "物流服务", "物流评分", "发货速度", "logistics score",
    ],
    "satisfaction": [
        "Customer satisfaction?", "客户满意度?", "满意度", "满意率", "旺旺满意度", "好评率", "CSAT",
    ],
    "dissatisfaction": [
        "Dissatisfaction rate (Feige)?", "飞鸽不满意率?", "不满意率", "IM不满意率", "dissatisfaction",
    ],
    "certificates": [
        "Security certificates held, number, scope, expiry?", "安全认证?", "安全认证", "资质证书", "体系认证",
        "等保", "certifications",
    ],
    "nda": [
        "Sign our NDA before data is shared?", "是否签保密协议?", "保密协议", "NDA", "confidentiality",
    ],
    "access_control": [
        "Least-privilege sub-accounts, masking, no shared logins?", "权限分级与脱敏?", "权限管理", "数据脱敏",
        "子账号", "access control", "masking",
    ],
    "floor_controls": [
        "Floor controls: USB, phones, printing, screen watermark?", "现场管控?", "现场管控", "U盘管控",
        "水印", "clean desk", "DLP",
    ],
    "log_retention": [
        "Access logs kept how long?", "操作日志留存?", "日志留存", "审计日志", "log retention",
    ],
    "breach_notice": [
        "Breach notice within?", "泄露通知时限?", "应急响应", "通知时限", "breach notification",
    ],
    "subcontracting": [
        "Sub-contracting or home working?", "是否转包或居家?", "转包", "分包", "居家办公", "subcontracting",
        "WFH",
    ],
    "staff": [
        "Service staff (full-time, part-time)?", "客服人数?", "公司规模", "团队规模", "坐席数", "员工人数",
        "headcount", "seats",
    ],
    "main_business": [
        "Main business type?", "主营业务?", "主营业务", "业务类型", "main business",
    ],
    "office": [
        "Fixed office, site visit welcome?", "固定办公场所?", "办公场所", "办公地址", "职场", "office",
    ],
    "training_days": [
        "Training days and exam before live?", "岗前培训?", "培训体系", "岗前培训", "培训周期", "training",
    ],
    "qa_share": [
        "QA share and method?", "质检比例?", "质检比例", "抽检率", "质检机制", "QA", "sampling",
    ],
    "attrition": [
        "Yearly attrition, first-90-day attrition?", "人员流失率?", "流失率", "离职率", "attrition",
        "turnover",
    ],
    "span": [
        "Staff per leader?", "管理幅度?", "组长配比", "管理配比", "span",
    ],
    "emergency_plan": [
        "Emergency plan?", "应急预案?", "应急预案", "风险预案", "BCP",
    ],
    "ramp_up": [
        "Days to add staff, largest ramp?", "增员周期?", "增员周期", "扩容", "弹性", "ramp time",
    ],
    "seat_price": [
        "Unit price and what it covers?", "报价?", "报价", "单价", "费用", "价格", "price", "rate",
    ],
    "extra_fees": [
        "Extra fees: overtime, holiday, system, training, set-up, minimum?", "额外费用?", "隐性费用",
        "加班费", "系统费", "培训费", "extra fees",
    ],
    "deposit": [
        "Deposit: kind, amount, refund?", "定金(订金)?", "定金", "订金", "押金", "保证金", "deposit",
    ],
    "settlement": [
        "Settlement cycle?", "结算周期?", "结算周期", "结算方式", "账期", "payment terms",
    ],
    "trial": [
        "Trial length, exit in trial?", "试用期?", "试用期", "试运行", "trial",
    ],
    "notice": [
        "Notice to end?", "解约通知期?", "解约", "通知期", "notice",
    ],
    "hours": [
        "Hours online a day?", "在线时长?", "服务时间", "在线时长", "工作时间", "hours",
    ],
    "holidays": [
        "Holidays and nights covered?", "节假日值守?", "节假日", "全年无休", "夜班", "holiday cover",
    ],
    "languages": [
        "Languages and level?", "语种?", "语种", "语言", "languages",
    ],
    "channels": [
        "Channels?", "渠道?", "渠道", "服务渠道", "channels",
    ],
}  # fmt: skip
NOT_ASKED = [
    "Company founded when?", "公司成立时间?", "成立时间", "成立日期", "注册时间", "founded", "established",
    "Active clients or shops now?", "当前服务店铺数?", "服务店铺数", "合作商家数", "客户数", "clients", "accounts",
    "Client renewal rate?", "客户续约率?", "续约率", "客户留存率", "renewal", "retention",
    "Well-known brands or flagship shops?", "知名品牌或旗舰店案例?", "知名品牌", "代表客户", "key brands",
    "Client evaluations; clients lost in 12 months, why?", "客户评价及流失客户?", "客户评价", "流失客户",
    "testimonials", "lost clients", "First-30-second answer rate?", "30秒应答率?", "30s应答率",
    "首次30秒应答率", "应答率", "30-sec rate", "Phone service level?", "电话服务水平?", "服务水平", "接通率", "X秒接起率",
    "service level", "SLA", "Abandonment rate?", "呼损率(放弃率)?", "放弃率", "呼损率", "abandonment",
    "Time to solve a routine problem?", "常规问题解决时长?", "解决时长", "处理时效", "resolution time", "TTR",
    "First contact resolution?", "一次解决率?", "一次解决率", "首次解决率", "FCR",
    "Email or ticket first reply?", "邮件首次回复时效?", "邮件时效", "email response",
    "Refunds saved after contact?", "退款挽回率?", "挽单率", "退款挽留率", "save rate",
    "Against industry mean?", "与同行业相比?", "高于同行", "同行业对比", "行业均值", "vs industry",
    "Douyin experience score?", "抖店体验分?", "体验分", "商家体验分", "experience score", "Bad-review rate?",
    "差评率?", "差评率", "中差评率", "bad reviews", "Platform complaint or help rate?", "投诉率或平台求助率?",
    "投诉率", "平台求助率", "平台介入率", "complaints", "Staff NDAs and background checks?", "员工保密与背调?",
    "员工保密", "背景调查", "staff screening", "Security incidents in 36 months?", "近三年安全事件?", "安全事件",
    "泄露事件", "incidents", "Liability for leaks accepted, cap?", "泄露赔偿责任?", "赔偿责任", "违约赔偿",
    "liability", "Where is data stored, cross-border?", "数据存放地?", "数据存储", "数据出境",
    "data location", "Return or delete data at the end?", "终止后返还删除?", "数据销毁", "数据返还", "deletion",
    "Telecom licence for phone service in China?", "呼叫中心许可证?", "增值电信许可证", "呼叫中心许可", "licence",
    "Sites and back-up site?", "职场数量及备份?", "基地", "分公司", "sites",
    "Legal standing, capital, disputes?", "主体资质?", "注册资本", "资质", "营业执照", "registration",
    "Serve our rivals, exclusivity possible?", "是否排他?", "排他", "竞品", "exclusivity",
    "Training per month afterwards?", "在岗培训频次?", "在岗培训", "培训频率", "coaching",
    "Live data open to us?", "数据是否开放?", "数据看板", "日报", "dashboard", "reporting",
    "Management system documents?", "管理制度?", "管理制度", "绩效考核", "management", "Charging model?",
    "收费模式?", "收费模式", "计费方式", "pricing model", "Contract term, minimum?", "合同期限?", "合同期限", "合作周期",
    "term", "Credit or penalty for missed KPI?", "未达标赔偿?", "违约责任", "赔付", "未达标",
    "service credits", "Tax included, invoice kind?", "是否含税?", "含税", "发票", "税率", "tax",
    "Consultations a day, per person and total?", "接待量?", "日接待量", "人均接待", "capacity",
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "id"), [(header, id) for id, headers in HEADERS.items() for header in headers]
)
def test_a_usual_header_asks_its_question_exactly(header, id) -> None:
    match = MATCHER.exact(header)
    assert match is not None
    assert match.ids == (id,)
    assert match.how in ("exact", "id")


def test_every_criterion_has_usual_headers() -> None:
    asked_for = {question.id for question in shipped_criteria().questions()}
    assert asked_for - HEADERS.keys() == {"leader_named", "seat_kind"}


@pytest.mark.parametrize("header", NOT_ASKED)
def test_questions_that_are_not_asked_are_taken_for_none(header) -> None:
    assert MATCHER.find(header) is None
