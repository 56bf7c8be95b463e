/**
 * From an answer to points, and back: the mirror of vendor_score/kinds/value_functions.py and
 * vendor_score/kinds/improvements.py, for what the page works out anew.
 */

const GRID = 1e-6; // answers are rounded towards winning to this
const MOST_TRIED = 2000; // sets of so many items; beyond, the weightiest items first

/** Straight lines between the anchors, flat outside. @param {Anchor[]} at in rising order @param {number} answer */
export function pointsAt(at, answer) {
  const after = at.findIndex(([x]) => x > answer);
  if (after === 0) return at[0][1];
  if (after < 0) return at[at.length - 1][1];
  const [[x0, p0], [x1, p1]] = [at[after - 1], at[after]];
  return p0 + (p1 - p0) * ((answer - x0) / (x1 - x0));
}

/** The least and the most points over a whole reading. @param {Anchor[]} at @param {[number, number]} on */
export function pointRange(at, [low, high]) {
  const seen = [pointsAt(at, low), ...at.filter(([x]) => low < x && x < high).map(([, points]) => points), pointsAt(at, high)];
  return { low: Math.min(...seen), high: Math.max(...seen) };
}

/** The answer inside a reading that earns the least. @param {Anchor[]} at @param {[number, number]} on */
export function cautiousEnd(at, [low, high]) {
  const tried = [low, high, ...at.map(([x]) => x).filter((x) => low < x && x < high)];
  return tried.reduce((best, x) => (pointsAt(at, x) < pointsAt(at, best) ? x : best));
}

/** The points of a set of items: added up to the cap, of a family only the best. @param {Criterion} criterion @param {Iterable<string>} items */
export function pointsOfItems({ curve, cap, best_of: families = [] }, items) {
  const worth = new Map((curve?.bars ?? []).map((bar) => [bar.id, bar.points]));
  const held = new Set([...items].filter((item) => worth.has(item)));
  const inFamilies = new Set(families.flat());
  let sum = 0;
  for (const item of held) if (!inFamilies.has(item)) sum += worth.get(item) ?? 0;
  for (const family of families) {
    const own = family.filter((item) => held.has(item)).map((item) => worth.get(item) ?? 0);
    if (own.length) sum += Math.max(...own);
  }
  return Math.min(sum, cap ?? 100);
}

/**
 * A rule as written, cut in its form and what it names: ``<= 300``, ``in [5, 20]``, ``has 'ISO27001'``.
 * @param {string} text
 * @returns {{ form: string, words: string[] } | null} null where it is no rule
 */
export function ruleParts(text) {
  const [, form, rest] = /^(<=|>=|==|<|>|in|has)\s*(.+)$/.exec(text.trim()) ?? [];
  return form ? { form, words: rest.replace(/^\[|\]$/g, "").split(/[,，]/).map((word) => word.trim().replace(/^['"]|['"]$/g, "")) } : null;
}

/** Whether a must holds for every point of an interval. @param {Rule | null | undefined} must @param {number} low @param {number} high */
export function meetsNumber(must, low, high) {
  if (!must) return true;
  const [bound, last = bound] = must.operands.map((operand) => Number(Number(operand).toFixed(9)));
  const [least, most] = [Number(low.toFixed(9)), Number(high.toFixed(9))];
  switch (must.form) {
    case "<=": return most <= bound;
    case "<": return most < bound;
    case ">=": return least >= bound;
    case ">": return least > bound;
    default: return bound <= least && most <= last;
  }
}

/** @param {Rule | null | undefined} must @param {string[]} items */
export function meetsItems(must, items) {
  if (!must) return true;
  if (must.form === "has") return must.operands.every((operand) => items.includes(String(operand)));
  return items.length > 0 && items.every((item) => must.operands.includes(item));
}

/** Whether an answer may be given: it lies on the scale and meets the must. @param {Criterion} criterion @param {number} x */
const isAllowed = ({ natural, must_rule: must }, x) =>
  (!natural || ((natural[0] === null || x >= natural[0]) && (natural[1] === null || x <= natural[1]))) && meetsNumber(must, x, x);

/** The share of its points that an answer keeps after the discount on evidence. @param {Criterion} criterion @param {Answer} answer */
export const keptShare = ({ discount }, answer) => 1 - (discount?.[answer.evidence ?? "none"] ?? 0);

/** Whether better answers can be looked for here. @param {Criterion} criterion */
export const canImprove = ({ curve, withheld, direction }) => Boolean(curve) && !withheld && !direction;

/**
 * The nearest answer that earns so many points (before any discount) and meets the must.
 * @param {Criterion} criterion
 * @param {Answer} answer
 * @param {number} points
 * @returns {Better | null}
 */
export function nearestBetter(criterion, answer, points) {
  const { curve, several } = criterion;
  if (!curve) return null;
  if (curve.form === "line") return nearestNumber(criterion, curve.at, answer, points);
  return several ? nearestList(criterion, curve.bars, answer, points) : nearestOption(criterion, curve.bars, answer, points);
}

/** @param {Criterion} criterion @param {Anchor[]} at @param {Answer} answer @param {number} points @returns {Better | null} */
function nearestNumber(criterion, at, answer, points) {
  const before = answer.state || !answer.reading?.on ? null : cautiousEnd(at, answer.reading.on);
  const start = before ?? at.reduce((least, anchor) => (anchor[1] < least[1] ? anchor : least))[0];
  const step = criterion.whole ? 1 : GRID;
  /** @param {number} x */
  const does = (x) => pointsAt(at, x) >= points && isAllowed(criterion, x);
  const musts = criterion.must_rule?.operands.filter((operand) => typeof operand === "number") ?? [];
  const found = [...crossings(at, points), start, ...musts].flatMap((x) => around(x, step)).filter(does);
  if (!found.length) return null;
  const best = found.reduce((near, x) => {
    const [own, other] = [Math.abs(x - start), Math.abs(near - start)];
    return own < other || (own === other && x < near) ? x : near;
  });
  return { before, after: best, shown: criterion.whole ? best : roundedOn(best, start, does), points: pointsAt(at, best) };
}

/** What lies next to an answer either way: whole numbers, or steps of the grid. @param {number} x @param {number} step */
const around = (x, step) => [Math.floor(x / step) - 1, Math.floor(x / step), Math.ceil(x / step), Math.ceil(x / step) + 1]
  .map((n) => Number((n * step).toFixed(6)));

/** Answers that earn exactly so many points, and the ends of flat pieces that earn more. @param {Anchor[]} at @param {number} points */
function crossings(at, points) {
  const found = at.filter(([, p]) => p >= points).map(([x]) => x);
  for (let i = 1; i < at.length; i += 1) {
    const [[x0, p0], [x1, p1]] = [at[i - 1], at[i]];
    if (p0 >= points !== p1 >= points) found.push(x0 + (x1 - x0) * ((points - p0) / (p1 - p0)));
  }
  return found;
}

/** Rounded on, away from the present answer, as far as that still does. @param {number} best @param {number} start @param {(x: number) => boolean} does */
function roundedOn(best, start, does) {
  const change = best - start;
  if (change === 0) return best;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(change))) - 1);
  const steps = Number((best / step).toFixed(9));
  const rounded = Number(((change > 0 ? Math.ceil(steps) : Math.floor(steps)) * step).toFixed(9));
  return does(rounded) ? rounded : best;
}

/** @param {Criterion} criterion @param {Bar[]} bars @param {Answer} answer @param {number} points @returns {Better | null} */
function nearestOption(criterion, bars, answer, points) {
  const isYesNo = Boolean(criterion.words);
  const better = allowedOptions(criterion).filter((bar) => bar.points >= points);
  if (!better.length) return null;
  const best = better.reduce((least, bar) => (bar.points < least.points ? bar : least));
  const named = answer.reading?.held ?? [];
  const held = bars.filter((bar) => named.includes(bar.id));
  const isPart = isYesNo && named[0] === "partial";
  const least = held.length ? held.reduce((a, b) => (b.points < a.points ? b : a)).id : null;
  return { before: answer.state ? null : isPart ? "partial" : least, after: best.id, shown: best.id, points: best.points };
}

/** Options that may be answered: they meet the must, and a yes in part is nothing to aim at. @param {Criterion} criterion */
function allowedOptions({ words, must_rule: must, curve }) {
  const isYesNo = Boolean(words);
  return (curve?.bars ?? []).filter(({ id }) => (isYesNo ? meetsWord(must, id) && id !== "partial" : meetsItems(must, [id])));
}

/** @param {Rule | null | undefined} must @param {string} word */
const meetsWord = (must, word) => !must || must.operands.map(String).includes(word);

/** @param {Criterion} criterion @param {Bar[]} bars @param {Answer} answer @param {number} points @returns {Better | null} */
function nearestList(criterion, bars, answer, points) {
  const before = answer.state ? null : (answer.reading?.held ?? []);
  const held = before ?? [];
  const missing = bars.filter((bar) => !held.includes(bar.id));
  for (let added = 0; added <= missing.length; added += 1) {
    /** @type {{ items: string[], earned: number } | null} */
    let least = null;
    for (const extra of sets(missing, added)) {
      const items = [...held, ...extra];
      const earned = pointsOfItems(criterion, items);
      if (earned >= points && meetsItems(criterion.must_rule, items) && (!least || earned < least.earned)) least = { items, earned };
    }
    if (least) return { before, after: least.items, shown: least.items, points: least.earned };
  }
  return null;
}

/**
 * All points that can be had, rising; null where everything up to the most can be had.
 * @param {Criterion} criterion
 * @param {Answer} answer
 * @returns {number[] | null}
 */
export function stepsOf(criterion, answer) {
  const { curve } = criterion;
  if (curve?.form === "line") {
    const [low, high] = [curve.at[0][0], curve.at[curve.at.length - 1][0]];
    if (!criterion.whole || high - low > MOST_TRIED) return null;
    const from = Math.floor(low);
    const wholes = Array.from({ length: Math.ceil(high) - from + 1 }, (_, i) => from + i);
    return rising(wholes.filter((x) => isAllowed(criterion, x)).map((x) => pointsAt(curve.at, x)));
  }
  if (!criterion.several) return rising(allowedOptions(criterion).map(({ points }) => points));
  const { held, missing } = itemsOf(criterion, answer);
  const found = [...missing, null].flatMap((_, added) => sets(missing, added).map((extra) => [...held, ...extra]));
  return rising(found.filter((items) => meetsItems(criterion.must_rule, items)).map((items) => pointsOfItems(criterion, items)));
}

/** @param {number[]} points */
const rising = (points) => [...new Set(points)].sort((a, b) => a - b);

/** The most points that any answer earns that meets the must. @param {Criterion} criterion @param {Answer} answer */
export function mostPoints(criterion, answer) {
  const { curve, must_rule: must } = criterion;
  if (curve?.form === "line") {
    const ends = (must?.operands ?? []).filter((operand) => typeof operand === "number");
    const tried = [...curve.at.map(([x]) => x), ...ends].flatMap((x) => around(x, criterion.whole ? 1 : GRID));
    return Math.max(-Infinity, ...tried.filter((x) => isAllowed(criterion, x)).map((x) => pointsAt(curve.at, x)));
  }
  if (!criterion.several) return Math.max(-Infinity, ...allowedOptions(criterion).map(({ points }) => points));
  const { held, missing } = itemsOf(criterion, answer);
  const everything = [...held, ...missing.map(({ id }) => id)];
  return meetsItems(must, everything) ? pointsOfItems(criterion, everything) : -Infinity;
}

/** @param {Criterion} criterion @param {Answer} answer */
function itemsOf({ curve }, answer) {
  const held = answer.state ? [] : (answer.reading?.held ?? []);
  return { held, missing: (curve?.bars ?? []).filter((bar) => !held.includes(bar.id)) };
}

/** @param {Bar[]} bars @param {number} size @returns {string[][]} */
function sets(bars, size) {
  if (waysToChoose(bars.length, size) > MOST_TRIED) {
    const chosen = new Set([...bars].sort((a, b) => b.points - a.points).slice(0, size));
    return [bars.filter((bar) => chosen.has(bar)).map((bar) => bar.id)];
  }
  if (size === 0) return [[]];
  return bars.flatMap((bar, i) => sets(bars.slice(i + 1), size - 1).map((rest) => [bar.id, ...rest]));
}

/** @param {number} n @param {number} k */
function waysToChoose(n, k) {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return ways;
}
