"""From sightings to answers: read the cell, say what is doubtful or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendor_score.findings import Finding
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.doubts import blank_doubt
from vendor_score.questionnaire.layouts.sightings import Sighting
from vendor_score.questionnaire.read_cell import CellReading, read_cell
from vendor_score.records import Answer, AnswerState, EvidenceState, Question
from vendor_score.wording import lexicon

__all__ = ["Answering"]

_MOST_READINGS = 200_000

_Key = tuple[str, str | None, CellKind, str, float | None, str | None]


class Answering:
    """Reads answers; equal cells under equal questions are read once."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions: Mapping[str, Question] = {q.id: q for q in questions}
        self._readings: dict[_Key, CellReading] = {}

    def answer(self, sighting: Sighting) -> tuple[Answer, Sequence[Finding]]:
        """The answer that a sighting holds, and findings about it, without vendor and source."""
        question = self._questions[sighting.question]
        cell = sighting.cell
        if cell is None:
            found = () if kind_of(question.kind).is_judged else (blank_doubt(question),)
            return self._blank(sighting), found
        read = self._read(cell, question, sighting.unit)
        state, evidence = read.state, _evidence(sighting, read)
        if kind_of(question.kind).is_judged and state is not AnswerState.BLANK:
            state = AnswerState.PENDING
        answer = Answer(
            criterion=question.id,
            text=read.text,
            state=state,
            reading=read.reading,
            source=sighting.source,
            evidence=evidence,
            evidence_text=sighting.evidence.text.strip() if sighting.evidence else "",
            remarks=sighting.remarks.text.strip() if sighting.remarks else "",
        )
        return answer, read.findings

    def _read(self, cell: Cell, question: Question, unit: str | None) -> CellReading:
        key = (question.id, unit, cell.kind, cell.text, cell.number, cell.number_format)
        read = self._readings.get(key)
        if read is None:
            read = read_cell(cell, question, unit)
            if len(self._readings) < _MOST_READINGS:
                self._readings[key] = read
        return read

    def _blank(self, sighting: Sighting) -> Answer:
        judged = kind_of(self._questions[sighting.question].kind).is_judged
        return Answer(
            criterion=sighting.question,
            state=AnswerState.PENDING if judged else AnswerState.BLANK,
            source=sighting.source,
            evidence=_evidence(sighting, None),
            evidence_text=sighting.evidence.text.strip() if sighting.evidence else "",
            remarks=sighting.remarks.text.strip() if sighting.remarks else "",
        )


def _evidence(sighting: Sighting, read: CellReading | None) -> EvidenceState:
    """Claimed where the evidence column says anything but no, or the answer itself points to it."""
    cell = sighting.evidence
    if cell is not None:
        told = cell.text.strip().casefold()
        if cell.kind is CellKind.PICTURE or (
            told and told not in lexicon.words("none", "none.proof")
        ):
            return EvidenceState.CLAIMED
    flags = read.reading.flags if read is not None and read.reading is not None else ()
    return EvidenceState.CLAIMED if "evidence_claimed" in flags else EvidenceState.NONE
