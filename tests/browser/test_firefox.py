"""The page in Firefox, where it is installed: it ranks, follows a slider, opens its parts."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_the_page_ranks_and_opens_its_parts_in_firefox(firefox, tmp_path, page_bytes, report):
    path = tmp_path / "page.html"
    path.write_bytes(page_bytes)
    page = firefox.new_page(locale="en-US")
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector(".weights input[type=range]", state="attached")
    order = "rows => rows.map(row => row.dataset.vendor)"
    ranked = [vendor.name for vendor in report.ranking.vendors if vendor.rank is not None]
    assert page.eval_on_selector_all("#ranking [data-vendor]", order) == ranked
    slider = page.locator('input[type=range][data-id="certificates"]')
    slider.focus()
    for _ in range(9):
        page.keyboard.press("PageUp")
    moved = report.decision.with_weights({"certificates": float(slider.input_value()) / 100})
    again = [vendor.name for vendor in moved.rank().vendors if vendor.rank is not None]
    assert page.eval_on_selector_all("#ranking [data-vendor]", order) == again
    for head in page.locator(".fold-head").all():
        head.click()
    assert page.locator(".fold-body:visible").count() == page.locator(".fold").count()
    assert said == []
    page.close()
