/** The charts of how sure the ranking is: figures of the payload, filled in for the weights at hand. */

import { share } from "./display.js";
import { endsText, heldSpan } from "./held_rows.js";
import { escapeLabel } from "./labels.js";
import { nodeShare } from "./weights.js";

/** So many vendors have room in a chart; its table has them all. */
export const MOST = 24;

const COLUMNS = 12;

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
    ? [{ x: x + 1, y, text: share(part), showarrow: false, font: { size: 11, color: figure.layout.meta.inks[Math.round(part * 10)] } }] : [])));
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
  bars.base = tips.map((tip) => 100 * heldSpan(tip)[0]);
  bars.x = tips.map((tip) => 100 * (heldSpan(tip)[1] - heldSpan(tip)[0]));
  bars.hovertext = tips.map((tip) => escapeLabel(endsText(context, tip)));
  marks.x = nodes.map((node) => 100 * nodeShare(node, store.now.weights));
  figure.layout.yaxis.tickvals = bars.y;
  figure.layout.yaxis.ticktext = nodes.map((node) => escapeLabel(t.label(model.labels.get(node.id))));
  return figure;
}

/**
 * The literal colour of a hue; the inks are swapped when a chart is drawn.
 * @param {Model} model
 * @param {number} hue
 */
export function colourOfHue(model, hue) {
  return Object.entries(model.payload.charts.inks).find(([, name]) => name === `--g${hue}`)?.[0] ?? "#000000";
}
