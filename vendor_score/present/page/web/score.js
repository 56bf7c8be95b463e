/**
 * Scores and ranks: the weighted sum, as vendor_score/ranking computes it.
 *
 * @typedef {{points: number[][], columns: number, statuses: string[],
 *            relative: Relative[], entered: number[], given: Given | null}} Problem
 * @typedef {{scores: number[], contributions: Float64Array[], ranks: (number|null)[],
 *            order: number[], totals: number[], points: number[][]}} Scores
 */

/** Scores closer than nine decimals tie. @param {number} score @param {number} [decimals] */
export const rounded = (score, decimals = 9) => Math.round(score * 10 ** decimals) / 10 ** decimals;

/**
 * Each vendor's score and contributions for leaf shares ``weights``; NaN points are left out and
 * their weight with them (rule ``exclude``).
 * @param {number[][]} points vendors x columns, NaN where excluded
 * @param {number[]} weights
 */
export function weightedSums(points, weights) {
  const contributions = points.map(() => new Float64Array(weights.length));
  const totals = points.map((row) => weightCounting(row, weights));
  const scores = points.map((row, v) => scoreOf(row, weights, totals[v], contributions[v]));
  return { scores, contributions, totals };
}

/** As `weightedSums`, where nobody asks what they are made of. @param {number[][]} points @param {number[]} weights */
export function scoresOf(points, weights) {
  const totals = points.map((row) => weightCounting(row, weights));
  return { scores: points.map((row, v) => scoreOf(row, weights, totals[v])), totals };
}

/** @param {number[]} row @param {number[]} weights @param {number} total @param {Float64Array} [parts] takes the contributions */
function scoreOf(row, weights, total, parts) {
  let score = 0;
  for (let c = 0; c < weights.length; c += 1) {
    if (weights[c] <= 0 || Number.isNaN(row[c])) continue;
    const part = (weights[c] * row[c]) / total;
    if (parts) parts[c] = part;
    score += part;
  }
  return score;
}

/**
 * The weight of the leaves that count for a vendor; exactly 1 where none is left out.
 * @param {number[]} row
 * @param {number[]} weights
 */
function weightCounting(row, weights) {
  let total = 0;
  let all = true;
  for (let c = 0; c < weights.length; c += 1) {
    if (Number.isNaN(row[c])) all = all && weights[c] <= 0;
    else total += weights[c];
  }
  return all ? 1 : total;
}

/**
 * Ranks 1, 2, 2, 4 of the vendors that have one, and all vendors in displayed order.
 * @param {number[]} scores
 * @param {boolean[]} takesPart
 * @param {number} decimals scores that are equal to so many decimals share a rank
 */
export function ranked(scores, takesPart, decimals = 9) {
  const keys = scores.map((score) => rounded(score, decimals));
  const order = keys.map((_, v) => v)
    .sort((a, b) => Number(takesPart[b]) - Number(takesPart[a]) || keys[b] - keys[a] || a - b);
  /** @type {(number|null)[]} */
  const ranks = keys.map(() => null);
  order.forEach((v, place) => {
    if (!takesPart[v]) return;
    const before = order[place - 1];
    ranks[v] = place > 0 && keys[before] === keys[v] ? ranks[before] : place + 1;
  });
  return { ranks, order };
}

/** @param {number | null} x @returns {x is number} */
const isRead = (x) => x !== null;

/**
 * The points with relative criteria scored over the vendors in the comparison (best 100, worst 0,
 * all equal 100), as they change when a knocked-out vendor is let in.
 * @param {Problem} problem
 * @param {boolean[]} compared
 */
export function pointsAmong(problem, compared) {
  if (!problem.relative.length) return problem.points;
  const points = problem.points.map((row) => row.slice());
  for (const { column, direction, cautious, kept } of problem.relative) {
    const sign = direction === "max" ? 1 : -1;
    const read = cautious.filter(isRead);
    const among = cautious.filter((x, v) => compared[v]).filter(isRead);
    const scale = (among.length ? among : read).map((x) => sign * x);
    const worst = Math.min(...scale);
    const best = Math.max(...scale);
    cautious.forEach((x, v) => {
      if (x !== null) points[v][column] = placed(sign * x, worst, best) * kept[v];
    });
  }
  return points;
}

/**
 * Best 100, worst 0, others between; a vendor outside the comparison is cut off at the ends.
 * @param {number} x
 * @param {number} worst
 * @param {number} best
 */
function placed(x, worst, best) {
  if (best <= worst) return x >= best ? 100 : 0;
  return Math.min(100, Math.max(0, ((x - worst) / (best - worst)) * 100));
}

/**
 * Everything the ranking shows, for these weights and these waived vendors.
 * @param {Problem} problem
 * @param {number[]} weights
 * @param {Set<number>} waived vendors whose knock-outs are waived
 * @returns {Scores}
 */
export function rankVendors(problem, weights, waived = new Set()) {
  const compared = problem.statuses.map((s, v) => s !== "knocked_out" || waived.has(v));
  const points = pointsAmong(problem, compared);
  const sums = { ...weightedSums(points, weights), points };
  const takesPart = compared.map((isIn, v) => isIn && sums.totals[v] > 0);
  const { given, entered } = problem;
  if (!given) return { ...sums, ...ranked(sums.scores, takesPart) };
  // points are rounded here: what the full figures gave stands wherever it is known
  if (!waived.size && weights.every((share, c) => Math.abs(share - entered[c]) <= 1e-9)) {
    return { ...sums, scores: given.scores.slice(), ranks: given.ranks.slice(), order: given.order.slice() };
  }
  const scores = sums.scores.map((score) => rounded(score, given.decimals));
  return { ...sums, scores, ...ranked(scores, takesPart, given.decimals) };
}

/** The vendors that have a rank, the first of them first. @param {Pick<Scores, "order" | "ranks">} scores */
export const rankedVendors = ({ order, ranks }) => order.filter((v) => ranks[v] !== null);

/** What a vendor gains in a group or criterion, in points. @param {Scores} scores @param {number} v @param {{ columns: number[] }} node */
export function gainedIn({ contributions }, v, { columns }) {
  let sum = 0;
  for (const column of columns) sum += contributions[v][column];
  return sum;
}
