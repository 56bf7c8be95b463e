"""What a shape is: it reads a node strictly, and describes itself as JSON Schema.

Since a shape does both, what is checked and what editors are told cannot drift apart. Reading never
raises: a wrong node is noted and read as None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from vendor_score.criteria.mistakes import Mistakes, Path, shown
from vendor_score.criteria.yaml_nodes import MapNode, Node, ScalarNode, SequenceNode
from vendor_score.criteria.yaml_scalars import as_number
from vendor_score.wording import Label

__all__ = ["At", "Schema", "Shape", "found_in"]

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class At:
    """Where reading is: the path of keys, and where mistakes go."""

    mistakes: Mistakes
    path: Path = ()

    def below(self, step: str) -> At:
        return At(self.mistakes, (*self.path, step))

    def wrong(self, node: Node, key: str, hint: str | None = None, **values: object) -> None:
        self.mistakes.add(key, node.line, self.path, hint, **values)

    def not_a(self, what: str, node: Node) -> None:
        """Note that ``node`` is not a ``what`` (text, number, list ...)."""
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
    """What stands there, for a message."""
    match node:
        case MapNode():
            return Label(en="a mapping", zh="映射（键: 值）")
        case SequenceNode():
            return Label(en="a list", zh="列表")
        case ScalarNode(value=None):
            return Label(en="nothing", zh="空")
        case ScalarNode():
            return shown(node.text)
    return ""


class Shape(Protocol[T_co]):
    def read(self, node: Node, at: At) -> T_co | None:
        """What ``node`` says; None with a mistake noted where it is wrong."""
        ...

    def schema(self) -> Schema: ...
