"""Records of what vendors sent: question, reading, answer and the whole of the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from vendor_score.findings import NOWHERE, Finding, Source
from vendor_score.reading_plan import PlanCorrection, PlannedName, SheetPlan
from vendor_score.wording import Label

__all__ = [
    "Answer",
    "AnswerState",
    "Answers",
    "Cover",
    "EvidenceState",
    "InputFile",
    "InvitedVendor",
    "Judgement",
    "Limits",
    "Option",
    "Override",
    "Question",
    "QuestionnaireSettings",
    "Reading",
    "Supersedes",
]


Limits = tuple[float | None, float | None]
"""A lower and an upper limit, both included; None where that side is open."""


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
    """An option of a ``choice`` or an item of a ``list``.

    Attributes
    ----------
    id : str
    label : Label
        What people are shown.
    aliases : tuple of str
        Other words for it in answers.
    """

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What reading knows of a criterion: how it is asked and what kind of answer is expected.

    Attributes
    ----------
    id : str
        Of the criterion.
    kind : str
        Id of a kind of answer (`vendor_score.kinds`).
    label, text : Label
        Short name, and the question in full.
    aliases : tuple of str
        Other words for it in workbooks.
    unit : str or None
        The unit that a bare number is read in.
    out_of : float or None
        Full mark of a score.
    basis, tax : str or None
        What a price is for, and whether it includes tax.
    options : tuple of Option
        Of a choice or list.
    levels : tuple of Label
        Of a ``judged`` criterion, lowest first.
    low_is_good : bool
        How a bare 0.8 in a percent question is read.
    may_be_negative : bool
        Whether answers below zero are worth points, so that a minus counts.
    possible, plausible : tuple of (float or None) or None
        A figure outside ``possible`` is a slip and not read; one outside ``plausible`` is read
        as a claim that wants checking.
    evidence : Label or None
        What proof is asked for.
    reference_date : datetime.date or None
        The day to which founding years and expiries count.
    example : float or tuple of str or None
        A credible answer to show beside the question: a figure in ``unit``, or ids of options
        (``yes``, ``no``). Reading does not look at it.
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
    possible: Limits | None = None
    plausible: Limits | None = None
    evidence: Label | None = None
    reference_date: dt.date | None = None
    example: float | tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitedVendor:
    """A vendor whom the buyer invited.

    Attributes
    ----------
    name : str
        As it is shown.
    short : str or None
        A short name.
    aliases : tuple of str
        Other names that stand in its files.
    """

    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it goes by, the shown one first."""
        return (self.name, *(() if self.short is None else (self.short,)), *self.aliases)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """What vendors are told on the cover of the questionnaire.

    Attributes
    ----------
    deadline : datetime.date or None
        The last day for returning it.
    return_to : Label or None
        Where to: an address, a portal, a person.
    contact : Label or None
        Whom to ask.
    confidentiality : Label or None
        How answers are treated.
    """

    deadline: dt.date | None = None
    return_to: Label | None = None
    contact: Label | None = None
    confidentiality: Label | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Supersedes:
    """A vendor's file whose answers stand instead of those of an older one.

    Attributes
    ----------
    file, replaces : str
        The newer and the older file, below the folder of answers.
    reason : str
        Why, in the buyer's words.
    date : datetime.date or None
        When it came.
    source : Source
        The cell of the review workbook that says so; nowhere where criteria.yaml does.
    line : str
        Where criteria.yaml says so, such as ``criteria.yaml:12``.
    """

    file: str
    replaces: str
    reason: str = ""
    date: dt.date | None = None
    source: Source = NOWHERE
    line: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionnaireSettings:
    """How to find the answers where finding them by header words is not enough.

    Attributes
    ----------
    sheet : str or None
        Name of the sheet.
    header_row : int or None
        Counted from 1.
    question_column, answer_column, evidence_column, remarks_column, vendor_column : str or None
        A letter (``C``) or a header word.
    vendor_name_cell : str or None
        Such as ``B2``.
    questions : mapping of str to str
        A question's text as it stands in a workbook to a criterion id.
    supersedes : tuple of Supersedes
        Files that replace older ones.
    vendors : tuple of InvitedVendor
        Whom the buyer invited; where any is named, nobody else is a vendor.
    corrections : tuple of PlanCorrection
        What the buyer corrects in the reading plan.
    lines : mapping of str to str
        Where each setting stands, such as ``criteria.yaml:12``, by its name.
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
    supersedes: tuple[Supersedes, ...] = ()
    vendors: tuple[InvitedVendor, ...] = ()
    corrections: tuple[PlanCorrection, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_places(self) -> bool:
        """Whether anything is said of where the answers of all sheets stand."""
        return self != QuestionnaireSettings(
            vendors=self.vendors,
            supersedes=self.supersedes,
            corrections=self.corrections,
            lines=self.lines,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A parsed answer: an interval with its unit and flags (docs/answers.md).

    Attributes
    ----------
    text : str
        The answer, verbatim.
    kind : str
        The kind of answer that it was read as.
    low, high : float or None
        Ends of the interval in ``unit``; None is an open side, or no value at all where both are
        None. yes is low = high = 1, no is 0, a partial yes 0 to 1.
    unit : str or None
        The canonical unit: s, %, /5, years, count, h/day, CNY/seat/month ...
    flags : tuple of str
        Such as ``approx``, ``range``, ``planned``; listed in docs/answers.md.
    items : tuple of str or None
        Ids of the options or items that were recognised; for ``choice`` the set it may be.
    parts : tuple of float or None
        The numbers of an answer with several.
    within_s : float or None
        Seconds of a service level (80 % within 20 s).
    industry_delta_pct : float or None
        Per cent above or below the industry's average.
    commission_pct : float or None
        Per cent of turnover that a price asks for besides.
    reason : str or None
        Why it was not read: a key of the catalogues, ``findings.reason.<reason>``.
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
        """Whether there is a number, an option or an item."""
        return self.low is not None or self.high is not None or self.items is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """The buyer's correction of a reading, with who, when, why and on what ground.

    Attributes
    ----------
    text : str
        The answer that counts instead.
    reason, basis, name, date : str
        As entered in the review workbook.
    source : Source
        Where it is entered.
    stale : bool
        The vendor's cell has changed since; then it is reported and not applied.
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
    """One assessor's level for a ``judged`` criterion.

    Attributes
    ----------
    assessor : str
    level : float
        0 is the lowest.
    reason : str
    source : Source
    """

    assessor: str
    level: float
    reason: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one vendor wrote for one criterion, and what was read from it.

    Attributes
    ----------
    criterion : str
        Its id.
    text : str
        The vendor's own words, verbatim, always.
    state : AnswerState
        Of the override, where one applies.
    reading : Reading or None
        Of the override, where one applies.
    source : Source
        The vendor's own cell, always.
    evidence : EvidenceState
        ``none``, ``claimed``, or ``seen`` by the buyer. A figure outside what is plausible is
        ``claimed`` whatever stands beside it.
    is_bare_claim : bool
        Whether it is ``claimed`` for that alone, and the vendor names no proof.
    evidence_text, remarks : str
        What stands beside the answer.
    override : Override or None
        The buyer's correction.
    judgements : tuple of Judgement
        For a ``judged`` criterion.
    """

    criterion: str
    text: str = ""
    state: AnswerState
    reading: Reading | None = None
    source: Source = NOWHERE
    evidence: EvidenceState = EvidenceState.NONE
    is_bare_claim: bool = False
    evidence_text: str = ""
    remarks: str = ""
    override: Override | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def is_corrected(self) -> bool:
        """Whether what counts is the buyer's correction; a stale one does not count."""
        return self.override is not None and not self.override.stale


@dataclass(frozen=True, kw_only=True, slots=True)
class InputFile:
    """A file that was read.

    Attributes
    ----------
    file : str
        The name shown to people.
    sha256 : str
        Of its bytes, in hex.
    """

    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """Everything that was read: vendors in the order met, their answers, and the findings.

    Attributes
    ----------
    vendors : tuple of str
    given : mapping of str to mapping of str to Answer
        Vendor, then criterion id. Where it holds none, the question was not put to that vendor.
    findings : tuple of Finding
        Met while reading.
    inputs : tuple of InputFile
        The files read.
    unsure : mapping of str to mapping of str to Answer
        Names that were left out because nothing says whether they are vendors, with what stands
        below them.
    plan : tuple of SheetPlan
        How every sheet was read, in the order of the files.
    names : tuple of PlannedName
        The vendors, and other names that were met and may be vendors'.
    short_names : mapping of str to str
        Short names that the buyer gives to vendors.
    """

    vendors: tuple[str, ...]
    given: Mapping[str, Mapping[str, Answer]]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = field(default=())
    unsure: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    plan: tuple[SheetPlan, ...] = ()
    names: tuple[PlannedName, ...] = ()
    short_names: Mapping[str, str] = field(default_factory=dict)

    def of(self, vendor: str, criterion: str) -> Answer:
        """A vendor's answer to a criterion.

        Parameters
        ----------
        vendor : str
            One of ``vendors``.
        criterion : str
            A criterion's id.

        Returns
        -------
        Answer
            With state ``not_asked`` where the question was not put to the vendor.
        """
        return self.given[vendor].get(criterion) or _not_asked(criterion)


@lru_cache
def _not_asked(criterion: str) -> Answer:
    return Answer(criterion=criterion, state=AnswerState.NOT_ASKED)
