"""Records of the way from a draft contract to a bill: what each step takes and gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from vendor_score.findings import Finding, Source
from vendor_score.wording import Lang, text

__all__ = [
    "Block",
    "BoundVendor",
    "Change",
    "Clause",
    "ContractCheck",
    "CreditResult",
    "Draft",
    "OpenComment",
    "Promise",
    "Quote",
    "Step",
    "TermCheck",
    "Verdict",
]

Verdict = Literal[
    "weaker",
    "same",
    "better",
    "same, with exception",
    "not in the contract",
    "vague in the contract",
    "two figures",
    "other definition",
]
"""How the contract stands to a promise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph or table row of a draft.

    Attributes
    ----------
    text : str
        Of the final view: all tracked changes accepted, struck words left out.
    original : str
        Of the original view: all tracked changes refused.
    place : str
        Such as ``¶12``, ``table 2, row 3`` or ``page 4``; rows of workbooks are ``Sheet!A5``.
    level : int or None
        1 to 9 where the document itself says that it is a heading.
    is_annex : bool
        Whether it stands behind a heading that names an annex.
    """

    text: str
    original: str = ""
    place: str = ""
    level: int | None = None
    is_annex: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A tracked change that nobody has accepted yet, with the words that it replaces.

    Attributes
    ----------
    removed, added : str
        One of them may be empty.
    author, date : str
        As the file says.
    place : str
        Of the block.
    """

    removed: str = ""
    added: str = ""
    author: str = ""
    date: str = ""
    place: str = ""

    @property
    def changes_a_number(self) -> bool:
        """Whether digits differ between what was and what is."""
        return _digits(self.removed) != _digits(self.added)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenComment:
    """A comment in the margin of a draft."""

    text: str
    author: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A draft contract as it was read.

    Attributes
    ----------
    file : str
        Its bare name.
    sha256 : str
        Of its bytes.
    blocks : tuple of Block
        In the order of the text.
    changes : tuple of Change
    comments : tuple of OpenComment
    flags : tuple of str
        What was met: ``inserted``, ``deleted``, ``struck``, ``hidden``, ``text-box``,
        ``part-not-read``, ``macros``, ``pages-only`` ...
    checked : tuple of str
        The words behind boxes that are ticked.
    """

    file: str = ""
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    changes: tuple[Change, ...] = ()
    comments: tuple[OpenComment, ...] = ()
    flags: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()

    def text(self, view: Literal["final", "original"] = "final") -> str:
        """The whole text of a view, a line a block.

        Parameters
        ----------
        view : {"final", "original"}
            With all tracked changes accepted, or with all refused.

        Returns
        -------
        str
        """
        lines = (block.text if view == "final" else block.original for block in self.blocks)
        return "\n".join(line for line in lines if line.strip())


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Words of a draft with their place."""

    text: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One of the clauses that a contract should have.

    Attributes
    ----------
    number : int
        1 to 23.
    level : int
        Clarity: 0 not found, 1 named or vague, 2 clear in part, 3 clear and measurable. It says
        nothing about whether the clause is fair.
    quotes : tuple of Quote
        The words it rests on.
    found, missing : tuple of str
        Ids of the elements; how each is called and asked for is a wording.
    capped_by : str or None
        ``blank`` or ``vague`` where that held the level down.
    found_level : int or None
        What was found, where the buyer judged otherwise.
    reason : str
        The buyer's.
    """

    number: int
    level: int
    quotes: tuple[Quote, ...] = ()
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    capped_by: str | None = None
    found_level: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TermCheck:
    """One of the buyer's own terms against the draft.

    Attributes
    ----------
    id : str
        Such as ``notice_days``.
    clause : int
        Which clause it belongs to.
    wanted, stated : float or None
        The buyer's limit, and what the draft says.
    verdict : {"meets", "against", "not_stated"}
    quote : Quote or None
    """

    id: str
    clause: int
    wanted: float | None
    stated: float | None
    verdict: Literal["meets", "against", "not_stated"]
    quote: Quote | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractCheck:
    """What was found in a draft.

    Attributes
    ----------
    draft : Draft
    clauses : tuple of Clause
        All of them, by number.
    terms : tuple of TermCheck
    findings : tuple of Finding
    """

    draft: Draft
    clauses: tuple[Clause, ...]
    terms: tuple[TermCheck, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A figure that a vendor gave against what its draft says.

    Attributes
    ----------
    criterion : str
        Its id.
    promised : str
        The vendor's words.
    contract : str
        The sentence of the draft, empty where there is none.
    verdict : str
        One of `Verdict`.
    points_promised, points_contract : float or None
        0-100, each of the cautious end.
    contract_low, contract_high : float or None
        What was read from the draft, in ``unit``.
    unit : str or None
    exception : str or None
        The words that take something out.
    source, place : Source or str
        The vendor's cell, and the block of the draft.
    binds : str
        ``level``, ``duty``, ``warranty``, ``own_baseline`` or ``no``.
    """

    criterion: str
    promised: str
    contract: str = ""
    verdict: Verdict = "not in the contract"
    points_promised: float | None = None
    points_contract: float | None = None
    contract_low: float | None = None
    contract_high: float | None = None
    unit: str | None = None
    exception: str | None = None
    source: Source | None = None
    place: str = ""
    binds: str = "level"

    def as_dict(self) -> dict[str, Any]:
        """As it is written to json.

        Returns
        -------
        dict
        """
        return {
            "criterion": self.criterion,
            "promised": self.promised,
            "contract": self.contract,
            "verdict": self.verdict,
            "points_promised": self.points_promised,
            "points_contract": self.points_contract,
            "contract_reading": [self.contract_low, self.contract_high],
            "unit": self.unit,
            "exception": self.exception,
            "place": self.place,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class BoundVendor:
    """A vendor in the ranking on what the contracts bind.

    Attributes
    ----------
    vendor : str
    score, score_promised : float
        On what the contract binds, and on what was promised.
    rank, rank_promised : int
    draft_read : bool
        Where no draft was read, both scores are the promised one.
    """

    vendor: str
    score: float
    score_promised: float
    rank: int
    rank_promised: int
    draft_read: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditResult:
    """A fee reduction for missed levels.

    Attributes
    ----------
    points_lost : mapping of str to float
        By criterion; 0 where the target was met or missed within tolerance.
    lost : float
        Weighted mean of the points lost.
    credit : float
        In the currency of the fee.
    capped : bool
        Whether the cap held it down.
    """

    points_lost: Mapping[str, float]
    lost: float
    credit: float
    capped: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A dated step on the way from the decision to the end of the contract.

    Attributes
    ----------
    id : str
        Names the wording of the step, of its owner and of its proof.
    date : datetime.date
    wording : str
        Names the wording instead, where a step comes every month.
    values : mapping
        What the wording is filled with.
    """

    id: str
    date: dt.date
    wording: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def _said(self, part: str, lang: Lang) -> str:
        return text(f"contract.step.{self.wording or self.id}.{part}", lang, **self.values)

    def title(self, lang: Lang) -> str:
        """What is to be done.

        Parameters
        ----------
        lang : str

        Returns
        -------
        str
        """
        return self._said("title", lang)

    def owner(self, lang: Lang) -> str:
        """Who does it: buyer, vendor or both.

        Parameters
        ----------
        lang : str

        Returns
        -------
        str
        """
        return self._said("owner", lang)

    def proof(self, lang: Lang) -> str:
        """What shows that it is done.

        Parameters
        ----------
        lang : str

        Returns
        -------
        str
        """
        return self._said("proof", lang)
