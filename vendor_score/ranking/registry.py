"""The registry of aggregation methods: name, preparation, assumptions, refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vendor_score.decision.matrices import Matrix
from vendor_score.ranking import formulas, outranking
from vendor_score.ranking.preparation import (
    as_given,
    inverted,
    linear,
    min_max,
    sum_scaled,
    vector_scaled,
    within_bounds,
)
from vendor_score.ranking.ranking import WEIGHTED_SUM
from vendor_score.ranking.refusals import (
    Check,
    any_numbers,
    cost_criterion,
    no_negative,
    positive,
    positive_costs,
    positive_means,
)
from vendor_score.scoring.kernel import Floats
from vendor_score.wording import Label, both

__all__ = ["METHODS", "WEIGHTED_SUM", "Category", "Method"]


PAIRWISE = 2_000
"""Most vendors for a method that compares each with each."""

Preparation = Callable[[Matrix], Matrix]
Category = Literal["decides", "repeats", "relative", "multiplicative", "ignores_weights", "kernel"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One aggregation method.

    ``prepare`` is the scaling that its literature asks for, ``check`` refuses what it cannot
    treat, ``figures`` gives a figure per vendor. ``order_of``: the scaling whose weighted sum gives
    the method's order; where that is the points themselves, the method repeats the weighted sum.
    ``is_product``: figures compare by ratio, not by difference.
    """

    name: str
    category: Category
    figures: Callable[[Matrix], Floats]
    prepare: Preparation = as_given
    check: Check = any_numbers
    higher_is_better: bool = True
    is_product: bool = False
    order_of: Preparation | None = None
    most_vendors: int | None = None
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return both(f"methods.{self.name}.label")

    @property
    def assumes(self) -> Label:
        """What the method takes for granted, and how its matrix is prepared."""
        return both(f"methods.{self.name}.assumes")


def _weighted_sum(matrix: Matrix) -> Floats:
    return matrix.figures @ matrix.weights


METHODS: tuple[Method, ...] = (
    Method(
        name=WEIGHTED_SUM,
        category="decides",
        figures=_weighted_sum,
        aliases=("weighted-sum-model", "wsm", "saw"),
    ),
    Method(
        name="weighted-product",
        category="multiplicative",
        figures=formulas.weighted_product,
        prepare=inverted,
        check=positive,
        is_product=True,
        aliases=("weighted-product-model", "wpm"),
    ),
    Method(
        name="topsis",
        category="relative",
        figures=formulas.topsis,
        prepare=vector_scaled,
    ),
    Method(
        name="topsis-min-max",
        category="relative",
        figures=formulas.topsis,
        prepare=min_max,
    ),
    Method(
        name="vikor",
        category="relative",
        figures=formulas.vikor,
        higher_is_better=False,
    ),
    Method(
        name="copras",
        category="relative",
        figures=formulas.copras,
        prepare=sum_scaled,
        check=cost_criterion,
    ),
    Method(
        name="moora",
        category="relative",
        figures=formulas.ratio_moora,
        prepare=vector_scaled,
        order_of=vector_scaled,
        aliases=("ratio-moora",),
    ),
    Method(
        name="reference-point-moora",
        category="relative",
        figures=formulas.reference_point_moora,
        prepare=vector_scaled,
        higher_is_better=False,
        aliases=("moora-reference-point",),
    ),
    Method(
        name="full-multiplicative-form",
        category="multiplicative",
        figures=formulas.full_multiplicative_form,
        prepare=vector_scaled,
        check=positive,
        is_product=True,
        aliases=("fmf",),
    ),
    Method(
        name="multimoora",
        category="multiplicative",
        figures=formulas.multimoora,
        prepare=vector_scaled,
        check=positive,
        most_vendors=PAIRWISE,
        aliases=("multi-moora",),
    ),
    Method(
        name="aras",
        category="relative",
        figures=formulas.aras,
        check=positive_costs,
    ),
    Method(
        name="mabac",
        category="relative",
        figures=formulas.mabac,
        prepare=min_max,
        order_of=min_max,
    ),
    Method(
        name="mairca",
        category="relative",
        figures=formulas.mairca,
        prepare=min_max,
        higher_is_better=False,
        order_of=min_max,
    ),
    Method(
        name="marcos",
        category="relative",
        figures=formulas.marcos,
        check=positive_costs,
        order_of=linear,
    ),
    Method(
        name="edas",
        category="relative",
        figures=formulas.edas,
        check=positive_means,
    ),
    Method(
        name="codas",
        category="relative",
        figures=formulas.codas,
        prepare=linear,
        check=positive_costs,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="waspas",
        category="multiplicative",
        figures=formulas.waspas,
        prepare=linear,
        check=positive,
    ),
    Method(
        name="cocoso",
        category="relative",
        figures=formulas.cocoso,
        prepare=min_max,
    ),
    Method(
        name="ervd",
        category="relative",
        figures=formulas.ervd,
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="ocra",
        category="multiplicative",
        figures=formulas.ocra,
        check=positive,
    ),
    Method(
        name="probid",
        category="relative",
        figures=formulas.probid,
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="simplified-probid",
        category="relative",
        figures=formulas.simplified_probid,
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
        aliases=("sprobid",),
    ),
    Method(
        name="ram",
        category="relative",
        figures=formulas.ram,
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="rim",
        category="relative",
        figures=formulas.rim,
    ),
    Method(
        name="spotis",
        category="relative",
        figures=formulas.spotis,
        higher_is_better=False,
        order_of=within_bounds,
    ),
    Method(
        name="simus",
        category="ignores_weights",
        figures=formulas.simus,
        prepare=sum_scaled,
        check=no_negative,
        most_vendors=300,
    ),
    Method(
        name="electre2",
        category="relative",
        figures=outranking.electre2,
        prepare=sum_scaled,
        higher_is_better=False,
        most_vendors=PAIRWISE,
        aliases=("electre-2", "electre-ii", "electreii"),
    ),
    Method(
        name="electre1",
        category="kernel",
        figures=outranking.electre1,
        prepare=sum_scaled,
        most_vendors=PAIRWISE,
        aliases=("electre-1", "electre-i", "electrei"),
    ),
)
