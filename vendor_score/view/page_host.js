/** The page as host: payload and setting from the document, plotly unpacked when first needed. */

import { mount } from "./main.js";

/** Start the view in this document. */
export function start() {
  const payload = JSON.parse(document.getElementById("payload").textContent);
  mount(document.getElementById("page"), {
    payload,
    weights: payload.weights,
    setWeights: () => {},
    onWeights: () => () => {},
    save: () => {},
    plotly: once(loadPlotly),
  });
}

function once(make) {
  let made = null;
  return () => (made ??= make());
}

/** plotly lies in the page packed; unpacked it is put in as the text that the policy knows. */
async function loadPlotly() {
  const packed = document.getElementById("plotly").textContent;
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  return globalThis.Plotly;
}
