"""What is shipped: wheel and sdist, built and looked into, and a wheel that is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import vendor_score

ROOT = Path(vendor_score.__file__).parents[1]
IN_WHEEL = "vendor_score/criteria/criteria.yaml"


def python(*args: str, cwd: Path = ROOT, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdist")
    python("-m", "build", "--no-isolation", "--sdist", "--outdir", str(out), str(ROOT))
    return next(out.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as an installer without a wheel would."""
    out = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(out, filter="data")
    source = next(path for path in out.iterdir() if path.is_dir())
    python("-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), str(source))
    return next(out.glob("*.whl"))


@pytest.mark.parametrize("name", ["criteria.yaml", "criteria.schema.json"])
def test_criteria_and_schema_are_one_file_each(name: str) -> None:
    link = ROOT / "vendor_score" / "criteria" / name
    assert link.is_symlink()
    assert link.resolve() == (ROOT / name).resolve()


def test_the_sdist_holds_what_a_build_and_the_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
        top = sdist.name.removesuffix(".tar.gz")
        held = archive.extractfile(f"{top}/criteria.yaml")
        assert held is not None
        assert held.read() == (ROOT / "criteria.yaml").read_bytes()
    assert {"pyproject.toml", "LICENSE", "README.md", "Makefile", "tests/conftest.py"} <= names
    assert any(name.startswith("sample_data/") for name in names)


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(IN_WHEEL) == (ROOT / "criteria.yaml").read_bytes()
        schema = str(Path(IN_WHEEL).with_name("criteria.schema.json").as_posix())
        assert archive.read(schema) == (ROOT / "criteria.schema.json").read_bytes()
        names = archive.namelist()
    assert len(names) == len(set(names))
    tops = {name.split("/")[0] for name in names}
    assert tops == {"vendor_score", f"vendor_score-{vendor_score.__version__}.dist-info"}
    held = {name for name in names if name.startswith("vendor_score/")}
    own = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "vendor_score").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == own


def test_an_installed_wheel_ranks_with_its_own_criteria(wheel: Path, tmp_path: Path) -> None:
    home, work = tmp_path / "installed", tmp_path / "work"
    work.mkdir()
    python("-m", "pip", "install", "--quiet", "--no-deps", "--target", str(home), str(wheel))
    assert (home / IN_WHEEL).read_bytes() == (ROOT / "criteria.yaml").read_bytes()
    shown = python(
        "-m", "vendor_score", "rank", str(ROOT / "sample_data"), "--lang", "en",
        cwd=work, PYTHONPATH=str(home),
    )  # fmt: skip
    assert "leads with" in shown
    assert (work / "results" / "report.html").exists()
    asked = "import vendor_score; print(vendor_score.__file__)"
    told = python("-c", asked, cwd=work, PYTHONPATH=str(home))
    assert Path(told.strip()).is_relative_to(home)
