"""What work on the project installs: one lock, with hashes, without hosts, whole for every use."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

import vendor_score

ROOT = Path(vendor_score.__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from lock_part import lock_part  # noqa: E402 - lies beside the package, not in it

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
SETTINGS = tomllib.loads(PROJECT)
SMALL_LOCK = """\
# made by hand
app-base==1.0 \\
    --hash=sha256:aa
    # via vendor-score (pyproject.toml)
helper==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:bb
    # via
    #   app-base
    #   tester
helper==2.1 ; python_full_version >= '3.12' \\
    --hash=sha256:cc
    # via
    #   app-base
    #   tester
tester==3.0 \\
    --hash=sha256:dd
    # via vendor-score (pyproject.toml:test)
"""
SMALL_PROJECT = """
[project]
dependencies = ["App_Base>=1"]
[project.optional-dependencies]
[dependency-groups]
test = ["tester"]
"""


def pins(text: str) -> list[str]:
    return re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)


def test_the_lock_has_a_hash_for_every_pin_and_names_no_host_or_folder() -> None:
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", LOCK) if not block.startswith("#")]
    assert len(blocks) > 100
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--index|--find-links|--extra|@ |/tmp|/home", LOCK)


@pytest.mark.parametrize("name", ["package-lock.json", "package.json"])
def test_the_lock_of_the_page_tools_has_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    held = json.loads(text).get("packages", {})
    assert all("integrity" in entry for path, entry in held.items() if path)
    assert (ROOT / ".npmrc").read_text(encoding="utf-8") == "omit-lockfile-registry-resolved=true\n"


def test_every_part_of_the_project_is_whole_in_the_lock() -> None:
    extras, groups = SETTINGS["project"]["optional-dependencies"], SETTINGS["dependency-groups"]
    # installed by those who need it alone: see pyproject.toml
    parts = ["dependencies", *(extras.keys() - {"numbers"}), *groups]
    assert pins(lock_part(LOCK, PROJECT, parts)) == pins(LOCK)


def test_the_demo_installs_no_tools_of_tests_or_notebooks() -> None:
    demo = set(pins(lock_part(LOCK, PROJECT, ["build", "dependencies"])))
    assert {"click", "hatchling", "numpy", "pandas", "scikit-criteria", "xlsxwriter"} <= demo
    assert not {"jupyterlab", "mypy", "pytest", "ruff", "jieba", "playwright"} & demo


def test_a_part_holds_what_its_packages_need_in_every_version_of_python() -> None:
    assert pins(lock_part(SMALL_LOCK, SMALL_PROJECT, ["dependencies"])) == [
        "app-base", "helper", "helper",
    ]  # fmt: skip
    assert pins(lock_part(SMALL_LOCK, SMALL_PROJECT, ["test"])) == ["helper", "helper", "tester"]


@pytest.mark.parametrize(
    ("project", "part", "words"),
    [
        (SMALL_PROJECT, "tests", "no part 'tests', it has dependencies, test"),
        (SMALL_PROJECT.replace('"tester"', '"other"'), "test", "does not hold other: run `make"),
    ],
)
def test_what_is_not_there_is_named(project: str, part: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        lock_part(SMALL_LOCK, project, [part])
