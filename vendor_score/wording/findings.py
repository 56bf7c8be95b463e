"""Wordings: findings."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # the review workbook
    "findings.stale-override.title": ("correction is out of date", "更正已过期"),
    "findings.stale-override.expected": (
        "the answer that was corrected, unchanged",
        "被更正的回答未再变动",
    ),
    "findings.stale-override.fix": (
        "The vendor’s answer has changed since it was corrected or its proof was seen, so the entry "
        "is not applied. In the review workbook, correct it anew or confirm that it still holds.",
        "更正或核验之后,供应商的回答有变动,该条目未生效。请在复核表中重新更正,或确认其仍然有效。",
    ),
    "findings.override-unreadable.title": ("correction cannot be read", "更正内容无法识别"),
    "findings.override-unreadable.expected": (
        "an answer of the kind that was asked for",
        "符合题目类型的回答",
    ),
    "findings.override-unreadable.fix": (
        "Write the corrected answer as a vendor would: 18 s, 92%, yes.",
        "请按题目要求填写更正后的回答,例如 18秒、92%、是。",
    ),
    "findings.override-unsigned.title": ("correction lacks its grounds", "更正缺少依据"),
    "findings.override-unsigned.expected": (
        "reason, source, name and date beside every correction",
        "每条更正都写明原因、来源、更正人和日期",
    ),
    "findings.override-unsigned.fix": (
        "Complete the row in the review workbook; the correction is applied meanwhile.",
        "请在复核表中补全该行;更正已先行生效。",
    ),
    "findings.conflicting-corrections.title": ("two corrections disagree", "两处更正不一致"),
    "findings.conflicting-corrections.expected": (
        "one correction for one answer",
        "同一回答只有一处更正",
    ),
    "findings.conflicting-corrections.fix": (
        "Agree on one and clear the other; until then neither is applied.",
        "请统一意见并清除其中一处;在此之前两处均不生效。",
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
        "请加入该供应商的文件,或更正复核表中的名称。",
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
        "请使用制作该复核表时的 criteria.yaml,或重新生成复核表。",
    ),
    "findings.judgement-unreadable.title": ("level cannot be read", "评分等级无法识别"),
    "findings.judgement-unreadable.expected": (
        "a level from 0 to {highest}",
        "0 到 {highest} 的等级",
    ),
    "findings.judgement-unreadable.fix": (
        "Enter one of the levels described beside it; until then it does not count.",
        "请填写旁边说明的等级之一;在此之前不计入。",
    ),
    "findings.judgements-differ.title": ("assessors differ widely", "评审意见分歧较大"),
    "findings.judgements-differ.expected": (
        "levels less than two apart",
        "等级相差小于两级",
    ),
    "findings.judgements-differ.fix": (
        "Talk it over; the mean counts meanwhile.",
        "请讨论后统一;目前按平均值计。",
    ),
    # scoring
    "findings.criterion-not-asked.title": ("criterion asked of nobody", "指标未向任何供应商询问"),
    "findings.criterion-not-asked.expected": (
        "a question about “{label}” to at least one vendor",
        "至少向一家供应商询问“{label}”",
    ),
    "findings.criterion-not-asked.fix": (
        "The criterion is left out and its siblings share its weight. Ask for it, or give it weight 0.",
        "该指标不参与评分,其权重由同级指标分摊。请补充询问,或将其权重设为 0。",
    ),
    "findings.unreadable.title": ("answer cannot be read", "回答未能识别"),
    "findings.unreadable.expected": ("{expected}", "{expected}"),
    "findings.unreadable.fix": (
        "Ask the vendor for an exact answer, or correct it in the review workbook.",
        "请向供应商索取明确的回答,或在复核表中更正。",
    ),
    "findings.no-points.title": ("answer earns no points here", "回答不在可评分范围内"),
    "findings.no-points.expected": ("for “{label}”: {expected}", "“{label}”应为:{expected}"),
    "findings.no-points.fix": (
        "Add the option to criteria.yaml, or correct the answer in the review workbook.",
        "请在 criteria.yaml 中补充该选项,或在复核表中更正回答。",
    ),
    "findings.other-basis.title": ("price on another basis", "报价口径不同"),
    "findings.other-basis.expected": ("{expected}", "{expected}"),
    "findings.other-basis.fix": (
        "Ask the vendor for its price as {expected}; prices on different bases are never compared.",
        "请要求供应商按 {expected} 报价;口径不同的报价不作比较。",
    ),
    "findings.other-tax.title": ("price with other tax", "报价含税口径不同"),
    "findings.other-tax.expected": ("{expected}", "{expected}"),
    "findings.other-tax.fix": (
        "Ask the vendor for its price with {expected}.",
        "请要求供应商按 {expected} 的口径报价。",
    ),
    "findings.must-untested.title": ("must is untested", "硬性要求待核实"),
    "findings.must-untested.expected": ("{label}: {rule}", "{label}:{rule}"),
    "findings.must-untested.fix": (
        "Ask the vendor before signing; until then it is ranked with this must unconfirmed.",
        "请在签约前向供应商核实;在此之前该供应商仍参与排名,但该要求标为待核实。",
    ),
}
