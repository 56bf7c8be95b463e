/** One vendor's points on every weighted criterion, against the range of the ranked vendors. */

import { answerLink } from "./chart_frame.js";
import { h } from "./dom.js";
import { valueText } from "./card.js";
import { groupColour } from "./model.js";

const TICKS = [0, 25, 50, 75, 100];

/**
 * @param {Context} context
 * @param {number} v
 * @param {{ criterion: Criterion, low: number, high: number, own: number | null }[]} rows points
 */
export function profileRows(context, v, rows) {
  const { model, t } = context;
  return h("div.profile", null,
    h("ul", null, rows.map(({ criterion, low, high, own }) => h("li.profile-row", { style: `--c: ${groupColour(model, criterion)}` },
      answerLink(context, v, criterion, h("span.answer-text", null, t.label(criterion.label))),
      h("span.held-track", { "aria-hidden": "true" }, TICKS.map((at) => h("i.held-grid", { style: `left: ${at}%` })),
        h("i.profile-span", { style: `left: ${low}%; width: ${high - low}%` }),
        own !== null && h("i.profile-dot", { style: `left: ${own}%` })),
      h("strong.profile-figure", null, answerLink(context, v, criterion, valueText(own)))))),
    h("div.profile-row.held-axis", { "aria-hidden": "true" }, h("span"), h("span.held-track", null,
      TICKS.map((at) => h("span.held-tick", { style: `left: ${at}%` }, at))), h("span")));
}
