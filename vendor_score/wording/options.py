"""Wordings: commands, their options, and what is said of a wrong command line.

``options.<command>.short`` and ``.about`` are about a command; ``options.<command>.<option>``, else
``options.<option>``, about an option or an argument.
"""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # the parts of a help page
    "options.heading.usage": ("Usage: {command} {pieces}", "用法：{command} {pieces}"),
    "options.heading.any_options": ("[OPTIONS]", "[选项]"),
    "options.heading.any_command": ("COMMAND [ARGS]...", "命令 [参数]..."),
    "options.heading.arguments": ("Arguments:", "参数："),
    "options.heading.options": ("Options:", "选项："),
    "options.heading.commands": ("Commands:", "命令："),
    # the program
    "options.root.about": (
        "Compare customer-service outsourcers: returned questionnaires in, a ranking and how sure"
        " it is out.\n"
        "Start with: vendor-score rank FOLDER",
        "比较客服外包供应商：读入供应商填好的问卷，给出综合排名，并说明结论有多可靠。\n"
        "从这条命令开始：vendor-score rank 文件夹",
    ),
    # shared arguments and options
    "options.sources": (
        "Returned questionnaires: files, or folders that hold them.",
        "供应商返回的问卷：文件，或存放问卷的文件夹。",
    ),
    "options.criteria": (
        "The criteria file. Without it, criteria.yaml is looked for in this folder, then beside"
        " the sources; then the one that comes with vendor-score is used.",
        "评选标准文件。不指定时，先在当前文件夹、再在问卷所在处查找 criteria.yaml，"
        "都没有则使用随 vendor-score 提供的标准。",
    ),
    "options.help": ("Show this page.", "显示本页。"),
    "options.version": ("Show the version.", "显示版本号。"),
    "options.lang": (
        "English or Chinese; without it, the system's language.",
        "界面语言：英文或中文；不指定时使用系统语言。",
    ),
    "options.json": (
        "Print the result as JSON, and nothing else.",
        "只以 JSON 格式输出结果。",
    ),
    "options.quiet": ("Print errors only.", "只输出错误信息。"),
    "options.weight": (
        "Give a group or criterion this share of the whole (0 to 1, or such as 30%); the others"
        " shrink or grow in proportion. May be repeated; all shares apply at once.",
        "指定某个指标组或指标占总权重的份额（0 到 1，或写成 30%），其余指标按比例调整。"
        "可重复使用，各份额同时生效。",
    ),
    "options.samples": (
        "How many weightings are sampled to see how sure the ranking is; 100,000 unless said"
        " otherwise.",
        "为检验排名稳健程度而抽取的权重组数，默认 100,000。",
    ),
    "options.seed": (
        "Start of the random numbers; the same seed gives the same result. 0 unless said otherwise.",
        "随机数种子，种子相同则结果相同，默认 0。",
    ),
    # rank
    "options.rank.short": (
        "Rank the vendors, and write the report.",
        "给供应商排名并生成报告。",
    ),
    "options.rank.about": (
        "Read what the vendors returned, rank them, and write the report.\n"
        "DIR (results/ unless said otherwise) gets report.html, ranking.json, ranking.csv and"
        " scorecard.xlsx. Files appear whole or not at all.\n"
        "Exit codes: 0 done; 1 done, but errors remain among the findings; 2 wrong usage, or"
        " nothing that could be read.",
        "读取供应商返回的问卷，给出排名并生成报告。\n"
        "DIR（默认 results/）中会生成 report.html、ranking.json、ranking.csv 和 scorecard.xlsx；"
        "这些文件要么完整生成，要么一个也不生成。\n"
        "退出码：0 完成；1 已完成，但仍有错误级别的问题待核对；2 用法有误，或没有可读取的内容。",
    ),
    "options.rank.out": (
        "Where the results go; results/ unless said otherwise.",
        "结果存放的文件夹，默认 results/。",
    ),
    "options.rank.method": (
        "The method that ranks; weighted-sum unless said otherwise. `vendor-score methods` lists"
        " them.",
        "排名所用的方法，默认 weighted-sum；用 vendor-score methods 查看全部方法。",
    ),
    "options.rank.formats": (
        "What is written, with commas between: html, json, csv, xlsx, png, svg. Unless said"
        " otherwise html,json,csv,xlsx.",
        "要生成的格式，用逗号分隔：html、json、csv、xlsx、png、svg。默认 html,json,csv,xlsx。",
    ),
    "options.rank.audience": (
        "buyer (unless said otherwise), or shared: leaves out private answers and file names, to"
        " be passed on outside the buying team.",
        "buyer（默认）供采购方内部使用；shared 不含保密回答和文件名，可发给采购团队以外的人。",
    ),
    "options.rank.open": (
        "Open the report in the browser when it is written.",
        "生成后在浏览器中打开报告。",
    ),
    "options.rank.json": (
        "Print ranking.json, and nothing else.",
        "只输出 ranking.json 的内容。",
    ),
    # methods
    "options.methods.short": (
        "The ranking methods, and what each assumes.",
        "各种排名方法及其前提。",
    ),
    "options.methods.about": (
        "The ranking methods that --method takes, with what each assumes and when it refuses.",
        "--method 可用的排名方法，以及每种方法的前提和不适用的情形。",
    ),
    # a wrong command line
    "options.refused.see": (
        "{what} See: {command} --help",
        "{what}帮助：{command} --help",
    ),
    "options.refused.command": (
        "there is no command “{found}”; there are: {known}",
        "没有“{found}”这个命令；可用的命令有：{known}",
    ),
    "options.refused.option": ("there is no option {found}.", "没有 {found} 这个选项。"),
    "options.refused.option_near": (
        "there is no option {found}; did you mean {near}?",
        "没有 {found} 这个选项；是不是想用 {near}？",
    ),
    "options.refused.extra": (
        "nothing is known to do with “{found}” here. See: {command} --help",
        "此处多出了内容：“{found}”。帮助：{command} --help",
    ),
    "options.refused.twice": ("{id} is given two shares", "{id} 指定了两次份额"),
    "options.refused.missing": ("{name} is missing.", "缺少 {name}。"),
    "options.refused.wanted_value": ("{name} wants a value.", "{name} 需要一个值。"),
    "options.refused.unwanted_value": ("{name} takes no value.", "{name} 不带值。"),
    "options.refused.bad": ("{name}: {what}.", "{name}：{what}。"),
    "options.refused.choice": (
        "“{found}” is none of {known}",
        "“{found}”不在可选范围内，可选：{known}",
    ),
    "options.refused.whole": (
        "expected a whole number from {least} to {most}, found “{found}”",
        "应为 {least} 到 {most} 之间的整数，收到的是“{found}”",
    ),
    "options.refused.share": (
        "expected ID=SHARE with a share from 0 to 1 or in percent (response_time=0.3,"
        " response_time=30%), found “{found}”",
        "应为 ID=份额，份额为 0 到 1 或百分比（如 response_time=0.3、response_time=30%），"
        "收到的是“{found}”",
    ),
    # template
    "options.init.short": (
        "Write criteria.yaml and the questionnaire to start from.",
        "生成 criteria.yaml 与问卷，作为起点。",
    ),
    "options.init.about": (
        "Write criteria.yaml, its schema (with which editors check and complete it) and the"
        " questionnaire to send out. What stands there already is never overwritten.",
        "生成 criteria.yaml、供编辑器校验和补全用的 schema，以及要发给供应商的问卷；不会覆盖已有文件。",
    ),
    "options.folder": (
        "The folder to write into; this one unless said otherwise.",
        "输出文件夹，默认为当前文件夹。",
    ),
    "options.template.short": (
        "Write the questionnaire to send out.",
        "生成要发给供应商的问卷。",
    ),
    "options.template.about": (
        "Write the questionnaire that goes with the criteria, as a workbook: drop-downs, units,"
        " examples, columns for evidence and remarks. Filled in and returned, it is read back"
        " whole.",
        "按评选标准生成问卷工作簿，含下拉选项、单位、示例、证明材料栏和备注栏；供应商填好返回后可直接读取。",
    ),
    "options.template.out": (
        "The workbook to write; an existing file is never overwritten.",
        "要生成的工作簿；不会覆盖已有文件。",
    ),
    "options.template.lang": (
        "The questionnaire’s language; both unless said otherwise.",
        "问卷语言，默认中英双语（both）。",
    ),
    "options.template.vendors": (
        "Vendors with commas between, or a text file with a line for each: one personal"
        " questionnaire each, known again even when the file is renamed.",
        "供应商名称，用逗号分隔，或每行一个名称的文本文件；为每家生成专属问卷，文件改名后仍可识别。",
    ),
    # check
    "options.check.short": (
        "Show what was read, and every finding.",
        "检查读取结果和所有待核对问题。",
    ),
    "options.check.about": (
        "Per vendor what was asked, answered, missing and doubtful, and every finding with its"
        " cell and what to do.\n"
        "Exit codes: 0 done; 1 done, but findings of severity error remain (or of the severity"
        " given by --fail-on); 2 wrong usage, or nothing that could be read.",
        "逐家列出已询问、已回答、缺失和存疑的题数，以及每个待核对问题的位置和处理办法。\n"
        "退出码：0 完成；1 已完成，但仍有错误级别（或 --fail-on 指定级别）的问题；"
        "2 用法有误，或没有可读取的内容。",
    ),
    "options.check.out": (
        "Write the review workbook here: correct answers, mark evidence as seen, judge. What was"
        " entered in it before is kept. Put it beside the sources for rank.",
        "生成复核表：可更正回答、标记已核验的证明、填写评分。此前填写的内容会保留。"
        "与问卷放在一起后，rank 会采用其中的内容。",
    ),
    "options.check.annotate": (
        "Write copies of the workbooks here, with the cells marked and commented, and the"
        " follow-up questions for each vendor.",
        "在此文件夹中生成标注了问题单元格的副本，以及给每家供应商的追问内容。",
    ),
    "options.check.follow-up": (
        "Print the follow-up questions for this vendor, in the vendor’s language.",
        "以该供应商所用的语言输出需要追问的问题。",
    ),
    "options.check.blank": (
        "Write an empty questionnaire for this vendor, to enter by hand what came as PDF or mail.",
        "为该供应商生成空白问卷，用于手工录入以 PDF 或邮件形式收到的回答。",
    ),
    "options.check.fail-on": (
        "The severity from which the exit code is 1: error (unless said otherwise), warning, info.",
        "达到该级别时退出码为 1:error（默认）、warning、info。",
    ),
    # sensitivity
    "options.sensitivity.short": (
        "Say how sure the ranking is, and what would change it.",
        "说明排名有多可靠、什么会改变它。",
    ),
    "options.sensitivity.about": (
        "Verdict, rank acceptability, tipping points, smallest changes of weights, what it would"
        " take, other methods, proven answers only, weight sets, and what may be left out.\n"
        "Exit codes: 0 done; 1 done, but errors remain among the findings; 2 wrong usage, or"
        " nothing that could be read.",
        "输出评选结论、各名次占比、名次反转点、最小权重调整、反超条件、其他方法、"
        "仅计已核验回答、各权重方案，以及剔除后的影响。\n"
        "退出码：0 完成；1 已完成，但仍有错误级别的问题待核对；2 用法有误，或没有可读取的内容。",
    ),
    "options.sensitivity.weights": (
        "How weights are drawn: stated (around those entered; unless said otherwise), any, or"
        " ordinal (any in the entered order).",
        "权重抽样方式：stated（在所填权重附近，默认）、any（任意权重）、ordinal（保持所填次序）。",
    ),
    "options.sensitivity.band": (
        "How far a weight is drawn from the stated one, in percent of it; 25 unless said"
        " otherwise.",
        "权重相对所填值的浮动范围（百分比），默认 25。",
    ),
    "options.sensitivity.json": (
        "Print the robustness part of ranking.json and the verdict, and nothing else.",
        "只输出 ranking.json 中的稳健性部分和评选结论。",
    ),
    # compare
    "options.compare.short": (
        "Say why one vendor is ahead of another.",
        "说明一家供应商为何领先另一家。",
    ),
    "options.compare.about": (
        "Where the points between two vendors come from, criterion by criterion, their answers"
        " side by side with the cells, and what is worth what at these weights.\n"
        "Exit codes: 0 done; 1 done, but errors remain among the findings; 2 wrong usage, or"
        " nothing that could be read.",
        "逐项列出两家供应商的分差来源、双方回答及其所在单元格，以及当前权重下的取舍关系。\n"
        "退出码：0 完成；1 已完成，但仍有错误级别的问题待核对；2 用法有误，或没有可读取的内容。",
    ),
    "options.compare.vendor": (
        "A vendor to compare; given twice.",
        "要对比的供应商，须指定两次。",
    ),
}
