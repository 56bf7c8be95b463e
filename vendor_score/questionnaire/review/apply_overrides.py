"""Apply reviews to answers: corrections, proof seen and judgements, and what is stale in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TypeVar

from vendor_score.findings import Finding, Severity
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.answers import read_cell
from vendor_score.questionnaire.cells import CellKind
from vendor_score.questionnaire.review.entries import (
    Entry,
    JudgedLevel,
    Review,
    fingerprint,
    says_yes,
)
from vendor_score.records import (
    Answer,
    Answers,
    AnswerState,
    EvidenceState,
    Judgement,
    Override,
    Question,
    Reading,
)

__all__ = ["apply_reviews"]

_Placed = TypeVar("_Placed", Entry, JudgedLevel)
_SPREAD = 2.0  # levels between assessors from which the buyer should talk about it


def apply_reviews(
    answers: Answers, reviews: Sequence[Review], questions: Sequence[Question]
) -> Answers:
    """The answers with every valid entry of the reviews applied.

    Parameters
    ----------
    answers
        As read from the vendors' files; left as they are.
    reviews
        In any order: what two of them say differently about one answer is applied by neither.
    questions
        All questions of the criteria.

    Returns
    -------
    Answers
        With what is wrong or stale in the reviews among its findings.

    Notes
    -----
    Where a review corrects an answer, findings about that answer become notes: the buyer has
    decided. Two reviews that say different things about one answer are an error, and neither
    is applied. Judged criteria are pending for every vendor until somebody judges them.
    """
    work = _Applying(answers, {question.id: question for question in questions})
    for place, entries in _by_place(e for review in reviews for e in review.entries).items():
        work.take_entries(*place, entries)
    levels = _by_place(level for review in reviews for level in review.levels)
    for place in levels:
        work.check_place(*place, levels[place][0])
    for question in questions:
        if kind_of(question.kind).is_judged:
            for vendor in answers.vendors:
                work.judge(vendor, question, levels.get((vendor, question.id), []))
    return work.result()


def _by_place(entries: Iterable[_Placed]) -> dict[tuple[str, str], list[_Placed]]:
    places: dict[tuple[str, str], list[_Placed]] = {}
    for entry in entries:
        places.setdefault((entry.vendor, entry.criterion), []).append(entry)
    return places


@dataclass
class _Applying:
    answers: Answers
    questions: Mapping[str, Question]
    changed: dict[str, dict[str, Answer]] = field(default_factory=dict)
    settled: set[tuple[str, str]] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)

    def take_entries(self, vendor: str, criterion: str, entries: list[Entry]) -> None:
        if not self.check_place(vendor, criterion, entries[0]):
            return
        if len({(e.corrected.text if e.corrected else "", e.seen) for e in entries}) > 1:
            self._report("conflicting-corrections", Severity.ERROR, entries[-1], _told(entries))
            return
        entry = entries[0]
        answer = self.answers.of(vendor, criterion)
        if entry.mark != fingerprint(answer):
            self._report("stale-override", Severity.WARNING, entry, answer.text)
            self._put(vendor, replace(answer, override=_override(entry, stale=True)))
            return
        answer = self._corrected(answer, entry)
        if says_yes(entry.seen):
            answer = replace(answer, evidence=EvidenceState.SEEN)
        self._put(vendor, answer)

    def check_place(self, vendor: str, criterion: str, entry: Entry | JudgedLevel) -> bool:
        """Whether the entry speaks of a vendor and a criterion that are there."""
        if vendor not in self.answers.given:
            self._report("review-unknown-vendor", Severity.WARNING, entry, vendor)
            return False
        if criterion not in self.questions:
            self._report("review-unknown-criterion", Severity.WARNING, entry, criterion)
            return False
        return True

    def _corrected(self, answer: Answer, entry: Entry) -> Answer:
        if entry.corrected is None:
            return answer
        question = self.questions[entry.criterion]
        read = read_cell(entry.corrected, question)
        if read.state is AnswerState.UNREADABLE:
            self._report("override-unreadable", Severity.WARNING, entry, entry.corrected.text)
            return answer
        missing = [key for key in ("reason", "basis", "name", "date") if not getattr(entry, key)]
        if missing:
            self._report("override-unsigned", Severity.INFO, entry, entry.corrected.text)
        self.settled.add((entry.vendor, entry.criterion))
        return replace(
            answer, state=read.state, reading=read.reading, override=_override(entry, stale=False)
        )

    def judge(self, vendor: str, question: Question, levels: list[JudgedLevel]) -> None:
        judgements = [j for level in levels if (j := self._judgement(level, question)) is not None]
        described = self.answers.of(vendor, question.id)
        answer = replace(described, state=AnswerState.PENDING, reading=None)
        if judgements:
            answer = _judged(described, question, judgements)
            spread = max(j.level for j in judgements) - min(j.level for j in judgements)
            if spread >= _SPREAD:
                found = answer.reading.text if answer.reading else ""
                self._report("judgements-differ", Severity.INFO, levels[0], found)
        self._put(vendor, answer)

    def _judgement(self, entry: JudgedLevel, question: Question) -> Judgement | None:
        if entry.level is None:
            return None
        level = _level(entry)
        if level is None or not 0 <= level <= len(question.levels) - 1:
            self._report(
                "judgement-unreadable",
                Severity.WARNING,
                entry,
                entry.level.text,
                highest=len(question.levels) - 1,
            )
            return None
        return Judgement(
            assessor=entry.assessor, level=level, reason=entry.reason, source=entry.source
        )

    def _put(self, vendor: str, answer: Answer) -> None:
        self.changed.setdefault(vendor, {})[answer.criterion] = answer

    def _report(
        self,
        code: str,
        severity: Severity,
        entry: Entry | JudgedLevel,
        found: str,
        **values: object,
    ) -> None:
        self.found.append(
            Finding(
                code=code,
                severity=severity,
                vendor=entry.vendor,
                criterion=entry.criterion,
                source=entry.source,
                found=found,
                values=values,
            )
        )

    def result(self) -> Answers:
        given = {
            vendor: {**answers, **self.changed.get(vendor, {})}
            for vendor, answers in self.answers.given.items()
        }
        findings = [
            finding.with_severity(Severity.INFO)
            if (finding.vendor, finding.criterion) in self.settled
            else finding
            for finding in self.answers.findings
        ]
        return replace(self.answers, given=given, findings=(*findings, *self.found))


def _override(entry: Entry, *, stale: bool) -> Override:
    return Override(
        text=entry.corrected.text.strip() if entry.corrected else "",
        reason=entry.reason,
        basis=entry.basis,
        name=entry.name,
        date=entry.date,
        source=entry.source,
        stale=stale,
    )


def _judged(described: Answer, question: Question, judgements: list[Judgement]) -> Answer:
    """The mean of the levels; the single ones, and the vendor's words, stay beside it."""
    told = "; ".join(f"{j.assessor} {j.level:g}".strip() for j in judgements)
    mean = fmean(judgement.level for judgement in judgements)
    return replace(
        described,
        text=described.text or told,
        state=AnswerState.ANSWERED,
        reading=Reading(text=told, kind=question.kind, low=mean, high=mean),
        source=described.source if described.text else judgements[0].source,
        evidence=EvidenceState.SEEN,
        judgements=tuple(judgements),
    )


def _level(entry: JudgedLevel) -> float | None:
    cell = entry.level
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER:
        return cell.number
    try:
        return float(cell.text.strip().replace(",", "."))
    except ValueError:
        return None


def _told(entries: Sequence[Entry]) -> str:
    return " / ".join(
        f"{entry.corrected.text if entry.corrected else entry.seen} ({entry.source})"
        for entry in entries
    )
