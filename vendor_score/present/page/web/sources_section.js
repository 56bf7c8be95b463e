/** The sources: every sheet with whose it is and why, what its columns are, and what was not used. */

import { bdi, h } from "./dom.js";
import { bodyOf } from "./section.js";

const SHOWN = 40; // sheets that are listed at once; the rest is one press away

export class SourcesSection {
  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    const { sources } = model.payload;
    this.t = t;
    const body = h("tbody", null, sources.slice(0, SHOWN).map((source) => this.row(source)));
    const rest = sources.slice(SHOWN);
    const more = rest.length > 0 && h("button.text", { type: "button", onclick: () => {
      body.append(...rest.map((source) => this.row(source)));
      if (more) more.remove();
    } }, t("page.sources_more", { n: rest.length }));
    const heads = ["source", "whose", "read_as", "columns", "not_used"].map((key) => h("th", { scope: "col" }, t(`page.sources.${key}`)));
    this.el = bodyOf(t("page.sources_lead"),
      h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: t("page.sources") }) },
        h("table.sources", null, h("thead", null, h("tr", null, heads)), body)),
      more);
  }

  /** @param {SheetSource} source */
  row(source) {
    const { t } = this;
    const file = /^\d+$/.test(source.file) ? t("page.sources.file", { n: source.file }) : source.file;
    return h("tr", null,
      h("th", { scope: "row" }, bdi(file), source.sheet && [h("br"), h("span.where", null, bdi(source.sheet))]),
      h("td", null, this.whose(source)),
      h("td", null, this.readAs(source)),
      h("td", null, this.columns(source)),
      h("td", null, this.unused(source)));
  }

  /** Whose the answers are, and what says so. @param {SheetSource} source */
  whose({ whose, vendors, left_out: leftOut }) {
    const { t } = this;
    /** @type {Child[]} */
    const said = whose.map(([vendor, why]) => h("div", null, bdi(vendor), h("span.note", null, t("page.sources.why", { why: t(`plan.why.${why}`) }))));
    if (vendors > whose.length) said.push(h("div", null, t("page.sources.more_vendors", { n: vendors - whose.length })));
    if (leftOut) said.push(h("div.note", null, t("page.sources.left_out", { n: leftOut })));
    return said;
  }

  /** @param {SheetSource} source */
  readAs({ layout, headers, hidden, answers, matched, near, unmatched }) {
    const { t } = this;
    const said = [t(`plan.layout.${layout}`)];
    if (headers.length) said.push(t("page.sources.headers", { rows: headers.join(t("page.comma")) }));
    if (hidden) said.push(t("page.sources.hidden"));
    const isRead = layout !== "none" && layout !== "left_out";
    return [said.join(t("page.comma")), isRead && h("div.note", null, t("page.sources.counts", { answers, matched, near, unmatched }))];
  }

  /** What the columns are, those of one role together. @param {SheetSource} source */
  columns({ columns }) {
    const { t } = this;
    /** @type {Map<string, string[]>} */
    const byRole = new Map();
    for (const [letters, role] of columns) {
      if (role !== "unused") byRole.set(role, [...(byRole.get(role) ?? []), letters]);
    }
    return [...byRole].map(([role, letters]) => h("div", null,
      t("page.sources.role", { role: t(`plan.role.${role}`), columns: runs(letters).join(t("page.comma")) })));
  }

  /** Columns that hold anything and were not used. @param {SheetSource} source */
  unused({ columns }) {
    const { t } = this;
    return columns.filter(([, role]) => role === "unused").map(([letters, , heading, filled]) => h("div", null, letters, heading && [" ", h("q", null, bdi(heading))],
      " ", h("span.note", null, t("page.sources.cells", { n: filled }))));
  }
}

/** Neighbouring columns as one range: B, C, D as B–D. @param {string[]} letters */
function runs(letters) {
  /** @type {[string, string][]} */
  const found = [];
  for (const each of letters) {
    const last = found.at(-1);
    if (last && number(last[1]) + 1 === number(each)) last[1] = each;
    else found.push([each, each]);
  }
  return found.map(([first, last]) => (first === last ? first : `${first}–${last}`));
}

/** @param {string} letters */
const number = (letters) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
