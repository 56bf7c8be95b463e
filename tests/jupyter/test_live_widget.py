"""The widget in a live JupyterLab: what is dragged in the page is what the kernel computes with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import nbformat
import pytest

pytestmark = [pytest.mark.jupyter, pytest.mark.browser]

LOAD = """
import pandas as pd
from vendor_score import load

points = pd.DataFrame(
    {"speed": [90, 40, 60], "price": [30, 95, 60], "care": [50, 60, 70]},
    index=["Swift Service", "Thrifty Desk", "Even Hands"],
)
settings = {"weight": 1, "answer": "number", "value": "points"}
leaves = [{"id": id, "label": id, **settings} for id in points]
decision = load(points, criteria={
    "title": "Live", "reference_date": "2026-12-01", "criteria": leaves,
})
widget = decision.tune(samples=500, lang="en")
"""
TELL = """
import json
print(json.dumps({
    "weights": widget.weights.to_dict(),
    "leaders": widget.ranking.leaders,
    "decision": widget.decision.rank().leaders,
    "topsis": widget.rank("topsis").leaders,
    "settled": widget.settled,
}))
"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
CELLS = (LOAD, "widget", TELL, 'widget.weights = {"price": 0.8}', TELL)
LOADED, WIDGET, TOLD, SET, TOLD_AGAIN = range(len(CELLS))
CHARTS = 3
PATIENCE_MS = 300_000
READY = """async () => {
    const { context, sessionContext } = jupyterapp.shell.currentWidget;
    await Promise.all([jupyterapp.restored, context.ready, sessionContext.ready]);
    await sessionContext.session.kernel.info;
}"""
RUN = """async number => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = number;
    await jupyterapp.commands.execute("notebook:run-cell");
}"""
# from the notebook itself, which has it before it is drawn
PRINTED = """number => {
    const { outputArea } = jupyterapp.shell.currentWidget.content.widgets[number];
    const printed = outputArea.model.toJSON().filter(output => output.name === "stdout");
    return printed.map(output => [output.text].flat().join("")).join("");
}"""
# a promise that a kernel never keeps would be waited for without end
WITHIN = """([done, given, most]) => Promise.race([
    eval(`(${done})`)(given),
    new Promise((_, fail) => setTimeout(() => fail(new Error("the kernel does not answer")), most)),
])"""


class Notebook:
    """A notebook that a person has open in JupyterLab."""

    def __init__(self, page) -> None:
        self.page = page
        self.asked: set[str] = set()
        self.failed: list[str] = []
        page.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.failed.append(str(error)))

    def cell(self, number: int):
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(number)

    def do(self, script: str, given: object = None) -> None:
        self.page.evaluate(WITHIN, [script, given, PATIENCE_MS])

    def run(self, number: int) -> None:
        """Run a cell, until the kernel has answered."""
        self.do(RUN, number)

    def told(self, number: int) -> dict:
        self.run(number)
        return json.loads(self.page.evaluate(PRINTED, number))

    def told_once(self, number: int, holds: Callable[[dict], bool]) -> dict:
        """What the kernel tells once it has what was last moved.

        The page sends one change at a time and keeps the newest back until the kernel has taken
        the one before, so that a cell which runs at once may still see the last but one.
        """
        for _ in range(300):
            told = self.told(number)
            if holds(told):
                break
            self.page.wait_for_timeout(100)
        return told

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Until the page has drawn what is awaited; what it is then is asserted."""
        for _ in range(600):
            if holds():
                break
            self.page.wait_for_timeout(50)

    def slider(self, id: str):
        return self.cell(WIDGET).locator(f'input[type=range][data-id="{id}"]')

    def share(self, id: str) -> float:
        return float(self.slider(id).input_value()) / 100

    def drag(self, id: str, share: float) -> None:
        """By the mouse, as a person drags: from the thumb, in steps, then let go."""
        slider = self.slider(id)
        slider.scroll_into_view_if_needed()
        box = self.resting_place(slider)
        middle = box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(box["x"] + box["width"] * self.share(id), middle)
        mouse.down()
        mouse.move(box["x"] + box["width"] * share, middle, steps=12)
        mouse.up()

    def resting_place(self, slider) -> dict:
        """Where the slider stands, once what is drawn around it moves it no more."""
        box = None
        while box != (box := slider.bounding_box()):
            self.page.wait_for_timeout(200)
        return box

    def first(self) -> str:
        rows = self.cell(WIDGET).locator("#ranking [data-vendor]")
        return rows.first.get_attribute("data-vendor")

    def wait_for_first(self, vendor: str) -> None:
        self.wait_until(lambda: self.first() == vendor)
        assert self.first() == vendor

    def wait_for_charts(self) -> None:
        folded = self.cell(WIDGET).locator('.fold-head[aria-expanded="false"]')
        while folded.count():
            folded.first.click()
        charts = self.cell(WIDGET).locator(".drawing > *")
        charts.nth(CHARTS - 1).wait_for(state="attached")

    def save(self) -> None:
        self.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        self.page.wait_for_function("!document.querySelector('.jp-mod-dirty')")


@pytest.fixture(scope="module")
def notebook(lab, browser) -> Iterator[Notebook]:
    """The cells above in a notebook of the server, loaded and with the widget shown."""
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(made, lab.folder / "tuning.ipynb")
    page = browser.new_page(viewport={"width": 1500, "height": 1600})
    opened = Notebook(page)
    page.goto(lab.page("tuning.ipynb"))
    page.wait_for_function("globalThis.jupyterapp?.shell.currentWidget?.sessionContext")
    opened.do(READY)
    opened.run(LOADED)
    opened.run(WIDGET)
    opened.slider("price").wait_for()
    opened.wait_for_charts()
    yield opened
    page.close()


def test_a_dragged_slider_moves_the_kernel_s_weights_and_ranking(notebook):
    notebook.drag("speed", 0.75)
    share = pytest.approx(notebook.share("speed"), abs=1e-3)
    told = notebook.told_once(TOLD, lambda told: told["weights"]["speed"] == share)
    assert told["weights"]["speed"] == pytest.approx(0.75, abs=0.03)
    assert told["weights"]["speed"] == share
    assert told["weights"]["price"] == pytest.approx(told["weights"]["care"])
    assert told["settled"] == 1
    assert told["leaders"] == told["decision"] == ["Swift Service"]
    notebook.wait_for_first("Swift Service")
    assert told["topsis"] == ["Swift Service"]


def test_weights_set_in_python_move_the_sliders(notebook):
    notebook.run(SET)
    notebook.page.wait_for_function(
        "slider => Number(slider.value) === 80", arg=notebook.slider("price").element_handle()
    )
    share = pytest.approx(0.8)
    told = notebook.told_once(TOLD_AGAIN, lambda told: told["weights"]["price"] == share)
    assert told["weights"]["price"] == share
    assert told["leaders"] == ["Thrifty Desk"]
    notebook.wait_for_first("Thrifty Desk")


def test_arrow_keys_move_the_slider_not_the_notebook(notebook):
    before = notebook.share("care")
    notebook.slider("care").focus()
    for _ in range(5):
        notebook.page.keyboard.press("ArrowRight")
    after = notebook.share("care")
    assert after > before
    share = pytest.approx(after, abs=1e-3)
    told = notebook.told_once(TOLD, lambda told: told["weights"]["care"] == share)
    assert told["weights"]["care"] == share


def test_the_saved_notebook_is_small_and_holds_no_script(lab, notebook):
    notebook.wait_for_charts()
    notebook.save()
    text = (lab.folder / "tuning.ipynb").read_text(encoding="utf-8")
    shown = json.loads(text)["cells"][WIDGET]["outputs"][0]["data"]
    assert {"text/plain", "text/html", "image/svg+xml"} <= set(shown)
    assert "Swift Service" in "".join(shown["text/html"])
    assert "plotly" not in text.lower()
    assert len(text) < 40_000


def test_nothing_is_asked_of_the_network_and_nothing_fails(lab, notebook):
    assert notebook.asked <= {urlsplit(lab.address).netloc, ""}
    assert notebook.failed == []
