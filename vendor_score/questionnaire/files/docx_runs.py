"""The text of a paragraph: runs, fields, form controls, symbols, notes and tracked changes.

Elements are those of WordprocessingML (ECMA-376 part 1, 17), by local name. Fields are never
evaluated: of each its stored result counts, of the old form fields their stored state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vendor_score.questionnaire.files.docx_blocks import Change, Run
from vendor_score.questionnaire.files.docx_parts import Styles
from vendor_score.questionnaire.files.fonts import is_symbol_font, sign, sign_text
from vendor_score.questionnaire.files.xml_tree import Node

__all__ = ["CHANGES", "RunReader", "chosen", "control_text", "is_placeholder"]

CHANGES: Final[dict[str, Change]] = {
    "ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted",
}  # fmt: skip
TICKED, EMPTY = "☑", "☐"
_WITHOUT_TEXT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "rt"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FETCHING = re.compile(r"\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|IMPORT|RD)\b")
_UNSHADED = frozenset({"", "auto", "nil", "clear", "ffffff"})


@dataclass(slots=True)
class _Field:
    """A field that has begun: in its code until ``separate``, then in its result."""

    code: str = ""
    in_code: bool = True
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What runs take over from around them."""

    change: Change | None = None
    linked: bool = False


class RunReader:
    """Reads the runs of paragraphs; a field may begin in one and end in a later one.

    Parameters
    ----------
    styles
        Styles that may strike out or hide.
    footnotes
        Texts of the notes by kind and id, as ``("footnoteReference", "2")``.

    Attributes
    ----------
    notes
        Codes of what was met and not followed or not read.
    """

    def __init__(self, styles: Styles, footnotes: Mapping[tuple[str, str], str]) -> None:
        self.notes: dict[str, None] = {}
        self._styles = styles
        self._footnotes = footnotes
        self._fields: list[_Field] = []

    def paragraph(self, node: Node, change: Change | None = None) -> tuple[Run, ...]:
        """The runs of a paragraph, neighbours of one look joined."""
        runs: list[Run] = []
        for run in self._read(node, change):
            if runs and replace(runs[-1], text="") == replace(run, text="") and not run.is_note:
                runs[-1] = replace(runs[-1], text=runs[-1].text + run.text)
            else:
                runs.append(run)
        # No code of a field runs on into the next paragraph: one that seems to lost its end.
        self._fields = [field for field in self._fields if not field.in_code]
        return tuple(run for run in runs if run.text)

    def _read(self, node: Node, change: Change | None) -> Iterator[Run]:
        for child in node.children:
            tag = child.tag
            if tag == "r":
                yield from self._run(child, change)
            elif tag in CHANGES:
                if {change, CHANGES[tag]} != {"inserted", "deleted"}:  # else it is in no view
                    yield from self._read(child, CHANGES[tag])
            elif tag == "sdt":
                yield from self._control(child, change)
            elif tag == "fldSimple":
                self._note_code(child.attributes.get("instr", ""))
                yield from self._read(child, change)
            elif tag in {"oMath", "oMathPara"}:
                yield Run(text="".join(t.text for t in child.all("t")), change=change)
            elif tag == "AlternateContent":
                yield from self._read(chosen(child), change)
            elif tag not in _WITHOUT_TEXT:
                yield from self._read(child, change)

    def _control(self, node: Node, change: Change | None) -> Iterator[Run]:
        properties, content = node.child("sdtPr"), node.child("sdtContent")
        said = control_text(properties)
        if said is not None:
            yield Run(text=said, change=change)
        elif content is not None and not is_placeholder(properties, content):
            yield from self._read(content, change)

    def _run(self, node: Node, change: Change | None) -> Iterator[Run]:
        look, font = self._look(node.child("rPr"), change)
        for child in node.children:
            text = self._text(child, font)
            if text is None:
                continue
            if child.tag in {"footnoteReference", "endnoteReference"}:
                yield replace(look, text=text, is_note=True)
            elif not self._is_in_code or child.tag == "fldChar":
                deleted = child.tag == "delText" and change is None
                yield replace(look, text=text, change="deleted" if deleted else change)

    def _text(self, node: Node, font: str | None) -> str | None:
        """What an element within a run shows; None where it shows nothing."""
        tag = node.tag
        if tag in {"t", "delText"}:
            return sign_text(node.text, font)
        if tag == "fldChar":
            return self._field(node)
        if tag in {"footnoteReference", "endnoteReference"}:
            return self._footnotes.get((tag, node.attributes.get("id", "")))
        if tag == "AlternateContent":
            inner = (self._text(child, font) for child in chosen(node).children)
            return "".join(text for text in inner if text) or None
        if tag in {"instrText", "delInstrText"} and self._fields:
            self._fields[-1].code += node.text
        elif tag == "object" and next(node.all("control"), None) is not None:
            self.notes["active-control"] = None
        return _shown_sign(node)

    @property
    def _is_in_code(self) -> bool:
        return any(field.in_code or field.is_read for field in self._fields)

    def _field(self, node: Node) -> str | None:
        """Follow a field's marks; the state of a form field that begins here."""
        kind = node.attributes.get("fldCharType")
        if kind == "begin":
            form = node.child("ffData")
            said = _form_text(form) if form is not None else None
            self._fields.append(_Field(is_read=said is not None))
            return said
        if not self._fields:
            return None
        if kind == "separate":
            self._fields[-1].in_code = False
        elif kind == "end":
            self._note_code(self._fields.pop().code)
        return None

    def _note_code(self, code: str) -> None:
        if _FETCHING.match(code):
            self.notes["external-links"] = None

    def _look(self, properties: Node | None, change: Change | None) -> tuple[Run, str | None]:
        if properties is None:
            return Run(text="", change=change), None
        style = self._styles.get(properties.value("rStyle"))
        fonts = properties.child("rFonts")
        font = fonts.attributes.get("ascii") if fonts is not None else None
        if fonts is not None and not is_symbol_font(font):
            font = fonts.attributes.get("hAnsi", font)
        run = Run(
            text="",
            change=change,
            struck=_switch(properties, "strike", default=style.struck)
            or properties.is_on("dstrike"),
            hidden=_switch(properties, "vanish", default=style.hidden),
            marked=_is_marked(properties),
            bold=properties.is_on("b"),
            underlined=properties.value("u") not in {None, "none"},
        )
        return run, font or style.font


def _switch(properties: Node, tag: str, *, default: bool) -> bool:
    return properties.is_on(tag) if properties.child(tag) is not None else default


def _is_marked(properties: Node) -> bool:
    """Whether a run is gone over with a marker, or stands on a shade of its own."""
    marker = properties.value("highlight")
    if marker is not None:
        return marker not in {"none", "white"}
    shade = properties.child("shd")
    return shade is not None and shade.attributes.get("fill", "").lower() not in _UNSHADED


def _shown_sign(node: Node) -> str | None:
    """The character of an element that stands for one; the base of a word with its reading."""
    if node.tag == "ruby":
        base = node.child("rubyBase")
        return "".join(t.text for t in base.all("t")) if base is not None else None
    if node.tag != "sym":
        return _SIGNS.get(node.tag)
    try:
        return sign(node.attributes.get("font"), int(node.attributes.get("char", ""), 16))
    except ValueError:
        return None


def chosen(alternatives: Node) -> Node:
    """The first of several forms of one content, which are given so that old programs show any.

    The others repeat it: reading them too would read a text box twice.
    """
    choice = alternatives.child("Choice")
    if choice is not None and choice.children:
        return choice
    return alternatives.child("Fallback") or Node("", {})


def control_text(properties: Node | None) -> str | None:
    """☑ or ☐ for a check box ([MS-DOCX] 2.6.1.2), whatever glyph draws it; None for the others."""
    box = properties.child("checkbox") if properties is not None else None
    if box is None:
        return None
    return TICKED if box.is_on("checked") and box.value("checked") else EMPTY


def is_placeholder(properties: Node | None, content: Node) -> bool:
    """Whether a content control shows its prompt ("Click here to enter text") and no answer."""
    if properties is None:
        return False
    if properties.is_on("showingPlcHdr"):
        return True
    shown = "".join(t.text for t in content.all("t")).strip()
    items = properties.child("dropDownList") or properties.child("comboBox")
    prompts = [
        item.attributes.get("displayText", "").strip()
        for item in (items.children if items is not None else ())
        if item.tag == "listItem" and not item.attributes.get("value")
    ]
    return bool(shown) and shown in prompts


def _form_text(form: Node) -> str | None:
    """The state of an old form field: a check box, or what is chosen in a list."""
    box = form.child("checkBox")
    if box is not None:
        state = "checked" if box.child("checked") is not None else "default"
        return TICKED if box.is_on(state) else EMPTY
    choices = form.child("ddList")
    if choices is None:
        return None
    entries = [entry.attributes.get("val", "") for entry in choices.all("listEntry")]
    at = choices.value("result") or choices.value("default") or "0"
    return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""
