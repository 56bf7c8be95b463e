"""Wordings: the questionnaire that is sent out, the review workbook and the follow-up questions."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # the questionnaire
    "questionnaire.cover_sheet": ("Cover", "封面"),
    "questionnaire.sheet": ("Questionnaire", "问卷"),
    "questionnaire.company": ("Company name", "公司名称"),
    "questionnaire.contact": ("Contact person", "联系人"),
    "questionnaire.phone": ("Phone or e-mail", "电话或邮箱"),
    "questionnaire.date": ("Date filled in", "填写日期"),
    "questionnaire.how": ("How to fill this in", "填写说明"),
    "questionnaire.how_1": (
        "Please answer on the sheet “{sheet}”, in the yellow cells only. The other cells are "
        "locked so that your answers can be read without retyping.",
        "请在“{sheet}”工作表的黄色单元格中填写。其余单元格已锁定，以便直接读取您的回答，无需重新录入。",
    ),
    "questionnaire.how_2": (
        "One answer per cell, with its unit if it differs from the one shown: 18 s, 92%, 4.8. "
        "A range such as 15-20 s or a bound such as ≤ 20 s is fine.",
        "每格填写一个答案；单位与所示不同时请注明，例如 18秒、92%、4.8。可以填写区间（15-20秒）或上下限（≤20秒）。",
    ),
    "questionnaire.how_3": (
        "Give measured figures for the last 30 days unless the question says otherwise, not targets.",
        "除题目另有说明外，请填写近30天的实际数据，而不是目标值。",
    ),
    "questionnaire.how_4": (
        "If a question does not apply to you, write N/A. If you would rather not answer, say so. "
        "An empty cell counts as unanswered.",
        "不适用的题目请填“不适用”；不便提供的请注明。空白视为未填写。",
    ),
    "questionnaire.how_5": (
        "Name your proof (file name, page, link) in the column “{evidence}” and send it along.",
        "请在“{evidence}”一栏写明证明材料（文件名、页码），并随问卷一并发送。",
    ),
    "questionnaire.number": ("No.", "序号"),
    "questionnaire.question": ("Question", "问题"),
    "questionnaire.answer": ("Answer", "回答"),
    "questionnaire.unit": ("Unit", "单位"),
    "questionnaire.example": ("Example", "示例"),
    "questionnaire.wanted": ("Please prove with", "所需证明"),
    "questionnaire.evidence": ("Evidence", "证明材料"),
    "questionnaire.remarks": ("Remarks", "备注"),
    "questionnaire.yes": ("Yes", "是"),
    "questionnaire.no": ("No", "否"),
    "questionnaire.partly": ("Partly", "部分"),
    "questionnaire.page": ("Page &P of &N", "第 &P 页，共 &N 页"),
    "questionnaire.check_number": (
        "A number is expected here ({unit}). Keep what you typed?",
        "此处应填写数字（{unit}）。是否保留您填写的内容？",
    ),
    "questionnaire.check_percent": (
        "A percentage from 0 to 100 is expected here. Keep what you typed?",
        "此处应填写 0 到 100 之间的百分比。是否保留您填写的内容？",
    ),
    "questionnaire.check_date": (
        "A date such as 2026-05-31 is expected here. Keep what you typed?",
        "此处应填写日期，例如 2026-05-31。是否保留您填写的内容？",
    ),
    "questionnaire.check_title": ("Please check", "请核对"),
    "questionnaire.pick": ("Please choose from the list.", "请从下拉列表中选择。"),
    "questionnaire.several": ("Several may apply: {items}", "可多选：{items}"),
    # units
    "questionnaire.unit.s": ("seconds", "秒"),
    "questionnaire.unit.min": ("minutes", "分钟"),
    "questionnaire.unit.h": ("hours", "小时"),
    "questionnaire.unit.days": ("days", "天"),
    "questionnaire.unit.weeks": ("weeks", "周"),
    "questionnaire.unit.months": ("months", "个月"),
    "questionnaire.unit.years": ("years", "年"),
    "questionnaire.unit.percent": ("%", "%"),
    "questionnaire.unit.h_day": ("hours a day", "小时/天"),
    "questionnaire.unit.out_of": ("out of {out_of}", "满分{out_of}分"),
    "questionnaire.unit.count": ("number", "个"),
    # the review workbook
    "questionnaire.review.sheet": ("Review", "复核"),
    "questionnaire.review.intro": (
        "Yellow cells are yours. A corrected answer replaces the vendor’s from the next run on; "
        "the original stays visible beside it.",
        "黄色单元格由您填写。更正后的回答从下一次运行起生效，供应商的原始回答仍会一并显示。",
    ),
    "questionnaire.review.vendor": ("Vendor", "供应商"),
    "questionnaire.review.criterion": ("Criterion", "指标"),
    "questionnaire.review.question": ("Question", "问题"),
    "questionnaire.review.answer": ("Vendor’s answer", "供应商原文"),
    "questionnaire.review.reading": ("Read as", "识别结果"),
    "questionnaire.review.state": ("State", "状态"),
    "questionnaire.review.where": ("Where", "位置"),
    "questionnaire.review.finding": ("Finding", "待核对问题"),
    "questionnaire.review.fix": ("What to do", "处理办法"),
    "questionnaire.review.corrected": ("Corrected answer", "更正后的回答"),
    "questionnaire.review.reason": ("Reason", "更正原因"),
    "questionnaire.review.basis": ("Learned by", "信息来源"),
    "questionnaire.review.name": ("Name", "更正人"),
    "questionnaire.review.date": ("Date", "日期"),
    "questionnaire.review.seen": ("Evidence seen", "证明已核验"),
    "questionnaire.review.still_holds": ("Still holds", "确认仍然有效"),
    "questionnaire.review.basis.phone": ("Phone", "电话"),
    "questionnaire.review.basis.mail": ("Mail", "邮件"),
    "questionnaire.review.basis.visit": ("Site visit", "现场考察"),
    "questionnaire.review.basis.document": ("Document", "证明文件"),
    "questionnaire.review.stale": (
        "The vendor’s answer has changed since. Put “{yes}” under “{column}” if the correction "
        "still holds.",
        "更正之后供应商的回答有变动。若更正仍然有效，请在“{column}”一栏填“{yes}”。",
    ),
    "questionnaire.review.orphan": (
        "No such vendor or criterion in what was read; kept so that nothing is lost.",
        "本次读取的内容中没有该供应商或指标；为避免丢失予以保留。",
    ),
    "questionnaire.judged.levels": ("Levels", "评分等级"),
    "questionnaire.judged.assessor": ("Assessor {number}", "评审人{number}"),
    "questionnaire.judged.reason": ("Reason", "理由"),
    "questionnaire.judged.mean": ("Mean", "平均"),
    "questionnaire.judged.spread": ("Spread", "分歧"),
    "questionnaire.judged.pick": (
        "A level from 0 to {highest}, as described under “{levels}”.",
        "请填写 0 到 {highest} 的等级，含义见“{levels}”一栏。",
    ),
    # follow-up questions and marked copies
    "questionnaire.follow_up.head": (
        "Dear {vendor},\n\nthank you for your answers. To compare them fairly we still need "
        "({count}):",
        "{vendor} 您好：\n\n感谢贵司的回复。为公平比较，还需请贵司补充或确认以下 {count} 项：",
    ),
    "questionnaire.follow_up.blank": (
        "{number}. {question} No answer yet.",
        "{number}. {question} 目前未填写。",
    ),
    "questionnaire.follow_up.wrote": (
        "{number}. {question} You wrote “{wrote}” ({where}), which we cannot read for certain.",
        "{number}. {question} 贵司填写的是“{wrote}”（{where}），我们无法准确识别。",
    ),
    "questionnaire.follow_up.pending": (
        "{number}. {question} You wrote “{wrote}” ({where}); please send the answer itself.",
        "{number}. {question} 贵司填写的是“{wrote}”（{where}），请补充具体回答。",
    ),
    "questionnaire.follow_up.example": (" For example: {example}", " 例如：{example}"),
    "questionnaire.follow_up.end": (
        "Please correct the file itself and send it back, or answer by mail.",
        "请直接在原文件中补充后发回，或邮件回复即可。谢谢！",
    ),
    "questionnaire.annotated.note": (
        "{title}\nExpected: {expected}\n{fix}",
        "{title}\n应填：{expected}\n{fix}",
    ),
    "questionnaire.file": ("questionnaire.xlsx", "问卷.xlsx"),
}
