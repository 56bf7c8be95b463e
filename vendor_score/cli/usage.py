"""A wrong command line, said in one line of the person's language."""

from __future__ import annotations

from difflib import get_close_matches

import click

from vendor_score.wording import Lang, text

__all__ = ["refusal"]


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
