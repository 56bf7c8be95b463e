/** Two vendors, what speaks for each: bars to both sides of zero, one below the other or in steps. */

import { ticks } from "./chart_frame.js";
import { gap, points } from "./display.js";
import { bdi, h } from "./dom.js";

/**
 * The scale of a chart: its ends, zero among them, and where a value stands between them.
 * @param {number[]} values
 */
export function scaleOver(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = high - low || 1;
  /** @param {number} value in percent of the width */
  const at = (value) => ((value - low) / room) * 100;
  return { low, high: low + room, at };
}

/** A difference with its sign. @param {number} x */
export const signed = (x) => (x === 0 ? points(0) : `${x > 0 ? "+" : "−"}${gap(Math.abs(x))}`);

/**
 * A bar on the common scale with its figure at the end that points away from zero.
 * @param {ReturnType<typeof scaleOver>} scale
 * @param {PairStep} step
 */
function bar(scale, { from, to, isTotal }) {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const way = to >= from ? "for-a" : "for-b";
  const [start, end] = [scale.at(low), scale.at(high)];
  return h(`span.pair-track.${way}`, { "aria-hidden": "true", style: `--zero: ${scale.at(0)}%` },
    ticks(scale.low, scale.high).map((value) => h(value === 0 ? "i.pair-grid.zero" : "i.pair-grid", { style: `left: ${scale.at(value)}%` })),
    h(isTotal ? "i.pair-bar.total" : "i.pair-bar", { style: `left: ${start}%; width: ${end - start}%` }),
    h("strong.pair-figure", { style: to >= from ? `left: ${end}%` : `right: ${100 - start}%` }, signed(to - from)));
}

/**
 * The chart: names at both ends of the axis, a row per step, ticks below.
 * @param {{ names: [string, string], steps: PairStep[], kind: string, unit: string }} given names: of a (right) and of b (left)
 */
export function pairChart({ names, steps, kind, unit }) {
  const [a, b] = names;
  const scale = scaleOver(steps.flatMap((step) => [step.from, step.to]));
  const rows = steps.map((step) => h(step.isTotal ? "li.pair-row.total" : "li.pair-row", null,
    h("span.pair-label", null, step.label), h("span.pair-side.b", null, step.left),
    h("span.hidden-text", null, `${signed(step.to - step.from)}`), bar(scale, step), h("span.pair-side.a", null, step.right)));
  const axis = h("div.pair-row.pair-axis", { "aria-hidden": "true" }, h("span.pair-label"), h("span.pair-side.b"),
    h("span.pair-track", null, ticks(scale.low, scale.high).map((value) => h("span.pair-tick", { style: `left: ${scale.at(value)}%` }, tickText(value)))),
    h("span.pair-side.a", null, unit));
  const ends = h("div.pair-row.pair-ends", null, h("span.pair-label"),
    h("span.pair-end.b", null, h("span", { "aria-hidden": "true" }, "← "), bdi(b)),
    h("span.pair-end.a", null, bdi(a), h("span", { "aria-hidden": "true" }, " →")));
  return h(`div.pair-chart.${kind}`, null, ends, h("ul", null, rows), axis);
}

/** @param {number} value */
const tickText = (value) => (value === 0 ? "0" : `${value > 0 ? "+" : "−"}${Number(Math.abs(value).toPrecision(6))}`);
