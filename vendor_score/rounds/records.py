"""What is said of the way from one round to the next: records that every surface draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vendor_score.findings import NOWHERE, Source
from vendor_score.wording import Label

__all__ = [
    "SAVED_STEPS",
    "STEPS",
    "AnswerThen",
    "ChangedAnswer",
    "CriteriaChange",
    "Part",
    "Replacement",
    "Since",
    "Step",
    "StillOpen",
    "Turn",
    "VendorMove",
]

Step = Literal["answers", "readings", "judgements", "criteria", "weights", "vendors"]
STEPS: tuple[Step, ...] = ("answers", "readings", "judgements", "criteria", "weights", "vendors")
"""The order in which the last round is turned into this one, step by step."""
SAVED_STEPS: tuple[Step, ...] = ("answers", "judgements", "weights")
"""What a saved ranking.json lets one tell apart, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What one step of the way is worth to one vendor.

    Attributes
    ----------
    step : Step
    points : float
        Change of the score, in points.
    by_criterion : mapping of str to float
        The same by criterion id, those that changed alone; they add up to ``points``.
    """

    step: Step
    points: float
    by_criterion: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorMove:
    """A vendor that stands in both rounds.

    Attributes
    ----------
    vendor : str
        Its name now.
    was_called : str
        Its name in the last round.
    score_before, score_after : float or None
        Points by the weighted sum; None where nothing was left to score.
    rank_before, rank_after : int or None
        By the weighted sum; None where it has none.
    status_before, status_after : str
        As in ranking.json.
    parts : tuple of Part
        One for each step, in their order; their points add up to the change of the score.
    """

    vendor: str
    was_called: str
    score_before: float | None
    score_after: float | None
    rank_before: int | None
    rank_after: int | None
    status_before: str
    status_after: str
    parts: tuple[Part, ...]

    @property
    def change(self) -> float:
        """Score now less score then, in points; a score that is not there counts as 0."""
        return (self.score_after or 0.0) - (self.score_before or 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerThen:
    """An answer as it counted in one round.

    Attributes
    ----------
    text : str
        The buyer's correction where one applied, else the vendor's words.
    state : str
        As in ranking.json.
    points : float or None
        0 to 100; None where it was left out.
    is_corrected : bool
        Whether the buyer's correction counted.
    source : Source
        The vendor's cell.
    """

    text: str
    state: str
    points: float | None
    is_corrected: bool = False
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedAnswer:
    """An answer that counts otherwise than in the last round.

    Attributes
    ----------
    vendor : str
    criterion : str
        Its id.
    step : Step
        ``answers``, ``readings`` or ``judgements``.
    before, after : AnswerThen
    effect : float
        Change of the vendor's score through this answer in its step, in points.
    first_without : tuple of str or None
        Who would be first now with the old answer in its place; None where nothing changes.
    """

    vendor: str
    criterion: str
    step: Step
    before: AnswerThen
    after: AnswerThen
    effect: float
    first_without: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Who is first once a step of the way is done.

    Attributes
    ----------
    step : Step
    first : tuple of str
        By the names of this round; empty where nobody is ranked.
    """

    step: Step
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CriteriaChange:
    """A group or criterion that is new, gone, weighted or scored otherwise.

    Attributes
    ----------
    id : str
    what : str
        ``added``, ``removed``, ``weight`` or ``scale``.
    before, after : float or None
        Share of the whole, 0 to 1.
    """

    id: str
    what: Literal["added", "removed", "weight", "scale"]
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StillOpen:
    """Something that was to be asked of a vendor after the last round, and is open still.

    Attributes
    ----------
    vendor : str
    criterion : str
        Its id.
    state : str
        Of the answer now, as in ranking.json.
    text : str
        What the vendor writes now.
    """

    vendor: str
    criterion: str
    state: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """A file whose answers stand instead of those of an older one.

    Attributes
    ----------
    vendor : str
    files : str
        The older and the newer file.
    answers : int
        How many were replaced.
    reason : Label
        In the buyer's words, or that a folder of a later round says so.
    """

    vendor: str
    files: str
    answers: int
    reason: Label


@dataclass(frozen=True, kw_only=True)
class Since:
    """What changed since the last round.

    Attributes
    ----------
    against : str
        What the last round was read from, as it is shown.
    criteria_then : str
        The criteria file that it was scored by; empty for the shipped one.
    is_saved : bool
        Whether that was a ranking.json, which tells less apart.
    steps : tuple of Step
        In the order in which the change is split.
    moves : tuple of VendorMove
        Vendors that stand in both rounds, in the order of this ranking.
    arrived, left : tuple of str
        Vendors of this round alone, and of the last one alone.
    may_be_same : tuple of (str, str)
        A vendor that left and one that arrived which look like one; the buyer is to say.
    first_before, first_after : tuple of str
        Who was and is first.
    turns : tuple of Turn
        Who is first after each step.
    changes : tuple of ChangedAnswer
        Those that decide the first place before the others, then by size of effect.
    criteria_changes : tuple of CriteriaChange
        In file order.
    still_open : tuple of StillOpen
        In the order of the vendors and criteria.
    replaced : tuple of Replacement
    """

    against: str
    criteria_then: str
    is_saved: bool
    steps: tuple[Step, ...]
    moves: tuple[VendorMove, ...]
    arrived: tuple[str, ...]
    left: tuple[str, ...]
    may_be_same: tuple[tuple[str, str], ...]
    first_before: tuple[str, ...]
    first_after: tuple[str, ...]
    turns: tuple[Turn, ...]
    changes: tuple[ChangedAnswer, ...]
    criteria_changes: tuple[CriteriaChange, ...] = ()
    still_open: tuple[StillOpen, ...] = ()
    replaced: tuple[Replacement, ...] = ()

    @property
    def decisive(self) -> tuple[ChangedAnswer, ...]:
        """The changed answers without which another vendor would be first."""
        return tuple(change for change in self.changes if change.first_without is not None)

    @property
    def turned_in(self) -> Step | None:
        """The step in which the first place changed last; None where it is as it was."""
        found: Step | None = None
        first = self.first_before
        for turn in self.turns:
            if set(turn.first) != set(first):
                found, first = turn.step, turn.first
        return found if set(self.first_after) != set(self.first_before) else None
