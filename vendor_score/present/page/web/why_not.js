/** Why one vendor is not ahead of another, in one paragraph: the mirror of vendor_score/present/why_not.py. */

import { gap, number } from "./display.js";
import { inTheRunning } from "./model.js";
import { Overtaking, isKnown } from "./overtake.js";
import { isCorrected, optionNames, readingText, stateText, unitText } from "./reading.js";

export const TIE = 1e-9; // points closer than which two scores tie
const REASONS = 3;
const LONGEST = 40;

/**
 * The points that count for a vendor, column by column: an answer that is left out stands for the
 * vendor's own score, so that every answer has the same weight for both of two vendors.
 * @param {Model} model
 * @param {Setting} now
 * @param {Scores} scores
 */
function countedPoints(model, now, scores) {
  const { points } = model.problem.relative.length ? inTheRunning(model, now.waived) : model.problem;
  /** @param {number} v */
  return (v) => points[v].map((x) => (Number.isNaN(x) ? scores.scores[v] : x));
}

/**
 * The scores with contributions in this form, for tables and charts of two vendors.
 * @param {Model} model
 * @param {Setting} now
 * @param {Scores} scores
 * @returns {Scores}
 */
export function comparedScores(model, now, scores) {
  const counted = countedPoints(model, now, scores);
  const contributions = scores.scores.map((_, v) => Float64Array.from(counted(v), (points, column) => points * now.weights[column]));
  return { ...scores, contributions };
}

/**
 * What one vendor gains over another, criterion by criterion; it adds up to the difference of the scores.
 * @param {Model} model
 * @param {Setting} now
 * @param {Scores} scores
 * @param {number} a
 * @param {number} b
 */
export function pairDifferences(model, now, scores, a, b) {
  const [ofA, ofB] = [a, b].map(countedPoints(model, now, scores));
  return model.columns.filter((criterion) => now.weights[criterion.column] > 0).map((criterion) => {
    const [weight, pointsA, pointsB] = [now.weights[criterion.column], ofA[criterion.column], ofB[criterion.column]];
    return { criterion, weight, a: pointsA, b: pointsB, difference: weight * pointsA - weight * pointsB };
  });
}

/**
 * @param {Model} model
 * @param {Setting} now
 * @param {Scores} scores
 * @param {number} one
 * @param {number} other
 * @param {Translator} t
 */
export function whyNot(model, now, scores, one, other, t) {
  const { vendors } = model.payload;
  /** @param {number} v */
  const isOut = (v) => vendors[v].status === "knocked_out" && !now.waived.has(v);
  const isTurned = isOut(one) !== isOut(other) ? isOut(one) : scores.scores[other] - scores.scores[one] > TIE;
  const [ahead, behind] = isTurned ? [other, one] : [one, other];
  const differences = pairDifferences(model, now, scores, ahead, behind);
  const bySize = [...differences].sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference));
  const lead = scores.scores[ahead] - scores.scores[behind];
  const names = { a: vendors[ahead].name, b: vendors[behind].name };
  const isTie = Math.abs(lead) <= TIE;
  const opening = t(isTie ? "why.tie" : lead > 0 ? "why.ahead" : "why.out", { ...names, gap: gap(Math.abs(lead)) });
  /** @param {number} v @param {number} rival @param {number} sign */
  const reasons = (v, rival, sign) => {
    const said = bySize.filter(({ difference }) => sign * difference > TIE).slice(0, REASONS)
      .map(({ criterion, difference }) => reasonText(model, criterion, v, rival, Math.abs(difference), t));
    return said.length ? t("why.for", { name: vendors[v].name, reasons: said.join(t("why.joint")) }) : t("why.nothing_for", { name: vendors[v].name });
  };
  return [opening, reasons(ahead, behind, 1), reasons(behind, ahead, -1), ...leftOut(model, differences, [ahead, behind], t),
    turnedRound(model, now, scores, { ahead, behind, isOut: isOut(behind), isTie }, t)].filter(Boolean).join(t("verdict.sentence_joint"));
}

/** @param {Model} model @param {Criterion} criterion @param {number} v @param {number} rival @param {number} difference @param {Translator} t */
function reasonText(model, criterion, v, rival, difference, t) {
  const label = t.label(criterion.label);
  if (criterion.withheld) return t("why.reason_points", { criterion: label, points: gap(difference) });
  return t("why.reason", { criterion: label, own: countedAnswer(model, v, criterion, t), other: countedAnswer(model, rival, criterion, t), points: gap(difference) });
}

/** @param {Model} model @param {number} v @param {Criterion} criterion @param {Translator} t */
export function countedAnswer(model, v, criterion, t) {
  const answer = model.payload.vendors[v].answers[model.positions.get(criterion.id)];
  if (answer.rule !== undefined) return stateText(answer, t) || t("page.no_answer");
  const whole = (readingText(answer.reading, t) || answer.text || "").split(/\s+/).filter(Boolean).join(" ");
  const shown = [...whole].length > LONGEST ? `${[...whole].slice(0, LONGEST - 1).join("")}…` : whole;
  return isCorrected(answer) ? t("why.overridden", { answer: shown }) : shown;
}

/** @param {Model} model @param {ReturnType<typeof pairDifferences>} differences @param {[number, number]} pair @param {Translator} t */
function leftOut(model, differences, pair, t) {
  /** @param {number} v @param {Criterion} criterion */
  const lacks = (v, criterion) => Number.isNaN(model.problem.points[v][criterion.column]);
  return [pair, [pair[1], pair[0]]].flatMap(([own, other]) => {
    const named = differences.filter(({ criterion }) => lacks(own, criterion) && !lacks(other, criterion)).map(({ criterion }) => t.label(criterion.label));
    if (!named.length) return [];
    const shown = named.slice(0, REASONS).join(t("language.list_joint"));
    return [t("why.left_out", { name: model.payload.vendors[own].name,
      criteria: named.length <= REASONS ? shown : t("why.more", { names: shown, n: named.length }) })];
  });
}

/**
 * @param {Model} model
 * @param {Setting} now
 * @param {Scores} scores
 * @param {{ ahead: number, behind: number, isOut: boolean, isTie: boolean }} pair
 * @param {Translator} t
 */
function turnedRound(model, now, scores, { ahead, behind, isOut, isTie }, t) {
  const { vendors } = model.payload;
  const names = { a: vendors[ahead].name, b: vendors[behind].name };
  if (isOut) {
    const musts = vendors[behind].knock_outs.map(({ criterion }) => t.label(model.labels.get(criterion)));
    return t("why.first_meet", { ...names, musts: musts.join(t("why.joint")) });
  }
  if (isTie || !(scores.totals[behind] > 0)) return "";
  /** @param {import("./overtake.js").Way} way */
  const said = ({ criterion, better }) => changeText(criterion, better, t);
  const way = new Overtaking(model, now, scores, { ahead, behind });
  const singles = way.singles().sort((x, y) => x.rise - y.rise).slice(0, REASONS);
  if (singles.length) return t("why.single", { ...names, ways: singles.map(said).join(t("why.or")) });
  // where answers are not at hand here (shared reports) nothing is said of them
  if (!way.weighted.every(isKnown)) return "";
  const pair = way.pair();
  return pair.length ? t("why.pair", { ...names, ways: pair.map(said).join(t("why.and")) }) : t("why.no_way", names);
}

/** ``First response 26 → 17.5 s``; of a list what is added to it. @param {Criterion} criterion @param {Better} better @param {Translator} t */
export function changeText(criterion, better, t) {
  const label = t.label(criterion.label);
  const { before, shown } = better;
  const names = optionNames(criterion, t);
  if (Array.isArray(shown)) {
    const held = Array.isArray(before) ? before : [];
    const added = shown.filter((item) => !held.includes(item)).map((item) => names.get(item) ?? item);
    return `${label} + ${added.join(t("language.list_joint"))}`;
  }
  if (typeof shown === "string") {
    const was = typeof before === "string" ? (names.get(before) ?? t("page.partial")) : "–";
    return `${label} ${was} → ${names.get(shown) ?? shown}`;
  }
  const unit = criterion.unit === "%" ? "%" : unitText(criterion.unit, t);
  return `${label} ${typeof before === "number" ? number(before) : "–"} → ${number(shown)}${unit}`;
}
