"""Wordings: mistakes in criteria.yaml (part of the errors' table)."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # the file
    "errors.criteria.no_file": (
        "there is no such file; run `vendor-score init` for one to start from",
        "没有此文件；可运行 `vendor-score init` 生成一份",
    ),
    "errors.criteria.is_folder": ("this is a folder, not a file", "这是文件夹，不是文件"),
    "errors.criteria.not_a_file": ("this is not a regular file", "这不是普通文件"),
    "errors.criteria.unreadable_file": ("cannot be read: {reason}", "无法读取：{reason}"),
    "errors.criteria.too_long": (
        "too long for a criteria file (at most {most} characters)",
        "作为指标文件过大（最多 {most} 个字符）",
    ),
    "errors.criteria.binary": (
        "this is no text file; criteria.yaml is plain text in UTF-8",
        "不是文本文件；criteria.yaml 应为 UTF-8 纯文本",
    ),
    "errors.criteria.not_utf8": (
        "this is no UTF-8 text; save the file with the encoding UTF-8",
        "不是 UTF-8 文本；请以 UTF-8 编码另存",
    ),
    "errors.criteria.empty_file": (
        "the file is empty; run `vendor-score init` for one to start from",
        "文件为空；可运行 `vendor-score init` 生成一份",
    ),
    "errors.criteria.not_a_mapping": (
        "must be a mapping of keys (title: ..., criteria: ...)",
        "顶层应为键值结构（title: …、criteria: …）",
    ),
    # YAML
    "errors.criteria.several_documents": (
        "a second document starts here (---); one file holds one",
        "此处出现第二个文档（---）；一个文件只能有一个",
    ),
    "errors.criteria.too_deep": (
        "nested more than {most} levels deep",
        "嵌套超过 {most} 层",
    ),
    "errors.criteria.too_many_nodes": (
        "grows beyond {most} values, aliases (*name) written out",
        "展开别名（*name）后超过 {most} 个值",
    ),
    "errors.criteria.unknown_alias": (
        "nothing stands above for the alias *{name}; put quotes around text that starts with *",
        "别名 *{name} 在前文没有定义；以 * 开头的文本请加引号",
    ),
    "errors.criteria.tag": (
        "tags such as {tag} are not used here; put quotes around text that starts with !",
        "此处不使用 {tag} 这类标签；以 ! 开头的文本请加引号",
    ),
    "errors.criteria.duplicate_key": (
        "stands twice{first}; keep one",
        "重复出现{first}；请只保留一处",
    ),
    "errors.criteria.key_not_text": (
        "a key must be one word or text, not a list or mapping",
        "键应为文字，不能是列表或映射",
    ),
    "errors.criteria.empty_key": ("a key is empty", "键为空"),
    "errors.criteria.yaml_characters": (
        "a character that cannot stand in YAML (a control character)",
        "含有 YAML 不允许的字符（控制字符）",
    ),
    "errors.criteria.yaml_tab": (
        "a tab in the indentation; indent with blanks",
        "缩进中含有制表符；请用空格缩进",
    ),
    "errors.criteria.yaml_quotes": (
        "not YAML as it stands: {found}",
        "不是有效的 YAML:{found}",
    ),
    "errors.criteria.yaml_no_colon": (
        "a key without a colon: {found}",
        "键后缺少冒号：{found}",
    ),
    "errors.criteria.yaml_colon": (
        "a colon where none can stand, or a wrong indentation: {found}",
        "冒号位置或缩进有误：{found}",
    ),
    "errors.criteria.yaml_open_quote": (
        "a quotation mark is opened above and never closed",
        "前文的引号没有闭合",
    ),
    "errors.criteria.yaml_open_bracket": (
        "a bracket is not closed, or a comma is missing: {found}",
        "括号未闭合或缺少逗号：{found}",
    ),
    "errors.criteria.yaml_escape": (
        "an unknown escape inside double quotes: {found}; use single quotes",
        "双引号内有未知转义：{found}；请改用单引号",
    ),
    "errors.criteria.yaml_dash": (
        "a dash where no list can start: {found}; begin the list on a line of its own",
        "此处不能开始列表：{found}；请另起一行",
    ),
    "errors.criteria.yaml_other": (
        "not YAML as it stands, often a wrong indentation or a missing quotation mark: {found}",
        "不是有效的 YAML，多为缩进有误或缺少引号：{found}",
    ),
    # hints, after a semicolon
    "errors.criteria.quotes": ("put quotes around it", "请加引号"),
    "errors.criteria.no_quotes": ("remove the quotes", "请去掉引号"),
    "errors.criteria.did_you_mean": ("did you mean {near}?", "是否应为 {near}？"),
    # keys
    "errors.criteria.unknown_key": (
        "unknown key; known here: {words}",
        "未知的键；此处可用：{words}",
    ),
    "errors.criteria.misspelt_key": ("unknown key", "未知的键"),
    "errors.criteria.missing_key": ("is missing", "缺少此项"),
    "errors.criteria.key_not_for_kind": (
        "does not go with answer: {kind}; it belongs to {kinds}",
        "不适用于 answer: {kind}；仅用于 {kinds}",
    ),
    # shapes
    "errors.criteria.not_text": ("must be text, found {found}", "应为文字，实为 {found}"),
    "errors.criteria.not_number": ("must be a number, found {found}", "应为数字，实为 {found}"),
    "errors.criteria.not_whole": (
        "must be a whole number, found {found}",
        "应为整数，实为 {found}",
    ),
    "errors.criteria.not_flag": (
        "must be true or false, found {found}",
        "应为 true 或 false，实为 {found}",
    ),
    "errors.criteria.not_date": (
        "must be a date such as 2026-12-01, found {found}",
        "应为日期，如 2026-12-01，实为 {found}",
    ),
    "errors.criteria.not_list": ("must be a list, found {found}", "应为列表，实为 {found}"),
    "errors.criteria.not_mapping": (
        "must be a mapping (key: value), found {found}",
        "应为映射（键：值），实为 {found}",
    ),
    "errors.criteria.not_value": (
        "must be points, or a mapping such as {{10: 100, 60: 0}}, found {found}",
        "应为 points，或 {{10: 100, 60: 0}} 这类映射，实为 {found}",
    ),
    "errors.criteria.not_one_of": (
        "must be one of {words}, found {found}",
        "应为以下之一：{words}，实为 {found}",
    ),
    "errors.criteria.empty": ("is empty", "内容为空"),
    "errors.criteria.text_too_long": (
        "is longer than {most} characters",
        "超过 {most} 个字符",
    ),
    "errors.criteria.list_length": (
        "must have {least} to {most} entries, found {found}",
        "应有 {least} 到 {most} 项，实有 {found} 项",
    ),
    "errors.criteria.number_low": (
        "must be {low} or more, found {found}",
        "不能小于 {low}，实为 {found}",
    ),
    "errors.criteria.number_above": (
        "must be more than {low}, found {found}",
        "应大于 {low}，实为 {found}",
    ),
    "errors.criteria.number_high": (
        "must be {high} or less, found {found}",
        "不能大于 {high}，实为 {found}",
    ),
    "errors.criteria.python_type": (
        "must be text, a number, a date, a list or a dict, found {found}",
        "应为文字、数字、日期、列表或字典，实为 {found}",
    ),
    "errors.criteria.python_too_large": (
        "more than {most} values, or nested more than {depth} levels deep",
        "超过 {most} 个值，或嵌套超过 {depth} 层",
    ),
    # names
    "errors.criteria.bad_id": (
        "must be letters, digits, _ and - only, found {found}",
        "只能包含字母、数字、_ 和 -，实为 {found}",
    ),
    "errors.criteria.duplicate_id": (
        "the id {id} is taken already{first}",
        "id {id} 已被使用{first}",
    ),
    "errors.criteria.alias_twice": (
        "{found} stands for {first} already{where}; a word can stand for one question only",
        "“{found}”已用于 {first}{where}；同一说法只能对应一个问题",
    ),
    "errors.criteria.option_word_twice": (
        "{found} stands for {first} already",
        "“{found}”已用于 {first}",
    ),
    "errors.criteria.unknown_id": (
        "there is no group or criterion {found}",
        "没有名为 {found} 的指标组或指标",
    ),
    "errors.criteria.unknown_item": (
        "{found} is none of the items",
        "{found} 不在清单项目之中",
    ),
    "errors.criteria.item_twice": (
        "{found} is in two families",
        "{found} 出现在两个同类组中",
    ),
    # weights
    "errors.criteria.all_zero": (
        "all weights are zero; give weight to at least one scored criterion",
        "所有权重均为 0；请至少给一个计分指标设置权重",
    ),
    "errors.criteria.group_of_zeros": (
        "{found}, but nothing inside has weight",
        "为 {found}，但组内各项权重均为 0",
    ),
    "errors.criteria.weight_without_value": (
        "{found}, but nothing here is scored: give it a value (or options, items, direction), "
        "or weight 0",
        "为 {found}，但此项不计分：请设置 value（或 options、items、direction），或将权重设为 0",
    ),
    # values
    "errors.criteria.anchor_not_number": (
        "an anchor must be a number, found {found}",
        "锚点应为数字，实为 {found}",
    ),
    "errors.criteria.few_anchors": (
        "needs two anchors at least, such as {10: 100, 60: 0}",
        "至少需要两个锚点，如 {10: 100, 60: 0}",
    ),
    "errors.criteria.duplicate_anchor": (
        "the anchor {found} stands twice (as {first})",
        "锚点 {found} 重复（前文为 {first}）",
    ),
    "errors.criteria.unordered_anchors": (
        "anchors must be in rising or falling order, {found} is out of order",
        "锚点应按从小到大或从大到小排列，{found} 的位置不对",
    ),
    "errors.criteria.anchor_off_scale": (
        "the anchor {found} lies outside the scale ({low} to {high})",
        "锚点 {found} 超出量表范围（{low} 到 {high}）",
    ),
    "errors.criteria.worst_is_best": (
        "worst and best are both {found}",
        "worst 与 best 均为 {found}",
    ),
    "errors.criteria.value_yes_no": (
        "must be points for yes and no, such as {yes: 100, no: 0}",
        "应为是与否的得分，如 {yes: 100, no: 0}",
    ),
    "errors.criteria.value_number": (
        "must be anchors such as {10: 100, 60: 0}, {worst: 60, best: 10}, or points",
        "应为锚点，如 {10: 100, 60: 0}、{worst: 60, best: 10}，或 points",
    ),
    "errors.criteria.value_points_kind": (
        "points go with number, percent, or a score out_of: 100, not with {kind}",
        "points 仅用于 number、percent 或 out_of: 100 的 score，不适用于 {kind}",
    ),
    "errors.criteria.option_without_points": (
        "has no points while others have; give all of them points, or none",
        "没有得分，而其他项有；请全部给分或全部不给分",
    ),
    "errors.criteria.level_without_points": (
        "some levels have points and some have none; give all of them points, or none",
        "部分等级有得分、部分没有；请全部给分或全部不给分",
    ),
    "errors.criteria.needs_item_points": (
        "only goes with items that have points",
        "仅用于带得分的 items",
    ),
    "errors.criteria.direction_and_value": (
        "direction is for criteria without value; keep one of them",
        "direction 仅用于未设置 value 的指标；两者请保留其一",
    ),
    "errors.criteria.not_currency": (
        "must begin with a currency of three letters such as CNY, found {found}",
        "应以三个字母的货币代码开头，如 CNY，实为 {found}",
    ),
    "errors.criteria.price_twice": (
        "says {found}, where the unit says {first}",
        "此处为 {found}，而 unit 为 {first}",
    ),
    "errors.criteria.money_unit": (
        "is missing: prices are compared in one currency, such as CNY",
        "缺少币种：报价须按同一币种比较，如 CNY",
    ),
    "errors.criteria.money_basis": (
        "is missing: prices are compared on one basis, such as seat/month",
        "缺少计价口径：报价须按同一口径比较，如 seat/month",
    ),
    # rules
    "errors.criteria.rule_unreadable": (
        'must be a rule such as "<= 300", ">= 3", "== yes", "in [a, b]" or "has ISO27001", '
        "found {found}",
        '应为规则，如 "<= 300"、">= 3"、"== yes"、"in [a, b]" 或 "has ISO27001"，实为 {found}',
    ),
    "errors.criteria.rule_wants_number": (
        'answer: {kind} takes a rule with numbers such as "<= 300" or "in [1, 5]", found {found}',
        'answer: {kind} 应使用数字规则，如 "<= 300" 或 "in [1, 5]"，实为 {found}',
    ),
    "errors.criteria.rule_wants_yes_no": (
        'answer: {kind} takes "== yes" or "== no", found {found}',
        'answer: {kind} 应使用 "== yes" 或 "== no"，实为 {found}',
    ),
    "errors.criteria.rule_wants_names": (
        'answer: {kind} takes a rule with names ("== a" or "in [a, b]" for a choice, "has a" for '
        "a list), found {found}",
        'answer: {kind} 应使用名称规则（choice 用 "== a" 或 "in [a, b]",list 用 "has a"），'
        "实为 {found}",
    ),
    "errors.criteria.rule_unknown_name": (
        "{found} is none of the options or items",
        "{found} 不在选项或清单项目之中",
    ),
}
