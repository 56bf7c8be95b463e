"""Wordings: what the commands print."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # what ends a command
    "terminal.error": ("vendor-score: {message}", "vendor-score：{message}"),
    "terminal.interrupted": ("interrupted; nothing was written", "已中断，未写入任何文件"),
    "terminal.bug": (
        "a bug in vendor-score ({what}); please report it with the output of the same command"
        " under {debug}",
        "vendor-score 程序内部出错（{what}）；请设置 {debug} 后重新运行同一命令，并把输出反馈给我们",
    ),
    # small parts of sentences
    "terminal.and": (" and ", "与"),
    "terminal.listed": ("; ", "；"),
    "terminal.of": ("{name}: {what}", "{name}：{what}"),
    "terminal.quoted": ("“{text}”", "“{text}”"),
    "terminal.nowhere": ("no cell", "无对应单元格"),
    "terminal.others": ("{count} others", "其余 {count} 项"),
    "terminal.unread": ("{file}: {title}. {fix}", "{file}：{title}。{fix}"),
    # rank, from the first line to the last
    "terminal.reading": ("reading: {done} of {total} files", "正在读取：{done}/{total} 个文件"),
    "terminal.compared": (
        "{vendors} vendors from {files} files, ranked by {method}",
        "共 {files} 个文件、{vendors} 家供应商，排名方法：{method}",
    ),
    "terminal.criteria_file": (
        "Criteria: {file}, ages and certificates as of {date}",
        "评选标准：{file}，年限和证书按 {date} 计算",
    ),
    "terminal.criteria_shipped": (
        "Criteria: those that come with vendor-score (no criteria.yaml here or beside the answers)",
        "评选标准：随 vendor-score 提供的标准（当前文件夹和问卷所在处均无 criteria.yaml）",
    ),
    "terminal.verdict": ("Verdict", "评选结论"),
    "terminal.results": ("Results", "结果文件"),
    # the ranking
    "terminal.head.rank": ("#", "名次"),
    "terminal.head.name": ("Vendor", "供应商"),
    "terminal.head.score": ("Score", "综合得分"),
    "terminal.mark.unconfirmed": (" *", " *"),
    "terminal.legend": (
        "Each part: weight x value of a group, out of 100 points. - knocked out, * unconfirmed.",
        "每段为一个指标组的加权得分，满分 100。- 未达硬性要求，* 待核实。",
    ),
    "terminal.lead.none": ("No vendor is left in the ranking.", "没有供应商进入排名。"),
    "terminal.lead.only": (
        "{name} is the only vendor in the ranking, with {score} points.",
        "只有{name}进入排名，综合得分 {score} 分。",
    ),
    "terminal.lead.one": (
        "{name} leads with {score} points, {gap} ahead of {second}.",
        "{name}以 {score} 分领先，比{second}高 {gap} 分。",
    ),
    "terminal.lead.tie": (
        "{names} share the first place with {score} points.",
        "{names}并列第一，均为 {score} 分。",
    ),
    "terminal.lead.method": (
        "By the method {method}, {names} is first; the scores shown are those of the weighted sum.",
        "按 {method} 方法，{names}排名第一；所示得分仍为加权求和的综合得分。",
    ),
    # what to look at
    "terminal.knock_outs": ("Knocked out", "未达硬性要求，不参与排名"),
    "terminal.knock_out": (
        "{name}: {criterion} must be {rule}, found {found} ({where})",
        "{name}：{criterion} 要求 {rule}，实际为{found}({where})",
    ),
    "terminal.unconfirmed": (
        "* Unconfirmed: ranked, but a must could not be tested",
        "* 待核实：参与排名，但有硬性要求尚无法核对",
    ),
    "terminal.untested": ("{criterion} ({rule}) {found}", "{criterion}（{rule}）{found}"),
    "terminal.doubts": ("Missing or doubtful: {counts}", "缺失或存疑：{counts}"),
    "terminal.doubt_found": ("{place}: {found} ({expected})", "{place}：{found}（{expected}）"),
    "terminal.doubts_all": ("All of them: {command}", "查看全部：{command}"),
    "terminal.kind": ("{title} ({count})", "{title}（{count} 处）"),
    "terminal.count.error": ("errors: {count}", "错误 {count} 处"),
    "terminal.count.warning": ("warnings: {count}", "警告 {count} 处"),
    "terminal.count.info": ("notes: {count}", "提示 {count} 处"),
    # check and template
    "terminal.written": ("Written: {path}", "已生成：{path}"),
    "terminal.started": (
        "Set weights and anchors in criteria.yaml, then send out the questionnaire; after changes"
        " to the questions, write it anew: vendor-score template -o questionnaire-2.xlsx",
        "请先在 criteria.yaml 中设定权重和锚点，再发出问卷；若修改了问题，请重新生成问卷："
        "vendor-score template -o questionnaire-2.xlsx",
    ),
    "terminal.check.asked": ("asked", "已询问"),
    "terminal.check.answered": ("answered", "已回答"),
    "terminal.check.missing": ("missing", "缺失"),
    "terminal.check.doubtful": ("doubtful", "存疑"),
    "terminal.check.where": ("where", "位置"),
    "terminal.check.found": ("found", "填写内容"),
    "terminal.check.expected": ("expected", "应为"),
    "terminal.check.fix": ("to do", "处理"),
    "terminal.check.summary": (
        "{error} errors, {warning} warnings, {info} notes.",
        "错误 {error} 项，警告 {warning} 项，提示 {info} 项。",
    ),
    # compare
    "terminal.compare.scores": (
        "{a} {score_a} against {b} {score_b}: {difference} points",
        "{a} {score_a}分，{b} {score_b}分，相差{difference}分",
    ),
    "terminal.compare.groups": (
        "Where the points come from (+ speaks for {a}, - for {b})",
        "分差来源（正数有利于{a}，负数有利于{b}）",
    ),
    # sensitivity
    "terminal.sure.expected": ("mean", "平均"),
    "terminal.sure.smallest": (
        "Smallest change of weights that puts another vendor first",
        "使其他供应商居首的最小权重调整",
    ),
    "terminal.sure.smallest_row": (
        "{vendor}: {groups} by groups, {leaves} by single criteria",
        "{vendor}：按指标组 {groups}，按单项指标 {leaves}",
    ),
    "terminal.sure.smallest_none": (
        "{vendor}: not possible, whatever the weights",
        "{vendor}：无论如何调整权重均无法做到",
    ),
    "terminal.sure.impossible": ("not possible", "无法做到"),
    "terminal.sure.below": ("below {at} {names} first", "低于{at}时{names}居首"),
    "terminal.sure.above": ("above {at} {names} first", "高于{at}时{names}居首"),
    "terminal.sure.spare": (
        "Without weight now, but first would be:",
        "当前权重为零、加权后可能改变首位的指标：",
    ),
    "terminal.sure.never": ("never changes the first place", "不会改变首位"),
    "terminal.sure.missing": (
        "Ranks that missing and vague answers still allow",
        "缺失或不明确的回答可能带来的名次变化",
    ),
    "terminal.sure.rank_interval": (
        "{vendor}: {best} to {worst}",
        "{vendor}：第{best}至第{worst}名",
    ),
    "terminal.sure.first_meet": ("{vendor}: first meet {musts}", "{vendor}：须先满足{musts}"),
    "terminal.sure.ways": ("{vendor}, by any one of these:", "{vendor}，满足以下任意一项："),
    "terminal.sure.no_way": (
        "No one or two answers would do for: {names}",
        "改变一至两项回答仍无法居首：{names}",
    ),
    "terminal.sure.and_also": (" and also ", "，同时"),
    "terminal.sure.methods": ("Other methods", "其他评价方法"),
    "terminal.sure.methods_same": (
        "Weighted sum, TOPSIS and VIKOR put the same vendor first; agreement W = {w}.",
        "加权求和、TOPSIS 与 VIKOR 的首位一致，一致性系数 W = {w}。",
    ),
    "terminal.sure.methods_differ": (
        "Weighted sum, TOPSIS and VIKOR do not all put the same vendor first; agreement W = {w}.",
        "加权求和、TOPSIS 与 VIKOR 的首位不一致，一致性系数 W = {w}。",
    ),
    "terminal.sure.reversal_none": (
        "Rank reversal test passed by {method}: the best stays best when another gets worse.",
        "{method} 通过名次反转检验：其他供应商变差时首位不变。",
    ),
    "terminal.sure.reversal": (
        "Rank reversal test failed by {method}: making another vendor worse changes its first.",
        "{method} 未通过名次反转检验：其他供应商变差时其首位会改变。",
    ),
    "terminal.sure.proven": ("If only proven answers count", "仅计入已核验的回答"),
    "terminal.sure.proven_changes": (
        "The first place changes: {names}.",
        "首位改变：{names}。",
    ),
    "terminal.sure.proven_nothing": (
        "Nothing has been seen proven yet: every score so far rests on claims.",
        "目前尚无任何回答经过核验，所有得分均以供应商自述为依据。",
    ),
    "terminal.sure.proven_stays": ("The first place stays: {names}.", "首位不变：{names}。"),
    "terminal.sure.critical": (
        "Ask {vendor} first for proof of: {claims}. Without these it would not be first.",
        "请先向{vendor}索取证明：{claims}。若不成立，其将失去首位。",
    ),
    "terminal.sure.claims": (
        "The first place is settled once {vendor} has proven: {claims}.",
        "{vendor}证明以下各项后，首位即可确定：{claims}。",
    ),
    "terminal.sure.sets": ("First by weight set", "各权重方案的首位"),
    "terminal.sure.left_out": (
        "What changes the first place if left out",
        "剔除后会改变首位的因素",
    ),
    "terminal.sure.without_vendor": ("without {vendor}: {names}", "剔除{vendor}：{names}"),
    "terminal.sure.without_criterion": ("without {criterion}: {names}", "剔除{criterion}：{names}"),
    "terminal.sure.without_must": (
        "must on {criterion} waived for {vendor}: {names}",
        "免除{vendor}的硬性要求“{criterion}”：{names}",
    ),
    "terminal.sure.matters": ("Which answers matter", "哪些回答起作用"),
    "terminal.sure.all_alike": (
        "All vendors score alike on {criteria}.",
        "各供应商在以下指标上得分相同：{criteria}。",
    ),
    "terminal.sure.never_matters": (
        "No weight within the band changes a rank: {criteria}.",
        "在浮动范围内调整权重不改变任何名次：{criteria}。",
    ),
    "terminal.sure.double": (
        "{a} and {b} go together (r = {r}): perhaps counted twice.",
        "{a}与{b}高度相关（r = {r}），可能重复计分。",
    ),
}
