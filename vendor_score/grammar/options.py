"""Answers that name options: one among several, or a list of items, each with its remark."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vendor_score.grammar.numerals import fold
from vendor_score.grammar.times import drop_denials, drop_expiry, last_day
from vendor_score.grammar.words import (
    ANYWHERE,
    CERTIFICATES,
    ITEMS,
    PHRASES,
    Result,
    Role,
    contains_phrase,
    drop_harmless,
    has_exception,
    has_own_noun,
    is_asked,
    no_value,
    synonyms,
    unreadable,
)
from vendor_score.grammar.yes_no import read_checkboxes
from vendor_score.wording import lexicon

__all__ = [
    "Named",
    "Names",
    "find_names",
    "has_role",
    "name_spans",
    "names_of",
    "read_choice",
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


# Answers that choose among options: which one, whatever remarks stand beside it.

OTHER_TERM = lexicon.words("other_term")  # 半月结 is not 月结
NUMBERED = re.compile(r"^\(?[a-h1-9][).、:]\s?")
DENYING = lexicon.regex("{denying.pattern}")
STOP = re.compile(r"[,;。|\n]| - |(?<=[a-z])[.:](?= |\Z)")
BRACKETS = re.compile(r"\([^()]*\)?")
TURNED_OFF = frozenset(lexicon.words("turned_off"))


@cache
def _negation() -> re.Pattern[str]:
    return lexicon.regex("{denied:words}|{denied.glued}")


@cache
def _filler() -> re.Pattern[str]:
    """Words between a negation and the option that it denies: we do not offer ..."""
    return re.compile(rf"{lexicon.pattern('beside_denied')}|[\s'\"():]+")


def read_choice(text: str, names: Names, about: tuple[str, ...] = ()) -> Result:
    """The option that a clean answer names, or the set of options that it leaves open.

    Parameters
    ----------
    text
        The answer, as `vendor_score.grammar.numerals.clean` leaves it.
    names
        The options by every name they go by.
    about
        The words of the question.
    """
    boxes = read_checkboxes(text)
    if boxes is not None:
        if not boxes.ticked:
            return no_value("template_unanswered")
        text = ",".join(boxes.ticked)
    whole = names.ids.get(fold(text)) or names.ids.get(fold(NUMBERED.sub("", text)))
    if whole is not None:
        return Result(items=(whole,))
    if text.endswith("?"):
        return unreadable("unknown_option", text[:40])
    plain = _without_harmless(text, names, about)
    found, rest = find_names(plain, names)
    remark = read_remark(rest)
    if remark is not None:
        return remark
    return _chosen(plain, found, rest, names, about) if found else _no_option(text, rest)


def _without_harmless(text: str, names: Names, about: tuple[str, ...]) -> str:
    """Without denials of something harmless, unless an option is called so (无条件, No deposit)."""
    text = re.sub(lexicon.pattern("denied.plan"), " ", drop_denials(text))
    left, changed = drop_harmless(text, about)
    if not changed:
        return text
    kept = [i for i in find_names(text, names)[0] if i not in find_names(left, names)[0]]
    return text if kept and not find_names(left, names)[0] else left


def _no_option(text: str, rest: str) -> Result:
    if has_role(rest, Role.NEGOTIABLE):
        return no_value("negotiable")
    evidence = has_role(rest, Role.EVIDENCE)
    return no_value("evidence_claimed") if evidence else unreadable("unknown_option", text[:40])


def _chosen(text: str, found: list[str], rest: str, names: Names, about: tuple[str, ...]) -> Result:
    """The options that the pieces of the answer choose."""
    if len(found) > 1 and set(found) == set(names.ids.values()) and not rest.strip(" /|"):
        return no_value("template_unanswered")  # every option, as the questionnaire listed them
    chosen: dict[str, None] = {}
    limited = False
    pieces = _pieces(text)
    any_head = any(is_head and find_names(piece, names)[0] for piece, is_head in pieces)
    for piece, is_head in pieces:
        picked: Sequence[str] | None = _of_piece(piece, names, is_head=is_head or not any_head)
        if not picked and not _is_aside(piece, about, is_first=not chosen):
            picked = None
        if picked is None:
            return unreadable("not_understood", piece[:40])
        chosen.update(dict.fromkeys(picked))
        limited |= has_exception(piece) or (not picked and _negation().search(piece) is not None)
    if not chosen or (len(chosen) > 1 and chosen.keys() & set(_denying(names))):
        return unreadable("not_understood", rest[:40])
    flags = {"multi_value"} if len(chosen) > 1 else set()
    return Result(
        items=tuple(chosen), flags=frozenset(flags | ({"conditional"} if limited else set()))
    )


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The clauses of an answer, each with whether it stands outside brackets."""
    remarks = [m[0].strip("() ") for m in BRACKETS.finditer(text)]
    heads = STOP.split(BRACKETS.sub(",", text))
    pieces = [(head.strip(), True) for head in heads] + [(remark, False) for remark in remarks]
    return [(piece, is_head) for piece, is_head in pieces if piece]


def _is_aside(piece: str, about: tuple[str, ...], *, is_first: bool) -> bool:
    """Whether a clause without an option leaves the one that was chosen as it is.

    A negation in it has a noun of its own (定金,不退); otherwise, or where the question names
    that noun, it may take back what was chosen.
    """
    negation = _negation().search(piece)
    if negation is None:
        return True
    noun = piece[negation.end() :]
    is_own = has_exception(piece) or has_own_noun(noun)
    return is_own and not is_first and not is_asked(noun, about)


def _of_piece(piece: str, names: Names, *, is_head: bool) -> Sequence[str] | None:
    """The options that one clause chooses; None where its negation is tied to nothing known.

    ``is_head``: it may choose. A remark in brackets names none, whatever words stand in it.
    """
    found, rest = find_names(piece, names)
    other = any(word in rest for word in OTHER_TERM)
    if other or not (found and is_head):
        return None if other else ()
    if contains_phrase(rest, lexicon.words("not_fully")):
        return _in_part(names)  # not fully supported: neither the option nor its denial
    if found[0] in _denying(names):
        found = found[:1]  # 不收取定金: the name of the option is the negation
    negations = list(_negation().finditer(rest))
    if len(found) > 1 and negations:
        return _one_denied(piece, names)
    return (
        found
        if not negations
        else _under_negation(piece, found[0], rest[negations[-1].start() :], names)
    )


def _under_negation(piece: str, option: str, tail: str, names: Names) -> Sequence[str] | None:
    """What a clause with one option and a negation chooses; ``tail``: the last one and on.

    The negation at the option turns it (无需押金; 专属坐席: 否); that of an exception does not.
    """
    before = _stands_before(piece, option, names)
    behind = tail.strip(" .:!") in TURNED_OFF
    if option in _denying(names):
        return (option,) if has_exception(piece) and not before else None  # no non-compliance
    if before or behind:
        return _denial_of(option, names)
    return (option,) if has_exception(piece) else None


def _stands_before(piece: str, option: str, names: Names) -> bool:
    """Whether nothing but fillers stands between a negation and the option."""
    begin = next((begin for begin, _, found in name_spans(piece, names) if found == option), 0)
    before = piece[:begin]
    negation = _negation().search(before)
    if negation is None:
        return False
    return not _filler().sub("", _negation().sub("", before[negation.start() :]))


def _one_denied(piece: str, names: Names) -> Sequence[str] | None:
    """专属坐席不共享坐席: the option behind the negation is not the one."""
    negation = _negation().search(piece)
    if negation is None:
        return None
    before, _ = find_names(piece[: negation.start()], names)
    behind, _ = find_names(piece[negation.end() :], names)
    return before if before and behind and set(before).isdisjoint(behind) else None


def _in_part(names: Names) -> Sequence[str] | None:
    """The one option that is called partial."""
    words = [fold(word) for word in lexicon.words("partial")]
    found = {i for name, i in names.ids.items() if any(name.startswith(word) for word in words)}
    return tuple(found) if len(found) == 1 else None


def _denial_of(option: str, names: Names) -> Sequence[str] | None:
    """The option that denies another: 不支持 that of 支持, None that of all, of two the other."""
    denying = _denying(names)
    own = [name for name, i in names.ids.items() if i == option]
    for name, i in names.ids.items():
        if i in denying and any(name != one and name.endswith(one) for one in own):
            return (i,)
    if len(denying) == 1:
        return denying
    others = {i for i in names.ids.values() if i != option}
    return tuple(others) if len(others) == 1 else None


def _denying(names: Names) -> list[str]:
    """The options that say none of the others: 无, 不收取, No deposit, Not supported."""
    denying = (i for name, i in names.ids.items() if DENYING.match(name))
    return list(dict.fromkeys(denying))
