/** Below the ranking: vendors that are knocked out or not ranked, and untested musts, with reasons. */

import { points } from "./display.js";
import { answerLink } from "./chart_frame.js";
import { bdi, h, setText } from "./dom.js";
import { placeText } from "./reading.js";
import { ruleWithUnit } from "./card.js";

const MOST_NAMED = 6;

export class OutOfRanking {
  /** @param {Context} context */
  constructor(context) {
    const { t, model, store } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.store = store;
    const vendors = model.payload.vendors.map((vendor, v) => ({ vendor, v }));
    this.out = vendors.filter(({ vendor }) => ["knocked_out", "unranked"].includes(vendor.status))
      .map((entry) => this.makeOut(entry));
    const untested = vendors.filter(({ vendor }) => vendor.untested.length);
    this.el = h("div.outside", null,
      this.out.length > 0 && h("section", null, h("h3", null, t("page.out_title")),
        h("ul.out", null, this.out.map((entry) => entry.el))),
      untested.length > 0 && h("section", null, h("h3", null, t("page.unconfirmed_title")),
        h("ul.out", null, this.untestedRows(untested.map(({ vendor }) => vendor)))));
  }

  /** @param {{ vendor: Vendor, v: number }} given */
  makeOut({ vendor, v }) {
    const { t } = this;
    const score = h("span.score");
    const waive = vendor.status === "knocked_out" && h("button.switch", { type: "button", role: "switch",
      "aria-checked": "false", onclick: () => this.store.toggleWaived(v) }, t("page.what_if_waived"));
    const el = h("li", null, h("span.name", null, bdi(vendor.name)), score,
      h("ul.reasons", null, vendor.knock_outs.length
        ? vendor.knock_outs.map((broken) => h("li", null, this.reason(broken, v)))
        : h("li", null, t("page.unranked_reason"))),
      waive && h("span.waive", null, waive));
    if (waive) waive.setAttribute("aria-label", t("page.waive_for", { name: vendor.name }));
    return { el, v, score, waive };
  }

  /** @param {KnockOut} broken @param {number} v */
  reason(broken, v) {
    const { t, model } = this;
    const criterion = model.byId.get(broken.criterion);
    if (broken.rule === null) return `${t.label(criterion.label)}${t("language.colon")}${t("page.must_unseen")}`;
    const answer = model.payload.vendors[v].answers[model.positions.get(broken.criterion)];
    const rule = broken.rule.startsWith("missing") ? t("page.rule.fail") : ruleWithUnit(broken.rule, criterion, t);
    const where = placeText(answer?.at);
    return [`${t.label(criterion.label)}${t("language.colon")}${t("page.must_is")} ${rule}${t("page.clause")}${t("page.found")} `, answerLink(this.context, v, criterion, h("q.answer-text", null, bdi(broken.found ?? ""))),
            where && h("span.where", null, ` ${where}`)];
  }

  /** A row for each set of musts; whom it is about, at most so many by name. @param {Vendor[]} vendors */
  untestedRows(vendors) {
    const { t } = this;
    /** @type {Map<string, Vendor[]>} */
    const sets = new Map();
    for (const vendor of vendors) {
      const reason = this.untested(vendor);
      sets.set(reason, [...(sets.get(reason) ?? []), vendor]);
    }
    return [...sets].map(([reason, own]) => {
      const names = () => own.flatMap((vendor, i) => [i > 0 && t("language.list_joint"), bdi(vendor.name)]);
      return h("li", null, own.length <= MOST_NAMED ? h("span.name", null, names())
        : [h("details", null, h("summary", null, t("page.n_vendors", { n: own.length })), h("p.note", null, names())), h("p.note.print-only", null, names())],
      h("ul.reasons", null, h("li", null, reason)));
    });
  }

  /** @param {Vendor} vendor */
  untested(vendor) {
    const { t, model } = this;
    const musts = vendor.untested.map((id) => {
      const criterion = model.byId.get(id);
      const rule = ruleWithUnit(criterion.must, criterion, t);
      return rule ? `${t.label(criterion.label)} (${rule})` : t.label(criterion.label);
    });
    return t("page.untested_reason", { musts: musts.join(t("page.comma")) });
  }

  /** @param {Scores} scores */
  update(scores) {
    for (const { v, score, waive } of this.out) {
      setText(score, points(scores.scores[v]));
      if (waive) waive.setAttribute("aria-checked", String(this.store.now.waived.has(v)));
    }
  }
}
