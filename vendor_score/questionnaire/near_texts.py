"""What a text that fits nothing was probably meant to be: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from vendor_score.grammar.numerals import clean
from vendor_score.wording import Label, both, joined

__all__ = ["did_you_mean", "nearest_texts"]

_LEAST = 62.0
"""Least likeness (0-100) of what is offered: a slip or a reworded heading, not another matter."""

_LONGEST = 200
_MOST_KNOWN = 5_000


def nearest_texts(text: str, known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """Those of the known texts that a text is most like, the likest first.

    Parameters
    ----------
    text
        What fits nothing.
    known
        What it may have been meant to be.
    most
        How many are given at most.

    Returns
    -------
    tuple of str
        Empty where nothing is like it.

    Examples
    --------
    >>> nearest_texts("Vendor nam", ["Vendor name", "First response"])
    ('Vendor name',)
    """
    from rapidfuzz import fuzz, process

    choices = list(dict.fromkeys(each for each in known if each.strip()))[:_MOST_KNOWN]
    folded = [_folded(each) for each in choices]
    likest: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, at in process.extract(
            _folded(text), folded, scorer=scorer, score_cutoff=_LEAST, limit=most
        ):
            likest[at] = max(score, likest.get(at, 0.0))
    order = sorted(likest, key=lambda at: (-likest[at], at))
    return tuple(choices[at] for at in order[:most])


def did_you_mean(near: Iterable[str | Label]) -> Label:
    """The sentence that offers them; empty where there are none."""
    offered = list(near)
    if not offered:
        return Label.same("")
    return both("findings.did_you_mean", near=joined(offered, "findings.near_joint"))


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    return clean(text[:_LONGEST]).casefold().strip()
