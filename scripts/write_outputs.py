"""Write into the documentation what the program really prints.

Where a page says ``<!-- output of: vendor-score ... -->``, the block after it is replaced by the
output of that command, run on the sample answers. ``--check`` changes nothing and fails where a
page is not up to date.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "README.zh.md", "docs/guide.md", "docs/guide.zh.md")
BLOCK = re.compile(
    r"(<!-- output of: (?P<command>[^\n]+) -->\n```text\n)(?P<shown>.*?)(```)", re.DOTALL
)


def run(command: str, folder: Path) -> str:
    """What ``vendor-score ...`` prints in ``folder``, 80 columns wide, without colours."""
    program, *args = shlex.split(command)
    if program != "vendor-score":
        raise SystemExit(f"not run: {command}")
    done = subprocess.run(
        [sys.executable, "-m", "vendor_score", *args],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def renewed(page: str, folder: Path) -> str:
    """The page with the output of every command that it shows."""

    def output(found: re.Match[str]) -> str:
        return found[1] + run(found["command"], folder) + found[4]

    return BLOCK.sub(output, page)


def with_samples(folder: Path) -> Path:
    """A folder as a reader of the page has it: the sample answers and nothing written yet."""
    shutil.copytree(ROOT / "sample_data", folder / "sample_data")
    shutil.copy(ROOT / "criteria.yaml", folder)
    return folder


def main(*, check: bool) -> int:
    behind = []
    for name in PAGES:
        path = ROOT / name
        page = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as temporary:
            new = renewed(page, with_samples(Path(temporary)))
        if new != page:
            behind.append(name)
            if not check:
                path.write_text(new, encoding="utf-8")
    print(*(f"{name} {'is not up to date' if check else 'written'}" for name in behind), sep="\n")
    return int(check and bool(behind))


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
