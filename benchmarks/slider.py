"""A dragged slider: work per frame until the ranking is redrawn, for 10, 50 and 200 vendors.

Run on an otherwise idle machine with Chromium: ``python benchmarks/slider.py``. The page is opened
from disk; a slider moves once per animation frame, to both ends and back in 180 frames. Counted is
the time from the move to the finished layout (scores, texts, order of rows, transforms), and the
time from frame to frame, which the screen's own 16.7 ms bound from below.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

from vendor_score.library import load
from vendor_score.report.build import build_report
from vendor_score.report.page import render_page

GROUPS, LEAVES = 5, 4
SIZES = (10, 50, 200)
DRAG = """id => new Promise(resolve => {
    const slider = document.querySelector(`input[data-id="${id}"]`);
    const ranking = document.getElementById("ranking");
    const work = [], frames = [];
    let last = performance.now(), left = 180;
    const step = now => {
        frames.push(now - last);
        last = now;
        const start = performance.now();
        slider.value = 50 + 45 * Math.sin(left * Math.PI / 90);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        ranking.getBoundingClientRect();
        work.push(performance.now() - start);
        left -= 1;
        if (left) requestAnimationFrame(step); else resolve({ work, frames: frames.slice(1) });
    };
    requestAnimationFrame(step);
})"""


def page_of(vendors: int) -> bytes:
    """A report on random points: so many vendors, 20 criteria in 5 groups."""
    ids = [[f"c{group}_{leaf}" for leaf in range(LEAVES)] for group in range(GROUPS)]
    criteria = {
        "title": "Slider benchmark",
        "reference_date": "2026-12-01",
        "criteria": [
            {
                "id": f"g{group}",
                "weight": 1 + group,
                "criteria": [
                    {"id": id, "label": id, "weight": 1, "answer": "number", "value": "points"}
                    for id in leaves
                ],
            }
            for group, leaves in enumerate(ids)
        ],
    }
    points = np.random.default_rng(1).uniform(20, 100, (vendors, GROUPS * LEAVES)).round(1)
    names = [f"Vendor {number:03}" for number in range(1, vendors + 1)]
    table = pd.DataFrame(points, index=names, columns=[id for leaves in ids for id in leaves])
    return render_page(build_report(load(table, criteria=criteria).rank(), samples=1000, lang="en"))


def measure(page: Page, vendors: int, folder: Path) -> dict[str, list[float]]:
    path = folder / f"{vendors}.html"
    path.write_bytes(page_of(vendors))
    page.goto(path.as_uri())
    page.locator(".plot .main-svg").nth(5).wait_for(state="attached")
    page.wait_for_timeout(1000)
    page.evaluate(DRAG, "g0")  # once to warm up
    found: dict[str, list[float]] = page.evaluate(DRAG, "g0")
    return found


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        print("vendors x 20 criteria: work per frame (median, 95th), frame to frame (median)")
        for vendors in SIZES:
            found = measure(page, vendors, Path(folder))
            work = sorted(found["work"])
            late = work[int(len(work) * 0.95)]
            frame = statistics.median(found["frames"])
            print(
                f"{vendors:4}: {statistics.median(work):5.1f} ms, {late:5.1f} ms, {frame:5.1f} ms"
            )
        browser.close()


if __name__ == "__main__":
    main()
