/** How sure: what the first place survives, each figure with one plain sentence. */

import { answerLink, elementChart, watchWidth } from "./chart_frame.js";
import { gap, number, percent } from "./display.js";
import { bdi, h, setText } from "./dom.js";
import { heldRows } from "./held_rows.js";
import { methodsBlock } from "./methods_block.js";
import { placesTable } from "./places.js";
import { isOnPaper } from "./paper.js";
import { saves, table } from "./plots.js";
import { optionNames, unitText } from "./reading.js";
import { namesOf } from "./sliders.js";
import { block, bodyOf, enteredOnly } from "./section.js";
import { acceptabilityFigure, tippingFigure } from "./sure_charts.js";
import { tintKey } from "./tints.js";
import { nodeShare } from "./weights.js";

const PAPER_WIDTH = 700; // px
const USUAL = 0.9; // of the window, until it stands in the page

/**
 * The questions that this part answers, each a section; those without an answer are left out.
 * @param {Context} context
 * @returns {SureTopic[]}
 */
export function sureTopics({ t, model }) {
  const { sure } = model.payload;
  /** @type {SureTopic[]} */
  const topics = [
    { id: "places", title: t("page.sure_weights"), lead: "", isAsked: true,
      blocks: [(s) => s.acceptability(), (s) => s.tipping(), (s) => s.weightSets()] },
    { id: "to-win", title: t.title("terms.to_win"), lead: "", isAsked: sure.to_win.some((found) => found !== null),
      blocks: [(s) => s.toWin()] },
    { id: "unproven", title: t("page.sure_answers"), lead: "", isAsked: sure.proven !== null || sure.without_mixed !== null,
      blocks: [(s) => s.proven(), (s) => s.withoutMixed()] },
    { id: "methods", title: t("page.sure_methods"), lead: "", isAsked: sure.methods !== null || sure.leave_one_out.length > 0,
      blocks: [(s) => s.methods(), (s) => s.leaveOneOut()] },
  ];
  return topics.filter(({ isAsked }) => isAsked);
}

export class SureSection {
  /** @type {Scores} */
  scores;

  /** @type {HTMLElement | undefined} the table of places, in the section that has it */
  places;

  /** Of the table of places, in px; 0 until it stands in the page. */
  width = 0;

  /** @param {Context} context @param {SureTopic} topic */
  constructor(context, topic) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.sure = model.payload.sure;
    /** @type {HTMLElement[]} */
    this.marks = [];
    this.el = bodyOf(topic.lead, h("div.blocks.charts", null, topic.blocks.map((make) => make(this))));
  }

  /** @param {number} v */
  name(v) {
    return bdi(this.model.payload.vendors[v].name);
  }

  /** @param {number[]} vendors */
  names(vendors) {
    return this.t.and(vendors.map((v) => this.model.payload.vendors[v].name));
  }

  /**
   * A block of reported figures, marked when the weights have moved.
   * @param {Child} title
   * @param {Child} note
   * @param {...Child} children
   */
  reported(title, note, ...children) {
    const mark = enteredOnly(this.t);
    this.marks.push(mark);
    return block([title, " ", mark], note, ...children);
  }

  acceptability() {
    const { t, context } = this;
    const { confidence } = context;
    const title = t.title("terms.acceptability");
    const chart = { name: "rank-acceptability", title, make: () => acceptabilityFigure(context, confidence.latest, this.scores.order) };
    const places = h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("terms.acceptability") });
    const note = h("p.note", { "aria-live": "polite" });
    const show = () => this.showPlaces(places, note);
    this.places = places;
    watchWidth(context, places, (width) => {
      this.width = width;
      show();
    });
    confidence.onResult(show);
    show();
    return h("div.block", null, h("h4", null, title), note, tintKey("0%", "100%"), places,
      h("div.chart-foot.right", null, saves(context, () => chart)));
  }

  tipping() {
    const { t, context, model } = this;
    if (model.payload.vendors.length < 2) return null;
    const title = t.title("terms.tipping_point");
    this.tippingChart = elementChart(context, { name: "tipping-points", title, make: () => tippingFigure(context),
      draw: () => this.held() });
    const made = block(title, t("page.tipping_note"), this.tippingChart.el);
    made.classList.add("on-screen"); // on paper the sentence of the verdict has to do
    made.classList.add("wide");
    return made;
  }

  /** The groups with weight, and their criteria on request. */
  held() {
    const { context, model, t } = this;
    const { weights } = context.store.now;
    /** @param {WeightNode} node */
    const counts = (node) => nodeShare(node, weights) > 0;
    const below = [...model.tree.nodes.values()].filter((node) => node.parent && counts(node));
    const box = h("div");
    return h("div", null, heldRows(context, model.tree.roots.filter(counts)),
      below.length > 0 && h("details.twin-of", { ontoggle: () => { if (!box.firstChild) box.append(heldRows(context, below)); } },
        h("summary", null, t("page.held_criteria", { n: below.length })), box));
  }

  /** @param {HTMLElement} places @param {HTMLElement} note */
  showPlaces(places, note) {
    const { t, context } = this;
    const found = context.confidence.latest;
    setText(note, t(found.isEntered ? "page.places_note" : "page.places_note_moved", {
      samples: number(found.samples), band: percent(found.band) }));
    const order = this.scores?.order ?? this.model.payload.order;
    places.replaceChildren(placesTable(context, found, order, isOnPaper() ? PAPER_WIDTH : this.width || innerWidth * USUAL));
  }

  toWin() {
    const { t, sure } = this;
    const found = this.model.payload.order.flatMap((v) => (sure.to_win[v] ? [{ v, ways: sure.to_win[v] }] : []));
    if (!found.length) return null;
    /** @param {{ways: ToWin}} entry */
    const hasWay = ({ ways }) => ways.single.length || ways.pair.length || ways.first_meet.length;
    const hopeless = found.filter((entry) => !hasWay(entry)).map(({ v }) => v);
    const mark = enteredOnly(t);
    this.marks.push(mark);
    return h("div.block", null, h("p.note", null, t("page.to_win_note"), " ", mark),
      h("ul.plain", null, found.filter(hasWay).map(({ v, ways }) => this.toWinItem(ways, v))),
      hopeless.length > 0 && h("p.note", null, t("page.no_change_wins", { names: this.names(hopeless) })));
  }

  /** @param {ToWin} found @param {number} v */
  toWinItem(found, v) {
    const { t } = this;
    const first = found.first_meet.length
      ? [t("page.first_meet", { musts: found.first_meet.map((id) => t.label(this.model.labels.get(id))).join(t("page.comma")) })] : [];
    const single = found.single.map((change) => this.change(change, v));
    const pair = found.pair.length ? [h("span", null, found.pair.flatMap((change, i) => [i > 0 && ` ${t("page.and_also")} `, this.change(change, v)]))] : [];
    /** @type {Child[]} */
    const said = [...first, ...single, ...pair];
    const shown = said.slice(0, 3);
    const rest = said.slice(3);
    return h("li", null, h("strong", null, this.name(v)),
      h("ul", null, shown.map((text) => h("li", null, text)),
        rest.length > 0 && h("li", null, h("details", null, h("summary", null, t("page.n_more_ways", { n: rest.length })),
          h("ul", null, rest.map((text) => h("li", null, text)))))));
  }

  /** Leads to the answer at hand. @param {AnswerChange} answerchange @param {number} v */
  change({ criterion, before, after, unit }, v) {
    const found = this.model.byId.get(criterion);
    return answerLink(this.context, v, found, h("span.answer-text", null, `${this.t.label(found.label)}${this.t("language.colon")}${this.amount(before, found, unit)} → ${this.amount(after, found, unit)}`));
  }

  /** @param {Amount} value @param {Criterion} criterion @param {string | null} unit */
  amount(value, criterion, unit) {
    const { t } = this;
    if (value === null) return t("page.no_answer");
    const bars = optionNames(criterion, t);
    if (Array.isArray(value)) return value.map((id) => bars.get(id) ?? id).join(t("page.comma")) || t("page.no_items");
    // a yes in part has no bar of its own where the criterion gives it no points
    if (typeof value === "string") return bars.get(value) ?? (value === "partial" ? t("page.partial") : value);
    return `${number(value)}${unitText(unit ?? criterion.unit, t)}`;
  }

  weightSets() {
    const { t, sure } = this;
    if (!sure.weight_sets.length) return null;
    return block(t("page.weight_sets"), t("page.weight_sets_note"),
      table([t("page.weight_set"), t("page.first"), { figure: t("page.lead") }], sure.weight_sets.map((set) => {
        // a shared report holds no scores of other weights: they would tell private answers
        const scores = set.scores.flatMap((score, v) => (set.ranks[v] !== null && score !== null ? [score] : [])).sort((x, y) => y - x);
        return [t.label(set.label), this.names(set.first), { figure: scores.length > 1 ? gap(scores[0] - scores[1]) : "–" }];
      })));
  }

  methods() {
    const mark = enteredOnly(this.t);
    this.marks.push(mark);
    return methodsBlock(this.context, mark);
  }

  withoutMixed() {
    const { t, sure } = this;
    if (!sure.without_mixed) return null;
    const { criteria, first, first_changes: changes } = sure.without_mixed;
    const named = criteria.map((id) => t.label(this.model.labels.get(id))).join(t("page.comma"));
    return this.reported(t("page.mixed"), t(changes ? "page.mixed_changes" : "page.mixed_same", { criteria: named, names: namesOf(this.model, first, t) }));
  }

  proven() {
    const { t, sure } = this;
    if (!sure.proven) return null;
    const { first, first_changes: changes, deciding } = sure.proven;
    const hasSeen = this.model.payload.vendors.some((vendor) => vendor.answers.some((answer) => answer.seen));
    const named = namesOf(this.model, first, t);
    const claims = deciding.slice(0, 6).map(([, id]) => t.label(this.model.labels.get(id)));
    if (deciding.length > 6) claims.push(t("page.n_more_claims", { n: deciding.length - 6 }));
    return this.reported(t("page.proven"), !hasSeen ? t("page.proven_none") : t(changes ? "page.proven_changes" : "page.proven_same", { names: named }),
      deciding.length > 0 && h("p.note", null, t("page.proven_claims", {
        name: this.model.payload.vendors[deciding[0][0]].name, claims: claims.join(t("page.comma")) })));
  }

  leaveOneOut() {
    const { t, sure, model } = this;
    const telling = sure.leave_one_out.filter((found) => found.changes_first);
    /** @param {LeftOut} found */
    const named = (found) => ({
      vendor: () => t("page.without_vendor", { name: model.payload.vendors[found.vendor].name }),
      criterion: () => t("page.without_criterion", { name: t.label(model.labels.get(found.criterion)) }),
      must: () => t("page.without_must", { name: model.payload.vendors[found.vendor].name, must: t.label(model.labels.get(found.criterion)) }),
      reading: () => answerLink(this.context, found.vendor, model.byId.get(found.criterion), h("span.answer-text", null,
        t("page.other_reading", { name: model.payload.vendors[found.vendor].name, criterion: t.label(model.labels.get(found.criterion)) }))),
    })[found.kind]();
    if (!sure.leave_one_out.length) return null;
    return this.reported(t("page.leave_one_out"), telling.length ? t("page.leave_one_out_note") : t("page.leave_one_out_same"),
      telling.length > 0 && table([t("page.left_out"), t("page.first")], telling.map((found) => [named(found), this.names(found.first)])));
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    this.scores = scores;
    if (kind === "move") return;
    const isMoved = this.context.store.isChanged || this.context.store.now.waived.size > 0;
    for (const mark of this.marks) mark.hidden = !isMoved;
    if (kind !== "open") this.tippingChart?.update();
    this.places?.classList.toggle("stale", this.context.confidence.isBusy);
  }
}
