/** The criteria: what was asked, what an answer is worth, what must be met. */

import { missingText, ruleWithUnit } from "./card.js";
import { drawCurve } from "./curve.js";
import { h, setText } from "./dom.js";
import { bodyOf } from "./section.js";
import { shownShares } from "./weights.js";

export class CriteriaSection {
  /** @param {Context} context */
  constructor(context) {
    const { t, model, store } = context;
    this.t = t;
    this.model = model;
    this.store = store;
    this.title = t("page.criteria");
    /** @type {{ criterion: Criterion, el: HTMLElement }[]} */
    this.weights = [];
    const counted = model.payload.criteria.filter((c) => c.column >= 0 && model.payload.entered[c.column] > 0);
    const apart = model.payload.criteria.filter((c) => !counted.includes(c));
    this.el = bodyOf(t("page.criteria_lead"),
      h("div.criteria-grid", null, counted.map((c) => this.item(c))),
      apart.length > 0 && h("details.twin-of", null, h("summary", null, t("page.not_counted")),
        h("div.criteria-grid", null, apart.map((c) => this.item(c)))));
  }

  /** @param {Criterion} criterion */
  item(criterion) {
    const { t, model } = this;
    const group = criterion.path.length > 1 ? t.label(model.labels.get(criterion.path[0])) : "";
    const weight = h("span.criterion-weight");
    this.weights.push({ criterion, el: weight });
    return h("article.criterion", null,
      h("p.overline", null, group, group && " · ", weight),
      h("h4", null, t.label(criterion.label)),
      h("p.question", null, t.label(criterion.question)),
      criterion.curve ? drawCurve(criterion, null, t) : h("p.note", null, this.noCurve(criterion)),
      h("p.rules", null, this.rules(criterion).join(" · ")));
  }

  /** @param {Criterion} criterion */
  noCurve(criterion) {
    if (criterion.withheld) return this.t("page.only_total");
    if (criterion.within) return this.t("page.within_total", { group: this.t.label(this.model.labels.get(criterion.within)) });
    if (criterion.direction) return this.t(`page.relative_${criterion.direction}`);
    return this.t("page.never_scored");
  }

  /** @param {Criterion} criterion */
  rules(criterion) {
    const { t } = this;
    const out = [];
    if (criterion.must) out.push(`${t.title("terms.must")} ${ruleWithUnit(criterion.must, criterion, t)}`);
    if (criterion.target) out.push(`${t.title("terms.target")} ${ruleWithUnit(criterion.target, criterion, t)}`);
    if (criterion.scored && !criterion.withheld) out.push(missingText(criterion, t));
    if (criterion.private) out.push(t("page.private"));
    return out;
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    if (kind === "move") return;
    const shares = shownShares(this.model.tree, this.store.now.weights);
    for (const { criterion, el } of this.weights) {
      if (criterion.within) setText(el, "");
      else setText(el, criterion.column < 0 ? this.t("page.not_asked_or_scored") : shares.get(criterion.id));
    }
  }
}
