/** How often each vendor takes each place: a table of tinted cells, or a strip below each name. */

import { percent, share } from "./display.js";
import { bdi, h } from "./dom.js";
import { tintOf } from "./tints.js";

const COLUMNS = 10; // ranks beyond the tenth are added up in one column
const MANY = 20;
const SELDOM = 0.01;
const FINGER = 44; // px
const NAME = 210; // px
const BESIDE = 520; // px: narrower, and the name stands above its strip

/**
 * @param {Context} context
 * @param {Acceptability} found
 * @param {number[]} order of all vendors
 * @param {number} width px
 */
export function placesTable({ model, t }, found, order, width) {
  const isNarrow = width < BESIDE;
  const n = found.vendors.length;
  const room = Math.floor((isNarrow ? width : width - NAME) / FINGER);
  const shown = Math.min(n, COLUMNS, Math.max(3, room));
  const heads = Array.from({ length: shown }, (_, r) => h("th.place", { scope: "col" }, r === shown - 1 && n > shown ? `${r + 1}+` : String(r + 1)));
  const all = found.vendors.map((v, i) => ({ v, i })).sort((a, b) => order.indexOf(a.v) - order.indexOf(b.v));
  // of many vendors those that hardly ever come near the first places are one sentence
  const rows = n > MANY ? all.filter(({ i }) => parts(found.ranks[i], shown)[shown - 1] <= 1 - SELDOM) : all;
  const rest = n - rows.length;
  const note = rest > 0 && h("p.note", null, t("page.places_rest", { n: rest, place: shown - 1, share: percent(SELDOM) }));
  /** @param {{ v: number, i: number }} row */
  const cells = ({ i }) => parts(found.ranks[i], shown).map((part) => h(`td.place.${tintOf(100 * part)}`, null, part > 0 ? share(part) : ""));
  /** @param {{ v: number, i: number }} row */
  const name = ({ v }) => bdi(model.payload.vendors[v].name);
  if (isNarrow) {
    return h("div", null, h("table.places.narrow", null, h("thead", null, h("tr", null, heads)),
      h("tbody", null, rows.map((row) => [h("tr.label-row", null, h("th", { scope: "rowgroup", colspan: shown }, name(row))), h("tr", null, cells(row))]))), note);
  }
  return h("div", null, h("table.places", null, h("thead", null, h("tr", null, h("th", { scope: "col" }, t.title("terms.vendor")), heads)),
    h("tbody", null, rows.map((row) => h("tr", null, h("th", { scope: "row" }, name(row)), cells(row))))), note);
}

/** The shares of the first ranks, the rest in the last. @param {number[]} ranks @param {number} shown */
const parts = (ranks, shown) => Array.from({ length: shown }, (_, r) => (
  r === shown - 1 ? ranks.slice(r).reduce((a, b) => a + b, 0) : ranks[r]));
