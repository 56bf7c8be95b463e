/**
 * Criteria changed in the page and answers tried out: points, musts and missing rules worked out
 * anew as vendor_score/decision/criterion_column.py works them out, and criteria.yaml with them.
 *
 * What came with the page is kept aside once; edits are laid over it and can be taken away again.
 */

import { number } from "./display.js";
import { optionNames, unitText } from "./reading.js";
import { keptShare, meetsItems, meetsNumber, pointRange, pointsOfItems, ruleParts } from "./values.js";

/** @returns {Edits} */
export const noEdits = () => ({ criteria: [], answers: [] });

/** @param {Edits} edits */
export const hasEdits = (edits) => edits.criteria.length + edits.answers.length > 0;

/** Whether a criterion's own settings can be changed here. @param {Criterion} criterion */
export const canEdit = (criterion) => criterion.column >= 0 && !criterion.withheld && !criterion.within && Boolean(criterion.curve || criterion.direction);

/**
 * Whether its value function can be changed here: anchors, the points of options, items and levels,
 * not ``value: points`` and what is scored relative to the vendors at hand.
 * @param {Criterion} criterion
 */
export const canEditValue = ({ own_points: isOwn, curve, levels }) => Boolean(isOwn || levels || curve?.form === "bars");

/** @type {WeakMap<Payload, Original>} */
const originals = new WeakMap();

/** @param {Model} model */
function originalOf({ payload, problem }) {
  const found = originals.get(payload);
  if (found) return found;
  const made = {
    criteria: payload.criteria.map((criterion) => ({ ...criterion })),
    vendors: payload.vendors.map((vendor) => ({ ...vendor, answers: vendor.answers.map((answer) => ({ ...answer })) })),
    points: problem.points.map((row) => row.slice()),
    relative: problem.relative,
    draws: payload.draws,
  };
  originals.set(payload, made);
  return made;
}

/**
 * Lay the edits over what came with the page; scores, charts and tables follow from the model.
 * @param {Model} model
 * @param {Edits} edits
 * @param {Translator} t
 */
export function applyEdits(model, edits, t) {
  const { payload, problem } = model;
  const original = originalOf(model);
  const changes = new Map(edits.criteria);
  const tried = new Map(edits.answers.map(([vendor, id, value]) => [JSON.stringify([vendor, id]), value]));
  original.criteria.forEach((criterion, i) => Object.assign(payload.criteria[i], { target_rule: undefined, must_rule: undefined }, criterion, editedCriterion(criterion, changes.get(criterion.id))));
  problem.points = original.points.map((row) => row.slice());
  problem.relative = original.relative.map((each) => ({ ...each, cautious: each.cautious.slice(), kept: each.kept.slice() }));
  const touched = new Set([...changes.keys(), ...edits.answers.map(([, id]) => id)]);
  payload.vendors.forEach((vendor, v) => {
    const own = original.vendors[v];
    Object.assign(vendor, own, { answers: own.answers.map((answer) => ({ ...answer })) });
    for (const id of touched) rework(model, v, id, tried.get(JSON.stringify([vendor.name, id])), t);
    if (touched.size) vendor.status = statusOf(model, v);
  });
  problem.statuses = payload.vendors.map((vendor) => vendor.status);
  payload.draws = original.draws.filter(([, column]) => !touched.has(model.columns[column].id));
}

/** @param {Criterion} criterion @param {CriterionEdit | undefined} edit @returns {Partial<Criterion>} */
function editedCriterion({ curve, missing }, edit) {
  if (!edit) return {};
  /** @type {Partial<Criterion>} */
  const out = {};
  if (edit.at && curve?.form === "line") out.curve = { form: "line", at: [...edit.at].sort((a, b) => a[0] - b[0]) };
  if (edit.bars && curve?.form === "bars") {
    const points = new Map(edit.bars);
    out.curve = { form: "bars", bars: curve.bars.map((bar) => ({ ...bar, points: points.get(bar.id) ?? bar.points })) };
  }
  for (const name of /** @type {const} */ (["target", "must"])) {
    const rule = edit[name];
    if (rule !== undefined) Object.assign(out, { [name]: rule || null, [`${name}_rule`]: rule ? readRule(rule) : null });
  }
  if (edit.missing !== undefined) out.missing = { ...missing, default: edit.missing };
  return out;
}

/**
 * ``<= 300``, ``in [5, 20]``, ``== yes``, ``has ISO27001``; null where it is no rule.
 * @param {string} text
 * @returns {Rule | null}
 */
export function readRule(text) {
  const parts = ruleParts(text.replace(/≤/g, "<=").replace(/≥/g, ">="));
  if (!parts) return null;
  const { form, words } = parts;
  const operands = words.map((word) => (word !== "" && Number.isFinite(Number(word)) ? Number(word) : word));
  const numbers = operands.filter((operand) => typeof operand === "number").length;
  const isBound = /[<>]/.test(form);
  if (operands.includes("") || (numbers > 0 && numbers < operands.length)) return null;
  if (isBound && (operands.length !== 1 || !numbers)) return null;
  if (form === "in" && numbers && (operands.length !== 2 || operands[0] > operands[1])) return null;
  return { form, operands };
}

/**
 * One answer with the criterion as it is now.
 * @param {Model} model
 * @param {number} v
 * @param {string} id
 * @param {Tried | undefined} tried
 * @param {Translator} t
 */
function rework(model, v, id, tried, t) {
  const criterion = model.byId.get(id);
  const vendor = model.payload.vendors[v];
  const answer = vendor.answers[model.positions.get(id)];
  if (tried !== undefined) takeUp(answer, tried, `${triedWords(criterion, tried, t)} (${t("page.scratch")})`);
  const isMissing = answer.rule !== undefined;
  if (tried !== undefined && criterion.direction) tryRelative(model, v, criterion, answer, Number(tried));
  const found = isMissing ? ruled(criterion, answer) : criterion.direction ? { value: model.problem.points[v][criterion.column] } : valued(criterion, answer);
  model.problem.points[v][criterion.column] = found.value ?? NaN;
  Object.assign(answer, { high: undefined, rule: undefined, worst: undefined, best: undefined }, found);
  vendor.knock_outs = vendor.knock_outs.filter((broken) => broken.criterion !== id);
  vendor.untested = vendor.untested.filter((must) => must !== id);
  const must = isMissing ? untestedMust(criterion, answer) : mustResult(criterion, answer);
  if (found.rule === "fail" || must === "broken") {
    vendor.knock_outs = [...vendor.knock_outs, { criterion: id, rule: must === "broken" ? criterion.must : "missing: fail", found: answer.text ?? "" }];
  }
  if (must === "untested") vendor.untested = [...vendor.untested, id];
}

/** An answer that is tried out takes the place of the vendor's own, and says so. @param {Answer} answer @param {Tried} tried @param {string} text */
function takeUp(answer, tried, text) {
  const ids = Array.isArray(tried) ? tried : [tried];
  for (const key of /** @type {const} */ (["state", "rule", "override", "at", "remarks", "judgements"])) delete answer[key];
  answer.scratch = true;
  answer.text = text;
  answer.reading = typeof tried === "number" ? { on: [tried, tried] } : { held: /** @type {string[]} */ (ids) };
}

/** What is scored among the vendors at hand gets its points with all the others. @param {Model} model @param {number} v @param {Criterion} criterion @param {Answer} answer @param {number} tried */
function tryRelative({ problem }, v, criterion, answer, tried) {
  const found = problem.relative.find(({ column }) => column === criterion.column);
  if (!found) return;
  found.cautious[v] = tried;
  found.kept[v] = keptShare(criterion, answer);
  problem.points[v][criterion.column] = 0; // counted, until all are placed
}

/** What is missing may be all or nothing; what does not apply will not turn out to be anything. @param {Criterion} criterion @param {Answer} answer @returns {Valued} */
function ruled({ missing }, answer) {
  const rule = missing[answer.state ?? "unreadable"] ?? missing.default;
  const value = rule === "exclude" ? undefined : typeof rule === "number" ? rule : 0;
  return { rule, value, ...(answer.state !== "not_applicable" && { worst: 0, best: 100 }) };
}

/** @param {Criterion} criterion @param {Answer} answer @returns {Valued} */
function valued(criterion, answer) {
  const { low, high } = rangeOf(criterion, answer);
  const value = low * (answer.kept ?? keptShare(criterion, answer));
  const most = high === value ? undefined : high;
  return { value, high: most, best: most };
}

/** @param {Criterion} criterion @param {Answer} answer */
function rangeOf(criterion, answer) {
  const { curve, several } = criterion;
  if (curve?.form === "line") return pointRange(curve.at, intervalOf(curve.at, answer));
  const held = answer.reading?.held ?? [];
  if (several) {
    const points = pointsOfItems(criterion, held);
    return { low: points, high: points };
  }
  const bars = curve?.bars ?? [];
  const named = bars.filter((bar) => held.includes(bar.id));
  // a yes in part that has no points of its own may be either
  const points = (named.length ? named : bars).map((bar) => bar.points);
  return { low: Math.min(...points), high: Math.max(...points) };
}

/** An open side ends at the outermost anchor, or at the bound itself beyond it. @param {Anchor[]} at @param {Answer} answer @returns {[number, number]} */
function intervalOf(at, { reading }) {
  const [low, high] = reading?.on ?? [NaN, NaN];
  const open = reading?.open ?? "";
  return [open.includes("<") ? Math.min(at[0][0], high) : low, open.includes(">") ? Math.max(at[at.length - 1][0], low) : high];
}

/** @param {Criterion} criterion @param {Answer} answer @returns {"met" | "broken"} */
function mustResult({ must_rule: must, curve, words }, answer) {
  if (!must) return "met";
  const { on, held = [], open = "" } = answer.reading ?? {};
  if (on && curve?.form !== "bars") {
    const [low, high] = [open.includes("<") ? -Infinity : on[0], open.includes(">") ? Infinity : on[1]];
    return meetsNumber(must, low, high) ? "met" : "broken";
  }
  if (words) return held.length === 1 && held[0] === must.operands[0] ? "met" : "broken";
  return meetsItems(must, held) ? "met" : "broken";
}

/** @param {Criterion} criterion @param {Answer} answer */
function untestedMust({ must }, answer) {
  if (!must) return "met";
  return answer.state === "refused" ? "broken" : "untested";
}

/** @param {Model} model @param {number} v */
function statusOf({ payload, problem }, v) {
  const { knock_outs: out, untested } = payload.vendors[v];
  if (out.length) return "knocked_out";
  const counts = problem.points[v].some((x, column) => !Number.isNaN(x) && payload.entered[column] > 0);
  return !counts ? "unranked" : untested.length ? "unconfirmed" : "ranked";
}

/** A tried answer in words. @param {Criterion} criterion @param {Tried} value @param {Translator} t */
export function triedWords(criterion, value, t) {
  const names = optionNames(criterion, t);
  if (typeof value === "number") return `${number(value)}${unitText(criterion.unit, t)}`;
  return [value].flat().map((id) => names.get(id) ?? id).join(t("language.list_joint"));
}

/** For the address and the copy. @param {Edits} edits */
export const editsText = (edits) => (hasEdits(edits) ? `e=${encodeURIComponent(JSON.stringify(edits))}` : "");

/**
 * Edits from an address, or from what a copy holds; what does not fit this page is left out.
 * @param {Payload} payload
 * @param {unknown} given text with ``e=...``, or the edits themselves
 * @returns {Edits}
 */
export function readEdits(payload, given) {
  let found = given;
  if (typeof given === "string") {
    try {
      found = JSON.parse(decodeURIComponent(/[#&]e=([^&\s]*)/.exec(given)?.[1] ?? "null"));
    } catch {
      return noEdits();
    }
  }
  const { criteria = [], answers = [] } = /** @type {Partial<Edits>} */ (found ?? {});
  const known = new Map(payload.criteria.filter(canEdit).map((criterion) => [criterion.id, criterion]));
  const names = new Set(payload.vendors.map((vendor) => vendor.name));
  if (!Array.isArray(criteria) || !Array.isArray(answers)) return noEdits();
  return {
    criteria: criteria.filter((entry) => Array.isArray(entry) && known.has(entry[0]) && isSound(known.get(entry[0]), entry[1])),
    answers: answers.filter((entry) => Array.isArray(entry) && names.has(entry[0]) && known.has(entry[1]) && fits(known.get(entry[1]), entry[2])),
  };
}

/** @param {Criterion | undefined} criterion @param {CriterionEdit | undefined} edit */
function isSound(criterion, edit) {
  if (!criterion || !edit || typeof edit !== "object") return false;
  const points = [...(edit.at ?? []), ...(edit.bars ?? [])].map(([, p]) => p);
  const answers = (edit.at ?? []).map(([x]) => x);
  if (criterion.levels && edit.at && !(edit.at.length === criterion.levels.length && [...answers].sort((a, b) => a - b).every((x, i) => x === i))) return false;
  return points.every((p) => Number.isFinite(p) && p >= 0 && p <= 100) && answers.every(Number.isFinite)
    && new Set(answers).size === answers.length && (!edit.at || answers.length > 1)
    && (!(edit.at || edit.bars) || canEditValue(criterion))
    && (!edit.must || readRule(edit.must) !== null) && (!edit.target || readRule(edit.target) !== null)
    && (edit.missing === undefined || ["worst", "exclude", "fail"].includes(String(edit.missing)) || (typeof edit.missing === "number" && edit.missing >= 0 && edit.missing <= 100));
}

/** Whether an answer can be given to a criterion. @param {Criterion | undefined} criterion @param {unknown} value */
function fits(criterion, value) {
  if (criterion?.curve?.form === "line" || criterion?.direction) return typeof value === "number" && Number.isFinite(value);
  const ids = new Set((criterion?.curve?.bars ?? []).map((bar) => bar.id));
  if (criterion?.several) return Array.isArray(value) && value.every((id) => ids.has(id));
  return typeof value === "string" && ids.has(value);
}

const STATES = ["blank", "not_applicable", "refused", "pending", "unreadable", "not_asked"];

/**
 * criteria.yaml with other weights and with the changed settings; everything else stays as it is.
 * @param {NonNullable<Payload["yaml"]>} yaml
 * @param {Map<string, number>} weights entered weights that differ
 * @param {Criterion[]} criteria as they are now
 * @param {Edits} edits
 */
export function yamlText(yaml, weights, criteria, edits) {
  const before = new Map(yaml.weights);
  const changed = new Map(edits.criteria);
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  let whole = "";
  let isCut = false;
  for (const [piece, id, field, own, prefix, suffix] of yaml.pieces) {
    const text = isCut && whole.endsWith("{") ? piece.replace(/^\s*,\s*/, "") : piece;
    whole += text;
    isCut = false;
    if (id === null || field === null) continue;
    const written = field === "weight" ? `${weights.get(id) ?? before.get(id)}` : setting(field, byId.get(id), changed.get(id));
    if (written === null) whole += own;
    else if (written !== "") whole += `${prefix}${written}${suffix}`;
    else if (own) {
      // a target or must that was taken away goes with its key
      whole = whole.replace(new RegExp(`(,\\s*)?(["']?)${field}\\2\\s*:\\s*$`), "");
      isCut = true;
    }
  }
  return whole;
}

/** @param {number | undefined} points */
const pointsText = (points) => (points === undefined ? null : String(points));

/** A setting as YAML, null where it is not changed. @param {string} field @param {Criterion | undefined} criterion @param {CriterionEdit | undefined} edit */
function setting(field, criterion, edit) {
  if (!criterion || !edit) return null;
  const { curve, missing } = criterion;
  const [part, which] = [field.slice(0, field.indexOf(":")), field.slice(field.indexOf(":") + 1)];
  if (part === "points" && edit.bars && !criterion.own_points) return pointsText(curve?.bars?.find((bar) => bar.id === which)?.points);
  if (part === "level" && edit.at) return pointsText(curve?.at?.find(([level]) => level === Number(which))?.[1]);
  if (!criterion.own_points && field === "value") return null;
  if (field === "value" && edit.at && curve?.form === "line") return `{${curve.at.map(([x, p]) => `${x}: ${p}`).join(", ")}}`;
  if (field === "value" && edit.bars && curve?.form === "bars") return `{${curve.bars.map((bar) => `${JSON.stringify(bar.id)}: ${bar.points}`).join(", ")}}`;
  if (field === "target" && edit.target !== undefined) return edit.target ? JSON.stringify(edit.target) : "";
  if (field === "must" && edit.must !== undefined) return edit.must ? JSON.stringify(edit.must) : "";
  if (field === "missing" && edit.missing !== undefined) {
    const { default: usual, ...own } = missing;
    return Object.keys(own).length ? `{${STATES.map((state) => `${state}: ${own[state] ?? usual}`).join(", ")}}` : String(usual);
  }
  return null;
}
