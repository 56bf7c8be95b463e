/** Other methods in one sentence, with every method's order on request. */

import { bdi, h } from "./dom.js";
import { table } from "./plots.js";
import { block } from "./section.js";

/** How many methods put whom first, most first. @param {MethodResult[]} results those with a ranking */
export function firstCounts(results) {
  /** @type {Map<number, MethodResult[]>} */
  const alone = new Map();
  for (const found of results) {
    if (found.first.length !== 1) continue;
    const [v] = found.first;
    alone.set(v, [...(alone.get(v) ?? []), found]);
  }
  return [...alone].map(([v, by]) => ({ v, by })).sort((a, b) => b.by.length - a.by.length);
}

/**
 * ``20 of 23 methods put A first, 3 put B first.`` and whether those of the verdict agree.
 * @param {Pick<Context, "model" | "t">} context
 * @param {Methods} methods
 */
export function methodsSentence({ model, t }, methods) {
  const ranking = methods.results.filter((found) => found.ranks);
  const counts = firstCounts(ranking);
  const n = ranking.length;
  /** @param {number} v */
  const name = (v) => model.payload.vendors[v].name;
  const [most, ...others] = counts;
  const shared = n - counts.reduce((sum, { by }) => sum + by.length, 0);
  const said = most ? [t("page.methods_first", { count: most.by.length, n, name: name(most.v) })] : [];
  if (others.length) said.push(t.and(others.map(({ v, by }) => t("page.methods_others", { count: by.length, name: name(v) }))));
  if (shared) said.push(t("page.methods_shared", { count: shared }));
  return t("page.as_sentence", { said: said.join(t("page.comma")) });
}

/**
 * @param {Context} context
 * @param {Child} mark of reported figures
 */
export function methodsBlock(context, mark) {
  const { model, t } = context;
  const { methods } = model.payload.sure;
  if (!methods?.results.some((found) => found.ranks)) return null;
  const { kendall_w: w, same_first: isSame } = methods;
  const note = t(isSame ? "page.methods_agree" : "page.methods_differ", { w: w === null ? "–" : w.toFixed(2) });
  const twin = h("div.scroll.twin", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: t("page.methods") }) });
  const details = h("details.twin-of", { ontoggle: () => { if (!twin.firstChild) twin.append(methodsTable(context, methods)); } },
    h("summary", null, t("page.as_table")), twin);
  return block([t("page.methods"), " ", mark], null, h("p.methods-sentence", null, methodsSentence(context, methods)), h("p.note", null, note), details);
}

/** A row per method: who is first, every rank, or why it gives none. @param {Context} context @param {Methods} methods */
function methodsTable({ model, t }, { results }) {
  const ranked = model.payload.order.filter((v) => results.some((found) => found.ranks?.[v] != null));
  /** @param {MethodResult} found @returns {Cell[]} */
  const cells = (found) => (found.ranks
    ? ranked.map((v) => ({ figure: found.ranks?.[v] ?? "–" })) : ranked.map((_, i) => (i ? "" : { figure: "–" })));
  /** @param {MethodResult} found */
  const first = (found) => (found.first.length ? t.and(found.first.map((v) => model.payload.vendors[v].name)) : found.reason ? t.label(found.reason) : "–");
  const sorted = [true, false].flatMap((isHeadline) => results.filter((found) => found.headline === isHeadline));
  return table([t("page.method"), t("page.first"), ...ranked.map((v) => ({ figure: bdi(model.payload.vendors[v].name) }))],
    sorted.map((found) => [t.label(found.label), first(found), ...cells(found)]));
}
