/**
 * The verdict at the weights at hand: the rule and the clauses of vendor_score/robustness/verdict.py.
 *
 * Figures first (`verdictFacts`), then words (`verdictText`), so that both can be held to Python's.
 */

import { gap, number, points, share } from "./display.js";
import { pointsAmong, ranked, rounded, weightedSums } from "./score.js";
import { tippingPoint } from "./tipping.js";
import { nodeShare } from "./weights.js";

const TIE = 1e-9;
const SHOWN_CRITERIA = 3;
const SHOWN_WAIVERS = 3;
const SETTLED = new Set(["answered", "not_applicable"]);
const NO_LOCKS = new Set();

/**
 * @param {any} model
 * @param {any} now {weights, waived}
 * @param {any} scores of `rankVendors`
 * @param {any} smaa {vendors, ranks, ahead}
 */
export function verdictFacts(model, now, scores, smaa) {
  const { payload } = model;
  const inOrder = scores.order.filter((v) => scores.ranks[v] !== null);
  if (!inOrder.length) {
    const isOut = payload.vendors.some((vendor, v) => vendor.knock_outs.length && !now.waived.has(v));
    return { kind: isOut ? "nobody_out" : "nobody_scored", candidates: payload.vendors.length };
  }
  const [leader, ...others] = inOrder;
  const contenders = others.filter((v) => contends(payload.verdict_settings, scores, leader, v, smaa));
  const conditions = {
    catchingUp: catchingUp(model, now, scores, leader, others),
    untested: payload.vendors[leader].untested,
    excluded: excludedShare(payload.verdict_settings, scores, leader),
    pillars: pillars(model, now, scores, leader, others),
  };
  const isConditional = conditions.catchingUp.length || conditions.untested.length
    || conditions.pillars.length || conditions.excluded !== null;
  return {
    kind: kindOf(others, contenders, isConditional), leader, second: others[0] ?? null,
    score: scores.scores[leader], margin: others.length ? scores.scores[leader] - scores.scores[others[0]] : 0,
    contenders, rivalMargin: contenders.length ? scores.scores[leader] - scores.scores[contenders[0]] : 0,
    winShare: firstShare(smaa, leader), ...conditions,
    tip: others.length ? nearestTip(model, now, inOrder) : null,
    waivers: waivers(model, now), unanswered: unanswered(model, now, inOrder),
    unproven: unproven(model, now, scores, inOrder),
  };
}

function kindOf(others, contenders, isConditional) {
  if (!others.length) return "single";
  if (contenders.length) return "unclear";
  return isConditional ? "provided" : "clear";
}

function contends(settings, scores, leader, v, smaa) {
  if (rounded(scores.scores[leader] - scores.scores[v]) < settings.lead_points) return true;
  const [a, b] = [smaa.vendors.indexOf(leader), smaa.vendors.indexOf(v)];
  return a >= 0 && b >= 0 && smaa.ahead[a][b] < settings.lead_share;
}

const firstShare = (smaa, v) => smaa.ranks[smaa.vendors.indexOf(v)]?.[0] ?? 0;

/** Rivals whose best case over missing and vague answers reaches the leader's score. */
function catchingUp(model, now, scores, leader, others) {
  const best = weightedSums(model.best, now.weights);
  const score = rounded(scores.scores[leader]);
  return others.filter((v) => best.totals[v] > 0 && rounded(best.scores[v]) >= score)
    .sort((a, b) => rounded(best.scores[b]) - rounded(best.scores[a]) || a - b);
}

function excludedShare(settings, scores, leader) {
  const missing = 1 - scores.totals[leader];
  return missing > settings.excluded_share + TIE ? missing : null;
}

const isCompared = (model, now) => model.problem.statuses.map((s, v) => s !== "knocked_out" || now.waived.has(v));

/** Vendors without which others lead: only relative criteria can make that so. */
function pillars(model, now, scores, leader, others) {
  if (!model.problem.relative.length) return [];
  return others.flatMap((dropped) => {
    const compared = isCompared(model, now);
    compared[dropped] = false;
    const sums = weightedSums(pointsAmong(model.problem, compared), now.weights);
    const takesPart = compared.map((isIn, v) => isIn && scores.ranks[v] !== null);
    const then = ranked(sums.scores, takesPart);
    const first = then.order.filter((v) => then.ranks[v] === 1);
    return first[0] === leader ? [] : [{ vendor: dropped, first }];
  });
}

/** Among what the buyer gave weight: the top groups, where none of them tips all nodes below. */
function nearestTip(model, now, inOrder) {
  const among = pointsAmong(model.problem, isCompared(model, now));
  const vendors = inOrder.slice().sort((a, b) => a - b);
  const tips = (nodes) => nodes.filter((node) => nodeShare(node, now.weights) > 0).flatMap((node) => {
    const share = nodeShare(node, now.weights);
    const tip = tippingPoint(among, vendors, model.tree, now.weights, node.id, NO_LOCKS);
    return [[tip.low, tip.below, false], [tip.high, tip.above, true]].filter(([, first]) => first.length)
      .map(([at, first, rises]) => ({ id: node.id, now: share, at, first, rises,
        far: Number(Math.abs(at - share).toFixed(12)) }));
  });
  const nearest = (found) => found.reduce((best, tip) => (best === null || tip.far < best.far ? tip : best), null);
  return nearest(tips(model.tree.roots)) ?? nearest(tips([...model.tree.nodes.values()]));
}

/** Vendors that would lead alone if their one broken must were waived. */
function waivers(model, now) {
  return model.payload.vendors.flatMap((vendor, v) => {
    if (vendor.knock_outs.length !== 1 || now.waived.has(v)) return [];
    const compared = isCompared(model, now);
    compared[v] = true;
    const sums = weightedSums(pointsAmong(model.problem, compared), now.weights);
    const then = ranked(sums.scores, compared.map((isIn, i) => isIn && sums.totals[i] > 0));
    const first = then.order.filter((i) => then.ranks[i] === 1);
    return first.length === 1 && first[0] === v ? [{ vendor: v, criterion: vendor.knock_outs[0].criterion }] : [];
  });
}

function unanswered(model, now, inOrder) {
  const weighted = model.columns.filter((c) => now.weights[c.column] > 0);
  const state = (v, c) => model.payload.vendors[v].answers[model.positions.get(c.id)].state ?? "answered";
  return inOrder.reduce((sum, v) => sum + weighted.filter((c) => !SETTLED.has(state(v, c))).length, 0);
}

/** The leader's claims that cost it the first place if they fail, else those that would settle it. */
function unproven(model, now, scores, inOrder) {
  if (model.payload.sure.proven === null) return [];
  const critical = criticalClaims(model, now, scores, inOrder);
  return critical.length ? critical : decidingClaims(model, now, scores, inOrder);
}

/** The fewest of the leader's claims that, struck out, cost it the first place alone. */
function criticalClaims(model, now, scores, inOrder) {
  const { weights } = now;
  const [leader, ...others] = inOrder;
  if (!others.length || scores.ranks[others[0]] === 1) return [];
  const row = pointsAmong(model.problem, isCompared(model, now))[leader].slice();
  const struck = withoutClaims(model, leader, row);
  const toBeat = scores.scores[others[0]];
  const left = model.columns.filter((c) => isClaim(model, leader, c)).map((c) => c.column).filter((c) => weights[c] > 0);
  const chosen = [];
  while (left.length && scoreOf(row, weights) > toBeat + TIE) {
    const without = (c) => scoreOf(row.map((x, i) => (i === c ? struck[c] : x)), weights);
    const at = left.reduce((top, c) => (without(c) < without(top) ? c : top));
    row[at] = struck[at];
    left.splice(left.indexOf(at), 1);
    chosen.push(model.columns[at].id);
  }
  return scoreOf(row, weights) <= toBeat + TIE ? chosen : [];
}

/** The leader's claims without which the first place is not settled, the weightiest first. */
function decidingClaims(model, now, scores, inOrder) {
  const { weights } = now;
  const [leader] = inOrder;
  const rivals = inOrder.filter((v) => scores.ranks[v] !== 1);
  const claims = model.columns.filter((c) => isClaim(model, leader, c)).map((c) => c.column);
  if (!rivals.length || !claims.length) return [];
  const points = pointsAmong(model.problem, isCompared(model, now));
  const struck = rivals.map((v) => withoutClaims(model, v, points[v]));
  const better = rivals.map((v, i) => points[v].map((x, c) => maxOf(x, struck[i][c])));
  const toBeat = Math.max(...[...better, ...rivals.map((v) => points[v]), ...struck].map((row) => scoreOf(row, weights)));
  const claimed = points[leader].map((x) => (Number.isNaN(x) ? 0 : x));
  const bare = withoutClaims(model, leader, points[leader]);
  const row = claimed.map((x, c) => (claims.includes(c) ? weaker(x, bare[c]) : x));
  const left = claims.filter((c) => weights[c] > 0);
  const chosen = [];
  while (left.length && !(scoreOf(row, weights) > toBeat + TIE)) {
    const gain = (c) => scoreOf(row.map((x, i) => (i === c ? claimed[c] : x)), weights);
    const at = left.reduce((top, c) => (gain(c) > gain(top) ? c : top));
    row[at] = claimed[at];
    left.splice(left.indexOf(at), 1);
    chosen.push(model.columns[at].id);
  }
  return chosen;
}

const maxOf = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
const weaker = (claimed, struck) => (Number.isNaN(struck) ? NaN : Math.min(claimed, struck));

function isClaim(model, v, criterion) {
  const answer = model.payload.vendors[v].answers[model.positions.get(criterion.id)];
  return answer.state === undefined && answer.seen !== true && criterion.kind !== "judged";
}

/** A vendor's points if claims the buyer has not seen proven count as pending. */
function withoutClaims(model, v, row) {
  return row.map((x, c) => {
    const criterion = model.columns[c];
    if (!isClaim(model, v, criterion)) return x;
    const rule = criterion.missing.pending ?? criterion.missing.default;
    if (rule === "exclude") return NaN;
    return typeof rule === "number" ? rule : 0;
  });
}

function scoreOf(row, weights) {
  let sum = 0;
  let mass = 0;
  row.forEach((x, c) => {
    if (Number.isNaN(x)) return;
    sum += weights[c] * x;
    mass += weights[c];
  });
  return mass > 0 ? sum / mass : -Infinity;
}

/**
 * The facts as a headline and what may follow it.
 * @returns {{before: string, headline: string, more: string, text: string}}
 */
export function verdictText(facts, model, t) {
  const isPreliminary = Boolean(facts.unproven?.length);
  if (facts.kind.startsWith("nobody")) {
    const said = t(`verdict.${facts.kind}`, { n: facts.candidates });
    return { before: "", headline: said, more: "", text: said };
  }
  const words = new Words(facts, model, t);
  const first = words.headline();
  const stop = t("verdict.stop");
  const clauses = words.clauses().join(t("verdict.clause_joint"));
  const more = clauses && t.capital(clauses) + stop;
  const before = isPreliminary ? t("verdict.preliminary", { sentence: "" }) : "";
  return { before, headline: first + stop, more,
           text: [before + first + stop, more].filter(Boolean).join(t("verdict.sentence_joint")) };
}

class Words {
  constructor(facts, model, t) {
    Object.assign(this, { facts, model, t });
  }

  vendor(v) {
    return this.model.payload.vendors[v].name;
  }

  label(id) {
    return this.t.label(this.model.labels.get(id));
  }

  headline() {
    const { facts, t } = this;
    const conditions = this.conditions();
    const values = { leader: this.vendor(facts.leader), score: points(facts.score),
      second: facts.second === null ? "" : this.vendor(facts.second), margin: gap(facts.margin),
      share: share(facts.winShare), conditions: conditions.join(t("verdict.condition_joint")) };
    if (facts.kind === "single") return t(conditions.length ? "verdict.single_provided" : "verdict.single", values);
    if (facts.kind !== "unclear") return t(`verdict.${facts.kind}`, values);
    const more = facts.contenders.length - 1;
    const level = rounded(facts.rivalMargin) === 0 ? "_level" : "";
    return t(`verdict.unclear${more ? "_more" : ""}${level}`, { ...values, margin: gap(facts.rivalMargin),
      rival: this.vendor(facts.contenders[0]), n: more, total: more + 2 });
  }

  conditions() {
    const { facts, t } = this;
    const found = [];
    if (facts.catchingUp.length) {
      const more = facts.catchingUp.length - 1;
      found.push(t(more ? "verdict.if_rivals" : "verdict.if_rival",
        { rival: this.vendor(facts.catchingUp[0]), n: more, total: more + 1 }));
    }
    if (facts.untested.length) {
      found.push(t("verdict.if_untested", { musts: facts.untested.map((id) => this.label(id)).join(t("language.list_joint")) }));
    }
    if (facts.excluded !== null) found.push(t("verdict.if_excluded", { share: share(facts.excluded) }));
    for (const { vendor, first } of facts.pillars.slice(0, 1)) {
      found.push(t("verdict.if_stays", { vendor: this.vendor(vendor), first: this.names(first) }));
    }
    return found;
  }

  clauses() {
    const { facts, t } = this;
    const clauses = facts.second === null ? [] : [this.tip()];
    for (const { vendor, criterion } of facts.waivers.slice(0, SHOWN_WAIVERS)) {
      clauses.push(t("verdict.waived", { vendor: this.vendor(vendor), criterion: this.label(criterion) }));
    }
    if (facts.unanswered) {
      clauses.push(t(facts.unanswered > 1 ? "verdict.unanswered" : "verdict.unanswered_one", { n: facts.unanswered }));
    }
    if (facts.unproven.length) clauses.push(this.claims());
    return clauses;
  }

  claims() {
    const { facts: { unproven: ids }, t } = this;
    const more = ids.length - SHOWN_CRITERIA;
    let shown = ids.slice(0, SHOWN_CRITERIA).map((id) => this.label(id)).join(t("language.list_joint"));
    if (more > 0) shown = t("verdict.criteria_more", { criteria: shown, n: more, total: ids.length });
    return t(ids.length > 1 ? "verdict.unproven" : "verdict.unproven_one", { n: ids.length, criteria: shown });
  }

  tip() {
    const { facts: { tip }, t } = this;
    if (!tip) return t("verdict.tips_never");
    const [now, at] = [share(tip.now), share(tip.at)];
    return t(`verdict.tips_${tip.rises ? "above" : "below"}${now === at ? "_now" : ""}`,
      { names: this.names(tip.first), node: this.label(tip.id), now, at });
  }

  names(vendors) {
    const { t } = this;
    const names = vendors.map((v) => this.vendor(v));
    if (names.length === 1) return names[0];
    if (names.length === 2) return t("verdict.and_two", { a: names[0], b: names[1] });
    return t("verdict.and_more", { a: names[0], n: names.length - 1, total: names.length });
  }
}

/** The rule of the verdict with its thresholds named. */
export function verdictRule(model, t) {
  const { verdict_settings: settings, sure } = model.payload;
  return t("verdict.explained", { lead_share: share(settings.lead_share), lead_points: number(settings.lead_points),
    excluded_share: share(settings.excluded_share), samples: number(sure.smaa.samples), band: share(sure.smaa.band) });
}
