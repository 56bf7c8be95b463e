/**
 * Weights: shares of the whole down a tree, and changing them.
 *
 * The mirror of vendor_score/weights.py, with locks on top. Leaf shares are arrays in the order
 * of the columns (the criteria taking part); nodes know the columns below them.
 *
 * @typedef {{id: string, weight: number, column: number, children: WeightNode[],
 *            columns: number[], depth: number, parent: WeightNode | null}} WeightNode
 * @typedef {{roots: WeightNode[], nodes: Lookup<string, WeightNode>, size: number}} WeightTree
 */

import { shareOfTenths, tenthsOf } from "./display.js";

const SLACK = 1e-12; // a sum of shares this close to 1 is 1

/** A change of weights that cannot be made; ``code`` names the reason. */
export class WeightError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * The tree of the payload with parents, depths and the columns below each node.
 * @param {{id: string, weight: number, column?: number, children?: TreeEntry[]}[]} tree
 * @returns {WeightTree}
 */
export function weightTree(tree) {
  /** @type {Lookup<string, WeightNode>} */
  const nodes = new Map();
  /** @param {TreeEntry} entry @param {WeightNode | null} parent @param {number} depth @returns {WeightNode} */
  const grow = (entry, parent, depth) => {
    /** @type {WeightNode} */
    const node = { id: entry.id, weight: entry.weight, column: entry.column ?? -1, children: [],
                   columns: [], depth, parent };
    nodes.set(node.id, node);
    node.children = (entry.children ?? []).map((child) => grow(child, node, depth + 1));
    node.columns = node.children.length ? node.children.flatMap((c) => c.columns) : [node.column];
    return node;
  };
  const roots = tree.map((entry) => grow(entry, null, 0));
  return { roots, nodes, size: roots.reduce((n, node) => n + node.columns.length, 0) };
}

/** Whether weight given to the node can reach a leaf. @param {WeightNode} node */
function hasWeight(node) {
  return node.weight > 0 && (node.children.length === 0 || node.children.some(hasWeight));
}

/**
 * Split ``share`` among siblings by their weights, down to the leaves, into ``out``.
 * @param {WeightNode[]} siblings
 * @param {number} share
 * @param {number[]} out
 */
function spread(siblings, share, out) {
  const total = siblings.reduce((sum, node) => sum + (hasWeight(node) ? node.weight : 0), 0);
  for (const node of siblings) {
    const own = total > 0 && hasWeight(node) ? (share * node.weight) / total : 0;
    if (node.children.length) spread(node.children, own, out);
    else out[node.column] = own;
  }
}

/** Each leaf's share of the whole as entered (sum 1). @param {WeightTree} tree */
export function leafShares(tree) {
  const shares = new Array(tree.size).fill(0);
  spread(tree.roots, 1, shares);
  return shares;
}

/** The share of one node: the sum over the leaves below it. @param {WeightNode} node @param {number[]} leaves */
export function nodeShare(node, leaves) {
  let sum = 0;
  for (const column of node.columns) sum += leaves[column];
  return sum;
}

/**
 * What each leaf of ``node`` gets of one unit; the entered proportions where all are at zero.
 * @param {WeightNode} node
 * @param {number[]} leaves
 */
export function proportions(node, leaves) {
  /** @type {Lookup<number, number>} */
  const own = new Map();
  const total = nodeShare(node, leaves);
  if (total > 0) {
    for (const column of node.columns) own.set(column, leaves[column] / total);
    return own;
  }
  /** @type {number[]} */
  const entered = [];
  spread([{ ...node, weight: 1 }], 1, entered);
  for (const column of node.columns) own.set(column, entered[column]);
  return own;
}

/**
 * Leaf shares after every target node got its share of the whole, all at once.
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {Map<string, number>} targets
 * @returns {number[]}
 */
export function changeShares(tree, leaves, targets) {
  checkTargets(tree, targets);
  const changed = new Map();
  for (const [id, share] of targets) {
    const node = tree.nodes.get(id);
    const parts = proportions(node, leaves);
    const reaches = [...parts.values()].some((part) => part > 0);
    if (share > 0 && !reaches) throw new WeightError("empty_group");
    for (const [column, part] of parts) changed.set(column, part * share);
  }
  const rest = 1 - [...targets.values()].reduce((a, b) => a + b, 0);
  const free = leaves.reduce((sum, share, column) => sum + (changed.has(column) ? 0 : share), 0);
  if (free <= 0 && rest > SLACK) throw new WeightError("nothing_left");
  const factor = free > 0 ? Math.max(rest, 0) / free : 0;
  return leaves.map((share, column) => changed.get(column) ?? share * factor);
}

/** @param {WeightTree} tree @param {Map<string, number>} targets */
function checkTargets(tree, targets) {
  const covered = new Set();
  for (const [id, share] of targets) {
    const node = tree.nodes.get(id);
    if (!node) throw new WeightError("unknown");
    if (!(share >= 0 && share <= 1)) throw new WeightError("share");
    for (const column of node.columns) {
      if (covered.has(column)) throw new WeightError("nested");
      covered.add(column);
    }
  }
  if ([...targets.values()].reduce((a, b) => a + b, 0) > 1 + SLACK) throw new WeightError("sum");
}

/**
 * Which leaves give way when a node moves: those of the smallest locked group around it, else
 * all; never the locked ones.
 * @param {WeightTree} tree
 * @param {WeightNode} node
 * @param {Set<string>} locks
 */
function roles(tree, node, locks) {
  let scope = node.parent;
  while (scope && !locks.has(scope.id)) scope = scope.parent;
  const inScope = scope ? scope.columns : Array.from({ length: tree.size }, (_, i) => i);
  const held = new Set();
  for (const id of locks) {
    const locked = tree.nodes.get(id);
    const holds = locked !== node && !isAbove(locked, node);
    if (holds) locked.columns.forEach((column) => held.add(column));
  }
  const own = new Set(node.columns);
  return {
    moving: node.columns.filter((column) => !held.has(column)),
    heldInside: node.columns.filter((column) => held.has(column)),
    free: inScope.filter((column) => !own.has(column) && !held.has(column)),
    heldOutside: inScope.filter((column) => !own.has(column) && held.has(column)),
    scope: inScope,
  };
}

/** @param {WeightNode} candidate @param {WeightNode} node */
function isAbove(candidate, node) {
  for (let up = node.parent; up; up = up.parent) if (up === candidate) return true;
  return false;
}

/** @param {number[]} columns @param {number[]} leaves */
const sumOf = (columns, leaves) => columns.reduce((sum, column) => sum + leaves[column], 0);

/**
 * How far a node's share can be moved, given the locks; both ends equal where it cannot.
 * @returns {{low: number, high: number}}
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {string} id
 * @param {Set<string>} locks
 */
export function range(tree, leaves, id, locks) {
  const node = tree.nodes.get(id);
  const own = nodeShare(node, leaves);
  const part = roles(tree, node, locks);
  const whole = part.scope.length === tree.size ? 1 : sumOf(part.scope, leaves);
  const reaches = [...proportions(node, leaves)].some(
    ([column, p]) => p > 0 && part.moving.includes(column));
  if (locks.has(id) || !reaches || sumOf(part.free, leaves) <= 0) return { low: own, high: own };
  return { low: sumOf(part.heldInside, leaves),
           high: Math.max(own, whole - sumOf(part.heldOutside, leaves)) };
}

/**
 * Leaf shares after a node was moved to ``share`` (or as near as locks let it), and the linear
 * path that leads there: shares = fixed + share * slope. Locked nodes keep theirs.
 * @returns {{fixed: number[], slope: number[], low: number, high: number}}
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {string} id
 * @param {Set<string>} locks
 */
export function path(tree, leaves, id, locks) {
  const node = tree.nodes.get(id);
  const part = roles(tree, node, locks);
  const { low, high } = range(tree, leaves, id, locks);
  const fixed = leaves.slice();
  const slope = new Array(leaves.length).fill(0);
  if (low === high) return { fixed, slope, low, high };
  const parts = proportions(node, leaves);
  const movable = part.moving.reduce((sum, column) => sum + parts.get(column), 0);
  const held = sumOf(part.heldInside, leaves);
  for (const column of part.moving) {
    slope[column] = parts.get(column) / movable;
    fixed[column] = -held * slope[column];
  }
  const free = sumOf(part.free, leaves);
  for (const column of part.free) {
    slope[column] = -leaves[column] / free;
    fixed[column] = -slope[column] * high;
  }
  return { fixed, slope, low, high };
}

/**
 * Leaf shares after moving one node, clamped to what the locks allow.
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {string} id
 * @param {number} share
 * @param {Set<string>} locks
 */
export function moveShare(tree, leaves, id, share, locks) {
  const way = path(tree, leaves, id, locks);
  const reached = Math.min(Math.max(share, way.low), way.high);
  if (way.low === way.high) return leaves.slice();
  return way.fixed.map((start, column) => Math.max(0, start + reached * way.slope[column]));
}

/**
 * Equal weights: every top node the same, and every child within its parent.
 * @param {WeightTree} tree
 * @param {number[]} leaves
 */
export function equalShares(tree, leaves) {
  /** @param {WeightNode[]} siblings @returns {WeightNode[]} */
  const level = (siblings) => siblings.map((node) => ({
    ...node, weight: nodeShare(node, leaves) > 0 || hasWeight(node) ? 1 : 0,
    children: level(node.children) }));
  const shares = new Array(tree.size).fill(0);
  spread(level(tree.roots), 1, shares);
  return shares;
}

/**
 * Each node's share as it is shown: the top nodes add up to 100.0 %, and those inside a group to the group's.
 * @param {WeightTree} tree
 * @param {number[]} leaves
 */
export function shownShares(tree, leaves) {
  /** @type {Lookup<string, string>} */
  const out = new Map();
  /** @param {WeightNode[]} siblings @param {number} [whole] */
  const visit = (siblings, whole) => {
    const own = siblings.map((node) => nodeShare(node, leaves));
    const tenths = tenthsOf(own, whole);
    siblings.forEach((node, i) => {
      out.set(node.id, shareOfTenths(tenths[i], own[i]));
      if (node.children.length) visit(node.children, tenths[i]);
    });
  };
  visit(tree.roots);
  return out;
}
