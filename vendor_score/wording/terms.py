"""Wordings: the field's terms (docs: criteria reference)."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    "terms.vendor": ("vendor", "供应商"),
    "terms.criterion": ("criterion", "指标"),
    "terms.group": ("group", "指标组"),
    "terms.answer": ("answer", "回答"),
    "terms.reading": ("reading", "识别结果"),
    "terms.value": ("value", "单项得分"),
    "terms.weight": ("weight", "权重"),
    "terms.contribution": ("contribution", "加权得分"),
    "terms.contributions": ("score composition", "得分构成"),
    "terms.score": ("score", "综合得分"),
    "terms.ranking": ("ranking", "综合排名"),
    "terms.rank": ("rank", "名次"),
    "terms.must": ("must", "硬性要求"),
    "terms.must_long": ("must (knocks out)", "硬性要求（一票否决）"),
    "terms.knocked_out": ("knocked out", "未达硬性要求，不参与排名"),
    "terms.untested": ("untested", "待核实"),
    "terms.target": ("target", "达标线"),
    "terms.evidence": ("evidence", "证明材料"),
    "terms.finding": ("finding", "待核对问题"),
    "terms.override": ("override", "人工更正"),
    "terms.tipping_point": ("tipping point", "名次反转点"),
    "terms.acceptability": ("rank acceptability", "各名次占比"),
    "terms.to_win": ("what it would take", "反超条件（谈判清单）"),
    "terms.verdict": ("verdict", "评选结论"),
    "terms.preliminary_verdict": ("preliminary verdict", "初步结论"),
    "terms.untitled": ("Comparison of vendors", "供应商比选"),
    # answer states
    "terms.state.answered": ("answered", "已回答"),
    "terms.state.blank": ("blank", "未填写"),
    "terms.state.not_applicable": ("not applicable", "不适用"),
    "terms.state.refused": ("refused", "拒绝提供"),
    "terms.state.pending": ("pending", "待补充"),
    "terms.state.unreadable": ("unreadable", "未能识别"),
    "terms.state.not_asked": ("not asked", "未询问"),
    # tax in prices
    "terms.tax.included": ("tax included", "含税"),
    "terms.tax.excluded": ("tax excluded", "不含税"),
    # evidence states
    "terms.evidence.none": ("none", "未提供"),
    "terms.evidence.claimed": ("claimed", "仅声明"),
    "terms.evidence.seen": ("seen", "已核验"),
    # vendor status
    "terms.status.ranked": ("ranked", "参与排名"),
    "terms.status.unconfirmed": ("unconfirmed", "待核实"),
    "terms.status.knocked_out": ("knocked out", "未达硬性要求，不参与排名"),
    "terms.status.unranked": ("not ranked", "不参与排名"),
    # severities
    "terms.severity.error": ("error", "错误"),
    "terms.severity.warning": ("warning", "警告"),
    "terms.severity.info": ("note", "提示"),
}
