/**
 * Tipping points: how far one node's share can move before the first place changes.
 *
 * The mirror of vendor_score/robustness/tipping.py, with locks on top. Along the path of one slider
 * the leaf shares are linear in its share t, so that a vendor's score is N(t) / D(t) with both
 * linear; two vendors tie where N_a D_b - N_b D_a = 0 (Triantaphyllou & Sanchez 1997).
 */

import { scoresOf } from "./score.js";
import { nodeShare, path } from "./weights.js";

const TIE = 1e-9; // points closer than which two scores tie
const AT_END = 1e-6; // nearer to the end of the way a crossing lies at it: rounding moves a double root so far
const SAME = 1e-10; // relative difference of slopes that are the same

/**
 * @param {number[][]} points vendors x columns, NaN where excluded
 * @param {number[]} vendors those in the comparison, also one that nothing counts for at these weights
 * @param {WeightTree} tree
 * @param {number[]} leaves
 * @param {string} id
 * @param {Set<string>} locks
 * @returns {{low: number, high: number, below: number[], above: number[],
 *            min: number, max: number}}
 */
export function tippingPoint(points, vendors, tree, leaves, id, locks) {
  const way = path(tree, leaves, id, locks);
  const none = { low: way.low, high: way.high, below: [], above: [], min: way.low, max: way.high };
  const rows = vendors.map((v) => points[v]);
  const { scores, totals } = scoresOf(rows, leaves);
  const now = scores.map((score, i) => (totals[i] > 0 ? score : -Infinity));
  if (way.low === way.high || now.every((score) => score === -Infinity)) return none;
  const course = { lines: rows.map((row) => line(row, way)), now, way, share: nodeShare(tree.nodes.get(id), leaves) };
  const up = firstPlaceEnd(course, 1);
  const down = firstPlaceEnd(course, -1);
  /** @param {number[]} places */
  const named = (places) => places.map((i) => vendors[i]);
  return { low: down.at, high: up.at, below: named(down.first), above: named(up.first),
           min: way.low, max: way.high };
}

/**
 * Numerator and denominator of a vendor's score as [constant, slope] in t. A score that rests on
 * one part of the weights alone - those that move, those that give way, those that are held - is
 * that part's mean, whatever the share: as a quotient it would be 0 / 0 at an end.
 * @param {number[]} row
 * @param {Way} way
 * @returns {ScoreLine}
 */
function line(row, way) {
  const numerator = [0, 0];
  const denominator = [0, 0];
  let [moves, givesWay, isHeld] = [false, false, false];
  for (let c = 0; c < row.length; c += 1) {
    const [fixed, slope] = [way.fixed[c], way.slope[c]];
    if (Number.isNaN(row[c]) || (slope === 0 && fixed <= 0)) continue;
    if (slope > 0) moves = true;
    else if (slope < 0) givesWay = true;
    else isHeld = true;
    numerator[0] += fixed * row[c];
    numerator[1] += slope * row[c];
    denominator[0] += fixed;
    denominator[1] += slope;
  }
  if (moves !== givesWay && !isHeld) return { numerator: [numerator[1] / denominator[1], 0], denominator: [1, 0] };
  const all = row.every((x) => !Number.isNaN(x));
  return { numerator, denominator: all ? [1, 0] : denominator };
}

/**
 * Where the set of first-placed vendors changes going one way, and who is first then. Only where
 * the leader meets somebody can it change; at each such place, who is first just beyond it
 * decides, since lines may touch without crossing.
 * @param {Course} course
 * @param {1 | -1} sign
 */
function firstPlaceEnd({ lines, now, way, share }, sign) {
  const limit = sign > 0 ? way.high : way.low;
  if (share === limit) return { at: limit, first: [] };
  const present = atTop(now);
  const leader = present[0];
  const rivals = lines.filter((_, i) => !present.includes(i));
  const meetings = rivals.flatMap((rival) => crossings(lines[leader], rival))
    .filter((t) => t > way.low + AT_END && t < way.high - AT_END && sign * t > sign * share);
  for (const at of [share, ...meetings.sort((x, y) => sign * (x - y))]) {
    const first = firstBeyond(lines, at, sign);
    if (first.join() !== present.join()) return { at, first };
  }
  return { at: limit, first: [] };
}

/** @param {number[]} scores */
function atTop(scores) {
  const best = Math.max(...scores);
  return scores.flatMap((score, i) => (score >= best - TIE ? [i] : []));
}

/**
 * Roots of N_a D_b - N_b D_a, a polynomial of degree 2 at most, in the form that does not cancel
 * (Press et al. 2007, Numerical Recipes, 5.6).
 * @param {ScoreLine} a
 * @param {ScoreLine} b
 */
function crossings(a, b) {
  const [n0, n1] = a.numerator;
  const [d0, d1] = a.denominator;
  const [m0, m1] = b.numerator;
  const [e0, e1] = b.denominator;
  const c0 = n0 * e0 - m0 * d0;
  const c1 = n0 * e1 + n1 * e0 - (m0 * d1 + m1 * d0);
  const c2 = n1 * e1 - m1 * d1;
  const q = -0.5 * (c1 + (c1 < 0 ? -1 : 1) * Math.sqrt(c1 * c1 - 4 * c0 * c2));
  return [q / c2, c0 / q].filter(Number.isFinite);
}

/**
 * Who is first just beyond a share: the best by score, then slope, then curvature.
 * @param {ScoreLine[]} lines
 * @param {number} t
 * @param {1 | -1} sign
 */
function firstBeyond(lines, t, sign) {
  const found = lines.map((each) => beyond(each, t, sign));
  const best = Math.max(...found.map(({ score }) => score));
  let first = found.flatMap(({ score }, i) => (score >= best - TIE ? [i] : []));
  for (const figure of [/** @type {const} */ ("slope"), /** @type {const} */ ("bend")]) {
    const most = Math.max(...first.map((i) => found[i][figure]));
    first = first.filter((i) => found[i][figure] >= most - SAME * (1 + Math.abs(most)));
  }
  return first;
}

/**
 * Score, slope and curvature of a vendor: two that agree in all three are the same function.
 * @param {ScoreLine} scoreline
 * @param {number} t
 * @param {1 | -1} sign
 */
function beyond({ numerator: [n0, n1], denominator: [d0, d1] }, t, sign) {
  const mass = d0 + d1 * t;
  if (!(mass > 0)) return { score: -Infinity, slope: 0, bend: 0 };
  const slope = (n1 * d0 - n0 * d1) / mass ** 2;
  return { score: (n0 + n1 * t) / mass, slope: sign * slope, bend: (-2 * slope * d1) / mass };
}
