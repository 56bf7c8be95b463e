/** What draft contracts bind: a table in the words of the report; a clause opens its words, a promise its cell. */

import { bdi, h } from "./dom.js";
import { table } from "./plots.js";
import { bodyOf } from "./section.js";

export class ContractSection {
  /** @param {Context} context @param {ContractTable} told */
  constructor(context, told) {
    const { t } = context;
    this.context = context;
    this.mark = h("p.note", { hidden: true }, t("page.since_fixed"));
    /** @param {string | ContractWords} shown @param {number} i @returns {Cell} */
    const cell = (shown, i) => {
      if (typeof shown !== "string") return wordsOf(shown);
      return told.figures.includes(i) ? { figure: shown } : linesOf(shown);
    };
    this.el = bodyOf(told.note, this.mark,
      h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: told.title }) },
        table(told.heads.map((head) => bdi(head)), told.rows.map((row) => row.map(cell)))));
  }

  /** @param {Scores} _ @param {Change} kind */
  update(_, kind) {
    if (kind !== "move") this.mark.hidden = !this.context.store.isChanged;
  }
}

/** Words below their place, which opens them. @param {ContractWords} shown */
function wordsOf({ place, words }) {
  if (!words) return bdi(place);
  return h("details.words", null, h("summary", null, bdi(place || "…")), linesOf(words));
}

/** @param {string} text */
function linesOf(text) {
  const lines = text.split("\n");
  return lines.length === 1 ? bdi(text) : h("span", null, lines.map((line) => h("span.line", null, bdi(line))));
}
