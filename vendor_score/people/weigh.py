"""Ask one person for weights in words: what is asked, and criteria.yaml with the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vendor_score.criteria.model import Criteria, Criterion, setting_pieces
from vendor_score.errors import UsageError
from vendor_score.people.ballots import node_children
from vendor_score.people.scale_ends import level_text, node_ends, values_of
from vendor_score.people.trade_offs import Step, implied_trade_off
from vendor_score.wording import Lang

__all__ = ["Asked", "ImpliedLine", "criteria_with", "implied_lines", "questions"]

_DECIMALS = 4
_PARTS = (0.5, 0.25, 0.1, 0.05)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The children of one node that share its weight.

    Attributes
    ----------
    node : str
        Its id, "" for the top.
    label : str
        What it is called; empty for the top.
    children : tuple of (str, str, str, str)
        Id, label, worst and best end of each.
    """

    node: str
    label: str
    children: tuple[tuple[str, str, str, str], ...]


def questions(criteria: Criteria, lang: Lang) -> Iterator[Asked]:
    """What a person is asked, node by node from the top.

    Parameters
    ----------
    criteria : Criteria
    lang : str

    Yields
    ------
    Asked
    """
    nodes = {node.id: node for node in criteria.nodes()}
    for id, children in node_children(criteria.weight_tree()).items():
        shown = [
            (child, nodes[child].label.text(lang), *node_ends(nodes[child], lang))
            for child in children
        ]
        label = nodes[id].label.text(lang) if id else ""
        yield Asked(node=id, label=label, children=tuple(shown))


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpliedLine:
    """What weights say two criteria are worth to one another, in their units.

    Attributes
    ----------
    gain : str
        Label of the criterion with the largest weight.
    gain_from, gain_to : str
        A half, quarter, tenth or twentieth of its scale, as a step.
    other : str
    other_from : str
    other_to : str or None
        None where the step is worth more than the other scale holds.
    """

    gain: str
    gain_from: str
    gain_to: str
    other: str
    other_from: str
    other_to: str | None


def implied_lines(
    criteria: Criteria, leaves: Mapping[str, float], lang: Lang, most: int = 4
) -> list[ImpliedLine]:
    """The trade-offs behind weights: a step of the heaviest criterion in the units of the next.

    Parameters
    ----------
    criteria : Criteria
    leaves : mapping of str to float
        Share of the whole by criterion.
    lang : str
    most : int
        How many others.

    Returns
    -------
    list of ImpliedLine
        Heaviest first; criteria whose answers are no numbers are passed over.
    """
    values = values_of(criteria.leaves())
    lines: list[ImpliedLine] = []
    numbers = [leaf for leaf in criteria.leaves() if _scale(leaf) and leaves.get(leaf.id, 0) > 0]
    numbers.sort(key=lambda leaf: -leaves[leaf.id])
    if len(numbers) < 2:  # noqa: PLR2004 - nothing to trade
        return lines
    first, others = numbers[0], numbers[1 : most + 1]
    worst, best = _ends(first)
    for other in others:
        start = _ends(other)[0]
        for part in _PARTS:  # the largest step that the other scale can hold
            goal = worst + part * (best - worst)
            step = Step(first.id, worst, goal)
            end = implied_trade_off(values, leaves, step, other.id, start).new_level
            if end is not None:
                break
        lines.append(
            ImpliedLine(
                gain=first.label.text(lang),
                gain_from=level_text(first, worst, lang),
                gain_to=level_text(first, round(goal, 2), lang),
                other=other.label.text(lang),
                other_from=level_text(other, start, lang),
                other_to=None if end is None else level_text(other, round(end, 2), lang),
            )
        )
    return lines


def _scale(leaf: Criterion) -> bool:
    if leaf.value is None or leaf.kind.is_judged:
        return False
    return leaf.value.anchors is not None and not leaf.kind.answers_by_points


def _ends(leaf: Criterion) -> tuple[float, float]:
    anchors = leaf.value.anchors if leaf.value is not None else None
    at = anchors.at if anchors is not None else ((0.0, 0.0), (0.0, 0.0))
    return min(at, key=lambda one: one[1])[0], max(at, key=lambda one: one[1])[0]


def criteria_with(criteria: Criteria, judged: Mapping[str, Mapping[str, float]]) -> str:
    """criteria.yaml with other weights at some nodes and everything else as it stands.

    Parameters
    ----------
    criteria : Criteria
        Read from a file.
    judged : mapping of str to mapping of str to float
        By node the shares of its children, sum 1.

    Returns
    -------
    str
        The text of the file.

    Raises
    ------
    UsageError
        For criteria that come from no file.
    """
    if criteria.file is None or not criteria.file.text:
        raise UsageError("errors.no_criteria_text")
    weights = {
        child: f"{100 * share:.{_DECIMALS}f}".rstrip("0").rstrip(".")
        for children in judged.values()
        for child, share in children.items()
    }
    written = []
    for piece in setting_pieces(criteria.file.text, criteria.file.places):
        written.append(piece.text)
        if piece.field == "weight" and piece.id in weights:
            written.append(f"{piece.prefix}{weights[piece.id]}{piece.suffix}")
        elif piece.own:
            written.append(f"{piece.prefix}{piece.own}{piece.suffix}")
    return "".join(written)
