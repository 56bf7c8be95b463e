/** The charts of how sure the ranking is: figures of the payload, filled in for the weights at hand. */

import { share } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { HUES } from "./model.js";
import { table } from "./plots.js";
import { namesOf } from "./sliders.js";
import { nodeShare } from "./weights.js";

/** So many vendors have room in a chart; its table has them all. */
export const MOST = 24;

const COLUMNS = 12;
const DARK = 0.6; // from here on white figures read better on the cell

/**
 * A figure whose title stands above it in the page already.
 * @param {Context} context
 * @param {string} name
 * @param {number} height
 */
function bare(context, name, height) {
  const figure = context.plots.figure(name);
  delete figure.layout.title;
  delete figure.layout.xaxis.title;
  Object.assign(figure.layout, { height, margin: { ...figure.layout.margin, t: 12 } });
  return figure;
}

/** Ranks 1 to n; of many only every fifth is named. @param {Figure} figure @param {number} n */
function rankAxis(figure, n) {
  const named = Array.from({ length: n }, (_, i) => i + 1).filter((rank) => n <= COLUMNS || rank === 1 || rank % 5 === 0);
  Object.assign(figure.layout.xaxis, { range: [0.5, n + 0.5], tickvals: named });
}

/** @param {Model} model @param {number} v */
const shortName = (model, v) => escapeLabel(model.payload.vendors[v].name);

/** Vendors x places. @param {Context} context @param {Acceptability} found @param {number[]} order of all vendors */
export function acceptabilityFigure(context, found, order) {
  const rows = found.vendors.map((v, i) => ({ v, ranks: found.ranks[i] }))
    .sort((a, b) => order.indexOf(a.v) - order.indexOf(b.v)).slice(0, MOST);
  const figure = bare(context, "acceptability", 70 + 30 * Math.max(rows.length, 1));
  const [cells] = figure.data;
  const places = rows.map((_, i) => i);
  cells.x = places.map((place) => place + 1);
  cells.y = places;
  const shares = rows.map(({ ranks }) => ranks.slice(0, MOST));
  cells.z = shares;
  cells.customdata = shares.map((row) => row.map(share));
  figure.layout.yaxis.tickvals = places;
  figure.layout.yaxis.ticktext = rows.map(({ v }) => shortName(context.model, v));
  rankAxis(figure, places.length);
  figure.layout.annotations = places.length > COLUMNS ? [] : shares.flatMap((row, y) => row.flatMap((part, x) => (part > 0
    ? [{ x: x + 1, y, text: share(part), showarrow: false, font: { size: 11, ...(part >= DARK && { color: "#fff" }) } }] : [])));
  return figure;
}

/** The top groups with weight: how far each can move before the first place changes. @param {Context} context */
export function tippingFigure(context) {
  const { model, store, t } = context;
  const nodes = model.tree.roots.filter((node) => nodeShare(node, store.now.weights) > 0);
  const figure = bare(context, "tipping_points", 60 + 30 * Math.max(nodes.length, 1));
  const [bars, marks] = figure.data;
  const tips = nodes.map((node) => context.tipping.get(node.id));
  bars.y = marks.y = nodes.map((_, i) => i);
  bars.base = tips.map((tip) => 100 * holds(tip)[0]);
  bars.x = tips.map((tip) => 100 * (holds(tip)[1] - holds(tip)[0]));
  bars.hovertext = tips.map((tip) => escapeLabel(tipText(context, tip)));
  marks.x = nodes.map((node) => 100 * nodeShare(node, store.now.weights));
  figure.layout.yaxis.tickvals = bars.y;
  figure.layout.yaxis.ticktext = nodes.map((node) => escapeLabel(t.label(model.labels.get(node.id))));
  return figure;
}

/** A side on which the first place never changes is open to its end. @param {Tipping} tip */
const holds = (tip) => [tip.below.length ? tip.low : 0, tip.above.length ? tip.high : 1];

/** @param {Context} context @param {Tipping} tip */
function tipText({ model, t }, tip) {
  const said = [];
  if (tip.below.length) said.push(t("page.tips_below", { at: share(tip.low), names: namesOf(model, tip.below, t) }));
  if (tip.above.length) said.push(t("page.tips_above", { at: share(tip.high), names: namesOf(model, tip.above, t) }));
  return said.join(" ") || t("chart.never");
}

/** Every group and criterion with weight. @param {Context} context */
export function tippingTable(context) {
  const { model, store, t } = context;
  const nodes = [...model.tree.nodes.values()].filter((node) => nodeShare(node, store.now.weights) > 0);
  return table([t.title("terms.criterion"), { figure: t.title("terms.weight") }, t.title("terms.tipping_point")],
    nodes.map((node) => [t.label(model.labels.get(node.id)), { figure: share(nodeShare(node, store.now.weights)) },
      tipText(context, context.tipping.get(node.id))]));
}

/** Best to worst place of each vendor, and a mark at its reported one. @param {Context} context */
export function intervalsFigure(context) {
  const { payload } = context.model;
  const { missing_ranks: spans } = payload.sure;
  const shown = payload.order.flatMap((v) => (spans[v] ? [{ v, span: spans[v] }] : [])).slice(0, MOST);
  const figure = bare(context, "rank_intervals", 70 + 28 * Math.max(shown.length, 1));
  const [line, marks] = figure.data;
  const lines = shown.map(({ span }, y) => ({ ...line, x: span, y: [y, y], hovertemplate: `${span.join("–")}<extra></extra>` }));
  marks.y = shown.map((_, y) => y);
  marks.x = shown.map(({ v }) => context.model.baseline.ranks[v]);
  figure.data = [...lines, marks];
  rankAxis(figure, Math.max(1, ...shown.map(({ span }) => span[1])));
  figure.layout.yaxis.tickvals = marks.y;
  figure.layout.yaxis.ticktext = shown.map(({ v }) => shortName(context.model, v));
  return figure;
}

/**
 * A line per vendor through the ranks that the methods give it, methods from top to bottom.
 * @param {Context} context
 */
export function methodsFigure(context) {
  const { model, t } = context;
  const results = ranking(model.payload.sure.methods);
  const shown = model.payload.order.filter((v) => results[0].ranks[v] !== null).slice(0, MOST);
  const figure = bare(context, "methods", 80 + 22 * results.length + 20 * shown.length);
  const [line] = figure.data;
  const places = results.map((_, at) => at);
  figure.data = shown.map((v, i) => ({ ...line, name: shortName(model, v), x: results.map((found) => found.ranks[v]), y: places,
    line: { color: colourOfHue(model, (i % HUES) + 1) }, marker: { ...line.marker, symbol: SYMBOLS[i % SYMBOLS.length] } }));
  rankAxis(figure, Math.max(1, ...figure.data.flatMap((trace) => trace.x)));
  Object.assign(figure.layout.yaxis, { range: [results.length - 0.5, -0.5], tickvals: places,
    ticktext: results.map((found) => escapeLabel(t.label(found.label))) });
  figure.layout.legend = { orientation: "h", y: 0, yanchor: "top", x: 0 };
  return figure;
}

const SYMBOLS = ["circle", "square", "diamond", "cross", "triangle-up", "x", "star"];

/**
 * The methods that gave a ranking, those that enter the verdict first.
 * @param {Methods | null} methods
 * @returns {{label: Label, ranks: (number | null)[]}[]}
 */
const ranking = (methods) => [true, false].flatMap((isHeadline) => (methods?.results ?? []).flatMap(
  ({ label, ranks, headline }) => (ranks && headline === isHeadline ? [{ label, ranks }] : [])));

/** @param {Context} context */
export function methodsTable(context) {
  const { model, t } = context;
  const results = ranking(model.payload.sure.methods);
  const rows = model.payload.order.filter((v) => results[0].ranks[v] !== null);
  return table([t.title("terms.vendor"), ...results.map((found) => ({ figure: t.label(found.label) }))],
    rows.map((v) => [bdi(model.payload.vendors[v].name), ...results.map((found) => ({ figure: found.ranks[v] ?? "–" }))]));
}

/**
 * The literal colour of a hue; the inks are swapped when a chart is drawn.
 * @param {Model} model
 * @param {number} hue
 */
export function colourOfHue(model, hue) {
  return Object.entries(model.payload.charts.inks).find(([, name]) => name === `--g${hue}`)?.[0] ?? "#000000";
}

/** A table that stands on paper only, where its chart does not. @param {Child} content */
export const onPaper = (content) => h("div.print-only", null, content);
