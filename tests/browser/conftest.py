"""A real Chromium, and pages made from hand-made reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent.parent / "view"), str(Path(__file__).parent.parent)]


# plotly and its charts come when the page is idle; tests without charts need not wait for that
NEVER_IDLE = "globalThis.requestIdleCallback = () => 0"


class Opened:
    """A page opened from disk, with all that it said and asked for."""

    def __init__(self, page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def order(self) -> list[str]:
        return self.page.eval_on_selector_all(
            "#ranking [data-vendor]", "rows => rows.map(row => row.dataset.vendor)"
        )

    def scores(self) -> dict[str, float]:
        rows = self.page.eval_on_selector_all(
            "#ranking [data-vendor]",
            "rows => rows.map(row => [row.dataset.vendor, Number(row.dataset.score)])",
        )
        return dict(rows)

    def slide(self, id: str, percent: float, *, release: bool = True) -> None:
        self.page.eval_on_selector(
            f'input[type=range][data-id="{id}"]',
            """(slider, [percent, release]) => {
                slider.value = percent;
                slider.dispatchEvent(new Event("input", { bubbles: true }));
                if (release) slider.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            [percent, release],
        )

    def share(self, id: str) -> float:
        return float(self.page.input_value(f'input[type=range][data-id="{id}"]'))

    def unfold(self, *ids: str) -> None:
        """Open the sections with these ids, all without any."""
        named = [f'[data-section="{id}"] .fold-head[aria-expanded="false"]' for id in ids]
        heads = self.page.locator(", ".join(named) or '.fold-head[aria-expanded="false"]')
        while heads.count():
            heads.first.click()

    def wait_for_charts(self, count: int = 3) -> None:
        """Open all sections, and bring chart by chart into sight until so many are drawn."""
        self.unfold()
        self.page.locator(".drawing > *").nth(count - 1).wait_for(state="attached")
        for plot in self.page.locator(".plot").all()[:count]:
            plot.scroll_into_view_if_needed()
            plot.locator(".main-svg").first.wait_for(state="attached")


@pytest.fixture
def open_page(browser, tmp_path) -> Iterator[Callable[..., Opened]]:
    """Write bytes to disk and open them as a person would, by their path.

    Charts are drawn only where ``charts`` asks for them.
    """
    contexts = []

    def open_it(content: bytes, *, fragment: str = "", charts: bool = False, **settings) -> Opened:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_bytes(content)
        context = browser.new_context(**{"locale": "en-US", "accept_downloads": True, **settings})
        contexts.append(context)
        if not charts:
            context.add_init_script(NEVER_IDLE)
        opened = Opened(context.new_page())
        opened.page.goto(f"{path.as_uri()}{fragment}")
        if settings.get("java_script_enabled", True):
            opened.page.wait_for_selector(".weights input[type=range]", state="attached")
        return opened

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def report():
    from view_reports import report

    return report()


@pytest.fixture(scope="session")
def page_bytes(report) -> bytes:
    from vendor_score.present.page.page import render_page

    return render_page(report)
