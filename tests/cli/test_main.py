"""The program as a whole: languages, exit codes, and one line for whatever goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import vendor_score
from vendor_score.cli import main as root_module
from vendor_score.cli.command import Command, command, wanted_lang
from vendor_score.cli.main import COMMANDS, cli, main
from vendor_score.errors import SourceError, UsageError
from vendor_score.wording import has, text


def run(*args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "vendor_score", *args],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **(env or {})},
        check=False,
        timeout=300,
    )


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.mark.parametrize(
    ("args", "lang"),
    [
        (["--lang", "zh", "--help"], "zh"),
        (["--help", "--lang", "zh"], "zh"),
        (["rank", "--lang=zh", "--help"], "zh"),
        (["--lang", "zh", "rank", "--lang", "en"], "en"),
        (["--lang", "fr"], "en"),
        (["rank", "--", "--lang", "zh"], "en"),
        (["--lang"], "en"),
        ([], "en"),
    ],
)
@pytest.mark.usefixtures("english")
def test_language_wanted_anywhere(args: list[str], lang: str) -> None:
    assert wanted_lang(args) == lang


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "zh_TW", "Chinese_China.936"])
def test_the_systems_language_is_the_default(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert wanted_lang([]) == "zh"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_complete_in_both_languages(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*filter(None, [name]), "--help", "--lang", lang]) == 0
    page = capsys.readouterr().out
    shown = text(f"options.{name or 'root'}.about", lang).split("\n")[0]  # type: ignore[arg-type]
    assert shown[:12] in page
    assert ("用法" in page) is (lang == "zh")
    assert text("options.lang", lang)[:8] in page or name == "template"  # type: ignore[arg-type]
    assert max(map(len, page.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_its_words(name: str) -> None:
    loaded = cli.get_command(click.Context(cli), name)
    assert isinstance(loaded, Command)
    for param in loaded.params:
        word = max(param.opts, key=len).lstrip("-")
        assert has(f"options.{name}.{word}") or has(f"options.{word}"), word


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rnak"], "there is no command “rnak”"),
        (["--verson"], "did you mean --version?"),
        (["--lang", "fr"], "“fr” is none of en, zh"),
        (["--lang"], "--lang wants a value."),
        (["--version=3"], "--version takes no value."),
        (["methods", "extra"], "nothing is known to do with “extra”"),
        (["rank"], "SOURCE... is missing."),
        (["rank", "x", "--samples", "many"], "expected a whole number from 1 to 100,000,000"),
        (["rank", "x", "--samples", "0"], "expected a whole number from 1"),
        (["rank", "x", "--weight", "a"], "expected ID=SHARE"),
        (["rank", "x", "--weight", "a=2"], "expected ID=SHARE"),
        (["rank", "x", "--weight", "a=nan"], "expected ID=SHARE"),
        (["rank", "x", "--weight", "a=40%%"], "expected ID=SHARE"),
        (["rank", "x", "--weight", "a=40％%"], "expected ID=SHARE"),
        (["rank", "x", "--formats", "html,doc"], "“doc” is none of"),
        (["rank", "x", "--audience", "all"], "“all” is none of buyer, shared"),
    ],
)
@pytest.mark.usefixtures("english")
def test_wrong_usage_is_one_line_and_exit_code_2(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert said in seen.err
    assert seen.err.count("\n") == 1


@pytest.mark.parametrize("share", ["a=40%", "a=40％", "a=４０％", "a＝0.4", "a=40 %"])
def test_a_share_may_be_typed_in_full_width(share: str) -> None:
    from vendor_score.cli.options import Share

    assert Share().convert(share, None, None) == ("a", 0.4)


@pytest.mark.parametrize(
    "args",
    [
        ["rnak"], ["--verson"], ["--xyz"], ["--lang"], ["methods", "extra"], ["rank"],
        ["rank", "x", "--samples", "many"], ["rank", "x", "--weight", "a"],
    ],
)  # fmt: skip
def test_wrong_usage_is_said_in_chinese(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang=zh", *args])
    said = capsys.readouterr().err
    chinese = [char for char in said if "\u4e00" <= char <= "\u9fff"]
    assert len(chinese) >= 4
    assert "Error" not in said
    assert "option" not in said.replace("--", "")


@pytest.mark.usefixtures("english")
def test_without_arguments_the_help_is_shown_as_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"vendor-score {vendor_score.__version__}\n"


def test_python_m_is_the_same_program() -> None:
    assert run("--version").stdout == f"vendor-score {vendor_score.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_as_click_gives_it(shell: str) -> None:
    done = run(env={"_VENDOR_SCORE_COMPLETE": f"{shell}_source"})
    assert "_VENDOR_SCORE_COMPLETE" in done.stdout


def test_commands_and_options_are_completed() -> None:
    asked = {"_VENDOR_SCORE_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert "plain,methods" in run(env={**asked, "COMP_WORDS": "vendor-score me"}).stdout
    asked["COMP_CWORD"] = "2"
    assert "--method" in run(env={**asked, "COMP_WORDS": "vendor-score rank --me"}).stdout


def _with_command(monkeypatch: pytest.MonkeyPatch, raised: BaseException) -> None:
    """Make ``methods`` fail with an exception."""

    @command("methods")
    def failing() -> None:
        raise raised

    monkeypatch.setattr(
        root_module, "import_module", lambda _: SimpleNamespace(methods_command=failing)
    )


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("division by zero"), 70, "a bug in vendor-score (ZeroDivisionError"),
        (UsageError("options.refused.option", found="-y"), 2, "there is no option -y."),
        (SourceError("options.refused.option", found="-z"), 2, "there is no option -z."),
    ],
)
@pytest.mark.usefixtures("english")
def test_whatever_goes_wrong_is_a_line_and_a_code(
    raised: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("VENDOR_SCORE_DEBUG", raising=False)
    _with_command(monkeypatch, raised)
    assert main(["methods"]) == code
    shown = capsys.readouterr().err.strip()
    assert said in shown
    assert "Traceback" not in shown
    assert "\n" not in shown


def test_the_traceback_of_a_bug_can_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VENDOR_SCORE_DEBUG", "1")
    _with_command(monkeypatch, ZeroDivisionError("division by zero"))
    assert main(["methods"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_closed_pipe_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "vendor_score", "--help"],
            stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=300,
        )  # fmt: skip
    assert done.stderr == b""
    assert done.returncode == 141


CSV = "Vendor,First response\nAlder,20 s\nBirch,30 s\n"
RESULTS = ["ranking.csv", "ranking.json"]


def ranked_into(folder: Path, redirection: str) -> tuple[int, str, list[str]]:
    """Rank with a stream redirected by the shell: exit code, error output, files written."""
    (folder / "a.csv").write_text(CSV, "utf-8")
    command = f"{sys.executable} -m vendor_score rank a.csv --samples 50 --formats csv,json"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} --lang en {redirection}"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stderr, sorted(p.name for p in (folder / "results").iterdir())


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("more", ["", "--json"])
@pytest.mark.parametrize(
    ("redirection", "code"),
    [(">&-", 141), ("2>&-", 0), (">&- 2>&-", 141), ("<&-", 0), ("2>/dev/full", 0),
     (">/dev/full", 2), (">/dev/full 2>&1", 2)],
)  # fmt: skip
def test_results_are_written_whatever_becomes_of_the_streams(
    tmp_path: Path, redirection: str, code: int, more: str
) -> None:
    found, said, files = ranked_into(tmp_path, f"{more} {redirection}")
    assert (found, files) == (code, RESULTS)
    if redirection == ">/dev/full":
        assert said.startswith("vendor-score: Standard output cannot be written: No space left")
        assert said.count("\n") == 1
    else:
        assert said == ""


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom vendor_score.cli.main import main\nmain(['--help'])\n"
        "heavy = {'numpy', 'pandas', 'openpyxl', 'plotly', 'skcriteria', 'scipy', 'yaml',"
        " 'importlib.metadata', 'vendor_score.criteria', 'vendor_score.decision'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=300
    )
    assert done.stderr.strip() == "[]"


def test_the_entry_point_is_installed() -> None:
    program = Path(sys.executable).with_name("vendor-score")
    assert program.exists() or program.with_suffix(".exe").exists()
