"""Make criteria.schema.json, and the tables of docs/criteria*.md, from the code and criteria.yaml.

What stands between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->`` is made here, the rest is
written by hand. Run from anywhere: ``python scripts/make_criteria_docs.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from vendor_score.criteria.fields import GROUP, LEAF, SCHEMA_NAME, TOP, kind_names, schema_text
from vendor_score.criteria.load import load_criteria
from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.criteria.plan_fields import PLAN_ENTRY
from vendor_score.kinds.value_functions import (
    Anchors,
    ItemPoints,
    LevelPoints,
    OptionPoints,
    YesNoPoints,
)
from vendor_score.number_text import number
from vendor_score.schema.schema_types import Record
from vendor_score.wording import Lang, catalogue, text

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[Lang, Path] = {
    "en": ROOT / "docs" / "criteria.md",
    "zh": ROOT / "docs" / "criteria.zh.md",
}
HEADS: dict[str, dict[Lang, tuple[str, ...]]] = {
    "keys": {"en": ("Key", "What it is", "Goes with"), "zh": ("键", "含义", "适用的 answer")},
    "shipped": {
        "en": ("Criterion", "Share", "answer", "Points", "Target", "Must"),
        "zh": ("指标", "组内占比", "answer", "得分", "达标线", "硬性要求"),
    },
}
HINTS = {"quotes", "no_quotes", "did_you_mean"}


def filled(page: str, lang: Lang) -> str:
    """The page with its tables made anew."""
    for name, make in BLOCKS.items():
        block = f"<!-- begin: {name} -->\n\n{make(lang)}\n\n<!-- end: {name} -->"
        pattern = rf"<!-- begin: {name} -->.*?<!-- end: {name} -->"
        page = re.sub(pattern, block.replace("\\", r"\\"), page, flags=re.DOTALL)
    return page


def keys(record: Record) -> Callable[[Lang], str]:
    """A table of a record's keys."""

    def table(lang: Lang) -> str:
        rows = []
        for one in record.fields:
            kinds: Any = one.kinds
            goes_with = ", ".join(f"`{kind}`" for kind in kind_names(kinds)) if kinds else ""
            needed = {"en": " (required)", "zh": "(必填)"}[lang] if one.required else ""
            rows.append((f"`{one.name}`", one.doc.text(lang) + needed, goes_with))
        has_kinds = any(row[2] for row in rows)
        width = 3 if has_kinds else 2
        return markdown(HEADS["keys"][lang][:width], [row[:width] for row in rows])

    return table


def messages(lang: Lang) -> str:
    """Every mistake that can be found, as it is said."""
    prefix = "errors.criteria."
    names = (key.removeprefix(prefix) for key in catalogue(lang) if key.startswith(prefix))
    said = (text(f"{prefix}{name}", lang) for name in names if name not in HINTS)
    return "\n".join(f"- {code(re.sub(r'[{]+(.*?)[}]+', placeholder, line))}" for line in said)


def placeholder(match: re.Match[str]) -> str:
    """``{found}`` as a gap to be filled in; ``{10: 100}`` as it is."""
    return "…" if match[1].isidentifier() else f"{{{match[1]}}}"


def code(line: str) -> str:
    """The line as it is, not as markdown."""
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def shipped(lang: Lang) -> str:
    """The shipped criteria, group by group."""
    criteria = load_criteria(ROOT / "criteria.yaml")
    parts = []
    for top in criteria.children:
        if isinstance(top, Group):
            parts.append(f"**{top.label.text(lang)}** (`{top.id}`, {top.weight:g})")
            parts.append(markdown(HEADS["shipped"][lang], list(rows_of(top, criteria, lang))))
    return "\n\n".join(parts)


def rows_of(group: Group, criteria: Criteria, lang: Lang, share: float = 1.0) -> Iterator[Any]:
    whole = sum(child.weight for child in group.children)
    for child in group.children:
        inner = share * child.weight / whole if whole else 0.0
        if isinstance(child, Group):
            yield from rows_of(child, criteria, lang, inner)
        else:
            yield row_of(child, inner, lang)


def row_of(leaf: Criterion, share: float, lang: Lang) -> tuple[str, ...]:
    return (
        f"{leaf.label.text(lang)} (`{leaf.id}`)",
        f"{share * 100:.4g} %",
        f"`{leaf.answer}`" + (f", {leaf.unit}" if leaf.unit else ""),
        points_of(leaf, lang),
        f"`{leaf.target.text}`" if leaf.target else "",
        f"`{leaf.must.text}`" if leaf.must else "",
    )


def points_of(leaf: Criterion, lang: Lang) -> str:
    """The value function in a few characters."""
    match leaf.value:
        case Anchors(at=at):
            return ", ".join(f"{number(answer)} → {points:g}" for answer, points in at)
        case YesNoPoints(yes=yes, no=no, partial=partial):
            words = {"en": ("yes", "partial", "no"), "zh": ("是", "部分", "否")}[lang]
            shown = zip(words, (yes, partial, no), strict=True)
            return ", ".join(f"{word} → {points:g}" for word, points in shown if points is not None)
        case OptionPoints(at=at) | ItemPoints(at=at):
            return ", ".join(f"`{name}` {points:g}" for name, points in at.items())
        case LevelPoints(at=at):
            return ", ".join(f"{level} → {points:g}" for level, points in enumerate(at))
        case _:
            return {"en": "asked only", "zh": "仅询问"}[lang]


def markdown(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in lines
    )


BLOCKS: dict[str, Callable[[Lang], str]] = {
    "top keys": keys(TOP),
    "group keys": keys(GROUP),
    "leaf keys": keys(LEAF),
    "plan keys": keys(PLAN_ENTRY),
    "messages": messages,
    "shipped": shipped,
}

if __name__ == "__main__":
    (ROOT / SCHEMA_NAME).write_text(schema_text(), encoding="utf-8")
    print(SCHEMA_NAME)
    for lang, path in PAGES.items():
        path.write_text(filled(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
        print(path.name)
