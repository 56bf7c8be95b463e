"""Grades in an order: AAA, A+, five stars, gold medal, first class (一级), class A (甲级).

Only what criteria.yaml lists is read. The same grade in other spelling is one grade (``4 stars``,
``★★★★☆``, ``四星``; ``1级``, ``Level 1``); what merely sounds alike (``甲级``, ``A级``) is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from vendor_score.errors import shown
from vendor_score.grammar.numerals import clean
from vendor_score.grammar.options import Named
from vendor_score.grammar.words import Result, no_value, unreadable
from vendor_score.grammar.yes_no import read_checkboxes
from vendor_score.kinds.base import AskedAnswer, CellCheck, OptionKind, option_points
from vendor_score.kinds.rules import Rule, RuleForm, Scale, parse_rule
from vendor_score.kinds.value_functions import (
    MOST,
    OptionForm,
    OptionPoints,
    OptionsShape,
    ValueFunction,
)
from vendor_score.records import Question, Reading
from vendor_score.schema.schema_types import (
    Field,
    Fields,
    LabelText,
    ListOf,
    Location,
    Record,
    Schema,
    Text,
)
from vendor_score.schema.yaml_nodes import Node, ScalarNode, SequenceNode
from vendor_score.wording import Lang, lexicon

__all__ = ["KIND", "grade_key"]

# Stars are kept from `clean`, which takes a filled one for the bullet of a list.
_STARS = str.maketrans({**dict.fromkeys("★⭐🌟✭", "\ue000"), **dict.fromkeys("☆✩", "\ue001")})
_DIGITS = {
    word: int(value)
    for value, listed in lexicon.group("digit").items()
    for word in listed
} | dict.fromkeys(lexicon.words("multiplier.10"), 10)  # fmt: skip
_FIGURE = r"\d(?:\.\d)?|(?!{digit.0})(?:{digit.*}|{multiplier.10})"
_DRAWN = r"(?P<full>\ue000+)(?P<hollow>\ue001*)"
_STAR_WORDS = (
    rf"(?P<stars>{_FIGURE})\s?(?:{{grade.out_of}}\s?(?P<total>\d{{1,2}}))?\s?-?"
    r"(?:{grade.star}(?![a-z])|\ue000)"
)
_LEVEL = (
    r"{grade.level_before}\s?(?P<level>\d{1,2})(?!\d)"
    rf"|(?P<class_>{_FIGURE}){{grade.level}}"
)
_NOTATION = lexicon.regex(f"{_DRAWN}|{_STAR_WORDS}|{_LEVEL}")
_LETTERED = lexicon.regex(r"([a-z]+[0-9]?[+-]?|{grade.letter})\s?{grade.level}")
_LEVEL_BEHIND = lexicon.filled(r"(?:\s?{grade.level})?")
_MOST_GRADES = 50

# What may stand beside a grade without changing it; anything else leaves the answer unread.
_FILLERS = lexicon.regex(
    r"{grade.beside.pattern}|\b(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}\b"
    r"|{grade.beside:words}|[\s:,;.。、!\"']"
)
# Beside a grade, in brackets too: it was, will be or is not the vendor's grade.
_NOT_NOW = lexicon.regex("{grade.not_now:words}|{grade.not_now.pattern}")
_MARK = "\ue010"
_AT_LEAST = lexicon.regex(rf"{{grade.at_least}}\s?{_MARK}|{_MARK}\s?{{grade.or_better}}")
_AT_MOST = lexicon.regex(rf"{{grade.at_most}}\s?{_MARK}|{_MARK}\s?{{grade.or_worse}}")
_RANGE = lexicon.regex(rf"{_MARK}\s?{{word.range}}\s?{_MARK}")


def grade_key(word: str) -> str:
    """The form in which two spellings of one grade are the same.

    >>> grade_key("★★★★☆") == grade_key("4 stars") == grade_key("四星")
    True
    >>> grade_key("甲级") == grade_key("A级")
    False
    """
    text = " ".join(_marked(word).split())
    notation = _NOTATION.fullmatch(text)
    if notation:
        return _notation_key(notation)
    lettered = _LETTERED.fullmatch(text)
    return lettered[1] if lettered else text.replace(" ", "")


def _marked(word: str) -> str:
    return clean(word.translate(_STARS))


def _notation_key(match: re.Match[str]) -> str:
    if match["full"]:
        return f"{len(match['full'])} stars"
    if match["stars"]:
        return f"{_figure(match['stars'])} stars"
    return f"level {_figure(match['level'] or match['class_'])}"


def _figure(word: str) -> str:
    return f"{_DIGITS.get(word, 0) or float(word):g}"


def _stars_in_all(match: re.Match[str]) -> int | None:
    """Out of how many stars an answer counts, where it says so."""
    if match["hollow"]:
        return len(match["full"]) + len(match["hollow"])
    return int(match["total"]) if match["total"] else None


@dataclass(frozen=True, slots=True)
class _Grades:
    """The grades that are listed, best first, and the pattern that finds their names."""

    ids: tuple[str, ...]
    by_key: Mapping[str, str]
    pattern: re.Pattern[str]
    most_stars: int | None

    def mentions(self, text: str) -> tuple[list[str], str] | None:
        """The grades in ``text`` in its order, and the text with a mark for each of them.

        None where it holds stars or levels that are not listed, or that are counted out of
        another number of stars than the list has.
        """
        found: list[str] = []
        rest, begin = [], 0
        for match in self.pattern.finditer(text):
            notation = _NOTATION.fullmatch(match[0])
            id = self.by_key.get(grade_key(match[0].replace("\ue000", "★").replace("\ue001", "☆")))
            in_all = _stars_in_all(notation) if notation else None
            if id is None or (in_all is not None and in_all != self.most_stars):
                return None
            found.append(id)
            rest += [text[begin : match.start()], _MARK]
            begin = match.end()
        return found, "".join((*rest, text[begin:]))


@lru_cache(maxsize=256)
def _grades(options: tuple[Named, ...]) -> _Grades:
    by_key: dict[str, str] = {}
    for option in options:
        for name in (option.id, *option.names):
            by_key.setdefault(grade_key(name), option.id)
    names = {" ".join(_marked(n).split()) for o in options for n in (o.id, *o.names)} | {*by_key}
    plain = sorted((n for n in names if n and not _NOTATION.fullmatch(n)), key=len, reverse=True)
    words = "|".join(re.escape(name) + _LEVEL_BEHIND for name in plain)
    # A letter grade is a whole word, its sign included: AA is not in AAA, nor A in A+ or A-.
    whole = rf"(?<![a-z0-9])(?:{words})(?![a-z0-9+]|-(?![a-z0-9]))" if words else r"(?!)"
    stars = [int(key.split()[0]) for key in by_key if re.fullmatch(r"\d+ stars", key)]
    pattern = re.compile(f"{whole}|{_unnamed(_NOTATION.pattern)}")
    return _Grades(tuple(o.id for o in options), by_key, pattern, max(stars, default=None))


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


@dataclass(frozen=True, slots=True)
class _OneGrade:
    """An entry of a list of grades: its name, or ``{grade, label, aliases}``."""

    def read(self, node: Node, at: Location) -> tuple[str, OptionForm] | None:
        if isinstance(node, ScalarNode):
            name = Text(64).read(node, at)
            return None if name is None else (name, OptionForm(node=node))
        fields = _GRADE.read(node, at)
        if fields is None or fields.get("grade") is None:
            return None
        form = OptionForm(node=node, label=fields.get("label"), aliases=fields.get("aliases", ()))
        return fields.get("grade"), form

    def schema(self) -> Schema:
        return {"anyOf": [Text(64).schema(), _GRADE.schema()]}


@dataclass(frozen=True, slots=True)
class GradesType:
    """A list of grades from best to worst, or a map from grade to points.

    Reads as a mapping from grade to form, best first; a list has even steps from 100 to 0.
    """

    def read(self, node: Node, at: Location) -> Mapping[str, OptionForm] | None:
        if not isinstance(node, SequenceNode):
            forms = OptionsShape().read(node, at)
            # A map is in the order of its points; sorting is stable, so ties keep the file's.
            return forms and dict(sorted(forms.items(), key=lambda one: -(one[1].points or 0.0)))
        entries = ListOf(_OneGrade(), least=2, most=_MOST_GRADES).read(node, at) or ()
        read: dict[str, OptionForm] = {}
        for place, (name, form) in enumerate(entries):
            if name in read:
                at.wrong(form.node, "option_word_twice", found=shown(name), first=shown(name))
                continue
            read[name] = replace(form, points=MOST - MOST * place / max(len(entries) - 1, 1))
        return read

    def schema(self) -> Schema:
        listed = ListOf(_OneGrade(), least=2, most=_MOST_GRADES).schema()
        return {"anyOf": [listed, OptionsShape().schema()]}


_GRADE = Record((
    Field(name="grade", shape=Text(64), required=True, about="grade"),
    Field(name="label", shape=LabelText(), about="choice_label"),
    Field(
        name="aliases",
        shape=ListOf(Text(200)),
        about="choice_aliases",
    ),
))  # fmt: skip


class Grade(OptionKind):
    """A grade of an ordered list; a bound or a range leaves several of them open."""

    __slots__ = ()

    id: ClassVar[str] = "grade"
    fields: ClassVar[tuple[Field[object], ...]] = (
        Field(
            name="grades",
            shape=GradesType(),
            about="grades",
        ),
    )
    required_key: ClassVar[str | None] = "grades"
    options_key: ClassVar[str | None] = "grades"
    rule_forms: ClassVar[tuple[RuleForm, ...]] = ("==", "in")

    def word_key(self, word: str) -> str:
        return grade_key(word)

    def means_something(self, text: str, flag: str, asked: AskedAnswer, raw: str) -> bool:
        return grade_key(raw) in _grades(asked.options).by_key

    def read(self, text: str, asked: AskedAnswer, raw: str) -> Result:
        grades = _grades(asked.options)
        whole = grades.by_key.get(grade_key(raw))
        text = _marked(raw)
        boxes = read_checkboxes(text)
        if boxes is not None:
            if not boxes.ticked:
                return no_value("template_unanswered")
            text = ",".join(boxes.ticked)
        found = grades.mentions(text)
        if found is None:
            return unreadable("unknown_option", raw[:40])
        mentioned, rest = found
        # A whole drawing of stars says out of how many; only then is it checked above.
        if whole is not None and boxes is None and set(mentioned) <= {whole}:
            return Result(items=(whole,))
        if not mentioned:
            return unreadable("unknown_option", raw[:40])
        return _chosen(grades.ids, mentioned, rest) or unreadable("not_understood", raw[:40])

    def write_items(self, reading: Reading, lang: Lang) -> str:
        """``A``, ``≥A`` or ``A–AAA``, the worse end first."""
        items = reading.items or ()
        if "lower_bound" in reading.flags:
            return f"≥{items[-1]}"
        if "upper_bound" in reading.flags:
            return f"≤{items[0]}"
        return items[0] if len(items) == 1 else f"{items[-1]}–{items[0]}"

    def cell_check(self, question: Question) -> CellCheck | None:
        return CellCheck(choices=tuple(option.label for option in question.options))

    def value_function(self, fields: Fields, scale: Scale) -> ValueFunction | None:
        points = option_points(fields, "grades")
        return OptionPoints(points) if points else None

    def rule(self, written: str, scale: Scale, fields: Fields) -> Rule:
        """``>= A`` is the set of grades from A up; what is no grade is left for the check."""
        rule = parse_rule(written, names=True, ordered=True)
        forms: Mapping[str, OptionForm] = fields.get("grades", {})
        by_key = {grade_key(word): id for id, one in forms.items() for word in (id, *one.aliases)}
        named = tuple(by_key.get(grade_key(str(word)), str(word)) for word in rule.operands)
        if rule.form not in ("<=", "<", ">=", ">"):
            return replace(rule, operands=named)
        if named[0] in forms:
            named = _on_side(tuple(forms), named[0], rule.form)
        if not named:
            raise ValueError("no grade lies beyond the last one")
        return replace(rule, form="in", operands=named)


def _on_side(grades: tuple[str, ...], grade: str, form: str) -> tuple[str, ...]:
    """The grades on one side of ``grade``; ``grades`` are best first, so better is before."""
    place = grades.index(grade)
    if form in (">=", ">"):
        return grades[: place + (form == ">=")]
    return grades[place + (form == "<") :]


def _chosen(grades: tuple[str, ...], mentioned: list[str], rest: str) -> Result | None:
    """What is bound to the grades mentioned; None where anything is not understood."""
    outside = re.sub(r"\(([^()]*)\)", lambda m: m[0] if _MARK in m[1] else " ", rest)
    # "No lower than" denies nothing; any other not does, in brackets too.
    if _NOT_NOW.search(_AT_LEAST.sub(_MARK, _AT_MOST.sub(_MARK, rest))):
        return None
    places = [grades.index(id) for id in mentioned]
    ends, flags, beside = (min(places), max(places)), frozenset[str](), outside
    if len(mentioned) == 1 and _AT_LEAST.search(outside):
        ends, flags = (0, places[0]), frozenset({"lower_bound"})
        beside = _AT_LEAST.sub(_MARK, outside)
    elif len(mentioned) == 1 and _AT_MOST.search(outside):
        ends, flags = (places[0], len(grades) - 1), frozenset({"upper_bound"})
        beside = _AT_MOST.sub(_MARK, outside)
    elif len(mentioned) == 2 and _RANGE.search(outside):  # noqa: PLR2004
        flags, beside = frozenset({"range"}), _RANGE.sub(_MARK, outside)
    elif len(set(mentioned)) > 1:
        return None
    if _FILLERS.sub("", re.sub(rf"[{_MARK}()]", "", beside)):
        return None
    return Result(items=grades[ends[0] : ends[1] + 1], flags=flags)


KIND = Grade()
