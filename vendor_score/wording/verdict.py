"""Wordings: the verdict, its explanation, and the words of robustness.

The page makes the same verdict from the same clauses; placeholders stand for texts that are
already formatted (names, points, shares).
"""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # first sentence: who leads
    "verdict.nobody_out": (
        "Every candidate is knocked out: none of the {n} meets all musts.",
        "全部候选供应商均未达硬性要求：{n}家中无一全部满足。",
    ),
    "verdict.nobody_scored": (
        "No candidate can be ranked: nothing that could be scored was answered.",
        "暂无可排名的供应商：没有可计分的回答。",
    ),
    "verdict.single": (
        "Only one candidate is left in the ranking, {leader} with {score} points",
        "仅{leader}一家进入排名，综合得分{score}分",
    ),
    "verdict.clear": (
        "{leader} leads clearly with {score} points, {margin} ahead of {second}, and is first in "
        "{share} of sampled weightings",
        "{leader}明显领先，综合得分{score}分，比{second}高{margin}分，在{share}的抽样权重下排名第一",
    ),
    "verdict.provided": (
        "{leader} leads with {score} points, {margin} ahead of {second}, and is first in {share} "
        "of sampled weightings, provided that {conditions}",
        "{leader}以{score}分领先，比{second}高{margin}分，在{share}的抽样权重下排名第一，前提是{conditions}",
    ),
    "verdict.single_provided": (
        "Only one candidate is left in the ranking, {leader} with {score} points, provided that "
        "{conditions}",
        "仅{leader}一家进入排名，综合得分{score}分，前提是{conditions}",
    ),
    "verdict.unclear": (
        "No clear winner between {leader} and {rival}, {margin} points apart; {leader} is first in "
        "{share} of sampled weightings",
        "{leader}与{rival}难分高下，暂无明确首选，前者高出{margin}分，在{share}的抽样权重下排名第一",
    ),
    "verdict.unclear_level": (
        "No clear winner between {leader} and {rival}, level with {score} points; {leader} is "
        "first in {share} of sampled weightings",
        "{leader}与{rival}难分高下，暂无明确首选，两者同为{score}分，前者在{share}的抽样权重下排名第一",
    ),
    "verdict.unclear_more": (
        "No clear winner between {leader}, {rival} and {n} more; {leader} is {margin} points ahead "
        "of {rival} and first in {share} of sampled weightings",
        "{leader}、{rival}等{total}家难分高下，暂无明确首选，前者比后者高{margin}分，"
        "在{share}的抽样权重下排名第一",
    ),
    "verdict.unclear_more_level": (
        "No clear winner between {leader}, {rival} and {n} more; these two are level with {score} "
        "points, and {leader} is first in {share} of sampled weightings",
        "{leader}、{rival}等{total}家难分高下，暂无明确首选，这两家同为{score}分，"
        "前者在{share}的抽样权重下排名第一",
    ),
    "verdict.preliminary": ("Preliminary verdict: {sentence}", "初步结论：{sentence}"),
    # conditions
    "verdict.if_rival": (
        "{rival} does not catch up through answers that are missing or vague",
        "{rival}未填写或表述不明确的回答不足以使其追平",
    ),
    "verdict.if_rivals": (
        "{rival} and {n} more do not catch up through answers that are missing or vague",
        "{rival}等{total}家未填写或表述不明确的回答不足以使其追平",
    ),
    "verdict.if_untested": (
        "it meets the musts not yet tested ({musts})",
        "其待核实的硬性要求（{musts}）均能满足",
    ),
    "verdict.if_excluded": (
        "the {share} of the weight left out of its score would not have told against it",
        "其未计入得分的{share}权重不会改变结果",
    ),
    "verdict.if_stays": (
        "{vendor} stays in the comparison (without it {first} would lead)",
        "{vendor}仍参与比较（若剔除则由{first}领先）",
    ),
    # second sentence: what would change it
    "verdict.tips_above": (
        "{names} would be first if the weight of {node} rose from {now} to {at}",
        "若“{node}”的权重由{now}升至{at}，则{names}居首",
    ),
    "verdict.tips_below": (
        "{names} would be first if the weight of {node} fell from {now} to {at}",
        "若“{node}”的权重由{now}降至{at}，则{names}居首",
    ),
    "verdict.tips_above_now": (
        "{names} would be first as soon as the weight of {node} rose above {now}",
        "“{node}”的权重一旦高于{now}，则{names}居首",
    ),
    "verdict.tips_below_now": (
        "{names} would be first as soon as the weight of {node} fell below {now}",
        "“{node}”的权重一旦低于{now}，则{names}居首",
    ),
    "verdict.tips_never": (
        "no change of a single weight alters the first place",
        "单独调整任何一项权重均不改变首位",
    ),
    "verdict.waived": (
        "{vendor} would lead if the must on {criterion} were waived",
        "若免除{vendor}的硬性要求“{criterion}”，则其领先",
    ),
    "verdict.unanswered": (
        "{n} weighted answers of ranked vendors are missing",
        "参与排名的供应商尚有{n}项计分回答缺失",
    ),
    "verdict.unanswered_one": (
        "1 weighted answer of a ranked vendor is missing",
        "参与排名的供应商尚有1项计分回答缺失",
    ),
    "verdict.unproven": (
        "the first place rests on {n} claims not yet seen proven ({criteria})",
        "首位取决于{n}项尚未核验的说法（{criteria}）",
    ),
    "verdict.unproven_one": (
        "the first place rests on a claim not yet seen proven ({criteria})",
        "首位取决于1项尚未核验的说法（{criteria}）",
    ),
    # joints
    "verdict.and_two": ("{a} and {b}", "{a}与{b}"),
    "verdict.and_more": ("{a} and {n} more", "{a}等{total}家"),
    "verdict.criteria_more": ("{criteria} and {n} more", "{criteria}等{total}项"),
    "verdict.list_joint": (", ", "、"),
    "verdict.condition_joint": (" and that ", "，且"),
    "verdict.clause_joint": ("; ", "；"),
    "verdict.sentence_joint": (" ", ""),
    "verdict.stop": (".", "。"),
    # before it is known how sure the ranking is
    "verdict.first_lead": (
        "{leader} leads with {score} points, {margin} ahead of {second}.",
        "{leader}以{score}分领先，比{second}高{margin}分。",
    ),
    "verdict.first_tie": (
        "{names} tie for first place with {score} points.",
        "{names}以{score}分并列第一。",
    ),
    # explanation
    "verdict.explained": (
        "How the verdict is made: a vendor contends with the leader if the leader is ahead of it "
        "in under {lead_share} of {samples} draws (every weight within ±{band} of the stated one, "
        "answers within what was written), or by under {lead_points} points. With a contender "
        "there is no clear winner. “Clearly” becomes “provided that” if a rival at its best reaches "
        "the leader's score, if a must of the leader is untested, if more than {excluded_share} of "
        "its weight is left out, or if dropping a vendor dethrones it. The verdict is preliminary "
        "while claims that decide the first place have not been seen proven. Other methods never "
        "decide it.",
        "评选结论的规则：在{samples}次抽样（各权重在±{band}内变动，回答在所填范围内变动）中，"
        "若首位供应商领先某家的比例不足{lead_share}，或分差不足{lead_points}分，则两者难分高下，暂无明确首选。"
        "若某竞争者在最好情况下能追平首位，或首位有待核实的硬性要求，或其未计入的权重超过{excluded_share}，"
        "或剔除某家供应商会使其失去首位，则“明显领先”改为“前提是……”。"
        "决定首位的说法未经核验之前，结论为初步结论。其他评价方法不影响结论。",
    ),
    # two vendors side by side
    "verdict.trade_off": (
        "At these weights {much} of {gained} are worth {worth} of {paid}.",
        "按当前权重，“{gained}”相差{much}相当于“{paid}”相差{worth}。",
    ),
    "verdict.unit.%": ("{n} points", "{n}个百分点"),
    "verdict.unit.s": ("{n} s", "{n}秒"),
    "verdict.unit.min": ("{n} min", "{n}分钟"),
    "verdict.unit.h": ("{n} h", "{n}小时"),
    "verdict.unit.years": ("{n} years", "{n}年"),
    "verdict.unit.days": ("{n} days", "{n}天"),
    "verdict.unit.h/day": ("{n} h a day", "每天{n}小时"),
    # charts
    "verdict.chart.acceptability": (
        "How often each vendor takes each rank",
        "各供应商取得各名次的占比",
    ),
    "verdict.chart.acceptability_alt": (
        "Vendors by rank; each cell holds the share of sampled weightings. First: {first}.",
        "按供应商与名次排列，每格为抽样权重中的占比。首位：{first}。",
    ),
    "verdict.chart.tipping": (
        "How far each weight can move before the first place changes",
        "各项权重在首位改变之前的可变动范围",
    ),
    "verdict.chart.tipping_alt": (
        "One bar for each group and criterion: the weights at which the first place stays; a "
        "diamond marks the present weight.",
        "每个指标组和指标一条，表示首位不变的权重范围；菱形为当前权重。",
    ),
    "verdict.chart.below": ("below {at}: {names}", "低于{at}：{names}"),
    "verdict.chart.above": ("above {at}: {names}", "高于{at}：{names}"),
    "verdict.chart.never": ("never changes the first place", "不会改变首位"),
    "verdict.chart.weight_line": (
        "Scores against the weight of {node}",
        "综合得分随“{node}”权重的变化",
    ),
    "verdict.chart.weight_line_alt": (
        "A line for each vendor over the weight of {node}; dotted lines mark where the first place "
        "changes.",
        "每家供应商一条线，横轴为“{node}”的权重；虚线处首位改变。",
    ),
    "verdict.chart.methods": ("Ranks by other methods", "各种方法下的名次"),
    "verdict.chart.methods_alt": (
        "A line for each vendor through the rank that each method gives it.",
        "每家供应商一条线，连接各方法给出的名次。",
    ),
    "verdict.chart.rank_intervals": (
        "Ranks that missing and vague answers still allow",
        "缺失或不明确的回答可能带来的名次变化",
    ),
    "verdict.chart.rank_intervals_alt": (
        "A line from best to worst rank for each vendor; a diamond marks the present rank.",
        "每家供应商一条线，由最好名次到最差名次；菱形为当前名次。",
    ),
    "verdict.chart.waterfall": ("From {b} to {a}", "由{b}到{a}"),
    "verdict.chart.waterfall_alt": (
        "Steps that lead from the score of {b} to the score of {a}.",
        "由{b}的综合得分逐步变到{a}的综合得分。",
    ),
    # other methods
    "verdict.method_anchored": ("{method}, anchored", "{method}（固定标尺）"),
}
