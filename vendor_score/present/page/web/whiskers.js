/** Whiskers of the ranking: from the best to the worst place that missing and inexact answers leave open. */

import { rounded, scoresOf } from "./score.js";
import { h } from "./dom.js";

/**
 * Best and worst place of each ranked vendor, null for the others: 1 + those surely ahead, and
 * 1 + those that could be (as vendor_score/robustness: every vendor's answers on their own).
 * @param {Model} model
 * @param {Store} store
 * @param {Scores} scores
 * @returns {([number, number] | null)[]}
 */
export function placeSpans(model, store, scores) {
  const { payload } = model;
  if (!store.isChanged && !store.now.waived.size) return payload.sure.missing_ranks;
  const [worst, best] = (/** @type {const} */ (["worst", "best"])).map((end) => scoresOf(boundPoints(model, end), store.now.weights));
  const [low, high] = [worst, best].map(({ scores: bounds }) => bounds.map((x) => rounded(x)));
  // also those without a rank now, whose missing answers could still give them one
  const among = payload.vendors.flatMap((vendor, v) => (
    (vendor.status !== "knocked_out" || store.now.waived.has(v)) && worst.totals[v] > 0 ? [v] : []));
  const [lows, highs] = [low, high].map((bounds) => Float64Array.from(among, (v) => bounds[v]).sort());
  const isAmong = new Set(among);
  return payload.vendors.map((_, v) => {
    if (scores.ranks[v] === null) return null;
    const itself = isAmong.has(v) && high[v] > low[v] ? 1 : 0;
    return [1 + above(lows, high[v]), 1 + above(highs, low[v]) - itself];
  });
}

/** How many are more than ``bound``. @param {Float64Array} rising @param {number} bound */
function above(rising, bound) {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rising[middle] > bound) to = middle;
    else from = middle + 1;
  }
  return rising.length - from;
}

/** The points at one end of what each answer may be worth. @param {Model} model @param {"worst" | "best"} end */
const boundPoints = (model, end) => model.payload.vendors.map((vendor) => model.columns.map((criterion) => {
  const answer = vendor.answers[model.positions.get(criterion.id)];
  // what does not apply stays out, as it is ruled; whatever else is missing could still be anything
  if (answer.value === undefined && answer.state === "not_applicable") return NaN;
  return answer[end] ?? answer.value ?? NaN;
}));

/** A whisker of one row, without a place yet. */
export function makeWhisker() {
  const line = h("i.whisker-line");
  const mark = h("i.whisker-mark");
  const text = h("span.whisker-text");
  const track = h("span.whisker-track", { "aria-hidden": "true" }, line, mark);
  return { el: h("span.whisker", { hidden: true }, track, text), line, mark, text };
}

/**
 * @param {ReturnType<typeof makeWhisker>} whisker
 * @param {{ span: [number, number] | null, rank: number | null, n: number, said: string }} given n: ranked vendors
 */
export function showWhisker({ el, line, mark, text }, { span, rank, n, said }) {
  el.hidden = span === null || rank === null || n < 2;
  if (span === null || rank === null) return;
  /** @param {number} place */
  const at = (place) => (100 * (place - 1)) / Math.max(1, n - 1);
  line.style.left = `${at(span[0])}%`;
  line.style.width = `${at(span[1]) - at(span[0])}%`;
  mark.style.left = `${at(rank)}%`;
  text.textContent = span[0] === span[1] ? String(span[0]) : `${span[0]}–${span[1]}`;
  el.title = said;
}
