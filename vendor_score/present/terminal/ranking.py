"""The ranking as it stands in a terminal: a row per vendor, its bar split by group, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_score import number_text
from vendor_score.decision import Status
from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad, width
from vendor_score.ranking.ranking import RankedVendor, Ranking
from vendor_score.wording import Lang, text

__all__ = ["lead_sentence", "ranking_lines"]

_NAME_SHARE = 0.34  # of the screen, for the longest name
_MOST_PARTS = 9  # parts of a bar that can be told apart; further ones are shown as one
_GAP = "  "


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A part of every bar: a top group (or a criterion without one), or what is left over."""

    label: str
    weight: float
    leaves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    rank: int
    name: int
    score: int
    bar: int


def ranking_lines(ranking: Ranking, lang: Lang, screen: Screen) -> Iterator[str]:
    """Head, a row per vendor in order, and what the parts of the bars are."""
    parts = _parts(ranking, lang)
    columns = _columns(ranking, lang, screen)
    yield screen.paint(_head(columns, lang), "dim")
    for vendor in ranking.vendors:
        yield _row(vendor, parts, columns, lang, screen)
    yield ""
    yield from _legend(parts, lang, screen)


def lead_sentence(ranking: Ranking, lang: Lang) -> str:
    """Who leads, and by how much."""
    leaders = [clean(name) for name in ranking.leaders]
    if not leaders:
        return text("terminal.lead.none", lang)
    if ranking.method != "weighted-sum":
        names = text("terminal.and", lang).join(leaders)
        return text("terminal.lead.method", lang, names=names, method=ranking.method)
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    top = number_text.points(ranked[0].score)
    if len(ranked) == 1:
        return text("terminal.lead.only", lang, name=leaders[0], score=top)
    if len(leaders) > 1:
        names = text("terminal.and", lang).join(leaders)
        return text("terminal.lead.tie", lang, names=names, score=top)
    second = ranked[1]
    gap = number_text.gap(ranked[0].score - second.score)
    rest = {"score": top, "gap": gap, "second": clean(second.name)}
    return text("terminal.lead.one", lang, name=leaders[0], **rest)


def _parts(ranking: Ranking, lang: Lang) -> list[_Part]:
    """The parts with weight, in file order; the lightest are joined where there are too many."""
    decision = ranking.decision
    leaves: dict[str, list[str]] = {}
    for criterion in decision.criteria_taking_part:
        leaves.setdefault(criterion.path[0], []).append(criterion.id)
    labels = {node.id: node.label.text(lang) for node in decision.criteria.children}
    weights = decision.leaf_weights
    parts = [
        _Part(label=clean(labels[top]), weight=sum(weights[id] for id in ids), leaves=tuple(ids))
        for top, ids in leaves.items()
    ]
    return _joined([part for part in parts if part.weight > 0], lang)


def _joined(parts: list[_Part], lang: Lang) -> list[_Part]:
    if len(parts) <= _MOST_PARTS:
        return parts
    kept = sorted(parts, key=lambda part: -part.weight)[: _MOST_PARTS - 1]
    others = [part for part in parts if part not in kept]
    rest = _Part(
        label=text("terminal.others", lang, count=len(others)),
        weight=sum(part.weight for part in others),
        leaves=tuple(leaf for part in others for leaf in part.leaves),
    )
    return [part for part in parts if part in kept] + [rest]


def _columns(ranking: Ranking, lang: Lang, screen: Screen) -> _Columns:
    heads = {part: width(text(f"terminal.head.{part}", lang)) for part in ("rank", "name", "score")}
    longest = max((width(_shown_name(v, lang)) for v in ranking.vendors), default=0)
    rank, score = max(3, heads["rank"]), max(5, heads["score"])
    name = max(heads["name"], min(longest, int(screen.columns * _NAME_SHARE)))
    bar = screen.columns - rank - name - score - 3 * len(_GAP)
    return _Columns(rank=rank, name=name, score=score, bar=bar)


def _head(columns: _Columns, lang: Lang) -> str:
    rank = pad(text("terminal.head.rank", lang), columns.rank)
    name = pad(text("terminal.head.name", lang), columns.name)
    score = pad(text("terminal.head.score", lang), columns.score, right=True)
    half = columns.bar // 2
    scale = pad("0", half) + pad("50", columns.bar - half - 3) + "100"
    return _GAP.join((rank, name, score, scale))


def _row(
    vendor: RankedVendor, parts: Sequence[_Part], columns: _Columns, lang: Lang, screen: Screen
) -> str:
    rank = pad("-" if vendor.rank is None else str(vendor.rank), columns.rank)
    name = pad(fit(_shown_name(vendor, lang), columns.name), columns.name)
    score = pad(number_text.points(vendor.score), columns.score, right=True)
    style = "dim" if vendor.rank is None else "bold"
    start = screen.paint(_GAP.join((rank, name, score)), style)
    return start + _GAP + _bar(vendor.contributions, parts, columns.bar, screen)


def _shown_name(vendor: RankedVendor, lang: Lang) -> str:
    mark = text("terminal.mark.unconfirmed", lang) if vendor.status is Status.UNCONFIRMED else ""
    return clean(vendor.name) + mark


def _bar(
    contributions: Mapping[str, float], parts: Sequence[_Part], columns: int, screen: Screen
) -> str:
    """Parts as long as their contributions; rounded ends, so that the whole is right."""
    bar, drawn, so_far = "", 0, 0.0
    for number, part in enumerate(parts):
        so_far += sum(contributions.get(leaf, 0.0) for leaf in part.leaves)
        end = round(so_far / 100 * columns)
        bar += screen.segment(number, end - drawn)
        drawn = end
    return bar


def _legend(parts: Sequence[_Part], lang: Lang, screen: Screen) -> Iterator[str]:
    """The parts side by side, as many in a line as fit."""
    indent = " " * 5
    said = [f"{part.label} {number_text.share(part.weight)}" for part in parts]
    line, used = indent, len(indent)
    for number, words in enumerate(said):
        needed = 2 + 1 + width(words) + 3
        if used + needed > screen.columns and used > len(indent):
            yield line.rstrip()
            line, used = indent, len(indent)
        line += f"{screen.segment(number, 2)} {words}{_GAP} "
        used += needed
    yield line.rstrip()
    yield from indented(text("terminal.legend", lang), screen.columns, first=indent)
