"""A Word document as the blocks of a contract: final and original view, changes with their authors.

The walker of questionnaires gives the text; here hidden words count (they bind, if signed), struck
words do not, and each paragraph and row gets its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vendor_score.contract.numbering import Numbering
from vendor_score.questionnaire.files.containers import Unreadable, read_tree
from vendor_score.questionnaire.files.docx_blocks import (
    SKIPPED,
    Block,
    Change,
    Paragraph,
    Run,
    Table,
    View,
    document_part,
    related_parts,
)
from vendor_score.questionnaire.files.docx_walker import CHANGES, walk_document

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Node, Package

__all__ = ["docx_view"]

Plain = dict[str, Any]
"""What goes over the pipe: plain data for JSON."""
_GONE: Final[dict[View, Change]] = {"final": "deleted", "original": "inserted"}
"""The change that takes a cell out of a view."""
_SYMBOL_UNKNOWN = "\ufffd"


def docx_view(package: Package) -> Plain:
    """Blocks, tracked changes, comments and flags of a document.

    Parameters
    ----------
    package
        Of a .docx, .docm, .dotx or .dotm file.

    Returns
    -------
    dict
        ``blocks``, ``changes``, ``comments``, ``flags`` as plain data.

    Raises
    ------
    Unreadable
        Where the text is damaged or larger than the limits.
    """
    document = walk_document(package)
    part = document_part(package)
    parts = related_parts(package, part)
    reading = _Reading(
        authors=_authors(package, part),
        comments=dict(document.comments),
        writers=_comment_writers(package, parts),
        numbering=Numbering.read(package, next(iter(parts.get("numbering", ())), None)),
    )
    reading.read(document.blocks)
    for place, blocks in (("header", document.headers), ("footer", document.footers)):
        reading.read(blocks, within=place)
    reading.add_unplaced_comments()
    flags = [*reading.flags, *document.notes]
    return {
        "blocks": reading.blocks,
        "changes": reading.changes,
        "comments": reading.open_comments,
        "flags": list(dict.fromkeys(flags)),
    }


@dataclass(slots=True)
class _Author:
    """Who made a change when, and the words of it."""

    kind: str
    text: str
    name: str
    date: str
    used: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far."""

    authors: Sequence[_Author]
    comments: dict[str, str]
    writers: dict[str, str]
    numbering: Numbering
    blocks: list[Plain] = field(default_factory=list)
    changes: list[Plain] = field(default_factory=list)
    open_comments: list[Plain] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    _count: int = 0
    _tables: int = 0
    _placed: set[str] = field(default_factory=set)
    _open: str = ""

    def read(self, blocks: Iterable[Block], within: str = "") -> None:
        """Take blocks in order; ``within`` names what they stand in, where that is not the body."""
        for block in blocks:
            if isinstance(block, Table):
                self._tables += 1
                self._table(block, f"{within or 'table'} {self._tables}")
                continue
            self._count += 1
            place = f"{within} ¶{self._count}" if within else f"¶{self._count}"
            self._paragraph(block, place)
            if block.boxes:
                self.flags["text-box"] = None
                self.read(block.boxes, within="text box")

    def _paragraph(self, block: Paragraph, place: str) -> None:
        self._note(block, place)
        number = self.numbering.next(block.list_level) if block.list_level else ""
        if block.list_level:
            self.flags["numbered"] = None
        final, original = (number + _text(block, view) for view in ("final", "original"))
        final, self._open = self._open + final, ""
        if block.goes_on:  # the end of the paragraph was deleted: the next one continues it
            final, self._open = "", final
        if final.strip() or original.strip():
            self.blocks.append(
                {"text": final, "original": original, "place": place, "level": block.level}
            )

    def _table(self, table: Table, place: str) -> None:
        for number, row in enumerate(table.rows, start=1):
            at = f"{place}, row {number}"
            views: dict[View, list[str]] = {"final": [], "original": []}
            for cell in row.cells:
                if cell.merged:
                    continue
                for paragraph in _paragraphs(cell.blocks):
                    self._note(paragraph, at)
                for view, gone in _GONE.items():
                    if gone not in (cell.change, row.change):
                        views[view].append(_blocks_text(cell.blocks, view))
            final, original = (
                " | ".join(text for text in texts if text.strip()) for texts in views.values()
            )
            for change in (row.change, *(cell.change for cell in row.cells)):
                if change:
                    self.flags[change] = None
            if final or original:
                self.blocks.append(
                    {"text": final, "original": original, "place": at, "level": None}
                )

    def _note(self, block: Paragraph, place: str) -> None:
        """Flags, changes and comments of a paragraph."""
        for run in block.runs:
            for flag, is_there in (
                (run.change, run.change is not None),
                ("struck", run.struck and run.change != "deleted"),
                ("hidden", run.hidden),
                ("note", run.is_note),
                ("unknown-symbol", _SYMBOL_UNKNOWN in run.text),
            ):
                if flag and is_there:
                    self.flags[flag] = None
        self.changes += [self._change(pair, place) for pair in _pairs(block.runs)]
        for id in block.comments:
            self._comment(id, place)

    def _comment(self, id: str, place: str) -> None:
        if id in self.comments and id not in self._placed:
            self._placed.add(id)
            self.open_comments.append(
                {"text": self.comments[id], "author": self.writers.get(id, ""), "place": place}
            )

    def add_unplaced_comments(self) -> None:
        """Comments that no paragraph refers to."""
        for id in self.comments:
            self._comment(id, "")

    def _change(self, pair: tuple[str, str], place: str) -> Plain:
        removed, added = pair
        author = self._author("inserted", added) if added else self._author("deleted", removed)
        if added and removed:
            self._author("deleted", removed)
        return {
            "removed": removed,
            "added": added,
            "author": author.name if author else "",
            "date": author.date if author else "",
            "place": place,
        }

    def _author(self, kind: str, words: str) -> _Author | None:
        for author in self.authors:
            fits = bool(author.text) and (author.text in words or words in author.text)
            if author.kind == kind and not author.used and fits:
                author.used = True
                return author
        return next((author for author in self.authors if author.kind == kind), None)


def _text(block: Paragraph, view: View) -> str:
    gone = "deleted" if view == "final" else "inserted"
    return "".join(
        f"（{run.text.strip()}）" if run.is_note else run.text
        for run in block.runs
        if run.change != gone and not run.struck
    )


def _blocks_text(blocks: Iterable[Block], view: View) -> str:
    """The text of a cell in one line; rows of a table within it one after the other."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [_text(block, view), _blocks_text(block.boxes, view)]
            continue
        lines += [
            _blocks_text(cell.blocks, view)
            for row in block.rows
            for cell in row.cells
            if not cell.merged
        ]
    return re.sub(r"\s+", " ", " ".join(line for line in lines if line.strip())).strip()


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from _paragraphs(block.boxes)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


def _pairs(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Removed and added words that stand side by side, as one change."""
    removed = added = ""
    for run in (*runs, Run(text="")):
        if run.change is None:
            if (removed or added).strip():
                yield removed, added
            removed = added = ""
        elif run.change == "deleted":
            if removed and added:
                yield removed, added
                removed = added = ""
            removed += run.text
        else:
            added += run.text


def _authors(package: Package, part: str) -> list[_Author]:
    """Every tracked change of the text with its author, in order."""
    return [
        _Author(
            kind=CHANGES[node.tag],
            text=_words(node),
            name=node.attributes.get("author", ""),
            date=node.attributes.get("date", ""),
        )
        for node in _nodes(read_tree(package, part, SKIPPED))
        if node.tag in CHANGES
    ]


def _nodes(root: Node) -> Iterator[Node]:
    for child in root.children:
        yield child
        yield from _nodes(child)


def _words(node: Node) -> str:
    return "".join(child.text for child in _nodes(node) if child.tag in {"t", "delText"})


def _comment_writers(package: Package, parts: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in parts.get("comments", ()):
        try:
            root = read_tree(package, name, SKIPPED)
        except Unreadable:  # the text stands in another part
            continue
        for node in root.children:
            if node.tag == "comment":
                found[node.attributes.get("id", "")] = node.attributes.get("author", "")
    return found
