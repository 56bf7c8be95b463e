"""``vendor-score``: hands the arguments to a command, turns what goes wrong into a line and a code.

Exit codes: 0 done; 1 done, but findings of severity ``error`` remain; 2 wrong usage or nothing that
could be read; 130 interrupted; 141 nobody reads the output any more; 70 a bug.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final, cast

import click

from vendor_score.cli.command import WordedCommand, lang_option, wanted_lang
from vendor_score.errors import NothingReadError, UsageError, VendorScoreError
from vendor_score.present.terminal.screen import ClosedOutput, emit, lost_output, set_up_streams
from vendor_score.version import __version__
from vendor_score.wording import Lang, text

__all__ = ["BUG", "CLOSED_OUTPUT", "COMMANDS", "DONE", "INTERRUPTED", "USAGE", "cli", "main"]

DONE: Final = 0
USAGE: Final = 2
BUG: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130
CLOSED_OUTPUT: Final = 141
DEBUG: Final = "VENDOR_SCORE_DEBUG"

COMMANDS: Final = {
    "init": ("prepare", "init_command"),
    "baseline": ("baseline", "baseline_command"),
    "template": ("prepare", "template_command"),
    "weigh": ("people", "weigh_command"),
    "ballot": ("people", "ballot_command"),
    "check": ("prepare", "check_command"),
    "rank": ("rank", "rank_command"),
    "group": ("people", "group_command"),
    "lock": ("lock", "lock_command"),
    "price": ("price", "price_command"),
    "sensitivity": ("rank", "sensitivity_command"),
    "compare": ("rank", "compare_command"),
    "contract": ("contract", "contract_command"),
    "annex": ("annex", "annex_command"),
    "signing": ("signing", "signing_command"),
    "trial": ("trial", "trial_command"),
    "bill": ("bill", "bill_command"),
    "follow-up": ("letters", "follow_up_command"),
    "debrief": ("letters", "debrief_command"),
    "record": ("record", "record_command"),
    "archive": ("archive", "archive_command"),
    "methods": ("rank", "methods_command"),
}
"""In the order of the work: the module of this folder that holds each, and its name there."""
STAGES: Final = {
    "prepare": ("init", "baseline", "template", "weigh", "ballot"),
    "read": ("check", "follow-up"),
    "decide": ("rank", "group", "lock", "price", "sensitivity", "compare", "methods"),
    "sign": ("rank", "contract", "annex", "signing", "trial", "bill"),
    "hand_over": ("rank", "record", "debrief", "archive"),
}
"""The stages of the work and their commands, as the help lists them; a command may serve two."""


class Root(WordedCommand, click.Group):
    """``vendor-score``: knows its commands by name and imports the one that is asked for."""

    def stages(self) -> Mapping[str, tuple[str, ...]]:
        return STAGES

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        return cast("click.Command", getattr(import_module(f"vendor_score.cli.{module}"), name))

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


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        emit(f"vendor-score {__version__}")
        ctx.exit(DONE)


@click.group("root", cls=Root, invoke_without_command=False, no_args_is_help=True)
@lang_option
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version)
def cli() -> None:
    """What every command shares; what it says of itself stands in the wordings."""


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; nothing is raised but what ends the process.

    Parameters
    ----------
    args : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
    """
    set_up_streams()
    lang = wanted_lang(sys.argv[1:] if args is None else list(args))
    try:
        code = cli.main(args, prog_name="vendor-score", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - each becomes a line and a code
        return _ended_by(error, lang)
    if (lost := lost_output()) is not None:
        return _ended_unheard(lost, lang)
    return code if isinstance(code, int) else DONE


def _ended_by(error: BaseException, lang: Lang) -> int:
    match error:
        case NothingReadError():
            return _nothing_read(error, lang)
        case VendorScoreError():
            return _fail(error.message(lang), lang, error.exit_code)
        case click.UsageError():
            return _refuse(error, lang)
        case KeyboardInterrupt() | click.Abort():
            return _fail(text("terminal.interrupted", lang), lang, INTERRUPTED)
        case ClosedOutput() | BrokenPipeError():
            return CLOSED_OUTPUT
        case _:
            return _report_bug(error, lang)


def _fail(message: str, lang: Lang, code: int) -> int:
    """Say what went wrong, a line for each mistake."""
    for line in message.splitlines():
        emit(text("terminal.error", lang, message=line), err=True)
    return code


def _nothing_read(error: NothingReadError, lang: Lang) -> int:
    """Name the files that could not be read; without any, what else stands in the way."""
    if not _say_unread(error, lang):
        _fail(error.message(lang), lang, error.exit_code)
        _say_errors(error, lang)
    return error.exit_code


def _say_unread(error: NothingReadError, lang: Lang) -> int:
    """Name the files behind "nothing could be read"; how many there were."""
    from vendor_score.findings import Severity
    from vendor_score.present.terminal.findings import say_unread_files

    return say_unread_files(error.findings, lang, Severity.WARNING)


_MOST_ERRORS = 5


def _say_errors(error: NothingReadError, lang: Lang) -> None:
    """Name the first errors behind "no vendor" with place and cure."""
    from vendor_score.findings import Severity
    from vendor_score.present.terminal.screen import clean

    errors = [found for found in error.findings if found.severity is Severity.ERROR]
    for found in errors[:_MOST_ERRORS]:
        said = {"title": found.title(lang), "fix": found.fix(lang)}
        place = " › ".join(part for part in (str(found.source), found.found_there) if part)
        message = text("terminal.unread", lang, file=clean(place), **said)
        emit(text("terminal.error", lang, message=clean(message)), err=True)


def _refuse(error: click.UsageError, lang: Lang) -> int:
    """Say what was wrong with the command line, in one line; where it is empty, show the help."""
    from vendor_score.cli.command import refusal

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        emit(error.format_message(), err=True)
        return USAGE
    return _fail(refusal(error, lang), lang, USAGE)


def _ended_unheard(lost: OSError, lang: Lang) -> int:
    """The work is done, and what was printed of it went nowhere: no reader, or no room for it."""
    if isinstance(lost, BrokenPipeError):
        return CLOSED_OUTPUT
    reason = lost.strerror or type(lost).__name__
    return _fail(text("errors.output_stream", lang, reason=reason), lang, USAGE)


def _report_bug(error: BaseException, lang: Lang) -> int:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return _fail(text("terminal.bug", lang, what=what, debug=f"{DEBUG}=1"), lang, BUG)
