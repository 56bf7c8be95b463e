/**
 * Tipping points: how far one node's share can move before the first place changes.
 *
 * Along the path of one slider the leaf shares are linear in its share t, so that a vendor's score
 * is N(t) / D(t) with both linear; two vendors tie where N_a D_b - N_b D_a = 0.
 */

import { nodeShare, path } from "./weights.js";

const EDGE = 1e-9; // a root this near the present share is the present tie itself

/**
 * @param {number[][]} points vendors x columns, NaN where excluded
 * @param {number[]} vendors those with a rank
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {string} id
 * @param {Set<string>} locks
 * @returns {{low: number, high: number, below: number[], above: number[],
 *            min: number, max: number}}
 */
export function tippingPoint(points, vendors, tree, leaves, id, locks) {
  const way = path(tree, leaves, id, locks);
  const now = nodeShare(tree.nodes.get(id), leaves);
  const none = { low: way.low, high: way.high, below: [], above: [], min: way.low, max: way.high };
  if (way.low === way.high || vendors.length < 2) return none;
  const lines = vendors.map((v) => line(points[v], way));
  const first = firstAt(lines, now);
  const roots = tieShares(lines, first, way);
  const up = walk(lines, first, now, roots.filter((t) => t > now + EDGE), way.high);
  const down = walk(lines, first, now, roots.filter((t) => t < now - EDGE).reverse(), way.low);
  /** @param {number[]} places */
  const named = (places) => places.map((i) => vendors[i]);
  return { low: down.at, high: up.at, below: named(down.first), above: named(up.first),
           min: way.low, max: way.high };
}

/**
 * Numerator and denominator of a vendor's score as [constant, slope] in t.
 * @param {number[]} row
 * @param {Way} way
 */
function line(row, way) {
  const numerator = [0, 0];
  const denominator = [0, 0];
  for (let c = 0; c < row.length; c += 1) {
    if (Number.isNaN(row[c])) continue;
    numerator[0] += way.fixed[c] * row[c];
    numerator[1] += way.slope[c] * row[c];
    denominator[0] += way.fixed[c];
    denominator[1] += way.slope[c];
  }
  const all = row.every((x) => !Number.isNaN(x));
  return { numerator, denominator: all ? [1, 0] : denominator };
}

/** @param {ScoreLine} scoreline @param {number} t */
function scoreAt({ numerator, denominator }, t) {
  const weight = denominator[0] + denominator[1] * t;
  return weight > 1e-12 ? (numerator[0] + numerator[1] * t) / weight : -Infinity;
}

/** @param {ScoreLine[]} lines @param {number} t */
function firstAt(lines, t) {
  const scores = lines.map((l) => scoreAt(l, t));
  const best = Math.max(...scores);
  return scores.flatMap((score, i) => (best - score <= 1e-9 ? [i] : []));
}

/**
 * Every share within the way at which a present leader ties with a rival, rising.
 * @param {ScoreLine[]} lines
 * @param {number[]} first
 * @param {Way} way
 */
function tieShares(lines, first, way) {
  const shares = new Set();
  for (const a of first) {
    lines.forEach((rival, b) => {
      if (b !== a) for (const t of ties(lines[a], rival)) shares.add(t);
    });
  }
  return [...shares].filter((t) => t >= way.low && t <= way.high).sort((x, y) => x - y);
}

/** Roots of N_a D_b - N_b D_a. @param {ScoreLine} a @param {ScoreLine} b */
function ties(a, b) {
  const [p0, p1] = a.numerator;
  const [q0, q1] = b.denominator;
  const [r0, r1] = b.numerator;
  const [s0, s1] = a.denominator;
  const c = p0 * q0 - r0 * s0;
  const k = p0 * q1 + p1 * q0 - r0 * s1 - r1 * s0;
  const q = p1 * q1 - r1 * s1;
  if (Math.abs(q) < 1e-12) return Math.abs(k) < 1e-12 ? [] : [-c / k];
  const root = k * k - 4 * q * c;
  if (root < 0) return [];
  const half = -0.5 * (k + (k < 0 ? -1 : 1) * Math.sqrt(root));
  return half === 0 ? [0] : [half / q, c / half];
}

/**
 * From the present share outwards to the first root beyond which others are first.
 * @param {ScoreLine[]} lines
 * @param {number[]} first
 * @param {number} now
 * @param {number[]} roots
 * @param {number} end
 */
function walk(lines, first, now, roots, end) {
  const present = first.join();
  const around = [now, ...roots, end];
  for (let i = 0; i + 1 < around.length; i += 1) {
    const found = firstAt(lines, (around[i] + around[i + 1]) / 2);
    if (found.join() !== present && around[i] !== around[i + 1]) return { at: around[i], first: found };
  }
  return { at: end, first: [] };
}
