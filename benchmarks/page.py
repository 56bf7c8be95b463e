"""The page beside LineUp.js and a plain Tabulator table: load, pointer to paint, release.

Run with Chromium: ``python benchmarks/page.py [ROUNDS]``. npm puts both libraries into a temporary
folder; without npm our page is measured alone. All three get the same points, weights and window.
They take turns, each case in every round; medians are compared. Each gesture waits until the page
has come to rest, for a bounded time, so that none pays for what the one before it left behind.

Measured are, for 50 and 200 vendors x 20 criteria:

- the time that long tasks block the page beyond 50 ms each while it loads, CPU slowed fourfold;
- the time from a moved weight to the frame that shows it, without and with the CPU slowed;
- the same from the release of a slider, which also brings up tipping points and sentences. The
  others have no release: for them it is one more move.

In brackets stands the CPU time of the page's main thread, which other programs lengthen far less
than the time that passes. A weight moves by tens of percent at once: most vendors change places.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright
from slider import (
    WINDOW,
    busy,
    fetch_build,
    fetch_lineup,
    launch_chromium,
    lineup_page,
    our_page,
    shared_data,
)

SIZES = (50, 200)
PERCENTS = (5, 80, 25, 95, 60)
SLOWED = 4
TABULATOR = "tabulator-tables@6.5.3"
TABULATOR_PAGE = """<!doctype html><meta charset="utf-8"><title>Tabulator</title>
<link rel="stylesheet" href="tabulator.min.css"><script src="tabulator.min.js"></script>
<body style="margin: 0"><div id="table"></div><script>
const { names, ids, points, shares } = DATA;
const flat = shares.flat(), first = shares[0].length;
const own = flat.slice(0, first).reduce((a, b) => a + b);
const score = (row, percent) => row.reduce((sum, x, c) => sum + x * flat[c]
    * (c < first ? percent / 100 / own : (1 - percent / 100) / (1 - own)), 0);
const rows = percent => names.map((name, v) => Object.fromEntries([["name", name],
    ["score", score(points[v], percent)], ...ids.map((id, c) => [id, points[v][c]])]))
    .sort((a, b) => b.score - a.score);
const table = new Tabulator("#table", { height: 900, data: rows(own * 100),
    columns: ["name", "score", ...ids].map(field => ({ title: field, field })) });
globalThis.rows = document.getElementById("table");
globalThis.setShare = percent => table.replaceData(rows(percent));
</script>"""
OURS = """() => {
    const slider = document.querySelector('input[data-id="g0"]');
    const set = (percent, name) => {
        slider.value = percent;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        if (name) slider.dispatchEvent(new Event(name, { bubbles: true }));
    };
    globalThis.setShare = percent => set(percent);
    globalThis.release = percent => set(percent, "change");
}"""
# until the frame that shows it: work, then what the browser does before it paints; and until a
# page that has drawn has nothing left to do (LineUp sorts 100 ms after a move)
GESTURES = """() => {
    const wait = (ms) => new Promise(done => setTimeout(done, ms));
    globalThis.atRest = async () => {
        await wait(300);
        await new Promise(done => requestIdleCallback(done, { timeout: 2000 }));
    };
    globalThis.toPaint = async (name, percent) => {
        const act = globalThis[name] ?? globalThis.setShare;
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        const start = performance.now();
        act(percent);
        await new Promise(done => requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = done;
            painted.port2.postMessage(0);
        }));
        return performance.now() - start;
    };
}"""
LONG_TASKS = """globalThis.blocked = 0;
new PerformanceObserver(list => list.getEntries().forEach(task => {
    globalThis.blocked += Math.max(0, task.duration - 50);
})).observe({ type: "longtask", buffered: true });"""


class Times(NamedTuple):
    """Milliseconds that passed, and of CPU in the page's main thread."""

    wall: float
    cpu: float


Column = tuple[str, int]  # what is done, how much the CPU is slowed
Measured = dict[Column, list[Times]]
COLUMNS: list[Column] = [("load", SLOWED)]
COLUMNS += [(name, factor) for factor in (1, SLOWED) for name in ("setShare", "release")]
HEADS = "| vendors | | blocked at load, CPU x4 | move | release | move, x4 | release, x4 |"


def tabulator_page(vendors: int, folder: Path) -> Path:
    """The same points and weights as a plain virtual table that is sorted by their sum."""
    path = folder / f"tabulator-{vendors}.html"
    path.write_text(TABULATOR_PAGE.replace("DATA", shared_data(vendors), 1), encoding="utf-8")
    return path


def fetch_tabulator(folder: Path) -> bool:
    """Unpack Tabulator's build into the folder; False without npm."""
    files = ("dist/js/tabulator.min.js", "dist/css/tabulator.min.css")
    return fetch_build(TABULATOR, files, folder)


def measure(browser: Browser, path: Path) -> Measured:
    """Load once with the CPU slowed; then move and let go, without and with it slowed."""
    page = browser.new_page(viewport=WINDOW)
    session: Any = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def slow(factor: int) -> None:
        session.send("Emulation.setCPUThrottlingRate", {"rate": factor})

    def gesture(name: str, percent: float) -> Times:
        page.evaluate("atRest()")
        before = busy(session)
        wall = page.evaluate(f"toPaint('{name}', {percent})")
        return Times(wall, (busy(session) - before) * 1000)

    page.add_init_script(LONG_TASKS)
    slow(SLOWED)
    page.goto(path.as_uri())
    page.evaluate(GESTURES)
    page.evaluate("atRest()")
    found = {("load", SLOWED): [Times(page.evaluate("blocked"), busy(session) * 1000)]}
    if path.name.startswith("ours"):
        page.evaluate(OURS)
    for name, factor in COLUMNS[1:]:
        slow(factor)
        gesture(name, 50)  # once to warm up
        found[name, factor] = [gesture(name, percent) for percent in PERCENTS]
    page.close()
    return found


def report(found: dict[tuple[str, int], list[Measured]]) -> None:
    """A table row for each size and program, and our times as parts of the others'."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(f"{HEADS}\n|---|---|---|---|---|---|---|")
    medians: dict[tuple[str, int], list[Times]] = {}
    for case, rounds in found.items():
        columns = [[times for each in rounds for times in each[column]] for column in COLUMNS]
        medians[case] = [
            Times(*map(statistics.median, zip(*each, strict=True))) for each in columns
        ]
        cells = " | ".join(f"{wall:.1f} ms ({cpu:.0f})" for wall, cpu in medians[case])
        print(f"| {case[1]} | {case[0]} | {cells} |")
    for who, vendors in found:
        if who != "page":
            pairs = zip(medians["page", vendors], medians[who, vendors], strict=True)
            parts = (f"{a.wall / max(b.wall, 0.1):.2f} ({a.cpu / b.cpu:.2f})" for a, b in pairs)
            print(f"| {vendors} | page / {who} | {' | '.join(parts)} |")


def main(rounds: int) -> None:
    """Print the table."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        makers = {"page": our_page}
        if fetch_lineup(folder) and fetch_tabulator(folder):
            makers |= {"LineUp": lineup_page, "Tabulator": tabulator_page}
        cases = {(who, n): make(n, folder) for n in SIZES for who, make in makers.items()}
        browser = launch_chromium(playwright)
        found: dict[tuple[str, int], list[Measured]] = {case: [] for case in cases}
        for _ in range(rounds):
            for case, path in cases.items():
                found[case].append(measure(browser, path))
        browser.close()
        report(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
