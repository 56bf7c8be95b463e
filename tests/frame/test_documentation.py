"""The documentation in step with the program: quoted output, commands and code that run, links."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import vendor_score
from vendor_score.cli.main import COMMANDS

ROOT = Path(vendor_score.__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
import write_outputs  # noqa: E402 - lies beside the package, not in it

PAGES = [ROOT / name for name in write_outputs.PAGES]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


def name(path: Path) -> str:
    return path.name


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_quoted_output_is_what_the_program_prints(page: Path, tmp_path: Path) -> None:
    """`make docs` writes it anew."""
    shown = page.read_text(encoding="utf-8")
    assert write_outputs.BLOCK.search(shown)
    assert write_outputs.renewed(shown, write_outputs.with_samples(tmp_path)) == shown


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_commands_of_the_readme_run(page: Path, tmp_path: Path) -> None:
    folder = write_outputs.with_samples(tmp_path)
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("vendor-score")]
    assert len(commands) >= 4
    for line in commands:
        wanted, _, into = line.partition(">")
        program = [sys.executable, "-m", "vendor_score", *shlex.split(wanted)[1:]]
        done = subprocess.run(program, cwd=folder, capture_output=True, check=False, timeout=300)
        assert done.returncode == 0, (line, done.stderr.decode())
        if into:
            (folder / into.strip()).write_bytes(done.stdout)
    assert (folder / "results" / "report.html").exists()


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_code_of_the_readme_runs(page: Path, tmp_path: Path) -> None:
    folder = write_outputs.with_samples(tmp_path)
    for code in blocks(page, "python"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.strip()
    assert blocks(page, "python")


def test_every_finding_about_other_software_is_listed() -> None:
    page = (ROOT / "findings" / "README.md").read_text(encoding="utf-8")
    scripts = {path.name for path in (ROOT / "findings").glob("*.sh")}
    assert set(re.findall(r"^\| `([\w-]+\.sh)`", page, re.MULTILINE)) == scripts
    for name in scripts:
        assert re.search(r"install --quiet [\w-]+==[\d.]+", (ROOT / "findings" / name).read_text())


@pytest.mark.parametrize("page", [*READMES, *sorted((ROOT / "docs").glob("*.md"))], ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("guide", ["guide.md", "guide.zh.md"])
def test_every_command_is_in_the_guide(guide: str) -> None:
    page = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"<!-- output of: vendor-score {command} " in page
