"""A dragged weight: our page beside LineUp.js, for 10, 50 and 200 vendors x 20 criteria.

Run on an otherwise idle machine with Chromium: ``python benchmarks/slider.py [ROUNDS]``. npm puts
LineUp.js into a temporary folder; without npm our page is measured alone. Both get the same points,
weights and window, and the same gesture: the share of one group moves once per animation frame, to
both ends and back in 180 frames, the others in proportion. LineUp's animations are off.
The two take turns, each size in every round; medians are compared.

Measured are the time from frame to frame, which the screen's own 16.7 ms bound from below; the time
that the page's main thread works per move; and, for single moves, the time until the last text or
element of the ranking has changed (movement that follows is not counted).
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from vendor_score.library import load
from vendor_score.present.page.page import render_page
from vendor_score.present.report import build_report

GROUPS, LEAVES = 5, 4
IDS = [[f"c{group}_{leaf}" for leaf in range(LEAVES)] for group in range(GROUPS)]
COLUMNS = [id for leaves in IDS for id in leaves]
SIZES = (10, 50, 200)
MOVES = 180
WINDOW = ViewportSize(width=1360, height=900)
LINEUP = "lineupjs@4.16.0"

# what both pages offer to the gestures below: setShare(percent), rows
OUR_MOVE = """() => {
    const slider = document.querySelector('input[data-id="g0"]');
    globalThis.rows = document.getElementById("ranking");
    globalThis.setShare = percent => {
        slider.value = percent;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
}"""
LINEUP_PAGE = """<!doctype html><meta charset="utf-8"><title>LineUp</title>
<link rel="stylesheet" href="LineUpJS.css"><script src="LineUpJS.js"></script>
<body style="margin: 0"><div id="lineup" style="height: 900px"></div><script>
const { names, ids, points, shares } = DATA;
const fields = v => ids.map((id, c) => [id, points[v][c]]);
const table = names.map((name, v) => Object.fromEntries([["name", name], ...fields(v)]));
const builder = LineUpJS.builder(table).animated(false).sidePanel(false);
builder.column(LineUpJS.buildStringColumn("name"));
ids.forEach(id => builder.column(LineUpJS.buildNumberColumn(id, [0, 100])));
const weighted = ids.flatMap((id, c) => [id, shares.flat()[c]]);
builder.ranking(LineUpJS.buildRanking().column("name").weightedSum("Score", ...weighted));
const lineup = builder.build(document.getElementById("lineup"));
const stack = lineup.data.getFirstRanking().children.find(column => column.desc.type === "stack");
stack.setWidth(700);
stack.setWeights(shares.flat());
stack.sortByMe(false);
globalThis.rows = document.getElementById("lineup");
globalThis.setShare = percent => {
    const rest = 1 - shares[0].reduce((a, b) => a + b);
    const whole = (group, share) => group.map(each => each * share);
    stack.setWeights([...whole(shares[0], percent / 100 / (1 - rest)),
        ...shares.slice(1).flatMap(group => whole(group, (1 - percent / 100) / rest))]);
};
</script>"""
DRAG = """moves => new Promise(resolve => {
    const frames = [];
    let last = performance.now(), left = moves;
    const step = now => {
        frames.push(now - last);
        last = now;
        setShare(50 + 45 * Math.sin(left * Math.PI / 90));
        rows.getBoundingClientRect();
        left -= 1;
        if (left) requestAnimationFrame(step); else setTimeout(() => resolve(frames.slice(1)), 400);
    };
    requestAnimationFrame(step);
})"""
MOVE_ONCE = """percent => new Promise(resolve => {
    const start = performance.now();
    let last = start;
    const seen = new MutationObserver(() => { last = performance.now(); });
    seen.observe(rows, { subtree: true, childList: true, characterData: true });
    setShare(percent);
    rows.getBoundingClientRect();
    setTimeout(() => { seen.disconnect(); resolve(last - start); }, 600);
})"""


class Measured(NamedTuple):
    """Milliseconds: between frames of a drag, of work per move, from single moves to the end."""

    frames: list[float]
    work: float
    redraws: list[float]


def points_of(vendors: int) -> pd.DataFrame:
    """Random points of so many vendors on 20 criteria."""
    points = np.random.default_rng(1).uniform(20, 100, (vendors, GROUPS * LEAVES)).round(1)
    names = [f"Vendor {number:03}" for number in range(1, vendors + 1)]
    return pd.DataFrame(points, index=names, columns=COLUMNS)


def our_page(vendors: int, folder: Path) -> Path:
    """A report on these points, 20 criteria in 5 groups."""
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
            for group, leaves in enumerate(IDS)
        ],
    }
    ranking = load(points_of(vendors), criteria=criteria).rank()
    path = folder / f"ours-{vendors}.html"
    path.write_bytes(render_page(build_report(ranking, samples=1000, lang="en")))
    return path


def shared_data(vendors: int) -> str:
    """The same points and weights for other libraries, as JSON."""
    points = points_of(vendors)
    whole = sum(range(1, GROUPS + 1)) * LEAVES
    return json.dumps(
        {
            "names": list(points.index),
            "ids": COLUMNS,
            "points": points.to_numpy().tolist(),
            "shares": [[(1 + group) / whole] * LEAVES for group in range(GROUPS)],
        }
    )


def lineup_page(vendors: int, folder: Path) -> Path:
    """The same points and weights in LineUp.js, whose build lies in the folder."""
    path = folder / f"lineup-{vendors}.html"
    path.write_text(LINEUP_PAGE.replace("DATA", shared_data(vendors), 1), encoding="utf-8")
    return path


def fetch_lineup(folder: Path) -> bool:
    """Unpack LineUp's build into the folder; False without npm."""
    return fetch_build(LINEUP, ("build/LineUpJS.js", "build/LineUpJS.css"), folder)


def fetch_build(package: str, files: Sequence[str], folder: Path) -> bool:
    """Unpack files of an npm package (``name@version``) into the folder; False without npm."""
    npm = shutil.which("npm")
    if npm is None:
        return False
    subprocess.run(
        [npm, "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    with tarfile.open(next(folder.glob(f"{package.partition('@')[0]}-*.tgz"))) as packed:
        for name in files:
            member = packed.extractfile(f"package/{name}")
            assert member is not None
            (folder / Path(name).name).write_bytes(member.read())
    return True


def launch_chromium(playwright: Playwright) -> Browser:
    """The Chromium of this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    chromium = next(filter(None, map(shutil.which, names)))
    return playwright.chromium.launch(executable_path=chromium)


def measure(page: Page, path: Path) -> Measured:
    page.goto(path.as_uri())
    if path.name.startswith("ours"):
        page.evaluate(OUR_MOVE)
    page.wait_for_timeout(1000)
    page.evaluate(DRAG, MOVES)  # once to warm up
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = busy(session)
    frames: list[float] = page.evaluate(DRAG, MOVES)
    work = (busy(session) - before) * 1000 / MOVES
    redraws = [page.evaluate(MOVE_ONCE, percent) for percent in (5, 95, 20, 80, 35, 65)]
    return Measured(frames, work, redraws)


def busy(session: Any) -> float:
    """Seconds that the page's main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def run(rounds: int, folder: Path, page: Page) -> dict[tuple[str, int], list[Measured]]:
    makers = {"ours": our_page}
    if fetch_lineup(folder):
        makers["LineUp"] = lineup_page
    paths = {(who, n): make(n, folder) for n in SIZES for who, make in makers.items()}
    found: dict[tuple[str, int], list[Measured]] = {case: [] for case in paths}
    for _ in range(rounds):
        for case, path in paths.items():
            found[case].append(measure(page, path))
    return found


def report(found: dict[tuple[str, int], list[Measured]]) -> None:
    """A table row for each size and program."""
    print("| vendors | | frame to frame, median | 95th | work per move | until the last change |")
    print("|---|---|---|---|---|---|")
    for (who, vendors), rounds in found.items():
        frames = sorted(frame for each in rounds for frame in each.frames)
        figures = (
            statistics.median(frames),
            frames[int(len(frames) * 0.95)],
            statistics.median(each.work for each in rounds),
            statistics.median(redraw for each in rounds for redraw in each.redraws),
        )
        print(f"| {vendors} | {who} | " + " | ".join(f"{x:.1f} ms" for x in figures) + " |")


def main(rounds: int) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch_chromium(playwright)
        report(run(rounds, Path(folder), browser.new_page(viewport=WINDOW)))
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
