"""The group ``vendor-score``: its commands are modules of this folder, loaded when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, cast

import click

from vendor_score.cli.command import WordedCommand
from vendor_score.cli.language import wanted_lang
from vendor_score.errors import UsageError

__all__ = ["COMMANDS", "Root"]

COMMANDS: Final = ("init", "template", "check", "rank", "sensitivity", "compare", "methods")
"""In the order of the work; each is the attribute ``command`` of a module of this folder."""


class Root(WordedCommand, click.Group):
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
