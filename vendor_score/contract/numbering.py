"""Automatic numbers of paragraphs, which stand nowhere in the text of a Word document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.containers import Unreadable, read_tree
from vendor_score.wording import lexicon

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Node, Package

__all__ = ["Numbering", "chinese_numeral"]

_BASE = 10
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "taiwaneseCountingThousand",
})  # fmt: skip
_LEVEL = re.compile(r"%([1-9])")
_UNKNOWN = "#"


def chinese_numeral(number: int) -> str:
    """1 to 99 as Chinese counts paragraphs.

    Parameters
    ----------
    number : int
        Others are given in digits.

    Returns
    -------
    str

    Examples
    --------
    >>> [ord(c) for c in chinese_numeral(21)]
    [20108, 21313, 19968]
    """
    digits = lexicon.words("draft.counting_digits")
    tens, ones = divmod(number, _BASE)
    if not 0 < number < _BASE**2:
        return str(number)
    head = "" if tens == 0 else digits[-1] if tens == 1 else digits[tens - 1] + digits[-1]
    return head + (digits[ones - 1] if ones else "")


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    words: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted.

    Attributes
    ----------
    levels
        By list id and level.
    same
        The list that a list id stands for: several ids may count on in one.
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package, part: str | None) -> Numbering:
        """The lists of a part; none where there is no such part or it is damaged.

        Parameters
        ----------
        package
            The document.
        part : str or None

        Returns
        -------
        Numbering
        """
        found = cls()
        if part is None or part not in package:
            return found
        try:
            root = read_tree(package, part)
        except Unreadable:  # the text can be read without its numbers
            return found
        for node in root.children:
            if node.tag == "num":
                found.same[node.attributes.get("numId", "")] = node.value("abstractNumId") or ""
            elif node.tag == "abstractNum":
                found._add(node)
        return found

    def _add(self, node: Node) -> None:
        list_id = node.attributes.get("abstractNumId", "")
        for level in node.children:
            at = level.attributes.get("ilvl", "")
            if level.tag == "lvl" and at.isdecimal():
                start = level.value("start") or "1"
                self.levels[list_id, int(at)] = _Level(
                    style=level.value("numFmt") or "decimal",
                    words=level.value("lvlText") or "",
                    start=int(start) if start.isdecimal() else 1,
                )

    def next(self, place: tuple[str, int]) -> str:
        """The number of the next paragraph of a list, with a blank after it; ``#`` if unknown.

        Parameters
        ----------
        place : (str, int)
            List id and level in it.

        Returns
        -------
        str
        """
        id, at = place
        list_id = self.same.get(id, id)
        level = self.levels.get((list_id, at))
        if level is None:
            return f"{_UNKNOWN} "
        self._counts[list_id, at] = self._counts.get((list_id, at), level.start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == list_id and key[1] > at]:
            del self._counts[deeper]
        if level.style in {"bullet", "none"}:
            return ""
        shown = _LEVEL.sub(lambda found: self._shown(list_id, int(found[1]) - 1), level.words)
        return f"{shown} " if shown else ""

    def _shown(self, list_id: str, at: int) -> str:
        level = self.levels.get((list_id, at))
        if level is None:
            return _UNKNOWN
        count = self._counts.get((list_id, at), level.start)
        if level.style in _CHINESE:
            return chinese_numeral(count)
        letters = {"upperLetter": 65, "lowerLetter": 97}
        if level.style in letters:
            return chr(letters[level.style] + (count - 1) % 26)
        return str(count) if level.style.startswith("decimal") else _UNKNOWN
