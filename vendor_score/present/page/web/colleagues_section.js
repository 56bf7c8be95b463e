/** Colleagues' weightings side by side: who is first under whom; one's own weights stay as they are. */

import { readWeighting, topShares } from "./colleagues.js";
import { gap, number, shareOfTenths, tenthsOf } from "./display.js";
import { bdi, h, setText } from "./dom.js";
import { table } from "./plots.js";
import { rankVendors, rankedVendors } from "./score.js";
import { bodyOf } from "./section.js";
import { namesOf } from "./sliders.js";

export class ColleaguesSection {
  /** @param {Context} context @param {SectionPlan} plan */
  constructor(context, plan) {
    const { t } = context;
    this.context = context;
    this.plan = plan;
    this.t = t;
    this.name = h("input", { type: "text", maxlength: 60, "aria-label": t("page.colleague_name"), placeholder: t("page.colleague_name") });
    this.text = h("textarea", { rows: 4, spellcheck: "false", "aria-label": t("page.colleague_text"), placeholder: t("page.colleague_example") });
    this.said = h("p.note", { role: "status" });
    this.table = h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: t("page.colleagues") }) });
    const drop = h("div.drop", null, this.name, this.text, h("div.buttons", null, h("button", { type: "button", onclick: () => this.paste() }, t("page.colleague_add")),
      h("span.note", null, t("page.colleague_drop"))));
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => this.onDrop(event));
    this.el = bodyOf(t("page.colleagues_lead"), this.table, h("div.on-screen", null, drop, this.said));
  }

  /** @param {Scores} _ @param {Change} kind */
  update(_, kind) {
    if (kind !== "move" && kind !== "open") this.redraw();
  }

  /** Mine, the report's own weight sets, then the colleagues'. */
  redraw() {
    const { t, model, store } = this.context;
    const sets = model.payload.weight_sets.map(({ label, weights }) => ({ name: t.label(label), source: "criteria.yaml", weights }));
    /** @type {Weighting[]} */
    const all = [{ name: t("page.colleague_mine"), source: "", weights: store.now.weights }, ...sets, ...store.colleagues];
    // a group that nobody gives weight needs no column
    const weighted = model.tree.roots.map((_, i) => i).filter((i) => all.some((each) => topShares(model, each.weights)[i] > 0));
    this.table.replaceChildren(table([t("page.weight_set"), t("page.first"), { figure: t("page.lead") }, ...weighted.map((i) => ({ figure: t.label(model.labels.get(model.tree.roots[i].id)) })), h("span.hidden-text", null, t("page.colleague_use"))],
      all.map((each, place) => this.row(each, weighted, place === 0, store.colleagues.includes(each)))));
    this.plan.prints = store.colleagues.length > 0;
    this.el.closest(".fold")?.classList.toggle("prints", store.colleagues.length > 0);
  }

  /** @param {Weighting} weighting @param {number[]} weighted @param {boolean} isMine @param {boolean} isTheirs @returns {Cell[]} */
  row(weighting, weighted, isMine, isTheirs) {
    const { t, model, store } = this.context;
    const found = rankVendors(model.problem, weighting.weights, store.now.waived);
    const { scores, ranks } = found;
    const ranked = rankedVendors(found);
    const first = ranked.filter((v) => ranks[v] === 1);
    const [a, b] = ranked;
    const shares = topShares(model, weighting.weights);
    const tenths = tenthsOf(shares);
    return [h("span", null, bdi(weighting.name), weighting.source && h("small.where", null, ` ${weighting.source}`)), namesOf(model, first, t),
      { figure: b === undefined ? "–" : gap(scores[a] - scores[b]) }, ...weighted.map((i) => ({ figure: shareOfTenths(tenths[i], shares[i]) })),
      h("span.on-screen", null, !isMine && h("button.text", { type: "button", onclick: () => store.set({ weights: weighting.weights.slice(), locks: new Set() }) }, t("page.colleague_use")),
        isTheirs && h("button.text", { type: "button", "aria-label": t("page.colleague_remove", { name: weighting.name }), onclick: () => this.keep(store.colleagues.filter((other) => other !== weighting)) }, "×"))];
  }

  /** @param {Weighting[]} colleagues */
  keep(colleagues) {
    this.context.store.colleagues = colleagues;
    this.redraw();
  }

  paste() {
    // several messages at once stand apart by an empty line
    const messages = this.text.value.split(/\n\s*\n/).filter((message) => message.trim());
    const name = this.name.value.trim();
    const failed = messages.filter((message, i) => !this.take(message, this.t("page.colleague_pasted"), messages.length > 1 && name ? `${name} ${i + 1}` : name));
    this.text.value = failed.join("\n\n");
    if (messages.length && !failed.length) this.name.value = "";
  }

  /** @param {DragEvent} event */
  async onDrop(event) {
    event.preventDefault();
    const { files } = event.dataTransfer ?? {};
    if (!files?.length) {
      this.text.value = event.dataTransfer?.getData("text") ?? "";
      return;
    }
    for (const file of files) this.take(await file.text(), file.name, this.name.value.trim() || file.name.replace(/\.\w+$/, ""));
  }

  /** @param {string} text @param {string} source @param {string} name what the reader calls it @returns {boolean} whether it was read */
  take(text, source, name) {
    const { t, context } = this;
    const { weighting, unknown, sum } = readWeighting(context.model, text, source);
    if (!weighting) {
      setText(this.said, sum === null ? t("page.colleague_not_read", { text: unknown.join(t("page.comma")) || text.slice(0, 60) }) : t("page.colleague_sum", { sum: number(sum) }));
      return false;
    }
    const own = { ...weighting, name: name || weighting.name || `${t("page.weight_set")} ${context.store.colleagues.length + 1}` };
    this.keep([...context.store.colleagues.filter((other) => other.name !== own.name), own]);
    setText(this.said, unknown.length ? t("page.colleague_unknown", { text: unknown.join(t("page.comma")) }) : t("page.colleague_taken", { name: own.name }));
    return true;
  }
}
