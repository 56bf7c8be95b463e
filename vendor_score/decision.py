"""Criteria and answers -> Decision: the points of every answer, and who is knocked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vendor_score.criteria.model import Criteria, Criterion, MissingRule
from vendor_score.findings import Finding
from vendor_score.questionnaire.records import Answer, Answers

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Decision", "KnockOut", "ScoredAnswer", "Status", "decide"]


class Status(StrEnum):
    """Where a vendor stands: with a rank, with a rank but musts untested, or without one."""

    RANKED = "ranked"
    UNCONFIRMED = "unconfirmed"
    KNOCKED_OUT = "knocked_out"
    UNRANKED = "unranked"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnockOut:
    """A must that an answer broke: the rule as written, what was found, and where."""

    vendor: str
    criterion: str
    rule: str
    found: str
    answer: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredAnswer:
    """An answer with its points.

    ``value`` is the cautious end (the score uses it), ``value_high`` the best end over the
    reading; both after evidence discount for ``value`` only. For a missing answer both are the
    points of its rule, and None where the rule leaves it out (``exclude``) or knocks out.
    ``best`` and ``worst`` bound what the answer could still turn out to be (0-100 where missing).
    """

    answer: Answer
    value: float | None
    value_high: float | None
    worst: float
    best: float
    rule: MissingRule | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision problem: vendors x criteria in points, with weights and musts.

    ``criteria_taking_part`` are the scored leaves that were asked of at least one vendor, in file
    order; ``leaf_weights`` their shares of the whole (sum 1), ``entered_weights`` those before any
    `with_weights`. Arrays are vendors x criteria in these orders.
    """

    criteria: Criteria
    answers: Answers
    vendors: tuple[str, ...]
    criteria_taking_part: tuple[Criterion, ...]
    leaf_weights: Mapping[str, float]
    entered_weights: Mapping[str, float]
    scored: Mapping[str, Mapping[str, ScoredAnswer]]
    statuses: Mapping[str, Status]
    knock_outs: tuple[KnockOut, ...]
    untested: Mapping[str, tuple[str, ...]]
    all_findings: tuple[Finding, ...]

    @property
    def points(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """v_low, vendors x criteria, NaN where an answer is excluded."""
        raise NotImplementedError

    @property
    def values(self) -> pd.DataFrame:
        raise NotImplementedError

    @property
    def weights(self) -> pd.Series[float]:
        raise NotImplementedError

    @property
    def findings(self) -> pd.DataFrame:
        raise NotImplementedError


def decide(criteria: Criteria, answers: Answers) -> Decision:
    """Score every answer and test every must. Raises NothingReadError where nothing takes part."""
    raise NotImplementedError
