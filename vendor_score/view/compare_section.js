/** Two vendors side by side: where the points between them come from. */

import { points } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { chartBlock, table } from "./plots.js";
import { readingText, stateText } from "./reading.js";
import { sectionOf, vendorChoice } from "./section.js";

export class CompareSection {
  constructor(context) {
    const { t, model } = context;
    Object.assign(this, { context, t, model, title: t("page.compare") });
    this.a = vendorChoice(context, t("page.vendor_a"), () => this.redraw());
    this.b = vendorChoice(context, t("page.vendor_b"), () => this.redraw());
    this.sum = h("p.note", { "aria-live": "polite" });
    this.chart = chartBlock(context, { name: "side-by-side", title: this.title, make: () => this.figure(), table: () => this.table() });
    this.el = sectionOf("compare", this.title, t("page.compare_lead"), h("div.choices", null, this.a.el, this.b.el), this.sum, this.chart.el);
  }

  update(scores, kind) {
    const isFirst = !this.scores;
    this.scores = scores;
    if (isFirst) {
      this.a.select.value = String(scores.order[0]);
      this.b.select.value = String(scores.order[1]);
    }
    if (kind !== "move" && kind !== "open") this.redraw();
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
    const names = [a, b].map((v) => this.model.payload.vendors[v].name);
    const gap = this.scores.scores[a] - this.scores.scores[b];
    this.sum.textContent = this.t(gap === 0 ? "page.compare_equal" : "page.compare_sum", {
      a: gap >= 0 ? names[0] : names[1], b: gap >= 0 ? names[1] : names[0], gap: points(Math.abs(gap)) });
    this.chart.update();
  }

  figure() {
    const figure = this.context.plots.figure("difference");
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
    const name = (v) => escapeLabel(this.model.payload.vendors[v].name);
    layout.annotations[0].text = `← ${name(a)}`;
    layout.annotations[1].text = `${name(b)} →`;
    return figure;
  }

  /** The literal colour of a criterion's group; the inks are swapped when it is drawn. */
  colour(criterion) {
    const hue = this.model.hues.get(criterion.path[0]);
    const found = Object.entries(this.model.payload.charts.inks).find(([, name]) => name === `--g${hue}`);
    return found[0];
  }

  table() {
    const { t, model } = this;
    const [a, b] = this.pair();
    const answer = (v, c) => {
      const found = model.payload.vendors[v].answers[model.positions.get(c.id)];
      return h("span", null, found.text ? bdi(found.text) : stateText(found, t),
        found.text && h("small", null, ` ${readingText(found.reading, t)}`));
    };
    const gained = (v, c) => ({ figure: points(this.scores.contributions[v][c.column]) });
    const name = (v) => bdi(model.payload.vendors[v].name);
    return table([t.title("terms.criterion"), name(a), { figure: t.title("terms.contribution") }, name(b), { figure: t.title("terms.contribution") }],
      this.columns().map((c) => [t.label(c.label), answer(a, c), gained(a, c), answer(b, c), gained(b, c)]));
  }
}
