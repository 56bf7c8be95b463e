"""``vendor-score methods``: the ranking methods, with what each assumes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.language import lang_option
from vendor_score.cli.options import json_option
from vendor_score.present.terminal.screen import Screen, emit, indented, pad, screen, width
from vendor_score.wording import Lang

if TYPE_CHECKING:
    from vendor_score.ranking.methods import Method

__all__ = ["command"]


@named("methods")
@lang_option
@json_option
@click.pass_obj
def command(lang: Lang, *, as_json: bool) -> int:
    """List the methods."""
    from vendor_score.ranking.methods import METHODS

    if as_json:
        told = [_as_dict(method) for method in METHODS]
        emit(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        emit("\n".join(_lines(METHODS, lang, screen(sys.stdout))))
    return 0


def _lines(methods: tuple[Method, ...], lang: Lang, view: Screen) -> Iterator[str]:
    """The name that ``--method`` takes, the method's own name, and under it what it assumes."""
    longest = max(width(method.name) for method in methods)
    for method in methods:
        yield f"{view.paint(pad(method.name, longest), 'bold')}  {method.label.text(lang)}"
        yield from indented(method.assumes.text(lang), view.columns, first="    ")


def _as_dict(method: Method) -> dict[str, Any]:
    return {
        "name": method.name,
        "aliases": list(method.aliases),
        "label": method.label.as_dict(),
        "assumes": method.assumes.as_dict(),
        "category": method.category,
        "higher_is_better": method.higher_is_better,
    }
