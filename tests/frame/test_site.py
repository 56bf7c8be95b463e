"""The documentation as a site: every page in its language, every link and public name there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import vendor_score

ROOT = Path(vendor_score.__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from build_site import REPORTS, public_objects, site_pages  # noqa: E402 - lies beside the package

SETTINGS = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def listed(lang: str) -> set[str]:
    """The pages in the navigation."""
    text = (ROOT / SETTINGS[lang]).read_text(encoding="utf-8")
    return set(re.findall(r": ([\w-]+)\.md$", text.partition("\nnav:")[2], re.MULTILINE))


@pytest.mark.parametrize("lang", SETTINGS)
def test_the_navigation_lists_every_page(lang: str) -> None:
    assert listed(lang) == site_pages(lang).keys()


@pytest.mark.parametrize("lang", SETTINGS)
def test_links_lead_to_pages_of_the_site(lang: str) -> None:
    home = {"en": "", "zh": "zh/"}
    known = {f"{home[to]}{name}.html" for to in SETTINGS for name in site_pages(to)}
    for text in site_pages(lang).values():
        for target in LINK.findall(text):
            if target.startswith("images/"):
                assert (ROOT / "docs" / target).exists()
            elif target.startswith("gallery/"):
                assert target.removeprefix("gallery/").removesuffix(".html") in REPORTS
            elif target.endswith(".html"):
                place = target.removeprefix("../") if lang == "zh" else target
                assert place in known
            else:
                assert target.removesuffix(".md") in site_pages(lang)


def test_the_chinese_site_is_searched_in_chinese() -> None:
    assert "search: {lang: en}" in (ROOT / SETTINGS["en"]).read_text(encoding="utf-8")
    assert "search: {lang: zh," in (ROOT / SETTINGS["zh"]).read_text(encoding="utf-8")


def test_the_reference_holds_every_public_name_and_the_records_it_leads_to() -> None:
    names = [obj.__qualname__ for obj in public_objects()]
    assert len(set(map(id, public_objects()))) == len(names)
    classes_and_functions = set(vendor_score.__all__) - {"charts"}
    drawn = {
        name for name in vendor_score.charts.__all__ if callable(getattr(vendor_score.charts, name))
    }
    assert classes_and_functions | drawn <= set(names)
    assert {"Answer", "Criteria", "Question", "Robustness", "Comparison"} <= set(names)
    for lang in SETTINGS:
        assert all(f".{name}\n" in site_pages(lang)["reference"] for name in names)


@pytest.mark.parametrize("lang", SETTINGS)
def test_the_gallery_leads_to_a_small_a_large_and_a_chinese_report(lang: str) -> None:
    linked = re.findall(r"\]\(gallery/(\w+)\.html#lang=(\w+)\)", site_pages(lang)["gallery"])
    assert linked == [("small", "en"), ("large", "en"), ("chinese", "zh")]
    sizes = [len(REPORTS[name][1]().vendors) for name, _ in linked]
    assert sizes == [3, 200, 8]
