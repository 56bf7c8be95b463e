"""The way from one round to the next in steps, and what each step is worth to every vendor.

The last round is turned into this one step by step, always in the same order; a step's part is the
change of the score that it makes. So the parts add up to the whole change, whatever interacts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan

from vendor_score.decision import Decision, decide
from vendor_score.decision.criterion_column import answer_of
from vendor_score.errors import NothingReadError
from vendor_score.records import Answer, Answers, Question
from vendor_score.rounds.answers import (
    FilesOfRounds,
    as_given,
    by_question,
    same_question,
    step_of,
)
from vendor_score.rounds.records import STEPS, Part, Step

__all__ = ["Way", "parts_of"]

_ANSWER_STEPS = STEPS[:3]
_LEAST = 1e-12


@dataclass(frozen=True, kw_only=True)
class Way:
    """Two rounds of one comparison, vendors called as in the newer one.

    Attributes
    ----------
    old, new : Decision
        As scored in each round, by its own criteria and weights.
    """

    old: Decision
    new: Decision
    _steps: dict[tuple[str, str], Step | None] = field(default_factory=dict, repr=False)

    @cached_property
    def in_both(self) -> tuple[str, ...]:
        """The vendors of both rounds, in the order of the newer one."""
        then = set(self.old.vendors)
        return tuple(vendor for vendor in self.new.vendors if vendor in then)

    @cached_property
    def old_questions(self) -> Mapping[str, Question]:
        """What was asked in the older round, by criterion id."""
        return {leaf.id: leaf.question() for leaf in self.old.criteria.leaves()}

    @cached_property
    def new_questions(self) -> Mapping[str, Question]:
        """What was asked in the newer round, by criterion id."""
        return {leaf.id: leaf.question() for leaf in self.new.criteria.leaves()}

    @cached_property
    def _files(self) -> FilesOfRounds:
        return FilesOfRounds(self.old.answers, self.new.answers)

    def step(self, vendor: str, criterion: str) -> Step | None:
        """In which step an answer changes; None where it counts as it did.

        Parameters
        ----------
        vendor : str
            Of both rounds.
        criterion : str
            Of both rounds.

        Returns
        -------
        Step or None
        """
        key = (vendor, criterion)
        if key not in self._steps:
            old, new = self.old.answers.of(*key), self.new.answers.of(*key)
            question = self.new_questions[criterion]
            self._steps[key] = step_of(old, new, question, self._files)
        return self._steps[key]

    @cached_property
    def changed(self) -> tuple[tuple[str, str], ...]:
        """Vendor and criterion of every answer that counts otherwise, in order."""
        ids = [id for id in self.new_questions if id in self.old_questions]
        return tuple((v, id) for v in self.in_both for id in ids if self.step(v, id) is not None)

    def old_by_new(self, vendor: str, criterion: str) -> Answer:
        """The answer of the older round as the newer one's question has it read.

        Parameters
        ----------
        vendor : str
            Of the older round.
        criterion : str
            Of both rounds.

        Returns
        -------
        Answer
        """
        leaf = self.new.criteria.criterion(criterion)
        answer = answer_of(self.old.answers, vendor, leaf)
        question = self.new_questions[criterion]
        is_same = same_question(self.old_questions[criterion], question)
        return answer if is_same else by_question(answer, question)

    def _new_by_old(self, vendor: str, criterion: str) -> Answer:
        answer = self.new.answers.of(vendor, criterion)
        question = self.old_questions[criterion]
        is_same = same_question(self.new_questions[criterion], question)
        return answer if is_same else by_question(answer, question)

    def _answer_at(self, vendor: str, criterion: str, done: Sequence[Step]) -> Answer:
        """An answer of the older round once some steps are done."""
        old = self.old.answers.of(vendor, criterion)
        if criterion not in self.new_questions or vendor not in self.in_both:
            return old
        step = self.step(vendor, criterion)
        if step in done and not (step == "answers" and "readings" not in done):
            return self._new_by_old(vendor, criterion)
        if step in done:
            question = self.old_questions[criterion]
            return as_given(self._new_by_old(vendor, criterion), question)
        return old

    def stages(self) -> Iterator[tuple[Step, Decision]]:
        """The decision once each step is done, in order; the last is that of the newer round.

        Yields
        ------
        tuple of Step and Decision
            A step that leaves nothing to decide gives the decision before it.
        """
        last = self.old
        for at, step in enumerate(_ANSWER_STEPS, start=1):
            last = self._with_answers(_ANSWER_STEPS[:at], last)
            yield step, last
        scaled = self._with_criteria(last)
        yield "criteria", scaled
        weighted = _weighted(scaled, self.new.leaf_weights)
        yield "weights", weighted
        yield "vendors", self.new

    def _with_answers(self, done: Sequence[Step], before: Decision) -> Decision:
        given = {
            vendor: {id: self._answer_at(vendor, id, done) for id in self.old_questions}
            for vendor in self.old.vendors
        }
        if given == {v: {id: before.answers.of(v, id) for id in row} for v, row in given.items()}:
            return before
        answers = replace(self.old.answers, given=given)
        found = _decided(lambda: decide(self.old.criteria, answers), before)
        return _weighted(found, self.old.leaf_weights)

    def _with_criteria(self, before: Decision) -> Decision:
        """This round's criteria at the last round's weights, the vendors still the old ones."""
        found = _decided(lambda: decide(self.new.criteria, self._old_vendors()), before)
        return _weighted(found, self.old.leaf_weights) if found is not before else before

    def _old_vendors(self) -> Answers:
        given = {}
        for vendor in self.old.vendors:
            is_here = vendor in self.in_both
            given[vendor] = {
                id: self.new.answers.of(vendor, id) if is_here else self.old_by_new(vendor, id)
                for id in self.new_questions
                if is_here or id in self.old_questions
            }
        return replace(self.old.answers, given=given)


def _decided(make: Callable[[], Decision], before: Decision) -> Decision:
    try:
        return make()
    except NothingReadError:
        return before


def _weighted(decision: Decision, shares: Mapping[str, float]) -> Decision:
    """The decision at these shares, as far as its criteria have any; at its own where none has."""
    own = {id: shares.get(id, 0.0) for id in decision.leaf_weights}
    total = sum(own.values())
    if total <= 0:
        return decision
    return replace(decision, leaf_weights={id: share / total for id, share in own.items()})


def parts_of(
    vendor: str, old: Decision, stages: Sequence[tuple[Step, Decision]]
) -> tuple[Part, ...]:
    """What each step is worth to a vendor.

    Parameters
    ----------
    vendor : str
        Of both rounds.
    old : Decision
        The older round.
    stages : sequence of (Step, Decision)
        As `Way.stages` gives them.

    Returns
    -------
    tuple of Part
        In the order of the steps; their points add up to the change of the score.
    """
    parts, before = [], _contributions(old, vendor)
    for step, decision in stages:
        after = _contributions(decision, vendor)
        differences = {
            id: after.get(id, 0.0) - before.get(id, 0.0) for id in dict.fromkeys((*before, *after))
        }
        moved = {id: found for id, found in differences.items() if abs(found) > _LEAST}
        parts.append(Part(step=step, points=sum(moved.values(), 0.0), by_criterion=moved))
        before = after
    return tuple(parts)


def _contributions(decision: Decision, vendor: str) -> dict[str, float]:
    """Points by criterion, nothing where nothing is left to score."""
    row = decision.row_of(decision.scores.contributions, vendor)
    return {id: points for id, points in row.items() if not isnan(points)}
