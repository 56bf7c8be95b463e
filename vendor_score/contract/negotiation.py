"""What to ask for before signing, worth most first. It stays with the buyer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vendor_score.contract.promises import binding_of
from vendor_score.contract.records import ContractCheck, Promise
from vendor_score.kinds.readings import format_reading
from vendor_score.offers.words import item_words
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.wording import Label, both, in_every_language

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criterion
    from vendor_score.decision import Decision
    from vendor_score.price.results import Assumed

__all__ = ["Ask", "negotiation_list"]

_CLEAR: Final = 3
_CLAUSE_OF: Final = {"level": 5, "duty": 3, "warranty": 1, "own_baseline": 5, "no": 7}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A row of the negotiation list.

    Attributes
    ----------
    what, ask, why : Label
    now : str
        The vendor's words, or the draft's.
    points : float
        What it would be worth in the ranking, of 100.
    money : float or None
        The same at the price of a point; None where that is not known.
    leverage : Label
        What another bidder offers; empty where none offers more.
    clause : int
    is_must : bool
    """

    what: Label
    now: str
    ask: Label
    why: Label
    points: float
    money: float | None
    leverage: Label
    clause: int
    is_must: bool = False


@dataclass(frozen=True, slots=True)
class _Rival:
    """The runner-up, and how much of it may be printed."""

    name: str
    is_named: bool
    withheld: frozenset[str]


def negotiation_list(  # noqa: PLR0913 - what a buyer may know beside the decision
    decision: Decision,
    vendor: str,
    *,
    check: ContractCheck | None = None,
    promises: Sequence[Promise] = (),
    price_of_point: float | None = None,
    names_rivals: bool = False,
    withheld: Collection[str] = (),
    assumed: Sequence[Assumed] = (),
) -> tuple[Ask, ...]:
    """Everything worth asking for.

    Parameters
    ----------
    decision : Decision
    vendor : str
    check : ContractCheck, optional
        Of the vendor's draft.
    promises : sequence of Promise, optional
        Against that draft.
    price_of_point : float, optional
        What a point of quality is worth, in the buyer's currency.
    names_rivals : bool, optional
        Whether the runner-up is named; else it is "another bidder".
    withheld : collection of str, optional
        Criteria of which no figure of a rival is printed.
    assumed : sequence of Assumed, optional
        Items that the offer leaves open, with what each would be worth.

    Returns
    -------
    tuple of Ask
        Musts first, then by worth.
    """
    rival = _rival(decision, vendor)
    asks = [
        *_targets(
            decision,
            vendor,
            None if rival is None else _Rival(rival, names_rivals, frozenset(withheld)),
        ),
        *_weaker(decision, promises),
        *(_clauses(check) if check else ()),
    ]
    priced = [
        replace(ask, money=ask.points * price_of_point) if price_of_point else ask for ask in asks
    ]
    priced += map(_assumed, assumed)
    return tuple(sorted(priced, key=lambda ask: (not ask.is_must, -(ask.money or 0), -ask.points)))


def _assumed(item: Assumed) -> Ask:
    """An item that the offer leaves open: stating 0 would save what is assumed."""
    words = item_words(item.item)
    return Ask(
        what=Label.same(words[-1]), now="", ask=both("contract.ask.assumed"),
        why=both("contract.why.assumed"), points=0.0, money=item.gain, leverage=Label.same(""),
        clause=_CLAUSE_OF["no"],
    )  # fmt: skip


def _rival(decision: Decision, vendor: str) -> str | None:
    """The best of the others."""
    ranked = [entry.name for entry in decision.rank().vendors if entry.rank is not None]
    return next((name for name in ranked if name != vendor), None)


def _targets(decision: Decision, vendor: str, rival: _Rival | None) -> Iterator[Ask]:
    """Answers that miss the buyer's target or must, that are only claimed, or that are missing."""
    given, broken = decision.answers.given[vendor], decision.knock_outs_of(vendor)
    musts = {knock_out.criterion for knock_out in broken} | set(decision.untested[vendor])
    for leaf in decision.criteria_taking_part:
        answer = given.get(leaf.id)
        if answer is None or answer.state is AnswerState.PENDING:
            continue
        now = _points(leaf, answer.reading)
        why, wanted = _reason(leaf, answer, now)
        if why is None and leaf.id not in musts:
            continue
        worth = decision.leaf_weights[leaf.id] * max(0.0, wanted - now)
        yield Ask(
            what=leaf.label,
            now=answer.text,
            ask=_asked(leaf, why),
            why=both("contract.why.must") if leaf.id in musts or why is None else both(why),
            points=worth,
            money=None,
            leverage=_leverage(decision, leaf, now, rival),
            clause=_CLAUSE_OF[binding_of(leaf)],
            is_must=leaf.id in musts,
        )


def _reason(leaf: Criterion, answer: Answer, now: float) -> tuple[str | None, float]:
    """Why it is asked for, and the points that it should bring."""
    wanted = _points(leaf, _target_reading(leaf))
    if answer.state is not AnswerState.ANSWERED:
        return "contract.why.missing", max(wanted, now)
    if leaf.target is not None and wanted > now:
        return "contract.why.target", wanted
    if answer.is_bare_claim:
        return "contract.why.claim", now
    return None, now


def _asked(leaf: Criterion, why: str | None) -> Label:
    reading = _target_reading(leaf)
    if why == "contract.why.claim" or reading is None:
        return leaf.evidence or both("contract.annex.to_agree")
    return in_every_language(lambda lang: format_reading(reading, lang))


def _target_reading(leaf: Criterion) -> Reading | None:
    value = leaf.target.operands[0] if leaf.target is not None and leaf.target.operands else None
    if not isinstance(value, float):
        return None
    low, high = (None, value) if leaf.low_is_good else (value, None)
    return Reading(text="", kind=leaf.answer, low=low, high=high, unit=leaf.unit)


def _points(leaf: Criterion, reading: Reading | None) -> float:
    if leaf.value is None or reading is None:
        return 0.0
    try:
        return leaf.value.points(reading).low
    except ValueError:
        return 0.0


def _leverage(decision: Decision, leaf: Criterion, now: float, rival: _Rival | None) -> Label:
    """The runner-up's figure where it is better and may be printed."""
    if rival is None or leaf.id in rival.withheld:
        return Label.same("")
    answer = decision.answers.given[rival.name].get(leaf.id)
    reading = answer.reading if answer is not None else None
    if reading is None or _points(leaf, reading) <= now:
        return Label.same("")
    figure = in_every_language(lambda lang: format_reading(reading, lang))
    if rival.is_named:
        return both("contract.leverage.named", vendor=rival.name, figure=figure)
    return both("contract.leverage.masked", figure=figure)


def _weaker(decision: Decision, promises: Sequence[Promise]) -> Iterator[Ask]:
    leaves: Mapping[str, Criterion] = {leaf.id: leaf for leaf in decision.criteria.leaves()}
    for promise in promises:
        if promise.binds not in {"level", "duty"} or promise.verdict in {"same", "better"}:
            continue
        lost = (promise.points_promised or 0.0) - (promise.points_contract or 0.0)
        yield Ask(
            what=leaves[promise.criterion].label,
            now=promise.contract,
            ask=Label.same(promise.promised),
            why=both("contract.why.weaker"),
            points=decision.leaf_weights.get(promise.criterion, 0.0) * max(0.0, lost),
            money=None,
            leverage=Label.same(""),
            clause=_CLAUSE_OF[promise.binds],
        )


def _clauses(check: ContractCheck) -> Iterator[Ask]:
    for clause in check.clauses:
        for id in clause.missing if clause.level < _CLEAR else ():
            yield Ask(
                what=both(f"contract.clause.{clause.number:02}"),
                now=clause.quotes[0].text if clause.quotes else "",
                ask=both(f"contract.ask.{clause.number:02}.{id}"),
                why=both("contract.why.clause", level=clause.level),
                points=0.0,
                money=None,
                leverage=Label.same(""),
                clause=clause.number,
            )
