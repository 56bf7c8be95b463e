"""The notebook's view in a real browser, with a stand-in for the kernel's side of the model."""

# ruff: noqa: E501 - lines of JavaScript

from __future__ import annotations

import base64
import json

import pytest
from view_reports import decision

from vendor_score.notebook import tune

pytestmark = pytest.mark.browser

MODEL = """
globalThis.makeModel = (traits, packed) => {
    const listeners = new Map();
    const tell = (name, ...values) => (listeners.get(name) ?? []).forEach(l => l(...values));
    return {
        saved: 0, sent: [],
        get: name => traits[name],
        set(name, value) { traits[name] = value; tell(`change:${name}`); },
        save_changes() { this.saved += 1; },
        on(name, listener) { listeners.set(name, [...(listeners.get(name) ?? []), listener]); },
        off(name, listener) { listeners.set(name, (listeners.get(name) ?? []).filter(l => l !== listener)); },
        send(message) {
            this.sent.push(message);
            const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
            setTimeout(() => tell("msg:custom", { kind: "plotly" }, [new DataView(bytes.buffer)]), 10);
        },
    };
};
"""


@pytest.fixture
def shown(browser):
    from vendor_score.present.page.page import plotly_script

    widget = tune(decision(), samples=500)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.evaluate(MODEL)
    traits = {"_payload": widget._payload, "_style": widget._style, "_weights": widget._weights}
    packed = base64.b64encode(plotly_script().packed).decode()
    page.evaluate(
        """async ([esm, traits, packed]) => {
            globalThis.define = Object.assign(() => { throw new Error("AMD"); }, { amd: {} });
            const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
            const widget = (await import(url)).default;
            globalThis.model = makeModel(traits, packed);
            const el = document.createElement("div");
            document.body.append(el);
            globalThis.stop = widget.render({ model, el });
        }""",
        [widget._esm, traits, packed],
    )
    yield widget, page, said
    page.close()


def first(page) -> str:
    return page.locator("#ranking [data-vendor]").first.get_attribute("data-vendor")


def test_the_widget_draws_with_plotly_asked_of_the_kernel_once(shown):
    _, page, said = shown
    for head in page.locator(".fold-head").all():
        head.click()
    page.locator(".drawing > *").nth(2).wait_for(state="attached")
    assert page.evaluate("model.sent") == []  # charts are plain elements; plotly draws pictures
    for button in page.locator(".saves button").all()[:3]:
        with page.expect_download():
            button.click()
    assert page.evaluate("model.sent") == [{"kind": "plotly"}]
    assert page.evaluate("typeof globalThis.define") == "function"
    assert said == []


def test_a_slider_moves_the_kernel_s_ranking(shown):
    widget, page, _ = shown
    page.eval_on_selector(
        'input[data-id="certificates"]',
        """s => { s.value = 90; s.dispatchEvent(new Event("input", { bubbles: true }));
                   s.dispatchEvent(new Event("change", { bubbles: true })); }""",
    )
    widget._weights = page.evaluate("model.get('_weights')")
    assert widget.weights["certificates"] == pytest.approx(0.9)
    assert widget.ranking.leaders == (first(page),)
    assert widget.settled == 1
    assert page.evaluate("model.saved") == 1


def test_the_kernel_moves_the_sliders(shown):
    widget, page, _ = shown
    widget.weights = {"certificates": 0.9}
    page.evaluate("weights => model.set('_weights', weights)", widget._weights)
    assert float(page.input_value('input[data-id="certificates"]')) == pytest.approx(90)
    assert widget.ranking.leaders == (first(page),)
    page.evaluate("stop()")
    assert page.locator(".vs").count() == 0


def test_a_saved_notebook_shows_html_and_a_small_picture():
    widget = tune(decision(), samples=500)
    data, _ = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "Northgate BPO" in data["text/html"]
    assert data["image/svg+xml"].startswith("<svg")
    assert len(data["image/svg+xml"]) < 8_000
    assert "plotly" not in json.dumps(data)
    assert "Plotly.newPlot" not in widget._esm
    assert len(widget._esm) < 300_000
