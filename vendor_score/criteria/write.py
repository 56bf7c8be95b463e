"""criteria.yaml with other weights: the numbers are exchanged, everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    "SettingPlace",
    "WeightSpan",
    "places_of",
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
    return spans_of(_places(text))


def spans_of(places: Iterable[SettingPlace]) -> dict[str, WeightSpan]:
    """The place of each node's weight, by id, where the places in the text are known.

    Parameters
    ----------
    places : iterable of SettingPlace
        Of all settings.

    Returns
    -------
    dict of str to WeightSpan
    """
    return {place.id: place.span for place in places if place.field == "weight"}


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


class SettingPlace(NamedTuple):
    """Where a weight or another setting that the page can change stands, or would stand.

    Attributes
    ----------
    span : WeightSpan
        In the text.
    id : str
        The node it belongs to.
    field : str
        ``weight``, ``value``, ``target``, ``must`` or ``missing``.
    """

    span: WeightSpan
    id: str
    field: str


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


def setting_pieces(
    text: str, places: Iterable[SettingPlace] | None = None
) -> tuple[SettingPiece, ...]:
    """The text cut at every weight, and at every setting of a criterion that the page can change.

    Parameters
    ----------
    text : str
        Of a criteria.yaml.
    places : iterable of SettingPlace, optional
        Where known, they save parsing it again.

    Returns
    -------
    tuple of SettingPiece
        Joined with what stands at each place, they make the file again.

    Raises
    ------
    CriteriaError
        For text that is no YAML.
    """
    places = _places(text) if places is None else places
    pieces, at = [], 0
    # of several that are missing before one id, the order does not matter
    for span, id, field in sorted(places, key=lambda place: (place.span.start, place.span.end)):
        own = text[span.start : span.end]
        pieces.append(SettingPiece(text[at : span.start], id, field, own, span.prefix, span.suffix))
        at = span.end
    return (*pieces, SettingPiece(text[at:], None))


def _places(text: str) -> tuple[SettingPlace, ...]:
    problems = Problems("criteria.yaml")
    root = read_nodes(text, problems)
    problems.check()
    return places_of(root, text) if root else ()


def places_of(root: MapNode, text: str) -> tuple[SettingPlace, ...]:
    """Where every weight and setting stands, where the text is parsed already.

    Parameters
    ----------
    root : MapNode
        The mapping of the file.
    text : str
        Of the file.

    Returns
    -------
    tuple of SettingPlace
        Parents first, in file order.
    """
    return tuple(_places_below(root.get("criteria"), text))


def _places_below(nodes: Node | None, text: str) -> Iterator[SettingPlace]:
    for node in nodes.items if isinstance(nodes, SequenceNode) else ():
        if not isinstance(node, MapNode):
            continue
        id = next((entry for entry in node.entries if entry.key.text == "id"), None)
        if id is not None and isinstance(id.value, ScalarNode):
            name = id.value.text.strip()
            yield SettingPlace(_span(node, id, text), name, "weight")
            if node.get("criteria") is None:
                for key in _EDITED:
                    yield SettingPlace(_setting(node, id, key, text), name, key)
        yield from _places_below(node.get("criteria"), text)


def _setting(node: MapNode, id: Entry, key: str, text: str) -> WeightSpan:
    found = node.get(key)
    if found is None:
        return _before_id(node, id, key, text)
    written = text[found.start : found.end]
    return WeightSpan(found.start, found.start + len(written.rstrip()))


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


def _span(node: MapNode, id: Entry, text: str) -> WeightSpan:
    weight = node.get("weight")
    return _before_id(node, id, "weight", text) if weight is None else _digits(weight, text)


def _before_id(node: MapNode, id: Entry, key: str, text: str) -> WeightSpan:
    """A place for a key that the node lacks: before ``id``, where no comment can be in the way."""
    start = id.key.start
    if node.is_flow:
        return WeightSpan(start, start, f"{key}: ", ", ")
    column = start - (text.rfind("\n", 0, start) + 1)
    return WeightSpan(start, start, f"{key}: ", "\n" + " " * column)


def _digits(weight: Node, text: str) -> WeightSpan:
    """A weight's own place, without the sign of a percentage and the quotes around it."""
    written = _PERCENTAGE.fullmatch(text, weight.start, weight.end)
    return WeightSpan(*written.span(1)) if written else WeightSpan(weight.start, weight.end)


def _number(weight: float) -> str:
    """The shortest text that reads as the same number."""
    return repr(float(weight)).removesuffix(".0")
