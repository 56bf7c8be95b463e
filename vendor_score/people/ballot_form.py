"""Write a ballot as a workbook: weights before answers are opened, judged scores after."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.people.ballots import node_children
from vendor_score.people.scale_ends import node_ends
from vendor_score.questionnaire.template import FIXED_DATE, lines_in, write_marks
from vendor_score.records import Answers, Question
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["KEYS", "METHODS", "RATIOS", "TOP", "criteria_digest", "scores_ballot", "weights_ballot"]

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "about": ("about_key", "about_label", "about_value"),
    "weights": ("node_id", "child_id", "child", "worst", "best", "number", "share"),
    "pairs": ("pair_node", "first_id", "second_id", "first", "ratio", "second"),
    "trade_offs": ("gain", "gain_from", "gain_to", "loss", "loss_from", "loss_to"),
    "limits": ("limit", "limit_note"),
    "judgements": (
        "criterion_id", "vendor", "criterion", "answer", "levels", "level", "abstain", "reason",
    ),
}  # fmt: skip
"""By sheet, the keys in its hidden first row: columns are found by them wherever they are moved."""
TOP: Final = "*"
"""Stands for the top of the tree in a sheet, where an empty cell would say nothing."""
METHODS: Final = ("swing", "points", "rank")
RATIOS: Final = (*(str(k) for k in range(9, 0, -1)), *(f"1/{k}" for k in range(2, 10)))
_ROWS = 15
"""Empty rows for trade-offs and limits."""
_HEAD, _FIRST = 2, 3
_LINE = 14.5
_MOST_LINES = 28
_CELL_LIMIT = 32_767
_WIDTHS: Final[Mapping[str, int]] = {
    "about_label": 34, "about_value": 44, "child": 30, "worst": 26, "best": 26, "number": 13,
    "share": 9, "first": 34, "ratio": 12, "second": 34, "gain": 26, "gain_from": 14,
    "gain_to": 14, "loss": 26, "loss_from": 14, "loss_to": 14, "limit": 60, "limit_note": 50,
    "vendor": 16, "criterion": 20, "answer": 46, "levels": 40, "level": 8, "abstain": 9,
    "reason": 34,
}  # fmt: skip


def criteria_digest(criteria: Criteria) -> str:
    """What a ballot was made for: the file's digest, or that of its ids and labels.

    Parameters
    ----------
    criteria : Criteria

    Returns
    -------
    str
        16 characters.
    """
    if criteria.file is not None:
        return criteria.file.sha256[:16]
    told = "\n".join(f"{node.id} {node.label.text('en')}" for node in criteria.nodes())
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass
class _Form:
    """The workbook that is being written, its language and styles."""

    lang: Lang
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    styles: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import xlsxwriter

        self.book: Workbook = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        # neither a person's name nor the day of making is in the file's properties
        self.book.set_properties({"created": FIXED_DATE, "author": "", "title": ""})
        base = {"valign": "vcenter", "text_wrap": True, "font_size": 10, "border": 1}
        base["border_color"] = "#D0D5DD"
        open_cell = base | {"bg_color": "#FFFBE6", "locked": False}
        head = base | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        for name, style in {
            "cell": base,
            "head": head,
            "block": base | {"bold": True, "bg_color": "#E6ECF4"},
            "open": open_cell | {"num_format": "@"},
            "number": open_cell,
            "share": base | {"num_format": "0.0%", "font_color": "#667085"},
            "intro": {"text_wrap": True, "valign": "top", "font_size": 10, "italic": True},
        }.items():
            self.styles[name] = self.book.add_format(style)

    def say(self, key: str, **values: object) -> str:
        return text(f"ballot.{key}", self.lang, **values)

    def add_sheet(self, kind: str, *, hidden: Sequence[str] = ()) -> Worksheet:
        """A sheet with its hidden keys, what to do, and headings."""
        sheet = self.book.add_worksheet(self.say(f"sheet.{kind}"))
        shown = [key for key in KEYS[kind] if key not in hidden]
        for column, key in enumerate(KEYS[kind]):
            sheet.write_string(0, column, key)
            told = "" if key in hidden else self.say(f"head.{key}")
            sheet.write_string(_HEAD, column, told, self.styles["head"])
            sheet.set_column(column, column, _WIDTHS.get(key, 8), None, {"hidden": key in hidden})
        first, last = KEYS[kind].index(shown[0]), len(KEYS[kind]) - 1
        intro = self.say(f"intro.{kind}")
        sheet.merge_range(1, first, 1, last, intro, self.styles["intro"])
        wide = sum(_WIDTHS.get(key, 8) for key in shown)
        sheet.set_row(1, _LINE * max(lines_in(intro, wide), 1) + 6)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.freeze_panes(_FIRST, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.hide_gridlines(2)
        return sheet

    def put(self, sheet: Worksheet, row: int, cells: Sequence[str], styles: Sequence[str]) -> None:
        for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
            if cell:
                sheet.write_string(row, column, cell[:_CELL_LIMIT], self.styles[style])
            else:
                sheet.write_blank(row, column, None, self.styles[style])

    def content(self, kind: str) -> bytes:
        write_marks(self.book, kind)
        self.book.close()
        return self.stream.getvalue()


def weights_ballot(criteria: Criteria, name: str, lang: Lang, *, asks: Sequence[str] = ()) -> bytes:
    """The ballot on which one person states weights; it names no vendor.

    Parameters
    ----------
    criteria : Criteria
    name : str
        Of the person; empty for one to be filled in.
    lang : str
    asks : sequence of str, optional
        Groups whose inside this person is asked about; all without it.

    Returns
    -------
    bytes
        An xlsx workbook, the same for the same input.
    """
    form = _Form(lang)
    nodes = {node.id: node for node in criteria.nodes()}
    children = {
        id: ids
        for id, ids in node_children(criteria.weight_tree()).items()
        if not asks or not id or {id, *nodes[id].path} & {*asks}
    }
    _write_about(form, "weights", name, criteria, ())
    _write_weights(form, criteria, children)
    _write_pairs(form, nodes, children)
    _write_trade_offs(form, criteria)
    _write_limits(form, criteria)
    return form.content("ballot")


def _write_about(
    form: _Form, kind: str, name: str, criteria: Criteria, vendors: Sequence[str]
) -> None:
    sheet = form.add_sheet("about", hidden=("about_key",))
    rows = [("name", name), ("role", ""), ("date", "")]
    row = _FIRST
    for key, value in rows:
        told = form.say(f"about.{key}")
        form.put(sheet, row, (key, told, value), ("cell", "cell", "open"))
        row += 1
    for vendor in vendors:
        told = form.say("about.conflict", vendor=vendor)
        form.put(sheet, row, (f"conflict:{vendor}", told, ""), ("cell", "cell", "open"))
        words = [form.say("conflict.none"), form.say("conflict.recused")]
        sheet.data_validation(row, 2, row, 2, {"validate": "list", "source": words})
        row += 1
    for key, value in (("kind", kind), ("digest", criteria_digest(criteria))):
        form.put(sheet, row, (key, "", value), ("cell", "cell", "cell"))
        sheet.set_row(row, None, None, {"hidden": True})
        row += 1


def _write_weights(form: _Form, criteria: Criteria, children: Mapping[str, Sequence[str]]) -> None:
    sheet = form.add_sheet("weights", hidden=("node_id", "child_id"))
    nodes = {node.id: node for node in criteria.nodes()}
    row = _FIRST
    words = [form.say(f"method.{method}") for method in (*METHODS, "none")]
    for id, ids in children.items():
        title = form.say("whole") if not id else nodes[id].label.text(form.lang)
        cells = (id or TOP, "", title, "", form.say("method"), form.say("method.none"), "")
        styles = ("cell", "cell", "block", "block", "block", "open", "block")
        form.put(sheet, row, cells, styles)
        sheet.data_validation(row, 5, row, 5, {"validate": "list", "source": words})
        first, last = row + 2, row + 1 + len(ids)  # as Excel counts
        for at, child in enumerate(ids, row + 1):
            worst, best = node_ends(nodes[child], form.lang)
            told = (id or TOP, child, nodes[child].label.text(form.lang), worst, best)
            form.put(sheet, at, (*told, "", ""), ("cell",) * 5 + ("number", "share"))
            by_rank = f'$F${row + 1}="{form.say("method.rank")}"'
            total = f"SUM($F${first}:$F${last})"
            share = f'=IF(OR({by_rank},{total}=0,F{at + 1}=""),"",F{at + 1}/{total})'
            sheet.write_formula(at, 6, share, form.styles["share"], "")
            lines = max(lines_in(cell, _WIDTHS[key]) for key, cell in zip(
                ("child", "worst", "best"), told[2:], strict=True
            ))  # fmt: skip
            sheet.set_row(at, _LINE * min(max(lines, 1), _MOST_LINES) + 4)
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        sheet.data_validation(first - 1, 5, last - 1, 5, rule)
        row = last + 1


def _write_pairs(
    form: _Form, nodes: Mapping[str, Group | Criterion], children: Mapping[str, Sequence[str]]
) -> None:
    sheet = form.add_sheet("pairs", hidden=("pair_node", "first_id", "second_id"))
    row = _FIRST
    for id, ids in children.items():
        title = form.say("whole") if not id else nodes[id].label.text(form.lang)
        first, last = row + 2, row + 1 + len(ids) * (len(ids) - 1) // 2
        count = f'COUNTA($E${first}:$E${last})&" / {len(ids) - 1}"'
        form.put(sheet, row, (id or TOP, "", "", title, "", ""), ("cell",) * 3 + ("block",) * 3)
        sheet.write_formula(row, 5, f"={count}", form.styles["block"], f"0 / {len(ids) - 1}")
        for at, (a, b) in enumerate(combinations(ids, 2), row + 1):
            told = (
                id or TOP,
                a,
                b,
                nodes[a].label.text(form.lang),
                "",
                nodes[b].label.text(form.lang),
            )
            form.put(sheet, at, told, ("cell",) * 4 + ("open", "cell"))
        sheet.data_validation(
            first - 1, 4, last - 1, 4, {"validate": "list", "source": list(RATIOS)}
        )
        row = last + 1


def _write_trade_offs(form: _Form, criteria: Criteria) -> None:
    sheet = form.add_sheet("trade_offs")
    labels = [leaf.label.text(form.lang) for leaf in _weighted(criteria)]
    for number, label in enumerate(labels):
        sheet.write_string(_FIRST + number, 8, label)
    sheet.set_column(8, 8, None, None, {"hidden": True})
    source = f"=$I${_FIRST + 1}:$I${_FIRST + max(len(labels), 1)}"
    for row in range(_FIRST, _FIRST + _ROWS):
        form.put(sheet, row, ("",) * 6, ("open",) * 6)
        for column in (0, 3):
            sheet.data_validation(row, column, row, column, {"validate": "list", "source": source})


def _write_limits(form: _Form, criteria: Criteria) -> None:
    sheet = form.add_sheet("limits")
    shown = [f"{node.id} = {node.label.text(form.lang)}" for node in _weighted_nodes(criteria)]
    for row in range(max(_ROWS, len(shown))):
        note = shown[row] if row < len(shown) else ""
        form.put(sheet, _FIRST + row, ("", note), ("open", "cell"))


def _weighted(criteria: Criteria) -> list[Criterion]:
    return [node for node in _weighted_nodes(criteria) if isinstance(node, Criterion)]


def _weighted_nodes(criteria: Criteria) -> Iterator[Group | Criterion]:
    from vendor_score.weights import leaf_shares, node_shares

    tree = criteria.weight_tree()
    shares = node_shares(tree, leaf_shares(tree))
    yield from (node for node in criteria.nodes() if shares.get(node.id, 0.0) > 0)


def scores_ballot(
    criteria: Criteria, answers: Answers, name: str, lang: Lang, *, asks: Sequence[str] = ()
) -> bytes:
    """The ballot on which one person judges what no answer can be scored by.

    Parameters
    ----------
    criteria : Criteria
    answers : Answers
        The vendors' own words stand beside each cell.
    name : str
    lang : str
    asks : sequence of str, optional
        Groups and criteria that this person is asked about; all without it.

    Returns
    -------
    bytes
        An xlsx workbook, the same for the same input.
    """
    form = _Form(lang)
    _write_about(form, "scores", name, criteria, answers.vendors)
    sheet = form.add_sheet("judgements", hidden=("criterion_id",))
    row = _FIRST
    for leaf in criteria.leaves():
        if not leaf.kind.is_judged or (asks and not {leaf.id, *leaf.path} & {*asks}):
            continue
        question = leaf.question()
        for vendor in answers.vendors:
            _write_judgement(form, sheet, row, question, vendor, answers)
            row += 1
    return form.content("ballot")


def _write_judgement(  # noqa: PLR0913, PLR0917 - a row and whose it is
    form: _Form, sheet: Worksheet, row: int, question: Question, vendor: str, answers: Answers
) -> None:
    answer = answers.of(vendor, question.id)
    judged = {judgement.source for judgement in answer.judgements}
    words = "" if answer.source in judged else answer.text.strip()
    levels = "\n".join(f"{n} {label.text(form.lang)}" for n, label in enumerate(question.levels))
    told = (question.id, vendor, question.label.text(form.lang), words, levels)
    form.put(sheet, row, (*told, "", "", ""), ("cell",) * 5 + ("number", "open", "open"))
    highest = len(question.levels) - 1
    rule = {"validate": "list", "source": [str(n) for n in range(highest + 1)]}
    sheet.data_validation(row, 5, row, 5, rule)
    sheet.data_validation(row, 6, row, 6, {"validate": "list", "source": ["x"]})
    lines = max(
        lines_in(cell, _WIDTHS[key])
        for key, cell in zip(("vendor", "criterion", "answer", "levels"), told[1:], strict=True)
    )
    sheet.set_row(row, _LINE * min(max(lines, 1), _MOST_LINES) + 4)
