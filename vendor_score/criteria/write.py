"""criteria.yaml with other weights: the numbers are exchanged, everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vendor_score.schema.problems import Problems
from vendor_score.schema.yaml_nodes import (
    Entry,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_nodes,
)

__all__ = [
    "Piece",
    "SettingPiece",
    "WeightSpan",
    "setting_pieces",
    "spans_of",
    "weight_pieces",
    "weight_spans",
    "with_weights",
]

_PERCENTAGE = re.compile(r"""["']?\s*([^"'%％\s]+)\s*[%％]\s*["']?""")


class WeightSpan(NamedTuple):
    """Where a node's weight stands in the text of criteria.yaml.

    Where none stands, the span is empty.

    Attributes
    ----------
    start : int
        First character, counted from 0 in code points.
    end : int
        One beyond the last.
    prefix : str
        What a number put there needs before it.
    suffix : str
        What it needs behind it.
    """

    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


class Piece(NamedTuple):
    """Text of criteria.yaml that stays as it is.

    Joined with numbers between, pieces make the file again, whatever a host counts as a character.

    Attributes
    ----------
    text : str
        Up to the next weight.
    id : str or None
        The node whose weight follows; None at the end.
    """

    text: str
    id: str | None


def weight_spans(text: str) -> dict[str, WeightSpan]:
    """The place of each node's weight, by id.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.

    Returns
    -------
    dict of str to WeightSpan

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    problems = Problems("criteria.yaml")
    root = read_nodes(text, problems)
    problems.check()
    return spans_of(root, text) if root else {}


def spans_of(root: MapNode, text: str) -> dict[str, WeightSpan]:
    """The place of each node's weight, by id, where the text is parsed already.

    Parameters
    ----------
    root : MapNode
        The mapping of the file.
    text : str
        Of the file.

    Returns
    -------
    dict of str to WeightSpan
    """
    return dict(_spans(root.get("criteria"), text))


def weight_pieces(text: str, spans: Mapping[str, WeightSpan] | None = None) -> tuple[Piece, ...]:
    """The text cut at its weights, in order.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.
    spans : mapping of str to WeightSpan, optional
        Where known, they save parsing it again.

    Returns
    -------
    tuple of Piece

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    spans = weight_spans(text) if spans is None else spans
    pieces: list[Piece] = []
    at, behind = 0, ""
    for id, span in sorted(spans.items(), key=lambda pair: pair[1].start):
        pieces.append(Piece(f"{behind}{text[at : span.start]}{span.prefix}", id))
        at, behind = span.end, span.suffix
    return (*pieces, Piece(behind + text[at:], None))


class SettingPiece(NamedTuple):
    """Text up to a place of criteria.yaml where a weight or another setting stands.

    Attributes
    ----------
    text : str
        Up to the place.
    id : str or None
        The node it belongs to; None at the end.
    field : str
        ``weight``, ``value``, ``target``, ``must`` or ``missing``.
    own : str
        What stands there; empty where nothing does.
    prefix, suffix : str
        What a setting put there needs around it.
    """

    text: str
    id: str | None
    field: str = "weight"
    own: str = ""
    prefix: str = ""
    suffix: str = ""


_EDITED = ("value", "target", "must", "missing")


def setting_pieces(text: str) -> tuple[SettingPiece, ...]:
    """The text cut at every weight, and at every setting of a criterion that the page can change.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.

    Returns
    -------
    tuple of SettingPiece
        Joined with what stands at each place, they make the file again.

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    problems = Problems("criteria.yaml")
    root = read_nodes(text, problems)
    problems.check()
    places = list(_places(root.get("criteria"), text)) if root else []
    pieces, at = [], 0
    # of several that are missing before one id, the order does not matter
    for span, id, field in sorted(places, key=lambda place: (place[0].start, place[0].end)):
        own = text[span.start : span.end]
        pieces.append(SettingPiece(text[at : span.start], id, field, own, span.prefix, span.suffix))
        at = span.end
    return (*pieces, SettingPiece(text[at:], None))


def _places(nodes: Node | None, text: str) -> Iterator[tuple[WeightSpan, str, str]]:
    for node in nodes.items if isinstance(nodes, SequenceNode) else ():
        if not isinstance(node, MapNode):
            continue
        id = next((entry for entry in node.entries if entry.key.text == "id"), None)
        if id is not None and isinstance(id.value, ScalarNode):
            name = id.value.text.strip()
            yield _span(node, id, text), name, "weight"
            if node.get("criteria") is None:
                yield from ((_setting(node, id, key, text), name, key) for key in _EDITED)
        yield from _places(node.get("criteria"), text)


def _setting(node: MapNode, id: Entry, key: str, text: str) -> WeightSpan:
    found = node.get(key)
    if found is not None:
        written = text[found.start : found.end]
        return WeightSpan(found.start, found.start + len(written.rstrip()))
    start = id.key.start
    if node.is_flow:
        return WeightSpan(start, start, f"{key}: ", ", ")
    column = start - (text.rfind("\n", 0, start) + 1)
    return WeightSpan(start, start, f"{key}: ", "\n" + " " * column)


def with_weights(text: str, weights: Mapping[str, float]) -> str:
    """The text with other entered weights, in full precision; comments and order stay.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.
    weights : mapping of str to float
        Entered weights by id; nodes that are not named keep theirs.

    Returns
    -------
    str

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    spans = sorted(weight_spans(text).items(), key=lambda pair: pair[1].start, reverse=True)
    for id, span in spans:
        if id in weights:
            number = f"{span.prefix}{_number(weights[id])}{span.suffix}"
            text = text[: span.start] + number + text[span.end :]
    return text


def _spans(nodes: Node | None, text: str) -> Iterator[tuple[str, WeightSpan]]:
    for node in nodes.items if isinstance(nodes, SequenceNode) else ():
        if not isinstance(node, MapNode):
            continue
        id = next((entry for entry in node.entries if entry.key.text == "id"), None)
        if id is not None and isinstance(id.value, ScalarNode):
            yield id.value.text.strip(), _span(node, id, text)
        yield from _spans(node.get("criteria"), text)


def _span(node: MapNode, id: Entry, text: str) -> WeightSpan:
    """The weight's own place, or the place before ``id``, where no comment can be in the way."""
    weight = node.get("weight")
    if weight is not None:
        return _digits(weight, text)
    start = id.key.start
    if node.is_flow:
        return WeightSpan(start, start, "weight: ", ", ")
    column = start - (text.rfind("\n", 0, start) + 1)
    return WeightSpan(start, start, "weight: ", "\n" + " " * column)


def _digits(weight: Node, text: str) -> WeightSpan:
    """A weight's own place, without the sign of a percentage and the quotes around it."""
    written = _PERCENTAGE.fullmatch(text, weight.start, weight.end)
    return WeightSpan(*written.span(1)) if written else WeightSpan(weight.start, weight.end)


def _number(weight: float) -> str:
    """The shortest text that reads as the same number."""
    return repr(float(weight)).removesuffix(".0")
