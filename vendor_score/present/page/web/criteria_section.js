/** The criteria: what was asked, what an answer is worth, what must be met. */

import { missingText, ruleWithUnit, valueText } from "./card.js";
import { answerLink } from "./chart_frame.js";
import { drawCurve, nearestMark } from "./curve.js";
import { bdi, h, setText } from "./dom.js";
import { pointsOf } from "./model.js";
import { table } from "./plots.js";
import { isCorrected, stateText } from "./reading.js";
import { bodyOf } from "./section.js";
import { shownShares } from "./weights.js";

const MANY = 30;
const FIRST = 10;

export class CriteriaSection {
  /** @type {Scores} */
  scores;

  /** @param {Context} context */
  constructor(context) {
    const { t, model, store } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.store = store;
    this.title = t("page.criteria");
    /** @type {{ criterion: Criterion, el: HTMLElement }[]} */
    this.weights = [];
    /** @type {{ criterion: Criterion, curve: HTMLElement, answers: HTMLDetailsElement, box: HTMLElement }[]} */
    this.drawn = [];
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
    const node = model.tree.nodes.get(criterion.id);
    // an answer on the curve leads to its card; by keyboard those of the table below do
    const curve = h("div.curve-box", { onclick: (event) => {
      const near = node && nearestMark(event.currentTarget, event);
      if (near) this.context.card.pickAmong(near.map((i) => this.scores.order[i]), node, curve);
    } });
    const box = h("div.scroll");
    const answers = h("details.twin-of", { ontoggle: () => this.fill(criterion, answers, box) }, h("summary", null, t("page.all_answers")), box);
    this.drawn.push({ criterion, curve, answers, box });
    return h("article.criterion", null,
      h("p.overline", null, group, group && " · ", weight),
      h("h4", null, t.label(criterion.label)),
      h("p.question", null, t.label(criterion.question)),
      criterion.curve ? curve : h("p.note", null, this.noCurve(criterion)),
      h("p.rules", null, this.rules(criterion).join(" · ")),
      criterion.withheld || criterion.within ? null : answers);
  }

  /** The answers by place in the ranking. @param {Criterion} criterion @returns {PlacedAnswer[]} */
  placed(criterion) {
    const { scores } = this;
    return scores.order.map((v) => {
      const answer = this.answer(v, criterion);
      const rank = scores.ranks[v];
      // of many vendors only the first are named; each has its dot
      const isNamed = scores.order.length <= MANY || (rank !== null && rank <= FIRST);
      const place = isNamed ? `${rank ?? "–"}${isCorrected(answer) ? "*" : ""}` : "";
      return { place, on: answer.reading?.on, held: answer.reading?.held };
    });
  }

  /** @param {number} v @param {Criterion} criterion */
  answer(v, criterion) {
    return this.model.payload.vendors[v].answers[this.model.positions.get(criterion.id)];
  }

  /**
   * Every vendor's answer in words, each leading to its card; made when it is asked for.
   * @param {Criterion} criterion
   * @param {HTMLDetailsElement} details
   * @param {HTMLElement} box
   */
  fill(criterion, details, box) {
    const { t, model, scores } = this;
    if (!details.open) return;
    box.replaceChildren(table([t.title("terms.vendor"), t.title("terms.answer"), { figure: t.title("terms.value") }], scores.order.map((v) => {
      const answer = this.answer(v, criterion);
      const said = answer.text ? bdi(answer.text) : h("em", null, stateText(answer, t) || "–");
      return [h("span", null, `${scores.ranks[v] ?? "–"} `, bdi(model.payload.vendors[v].name)),
        h("span", null, answerLink(this.context, v, criterion, h("span.answer-text", null, said)), answer.remarks && h("small.remarks", null, `${t("page.remarks")}${t("language.colon")}`, bdi(answer.remarks))),
        { figure: answerLink(this.context, v, criterion, valueText(criterion.column < 0 ? null : pointsOf(this.scores, v, criterion))) }];
    })));
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
    if (kind === "move" || kind === "open") return;
    this.scores = scores;
    for (const { criterion, curve, answers, box } of this.drawn) {
      curve.replaceChildren(drawCurve(criterion, null, this.t, this.placed(criterion)) ?? "");
      this.fill(criterion, answers, box);
    }
    const shares = shownShares(this.model.tree, this.store.now.weights);
    for (const { criterion, el } of this.weights) {
      if (criterion.within) setText(el, "");
      else setText(el, criterion.column < 0 ? this.t("page.not_asked_or_scored") : shares.get(criterion.id));
    }
  }
}
