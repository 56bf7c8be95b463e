/** Two vendors side by side: where the points between them come from. */

import { answerLink, elementChart, nodeLink } from "./chart_frame.js";
import { differing, points } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { pairChart, signed } from "./pair_charts.js";
import { table } from "./plots.js";
import { readingText, stateText } from "./reading.js";
import { gainedIn } from "./score.js";
import { bodyOf, vendorChoice } from "./section.js";
import { TIE, comparedScores, pairDifferences, whyNot } from "./why_not.js";
import { nodeShare } from "./weights.js";

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
    this.alike = h("p.note");
    this.chart = elementChart(context, { name: "side-by-side", title: this.title, make: () => this.figure(),
      draw: () => this.bars(), table: () => this.table() });
    this.steps = elementChart(context, { name: "group-by-group", title: t("page.waterfall"), make: () => this.waterfall(),
      draw: () => this.stepwise(), table: () => this.groupTable() });
    this.el = bodyOf(t("page.compare_lead"), h("div.choices", null, this.a.el, this.b.el), this.sum,
      h("h4.spaced", null, t("page.waterfall")), this.steps.el,
      h("h4.spaced", null, t("page.differences")), this.chart.el, this.alike);
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
    this.context.note({ at: "compare", pair: this.names() });
  }

  pair() {
    return [Number(this.a.select.value), Number(this.b.select.value)];
  }

  /** @returns {[string, string]} */
  names() {
    const [a, b] = this.pair().map((v) => this.model.payload.vendors[v].name);
    return [a, b];
  }

  redraw() {
    const [a, b] = this.pair();
    const { model, scores, t } = this;
    this.sum.textContent = a === b ? "" : whyNot(model, this.context.store.now, scores, a, b, t);
    const alike = this.differences().filter(({ difference }) => !differs(difference)).map(({ criterion }) => this.t.label(criterion.label));
    this.alike.textContent = alike.length ? this.t("page.no_difference", { criteria: alike.join(this.t("page.comma")) }) : "";
    this.chart.update();
    this.steps.update();
  }

  /** Each weighted criterion with what a gains over b: most for a first, most for b last. */
  differences() {
    const [a, b] = this.pair();
    return pairDifferences(this.model, this.context.store.now, this.scores, a, b).sort((x, y) => y.difference - x.difference);
  }

  /** Those that differ as bars from zero, with both answers beside them. */
  bars() {
    const [a, b] = this.pair();
    const steps = this.differences().filter(({ difference }) => differs(difference)).map(({ criterion, difference }) => ({
      label: this.t.label(criterion.label), from: 0, to: difference,
      left: this.link(b, criterion), right: this.link(a, criterion) }));
    return pairChart({ names: this.names(), steps, kind: "differences", unit: this.t("page.points_unit") });
  }

  /** @param {number} v @param {Criterion} criterion */
  link(v, criterion) {
    return answerLink(this.context, v, criterion, this.answerText(v, criterion));
  }

  /** @param {number} v @param {Criterion} criterion */
  answerText(v, criterion) {
    const found = this.model.payload.vendors[v].answers[this.model.positions.get(criterion.id)];
    if (criterion.withheld) return h("span.answer-text", null, this.t("page.points_of_group", { points: points(found.value ?? 0) }));
    return h("span.answer-text", null, found.text ? bdi(found.text) : h("em", null, stateText(found, this.t) || "–"));
  }

  /** Each top group with weight: contributions of both; most for a first, most for b last. */
  groups() {
    const [a, b] = this.pair();
    const { weights } = this.context.store.now;
    return this.model.tree.roots.filter((node) => nodeShare(node, weights) > 0)
      .map((node) => ({ node, label: this.t.label(this.model.labels.get(node.id)), a: gainedIn(this.scores, a, node), b: gainedIn(this.scores, b, node) }))
      .sort((x, y) => (y.a - y.b) - (x.a - x.b));
  }

  /** From no difference to the whole of it, group by group; the steps add up. */
  stepwise() {
    const [a, b] = this.pair();
    let level = 0;
    /** @param {number} v @param {WeightNode} node @param {string} gained */
    const side = (v, node, gained) => nodeLink(this.context, v, node, h("span.answer-text", null, gained));
    /** @type {PairStep[]} */
    const steps = this.groups().map((group) => {
      const from = level;
      level += group.a - group.b;
      const [gainedA, gainedB] = differing(group.a, group.b);
      return { label: group.label, from, to: level, left: side(b, group.node, gainedB), right: side(a, group.node, gainedA) };
    });
    const { scores } = this.scores;
    const [right, left] = differing(scores[a], scores[b]);
    steps.push({ label: this.t("page.whole_difference"), from: 0, to: scores[a] - scores[b], isTotal: true, left, right });
    return pairChart({ names: this.names(), steps, kind: "stepwise", unit: this.t("page.points_unit") });
  }

  /** The bars as a figure for pictures. */
  figure() {
    const figure = this.context.plots.figure("compare");
    const shown = this.differences().filter(({ difference }) => differs(difference));
    const { data: [bars], layout } = figure;
    const [ofA, ofB] = layout.meta.colours;
    bars.y = shown.map((_, i) => i);
    bars.x = shown.map(({ difference }) => difference);
    bars.text = bars.x.map(signed);
    bars.marker.color = shown.map(({ difference }) => (difference > 0 ? ofA : ofB));
    layout.yaxis.tickvals = bars.y;
    layout.yaxis.ticktext = shown.map(({ criterion }) => escapeLabel(this.t.label(criterion.label)));
    layout.height = 90 + 24 * Math.max(shown.length, 1);
    layout.xaxis.range = span(bars.x);
    layout.yaxis.range = [shown.length - 0.5, -0.5];
    this.nameEnds(layout);
    return figure;
  }

  /** @param {PlotlyPart} layout */
  nameEnds(layout) {
    const { scores } = this.scores;
    const pair = this.pair();
    const shown = differing(scores[pair[0]], scores[pair[1]]);
    const [a, b] = pair.map((v, i) => `${escapeLabel(this.model.payload.vendors[v].name)} ${shown[i]}`);
    layout.annotations[0].text = `← ${b}`;
    layout.annotations[1].text = `${a} →`;
  }

  /** The steps as a figure for pictures. */
  waterfall() {
    const figure = this.context.plots.figure("waterfall");
    const [a, b] = this.pair();
    const steps = this.groups();
    const { data: [bars], layout } = figure;
    const { scores } = this.scores;
    bars.x = [...steps.map((step) => step.a - step.b), scores[a] - scores[b]];
    bars.y = bars.x.map((/** @type {number} */ _, /** @type {number} */ i) => i);
    bars.measure = [...steps.map(() => "relative"), "total"];
    bars.text = bars.x.map(signed);
    delete layout.title;
    let level = 0;
    layout.xaxis.range = span(steps.map((step) => (level += step.a - step.b)));
    layout.height = 90 + 30 * bars.y.length;
    Object.assign(layout.yaxis, { range: [bars.y.length - 0.5, -0.5], tickvals: bars.y,
      ticktext: [...steps.map((step) => escapeLabel(step.label)), this.t("page.whole_difference")] });
    this.nameEnds(layout);
    return figure;
  }

  groupTable() {
    const { t } = this;
    const [a, b] = this.names().map(bdi);
    return table([t.title("terms.group"), { figure: b }, { figure: a }, { figure: t("page.difference") }],
      this.groups().map((group) => {
        const [gainedA, gainedB] = differing(group.a, group.b);
        return [group.label, { figure: nodeLink(this.context, this.pair()[1], group.node, gainedB) },
          { figure: nodeLink(this.context, this.pair()[0], group.node, gainedA) }, { figure: signed(group.a - group.b) }];
      }));
  }

  table() {
    const { t } = this;
    const [a, b] = this.pair();
    const [nameA, nameB] = this.names().map(bdi);
    /** @param {number} v @param {Criterion} c */
    const answer = (v, c) => {
      const found = this.model.payload.vendors[v].answers[this.model.positions.get(c.id)];
      return h("span", null, this.link(v, c), found.text && !c.withheld && h("small", null, ` ${readingText(found.reading, t)}`),
        found.evidence_text && h("small.remarks", null, `${t("terms.evidence")}${t("language.colon")}`, bdi(found.evidence_text)),
        found.remarks && h("small.remarks", null, `${t("page.remarks")}${t("language.colon")}`, bdi(found.remarks)));
    };
    /** @param {number} v @param {Criterion} c @param {string} shown */
    const gained = (v, c, shown) => ({ figure: answerLink(this.context, v, c, shown) });
    return table([t.title("terms.criterion"), nameB, { figure: t.title("terms.contribution") }, nameA, { figure: t.title("terms.contribution") }, { figure: t("page.difference") }],
      this.differences().map(({ criterion: c, difference, ...each }) => {
        const [gainedA, gainedB] = differing(each.weight * each.a, each.weight * each.b);
        return [t.label(c.label), answer(b, c), gained(b, c, gainedB), answer(a, c), gained(a, c, gainedA), { figure: signed(difference) }];
      }));
  }
}

/** @param {number} difference in points, beyond what adding up loses */
const differs = (difference) => Math.abs(difference) > TIE;

/**
 * From the least to the greatest level, zero among them, with room for the figures.
 * @param {number[]} levels
 */
function span(levels) {
  const [low, high] = [Math.min(0, ...levels), Math.max(0, ...levels)];
  const room = 0.14 * (high - low || 1);
  return [low - room, high + room];
}
