"""Two envelopes: prices that stand in answers are hidden, and named, until offers are opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from vendor_score.criteria.model import Criteria
from vendor_score.decision import Decision
from vendor_score.findings import Finding, Severity
from vendor_score.grammar.price_mentions import mentions_price
from vendor_score.records import Answer, Answers, AnswerState
from vendor_score.wording import languages, text

__all__ = ["EnvelopeKey", "are_prices_at_hand", "envelope_of", "hidden_words", "hide_prices"]

EnvelopeKey: TypeAlias = Literal["one", "two"]
_TEXTS = ("text", "evidence_text", "remarks")


def hidden_words() -> str:
    """What stands in place of a price, in every language.

    Returns
    -------
    str
    """
    return " / ".join(dict.fromkeys(text("lock.hidden_price", lang) for lang in languages()))


def hide_prices(criteria: Criteria, answers: Answers) -> Answers:
    """Answers whose prices cannot be read, with a finding for each; for the quality envelope.

    Parameters
    ----------
    criteria : Criteria
    answers : Answers

    Returns
    -------
    Answers
        What was read of an answer stays, so that it is scored as before.
    """
    elsewhere = criteria.price_envelope()
    given = {vendor: dict(own) for vendor, own in answers.given.items()}
    found: list[Finding] = []
    for vendor, own in given.items():
        for id, answer in own.items():
            if id in elsewhere or not _has_price(answer):
                continue
            own[id] = _hidden(answer)
            found.append(
                Finding(
                    code="price-in-quality",
                    severity=Severity.WARNING,
                    vendor=vendor,
                    criterion=id,
                    source=answer.source,
                )
            )
    if not found:
        return answers
    places = {(one.vendor, one.criterion) for one in found}
    return replace(answers, given=given, findings=(*_without(answers, places), *found))


def _has_price(answer: Answer) -> bool:
    return any(mentions_price(getattr(answer, name)) for name in _TEXTS)


def _hidden(answer: Answer) -> Answer:
    reading = answer.reading
    return replace(
        answer,
        text=_without_price(answer.text),
        evidence_text=_without_price(answer.evidence_text),
        remarks=_without_price(answer.remarks),
        reading=reading and replace(reading, text=_without_price(reading.text)),
    )


def _without_price(said: str) -> str:
    return hidden_words() if mentions_price(said) else said


def _without(answers: Answers, places: set[tuple[str | None, str | None]]) -> Iterator[Finding]:
    """Findings of reading, their quotations of these answers hidden as well."""
    for finding in answers.findings:
        if (finding.vendor, finding.criterion) in places and finding.found:
            yield replace(finding, found=hidden_words())
        else:
            yield finding


def envelope_of(decision: Decision) -> EnvelopeKey | None:
    """What every output says of envelopes.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    {"one", "two"} or None
        The key of a wording below ``envelopes``; None where no price is at hand or asked for.
    """
    if decision.criteria.price.envelopes > 1:
        return "two"
    return "one" if are_prices_at_hand(decision) else None


def are_prices_at_hand(decision: Decision) -> bool:
    """Whether prices lay open while quality was judged: offers, or prices among the answers.

    Parameters
    ----------
    decision : Decision

    Returns
    -------
    bool
    """
    if decision.opened:
        return True
    ids = decision.criteria.price_envelope()
    return any(
        answer.state is AnswerState.ANSWERED
        for own in decision.answers.given.values()
        for id, answer in own.items()
        if id in ids
    )
