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
    """One aggregation method: our own function, and the class that the tests hold it to.

    Attributes
    ----------
    name : str
        What ``--method`` takes, in lower case with hyphens.
    category : str
        How it relates to the weighted sum (see `category_of` in `methods`).
    figures : callable
        Takes the prepared matrix, gives an array of float, shape (vendors,).
    tested_against : str
        ``module:class`` below ``skcriteria.agg``, the outside opinion on ``figures``.
    prepare : callable
        The scaling that the method's literature asks for.
    check : callable
        Raises MethodRefusalError for what the method cannot treat.
    higher_is_better : bool
        False where the figure is a distance or a regret.
    is_product : bool
        Whether figures compare by ratio, not by difference.
    order_of : callable, optional
        The scaling whose weighted sum gives the method's order; where that is the points
        themselves, the method repeats the weighted sum.
    most_vendors : int, optional
        Above how many it is not offered.
    aliases : tuple of str
        Other names that ``--method`` takes.
    """

    name: str
    category: Category
    figures: Callable[[Matrix], Floats]
    tested_against: str
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


METHODS: tuple[Method, ...] = (
    Method(
        name=WEIGHTED_SUM,
        category="decides",
        figures=formulas.weighted_sum,
        tested_against="simple:WeightedSumModel",
        aliases=("weighted-sum-model", "wsm", "saw"),
    ),
    Method(
        name="weighted-product",
        category="multiplicative",
        figures=formulas.weighted_product,
        tested_against="simple:WeightedProductModel",
        prepare=inverted,
        check=positive,
        is_product=True,
        aliases=("weighted-product-model", "wpm"),
    ),
    Method(
        name="topsis",
        category="relative",
        figures=formulas.topsis,
        tested_against="topsis:TOPSIS",
        prepare=vector_scaled,
    ),
    Method(
        name="topsis-min-max",
        category="relative",
        figures=formulas.topsis,
        tested_against="topsis:TOPSIS",
        prepare=min_max,
    ),
    Method(
        name="vikor",
        category="relative",
        figures=formulas.vikor,
        tested_against="vikor:VIKOR",
        higher_is_better=False,
    ),
    Method(
        name="copras",
        category="relative",
        figures=formulas.copras,
        tested_against="copras:COPRAS",
        prepare=sum_scaled,
        check=cost_criterion,
    ),
    Method(
        name="moora",
        category="relative",
        figures=formulas.ratio_moora,
        tested_against="moora:RatioMOORA",
        prepare=vector_scaled,
        order_of=vector_scaled,
        aliases=("ratio-moora",),
    ),
    Method(
        name="reference-point-moora",
        category="relative",
        figures=formulas.reference_point_moora,
        tested_against="moora:ReferencePointMOORA",
        prepare=vector_scaled,
        higher_is_better=False,
        aliases=("moora-reference-point",),
    ),
    Method(
        name="full-multiplicative-form",
        category="multiplicative",
        figures=formulas.full_multiplicative_form,
        tested_against="moora:FullMultiplicativeForm",
        prepare=vector_scaled,
        check=positive,
        is_product=True,
        aliases=("fmf",),
    ),
    Method(
        name="multimoora",
        category="multiplicative",
        figures=formulas.multimoora,
        tested_against="moora:MultiMOORA",
        prepare=vector_scaled,
        check=positive,
        most_vendors=PAIRWISE,
        aliases=("multi-moora",),
    ),
    Method(
        name="aras",
        category="relative",
        figures=formulas.aras,
        tested_against="aras:ARAS",
        check=positive_costs,
    ),
    Method(
        name="mabac",
        category="relative",
        figures=formulas.mabac,
        tested_against="mabac:MABAC",
        prepare=min_max,
        order_of=min_max,
    ),
    Method(
        name="mairca",
        category="relative",
        figures=formulas.mairca,
        tested_against="mairca:MAIRCA",
        prepare=min_max,
        higher_is_better=False,
        order_of=min_max,
    ),
    Method(
        name="marcos",
        category="relative",
        figures=formulas.marcos,
        tested_against="marcos:MARCOS",
        check=positive_costs,
        order_of=linear,
    ),
    Method(
        name="edas",
        category="relative",
        figures=formulas.edas,
        tested_against="edas:EDAS",
        check=positive_means,
    ),
    Method(
        name="codas",
        category="relative",
        figures=formulas.codas,
        tested_against="codas:CODAS",
        prepare=linear,
        check=positive_costs,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="waspas",
        category="multiplicative",
        figures=formulas.waspas,
        tested_against="waspas:WASPAS",
        prepare=linear,
        check=positive,
    ),
    Method(
        name="cocoso",
        category="relative",
        figures=formulas.cocoso,
        tested_against="cocoso:CoCoSo",
        prepare=min_max,
    ),
    Method(
        name="ervd",
        category="relative",
        figures=formulas.ervd,
        tested_against="ervd:ERVD",
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="ocra",
        category="multiplicative",
        figures=formulas.ocra,
        tested_against="ocra:OCRA",
        check=positive,
    ),
    Method(
        name="probid",
        category="relative",
        figures=formulas.probid,
        tested_against="probid:PROBID",
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="simplified-probid",
        category="relative",
        figures=formulas.simplified_probid,
        tested_against="probid:SimplifiedPROBID",
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
        aliases=("sprobid",),
    ),
    Method(
        name="ram",
        category="relative",
        figures=formulas.ram,
        tested_against="ram:RAM",
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="rim",
        category="relative",
        figures=formulas.rim,
        tested_against="rim:RIM",
    ),
    Method(
        name="spotis",
        category="relative",
        figures=formulas.spotis,
        tested_against="spotis:SPOTIS",
        higher_is_better=False,
        order_of=within_bounds,
    ),
    Method(
        name="simus",
        category="ignores_weights",
        figures=formulas.simus,
        tested_against="simus:SIMUS",
        prepare=sum_scaled,
        check=no_negative,
        most_vendors=300,
    ),
    Method(
        name="electre2",
        category="relative",
        figures=outranking.electre2,
        tested_against="electre:ELECTRE2",
        prepare=sum_scaled,
        higher_is_better=False,
        most_vendors=PAIRWISE,
        aliases=("electre-2", "electre-ii", "electreii"),
    ),
    Method(
        name="electre1",
        category="kernel",
        figures=outranking.electre1,
        tested_against="electre:ELECTRE1",
        prepare=sum_scaled,
        most_vendors=PAIRWISE,
        aliases=("electre-1", "electre-i", "electrei"),
    ),
)
