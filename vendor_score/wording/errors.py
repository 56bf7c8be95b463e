"""Wordings: errors."""

from __future__ import annotations

from vendor_score.wording import errors_criteria

TABLE: dict[str, tuple[str, str]] = {
    **errors_criteria.TABLE,
    # reading
    "errors.no_files": (
        "No files were found in the sources; name the returned workbooks or their folder.",
        "所给来源中没有文件；请指定回收的问卷文件或其所在文件夹。",
    ),
    "errors.nothing_readable": (
        "None of the files could be read ({count} refused); nothing to compare.",
        "所有文件均无法读取（共 {count} 个），没有可比较的内容。",
    ),
    "errors.no_question_matched": (
        "No question of the criteria was recognised in the files; check that criteria.yaml is the "
        "right one, or add the questions’ wording to its aliases.",
        "在文件中未识别出任何指标的题目；请确认所用的 criteria.yaml，或将题目文字加入 aliases。",
    ),
    # decision
    "errors.no_vendor": ("No vendor was found in the sources.", "未在所给文件中找到供应商。"),
    "errors.no_weighted_criterion": (
        "None of the criteria with weight was asked of any vendor.",
        "有权重的指标均未向任何供应商询问。",
    ),
    "errors.no_raw_matrix": (
        "Plain numbers exist only where every weighted criterion is relative or in points.",
        "仅当所有有权重的指标均为相对评分或直接给分时，才有原始数值矩阵。",
    ),
    "errors.vendor_unknown": (
        "There is no vendor {vendor}. Known: {known}.",
        "没有名为 {vendor} 的供应商。现有：{known}。",
    ),
    "errors.criterion_unknown": (
        "There is no criterion {id}. Known: {known}.",
        "没有编号为 {id} 的指标。现有：{known}。",
    ),
    # robustness
    "errors.samples": (
        "The number of samples must be at least 1, found {found}.",
        "抽样次数至少为 1，现为 {found}。",
    ),
    "errors.seed": (
        "The seed must be a whole number of 0 or more, found {found}.",
        "随机种子须为不小于 0 的整数，现为 {found}。",
    ),
    "errors.band": (
        "The band of weights must be between 0 and 1, found {found}.",
        "权重浮动范围须在 0 到 1 之间，现为 {found}。",
    ),
    "errors.no_methods": (
        "The other methods were not asked; work out the robustness with methods=True.",
        "尚未计算其他评价方法；请以 methods=True 计算稳健性。",
    ),
    "errors.compare_two": (
        "Name two vendors: --vendor A --vendor B (found {found}).",
        "请指定两家供应商：--vendor A --vendor B（现为 {found} 家）。",
    ),
    "errors.compare_same": (
        "{name} cannot be compared with itself; name two vendors.",
        "{name} 不能与自身对比；请指定两家供应商。",
    ),
    "errors.weight_space": (
        "There is no way of drawing weights called {found}. Known: {known}.",
        "没有名为 {found} 的权重抽样方式。可选：{known}。",
    ),
    # files
    "errors.file_encrypted": (
        "{file}: protected by a password; ask the vendor for a copy without one, or open it and save one.",
        "{file}：文件有密码保护；请向供应商索取无密码的版本，或打开后另存一份。",
    ),
    "errors.file_damaged": (
        "{file}: damaged or cut short; ask the vendor to send it again.",
        "{file}：文件已损坏或不完整；请供应商重新发送。",
    ),
    "errors.file_empty": (
        "{file}: empty; ask the vendor to send it again.",
        "{file}：空文件；请供应商重新发送。",
    ),
    "errors.file_no_sheets": (
        "{file}: a workbook without any sheet; ask the vendor to send it again.",
        "{file}：工作簿中没有工作表；请供应商重新发送。",
    ),
    "errors.file_only_charts": (
        "{file}: a workbook with charts only, no sheet with cells; ask the vendor for the filled-in questionnaire.",
        "{file}：工作簿中只有图表，没有数据工作表；请向供应商索取填写好的问卷。",
    ),
    "errors.file_too_large": (
        "{file}: larger than a questionnaire can be when unpacked, so it was not read on; ask the vendor for a plain copy (a new workbook with the cells only).",
        "{file}：解开后的内容过大，已停止读取；请供应商把内容粘贴到新工作簿后重新发送。",
    ),
    "errors.file_too_many_sheets": (
        "{file}: more than {limit} sheets, so it was not read; ask the vendor for a plain copy.",
        "{file}：工作表超过 {limit} 个，未读取；请供应商提供普通版本。",
    ),
    "errors.file_too_slow": (
        "{file}: not read within 10 seconds, so reading was stopped; ask the vendor for a plain copy (a new workbook with the cells only).",
        "{file}:10 秒内未能读完，已停止读取；请供应商把内容粘贴到新工作簿后重新发送。",
    ),
    "errors.file_crash": (
        "{file}: broken in a way that stops a reader; ask the vendor to open it and save it anew as .xlsx.",
        "{file}：文件结构异常，无法读取；请供应商打开后另存为 .xlsx 再发送。",
    ),
    "errors.file_bomb": (
        "{file}: unpacks to hundreds of times its size, as no workbook does; do not open it, and ask the vendor where it comes from.",
        "{file}：解压后体积是原文件的数百倍，不是正常的工作簿；请勿打开，并向供应商核实来源。",
    ),
    "errors.file_doctype": (
        "{file}: holds XML entity declarations, which no spreadsheet program writes; do not open it, and ask the vendor where it comes from.",
        "{file}：含有表格软件不会写入的 XML 实体声明；请勿打开，并向供应商核实来源。",
    ),
    "errors.file_compression": (
        "{file}: packed by a method that spreadsheet programs do not use; ask the vendor to open it and save it anew as .xlsx.",
        "{file}：使用了表格软件不支持的压缩方式；请供应商打开后另存为 .xlsx 再发送。",
    ),
    "errors.file_missing": (
        "{file}: there is no such file; check the name.",
        "{file}：文件不存在；请检查文件名。",
    ),
    "errors.file_dangling_link": (
        "{file}: a link to a file that is not there; put the file itself in the folder.",
        "{file}：链接指向的文件不存在；请把文件本身放入文件夹。",
    ),
    "errors.file_special": (
        "{file}: a pipe, socket or device, not a file; remove it from the folder.",
        "{file}：不是普通文件（管道、套接字或设备）；请从文件夹中移除。",
    ),
    "errors.file_folder": (
        "{file}: a folder, though its name is that of a workbook; the files in it are read, rename it.",
        "{file}：这是文件夹，却使用了工作簿的名称；其中的文件会照常读取，请改名。",
    ),
    "errors.file_no_permission": (
        "{file}: you have no permission to read it; change the permission or copy the file.",
        "{file}：没有读取权限；请修改权限或复制一份。",
    ),
    "errors.folder_no_permission": (
        "{file}: a folder that you have no permission to open; change the permission or copy the folder.",
        "{file}：没有打开该文件夹的权限；请修改权限或复制一份。",
    ),
    "errors.file_not_opened": (
        "{file}: cannot be opened ({reason}); close it in other programs or copy it, then try again.",
        "{file}：无法打开（{reason}）；请在其他程序中关闭它或复制一份后重试。",
    ),
    "errors.not_readable": (
        "{file}: received, but not readable ({kind}); enter its answers by hand with: check --blank VENDOR",
        "{file}：已收到但无法读取（{kind}）；请用 check --blank 供应商 生成表格，手工录入。",
    ),
    "errors.kind.pdf": ("PDF", "PDF 文件"),
    "errors.kind.picture": ("picture", "图片"),
    "errors.kind.document": ("text document", "文字文档"),
    "errors.kind.presentation": ("presentation", "演示文稿"),
    "errors.kind.archive": ("archive; unpack it into the folder", "压缩包，请先解压到文件夹"),
    "errors.kind.recording": ("sound or film", "音频或视频"),
    "errors.kind.mail": ("mail", "邮件"),
    "errors.kind.web_page": (
        "web page; ask for it saved as .xlsx",
        "网页，请索取另存为 .xlsx 的版本",
    ),
    "errors.kind.xml": ("XML; ask for it saved as .xlsx", "XML 文件，请索取另存为 .xlsx 的版本"),
    "errors.kind.text": ("text without a table", "没有表格的文本"),
    "errors.kind.other": ("not a spreadsheet", "非表格文件"),
    # weights
    "errors.weights_all_zero": (
        "No criterion has any weight.",
        "没有任何指标有权重。",
    ),
    "errors.weight_unknown": (
        "There is no group or criterion {id}{near}. Known: {known}.",
        "没有名为 {id} 的指标组或指标{near}。现有：{known}。",
    ),
    "errors.weight_near": (" (did you mean {near}?)", "（是否应为 {near}？）"),
    "errors.weight_share": (
        "The share of {id} must be between 0 and 1 (0.6 or 60%), found {share}.",
        "{id} 的权重应在 0 到 1 之间（0.6 或 60%），实为 {share}。",
    ),
    "errors.weight_nested": (
        "{id} lies inside {group}: set the weight of one of them.",
        "{id} 属于 {group}：两者只能设置其一。",
    ),
    "errors.weight_sum": (
        "The shares add up to {sum}, which is more than 1.",
        "所设权重合计为 {sum}，超过 1。",
    ),
    "errors.weight_nothing_left": (
        "The shares leave {rest} over, and no other criterion has weight to take it up.",
        "所设权重之外还剩 {rest}，但没有其他有权重的指标可以承担。",
    ),
    "errors.weight_empty_group": (
        "Nothing inside {id} has any weight, so it can take none.",
        "{id} 组内各项权重均为 0，无法分配权重。",
    ),
    "errors.method_unknown": (
        "There is no method {name}. Known: {known}.",
        "没有名为 {name} 的方法。现有：{known}。",
    ),
    # questionnaires and reviews
    "errors.no_kaleido": (
        "Pictures need the images extra: pip install 'vendor-score[images]'. Nothing was written.",
        "输出图片需要安装附加组件：pip install 'vendor-score[images]'。未写入任何文件。",
    ),
    "errors.no_notebook": (
        "The view in a notebook needs the notebook extra: pip install 'vendor-score[notebook]'.",
        "在 Notebook 中使用交互视图需要安装附加组件：pip install 'vendor-score[notebook]'。",
    ),
    "errors.no_browser": (
        "Pictures are drawn by Chrome or Chromium, which did not run: {reason}. Nothing was written.",
        "图片由 Chrome 或 Chromium 绘制，但未能运行：{reason}。未写入任何文件。",
    ),
    "errors.format_unknown": (
        "There is no format {format}. Known: {known}.",
        "没有名为 {format} 的格式。可选：{known}。",
    ),
    "errors.output_folder": (
        "The folder {folder} cannot be written: {reason}. Nothing was written.",
        "无法写入文件夹 {folder}：{reason}。未写入任何文件。",
    ),
    "errors.output_file": (
        "{file} cannot be written: {reason}. Is it open in another program? Nothing was written.",
        "无法写入 {file}：{reason}。该文件是否正在其他程序中打开？未写入任何文件。",
    ),
    "errors.start_exists": (
        "{folder} holds {names} already; nothing was written.",
        "{folder} 中已有 {names}，未写入任何文件。",
    ),
    "errors.file_exists": (
        "{file} stands there already; it is left as it is. Name another file, or move this one.",
        "{file} 已存在，未作改动。请换一个文件名，或先移走该文件。",
    ),
    "errors.vendors_alike": (
        "two of these names give the same file name: {names}. Make them differ.",
        "以下名称中有两个会生成相同的文件名：{names}。请加以区分。",
    ),
    "errors.not_a_review": (
        "{file} is no review workbook of vendor-score; it is left as it is. Name another file.",
        "{file} 不是 vendor-score 的复核表，未作改动。请换一个文件名。",
    ),
    "errors.annotate_among_originals": (
        "{folder} holds the vendors’ own files, which are never changed. Name another folder.",
        "{folder} 中存放着供应商的原始文件，不能改动。请换一个文件夹。",
    ),
    # library
    "errors.no_sources": (
        "No sources are given: name files, folders or a DataFrame.",
        "未给出来源：请指定文件、文件夹或 DataFrame。",
    ),
    "errors.sources_mixed": (
        "A DataFrame is a source by itself; give it alone.",
        "DataFrame 须单独作为来源，不能与其他来源混用。",
    ),
}
