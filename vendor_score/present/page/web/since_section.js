/** What changed since the last round: a table in the words of the report; it stays as reported. */

import { bdi, h } from "./dom.js";
import { table } from "./plots.js";
import { bodyOf } from "./section.js";

export class SinceSection {
  /** @param {Context} context @param {SinceTable} told @param {string[]} lead sentences above it; the first stands beside the heading on screens */
  constructor(context, told, lead) {
    const { t } = context;
    this.context = context;
    this.mark = h("p.note", { hidden: true }, t("page.since_fixed"));
    /** @param {string} text @param {number} i @returns {Cell} */
    const cell = (text, i) => (told.figures.includes(i) ? { figure: text } : bdi(text));
    this.el = bodyOf(told.note, lead.length > 0 && h("ul.plain", null, lead.map((said, i) => h(i ? "li" : "li.print-only", null, said))), this.mark,
      h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: told.title }) },
        table(told.heads.map(cell), told.rows.map((row) => row.map(cell)))));
  }

  /** @param {Scores} _ @param {Change} kind */
  update(_, kind) {
    if (kind !== "move") this.mark.hidden = !this.context.store.isChanged;
  }
}
