/** Charts that stay as they were drawn, whatever the weights: each above its table. */

import { h } from "./dom.js";
import { chartBlock, table } from "./plots.js";
import { enteredOnly, bodyOf } from "./section.js";

export class DrawnSection {
  /** @param {Context} context @param {DrawnChart} chart */
  constructor(context, chart) {
    this.context = context;
    this.title = chart.title;
    this.mark = enteredOnly(context.t);
    this.chart = chartBlock(context, { name: chart.name, title: chart.title, make: () => untitled(chart.figure),
      table: () => table(chart.heads, chart.rows.map((row) => row.map(figureOf))) });
    this.el = bodyOf(null, h("p.note", null, this.mark), this.chart.el);
    this.isDrawn = false;
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    if (kind === "move") return;
    this.mark.hidden = !this.context.store.isChanged;
    if (!this.isDrawn) this.chart.update();
    this.isDrawn = true;
  }
}

/** Its title stands above it in the page. @param {Figure} figure */
function untitled(figure) {
  const own = structuredClone(figure);
  delete own.layout.title;
  return own;
}

/** Amounts stay on one line, so that no digit is parted from the others. @param {string} cell */
function figureOf(cell) {
  return /^\d[\d,.]*( – \d[\d,.]*)?$/.test(cell) ? { figure: cell } : cell;
}
