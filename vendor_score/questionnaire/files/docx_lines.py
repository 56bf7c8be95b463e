"""Questions and answers in the running text of a document: which line asks, which ones answer.

Whether a line asks what the criteria ask is not known here. Every line that is shaped like a
question counts as one; those that match nothing are of no account later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vendor_score.wording import lexicon

__all__ = ["Line", "LinePair", "pair_lines"]

_COLON = re.compile(r"\s*(?:：|(?<!\d):(?!//)|:(?![\d/]))\s*")
"""No clock time (10:30) and no address (https://...)."""
_ASKED = re.compile(r"[?？]\s*")
_NO_LABEL = re.compile(r"[。；;!！,，]")
_ANSWER = lexicon.regex("{document.answer.pattern}", re.IGNORECASE)
_QUESTION = lexicon.regex(r"{document.question}\s*\d{0,3}\s*[:：.、]\s*(?=\S)", re.IGNORECASE)
_NUMBERED = lexicon.regex(
    r"\s*(?:(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})[.、\s]|(?P<plain>\d{1,3})[.、:：](?!\d)"
    r"|(?P<bracket>[(（]\s*(?:\d{1,3}|[a-z]|{heading.numeral}{1,3})\s*[)）]|\d{1,3}[)）])"
    r"|(?P<han>{heading.numeral}{1,3})[、.．]|(?P<circle>[①-⑳])|(?P<letter>[A-Za-z])[.)、])"
)
_BOXES = re.compile(r"(?<=\s)(?=[☑☐□■☒✓✔√✗○●◯⬜✅]\s*\S)")
_BLANK = re.compile(r"[_＿]{2,}|﹍{2,}|…{2,}$")
_SEVERAL = re.compile(r"\t+|[ \u3000]{3,}(?=[^\s:：]{1,20}[:：])")
_HINT = re.compile(r"[(（\[【][^()（）]*[)）\]】]")
_LONGEST_LABEL = 120
_MOST_LINES, _MOST_CHARACTERS = 30, 2_000
_RANKS = ("han", "plain", "dotted", "bracket", "circle", "letter")
"""Sorts of numbers from the outermost to the innermost, as documents use them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the text.

    ``kind`` is the list and level of an automatic number (``7:0``), ``is_heading`` whether it
    looks like a title: by its style, or in bold as a whole. ``ends`` is True where a table begins
    or ends. An empty line ends an answer.
    """

    text: str
    kind: str | None = None
    is_heading: bool = False
    ends: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LinePair:
    """A question and its answer, empty where nothing answers it."""

    question: str
    answer: str


def pair_lines(lines: Iterable[Line]) -> list[LinePair]:
    """The questions of a text with their answers.

    Parameters
    ----------
    lines
        In order. Several labels with values in one line, parted by tabs or wide gaps, count as
        lines of their own.

    Returns
    -------
    list of LinePair
        ``Question: answer`` and ``Question? answer`` in one line; else a line that asks, with the
        lines below it up to the next one that does.

    Examples
    --------
    >>> pair_lines([Line(text="1. First response: 20 s"), Line(text="2. Do you work at night?"),
    ...             Line(text="Yes, every night.")])  # doctest: +NORMALIZE_WHITESPACE
    [LinePair(question='1. First response', answer='20 s'),
     LinePair(question='2. Do you work at night?', answer='Yes, every night.')]
    """
    pairing = _Pairing()
    for line in lines:
        for part in _parts(line):
            pairing.take(part)
        if line.ends:
            pairing.close()
    pairing.close()
    return pairing.pairs


def _parts(line: Line) -> Iterator[Line]:
    """The labels of a line, where it holds several."""
    parts = [part for part in _SEVERAL.split(line.text.strip()) if part.strip()]
    if len(parts) > 1 and all(_COLON.search(part) for part in parts):
        for part in parts:
            yield Line(text=part)
    else:
        yield line


@dataclass(slots=True)
class _Pairing:
    """Pairs made so far, and the question that is open."""

    pairs: list[LinePair] = field(default_factory=list)
    _question: str | None = None
    _kind: str | None = None
    _asks: bool = False
    _answer: list[str] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Take a line: a question, an answer to the open one, or neither."""
        text = line.text.strip()
        kind = line.kind or _number_kind(text)
        if not text:
            if self._answer:
                self.close()
        elif self._question is not None and self._belongs(text, kind, line.is_heading):
            return
        else:
            self._take_question(_QUESTION.sub("", text, count=1), kind, is_heading=line.is_heading)

    def _belongs(self, text: str, kind: str | None, is_heading: bool) -> bool:  # noqa: FBT001
        """Take what can only be part of the open question or of its answer."""
        said = _ANSWER.match(text)
        if said is not None:
            self._add(text[said.end() :])
        elif not self._answer and _HINT.fullmatch(text):
            self._question = f"{self._question} {text}"
        elif self._asks and not is_heading and _is_below(kind, self._kind):
            self._add(text)
        else:
            return False
        return True

    def _take_question(self, text: str, kind: str | None, *, is_heading: bool) -> None:
        label, value = _split(text)
        if value is not None:
            self._open(label, kind, asks=True)
            self._add(value)
            self.close()
        elif label is None:
            self._add(text)
        elif text.endswith(("?", "？", ":", "：")):
            self._open(label, kind, asks=True)
        elif kind is not None or is_heading:
            self._open(label, kind, asks=False)
        else:
            self._add(text)

    def close(self) -> None:
        """End the open question. A title that nothing follows is none."""
        if self._question is not None and (self._answer or self._asks):
            answer = _without_blanks("\n".join(self._answer))
            self.pairs.append(LinePair(question=self._question, answer=answer))
        self._question, self._answer = None, []

    def _open(self, question: str | None, kind: str | None, *, asks: bool) -> None:
        self.close()
        self._question, self._kind, self._asks = question, kind, asks

    def _add(self, text: str) -> None:
        if self._question is not None and len(self._answer) < _MOST_LINES:
            self._answer.append(text[:_MOST_CHARACTERS])


def _split(text: str) -> tuple[str | None, str | None]:
    """Question and answer of a line; the answer None where the line holds none by its shape.

    The first is None where the line is too long or too much of a sentence to ask anything.
    """
    for sign, keeps in ((_ASKED, True), (_COLON, False)):
        found = sign.search(text)
        if found is not None and (label := text[: found.start()].strip()):
            fits = len(label) <= _LONGEST_LABEL and not (_NO_LABEL.search(label) and not keeps)
            if fits:
                return text[: found.end()].strip() if keeps else label, _filled(text[found.end() :])
    boxed = _BOXES.search(text)
    if boxed is not None and (label := text[: boxed.start()].strip()):
        return label, text[boxed.start() :].strip()
    return (text, None) if len(text) <= _LONGEST_LABEL else (None, None)


def _filled(value: str) -> str | None:
    """What stands behind the sign; None where nothing does, so that the next line may answer.

    An unfilled blank (``____``) is an answer that was left out, and the next line is another one.
    """
    if not value.strip():
        return None
    return _without_blanks(value)


def _without_blanks(text: str) -> str:
    return _BLANK.sub("", text).strip()


def _number_kind(text: str) -> str | None:
    found = _NUMBERED.match(text)
    return found.lastgroup if found is not None else None


def _is_below(kind: str | None, question: str | None) -> bool:
    """Whether a line so numbered is part of the answer to a question so numbered.

    Below a numbered question stand lines without a number, such as a label with its value, and
    lists numbered by an inner sort of number.
    """
    if question is None or kind is None:
        return question is not None
    if kind in _RANKS and question in _RANKS:
        return _RANKS.index(kind) > _RANKS.index(question)
    list_, _, level = kind.partition(":")
    outer, _, outer_level = question.partition(":")
    return list_ != outer or level > outer_level
