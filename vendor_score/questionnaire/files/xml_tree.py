"""A part of a package as a small tree of elements, read within bounds of depth and number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from vendor_score.questionnaire.files.limits import MAX_ELEMENTS, MAX_XML_DEPTH, Unreadable

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package

__all__ = ["Node", "read_tree"]

_NO_ATTRIBUTES: Final[dict[str, str]] = {}
_NO_CHILDREN: Final[list[Node]] = []


class Node:
    """An element by its local name, so that the strict and the transitional namespace are one.

    Attributes
    ----------
    tag
        Name without namespace: ``p``, ``tbl``, ``checkbox``.
    attributes
        Values by local name; the marks of editing sessions (``rsid``) are left out.
    children
        Elements within, in order.
    text
        The characters directly within.
    """

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children = _NO_CHILDREN
        self.text = ""

    def child(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def value(self, tag: str) -> str | None:
        """The ``val`` of the first child of that name; empty where it has none, None without it."""
        child = self.child(tag)
        return child.attributes.get("val", "") if child is not None else None

    def is_on(self, tag: str) -> bool:
        """Whether a switch (``<w:strike/>``) stands there and is not said to be off."""
        value = self.value(tag)
        return value is not None and value.lower() not in {"0", "false", "off"}

    def all(self, tag: str) -> Iterator[Node]:
        """Every element of that name below this one, in order."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)


def read_tree(package: Package, part: str, without: Collection[str] = ()) -> Node:
    """The root element of a part.

    Parameters
    ----------
    package
        The package that holds the part.
    part
        Name of the part, such as ``word/document.xml``.
    without
        Names of elements that are passed over with all within.

    Returns
    -------
    Node
        The root.

    Raises
    ------
    Unreadable
        Where the part is damaged, declares a document type, is nested more than
        ``MAX_XML_DEPTH`` deep or has more than ``MAX_ELEMENTS`` elements.
    """
    building = _Building(frozenset(without))
    package.parse(
        part,
        StartElementHandler=building.start,
        EndElementHandler=building.end,
        CharacterDataHandler=building.characters,
    )
    return building.root.children[0]


class _Building:
    """Handlers that make the tree; elements passed over are counted, too, since they cost time."""

    def __init__(self, without: frozenset[str]) -> None:
        self.root = Node("", _NO_ATTRIBUTES)
        self._open = [self.root]
        self._without = without
        self._skipped = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) + self._skipped > MAX_XML_DEPTH:
            raise Unreadable("file-too-large")
        tag = name.rpartition("}")[2]
        if self._skipped or tag in self._without:
            self._skipped += 1
            return
        node = Node(tag, _plain(attributes))
        parent = self._open[-1]
        if parent.children is _NO_CHILDREN:
            parent.children = []
        parent.children.append(node)
        self._open.append(node)

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def characters(self, data: str) -> None:
        if not self._skipped:
            self._open[-1].text += data


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    if not attributes:
        return _NO_ATTRIBUTES
    plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
    return {name: value for name, value in plain.items() if name[:4] != "rsid"} or _NO_ATTRIBUTES
