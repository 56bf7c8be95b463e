/**
 * What the page itself says about the weights at hand: who leads, by how much, how sure, and what
 * would tip it. The full verdict is made in Python (vendor_score/robustness/verdict.py) and holds
 * for the entered weights; here only the kernel runs: scores, ranks, tipping points, sampling.
 */

import { gap, number, percent, share } from "./display.js";
import { inTheRunning } from "./model.js";
import { rankedVendors } from "./score.js";
import { tippingPoint } from "./tipping.js";
import { nodeShare } from "./weights.js";

/**
 * @typedef {object} NearestTip
 * @property {string} id the group or criterion whose weight moves
 * @property {number} now its share of the whole
 * @property {number} at the share beyond which others are first
 * @property {number[]} first those vendors
 * @property {boolean} rises whether its weight rises to get there
 * @property {number} far how far that is
 */

/** @type {Set<string>} */
const NO_LOCKS = new Set();

/**
 * The nearest tipping point among what the buyer gave weight: of the top groups, where none of
 * them tips of all nodes below.
 * @param {Model} model
 * @param {Pick<Setting, "weights" | "waived">} now
 * @param {Scores} scores
 * @returns {NearestTip | null}
 */
export function nearestTip(model, now, scores) {
  if (rankedVendors(scores).length < 2) return null;
  const { vendors, points } = inTheRunning(model, now.waived);
  /** @param {Iterable<WeightNode>} nodes */
  const nearest = (nodes) => {
    /** @type {NearestTip | null} */
    let best = null;
    for (const node of nodes) {
      const own = nodeShare(node, now.weights);
      if (own <= 0) continue;
      const tip = tippingPoint(points, vendors, model.tree, now.weights, node.id, NO_LOCKS);
      for (const { at, first, rises } of [{ at: tip.low, first: tip.below, rises: false },
                                          { at: tip.high, first: tip.above, rises: true }]) {
        // twelve decimals, as in Python: equal distances must not differ by the last bit
        const far = Number(Math.abs(at - own).toFixed(12));
        if (first.length && (best === null || far < best.far)) best = { id: node.id, now: own, at, first, rises, far };
      }
    }
    return best;
  };
  return nearest(model.tree.roots) ?? nearest(model.tree.nodes.values());
}

/**
 * Who leads at weights that were moved, in one sentence. Where the page holds rounded figures
 * only, a lead that rounding alone can make or hide is not called a lead.
 * @param {Model} model
 * @param {Scores} scores
 * @param {number | null} firstShare how often the leader is first in draws, where that is known
 * @param {Translator} t
 * @returns {string}
 */
export function leadSentence(model, scores, firstShare, t) {
  const inOrder = rankedVendors(scores);
  const { vendors } = model.payload;
  if (!inOrder.length) {
    const isOut = vendors.some((vendor) => vendor.knock_outs.length);
    return t(isOut ? "verdict.nobody_out" : "verdict.nobody_scored", { n: vendors.length });
  }
  const [leader, second] = inOrder;
  if (second === undefined) return t("verdict.moved_single", { leader: vendors[leader].name });
  const { given } = model.problem;
  const margin = scores.scores[leader] - scores.scores[second];
  // each of two rounded scores may be half a unit off, and so may the rounded points below them
  const blur = given ? 2 * 10 ** -given.decimals + 1e-9 : 0;
  const level = inOrder.filter((v) => scores.ranks[v] === 1 || scores.scores[leader] - scores.scores[v] <= blur);
  const sure = firstShare === null ? "" : t(given ? "verdict.moved_sure_about" : "verdict.moved_sure",
    { share: share(firstShare), band: percent(model.payload.sure.smaa.band) });
  if (level.length > 1) {
    return t(given ? "verdict.moved_level_about" : "verdict.moved_level", { names: names(model, level, t) });
  }
  return t(given ? "verdict.moved_about" : "verdict.moved",
    { leader: vendors[leader].name, second: vendors[second].name, margin: gap(margin), sure });
}

/** @param {Model} model @param {number[]} vendors @param {Translator} t */
function names(model, vendors, t) {
  const [a, b] = vendors.map((v) => model.payload.vendors[v].name);
  if (vendors.length === 2) return t("verdict.and_two", { a, b });
  return t("verdict.and_more", { a, n: vendors.length - 1, total: vendors.length });
}

/**
 * How far the first place stays at other weights, in words: a share alone is easily taken for a
 * chance of being right. The bounds are those of vendor_score/robustness/verdict.py.
 * @param {number} firstShare
 * @param {Translator} t
 */
export function sameFirst(firstShare, t) {
  return t(`page.same_first.${firstShare >= 1 ? "all" : firstShare >= 0.9 ? "nearly" : firstShare > 0.5 ? "most" : "some"}`);
}

/** The rule of the verdict with its thresholds named. @param {Model} model @param {Translator} t */
export function verdictRule(model, t) {
  const { verdict_settings: settings, sure } = model.payload;
  return t("verdict.explained", { lead_share: share(settings.lead_share), lead_points: number(settings.lead_points),
    excluded_share: share(settings.excluded_share), samples: number(sure.smaa.samples), band: share(sure.smaa.band) });
}
