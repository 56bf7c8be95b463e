"""Take the pictures of the report that the README shows, from the sample answers, in Chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PICTURES = {"en": ("report.png", "en-GB"), "zh": ("report.zh.png", "zh-CN")}
SIZE = {"width": 1200, "height": 1000}
sys.path.insert(0, str(ROOT / "tests"))


def report(lang: str, folder: Path) -> Path:
    """The report of the sample answers in a language."""
    subprocess.run(
        [sys.executable, "-m", "vendor_score", "rank", "sample_data", "-o", str(folder / lang),
         "--formats", "html", "--lang", lang, "--quiet"],
        cwd=ROOT, check=True,
    )  # fmt: skip
    return folder / lang / "report.html"


def main() -> None:
    from conftest import program

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("browser"))
        for lang, (name, locale) in PICTURES.items():
            page = browser.new_page(viewport=SIZE, locale=locale)  # the page follows the reader
            page.goto(report(lang, Path(folder)).as_uri())
            page.wait_for_selector("#ranking [data-vendor]")
            page.screenshot(path=IMAGES / name)
            print(IMAGES / name)
        browser.close()


if __name__ == "__main__":
    main()
