/** Two vendors side by side: where the points between them come from. */

import { gap, points } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { chartBlock, table } from "./plots.js";
import { readingText, stateText } from "./reading.js";
import { bodyOf, vendorChoice } from "./section.js";
import { colourOfHue } from "./sure_charts.js";
import { comparedScores, whyNot } from "./why_not.js";
import { nodeShare } from "./weights.js";

const TIE = 1e-9;

export class CompareSection {
  /** @type {Scores} */
  scores;

  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.title = t("page.compare");
    this.a = vendorChoice(context, t("page.vendor_a"), () => this.onChoice());
    this.b = vendorChoice(context, t("page.vendor_b"), () => this.onChoice());
    this.sum = h("p.why-not", { "aria-live": "polite" });
    this.chart = chartBlock(context, { name: "side-by-side", title: this.title, make: () => this.figure(), table: () => this.table() });
    this.steps = chartBlock(context, { name: "group-by-group", title: t("page.waterfall"), make: () => this.waterfall(), table: () => this.groupTable() });
    this.el = bodyOf(t("page.compare_lead"), h("div.choices", null, this.a.el, this.b.el), this.sum, this.chart.el,
      h("h4.spaced", null, t("page.waterfall")), this.steps.el);
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    const isFirst = !this.scores;
    this.scores = comparedScores(this.model, this.context.store.now, scores);
    if (isFirst) this.choose(this.context.visit.pair, scores.order);
    if (kind !== "move" && kind !== "open") this.redraw();
  }

  /** The pair that the address names. @param {Visit} visit */
  show(visit) {
    this.choose(visit.pair, this.pair());
    this.redraw();
  }

  /** @param {[string, string] | null} named @param {number[]} otherwise */
  choose(named, [a, b]) {
    const found = named?.map((name) => this.model.payload.vendors.findIndex((vendor) => vendor.name === name)) ?? [];
    const isPair = found.length === 2 && found.every((v) => v >= 0);
    [this.a.select.value, this.b.select.value] = (isPair ? found : [a, b]).map(String);
  }

  /** The reader chose; the address follows. */
  onChoice() {
    this.redraw();
    const [a, b] = this.pair().map((v) => this.model.payload.vendors[v].name);
    this.context.note({ at: "compare", pair: [a, b] });
  }

  pair() {
    return [Number(this.a.select.value), Number(this.b.select.value)];
  }

  columns() {
    const { weights } = this.context.store.now;
    return this.model.columns.filter((criterion) => weights[criterion.column] > 0);
  }

  redraw() {
    const [a, b] = this.pair();
    const { model, scores, t } = this;
    this.sum.textContent = a === b ? "" : whyNot(model, this.context.store.now, scores, a, b, t);
    this.chart.update();
    this.steps.update();
  }

  figure() {
    const figure = this.context.plots.figure("compare");
    const [a, b] = this.pair();
    const columns = this.columns();
    const { data: [bars], layout } = figure;
    const { contributions } = this.scores;
    bars.y = columns.map((_, i) => i);
    bars.x = columns.map((c) => contributions[b][c.column] - contributions[a][c.column]);
    bars.marker.color = columns.map((c) => this.colour(c));
    layout.yaxis.tickvals = bars.y;
    layout.yaxis.ticktext = columns.map((c) => escapeLabel(this.t.label(c.label)));
    layout.height = 90 + 24 * Math.max(columns.length, 1);
    /** @param {number} v */
    const name = (v) => escapeLabel(this.model.payload.vendors[v].name);
    layout.annotations[0].text = `← ${name(a)}`;
    layout.annotations[1].text = `${name(b)} →`;
    return figure;
  }

  /** @param {Criterion} criterion */
  colour(criterion) {
    return colourOfHue(this.model, this.model.hues.get(criterion.path[0]));
  }

  /** Each top group with weight: contributions of both, the first less the second. */
  groups() {
    const [a, b] = this.pair();
    const { weights } = this.context.store.now;
    /** @param {WeightNode} node @param {number} v */
    const sum = (node, v) => node.columns.reduce((total, c) => total + this.scores.contributions[v][c], 0);
    return this.model.tree.roots.filter((node) => nodeShare(node, weights) > 0)
      .map((node) => ({ label: this.t.label(this.model.labels.get(node.id)), a: sum(node, a), b: sum(node, b) }));
  }

  /** From the score of the second to that of the first; the steps add up. */
  waterfall() {
    const figure = this.context.plots.figure("waterfall");
    const [a, b] = this.pair();
    const steps = this.groups().filter((group) => group.a !== group.b);
    const { data: [bars], layout } = figure;
    /** @param {number} v */
    const name = (v) => escapeLabel(this.model.payload.vendors[v].name);
    const { scores } = this.scores;
    bars.x = [scores[b], ...steps.map((step) => step.a - step.b), scores[a]];
    bars.y = [scores[b], ...steps, scores[a]].map((_, i) => i);
    bars.measure = ["absolute", ...steps.map(() => "relative"), "total"];
    bars.text = [points(scores[b]), ...steps.map((step) => signed(step.a - step.b)), points(scores[a])];
    delete layout.title;
    Object.assign(layout, { height: 60 + 30 * bars.y.length, margin: { ...layout.margin, t: 12 } });
    layout.xaxis.range = span(bars.x.slice(0, -1));
    Object.assign(layout.yaxis, { range: [bars.y.length - 0.5, -0.5], tickvals: bars.y,
      ticktext: [name(b), ...steps.map((step) => escapeLabel(step.label)), name(a)] });
    return figure;
  }

  groupTable() {
    const { t, model } = this;
    const [a, b] = this.pair();
    /** @param {number} v */
    const name = (v) => bdi(model.payload.vendors[v].name);
    return table([t.title("terms.group"), { figure: name(a) }, { figure: name(b) }, { figure: t("page.difference") }],
      this.groups().map((group) => [group.label, { figure: points(group.a) }, { figure: points(group.b) }, { figure: signed(group.a - group.b) }]));
  }

  table() {
    const { t, model } = this;
    const [a, b] = this.pair();
    /** @param {number} v @param {Criterion} c */
    const answer = (v, c) => {
      const found = model.payload.vendors[v].answers[model.positions.get(c.id)];
      return h("span", null, found.text ? bdi(found.text) : stateText(found, t),
        found.text && h("small", null, ` ${readingText(found.reading, t)}`));
    };
    /** @param {number} v @param {Criterion} c */
    const gained = (v, c) => ({ figure: points(this.scores.contributions[v][c.column]) });
    /** @param {number} v */
    const name = (v) => bdi(model.payload.vendors[v].name);
    return table([t.title("terms.criterion"), name(a), { figure: t.title("terms.contribution") }, name(b), { figure: t.title("terms.contribution") }],
      this.columns().map((c) => [t.label(c.label), answer(a, c), gained(a, c), answer(b, c), gained(b, c)]));
  }
}

/** @param {number} x */
const signed = (x) => (x === 0 ? points(0) : `${x > 0 ? "+" : "−"}${gap(Math.abs(x))}`);

/**
 * The scores on the way, with room for the figures: steps are read, not the whole bars.
 * @param {number[]} figures
 */
function span(figures) {
  let level = 0;
  const levels = figures.map((figure) => (level += figure));
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const room = Math.max(0.25 * (high - low), 1);
  return [Math.max(0, low - room), high + room];
}
