"""The help of a command, from the wordings: usage, what it does, arguments, options, commands."""

from __future__ import annotations

from collections.abc import Iterable

import click

from vendor_score.cli.language import lang_of
from vendor_score.present.terminal import screen as terminal
from vendor_score.present.terminal.screen import indented, pad, width
from vendor_score.wording import Lang, has, text

__all__ = ["help_page", "usage_line"]

_NARROWEST = 50
_TERM_COLUMNS = 28  # longer terms stand on a line of their own


def help_page(ctx: click.Context) -> str:
    """Everything about a command, in the language of this run."""
    lang, columns = lang_of(ctx), terminal.columns(_NARROWEST)
    blocks = [[usage_line(ctx)], _about(ctx, lang, columns)]
    if arguments := [p for p in ctx.command.params if isinstance(p, click.Argument)]:
        rows = [(p.make_metavar(ctx), _about_param(p, ctx, lang)) for p in arguments]
        blocks.append([text("options.heading.arguments", lang), *_rows(rows, columns)])
    options = [p for p in ctx.command.get_params(ctx) if isinstance(p, click.Option)]
    rows = [(_term(p, ctx), _about_param(p, ctx, lang)) for p in options]
    blocks.append([text("options.heading.options", lang), *_rows(rows, columns)])
    if isinstance(ctx.command, click.Group):
        rows = [
            (name, text(f"options.{name}.short", lang)) for name in ctx.command.list_commands(ctx)
        ]
        blocks.append([text("options.heading.commands", lang), *_rows(rows, columns)])
    return "\n\n".join("\n".join(block) for block in blocks)


def usage_line(ctx: click.Context) -> str:
    """``Usage: vendor-score rank [OPTIONS] SOURCE...``."""
    lang = lang_of(ctx)
    pieces = [text("options.heading.any_options", lang)]
    pieces += [p.make_metavar(ctx) for p in ctx.command.params if isinstance(p, click.Argument)]
    if isinstance(ctx.command, click.Group):
        pieces.append(text("options.heading.any_command", lang))
    said = {"command": ctx.command_path, "pieces": " ".join(pieces)}
    return text("options.heading.usage", lang, **said)


def _about(ctx: click.Context, lang: Lang, columns: int) -> list[str]:
    name = "root" if ctx.parent is None else ctx.command.name
    paragraphs = text(f"options.{name}.about", lang).split("\n")
    return [line for part in paragraphs for line in indented(part, columns, first="  ")]


def _about_param(param: click.Parameter, ctx: click.Context, lang: Lang) -> str:
    name = max(param.opts, key=len).lstrip("-")
    own = f"options.{ctx.command.name}.{name}"
    return text(own if has(own) else f"options.{name}", lang)


def _term(option: click.Option, ctx: click.Context) -> str:
    """``-c, --criteria FILE``."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"


def _rows(rows: Iterable[tuple[str, str]], columns: int) -> list[str]:
    """Terms in one column, what they mean in the next, wrapped."""
    rows = list(rows)
    longest = min(_TERM_COLUMNS, max(width(term) for term, _ in rows))
    lines: list[str] = []
    for term, meaning in rows:
        first = f"  {pad(term, longest)}  "
        if width(term) > longest:
            lines.append(f"  {term}")
            first = " " * (longest + 4)
        lines += indented(meaning, columns, first=first)
    return lines
