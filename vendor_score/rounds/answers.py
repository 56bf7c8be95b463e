"""One answer in two rounds: what of it changed, and how the other round's question reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import read_text, state_of
from vendor_score.records import Answer, Answers, AnswerState, EvidenceState, Question
from vendor_score.rounds.records import Step

__all__ = [
    "FilesOfRounds",
    "as_given",
    "by_question",
    "renamed_answers",
    "same_question",
    "step_of",
]

_READ = (AnswerState.ANSWERED, AnswerState.UNREADABLE)


class FilesOfRounds:
    """Which files lie unchanged in both rounds.

    An answer from such a file is the vendor's old one, however differently it is read now.

    Parameters
    ----------
    old, new : Answers
        Of both rounds.
    """

    def __init__(self, old: Answers, new: Answers) -> None:
        self._old = {file.file: file.sha256 for file in old.inputs}
        self._new = {file.file: file.sha256 for file in new.inputs}
        self._both = set(self._old.values()) & set(self._new.values()) - {""}

    def are_same(self, old: Answer, new: Answer) -> bool:
        """Whether both answers come from files that lie unchanged in both rounds.

        Parameters
        ----------
        old, new : Answer
            Of one vendor to one criterion; one of them may come from nowhere.

        Returns
        -------
        bool
        """
        known = [
            shas.get(answer.source.file or "")
            for shas, answer in ((self._old, old), (self._new, new))
            if answer.source.file
        ]
        return bool(known) and all(sha in self._both for sha in known)


def step_of(old: Answer, new: Answer, question: Question, files: FilesOfRounds) -> Step | None:
    """What about an answer changed between two rounds.

    Parameters
    ----------
    old, new : Answer
        Of one vendor to one criterion.
    question : Question
        What was asked.
    files : FilesOfRounds
        Which files are the same in both.

    Returns
    -------
    Step or None
        ``answers`` where the vendor writes otherwise, ``readings`` where the same words are read,
        corrected or proven otherwise, ``judgements`` where the buyer judges otherwise; None where
        the answer counts as it did.
    """
    if kind_of(question.kind).is_judged:
        is_same = (old.state, _levels(old)) == (new.state, _levels(new))
        return None if is_same else "judgements"
    if _counts(old) == _counts(new):
        return None
    said = (old.text.strip(), old.evidence_text.strip())
    if said == (new.text.strip(), new.evidence_text.strip()) and _both_asked(old, new):
        return "readings"
    return "readings" if files.are_same(old, new) else "answers"


def _both_asked(old: Answer, new: Answer) -> bool:
    return AnswerState.NOT_ASKED not in {old.state, new.state}


def _levels(answer: Answer) -> tuple[tuple[str, float], ...]:
    return tuple((judged.assessor, judged.level) for judged in answer.judgements)


def _counts(answer: Answer) -> tuple[object, ...]:
    """All of an answer that may be worth points; not where it stands."""
    override = answer.override
    applied = None if override is None or override.stale else override.text
    return (answer.text.strip(), answer.state, answer.reading, answer.evidence, applied)


def same_question(one: Question, other: Question) -> bool:
    """Whether an answer reads alike by both questions; their wording does not matter.

    Parameters
    ----------
    one, other : Question
        Of one criterion in two rounds.

    Returns
    -------
    bool
    """
    worded_alike = replace(
        one,
        label=other.label,
        text=other.text,
        aliases=other.aliases,
        evidence=other.evidence,
        example=other.example,
        plausible=other.plausible,
    )
    return worded_alike == other


def by_question(answer: Answer, question: Question) -> Answer:
    """The answer as the other round's question would have it read.

    Parameters
    ----------
    answer : Answer
        As read in its own round.
    question : Question
        Of the other round.

    Returns
    -------
    Answer
        Missing, judged and computed answers as they are.
    """
    kind = kind_of(question.kind)
    # judgements and totals of offers were not read from words
    if answer.state not in _READ or kind.is_judged or kind.is_computed or answer.judgements:
        return answer
    override = answer.override
    words = answer.text if override is None or override.stale else override.text
    reading = read_text(words, question)
    return replace(answer, state=state_of(reading), reading=reading)


def as_given(answer: Answer, question: Question) -> Answer:
    """The answer without anything that the buyer made of it.

    Parameters
    ----------
    answer : Answer
        With a correction, or with proof that the buyer saw.
    question : Question
        By which the vendor's words are read.

    Returns
    -------
    Answer
    """
    evidence = answer.evidence
    if evidence is EvidenceState.SEEN:
        evidence = EvidenceState.CLAIMED if answer.evidence_text else EvidenceState.NONE
    own = replace(answer, evidence=evidence)
    if answer.override is None or answer.override.stale:
        return own
    own = replace(own, override=None, state=AnswerState.ANSWERED)
    if not answer.text.strip():
        return replace(own, state=AnswerState.BLANK, reading=None)
    return by_question(own, question)


def renamed_answers(answers: Answers, names: Mapping[str, str]) -> Answers:
    """The answers of a round with some vendors under other names.

    Parameters
    ----------
    answers : Answers
        Of a round.
    names : mapping of str to str
        Old name to new name.

    Returns
    -------
    Answers
    """
    return replace(
        answers,
        vendors=tuple(names.get(vendor, vendor) for vendor in answers.vendors),
        given={names.get(vendor, vendor): row for vendor, row in answers.given.items()},
    )
