/** Colleagues' weightings: read as they come from a chat or a saved copy, and kept beside one's own. */

import { readSetting } from "./setting.js";
import { WeightError, changeShares, nodeShare } from "./weights.js";

const CLOSE = 1e-6;

/** What a copy of the page holds, as far as it fits this page. @param {Model} model @param {unknown} given @returns {Weighting[]} */
export function keptWeightings({ tree }, given) {
  if (!Array.isArray(given)) return [];
  return given.filter((each) => each && typeof each.name === "string" && Array.isArray(each.weights) && each.weights.length === tree.size
    && each.weights.every((/** @type {unknown} */ share) => typeof share === "number" && share >= 0 && share <= 1))
    .map(({ name, source, weights }) => ({ name, source: String(source ?? ""), weights }));
}

/**
 * A weighting from a text: the short text of the share menu, a saved copy, or lines such as
 * ``Response time 40 %``, ``响应时间：40％`` or ``Li Wei: response_time = 40``.
 * @param {Model} model
 * @param {string} text
 * @param {string} source
 * @returns {{ weighting: Weighting | null, unknown: string[], sum: number | null }}
 */
export function readWeighting(model, text, source) {
  const plain = text.normalize("NFKC");
  const saved = savedCopy(model, text);
  const short = readSetting(model.tree, model.payload.entered, plain);
  if (saved || short) {
    const name = saved ? "" : named(plain.split(/\n|[#?]?w=/)[0]);
    return { weighting: { name, source, weights: saved ?? short?.weights ?? [] }, unknown: [], sum: null };
  }
  const { name, shares, unknown } = readLines(model, plain);
  return { ...weightingOf(model, shares, { name, source }), unknown };
}

/** The weights that a saved copy of this page holds. @param {Model} model @param {string} text */
function savedCopy({ tree }, text) {
  const found = /id="setting"[^>]*>([^<]*)</.exec(text);
  if (!found) return null;
  try {
    const { weights } = JSON.parse(found[1]);
    return Array.isArray(weights) && weights.length === tree.size ? /** @type {number[]} */ (weights) : null;
  } catch {
    return null;
  }
}

/** @param {Model} model @param {string} text */
function readLines(model, text) {
  const labels = knownLabels(model);
  /** @type {Map<string, number>} */
  const shares = new Map();
  /** @type {string[]} */
  const unknown = [];
  let name = "";
  for (const entry of text.split(/\n|[;；、]|,(?!\d)|，/).map((part) => part.trim()).filter(Boolean)) {
    const [, before, figure] = /^(.*?)[\s:=\-–—~(]*(\d+(?:[.,]\d+)?)\s*(?:%|percent|分|pts?|points)?\s*\)?\.?$/i.exec(entry) ?? [];
    if (figure === undefined) {
      name ||= named(entry);
      continue;
    }
    const found = labelled(labels, before);
    if (!found) {
      unknown.push(before.trim() || entry);
      continue;
    }
    name ||= named(found.rest);
    shares.set(found.id, Number(figure.replace(",", ".")));
  }
  return { name, shares, unknown };
}

/** Ids and labels in every language, folded, longest first. @param {Model} model */
function knownLabels({ tree, labels }) {
  return [...tree.nodes.keys()].flatMap((id) => [id, ...Object.values(labels.get(id) ?? {})].map((label) => ({ id, label: folded(label) })))
    .filter(({ label }) => label).sort((a, b) => b.label.length - a.label.length);
}

/** The node whose label ends a text, and what stands before it. @param {{ id: string, label: string }[]} labels @param {string} text */
function labelled(labels, text) {
  const whole = folded(text);
  const found = labels.find(({ label }) => whole.endsWith(label));
  if (!found) return null;
  // the rest is cut from the text as written: as many letters as the folded one has before the label
  let [kept, rest] = [whole.length - found.label.length, ""];
  for (const letter of text) {
    if (kept <= 0) break;
    rest += letter;
    kept -= folded(letter).length;
  }
  return { id: found.id, rest };
}

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s"'“”「」*•·_()（）&-]/g, "");

/** A name at the head of a message: without time, bullets and what joins it to the weights. @param {string} text */
const named = (text) => text.replace(/^\s*\[?[\d/.: -]{5,}(?:[AaPp][Mm])?\]?\s*/, "").replace(/^[-*•\d.)\s]+(?=\D)/, "")
  .replace(/(?:'s)?\s*(?:weights?|weighting|的?权重)?\s*[:=]?\s*$/i, "").trim().slice(0, 60);

/**
 * Shares of the whole from stated numbers: percent, parts of 1, or any numbers where every weight is stated.
 * @param {Model} model
 * @param {Map<string, number>} stated
 * @param {{ name: string, source: string }} record
 * @returns {{ weighting: Weighting | null, sum: number | null }} sum: of what was stated, where that is why it cannot be
 */
function weightingOf({ tree, payload }, stated, record) {
  if (!stated.size) return { weighting: null, sum: null };
  const sum = [...stated.values()].reduce((a, b) => a + b, 0);
  const covered = new Set([...stated.keys()].flatMap((id) => tree.nodes.get(id).columns));
  const isWhole = payload.entered.every((share, column) => share <= 0 || covered.has(column));
  const unit = Math.abs(sum - 1) <= CLOSE && [...stated.values()].every((x) => x <= 1) ? 1 : isWhole && sum > 0 ? sum : 100;
  const targets = new Map([...stated].map(([id, x]) => [id, Math.min(1, x / unit)]));
  if (sum > unit * (1 + CLOSE)) return { weighting: null, sum };
  try {
    return { weighting: { ...record, weights: changeShares(tree, payload.entered, targets) }, sum: null };
  } catch (error) {
    if (error instanceof WeightError) return { weighting: null, sum };
    throw error;
  }
}

/** Top weights for a table. @param {Model} model @param {number[]} weights */
export const topShares = ({ tree }, weights) => tree.roots.map((node) => nodeShare(node, weights));
