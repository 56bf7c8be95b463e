"""Both ends of a scale in words: what a swing of a criterion or a group is."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_score.criteria.model import Criterion, Group
from vendor_score.kinds.value_functions import Anchors
from vendor_score.people.trade_offs import Values
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.records import Reading
from vendor_score.wording import Lang, text

__all__ = ["level_text", "node_ends", "values_of"]


def node_ends(node: Group | Criterion, lang: Lang) -> tuple[str, str]:
    """The worst and the best end of what is weighed.

    Parameters
    ----------
    node : Group or Criterion
    lang : str

    Returns
    -------
    (str, str)
        Of a group the ends of its scored criteria, a line each.

    Examples
    --------
    >>> from vendor_score.criteria.load import shipped_criteria
    >>> node_ends(shipped_criteria().criterion("conversion"), "en")
    ('30%', '65%')
    """
    if isinstance(node, Criterion):
        return _leaf_ends(node, lang)
    ends = [
        (leaf.label.text(lang), *_leaf_ends(leaf, lang))
        for leaf in node.leaves()
        if leaf.is_scored and leaf.weight > 0
    ]
    return (
        "\n".join(text("ballot.of_scale", lang, label=n, end=worst) for n, worst, _ in ends),
        "\n".join(text("ballot.of_scale", lang, label=n, end=best) for n, _, best in ends),
    )


def _leaf_ends(leaf: Criterion, lang: Lang) -> tuple[str, str]:
    if leaf.kind.is_judged and leaf.levels:
        return leaf.levels[0].text(lang), leaf.levels[-1].text(lang)
    if leaf.value is None:
        ends = (text("ballot.highest_offer", lang), text("ballot.lowest_offer", lang))
        return ends if leaf.low_is_good else ends[::-1]
    if (anchors := leaf.value.anchors) is not None:
        worst = min(anchors.at, key=lambda at: at[1])[0]
        best = max(anchors.at, key=lambda at: at[1])[0]
        return level_text(leaf, worst, lang), level_text(leaf, best, lang)
    bars = leaf.value.bars
    if leaf.value.families is not None or not bars:
        return text("ballot.none_of_them", lang), text("ballot.all_of_them", lang)
    worst_id = min(bars, key=lambda bar: bar[1])[0]
    best_id = max(bars, key=lambda bar: bar[1])[0]
    return leaf.option_label(worst_id).text(lang), leaf.option_label(best_id).text(lang)


def level_text(leaf: Criterion, level: float, lang: Lang) -> str:
    """A level of a criterion's scale as people write it.

    Parameters
    ----------
    leaf : Criterion
    level : float
        In the criterion's unit.
    lang : str

    Returns
    -------
    str
    """
    anchors = leaf.value.anchors if leaf.value is not None else None
    unit = anchors.unit if anchors is not None else leaf.unit
    reading = Reading(text="", kind=leaf.answer, low=level, high=level, unit=unit)
    return shown_reading(reading, leaf.question(), lang) or f"{level:g}"


def values_of(leaves: tuple[Criterion, ...]) -> Values:
    """Points of the answers by criterion, for trade-offs.

    Parameters
    ----------
    leaves : tuple of Criterion

    Returns
    -------
    mapping of str to (Anchors or mapping of str to float)
        Relative criteria and lists have none.
    """
    found: dict[str, Anchors | Mapping[str, float]] = {}
    for leaf in leaves:
        if leaf.value is None:
            continue
        if (anchors := leaf.value.anchors) is not None:
            found[leaf.id] = anchors
        elif leaf.value.bars and leaf.value.families is None:
            found[leaf.id] = dict(leaf.value.bars)
    return found
