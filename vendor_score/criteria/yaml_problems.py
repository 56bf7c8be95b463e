"""What the YAML parser stumbles over, in words that say the cure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendor_score.criteria.mistakes import Mistakes, shown

if TYPE_CHECKING:
    import yaml

__all__ = ["report_problem"]

_QUOTE_STARTS = "%@`>|*&!],}"
_KNOWN = (
    ("could not find expected ':'", "yaml_no_colon"),
    ("mapping values are not allowed", "yaml_colon"),
    ("unexpected end of stream", "yaml_open_quote"),
    ("',' or", "yaml_open_bracket"),
    ("unknown escape", "yaml_escape"),
    ("entries are not allowed", "yaml_dash"),
)


def report_problem(error: yaml.YAMLError, text: str, mistakes: Mistakes) -> str | None:
    """Note a problem of the parser as one mistake with its line and, where known, its cure.

    Where the cure is to put quotes around a value, the text with these quotes is returned, so that
    reading can go on to further mistakes.
    """
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        mistakes.add("yaml_characters", _line_of_character(error, text))
        return None
    line, found = _line_at(text, mark.line)
    if "\t" in _indent(found):
        mistakes.add("yaml_tab", line)
        return None
    key = next((key for words, key in _KNOWN if words in problem), "yaml_other")
    unquoted = _unquoted(found, key)
    if unquoted is None:
        mistakes.add(key, line, found=shown(found))
        return None
    mistakes.add("yaml_quotes", line, found=shown(unquoted), hint="quotes")
    return _quoted(text, line, unquoted)


def _line_of_character(error: yaml.YAMLError, text: str) -> int | None:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


def _line_at(text: str, index: int) -> tuple[int, str]:
    """The line that the parser points at; at the end of the text, the last one with words."""
    lines = text.splitlines() or [""]
    index = min(index, len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    return index + 1, lines[index]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _unquoted(line: str, key: str) -> str | None:
    """The value on this line that YAML takes for something else, because of how it starts or
    because of a colon in it.
    """
    value = re.fullmatch(r"\s*(?:- )*(?:[^\s:'\"#{\[]+:\s+)?([^\s'\"{\[].*?)\s*(?:\s#.*)?", line)
    if value is None:
        return None
    has_colon = key == "yaml_colon" and ": " in value[1]
    return value[1] if value[1][0] in _QUOTE_STARTS or has_colon else None


def _quoted(text: str, line: int, value: str) -> str:
    lines = text.splitlines(keepends=True)
    quoted = "'" + value.replace("'", "''") + "'"
    lines[line - 1] = lines[line - 1].replace(value, quoted, 1)
    return "".join(lines)
