"""Decision -> Robustness: every analysis of how sure the ranking is, in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vendor_score.decision import Decision
from vendor_score.robustness.acceptability import SamplingSettings, acceptability
from vendor_score.robustness.agreement import method_agreement
from vendor_score.robustness.diagnostics import diagnostics
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.records import Acceptability, Robustness, WeightSpace
from vendor_score.robustness.smallest_change import smallest_changes, smallest_group_changes
from vendor_score.robustness.tipping import tipping_points
from vendor_score.robustness.to_win import to_win
from vendor_score.robustness.what_ifs import (
    leave_one_out,
    missing_ranks,
    proven_only,
    weight_set_results,
)

__all__ = ["assess"]


def assess(  # noqa: PLR0913 - the settings of one run, all by name
    decision: Decision,
    *,
    samples: int = 100_000,
    seed: int = 0,
    weights: WeightSpace = "stated",
    band: float = 0.25,
    methods: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Robustness:
    """How sure the ranking by the weighted sum is, and what would change it.

    Parameters
    ----------
    samples
        Draws of weights and answers, at least 1.
    seed
        Same seed, same digits, on any number of cores.
    weights
        ``stated``: entered weights times U[1 - band, 1 + band]; ``any``; ``ordinal``: any weights
        in the stated order.
    band
        Half width of ``stated``, 0 to 1.
    methods
        Whether to rank by the other methods too. Without, `agreement` is None and can be filled
        in from `method_agreement`.
    progress
        Called with draws done and draws in all.

    Raises
    ------
    UsageError
        For settings out of range.
    """
    settings = SamplingSettings(samples=samples, seed=seed, weights=weights, band=band)
    model = score_model(decision)
    tipping = tipping_points(model)
    smaa = acceptability(decision, model, settings, progress)
    return Robustness(
        tipping=tipping,
        smallest_changes=smallest_changes(model),
        smallest_group_changes=smallest_group_changes(model),
        smaa=smaa,
        stated_smaa=_stated(decision, model, settings),
        missing_ranks=missing_ranks(decision, model),
        agreement=method_agreement(decision) if methods else None,
        to_win=to_win(decision, model),
        proven_only=proven_only(decision, model),
        weight_sets=weight_set_results(decision, model),
        leave_one_out=leave_one_out(decision, model),
        diagnostics=diagnostics(model, tipping, band),
    )


def _stated(
    decision: Decision, model: ScoreModel, settings: SamplingSettings
) -> Acceptability | None:
    """The verdict rests on draws around the stated weights, whatever was asked for."""
    if settings.weights == "stated":
        return None
    return acceptability(decision, model, replace(settings, weights="stated"))
