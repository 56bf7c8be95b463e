"""Which files replace older ones: as the buyer says, or as folders of numbered rounds do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import PurePosixPath

from vendor_score.findings import NOWHERE, Finding, Severity
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.near_texts import did_you_mean, nearest_texts
from vendor_score.records import Supersedes
from vendor_score.wording import Label, both, lexicon

__all__ = ["ReplacedFiles", "folded_file", "round_of"]

_ROUND_FOLDER_DEPTH = 2  # a folder of a round and the file in it, at the least


@dataclass(slots=True)
class ReplacedFiles:
    """Knows which of two files holds the newer answers, and says what was replaced.

    Only the buyer's places count: ``supersedes`` in criteria.yaml, and the folders right below
    what was given, which the buyer made. A folder deeper down may have come from a vendor.

    Attributes
    ----------
    said
        What the buyer said of single files.
    """

    said: Sequence[Supersedes] = ()
    _newer: dict[str, set[str]] = field(default_factory=dict)
    _by_pair: dict[tuple[str, str], Supersedes] = field(default_factory=dict)
    _used: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in self.said:
            pair = (folded_file(one.file), folded_file(one.replaces))
            self._by_pair.setdefault(pair, one)
            self._newer.setdefault(pair[1], set()).add(pair[0])

    def replaces(self, file: str | None, other: str | None) -> bool:
        """Whether an answer in ``file`` stands instead of one in ``other``."""
        if file is None or other is None or file == other:
            return False
        if self._newer:  # asked for every pair of answers, so nothing is folded without need
            newer, older = folded_file(file), folded_file(other)
            if newer in self._all_newer(older):
                return older not in self._all_newer(newer)  # in a circle none is the newer one
        one, two = round_of(file), round_of(other)
        return one is not None and two is not None and one > two

    def _all_newer(self, file: str) -> set[str]:
        """All files that replace one, directly or by way of others."""
        found: set[str] = set()
        waiting = [file]
        while waiting:
            for newer in self._newer.get(waiting.pop(), ()):
                if newer not in found:
                    found.add(newer)
                    waiting.append(newer)
        return found

    def told(self, vendor: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        """What was replaced in a vendor's answers: newer and older file of each, one per answer."""
        counts: dict[tuple[str, str], int] = {}
        for pair in pairs:
            counts[pair] = counts.get(pair, 0) + 1
        for (file, other), count in counts.items():
            said = self._by_pair.get((folded_file(file), folded_file(other)))
            if said is not None:
                self._used.add((folded_file(file), folded_file(other)))
            told = "" if said is None else " ".join((said.reason, str(said.date or ""))).strip()
            reason = both("findings.later_round") if said is None else Label.same(told or "-")
            yield Finding(
                code="replaced-answers",
                severity=Severity.INFO,
                vendor=vendor,
                source=NOWHERE if said is None else said.source,
                found=f"{other} → {file}",
                values={"count": count, "reason": reason},
            )

    def without_effect(self, files: Iterable[str]) -> Iterator[Finding]:
        """Errors for what was said of files that are not there, or that replaced nothing."""
        known = {folded_file(file): file for file in files}
        for pair, one in self._by_pair.items():
            missing = [name for name in (one.file, one.replaces) if folded_file(name) not in known]
            for name in missing:
                near = did_you_mean(nearest_texts(name, known.values()))
                yield _finding("supersedes-unknown-file", name, one, near=near)
            if not missing and pair not in self._used:
                yield _finding("supersedes-nothing", one.file, one)


def _finding(code: str, name: str, one: Supersedes, **values: object) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        source=one.source,
        found=f"{one.line} · {name}" if one.line else name,
        values={"file": one.file, "replaces": one.replaces, **values},
    )


def folded_file(file: str) -> str:
    text = unicodedata.normalize("NFC", file.strip()).replace("\\", "/")
    return text.removeprefix("./")


@lru_cache(maxsize=4_096)
def round_of(file: str) -> int | None:
    """The number of the round whose folder a file lies in; None where it lies in none.

    Parameters
    ----------
    file
        Below the folder that was given, as in `Source`.

    Examples
    --------
    >>> round_of("round2/acme.xlsx"), round_of("第二轮/云服.xlsx"), round_of("acme/round2/a.xlsx")
    (2, 2, None)
    """
    parts = PurePosixPath(file).parts
    if len(parts) < _ROUND_FOLDER_DEPTH:
        return None
    match = _pattern().fullmatch(clean(parts[0]).casefold().strip())
    if match is None:
        return None
    number = next(part for part in match.groups() if part is not None)
    return int(number) if number.isascii() else _digits()[number]


@cache
def _pattern() -> re.Pattern[str]:
    number = "|".join((r"\d{1,2}", *map(re.escape, _digits())))
    before = "|".join(map(re.escape, lexicon.words("round.before")))
    after = "|".join(map(re.escape, lexicon.words("round.after")))
    ordinal = "|".join(map(re.escape, lexicon.words("round.ordinal")))
    return re.compile(
        rf"(?:{before})[\s_\-]*({number})|(?:{ordinal})?({number})[\s_\-]*(?:{after})"
    )


@cache
def _digits() -> dict[str, int]:
    return {digit: int(value) for value, told in lexicon.group("digit").items() for digit in told}
