/**
 * What a vendor would have to answer to get ahead of another: one answer, or two together where one
 * is not enough. The mirror of vendor_score/robustness/to_win.py for one rival.
 */

import { inTheRunning } from "./model.js";
import { rounded, weightedSums } from "./score.js";
import { canImprove, keptShare, meetsNumber, mostPoints, nearestBetter, stepsOf } from "./values.js";

const AHEAD = 2e-9; // points by which a score must lie above another one to be above it surely
const FAR = 1e6; // times the range at hand: further, an answer is no answer
const HALVINGS = 200;
const GRID = 1e-6;
const SLACK = 1e-10; // points: a pair that just does must not fail by the last bit

/**
 * @typedef {{ criterion: Criterion, better: Better, rise: number }} Way one answer changed
 * @typedef {{ most: number, steps: number[] | null }} Reach how far points can rise
 */

/** Whether the page has what it takes to look for better answers. @param {Criterion} criterion */
export const isKnown = (criterion) => canImprove(criterion) || (Boolean(criterion.direction) && !criterion.withheld && !criterion.within);

/** One vendor's way ahead of one other. */
export class Overtaking {
  /**
   * @param {Model} model
   * @param {Setting} now
   * @param {Scores} scores
   * @param {{ ahead: number, behind: number }} pair
   */
  constructor(model, now, scores, { ahead, behind }) {
    this.model = model;
    this.now = now;
    this.ahead = ahead;
    this.behind = behind;
    this.weights = now.weights;
    this.score = scores.scores[behind];
    this.goal = scores.scores[ahead] + AHEAD;
    this.mass = scores.totals[behind];
    this.points = scores.points[behind];
    this.weighted = model.columns.filter(({ column }) => now.weights[column] > 0);
  }

  /** Each criterion's nearest answer that is enough. @returns {Way[]} */
  singles() {
    return this.weighted.flatMap((criterion) => {
      if (criterion.direction) return isKnown(criterion) ? this.relative(criterion) : [];
      if (!canImprove(criterion)) return [];
      const kept = this.kept(criterion);
      const better = nearestBetter(criterion, this.answer(criterion), this.needed(new Map(), criterion) / kept);
      return better ? [this.way(criterion, better)] : [];
    });
  }

  /** The two answers whose larger rise is the smallest; relative criteria move everybody's points. @returns {Way[]} */
  pair() {
    const options = this.weighted.filter(canImprove);
    const reach = new Map(options.map((criterion) => [criterion, this.reach(criterion)]));
    /** @type {{ larger: number, at: [Criterion, Criterion], rises: [number, number] }[]} */
    const pairs = [];
    options.forEach((a, i) => options.slice(i + 1).forEach((b) => {
      const [wa, wb] = [this.weights[a.column], this.weights[b.column]];
      const lacking = (this.goal - this.score) * this.whole([a, b]);
      const found = rises(lacking, wa, wb, /** @type {Reach} */ (reach.get(a)), /** @type {Reach} */ (reach.get(b)));
      if (!found.length) return;
      const best = found.reduce((least, each) => (Math.max(...each) < Math.max(...least) ? each : least));
      pairs.push({ larger: Math.max(...best), at: [a, b], rises: best });
    }));
    // a stable sort: of equal ones the first in file order
    for (const found of pairs.sort((x, y) => rounded(x.larger) - rounded(y.larger))) {
      const changes = this.settled(found);
      if (changes) return changes;
    }
    return [];
  }

  /**
   * Answers for the rises of a pair: the larger first, then each as small as it can be, since an
   * option may overshoot its rise.
   * @param {{ at: [Criterion, Criterion], rises: [number, number] }} pair
   * @returns {Way[] | null}
   */
  settled({ at, rises: [ra, rb] }) {
    const [a, b] = ra >= rb ? at : [at[1], at[0]];
    /** @type {Map<Criterion, number>} */
    const points = new Map([[a, this.own(a) + Math.max(ra, rb)]]);
    /** @type {Map<Criterion, Better>} */
    const answers = new Map();
    for (const [criterion, other] of [[b, a], [a, b], [b, a]]) {
      const kept = this.kept(criterion);
      const given = new Map([[other, points.get(other) ?? 0]]);
      const better = nearestBetter(criterion, this.answer(criterion), (this.needed(given, criterion) - SLACK) / kept);
      if (!better) return null;
      points.set(criterion, better.points * kept);
      answers.set(criterion, better);
    }
    return at.map((criterion) => this.way(criterion, /** @type {Better} */ (answers.get(criterion))));
  }

  /** @param {Criterion} criterion @param {Better} better */
  way(criterion, better) {
    return { criterion, better, rise: better.points * this.kept(criterion) - this.own(criterion) };
  }

  /** @param {Criterion} criterion */
  answer({ id }) {
    return this.model.payload.vendors[this.behind].answers[this.model.positions.get(id)];
  }

  /** @param {Criterion} criterion */
  kept(criterion) {
    return keptShare(criterion, this.answer(criterion));
  }

  /** @param {Criterion} criterion */
  isLeftOut({ column }) {
    return Number.isNaN(this.points[column]);
  }

  /** The points that stand for the answer; of one that is left out the vendor's own score. @param {Criterion} criterion */
  own(criterion) {
    return this.isLeftOut(criterion) ? this.score : this.points[criterion.column];
  }

  /** The weight that counts once these answers are given. @param {Criterion[]} given */
  whole(given) {
    return given.filter((criterion) => this.isLeftOut(criterion)).reduce((sum, { column }) => sum + this.weights[column], this.mass);
  }

  /** The points that an answer needs, others given. @param {Map<Criterion, number>} given @param {Criterion} criterion */
  needed(given, criterion) {
    let lacking = (this.goal - this.score) * this.whole([...given.keys(), criterion]);
    for (const [other, points] of given) lacking -= this.weights[other.column] * (points - this.own(other));
    return this.own(criterion) + lacking / this.weights[criterion.column];
  }

  /** @param {Criterion} criterion @returns {Reach} */
  reach(criterion) {
    const [kept, own] = [this.kept(criterion), this.own(criterion)];
    const steps = stepsOf(criterion, this.answer(criterion));
    return { most: mostPoints(criterion, this.answer(criterion)) * kept - own,
      steps: steps && steps.filter((step) => step * kept > own).map((step) => step * kept - own) };
  }

  /**
   * The nearest answer to a relative criterion; it moves everybody's points, and the lead only rises
   * with it, so that halving finds where it begins.
   * @param {Criterion} criterion
   * @returns {Way[]}
   */
  relative(criterion) {
    const { model, now, behind } = this;
    const found = model.problem.relative.find(({ column }) => column === criterion.column);
    const { vendors, points } = inTheRunning(model, now.waived);
    if (!found || !vendors.includes(this.ahead)) return [];
    const sign = criterion.direction === "max" ? 1 : -1;
    const known = vendors.flatMap((v) => found.cautious[v] ?? []);
    if (!known.length) return [];
    const before = found.cautious[behind];
    /** @param {number} answer everybody's points if the vendor answered so */
    const column = (answer) => {
      const figures = vendors.map((v) => (v === behind ? sign * answer : found.cautious[v] === null ? NaN : sign * Number(found.cautious[v])));
      const read = figures.filter((x) => !Number.isNaN(x));
      const [worst, best] = [Math.min(...read), Math.max(...read)];
      return new Map(vendors.map((v, i) => [v, Number.isNaN(figures[i]) ? points[v][criterion.column]
        : (best === worst ? 100 : ((figures[i] - worst) / (best - worst)) * 100) * (v === behind ? this.kept(criterion) : found.kept[v])]));
    };
    /** @param {number} answer */
    const wins = (answer) => {
      const own = column(answer);
      const rows = [behind, this.ahead].map((v) => points[v].map((x, c) => (c === criterion.column ? own.get(v) ?? NaN : x)));
      const [mine, other] = weightedSums(rows, this.weights).scores.map((score) => rounded(score));
      return mine > other;
    };
    const after = nearestRelative(criterion, known, sign, before ?? null, wins);
    if (after === null) return [];
    const gained = column(after).get(behind) ?? 0;
    return [{ criterion, better: { before: before ?? null, after, shown: after, points: gained }, rise: gained - this.own(criterion) }];
  }
}

/**
 * @param {Criterion} criterion
 * @param {number[]} known answers at hand
 * @param {number} sign 1 where more is better
 * @param {number | null} before
 * @param {(answer: number) => boolean} wins
 */
function nearestRelative({ natural, whole, must_rule: must }, known, sign, before, wins) {
  const [low, high] = natural ?? [null, null];
  const best = Math.max(...known.map((x) => sign * x));
  const worst = Math.min(...known.map((x) => sign * x));
  const spread = Math.max(best - worst, ...known.map(Math.abs), 1);
  const end = (sign > 0 ? high : low) ?? sign * best + sign * spread * FAR;
  if (!wins(end)) return null;
  const start = before ?? sign * worst;
  let [loses, does] = [start, end];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (loses + does) / 2;
    if (middle === loses || middle === does) break;
    if (wins(middle)) does = middle;
    else loses = middle;
  }
  const step = whole ? 1 : GRID;
  const ends = (must?.operands ?? []).filter((operand) => typeof operand === "number");
  const tried = [does, ...ends].flatMap((x) => [Math.floor(x / step) - 1, Math.floor(x / step), Math.ceil(x / step), Math.ceil(x / step) + 1])
    .map((n) => Number((n * step).toFixed(6)))
    .filter((x) => (low === null || x >= low) && (high === null || x <= high) && meetsNumber(must, x, x) && wins(x));
  return tried.length ? tried.reduce((near, x) => (Math.abs(x - start) < Math.abs(near - start) ? x : near)) : null;
}

/**
 * Rises of two answers that together make up what is lacking.
 * @param {number} lacking
 * @param {number} wa
 * @param {number} wb
 * @param {Reach} a
 * @param {Reach} b
 * @returns {[number, number][]}
 */
function rises(lacking, wa, wb, a, b) {
  if (!a.steps && b.steps) return rises(lacking, wb, wa, b, a).map(([rb, ra]) => [ra, rb]);
  // both anywhere: equal rises if they can be had, else one of them at its end
  const tried = a.steps ?? [lacking / (wa + wb), a.most, (lacking - wb * b.most) / wa];
  return tried.flatMap((ra) => {
    const wanted = (lacking - wa * ra) / wb;
    const rb = b.steps ? b.steps.find((step) => step >= wanted - SLACK) ?? Infinity : wanted;
    return ra > 0 && ra <= a.most + SLACK && rb > 0 && rb <= b.most + SLACK ? [/** @type {[number, number]} */ ([ra, rb])] : [];
  });
}
