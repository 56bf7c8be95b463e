"""What every command is made of: helped and refused in the words of the catalogues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from vendor_score.errors import UsageError
from vendor_score.wording import system_lang, text

__all__ = ["Command", "WordedCommand", "command"]


class WordedCommand(click.Command):
    """Helps and refuses by wordings (``options.<command>...``), not by click's own texts."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        del ctx
        return click.Option(
            ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from vendor_score.cli.help_text import help_page

        formatter.write(help_page(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser does not know whose option it refuses
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return text(f"options.{self.name}.short", system_lang())


class Command(WordedCommand):
    """A command that is called with its options and returns its exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # refused here, in the person's language
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            found, path = " ".join(ctx.args), ctx.command_path
            raise UsageError("options.refused.extra", found=found, command=path)
        return ctx.args


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from vendor_score.cli.help_text import help_page
        from vendor_score.present.terminal.screen import emit

        emit(help_page(ctx))
        ctx.exit()


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function the command ``name``."""
    return click.command(name, cls=Command)
