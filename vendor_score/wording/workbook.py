"""Wordings: the scorecard workbook and the csv table."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    "workbook.sheet.ranking": ("Ranking", "排名"),
    "workbook.sheet.scorecard": ("Scorecard", "计分表"),
    "workbook.sheet.answers": ("Answers", "回答"),
    "workbook.sheet.findings": ("Findings", "待核对问题"),
    # sums
    "workbook.weights_note": (
        "Write a share of the whole into a yellow cell: it counts as written, and the cells left "
        "alone share the rest in proportion. Ranks follow; knock-outs stay.",
        "在黄色单元格中填写占总权重的比例：填写的按原值计入，其余未改动的按原比例分配剩余权重。"
        "排名随之更新，一票否决结果不变。",
    ),
    "workbook.weight_entered": ("Weight (change here)", "权重（可修改）"),
    "workbook.weight_delivered": ("as delivered", "生成时的权重"),
    "workbook.weight_changed": ("changed", "已修改"),
    "workbook.weight_kept": ("left alone", "未改动"),
    "workbook.weight_used": ("Share of the whole", "占总权重"),
    "workbook.weights_relative": (
        "These shares do not add up to 100%: all cells count relative to each other",
        "填写的比例合计不等于100%：各项按相对权重计入",
    ),
    "workbook.status": ("status", "状态"),
    "workbook.counted": ("share that counts", "计入权重"),
    "workbook.method_rank": ("rank by the method", "所选方法名次"),
    "workbook.runs": ("in the running", "参与排名"),
    "workbook.key": ("compared score", "比较用得分"),
    "workbook.rest": ("score outside", "未排名得分"),
    "workbook.place": ("place", "顺序"),
    "workbook.note": ("note", "备注"),
    "workbook.knocked_out": ("{label}: must {rule} not met", "{label}：未达硬性要求 {rule}"),
    "workbook.untested_musts": ("musts untested: {names}", "待核实的硬性要求：{names}"),
    # ranking
    "workbook.verdict_note": (
        "The verdict is for the weights entered when this file was written; the table and the chart "
        "follow the scorecard.",
        "结论基于生成本文件时的权重；下表与图随计分表更新。",
    ),
    "workbook.best_only": (
        "The best {most} vendors; {count} more are in ranking.csv.",
        "仅列前 {most} 家供应商；其余 {count} 家见 ranking.csv。",
    ),
    "workbook.rank_by": ("rank by {method}", "{method} 名次"),
    # answers
    "workbook.vendor": ("vendor", "供应商"),
    "workbook.group": ("group", "指标组"),
    "workbook.criterion": ("criterion", "指标"),
    "workbook.id": ("id", "编号"),
    "workbook.state": ("state", "回答状态"),
    "workbook.value": ("value", "单项得分"),
    "workbook.answer": ("answer", "回答原文"),
    "workbook.low": ("low", "下限"),
    "workbook.high": ("high", "上限"),
    "workbook.unit": ("unit", "单位"),
    "workbook.items": ("items", "识别项"),
    "workbook.flags": ("flags", "识别标记"),
    "workbook.evidence": ("evidence", "证明状态"),
    "workbook.evidence_text": ("evidence named", "证明材料"),
    "workbook.remarks": ("remarks", "供应商说明"),
    "workbook.override": ("correction", "人工更正"),
    "workbook.override_reason": ("reason", "更正原因"),
    "workbook.override_basis": ("ground", "更正来源"),
    "workbook.override_name": ("by", "更正人"),
    "workbook.override_date": ("date", "更正日期"),
    "workbook.override_stale": ("correction applies", "更正是否生效"),
    "workbook.stale": ("no, the answer has changed since", "否，回答已变动"),
    "workbook.file": ("file", "文件"),
    "workbook.sheet": ("sheet", "工作表"),
    "workbook.cell": ("cell", "单元格"),
    # findings
    "workbook.finding.code": ("code", "代码"),
    "workbook.finding.severity": ("severity", "程度"),
    "workbook.finding.vendor": ("vendor", "供应商"),
    "workbook.finding.criterion": ("criterion", "指标"),
    "workbook.finding.file": ("file", "文件"),
    "workbook.finding.sheet": ("sheet", "工作表"),
    "workbook.finding.cell": ("cell", "单元格"),
    "workbook.finding.found": ("found", "实际内容"),
    "workbook.finding.expected": ("expected", "应为"),
    "workbook.finding.fix": ("what to do", "处理办法"),
    # csv
    "workbook.knocked_out_by": ("knocked out by", "否决原因"),
    "workbook.untested": ("musts untested", "待核实的硬性要求"),
}
