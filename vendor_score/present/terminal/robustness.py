"""How sure the ranking is, as lines for the terminal: a block for each analysis that says much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vendor_score import number_text
from vendor_score.decision import Decision
from vendor_score.present.report import Report
from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad
from vendor_score.robustness.compare import change_words
from vendor_score.robustness.records import AnswerChange, SmallestChange, TippingPoint
from vendor_score.robustness.verdict import explanation
from vendor_score.robustness.what_ifs import weight_set_label
from vendor_score.weights import WeightNode
from vendor_score.wording import Label, Lang, both, text

__all__ = ["sensitivity_lines"]


_SHARE = 8
_RANKS_SHOWN = 5
_CLAIMS_SHOWN = 8


def sensitivity_lines(report: Report, view: Screen) -> Iterator[str]:
    """Every block, each under its heading.

    Parameters
    ----------
    report : Report
        Redacted already.
    view : Screen
        What the stream can show.

    Yields
    ------
    str
    """
    blocks = {
        "terms.verdict": _verdict(report, view),
        "terms.acceptability": _acceptability(report, view),
        "terms.tipping_point": _tipping(report, view),
        "terminal.sure.smallest": _smallest(report, view),
        "terminal.sure.missing": _missing(report, view),
        "terms.to_win": _to_win(report, view),
        "terminal.sure.methods": _methods(report, view),
        "terminal.sure.proven": _proven(report, view),
        "terminal.sure.sets": _weight_sets(report, view),
        "terminal.sure.left_out": _left_out(report, view),
        "terminal.sure.matters": _matters(report, view),
    }
    for heading, block in blocks.items():
        lines = list(block)
        if lines:
            words = text(heading, report.lang)
            yield view.paint(words[:1].upper() + words[1:], "bold")  # a term stands small in prose
            yield from lines
            yield ""


def _said(view: Screen, said: str, depth: int = 1) -> Iterator[str]:
    inset = "  " * depth
    yield from indented(clean(said), view.columns, first=inset, rest=inset + "  ")


def _in_order(names: Iterable[str], report: Report) -> list[str]:
    """The names in the order of the ranking, the knocked-out ones last."""
    places = {vendor.name: place for place, vendor in enumerate(report.ranking.vendors)}
    return sorted(names, key=lambda name: places[name])


def _verdict(report: Report, view: Screen) -> Iterator[str]:
    settings = report.decision.criteria.verdict
    for said in (report.verdict, explanation(settings, report.robustness)):
        yield from indented(clean(said.text(report.lang)), view.columns, first="  ")


def _acceptability(report: Report, view: Screen) -> Iterator[str]:
    smaa = report.robustness.smaa
    if not smaa.vendors:
        return
    shown = min(len(smaa.vendors), _RANKS_SHOWN)
    names = view.columns - _SHARE * (shown + 1) - 2
    heads = [f"{rank}." for rank in range(1, shown + 1)]
    heads.append(text("terminal.sure.expected", report.lang))
    yield "  " + pad("", names) + "".join(pad(head, _SHARE, right=True) for head in heads)
    order = sorted(range(len(smaa.vendors)), key=lambda at: float(smaa.expected_rank[at]))
    for at in order:
        cells = [number_text.share(float(share)) for share in smaa.ranks[at, :shown]]
        cells.append(f"{float(smaa.expected_rank[at]):.2f}")
        name = pad(fit(clean(smaa.vendors[at]), names - 1), names)
        yield "  " + name + "".join(pad(cell, _SHARE, right=True) for cell in cells)


def _tipping(report: Report, view: Screen) -> Iterator[str]:
    """What has weight as a tree; of what has none only what would change the first place."""
    points = {point.id: point for point in report.robustness.tipping}
    spare = []
    for node, depth in _walk(report.decision.weight_tree):
        point = points[node.id]
        if point.weight > 0:
            share = number_text.share(point.weight)
            said = f"{_label(report, node.id)} {share}: {_tips(point, report)}"
            yield from _said(view, said, depth)
        elif point.above:
            spare.append(f"{_label(report, node.id)} {_tips(point, report)}")
    if spare:
        yield from _said(view, text("terminal.sure.spare", report.lang))
        for said in spare:
            yield from _said(view, said, 2)


def _walk(nodes: Sequence[WeightNode], depth: int = 1) -> Iterator[tuple[WeightNode, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(node.children, depth + 1)


def _tips(point: TippingPoint, report: Report) -> str:
    lang = report.lang
    ends = ((point.low, point.below, "below"), (point.high, point.above, "above"))
    told = [
        text(f"terminal.sure.{way}", lang, at=number_text.share(end), names=_names(first, lang))
        for end, first, way in ends
        if first
    ]
    return "; ".join(told) or text("terminal.sure.never", lang)


def _smallest(report: Report, view: Screen) -> Iterator[str]:
    lang, found = report.lang, report.robustness
    for vendor in _in_order(found.smallest_group_changes, report):
        by_group = _change(found.smallest_group_changes[vendor], report)
        leaf = found.smallest_changes.get(vendor)
        if leaf is None and found.smallest_group_changes[vendor] is None:
            said = text("terminal.sure.smallest_none", lang, vendor=vendor)
            yield from _said(view, said)
            continue
        said = text(
            "terminal.sure.smallest_row",
            lang,
            vendor=vendor,
            groups=by_group,
            leaves=_distance(leaf, lang),
        )
        yield from _said(view, said)


def _distance(change: SmallestChange | None, lang: Lang) -> str:
    if change is None:
        return text("terminal.sure.impossible", lang)
    return number_text.share(change.distance)


def _change(change: SmallestChange | None, report: Report) -> str:
    """The distance, and the groups that move by a tenth of a percent or more."""
    if change is None:
        return text("terminal.sure.impossible", report.lang)
    now = {point.id: point.weight for point in report.robustness.tipping}
    moved = [
        f"{_label(report, id)} {number_text.share(now[id])} → {number_text.share(share)}"
        for id, share in change.weights.items()
        if abs(share - now[id]) >= 0.001  # noqa: PLR2004 - what a share shows
    ]
    return f"{number_text.share(change.distance)} ({', '.join(moved)})"


def _missing(report: Report, view: Screen) -> Iterator[str]:
    found = report.robustness.missing_ranks
    for vendor in _in_order(found, report):
        ranks = found[vendor]
        if ranks.best != ranks.worst:
            said = text(
                "terminal.sure.rank_interval",
                report.lang,
                vendor=vendor,
                best=ranks.best,
                worst=ranks.worst,
            )
            yield from _said(view, said)


def _to_win(report: Report, view: Screen) -> Iterator[str]:
    """A line for each way; those for whom there is none together in one."""
    to_win, lang = report.robustness.to_win, report.lang
    hopeless = []
    for vendor in _in_order(to_win, report):
        found = to_win[vendor]
        ways = [_ways(report, [change]) for change in found.single]
        if found.pair:
            ways = [_ways(report, found.pair)]
        if found.first_meet:
            musts = text("language.list_joint", lang).join(
                _label(report, must) for must in found.first_meet
            )
            said = text("terminal.sure.first_meet", lang, vendor=vendor, musts=musts)
            yield from _said(view, said)
            continue
        if not ways:
            hopeless.append(vendor)
            continue
        yield from _said(view, text("terminal.sure.ways", lang, vendor=vendor))
        for way in ways:
            yield from _said(view, way, 2)
    if hopeless:
        names = text("language.list_joint", lang).join(hopeless)
        yield from _said(view, text("terminal.sure.no_way", lang, names=names))


def _ways(report: Report, changes: Sequence[AnswerChange]) -> str:
    criteria = report.decision.criteria
    told = [change_words(c, criteria.criterion(c.criterion), report.lang) for c in changes]
    return text("terminal.sure.and_also", report.lang).join(told)


def _methods(report: Report, view: Screen) -> Iterator[str]:
    agreement = report.robustness.agreement
    if agreement is None:
        return
    same = "same" if agreement.same_first else "differ"
    w = "–" if agreement.kendall_w is None else f"{agreement.kendall_w:.2f}"
    yield from _said(view, text(f"terminal.sure.methods_{same}", report.lang, w=w))
    for method, stays in agreement.best_stays_best.items():
        if stays is not None:
            key = "terminal.sure.reversal_none" if stays else "terminal.sure.reversal"
            yield from _said(view, text(key, report.lang, method=_method(method, report.lang)))
    for found in agreement.results:
        told = _names(found.first, report.lang)
        if found.reason is not None:
            told = found.reason.text(report.lang)
        relation = f" ({found.relation.text(report.lang)})" if found.relation else ""
        yield from _said(view, f"{found.label.text(report.lang)}{relation}: {told}")


def _method(name: str, lang: Lang) -> str:
    return both(f"methods.{name}.label").text(lang)


def _proven(report: Report, view: Screen) -> Iterator[str]:
    proven = report.robustness.proven_only
    if proven is None:
        return
    if not proven.seen_answers:
        changes = "nothing"
    else:
        changes = "changes" if proven.first_changes else "stays"
    names = _names(proven.first, report.lang)
    yield from _said(view, text(f"terminal.sure.proven_{changes}", report.lang, names=names))
    asked = {"critical": proven.critical_claims, "claims": proven.deciding_claims}
    for key, found in asked.items():
        if found:
            labels = [_label(report, criterion) for _, criterion in found]
            more = len(labels) - _CLAIMS_SHOWN
            claims = text("language.list_joint", report.lang).join(labels[:_CLAIMS_SHOWN])
            if more > 0:
                total = len(labels)
                claims = text(
                    "verdict.criteria_more", report.lang, criteria=claims, n=more, total=total
                )
            said = text(f"terminal.sure.{key}", report.lang, vendor=found[0][0], claims=claims)
            yield from _said(view, said)


def _names(names: Sequence[str], lang: Lang) -> str:
    if len(names) > _RANKS_SHOWN:
        return text("verdict.and_more", lang, a=names[0], n=len(names) - 1, total=len(names))
    return text("language.list_joint", lang).join(names) or "–"


def _weight_sets(report: Report, view: Screen) -> Iterator[str]:
    for found in report.robustness.weight_sets:
        name = weight_set_label(report.decision.criteria, found.name).text(report.lang)
        yield from _said(view, f"{name}: {_names(found.first, report.lang)}")


def _left_out(report: Report, view: Screen) -> Iterator[str]:
    """Only what changes the first place."""
    for found in report.robustness.leave_one_out:
        if not found.changes_first:
            continue
        criterion = "" if found.criterion is None else _label(report, found.criterion)
        said = text(
            f"terminal.sure.without_{found.kind}",
            report.lang,
            vendor=found.vendor or "",
            criterion=criterion,
            names=_names(found.first, report.lang),
        )
        yield from _said(view, said)


def _matters(report: Report, view: Screen) -> Iterator[str]:
    found, lang = report.robustness.diagnostics, report.lang
    lists = {"all_alike": found.all_alike, "never_matters": found.never_matters}
    for key, ids in lists.items():
        if ids:
            labels = text("language.list_joint", lang).join(_label(report, id) for id in ids)
            yield from _said(view, text(f"terminal.sure.{key}", lang, criteria=labels))
    for a, b, r in found.double_counting:
        said = text(
            "terminal.sure.double",
            lang,
            a=_label(report, a),
            b=_label(report, b),
            r=f"{r:.2f}",
        )
        yield from _said(view, said)


def _label(report: Report, id: str) -> str:
    return _labels(report.decision)[id].text(report.lang)


def _labels(decision: Decision) -> dict[str, Label]:
    return {node.id: node.label for node in decision.criteria.nodes()}
