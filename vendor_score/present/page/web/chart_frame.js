/** The frame of a chart that is drawn as plain elements: drawing, table twin, pictures by plotly. */

import { h } from "./dom.js";
import { isOnPaper } from "./paper.js";
import { saves } from "./plots.js";
import { fixMark, isCorrected } from "./reading.js";

/**
 * A chart as elements of the page, which any screen and reader shows; the twin is made when it is
 * asked for. ``make`` gives the figure that is saved as a picture.
 * @param {Pick<Context, "t" | "plots">} context
 * @param {ElementChart} chart
 * @returns {{ el: HTMLElement, update: () => void }}
 */
export function elementChart({ t, plots }, chart) {
  const drawing = h("div.drawing");
  const foot = h("div.chart-foot");
  const el = h("div.chart.of-elements", null, drawing, foot);
  const { table } = chart;
  const twin = table && h("div.scroll.twin", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: chart.title }) });
  const fill = () => { if (table && twin && details?.open) twin.replaceChildren(table()); };
  const details = twin && h("details.twin-of", { ontoggle: fill }, h("summary", null, t("page.as_table")), twin);
  foot.classList.toggle("right", !details);
  foot.append(...(details ? [details] : []), saves({ t, plots }, () => chart));
  return { el, update: () => {
    drawing.replaceChildren(chart.draw());
    fill();
  } };
}

/**
 * Hear of each new width of an element on screen, since it changes what has room.
 * @param {Context} context
 * @param {HTMLElement} el
 * @param {(width: number) => void} act px, never 0
 */
export function watchWidth({ disposals }, el, act) {
  let last = 0;
  const watcher = new ResizeObserver(() => {
    const width = Math.round(el.clientWidth);
    if (!width || width === last || isOnPaper()) return;
    last = width;
    act(width);
  });
  watcher.observe(el);
  disposals.push(() => watcher.disconnect());
}

/**
 * A button that opens the card of an answer: what was written, where, the evidence, the remarks.
 * @param {Context} context
 * @param {number} v
 * @param {Criterion} criterion one that takes part
 * @param {...Child} children
 */
export function answerLink(context, v, criterion, ...children) {
  const { model, t } = context;
  const node = model.tree.nodes.get(criterion.id);
  if (node) return nodeLink(context, v, node, ...children);
  return h("span", null, ...children, fixMark(isCorrected(model.payload.vendors[v].answers[model.positions.get(criterion.id)]), t));
}

/**
 * The same for whatever a vendor gains in a group or criterion.
 * @param {Context} context
 * @param {number} v
 * @param {WeightNode} node
 * @param {...Child} children
 */
export function nodeLink({ card, model, store, t }, v, node, ...children) {
  const rests = node.columns.some((column) => (node.columns.length === 1 || store.now.weights[column] > 0) && isCorrected(card.answer(v, model.columns[column])));
  return h("button.answer-link", { type: "button", onclick: (event) => card.pick(v, node, event.currentTarget) }, ...children, fixMark(rests, t));
}

/** Ticks at round numbers that cover from low to high, 0 among them. @param {number} low @param {number} high @param {number} [most] */
export function ticks(low, high, most = 5) {
  const step = roundStep((high - low) / most);
  const from = Math.ceil(low / step - 1e-9);
  const to = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/** 1, 2 or 5 times a power of ten, not below. @param {number} least */
function roundStep(least) {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10);
}
