"""Wordings: page."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # the frame
    "page.overline": (
        "{vendors} vendors · {criteria} weighted criteria · as of {date}",
        "{vendors}家供应商 · {criteria}项计分指标 · 基准日{date}",
    ),
    "page.on_this_page": ("On this page", "本页内容"),
    "page.language": ("Language", "语言"),
    "page.close": ("Close", "关闭"),
    "page.comma": (", ", "、"),
    "page.n_more": ("{n} more", "另外{n}家"),
    "page.needs_script": (
        "Open this file in a browser to move the weights and see where each figure comes from.",
        "请用浏览器打开本文件,即可调整权重并查看每个分数的来源。",
    ),
    # ranking
    "page.ranking": ("Ranking", "综合排名"),
    "page.legend": (
        "Score composition by group; press to open a group",
        "得分构成(点按可展开指标组)",
    ),
    "page.weights_changed": (
        "▲▼ Places gained or lost against the entered weights.",
        "▲▼ 为相对原始权重的名次升降。",
    ),
    "page.moved_up": (
        "Up {n} from place {before} at the entered weights",
        "较原始权重(第{before}名)上升{n}名",
    ),
    "page.moved_down": (
        "Down {n} from place {before} at the entered weights",
        "较原始权重(第{before}名)下降{n}名",
    ),
    "page.new_leader": ("Now in first place: {names}", "当前第一名:{names}"),
    "page.nobody_ranked": ("No vendor can be ranked.", "没有可参与排名的供应商。"),
    "page.waived": ("must waived", "假设豁免"),
    "page.method_agrees": (
        "The report was ranked by {method}; the weighted sum shown here gives the same order.",
        "报告按{method}排名;此处的加权求和给出相同的名次。",
    ),
    "page.method_differs": (
        "The report was ranked by {method}, whose order differs; scores and places here are those of the weighted sum.",
        "报告按{method}排名,名次与此不同;此处的得分与名次均按加权求和计算。",
    ),
    "page.out_title": ("Knocked out or not ranked", "未参与排名"),
    "page.unconfirmed_title": (
        "Ranked, with a must still to be confirmed",
        "参与排名,但有硬性要求待核实",
    ),
    "page.unranked_reason": (
        "None of the weighted criteria counts for this vendor.",
        "没有可计分的指标。",
    ),
    "page.untested_reason": ("No usable answer yet: {musts}", "尚无有效回答:{musts}"),
    "page.what_if_waived": ("What if waived", "假设豁免"),
    "page.waive_for": ("What if the must were waived for {name}", "假设豁免{name}的硬性要求"),
    "page.must_is": ("must be", "要求"),
    "page.found": ("found", "实际回答"),
    # weights
    "page.weights": ("Weights", "权重"),
    "page.weights_lead": (
        "Move a weight; the others give way in proportion. Lock those that should stay.",
        "调整任一权重,其余按比例让出;不想变动的可锁定。",
    ),
    "page.undo": ("Undo", "撤销"),
    "page.redo": ("Redo", "重做"),
    "page.reset": ("Reset", "还原"),
    "page.equal": ("Equal", "等权"),
    "page.weight_sets": ("Weight sets", "权重方案"),
    "page.weight_of": ("Weight of {name} in percent", "{name}的权重(百分比)"),
    "page.lock": ("Lock the weight of {name}", "锁定{name}的权重"),
    "page.open_group": ("Criteria of {name}", "{name}的各项指标"),
    "page.not_counted": ("At weight 0: asked, not counted", "权重为0:已询问,不计分"),
    "page.tips_below": ("Below {at}, {names} would lead.", "低于{at}时由{names}领先。"),
    "page.tips_above": ("Above {at}, {names} would lead.", "高于{at}时由{names}领先。"),
    "page.holds_note": (
        "marks how far a weight can move before the first place changes.",
        "表示第一名不变时该权重可变动的范围。",
    ),
    # details of an answer
    "page.details": ("Details", "详情"),
    "page.group_sum": ("{gained} of {most} points", "得{gained}分,满分{most}分"),
    "page.leaf_sum": (
        "Value {value} × weight {weight} = {gained}",
        "单项得分{value} × 权重{weight} = {gained}",
    ),
    "page.show_criteria": ("Open this group in the bars", "在图中展开该指标组"),
    "page.withheld": ("left out of the shared report", "对外版本不含此项"),
    "page.state": ("State", "状态"),
    "page.flags": ("Noted", "识别说明"),
    "page.at_best": ("At best", "最好情况"),
    "page.missing_rule": ("Counts as", "缺失处理"),
    "page.rule.worst": ("0 points (missing)", "按0分计"),
    "page.rule.exclude": ("left out", "不计入"),
    "page.rule.fail": ("an answer is required", "必须回答"),
    "page.rule.points": ("{points} points (missing)", "按{points}分计"),
    "page.remarks": ("Remarks", "备注"),
    "page.judgements": ("Judged", "评审打分"),
    "page.stale": ("the vendor's cell has changed since; not applied", "供应商单元格已变动,未采用"),
    "page.source": ("Source", "出处"),
    "page.curve_of": ("Value function of {criterion}", "{criterion}的计分函数"),
    "page.about": ("about", "约"),
    "page.yes": ("Yes", "是"),
    "page.no": ("No", "否"),
    "page.partial": ("In part", "部分"),
    "page.no_items": ("none held", "无"),
    # verdict
    "page.lead": ("Lead", "领先分差"),
    # units
    "page.unit.s": ("s", "秒"),
    "page.unit.min": ("min", "分钟"),
    "page.unit.h": ("h", "小时"),
    "page.unit.h/day": ("h/day", "小时/天"),
    "page.unit.years": ("years", "年"),
    "page.unit.days": ("days", "天"),
    "page.unit.count": ("", ""),
}
