"""The interactive view as a notebook widget: sliders move the kernel's weights and ranking."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vendor_score.errors import UsageError

try:
    import anywidget
    import traitlets
except ModuleNotFoundError:
    raise UsageError("errors.no_notebook") from None

from vendor_score.present.page.page import bundle, plotly_script, stylesheet
from vendor_score.present.page.payload import payload
from vendor_score.present.page.static import small_picture
from vendor_score.present.report import build_report
from vendor_score.weights import change_shares
from vendor_score.wording import Lang

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision import Decision
    from vendor_score.ranking.ranking import Ranking

__all__ = ["Tuner", "tune"]


class Tuner(anywidget.AnyWidget):
    """The ranking with its weight sliders, live; made by `Decision.tune`.

    Attributes
    ----------
    weights : pandas.Series
        Share of the whole by criterion id (sum 1); it follows the sliders. Set with a mapping of
        group or criterion id to share, the others in proportion, it moves them.
    settled : int
        How often a slider was let go: `observe` it by ``names="settled"``.
    """

    _esm = f"{bundle('widget_host')}export default {{ render: modules.widget_host.render }};\n"
    _payload = traitlets.Unicode().tag(sync=True)
    _style = traitlets.Unicode().tag(sync=True)
    _weights: Any = traitlets.List(traitlets.Float()).tag(sync=True)
    settled = traitlets.Int(0)

    def __init__(
        self, decision: Decision, *, samples: int = 20_000, lang: Lang | None = None
    ) -> None:
        self._entered = decision
        self._report = build_report(decision.rank(), lang=lang, samples=samples)
        super().__init__(
            _payload=json.dumps(payload(self._report), ensure_ascii=False, allow_nan=False),
            _style=stylesheet(),
            _weights=decision.weight_array.tolist(),
        )
        self.on_msg(self._answer)
        self.observe(self._settle, names="_weights")

    @property
    def decision(self) -> Decision:
        """The decision with the weights of the sliders."""
        whole = sum(self._weights)
        ids = [leaf.id for leaf in self._entered.criteria_taking_part]
        shares = {id: share / whole for id, share in zip(ids, self._weights, strict=True)}
        return replace(self._entered, leaf_weights=shares)

    @property
    def ranking(self) -> Ranking:
        """The ranking by the weighted sum at the weights of the sliders."""
        return self.decision.rank()

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
        return self.decision.rank(method)

    @property
    def weights(self) -> pd.Series[float]:
        """Move the sliders to these shares."""
        return self.decision.weights

    @weights.setter
    def weights(self, shares: Mapping[str, float]) -> None:
        """Move the sliders to these shares.

        Parameters
        ----------
        shares : mapping of str to float
            Share of the whole by group or criterion.
        """
        now = self.decision
        changed = change_shares(now.weight_tree, now.leaf_weights, dict(shares))
        self._weights = [changed[leaf.id] for leaf in now.criteria_taking_part]

    def reset(self) -> None:
        """Back to the weights that the widget was made with."""
        self._weights = self._entered.weight_array.tolist()

    def _settle(self, change: Any) -> None:
        del change
        self.settled += 1

    def _answer(self, widget: Any, message: Any, buffers: Any) -> None:
        """Send plotly when the view asks for it: once, and never as a part of the notebook."""
        del widget, buffers
        if isinstance(message, dict) and message.get("kind") == "plotly":
            self.send({"kind": "plotly"}, buffers=[plotly_script().packed])

    def _repr_mimebundle_(self, **settings: Any) -> Any:
        """The live view, and beside it what a saved notebook shows where no widget can run."""
        bundled = super()._repr_mimebundle_(**settings)
        data, metadata = bundled if isinstance(bundled, tuple) else (bundled, {})
        ranking = self.ranking
        still = {
            "text/plain": self._report.verdict.text(self._report.lang),
            "text/html": ranking._repr_html_(),
            "image/svg+xml": small_picture(ranking),
        }
        return {**(data or {}), **still}, metadata


def tune(decision: Decision, *, samples: int = 20_000, lang: Lang | None = None) -> Tuner:
    """The interactive view of a decision.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    samples : int, optional
        Draws that tell how sure the ranking is.
    lang : str, optional
        Language of the words.

    Returns
    -------
    Tuner
    """
    return Tuner(decision, samples=samples, lang=lang)
