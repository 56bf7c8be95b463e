"""Shapes of collections: lists, maps, records with known keys, and words in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from vendor_score.criteria.mistakes import nearest, one_of, shown
from vendor_score.criteria.scalar_shapes import Text
from vendor_score.criteria.shape import At, Schema, Shape
from vendor_score.criteria.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode
from vendor_score.wording import Label

__all__ = ["Field", "Fields", "LabelText", "ListOf", "MapOf", "Record"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LabelText:
    """Words for people: one text for both languages, or ``{en: ..., zh: ...}``, one or both."""

    def read(self, node: Node, at: At) -> Label | None:
        if isinstance(node, ScalarNode):
            text = Text().read(node, at)
            return None if text is None else Label(en=text, zh=text)
        words = _LANGUAGES.read(node, at)
        if words is None:
            return None
        given = [text for text in words.values.values() if text is not None]
        if not given:
            if not words.nodes:
                at.wrong(node, "empty")
            return None
        return Label(en=words.get("en", given[0]), zh=words.get("zh", given[0]))

    def schema(self) -> Schema:
        return {"anyOf": [Text().schema(), _LANGUAGES.schema() | {"minProperties": 1}]}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of at least ``least`` items of one shape; wrong items are noted and left out."""

    item: Shape[T]
    least: int = 0
    most: int = 2_000

    def read(self, node: Node, at: At) -> tuple[T, ...] | None:
        if not isinstance(node, SequenceNode):
            at.not_a("list", node)
            return None
        if not self.least <= len(node.items) <= self.most:
            at.wrong(node, "list_length", least=self.least, most=self.most, found=len(node.items))
        items = (
            self.item.read(item, at.below(f"[{position}]"))
            for position, item in enumerate(node.items, start=1)
        )
        return tuple(item for item in items if item is not None)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema(), "minItems": self.least}


@dataclass(frozen=True, slots=True)
class MapOf(Generic[T]):
    """A mapping from words to one shape."""

    value: Shape[T]
    least: int = 0

    def read(self, node: Node, at: At) -> Mapping[str, T] | None:
        if not isinstance(node, MapNode):
            at.not_a("mapping", node)
            return None
        if len(node.entries) < self.least:
            at.wrong(node, "empty")
        read: dict[str, T] = {}
        for entry in node.entries:
            if not entry.key.text.strip():
                at.wrong(entry.key, "empty_key")
                continue
            value = self.value.read(entry.value, at.below(shown(entry.key.text)))
            if value is not None:
                read[entry.key.text.strip()] = value
        return read

    def schema(self) -> Schema:
        return {
            "type": "object",
            "minProperties": self.least,
            "additionalProperties": self.value.schema(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Field(Generic[T]):
    """A key that may stand in a record: its shape, and what it is for, in both languages.

    ``kinds``: the kinds of answer that it belongs to; None for all.
    """

    name: str
    shape: Shape[T]
    doc: Label
    required: bool = False
    kinds: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """What was read of a record: values by key (wrong ones None), the nodes they came from, and
    the lines of the keys.
    """

    node: MapNode
    at: At
    values: Mapping[str, Any]
    nodes: Mapping[str, Node]
    lines: Mapping[str, int | None]

    def get(self, name: str, default: Any = None) -> Any:
        value = self.values.get(name)
        return default if value is None else value

    def has(self, name: str) -> bool:
        """Whether the key stands in the file, right or wrong."""
        return name in self.nodes

    def wrong(self, name: str, key: str, hint: str | None = None, **values: object) -> None:
        """Note a mistake at a key of this record, or at the record where the key is missing."""
        line = self.lines.get(name, self.node.line)
        self.at.mistakes.add(key, line, (*self.at.path, name), hint, **values)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys."""

    fields: Sequence[Field[Any]] = field(default=())

    def read(self, node: Node, at: At) -> Fields | None:
        if not isinstance(node, MapNode):
            at.not_a("mapping", node)
            return None
        known = {one.name: one for one in self.fields}
        values: dict[str, Any] = {}
        for entry in node.entries:
            if one := known.get(entry.key.text):
                values[one.name] = one.shape.read(entry.value, at.below(one.name))
            else:
                _unknown(entry.key, known, at)
        for one in self.fields:
            if one.required and one.name not in values:
                at.below(one.name).wrong(node, "missing_key")
        nodes = {entry.key.text: entry.value for entry in node.entries}
        lines = {entry.key.text: entry.key.line for entry in node.entries}
        return Fields(node=node, at=at, values=values, nodes=nodes, lines=lines)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                one.name: {**one.shape.schema(), "description": f"{one.doc.en}\n{one.doc.zh}"}
                for one in self.fields
            },
            "required": [one.name for one in self.fields if one.required],
            "additionalProperties": False,
        }


def _unknown(key: ScalarNode, known: Mapping[str, object], at: At) -> None:
    here = at.below(shown(key.text))
    if near := nearest(key.text, known):
        here.wrong(key, "misspelt_key", near=near)
    else:
        here.wrong(key, "unknown_key", words=one_of(known))


_LANGUAGES = Record(
    (
        Field(name="en", shape=Text(), doc=Label(en="English", zh="英文")),
        Field(name="zh", shape=Text(), doc=Label(en="Chinese", zh="中文")),
    )
)
