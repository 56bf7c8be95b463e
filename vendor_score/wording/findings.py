"""Wordings: findings."""

from __future__ import annotations

from vendor_score.wording import findings_answers, findings_layouts

TABLE: dict[str, tuple[str, str]] = {
    **findings_answers.TABLE,
    **findings_layouts.TABLE,
    # the review workbook
    "findings.stale-override.title": ("correction is out of date", "更正已过期"),
    "findings.stale-override.expected": (
        "the answer that was corrected, unchanged",
        "被更正的回答未再变动",
    ),
    "findings.stale-override.fix": (
        "The vendor’s answer has changed since it was corrected or its proof was seen, so the entry "
        "is not applied. In the review workbook, correct it anew or confirm that it still holds.",
        "更正或核验之后，供应商的回答有变动，该条目未生效。请在复核表中重新更正，或确认其仍然有效。",
    ),
    "findings.override-unreadable.title": ("correction cannot be read", "更正内容无法识别"),
    "findings.override-unreadable.expected": (
        "an answer of the kind that was asked for",
        "符合题目类型的回答",
    ),
    "findings.override-unreadable.fix": (
        "Write the corrected answer as a vendor would: 18 s, 92%, yes.",
        "请按题目要求填写更正后的回答，例如 18秒、92%、是。",
    ),
    "findings.override-unsigned.title": ("correction lacks its grounds", "更正缺少依据"),
    "findings.override-unsigned.expected": (
        "reason, source, name and date beside every correction",
        "每条更正都写明原因、来源、更正人和日期",
    ),
    "findings.override-unsigned.fix": (
        "Complete the row in the review workbook; the correction is applied meanwhile.",
        "请在复核表中补全该行；更正已先行生效。",
    ),
    "findings.conflicting-corrections.title": ("two corrections disagree", "两处更正不一致"),
    "findings.conflicting-corrections.expected": (
        "one correction for one answer",
        "同一回答只有一处更正",
    ),
    "findings.conflicting-corrections.fix": (
        "Agree on one and clear the other; until then neither is applied.",
        "请统一意见并清除其中一处；在此之前两处均不生效。",
    ),
    "findings.review-unknown-vendor.title": (
        "review of a vendor that is not there",
        "复核表中的供应商不在本次范围内",
    ),
    "findings.review-unknown-vendor.expected": (
        "a vendor among the sources",
        "本次读取的供应商之一",
    ),
    "findings.review-unknown-vendor.fix": (
        "Add the vendor’s file, or correct the name in the review workbook.",
        "请加入该供应商的文件，或更正复核表中的名称。",
    ),
    "findings.review-unknown-criterion.title": (
        "review of a criterion that is not there",
        "复核表中的指标不存在",
    ),
    "findings.review-unknown-criterion.expected": (
        "a criterion of criteria.yaml",
        "criteria.yaml 中的指标",
    ),
    "findings.review-unknown-criterion.fix": (
        "Use the criteria.yaml that the review was made with, or make a new review workbook.",
        "请使用制作该复核表时的 criteria.yaml，或重新生成复核表。",
    ),
    "findings.judgement-unreadable.title": ("level cannot be read", "评分等级无法识别"),
    "findings.judgement-unreadable.expected": (
        "a level from 0 to {highest}",
        "0 到 {highest} 的等级",
    ),
    "findings.judgement-unreadable.fix": (
        "Enter one of the levels described beside it; until then it does not count.",
        "请填写旁边说明的等级之一；在此之前不计入。",
    ),
    "findings.judgements-differ.title": ("assessors differ widely", "评审意见分歧较大"),
    "findings.judgements-differ.expected": (
        "levels less than two apart",
        "等级相差小于两级",
    ),
    "findings.judgements-differ.fix": (
        "Talk it over; the mean counts meanwhile.",
        "请讨论后统一；目前按平均值计。",
    ),
    # scoring
    "findings.not-judged.title": ("not judged yet", "尚未评分"),
    "findings.not-judged.expected": (
        "a level for “{label}” from the buyer, for {count} more vendors",
        "采购方对“{label}”的评分，尚有 {count} 家未评",
    ),
    "findings.not-judged.fix": (
        "Make a review workbook (vendor-score check -o review.xlsx) and fill in its judgements.",
        "请生成复核表（vendor-score check -o review.xlsx），填写其中的评分。",
    ),
    "findings.mixed-definitions.title": ("figures defined differently", "统计口径不一致"),
    "findings.mixed-definitions.expected": (
        "“{label}” with the same answer to “{definition}” from every vendor",
        "各供应商的“{label}”采用同一“{definition}”",
    ),
    "findings.mixed-definitions.fix": (
        "Figures of different definitions do not compare: ask the vendors for one and the same.",
        "不同口径的数据不可直接比较：请要求各供应商按同一口径提供。",
    ),
    "findings.undefined-figure.title": ("figure without its definition", "未说明统计口径"),
    "findings.undefined-figure.expected": (
        "an answer to “{definition}” beside “{label}”",
        "在“{label}”之外同时说明“{definition}”",
    ),
    "findings.undefined-figure.fix": (
        "Ask the vendor how the figure is defined before comparing it.",
        "请先向供应商确认该数据的统计口径，再作比较。",
    ),
    "findings.unreadable.title": ("answer cannot be read", "回答未能识别"),
    "findings.unreadable.expected": ("{expected}", "{expected}"),
    "findings.unreadable.fix": (
        "Ask the vendor for an exact answer, or correct it in the review workbook.",
        "请向供应商索取明确的回答，或在复核表中更正。",
    ),
    "findings.no-points.title": ("answer earns no points here", "回答不在可评分范围内"),
    "findings.no-points.expected": ("for “{label}”: {expected}", "“{label}”应为：{expected}"),
    "findings.no-points.fix": (
        "Add the option to criteria.yaml, or correct the answer in the review workbook.",
        "请在 criteria.yaml 中补充该选项，或在复核表中更正回答。",
    ),
    "findings.other-basis.title": ("price on another basis", "报价口径不同"),
    "findings.other-basis.expected": ("{expected}", "{expected}"),
    "findings.other-basis.fix": (
        "Ask the vendor for its price as {expected}; prices on different bases are never compared.",
        "请要求供应商按 {expected} 报价；口径不同的报价不作比较。",
    ),
    "findings.other-tax.title": ("price with other tax", "报价含税口径不同"),
    "findings.other-tax.expected": ("{expected}", "{expected}"),
    "findings.other-tax.fix": (
        "Ask the vendor for its price with {expected}.",
        "请要求供应商按 {expected} 的口径报价。",
    ),
    "findings.must-untested.title": ("must is untested", "硬性要求待核实"),
    "findings.must-untested.expected": ("{label}: {rule}", "{label}：{rule}"),
    "findings.must-untested.fix": (
        "Ask the vendor before signing; until then it is ranked with this must unconfirmed.",
        "请在签约前向供应商核实；在此之前该供应商仍参与排名，但该要求标为待核实。",
    ),
    # files
    "findings.file-encrypted.title": ("file protected by a password", "文件有密码保护"),
    "findings.file-encrypted.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-encrypted.fix": (
        "Ask the vendor for a copy without one, or open it and save one.",
        "请向供应商索取无密码的版本，或打开后另存一份。",
    ),
    "findings.file-damaged.title": ("file is damaged", "文件已损坏"),
    "findings.file-damaged.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-damaged.fix": ("Ask the vendor to send it again.", "请供应商重新发送。"),
    "findings.file-empty.title": ("file is empty", "空文件"),
    "findings.file-empty.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-empty.fix": ("Ask the vendor to send it again.", "请供应商重新发送。"),
    "findings.file-no-sheets.title": ("workbook without sheets", "工作簿没有工作表"),
    "findings.file-no-sheets.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-no-sheets.fix": ("Ask the vendor to send it again.", "请供应商重新发送。"),
    "findings.file-only-charts.title": ("workbook with charts only", "工作簿只有图表"),
    "findings.file-only-charts.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-only-charts.fix": (
        "Ask the vendor for the filled-in questionnaire.",
        "请向供应商索取填写好的问卷。",
    ),
    "findings.file-too-large.title": ("file is too large", "文件内容过大"),
    "findings.file-too-large.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-too-large.fix": (
        "Ask the vendor for a plain copy (a new workbook with the cells only).",
        "请供应商把内容粘贴到新工作簿后重新发送。",
    ),
    "findings.file-too-many-sheets.title": ("too many sheets", "工作表过多"),
    "findings.file-too-many-sheets.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-too-many-sheets.fix": (
        "Ask the vendor for a plain copy.",
        "请供应商提供普通版本。",
    ),
    "findings.file-too-slow.title": ("file takes too long to read", "文件读取超时"),
    "findings.file-too-slow.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-too-slow.fix": (
        "Ask the vendor for a plain copy (a new workbook with the cells only).",
        "请供应商把内容粘贴到新工作簿后重新发送。",
    ),
    "findings.file-crash.title": ("file stops a reader", "文件结构异常"),
    "findings.file-crash.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-crash.fix": (
        "Ask the vendor to open it and save it anew as .xlsx.",
        "请供应商打开后另存为 .xlsx 再发送。",
    ),
    "findings.file-bomb.title": ("file made to overflow", "文件解压后异常膨胀"),
    "findings.file-bomb.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-bomb.fix": (
        "Do not open it, and ask the vendor where it comes from.",
        "请勿打开，并向供应商核实来源。",
    ),
    "findings.file-doctype.title": ("file with entity declarations", "文件含实体声明"),
    "findings.file-doctype.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-doctype.fix": (
        "Do not open it, and ask the vendor where it comes from.",
        "请勿打开，并向供应商核实来源。",
    ),
    "findings.file-compression.title": ("unknown compression", "压缩方式不受支持"),
    "findings.file-compression.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-compression.fix": (
        "Ask the vendor to open it and save it anew as .xlsx.",
        "请供应商打开后另存为 .xlsx 再发送。",
    ),
    "findings.file-missing.title": ("file does not exist", "文件不存在"),
    "findings.file-missing.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-missing.fix": ("Check the name.", "请检查文件名。"),
    "findings.file-dangling-link.title": ("link leads nowhere", "链接失效"),
    "findings.file-dangling-link.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-dangling-link.fix": (
        "Put the file itself in the folder.",
        "请把文件本身放入文件夹。",
    ),
    "findings.file-special.title": ("not a file", "不是普通文件"),
    "findings.file-special.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-special.fix": ("Remove it from the folder.", "请从文件夹中移除。"),
    "findings.file-folder.title": ("folder with a workbook’s name", "文件夹使用了工作簿名称"),
    "findings.file-folder.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-folder.fix": (
        "The files in it are read, rename it.",
        "其中的文件会照常读取，请改名。",
    ),
    "findings.file-no-permission.title": ("no permission to read the file", "没有文件读取权限"),
    "findings.file-no-permission.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-no-permission.fix": (
        "Change the permission or copy the file.",
        "请修改权限或复制一份。",
    ),
    "findings.folder-no-permission.title": ("no permission to open the folder", "没有文件夹权限"),
    "findings.folder-no-permission.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.folder-no-permission.fix": (
        "Change the permission or copy the folder.",
        "请修改权限或复制一份。",
    ),
    "findings.file-not-opened.title": ("file cannot be opened", "文件无法打开"),
    "findings.file-not-opened.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.file-not-opened.fix": (
        "Close it in other programs or copy it, then try again.",
        "请在其他程序中关闭它或复制一份后重试。",
    ),
    "findings.not-readable.title": ("received, but not readable", "已收到但无法读取"),
    "findings.not-readable.expected": (
        "a workbook that can be read: xlsx, xls, xlsb, ods, et or csv",
        "可读取的工作簿：xlsx、xls、xlsb、ods、et 或 csv",
    ),
    "findings.not-readable.fix": (
        "Enter its answers by hand with: check --blank VENDOR",
        "请用 check --blank 供应商 生成表格，手工录入。",
    ),
    "findings.file-macros.title": ("the workbook holds macros", "工作簿含有宏"),
    "findings.file-macros.expected": ("a workbook without macros", "不含宏的工作簿"),
    "findings.file-macros.fix": (
        "Nothing to do: its cells were read, and the macros were neither run nor looked at.",
        "无需处理：已读取单元格，宏未运行也未查看。",
    ),
    "findings.file-external-links.title": (
        "the workbook refers to other workbooks",
        "工作簿引用了其他工作簿",
    ),
    "findings.file-external-links.expected": (
        "values typed in, not fetched from other files",
        "直接填写的值，而非引用其他文件",
    ),
    "findings.file-external-links.fix": (
        "The values stored last were used and nothing was fetched; ask the vendor if they may be out of date.",
        "已采用最后保存的值，未读取任何外部文件；如可能过期，请向供应商确认。",
    ),
    "findings.file-pictures.title": ("the workbook holds pictures", "工作簿含有图片"),
    "findings.file-pictures.expected": ("answers as text", "文字形式的回答"),
    "findings.file-pictures.fix": (
        "Look at the pictures yourself: what they show was not read.",
        "请自行查看图片：图片内容未被读取。",
    ),
    "findings.file-sheet-lost.title": ("a sheet is missing from the file", "文件缺少工作表"),
    "findings.file-sheet-lost.expected": (
        "every sheet that the workbook names",
        "工作簿所列的全部工作表",
    ),
    "findings.file-sheet-lost.fix": (
        "The other sheets were read; ask the vendor to open the file, save it anew and send it again.",
        "其余工作表已读取；请供应商打开后重新保存并发送。",
    ),
    "findings.file-text-lost.title": ("texts are missing from the file", "文件缺少部分文字"),
    "findings.file-text-lost.expected": (
        "every text that the cells refer to",
        "单元格引用的全部文字",
    ),
    "findings.file-text-lost.fix": (
        "The cells concerned are shown as #REF!; ask the vendor to open the file, save it anew and send it again.",
        "相关单元格显示为 #REF！；请供应商打开后重新保存并发送。",
    ),
    "findings.file-text-cut.title": ("a text is too long", "文字过长"),
    "findings.file-text-cut.expected": (
        "at most 32,767 characters in a cell",
        "单元格不超过 32,767 个字符",
    ),
    "findings.file-text-cut.fix": (
        "The text was cut there; look at the rest in the file itself.",
        "文字已在此处截断；其余内容请查看原文件。",
    ),
    "findings.file-part-damaged.title": (
        "part of the file could not be read",
        "文件部分内容无法读取",
    ),
    "findings.file-part-damaged.expected": ("a file that is whole", "完整的文件"),
    "findings.file-part-damaged.fix": (
        "What could be read was used; ask the vendor to open the file, save it anew and send it again.",
        "已采用可读取的内容；请供应商打开后重新保存并发送。",
    ),
    "findings.file-formulas-unseen.title": (
        "formulas cannot be told from typed values",
        "无法区分公式与直接填写的值",
    ),
    "findings.file-formulas-unseen.expected": (
        "a file in which formulas can be seen",
        "可识别公式的文件",
    ),
    "findings.file-formulas-unseen.fix": (
        "Values were read as stored; ask for a copy saved as .xlsx where it matters.",
        "已按保存的值读取；如有需要，请索取另存为 .xlsx 的版本。",
    ),
}
