"""Settings as nodes with lines: YAML 1.2 core scalars, bounded in size, depth and aliases.

PyYAML scans (its C parser where there is one); nodes are built here from its events, because its
own construction follows YAML 1.1 (``yes`` is true, ``1:30`` is 90), keeps the last of two equal
keys, recurses without a bound, and lets a few lines of aliases grow into gigabytes. Settings given
as Python objects (a notebook's dict) become the same nodes, without lines.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any, Final

from vendor_score.errors import Path, Problems, in_line, shown

if TYPE_CHECKING:
    import yaml

__all__ = [
    "Entry",
    "MapNode",
    "Node",
    "ScalarNode",
    "ScalarValue",
    "SequenceNode",
    "as_number",
    "nodes_of",
    "read_nodes",
    "report_problem",
    "resolve",
]

ScalarValue = str | float | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]{1,200}|0x[0-9a-fA-F]{1,200}")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(text: str) -> ScalarValue:
    """The value of a plain scalar (YAML 1.2.2, 10.3.2).

    Numbers are floats, inf and nan too: the checks refuse those.

    Parameters
    ----------
    text : str
        As written, without quotes.

    Returns
    -------
    ScalarValue
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    number = as_number(text)
    return text if number is None else number


def as_number(text: str) -> float | None:
    """The number that a plain scalar is by the core schema.

    Parameters
    ----------
    text : str
        As written.

    Returns
    -------
    float or None
        None where it is none.

    Notes
    -----
    YAML 1.2.2, 10.3.2.
    """
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _BASED.fullmatch(text):
        return float(int(text, 0))
    if _INFINITE.fullmatch(text):
        return float(text.replace(".", "", 1))
    return None


# What the YAML parser stumbles over, in words that say the cure.

_QUOTE_STARTS = "%@`>|*&!],}"
_KNOWN = (
    ("could not find expected ':'", "yaml_no_colon"),
    ("mapping values are not allowed", "yaml_colon"),
    ("unexpected end of stream", "yaml_open_quote"),
    ("',' or", "yaml_open_bracket"),
    ("unknown escape", "yaml_escape"),
    ("entries are not allowed", "yaml_dash"),
)


def report_problem(error: yaml.YAMLError, text: str, problems: Problems) -> str | None:
    """Note a problem of the parser as one problem with its line and, where known, its cure.

    Parameters
    ----------
    error : yaml.YAMLError
        Of the parser.
    text : str
        Of the file.
    problems : Problems
        Where mistakes are noted.

    Returns
    -------
    str or None
        The text with quotes put around a value, where that is the cure, so that reading can go on;
        None elsewhere.
    """
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        problems.add("yaml_characters", _line_of_character(error, text))
        return None
    line, found = _line_at(text, mark.line)
    if "\t" in _indent(found):
        problems.add("yaml_tab", line)
        return None
    key = next((key for words, key in _KNOWN if words in problem), "yaml_other")
    unquoted = _unquoted(found, key)
    if unquoted is None:
        problems.add(key, line, found=shown(found))
        return None
    problems.add("yaml_quotes", line, found=shown(unquoted), hint="quotes")
    return _quoted(text, line, unquoted)


def _line_of_character(error: yaml.YAMLError, text: str) -> int | None:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


def _line_at(text: str, index: int) -> tuple[int, str]:
    """The line that the parser points at; at the end of the text, the last one with words."""
    lines = text.splitlines() or [""]
    index = min(index, len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    return index + 1, lines[index]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _unquoted(line: str, key: str) -> str | None:
    """The value on this line that YAML takes for something else, because of how it starts or
    because of a colon in it.
    """
    value = re.fullmatch(r"\s*(?:- )*(?:[^\s:'\"#{\[]+:\s+)?([^\s'\"{\[].*?)\s*(?:\s#.*)?", line)
    if value is None:
        return None
    has_colon = key == "yaml_colon" and ": " in value[1]
    return value[1] if value[1][0] in _QUOTE_STARTS or has_colon else None


def _quoted(text: str, line: int, value: str) -> str:
    lines = text.splitlines(keepends=True)
    quoted = "'" + value.replace("'", "''") + "'"
    lines[line - 1] = lines[line - 1].replace(value, quoted, 1)
    return "".join(lines)


# YAML text -> nodes with lines: YAML 1.2 core scalars, within bounds of size, depth and aliases.

MOST_CHARACTERS: Final = 1_000_000
MOST_NODES: Final = 20_000
MOST_DEPTH: Final = 100
MOST_REPAIRS: Final = 50
_MOST_TRIALS: Final = 8

# What matters for the depth of brackets: a comment, a quoted text where one may begin, an opening
# bracket where a value may begin (or inside brackets, anywhere), a closing one.
_FLOW: Final = re.compile(
    r"""(?:^|(?<=\s))\#[^\n]*
      | (?:^|(?<=[\s\[\]{},:]))(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')
      | (?P<open>[\[{])
      | (?P<close>[\]}])""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A piece of the file.

    Attributes
    ----------
    line : int or None
        On which it starts, from 1; None where it came from a Python object.
    start : int
        First character, from 0.
    end : int
        One beyond the last.
    size : int
        Nodes inside, aliases written out.
    """

    line: int | None = None
    start: int = 0
    end: int = 0
    size: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ScalarNode(Node):
    """A single value.

    Attributes
    ----------
    text : str
        As written.
    value : ScalarValue
        As YAML 1.2 core resolves it.
    """

    text: str
    value: ScalarValue


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A key and its value in a mapping.

    Attributes
    ----------
    key : ScalarNode
        Its name.
    value : Node
        What stands behind it.
    """

    key: ScalarNode
    value: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class MapNode(Node):
    """A mapping.

    Attributes
    ----------
    entries : tuple of Entry
        In file order.
    is_flow : bool
        Written in braces.
    twice : tuple of ScalarNode
        Keys that stood above already.
    """

    entries: tuple[Entry, ...]
    is_flow: bool = False
    twice: tuple[ScalarNode, ...] = ()

    def get(self, key: str) -> Node | None:
        """What stands at a key.

        Parameters
        ----------
        key : str
            Its name.

        Returns
        -------
        Node or None
            None where the key is missing.
        """
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class SequenceNode(Node):
    """A list.

    Attributes
    ----------
    items : tuple of Node
        In file order.
    """

    items: tuple[Node, ...]


def read_nodes(text: str, problems: Problems) -> MapNode | None:
    """The one mapping that a file holds.

    Parameters
    ----------
    text : str
        Of the file.
    problems : Problems
        Where mistakes are noted.

    Returns
    -------
    MapNode or None
        None with a problem noted where there is none.
    """
    if len(text) > MOST_CHARACTERS:
        problems.add("too_long", None, most=f"{MOST_CHARACTERS:,}")
        return None
    root = _compose(text, problems)
    if root is None:
        if not problems.found:
            problems.add("empty_file", None)
        return None
    _report_twice(root, (), problems)
    if not isinstance(root, MapNode):
        problems.add("not_a_mapping", root.line)
        return None
    return root


def _compose(text: str, problems: Problems) -> Node | None:
    """Nodes of the text. Where quotes are the cure they are put there, to find further problems."""
    import yaml

    # a parser stops at its first mistake; mended and read again, the file shows them all in one go
    for _ in range(MOST_REPAIRS):
        composer = _Composer(Problems(problems.file))
        repaired: str | None = None
        try:
            _feed(composer, text)
        except yaml.YAMLError as error:
            repaired = report_problem(error, text, problems)
            composer.root = None
        except _GaveUpError:
            composer.root = None
        if repaired is None:
            problems.found += composer.problems.found
            return composer.root
        text = repaired
    return None


def _feed(composer: _Composer, text: str) -> None:
    """Hand the text's events to the composer, which stops at its own bounds."""
    import yaml

    # events, not objects: bounds are checked while the parser goes, and each node knows its line
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    _try_deep_brackets(composer, text, loader)
    for event in yaml.parse(text, Loader=loader):
        composer.take(event)


def _try_deep_brackets(composer: _Composer, text: str, loader: Any) -> None:
    """Raise _GaveUpError where the text's brackets are nested beyond `MOST_DEPTH`.

    A parser looks ahead up to 1,024 characters for the colon of a key before it gives the first
    event, and releases differ in how many open brackets they bear on that way. So a text whose
    brackets look too deep is first given only up to the bracket that is too many: there the
    composer meets its own bound, and the parser none.
    """
    import yaml

    depth = trials = 0
    for found in _FLOW.finditer(text):
        if found["close"]:
            depth = max(depth - 1, 0)
        elif found["open"] and (
            depth or not text[max(found.start() - 1, 0) : found.start()].strip()
        ):
            depth += 1
        if depth <= MOST_DEPTH:
            continue
        if trials == _MOST_TRIALS:
            return
        trial, trials = _Composer(Problems(composer.problems.file)), trials + 1
        try:
            for event in yaml.parse(text[: found.end()], Loader=loader):
                trial.take(event)
        except yaml.YAMLError:
            depth = len(trial.open)  # the others were words; what else is wrong is found later
        except _GaveUpError:
            composer.problems.found += trial.problems.found
            raise


def _report_twice(node: Node, path: Path, problems: Problems) -> None:
    """Note keys that stand twice, with their path: ids for criteria, keys for the rest."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            id = item.get("id") if isinstance(item, MapNode) else None
            step = (shown(id.text),) if isinstance(id, ScalarNode) else ()
            _report_twice(item, (*path, *step), problems)
    if isinstance(node, MapNode):
        for key in node.twice:
            first = next(e.key.line for e in node.entries if e.key.text == key.text)
            problems.add("duplicate_key", key.line, (*path, shown(key.text)), first=in_line(first))
        for entry in node.entries:
            # paths read as people think of the tree: group, criterion, key
            step = () if entry.key.text == "criteria" else (shown(entry.key.text),)
            _report_twice(entry.value, (*path, *step), problems)


class _GaveUpError(Exception):
    """The text is beyond a bound; the problem is already noted."""


@dataclass(slots=True)
class _Open:
    """A collection that has begun and not yet ended."""

    event: Any
    children: list[Node]


class _Composer:
    """Builds nodes from parser events, one at a time, without recursion."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._start_document(event)
        elif kind == "ScalarEvent":
            self._put(event, _scalar(event))
        elif kind == "AliasEvent":
            self._put(event, self._alias(event))
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._start(event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._end(event)

    def _start_document(self, event: Any) -> None:
        # a second document would be read by nobody: better said than dropped
        self.documents += 1
        if self.documents > 1:
            self._give_up("several_documents", event)

    def _start(self, event: Any) -> None:
        # our own bound acts before that of the parser, which differs from release to release
        if len(self.open) >= MOST_DEPTH:
            self._give_up("too_deep", event, most=MOST_DEPTH)
        self.open.append(_Open(event, []))

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        # sizes with aliases written out: ten lines of aliases to aliases stand for millions of
        # nodes
        at = _place(done.event, event, 1 + sum(child.size for child in done.children))
        if type(done.event).__name__ == "SequenceStartEvent":
            self._put(done.event, SequenceNode(items=tuple(done.children), **at))
        else:
            self._put(done.event, self._mapping(done, at))

    def _mapping(self, done: _Open, at: dict[str, Any]) -> MapNode:
        entries: dict[str, Entry] = {}
        twice: list[ScalarNode] = []
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self.problems.add("key_not_text", key.line)
            elif key.text in entries:
                twice.append(key)
            else:
                entries[key.text] = Entry(key=key, value=value)
        return MapNode(
            entries=tuple(entries.values()),
            is_flow=bool(done.event.flow_style),
            twice=tuple(twice),
            **at,
        )

    def _alias(self, event: Any) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            self.problems.add("unknown_alias", _line(event), name=shown(event.anchor))
            target = ScalarNode(text="", value=None)
        # the same nodes at another place: problems are told where the alias stands
        return replace(target, **_place(event, event, target.size))

    def _put(self, event: Any, node: Node) -> None:
        self.nodes += node.size if isinstance(node, ScalarNode) else 1
        if self.nodes > MOST_NODES or node.size > MOST_NODES:
            self._give_up("too_many_nodes", event, most=f"{MOST_NODES:,}")
        if type(event).__name__ != "AliasEvent":
            self._note(event, node)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node

    def _note(self, event: Any, node: Node) -> None:
        if event.tag not in (None, "!"):
            self.problems.add("tag", _line(event), tag=shown(event.tag))
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def _give_up(self, key: str, event: Any, most: object = "") -> None:
        self.problems.add(key, _line(event), most=most)
        raise _GaveUpError


def _scalar(event: Any) -> ScalarNode:
    # "no" in quotes is text; PyYAML itself would resolve by YAML 1.1, where a bare no is false
    is_plain = bool(event.implicit[0]) and event.style in (None, "")
    value = resolve(event.value) if is_plain else event.value
    return ScalarNode(text=event.value, value=value, **_place(event, event, 1))


def _place(first: Any, last: Any, size: int) -> dict[str, Any]:
    start, end = first.start_mark, last.end_mark
    return {"line": start.line + 1, "start": start.index, "end": end.index, "size": size}


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


# Settings given as Python objects (a notebook's dict) -> the same nodes as from YAML.


def nodes_of(settings: Mapping[Any, Any], problems: Problems) -> MapNode | None:
    """Nodes without lines. Numbers, text, dates, booleans, None, lists and mappings are known.

    Parameters
    ----------
    settings : mapping of object to object
        Numbers, text, dates, booleans, None, lists and mappings are known.
    problems : Problems
        Where mistakes are noted.

    Returns
    -------
    MapNode or None
        None with a problem noted where something else stands in it.
    """
    builder = _Builder(problems)
    root = builder.node(settings, ())
    return root if isinstance(root, MapNode) and not builder.gave_up else None


class _Builder:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.nodes = 0
        self.gave_up = False

    def node(self, found: Any, path: Path) -> Node:
        self.nodes += 1
        if len(path) > MOST_DEPTH or self.nodes > MOST_NODES:
            return self._give_up()
        if isinstance(found, Mapping):
            return MapNode(entries=tuple(self._entries(found, path)))
        if isinstance(found, Sequence | set | frozenset) and not isinstance(found, str | bytes):
            # a set has no order of its own: the same settings give the same criteria
            items = sorted(found, key=str) if isinstance(found, set | frozenset) else found
            return SequenceNode(items=tuple(self.node(item, (*path, "[]")) for item in items))
        return self._scalar(found, path)

    def _entries(self, found: Mapping[Any, Any], path: Path) -> list[Entry]:
        by_text: dict[str, Entry] = {}
        for key, value in found.items():
            name = self._key(key)
            if self.gave_up:
                break
            if name in by_text:
                self.problems.add("duplicate_key", None, (*path, shown(name)), first="")
                continue
            by_text[name] = Entry(
                key=ScalarNode(text=name, value=name), value=self.node(value, (*path, shown(name)))
            )
        return list(by_text.values())

    def _key(self, key: Any) -> str:
        scalar = self._scalar(key, ())
        return scalar.text

    def _scalar(self, found: Any, path: Path) -> ScalarNode:
        if found is None or isinstance(found, bool):
            return ScalarNode(text=str(found).lower(), value=found)
        if isinstance(found, str):
            return ScalarNode(text=found, value=found)
        if isinstance(found, Real):
            # 17 digits tell any two floats apart
            return ScalarNode(text=f"{float(found):.17g}", value=float(found))
        if isinstance(found, dt.date):
            day = found.date() if isinstance(found, dt.datetime) else found
            return ScalarNode(text=day.isoformat(), value=day.isoformat())
        self.problems.add("python_type", None, path, found=type(found).__name__)
        return ScalarNode(text="", value=None)

    def _give_up(self) -> ScalarNode:
        if not self.gave_up:
            self.problems.add("python_too_large", None, most=f"{MOST_NODES:,}", depth=MOST_DEPTH)
        self.gave_up = True
        return ScalarNode(text="", value=None)
