"""Whose answers these are: hidden id, name cell, sheet or file, and when two names are one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import PurePosixPath
from typing import Literal

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.headings import alnum, strip_numbering
from vendor_score.questionnaire.sheets.header_words import is_example
from vendor_score.questionnaire.sheets.located_answers import (
    LocatedAnswer,
    SheetReading,
    VendorBlock,
    layout_finding,
)
from vendor_score.questionnaire.template_marks import read_marks
from vendor_score.source import NOWHERE, Source
from vendor_score.wording import lexicon

__all__ = [
    "FILE_WORDS",
    "SHEET_WORDS",
    "Claim",
    "ClaimedBlock",
    "alike_names",
    "claim_blocks",
    "name_from_file",
    "name_from_sheet",
    "name_key",
    "named_by_file",
    "settle_claims",
    "shown_name",
]

FILE_WORDS = frozenset(lexicon.words("name.file"))
SHEET_WORDS = frozenset(lexicon.words("name.file", "name.sheet"))


# Vendors' names: when two are the same or alike, and what a file or sheet name tells.

_LONGEST = 120  # characters of a name that are shown
_MOST_PAIRS = 400  # vendors up to which every pair is compared
_ALIKE = 90.0  # least similarity of two spellings (0-100)
_SHORT_CORE = 5  # shorter names are not compared by spelling
_LEAST_CJK, _LEAST_LATIN = 2, 3

_SEPARATORS = re.compile(r"[\s_\-–—.,+~&@#!;、，。·()\[\]{}（）【】〔〕《》“”\"']+")
_DATE = lexicon.regex(
    r"(?:19|20)\d{2}[-_./ ]?(?:0?[1-9]|1[0-2])(?:[-_./ ]?(?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|\d{2,4}{date.year}(?:\d{1,2}{date.month}(?:\d{1,2}{date.day})?)?"
    r"|\d{1,2}{date.month}\d{1,2}{date.day}|(?<!\d)20\d{2}(?!\d)"
)
_VERSION = lexicon.regex(r"{name.version.pattern}|\d{1,2}", re.IGNORECASE)
_TAIL = lexicon.regex(r"{name.ending.pattern}$")
_HEAD = lexicon.regex(r"^{name.beginning.pattern}")
_LEGAL = lexicon.regex(r"{name.legal:words}|\(?{name.country}\)?")
_PARTIES = frozenset(lexicon.words("name.party"))
_FIGURES = re.compile(r"\d+")


def name_key(name: str) -> str:
    """The form in which two names are the same: without case, width, spaces and punctuation."""
    text = unicodedata.normalize("NFKC", name).casefold()
    key = "".join(c for c in text if c.isalnum() or unicodedata.category(c).startswith("S"))
    return key or " ".join(text.split())


def shown_name(name: str) -> str:
    """A name on one line, without characters that cannot be seen, of bounded length."""
    text = "".join(
        " " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def name_from_file(file: str) -> str:
    """The vendor's name that a file name tells, cleaned of words such as questionnaire or final.

    Where nothing else is left, the name is the file's own without its ending.
    """
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    return _cleaned(stem, FILE_WORDS) or shown_name(stem)


def named_by_file(file: str) -> bool:
    """Whether anything in a file name but dates, versions and generic words may be a name."""
    return bool(_cleaned(unicodedata.normalize("NFKC", PurePosixPath(file).stem), FILE_WORDS))


def name_from_sheet(sheet: str) -> str | None:
    """The vendor's name that a sheet name tells; None for Sheet1, Questionnaire, Security ..."""
    text = strip_numbering(unicodedata.normalize("NFKC", sheet))
    return _cleaned(text, SHEET_WORDS) or None


def _cleaned(text: str, generic: frozenset[str]) -> str:
    """Without dates, versions and generic words; what is left keeps its own spelling."""
    whole = text
    text = _DATE.sub(" ", text)
    kept = _kept_words(text, _words(text), generic)
    if kept and alnum(whole) == "".join(alnum(text[slice(*word)]) for word in kept):
        return shown_name(whole)
    return shown_name(text[kept[0][0] : kept[-1][1]]).strip(" _-–—.,+~") if kept else ""


def _words(text: str) -> list[tuple[int, int]]:
    """The places of the words, Chinese ones without generic beginnings and ends."""
    words: list[tuple[int, int]] = []
    at = 0
    for gap in [*_SEPARATORS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end > at:
            words.append(_trimmed(text, at, end))
        at = gap.end() if gap else end
    return words


def _kept_words(
    text: str, words: list[tuple[int, int]], generic: frozenset[str]
) -> list[tuple[int, int]]:
    """The places of the words that say something, without generic ones at both ends."""
    named = [at for at, word in enumerate(words) if not _is_generic(text[slice(*word)], generic)]
    if not named:
        return []
    first, last = named[0], named[-1]
    if first and first == last and _is_letter(text[slice(*words[first])]):
        first -= _is_party(text[slice(*words[first - 1])])  # Vendor A, not A
    return words[first : last + 1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A Chinese word without the generic words it begins or ends with."""
    while (tail := _TAIL.search(text[start:end])) is not None and tail.start():
        end = start + tail.start()
    while (head := _HEAD.match(text[start:end])) is not None and start + head.end() < end:
        start += head.end()
    return start, end


def _is_generic(word: str, generic: frozenset[str]) -> bool:
    folded = word.casefold()
    plain = re.sub(r"\d+$", "", folded)
    return (
        folded in generic
        or bool(_VERSION.fullmatch(folded))
        or plain in generic
        or not alnum(folded)
        or _TAIL.fullmatch(folded) is not None
        or _HEAD.fullmatch(folded) is not None
    )


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _is_party(word: str) -> bool:
    return word.casefold() in _PARTIES


def alike_names(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that may be one company: Acme Ltd and ACME Limited, parent and
    branch, a slip of spelling. Every pair is compared among few vendors; among many, equal
    and beginning cores alone, in a sorted list.
    """
    cores = {name: _core(name) for name in names}
    told: set[tuple[str, str]] = set()
    for pair in (*_same_core(cores), *_begins(cores), *_spelled_alike(cores)):
        if pair not in told:
            told.add(pair)
            yield pair


def _core(name: str) -> tuple[str, ...]:
    """The words of a name without its legal form."""
    text = _LEGAL.sub(" ", unicodedata.normalize("NFKC", name).casefold().replace(".", ""))
    return tuple(word for part in re.split(r"[\W_]+", text) if (word := part))


def _same_core(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    by_core: dict[str, list[str]] = defaultdict(list)
    for name, core in cores.items():
        if core:
            by_core["".join(core)].append(name)
    for same in by_core.values():
        yield from pairwise(same)


def _begins(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Names whose core begins with another's: a company and its branch."""
    order = {name: at for at, name in enumerate(cores)}
    ranked = sorted((" ".join(core), name) for name, core in cores.items() if core)
    for (short, one), (long, other) in pairwise(ranked):
        if short != long and long.startswith(short) and _continues(short, long[len(short) :]):
            first, second = sorted((one, other), key=order.__getitem__)
            yield first, second


def _continues(short: str, rest: str) -> bool:
    if short.isascii():
        return len(short) >= _LEAST_LATIN and rest.startswith(" ") and not rest[1:2].isdigit()
    return (
        len(short) >= _LEAST_CJK
        and not rest[0].isdigit()
        and not (rest[0].isascii() and len(rest) == 1)
    )


def _spelled_alike(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    if len(cores) > _MOST_PAIRS:
        return
    texts = {name: " ".join(core) for name, core in cores.items()}
    long = [name for name, text in texts.items() if len(text) >= _SHORT_CORE]
    if len(long) < 2:  # noqa: PLR2004 - nothing to compare
        return
    from rapidfuzz import fuzz

    for one, other in combinations(long, 2):
        close = fuzz.ratio(texts[one], texts[other]) >= _ALIKE
        if close and _telling(texts[one]) == _telling(texts[other]):
            yield one, other


def _telling(core: str) -> tuple[list[str], list[str]]:
    """Numbers and short words tell names apart: Supplier A and B, Site 1 and 2."""
    return _FIGURES.findall(core), [w for w in core.split() if len(w) < _LEAST_LATIN]


Origin = Literal["id", "cell", "table", "heading", "sheet", "file"]
_SHARED = 0.5  # share of the smaller sheet's questions from which two sheets ask the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A name that a block of answers may go by, and what says so."""

    origin: Origin
    name: str
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedBlock:
    """A block of answers with the names it may go by, the strongest first."""

    file: str
    claims: tuple[Claim, ...]
    sightings: tuple[LocatedAnswer, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the name holds whatever the other files say."""
        return self.claims[0].origin in {"id", "cell", "table"}


def claim_blocks(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[ClaimedBlock]:
    """The blocks of a workbook, each with the names it may go by."""
    file_claim = Claim(origin="file", name=name_from_file(workbook.file))
    common = list(_common_claims(workbook, readings, findings))
    per_vendor = _ask_the_same(readings)
    asking = [r for r in readings if r.anonymous and r.asked and not r.hidden]
    # A document's only table is named by the heading above it, which is a title of the form.
    alone = len(asking) == 1 and not workbook.is_document
    for reading in readings:
        if is_example(reading.sheet) and _is_asked_elsewhere(reading, readings):
            place = Source(workbook.file, reading.sheet)
            findings.append(layout_finding("example-sheet", place, reading.sheet, Severity.WARNING))
            continue
        own = _sheet_claims(workbook, reading, per_vendor=per_vendor, alone=alone)
        for block in reading.blocks:
            claims = tuple(_claims(block, reading, common, own, per_vendor=per_vendor))
            yield ClaimedBlock(
                file=workbook.file, claims=(*claims, file_claim), sightings=block.sightings
            )


def _claims(
    block: VendorBlock,
    reading: SheetReading,
    common: Sequence[Claim],
    own: Sequence[Claim],
    *,
    per_vendor: bool,
) -> Iterator[Claim]:
    if block.name is not None and not block.heading:
        yield Claim(origin="table", name=block.name, source=block.name_source)
        return
    yield from (claim for claim in common if claim.origin == "id")
    if reading.vendor_name is not None:
        name, source = reading.vendor_name
        yield Claim(origin="cell", name=name, source=source)
    if not per_vendor:
        yield from (claim for claim in common if claim.origin == "cell")
    if block.name is not None:
        yield Claim(origin="heading", name=block.name, source=block.name_source)
    yield from own
    yield from (claim for claim in common if claim.origin == "cell")


def _common_claims(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[Claim]:
    """What the whole workbook says: its hidden id, and the first name that stands in a cell."""
    marks = read_marks(workbook)
    told = next((r.vendor_name for r in readings if r.vendor_name and not r.asked), None)
    told = told or next((r.vendor_name for r in readings if r.vendor_name), None)
    if marks is not None and marks.vendor_name:
        yield Claim(origin="id", name=marks.vendor_name)
        if told is not None and name_key(told[0]) != name_key(marks.vendor_name):
            name, source = told
            findings.append(
                Finding(
                    code="vendor-name-differs",
                    severity=Severity.WARNING,
                    vendor=shown_name(marks.vendor_name),
                    source=source,
                    found=shown_name(name),
                )
            )
    if told is not None:
        yield Claim(origin="cell", name=told[0], source=told[1])


def _sheet_claims(
    workbook: Workbook, reading: SheetReading, *, per_vendor: bool, alone: bool
) -> list[Claim]:
    """The sheet's own name, where it tells a vendor: one of several that ask the same, or the
    only one with questions.
    """
    if not (per_vendor or alone):
        return []
    name = name_from_sheet(reading.sheet)
    if name is None or (reading.hidden and not per_vendor):
        return []
    return [Claim(origin="sheet", name=name, source=Source(workbook.file, reading.sheet))]


def _ask_the_same(readings: Sequence[SheetReading]) -> bool:
    """Whether the workbook has a sheet per vendor: several sheets that ask the same."""
    asked = [set(r.asked) for r in readings if r.anonymous and r.asked and not r.hidden]
    return any(
        len(one & other) >= _SHARED * min(len(one), len(other))
        for one, other in combinations(asked[:50], 2)
    )


def _is_asked_elsewhere(example: SheetReading, readings: Sequence[SheetReading]) -> bool:
    """Whether a sheet that is no example asks the same as the one that says it is."""
    asked = set(example.asked)
    return any(
        len(asked.intersection(other.asked)) >= _SHARED * min(len(asked), len(set(other.asked)))
        for other in readings
        if asked and other.asked and not other.hidden and not is_example(other.sheet)
    )


def settle_claims(waiting: Iterable[ClaimedBlock]) -> list[Claim]:
    """The name of each block. A sheet's name or a column's heading that recurs in files with
    different names says nothing about the vendor, and the next name counts.
    """
    blocks = list(waiting)
    files: dict[tuple[str, str], set[str]] = defaultdict(set)
    for block in blocks:
        for claim in block.claims:
            files[claim.origin, name_key(claim.name)].add(name_key(name_from_file(block.file)))
    return [_settled(block, files) for block in blocks]


def _settled(block: ClaimedBlock, files: dict[tuple[str, str], set[str]]) -> Claim:
    for claim in block.claims:
        recurs = len(files[claim.origin, name_key(claim.name)]) > 1
        if claim.origin not in {"heading", "sheet"} or not recurs:
            return claim
    return block.claims[-1]
