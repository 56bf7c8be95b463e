"""The option ``--lang``, which every start of the program needs, so that it loads nothing else."""

from __future__ import annotations

from typing import Any, cast

import click

from vendor_score.wording import Lang, languages, system_lang, text

__all__ = ["Choice", "lang_of", "lang_option", "wanted_lang"]


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
    """The language of this run."""
    return cast("Lang", ctx.find_root().obj or system_lang())


def wanted_lang(args: list[str]) -> Lang:
    """The language asked for anywhere among ``args``, so that help and refusals speak it too.

    The last ``--lang`` counts, as for any option; without one, the system's language.
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
