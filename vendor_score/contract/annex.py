"""The service-level annex: each criterion as what it is in a contract, with target and measurement.

A level's target is the better of the promise's cautious end and the buyer's own target, so that a
vague answer pays nobody. What was only claimed or could not be read is "to agree".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from vendor_score.contract.promises import binding_of
from vendor_score.findings import Source
from vendor_score.kinds.readings import format_reading
from vendor_score.records import Answer, AnswerState, EvidenceState, Reading
from vendor_score.wording import Label, both, has, in_every_language, joined, text

if TYPE_CHECKING:
    from vendor_score.contract.baseline import Baseline
    from vendor_score.criteria.model import Criteria, Criterion
    from vendor_score.decision import Decision

__all__ = ["SECTIONS", "Annex", "AnnexRow", "annex_of", "own_baseline_target", "with_baseline"]

SECTIONS: Final = ("level", "duty", "warranty", "own_baseline")
_NO_ROW: Final = frozenset({"deposit", "settlement", "seat_price", "extra_fees"})
"""Terms of price, which the contract itself holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnexRow:
    """A row of the annex.

    Attributes
    ----------
    criterion : str
    section : str
        ``level``, ``duty``, ``warranty`` or ``own_baseline``.
    metric, definition, source, remedy : Label
    promised : str
        The vendor's words.
    cell : Source
        Where they stand.
    target : Label
        As it goes into the contract.
    target_value : float or None
        In the unit of the criterion.
    weight : float
        Share of the whole in the selection.
    state : {"agreed", "to_agree"}
    """

    criterion: str
    section: str
    metric: Label
    definition: Label
    promised: str
    cell: Source
    target: Label
    target_value: float | None
    source: Label
    remedy: Label
    weight: float
    state: Literal["agreed", "to_agree"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """The annex for one vendor.

    Attributes
    ----------
    vendor : str
    title : Label
        Of the project.
    rows : tuple of AnnexRow
        By section, then as in the criteria.
    rate, cap : float
        Of the remedy.
    first_review : datetime.date or None
    """

    vendor: str
    title: Label
    rows: tuple[AnnexRow, ...]
    rate: float
    cap: float
    first_review: dt.date | None = None

    def section(self, name: str) -> tuple[AnnexRow, ...]:
        """The rows of one section.

        Parameters
        ----------
        name : str

        Returns
        -------
        tuple of AnnexRow
        """
        return tuple(row for row in self.rows if row.section == name)


def annex_of(decision: Decision, vendor: str) -> Annex:
    """What was promised, as an annex to the contract.

    Parameters
    ----------
    decision : Decision
    vendor : str
        Its name in the decision.

    Returns
    -------
    Annex
    """
    settings = decision.criteria.contract
    rows = sorted(_rows(decision, vendor), key=lambda row: SECTIONS.index(row.section))
    review = None
    if settings.signing is not None:
        from vendor_score.contract.signing import signing_steps

        steps = signing_steps(settings.signing)
        review = next((s.date for s in steps if s.id == "trial_review"), None)
    return Annex(
        vendor=vendor, title=decision.criteria.title, rows=tuple(rows),
        rate=settings.sla.rate, cap=settings.sla.cap, first_review=review,
    )  # fmt: skip


def _rows(decision: Decision, vendor: str) -> Iterator[AnnexRow]:
    given = decision.answers.given[vendor]
    for leaf in decision.criteria.leaves():
        section = binding_of(leaf)
        answer = given.get(leaf.id)
        if section not in SECTIONS or answer is None or leaf.id in _NO_ROW:
            continue
        yield _row(decision, leaf, answer, section)


def _row(decision: Decision, leaf: Criterion, answer: Answer, section: str) -> AnnexRow:
    value, target = _target(leaf, answer, section)
    return AnnexRow(
        criterion=leaf.id,
        section=section,
        metric=leaf.label,
        definition=_definition(leaf),
        promised=answer.text,
        cell=answer.source,
        target=target,
        target_value=value,
        source=_source(decision, leaf, section),
        remedy=both(f"contract.annex.remedy.{section}"),
        weight=decision.leaf_weights.get(leaf.id, 0.0),
        state="agreed" if _is_firm(answer, section) else "to_agree",
    )


_OPEN_FLAGS: Final = frozenset({"planned", "partial", "conditional", "target"})


def _is_firm(answer: Answer, section: str) -> bool:
    """Whether the answer can stand in a contract as it is.

    A level or duty binds whether it was proved or not, unless it is a figure out of all reason; a
    fact is warranted as it stands only where the buyer has seen the proof.
    """
    reading = answer.reading
    if answer.state is not AnswerState.ANSWERED or reading is None or not reading.has_value:
        return False
    if section == "own_baseline" or not _OPEN_FLAGS.isdisjoint(reading.flags):
        return False
    if section == "warranty":
        return answer.evidence is EvidenceState.SEEN
    return not answer.is_bare_claim


def _target(leaf: Criterion, answer: Answer, section: str) -> tuple[float | None, Label]:
    """The figure and how it is written; without a readable promise the buyer's own target."""
    if section == "own_baseline":
        return None, both("contract.annex.own_baseline")
    own = _own_target(leaf)
    ends = _ends(leaf, answer.reading)
    if ends is None:
        return own, _words(leaf, answer) if own is None else _bound(leaf, own)
    promised = ends[1] if leaf.low_is_good else ends[0]
    if section != "level" or own is None:
        return promised, _bound(leaf, promised)
    better = min if leaf.low_is_good else max
    chosen = better(promised, own)
    return chosen, _bound(leaf, chosen)


def _own_target(leaf: Criterion) -> float | None:
    """The buyer's own target, where it is a number."""
    operands = leaf.target.operands if leaf.target is not None else ()
    return operands[0] if operands and isinstance(operands[0], float) else None


def _ends(leaf: Criterion, reading: Reading | None) -> tuple[float, float] | None:
    kind = leaf.kind
    if reading is None or reading.items is not None:
        return None
    if kind.is_judged or kind.rule_operands == "yes_no":
        return None
    try:
        return leaf.scale.closed(reading)
    except ValueError:
        return None


def _bound(leaf: Criterion, value: float) -> Label:
    low, high = (None, value) if leaf.low_is_good else (value, None)
    reading = Reading(text="", kind=leaf.answer, low=low, high=high, unit=leaf.unit)
    return in_every_language(lambda lang: format_reading(reading, lang))


def _words(leaf: Criterion, answer: Answer) -> Label:
    reading = answer.reading
    if answer.state is AnswerState.ANSWERED and reading is not None and reading.has_value:
        if reading.items is not None:
            return joined(leaf.option_label(item) for item in reading.items)
        return in_every_language(lambda lang: format_reading(reading, lang))
    return both("contract.annex.to_agree")


def _definition(leaf: Criterion) -> Label:
    key = f"contract.definition.{leaf.id}"
    return both(key) if has(key) else leaf.question_text


def _source(decision: Decision, leaf: Criterion, section: str) -> Label:
    if section in {"level", "own_baseline"}:
        named = decision.criteria.contract.sla.source
        return Label.same(named) if named else both("contract.annex.source")
    return leaf.evidence or both("contract.annex.proof")


def with_baseline(annex: Annex, criteria: Criteria, baseline: Baseline, uplift: float) -> Annex:
    """The annex with targets for its own-baseline rows.

    Parameters
    ----------
    annex : Annex
    criteria : Criteria
    baseline : Baseline
        Of the own shop's last 90 days.
    uplift : float

    Returns
    -------
    Annex
        Rows for which there is a figure have a target; it stays to be agreed.
    """
    return replace(annex, rows=tuple(_based(row, criteria, baseline, uplift) for row in annex.rows))


def _based(row: AnnexRow, criteria: Criteria, baseline: Baseline, uplift: float) -> AnnexRow:
    value = baseline.value(row.criterion) if row.section == "own_baseline" else None
    if value is None:
        return row
    leaf = criteria.criterion(row.criterion)
    target = own_baseline_target(value, -uplift if leaf.low_is_good else uplift)
    said = in_every_language(
        lambda lang: text(
            "contract.annex.own_target", lang, value=_bound(leaf, round(target, 2)).text(lang),
            baseline=f"{value:.4g}", uplift=f"{100 * uplift:g}",
        )
    )  # fmt: skip
    return replace(row, target=said, target_value=target)


def own_baseline_target(baseline: float, uplift: float) -> float:
    """The target of a figure that the buyer's own shop decides.

    Parameters
    ----------
    baseline : float
        Of the own shop's last 90 days, in the unit of the criterion.
    uplift : float
        As agreed: 0.1 for a tenth more.

    Returns
    -------
    float

    Examples
    --------
    >>> own_baseline_target(40.0, 0.05)
    42.0
    """
    return baseline * (1 + uplift)
