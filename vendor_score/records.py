"""Records of what vendors sent: question, reading, answer and the whole of the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from vendor_score.findings import Finding
from vendor_score.source import NOWHERE, Source
from vendor_score.wording import Label

__all__ = [
    "Answer",
    "AnswerState",
    "Answers",
    "EvidenceState",
    "InputFile",
    "Judgement",
    "Option",
    "Override",
    "Question",
    "QuestionnaireSettings",
    "Reading",
]


class AnswerState(StrEnum):
    """Whether there is an answer and, where there is none, how it is missing."""

    ANSWERED = "answered"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"
    PENDING = "pending"
    UNREADABLE = "unreadable"
    NOT_ASKED = "not_asked"


class EvidenceState(StrEnum):
    """What stands behind an answer; only the buyer's review makes it ``seen``."""

    NONE = "none"
    CLAIMED = "claimed"
    SEEN = "seen"


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """An option of a ``choice`` or an item of a ``list``: its id and the words people use."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What reading knows of a criterion: how it is asked and what kind of answer is expected.

    ``kind`` is the id of a kind of answer (`vendor_score.kinds`), ``unit`` the unit that a bare
    number is read in. ``low_is_good`` decides how a bare 0.8 in a percent question is read;
    ``may_be_negative`` whether answers below zero are worth points, so that a minus counts.
    ``basis`` and ``tax`` belong to money.
    """

    id: str
    kind: str
    label: Label
    text: Label
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    out_of: float | None = None
    basis: str | None = None
    tax: Literal["included", "excluded"] | None = None
    options: tuple[Option, ...] = ()
    levels: tuple[Label, ...] = ()
    low_is_good: bool = False
    may_be_negative: bool = False
    evidence: Label | None = None
    reference_date: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnaireSettings:
    """How to find the answers where finding them by header words is not enough.

    Columns are letters (``C``) or header words. ``questions`` maps a question text as it stands
    in a workbook to a criterion id.
    """

    sheet: str | None = None
    header_row: int | None = None
    question_column: str | None = None
    answer_column: str | None = None
    evidence_column: str | None = None
    remarks_column: str | None = None
    vendor_column: str | None = None
    vendor_name_cell: str | None = None
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A parsed answer: an interval with its unit and flags (docs/answers.md).

    ``low`` and ``high`` are in the canonical ``unit`` (s, %, /5, years, count, h/day,
    CNY/seat/month ...); None is an open side, or no value at all where both are None. yes is
    low = high = 1, no is 0, a partial yes 0 to 1. ``items`` are the options or items that were
    recognised (ids), for ``choice`` the set it may be. ``parts`` are the numbers of an answer
    with several. ``within_s`` belongs to a service level (80 % within 20 s). ``reason`` says why an
    answer was not read: a key of the catalogues (``findings.reason.<reason>``).
    """

    text: str
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    flags: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    parts: tuple[float, ...] | None = None
    within_s: float | None = None
    industry_delta_pct: float | None = None
    commission_pct: float | None = None
    reason: str | None = None

    @property
    def has_value(self) -> bool:
        return self.low is not None or self.high is not None or self.items is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """The buyer's correction of a reading, with who, when, why and on what ground.

    ``stale``: the vendor's cell has changed since; then it is reported and not applied.
    """

    text: str
    reason: str = ""
    basis: str = ""
    name: str = ""
    date: str = ""
    source: Source = NOWHERE
    stale: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """One assessor's level for a ``judged`` criterion."""

    assessor: str
    level: float
    reason: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one vendor wrote for one criterion, and what was read from it.

    ``text`` and ``source`` are the vendor's own, verbatim, always. ``state`` and ``reading`` are
    those that count: of the override where one applies.
    """

    criterion: str
    text: str = ""
    state: AnswerState
    reading: Reading | None = None
    source: Source = NOWHERE
    evidence: EvidenceState = EvidenceState.NONE
    evidence_text: str = ""
    remarks: str = ""
    override: Override | None = None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class InputFile:
    """A file that was read: the name shown to people and the sha256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """Everything that was read: vendors in the order met, their answers, and the findings.

    ``given[vendor][criterion id]`` holds an answer wherever the question was asked of that vendor;
    where it holds none, the criterion was not asked of it.
    """

    vendors: tuple[str, ...]
    given: Mapping[str, Mapping[str, Answer]]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = field(default=())

    def of(self, vendor: str, criterion: str) -> Answer:
        """The vendor's answer, with state ``not_asked`` where the question was not put to it."""
        return self.given[vendor].get(criterion) or _not_asked(criterion)


@lru_cache
def _not_asked(criterion: str) -> Answer:
    return Answer(criterion=criterion, state=AnswerState.NOT_ASKED)
