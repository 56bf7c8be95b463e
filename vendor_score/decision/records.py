"""Records of a decision: where a vendor stands, what knocked it out, an answer with its points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_score.criteria.model import MissingRule
from vendor_score.records import Answer, AnswerState
from vendor_score.scoring.kernel import Floats

__all__ = ["KnockOut", "Row", "ScoredAnswer", "Status"]


class Status(StrEnum):
    """Where a vendor stands: with a rank, with a rank but musts untested, or without one."""

    RANKED = "ranked"
    UNCONFIRMED = "unconfirmed"
    KNOCKED_OUT = "knocked_out"
    UNRANKED = "unranked"


@dataclass(frozen=True, kw_only=True, slots=True)
class KnockOut:
    """A must that an answer broke: the rule as written, what was found, and where.

    Attributes
    ----------
    vendor, criterion : str
        Name and id.
    rule : str
        As written, or ``missing: fail`` where the missing rule of the criterion knocked out.
    found : str
        The answer that counts.
    answer : Answer
        The whole of it, with where it stands.
    """

    vendor: str
    criterion: str
    rule: str
    found: str
    answer: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredAnswer:
    """An answer with its points, 0-100.

    Attributes
    ----------
    answer : Answer
    value : float or None
        The cautious end, which the score uses, after evidence discount. For a missing answer the
        points of its ``rule``: None where the rule leaves it out (``exclude``), 0 where it knocks
        out (``fail``).
    value_high : float or None
        The best end over the reading, never discounted; the points of the rule where missing.
    worst, best : float
        What the answer could still turn out to be: 0 and 100 where missing, the points of the
        rule where not applicable (both 0 where that leaves it out).
    rule : str, float or None
        The missing rule that applied.
    """

    answer: Answer
    value: float | None
    value_high: float | None
    worst: float
    best: float
    rule: MissingRule | None = None

    @property
    def state(self) -> AnswerState:
        """Whether there is an answer, or how it is missing."""
        return self.answer.state


class Row(Mapping[str, float]):
    """One vendor's figures by criterion id, read from its row of an array when asked for.

    Parameters
    ----------
    at : mapping of str to int
        Column of each criterion.
    figures : array of float, shape (criteria,)
        Of one vendor.
    """

    __slots__ = ("_at", "_figures")

    def __init__(self, at: Mapping[str, int], figures: Floats) -> None:
        self._at, self._figures = at, figures

    def __getitem__(self, id: str) -> float:
        return float(self._figures[self._at[id]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __repr__(self) -> str:
        return repr(dict(self))
