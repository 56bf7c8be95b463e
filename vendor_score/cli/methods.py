"""``vendor-score methods``: the ranking methods, with what each assumes."""

from __future__ import annotations

import click

from vendor_score.cli.command import command as named
from vendor_score.cli.options import json_option, lang_option
from vendor_score.wording import Lang

__all__ = ["command"]


@named("methods")
@lang_option
@json_option
@click.pass_obj
def command(lang: Lang, *, as_json: bool) -> int:
    """List the methods."""
    return 0
