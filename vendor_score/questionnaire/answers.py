"""From located answers to those of each vendor: cells read, doubts named, sources merged."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_score.findings import Finding, Severity, Source
from vendor_score.grammar.numerals import MULTIPLIERS, clean
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import UNUSUAL, doubted, read_text, state_of
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.column_doubts import blank_finding, look_findings, reading_findings
from vendor_score.questionnaire.files.sources import ReplacedFiles
from vendor_score.questionnaire.questions import alnum
from vendor_score.questionnaire.sheets.grid import LocatedAnswer
from vendor_score.questionnaire.vendors import Claim, alike_names, name_key, shown_name
from vendor_score.records import Answer, AnswerState, EvidenceState, Question, Reading
from vendor_score.units import SECONDS, convert, known_unit
from vendor_score.wording import lexicon

__all__ = ["AnswerMerger", "CellReader", "CellReading", "read_cell", "same_answer"]

EPOCH = dt.date(1899, 12, 30)
LAST_SERIAL = 2_958_465
SHOWN_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?|-?\.\d+")
BRACKETED = re.compile(r"\(\s*(-[\d.]+\s*%?)\s*\)")
THOUSANDS = (1e3, 1e6, 1e9)
SHORTENED = MULTIPLIERS | {
    name: float(power)
    for power, names in lexicon.group("multiplier_in_format").items()
    for name in names
}
"""What formats such as ``0,"K"`` write behind a number of thousands, and what it stands for."""
MINUTE_FIRST = re.compile(r"(\d{1,2}):(\d{2})\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class CellReading:
    """What was read from a cell; ``text`` is what the vendor sees there, verbatim.

    ``findings`` name the criterion, but neither vendor nor source: the caller knows them.
    """

    reading: Reading
    state: AnswerState
    text: str
    findings: tuple[Finding, ...] = ()


def read_cell(cell: Cell, question: Question, header_unit: str | None = None) -> CellReading:
    """Read a cell as the answer to a question.

    ``header_unit`` is the bracketed unit of the header; it is the unit of a bare number.
    """
    reading, guess = READERS[cell.kind](cell, question, header_unit)
    reading = doubted(replace(reading, text=cell.text), question)
    state = state_of(reading)
    return CellReading(
        reading=reading,
        state=state,
        text=cell.text,
        findings=(
            *reading_findings(reading, state, question, cell.kind, guess),
            *look_findings(cell.look, reading, question),
        ),
    )


Read = tuple[Reading, str | None]
"""A reading, and the guess to offer where it has no value."""


def _text(cell: Cell, question: Question, unit: str | None) -> Read:
    return read_text(cell.text, question, unit), None


def _number(cell: Cell, question: Question, unit: str | None) -> Read:
    """The text as shown, which holds what the format writes around the number (≤, seconds), with
    the stored number in the place of the rounded one.
    """
    return read_text(_exact(cell, factor=1.0), question, unit), None


def _percent(cell: Cell, question: Question, unit: str | None) -> Read:
    return read_text(_exact(cell, factor=100.0), question, unit), None


def _exact(cell: Cell, *, factor: float) -> str:
    """The shown text with the stored number in the place of the shown one.

    A format may round the number, draw its minus as brackets or as a colour, or shorten it to
    thousands; the stored number counts. Where the format shows something else (a part of the
    number), the text stays as it is.
    """
    found = SHOWN_NUMBER.findall(cell.text)
    if cell.number is None or len(found) != 1:
        return cell.text
    shown = found[0]
    stored = float(f"{cell.number * factor:.12g}")
    value = float(shown.replace(",", ""))
    rounding = 0.5 * 10 ** -len(shown.partition(".")[2]) * (1 + 1e-9)
    if abs(value - stored) <= rounding:
        return cell.text.replace(shown, _plain(stored), 1)
    if stored < 0 and abs(value + stored) <= rounding:  # (5) or a red 5
        text = cell.text.replace(shown, _plain(stored), 1)
        return BRACKETED.sub(r"\1", text)
    before, _, after = cell.text.partition(shown)
    power = SHORTENED.get(after.strip().lower())
    if not before.strip() and power and abs(value - stored / power) <= rounding:
        return _plain(stored)
    if not (before + after).strip() and any(
        abs(value - stored / power) <= rounding for power in THOUSANDS
    ):
        return _plain(stored)  # the format 0, writes 12 for 12345
    return cell.text


def _plain(value: float) -> str:
    """Digits without an exponent and without a point that could be taken for a thousands sign."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else text  # noqa: PLR2004


def _date(cell: Cell, question: Question, unit: str | None) -> Read:
    """A date where a number is asked for is mostly a typed 3-5 that the spreadsheet turned."""
    if not kind_of(question.kind).is_number:
        return read_text(cell.text, question, unit), None
    return _flagged(question, "excel_date"), _typed(cell)


def _typed(cell: Cell) -> str | None:
    """What was probably typed: 5 March from 3-5, March 1950 from 3-50."""
    if cell.number is None or not 1 <= cell.number <= LAST_SERIAL:
        return None
    day = EPOCH + dt.timedelta(days=int(cell.number))
    shows_year_only = re.search(r"mmm-yy\b", cell.number_format or "", re.IGNORECASE)
    if shows_year_only and day.day == 1:
        return f"{day.month}-{day.year % 100}"
    return f"{day.month}-{day.day}"


def _time(cell: Cell, question: Question, unit: str | None) -> Read:
    """A time of the day: 0:25 in a seconds question was probably meant as m:ss, so it is asked."""
    with_seconds = cell.text.count(":") == 2  # noqa: PLR2004
    asked = known_unit(unit) or known_unit(question.unit)
    hours = kind_of(question.kind).is_duration and asked in {"h", "days"}
    if kind_of(question.kind).is_duration and (with_seconds or hours):
        return _duration(cell, question, unit)
    if not kind_of(question.kind).is_number:
        return read_text(cell.text, question, unit), None
    match = MINUTE_FIRST.match(cell.text.strip())
    minutes = f"{60 * int(match[1]) + int(match[2])} s" if match else None
    return _flagged(question, "excel_time"), minutes


def _duration(cell: Cell, question: Question, unit: str | None) -> Read:
    """mm:ss and [h]:mm:ss are lengths of time, in the question's unit."""
    kind = kind_of(question.kind)
    into = "s" if kind.is_duration else known_unit(question.unit)
    if into == "h/day" and cell.number is not None:
        return _exactly(question, cell.number / SECONDS["h"], into), None
    if not kind.takes_elapsed_time or into not in SECONDS or cell.number is None:
        return _time(cell, question, unit) if _no_length(question) else _text(cell, question, unit)
    return _exactly(question, convert(cell.number, "s", into), into), None


def _no_length(question: Question) -> bool:
    kind = kind_of(question.kind)
    return kind.is_number and not kind.is_duration


def _exactly(question: Question, value: float, unit: str) -> Reading:
    return Reading(text="", kind=question.kind, low=value, high=value, unit=unit)


def _boolean(cell: Cell, question: Question, unit: str | None) -> Read:
    is_true = cell.text.strip().lower() in {"true", "1"}
    reading = kind_of(question.kind).read_boolean(is_true=is_true)
    return reading or read_text(cell.text, question, unit), None


def _error(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "missing"), None


def _uncalculated(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return replace(_flagged(question, "unreadable"), reason="uncalculated"), None


def _picture(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "pending"), None


def _struck(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "missing"), None


def _several(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "ambiguous"), None


def _flagged(question: Question, flag: str) -> Reading:
    return Reading(text="", kind=question.kind, flags=(flag,))


READERS: dict[CellKind, Callable[[Cell, Question, str | None], Read]] = {
    CellKind.TEXT: _text,
    CellKind.NUMBER: _number,
    CellKind.PERCENT: _percent,
    CellKind.DATE: _date,
    CellKind.TIME: _time,
    CellKind.DURATION: _duration,
    CellKind.BOOLEAN: _boolean,
    CellKind.ERROR: _error,
    CellKind.UNCALCULATED: _uncalculated,
    CellKind.PICTURE: _picture,
    CellKind.STRUCK: _struck,
    CellKind.SEVERAL: _several,
}


_MOST_READINGS = 200_000

_Key = tuple[str, str | None, CellKind, str, float | None, str | None, str]


class CellReader:
    """Reads answers; equal cells under equal questions are read once."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions: Mapping[str, Question] = {q.id: q for q in questions}
        self._readings: dict[_Key, CellReading] = {}

    def answer(self, sighting: LocatedAnswer) -> tuple[Answer, Sequence[Finding]]:
        """The answer that a sighting holds, and findings about it, without vendor and source."""
        question = self._questions[sighting.question]
        cell = sighting.cell
        if cell is None:
            found = [] if kind_of(question.kind).is_judged else [blank_finding(question)]
            return self._blank(sighting), [*found, *_note_findings(sighting)]
        if sighting.points and not kind_of(question.kind).answers_by_points:
            return _points(sighting, cell, question)
        read = self._read(cell, question, sighting.unit)
        state, evidence = read.state, _evidence(sighting, read)
        is_bare = evidence is EvidenceState.NONE and _is_unusual(read)
        if kind_of(question.kind).is_judged and state is not AnswerState.BLANK:
            state = AnswerState.PENDING
        answer = Answer(
            criterion=question.id,
            text=read.text,
            state=state,
            reading=read.reading,
            source=sighting.source,
            evidence=EvidenceState.CLAIMED if is_bare else evidence,
            is_bare_claim=is_bare,
            evidence_text=sighting.evidence.text.strip() if sighting.evidence else "",
            remarks=_remarks(sighting),
        )
        notes = _note_findings(sighting)
        return answer, [*read.findings, *notes] if notes else read.findings

    def is_read(self, sighting: LocatedAnswer) -> bool | None:
        """Whether a cell answers its question; None where any text would, or nobody answered."""
        kind = kind_of(self._questions[sighting.question].kind)
        if sighting.cell is None or kind.is_verbatim or not kind.is_scored_by_answer:
            return None
        state = self.answer(sighting)[0].state
        return {AnswerState.ANSWERED: True, AnswerState.UNREADABLE: False}.get(state)

    def _read(self, cell: Cell, question: Question, unit: str | None) -> CellReading:
        key = (question.id, unit, cell.kind, cell.text, cell.number, cell.number_format, cell.look)
        read = self._readings.get(key)
        if read is None:
            read = read_cell(cell, question, unit)
            if len(self._readings) < _MOST_READINGS:
                self._readings[key] = read
        return read

    def _blank(self, sighting: LocatedAnswer) -> Answer:
        judged = kind_of(self._questions[sighting.question].kind).is_judged
        return Answer(
            criterion=sighting.question,
            state=AnswerState.PENDING if judged else AnswerState.BLANK,
            source=sighting.source,
            evidence=_evidence(sighting, None),
            evidence_text=sighting.evidence.text.strip() if sighting.evidence else "",
            remarks=_remarks(sighting),
        )


def _remarks(sighting: LocatedAnswer) -> str:
    """What stands in the column of remarks, and in notes on the cells of the answer."""
    beside = sighting.remarks.text.strip() if sighting.remarks else ""
    return "\n".join(text for text in (beside, sighting.note) if text)


def _note_findings(sighting: LocatedAnswer) -> tuple[Finding, ...]:
    """A note limits an answer where nobody looks; on an empty cell it may be the answer."""
    if not sighting.note:
        return ()
    is_empty = sighting.cell is None
    return (
        Finding(
            code="note-without-answer" if is_empty else "note-on-answer",
            severity=Severity.WARNING if is_empty else Severity.INFO,
            criterion=sighting.question,
            found=sighting.note,
        ),
    )


def _points(
    sighting: LocatedAnswer, cell: Cell, question: Question
) -> tuple[Answer, Sequence[Finding]]:
    """Points where a figure or a fact is asked: nothing is read from them."""
    answer = Answer(
        criterion=sighting.question,
        text=cell.text,
        state=AnswerState.UNREADABLE,
        source=sighting.source,
        remarks=_remarks(sighting),
    )
    found = Finding(
        code="points-no-answer",
        severity=Severity.WARNING,
        criterion=sighting.question,
        found=cell.text.strip(),
        values={"example": kind_of(question.kind).expected_answer(question)},
    )
    return answer, (found,)


def _evidence(sighting: LocatedAnswer, read: CellReading | None) -> EvidenceState:
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


def _is_unusual(read: CellReading) -> bool:
    """Whether a figure lies outside ``plausible``: it is scored as read, and is only a claim."""
    return read.reading is not None and UNUSUAL in read.reading.flags


# Put together what several files, sheets and columns say of one vendor; choose nothing in silence.

_OPEN = frozenset({AnswerState.BLANK, AnswerState.PENDING})


@dataclass(slots=True)
class _Vendor:
    """One vendor while its answers are gathered; most questions are answered once."""

    name: str
    order: int
    certain: bool
    source: Source
    answers: dict[str, Answer] = field(default_factory=dict)
    further: dict[str, list[Answer]] = field(default_factory=dict)
    hidden: dict[str, list[Answer]] = field(default_factory=dict)
    findings: list[tuple[Finding, Source]] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class AnswerMerger:
    """Takes blocks of sightings, gives vendors with their answers and what is wrong with them."""

    questions: Sequence[Question]
    answering: CellReader
    replaced: ReplacedFiles = field(default_factory=ReplacedFiles)
    _order: list[str] = field(init=False)
    _vendors: dict[str, _Vendor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._order = [question.id for question in self.questions]

    def add(self, claim: Claim, sightings: Sequence[LocatedAnswer], file: str, order: int) -> None:
        """Add a block of answers under the name that it goes by."""
        key = name_key(claim.name)
        vendor = self._vendors.get(key)
        if vendor is None:
            vendor = _Vendor(shown_name(claim.name), order, claim.origin == "id", claim.source)
            self._vendors[key] = vendor
        elif claim.origin == "id" and not vendor.certain:
            vendor.name, vendor.certain = shown_name(claim.name), True
        vendor.order = min(vendor.order, order)
        vendor.files.setdefault(file)
        for sighting in sightings:
            self._take(vendor, sighting)

    def _take(self, vendor: _Vendor, sighting: LocatedAnswer) -> None:
        answer, found = self.answering.answer(sighting)
        id = answer.criterion
        if sighting.hidden:
            vendor.hidden.setdefault(id, []).append(answer)
            return
        if id not in vendor.answers:
            vendor.answers[id] = answer
        else:
            vendor.further.setdefault(id, [vendor.answers[id]]).append(answer)
        for finding in found:
            vendor.findings.append((finding, answer.source))

    def result(self) -> tuple[dict[str, dict[str, Answer]], list[Finding]]:
        """The answers of every vendor, in the order met, and the findings."""
        given: dict[str, dict[str, Answer]] = {}
        findings: list[Finding] = []
        for vendor in sorted(self._vendors.values(), key=lambda v: v.order):
            if not vendor.answers:
                findings.append(_hidden_vendor(vendor))
                continue
            name = _free(vendor.name, given)
            vendor.name = name
            given[name] = self._settle(vendor, findings)
        findings.extend(_similar(list(given)))
        return given, findings

    def _settle(self, vendor: _Vendor, findings: list[Finding]) -> dict[str, Answer]:
        """One answer per question, in the order of the questions."""
        settled: dict[str, Answer] = {}
        dropped: set[tuple[str, Source]] = set()
        replaced: list[tuple[str, str]] = []
        if not vendor.further and not vendor.hidden:
            settled = {id: vendor.answers[id] for id in self._order if id in vendor.answers}
        for question in self.questions if vendor.further or vendor.hidden else ():
            id = question.id
            several = vendor.further.get(id)
            if several is not None:
                standing = self._newest(several, replaced)
                settled[id], conflict = _merge(standing, question)
                vendor.further[id] = list(standing)
                kept = None if conflict else settled[id].source
                dropped.update((id, a.source) for a in several if a.source != kept)
                findings.extend(_conflict(vendor, conflict) if conflict else ())
            elif id in vendor.answers:
                settled[id] = vendor.answers[id]
            if id in vendor.hidden:
                self._tell_hidden(vendor, settled, question, findings)
        findings.extend(
            _placed(finding, vendor.name, source)
            for finding, source in vendor.findings
            if (finding.criterion, source) not in dropped
        )
        findings.extend(self.replaced.told(vendor.name, replaced))
        if len(vendor.files) > 1:
            findings.append(_several_files(vendor, settled))
        return settled

    def _newest(
        self, several: Sequence[Answer], replaced: list[tuple[str, str]]
    ) -> Sequence[Answer]:
        """The answers that no newer file gives again; those that one does go to ``replaced``."""
        given = [answer.source.file for answer in several if answer.state not in _OPEN]
        standing = []
        for answer in several:
            file = answer.source.file
            newer = [other for other in given if self.replaced.replaces(other, file)]
            is_left_out = answer.state in _OPEN and any(
                self.replaced.replaces(file, other) for other in given
            )
            if not newer and not is_left_out:
                standing.append(answer)
            elif newer and file is not None and answer.state not in _OPEN:
                replaced.extend((other, file) for other in dict.fromkeys(newer) if other)
        return standing or several

    def _tell_hidden(
        self,
        vendor: _Vendor,
        settled: dict[str, Answer],
        question: Question,
        findings: list[Finding],
    ) -> None:
        """A hidden answer is never used; it is told where it is the only or another one."""
        hidden = [a for a in vendor.hidden[question.id] if a.state is not AnswerState.BLANK]
        shown = settled.get(question.id)
        if not hidden or (shown is not None and same_answer(shown, hidden[0], question)):
            return
        findings.append(
            Finding(
                code="hidden-answer",
                severity=Severity.WARNING,
                vendor=vendor.name,
                criterion=question.id,
                source=hidden[0].source,
                found=hidden[0].text.strip(),
            )
        )
        if shown is None:
            settled[question.id] = replace(hidden[0], state=AnswerState.UNREADABLE, reading=None)


def _placed(finding: Finding, vendor: str, source: Source) -> Finding:
    """The finding with its vendor and place; there may be a million, so it is made directly."""
    return Finding(
        code=finding.code,
        severity=finding.severity,
        vendor=vendor,
        criterion=finding.criterion,
        source=source,
        found=finding.found,
        values=finding.values,
    )


def _merge(several: Sequence[Answer], question: Question) -> tuple[Answer, list[Answer]]:
    """One answer of several, and those that contradict each other, if any."""
    given = [a for a in several if a.state not in _OPEN]
    given = given or [a for a in several if a.state is AnswerState.PENDING][:1]
    if not given:
        return several[0], []
    different: list[Answer] = []
    for answer in given:
        if not any(same_answer(answer, known, question) for known in different):
            different.append(answer)
    if len(different) == 1:
        return _with_proof(given[0], several), []
    return replace(given[0], state=AnswerState.UNREADABLE, reading=None), different


def _conflict(vendor: _Vendor, different: Sequence[Answer]) -> Iterator[Finding]:
    """Contradicting answers: all of them, with the cells that they stand in."""
    yield Finding(
        code="conflicting-answers",
        severity=Severity.ERROR,
        vendor=vendor.name,
        criterion=different[0].criterion,
        source=different[0].source,
        found=" ≠ ".join(answer.text.strip() for answer in different),
        values={"places": "; ".join(str(answer.source) for answer in different)},
    )


def same_answer(one: Answer, other: Answer, question: Question) -> bool:
    """Whether two answers say the same: equal readings, else equal folded texts."""
    if one.state is not other.state:
        return False
    if kind_of(question.kind).is_scored_by_answer:
        if one.state is AnswerState.ANSWERED:
            return _read_value(one) == _read_value(other)
        if one.state is not AnswerState.UNREADABLE:
            return True
    return alnum(clean(one.text)) == alnum(clean(other.text))


def _read_value(answer: Answer) -> tuple[object, ...]:
    reading = answer.reading
    if reading is None:
        return (alnum(clean(answer.text)),)
    items = None if reading.items is None else frozenset(reading.items)
    bounds = frozenset(reading.flags) & {"lower_bound", "upper_bound", "partial", "founding_year"}
    return (reading.low, reading.high, reading.unit, items, reading.within_s, bounds)


def _with_proof(answer: Answer, several: Sequence[Answer]) -> Answer:
    """The answer with the evidence and remarks that stand beside any of its equals."""
    proofs = list(dict.fromkeys(a.evidence_text for a in several if a.evidence_text))
    remarks = list(dict.fromkeys(a.remarks for a in several if a.remarks))
    claimed = any(a.evidence is not EvidenceState.NONE for a in several)
    return replace(
        answer,
        evidence=EvidenceState.CLAIMED if claimed else EvidenceState.NONE,
        is_bare_claim=answer.is_bare_claim and all(_is_unproven(a) for a in several),
        evidence_text="\n".join(proofs),
        remarks="\n".join(remarks),
    )


def _is_unproven(answer: Answer) -> bool:
    return answer.is_bare_claim or answer.evidence is EvidenceState.NONE


def _free(name: str, taken: Mapping[str, object]) -> str:
    """The name, with a number where another vendor is shown by it already."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _several_files(vendor: _Vendor, settled: Mapping[str, Answer]) -> Finding:
    """Several files of one vendor: which they are, and what they answer differently."""
    twice = defaultdict(set)
    for id, several in vendor.further.items():
        for answer in several:
            twice[id].add(answer.source.file)
    repeated = [id for id, files in twice.items() if len(files) > 1]
    differing = [id for id in repeated if settled[id].state is AnswerState.UNREADABLE]
    files = "; ".join(vendor.files)
    if not repeated:
        return Finding(
            code="merged-files",
            severity=Severity.INFO,
            vendor=vendor.name,
            source=Source(next(iter(vendor.files))),
            found=files,
        )
    return Finding(
        code="several-versions",
        severity=Severity.WARNING,
        vendor=vendor.name,
        source=Source(next(iter(vendor.files))),
        found=files,
        values={
            "same": len(repeated) - len(differing),
            "different": len(differing),
            "differing": ", ".join(differing) or "-",
        },
    )


def _hidden_vendor(vendor: _Vendor) -> Finding:
    return Finding(
        code="hidden-vendor",
        severity=Severity.WARNING,
        source=vendor.source,
        found=vendor.name,
        values={"count": len(vendor.hidden)},
    )


def _similar(names: Sequence[str]) -> Iterator[Finding]:
    for one, other in alike_names(names):
        yield Finding(
            code="similar-vendor-names",
            severity=Severity.WARNING,
            vendor=one,
            found=f"{one} | {other}",
            values={"other": other},
        )
