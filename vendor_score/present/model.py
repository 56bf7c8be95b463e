"""A ranking shaped once for all surfaces: its groups with their colours, and a row per vendor.

Terminal, page, pictures and workbooks draw the same stacked bar from these rows, so that none of
them adds up contributions or gives out colours itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, Status
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.wording import Label, Lang, has, text

__all__ = [
    "GROUP_COLOURS",
    "ColouredGroup",
    "RankRow",
    "coloured_groups",
    "group_colour",
    "rank_rows",
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
