/** How far each weight can move before the first place changes: a row per group or criterion. */

import { share } from "./display.js";
import { h } from "./dom.js";
import { namesOf } from "./sliders.js";
import { nodeShare, shownShares } from "./weights.js";

const TICKS = [0, 25, 50, 75, 100];

/**
 * @param {Context} context
 * @param {WeightNode[]} nodes with weight
 */
export function heldRows(context, nodes) {
  const shares = shownShares(context.model.tree, context.store.now.weights);
  return h("div.held", null,
    h("ul", null, nodes.map((node) => row(context, node, shares.get(node.id)))),
    h("div.held-row.held-axis", { "aria-hidden": "true" }, h("span"), h("span.held-track", null,
      TICKS.map((at) => h("span.held-tick", { style: `left: ${at}%` }, `${at}%`))), h("span")));
}

/** @param {Context} context @param {WeightNode} node @param {string} shown its weight */
function row(context, node, shown) {
  const { model, store, t } = context;
  const own = nodeShare(node, store.now.weights);
  const tip = context.tipping.get(node.id);
  const [low, high] = heldSpan(tip);
  return h("li.held-row", null,
    h("span.held-label", null, t.label(model.labels.get(node.id)), " ", h("strong", null, shown)),
    h("span.held-track", { "aria-hidden": "true" }, TICKS.map((at) => h("i.held-grid", { style: `left: ${at}%` })),
      h("i.held-span", { style: `left: ${100 * low}%; width: ${100 * (high - low)}%` }),
      h("i.held-now", { style: `left: ${100 * own}%` })),
    h("span.held-said", null, endsText(context, tip)));
}

/** A side on which the first place never changes is open to its end. @param {Tipping} tip */
export const heldSpan = (tip) => [tip.below.length ? tip.low : 0, tip.above.length ? tip.high : 1];

/**
 * Both ends: from where to where the first place holds, and who leads beyond.
 * @param {Context} context
 * @param {Tipping} tip
 */
export function endsText({ model, t }, tip) {
  if (!tip.below.length && !tip.above.length) return t("page.holds_always");
  const [low, high] = heldSpan(tip).map(share);
  const beyond = [];
  if (tip.below.length) beyond.push(t("page.holds_below", { names: namesOf(model, tip.below, t) }));
  if (tip.above.length) beyond.push(t("page.holds_above", { names: namesOf(model, tip.above, t) }));
  return t("page.holds_between", { low, high, beyond: beyond.join(t("page.clause")) });
}
