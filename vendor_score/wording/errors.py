"""Wordings: errors."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # decision
    "errors.no_vendor": ("No vendor was found in the sources.", "未在所给文件中找到供应商。"),
    "errors.no_weighted_criterion": (
        "None of the criteria with weight was asked of any vendor.",
        "有权重的指标均未向任何供应商询问。",
    ),
    "errors.no_raw_matrix": (
        "Plain numbers exist only where every weighted criterion is relative or in points.",
        "仅当所有有权重的指标均为相对评分或直接给分时,才有原始数值矩阵。",
    ),
    "errors.vendor_unknown": (
        "There is no vendor {name}. Known: {known}.",
        "没有名为 {name} 的供应商。现有:{known}。",
    ),
    "errors.criterion_unknown": (
        "There is no criterion {id}. Known: {known}.",
        "没有编号为 {id} 的指标。现有:{known}。",
    ),
}
