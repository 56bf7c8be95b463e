"""Shapes of single values: text, one of a few words, numbers, switches, days."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from vendor_score.criteria.mistakes import nearest, one_of, shown
from vendor_score.criteria.shape import At, Schema, found_in
from vendor_score.criteria.yaml_nodes import Node, ScalarNode

__all__ = ["Choice", "Date", "Flag", "Number", "Text", "WholeNumber"]


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not empty, of at most ``longest`` characters."""

    longest: int = 2_000

    def read(self, node: Node, at: At) -> str | None:
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
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, at: At) -> str | None:
        if isinstance(node, ScalarNode) and node.text in self.words and node.value == node.text:
            return node.text
        close = nearest(node.text, self.words) if isinstance(node, ScalarNode) else None
        at.wrong(node, "not_one_of", words=one_of(self.words), found=found_in(node), near=close)
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number between ``low`` and ``high``, both included unless ``above_low``."""

    low: float | None = None
    high: float | None = None
    above_low: bool = False

    def read(self, node: Node, at: At) -> float | None:
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

    def _refuse(self, node: ScalarNode, number: float, at: At) -> None:
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
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int

    def read(self, node: Node, at: At) -> int | None:
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

    def read(self, node: Node, at: At) -> bool | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        at.not_a("flag", node)
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Date:
    """A day as 2026-12-01."""

    def read(self, node: Node, at: At) -> dt.date | None:
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
