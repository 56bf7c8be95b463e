"""The parts of a Word document beside its text: styles, notes, comments, and what is not read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.xlsx_parts import read_relations
from vendor_score.questionnaire.files.xml_tree import Node, read_tree

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package
from vendor_score.wording import lexicon

__all__ = ["SKIPPED", "Style", "Styles", "document_part", "related_parts", "unread_parts"]

SKIPPED = frozenset({
    "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange",
    "tblGridChange", "numberingChange", "tblPrExChange", "sectPr", "tblBorders", "tcBorders",
    "pBdr", "tblCellMar", "tcMar", "tblLook", "tabs", "spacing", "ind", "lang", "proofErr",
    "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "placeholder", "tcW", "tblW",
})  # fmt: skip
"""Elements without text or meaning here; the older look in ``rPrChange`` would be mistaken for
the present one."""

_HEADING = lexicon.regex(r"{document.heading}\s*(\d)")
_MAX_BASES = 12
_LINKED_KINDS = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument", "image"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """A style of paragraphs or runs: its name, the heading it makes, and the look it gives."""

    name: str = ""
    level: int | None = None
    struck: bool = False
    hidden: bool = False
    font: str | None = None
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def get(self, id: str | None) -> Style:
        """The style, with a heading's level from the style that it is based on."""
        style = self.by_id.get(id or "", Style())
        at, steps = style, 0
        while at.level is None and at.based_on and steps < _MAX_BASES:
            at, steps = self.by_id.get(at.based_on, Style()), steps + 1
        if at.level is None or at is style:
            return style
        return Style(
            name=style.name, level=at.level, struck=style.struck, hidden=style.hidden,
            font=style.font, based_on=style.based_on,
        )  # fmt: skip

    @classmethod
    def read(cls, package: Package, part: str | None) -> Styles:
        """The styles of a part; none where there is no such part or it is damaged."""
        if part is None or part not in package:
            return cls()
        try:
            root = read_tree(package, part, SKIPPED)
        except Unreadable:  # the text can be read without its looks
            return cls()
        found = {
            node.attributes.get("styleId", ""): _style(node)
            for node in root.children
            if node.tag == "style"
        }
        return cls(found)


def _style(node: Node) -> Style:
    look = node.child("rPr") or Node("rPr", {})
    fonts = look.child("rFonts")
    name = (node.value("name") or "").lower()
    return Style(
        name=name,
        level=_level(name, node.child("pPr")),
        struck=look.is_on("strike") or look.is_on("dstrike"),
        hidden=look.is_on("vanish"),
        font=fonts.attributes.get("ascii") if fonts is not None else None,
        based_on=node.value("basedOn"),
    )


def _level(name: str, properties: Node | None) -> int | None:
    if (found := _HEADING.match(name)) is not None:
        return int(found[1])
    if name == "title":
        return 1
    outline = properties.value("outlineLvl") if properties is not None else None
    return int(outline) + 1 if outline and outline in "012345678" else None


def document_part(package: Package) -> str:
    """The name of the part that holds the text. Raises Unreadable where there is none."""
    for kind, target in read_relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise Unreadable("file-damaged")


def related_parts(package: Package, part: str) -> dict[str, list[str]]:
    """The parts that a part refers to and that are there, by kind: ``header``, ``styles`` ..."""
    found: dict[str, list[str]] = {}
    for kind, target in read_relations(package, part).values():
        if target in package:
            found.setdefault(kind, []).append(target)
    return found


def unread_parts(package: Package) -> Iterator[str]:
    """Codes of what lies in the package and is not looked into, or lies outside and is not fetched.

    Links that a reader may click are no part of the text and are not counted.
    """
    for name in package.names:
        base = posixpath.basename(name)
        if base == "vbaproject.bin":
            yield "macros"
        elif "/embeddings/" in name:
            yield "embedded-file"
        elif name.endswith(".rels") and _links_out(package, name):
            yield "external-links"


def _links_out(package: Package, part: str) -> bool:
    """Whether a part's relations name content that would have to be fetched."""
    outside: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            outside.append(attributes.get("Type", "").rpartition("/")[2])

    package.parse(part, StartElementHandler=start)
    return not _LINKED_KINDS.isdisjoint(outside)
