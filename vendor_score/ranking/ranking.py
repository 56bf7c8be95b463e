"""The ranking of a decision: scores, contributions and ranks, vendor by vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vendor_score.decision.criterion_column import Status
from vendor_score.decision.decision import Decision
from vendor_score.number_text import points
from vendor_score.switchboard import onward

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.wording import Lang

__all__ = ["WEIGHTED_SUM", "RankedVendor", "Ranking", "Tuner"]

WEIGHTED_SUM = "weighted-sum"


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedVendor:
    """One vendor's place. ``score`` and ``contributions`` are always those of the weighted sum.

    Attributes
    ----------
    name : str
    status : Status
        ``ranked``, ``unconfirmed`` (musts untested), ``knocked_out`` or ``unranked``.
    rank : int or None
        By the method, 1, 2, 2, 4; None for the knocked-out and the unranked.
    score : float
        0-100.
    method_score : float or None
        The method's own figure; None for the weighted sum.
    contributions : mapping of str to float
        Points by criterion id; they add up to ``score``. A criterion that is left out for this
        vendor has 0, and weight 0 in ``weights``.
    weights : mapping of str to float
        Share of the whole by criterion id, as they count for this vendor (sum 1).
    """

    name: str
    status: Status
    rank: int | None
    score: float
    method_score: float | None
    contributions: Mapping[str, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, repr=False)
class Ranking:
    """The vendors in order: by rank, then the others by score; equal ones in the order met.

    Attributes
    ----------
    decision : Decision
        What was ranked.
    method : str
        The method's name.
    higher_is_better : bool
        Whether a higher figure of the method is the better one.
    vendors : tuple of RankedVendor
        In order.
    """

    decision: Decision
    method: str
    higher_is_better: bool
    vendors: tuple[RankedVendor, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The vendors in first place: more than one where they tie, none where nobody is ranked."""
        return tuple(vendor.name for vendor in self.vendors if vendor.rank == 1)

    @cached_property
    def by_name(self) -> Mapping[str, RankedVendor]:
        """Each vendor's place, by its name."""
        return {vendor.name: vendor for vendor in self.vendors}

    @property
    def ranks(self) -> Mapping[str, int]:
        """The rank of every vendor that has one, best first."""
        return {vendor.name: vendor.rank for vendor in self.vendors if vendor.rank is not None}

    def group_contributions(self, vendor: RankedVendor) -> Mapping[str, float]:
        """A vendor's points by top group.

        Parameters
        ----------
        vendor : RankedVendor
            One of ``vendors``.

        Returns
        -------
        mapping of str to float
            Id of a top group, or of a criterion that is in none, to points, in file order; they add
            up to the vendor's score.
        """
        return {
            top.id: sum(vendor.contributions[id] for id in ids)
            for top, ids in self.decision.top_groups
        }

    @property
    def table(self) -> pd.DataFrame:
        """A row per vendor: rank, vendor, score, status, then points by top group; in rank order.

        ``method_score`` stands after the score where the method is not the weighted sum.
        """
        table: pd.DataFrame = onward("Ranking.table")(self)
        return table

    def compare(self, a: str | None = None, b: str | None = None) -> pd.DataFrame:
        """Two vendors side by side: where the points between them come from.

        Parameters
        ----------
        a, b : str, optional
            Names or unambiguous parts of names; by default the first against the second.

        Returns
        -------
        DataFrame
            A row per criterion: weight, both answers, the points of both, their difference.

        Raises
        ------
        UsageError
            For a name that is unknown or ambiguous.
        """
        table: pd.DataFrame = onward("Ranking.compare")(self, a, b).table
        return table

    def why_not(
        self, vendor: str | None = None, than: str | None = None, *, lang: Lang | None = None
    ) -> str:
        """Why one vendor is not ahead of another, in one paragraph.

        What speaks most for the one and for the other, and which answers would turn it round.

        Parameters
        ----------
        vendor : str, optional
            A name or an unambiguous part of one; by default the second.
        than : str, optional
            The vendor to compare it with; by default the first.
        lang : str, optional
            Language of the words; by default that of the system.

        Returns
        -------
        str

        Raises
        ------
        UsageError
            For a name that is unknown or ambiguous.
        """
        return str(onward("Ranking.why_not")(self, vendor, than, lang=lang))

    def save(
        self,
        folder: str | Path,
        *,
        formats: Sequence[str] | None = None,
        lang: Lang | None = None,
        samples: int = 100_000,
        seed: int = 0,
    ) -> list[Path]:
        """Write report, json, csv and scorecard; the charts as pictures too, where asked for.

        Parameters
        ----------
        folder : str or pathlib.Path
            Made where it does not exist.
        formats : sequence of str, optional
            Of ``html``, ``json``, ``csv``, ``xlsx``, ``png``, ``svg``; by default the first four,
            as ``vendor-score rank`` writes them. Pictures need the ``images`` extra and a
            Chromium.
        lang : str, optional
            Language of the files; by default that of the system.
        samples : int
            Draws that tell how sure the ranking is.
        seed : int
            The same seed gives the same bytes.

        Returns
        -------
        list of pathlib.Path
            The files written.

        Raises
        ------
        UsageError
            For an unknown format, or no samples.
        OutputError
            Where a file cannot be written; nothing is left half written.
        """
        paths: list[Path] = onward("Ranking.save")(
            self, folder, formats=formats, lang=lang, samples=samples, seed=seed
        )
        return paths

    def __repr__(self) -> str:
        order = [f"{v.rank} {v.name} {points(v.score)}" for v in self.vendors if v.rank is not None]
        return f"Ranking({self.method}: {'; '.join(order)})"

    def _repr_html_(self) -> str:
        return str(onward("Ranking.html")(self))


class Tuner(Protocol):
    """A decision whose weights a person moves in a notebook (see `Decision.tune`).

    Attributes
    ----------
    weights : pandas.Series
        Share of the whole by criterion id (sum 1). Set it with a mapping of group or criterion
        id to share, as in `Decision.with_weights`.
    """

    weights: pd.Series[float]
    """Shares of the whole by criterion (sum 1); to be set by group or criterion."""

    @property
    def decision(self) -> Decision:
        """The decision with the weights of the sliders."""

    @property
    def ranking(self) -> Ranking:
        """The ranking by the weighted sum at the weights of the sliders."""

    def rank(self, method: str) -> Ranking:
        """The ranking by another method at the weights of the sliders.

        Parameters
        ----------
        method : str
            As in `Decision.rank`.

        Returns
        -------
        Ranking
        """

    def reset(self) -> None:
        """Back to the weights that the sliders started with."""
