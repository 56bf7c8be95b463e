"""Wordings: findings about whose answers were found where, and which questions they answer."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # which question
    "findings.near-match.title": ("question recognised by its likeness", "题目按相近文字识别"),
    "findings.near-match.expected": (
        "the wording of “{name}” (likeness {similarity})",
        "与“{name}”一致的题目文字（相似度 {similarity}）",
    ),
    "findings.near-match.fix": (
        "Check that “{found}” asks for {criterion}. If so, add it to the aliases in criteria.yaml; "
        "if not, map it under questionnaire: questions.",
        "请确认“{found}”对应指标 {criterion}。若是，请在 criteria.yaml 的 aliases 中补充；若否，请在 questionnaire: questions 中指定。",
    ),
    "findings.ambiguous-question.title": ("question fits several criteria", "题目对应多个指标"),
    "findings.ambiguous-question.expected": (
        "one of {criteria}",
        "{criteria} 之一",
    ),
    "findings.ambiguous-question.fix": (
        "It was left out. Say which it is under questionnaire: questions in criteria.yaml.",
        "该题未采用。请在 criteria.yaml 的 questionnaire: questions 中指定对应指标。",
    ),
    "findings.unmatched-question.title": ("question matches no criterion", "题目未对应任何指标"),
    "findings.unmatched-question.expected": (
        "a question, label or alias of criteria.yaml",
        "criteria.yaml 中的题目、名称或别名",
    ),
    "findings.unmatched-question.fix": (
        "If it asks for one of the criteria, add it to that criterion’s aliases; otherwise leave it.",
        "若属于某项指标，请加入该指标的 aliases；否则可忽略。",
    ),
    "findings.unasked-question.title": ("question that was not asked", "问卷以外的题目"),
    "findings.unasked-question.expected": (
        "only questions that the other vendors were asked too",
        "仅包含同样询问了其他供应商的题目",
    ),
    "findings.unasked-question.fix": (
        "Only this file has it. If it is one of yours in other words, add it to the aliases.",
        "仅此文件含有该题。若为原题的另一种说法，请加入 aliases。",
    ),
    "findings.more-unmatched-questions.title": (
        "{found} more questions match no criterion",
        "另有 {found} 个题目未对应任何指标",
    ),
    "findings.more-unmatched-questions.expected": ("a questionnaire", "一份问卷"),
    "findings.more-unmatched-questions.fix": (
        "Check that the right file was given.",
        "请确认所给文件是否正确。",
    ),
    "findings.criterion-not-asked.title": (
        "criterion asked of no vendor",
        "未向任何供应商询问的指标",
    ),
    "findings.criterion-not-asked.expected": (
        "a question for {criterion} in the sources",
        "所给文件中有对应 {criterion} 的题目",
    ),
    "findings.criterion-not-asked.fix": (
        "It is left out and its siblings share its weight. Ask for it, or add the wording used in "
        "the files to its aliases.",
        "该指标不参与评分，权重由同组其他指标分担。请补充询问，或将文件中的题目文字加入其 aliases。",
    ),
    "findings.not-asked.title": ("not asked of this vendor", "未询问该供应商"),
    "findings.not-asked.expected": (
        "a question for {criterion} in the files of {vendor}",
        "{vendor} 的文件中有对应 {criterion} 的题目",
    ),
    "findings.not-asked.fix": ("Ask {vendor} for it.", "请向 {vendor} 补充询问。"),
    # which answer
    "findings.answer-column-assumed.title": (
        "answers taken from the column next to the questions",
        "按问题右侧相邻列读取回答",
    ),
    "findings.answer-column-assumed.expected": (
        "a heading such as Answer over one of the columns",
        "其中一列的表头为“回答”等字样",
    ),
    "findings.answer-column-assumed.fix": (
        "Several columns are filled and none is headed. Check it, or name the column under "
        "questionnaire: answer_column in criteria.yaml.",
        "有多列内容且均无表头。请核对，或在 criteria.yaml 的 questionnaire: answer_column 中指定。",
    ),
    "findings.conflicting-answers.title": ("two different answers", "回答前后不一致"),
    "findings.conflicting-answers.expected": (
        "one answer; found in {places}",
        "同一题只有一个回答；出现于 {places}",
    ),
    "findings.conflicting-answers.fix": (
        "Ask {vendor} which holds, and enter it in the review workbook. Until then it counts as "
        "missing.",
        "请向 {vendor} 确认以哪个为准，并填入复核表；在此之前按缺失处理。",
    ),
    "findings.hidden-answer.title": (
        "answer in a hidden row, column or sheet",
        "回答位于隐藏的行、列或工作表",
    ),
    "findings.hidden-answer.expected": ("answers that can be seen", "可见的回答"),
    "findings.hidden-answer.fix": (
        "It was not used. Unhide it in a copy if it is meant, or enter it in the review workbook.",
        "该回答未采用。若确属有效，请在副本中取消隐藏，或填入复核表。",
    ),
    "findings.hidden-sheet.title": ("hidden sheet with questions", "隐藏的工作表含有题目"),
    "findings.hidden-sheet.expected": ("answers on visible sheets", "回答位于可见的工作表"),
    "findings.hidden-sheet.fix": (
        "Its answers were not used. Look at it; unhide it in a copy if it is meant.",
        "其中的回答未采用。请查看该工作表；若确属有效，请在副本中取消隐藏。",
    ),
    "findings.example-sheet.title": ("sheet taken for an example", "视为示例的工作表"),
    "findings.example-sheet.expected": ("a vendor’s answers", "供应商的回答"),
    "findings.example-sheet.fix": (
        "It was not read. Rename the sheet if it holds answers.",
        "该工作表未读取。若含有效回答，请更改工作表名称。",
    ),
    "findings.nothing-matched.title": (
        "no question recognised in this file",
        "该文件中未识别出任何题目",
    ),
    "findings.nothing-matched.expected": (
        "questions of criteria.yaml, in a column or in a row",
        "含有 criteria.yaml 中的题目（按列或按行排列）",
    ),
    "findings.nothing-matched.fix": (
        "Check that it is a returned questionnaire and that the criteria are the right ones.",
        "请确认该文件是否为回收的问卷，以及所用指标文件是否正确。",
    ),
    "findings.sheet-not-found.title": (
        "sheet named in the settings is missing",
        "设置中指定的工作表不存在",
    ),
    "findings.sheet-not-found.expected": ("a sheet named {found}", "名为“{found}”的工作表"),
    "findings.sheet-not-found.fix": (
        "All sheets were read instead. Correct questionnaire: sheet in criteria.yaml.",
        "已改为读取全部工作表。请更正 criteria.yaml 中的 questionnaire: sheet。",
    ),
    # which vendor
    "findings.no-vendor-column.title": ("no column names the vendors", "没有供应商名称列"),
    "findings.no-vendor-column.expected": (
        "a column headed Vendor, Company or Supplier",
        "表头为“供应商”“公司名称”等的一列",
    ),
    "findings.no-vendor-column.fix": (
        "Head the column of names, or name it under questionnaire: vendor_column in criteria.yaml.",
        "请为名称列加上表头，或在 criteria.yaml 的 questionnaire: vendor_column 中指定。",
    ),
    "findings.row-without-vendor.title": (
        "answers without a vendor’s name",
        "回答所在行没有供应商名称",
    ),
    "findings.row-without-vendor.expected": ("a name in the vendor column", "供应商列中的名称"),
    "findings.row-without-vendor.fix": (
        "The row was left out. Enter the vendor’s name in a copy of the file.",
        "该行未采用。请在文件副本中补上供应商名称。",
    ),
    "findings.row-is-no-vendor.title": ("row taken for a total or a note", "视为合计或说明的行"),
    "findings.row-is-no-vendor.expected": ("a vendor’s name", "供应商名称"),
    "findings.row-is-no-vendor.fix": (
        "Rows such as totals, averages and weights are not ranked. If a vendor is really called "
        "“{found}”, add its legal form to the name.",
        "合计、平均、权重等行不参与排名。若确有供应商名为“{found}”，请补全其公司全称。",
    ),
    "findings.hidden-vendor.title": ("vendor in hidden cells only", "仅出现在隐藏单元格中的供应商"),
    "findings.hidden-vendor.expected": ("answers that can be seen", "可见的回答"),
    "findings.hidden-vendor.fix": (
        "“{found}” ({count} answers) was left out. Unhide its row, column or sheet in a copy if it "
        "is to be compared.",
        "“{found}”（{count} 个回答）未纳入。如需参与比较，请在副本中取消隐藏相应的行、列或工作表。",
    ),
    "findings.vendor-name-differs.title": (
        "name on the form differs from whom it was sent to",
        "表内名称与发送对象不一致",
    ),
    "findings.vendor-name-differs.expected": ("{vendor}", "{vendor}"),
    "findings.vendor-name-differs.fix": (
        "The questionnaire was made for {vendor}, and so it counts. Check who filled it in.",
        "该问卷发送给 {vendor}，按 {vendor} 计入。请核实实际填写方。",
    ),
    "findings.merged-files.title": ("several files of one vendor", "同一供应商的多个文件"),
    "findings.merged-files.expected": (
        "one vendor’s files, each with its part",
        "同一供应商的文件，各含一部分",
    ),
    "findings.merged-files.fix": (
        "They were put together. Nothing to do if they belong to {vendor}.",
        "已合并。若均属 {vendor}，无需处理。",
    ),
    "findings.several-versions.title": ("several versions from one vendor", "同一供应商的多个版本"),
    "findings.several-versions.expected": (
        "one version; the same in {same} answers, different in {different}: {differing}",
        "只有一个版本；{same} 个回答相同，{different} 个不同：{differing}",
    ),
    "findings.several-versions.fix": (
        "Ask {vendor} which file holds, and take the other away.",
        "请向 {vendor} 确认以哪个文件为准，并移除其他版本。",
    ),
    "findings.similar-vendor-names.title": (
        "two names that may be one company",
        "两个名称可能是同一家公司",
    ),
    "findings.similar-vendor-names.expected": (
        "names that clearly differ from {other}",
        "与 {other} 明显不同的名称",
    ),
    "findings.similar-vendor-names.fix": (
        "They are ranked apart. If they are one company, give both files the same name.",
        "现分别参与排名。若为同一家公司，请统一两份文件中的名称。",
    ),
}
