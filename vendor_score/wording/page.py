"""Wordings: page."""

from __future__ import annotations

from vendor_score.wording.page_flags import FLAGS

TABLE: dict[str, tuple[str, str]] = {
    **FLAGS,
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
        "请用浏览器打开本文件，即可调整权重并查看每个分数的来源。",
    ),
    # ranking
    "page.ranking": ("Ranking", "综合排名"),
    "page.legend": (
        "Score composition by group; press to open a group",
        "得分构成（点按可展开指标组）",
    ),
    "page.weights_changed": (
        "▲▼ Places gained or lost against the entered weights.",
        "▲▼ 为相对原始权重的名次升降。",
    ),
    "page.moved_up": (
        "Up {n} from place {before} at the entered weights",
        "较原始权重（第{before}名）上升{n}名",
    ),
    "page.moved_down": (
        "Down {n} from place {before} at the entered weights",
        "较原始权重（第{before}名）下降{n}名",
    ),
    "page.new_leader": ("Now in first place: {names}", "当前第一名：{names}"),
    "page.nobody_ranked": ("No vendor can be ranked.", "没有可参与排名的供应商。"),
    "page.waived": ("must waived", "假设豁免"),
    "page.method_agrees": (
        "The report was ranked by {method}; the weighted sum shown here gives the same order.",
        "报告按{method}排名；此处的加权求和给出相同的名次。",
    ),
    "page.method_differs": (
        "The report was ranked by {method}, whose order differs; scores and places here are those of the weighted sum.",
        "报告按{method}排名，名次与此不同；此处的得分与名次均按加权求和计算。",
    ),
    "page.out_title": ("Knocked out or not ranked", "未参与排名"),
    "page.unconfirmed_title": (
        "Ranked, with a must still to be confirmed",
        "参与排名，但有硬性要求待核实",
    ),
    "page.unranked_reason": (
        "None of the weighted criteria counts for this vendor.",
        "没有可计分的指标。",
    ),
    "page.untested_reason": ("No usable answer yet: {musts}", "尚无有效回答：{musts}"),
    "page.what_if_waived": ("What if waived", "假设豁免"),
    "page.waive_for": ("What if the must were waived for {name}", "假设豁免{name}的硬性要求"),
    "page.must_is": ("must be", "要求"),
    "page.found": ("found", "实际回答"),
    # weights
    "page.weights": ("Weights", "权重"),
    "page.weights_lead": (
        "Move a weight; the others give way in proportion. Lock those that should stay.",
        "调整任一权重，其余按比例让出；不想变动的可锁定。",
    ),
    "page.undo": ("Undo", "撤销"),
    "page.redo": ("Redo", "重做"),
    "page.reset": ("Reset", "还原"),
    "page.equal": ("Equal", "等权"),
    "page.weight_sets": ("Weight sets", "权重方案"),
    "page.weight_of": ("Weight of {name} in percent", "{name}的权重（百分比）"),
    "page.lock": ("Lock the weight of {name}", "锁定{name}的权重"),
    "page.open_group": ("Criteria of {name}", "{name}的各项指标"),
    "page.not_counted": ("At weight 0: asked, not counted", "权重为0：已询问，不计分"),
    "page.tips_below": ("Below {at}, {names} would lead.", "低于{at}时由{names}领先。"),
    "page.tips_above": ("Above {at}, {names} would lead.", "高于{at}时由{names}领先。"),
    "page.holds_note": (
        "marks how far a weight can move before the first place changes.",
        "表示第一名不变时该权重可变动的范围。",
    ),
    # details of an answer
    "page.details": ("Details", "详情"),
    "page.group_sum": ("{gained} of {most} points", "得{gained}分，满分{most}分"),
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
    "page.stale": (
        "the vendor's cell has changed since; not applied",
        "供应商单元格已变动，未采用",
    ),
    "page.source": ("Source", "出处"),
    "page.curve_of": ("Value function of {criterion}", "{criterion}的计分函数"),
    "page.yes": ("Yes", "是"),
    "page.no": ("No", "否"),
    "page.partial": ("In part", "部分"),
    "page.no_items": ("none held", "无"),
    # verdict
    "page.verdict_rule": ("How this verdict is made", "结论如何得出"),
    "page.lead": ("Lead", "领先分差"),
    # units
    "page.unit.s": ("s", "秒"),
    "page.unit.min": ("min", "分钟"),
    "page.unit.h": ("h", "小时"),
    "page.unit.h/day": ("h/day", "小时/天"),
    "page.unit.years": ("years", "年"),
    "page.unit.days": ("days", "天"),
    "page.unit.count": ("", ""),
    # sections
    "page.table_below": ("The same figures stand in the table below.", "下方表格载有相同数据。"),
    "page.table_of": ("Table: {name}", "表格：{name}"),
    "page.as_table": ("As a table", "查看表格"),
    "page.save_as": ("Save {name} as {format}", "将{name}保存为{format}"),
    "page.entered_only": ("for the entered weights", "按原始权重"),
    "page.heat_map": ("Every answer at a glance", "逐项得分一览"),
    "page.heat_map_lead": (
        "Points from 0 to 100 for each answer; the darker, the better. Empty cells are left out of the score.",
        "每个回答的单项得分（0–100），颜色越深越好；空白表示不计入。",
    ),
    "page.compare": ("Two vendors side by side", "两家对比"),
    "page.compare_lead": (
        "Where the points between two vendors come from. Bars to the left speak for the first, to the right for the second.",
        "两家分差的来源：向左的条形有利于前者，向右有利于后者。",
    ),
    "page.vendor_a": ("First", "甲方案"),
    "page.vendor_b": ("Second", "乙方案"),
    "page.compare_sum": ("{a} is {gap} points ahead of {b}.", "{a}领先{b} {gap}分。"),
    "page.compare_equal": ("{a} and {b} have the same score.", "{a}与{b}得分相同。"),
    "page.vendors": ("Vendor by vendor", "逐家查看"),
    "page.vendors_lead": (
        "One vendor's points against the range of the ranked vendors (grey), then each of its answers back to its cell.",
        "该供应商的单项得分与参与排名者的区间（灰色）对照；其下为每个回答及其出处。",
    ),
    "page.profile": ("Profile", "单家得分图"),
    "page.answers": ("Answers", "回答明细"),
    "page.findings": ("To check", "待核对问题"),
    "page.findings_lead": (
        "Problems met while reading the questionnaires. Settle those that touch the leading vendors first.",
        "读取问卷时发现的问题。请先核对涉及领先供应商的问题。",
    ),
    "page.no_findings": (
        "Nothing to check: every answer was read without doubt.",
        "没有待核对的问题。",
    ),
    "page.criteria": ("Criteria", "评价指标"),
    "page.criteria_lead": (
        "What was asked, and how an answer becomes points.",
        "问卷所问内容，以及回答如何换算为得分。",
    ),
    "page.if_missing": ("If missing", "缺失时"),
    "page.private": ("private", "内部"),
    "page.never_scored": ("Asked and shown, never scored.", "仅作了解，不计分。"),
    "page.relative_max": (
        "Scored against the vendors at hand: the highest gets 100, the lowest 0. Adding a vendor may change the ranking.",
        "按在场供应商相对计分：最高100分，最低0分。增加供应商可能改变排名。",
    ),
    "page.relative_min": (
        "Scored against the vendors at hand: the lowest gets 100, the highest 0. Adding a vendor may change the ranking.",
        "按在场供应商相对计分：最低100分，最高0分。增加供应商可能改变排名。",
    ),
    "page.not_asked_or_scored": ("not scored", "不计分"),
    # how sure
    "page.how_sure": ("How sure", "结论把握"),
    "page.how_sure_lead": (
        "What the first place survives: other weights, vague or missing answers, other methods.",
        "在权重变化、回答含糊或缺失、换用其他方法时，第一名是否仍然成立。",
    ),
    "page.places_note": (
        "How often each vendor takes each place when every weight is varied by ±{band} and inexact answers within what was written ({samples} draws).",
        "各权重在±{band}内变动、不精确的回答在其范围内取值时，各供应商取得各名次的比例（抽样{samples}次）。",
    ),
    "page.places_note_moved": (
        "How often each vendor takes each place around the weights as they are set now, each varied by ±{band} ({samples} draws).",
        "以当前权重为中心、各权重在±{band}内变动时，各供应商取得各名次的比例（抽样{samples}次）。",
    ),
    "page.to_win_note": (
        "The smallest change of answers that would put a vendor first: a list for negotiation.",
        "使该供应商升至第一所需的最小改进，可作谈判清单。",
    ),
    "page.first_meet": ("first meet: {musts}", "须先满足：{musts}"),
    "page.and_also": ("and", "且"),
    "page.no_change_wins": (
        "For {names} no change of one or two answers would do.",
        "{names}：改进一两项回答仍不足以反超。",
    ),
    "page.n_more_ways": ("{n} more ways", "另有{n}种方式"),
    "page.no_answer": ("no answer", "无回答"),
    "page.rank_intervals": ("What missing answers leave open", "缺失回答带来的名次区间"),
    "page.rank_intervals_note": (
        "The best and the worst place that missing and inexact answers still allow.",
        "缺失或不精确的回答仍可能带来的最好与最差名次。",
    ),
    "page.weight_sets_note": ("Who is first under each named weighting.", "各权重方案下的第一名。"),
    "page.weight_set_average": ("Average of all", "各方案平均"),
    "page.weight_set": ("Weight set", "权重方案"),
    "page.first": ("First", "第一名"),
    "page.methods": ("Other methods", "其他方法"),
    "page.method": ("Method", "方法"),
    "page.methods_agree": (
        "Weighted sum, TOPSIS and VIKOR put the same vendor first (agreement W = {w}).",
        "加权求和、TOPSIS与VIKOR的第一名一致（一致性系数W={w}）。",
    ),
    "page.methods_differ": (
        "Weighted sum, TOPSIS and VIKOR do not agree on the first place (agreement W = {w}).",
        "加权求和、TOPSIS与VIKOR的第一名不一致（一致性系数W={w}）。",
    ),
    "page.other_methods": ("All methods", "全部方法"),
    "page.other_methods_note": (
        "Shown for comparison; they do not enter the verdict.",
        "仅供对照，不影响评选结论。",
    ),
    "page.proven": ("Proven answers only", "仅计已核验的回答"),
    "page.proven_same": (
        "Counting only answers whose evidence was seen, {names} stays first.",
        "只计已核验的回答时，{names}仍为第一名。",
    ),
    "page.proven_changes": (
        "Counting only answers whose evidence was seen, the first place would go to {names}.",
        "只计已核验的回答时，第一名变为{names}。",
    ),
    "page.proven_claims": (
        "To settle the first place, ask {name} for proof of: {claims}.",
        "要确定第一名，请{name}提供以下各项的证明：{claims}。",
    ),
    "page.n_more_claims": ("{n} more", "另外{n}项"),
    "page.leave_one_out": ("Leaving one thing out", "逐一剔除"),
    "page.leave_one_out_note": (
        "These would change the first place.",
        "剔除以下各项会改变第一名。",
    ),
    "page.leave_one_out_same": (
        "No single vendor or criterion decides the first place.",
        "剔除任一供应商或指标，第一名都不变。",
    ),
    "page.left_out": ("Left out", "剔除项"),
    "page.without_vendor": ("{name}", "{name}"),
    "page.without_criterion": ("{name}", "{name}"),
    "page.without_must": ("{must} waived for {name}", "对{name}豁免{must}"),
    "page.n_points": ("{n} points", "{n}分"),
    "page.ahead_of": ("ahead of {name}", "领先{name}"),
    "page.first_share": (
        "of weightings within ±{band} of these put the leader first",
        "的权重组合（各权重±{band}）下领先者仍为第一",
    ),
    "page.no_tip": ("None", "无"),
    "page.no_tip_note": (
        "No single group's weight changes the first place.",
        "单独调整任一指标组的权重都不会改变第一名。",
    ),
    "page.tip_above": (
        "now {now}; above this, {names} would lead",
        "现为{now}；高于此值时由{names}领先",
    ),
    "page.tip_below": (
        "now {now}; below this, {names} would lead",
        "现为{now}；低于此值时由{names}领先",
    ),
    # sharing
    "page.share": ("Share", "分享"),
    "page.save_copy": ("Save a copy of this page with these weights", "按当前权重另存本页"),
    "page.save_yaml": (
        "Download criteria.yaml with these weights",
        "下载含当前权重的criteria.yaml",
    ),
    "page.save_picture": ("Save as a long picture for a phone", "保存为手机长图"),
    "page.save_ranking_png": ("Save the ranking as PNG", "将排名保存为PNG"),
    "page.save_ranking_svg": ("Save the ranking as SVG", "将排名保存为SVG"),
    "page.print": ("Print or save as PDF", "打印或存为PDF"),
    "page.weights_text": (
        "These weights as text, to send and to paste back",
        "当前权重文本（可发送，也可粘贴回来）",
    ),
    "page.copy_text": ("Copy text", "复制文本"),
    "page.copy_link": ("Copy link", "复制链接"),
    "page.use_text": ("Use this text", "应用此文本"),
    "page.copied": ("Copied.", "已复制。"),
    "page.text_used": ("The weights are set.", "权重已更新。"),
    "page.text_not_read": (
        "This text holds no weights that fit these criteria.",
        "此文本中没有适用于这些指标的权重。",
    ),
    "page.saved": ("Saved with your downloads.", "已保存到下载文件夹。"),
    "page.keep_in_mind": ("Keep in mind", "注意事项"),
    "page.n_findings": ("{n} findings are still to be checked.", "尚有{n}项待核对问题。"),
    "page.picture_changed": ("The weights differ from those entered.", "权重与原始权重不同。"),
}
