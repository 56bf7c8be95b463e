/**
 * The payload made ready to compute with: tree, points, labels and groups by id.
 *
 * @typedef {ReturnType<typeof readPayload>} Model
 */

import { rankVendors } from "./score.js";
import { weightTree } from "./weights.js";

/** @param {any} payload */
export function readPayload(payload) {
  const tree = weightTree(payload.tree);
  const columns = payload.criteria.filter((c) => c.column >= 0)
    .sort((a, b) => a.column - b.column);
  const labels = new Map([...payload.groups, ...payload.criteria].map((n) => [n.id, n.label]));
  const problem = {
    points: payload.points.map((row) => row.map((x) => (x === null ? NaN : x))),
    columns: columns.length,
    statuses: payload.vendors.map((v) => v.status),
    relative: payload.relative,
    entered: payload.entered,
    given: payload.given,
  };
  const baseline = rankVendors(problem, payload.entered);
  const byId = new Map(payload.criteria.map((c) => [c.id, c]));
  return { payload, tree, columns, labels, problem, baseline, byId,
           hues: groupHues(payload), positions: new Map(payload.criteria.map((c, i) => [c.id, i])) };
}

/** A colour number per top group (or top criterion), in file order, weighted ones first. */
function groupHues(payload) {
  const tops = payload.tree.map((node) => node.id);
  const weighted = payload.tree.filter((node) => node.weight > 0).map((node) => node.id);
  const order = [...weighted, ...tops.filter((id) => !weighted.includes(id))];
  return new Map(order.map((id, i) => [id, (i % HUES) + 1]));
}

export const HUES = 10;

/** The top group a node belongs to. */
export function topOf(node) {
  let top = node;
  while (top.parent) top = top.parent;
  return top;
}

/** The colour of a node: its group's, lighter by place among opened siblings. */
export function colourOf(model, node) {
  const hue = `var(--g${model.hues.get(topOf(node).id)})`;
  if (!node.parent) return hue;
  const place = topOf(node).columns.indexOf(node.columns[0]);
  const strength = [100, 74, 52, 86, 62, 42][place % 6];
  return strength === 100 ? hue : `color-mix(in oklab, ${hue} ${strength}%, var(--mix))`;
}

/** The bars' units: top groups, an opened group's children instead of itself. */
export function visibleUnits(model, open) {
  const out = [];
  const visit = (node) => {
    if (node.children.length && open.has(node.id)) node.children.forEach(visit);
    else out.push(node);
  };
  model.tree.roots.forEach(visit);
  return out;
}
