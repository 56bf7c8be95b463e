"""What may leave the buying team: a report without private answers, file names and folders.

The only module below the command line and the criteria that asks who a report is for. Writers,
charts and the page take what it gives them, so that none of them can forget to leave something out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import Column
from vendor_score.errors import UsageError
from vendor_score.findings import Finding
from vendor_score.present.redact_groups import GroupTotals
from vendor_score.present.redact_robustness import redacted_facts, redacted_robustness
from vendor_score.present.redact_text import Scrubber
from vendor_score.present.report import Report
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor, Ranking
from vendor_score.records import Answer, Answers, InputFile
from vendor_score.robustness.verdict import verdict_text
from vendor_score.source import Source
from vendor_score.wording import Lang, text

__all__ = ["check_private_totals", "marked_private", "redacted"]

_DECIMALS = 1
_METHOD_DECIMALS = 3  # figures of other methods often run from 0 to 1


def check_private_totals(decision: Decision, lang: Lang) -> None:
    """Refuse to share totals that are nothing but private answers.

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
    """The criteria that the buyer marked as private, for the buyer's own eyes."""
    return frozenset(leaf.id for leaf in decision.criteria.leaves() if leaf.private)


def redacted(report: Report) -> Report:
    """The report as its audience may see it.

    For the buyer the report itself. In one to be shared

    - nothing names a file or a folder, and no text holds a name of one;
    - a correction shows what counts now, not who made it, why and on what ground; judgements show
      their levels alone;
    - a top group with private criteria is one criterion with the group's total; its other
      criteria keep their answers and findings but show no points;
    - scores, contributions and figures of certainty have one decimal (of a percentage). The points
      of such a group are worked out from the rounded score, so that whatever is computed from the
      report is no finer than what it shows.

    Ranks are those of the full figures.
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
        )

    def _column(self, column: Column, leaf: Criterion) -> Column:
        return replace(
            column, criterion=leaf, answers=tuple(map(self.scrub.answer, column.answers))
        )

    def _criteria(self, criteria: Criteria) -> Criteria:
        """The tree with totals in place of groups; its own text would tell private anchors."""
        children = tuple(node for top in criteria.children for node in self._nodes(top))
        known = {node.id for top in children for node in _walk(top)}
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
            yield self.scrub.finding(finding)


def _cell(source: Source) -> tuple[str | None, ...] | None:
    return (source.file, source.sheet, source.cell) if source.cell else None


def _walk(node: Group | Criterion) -> Iterator[Group | Criterion]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _walk(child)
