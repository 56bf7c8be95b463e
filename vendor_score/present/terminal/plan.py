"""How the files were read, sheet by sheet: whose, by which layout, which column is what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_score.present.terminal.screen import Screen, clean, indented, pad
from vendor_score.reading_plan import PlannedColumn, SheetPlan
from vendor_score.wording import Lang, text

__all__ = ["plan_lines"]

_SHOWN = 6  # vendors or columns named in one line
_LABEL = 12


def plan_lines(plan: Sequence[SheetPlan], view: Screen, lang: Lang) -> Iterator[str]:
    """The reading plan as lines of the terminal; sheets without questions in one line each.

    Parameters
    ----------
    plan
        How every sheet was read.
    view
        The terminal's width and colours.
    lang
        Language of the words.

    Yields
    ------
    str
        A line.
    """
    yield view.paint(text("plan.title", lang), "bold")
    for sheet in plan:
        name = " · ".join(clean(part) for part in (sheet.file, sheet.sheet) if part)
        if sheet.layout == "none":
            yield from indented(f"{name}: {text('plan.layout.none', lang)}", view.columns)
            continue
        yield from indented(name, view.columns)
        for key, said in _rows(sheet, lang):
            first = "  " + pad(text(f"plan.{key}", lang), _LABEL)
            yield from indented(clean(said), view.columns, first=first)


def _rows(sheet: SheetPlan, lang: Lang) -> Iterator[tuple[str, str]]:
    layout = text(f"plan.layout.{sheet.layout}", lang)
    if sheet.headers:
        rows = _some([str(row) for row in sheet.headers], lang)
        layout = text("plan.with_header", lang, layout=layout, rows=rows)
    if sheet.hidden:
        layout = text("plan.hidden", lang, layout=layout)
    yield "layout", layout
    yield "whose", _whose(sheet, lang)
    if sheet.columns:
        yield "columns", _columns(sheet.columns, lang)
    near = sum(question.how == "near" for question in sheet.questions)
    yield (
        "questions",
        text(
            "plan.counts",
            lang,
            matched=len({question.criterion for question in sheet.questions}),
            near=near,
            unmatched=sheet.unmatched,
            answers=sheet.answers,
        ),
    )


def _whose(sheet: SheetPlan, lang: Lang) -> str:
    named = [
        text("plan.vendor", lang, vendor=vendor, why=text(f"plan.why.{why}", lang))
        for vendor, why in sheet.whose[:_SHOWN]
    ]
    said = _some(named, lang, len(sheet.whose)) if named else text("plan.nobody", lang)
    if sheet.left_out:
        said = text("plan.left_out", lang, whose=said, count=sheet.left_out)
    return said


def _columns(columns: Sequence[PlannedColumn], lang: Lang) -> str:
    """The columns by what they were taken for; those not used with heading and count."""
    by_role: dict[str, list[str]] = {}
    for column in columns:
        if column.role == "unused":
            unused = text(
                "plan.unused_column",
                lang,
                column=column.column,
                heading=column.heading or "-",
                filled=column.filled,
            )
            by_role.setdefault("unused", []).append(unused)
        else:
            by_role.setdefault(column.role, []).append(column.column)
    joint = text("plan.joint", lang)
    return joint.join(
        text("plan.role", lang, role=text(f"plan.role.{role}", lang), columns=_some(named, lang))
        for role, named in by_role.items()
    )


def _some(named: Sequence[str], lang: Lang, total: int | None = None) -> str:
    """The first few, and how many more there are."""
    total = len(named) if total is None else total
    said = text("language.list_joint", lang).join(named[:_SHOWN])
    more = total - min(len(named), _SHOWN)
    return text("plan.more", lang, names=said, count=more) if more > 0 else said
