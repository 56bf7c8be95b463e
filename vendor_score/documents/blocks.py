"""What a document is made of, in order; every writer draws the same blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vendor_score.wording import Lang

__all__ = ["Block", "Document", "Grid", "Heading", "Items", "RankingChart", "Series", "Text"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading; level 1 is that of the document."""

    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A paragraph: plain, the sentence that matters most, or small print."""

    text: str
    style: Literal["plain", "lead", "small"] = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A list of sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    heads : tuple of str
        Empty for a table without a row of heads.
    rows : tuple of tuple of str
    widths : tuple of float
        Shares of the width of the page, sum 1.
    figures : frozenset of int
        Columns, from 0, that are set to the right.
    is_small : bool
        Set in small print.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    figures: frozenset[int] = frozenset()
    is_small: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """One colour of the chart: a group's points for every vendor."""

    label: str
    colour: str
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingChart:
    """Stacked bars, a vendor each, best on top; drawn by the program that opens the file."""

    title: str
    vendors: tuple[str, ...]
    series: tuple[Series, ...]


Block: TypeAlias = "Heading | Text | Items | Grid | RankingChart"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document in one language.

    Attributes
    ----------
    title : str
    lang : str
    blocks : tuple of Block
    """

    title: str
    lang: Lang
    blocks: Sequence[Block]
