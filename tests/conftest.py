"""What all tests share: programs that some need, a browser, and the same examples in every run.

A program that is missing skips its tests visibly, or fails them where all are asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# The same examples in every run and on machines of any speed; new ones with
# `pytest --hypothesis-profile=explore`.
ANY_SPEED = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
    "print_blob": True,
}
settings.register_profile("steady", derandomize=True, **ANY_SPEED)
settings.register_profile("explore", derandomize=False, **ANY_SPEED)
settings.load_profile("steady")

# Hypothesis also draws constants that it finds in the modules loaded so far, and these depend on
# which tests ran before in the same process: without them `derandomize` does what it says.
if hasattr(providers, "_get_local_constants"):
    _NO_CONSTANTS = providers._local_constants
    providers._get_local_constants = lambda: _NO_CONSTANTS

REQUIRE_ALL = os.environ.get("VENDOR_SCORE_REQUIRE_ALL") == "1"
PATIENCE_MS = 180_000
PROGRAMS = {
    "browser": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "firefox": ("firefox-esr", "firefox"),
    "libreoffice": ("soffice", "libreoffice"),
    "jupyter": ("jupyter-lab",),
}


def program(marker: str) -> str | None:
    """Where the program behind a marker is, None where it is not installed."""
    return next((path for name in PROGRAMS[marker] if (path := _which(name))), None)


def _which(name: str) -> str | None:
    """Also beside the interpreter, whose environment need not be activated."""
    import sys

    beside = Path(sys.executable).parent
    return shutil.which(name) or shutil.which(name, path=str(beside))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, names in PROGRAMS.items():
        if item.get_closest_marker(marker) and program(marker) is None:
            said = f"{' or '.join(names[:2])} is not installed"
            if REQUIRE_ALL:
                pytest.fail(said, pytrace=False)
            pytest.skip(said)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; for tests marked ``browser``."""
    return program("browser") or "chromium"


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Let LibreOffice write a file in another format; for tests marked ``libreoffice``.

    Each time with a profile of its own; asked again where it ends without having written.
    """
    soffice = program("libreoffice") or "soffice"

    def converted(path: Path, form: str) -> Path:
        done = None
        for _ in range(3):
            home = tmp_path_factory.mktemp("libreoffice")
            done = subprocess.run(
                [soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
                 "--convert-to", form, "--outdir", str(home), str(path)],
                capture_output=True, check=False, timeout=300,
            )  # fmt: skip
            written = home / f"{path.stem}.{form.partition(':')[0]}"
            if written.exists():
                return written
        pytest.fail(f"LibreOffice wrote nothing: {done}")

    return converted


@pytest.fixture(scope="session")
def jupyter_lab() -> str:
    """Path of JupyterLab; for tests marked ``jupyter``."""
    return program("jupyter") or "jupyter-lab"


class PatientBrowser:
    """Chromium whose pages wait for what is awaited until a loaded machine has got there."""

    def __init__(self, launched) -> None:
        self._launched = launched

    def new_context(self, **settings):
        context = self._launched.new_context(**settings)
        context.set_default_timeout(PATIENCE_MS)
        return context

    def new_page(self, **settings):
        page = self._launched.new_page(**settings)
        page.set_default_timeout(PATIENCE_MS)
        return page


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Any]:
    """One driver for all tests: a second one of Playwright in the same process is refused."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(chromium: str, playwright_driver: Any) -> Iterator[PatientBrowser]:
    """One Chromium for all tests."""
    launched = playwright_driver.chromium.launch(executable_path=chromium, timeout=PATIENCE_MS)
    yield PatientBrowser(launched)
    launched.close()


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Firefox for all tests; for those marked ``firefox``."""
    from firefox_driver import Firefox

    home = tmp_path_factory.mktemp("firefox")
    started = Firefox(program("firefox") or "firefox", home, PATIENCE_MS / 1000)
    yield started
    started.close()
