"""Wordings: what the flags of a reading say, for the page."""

from __future__ import annotations

FLAGS: dict[str, tuple[str, str]] = {
    # what kind of value stands there
    "page.flag.upper_bound": ("an upper limit", "仅给出上限"),
    "page.flag.lower_bound": ("a lower limit", "仅给出下限"),
    "page.flag.range": ("a range", "给出区间"),
    "page.flag.multi_value": ("several values", "多个数值"),
    "page.flag.approx": ("approximate", "约数"),
    "page.flag.target": ("a promise, not a measurement", "承诺值，非实测"),
    "page.flag.period": ("for a stated period", "注明了统计期间"),
    "page.flag.conditional": ("holds under a condition", "附有条件"),
    "page.flag.labelled": ("one of several labelled figures", "取自多个带标注的数值"),
    "page.flag.service_level": ("a service level", "服务水平"),
    "page.flag.relative_change": ("a change, no level", "变化幅度，非水平值"),
    "page.flag.relative_to_industry": ("compared with the industry", "与同行相比"),
    "page.flag.founding_year": ("counted from the founding year", "由成立年份推算"),
    "page.flag.compound": ("with other fees beside it", "另有其他费用"),
    "page.flag.tax_included": ("tax included", "含税"),
    "page.flag.tax_excluded": ("tax excluded", "不含税"),
    "page.flag.negotiable": ("negotiable", "可议价"),
    "page.flag.planned": ("planned, not yet held", "计划中，尚未取得"),
    "page.flag.partial": ("in part", "部分满足"),
    "page.flag.evidence_claimed": ("points to evidence", "提及证明材料"),
    # what was assumed or converted
    "page.flag.unit_assumed": ("unit taken from the question", "单位取自问题"),
    "page.flag.fraction_as_percent": ("a fraction read as percent", "小数按百分比识别"),
    "page.flag.rescaled": ("converted to the question's scale", "已换算为题目分制"),
    "page.flag.typo": ("a slip of typing was passed over", "忽略了笔误"),
    # why there is no value
    "page.flag.missing": ("no answer", "无回答"),
    "page.flag.template_unanswered": ("the form's own text was left", "保留了模板原文"),
    "page.flag.not_applicable": ("not applicable", "不适用"),
    "page.flag.refused": ("refused", "拒绝提供"),
    "page.flag.pending": ("to follow", "待补充"),
    "page.flag.unreadable": ("not understood", "未能识别"),
    "page.flag.ambiguous": ("more than one meaning", "含义不唯一"),
    "page.flag.vague": ("vague", "表述含糊"),
    "page.flag.reference": ("points elsewhere", "仅指向其他内容"),
    "page.flag.excel_date": ("turned into a date by Excel", "被Excel转成日期"),
    "page.flag.excel_time": ("turned into a time of day by Excel", "被Excel转成时刻"),
}
