"""The help of a command, from the wordings: usage, what it does, arguments, options, commands."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from vendor_score.cli.language import lang_of
from vendor_score.present.terminal import screen as terminal
from vendor_score.present.terminal.screen import indented, pad, width
from vendor_score.wording import Lang, has, text

__all__ = ["help_page", "refusal", "usage_line"]

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


# A wrong command line, said in one line of the person's language.


def refusal(error: click.UsageError, lang: Lang) -> str:
    """What was wrong and where the help is."""
    command = error.ctx.command_path if error.ctx else "vendor-score"
    return text("options.refused.see", lang, what=_what(error, lang), command=command)


def _what(error: click.UsageError, lang: Lang) -> str:
    match error:
        case click.NoSuchOption():
            return _no_such_option(error, lang)
        case click.MissingParameter():
            return text("options.refused.missing", lang, name=_name(error.param, error.ctx))
        case click.BadOptionUsage():
            key = "unwanted_value" if _is_flag(error) else "wanted_value"
            return text(f"options.refused.{key}", lang, name=error.option_name)
        case click.BadParameter():
            name = _name(error.param, error.ctx)
            return text("options.refused.bad", lang, name=name, what=error.message)
        case _:
            return error.format_message()


def _no_such_option(error: click.NoSuchOption, lang: Lang) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    known = [name for param in params for name in param.opts if name.startswith("--")]
    if near := get_close_matches(error.option_name, known, n=1):
        return text("options.refused.option_near", lang, found=error.option_name, near=near[0])
    return text("options.refused.option", lang, found=error.option_name)


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Whether the option takes no value: then it was given one, else it was given none."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if param is None:
        return "?"
    if isinstance(param, click.Argument):
        return param.make_metavar(ctx) if ctx else param.human_readable_name
    return max(param.opts, key=len)
