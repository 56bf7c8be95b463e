"""Which question a text or heading asks: by id, exactly, or nearly - and then it is said.

A near match is a question's name that stands inside the heading and makes up most of it, or one
that is spelled almost the same. Neither may differ in a number (3 minutes and 30 seconds), in a
negation (satisfied and dissatisfied) or in another word that makes another question of it (first
and average, peak, phone: ``guard.*`` of the lexica).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vendor_score.grammar.numerals import clean
from vendor_score.reading_plan import UNUSED
from vendor_score.records import Question
from vendor_score.wording import Label, both, joined, lexicon

__all__ = [
    "CONTAINED_SHARE",
    "EXCLUDING",
    "FILLER_WORDS",
    "GUARDS",
    "NEAR_THRESHOLD",
    "SAME",
    "SAME_WORDS",
    "NormalizedHeading",
    "QuestionMatch",
    "QuestionMatcher",
    "alnum",
    "bilingual_parts",
    "did_you_mean",
    "distinguishing_words",
    "nearest_texts",
    "normalize_heading",
    "numbers_in",
    "strip_numbering",
]

GUARDS = lexicon.group("guard")
"""Two texts that differ in one of these ask different things, however alike they are."""

EXCLUDING = lexicon.words("heading.excluding")
"""Negations that only narrow an answer down."""

FILLER_WORDS = frozenset(lexicon.words("heading.filler_word"))

SAME = lexicon.pairs("heading.same")
SAME_WORDS = lexicon.pairs("heading.same_word")
"""Words that mean the same in a question; a match that needs them is a near one."""

_UNITS = (
    r"{unit.*}|{heading.unit}|{heading.unit.pattern}"
    r"|{heading.currency}(?:\s?{heading.per}.{1,20})?|.{1,10}/{heading.per_what}(?:/.{1,10})?"
)
"""The units that stand in brackets behind a question."""


# Fold question texts and headings: one form for numbering, brackets, units, fillers and signs.

_NUMBERING = lexicon.regex(
    r"""^[\s*#·\-]*(?:
      \(\s*(?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})\s*\)[.、:]?   # (1) (a)
    | (?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})\s*[)、．]          # 1) a)
    | \d{1,3}(?:\.\d{1,3})+[.:、)]?(?=[\s\u4e00-\u9fffa-z])                # 1.2 1.2.3
    | (?:\d{1,3}|{heading.numeral}{1,3}|[a-z]|[ivx]{1,4})[.:](?!\d)          # 1. 1: a.
    | {heading.numbered}\s?[.\-#]?\s?\d{1,3}(?:\.\d{1,3})*[.:、)\-]?
      (?=\W|\d|[^\x00-\x7f]|\s|$)                                          # Q3 No. 3
    | {heading.numbering.pattern}
    | [a-z]{2,5}[\-_]\d{1,3}\b[.:、)]?                                      # RSP-01
    )\s*""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}\s+(?=\S)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNIT = lexicon.regex(rf"(?:{{heading.unit_label}}|{{heading.unit_before}})?\s?[:=]?\s?({_UNITS})")
_UNIT_SUFFIX = lexicon.regex(
    rf"(?:\s?/\s?|\s?[,;:]\s?{{heading.unit_label}}?[:=]?\s?|\s+{{heading.unit_before}}\s+)"
    rf"({_UNITS})\??$"
)
_FILLER = lexicon.regex("{heading.asked.pattern}|{heading.filler}")
_ASKED_UNIT = lexicon.regex(r"{heading.how_many}\s?({heading.asked_unit})")
_EXCLUDING = re.compile("|".join(EXCLUDING))
_GUARD_PARTS = tuple(
    (word, name)
    for name, guarding in GUARDS.items()
    for word in guarding
    if not word.isascii() or word[0].isdigit()
)
_GUARD_WORDS = {
    word: name
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.isascii() and not word.endswith("*")
}
_GUARD_BEGINS = tuple(
    (word[:-1], name)
    for name, guarding in GUARDS.items()
    for word in guarding
    if word.endswith("*")
)
_LATIN = re.compile(r"[a-z][a-z\-]*\.?")
_DIGITS = {
    digit: int(value) for value, digits in lexicon.group("digit").items() for digit in digits
}
_COUNTED = lexicon.regex(r"({digit.*})?({multiplier.10})?({digit.*})?(?={heading.counted})")
_NUMBER_WORDS = {
    word: int(value) for value, listed in lexicon.group("number_word").items() for word in listed
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_WORDS = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"\n|\s[/|]\s|[|;]|(?<=[\u4e00-\u9fff?)])\s*/\s*(?=[a-z])")
_SCRIPTS = re.compile(
    r"(?<=[\u4e00-\u9fff?()])\s+(?=[a-z]{3})|(?<=[a-z?)])\s+(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NormalizedHeading:
    """A question text in its folded forms.

    ``keys`` are the forms in which equal texts are equal, from the most to the least literal;
    ``near`` the form in which similar texts are compared; ``unit`` is the bracketed unit as
    written; ``aside`` the bracketed words that are no unit.
    """

    text: str
    keys: tuple[str, ...]
    near: str
    unit: str | None
    aside: str
    distinguishing_words: frozenset[str]
    numbers: frozenset[float]


@lru_cache(maxsize=16_384)
def normalize_heading(text: str) -> NormalizedHeading:
    """The folded forms of a question text or heading."""
    whole = clean(text)
    unnumbered = strip_numbering(whole)
    plain, unit, aside = _without_brackets(unnumbered)
    if (suffix := _UNIT_SUFFIX.search(plain)) is not None and suffix.start() > 1:
        unit, plain = unit or suffix[1], plain[: suffix.start()]
    if unit is None and (asked := _ASKED_UNIT.search(plain)) is not None:
        unit = asked[1]
    bare = _without_fillers(plain)
    forms = (whole, unnumbered, plain, bare, _BARE_NUMBER.sub("", bare))
    return NormalizedHeading(
        text=whole,
        keys=tuple(dict.fromkeys(key for form in forms if (key := alnum(form)))),
        near=_near(bare),
        unit=unit,
        aside=aside,
        distinguishing_words=distinguishing_words(plain),
        numbers=numbers_in(plain),
    )


def bilingual_parts(text: str) -> tuple[str, ...]:
    """The parts of a heading that says the same thing twice, in two languages or lines."""
    whole = strip_numbering(clean(text))
    parts = [p for line in _SEVERAL.split(whole) for p in _SCRIPTS.split(line) if alnum(p)]
    return tuple(parts) if len(parts) > 1 else ()


def strip_numbering(text: str) -> str:
    """Without ``1.``, ``(1)``, ``Q3``, ``RSP-01`` in front; ``3-minute rate`` stays."""
    for _ in range(2):
        rest = _NUMBERING.sub("", text, count=1)
        if rest == text or not alnum(rest):
            return text
        text = rest
    return text


def alnum(text: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(filter(str.isalnum, text))


def distinguishing_words(text: str) -> frozenset[str]:
    """Words that make another question of it: negations, first and average, peak, channel ..."""
    text = _EXCLUDING.sub("", text)
    found = {name for part, name in _GUARD_PARTS if part in text}
    for word in _LATIN.findall(text):
        found.update(name for begin, name in _GUARD_BEGINS if word.startswith(begin))
        whole = word if word == "no." else word.rstrip(".")  # "No. of cases" denies nothing
        for part in (whole, *whole.split("-")):
            if part in _GUARD_WORDS:
                found.add(_GUARD_WORDS[part])
    return frozenset(found)


def numbers_in(text: str) -> frozenset[float]:
    """The numbers in a question text, also those in words: three-minute."""
    found = {float(n) for n in _NUMBER.findall(text)}
    found.update(
        float(_NUMBER_WORDS[word]) for word in _WORD.findall(text) if word in _NUMBER_WORDS
    )
    for tens, ten, ones in _COUNTED.findall(text):
        if tens or ten or ones:
            found.add(float(_counted(tens, ten, ones)))
    return frozenset(found)


def _counted(tens: str, ten: str, ones: str) -> int:
    if not ten:
        return _DIGITS[ones or tens]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _without_brackets(text: str) -> tuple[str, str | None, str]:
    """The text without brackets, the unit that stood in one, and the other words in them."""
    unit: str | None = None
    aside: list[str] = []
    for content in _BRACKET.findall(text):
        if (found := _UNIT.fullmatch(content.strip())) is not None:
            unit = unit or found[1]
        else:
            aside.append(content)
    return _BRACKET.sub(" ", text).strip(), unit, " ".join(aside)


def _without_fillers(text: str) -> str:
    told = [w for w in re.split(r"[\s']+", text) if alnum(w) not in FILLER_WORDS]
    return _FILLER.sub("", " ".join(told)) if told else text


def _near(text: str) -> str:
    for word, same in SAME.items():
        text = text.replace(word, same)
    told = (str(_NUMBER_WORDS.get(word, word)) for word in _WORDS.findall(text))
    return " ".join(SAME_WORDS.get(word, word) for word in told)


NEAR_THRESHOLD = 0.85
"""Least similarity of a near match: 1 - indel distance / length of both (0-1)."""

CONTAINED_SHARE = 0.6
"""Least share of a heading that a name standing inside it must make up."""

_TIE = 0.03  # similarities closer than this do not decide between two questions
_LEAST_CJK, _LEAST_LATIN = 2, 5  # shorter names are not looked for inside headings
_LEAST_NEAR = 4  # shorter texts differ too much by one character
_WORD_THRESHOLD = 75.0  # each word of a Latin heading has a counterpart this similar (0-100)
_LONGEST = 2_000  # longer cells are no questions
_LONGEST_NEAR = 400  # longer ones are recognised literally or not at all
_ASIDE_TIME = lexicon.words("heading.aside_time")
_ASIDE_WITHIN = "".join(lexicon.words("heading.aside_within"))

How = Literal["id", "mapped", "exact", "near"]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionMatch:
    """The question that a text asks; several ids where it could be either of them.

    ``name`` is the question's own name that was met, ``similarity`` 1 unless ``how`` is ``near``,
    ``unit`` the unit that the text states, as written.
    """

    ids: tuple[str, ...]
    how: How
    name: str
    similarity: float = 1.0
    unit: str | None = None

    @property
    def id(self) -> str:
        return self.ids[0]

    @property
    def is_ambiguous(self) -> bool:
        return len(self.ids) > 1


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    near: str
    question: int


class QuestionMatcher:
    """Matches texts with the questions; each text is looked up once."""

    def __init__(
        self, questions: Sequence[Question], mapping: Mapping[str, str] | None = None
    ) -> None:
        self._questions = tuple(questions)
        self._by_id = {question.id: question for question in self._questions}
        self._ids = {_id_key(q.id): q.id for q in self._questions}
        self._mapped = {alnum(clean(text)): id for text, id in (mapping or {}).items()}
        self._written = {alnum(clean(text)): text for text in mapping or {}}
        self._met: set[str] = set()
        self._exact: dict[str, dict[int, str]] = defaultdict(dict)
        self._near: dict[tuple[frozenset[str], frozenset[float]], list[_Name]] = defaultdict(list)
        self._guards: list[frozenset[str]] = []
        self._numbers: list[frozenset[float]] = []
        self._known: dict[str, QuestionMatch | None] = {}
        self._looked_up: dict[str, QuestionMatch | None] = {}
        for number, question in enumerate(self._questions):
            self._learn(number, tuple(_names(question)))

    def _learn(self, number: int, names: Iterable[str]) -> None:
        folded = [normalize_heading(name) for name in names]
        for name in folded:
            for key in name.keys:
                self._exact[key].setdefault(number, name.text)
            group = self._near[name.distinguishing_words, name.numbers]
            if name.near and all(
                other.near != name.near for other in group if other.question == number
            ):
                group.append(_Name(name.text, name.near, number))
        self._guards.append(
            frozenset().union(
                *(n.distinguishing_words | distinguishing_words(n.aside) for n in folded)
            )
        )
        self._numbers.append(frozenset().union(*(n.numbers for n in folded)))

    def with_mapping(self, mapping: Mapping[str, str]) -> QuestionMatcher:
        """A matcher for one sheet, in which these texts ask what is said."""
        if not mapping:
            return self
        scoped = copy(self)
        scoped.map_further(mapping)
        return scoped

    def map_further(self, mapping: Mapping[str, str]) -> None:
        """Let further texts ask what is said, and forget what was met and looked up before."""
        self._mapped = {**self._mapped, **{alnum(clean(t)): id for t, id in mapping.items()}}
        self._written = {**self._written, **{alnum(clean(t)): t for t in mapping}}
        self._met, self._known, self._looked_up = set(), {}, {}

    def note_mapped(self, scoped: QuestionMatcher) -> None:
        """Take over which questions of the buyer's mapping the matcher of a sheet has met."""
        self._met |= scoped.mapped

    def sets_aside(self, text: str) -> bool:
        """Whether the buyer said that the text asks none of the questions."""
        mapped = self._mapped_key(text) if self._mapped else None
        if mapped is None or self._mapped[mapped] != UNUSED:
            return False
        self._met.add(self._written[mapped])
        return True

    def _mapped_key(self, text: str) -> str | None:
        """The key under which the buyer's mapping has a text, as printed or folded."""
        keys = (alnum(clean(text)), *normalize_heading(text).keys)
        return next((key for key in keys if key in self._mapped), None)

    @property
    def has_mapping(self) -> bool:
        """Whether the buyer said what any text asks."""
        return bool(self._mapped)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that texts are matched with, in their order."""
        return self._questions

    def question(self, id: str) -> Question:
        """The question with this id. Raises KeyError."""
        return self._by_id[id]

    @property
    def mapped(self) -> frozenset[str]:
        """The questions of the buyer's mapping that were met so far, as written there."""
        return frozenset(self._met)

    def by_id(self, text: str) -> str | None:
        """The question id that a cell of an id column holds."""
        return self._ids.get(_id_key(text))

    def exact(self, text: str) -> QuestionMatch | None:
        """The question whose id, label, question or alias the text is, after folding."""
        try:
            return self._known[text]
        except KeyError:
            if len(text) > _LONGEST:
                return None
        found = self._known[text] = self._find_exact(text)
        return found

    def find(self, text: str) -> QuestionMatch | None:
        """The question that the text asks: exactly, else nearly."""
        match = self.exact(text)
        if match is not None or len(text) > _LONGEST_NEAR:
            return match
        if self._mapped and self.sets_aside(text):
            return None
        if text not in self._looked_up:
            self._looked_up[text] = self._find_near(text)
        return self._looked_up[text]

    def _find_exact(self, text: str) -> QuestionMatch | None:
        folded = normalize_heading(text)
        mapped = self._mapped_key(text) if self._mapped else None
        if mapped is not None:
            self._met.add(self._written[mapped])
            if self._mapped[mapped] == UNUSED:
                return None
            return QuestionMatch(
                ids=(self._mapped[mapped],), how="mapped", name=text, unit=folded.unit
            )
        if (id := self.by_id(folded.text)) is not None:
            return QuestionMatch(ids=(id,), how="id", name=id, unit=folded.unit)
        for key in folded.keys:
            asked = {
                n: name for n, name in self._exact.get(key, {}).items() if self._fits(n, folded)
            }
            if asked:
                return self._match(asked, "exact", unit=folded.unit)
        return self._exact_halves(text, folded)

    def _exact_halves(self, text: str, folded: NormalizedHeading) -> QuestionMatch | None:
        """One question said twice, in two languages or lines; two questions are ambiguous."""
        asked = [
            next(
                (self._exact[key] for key in normalize_heading(half).keys if key in self._exact),
                None,
            )
            for half in bilingual_parts(text)
        ]
        known = [questions for questions in asked if questions is not None]
        if not known:
            return None
        every = {n: name for questions in reversed(known) for n, name in questions.items()}
        common = {n: name for n, name in every.items() if all(n in each for each in known)}
        if not common:
            return self._match(every, "exact", unit=folded.unit)
        kept = {
            n: name for n, name in common.items() if folded.distinguishing_words <= self._guards[n]
        }
        return self._match(kept, "exact", unit=folded.unit) if kept else None

    def _fits(self, number: int, folded: NormalizedHeading) -> bool:
        """Whether what stands in brackets leaves it the same question."""
        if not folded.aside:
            return True
        timed = frozenset(
            n for word in folded.aside.split() if word.rstrip(_ASIDE_WITHIN).endswith(_ASIDE_TIME)
            for n in numbers_in(word)
        )  # fmt: skip
        own = self._numbers[number]
        return distinguishing_words(folded.aside) <= self._guards[number] and not (
            own and timed - own
        )

    def _find_near(self, text: str) -> QuestionMatch | None:
        folded = normalize_heading(text)
        near = folded.near
        if len(near) < _LEAST_NEAR or not any(c.isalpha() for c in near):
            return None
        group = [
            name
            for name in self._near.get((folded.distinguishing_words, folded.numbers), ())
            if self._fits(name.question, folded)
        ]
        if not group:
            return None
        return self._contained(near, group, folded.unit) or self._similar(near, group, folded.unit)

    def _contained(self, near: str, group: list[_Name], unit: str | None) -> QuestionMatch | None:
        """The longest name inside the heading; another question's name beside it makes it two."""
        inside = [name for name in group if _stands_in(name.near, near)]
        if not inside:
            return None
        longest = max(len(name.near) for name in inside)
        best = {name.question: name for name in inside if len(name.near) == longest}
        first = next(iter(best.values()))
        share = len(alnum(first.near)) / len(alnum(near))
        if share < CONTAINED_SHARE:
            return None
        rest = near.replace(first.near, " ", 1)
        asked = {number: name.text for number, name in best.items()}
        asked |= {n.question: n.text for n in inside if _stands_in(n.near, rest)}
        return self._match(asked, "near", similarity=share, unit=unit)

    def _similar(self, near: str, group: list[_Name], unit: str | None) -> QuestionMatch | None:
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        choices = [name.near for name in group]
        found = process.extract(
            near,
            choices,
            scorer=Indel.normalized_similarity,
            score_cutoff=NEAR_THRESHOLD,
            limit=None,
        )
        close = [(score, group[at]) for choice, score, at in found if _words_agree(near, choice)]
        if not close:
            return None
        best = max(score for score, _ in close)
        asked = {name.question: name.text for score, name in reversed(close) if score > best - _TIE}
        return self._match(asked, "near", similarity=best, unit=unit)

    def _match(
        self, asked: Mapping[int, str], how: How, *, similarity: float = 1.0, unit: str | None
    ) -> QuestionMatch:
        order = sorted(asked)
        ids = tuple(self._questions[number].id for number in order)
        name = asked[order[0]]
        return QuestionMatch(
            ids=ids, how=how, name=name, similarity=round(similarity, 3), unit=unit
        )


def _names(question: Question) -> Iterable[str]:
    texts = (*question.label.values(), *question.text.values())
    readable_id = question.id.replace("_", " ")
    return dict.fromkeys(text for text in (*texts, *question.aliases, readable_id) if text.strip())


def _id_key(text: str) -> str:
    return text.strip().casefold().replace(" ", "")


def _stands_in(name: str, heading: str) -> bool:
    if name.isascii():
        return len(name) >= _LEAST_LATIN and f" {name} " in f" {heading} "
    return len(name) >= _LEAST_CJK and name in heading


def _words_agree(one: str, other: str) -> bool:
    """Whether each Latin word has its counterpart: a typing slip, not another word."""
    from rapidfuzz import fuzz

    mine, theirs = _latin_words(one), _latin_words(other)
    return all(
        any(fuzz.ratio(word, counterpart) >= _WORD_THRESHOLD for counterpart in counterparts)
        for words, counterparts in ((mine, theirs), (theirs, mine))
        for word in words
    )


def _latin_words(text: str) -> list[str]:
    return [word for word in text.split() if word.isascii() and word.isalpha()]


# What a text that fits nothing was probably meant to be: "did you mean".

_LEAST = 62.0
"""Least likeness (0-100) of what is offered: a slip or a reworded heading, not another matter."""

_LONGEST_COMPARED = 200
_MOST_KNOWN = 5_000


def nearest_texts(text: str, known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """Those of the known texts that a text is most like, the likest first.

    Parameters
    ----------
    text
        What fits nothing.
    known
        What it may have been meant to be.
    most
        How many are given at most.

    Returns
    -------
    tuple of str
        Empty where nothing is like it.

    Examples
    --------
    >>> nearest_texts("Vendor nam", ["Vendor name", "First response"])
    ('Vendor name',)
    """
    from rapidfuzz import fuzz, process

    choices = list(dict.fromkeys(each for each in known if each.strip()))[:_MOST_KNOWN]
    folded = [_folded(each) for each in choices]
    likest: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, at in process.extract(
            _folded(text), folded, scorer=scorer, score_cutoff=_LEAST, limit=most
        ):
            likest[at] = max(score, likest.get(at, 0.0))
    order = sorted(likest, key=lambda at: (-likest[at], at))
    return tuple(choices[at] for at in order[:most])


def did_you_mean(near: Iterable[str | Label]) -> Label:
    """The sentence that offers them; empty where there are none."""
    offered = list(near)
    if not offered:
        return Label.same("")
    return both("findings.did_you_mean", near=joined(offered, "findings.near_joint"))


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    return clean(text[:_LONGEST_COMPARED]).casefold().strip()
