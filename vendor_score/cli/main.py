"""``vendor-score``: hands the arguments to a command, turns what goes wrong into a line and a code.

Exit codes: 0 done; 1 done, but findings of severity ``error`` remain; 2 wrong usage or nothing that
could be read; 130 interrupted; 141 nobody reads the output any more; 70 a bug.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

import click

import vendor_score
from vendor_score.cli.command import Root
from vendor_score.cli.language import lang_option, wanted_lang
from vendor_score.cli.terminal import ClosedOutput, emit, set_up_streams
from vendor_score.errors import NothingReadError, VendorScoreError
from vendor_score.wording import Lang, text

__all__ = ["BUG", "CLOSED_OUTPUT", "DONE", "INTERRUPTED", "USAGE", "cli", "main"]

DONE: Final = 0
USAGE: Final = 2
BUG: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130
CLOSED_OUTPUT: Final = 141
DEBUG: Final = "VENDOR_SCORE_DEBUG"


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        emit(f"vendor-score {vendor_score.__version__}")
        ctx.exit(DONE)


@click.group("root", cls=Root, invoke_without_command=False, no_args_is_help=True)
@lang_option
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version)
def cli() -> None:
    """What every command shares; what it says of itself stands in the wordings."""


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; nothing is raised but what ends the process."""
    set_up_streams()
    lang = wanted_lang(sys.argv[1:] if args is None else list(args))
    try:
        code = cli.main(args, prog_name="vendor-score", standalone_mode=False)
        sys.stdout.flush()
    except VendorScoreError as error:
        _say_unread(error, lang)
        return _fail(error.message(lang), lang, error.exit_code)
    except click.UsageError as error:
        return _refuse(error, lang)
    except (KeyboardInterrupt, click.Abort):
        return _fail(text("terminal.interrupted", lang), lang, INTERRUPTED)
    except (ClosedOutput, BrokenPipeError):
        return _leave_quietly()
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a line
        return _report_bug(error, lang)
    return code if isinstance(code, int) else DONE


def _fail(message: str, lang: Lang, code: int) -> int:
    """Say what went wrong, a line for each mistake."""
    for line in message.splitlines():
        emit(text("terminal.error", lang, message=line), err=True)
    return code


def _say_unread(error: VendorScoreError, lang: Lang) -> None:
    """Name the files behind "nothing could be read"."""
    if isinstance(error, NothingReadError) and error.findings:
        from vendor_score.cli.unread import say_unread_files

        say_unread_files(error.findings, lang)


def _refuse(error: click.UsageError, lang: Lang) -> int:
    """Say what was wrong with the command line, in one line; where it is empty, show the help."""
    from vendor_score.cli.usage import refusal

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        emit(error.format_message(), err=True)
        return USAGE
    return _fail(refusal(error, lang), lang, USAGE)


def _leave_quietly() -> int:
    """Keep the interpreter from flushing into the closed pipe on its way out."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    return CLOSED_OUTPUT


def _report_bug(error: Exception, lang: Lang) -> int:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return _fail(text("terminal.bug", lang, what=what, debug=f"{DEBUG}=1"), lang, BUG)
