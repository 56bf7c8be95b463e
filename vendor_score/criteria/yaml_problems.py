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


def report_problem(error: yaml.YAMLError, text: str, mistakes: Mistakes) -> None:
    """Note a problem of the parser as one mistake with its line and, where known, its cure."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        mistakes.add("yaml_characters", _line_of_character(error, text))
        return
    line, found = _line_at(text, mark.line)
    if "\t" in _indent(found):
        mistakes.add("yaml_tab", line)
    elif quoted := _needs_quotes(found):
        mistakes.add("yaml_quotes", line, found=shown(quoted), hint="quotes")
    else:
        key = next((key for words, key in _KNOWN if words in problem), "yaml_other")
        mistakes.add(key, line, found=shown(found))


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


def _needs_quotes(line: str) -> str | None:
    """The text on this line that YAML takes for something else because of how it starts."""
    value = re.fullmatch(r"\s*(?:- )*(?:[^\s:'\"#]+:\s+)?(\S.*?)\s*", line)
    if value and value[1][0] in _QUOTE_STARTS:
        return value[1]
    return None
