"""The decision: vendors x criteria in points, the weights, and who is knocked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision.criterion_column import Column, answer_of, read_column, relative_points
from vendor_score.decision.findings import (
    about_those_left_out,
    definition_findings,
    not_asked_findings,
    settled,
    unjudged_findings,
    unread_findings,
    untested_findings,
)
from vendor_score.decision.records import KnockOut, Row, ScoredAnswer, Status
from vendor_score.errors import NothingReadError, UsageError, WeightError
from vendor_score.findings import Finding, findings_frame
from vendor_score.records import Answer, Answers, AnswerState
from vendor_score.scoring.kernel import Flags, Floats, Scores, weighted_sum
from vendor_score.switchboard import onward
from vendor_score.weights import WeightNode, change_shares, enter_weights, leaf_shares, prune
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import pandas as pd
    import skcriteria

    from vendor_score.ranking.ranking import Ranking, Tuner
    from vendor_score.robustness.records import Robustness

__all__ = ["Decision", "ScoredVendors", "decide"]


class ScoredVendors(Mapping[str, Mapping[str, ScoredAnswer]]):
    """Every vendor's scored answers."""

    def __init__(self, decision: Decision) -> None:
        self._decision = decision
        self._rows = {name: row for row, name in enumerate(decision.vendors)}

    def __getitem__(self, vendor: str) -> Mapping[str, ScoredAnswer]:
        return _ScoredVendor(self._decision, self._rows[vendor])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _ScoredVendor(Mapping[str, ScoredAnswer]):
    """One vendor's scored answers, by criterion id."""

    def __init__(self, decision: Decision, row: int) -> None:
        self._decision, self._row = decision, row
        self._at = {leaf.id: at for at, leaf in enumerate(decision.criteria_taking_part)}

    def __getitem__(self, id: str) -> ScoredAnswer:
        decision, cell = self._decision, (self._row, self._at[id])
        column = decision.columns[id]
        answer = column.answers[self._row]
        is_read = answer.state is AnswerState.ANSWERED
        return ScoredAnswer(
            answer=answer,
            value=_figure(decision.points[cell]),
            value_high=_figure(decision.points_high[cell]),
            worst=_figure(decision.worst_points[cell]) or 0.0,
            best=_figure(decision.best_points[cell]) or 0.0,
            rule=None if is_read else column.criterion.missing.rule(answer.state),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


def _figure(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)


@dataclass(frozen=True, kw_only=True, repr=False)
class Decision:
    """A decision problem: vendors x criteria in points, with weights and musts.

    ``criteria_taking_part`` are the scored leaves that were asked of at least one vendor, in file
    order; ``leaf_weights`` their shares of the whole (sum 1), ``entered_weights`` those before any
    `with_weights`. Arrays are vendors x criteria in these orders. The ``with...`` methods return
    another decision and leave this one alone.
    """

    criteria: Criteria
    answers: Answers
    vendors: tuple[str, ...]
    criteria_taking_part: tuple[Criterion, ...]
    leaf_weights: Mapping[str, float]
    entered_weights: Mapping[str, float]
    columns: Mapping[str, Column] = field(repr=False)
    """By criterion: those that take part, and those that have a must."""
    waived: frozenset[tuple[str, str]] = frozenset()
    """(vendor, criterion) of musts that are not held against the vendor."""

    # -- musts and statuses ---------------------------------------------------------------

    @cached_property
    def knock_outs(self) -> tuple[KnockOut, ...]:
        """Every must that an answer broke, by vendor, then in file order."""
        found = [
            (row, order, self._knock_out(column, row))
            for order, column in enumerate(self.columns.values())
            for row in np.nonzero(column.breaks_must | column.fails)[0].tolist()
            if (self.vendors[row], column.criterion.id) not in self.waived
        ]
        return tuple(knock_out for *_, knock_out in sorted(found, key=lambda item: item[:2]))

    def knock_outs_of(self, vendor: str) -> tuple[KnockOut, ...]:
        """The musts that one vendor's answers broke."""
        return self._knock_outs_by_vendor.get(vendor, ())

    @cached_property
    def _knock_outs_by_vendor(self) -> Mapping[str, tuple[KnockOut, ...]]:
        grouped: dict[str, tuple[KnockOut, ...]] = {}
        for knock_out in self.knock_outs:
            grouped[knock_out.vendor] = (*grouped.get(knock_out.vendor, ()), knock_out)
        return grouped

    @cached_property
    def untested(self) -> Mapping[str, tuple[str, ...]]:
        """For each vendor the criteria whose must its missing answers leave untested."""
        open_musts: dict[str, list[str]] = {name: [] for name in self.vendors}
        for id, column in self.columns.items():
            for row in np.nonzero(column.untested)[0].tolist():
                if (self.vendors[row], id) not in self.waived:
                    open_musts[self.vendors[row]].append(id)
        return {name: tuple(ids) for name, ids in open_musts.items()}

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        out = {knock_out.vendor for knock_out in self.knock_outs}
        return {
            name: self._status(name, is_out=name in out, counted=counted)
            for name, counted in zip(self.vendors, self.scores.counted.tolist(), strict=True)
        }

    @cached_property
    def in_the_running(self) -> Flags:
        """Which vendors are not knocked out."""
        out = {knock_out.vendor for knock_out in self.knock_outs}
        return np.array([name not in out for name in self.vendors], dtype=np.bool_)

    @property
    def ranked_vendors(self) -> tuple[str, ...]:
        """The vendors that have a rank, confirmed or not, in the order met."""
        has_rank = {Status.RANKED, Status.UNCONFIRMED}
        return tuple(name for name in self.vendors if self.statuses[name] in has_rank)

    # -- points ---------------------------------------------------------------------------

    @property
    def points(self) -> Floats:
        """v_low after evidence discount, vendors x criteria, NaN where an answer is excluded."""
        return self._points[0]

    @property
    def points_high(self) -> Floats:
        """v_high, the best end of every reading, never discounted; NaN where excluded."""
        return self._points[1]

    @cached_property
    def worst_points(self) -> Floats:
        """The least that every answer could turn out to be: 0 where missing; NaN where not
        applicable and excluded.
        """
        return self._bound("worst", self.points)

    @cached_property
    def best_points(self) -> Floats:
        """The most that every answer could turn out to be: 100 where missing; NaN where not
        applicable and excluded.
        """
        return self._bound("best", self.points_high)

    @cached_property
    def scores(self) -> Scores:
        """The weighted sum under the present weights."""
        return weighted_sum(self.points, self.weight_array)

    @property
    def weight_array(self) -> Floats:
        """Leaf shares in the order of ``criteria_taking_part``."""
        return np.array([self.leaf_weights[leaf.id] for leaf in self.criteria_taking_part])

    @cached_property
    def scored(self) -> Mapping[str, Mapping[str, ScoredAnswer]]:
        """Every answer with its points, by vendor and criterion."""
        return ScoredVendors(self)

    @cached_property
    def weight_tree(self) -> tuple[WeightNode, ...]:
        """The entered weights of the criteria that take part."""
        return prune(self.criteria.weight_tree(), frozenset(self.leaf_weights))

    @cached_property
    def top_groups(self) -> tuple[tuple[Group | Criterion, tuple[str, ...]], ...]:
        """The top nodes in file order, each with those of its criteria that take part."""
        ids: dict[str, list[str]] = {}
        for leaf in self.criteria_taking_part:
            ids.setdefault(leaf.path[0], []).append(leaf.id)
        tops = {top.id: top for top in self.criteria.children}
        return tuple((top, tuple(ids[id])) for id, top in tops.items() if id in ids)

    # -- findings -------------------------------------------------------------------------

    @cached_property
    def all_findings(self) -> tuple[Finding, ...]:
        """What reading and scoring found; notes only about criteria without weight or must."""
        columns = tuple(self.columns.values())
        given = about_those_left_out(self.answers.findings, frozenset(self.leaf_weights))
        own = [
            *not_asked_findings(self.criteria, frozenset(self.leaf_weights), given),
            *unjudged_findings(columns),
            *unread_findings(self.vendors, columns),
            *untested_findings(self.vendors, columns),
            *definition_findings(self.criteria, self.answers),
        ]
        return settled((*given, *own), self.criteria, self.leaf_weights)

    # -- what-ifs -------------------------------------------------------------------------

    def with_weights(self, shares: Mapping[str, float]) -> Decision:
        """These groups or criteria at these shares of the whole; all others in proportion.

        Raises WeightError where that cannot be done (see `vendor_score.weights.change_shares`).
        """
        changed = change_shares(self.weight_tree, self.leaf_weights, shares)
        return replace(self, leaf_weights=changed)

    def with_entered_weights(self, weights: Mapping[str, float]) -> Decision:
        """With these weights written into the tree (a weight set), relative to siblings as entered.

        Raises UsageError for an unknown id, WeightError where no weight is left.
        """
        nodes = {node.id for node in self.criteria.nodes()}
        for id in weights:
            if id not in nodes:
                raise UsageError("errors.criterion_unknown", id=id, known=", ".join(sorted(nodes)))
        return replace(self, leaf_weights=leaf_shares(enter_weights(self.weight_tree, weights)))

    def without_criterion(self, id: str) -> Decision:
        """Without the weight of a criterion or group, all others in proportion; its must stays.

        Raises WeightError where no other has weight.
        """
        return self.with_weights({id: 0.0})

    def without_vendor(self, name: str) -> Decision:
        """Without one vendor, the same criteria taking part. Raises UsageError (unknown name)."""
        self._row(name)
        return self.with_vendors(tuple(vendor for vendor in self.vendors if vendor != name))

    def with_vendors(self, names: Sequence[str]) -> Decision:
        """Only these vendors, in this order."""
        rows = self.rows_of(names)
        if not rows:
            raise NothingReadError("errors.no_vendor")
        given = {name: self.answers.given[name] for name in names}
        return replace(
            self,
            vendors=tuple(names),
            answers=replace(self.answers, vendors=tuple(names), given=given),
            columns={id: column.take(rows) for id, column in self.columns.items()},
        )

    def with_waived(self, vendor: str, criterion: str) -> Decision:
        """With the must (or missing rule ``fail``) of a criterion not held against one vendor."""
        self._row(vendor)
        self._column(criterion)
        return replace(self, waived=self.waived | {(vendor, criterion)})

    def with_answer(self, vendor: str, answer: Answer) -> Decision:
        """With another answer of one vendor to ``answer.criterion``, which takes part."""
        row, column = self._row(vendor), self._column(answer.criterion)
        changed = column.put(row, read_column(column.criterion, [answer]))
        given = {**self.answers.given[vendor], answer.criterion: answer}
        return replace(
            self,
            answers=replace(self.answers, given={**self.answers.given, vendor: given}),
            columns={**self.columns, answer.criterion: changed},
        )

    # -- for people -----------------------------------------------------------------------

    @property
    def values(self) -> pd.DataFrame:
        """Points, vendors x criteria (0-100); NaN where an answer is excluded."""
        import pandas as pd

        ids = [leaf.id for leaf in self.criteria_taking_part]
        return pd.DataFrame(self.points, index=pd.Index(self.vendors, name="vendor"), columns=ids)

    @property
    def weights(self) -> pd.Series[float]:
        """Shares of the whole by criterion (sum 1)."""
        import pandas as pd

        ids = [leaf.id for leaf in self.criteria_taking_part]
        return pd.Series(self.weight_array, index=ids, name="weight")

    @property
    def findings(self) -> pd.DataFrame:
        """Every finding, a row each; columns as in `vendor_score.findings.COLUMNS`."""
        return findings_frame(self.all_findings)

    def matrix(self, *, raw: bool = False) -> skcriteria.DecisionMatrix:
        """The problem for scikit-criteria: all vendors, points with ``max``.

        An excluded cell holds the vendor's own score, so that the weighted sum agrees. With
        ``raw`` the plain numbers and directions of the weighted criteria; raises UsageError unless
        all of them are relative or already in points.
        """
        problem: skcriteria.DecisionMatrix = onward("Decision.matrix")(self, raw=raw)
        return problem

    def rank(self, method: str = "weighted-sum") -> Ranking:
        """The ranking by ``method``. Raises UsageError (unknown name) or MethodRefusalError."""
        ranking: Ranking = onward("Decision.rank")(self, method)
        return ranking

    def robustness(  # noqa: PLR0913 - the settings of one run, all by name
        self,
        *,
        samples: int = 100_000,
        seed: int = 0,
        weights: Literal["stated", "any", "ordinal"] = "stated",
        band: float = 0.25,
        methods: bool = True,
        progress: Callable[[int, int], None] | None = None,
    ) -> Robustness:
        """How sure the ranking is, and what would change it (see `vendor_score.robustness`).

        Without ``methods`` the ranking is not compared with those of other methods;
        ``progress`` is called with draws done and draws in all.
        """
        robustness: Robustness = onward("Decision.robustness")(
            self,
            samples=samples,
            seed=seed,
            weights=weights,
            band=band,
            methods=methods,
            progress=progress,
        )
        return robustness

    def tune(self, *, samples: int = 20_000, lang: Lang | None = None) -> Tuner:
        """The interactive view as a notebook widget (needs the ``notebook`` extra).

        ``samples`` draws tell how sure the ranking is; the system's language where none is given.
        Raises UsageError where the extra is not installed.
        """
        tuner: Tuner = onward("Decision.tune")(self, samples=samples, lang=lang)
        return tuner

    def __repr__(self) -> str:
        size = f"{len(self.vendors)} vendors x {len(self.criteria_taking_part)} criteria"
        return f"Decision({self.criteria.title.text(FALLBACK)!r}, {size})"

    def _repr_html_(self) -> str:
        return str(onward("Decision.html")(self))

    # -- inner ----------------------------------------------------------------------------

    @cached_property
    def _points(self) -> tuple[Floats, Floats]:
        low, high = [], []
        for leaf in self.criteria_taking_part:
            column = self.columns[leaf.id]
            ends = (column.low, column.high)
            if leaf.is_relative:
                ends = relative_points(column, self.in_the_running)
            low.append(ends[0] * column.kept)
            high.append(ends[1])
        return np.stack(low, axis=1), np.stack(high, axis=1)

    def _bound(self, name: str, points: Floats) -> Floats:
        bounds = [
            np.where(column.read, points[:, at], getattr(column, name))
            for at, column in enumerate(self.columns[leaf.id] for leaf in self.criteria_taking_part)
        ]
        return np.stack(bounds, axis=1)

    def _status(self, name: str, *, is_out: bool, counted: float) -> Status:
        if is_out:
            return Status.KNOCKED_OUT
        if counted <= 0:
            return Status.UNRANKED
        return Status.UNCONFIRMED if self.untested[name] else Status.RANKED

    def _knock_out(self, column: Column, row: int) -> KnockOut:
        answer, must = column.answers[row], column.criterion.must
        override = answer.override
        applied = override is not None and not override.stale
        return KnockOut(
            vendor=self.vendors[row],
            criterion=column.criterion.id,
            rule=must.text if column.breaks_must[row] and must is not None else "missing: fail",
            found=override.text if override is not None and applied else answer.text,
            answer=answer,
        )

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.vendors)}

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {leaf.id: at for at, leaf in enumerate(self.criteria_taking_part)}

    def row_of(self, figures: Floats, vendor: str) -> Row:
        """One vendor's figures of a vendors x criteria array, by criterion id."""
        return Row(self._at, figures[self._row(vendor)])

    def rows_of(self, vendors: Iterable[str]) -> list[int]:
        """Where these vendors stand in the arrays. Raises UsageError for an unknown name."""
        return [self._row(vendor) for vendor in vendors]

    def _row(self, vendor: str) -> int:
        if vendor not in self._rows:
            raise UsageError(
                "errors.vendor_unknown", vendor=vendor, known=", ".join(self.vendors[:20])
            )
        return self._rows[vendor]

    def _column(self, criterion: str) -> Column:
        if criterion not in self.columns:
            known = ", ".join(self.columns)
            raise UsageError("errors.criterion_unknown", id=criterion, known=known)
        return self.columns[criterion]


# Criteria and answers -> Decision: which criteria take part, and what their answers are worth.


def decide(criteria: Criteria, answers: Answers) -> Decision:
    """Score every answer and test every must.

    Raises NothingReadError where there is no vendor or no weighted criterion was asked.
    """
    if not answers.vendors:
        raise NothingReadError("errors.no_vendor")
    columns = _columns(criteria, answers)
    taking_part = tuple(c.criterion for c in columns.values() if _takes_part(c))
    tree = prune(criteria.weight_tree(), frozenset(leaf.id for leaf in taking_part))
    try:
        shares = leaf_shares(tree)
    except WeightError:
        raise NothingReadError("errors.no_weighted_criterion") from None
    return Decision(
        criteria=criteria,
        answers=answers,
        vendors=answers.vendors,
        criteria_taking_part=taking_part,
        leaf_weights=shares,
        entered_weights=shares,
        columns={id: c for id, c in columns.items() if _takes_part(c) or c.criterion.must},
    )


def _columns(criteria: Criteria, answers: Answers) -> dict[str, Column]:
    return {
        leaf.id: read_column(leaf, [answer_of(answers, name, leaf) for name in answers.vendors])
        for leaf in criteria.leaves()
        if leaf.is_scored or leaf.must is not None
    }


def _takes_part(column: Column) -> bool:
    """Whether the criterion is scored and was put to at least one vendor."""
    asked = any(answer.state is not AnswerState.NOT_ASKED for answer in column.answers)
    return column.criterion.is_scored and asked
