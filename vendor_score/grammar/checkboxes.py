"""Tick boxes in an answer: ☑是 □否, [x] yes [ ] no, 是√ 否□."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Boxes", "read_checkboxes"]

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
    if len(marks) < 2 or not any(_is_empty(m) for m in marks):  # noqa: PLR2004
        return None
    before = bool(text[: marks[0].start()].strip())
    ticked: list[str] = []
    empty: list[str] = []
    for i, mark in enumerate(marks):
        if before:
            begin = marks[i - 1].end() if i else 0
            label = text[begin : mark.start()]
        else:
            end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
            label = text[mark.end() : end]
        (empty if _is_empty(mark) else ticked).append(label.strip(" ,;/\n、:"))
    return Boxes(tuple(ticked), tuple(empty))


def _is_empty(mark: re.Match[str]) -> bool:
    return mark["box"] == "□" or (mark["box"].startswith("(") and not mark["typed"])
