/** Points as colours: eleven steps of one hue, each with an ink that can be read on it (charts.css). */

import { h } from "./dom.js";

const STEPS = 10;

/** The class of a cell. @param {number} points 0 to 100 */
export const tintOf = (points) => `q${Math.min(STEPS, Math.max(0, Math.round(points / STEPS)))}`;

/** The key to the colours: the eleven steps between the two ends. @param {string} low @param {string} high */
export const tintKey = (low, high) => h("span.tint-key", null, low,
  h("span.tint-steps", { "aria-hidden": "true" }, Array.from({ length: STEPS + 1 }, (_, i) => h(`span.tint.q${i}`))), high);
