/** The notebook as host: payload and weights from the kernel, plotly asked of it once. */

import { mount } from "./main.js";

/**
 * What anywidget calls for every place the widget is shown in; returns its clean-up.
 * @param {{ model: WidgetModel, el: HTMLElement }} given
 */
export function render({ model, el }) {
  const view = document.createElement("div");
  view.className = "vs in-notebook";
  const style = document.createElement("style");
  style.textContent = model.get("_style");
  el.append(style, view);
  const payload = JSON.parse(model.get("_payload"));
  const listeners = new Set();
  const onKernel = () => listeners.forEach((listener) => listener(model.get("_weights")));
  model.on("change:_weights", onKernel);
  const unmount = mount(view, {
    payload,
    weights: model.get("_weights"),
    setting: { lang: payload.lang },
    setWeights: (weights, isSettled) => isSettled && send(model, weights),
    onWeights: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    save,
    plotly: () => plotlyFrom(model),
  });
  return () => {
    model.off("change:_weights", onKernel);
    unmount();
    el.replaceChildren();
  };
}

/** @param {WidgetModel} model @param {number[]} weights */
function send(model, weights) {
  model.set("_weights", weights);
  model.save_changes();
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * One copy for all widgets of a page, on globalThis: in a trait it would be saved with every
 * notebook.
 * @param {WidgetModel} model
 */
function plotlyFrom(model) {
  globalThis.vendorScorePlotly ??= globalThis.Plotly ? Promise.resolve(globalThis.Plotly) : asked(model);
  return globalThis.vendorScorePlotly;
}

/** @param {WidgetModel} model */
function asked(model) {
  return new Promise((resolve, reject) => {
    /** @param {{ kind?: string }} message @param {(DataView<ArrayBuffer> | ArrayBuffer)[]} buffers */
    const onMessage = async (message, buffers) => {
      if (message?.kind !== "plotly") return;
      model.off("msg:custom", onMessage);
      try {
        const packed = "buffer" in buffers[0] ? buffers[0] : new Uint8Array(buffers[0]);
        const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
        resolve(runHidden(await new Response(stream).text()));
      } catch (error) {
        reject(error);
      }
    };
    model.on("msg:custom", onMessage);
    model.send({ kind: "plotly" });
  });
}

/** Notebooks load modules by AMD, which plotly would answer to; it is run as a plain script. @param {string} text */
function runHidden(text) {
  const { define } = globalThis;
  globalThis.define = undefined;
  try {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    script.remove();
    return globalThis.Plotly;
  } finally {
    globalThis.define = define;
  }
}
