"""Answers that choose among options: which one, whatever remarks stand beside it.

An answer is a head, which chooses, and remarks: what stands in brackets or behind a stop. A
negation chooses the option that denies (不支持) only where it stands at the option itself; one that
cannot be tied to an option or to something harmless leaves the answer unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vendor_score.grammar.denials import drop_harmless, has_exception, has_own_noun, is_asked
from vendor_score.grammar.lists import Names, find_names, has_role, name_spans, read_remark
from vendor_score.grammar.non_answers import Result, no_value, unreadable
from vendor_score.grammar.numerals import fold
from vendor_score.grammar.times import drop_denials
from vendor_score.grammar.words import Role, contains_phrase
from vendor_score.grammar.yes_no import read_checkboxes
from vendor_score.wording import lexicon

__all__ = ["read_choice"]

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
