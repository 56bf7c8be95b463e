"""The command group and its commands: loaded when used, helped and refused in either language."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, cast

import click

from vendor_score.cli.language import wanted_lang
from vendor_score.errors import UsageError
from vendor_score.wording import system_lang, text

__all__ = ["COMMANDS", "Command", "Root", "command"]

COMMANDS: Final = ("init", "template", "check", "rank", "sensitivity", "compare", "methods")
"""In the order of the work; each is the attribute ``command`` of a module of this folder."""


class _Worded(click.Command):
    """Helps and refuses by wordings (``options.<command>...``), not by click's own texts."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        del ctx
        return click.Option(
            ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from vendor_score.cli.help import help_page

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


class Command(_Worded):
    """A command that is called with its options and returns its exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # refused here, in the person's language
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            found, path = " ".join(ctx.args), ctx.command_path
            raise UsageError("options.refused.extra", found=found, command=path)
        return ctx.args


class Root(_Worded, click.Group):
    """``vendor-score``: knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(f"vendor_score.cli.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing and not args[0].startswith("-"):
            known = ", ".join(COMMANDS)
            raise UsageError("options.refused.command", found=args[0], known=known)
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        extra.setdefault("obj", wanted_lang(args))
        return super().make_context(info_name, args, parent, **extra)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from vendor_score.cli.help import help_page
        from vendor_score.present.terminal.screen import emit

        emit(help_page(ctx))
        ctx.exit()


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function the command ``name``."""
    return click.command(name, cls=Command)
