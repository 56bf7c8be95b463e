"""What every command is made of: worded help and refusals, and the language of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import click

from vendor_score.errors import UsageError
from vendor_score.present.terminal import screen as terminal
from vendor_score.present.terminal.screen import indented, pad, width
from vendor_score.wording import Lang, has, languages, system_lang, text

__all__ = [
    "Choice",
    "Command",
    "WordedCommand",
    "command",
    "help_page",
    "lang_of",
    "lang_option",
    "refusal",
    "usage_line",
    "wanted_lang",
]


class WordedCommand(click.Command):
    """Helps and refuses by wordings (``options.<command>...``), not by click's own texts."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        del ctx
        return click.Option(
            ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
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
        from vendor_score.present.terminal.screen import emit

        emit(help_page(ctx))
        ctx.exit()


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a function the command ``name``.

    Parameters
    ----------
    name : str
        As it is typed.

    Returns
    -------
    callable
    """
    return click.command(name, cls=Command)


# The option ``--lang``, which every start of the program needs, so that it loads nothing else.


class Choice(click.Choice[str]):
    """One of a few words, refused in the person's language."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        lang = lang_of(ctx) if ctx else system_lang()
        return text("options.refused.choice", lang, found=value, known=", ".join(self.choices))


lang_option = click.option(
    "--lang",
    metavar="|".join(languages()),
    type=Choice(languages()),
    expose_value=False,
    is_eager=True,
)


def lang_of(ctx: click.Context) -> Lang:
    """The language of this run.

    Parameters
    ----------
    ctx : click.Context
        Of the command at hand.

    Returns
    -------
    str
    """
    return cast("Lang", ctx.find_root().obj or system_lang())


def wanted_lang(args: list[str]) -> Lang:
    """The language asked for anywhere among ``args``, so that help and refusals speak it too.

    The last ``--lang`` counts, as for any option; without one, the system's language.

    Parameters
    ----------
    args : list of str
        As typed.

    Returns
    -------
    str
    """
    wanted: Lang = system_lang()
    options = args[: args.index("--")] if "--" in args else args
    for number, word in enumerate(options):
        value = word.removeprefix("--lang=")
        if word == "--lang" and number + 1 < len(options):
            value = options[number + 1]
        if word.startswith("--lang") and value in languages():
            wanted = value
    return wanted


# The help of a command, from the wordings: usage, what it does, arguments, options, commands.

_NARROWEST = 50
_TERM_COLUMNS = 28  # longer terms stand on a line of their own


def help_page(ctx: click.Context) -> str:
    """Everything about a command, in the language of this run.

    Parameters
    ----------
    ctx : click.Context
        Of the command at hand.

    Returns
    -------
    str
    """
    lang, columns = lang_of(ctx), terminal.columns(_NARROWEST)
    blocks = [[usage_line(ctx)], _about(ctx, lang, columns)]
    if arguments := [p for p in ctx.command.params if isinstance(p, click.Argument)]:
        rows = [(p.make_metavar(ctx), _about_param(p, ctx, lang)) for p in arguments]
        blocks.append([text("options.heading.arguments", lang), *_rows(rows, columns)])
    options = [p for p in ctx.command.get_params(ctx) if isinstance(p, click.Option)]
    rows = [(_term(p, ctx), _about_param(p, ctx, lang)) for p in options]
    blocks.append([text("options.heading.options", lang), *_rows(rows, columns)])
    if isinstance(ctx.command, click.Group):
        blocks.append([text("options.heading.commands", lang), *_stages(ctx, lang, columns)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _stages(ctx: click.Context, lang: Lang, columns: int) -> list[str]:
    """The commands in the order of the work, under the names of its stages."""
    staged: dict[str, tuple[str, ...]] = getattr(ctx.command, "stages", dict)()
    listed = {name for names in staged.values() for name in names}
    known = cast("click.Group", ctx.command).list_commands(ctx)
    rows: list[tuple[str, str] | str] = []
    for stage, names in staged.items():
        rows.append(text(f"options.stage.{stage}", lang))
        for name in names:
            own = f"options.{name}.{stage}"
            rows.append((name, text(own if has(own) else f"options.{name}.short", lang)))
    rows += [(name, text(f"options.{name}.short", lang)) for name in known if name not in listed]
    longest = max(width(row[0]) for row in rows if not isinstance(row, str))
    lines: list[str] = []
    for row in rows:
        if isinstance(row, str):
            lines.append(f"  {row}")
        else:
            lines += indented(row[1], columns, first=f"    {pad(row[0], longest)}  ")
    return lines


def usage_line(ctx: click.Context) -> str:
    """``Usage: vendor-score rank [OPTIONS] SOURCE...``.

    Parameters
    ----------
    ctx : click.Context
        Of the command at hand.

    Returns
    -------
    str
    """
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
    """What was wrong and where the help is.

    Parameters
    ----------
    error : click.UsageError
        What click found wrong.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """
    command = error.ctx.command_path if error.ctx else "vendor-score"
    return text("options.refused.see", lang, what=_what(error, lang), command=command)


def _what(error: click.UsageError, lang: Lang) -> str:
    match error:
        case click.NoSuchOption():
            return _no_such_option(error, lang)
        case click.MissingParameter() if error.param is not None and error.param.name == "sources":
            named = text("options.refused.missing", lang, name=_name(error.param, error.ctx))
            return text("options.refused.no_case", lang, missing=named)
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
    from difflib import get_close_matches  # for a refusal alone

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
