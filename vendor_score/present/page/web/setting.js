/**
 * Weights, locks and language as a short text: for the address, for chats and mails.
 *
 * ``w=response_time:30,data_security:20,first_response:5&l=data_security&lang=zh``: shares of the
 * whole in percent. A group stands for its criteria where these keep their entered proportions.
 */

import { editsText, hasEdits } from "./edits.js";
import { decoded, visitText } from "./visit.js";
import { WeightError, changeShares, nodeShare, proportions } from "./weights.js";

const CLOSE = 1e-12;

/**
 * @param {WeightTree} tree
 * @param {number[]} entered
 * @param {{weights: number[], locks: Iterable<string>, lang?: string, visit?: Visit, edits?: Edits, listing?: string}} setting
 * @param {number} [digits] 17 give every weight back exactly; 12 are what people want to read
 */
export function settingText(tree, entered, { weights, locks, lang, visit, edits, listing }, digits = 17) {
  const parts = [`w=${namedShares(tree, entered, weights).map(([id, share]) =>
    `${encodeURIComponent(id)}:${Number((share * 100).toPrecision(digits))}`).join(",")}`];
  const locked = [...locks];
  if (locked.length) parts.push(`l=${locked.map(encodeURIComponent).join(",")}`);
  if (lang) parts.push(`lang=${lang}`);
  if (visit?.at) parts.push(visitText(visit));
  if (listing) parts.push(listing);
  if (edits && hasEdits(edits)) parts.push(editsText(edits));
  return parts.join("&");
}

/**
 * The fewest nodes whose shares give these weights back from the entered ones.
 * @param {WeightTree} tree
 * @param {number[]} entered
 * @param {number[]} weights
 */
export function namedShares(tree, entered, weights) {
  /** @type {[string, number][]} */
  const out = [];
  /** @param {WeightNode} node */
  const visit = (node) => {
    const share = nodeShare(node, weights);
    if (share <= 0) return;
    if (!node.children.length || keepsProportions(node, entered, weights, share)) out.push([node.id, share]);
    else node.children.forEach(visit);
  };
  tree.roots.forEach(visit);
  return out;
}

/** @param {WeightNode} node @param {number[]} entered @param {number[]} weights @param {number} [share] */
export function keepsProportions(node, entered, weights, share = nodeShare(node, weights)) {
  const parts = proportions(node, entered);
  return node.columns.every((column) => Math.abs(weights[column] - parts.get(column) * share) <= CLOSE);
}

/**
 * Read such a text, with whatever stands around it. Shares that do not add up to the whole leave
 * the rest to the others, in their entered proportions.
 * @returns {{weights: number[], locks: Set<string>, lang: string | null} | null} null: not understood
 * @param {WeightTree} tree
 * @param {number[]} entered
 * @param {string} text
 */
export function readSetting(tree, entered, text) {
  const found = /(?:^|[#?&\s])w=([^&\s]*)/.exec(text);
  if (!found) return null;
  const targets = readTargets(tree, found[1]);
  if (!targets) return null;
  try {
    const weights = changeShares(tree, entered, targets);
    const locked = /[#?&\s]l=([^&\s]*)/.exec(text)?.[1].split(",").map(decoded) ?? [];
    const lang = /[#?&\s]lang=([\w-]+)/.exec(text)?.[1] ?? null;
    return { weights, locks: new Set(locked.filter((id) => tree.nodes.has(id))), lang };
  } catch (error) {
    if (error instanceof WeightError) return null;
    throw error;
  }
}

/** @param {WeightTree} tree @param {string} text */
function readTargets(tree, text) {
  const targets = new Map();
  for (const entry of text.split(",").filter(Boolean)) {
    const [name, percent] = [entry.slice(0, entry.lastIndexOf(":")), entry.slice(entry.lastIndexOf(":") + 1)];
    const id = decoded(name);
    const share = Number(percent) / 100;
    if (!tree.nodes.has(id) || percent === "" || !(share >= 0 && share <= 1 + 1e-9)) return null;
    targets.set(id, Math.min(1, share));
  }
  const sum = [...targets.values()].reduce((a, b) => a + b, 0);
  if (!targets.size || sum > 1 + 1e-6) return null;
  // shares written with rounding may miss the whole by a hair
  if (Math.abs(sum - 1) <= 1e-6) for (const [id, share] of targets) targets.set(id, Math.min(1, share / sum));
  return targets;
}

/**
 * Weights to write into criteria.yaml: relative to siblings in percent, and only where a set of
 * siblings no longer has its entered proportions.
 * @returns {Map<string, number>}
 * @param {WeightTree} tree
 * @param {number[]} entered
 * @param {number[]} weights
 */
export function weightsToWrite(tree, entered, weights) {
  const out = new Map();
  /** @param {WeightNode[]} siblings @param {number[]} before */
  const visit = (siblings, before) => {
    const whole = siblings.reduce((sum, node) => sum + nodeShare(node, weights), 0);
    const was = siblings.reduce((sum, node) => sum + nodeShare(node, before), 0);
    /** @param {WeightNode} node @param {number[]} shares @param {number} sum */
    const part = (node, shares, sum) => nodeShare(node, shares) / sum;
    const isSame = was > 0 && siblings.every((node) => Math.abs(part(node, weights, whole) - part(node, before, was)) <= CLOSE);
    for (const node of siblings) {
      if (!isSame) out.set(node.id, part(node, weights, whole) * 100);
      if (node.children.length && nodeShare(node, weights) > 0) visit(node.children, enteredWithin(node, before));
    }
  };
  visit(tree.roots, entered);
  return out;
}

/**
 * The entered proportions inside a node, also where the node itself was entered at zero.
 * @param {WeightNode} node
 * @param {number[]} before
 */
function enteredWithin(node, before) {
  const out = before.slice();
  for (const [column, part] of proportions(node, before)) out[column] = part;
  return out;
}
