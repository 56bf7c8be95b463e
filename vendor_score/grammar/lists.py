"""Answers that name options or items: a choice among options, a list of what is held."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.grammar.clean import fold
from vendor_score.grammar.expiry import EXPIRY, last_day
from vendor_score.grammar.non_answers import ANYWHERE
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.words import CERTIFICATES, ITEMS, PHRASES, Role, contains_phrase, synonyms
from vendor_score.grammar.yes_no import read_checkboxes
from vendor_score.wording import lexicon

__all__ = ["Named", "Names", "names_of", "read_choice", "read_list"]

NOTHING = lexicon.words("none", "none.zero", "none.certificate", "none.list")
DENIED = lexicon.words("denied")
# Beside a certificate: it is followed, or somebody else holds it, but the vendor does not.
NOT_THE_VENDORS = lexicon.words("not_the_vendors")
CERTIFIED_BY_COMPLYING = frozenset({"PCI_DSS"})  # "PCI DSS compliant" is how one says it
PAST = re.compile(r"expired|已到期|已过期|失效")
OTHER_TERM = lexicon.words("other_term")  # 半月结 is not 月结
VAGUE = lexicon.words("vague_list")
# Words that only describe the item beside them; their signs are left out.
BESIDE = lexicon.words("beside_item")
SEPARATORS = re.compile(r"[,;、/|\n+&。()]|\band\b|\bor\b|\bbut\b|但|和|与|及|以及|或")
LEFT_OUT = re.compile(r"[\d\s:.\-_#年月日'\"a-z]*\Z")
LANGUAGE_RUN = re.compile(r"[中英日韩法德西俄泰越粤葡意]{2,}(?=双语|三语|多语|文|语|\Z|[,;、/ ])")
LANGUAGE_LIST = re.compile(
    r"(?<![\u4e00-\u9fff])[中英日韩法德西俄泰越粤葡意](?:[/、,][中英日韩法德西俄泰越粤葡意])+[文语]?"
    r"(?![\u4e00-\u9fff])"
)
MOST_ITEMS = 60
TWO_GRADES = re.compile(r"(等保|等级保护)([二三23])级?\s?[、/和及,与]\s?([二三23])级")
ALL_BUT = lexicon.words("all_but")
SHORT_LANGUAGES = {
    "中": "中文", "英": "英语", "日": "日语", "韩": "韩语", "法": "法语",
    "德": "德语", "西": "西班牙语",
    "俄": "俄语",
    "泰": "泰语", "越": "越南语", "粤": "粤语", "葡": "葡萄牙语", "意": "意大利语",
}  # fmt: skip


DENYING = re.compile(r"(?:无|不|免|没有|none\Z|no[a-z])")
CHOICE_STOP = re.compile(r"[,;。/|\n]")


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


def read_choice(text: str, names: Names) -> Result:
    """The option that a clean answer names, or the set of options that it leaves open."""
    boxes = read_checkboxes(text)
    if boxes is not None:
        if not boxes.ticked:
            return no_value("template_unanswered")
        text = ",".join(boxes.ticked)
    whole = names.ids.get(fold(text)) or names.ids.get(
        fold(re.sub(r"^\(?[a-h1-9][).、:]\s?", "", text))
    )
    if whole is not None:
        return Result(items=(whole,))
    found, rest = _found(text, names)
    remark = _remark(rest)
    if remark is not None:
        return remark
    return _chosen(text, found, rest, names) if found else _no_option(text, rest)


def _no_option(text: str, rest: str) -> Result:
    if _has(rest, Role.NEGOTIABLE):
        return no_value("negotiable")
    evidence = _has(rest, Role.EVIDENCE)
    return no_value("evidence_claimed") if evidence else unreadable("unknown_option", text[:40])


def _chosen(text: str, found: list[str], rest: str, names: Names) -> Result:
    """The options found, unless the words around them deny them or are the question's own."""
    denying = [i for i in _denying(names) if len(found) < 2 or found[0] == i]  # noqa: PLR2004
    if (
        denying
        and CHOICE_STOP.search(text) is None
        and (found[0] in denying or _denied(rest) or "免" in rest)
    ):
        return Result(items=(denying[0],))  # 不收取定金, 免押金
    if any(word in rest for word in (*DENIED, *OTHER_TERM)) or _denied(rest):
        return unreadable("not_understood", rest[:40])
    if len(found) > 1 and set(found) == set(names.ids.values()) and not rest.strip(" /|"):
        return no_value("template_unanswered")  # every option, as the questionnaire listed them
    flags = {"multi_value"} if len(found) > 1 else set()
    return Result(items=tuple(found), flags=frozenset(flags))


def _denying(names: Names) -> list[str]:
    """The option that says none of the others: 无, 不收取, No deposit."""
    denying = (i for name, i in names.ids.items() if DENYING.match(name))
    return list(dict.fromkeys(denying))[:1]


def read_list(text: str, names: Names, reference: dt.date | None = None) -> Result:
    """The items that a clean answer says are held. An empty list is an answer.

    What expired before the day of ``reference`` is not held.
    """
    boxes = read_checkboxes(text)
    if boxes is not None:
        if not boxes.ticked and not any(_found(t, names)[0] for t in boxes.empty):
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


def _held(text: str, names: Names, reference: dt.date | None) -> Result:
    held: list[str] = []
    unknown: list[str] = []
    flags: set[str] = set()
    last: list[str] = []
    named = False
    segments = list(_segments(text))
    if len(segments) > MOST_ITEMS:
        return unreadable("too_long")
    for segment, bracketed in segments:
        found, rest = _found(segment, names)
        named |= bool(found)
        scope = found or (last if bracketed else [])
        rest, expired = _without_expiry(rest, reference)
        if _has(rest, Role.PLANNED):
            flags.add("planned")
            held = [i for i in held if i not in scope]
            named = True
        elif expired or _denied(rest):
            held = [i for i in held if i not in scope]
            if not scope:
                unknown.append(segment)
        elif scope and _is_not_the_vendors(rest, scope):
            held = [i for i in held if i not in scope]
            unknown.append(segment)
            named &= bool(held)
        else:
            held += [i for i in found if i not in held]
            if not _is_beside(rest):
                unknown.append(segment)
        if _has(rest, Role.EVIDENCE):
            flags.add("evidence_claimed")
        last = found or last
    return _listed(text, held, unknown, flags, named=named)


def _without_expiry(text: str, reference: dt.date | None) -> tuple[str, bool]:
    """Without 有效期至2027年, and whether that lies before the reference date."""
    last = last_day(text)
    if last is None:
        return text, False
    past = PAST.search(text) is not None
    before = reference is not None and last < reference
    return EXPIRY.sub(" ", text), past or before


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
    remark = _remark(text)
    if remark is not None:
        return remark
    if flags == {"evidence_claimed"} and not unknown:
        return no_value("evidence_claimed")
    if any(v == text.strip(" .。!") for v in VAGUE):
        return no_value("vague")
    return unreadable("unknown_item", text[:40])


def _segments(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces between separators, each with whether it stands in brackets."""
    depth, begin = 0, 0
    for match in SEPARATORS.finditer(text):
        piece = text[begin : match.start()].strip()
        if match[0] in "/&" and fold(text[max(0, match.start() - 3) : match.end() + 3]).startswith(
            ("isoiec", "gbt", "bt2")
        ):
            continue
        if piece:
            yield piece, depth > 0
        depth = max(0, depth + (match[0] == "(") - (match[0] == ")"))
        begin = match.end()
    piece = text[begin:].strip()
    if piece:
        yield piece, depth > 0


def _found(text: str, names: Names) -> tuple[list[str], str]:
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


def _has(text: str, role: Role) -> bool:
    return bool(text.strip()) and contains_phrase(text, ANYWHERE.get(role) or PHRASES[role])


def _denied(text: str) -> bool:
    return bool(text.strip()) and contains_phrase(text, DENIED)


def _remark(text: str) -> Result | None:
    for role in (Role.REFUSED, Role.PENDING, Role.REFERENCE, Role.VAGUE):
        if _has(text, role):
            return no_value(role.value)
    return no_value("planned") if _has(text, Role.PLANNED) else None


def _is_beside(text: str) -> bool:
    """Whether the words around the names only describe them."""
    rest = text
    for phrase in sorted((*BESIDE, *PHRASES[Role.EVIDENCE]), key=len, reverse=True):
        if not phrase.isascii():
            rest = rest.replace(phrase, " ")
    latin = [w for w in re.findall(r"[a-z.]+", rest) if w not in BESIDE]
    rest = re.sub(r"[a-z0-9.\s:\-_#'\"%]+", "", rest)
    return not rest and not latin


def _spelled_out(text: str) -> str:
    """中英双语 as 中文、英语; 等保二、三级 as 等保二级、等保三级."""

    def spell(match: re.Match[str]) -> str:
        return "、".join(SHORT_LANGUAGES[c] for c in match[0] if c in SHORT_LANGUAGES) + "、"

    text = LANGUAGE_LIST.sub(spell, text)
    return TWO_GRADES.sub(r"\1\2级、\1\3级", LANGUAGE_RUN.sub(spell, text))
