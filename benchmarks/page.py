"""The page beside LineUp.js and a plain Tabulator table: load, pointer to paint, release.

Run on an otherwise idle machine with Chromium: ``python benchmarks/page.py [ROUNDS]``. npm puts
both libraries into a temporary folder; without npm our page is measured alone. All three get the
same points, weights and window. They take turns, each case in every round; medians are compared.

Measured are, for 50 and 200 vendors x 20 criteria:

- the time that long tasks block the page beyond 50 ms each while it loads, CPU slowed fourfold;
- the time from a moved weight to the frame that shows it, without and with the CPU slowed;
- the same from the release of a slider, which also brings up tipping points and sentences. The
  others have no release: for them it is one more move.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright
from slider import (
    WINDOW,
    fetch_build,
    fetch_lineup,
    launch_chromium,
    lineup_page,
    our_page,
    shared_data,
)

SIZES = (50, 200)
MOVES = 12
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
# until the frame that shows it: work, then what the browser does before it paints
TO_PAINT = """([name, percents]) => new Promise(async resolve => {
    const act = globalThis[name] ?? globalThis.setShare;
    const times = [];
    for (const percent of percents) {
        await new Promise(done => requestAnimationFrame(() => setTimeout(done, 120)));
        const start = performance.now();
        act(percent);
        await new Promise(done => requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = done;
            painted.port2.postMessage(0);
        }));
        times.push(performance.now() - start);
    }
    resolve(times);
})"""
LONG_TASKS = """globalThis.blocked = 0;
new PerformanceObserver(list => list.getEntries().forEach(task => {
    globalThis.blocked += Math.max(0, task.duration - 50);
})).observe({ type: "longtask", buffered: true });"""


class Measured(NamedTuple):
    """Milliseconds: blocked at load, moves and releases to paint, both with the CPU slowed too."""

    blocked: float
    moves: list[float]
    releases: list[float]
    slow_moves: list[float]
    slow_releases: list[float]


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
    """Load once, move and release; then again with the CPU slowed."""
    page = browser.new_page(viewport=WINDOW)
    session: Any = page.context.new_cdp_session(page)

    def slow(factor: int) -> None:
        session.send("Emulation.setCPUThrottlingRate", {"rate": factor})

    page.add_init_script(LONG_TASKS)
    slow(SLOWED)
    page.goto(path.as_uri())
    page.wait_for_timeout(4000)
    blocked = page.evaluate("globalThis.blocked")
    if path.name.startswith("ours"):
        page.evaluate(OURS)
    percents = [50 + 45 * (-1) ** k * (k % 7) / 7 for k in range(MOVES)]
    times = {}
    for factor in (1, SLOWED):
        slow(factor)
        page.evaluate(TO_PAINT, ["setShare", percents[:3]])  # once to warm up
        times[factor] = (
            page.evaluate(TO_PAINT, ["setShare", percents]),
            page.evaluate(TO_PAINT, ["release", percents[:8]]),
        )
    page.close()
    return Measured(blocked, *times[1], *times[SLOWED])


def report(found: dict[tuple[str, int], list[Measured]]) -> None:
    """A table row for each size and program."""
    print("| vendors | | blocked at load, CPU x4 | move | release | move, x4 | release, x4 |")
    print("|---|---|---|---|---|---|---|")
    for (who, vendors), rounds in found.items():
        timed = [(m.moves, m.releases, m.slow_moves, m.slow_releases) for m in rounds]
        figures = [statistics.median(each.blocked for each in rounds)]
        figures += [
            statistics.median(time for times in column for time in times)
            for column in zip(*timed, strict=True)
        ]
        print(f"| {vendors} | {who} | " + " | ".join(f"{x:.1f} ms" for x in figures) + " |")


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
