/** A profile of each vendor: its points against the others, and every answer back to its cell. */

import { answerLink, elementChart } from "./chart_frame.js";
import { multiplied, points, share } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { pointsOf } from "./model.js";
import { noteOfAnswer } from "./notes.js";
import { profileRows } from "./profile_rows.js";
import { flagsText, placeText, readingText, stateText } from "./reading.js";
import { rankedVendors } from "./score.js";
import { bodyOf, vendorChoice } from "./section.js";
import { countingWeight, valueText } from "./card.js";
import { colourOfHue } from "./sure_charts.js";

export class VendorsSection {
  /** @type {Scores} */
  scores;

  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.title = t("page.vendors");
    this.choice = vendorChoice(context, t.title("terms.vendor"), () => this.onChoice());
    this.chart = elementChart(context, { name: "profile", title: t("page.profile"), make: () => this.figure(),
      draw: () => profileRows(context, this.vendor, this.rows()), table: () => this.profileTable() });
    this.answers = h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("page.answers") });
    this.el = bodyOf(t("page.vendors_lead"), h("div.choices", null, this.choice.el),
      this.chart.el, h("h4.spaced", null, t("page.answers")), this.answers);
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    if (!this.scores) this.choose(this.context.visit.vendor, scores.order[0]);
    this.scores = scores;
    if (kind !== "move" && kind !== "open") this.redraw();
  }

  /** The vendor that the address names. @param {Visit} visit */
  show(visit) {
    this.choose(visit.vendor, this.vendor);
    this.redraw();
  }

  /** @param {string | null} named @param {number} otherwise */
  choose(named, otherwise) {
    const found = this.model.payload.vendors.findIndex((vendor) => vendor.name === named);
    this.choice.select.value = String(found < 0 ? otherwise : found);
  }

  /** The reader chose; the address follows. */
  onChoice() {
    this.redraw();
    this.context.note({ at: "vendors", vendor: this.model.payload.vendors[this.vendor].name });
  }

  get vendor() {
    return Number(this.choice.select.value);
  }

  columns() {
    const { weights } = this.context.store.now;
    return this.model.columns.filter((criterion) => weights[criterion.column] > 0);
  }

  redraw() {
    this.chart.update();
    this.answers.replaceChildren(this.answerTable());
  }

  /** Each weighted criterion with this vendor's points, and the least and the most of the ranked vendors. */
  rows() {
    const { scores } = this;
    const ranked = rankedVendors(scores);
    const among = ranked.length ? ranked : scores.order;
    return this.columns().map((criterion) => {
      const all = among.map((v) => pointsOf(scores, v, criterion) ?? 0);
      return { criterion, low: Math.min(...all), high: Math.max(...all), own: pointsOf(scores, this.vendor, criterion) };
    });
  }

  figure() {
    const figure = this.context.plots.figure("profile");
    const rows = this.rows();
    const columns = rows.map(({ criterion }) => criterion);
    const [bars, dots] = figure.data;
    bars.y = dots.y = columns.map((_, i) => i);
    bars.base = rows.map(({ low }) => low);
    bars.x = rows.map(({ low, high }) => high - low);
    dots.x = rows.map(({ own }) => own);
    dots.marker.color = columns.map((c) => this.colour(c));
    figure.layout.yaxis.tickvals = bars.y;
    figure.layout.yaxis.ticktext = columns.map((c) => escapeLabel(this.t.label(c.label)));
    figure.layout.height = 70 + 24 * Math.max(columns.length, 1);
    return figure;
  }

  /** @param {Criterion} criterion */
  colour(criterion) {
    return colourOfHue(this.model, this.model.hues.get(criterion.path[0]));
  }

  profileTable() {
    const { t, model } = this;
    const vendors = this.scores.order;
    return h("table", null, h("thead", null, h("tr", null, h("th", { scope: "col" }, t.title("terms.criterion")),
      vendors.map((v) => h("th.figure", { scope: "col" }, bdi(model.payload.vendors[v].name))))),
      h("tbody", null, this.columns().map((c) => h("tr", null, h("th", { scope: "row" }, t.label(c.label)),
        vendors.map((v) => h("td.figure", null, answerLink(this.context, v, c, valueText(pointsOf(this.scores, v, c)))))))));
  }

  /** Every criterion, those at weight 0 and those never scored apart below. */
  answerTable() {
    const { t, model } = this;
    const vendor = model.payload.vendors[this.vendor];
    const { weights } = this.context.store.now;
    /** @param {Criterion} c */
    const counts = (c) => c.column >= 0 && weights[c.column] > 0;
    const counted = model.payload.criteria.filter(counts);
    const shown = multiplied(counted.map((c) => ({ value: pointsOf(this.scores, this.vendor, c) ?? undefined, weight: countingWeight(model, this.scores, this.vendor, c.column, weights[c.column]) })));
    /** @param {Criterion} c */
    const row = (c) => this.answerRow(c, vendor.answers[model.positions.get(c.id)],
      shown[counted.indexOf(c)] ?? { value: valueText(c.column < 0 ? null : pointsOf(this.scores, this.vendor, c)), weight: "0%" }, counts(c));
    const apart = model.payload.criteria.filter((c) => !counts(c));
    const heads = ["terms.criterion", "terms.answer", "terms.reading", "terms.value", "terms.weight", "terms.contribution", "terms.evidence", "page.source"];
    const figures = new Set(["terms.value", "terms.weight", "terms.contribution"]);
    return h("table.answers", null,
      h("thead", null, h("tr", null, heads.map((key) => h(figures.has(key) ? "th.figure" : "th", { scope: "col" }, t.title(key))))),
      h("tbody", null, counted.map(row)),
      apart.length > 0 && h("tbody.apart-rows", null, h("tr", null, h("th", { colspan: heads.length, scope: "colgroup" }, t("page.not_counted"))), apart.map(row)));
  }

  /** The buyer's own note on an answer. @param {Criterion} criterion */
  noteOf(criterion) {
    const note = noteOfAnswer(this.context.store.notes, this.model.payload.vendors[this.vendor].name, criterion.id);
    return note && h("small.own-note", null, ` ${this.t("page.note")}${this.t("language.colon")}${note}`);
  }

  /** @param {Criterion} criterion @param {Answer} answer @param {{ value: string, weight: string }} shown @param {boolean} isCounted */
  answerRow(criterion, answer, shown, isCounted) {
    const { t } = this;
    const flags = flagsText(answer.reading?.flags, t);
    const weight = isCounted ? this.context.store.now.weights[criterion.column] : 0;
    const counts = isCounted ? countingWeight(this.model, this.scores, this.vendor, criterion.column, weight) : 0;
    const said = criterion.withheld ? t("page.only_total") : answer.text ? bdi(answer.text) : h("em", null, stateText(answer, t) || "–");
    const evidence = [answer.evidence && t(`terms.evidence.${answer.evidence}`), answer.evidence_text].filter(Boolean).join(": ");
    /** @param {string} key @param {string} kind @param {...Child} children */
    const cell = (key, kind, ...children) => h(`td${kind}`, { "data-label": t.title(key) }, ...children);
    return h("tr", null, h("th", { scope: "row" }, t.label(criterion.label)),
      cell("terms.answer", ".verbatim", answerLink(this.context, this.vendor, criterion, h("span.answer-text", null, said)), this.noteOf(criterion),
        answer.text && answer.state && h("small", null, ` ${stateText(answer, t)}`),
        answer.remarks && h("small.remarks", null, `${t("page.remarks")}${t("language.colon")}`, bdi(answer.remarks))),
      cell("terms.reading", "", readingText(answer.reading, t), flags.length > 0 && h("small", null, ` ${flags.join(t("page.comma"))}`),
        answer.override && h("small", null, ` ${t("terms.override")}${t("language.colon")}${answer.override.text}${answer.override.stale ? ` (${t("page.stale")})` : ""}`)),
      cell("terms.value", ".figure", answerLink(this.context, this.vendor, criterion, shown.value)),
      cell("terms.weight", ".figure", shown.weight, Math.abs(counts - weight) > 1e-9 && h("small.of-weight", { title: t(counts > 0 ? "page.weight_raised" : "page.weight_handed_on", { weight: share(weight), counts: share(counts) }) }, ` ${t("page.instead_of", { weight: share(weight) })}`)),
      cell("terms.contribution", ".figure", isCounted ? answerLink(this.context, this.vendor, criterion, points(this.scores.contributions[this.vendor][criterion.column])) : "–"),
      cell("terms.evidence", "", evidence), cell("page.source", ".where", placeText(answer.at)));
  }
}
