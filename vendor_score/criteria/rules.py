"""Musts and targets: rules that a whole reading meets or breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vendor_score.questionnaire.records import Reading

__all__ = ["Rule", "RuleForm", "parse_rule"]

RuleForm = Literal["<=", "<", ">=", ">", "==", "in", "has"]


@dataclass(frozen=True, slots=True)
class Rule:
    """``<= 300``, ``>= 3``, ``== yes``, ``in [a, b]`` or ``has ISO27001``.

    ``operands`` are numbers (in ``unit``), option or item ids, or "yes"/"no".
    """

    text: str
    form: RuleForm
    operands: tuple[str | float, ...]
    unit: str | None = None

    def holds(self, reading: Reading) -> bool:
        """Whether every point of the reading meets the rule; an open side has no end."""
        raise NotImplementedError


def parse_rule(text: str, *, unit: str | None = None) -> Rule:
    """Read a rule as written in criteria.yaml. Raises ValueError for text that is none."""
    raise NotImplementedError
