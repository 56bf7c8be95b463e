"""What the terminal shows of weights that a person stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from vendor_score.present.terminal.screen import clean, fit, pad
from vendor_score.weights import node_shares
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criteria
    from vendor_score.people.weigh import ImpliedLine

__all__ = ["implied_screen", "weight_screen"]

_NAME = 44


def weight_screen(criteria: Criteria, leaves: Mapping[str, float], lang: Lang) -> Iterator[str]:
    """Every group and criterion with weight, and its share of the whole.

    Parameters
    ----------
    criteria : Criteria
    leaves : mapping of str to float
        Share of the whole by criterion.
    lang : str

    Yields
    ------
    str
        A line.
    """
    shares = node_shares(criteria.weight_tree(), leaves)
    yield ""
    yield text("weigh.result", lang)
    for node in criteria.nodes():
        share = shares.get(node.id, 0.0)
        if share > 0:
            name = "  " * len(node.path) + clean(node.label.text(lang))
            yield pad(fit(name, _NAME), _NAME) + pad(f"{100 * share:.1f} %", 9, right=True)


def implied_screen(lines: Sequence[ImpliedLine], lang: Lang) -> Iterator[str]:
    """What the weights mean in the units of the answers, to be agreed with or not.

    Parameters
    ----------
    lines : sequence of ImpliedLine
    lang : str

    Yields
    ------
    str
        A line.
    """
    if not lines:
        return
    yield ""
    yield text("weigh.implied", lang)
    for line in lines:
        said = {
            "gain": clean(line.gain),
            "gain_from": line.gain_from,
            "gain_to": line.gain_to,
            "other": clean(line.other),
            "other_from": line.other_from,
        }
        if line.other_to is None:
            yield "  " + text("weigh.implied_beyond", lang, **said)
        else:
            yield "  " + text("weigh.implied_line", lang, **said, other_to=line.other_to)
