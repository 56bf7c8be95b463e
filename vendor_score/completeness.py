"""How complete answers are: what was asked, answered, missing, doubtful, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from vendor_score.criteria.model import Criteria
from vendor_score.decision import Decision
from vendor_score.decision.findings import definitions_to_align
from vendor_score.errors import NothingReadError, OutputError
from vendor_score.findings import Finding, Severity, worst
from vendor_score.kinds import kind_of
from vendor_score.library import file_name
from vendor_score.questionnaire.annotate import annotated_copy, notes_of
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.exports import EXPORT_CODES
from vendor_score.questionnaire.files import read_sources, read_workbooks
from vendor_score.questionnaire.review.overrides import Review, read_review
from vendor_score.questionnaire.review.write_workbook import review_workbook
from vendor_score.questionnaire.template import (
    Ask,
    OpenQuestions,
    asks_of,
    open_questions,
    read_marks,
    vendor_lang,
)
from vendor_score.records import Answers, AnswerState, Question
from vendor_score.safe_write import write_files
from vendor_score.wording import FALLBACK, Lang

__all__ = [
    "CompletenessReport",
    "VendorCompleteness",
    "check",
    "check_as_json",
    "files_of_several_vendors",
    "write_annotated",
    "write_plan",
    "write_review",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class VendorCompleteness:
    """How complete one vendor's answers are; the counts are of questions.

    Attributes
    ----------
    vendor : str
        Its name.
    asked : int
        Questions.
    answered : int
        Questions.
    missing : int
        Those without an answer, in whatever way.
    doubtful : int
        Answers with a finding of severity warning or error that are not simply missing.
    open_questions : OpenQuestions
        What to ask this vendor again.
    """

    vendor: str
    asked: int
    answered: int
    missing: int
    doubtful: int
    open_questions: OpenQuestions


@dataclass(frozen=True, kw_only=True)
class CompletenessReport:
    """Everything that was read, and every finding.

    Attributes
    ----------
    decision : Decision
        The scored answers.
    vendors : tuple of VendorCompleteness
        In the order of the decision.
    findings : tuple of Finding
        Of reading and scoring.
    """

    decision: Decision
    vendors: tuple[VendorCompleteness, ...]
    findings: tuple[Finding, ...]

    def fails_on(self, severity: str) -> bool:
        """Whether a finding as severe as ``severity``, or more, remains.

        Parameters
        ----------
        severity : str
            ``error``, ``warning`` or ``info``.

        Returns
        -------
        bool
        """
        order = list(Severity)
        found = worst(self.findings)
        return found is not None and order.index(found) <= order.index(Severity(severity))


def check(decision: Decision) -> CompletenessReport:
    """Count what was asked, answered, missing and doubtful, by vendor.

    Parameters
    ----------
    decision
        Scored answers, as `vendor_score.load` gives them.

    Returns
    -------
    CompletenessReport
        Vendors in the order of the answers, findings with the most severe first.
    """
    questions = decision.criteria.questions()
    doubted = {
        (finding.vendor, finding.criterion)
        for finding in decision.all_findings
        if finding.severity is not Severity.INFO
    }
    asks: dict[str, list[Ask]] = {}
    for ask in (
        *asks_of(decision.all_findings),
        *definitions_to_align(decision.criteria, decision.answers),
    ):
        asks.setdefault(ask.vendor, []).append(ask)
    return CompletenessReport(
        decision=decision,
        vendors=tuple(
            _vendor(decision, questions, v, doubted, asks.get(v, []))
            for v in decision.answers.vendors
        ),
        findings=tuple(sorted(decision.all_findings, key=_urgency)),
    )


def _urgency(finding: Finding) -> tuple[int, str]:
    """Most severe first, what concerns one vendor together; else in the order met."""
    return list(Severity).index(finding.severity), finding.vendor or ""


def _vendor(
    decision: Decision,
    questions: Sequence[Question],
    vendor: str,
    doubted: set[tuple[str | None, str | None]],
    asks: Sequence[Ask],
) -> VendorCompleteness:
    asked = [q for q in questions if not kind_of(q.kind).is_judged]
    answers = [decision.answers.of(vendor, question.id) for question in asked]
    put = [answer for answer in answers if answer.state is not AnswerState.NOT_ASKED]
    answered = [answer for answer in put if answer.state is AnswerState.ANSWERED]
    return VendorCompleteness(
        vendor=vendor,
        asked=len(put),
        answered=len(answered),
        missing=len(put) - len(answered),
        doubtful=sum((vendor, answer.criterion) in doubted for answer in answered),
        open_questions=open_questions(decision.answers, questions, vendor, asks),
    )


def check_as_json(checked: CompletenessReport, lang: Lang) -> dict[str, Any]:
    """The result as plain data, for ``check --json``.

    Parameters
    ----------
    checked : CompletenessReport
        As `check` gives it.
    lang : str
        Language of the words.

    Returns
    -------
    dict
    """
    answers = checked.decision.answers
    return {
        "schema": "vendor-score/check/1",
        "inputs": [{"file": i.file, "sha256": i.sha256} for i in answers.inputs],
        "vendors": [_vendor_as_json(checked, vendor) for vendor in checked.vendors],
        "findings": [finding.as_dict(lang) for finding in checked.findings],
        "plan": [asdict(plan) for plan in answers.plan],
        "names": [asdict(name) for name in answers.names],
    }


def _vendor_as_json(checked: CompletenessReport, vendor: VendorCompleteness) -> dict[str, Any]:
    given = checked.decision.answers.given[vendor.vendor]
    return {
        "name": vendor.vendor,
        "asked": vendor.asked,
        "answered": vendor.answered,
        "missing": vendor.missing,
        "doubtful": vendor.doubtful,
        "states": {id: answer.state.value for id, answer in given.items()},
        "follow_up": {
            "lang": vendor.open_questions.lang,
            "criteria": list(vendor.open_questions.criteria),
            "text": vendor.open_questions.text,
        },
    }


def write_review(
    checked: CompletenessReport,
    out: Path,
    *,
    lang: Lang,
    offers: Sequence[Mapping[str, str | float]] = (),
) -> list[Path]:
    """Write the review workbook to ``out``; what was entered there before is kept.

    Parameters
    ----------
    checked : CompletenessReport
        As `check` gives it.
    out : Path
        Of the workbook.
    lang : str
        Language of the words.
    offers : sequence of mapping, optional
        Rows proposed for prices in words, as `vendor_score.offers.proposals` makes them.

    Returns
    -------
    list of Path

    Raises
    ------
    OutputError
        Where something else than a review workbook stands there.
    """
    decision = checked.decision
    answers = replace(decision.answers, findings=checked.findings)
    more = {"stakes": _stakes(decision), "offers": offers}
    return _write_workbook(answers, decision.criteria, out, lang, **more)


def _stakes(decision: Decision) -> dict[tuple[str, str], float]:
    """By vendor and criterion, how many points of the score another answer could change at most."""
    stakes = {}
    for vendor, given in decision.scored.items():
        for id, scored in given.items():
            now = scored.value
            most = 100.0 if now is None else max(now, 100.0 - now)
            stakes[vendor, id] = decision.leaf_weights.get(id, 0.0) * most
    return stakes


def write_plan(error: NothingReadError, criteria: Criteria, out: Path, *, lang: Lang) -> list[Path]:
    """Write a review workbook where nobody can be ranked, so that the plan can be corrected.

    Parameters
    ----------
    error : NothingReadError
        What reading ended with.
    criteria : Criteria
        What was asked.
    out : Path
        Of the workbook; what was entered there before is kept.
    lang : str
        Language of the words.

    Returns
    -------
    list of Path
        Empty where no sheet was read.

    Raises
    ------
    OutputError
        Where something else than a review workbook stands there.
    """
    if not error.plan:
        return []
    answers = Answers(
        vendors=(), given={}, findings=error.findings, plan=error.plan, names=error.names
    )
    return _write_workbook(answers, criteria, out, lang)


def _write_workbook(
    answers: Answers,
    criteria: Criteria,
    out: Path,
    lang: Lang,
    **more: Any,
) -> list[Path]:
    """Write a review workbook over the one that stands there, whose entries it keeps."""
    previous = (_previous_review(out),) if out.exists() else ()
    content = review_workbook(answers, criteria.questions(), lang=lang, previous=previous, **more)
    return write_files(out.parent, {out.name: content})


def _previous_review(path: Path) -> Review:
    (found,) = read_workbooks([path])
    marks = read_marks(found) if isinstance(found, Workbook) else None
    if not isinstance(found, Workbook) or marks is None or marks.kind != "review":
        raise OutputError("errors.not_a_review", file=path.name)
    return read_review(found)


def write_annotated(
    checked: CompletenessReport, sources: Sequence[Path], folder: Path
) -> tuple[list[Path], list[str]]:
    """Copies of the workbooks that have findings, with the cells marked, and a mail per vendor.

    Notes are in the language of the vendor whose cells they stand in. The originals stay as they
    are; of exports of surveys and chat back ends no copy is made.

    Parameters
    ----------
    checked : CompletenessReport
        As `check` gives it.
    sources : sequence of Path
        As they were read.
    folder : Path
        For the copies.

    Returns
    -------
    (list of Path, list of str)
        What was written, and the names of Word documents, in which nothing can be marked.

    Raises
    ------
    OutputError
        Where ``folder`` holds one of the originals.
    """
    received = read_sources(sources, skip=folder)
    paths = {file.file: file.path for file in received.files}
    if any(path.resolve().parent == folder.resolve() for path in paths.values()):
        raise OutputError("errors.annotate_among_originals", folder=folder.name)
    contents: dict[str, bytes] = {}
    # A copy to be sent back would hold other vendors' answers, or the names of people.
    exports = {f.source.file for f in checked.findings if f.code in EXPORT_CODES}
    unmarked = []
    for book in received.workbooks:
        if book.file in exports:
            continue
        notes = notes_of(checked.findings, book.file, _lang_of_file(checked, book.file))
        if notes and book.is_document:
            unmarked.append(book.file)
        elif notes:
            name = Path(book.file).with_suffix(".xlsx").as_posix()
            contents[name] = annotated_copy(paths[book.file], book, notes)
    for vendor in checked.vendors:
        if vendor.open_questions.text:
            name = file_name("follow-up", vendor.vendor, ".txt")
            contents[name] = f"{vendor.open_questions.text}\n".encode("utf-8-sig")
    return write_files(folder, contents) if contents else [], unmarked


def files_of_several_vendors(checked: CompletenessReport) -> list[str]:
    """Files with answers of more than one vendor: no copy of them goes to any.

    Parameters
    ----------
    checked : CompletenessReport
        As `check` gives it.

    Returns
    -------
    list of str
        Their shown names.
    """
    vendors: dict[str, set[str]] = {}
    for vendor, given in checked.decision.answers.given.items():
        for answer in given.values():
            if answer.source.file is not None:
                vendors.setdefault(answer.source.file, set()).add(vendor)
    return [file for file, names in vendors.items() if len(names) > 1]


def _lang_of_file(checked: CompletenessReport, file: str) -> Lang:
    """The language of the first vendor who answers in this file."""
    answers = checked.decision.answers
    for vendor, given in answers.given.items():
        if any(answer.source.file == file for answer in given.values()):
            return vendor_lang(answers, vendor)
    return FALLBACK
