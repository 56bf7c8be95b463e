/** The heat map: every answer's points, vendors x criteria, in ranked order. */

import { points } from "./display.js";
import { bdi, h } from "./dom.js";
import { escapeLabel } from "./labels.js";
import { chartBlock } from "./plots.js";
import { bodyOf } from "./section.js";

export class HeatSection {
  /** @type {Scores} */
  scores;

  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.title = t("page.heat_map");
    this.chart = chartBlock(context, { name: "heat-map", title: this.title, make: () => this.figure(), table: () => this.table() });
    this.printed = h("div.print-only");
    this.el = bodyOf(t("page.heat_map_lead"), this.chart.el, this.printed);
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    this.scores = scores;
    if (kind === "move" || kind === "open") return;
    this.chart.update();
    this.printed.replaceChildren(this.table());
  }

  /** Criteria with weight now, in file order. */
  columns() {
    const { weights } = this.context.store.now;
    return this.model.columns.filter((criterion) => weights[criterion.column] > 0);
  }

  figure() {
    const { model, t } = this;
    const figure = this.context.plots.figure("heat_map");
    const columns = this.columns();
    const order = this.scores.order;
    const { data: [cells], layout } = figure;
    cells.z = order.map((v) => columns.map((c) => model.payload.points[v][c.column]));
    cells.x = columns.map((_, i) => i);
    cells.y = order.map((_, i) => i);
    layout.xaxis.tickvals = cells.x;
    layout.xaxis.ticktext = columns.map((c) => escapeLabel(t.label(c.label)));
    layout.yaxis.tickvals = cells.y;
    layout.yaxis.ticktext = order.map((v) => escapeLabel(model.payload.vendors[v].name));
    cells.customdata = order.map((v) => columns.map((c) => this.said(v, c)));
    cells.hovertemplate = "<b>%{y}</b><br>%{x}: %{z:.1f}<br>%{customdata}<extra></extra>";
    layout.shapes = edges(columns).map((x) => ({ ...(layout.shapes[0] ?? EDGE), x0: x, x1: x }));
    return figure;
  }

  /** @param {number} v @param {Criterion} criterion */
  said(v, criterion) {
    const answer = this.model.payload.vendors[v].answers[this.model.positions.get(criterion.id)];
    return escapeLabel(answer.text || this.t(`terms.state.${answer.state ?? "answered"}`));
  }

  table() {
    const { model, t } = this;
    const columns = this.columns();
    const head = h("tr", null, h("th", { scope: "col" }, t.title("terms.vendor")),
      columns.map((c) => h("th.figure.tall", { scope: "col" }, h("span", null, t.label(c.label)))));
    const rows = this.scores.order.map((v) => h("tr", null, h("th", { scope: "row" }, bdi(model.payload.vendors[v].name)),
      columns.map((c) => {
        const x = model.payload.points[v][c.column];
        return h("td.figure.tint", { style: x === null ? null : `--v: ${x}` }, x === null ? "–" : points(x).replace(/\.0$/, ""));
      })));
    return h("table.heat-table", null, h("thead", null, head), h("tbody", null, rows));
  }
}

const EDGE = { type: "line", xref: "x", yref: "paper", y0: 0, y1: 1, line: { color: "#ffffff", width: 6 } };

/** @param {Criterion[]} columns */
function edges(columns) {
  const groups = columns.map((c) => c.path[0]);
  return groups.flatMap((group, i) => (i > 0 && group !== groups[i - 1] ? [i - 0.5] : []));
}
