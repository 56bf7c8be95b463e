"""What the terminal shows of weights that people stated, and of what a panel thinks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad
from vendor_score.weights import node_shares
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criteria
    from vendor_score.people.panel import GroupView, TopicToDiscuss, ViewOfOne
    from vendor_score.people.weigh import ImpliedLine

__all__ = ["group_screen", "implied_screen", "weight_screen"]

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


def group_screen(
    view: GroupView, criteria: Criteria, screen: Screen, lang: Lang, *, blind: bool
) -> Iterator[str]:
    """What a panel thinks: coverage first, then the group, agreement, agenda and minority.

    Parameters
    ----------
    view : GroupView
    criteria : Criteria
        For the names of criteria and groups.
    screen : Screen
    lang : str
    blind : bool
        Coverage only.

    Yields
    ------
    str
        A line.
    """
    show = _GroupScreen(view, {n.id: n.label.text(lang) for n in criteria.nodes()}, screen, lang)
    yield from show.coverage()
    if blind:
        return
    yield from show.group()
    yield from show.agreement()
    yield from show.agenda()
    yield from show.minority()
    yield from show.findings()


@dataclass(frozen=True)
class _GroupScreen:
    view: GroupView
    labels: Mapping[str, str]
    screen: Screen
    lang: Lang

    def say(self, key: str, **values: object) -> str:
        shown = {name: clean(v) if isinstance(v, str) else v for name, v in values.items()}
        return text(f"group.{key}", self.lang, **shown)

    def title(self, key: str) -> str:
        return self.screen.paint(self.say(key), "bold")

    def wrapped(self, line: str) -> list[str]:
        return indented(line, self.screen.columns, first="  ", rest="    ")

    def joined(self, names: Sequence[str]) -> str:
        return text("language.list_joint", self.lang).join(names)

    def label(self, node: str) -> str:
        return self.labels.get(node, node) if node else self.say("whole")

    def coverage(self) -> Iterator[str]:
        yield self.title("coverage")
        for name, one in self.view.coverage.items():
            said = {"nodes": one.nodes, "of_nodes": one.nodes_asked}
            cells = {"cells": one.cells, "of_cells": one.cells_asked}
            yield from self.wrapped(self.say("covered", name=name, **said, **cells))

    def group(self) -> Iterator[str]:
        yield ""
        yield self.title("group")
        ranked = sorted(self.view.scores.items(), key=lambda one: -one[1])
        shown = [f"{name} {score:.1f}" for name, score in ranked[:5]]
        yield from self.wrapped(self.say("scores", scores=self.joined(shown)))
        for name, first in self.view.first_by_evaluator.items():
            moved = self.view.weight_distances[name]
            said = {"first": self.joined(first) or "-", "moved": f"{100 * moved:.0f}"}
            yield from self.wrapped(self.say("own_first", name=name, **said))
        for name, first in self.view.decisive.items():
            yield from self.wrapped(self.say("without", name=name, first=self.joined(first)))
        if self.view.uneven:
            labels = self.joined([self.label(id) for id in self.view.uneven])
            yield from self.wrapped(self.say("uneven", criteria=labels))

    def agreement(self) -> Iterator[str]:
        view = self.view
        yield ""
        yield self.title("agreement")
        if view.mean_difference is not None:
            alpha = "-" if view.alpha is None else f"{view.alpha:.2f}"
            said = self.say("levels", alpha=alpha, points=f"{view.mean_difference:.1f}")
            yield from self.wrapped(said)
        if view.kendall_w is not None and view.spearman is not None:
            said = self.say("rankings", w=f"{view.kendall_w:.2f}", rho=f"{view.spearman:.2f}")
            yield from self.wrapped(said)
        for name, points in view.leniency.items():
            if abs(points) >= 1:
                key = "lenient" if points > 0 else "strict"
                yield from self.wrapped(self.say(key, name=name, points=f"{abs(points):.1f}"))
        if view.leniency_decides:
            yield from self.wrapped(self.say("leniency_decides"))

    def agenda(self) -> Iterator[str]:
        yield ""
        yield self.title("agenda")
        if not self.view.agenda:
            yield from self.wrapped(self.say("nothing_to_discuss"))
        for number, topic in enumerate(self.view.agenda, 1):
            yield from self.wrapped(f"{number}. {self._topic(topic)}")
            for name, points, reason in topic.levels:
                told = f"{clean(name)} {points:.0f}" + (f": {clean(reason)}" if reason else "")
                yield from indented(told, self.screen.columns, first="     ", rest="       ")
        if self.view.certainty is not None:
            now, settled = (f"{100 * share:.0f}" for share in self.view.certainty)
            yield from self.wrapped(self.say("certainty", now=now, settled=settled))
        if self.view.settle:
            yield from self.wrapped(self.say("settle", count=self.view.settle))

    def _topic(self, topic: TopicToDiscuss) -> str:
        share = f"{100 * topic.flip_share:.0f}"
        if topic.vendor is None:
            return self.say("node_topic", node=self.label(topic.node), share=share)
        said = {"vendor": topic.vendor, "criterion": self.label(topic.node)}
        return self.say("cell_topic", **said, share=share)

    def minority(self) -> Iterator[str]:
        if not self.view.minority:
            return
        yield ""
        yield self.title("minority")
        for one in self.view.minority:
            yield from self.wrapped(self._view(one))

    def _view(self, one: ViewOfOne) -> str:
        parts = [
            self.say(key, parts=self.joined([f"{self.label(id)} {p:+.1f}" for id, p in listed]))
            for key, listed in (("by_weights", one.by_weights), ("by_levels", one.by_levels))
            if listed
        ]
        said = self.say(
            "sees_otherwise",
            name=one.evaluator,
            first=one.first,
            against=one.against,
            own=f"{one.own_lead:.1f}",
            group=f"{one.group_lead:+.1f}",
        )
        for part in parts:
            said = text("group.sentence_joint", self.lang, before=said, after=part)
        return said

    def findings(self) -> Iterator[str]:
        if not self.view.findings:
            return
        yield ""
        yield self.title("findings")
        for finding in self.view.findings:
            where = f" [{clean(str(finding.source))}] {clean(finding.found or '')}"
            yield from self.wrapped(finding.title(self.lang) + where)
            fix = clean(finding.fix(self.lang))
            yield from indented(fix, self.screen.columns, first="    ", rest="    ")
