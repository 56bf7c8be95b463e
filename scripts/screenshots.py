"""Take the pictures of the report in README and guide, from the sample answers, in Chromium.

Pictures are kept small by a palette of 256 colours, which flat bars and text do not miss.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
LARGEST = 250_000


class Picture(NamedTuple):
    """What one picture shows: a window of the page in a language, or its first printed page."""

    name: str
    lang: Literal["en", "zh"] = "en"
    width: int = 1200
    height: int = 1000
    is_phone: bool = False
    is_dark: bool = False
    is_printed: bool = False


PICTURES = (
    Picture("report"),
    Picture("report.zh", lang="zh"),
    Picture("dark", is_dark=True),
    Picture("dark.zh", lang="zh", is_dark=True),
    Picture("phone", width=390, height=1300, is_phone=True),
    Picture("phone.zh", lang="zh", width=390, height=1300, is_phone=True),
    Picture("print", is_printed=True),
    Picture("print.zh", lang="zh", is_printed=True),
)


def report(lang: str, folder: Path) -> Path:
    """The report of the sample answers in a language."""
    subprocess.run(
        [sys.executable, "-m", "vendor_score", "rank", "sample_data", "-o", str(folder / lang),
         "--formats", "html", "--lang", lang, "--quiet"],
        cwd=ROOT, check=True,
    )  # fmt: skip
    return folder / lang / "report.html"


def take(browser: Browser, picture: Picture, path: Path) -> Image.Image:
    page = browser.new_page(
        viewport=ViewportSize(width=picture.width, height=picture.height),
        locale={"en": "en-GB", "zh": "zh-CN"}[picture.lang],  # the page follows the reader
        color_scheme="dark" if picture.is_dark else "light",
        device_scale_factor=2 if picture.is_phone else 1,
        is_mobile=picture.is_phone,
        has_touch=picture.is_phone,
        reduced_motion="reduce",
    )
    page.goto(path.as_uri())
    page.wait_for_selector("#ranking [data-vendor]")
    taken = printed(page) if picture.is_printed else Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return taken


def printed(page: Page) -> Image.Image:
    """The first page of the PDF that a browser prints."""
    from pypdfium2 import PdfDocument

    with PdfDocument(
        page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    ) as pdf:
        image: Image.Image = pdf[0].render(scale=1.6).to_pil()
    return image


def save(image: Image.Image, path: Path) -> None:
    """Raises SystemExit for a picture that is too large for a page of documentation."""
    image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST // 1000} kB")


def main() -> None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    chromium = next(filter(None, map(shutil.which, names)))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        pages = {lang: report(lang, Path(folder)) for lang in ("en", "zh")}
        for picture in PICTURES:
            image = take(browser, picture, pages[picture.lang])
            save(image, IMAGES / f"{picture.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
