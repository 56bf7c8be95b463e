/** The heat map as a table of cells: vendors x criteria, or turned where the columns have no room. */

import { shortPoints } from "./display.js";
import { bdi, h } from "./dom.js";
import { walkCells } from "./grid_keys.js";
import { groupColour, pointsOf } from "./model.js";
import { isCorrected, stateText } from "./reading.js";
import { tintOf } from "./tints.js";

const NAMES = 286; // px: rank, name and score beside the cells
const LEAST = 33; // px: a column that three digits and a rotated label need
const FINGER = 44; // px
const LABELS = 230; // px: the labels of a turned table, where they stand beside its cells
const BESIDE = 600; // px: from here on they do
const OUTSIDE = 3; // px: on a phone the cells reach into the margins (charts.css)
const MOST_ROWS = 40;

/**
 * @param {HeatView} view
 * @param {number} width px
 * @returns {HTMLElement}
 */
export function drawHeatMap(view, width) {
  const isWide = (width - NAMES) / Math.max(1, view.columns.length) >= LEAST;
  const table = isWide ? wideTable(view) : turnedTable(view, width);
  walkCells(table, (cell) => {
    const criterion = view.columns.find((c) => c.id === cell.dataset.criterion);
    const node = criterion && view.context.model.tree.nodes.get(criterion.id);
    if (node) view.context.card.pick(Number(cell.dataset.v), node, cell);
  });
  return table;
}

/**
 * How far apart the ranked vendors are on a criterion, in its own points.
 * @param {Scores} scores
 * @param {Criterion} criterion
 */
export function gapOf(scores, criterion) {
  const found = scores.order.flatMap((v) => {
    const own = pointsOf(scores, v, criterion);
    return scores.ranks[v] === null || own === null ? [] : [own];
  });
  return found.length ? Math.max(...found) - Math.min(...found) : 0;
}

/** @param {HeatView} view @param {number} v @param {Criterion} criterion */
function cellOf({ context: { model, t }, scores }, v, criterion) {
  const own = pointsOf(scores, v, criterion);
  const answer = model.payload.vendors[v].answers[model.positions.get(criterion.id)];
  const marks = [own === null ? "left-out" : tintOf(own), own !== null && answer.state && "no-answer", isCorrected(answer) && "corrected"];
  const shown = own === null ? "–" : shortPoints(own);
  const said = [answer.text || stateText(answer, t), isCorrected(answer) && t("page.corrected")].filter(Boolean).join(t("page.comma"));
  return h(["td.cell", ...marks.filter(Boolean)].join("."), {
    tabindex: "-1", "data-v": v, "data-criterion": criterion.id, title: said,
    "aria-label": `${model.payload.vendors[v].name}, ${t.label(criterion.label)}${t("language.colon")}${shown}${said ? ` (${said})` : ""}` }, shown);
}

/** @param {HeatView} view @param {number} v */
const rankText = ({ scores }, v) => String(scores.ranks[v] ?? "–");

/** Criteria that stand side by side in one group. @param {Criterion[]} columns */
export function bands(columns) {
  /** @type {{ id: string, columns: Criterion[] }[]} */
  const found = [];
  for (const criterion of columns) {
    const last = found.at(-1);
    if (last?.id === criterion.path[0]) last.columns.push(criterion);
    else found.push({ id: criterion.path[0], columns: [criterion] });
  }
  return found;
}

/** The first cell of each band stands apart. @param {Criterion[]} columns */
const starts = (columns) => new Set(bands(columns).map((band) => band.columns[0].id));

/** @param {HeatView} view */
function wideTable(view) {
  const { context: { model, t }, columns, scores, isGrouped } = view;
  const apart = isGrouped ? starts(columns) : new Set();
  /** @param {HTMLElement} cell @param {Criterion} c */
  const spaced = (cell, c) => {
    cell.classList.toggle("new-band", apart.has(c.id));
    return cell;
  };
  const vendors = view.isWhole ? scores.order : scores.order.slice(0, MOST_ROWS);
  const heads = columns.map((c) => spaced(h("th.tall", { scope: "col", title: t.label(c.label), style: `--c: ${groupColour(model, c)}` },
    h(tallText(t.label(c.label)), null, t.label(c.label))), c));
  const rows = vendors.map((v) => h("tr", null, h("td.heat-rank", null, rankText(view, v)),
    h("th", { scope: "row", title: model.payload.vendors[v].name }, bdi(model.payload.vendors[v].name)), h("td.heat-score", null, view.shown.get(v)),
    columns.map((c) => spaced(cellOf(view, v, c), c))));
  /** @param {string} title @param {(c: Criterion) => string} text */
  const foot = (title, text) => h("tr", null, h("td"), h("th", { scope: "row" }, title), h("td"),
    columns.map((c) => spaced(h("td.heat-foot", null, text(c)), c)));
  return h("table.heat-table.wide", { role: "grid", "aria-label": t("page.heat_map") },
    h("colgroup", null, h("col.heat-rank"), h("col.heat-name"), h("col.heat-score"), columns.map((c) => h(apart.has(c.id) ? "col.new-band" : "col"))),
    h("thead", null,
      isGrouped && h("tr.bands", null, h("td", { colspan: 3 }), bands(columns).map((band, i) => h(i % 2 ? "th.band.odd" : "th.band", {
        scope: "colgroup", colspan: band.columns.length, title: t.label(model.labels.get(band.id)), style: `--c: ${groupColour(model, band.columns[0])}` },
      h("span", null, t.label(model.labels.get(band.id)))))),
      h("tr", null, h("th.heat-rank", { scope: "col" }, h("span.hidden-text", null, t.title("terms.rank"))),
        h("th", { scope: "col" }, t.title("terms.vendor")), h("th.heat-score", { scope: "col" }, t.title("terms.score")), heads)),
    h("tbody", null, rows),
    h("tfoot", null, foot(t("page.heat_gap"), (c) => shortPoints(gapOf(scores, c))),
      foot(t.title("terms.weight"), (c) => percentText(view, c))));
}

/** Text from top to bottom: what is written so stands upright, the rest is turned. @param {string} text */
const tallText = (text) => (/[\u3000-\u9fff\uac00-\ud7af]/.test(text) ? "span.upright" : "span.sideways");

/** @param {HeatView} view @param {Criterion} c */
const percentText = ({ shares }, c) => shares.get(c.id);

/** So many vendors stand side by side. @param {number} width px */
export function vendorsBeside(width) {
  const room = width < BESIDE ? width + 2 * OUTSIDE : width - LABELS;
  return Math.max(3, Math.floor(room / FINGER));
}

/** Criteria below each other, each with its label, vendors side by side. @param {HeatView} view @param {number} width px */
function turnedTable(view, width) {
  const { context: { model, t }, columns, scores } = view;
  const isNarrow = width < BESIDE;
  const most = vendorsBeside(width);
  const vendors = scores.order.slice(view.from, view.from + most);
  // the last page keeps the columns of the others
  const empty = Math.max(0, Math.min(most, scores.order.length) - vendors.length);
  const blanks = () => Array.from({ length: empty }, () => h("td"));
  const lead = isNarrow ? [] : [h("th", { scope: "col" }, t.title("terms.criterion"))];
  const span = vendors.length + empty;
  const heads = vendors.map((v) => h("th.turned-vendor", { scope: "col", title: model.payload.vendors[v].name },
    h(`${tallText(model.payload.vendors[v].name)}.turned-name`, null, bdi(model.payload.vendors[v].name)), h("span.turned-rank", null, rankText(view, v)),
    h("span.turned-score", null, view.shown.get(v))));
  /** @param {Criterion} c */
  const facts = (c) => h("small", null, `${percentText(view, c)} · ${t("page.heat_gap")} ${shortPoints(gapOf(scores, c))}`);
  /** @param {Criterion} c */
  const row = (c) => {
    const cells = [vendors.map((v) => cellOf(view, v, c)), blanks()];
    const label = [h("span", null, t.label(c.label)), " ", facts(c)];
    if (!isNarrow) return [h("tr", null, h("th", { scope: "row" }, label), cells)];
    return [h("tr.label-row", null, h("th", { scope: "rowgroup", colspan: span }, label)), h("tr", null, cells)];
  };
  const bodies = (view.isGrouped ? bands(columns) : [{ id: "", columns }]).map((band) => h("tbody", null,
    band.id && band.columns[0].path.length > 1 && h("tr.band-row", null, h("th", { scope: "rowgroup", colspan: span + lead.length, style: `--c: ${groupColour(model, band.columns[0])}` },
      h("span", null, t.label(model.labels.get(band.id))))),
    band.columns.map(row)));
  return h(isNarrow ? "table.heat-table.turned.narrow" : "table.heat-table.turned", { role: "grid", "aria-label": t("page.heat_map") },
    h("thead", null, h("tr", null, lead, heads, blanks())), bodies);
}
