/**
 * The payload made ready to compute with: tree, points, labels and groups by id.
 *
 * @typedef {ReturnType<typeof readPayload>} Model
 */

import { pointsAmong, rankVendors } from "./score.js";
import { weightTree } from "./weights.js";

const DRAWS = 24; // as in present/page/payload.py

/** Points that lie evenly come as their ends. @param {number[]} points */
const spread = (points) => (points.length === 2 ? Array.from({ length: DRAWS }, (_, i) => points[0] + ((points[1] - points[0]) * i) / (DRAWS - 1)) : points);

/** @param {Payload} payload */
export function readPayload(payload) {
  payload.draws = payload.draws.map(([v, column, points]) => [v, column, spread(points)]);
  const tree = weightTree(payload.tree);
  const columns = payload.criteria.filter((c) => c.column >= 0)
    .sort((a, b) => a.column - b.column);
  const labels = /** @type {Lookup<string | null, Label>} */ (new Map([...payload.groups, ...payload.criteria].map((n) => [n.id, n.label])));
  const problem = {
    points: payload.points.map((row) => row.map((x) => (x === null ? NaN : x))),
    columns: columns.length,
    statuses: payload.vendors.map((v) => v.status),
    relative: payload.relative,
    entered: payload.entered,
    given: payload.given,
  };
  const baseline = rankVendors(problem, payload.entered);
  const byId = /** @type {Lookup<string | null, Criterion>} */ (new Map(payload.criteria.map((c) => [c.id, c])));
  const positions = /** @type {Lookup<string, number>} */ (new Map(payload.criteria.map((c, i) => [c.id, i])));
  /** The name for tight places. @param {number} v */
  const short = (v) => payload.vendors[v].short ?? payload.vendors[v].name;
  return { payload, tree, columns, labels, problem, baseline, byId,
           hues: groupHues(payload), positions, short };
}

/** A colour number per top group (or top criterion), in file order, weighted ones first. @param {Payload} payload */
function groupHues(payload) {
  const tops = payload.tree.map((node) => node.id);
  const weighted = payload.tree.filter((node) => node.weight > 0).map((node) => node.id);
  const order = [...weighted, ...tops.filter((id) => !weighted.includes(id))];
  const hues = /** @type {Lookup<string, number>} */ (new Map(order.map((id, i) => [id, (i % HUES) + 1])));
  return hues;
}

/**
 * The vendors that are not knocked out, and all points as they are among these.
 * @param {Model} model
 * @param {Set<number>} waived vendors whose knock-outs are waived
 */
export function inTheRunning({ problem }, waived) {
  const compared = problem.statuses.map((status, v) => status !== "knocked_out" || waived.has(v));
  return { vendors: compared.flatMap((isIn, v) => (isIn ? [v] : [])), points: pointsAmong(problem, compared) };
}

/** What an answer earns, null where it is left out. @param {Scores} scores @param {number} v @param {Criterion} criterion */
export function pointsOf({ points }, v, { column }) {
  const own = points[v][column];
  return Number.isNaN(own) ? null : own;
}

export const HUES = 10;

/** The top group a node belongs to. @param {WeightNode} node */
export function topOf(node) {
  let top = node;
  while (top.parent) top = top.parent;
  return top;
}

/** The colour of the top group that a criterion belongs to. @param {Model} model @param {Criterion} criterion */
export const groupColour = ({ hues }, { path }) => `var(--g${hues.get(path[0])})`;

/**
 * The colour of a node: its group's, lighter by place among opened siblings.
 * @param {Model} model
 * @param {WeightNode} node
 */
export function colourOf(model, node) {
  const hue = `var(--g${model.hues.get(topOf(node).id)})`;
  if (!node.parent) return hue;
  const place = topOf(node).columns.indexOf(node.columns[0]);
  const strength = [100, 74, 52, 86, 62, 42][place % 6];
  return strength === 100 ? hue : `color-mix(in oklab, ${hue} ${strength}%, var(--mix))`;
}

/**
 * The bars' units: top groups, an opened group's children instead of itself.
 * @param {Model} model
 * @param {Set<string>} open
 */
export function visibleUnits(model, open) {
  /** @type {WeightNode[]} */
  const out = [];
  /** @param {WeightNode} node */
  const visit = (node) => {
    if (node.children.length && open.has(node.id)) node.children.forEach(visit);
    else out.push(node);
  };
  model.tree.roots.forEach(visit);
  return out;
}
