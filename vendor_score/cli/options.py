"""Options and arguments that several commands share, declared once.

What each means is a wording: ``options.<command>.<name>`` where a command says it its own way, else
``options.<name>``.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from vendor_score.cli.language import Choice, lang_of, lang_option
from vendor_score.wording import system_lang, text

__all__ = [
    "Choice",
    "Names",
    "Share",
    "Whole",
    "criteria_option",
    "json_option",
    "lang_option",
    "quiet_option",
    "samples_option",
    "seed_option",
    "sources_argument",
    "weight_option",
]


class Whole(click.ParamType[int]):
    """A whole number from ``least`` to ``most``."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            limits = {"least": f"{self.least:,}", "most": f"{self.most:,}"}
            _refuse(param, ctx, "options.refused.whole", found=value, **limits)
        return number


class Names(click.ParamType[tuple[str, ...]]):
    """A list with commas between, each word one of ``known``."""

    name = "list"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = value.lower().replace("，", ",").split(",")
        names = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
        strange = next((name for name in names if name not in self.known), None)
        if strange is not None or not names:
            known = ", ".join(self.known)
            _refuse(param, ctx, "options.refused.choice", found=strange or value, known=known)
        return names


class Share(click.ParamType[tuple[str, float]]):
    """``ID=SHARE``: a share of the whole, from 0 to 1 or in percent, typed in whatever width."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        id, _, entered = (part.strip() for part in value.replace("＝", "=").partition("="))
        entered = unicodedata.normalize("NFKC", entered)
        digits = entered.removesuffix("%")
        try:
            share = float(digits) / (1 if digits == entered else 100)
        except ValueError:
            share = -1.0
        if not id or not 0 <= share <= 1:
            _refuse(param, ctx, "options.refused.share", found=value)
        return id, share


def _refuse(
    param: click.Parameter | None, ctx: click.Context | None, key: str, **values: object
) -> NoReturn:
    raise click.BadParameter(_said(ctx, key, **values), ctx, param)


def _said(ctx: click.Context | None, key: str, **values: object) -> str:
    return text(key, lang_of(ctx) if ctx else system_lang(), **values)


_PATH: Final = click.Path(path_type=Path)

sources_argument = click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=_PATH
)
criteria_option = click.option("-c", "--criteria", metavar="FILE", type=_PATH)
json_option = click.option("--json", "as_json", is_flag=True)
quiet_option = click.option("--quiet", is_flag=True)
weight_option = click.option("--weight", "weights", metavar="ID=SHARE", multiple=True, type=Share())
samples_option = click.option("--samples", metavar="N", type=Whole(1, 100_000_000), default=100_000)
seed_option = click.option("--seed", metavar="N", type=Whole(0, 2**63 - 1), default=0)
