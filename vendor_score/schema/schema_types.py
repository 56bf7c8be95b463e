"""Schema types: each reads a node strictly and describes itself as JSON Schema.

Since one object does both, what is checked and what editors are told cannot drift apart. Reading
never raises: a wrong node is noted as a problem and read as None. Here are the types of single
values (text, numbers, days), of collections (lists, maps, records) and of words in two languages.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from vendor_score.errors import Path, Problems, nearest, one_of, shown
from vendor_score.schema.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode, as_number
from vendor_score.wording import Label, both, languages, text

__all__ = [
    "Choice",
    "Date",
    "Field",
    "Fields",
    "Flag",
    "LabelText",
    "ListOf",
    "Location",
    "MapOf",
    "Number",
    "Record",
    "Schema",
    "SchemaType",
    "Text",
    "WholeNumber",
    "found_in",
]

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Location:
    """Where reading is: the path of keys, and where problems go.

    Attributes
    ----------
    problems : Problems
        Where they go.
    path : Path
        Keys down to here.
    """

    problems: Problems
    path: Path = ()

    def below(self, step: str) -> Location:
        """The place one key further down.

        Parameters
        ----------
        step : str
            The key, or the number of an item.

        Returns
        -------
        Location
        """
        return Location(self.problems, (*self.path, step))

    def wrong(self, node: Node, key: str, hint: str | None = None, **values: object) -> None:
        """Note a problem with what stands here.

        Parameters
        ----------
        node : Node
            What stands here.
        key : str
            Of the wording.
        hint : str, optional
            Of a wording that says what to do.
        **values : object
            What the wording is filled with.
        """
        self.problems.add(key, node.line, self.path, hint, **values)

    def not_a(self, what: str, node: Node) -> None:
        """Note that something else stands here than what is expected.

        Parameters
        ----------
        what : str
            ``text``, ``number``, ``list`` and so on.
        node : Node
            What stands here.
        """
        hint = "quotes" if what == "text" and _is_number_or_bool(node) else None
        if what == "number" and _is_quoted_number(node):
            hint = "no_quotes"
        self.wrong(node, f"not_{what}", hint, found=found_in(node))


def _is_number_or_bool(node: Node) -> bool:
    return isinstance(node, ScalarNode) and isinstance(node.value, bool | float)


def _is_quoted_number(node: Node) -> bool:
    return (
        isinstance(node, ScalarNode)
        and isinstance(node.value, str)
        and as_number(node.text) is not None
    )


def found_in(node: Node) -> object:
    """What stands there, for a message.

    Parameters
    ----------
    node : Node
        In the file.

    Returns
    -------
    object
    """
    match node:
        case MapNode():
            return both("errors.found.mapping")
        case SequenceNode():
            return both("errors.found.list")
        case ScalarNode(value=None):
            return both("errors.found.nothing")
        case ScalarNode():
            return shown(node.text)
    return ""


class SchemaType(Protocol[T_co]):
    """What may stand at a place of a settings file: how it is read, and its JSON Schema."""

    def read(self, node: Node, at: Location) -> T_co | None:
        """What stands in the file, as a value.

        Parameters
        ----------
        node : Node
            As written.
        at : Location
            Where reading is.

        Returns
        -------
        T_co or None
            None with a problem noted where it is wrong.
        """
        ...

    def schema(self) -> Schema:
        """The part of the JSON Schema.

        Returns
        -------
        dict
        """
        ...


# Shapes of single values: text, one of a few words, numbers, switches, days.


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not empty, of at most ``longest`` characters.

    Attributes
    ----------
    longest : int
        Characters.
    """

    longest: int = 2_000

    def read(self, node: Node, at: Location) -> str | None:
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            at.not_a("text", node)
        elif not node.value.strip():
            at.wrong(node, "empty")
        elif len(node.value) > self.longest:
            at.wrong(node, "text_too_long", most=self.longest)
        else:
            return node.value.strip()
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"\S", "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words.

    Attributes
    ----------
    words : tuple of str
        Those that are known.
    """

    words: tuple[str, ...]

    def read(self, node: Node, at: Location) -> str | None:
        if isinstance(node, ScalarNode) and node.text in self.words and node.value == node.text:
            return node.text
        close = nearest(node.text, self.words) if isinstance(node, ScalarNode) else None
        at.wrong(node, "not_one_of", words=one_of(self.words), found=found_in(node), near=close)
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number between ``low`` and ``high``, both included unless ``above_low``.

    Attributes
    ----------
    low : float or None
        None: no bound.
    high : float or None
        None: no bound.
    above_low : bool
        Whether ``low`` itself is excluded.
    """

    low: float | None = None
    high: float | None = None
    above_low: bool = False

    def read(self, node: Node, at: Location) -> float | None:
        if (
            not isinstance(node, ScalarNode)
            or not isinstance(node.value, float)
            or not math.isfinite(node.value)
        ):
            at.not_a("number", node)
            return None
        number = node.value + 0.0  # no negative zero
        if self._is_within(number):
            return number
        self._refuse(node, number, at)
        return None

    def _is_within(self, number: float) -> bool:
        if self.low is not None and (number < self.low or (self.above_low and number == self.low)):
            return False
        return self.high is None or number <= self.high

    def _refuse(self, node: ScalarNode, number: float, at: Location) -> None:
        found = shown(node.text)
        if self.high is not None and number > self.high:
            at.wrong(node, "number_high", high=f"{self.high:,.15g}", found=found)
        else:
            key = "number_above" if self.above_low else "number_low"
            at.wrong(node, key, low=f"{self.low:g}", found=found)

    def schema(self) -> Schema:
        low = "exclusiveMinimum" if self.above_low else "minimum"
        bounds = {low: self.low, "maximum": self.high}
        return {"type": "number"} | {key: v for key, v in bounds.items() if v is not None}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from ``low`` to ``high``.

    Attributes
    ----------
    low : int
        Included.
    high : int
        Included.
    """

    low: int
    high: int

    def read(self, node: Node, at: Location) -> int | None:
        number = Number(self.low, self.high).read(node, at)
        if number is None:
            return None
        if not number.is_integer():
            at.wrong(node, "not_whole", found=found_in(node))
            return None
        return int(number)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, node: Node, at: Location) -> bool | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        at.not_a("flag", node)
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Date:
    """A day as 2026-12-01."""

    def read(self, node: Node, at: Location) -> dt.date | None:
        text = node.text.strip() if isinstance(node, ScalarNode) else ""
        try:
            if len(text) == len("2026-12-01"):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        at.wrong(node, "not_date", found=found_in(node))
        return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


# Shapes of collections: lists, maps, records with known keys, and words in two languages.

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LabelText:
    """Words for people: one text for all languages, or ``{en: ..., zh: ...}``, one or more."""

    def read(self, node: Node, at: Location) -> Label | None:
        if isinstance(node, ScalarNode):
            text = Text().read(node, at)
            return None if text is None else Label.same(text)
        words = _words_by_language().read(node, at)
        if words is None:
            return None
        given = {lang: text for lang, text in words.values.items() if text is not None}
        if not given:
            if not words.nodes:
                at.wrong(node, "empty")
            return None
        first = next(iter(given.values()))
        return Label({lang: given.get(lang, first) for lang in languages()})

    def schema(self) -> Schema:
        return {"anyOf": [Text().schema(), _words_by_language().schema() | {"minProperties": 1}]}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of at least ``least`` items of one shape; wrong items are noted and left out.

    Attributes
    ----------
    item : SchemaType
        The shape of every item.
    least : int
        Items.
    most : int
        Items.
    """

    item: SchemaType[T]
    least: int = 0
    most: int = 2_000

    def read(self, node: Node, at: Location) -> tuple[T, ...] | None:
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
    """A mapping from words to one shape.

    Attributes
    ----------
    value : SchemaType
        The shape of every value.
    least : int
        Entries.
    """

    value: SchemaType[T]
    least: int = 0

    def read(self, node: Node, at: Location) -> Mapping[str, T] | None:
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
    """A key that may stand in a record: its shape, and what it is for.

    Attributes
    ----------
    name : str
        The key.
    shape : SchemaType
        What may stand there.
    about : str or Label
        What it is for: a key of the catalogues below ``schema.``, or the words themselves.
    required : bool
        Whether the key has to stand there.
    kinds : frozenset of str or None
        The kinds of answer that it belongs to; None for all.
    """

    name: str
    shape: SchemaType[T]
    about: str | Label
    required: bool = False
    kinds: frozenset[str] | None = None

    @property
    def doc(self) -> Label:
        """What the key is for, in every language."""
        if isinstance(self.about, Label):
            return self.about
        return both(f"schema.{self.about}", name=self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """What was read of a record.

    Attributes
    ----------
    node : MapNode
        The mapping in the file.
    at : Location
        Where it stands.
    values : mapping
        By key; wrong ones None.
    nodes : mapping of str to Node
        The nodes they came from.
    lines : mapping of str to (int or None)
        The lines of the keys.
    """

    node: MapNode
    at: Location
    values: Mapping[str, Any]
    nodes: Mapping[str, Node]
    lines: Mapping[str, int | None]

    def get(self, name: str, default: Any = None) -> Any:
        """The value at a key.

        Parameters
        ----------
        name : str
            The key.
        default : object, optional
            Where the key is missing or its value wrong.

        Returns
        -------
        object
        """
        value = self.values.get(name)
        return default if value is None else value

    def has(self, name: str) -> bool:
        """Whether the key stands in the file, right or wrong.

        Parameters
        ----------
        name : str
            The key.

        Returns
        -------
        bool
        """
        return name in self.nodes

    def wrong(self, name: str, key: str, hint: str | None = None, **values: object) -> None:
        """Note a problem at a key of this record, or at the record where the key is missing.

        Parameters
        ----------
        name : str
            The key.
        key : str
            Of the wording.
        hint : str, optional
            Of a wording that says what to do.
        **values : object
            What the wording is filled with.
        """
        line = self.lines.get(name, self.node.line)
        self.at.problems.add(key, line, (*self.at.path, name), hint, **values)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.

    Attributes
    ----------
    fields : sequence of Field
        The keys that are known.
    """

    fields: Sequence[Field[Any]] = field(default=())

    def read(self, node: Node, at: Location) -> Fields | None:
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
                one.name: {**one.shape.schema(), "description": _description(one)}
                for one in self.fields
            },
            "required": [one.name for one in self.fields if one.required],
            "additionalProperties": False,
        }


def _description(one: Field[Any]) -> str:
    return "\n".join(dict.fromkeys(one.doc.values()))


def _unknown(key: ScalarNode, known: Mapping[str, object], at: Location) -> None:
    here = at.below(shown(key.text))
    if near := nearest(key.text, known):
        here.wrong(key, "misspelt_key", near=near)
    else:
        here.wrong(key, "unknown_key", words=one_of(known))


@cache
def _words_by_language() -> Record:
    """One text for each language that there is a catalogue for."""
    return Record(
        [
            Field(name=lang, shape=Text(), about=Label.same(text("language.name", lang)))
            for lang in languages()
        ]
    )
