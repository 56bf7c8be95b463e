"""A ranking shaped once for all surfaces: rows and groups, plain data, tables for a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, Status
from vendor_score.number_text import points, share
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.wording import Label, Lang, has, system_lang, text

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision.decision import Decision
    from vendor_score.ranking.ranking import RankedVendor, Ranking

__all__ = [
    "GROUP_COLOURS",
    "ColouredGroup",
    "RankRow",
    "coloured_groups",
    "decision_html",
    "encode",
    "group_colour",
    "rank_rows",
    "ranking_html",
    "ranking_table",
    "renamed",
    "rule_words",
]

# Okabe & Ito's set, darkened until each has 3:1 against white; neighbours differ in lightness too,
# so that they stay apart for colour-blind eyes and in grey print. view.css has the same ten.
GROUP_COLOURS = (
    "#1d62a8", "#cf8a0e", "#0b8a68", "#bd6a9b", "#4c9fd3",
    "#c9521c", "#6f5fb4", "#8b8428", "#757b85", "#8c5c48",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ColouredGroup:
    """A top group, or a criterion that stands at the top, of which some criterion takes part.

    Attributes
    ----------
    id : str
    label : Label
    colour_index : int
        Place in `GROUP_COLOURS`.
    weight : float
        Share of the whole, 0 to 1.
    leaves : tuple of Criterion
        Those of its criteria that take part, in file order.
    """

    id: str
    label: Label
    colour_index: int
    weight: float
    leaves: tuple[Criterion, ...]

    @property
    def colour(self) -> str:
        """Its colour on white, as a hexadecimal number."""
        return group_colour(self.colour_index)


@dataclass(frozen=True, kw_only=True, slots=True)
class RankRow:
    """A vendor's place and what its score is made of.

    Attributes
    ----------
    name : str
    status : Status
    rank : int or None
        None where it has none.
    score : float
        Points, 0 to 100; NaN where nothing is left to score.
    parts : tuple of float
        Points by group, in the order of `coloured_groups`; they add up to the score.
    """

    name: str
    status: Status
    rank: int | None
    score: float
    parts: tuple[float, ...]


def coloured_groups(decision: Decision) -> tuple[ColouredGroup, ...]:
    """The top groups in file order.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    tuple of ColouredGroup
        Weighted groups take the first colours, so that those seen are furthest apart.
    """
    weights, leaves = decision.leaf_weights, {c.id: c for c in decision.criteria_taking_part}
    groups = decision.top_groups
    by_weight = sorted((top for top, _ in groups), key=lambda top: not top.weight > 0)
    colours = {top.id: at % len(GROUP_COLOURS) for at, top in enumerate(by_weight)}
    return tuple(
        ColouredGroup(
            id=top.id,
            label=top.label,
            colour_index=colours[top.id],
            weight=sum(weights[id] for id in ids),
            leaves=tuple(leaves[id] for id in ids),
        )
        for top, ids in groups
    )


def group_colour(index: int) -> str:
    """The colour at a place, counted on from the start where there are more than colours.

    Parameters
    ----------
    index : int
        From 0.

    Returns
    -------
    str

    Examples
    --------
    >>> group_colour(0), group_colour(10)
    ('#1d62a8', '#1d62a8')
    """
    return GROUP_COLOURS[index % len(GROUP_COLOURS)]


def rank_rows(ranking: Ranking, vendors: Iterable[RankedVendor] | None = None) -> list[RankRow]:
    """A row per vendor, best first.

    Parameters
    ----------
    ranking : Ranking
        Redacted already, where it is shared.
    vendors : iterable of RankedVendor, optional
        Some of its vendors; by default all.

    Returns
    -------
    list of RankRow
    """
    groups = coloured_groups(ranking.decision)
    return [_row(vendor, groups) for vendor in vendors or ranking.vendors]


def _row(vendor: RankedVendor, groups: Sequence[ColouredGroup]) -> RankRow:
    return RankRow(
        name=vendor.name,
        status=vendor.status,
        rank=vendor.rank,
        score=vendor.score,
        parts=tuple(sum(vendor.contributions[leaf.id] for leaf in g.leaves) for g in groups),
    )


_NAMED = re.compile(r"(<=|>=|==|<|>|in|has)\s*(.*)", re.DOTALL)


def rule_words(rule: str, leaf: Criterion, lang: Lang) -> str:
    """A must or target as people read it: ``<= 300 s``, ``has ISO/IEC 27001``; never an id.

    Parameters
    ----------
    rule : str
        As written in criteria.yaml.
    leaf : Criterion
        The criterion that it belongs to.
    lang : str
        Language of the names.

    Returns
    -------
    str
    """
    found = _NAMED.fullmatch(rule.strip())
    if found is None:
        return rule
    form, operands = found[1], re.split("[,，]", found[2].strip().strip("[]"))
    ids = [operand.strip().strip("'\"") for operand in operands]
    known = {*leaf.kind.rule_words, *(option.id for option in leaf.options)}
    if any(id in known for id in ids):
        named = [leaf.option_label(id).text(lang) if id in known else id for id in ids]
        names = text("language.list_joint", lang).join(named)
        key = f"page.rule_form.{form}"
        return text(key, lang, names=names) if has(key) else f"{form} {names}"
    if leaf.unit and any(char.isdigit() for char in rule):
        return f"{rule} {leaf.unit}"
    return rule


# Records of an analysis as plain data, field by field, with vendors by name or by position.

# A vendor, or a list of vendors.
_VENDORS = frozenset({"vendor", "vendors", "first", "below", "above"})
# Pairs of a vendor and a criterion.
_CLAIMS = frozenset({"deciding_claims", "critical_claims"})
# Figures by vendor.
_BY_VENDOR = frozenset({
    "smallest_changes", "smallest_group_changes", "missing_ranks", "to_win", "ranks", "scores",
    "central_weights", "confidence",
})  # fmt: skip
# Arrays with a row (and a column) for each of the record's own vendors.
_ROWS = frozenset({"ranks", "ranks_weights_only", "expected_rank", "ahead"})
_COLUMNS = frozenset({"ahead"})


def encode(record: Any, vendors: Sequence[str] | None = None) -> Any:
    """A record as plain data: dictionaries by field, lists, texts and numbers.

    Parameters
    ----------
    record : dataclass
        One of `vendor_score.robustness.records`, or anything inside one.
    vendors : sequence of str, optional
        Vendors in the order of their numbers. Without it vendors are named, and figures by vendor
        are dictionaries; with it a vendor is its position, and figures by vendor are lists over
        all ``vendors``, None where there is none. Arrays stay lists over the record's own vendors.

    Returns
    -------
    dict, list, str, float, int, bool or None
        Labels are dictionaries by language.
    """
    return _Encoder(vendors).value(record)


def renamed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an encoded row that a surface shows, under the names it gives them.

    Parameters
    ----------
    row : mapping
        As `encode` gives it.
    names : mapping of str to str
        The surface's name to the record's, in the surface's order.

    Returns
    -------
    dict
        In the surface's order.
    """
    return {name: row[field] for name, field in names.items()}


class _Encoder:
    def __init__(self, vendors: Sequence[str] | None) -> None:
        self.vendors = vendors
        self.at = None if vendors is None else {name: i for i, name in enumerate(vendors)}

    def value(self, value: Any) -> Any:
        """Anything that is no field, or a field without vendors."""
        if value is None or isinstance(value, bool | int | float | str):
            return value.value if isinstance(value, Enum) else value
        if isinstance(value, Label):
            return value.as_dict()
        if isinstance(value, np.ndarray | np.generic):
            return value.tolist()
        if isinstance(value, Mapping):
            return {key: self.value(entry) for key, entry in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return [self.value(entry) for entry in value]

    def _record(self, record: Any) -> dict[str, Any]:
        own = getattr(record, "vendors", ())
        return {
            field.name: self._field(field.name, getattr(record, field.name), own)
            for field in fields(record)
        }

    def _field(self, name: str, value: Any, own: Sequence[str]) -> Any:
        if value is None:
            return None
        if isinstance(value, np.ndarray):
            return self._array(name, value, own)
        if name in _VENDORS:
            return self._vendor(value) if isinstance(value, str) else [*map(self._vendor, value)]
        if name in _CLAIMS:
            return [[self._vendor(vendor), criterion] for vendor, criterion in value]
        if name in _BY_VENDOR and self.vendors is not None:
            return [self.value(value.get(vendor)) for vendor in self.vendors]
        return self.value(value)

    def _vendor(self, name: str) -> str | int:
        return name if self.at is None else self.at[name]

    def _array(self, name: str, array: np.ndarray[Any, Any], own: Sequence[str]) -> Any:
        rows = array.tolist()
        if self.at is not None:
            return rows
        if name in _COLUMNS:
            rows = [dict(zip(own, row, strict=True)) for row in rows]
        return dict(zip(own, rows, strict=True)) if name in _ROWS else rows


# Rankings and decisions in a notebook: a DataFrame, and small tables as HTML.

_MOST_ROWS = 50
_BAR = "background:#3b6ea8;height:0.8em;border-radius:2px"


def ranking_table(ranking: Ranking) -> pd.DataFrame:
    """See `Ranking.table`.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    pandas.DataFrame
        See `Ranking.table`.
    """
    import pandas as pd

    vendors, decision = ranking.vendors, ranking.decision
    columns: dict[str, object] = {
        "rank": pd.array([vendor.rank for vendor in vendors], dtype="Int64"),
        "vendor": [vendor.name for vendor in vendors],
        "score": [vendor.score for vendor in vendors],
    }
    if any(vendor.method_score is not None for vendor in vendors):
        columns["method_score"] = [vendor.method_score for vendor in vendors]
    columns["status"] = [vendor.status.value for vendor in vendors]
    in_order = decision.scores.contributions[decision.rows_of(v.name for v in vendors)]
    at = {leaf.id: place for place, leaf in enumerate(decision.criteria_taking_part)}
    for top, ids in decision.top_groups:
        columns[top.id] = in_order[:, [at[id] for id in ids]].sum(axis=1)
    return pd.DataFrame(columns)


def ranking_html(ranking: Ranking) -> str:
    """Rank, vendor, score with a bar, status; everything escaped.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.

    Returns
    -------
    str
    """
    lang = system_lang()
    shown, more = ranking.vendors[:_MOST_ROWS], len(ranking.vendors) - _MOST_ROWS
    heads = "".join(
        f"<th>{escape(text(f'terms.{term}', lang))}</th>" for term in ("rank", "vendor", "score")
    )
    rows = "".join(_html_row(vendor, lang) for vendor in shown)
    note = f"<p>{escape(text('methods.more_rows', lang, count=more))}</p>" if more > 0 else ""
    return (
        f"<h4>{escape(ranking.decision.criteria.title.text(lang))} · {escape(ranking.method)}</h4>"
        f"<table><thead><tr>{heads}<th></th><th></th></tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _html_row(vendor: RankedVendor, lang: Lang) -> str:
    status = text(f"terms.status.{vendor.status}", lang)
    bar = f'<div style="{_BAR};width:{max(vendor.score, 0.0) * 2:.0f}px"></div>'
    return (
        f"<tr><td>{'' if vendor.rank is None else vendor.rank}</td>"
        f"<td>{escape(vendor.name)}</td><td>{points(vendor.score)}</td>"
        f'<td style="text-align:left;min-width:200px">{bar}</td><td>{escape(status)}</td></tr>'
    )


# How a decision shows itself in a notebook.


def decision_html(decision: Decision) -> str:
    """A table of points, vendors x criteria, with the weights above; everything escaped.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    str
    """
    lang = system_lang()
    leaves, shown = decision.criteria_taking_part, decision.vendors[:_MOST_ROWS]
    labels = "".join(f"<th>{escape(leaf.label.text(lang))}</th>" for leaf in leaves)
    shares = "".join(f"<td>{share(decision.leaf_weights[leaf.id])}</td>" for leaf in leaves)
    rows = "".join(
        f"<tr><th>{escape(name)}</th>{_cells(decision, row)}"
        f"<td>{escape(text(f'terms.status.{decision.statuses[name]}', lang))}</td></tr>"
        for row, name in enumerate(shown)
    )
    more = len(decision.vendors) - len(shown)
    note = f"<p>{escape(text('methods.more_rows', lang, count=more))}</p>" if more else ""
    return (
        f"<h4>{escape(decision.criteria.title.text(lang))}</h4>"
        f"<table><thead><tr><th></th>{labels}<th></th></tr>"
        f"<tr><th>{escape(text('terms.weight', lang))}</th>{shares}<td></td></tr></thead>"
        f"<tbody>{rows}</tbody></table>{note}"
    )


def _cells(decision: Decision, row: int) -> str:
    figures = decision.points[row].tolist()
    return "".join(f"<td>{'–' if f != f else points(f)}</td>" for f in figures)  # noqa: PLR0124
