/** From pixel to cell: what stands behind a segment, beside the pointer or the focus. */

import { multiplied, number, points, share } from "./display.js";
import { bdi, h } from "./dom.js";
import { drawCurve } from "./curve.js";
import { fixMark, flagsText, isCorrected, optionNames, placeText, readingText, stateText, unitText } from "./reading.js";
import { pointsOf } from "./model.js";
import { gainedIn } from "./score.js";
import { ruleParts } from "./values.js";

const WAIT_MS = 60;

export class Card {
  /** @type {Scores} */
  scores;

  /** @param {Model} model @param {Store} store @param {Translator} t */
  constructor(model, store, t) {
    this.model = model;
    this.store = store;
    this.t = t;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = 0;
    this.isPinned = false;
    /** @type {HTMLElement | null} */
    this.anchor = null;
    this.el = h("div.card", { role: "dialog", "aria-label": t("page.details"), hidden: true });
    this.el.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** @param {number} v @param {WeightNode} node @param {HTMLElement} anchor @param {boolean} [now] */
  over(v, node, anchor, now = false) {
    if (this.isPinned || this.isClosing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(v, node, anchor), now ? 0 : WAIT_MS);
  }

  out() {
    clearTimeout(this.timer);
    if (!this.isPinned) this.timer = setTimeout(() => { this.el.hidden = true; }, WAIT_MS);
  }

  /** @param {number} v @param {WeightNode} node @param {HTMLElement} anchor */
  pick(v, node, anchor) {
    clearTimeout(this.timer);
    this.isPinned = true;
    this.show(v, node, anchor);
    this.el.querySelector("button")?.focus();
  }

  /** Everything a vendor's score is made of, each leading to its own card. @param {number} v @param {WeightNode[]} nodes @param {HTMLElement} anchor */
  pickAll(v, nodes, anchor) {
    clearTimeout(this.timer);
    this.isPinned = true;
    const { t, model, scores } = this;
    const rows = nodes.filter((node) => node.columns.some((c) => this.store.now.weights[c] > 0)).map((node) => h("li", null,
      h("button.card-choice", { type: "button", onclick: () => this.pick(v, node, anchor) },
        h("span", null, t.label(model.labels.get(node.id)), fixMark(node.columns.some((c) => this.store.now.weights[c] > 0 && isCorrected(this.answer(v, model.columns[c]))), t)),
        h("strong", null, points(gainedIn(scores, v, node))))));
    this.fill(v, anchor, [h("h3", null, `${t.title("terms.score")} ${points(scores.scores[v])}`), h("ul", null, rows)]);
    this.el.querySelector("button")?.focus();
  }

  /** The vendors whose answers stand at one place of a chart. @param {number[]} vendors @param {WeightNode} node @param {HTMLElement} anchor */
  pickAmong(vendors, node, anchor) {
    if (vendors.length === 1) {
      this.pick(vendors[0], node, anchor);
      return;
    }
    clearTimeout(this.timer);
    this.isPinned = true;
    const { t, model } = this;
    const rows = vendors.map((v) => h("li", null, h("button.card-choice", { type: "button", onclick: () => this.pick(v, node, anchor) },
      h("span", null, bdi(model.payload.vendors[v].name), fixMark(isCorrected(this.answer(v, model.columns[node.column])), t)),
      h("strong", null, valueText(pointsOf(this.scores, v, model.columns[node.column]))))));
    this.fill(null, anchor, [h("h3", null, t.label(model.labels.get(node.id))), h("ul", null, rows)]);
    this.el.querySelector("button")?.focus();
  }

  close() {
    const hadFocus = this.el.contains(document.activeElement);
    this.isPinned = false;
    this.el.hidden = true;
    this.isClosing = true; // the segment that gets the focus back must not open it again
    if (hadFocus) this.anchor?.focus({ preventScroll: true });
    this.isClosing = false;
  }

  /** @param {number} v @param {WeightNode} node @param {HTMLElement} anchor */
  show(v, node, anchor) {
    this.fill(v, anchor, node.children.length ? this.groupBody(v, node, anchor) : this.leafBody(v, node.column));
  }

  /** @param {number | null} v @param {HTMLElement} anchor @param {(Node | false | null)[]} body */
  fill(v, anchor, body) {
    this.anchor = anchor;
    this.el.classList.toggle("pinned", this.isPinned);
    this.el.replaceChildren(
      h("div.card-head", null,
        h("p.card-vendor", null, v !== null && bdi(this.model.payload.vendors[v].name)),
        h("button.close", { type: "button", hidden: !this.isPinned, "aria-label": this.t("page.close"), onclick: () => this.close() }, "×")),
      ...body.filter((part) => part instanceof Node));
    this.el.hidden = false;
    this.place(anchor);
  }

  /**
   * Below the segment, or above where there is no room; a phone shows it as a sheet (style).
   * @param {HTMLElement} anchor
   */
  place(anchor) {
    const box = anchor.getBoundingClientRect();
    const own = this.el.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, box.left + Math.min(box.width, 240) / 2 - own.width / 2), width - own.width - 8);
    const hasRoom = box.bottom + own.height + 12 < window.innerHeight || box.top < own.height + 12;
    const top = hasRoom ? Math.min(box.bottom + 8, window.innerHeight - own.height - 8) : box.top - own.height - 8;
    this.el.style.left = `${Math.max(8, left)}px`;
    this.el.style.top = `${Math.max(8, top)}px`;
  }

  /** @param {number} v @param {WeightNode} node @param {HTMLElement} anchor */
  groupBody(v, node, anchor) {
    const { t, model } = this;
    const scores = this.scores;
    const rows = node.columns.map((column) => {
      const criterion = model.columns[column];
      const answer = this.answer(v, criterion);
      const own = model.tree.nodes.get(criterion.id);
      const label = [t.label(criterion.label), fixMark(isCorrected(answer), t)];
      return h("tr", null,
        h("th", { scope: "row" }, this.isPinned && own ? h("button.answer-link", { type: "button", onclick: () => this.pick(v, own, anchor) }, h("span.answer-text", null, label)) : label,
          h("small.where", null, placeText(answer.at)), answer.remarks && h("small.remarks", null, `${t("page.remarks")}${t("language.colon")}`, bdi(answer.remarks))),
        h("td.verbatim", null, answer.text ? bdi(answer.text) : h("em", null, stateText(answer, t) || "–")),
        h("td.figure", null, valueText(pointsOf(scores, v, criterion))),
        h("td.figure", null, points(scores.contributions[v][column])));
    });
    const gained = gainedIn(scores, v, node);
    const { weights } = this.store.now;
    const weight = node.columns.reduce((sum, c) => sum + countingWeight(model, scores, v, c, weights[c]), 0);
    return [
      h("h3", null, t.label(model.labels.get(node.id))),
      h("p.sum", null, t("page.group_sum", { gained: points(gained), most: points(weight * 100) })),
      h("div.scroll", null, h("table", null, h("thead", null, h("tr", null,
        [["terms.criterion"], ["terms.answer"], ["terms.value", "figure"], ["terms.contribution", "figure"]]
          .map(([key, kind]) => h(kind ? `th.${kind}` : "th", { scope: "col" }, t.title(key))))),
        h("tbody", null, rows))),
      this.isPinned && h("button.text", { type: "button", onclick: () => this.openGroup(node) },
        t("page.show_criteria")),
    ];
  }

  /** @param {WeightNode} node */
  openGroup(node) {
    this.close();
    this.store.open.add(node.id);
    this.store.tell("open");
  }

  /** @param {number} v @param {Criterion} criterion */
  answer(v, criterion) {
    return this.model.payload.vendors[v].answers[this.model.positions.get(criterion.id)];
  }

  /** @param {number} v @param {number} column */
  leafBody(v, column) {
    const criterion = this.model.columns[column];
    const weight = this.store.now.weights[column];
    const gained = this.scores.contributions[v][column];
    const counts = countingWeight(this.model, this.scores, v, column, weight);
    const value = pointsOf(this.scores, v, criterion);
    return [h("h3", null, this.t.label(criterion.label)),
            ...describeAnswer(criterion, this.answer(v, criterion), this.t, { value, weight, counts, gained })];
  }
}

/**
 * The weight with which an answer counts for a vendor: more where others are left out, none where it is.
 * @param {Model} model
 * @param {Scores} scores
 * @param {number} v
 * @param {number} column
 * @param {number} weight its share of the whole
 */
export function countingWeight({ problem }, scores, v, column, weight) {
  return Number.isNaN(problem.points[v][column]) || !(scores.totals[v] > 0) ? 0 : weight / scores.totals[v];
}

/** The points of an answer: ``62.0``, or a dash where it is left out. @param {number | null} own */
export const valueText = (own) => (own === null ? "–" : points(own));

/**
 * Everything known of one answer.
 * @param {Criterion} criterion
 * @param {Answer} answer
 * @param {Translator} t
 * @param {{ value: number | null, weight: number, counts: number, gained: number }} given its points, the share of the whole, and what of it counts for this vendor
 */
function describeAnswer(criterion, answer, t, { value, weight, counts, gained }) {
  const [shown] = multiplied([{ value: value ?? undefined, weight: counts }]);
  const said = answer.text ? h("q.said", null, bdi(answer.text)) : h("em.said", null, stateText(answer, t) || "–");
  return [
    h("p.sum", null, t("page.leaf_sum", { ...shown, gained: points(gained) })),
    Math.abs(counts - weight) > 1e-9 && h("p.note", null, t(counts > 0 ? "page.weight_raised" : "page.weight_handed_on", { weight: share(weight), counts: share(counts) })),
    criterion.withheld ? h("p.note", null, t("page.only_total")) : h("p", null, said),
    h("dl.facts", null, facts(criterion, answer, t).map(([name, text]) => [h("dt", null, name), h("dd", null, text)])),
    drawCurve(criterion, answer, t),
  ];
}

/** @param {Criterion} criterion @param {Answer} answer @param {Translator} t */
function facts(criterion, answer, t) {
  /** @type {[string, string][]} */
  const out = [];
  /** @param {string} key @param {string | undefined} text */
  const add = (key, text) => { if (text) out.push([t.title(key), text]); };
  if (answer.text && answer.state) add("page.state", stateText(answer, t));
  add("terms.reading", readingText(answer.reading, t));
  add("page.flags", flagsText(answer.reading?.flags, t).join(t("page.comma")));
  if (answer.high !== undefined) add("page.at_best", points(answer.high));
  if (answer.rule !== undefined) add("page.missing_rule", ruleText(answer.rule, t));
  add("terms.target", ruleWithUnit(criterion.target, criterion, t));
  add("terms.must", ruleWithUnit(criterion.must, criterion, t));
  add("terms.evidence", [answer.evidence && t(`terms.evidence.${answer.evidence}`), answer.evidence_text].filter(Boolean).join(": "));
  add("page.remarks", answer.remarks);
  add("terms.override", overrideText(answer.override, t));
  add("page.judgements", (answer.judgements ?? []).map(([who, level, why]) => [who, number(level), why].filter(Boolean).join(" · ")).join("; "));
  add("page.source", placeText(answer.at));
  return out;
}

/** @param {Override | undefined} override @param {Translator} t */
function overrideText(override, t) {
  if (!override) return "";
  const parts = [override.text, override.reason, override.basis, [override.name, override.date].filter(Boolean).join(", ")];
  return `${parts.filter(Boolean).join(" · ")}${override.stale ? ` (${t("page.stale")})` : ""}`;
}

/** @param {string | number} rule @param {Translator} t */
export function ruleText(rule, t) {
  return typeof rule === "number" ? t("page.rule.points", { points: number(rule) }) : t(`page.rule.${rule}`);
}

/** What becomes of a missing answer: the rule, and the states that have another. @param {Criterion} criterion @param {Translator} t */
export function missingText({ missing }, t) {
  const { default: usual, ...own } = missing;
  const apart = Object.entries(own).filter(([, rule]) => rule !== usual)
    .map(([state, rule]) => `${t(`terms.state.${state}`)}${t("language.colon")}${ruleText(rule, t)}`);
  return [`${t("page.if_missing")}${t("language.colon")}${ruleText(usual, t)}`, ...apart].join(t("page.comma"));
}

/** ``<= 300 s`` as ``≤ 300 s``. @param {string | null} rule @param {Criterion} criterion @param {Translator} t */
export function ruleWithUnit(rule, criterion, t) {
  if (!rule) return "";
  const named = namedRule(rule, criterion, t);
  const shown = named.replace("<=", "≤").replace(">=", "≥").replace("==", "=");
  return named === rule && /\d\]?$/.test(shown) ? `${shown}${unitText(criterion.unit, t)}` : shown;
}

/** A rule with the names of options instead of their ids. @param {string} rule @param {Criterion} criterion @param {Translator} t */
function namedRule(rule, criterion, t) {
  const parts = ruleParts(rule);
  const names = optionNames(criterion, t);
  (criterion.words ?? []).forEach((word) => names.set(word, t(`page.${word}`)));
  if (!parts?.words.some((word) => names.has(word))) return rule;
  const { form, words } = parts;
  const named = words.map((word) => names.get(word) ?? word).join(t("page.comma"));
  return t.has(`page.rule_form.${form}`) ? t(`page.rule_form.${form}`, { names: named }) : `${form} ${named}`;
}
