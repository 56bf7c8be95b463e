/** The heat map: every answer's points, vendors x criteria, in ranked order. */

import { elementChart, watchWidth } from "./chart_frame.js";
import { apart, points, shortPoints } from "./display.js";
import { freshId, h, setText } from "./dom.js";
import { bands, drawHeatMap, gapOf, vendorsBeside } from "./heat_map.js";
import { escapeLabel } from "./labels.js";
import { pointsOf } from "./model.js";
import { isOnPaper } from "./paper.js";
import { bodyOf } from "./section.js";
import { colourOfHue } from "./sure_charts.js";
import { tintKey } from "./tints.js";
import { shownShares } from "./weights.js";

const USUAL = 0.9; // of the window, until it stands in the page
const PAPER_WIDTH = 1500; // px: what the style shrinks to a sheet
const MOST_ROWS = 40;

export class HeatSection {
  /** @type {Scores} */
  scores;

  /** Whether all vendors are shown where they are many. */
  isWhole = false;

  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.title = t("page.heat_map");
    this.from = 0;
    this.width = 0;
    this.order = this.choice();
    this.pager = h("div.heat-pager", { hidden: true });
    this.whole = h("button.text", { type: "button", hidden: true, onclick: () => this.showWhole() },
      t("page.heat_all", { n: model.payload.vendors.length }));
    this.chart = elementChart(context, { name: "heat-map", title: this.title, make: () => this.figure(), draw: () => this.draw() });
    this.el = bodyOf(t("page.heat_map_lead"),
      h("div.heat-tools", null, this.order.el, tintKey("0", "100"), this.marks(), this.pager), this.chart.el, this.whole);
    this.watch();
  }

  /** In which order the criteria stand. */
  choice() {
    const { t } = this;
    const id = freshId("order");
    const select = h("select", { id, onchange: () => this.chart.update() });
    for (const order of ["group", "gap", "stake"]) select.append(h("option", { value: order }, t(`page.heat_by_${order}`)));
    return { select, el: h("span.choice", null, h("label", { for: id }, t("page.heat_order")), " ", select) };
  }

  /** What the marks on cells mean. */
  marks() {
    const { t } = this;
    /** @param {"no-answer" | "corrected" | "left-out"} mark @param {string} shown @param {string} said */
    const key = (mark, shown, said) => h("span.heat-mark", null, h(`span.cell.${mark}`, null, shown), said);
    return h("span.heat-marks", null, key("no-answer", "0", t("page.heat_no_answer")),
      key("corrected", "0", t("page.heat_corrected")), key("left-out", "–", t("page.heat_left_out")));
  }

  /** Drawn anew where another width changes what has room. */
  watch() {
    const again = () => { if (this.scores) this.chart.update(); };
    watchWidth(this.context, this.chart.el, (width) => {
      this.width = width;
      again();
    });
    addEventListener("beforeprint", again);
    addEventListener("afterprint", again);
    this.context.disposals.push(() => {
      removeEventListener("beforeprint", again);
      removeEventListener("afterprint", again);
    });
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    this.scores = scores;
    if (kind === "move" || kind === "open") return;
    this.chart.update();
  }

  showWhole() {
    this.isWhole = true;
    this.chart.update();
  }

  /** Criteria with weight now: in file order, or those first in which the vendors differ most. */
  columns() {
    const { weights } = this.context.store.now;
    const columns = this.model.columns.filter((criterion) => weights[criterion.column] > 0);
    const order = this.order.select.value;
    if (order === "group") return columns;
    /** @param {Criterion} c */
    const gap = (c) => gapOf(this.scores, c) * (order === "stake" ? weights[c.column] : 1);
    return columns.map((c) => ({ c, gap: gap(c) })).sort((a, b) => b.gap - a.gap).map(({ c }) => c);
  }

  draw() {
    const isPrinted = isOnPaper(); // every vendor, however narrow the window
    const width = isPrinted ? PAPER_WIDTH : this.width || innerWidth * USUAL;
    const made = drawHeatMap({ context: this.context, scores: this.scores, columns: this.columns(),
      isGrouped: this.order.select.value === "group", isWhole: this.isWhole || isPrinted, from: isPrinted ? 0 : this.from,
      shares: shownShares(this.model.tree, this.context.store.now.weights), shown: this.shownScores() }, width);
    const isTurned = made.classList.contains("turned");
    this.whole.hidden = isTurned || this.isWhole || this.scores.order.length <= MOST_ROWS;
    this.showPager(isTurned ? vendorsBeside(width) : Infinity);
    return h("div.scroll", { tabindex: "0", role: "region", "aria-label": this.t("page.table_of", { name: this.title }) }, made);
  }

  /** Scores as the ranking shows them, those that differ never the same. */
  shownScores() {
    const { order, scores } = this.scores;
    const texts = apart(order.map((v) => scores[v]));
    return /** @type {Lookup<number, string>} */ (new Map(order.map((v, i) => [v, texts[i]])));
  }

  /** Steps through the vendors where not all have room. @param {number} most */
  showPager(most) {
    const { t } = this;
    const n = this.scores.order.length;
    this.pager.hidden = n <= most;
    if (n <= most) {
      this.from = 0;
      return;
    }
    /** @param {string} key @param {number} from */
    const step = (key, from) => h("button", { type: "button", disabled: from < 0 || from >= n, "aria-label": t(key),
      onclick: () => { this.from = from; this.chart.update(); } }, key === "page.heat_before" ? "‹" : "›");
    const said = h("span", { "aria-live": "polite" });
    setText(said, t("page.heat_vendors", { from: this.from + 1, to: Math.min(n, this.from + most), n }));
    this.pager.replaceChildren(step("page.heat_before", this.from - most), said, step("page.heat_after", this.from + most));
  }

  /** As a picture: vendors x criteria, whatever the width of the page. */
  figure() {
    const { model, t, scores } = this;
    const figure = this.context.plots.figure("heat_map");
    const columns = this.columns();
    const { order } = scores;
    const { data: [cells], layout } = figure;
    cells.z = order.map((v) => columns.map((c) => pointsOf(scores, v, c)));
    cells.x = columns.map((_, i) => i);
    cells.y = order.map((_, i) => i);
    layout.xaxis.tickvals = cells.x;
    layout.xaxis.ticktext = columns.map((c) => escapeLabel(t.label(c.label)));
    layout.yaxis.tickvals = cells.y;
    layout.yaxis.ticktext = order.map((v) => `${scores.ranks[v] ?? "–"}  ${escapeLabel(model.payload.vendors[v].name)}  ${points(scores.scores[v])}`);
    layout.height = 250 + 26 * Math.max(order.length, 1);
    layout.annotations = order.length > MOST_ROWS ? [] : this.cellTexts(cells.z, layout.meta.inks);
    if (this.order.select.value === "group") this.bandsOf(layout, columns);
    return figure;
  }

  /** The points of each cell, in the ink that reads on its colour. @param {(number | null)[][]} z @param {string[]} inks */
  cellTexts(z, inks) {
    return z.flatMap((row, y) => row.flatMap((own, x) => (own === null ? [] : [{ x, y, text: shortPoints(own), showarrow: false,
      font: { size: 11, color: inks[Math.round(own / 10)] } }])));
  }

  /** Lines and names of the groups below the cells of a picture. @param {PlotlyPart} layout @param {Criterion[]} columns */
  bandsOf(layout, columns) {
    let at = 0;
    for (const band of bands(columns)) {
      const [first, last] = [at, at + band.columns.length - 1];
      at = last + 1;
      const colour = colourOfHue(this.model, this.model.hues.get(band.id));
      const shared = { type: "line", xref: "x", yref: "paper" };
      layout.shapes.push({ ...shared, x0: first - 0.45, x1: last + 0.45, y0: 0, y1: 0, line: { color: colour, width: 5 } });
      if (first) layout.shapes.push({ ...shared, x0: first - 0.5, x1: first - 0.5, y0: 0, y1: 1, line: { color: "#ffffff", width: 6 } });
      layout.annotations.push({ xref: "x", yref: "paper", x: (first + last) / 2, y: 0, yshift: -6, yanchor: "top", showarrow: false,
        text: broken(this.t.label(this.model.labels.get(band.id)), 6 * band.columns.length), font: { size: 11 } });
    }
  }
}

/** A label in at most three lines. @param {string} label @param {number} width characters */
function broken(label, width) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && `${lines[last]} ${word}`.length > Math.max(6, width)) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trim();
  }
  return lines.slice(0, 3).map(escapeLabel).join("<br>");
}
