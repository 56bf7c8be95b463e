"""Two scored rounds compared: what moved whom, what decided the first place, what is open still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import isnan

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision import Decision, ScoredAnswer
from vendor_score.decision.findings import definitions_to_align
from vendor_score.errors import UsageError
from vendor_score.questionnaire.questions import nearest_texts
from vendor_score.questionnaire.template import asks_of, open_questions
from vendor_score.ranking.methods import rank
from vendor_score.ranking.ranking import Ranking
from vendor_score.records import Answer, AnswerState
from vendor_score.rounds.answers import renamed_answers, same_question
from vendor_score.rounds.records import (
    STEPS,
    AnswerThen,
    ChangedAnswer,
    CriteriaChange,
    Part,
    Replacement,
    Since,
    StillOpen,
    Turn,
    VendorMove,
)
from vendor_score.rounds.split import Way, parts_of
from vendor_score.scoring import TIE
from vendor_score.wording import Label

__all__ = ["check_renamed", "compare_rounds", "first_changes_first", "replacements", "same_vendors"]

_REPLACED = "replaced-answers"
_ALIKE = 0.8
"""Share of equal answers from which two names are asked about, however they are spelt."""
_FEWEST = 3


def compare_rounds(
    old: Decision,
    new: Decision,
    *,
    renamed: Mapping[str, str] | None = None,
    against: str = "",
) -> Since:
    """What changed between two rounds.

    Parameters
    ----------
    old, new : Decision
        As scored in each round, by its own criteria and weights.
    renamed : mapping of str to str, optional
        A vendor's name in the older round to its name now.
    against : str, optional
        What the older round was read from, as it is shown.

    Returns
    -------
    Since

    Raises
    ------
    UsageError
        For a renamed vendor that is not there.
    """
    names = dict(renamed or {})
    check_renamed(names, old.vendors, new.vendors)
    old = _renamed(old, names)
    way = Way(old=old, new=new)
    before, after = rank(old), rank(new)
    stages = list(way.stages())
    called = {now: then for then, now in names.items()}
    parts = {vendor: parts_of(vendor, old, stages) for vendor in way.in_both}
    moves = [
        _move(name, called.get(name, name), before, after, parts[name])
        for name in after.by_name
        if name in parts
    ]
    left = tuple(vendor for vendor in old.vendors if vendor not in way.in_both)
    arrived = tuple(vendor for vendor in new.vendors if vendor not in way.in_both)
    file = old.criteria.file
    return Since(
        against=against,
        criteria_then="" if file is None else file.file,
        is_saved=False,
        steps=STEPS,
        moves=tuple(moves),
        arrived=arrived,
        left=left,
        may_be_same=same_vendors(left, arrived, way),
        first_before=before.leaders,
        first_after=after.leaders,
        turns=tuple(Turn(step=step, first=rank(decision).leaders) for step, decision in stages),
        changes=first_changes_first(_changes(way, parts, after.leaders)),
        criteria_changes=tuple(_criteria_changes(old, new)),
        still_open=tuple(_still_open(way)),
        replaced=replacements(new),
    )


def check_renamed(names: Mapping[str, str], old: Iterable[str], new: Iterable[str]) -> None:
    """Refuse names that are not there, and two old names for one vendor.

    Parameters
    ----------
    names : mapping of str to str
        Old name to new name.
    old, new : iterable of str
        The vendors of both rounds.

    Raises
    ------
    UsageError
        Names the vendors that are there.
    """
    known = {"then": list(old), "now": list(new)}
    for then, now in names.items():
        for key, name in (("then", then), ("now", now)):
            if name not in known[key]:
                said = ", ".join(known[key])
                raise UsageError(f"errors.renamed_{key}", vendor=name, known=said)
    taken = [now for then, now in names.items() if now in known["then"] and now != then]
    twice = [now for now in names.values() if list(names.values()).count(now) > 1]
    for now in (*twice, *(name for name in taken if name not in names)):
        raise UsageError("errors.renamed_twice", vendor=now)


def _renamed(decision: Decision, names: Mapping[str, str]) -> Decision:
    if not names:
        return decision
    return replace(
        decision,
        vendors=tuple(names.get(vendor, vendor) for vendor in decision.vendors),
        answers=renamed_answers(decision.answers, names),
    )


def _move(
    name: str, was_called: str, before: Ranking, after: Ranking, parts: tuple[Part, ...]
) -> VendorMove:
    then, now = before.by_name[name], after.by_name[name]
    return VendorMove(
        vendor=name,
        was_called=was_called,
        score_before=None if isnan(then.score) else then.score,
        score_after=None if isnan(now.score) else now.score,
        rank_before=then.rank,
        rank_after=now.rank,
        status_before=then.status.value,
        status_after=now.status.value,
        parts=parts,
    )


# Changed answers, and what each would mean for the first place if it were taken back.


def _changes(
    way: Way, parts: Mapping[str, tuple[Part, ...]], first: tuple[str, ...]
) -> Iterator[ChangedAnswer]:
    for vendor, id in way.changed:
        step = way.step(vendor, id) or "answers"
        effect = next(
            (part.by_criterion.get(id, 0.0) for part in parts[vendor] if part.step == step), 0.0
        )
        yield ChangedAnswer(
            vendor=vendor,
            criterion=id,
            step=step,
            before=_then(way.old, vendor, id),
            after=_then(way.new, vendor, id),
            effect=effect,
            first_without=_first_without(way, vendor, id, first),
        )


def _first_without(
    way: Way, vendor: str, id: str, first: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Who is first with the old answer in its place; None where that is nobody else."""
    if id not in way.new.columns or not _may_matter(way.new, vendor, id, first):
        return None
    found = rank(way.new.with_answer(vendor, way.old_by_new(vendor, id))).leaders
    return None if set(found) == set(first) else found


def _may_matter(decision: Decision, vendor: str, id: str, first: tuple[str, ...]) -> bool:
    """Whether the points of one answer can reach the first place at all: spares most rankings."""
    column = decision.columns[id]
    leaf = column.criterion
    is_plain = not leaf.is_relative and leaf.must is None and not column.fails.any()
    if not is_plain or vendor in first or not first:
        return True
    row, leader = decision.rows_of((vendor, first[0]))
    if decision.scores.counted[row] < 1 - TIE or column.criterion.missing.by_state:
        return True
    if leaf.missing.default in ("exclude", "fail"):
        return True
    gap = decision.scores.scores[leader] - decision.scores.scores[row]
    return bool(decision.leaf_weights.get(id, 0.0) * 100 >= gap - TIE)


def _then(decision: Decision, vendor: str, id: str) -> AnswerThen:
    answer = decision.answers.of(vendor, id)
    scored = decision.scored[vendor].get(id)
    applies = answer.override is not None and not answer.override.stale
    return AnswerThen(
        text=_words(answer),
        state=answer.state.value,
        points=_points(scored),
        is_corrected=applies,
        source=answer.source,
    )


def _points(scored: ScoredAnswer | None) -> float | None:
    return None if scored is None else scored.value


def _words(answer: Answer) -> str:
    if answer.judgements:
        return "; ".join(f"{j.assessor} {j.level:g}".strip() for j in answer.judgements)
    override = answer.override
    return answer.text if override is None or override.stale else override.text


def first_changes_first(changes: Iterable[ChangedAnswer]) -> tuple[ChangedAnswer, ...]:
    """Changed answers in the order in which they are shown.

    Parameters
    ----------
    changes : iterable of ChangedAnswer
        In any order.

    Returns
    -------
    tuple of ChangedAnswer
        Those that decide the first place, then the others by size.
    """
    return tuple(sorted(changes, key=lambda one: (one.first_without is None, -abs(one.effect))))


# Vendors that may be one under two names, changed criteria, open questions, replaced files.


def same_vendors(
    left: Iterable[str], arrived: Iterable[str], way: Way | None = None
) -> tuple[tuple[str, str], ...]:
    """Pairs of a vendor gone and a vendor new that look like one.

    Parameters
    ----------
    left, arrived : iterable of str
        Names of the last round alone and of this one alone.
    way : Way, optional
        Where the answers of both rounds are known, equal ones count too.

    Returns
    -------
    tuple of (str, str)
    """
    new = list(arrived)
    found = []
    for name in left:
        near = [other for other in new if name in other or other in name]
        near += nearest_texts(name, new, 1)
        near += [other for other in new if way is not None and _answers_alike(way, name, other)]
        found += [(name, other) for other in list(dict.fromkeys(near))[:1]]
    return tuple(found)


def _answers_alike(way: Way, name: str, other: str) -> bool:
    then, now = way.old.answers.given[name], way.new.answers.given[other]
    both = [
        (then[id].text.strip(), now[id].text.strip())
        for id in then.keys() & now.keys()
        if then[id].state is AnswerState.ANSWERED
    ]
    alike = sum(one == two for one, two in both)
    return len(both) >= _FEWEST and alike / len(both) >= _ALIKE


def _criteria_changes(old: Decision, new: Decision) -> Iterator[CriteriaChange]:
    then, now = _nodes(old.criteria), _nodes(new.criteria)
    shares = _shares(old), _shares(new)
    # groups before what is in them
    every = {**then, **now}
    for id in sorted(dict.fromkeys((*now, *then)), key=lambda each: len(every[each].path)):
        ends = {"before": shares[0].get(id), "after": shares[1].get(id)}
        if id not in then:
            yield CriteriaChange(id=id, what="added", **ends)
        elif id not in now:
            yield CriteriaChange(id=id, what="removed", **ends)
        else:
            if abs((ends["before"] or 0.0) - (ends["after"] or 0.0)) > TIE:
                yield CriteriaChange(id=id, what="weight", **ends)
            if _is_scored_otherwise(then[id], now[id]):
                yield CriteriaChange(id=id, what="scale", **ends)


def _nodes(criteria: Criteria) -> dict[str, Group | Criterion]:
    return {node.id: node for node in criteria.nodes()}


def _shares(decision: Decision) -> dict[str, float]:
    found = dict.fromkeys((node.id for node in decision.criteria.nodes()), 0.0)
    for leaf in decision.criteria_taking_part:
        for id in leaf.path:
            found[id] += decision.leaf_weights[leaf.id]
    return found


def _is_scored_otherwise(then: Group | Criterion, now: Group | Criterion) -> bool:
    if isinstance(then, Group) or isinstance(now, Group):
        return type(then) is not type(now)
    if not same_question(then.question(), now.question()):
        return True
    return any(
        getattr(then, name) != getattr(now, name)
        for name in ("value", "direction", "must", "missing", "evidence_discount", "options")
    )


def _still_open(way: Way) -> Iterator[StillOpen]:
    """What was open at a vendor after the last round, and is so now or was declined.

    What counts comes first.
    """
    weights = way.new.leaf_weights
    yield from sorted(_open_in_both(way), key=lambda one: not weights.get(one.criterion, 0.0))


def _open_in_both(way: Way) -> Iterator[StillOpen]:
    then, now = _open(way.old, way.in_both), _open(way.new, way.in_both)
    for vendor in way.in_both:
        for id in then[vendor]:
            if id not in way.new_questions:
                continue
            answer = way.new.answers.of(vendor, id)
            if id in now[vendor] or answer.state is AnswerState.REFUSED:
                yield StillOpen(
                    vendor=vendor, criterion=id, state=answer.state.value, text=answer.text
                )


def _open(decision: Decision, vendors: Iterable[str]) -> dict[str, tuple[str, ...]]:
    asks = [
        *asks_of(decision.all_findings),
        *definitions_to_align(decision.criteria, decision.answers),
    ]
    questions = decision.criteria.questions()
    return {
        vendor: open_questions(
            decision.answers, questions, vendor, [ask for ask in asks if ask.vendor == vendor]
        ).criteria
        for vendor in vendors
    }


def replacements(decision: Decision) -> tuple[Replacement, ...]:
    """Which files replaced older ones among the answers of a round, with the reason.

    Parameters
    ----------
    decision : Decision
        Of the round.

    Returns
    -------
    tuple of Replacement
    """
    return tuple(
        Replacement(
            vendor=finding.vendor or "",
            files=finding.found or "",
            answers=int(str(finding.values.get("count", 0))),
            reason=reason if isinstance(reason, Label) else Label.same(""),
        )
        for finding in decision.answers.findings
        if finding.code == _REPLACED
        for reason in [finding.values.get("reason")]
    )
