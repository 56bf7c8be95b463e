"""Answers that list what is held: certificates, platforms, languages, each with its remark."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vendor_score.grammar.denials import drop_harmless, has_exception, has_own_noun
from vendor_score.grammar.non_answers import ANYWHERE, Result, no_value, unreadable
from vendor_score.grammar.numerals import fold
from vendor_score.grammar.times import drop_denials, drop_expiry, last_day
from vendor_score.grammar.words import CERTIFICATES, ITEMS, PHRASES, Role, contains_phrase, synonyms
from vendor_score.grammar.yes_no import read_checkboxes
from vendor_score.wording import lexicon

__all__ = [
    "Named",
    "Names",
    "find_names",
    "has_role",
    "name_spans",
    "names_of",
    "read_list",
    "read_remark",
]

NOTHING = lexicon.words("none", "none.zero", "none.certificate", "none.list")
DENIED = lexicon.words("denied")
# Beside a certificate: it is followed, or somebody else holds it, but the vendor does not.
NOT_THE_VENDORS = lexicon.words("not_the_vendors")
CERTIFIED_BY_COMPLYING = frozenset({"PCI_DSS"})  # "PCI DSS compliant" is how one says it
PAST = lexicon.regex("{past_date}")
VAGUE = lexicon.words("vague_list")
# Words that only describe the item beside them; their signs are left out.
BESIDE = lexicon.words("beside_item")
SEPARATORS = lexicon.regex(r"[,;、/|\n+&。()]|{list.joint:words}")
SHORT_LANGUAGES = lexicon.pairs("language_name.short")
_SHORT = rf"(?:{lexicon.alternatives(SHORT_LANGUAGES)})"
LANGUAGE_RUN = lexicon.regex(rf"{_SHORT}{{2,}}(?={{language_name.several}}|\Z|[,;、/ ])")
LANGUAGE_LIST = lexicon.regex(
    rf"(?<![\u4e00-\u9fff]){_SHORT}(?:[/、,]{_SHORT})+{{language_name.behind}}?(?![\u4e00-\u9fff])"
)
REWRITTEN = [
    (lexicon.regex(written), read) for written, read in lexicon.pairs("list.rewrite").items()
]
MOST_ITEMS = 60
JOINTS = frozenset(lexicon.words("joins_denied"))
NOT = "not"
NONE_OF_IT = lexicon.regex(r"0(?:\.0)?\s?{list.none_of}?")
ALL_BUT = lexicon.words("all_but")


@dataclass(frozen=True, slots=True)
class Named:
    """An option or item: its id and every name it goes by."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Folded name to id, with the longest name's length for each first character."""

    ids: Mapping[str, str]
    longest: Mapping[str, int]


@lru_cache(maxsize=512)
def names_of(named: tuple[Named, ...]) -> Names:
    """The names of options or items; where there are none, the built-in items.

    An option that is named like a built-in item (``ISO27001``, ``taobao``) goes by that item's
    names too, as far as no other option claims them.
    """
    own = {fold(name): n.id for n in named for name in (n.id, *n.names) if fold(name)}
    ids = dict(own)
    for name, option in own.items():
        for synonym in synonyms().get(name, ()):
            ids.setdefault(fold(synonym), option)
    if not named:
        ids = {fold(name): item for item, names in ITEMS.items() for name in (item, *names)}
    longest: dict[str, int] = {}
    for name in ids:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return Names(ids, longest)


def read_list(text: str, names: Names, reference: dt.date | None = None) -> Result:
    """The items that a clean answer says are held. An empty list is an answer.

    What expired before the day of ``reference`` is not held.
    """
    boxes = read_checkboxes(text)
    if boxes is not None:
        if not boxes.ticked and not any(find_names(t, names)[0] for t in boxes.empty):
            return no_value("template_unanswered")
        text = "\n".join(boxes.ticked)
        if not text:
            return no_value("template_unanswered")
    if text.strip(" .。!") in _phrases(NOTHING):
        return Result(items=())
    if contains_phrase(text, ALL_BUT):
        return unreadable("not_understood", text[:40])
    return _held(_spelled_out(_marked_off(text)), names, reference)


def _marked_off(text: str) -> str:
    """ISO27001 √ 等保三级 × with each mark closing its item."""
    if text[:1] in {"√", "×"}:
        return text
    return re.sub(r"([√×])\s*(?=\w)", r"\1;", text)


def _is_bare(segment: str, names: Names) -> bool:
    """Whether a segment names an item and says nothing else."""
    found, rest = find_names(segment, names)
    return bool(found) and not rest.strip()


def _opens_denial(segment: str, names: Names) -> bool:
    """没有 ISO27001 (和 SOC2): a denial before an item, which holds for what is joined to it."""
    spans = name_spans(segment, names)
    if not spans or segment[spans[-1][1] :].strip():
        return False
    head = segment[: spans[0][0]]
    return bool(head.strip()) and (_is_off(head) or _denied(head))


@dataclass(slots=True)
class _Gathered:
    """What the pieces of an answer have said so far; ``last``: the items of the piece before."""

    held: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    last: list[str] = field(default_factory=list)
    named: bool = False
    unclear: str | None = None

    def drop(self, items: Sequence[str]) -> None:
        self.held = [i for i in self.held if i not in items]

    def add(self, items: Sequence[str]) -> None:
        self.held += [i for i in items if i not in self.held]


def _held(text: str, names: Names, reference: dt.date | None) -> Result:
    said = _Gathered()
    segments = list(_segments(text))
    if len(segments) > MOST_ITEMS:
        return unreadable("too_long")
    denied = False
    for segment, bracketed, joint in segments:
        if denied and joint == "," and _is_bare(segment, names):
            said.unclear = segment  # no ISO27001, SOC2: is the second one held?
        carried = denied and joint in JOINTS and not bracketed
        denied = (carried and _is_bare(segment, names)) or _opens_denial(segment, names)
        for piece in _pairs(f"{NOT} {segment}" if carried and denied else segment, names):
            _take(said, piece, names, reference, bracketed=bracketed)
    if said.unclear is not None:
        return unreadable("not_understood", said.unclear[:40])
    return _listed(text, said.held, said.unknown, said.flags, named=said.named)


def _take(
    said: _Gathered, piece: str, names: Names, reference: dt.date | None, *, bracketed: bool
) -> None:
    """Add what one piece says: items that are held, denied, planned or run out."""
    found, rest = find_names(piece, names)
    said.named |= bool(found)
    scope = found or (said.last if bracketed else [])
    rest, expired = _without_expiry(rest, piece, reference)
    rest = drop_harmless(re.sub(lexicon.pattern("denied.plan"), " ", drop_denials(rest)))[0]
    if has_role(rest, Role.PLANNED):
        said.flags.add("planned")
        said.drop(scope)
        said.named = True
    elif expired or _is_off(rest):
        said.drop(scope)
        if not scope:
            said.unknown.append(piece)
    elif _denied(rest):
        _take_denied(said, rest, scope, found)
    elif scope and _is_not_the_vendors(rest, scope):
        said.drop(scope)
        said.unknown.append(piece)
        said.named &= bool(said.held)
    else:
        said.add(found)
        if not _is_beside(rest):
            said.unknown.append(piece)
    if has_role(rest, Role.EVIDENCE):
        said.flags.add("evidence_claimed")
    said.last = found or said.last


def _take_denied(said: _Gathered, rest: str, scope: Sequence[str], found: Sequence[str]) -> None:
    """A negation that is not the item's own status: an exception, or one of an unknown noun.

    ISO27001 (excluding Manila) is held, with a limit. What ISO27001 (no xyz) denies nobody knows.
    """
    if not scope:
        said.unknown.append(rest)
    elif has_exception(rest):
        said.add(found)
        said.flags.add("conditional")
    elif has_role(rest, Role.EVIDENCE):
        said.add(found)  # ISO27001 (certificate not attached)
    else:
        said.unclear = said.unclear or rest


def _pairs(segment: str, names: Names) -> list[str]:
    """The items of a segment with the mark of each: ISO27001:有 SOC2:无, 天猫5年 京东无.

    A segment without marks, or with one item, stays whole. The marks stand behind the items;
    before them where nothing stands behind the last (有ISO27001 无SOC2).
    """
    spans = name_spans(segment, names)
    if len(spans) < 2:  # noqa: PLR2004
        return [segment]
    head = segment[: spans[0][0]]
    begins = [*(begin for begin, _, _ in spans[1:]), len(segment)]
    behind = [segment[end:begin] for (_, end, _), begin in zip(spans, begins, strict=True)]
    if not any(_is_mark(mark) for mark in (head, *behind)):
        return [segment]
    items = [segment[begin:end] for begin, end, _ in spans]
    if _is_mark(behind[-1]) and not head.strip():
        return [f"{item} {mark}" for item, mark in zip(items, behind, strict=True)]
    marks = [head, *behind[:-1]]
    return [f"{mark} {item}" for mark, item in zip(marks, items, strict=True)]


def _is_mark(text: str) -> bool:
    """Whether the words beside an item say that it is held, planned or not held."""
    return _is_off(text) or has_role(text, Role.PLANNED) or _denied(text) or _is_on(text)


def _is_on(text: str) -> bool:
    return _status(text) in _phrases(lexicon.words("status.held"))


def _is_off(text: str) -> bool:
    """Whether the words beside an item say that it is not held, and nothing else."""
    status = _status(text)
    if NONE_OF_IT.fullmatch(status):
        return True
    if status in _phrases(lexicon.words("status.denied")):
        return True
    # not yet obtained, 未取得认证: a denial whose other words only describe the item
    left = re.sub(rf"(?:{lexicon.pattern('denied')})", " ", status)
    return left != status and not has_own_noun(_without_beside(left))


def _status(text: str) -> str:
    return text.strip(" .:：=-–()[],;!'\"/&")


def name_spans(text: str, names: Names) -> list[tuple[int, int, str]]:
    """Where the names of options or items stand in a text, each with its id."""
    folded, origin = _folded(text)
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(folded):
        length = _name_at(folded, i, names, origin, text)
        if length:
            item = names.ids[folded[i : i + length]]
            spans.append((origin[i], origin[i + length - 1] + 1, item))
        i += length or 1
    return spans


def _without_expiry(text: str, piece: str, reference: dt.date | None) -> tuple[str, bool]:
    """Without 有效期至2027年, and whether that lies before the reference date."""
    last = last_day(piece)
    if last is None:
        return text, False
    past = PAST.search(text) is not None
    before = reference is not None and last < reference
    return drop_expiry(text), past or before


def _is_not_the_vendors(text: str, items: Sequence[str]) -> bool:
    """Whether a certificate beside these words is not one that the vendor holds."""
    if not set(items) <= CERTIFICATES.keys() or set(items) <= CERTIFIED_BY_COMPLYING:
        return False
    return contains_phrase(text, NOT_THE_VENDORS)


def _listed(
    text: str, held: list[str], unknown: list[str], flags: set[str], *, named: bool
) -> Result:
    if held or named:
        return Result(
            items=tuple(held), flags=frozenset(flags),
            reason="other_items" if unknown else None, words=", ".join(unknown)[:80] or None,
        )  # fmt: skip
    remark = read_remark(text)
    if remark is not None:
        return remark
    if flags == {"evidence_claimed"} and not unknown:
        return no_value("evidence_claimed")
    if any(v == text.strip(" .。!") for v in VAGUE):
        return no_value("vague")
    return unreadable("unknown_item", text[:40])


def _segments(text: str) -> Iterator[tuple[str, bool, str]]:
    """The pieces between separators, each with whether it stands in brackets, and what joins it
    to the piece before.
    """
    depth, begin, joint = 0, 0, ""
    for match in SEPARATORS.finditer(text):
        piece = text[begin : match.start()].strip()
        if match[0] in "/&" and fold(text[max(0, match.start() - 3) : match.end() + 3]).startswith(
            ("isoiec", "gbt", "bt2")
        ):
            continue
        if piece:
            yield piece, depth > 0, joint
        joint = match[0]
        depth = max(0, depth + (match[0] == "(") - (match[0] == ")"))
        begin = match.end()
    piece = text[begin:].strip()
    if piece:
        yield piece, depth > 0, joint


def find_names(text: str, names: Names) -> tuple[list[str], str]:
    """The ids named in the text, in its order, and the text around the names."""
    folded, origin = _folded(text)
    found: list[str] = []
    rest: list[str] = []
    i = 0
    while i < len(folded):
        length = _name_at(folded, i, names, origin, text)
        if not length:
            rest.append(text[origin[i]])
            if i + 1 < len(folded) and origin[i + 1] > origin[i] + 1:
                rest.append(" ")
            i += 1
            continue
        item = names.ids[folded[i : i + length]]
        if item not in found:
            found.append(item)
        rest.append(" ")
        i += length
    return found, "".join(rest)


def _folded(text: str) -> tuple[str, list[int]]:
    """The characters that count, and where each stood."""
    origin = [i for i, c in enumerate(text) if c.isalnum() or c in "%+#√×"]
    return "".join(text[i] for i in origin), origin


def _name_at(folded: str, i: int, names: Names, origin: list[int], text: str) -> int:
    """The length of the longest name at ``i``; Latin names only as whole words."""
    for length in range(min(names.longest.get(folded[i], 0), len(folded) - i), 0, -1):
        if folded[i : i + length] not in names.ids:
            continue
        begin, end = origin[i], origin[i + length - 1] + 1
        if _is_word(text, begin, end):
            return length
    return 0


def _is_word(text: str, begin: int, end: int) -> bool:
    def joined(a: str, b: str) -> bool:
        return a.isascii() and b.isascii() and (
            (a.isalpha() and b.isalpha()) or (a.isdigit() and b.isdigit())
        )  # fmt: skip

    before = begin > 0 and joined(text[begin - 1], text[begin])
    after = end < len(text) and joined(text[end - 1], text[end])
    return not (before or after)


@lru_cache(maxsize=32)
def _phrases(table: tuple[str, ...]) -> frozenset[str]:
    return frozenset(table)


def has_role(text: str, role: Role) -> bool:
    return bool(text.strip()) and contains_phrase(text, ANYWHERE.get(role) or PHRASES[role])


def _denied(text: str) -> bool:
    return bool(text.strip()) and contains_phrase(text, DENIED)


def read_remark(text: str) -> Result | None:
    for role in (Role.REFUSED, Role.PENDING, Role.REFERENCE, Role.VAGUE):
        if has_role(text, role):
            return no_value(role.value)
    return no_value("planned") if has_role(text, Role.PLANNED) else None


def _is_beside(text: str) -> bool:
    """Whether the words around the names only describe them."""
    return not _without_beside(text)


def _without_beside(text: str) -> str:
    """What is left of the words around the names without those that only describe them."""
    rest = text
    for phrase in sorted((*BESIDE, *PHRASES[Role.EVIDENCE]), key=len, reverse=True):
        if not phrase.isascii():
            rest = rest.replace(phrase, " ")
    latin = [w for w in re.findall(r"[a-z.]+", rest) if w not in BESIDE]
    return re.sub(r"[a-z0-9.\s:\-_#'\"%]+", "", rest) + " ".join(latin)


def _spelled_out(text: str) -> str:
    """中英双语 as 中文、英语; 等保二、三级 as 等保二级、等保三级."""

    def spell(match: re.Match[str]) -> str:
        return "、".join(SHORT_LANGUAGES[c] for c in match[0] if c in SHORT_LANGUAGES) + "、"

    text = LANGUAGE_RUN.sub(spell, LANGUAGE_LIST.sub(spell, text))
    for written, read in REWRITTEN:
        text = written.sub(read, text)
    return text
