"""Answers that are yes or no, with what qualifies them: planned, partial, see attachment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from vendor_score.grammar.tokens import Dialect, Token, build_dialect, phrase_layer, tokenize
from vendor_score.grammar.words import (
    ANYWHERE,
    PHRASES,
    Result,
    Role,
    contains_phrase,
    drop_harmless,
    has_exception,
    is_assent,
    is_bound,
    no_value,
    unreadable,
)
from vendor_score.wording import lexicon

__all__ = ["KNOWN", "Boxes", "read_checkboxes", "read_yes_no"]

# After `clean`: √ ticked, □ empty, ■ filled (●, ☒ in Word), × crossed, (x) and ( ) typed.
BOX = re.compile(r"(?P<box>[□√■×]|\(\s*(?P<typed>[x√■v*×]?)\s*\))")
SIGNS = "□√■×"


@dataclass(frozen=True, slots=True)
class Boxes:
    """The texts beside ticked and beside empty boxes."""

    ticked: tuple[str, ...]
    empty: tuple[str, ...]


def read_checkboxes(text: str) -> Boxes | None:
    """The boxes of a clean answer; None where it has no empty box and so is no list of boxes."""
    marks = list(BOX.finditer(text))
    if len(marks) == 1 and text.startswith("□") and text != "□":
        return Boxes((), (text[1:].strip(" ,;/\n、:"),))  # one printed option, not chosen
    # Beside a tick a cross is a no: √A ×B. Alone it is how some programs print a chosen box.
    is_ticked = any(m["box"] == "√" or m["typed"] in {"√", "v"} for m in marks)
    left = [_is_empty(m) or (is_ticked and _is_cross(m)) for m in marks]
    if len(marks) < 2 or not any(left):  # noqa: PLR2004
        return None
    before = bool(text[: marks[0].start()].strip())
    ticked: list[str] = []
    empty: list[str] = []
    for i, (mark, is_left) in enumerate(zip(marks, left, strict=True)):
        if before:
            begin = marks[i - 1].end() if i else 0
            label = text[begin : mark.start()]
        else:
            end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
            label = text[mark.end() : end]
        (empty if is_left else ticked).append(label.strip(" ,;/\n、:"))
    return Boxes(tuple(ticked), tuple(empty))


def _is_empty(mark: re.Match[str]) -> bool:
    return mark["box"] == "□" or (mark["box"].startswith("(") and not mark["typed"])


def _is_cross(mark: re.Match[str]) -> bool:
    return mark["box"] == "×" or mark["typed"] in {"x", "×"}


YES = lexicon.words("yes")
# A yes only where no unknown word stands behind it: 全部, but not 全部自有员工.
WEAK_YES = lexicon.words("yes.weak")
NO = lexicon.words("no")
PARTIAL = lexicon.words("partial")
LIMITS = lexicon.words("limit")
CONDITIONS = lexicon.words("condition")
OPEN_QUESTION = lexicon.words("maybe")
# What neither says yes nor no, though words in it would.
NEUTRAL = lexicon.words("neutral")
OBJECTIONS = lexicon.words("objection")
CONTRAST = lexicon.words("contrast")
DENIALS = frozenset(lexicon.words("denial"))
# No. We never do: a stop closes the word, as a comma does.
CLOSED = lexicon.regex(r"\A({closed_by_stop})\s?[.!:]\s?(?=[^\W\d])")
SUBJECTS = frozenset(lexicon.words("subject"))
PLANS = lexicon.words("plan")
KNOWN = frozenset((*YES, *WEAK_YES, *NO, *PARTIAL, *NEUTRAL, *PLANS, *ANYWHERE[Role.PLANNED]))
Y, N = "yes", "no"
FIGURES = {"1": Y, "1.0": Y, "0": N, "0.0": N}


class Word:
    """The roles that only yes and no know, by the value of a token."""

    YES, WEAK_YES, NO, PARTIAL, LIMIT, CONDITION, CONTRAST, MAYBE = (
        "yes",
        "weak_yes",
        "no",
        "partial",
        "limit",
        "condition",
        "contrast",
        "maybe",
    )
    NEUTRAL = "neutral"


@cache
def _dialect() -> Dialect:
    evidence = dict.fromkeys(PHRASES[Role.EVIDENCE], (Role.EVIDENCE, None))
    talks = dict.fromkeys(PHRASES[Role.NEGOTIABLE], (Role.NEGOTIABLE, None))
    anywhere = {p: (r, None) for r, phrases in ANYWHERE.items() for p in phrases}
    marks = {
        p: (r, None) for r in (Role.STOP, Role.SLASH, Role.OPEN, Role.CLOSE) for p in PHRASES[r]
    }
    own = phrase_layer(Role.FILLER, {
        Word.CONDITION: CONDITIONS, Word.CONTRAST: CONTRAST, Word.LIMIT: LIMITS, Word.YES: YES,
        Word.WEAK_YES: WEAK_YES, Word.NO: NO,
        Word.PARTIAL: PARTIAL, Word.MAYBE: OPEN_QUESTION, Word.NEUTRAL: NEUTRAL,
    })  # fmt: skip
    plans = dict.fromkeys(PLANS, (Role.PLANNED, None))
    return build_dialect([anywhere, talks, own, plans, evidence, marks], letters=False, whole=False)


def read_yes_no(text: str, about: tuple[str, ...] = ()) -> Result:
    """Read a clean answer as yes (1), no (0) or something between (0 to 1).

    Parameters
    ----------
    text
        The answer, as `vendor_score.grammar.numerals.clean` leaves it.
    about
        The words of the question: what they name can be denied, what they do not name cannot.
    """
    boxes = read_checkboxes(text)
    if boxes is not None:
        return _read_checkboxes(boxes.ticked, about)
    if text.endswith("?"):
        return unreadable("no_yes_or_no")
    if text == "x":
        return no_value("ambiguous")  # a tick in some countries, a cross in others
    if text in FIGURES:
        return _answer(FIGURES[text])
    if is_assent(text, about):
        return _answer(Y)
    left, _ = drop_harmless(CLOSED.sub(r"\1, ", text), about)
    return _read(_settled(tokenize(left.lstrip(" -–,;:."), _dialect())), about)


def _settled(tokens: Sequence[Token]) -> list[Token]:
    """With 全部 and 可 taken for a yes where no unknown word stands behind them."""
    settled: list[Token] = []
    unknown = False
    for token in reversed(tokens):
        if token.value == Word.WEAK_YES:
            settled.append(replace(token, value=None if unknown else Word.YES))
        else:
            settled.append(token)
            unknown = token.role is Role.UNKNOWN
    return settled[::-1]


def _read_checkboxes(ticked: Sequence[str], about: tuple[str, ...]) -> Result:
    if not ticked:
        return no_value("template_unanswered")
    if len(ticked) > 1:
        return no_value("ambiguous")
    return read_yes_no(ticked[0], about)


def _answer(value: str, *flags: str) -> Result:
    low, high = {Y: (1.0, 1.0), N: (0.0, 0.0), "partial": (0.0, 1.0)}[value]
    return Result(low=low, high=high, flags=frozenset(flags))


def _read(tokens: Sequence[Token], about: tuple[str, ...]) -> Result:
    roles = {t.role for t in tokens}
    flags = {"evidence_claimed"} if Role.EVIDENCE in roles else set()
    said = [str(t.value) for t in tokens if t.role is Role.FILLER and t.value]
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING):
        if role in roles and Word.YES not in said and not _says_no_first(tokens):
            return no_value(role.value)
    if Role.NEGOTIABLE in roles and not {Word.YES, Word.NO} & set(said):
        return no_value("negotiable")
    if Role.PLANNED in roles:
        return _answer(N, "planned")
    if (
        Word.MAYBE in said
        or (said and set(said) <= {Word.CONDITION, Word.CONTRAST})
        or (Role.VAGUE in roles and Word.YES not in said)
    ):
        return no_value("vague")
    return _decided(tokens, said, flags, about)


def _says_no_first(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].role is Role.FILLER and tokens[0].value == Word.NO


def _decided(
    tokens: Sequence[Token], said: Sequence[str], flags: set[str], about: tuple[str, ...]
) -> Result:
    words_ = " ".join(t.text for t in tokens)
    limited = Word.LIMIT in said or contains_phrase(words_, OBJECTIONS)  # with reservations
    if Word.PARTIAL in said or (limited and Word.YES in said):
        return _answer("partial", "partial", *flags)
    first = _first_clause(tokens)
    verdict = _verdict(first)
    if verdict is None and not said and "evidence_claimed" in flags:
        return no_value("evidence_claimed")
    if verdict is None or (verdict == N and not is_bound(_denied_noun(first), about)):
        return unreadable("no_yes_or_no")
    taken_back = _limited(verdict, tokens[len(first) :], about)
    if taken_back is not None:
        return replace(taken_back, flags=taken_back.flags | flags)
    if verdict == Y and (
        {Word.CONDITION, Word.CONTRAST} & set(said) or Role.NEGOTIABLE in {t.role for t in tokens}
    ):
        flags = flags | {"conditional"}
    return _answer(verdict, *flags)


def _limited(verdict: str, rest: Sequence[Token], about: tuple[str, ...]) -> Result | None:
    """What stands behind the yes or no, where it takes a part of it back; None where it does not.

    Yes, but not at night is in part; so is No, but two days a week. Yes, no lunch is not clear.
    """
    said = [str(t.value) for t in rest if t.role is Role.FILLER]
    text = " ".join(t.text for t in rest)
    if has_exception(text, about):
        return _answer("partial", "partial")
    if verdict == N:
        if Word.CONTRAST in said:
            return _answer("partial", "partial")
        return unreadable("yes_and_no") if Word.LIMIT in said else None
    if Word.NO not in said or (Word.CONDITION in said and Word.CONTRAST not in said):
        return None
    if Word.CONTRAST in said:
        return _answer("partial", "partial")
    return unreadable("yes_and_no")


def _denied_noun(tokens: Sequence[Token]) -> str:
    """The unknown words behind a bare no: 无书面预案, not in scope."""
    for i, token in enumerate(tokens):
        if token.role is Role.FILLER and token.value == Word.NO:
            if token.text not in DENIALS:
                return ""
            behind = tokens[i + 1 :]
            return " ".join(t.text for t in behind if t.role is Role.UNKNOWN)
    return ""


def _first_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """Up to the first stop or bracket behind a yes or a no."""
    decided = False
    for i, token in enumerate(tokens):
        if token.role is Role.FILLER and token.value in {Word.YES, Word.NO}:
            decided = True
        elif decided and token.role in {Role.STOP, Role.OPEN}:
            return tokens[:i]
    return tokens


def _verdict(tokens: Sequence[Token]) -> str | None:
    """yes, no, or None: nothing that decides, or a denial of a denial."""
    words_ = [str(t.value) for t in tokens if t.role is Role.FILLER]
    decisive = [w for w in words_ if w in {Word.YES, Word.NO}]
    if _says_twice(tokens):
        return decisive[0]
    opening = next((t for t in tokens if t.text not in SUBJECTS), None)
    unknown = opening is not None and opening.role is Role.UNKNOWN
    if not decisive or unknown:
        return None
    if decisive.count(Word.NO) > 1 or _denies_a_refusal(tokens):
        return None
    if Word.NO in decisive:
        return N if decisive[0] == Word.NO or len(decisive) == 1 else None
    return Y


def _denies_a_refusal(tokens: Sequence[Token]) -> bool:
    """We do not refuse, 不会拒绝: a denial of a denial."""
    return any(
        token.role is Role.FILLER and token.value == Word.NO and behind.role is Role.REFUSED
        for token, behind in pairwise(tokens)
    )


def _says_twice(tokens: Sequence[Token]) -> bool:
    """否 / No, No 否: the same word in both languages and nothing else."""
    told = [t for t in tokens if t.role not in {Role.SLASH, Role.STOP}]
    if len(told) != 2 or any(t.role is not Role.FILLER for t in told):  # noqa: PLR2004
        return False
    return told[0].value == told[1].value and told[0].text.isascii() != told[1].text.isascii()
