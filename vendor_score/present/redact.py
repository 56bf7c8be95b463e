"""What may leave the buying team: a report without private answers, file names and folders.

The only module below the command line and the criteria that asks who a report is for. Writers,
charts and the page take what it gives them, so that none of them can forget to leave something out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import TypeVar

from vendor_score.criteria.model import Criteria, Criterion, Group, walk
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import Column
from vendor_score.errors import UsageError
from vendor_score.findings import Finding, Source
from vendor_score.present.redact_figures import GroupTotals, redacted_facts, redacted_robustness
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor, Ranking
from vendor_score.reading_plan import SheetPlan
from vendor_score.records import Answer, Answers, InputFile, Judgement, Override, Reading
from vendor_score.robustness.verdict import verdict_text
from vendor_score.wording import Lang, text

__all__ = ["Scrubber", "check_private_totals", "marked_private", "redacted"]

_GONE = "…"
_SHORTEST = 4  # a shorter text would be found in words that have nothing to do with it
T = TypeVar("T")


class Scrubber:
    """Takes the names of all files and folders out of records, whatever field they stand in.

    A vendor that is called like its file keeps its name.

    Parameters
    ----------
    decision : Decision
        Whose files and answers they are.
    private : frozenset of str
        Criteria whose answers must not be told by a finding either.
    """

    def __init__(self, decision: Decision, private: frozenset[str]) -> None:
        answers = [answer for row in decision.answers.given.values() for answer in row.values()]
        secret = [answer for answer in answers if answer.criterion in private]
        self._names = _pattern(_file_names(decision, answers), frozenset(decision.vendors))
        # a finding may quote a reviewer; vendors' own answers are not searched for such words
        told = {*_texts(secret), *_reviewers_words(answers)}
        self._secrets = _pattern(told, frozenset(decision.vendors))
        self.private_cells = {
            (answer.source.file, answer.source.sheet, answer.source.cell)
            for answer in secret
            if answer.source.cell
        }

    def __call__(self, record: T) -> T:
        """The record without names of files; sources keep sheet and cell."""
        return self._clean(record, self._names)  # type: ignore[return-value]

    def answer(self, answer: Answer) -> Answer:
        """The answer without names of files, nor who reviewed it, why and on what ground.

        Parameters
        ----------
        answer : Answer
            Of any vendor.

        Returns
        -------
        Answer
        """
        clean = self(answer)
        judgements = tuple(
            Judgement(assessor=str(place), level=judged.level)
            for place, judged in enumerate(answer.judgements, start=1)
        )
        if clean.override is None:
            return replace(clean, judgements=judgements)
        override = Override(text=clean.override.text, stale=clean.override.stale)
        return replace(clean, override=override, judgements=judgements)

    def finding(self, finding: Finding) -> Finding:
        """The finding without names of files and without the words of private answers.

        Parameters
        ----------
        finding : Finding
            Of any vendor.

        Returns
        -------
        Finding
        """
        clean = self(finding)
        return replace(
            clean,
            found=None if clean.found is None else _without(clean.found, self._secrets),
            values={key: self._clean(entry, self._secrets) for key, entry in clean.values.items()},
        )

    def _clean(self, value: object, pattern: re.Pattern[str] | None) -> object:
        if isinstance(value, Source):
            sheet = _without(value.sheet, self._names) if value.sheet else None
            return replace(value, file=None, sheet=sheet or None)
        if isinstance(value, str) and not isinstance(value, Enum):
            return _without(value, pattern)
        if isinstance(value, Mapping):
            return {key: self._clean(entry, pattern) for key, entry in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(self._clean(entry, pattern) for entry in value)
        if is_dataclass(value) and not isinstance(value, type):
            words = _KEYS | {"reason"} if isinstance(value, Reading) else _KEYS
            names = (field.name for field in fields(value) if field.name not in words)
            own = {name: getattr(value, name) for name in names}
            return replace(value, **{k: self._clean(v, pattern) for k, v in own.items()})
        return value


def _without(text: str, pattern: re.Pattern[str] | None) -> str:
    return text if pattern is None else pattern.sub(_GONE, text)


def _file_names(decision: Decision, answers: list[Answer]) -> set[str]:
    """Every path that is known of, its name with and without ending, and its folders."""
    paths = {file.file for file in decision.answers.inputs}
    paths |= {sheet.file for sheet in decision.answers.plan}
    paths |= {finding.source.file for finding in decision.all_findings if finding.source.file}
    for answer in answers:
        own = [answer.source, *([answer.override.source] if answer.override else [])]
        paths |= {source.file for source in own if source.file}
        paths |= {judged.source.file for judged in answer.judgements if judged.source.file}
    if decision.criteria.file is not None:
        paths.add(decision.criteria.file.file)
    return {name for path in paths if path for name in _parts(path)}


def _parts(path: str) -> Iterator[str]:
    pure = PurePosixPath(path.replace("\\", "/"))
    yield path
    yield pure.name
    yield pure.stem
    yield from (str(folder) for folder in pure.parents if folder.name)
    yield from (folder.name for folder in pure.parents if folder.name)


def _texts(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        yield from (answer.text, answer.evidence_text, answer.remarks)
        if answer.override is not None:
            yield from (answer.override.text, answer.override.reason)
        yield from (judged.reason for judged in answer.judgements)


def _reviewers_words(answers: list[Answer]) -> Iterator[str]:
    """Names and reasons of the people who corrected and judged."""
    for answer in answers:
        if answer.override is not None:
            yield from (answer.override.name, answer.override.reason)
        for judged in answer.judgements:
            yield from (judged.assessor, judged.reason)


def _pattern(names: set[str], kept: frozenset[str]) -> re.Pattern[str] | None:
    """Any of the names as whole words, the longest first."""
    told = sorted((n for n in names if n and n not in kept), key=lambda name: (-len(name), name))
    long = [name for name in told if len(name) >= _SHORTEST or "." in name]
    short = [name for name in told if name not in long]
    parts = [rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in long if name.isascii()]
    parts += [re.escape(name) for name in long if not name.isascii()]
    parts += [rf"\A{re.escape(name)}\Z" for name in short]
    return re.compile("|".join(parts)) if parts else None


_OF_THE_BUYER = ("plan-", "supersedes-")
"""How codes begin of what the buyer corrected: files, also ones that are gone, and people."""

_REPLACED = "replaced-answers"
_KEYS = frozenset({"code", "criterion", "kind", "unit", "flags", "items"})
"""Fields that hold words of the program; a file may be called by one of them."""

_DECIMALS = 1
_METHOD_DECIMALS = 3  # figures of other methods often run from 0 to 1


def check_private_totals(decision: Decision, lang: Lang) -> None:
    """Refuse to share totals that are nothing but private answers.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    lang : str
        Language of the words.

    Raises
    ------
    UsageError
        Where a top group has only private criteria with weight: its points tell their answers.
    """
    bare = [
        top.label.text(lang)
        for top, ids in decision.top_groups
        if (weighted := [id for id in ids if decision.leaf_weights[id] > 0])
        and all(decision.criteria.criterion(id).private for id in weighted)
    ]
    if bare:
        raise UsageError(
            "errors.private_totals", groups=text("page.comma", lang).join(bare), n=len(bare)
        )


def marked_private(decision: Decision) -> frozenset[str]:
    """The criteria that the buyer marked as private, for the buyer's own eyes.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    frozenset of str
        Ids.
    """
    return frozenset(leaf.id for leaf in decision.criteria.leaves() if leaf.private)


def redacted(report: Report) -> Report:
    """The report as its audience may see it.

    For the buyer the report itself. In one to be shared

    - nothing names a file or a folder, and no text holds a name of one;
    - a correction shows what counts now, not who made it, why and on what ground; judgements show
      their levels alone;
    - a top group with private criteria is one criterion with the group's total; its other
      criteria keep their answers and findings but show no points;
    - nothing is said of the last round, in which vendors wrote what they have taken back;
    - scores, contributions and figures of certainty have one decimal (of a percentage). The points
      of such a group are worked out from the rounded score, so that whatever is computed from the
      report is no finer than what it shows.

    Ranks are those of the full figures.

    Parameters
    ----------
    report : Report
        With everything in it.

    Returns
    -------
    Report
    """
    if report.audience == "buyer":
        return report
    return _Redaction(report).report()


class _Redaction:
    """One report on its way out."""

    def __init__(self, report: Report) -> None:
        self.before = report
        decision = report.decision
        self.totals = GroupTotals(decision, _DECIMALS)
        self.private = marked_private(decision)
        self.scrub = Scrubber(decision, self.private)

    def report(self) -> Report:
        before, decision = self.before, self._decision()
        facts = before.facts and redacted_facts(before.facts, self.totals, _DECIMALS)
        ranking = self._ranking(before.ranking, decision)
        own = ranking
        if ranking.method != WEIGHTED_SUM:
            own = self._ranking(before.weighted_sum, decision)
        return replace(
            before,
            decision=decision,
            ranking=ranking,
            own_ranking=own,
            robustness=redacted_robustness(before.robustness, self.totals),
            facts=facts,
            verdict=verdict_text(facts) if facts else before.verdict,
            findings=tuple(self._findings()),
            decimals=_DECIMALS,
            only_totals=self.totals.hidden,
            within_totals=dict(self.totals.public_inside),
            since=None,
            contract=None,
        )

    def _ranking(self, ranking: Ranking, decision: Decision) -> Ranking:
        """The same vendors on the same ranks, with rounded figures of the redacted decision."""
        return replace(
            ranking,
            decision=decision,
            vendors=tuple(self._vendor(vendor, decision) for vendor in ranking.vendors),
        )

    def _vendor(self, vendor: RankedVendor, decision: Decision) -> RankedVendor:
        name, figure = vendor.name, vendor.method_score
        contributions = decision.row_of(decision.scores.contributions, name)
        return replace(
            vendor,
            score=round(vendor.score, _DECIMALS),
            method_score=None if figure is None else round(figure, _METHOD_DECIMALS),
            contributions={id: round(part, _DECIMALS) for id, part in contributions.items()},
            weights=dict(decision.row_of(decision.scores.weights, name)),
        )

    def _decision(self) -> Decision:
        before, totals = self.before.decision, self.totals
        criteria = self._criteria(before.criteria)
        leaves = {leaf.id: leaf for leaf in criteria.leaves()}
        columns = {
            id: self._column(column, leaves[id])
            for id, column in before.columns.items()
            if id in leaves and not (id in totals.public_inside and column.criterion.must is None)
        }
        columns |= totals.columns(leaves)
        order = list(leaves)
        taking_part = tuple(leaves[id] for id in totals.ids)
        return replace(
            before,
            criteria=criteria,
            answers=self._answers(before.answers),
            criteria_taking_part=taking_part,
            leaf_weights=totals.shares(before.leaf_weights),
            entered_weights=totals.shares(before.entered_weights),
            columns=dict(sorted(columns.items(), key=lambda entry: order.index(entry[0]))),
            waived=frozenset(),
            opened=None,  # what vendors ask for is the buyer's alone
        )

    def _column(self, column: Column, leaf: Criterion) -> Column:
        return replace(
            column, criterion=leaf, answers=tuple(map(self.scrub.answer, column.answers))
        )

    def _criteria(self, criteria: Criteria) -> Criteria:
        """The tree with totals in place of groups; its own text would tell private anchors."""
        children = tuple(node for top in criteria.children for node in self._nodes(top))
        known = {node.id for node in walk(children)}
        sets = {
            name: {id: weight for id, weight in entered.items() if id in known}
            for name, entered in criteria.weight_sets.items()
        }
        file = criteria.file and replace(
            criteria.file, file="", text="" if self.private else criteria.file.text
        )
        return replace(criteria, children=children, weight_sets=sets, file=file)

    def _nodes(self, top: Group | Criterion) -> Iterator[Group | Criterion]:
        if top.id in self.totals.hidden:
            yield self.totals.criterion(top)
            for id in self.totals.public_of(top.id):
                leaf = self.before.decision.criteria.criterion(id)
                yield replace(leaf, path=(top.id, id), weight=0.0, value=None, direction=None)
        elif (kept := self._without_private(top)) is not None:
            yield kept

    def _without_private(self, node: Group | Criterion) -> Group | Criterion | None:
        if isinstance(node, Criterion):
            return None if node.id in self.private else node
        kept = tuple(
            child for inner in node.children if (child := self._without_private(inner)) is not None
        )
        return replace(node, children=kept) if kept else None

    def _answers(self, answers: Answers) -> Answers:
        return replace(
            answers,
            given={name: self._given(row) for name, row in answers.given.items()},
            findings=(),
            inputs=tuple(InputFile(file="", sha256=file.sha256) for file in answers.inputs),
            plan=tuple(self._plan(answers.plan)),
            names=(),
        )

    def _plan(self, plan: Sequence[SheetPlan]) -> Iterator[SheetPlan]:
        """How sheets were read, with numbers for files; headings may name people who judged."""
        files = {file: str(at) for at, file in enumerate(dict.fromkeys(p.file for p in plan), 1)}
        for sheet in plan:
            columns = tuple(
                replace(one, heading="", criterion=None)
                for one in sheet.columns
                if one.criterion not in self.private
            )
            asked = [one for one in sheet.questions if one.criterion not in self.private]
            yield replace(
                sheet,
                file=files[sheet.file],
                sheet=self.scrub(sheet.sheet),
                columns=columns,
                questions=tuple(replace(one, text="", cell="") for one in asked),
                others=(),
            )

    def _given(self, row: Mapping[str, Answer]) -> dict[str, Answer]:
        return {
            id: self.scrub.answer(answer) for id, answer in row.items() if id not in self.private
        }

    def _findings(self) -> Iterable[Finding]:
        """Those that are not about private answers, and say nothing of them or of files."""
        cells = self.scrub.private_cells
        for finding in self.before.findings:
            if finding.criterion in self.private or _cell(finding.source) in cells:
                continue
            if finding.code.startswith(_OF_THE_BUYER):
                continue
            if finding.code == _REPLACED:
                finding = replace(finding, values={**finding.values, "reason": "-"})  # noqa: PLW2901
            yield self.scrub.finding(finding)


def _cell(source: Source) -> tuple[str | None, ...] | None:
    return (source.file, source.sheet, source.cell) if source.cell else None
