"""Vendors' names: what a file or sheet name tells, and when two names are one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import PurePosixPath
from typing import Literal

from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.naming_signs import is_buyers_word, sign_of
from vendor_score.questionnaire.questions import alnum, strip_numbering
from vendor_score.questionnaire.sheets.grid import (
    LocatedAnswer,
    Naming,
    SheetReading,
    VendorBlock,
    is_example,
    layout_finding,
)
from vendor_score.questionnaire.template import read_marks
from vendor_score.wording import lexicon

__all__ = [
    "FILE_WORDS",
    "SHEET_WORDS",
    "Claim",
    "ClaimedBlock",
    "Line",
    "Origin",
    "alike_names",
    "claim_blocks",
    "core_key",
    "name_from_file",
    "name_from_sheet",
    "name_key",
    "named_by_file",
    "shown_name",
    "whole_name_from_file",
]

FILE_WORDS = frozenset(lexicon.words("name.file"))
SHEET_WORDS = frozenset(lexicon.words("name.file", "name.sheet"))
_ANY_FILE_WORDS = FILE_WORDS - frozenset(lexicon.words("name.company"))  # in no company's name


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


@lru_cache(maxsize=4_096)
def name_from_file(file: str) -> str:
    """The vendor's name that a file name tells, cleaned of words such as questionnaire or final.

    Where nothing else is left, the name is the file's own without its ending.
    """
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    whole = whole_name_from_file(file)
    if alnum(whole) == alnum(stem):
        return whole  # nothing but a name, so that Cedar Service stays apart from Cedar Support
    return _cleaned(stem, FILE_WORDS) or shown_name(stem)


def named_by_file(file: str) -> bool:
    """Whether anything in a file name but dates, versions and generic words may be a name."""
    return bool(_cleaned(unicodedata.normalize("NFKC", PurePosixPath(file).stem), FILE_WORDS))


def whole_name_from_file(file: str) -> str:
    """The name that a file name tells with the words that companies have: Cedar Support."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem)
    return _cleaned(stem, _ANY_FILE_WORDS) or shown_name(stem)


def core_key(name: str) -> str:
    """The form in which two names are one company's: also without its legal form."""
    return "".join(_core(name)) or name_key(name)


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
    if first > 1 and [text[slice(*word)] for word in words[first - 2 : first]] == ["24", "7"]:
        first -= 2  # 24-7 is part of a name, not a date or a copy's number
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
    pairs = (*_same_core(cores), *_begins(cores), *_spelled_alike(cores), *_named_within(cores))
    for pair in pairs:
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


def _named_within(cores: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """A short name, and a legal one that holds it behind a place: 海棠客服, 杭州海棠外包公司."""
    if len(cores) > _MOST_PAIRS:
        return
    brands = {name: _brand("".join(core)) for name, core in cores.items()}
    for one, other in combinations(cores, 2):
        short, long = sorted((one, other), key=lambda name: len("".join(cores[name])))
        text = "".join(cores[long])
        place, found, rest = text.partition(brands[short]) if brands[short] else ("", "", "")
        if found and (rest or place) and (not place or sign_of(place) == "place"):
            yield one, other


def _brand(text: str) -> str:
    """A Chinese name without the words that companies have behind it; empty where none is left."""
    words = [w for w in lexicon.words("name.company") if not w.isascii() and len(w) > 1]
    while (end := next((word for word in words if text.endswith(word)), None)) is not None:
        text = text.removesuffix(end)
    return text if len(text) >= _LEAST_CJK and not text.isascii() else ""


def _telling(core: str) -> tuple[list[str], list[str]]:
    """Numbers and short words tell names apart: Supplier A and B, Site 1 and 2."""
    return _FIGURES.findall(core), [w for w in core.split() if len(w) < _LEAST_LATIN]


# The names that a block of answers may go by: hidden id, cells, headings, sheet, file.

Origin = Literal["plan", "id", "cell", "table", "row", "column", "heading", "sheet", "file"]
"""What says the name.

``plan`` is what the buyer says, ``table`` a row or column under a heading such as Vendor.
"""

_SHARED = 0.5  # share of the smaller sheet's questions from which two sheets ask the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A name that a block of answers may go by, and what says so."""

    origin: Origin
    name: str
    source: Source = NOWHERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The row or column of a sheet in which the names of several blocks stand."""

    file: str
    sheet: str
    naming: Naming
    at: str
    head: str
    is_headed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedBlock:
    """A block of answers with the names it may go by, the strongest first.

    Attributes
    ----------
    line
        Where its name stands together with those of other blocks; None where it stands alone.
    stands_alone
        Whether the workbook has no questionnaire of its own beside it.
    is_told
        Whether the settings point at the cell that names its vendor.
    """

    file: str
    sheet: str
    claims: tuple[Claim, ...]
    sightings: tuple[LocatedAnswer, ...]
    line: Line | None = None
    stands_alone: bool = True
    is_told: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the name holds whatever the other files say."""
        origin = self.claims[0].origin
        if origin == "table":
            is_sure = not is_buyers_word(self.claims[0].name)
            return self.stands_alone and is_sure and not self.is_beaten
        return origin in {"plan", "id", "cell"}

    @property
    def is_beaten(self) -> bool:
        """Whether the cell that the settings point at counts more than the heading over it."""
        line = self.line
        return self.is_told and line is not None and (line.naming != "row" or not line.is_headed)

    @property
    def is_answered(self) -> bool:
        """Whether anything is filled in."""
        return any(sighting.cell is not None for sighting in self.sightings)

    def claim(self, *origins: Origin) -> Claim | None:
        """The strongest claim of these origins."""
        return next((claim for claim in self.claims if claim.origin in origins), None)


def claim_blocks(
    workbook: Workbook, readings: Sequence[SheetReading], findings: list[Finding]
) -> Iterator[ClaimedBlock]:
    """The blocks of a workbook, each with the names it may go by.

    Parameters
    ----------
    workbook
        The file.
    readings
        What its sheets hold.
    findings
        Takes what is said of its names: examples left out, names that differ.
    """
    file_claim = Claim(origin="file", name=name_from_file(workbook.file))
    common = list(_common_claims(workbook, readings, findings))
    per_vendor = _ask_the_same(readings) and not _are_parts_of_one(readings)
    asking = [r for r in readings if r.anonymous and r.asked and not r.hidden]
    # A document's only table is named by the heading above it, which is a title of the form.
    alone = len(asking) == 1 and not workbook.is_document
    is_told = any(reading.is_name_told for reading in readings)
    for reading in readings:
        if is_example(reading.sheet) and _is_asked_elsewhere(reading, readings):
            place = Source(workbook.file, reading.sheet)
            findings.append(layout_finding("example-sheet", place, reading.sheet, Severity.WARNING))
            continue
        own = _sheet_claims(workbook, reading, per_vendor=per_vendor, alone=alone)
        owner = [*_owner_claims(reading, common, per_vendor=per_vendor), *own]
        owner.extend(claim for claim in common if claim.origin == "cell" and claim not in owner)
        for block in reading.blocks:
            line = _line(workbook.file, reading.sheet, block)
            claims = list(_claims(block, owner))
            if reading.owner is not None:
                name, source = reading.owner
                # Of several columns it stays open which of them counts.
                line = line if block.naming == "column" else None
                said = Claim(origin="plan", name=name, source=source)
                claims.insert(0 if line is None else 1, said)
            yield ClaimedBlock(
                file=workbook.file,
                sheet=reading.sheet,
                claims=(*claims, file_claim),
                sightings=block.sightings,
                line=line,
                stands_alone=not asking,
                is_told=is_told or reading.owner is not None,
            )


def _claims(block: VendorBlock, owner: Sequence[Claim]) -> Iterator[Claim]:
    """The block's names; one written over or beside it alone gives way to the owner's cells."""
    # A letter over the only answers is short for Answer; blind tenders have several columns.
    is_letter = block.naming == "heading" and len(block.name or "") == 1
    if block.name is None or block.naming is None or (is_letter and not block.is_headed):
        yield from owner
        return
    if block.is_headed or block.naming in {"row", "column"}:
        origin: Origin = "table" if block.is_headed else block.naming
        yield Claim(origin=origin, name=block.name, source=block.name_source)
        yield from owner
        return
    yield from (claim for claim in owner if claim.origin in {"id", "cell"})
    yield Claim(origin="heading", name=block.name, source=block.name_source)
    yield from (claim for claim in owner if claim.origin not in {"id", "cell"})


def _line(file: str, sheet: str, block: VendorBlock) -> Line | None:
    if block.name is None or block.naming not in {"row", "column"}:
        return None
    cell = block.name_source.cell or ""
    letters = cell.rstrip("0123456789")
    at = letters if block.naming == "row" else cell.removeprefix(letters)
    return Line(
        file=file,
        sheet=sheet,
        naming=block.naming,
        at=at,
        head=block.head,
        is_headed=block.is_headed,
    )


def _owner_claims(
    reading: SheetReading, common: Sequence[Claim], *, per_vendor: bool
) -> Iterator[Claim]:
    """Whose sheet it is, as hidden ids and cells say."""
    yield from (claim for claim in common if claim.origin == "id")
    if reading.vendor_name is not None:
        name, source = reading.vendor_name
        yield Claim(origin="cell", name=name, source=source)
    if not per_vendor:
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
    if name is None or (reading.hidden and not per_vendor) or sign_of(name) is not None:
        return []
    return [Claim(origin="sheet", name=name, source=Source(workbook.file, reading.sheet))]


def _ask_the_same(readings: Sequence[SheetReading]) -> bool:
    """Whether several sheets of the workbook ask the same: a vendor's each, or parts of one's."""
    asked = [set(r.asked) for r in readings if r.anonymous and r.asked and not r.hidden]
    return any(
        len(one & other) >= _SHARED * min(len(one), len(other))
        for one, other in combinations(asked[:50], 2)
    )


def _are_parts_of_one(readings: Sequence[SheetReading]) -> bool:
    """Whether the sheets that ask are named for parts of one vendor's answers: 中文 and English."""
    names = [r.sheet for r in readings if r.anonymous and r.asked and not r.hidden]
    return all(sign_of(name) is not None for name in names)


def _is_asked_elsewhere(example: SheetReading, readings: Sequence[SheetReading]) -> bool:
    """Whether a sheet that is no example asks the same as the one that says it is."""
    asked = set(example.asked)
    return any(
        len(asked.intersection(other.asked)) >= _SHARED * min(len(asked), len(set(other.asked)))
        for other in readings
        if asked and other.asked and not other.hidden and not is_example(other.sheet)
    )
