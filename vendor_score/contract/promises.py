"""What a vendor promised against what its draft says, figure by figure.

Sentences that hold a criterion's label or alias are read like answers; where labels overlap, the
longest wins. Both sides are judged by their cautious end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from vendor_score.contract.passages import BLANK, Article, articles, speaks_of_renewal, unnumbered
from vendor_score.contract.records import Block, Draft, Promise, Verdict
from vendor_score.decision.criterion_column import comparable, in_own_unit
from vendor_score.findings import Finding, Severity, Source
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import read_text
from vendor_score.records import Answer, AnswerState, Reading
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criterion
    from vendor_score.decision import Decision

__all__ = ["binding_of", "compare_promise", "compare_promises", "promise_findings"]

_SENTENCE_END = re.compile(r"[。;；\n]|(?<=[a-z\d%)])\.(?=\s|$)")
_COMMA = re.compile(r"([,，、])(?!\d{3}\b)")
_CELL = re.compile(r"(\s*\|\s*)")
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_ALIKE = 1e-9
_AROUND = " ,，:：(（)）"
_CODES: Final[dict[Verdict, tuple[str, Severity]]] = {
    "weaker": ("contract-weaker", Severity.ERROR),
    "same, with exception": ("contract-exception", Severity.WARNING),
    "not in the contract": ("contract-not-found", Severity.WARNING),
    "vague in the contract": ("contract-vague-promise", Severity.WARNING),
    "two figures": ("contract-two-figures", Severity.ERROR),
    "other definition": ("contract-other-definition", Severity.WARNING),
}


@cache
def _bindings() -> Mapping[str, str]:
    text = files("vendor_score.contract").joinpath("bindings.json").read_text("utf-8")
    return {id: binds for binds, ids in json.loads(text).items() for id in ids}


def binding_of(criterion: Criterion) -> str:
    """What a criterion is in a contract.

    Parameters
    ----------
    criterion : Criterion

    Returns
    -------
    str
        ``level``, ``duty``, ``warranty``, ``own_baseline`` or ``no``; for criteria of the buyer's
        own, a level where the answer is a time, a share or a score, else ``no``.
    """
    if criterion.contract is not None:
        return criterion.contract
    if criterion.id in _bindings():
        return _bindings()[criterion.id]
    return "level" if criterion.kind.is_service_level else "no"


@dataclass(frozen=True, slots=True)
class _Mention:
    """A piece of a sentence that speaks of a criterion."""

    text: str
    label: str
    block: Block


@dataclass(frozen=True, slots=True)
class _Figure:
    """What was read of a mention."""

    mention: _Mention
    reading: Reading | None
    exception: str | None
    is_vague: bool
    is_other: bool = False


def compare_promises(decision: Decision, vendor: str, draft: Draft) -> tuple[Promise, ...]:
    """Every figure that a vendor gave against its draft.

    Parameters
    ----------
    decision : Decision
    vendor : str
        Its name in the decision.
    draft : Draft

    Returns
    -------
    tuple of Promise
        In the order of the criteria; those with a number, or that a contract binds by one.
    """
    leaves = list(decision.criteria.leaves())
    names = {leaf.id: _names(leaf) for leaf in leaves}
    given = decision.answers.given[vendor]
    return tuple(
        compare_promise(leaf, given[leaf.id], draft, names)
        for leaf in leaves
        if leaf.id in given and _is_figure(given[leaf.id])
    )


def _is_figure(answer: Answer) -> bool:
    reading = answer.reading
    return (
        answer.state is AnswerState.ANSWERED
        and reading is not None
        and reading.items is None
        and not (reading.low is reading.high is None)
        and kind_of(reading.kind).has_promised_figure
    )


def compare_promise(
    criterion: Criterion,
    answer: Answer,
    draft: Draft,
    names: Mapping[str, Sequence[str]] | None = None,
) -> Promise:
    """One promised figure against a draft.

    Parameters
    ----------
    criterion : Criterion
    answer : Answer
        The vendor's, with its reading.
    draft : Draft
    names : mapping of str to sequence of str, optional
        Labels and aliases by criterion, so that a longer one of another criterion wins.

    Returns
    -------
    Promise
    """
    names = {criterion.id: _names(criterion), **(names or {})}
    figures = [_read(criterion, m) for m in _mentions(criterion.id, draft, names)]
    readable = [figure for figure in figures if figure.reading is not None]
    if not readable:
        worded = list(_by_wording(criterion, draft))
        readable = [figure for figure in worded if figure.reading is not None]
        figures += worded
    promised = _points(criterion, answer.reading)
    said = Promise(
        criterion=criterion.id, promised=answer.text, points_promised=promised,
        source=answer.source, binds=binding_of(criterion), unit=criterion.unit,
    )  # fmt: skip
    if not readable:
        return _without_figure(criterion, said, figures)
    chosen = min(readable, key=lambda figure: _order(criterion, figure))
    reading = chosen.reading
    contract = _points(criterion, reading)
    return _filled(
        criterion,
        said,
        chosen,
        verdict=_verdict(criterion, answer.reading, readable, chosen, (promised, contract)),
        points=contract,
    )


def _without_figure(criterion: Criterion, said: Promise, figures: Sequence[_Figure]) -> Promise:
    for verdict, chosen in (
        ("vague in the contract", next((f for f in figures if f.is_vague), None)),
        ("other definition", next((f for f in figures if f.is_other), None)),
    ):
        if chosen is not None:
            return _filled(criterion, said, chosen, verdict=verdict, points=None)  # type: ignore[arg-type]
    return said if not figures else _filled(
        criterion, said, figures[0], verdict="not in the contract", points=None
    )  # fmt: skip


def _filled(
    criterion: Criterion, said: Promise, figure: _Figure, *, verdict: Verdict, points: float | None
) -> Promise:
    low, high, unit = (None, None, said.unit)
    words = figure.mention.text.replace(BLANK, "____")
    if figure.reading is not None:
        low, high, unit = in_own_unit(criterion, figure.reading)
    return Promise(
        criterion=said.criterion, promised=said.promised, points_promised=said.points_promised,
        source=said.source, binds=said.binds, unit=unit, contract=words,
        verdict=verdict, points_contract=points, exception=figure.exception,
        contract_low=low, contract_high=high, place=figure.mention.block.place,
    )  # fmt: skip


def _verdict(
    criterion: Criterion,
    promised: Reading | None,
    readable: Sequence[_Figure],
    chosen: _Figure,
    points: tuple[float | None, float | None],
) -> Verdict:
    different = {(figure.reading.low, figure.reading.high) for figure in readable if figure.reading}
    if len(different) > 1:
        return "two figures"
    if chosen.is_vague or chosen.is_other:
        return "vague in the contract" if chosen.is_vague else "other definition"
    before, after = points
    if before is None or after is None:
        if _ends(criterion, promised) is None or _ends(criterion, chosen.reading) is None:
            return "other definition"
        before, after = _plain_order(criterion, promised), _plain_order(criterion, chosen.reading)
    if after < before - _ALIKE:
        return "weaker"
    if chosen.exception is not None:
        return "same, with exception"
    return "better" if after > before + _ALIKE else "same"


def _ends(criterion: Criterion, reading: Reading | None) -> tuple[float, float] | None:
    if reading is None:
        return None
    try:
        return criterion.scale.closed(comparable(criterion, reading))
    except ValueError:
        return None


def _plain_order(criterion: Criterion, reading: Reading | None) -> float:
    """The cautious end where no points are given: more is better unless low is good."""
    ends = _ends(criterion, reading) or (0.0, 0.0)
    return -ends[1] if criterion.low_is_good or criterion.kind.is_price else ends[0]


def _points(criterion: Criterion, reading: Reading | None) -> float | None:
    if criterion.value is None or reading is None:
        return None
    try:
        return criterion.value.points(reading).low
    except ValueError:
        return None


def _order(criterion: Criterion, figure: _Figure) -> float:
    """The poorer figure first: of two figures the contract's cautious one counts."""
    points = _points(criterion, figure.reading)
    return points if points is not None else _plain_order(criterion, figure.reading)


def _names(criterion: Criterion) -> tuple[str, ...]:
    listed = (*criterion.label.values(), *criterion.aliases)
    return tuple(sorted(dict.fromkeys(name.casefold() for name in listed), key=len, reverse=True))


def _mentions(id: str, draft: Draft, names: Mapping[str, Sequence[str]]) -> Iterator[_Mention]:
    owners = {name: owner for owner, listed in reversed(tuple(names.items())) for name in listed}
    for part in articles(draft):
        for text, block in _joined(part):
            for piece in _pieces(text, owners):
                named = _named(piece, owners)
                for at, (_, name) in enumerate(named):
                    if owners[name] != id:
                        continue
                    end = named[at + 1][0] if at + 1 < len(named) else len(piece)
                    begin = named[at - 1][0] + len(named[at - 1][1]) if at else 0
                    words = piece[begin:end]
                    yield _Mention(text=words.strip(), label=name, block=block)


def _joined(part: Article) -> Iterator[tuple[str, Block]]:
    """Passages without their numbers; a heading goes with the passage below it."""
    heading = ""
    for at, passage in enumerate(part.passages):
        text = unnumbered(passage.text)
        if at == 0 and part.title and len(part.passages) > 1 and text.rstrip(" :.") == part.title:
            heading = f"{text.rstrip(' :.')}: "
            continue
        yield heading + text, passage.block
        heading = ""


def _named(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Names in the text with their places, in order; of those that overlap the longest."""
    # what an exception names (holidays, promotions) is no metric of the sentence, unless the
    # metric itself is called so
    whole = text.casefold()
    own = [n for n in names if n in whole and _exception().search(n) is not None]
    folded = (
        _exception()
        .sub(lambda hit: hit.group() if _holds(whole, hit, own) else " " * len(hit.group()), text)
        .casefold()
    )
    taken: list[tuple[int, str]] = []
    for name in sorted((n for n in names if n in folded), key=len, reverse=True):
        for found in re.finditer(_whole(name), folded):
            start, end = found.span()
            if all(end <= s or start >= s + len(n) for s, n in taken):
                taken.append((start, name))
    return sorted(taken)


def _holds(text: str, hit: re.Match[str], names: Iterable[str]) -> bool:
    """Whether one of the names stands where an exception was taken for one."""
    return any(
        at <= hit.start() < at + len(name)
        for name in names
        if (at := text.find(name, max(0, hit.start() - len(name)))) >= 0
    )


def _whole(name: str) -> str:
    """Latin names are whole words: ``hours`` is not in ``hourly``."""
    before = r"(?<![a-z0-9])" if lexicon.parts_words(name[0]) else ""
    after = r"(?![a-z0-9])" if lexicon.parts_words(name[-1]) else ""
    return f"{before}{re.escape(name)}{after}"


def _pieces(text: str, owners: Iterable[str]) -> Iterator[str]:
    """Sentences, parted at commas and cells before another metric."""
    known = tuple(owners)
    for sentence in _SENTENCE_END.split(text):
        if "|" in sentence:
            yield from _grouped(_CELL.split(sentence), known)
        else:
            yield from _grouped(_COMMA.split(sentence), known)


def _grouped(parts: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Parts and the signs between them, joined until another metric is named."""
    piece = parts[0]
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        if _named(part, names) and _named(piece, names):
            yield piece
            piece = part
        else:
            piece = f"{piece}{sign}{part}"
    yield piece


def _read(criterion: Criterion, mention: _Mention) -> _Figure:
    text, exception = mention.text, None
    # the metric's own name takes nothing out ("first response during promotions")
    named = text.casefold().find(mention.label)
    hidden = (
        f"{text[:named]}{' ' * len(mention.label)}{text[named + len(mention.label) :]}"
        if named >= 0
        else text
    )
    if (found := _exception().search(hidden)) is not None:
        exception = found.group().strip(_AROUND)
        text = _EMPTY_BRACKETS.sub("", text[: found.start()] + text[found.end() :])
    is_vague = _vague().search(text) is not None
    is_other = _is_other(criterion, text)
    at = text.casefold().find(mention.label)
    question = criterion.question()
    after = text[at + len(mention.label) :] if at >= 0 else text
    without = f"{text[: max(at, 0)]} {after}"
    figures = (*_figures_in(after), *_figures_in(text[: max(at, 0)]))
    for attempt in map(_plain_cells, (after, text, without, *figures)):
        said = _in_signs(attempt)
        if not any(c.isdigit() for c in said) and said == attempt and not _numeral().search(said):
            continue
        reading = read_text(said, question)
        if reading.low is reading.high is None or reading.items is not None:
            continue
        if _ends(criterion, reading) is None:
            is_other = not criterion.kind.is_price or _money().search(text) is not None
            continue
        if "conditional" in reading.flags and exception is None:
            exception = attempt.strip(_AROUND)
        if criterion.kind.is_price and _money().search(attempt) is None:
            continue
        return _Figure(mention, reading, exception, is_vague, is_other)
    return _Figure(mention, None, exception, is_vague, is_other)


def _plain_cells(text: str) -> str:
    return text.replace("|", " ").strip()


def _in_signs(text: str) -> str:
    """Without the words of duty, and with bounds as signs, as answers are written."""
    for words, sign in lexicon.pairs("draft.bound_words").items():
        text = re.sub(words, sign, text, flags=re.IGNORECASE)
    return text.strip(" :：,，。.")


def _figures_in(text: str) -> list[str]:
    """Figures with their bounds; what a colon joins is a time of day and no figure."""
    return [
        found.group()
        for found in _bounded().finditer(text)
        if text[found.end() : found.end() + 1] != ":" and text[: found.start()][-1:] != ":"
    ]


def _by_wording(criterion: Criterion, draft: Draft) -> Iterator[_Figure]:
    """Figures that a contract words in its own way, without the name of the criterion."""
    for part in articles(draft):
        for text, block in _joined(part):
            for pattern in _wordings(criterion.id):
                for found in pattern.finditer(text):
                    if criterion.id == "notice" and speaks_of_renewal(text, found.start()):
                        continue
                    groups = {k.rstrip("2"): v for k, v in found.groupdict().items() if v}
                    said = f"{groups['n']}{groups['u']}" if groups else found.group()
                    reading: Reading | None = read_text(said, criterion.question())
                    is_other = _is_other(criterion, text)
                    if _ends(criterion, reading) is None:
                        if not criterion.kind.is_price:
                            continue
                        reading, is_other = None, True  # in another currency
                    yield _Figure(
                        _Mention(text=found.group(), label="", block=block),
                        reading, None, is_vague=False, is_other=is_other,
                    )  # fmt: skip


@cache
def _wordings(id: str) -> tuple[re.Pattern[str], ...]:
    try:
        listed = lexicon.words(f"draft.figure.{id}.pattern")
    except KeyError:  # the criterion is worded as it is asked
        return ()
    return tuple(lexicon.regex(pattern, re.IGNORECASE) for pattern in listed)


@cache
def _bounded() -> re.Pattern[str]:
    return lexicon.regex("{draft.bounded_figure.pattern}", re.IGNORECASE)


@cache
def _money() -> re.Pattern[str]:
    return lexicon.regex("{draft.money.pattern}", re.IGNORECASE)


def _is_other(criterion: Criterion, text: str) -> bool:
    """Whether a time is said of a share of cases, of the median, or with bots counted."""
    return criterion.kind.is_duration and _other_definition().search(text) is not None


@cache
def _other_definition() -> re.Pattern[str]:
    return lexicon.regex("{draft.other_definition.pattern}", re.IGNORECASE)


@cache
def _exception() -> re.Pattern[str]:
    return lexicon.regex("{draft.exception.pattern}", re.IGNORECASE)


@cache
def _vague() -> re.Pattern[str]:
    return lexicon.regex("{draft.vague:words}", re.IGNORECASE)


@cache
def _numeral() -> re.Pattern[str]:
    return lexicon.regex("{draft.time.pattern}|{draft.rate.pattern}", re.IGNORECASE)


def promise_findings(
    promises: Iterable[Promise],
    draft: Draft,
    vendor: str,
    *,
    decides: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """A finding for each promise that the draft does not keep.

    Parameters
    ----------
    promises : iterable of Promise
    draft : Draft
    vendor : str
    decides : frozenset of str, optional
        Criteria without which the first place would go: what is not found there is an error.

    Yields
    ------
    Finding
    """
    for promise in promises:
        if promise.verdict not in _CODES or promise.binds not in {"level", "duty"}:
            continue
        code, severity = _CODES[promise.verdict]
        if promise.verdict == "not in the contract" and promise.criterion in decides:
            severity = Severity.ERROR
        yield Finding(
            code=code,
            severity=severity,
            vendor=vendor,
            criterion=promise.criterion,
            source=Source(draft.file or None, None, promise.place or None),
            found=_found(promise),
            values={"promised": promise.promised},
        )


def _found(promise: Promise) -> str | None:
    if promise.verdict == "same, with exception":
        return promise.exception
    return promise.contract or None
