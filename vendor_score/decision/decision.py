"""The decision: vendors x criteria in points, the weights, and who is knocked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision.criterion_column import (
    Column,
    KnockOut,
    Row,
    ScoredAnswer,
    Status,
    answer_of,
    read_column,
    relative_points,
)
from vendor_score.decision.findings import (
    about_those_left_out,
    definition_findings,
    not_asked_findings,
    settled,
    unjudged_findings,
    unread_findings,
    untested_findings,
)
from vendor_score.errors import NothingReadError, UsageError, WeightError
from vendor_score.findings import Finding, findings_frame
from vendor_score.price.offer import Offer
from vendor_score.records import Answer, Answers, AnswerState
from vendor_score.scoring import Flags, Floats, Scores, weighted_sum
from vendor_score.switchboard import onward
from vendor_score.weights import WeightNode, change_shares, enter_weights, leaf_shares, prune
from vendor_score.wording import FALLBACK, Lang

if TYPE_CHECKING:
    import pandas as pd
    import skcriteria

    from vendor_score.award.records import OfferComparison
    from vendor_score.ranking.ranking import Ranking, Tuner
    from vendor_score.robustness.records import Robustness

__all__ = ["Decision", "ScoredVendors", "decide"]


class ScoredVendors(Mapping[str, Mapping[str, ScoredAnswer]]):
    """Every vendor's scored answers.

    Parameters
    ----------
    decision : Decision
        Whose answers they are.
    """

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

    Made by `vendor_score.load`. Arrays are vendors x criteria, in the order of ``vendors`` and
    ``criteria_taking_part``; points are 0-100, shares are parts of the whole (sum 1). The
    ``with...`` and ``without...`` methods return another decision and leave this one alone.

    Attributes
    ----------
    criteria : Criteria
        All of criteria.yaml.
    answers : Answers
        Everything that was read, with where it stands.
    vendors : tuple of str
        In the order met.
    criteria_taking_part : tuple of Criterion
        The scored criteria that were asked of at least one vendor, in file order.
    leaf_weights : mapping of str to float
        Share of the whole by criterion id.
    entered_weights : mapping of str to float
        The shares before any `with_weights`.
    columns : mapping of str to Column
        By criterion: those that take part, and those that have a must.
    waived : frozenset of (str, str)
        (vendor, criterion) of musts that are not held against the vendor.
    opened : tuple of Offer or None
        The offers of the vendors; None where none were opened.

    Examples
    --------
    >>> import pandas as pd
    >>> from vendor_score import load
    >>> answers = pd.DataFrame({"speed": [90, 40], "price": [30, 95]}, index=["Swift", "Thrifty"])
    >>> settings = {"weight": 1, "answer": "number", "value": "points"}
    >>> leaves = [{"id": id, "label": id, **settings} for id in answers]
    >>> tree = {"title": "Small", "reference_date": "2026-12-01", "criteria": leaves}
    >>> decision = load(answers, criteria=tree)
    >>> decision.rank()
    Ranking(weighted-sum: 1 Thrifty 67.5; 2 Swift 60.0)
    >>> decision.with_weights({"speed": 0.75}).rank().leaders
    ('Swift',)
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
    opened: tuple[Offer, ...] | None = field(default=None, repr=False)
    """The offers of the vendors; None where none were opened."""

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
        """The musts that one vendor's answers broke.

        Parameters
        ----------
        vendor : str
            A vendor's name; one that is not known has broken none.

        Returns
        -------
        tuple of KnockOut
            In file order.
        """
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
        """For each vendor whether it has a rank, one with untested musts, or none."""
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
    def offers(self) -> OfferComparison | None:
        """Offers at the buyer's volumes and beside quality; None where none were opened."""
        if self.opened is None or self.criteria.demand is None:
            return None
        compared: OfferComparison = onward("Decision.offers")(self, self.opened)
        return compared

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
        """Give groups or criteria shares of the whole, all others in proportion.

        Parameters
        ----------
        shares : mapping of str to float
            Id of a group or criterion to its share of the whole, 0 to 1.

        Returns
        -------
        Decision
            Criteria inside a named group keep their proportions (of a group at zero, the entered
            ones); every other criterion is scaled by one factor.

        Raises
        ------
        WeightError
            For an unknown id, a share outside 0-1, a node inside a node, a sum above 1, or nothing
            left to take up the rest.
        """
        changed = change_shares(self.weight_tree, self.leaf_weights, shares)
        return replace(self, leaf_weights=changed)

    def with_entered_weights(self, weights: Mapping[str, float]) -> Decision:
        """Write other weights into the tree, relative to siblings as in criteria.yaml.

        Parameters
        ----------
        weights : mapping of str to float
            Id of a group or criterion to its weight; a weight set of criteria.yaml, for example.

        Returns
        -------
        Decision
            Nodes that are not named keep their weights.

        Raises
        ------
        UsageError
            For an unknown id.
        WeightError
            Where no weight is left.
        """
        nodes = {node.id for node in self.criteria.nodes()}
        for id in weights:
            if id not in nodes:
                raise UsageError("errors.criterion_unknown", id=id, known=", ".join(sorted(nodes)))
        return replace(self, leaf_weights=leaf_shares(enter_weights(self.weight_tree, weights)))

    def without_criterion(self, id: str) -> Decision:
        """Take the weight of a criterion or group away, all others in proportion; its must stays.

        Parameters
        ----------
        id : str
            Of a group or criterion.

        Returns
        -------
        Decision

        Raises
        ------
        WeightError
            For an unknown id, or where no other has weight.
        """
        return self.with_weights({id: 0.0})

    def without_vendor(self, name: str) -> Decision:
        """Leave one vendor out; the same criteria take part.

        Parameters
        ----------
        name : str
            The vendor's name.

        Returns
        -------
        Decision

        Raises
        ------
        UsageError
            For an unknown name.
        NothingReadError
            Where nobody is left.
        """
        self._row(name)
        return self.with_vendors(tuple(vendor for vendor in self.vendors if vendor != name))

    def with_vendors(self, names: Sequence[str]) -> Decision:
        """Keep only these vendors, in this order.

        Parameters
        ----------
        names : sequence of str
            Names of vendors, at least one.

        Returns
        -------
        Decision

        Raises
        ------
        UsageError
            For an unknown name.
        NothingReadError
            Where no name is given.
        """
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
        """Do not hold the must (or the missing rule ``fail``) of a criterion against one vendor.

        Parameters
        ----------
        vendor : str
            The vendor's name.
        criterion : str
            Id of the criterion whose must is waived.

        Returns
        -------
        Decision

        Raises
        ------
        UsageError
            For an unknown vendor or criterion.
        """
        self._row(vendor)
        self._column(criterion)
        return replace(self, waived=self.waived | {(vendor, criterion)})

    def with_answer(self, vendor: str, answer: Answer) -> Decision:
        """Put another answer of one vendor in the place of the one it gave.

        Parameters
        ----------
        vendor : str
            The vendor's name.
        answer : Answer
            To ``answer.criterion``, which takes part.

        Returns
        -------
        Decision

        Raises
        ------
        UsageError
            For an unknown vendor or criterion.
        """
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

        Parameters
        ----------
        raw : bool
            Plain numbers and directions of the weighted criteria instead of points.

        Returns
        -------
        skcriteria.DecisionMatrix
            Vendors x criteria. A cell that is left out holds the vendor's own score, so that the
            weighted sum agrees.

        Raises
        ------
        UsageError
            With ``raw``, unless all criteria are relative or already in points.
        """
        problem: skcriteria.DecisionMatrix = onward("Decision.matrix")(self, raw=raw)
        return problem

    def rank(self, method: str = "weighted-sum") -> Ranking:
        """Rank the vendors.

        Parameters
        ----------
        method : str
            A name that ``vendor-score methods`` lists. Scores and contributions are those of the
            weighted sum, whatever the method.

        Returns
        -------
        Ranking

        Raises
        ------
        UsageError
            For an unknown name.
        MethodRefusalError
            With the reason, where the method cannot treat the problem.
        """
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
        """How sure the ranking by the weighted sum is, and what would change it.

        Parameters
        ----------
        samples : int
            Draws of weights and answers, at least 1.
        seed : int
            The same seed gives the same digits, on any number of cores.
        weights : {"stated", "any", "ordinal"}
            ``stated``: the entered weights times U[1 - band, 1 + band]; ``any``: all weights alike;
            ``ordinal``: any weights in the stated order.
        band : float
            Half width of ``stated``, 0 to 1.
        methods : bool
            Whether to compare with the rankings of other methods too.
        progress : callable, optional
            Called with draws done and draws in all.

        Returns
        -------
        Robustness

        Raises
        ------
        UsageError
            For settings out of range.

        Notes
        -----
        Rank acceptability is SMAA-2 (Lahdelma & Salminen 2001, Operations Research 49(3)); all
        formulas and sources are in docs/methods.md.
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
        """The interactive view as a notebook widget; needs the ``notebook`` extra.

        Parameters
        ----------
        samples : int
            Draws that tell how sure the ranking is.
        lang : str, optional
            Language of its words; by default that of the system.

        Returns
        -------
        Tuner
            ``weights``, ``decision`` and ``ranking`` follow the sliders.

        Raises
        ------
        UsageError
            Where the extra is not installed, or no samples are asked for.
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
        """One vendor's figures of a vendors x criteria array, by criterion id.

        Parameters
        ----------
        figures : numpy.ndarray
            Vendors x criteria, such as ``points``.
        vendor : str
            The vendor's name.

        Returns
        -------
        Row
            A mapping of criterion id to figure.

        Raises
        ------
        UsageError
            For an unknown name.
        """
        return Row(self._at, figures[self._row(vendor)])

    def rows_of(self, vendors: Iterable[str]) -> list[int]:
        """Where vendors stand in the arrays.

        Parameters
        ----------
        vendors : iterable of str
            Names of vendors.

        Returns
        -------
        list of int
            A row number for each.

        Raises
        ------
        UsageError
            For an unknown name.
        """
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

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    answers : Answers
        As read from the sources.

    Returns
    -------
    Decision

    Raises
    ------
    NothingReadError
        Where there is no vendor, or no weighted criterion was asked.
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
