/** The verdict and the three figures it rests on. */

import { gap, percent, share } from "./display.js";
import { h, setText } from "./dom.js";
import { rankedVendors } from "./score.js";
import { namesOf } from "./sliders.js";
import { leadSentence, nearestTip, sameFirst, verdictRule } from "./verdict.js";

export class VerdictView {
  /** @type {Scores} */
  scores;

  /** @param {Context} context */
  constructor(context) {
    const { t, model } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.store = context.store;
    this.kind = h("p.verdict-kind", null, t.title("terms.verdict"));
    this.headline = h("span.verdict-head");
    this.more = h("span.verdict-more");
    // one paragraph: read aloud, copied or mailed it is the verdict word for word
    this.text = h("p.verdict-text", null, this.headline,
      h("span.joint", null, t("verdict.sentence_joint")), this.more);
    this.lead = figure(t("page.lead"));
    this.sure = figure(t("page.other_weights"));
    this.tips = figure(t.title("terms.tipping_point"));
    this.figures = h("dl.figures", null, this.lead.el, this.sure.el, this.tips.el);
    this.isHeld = false;
    const [headline, more] = model.payload.verdict_parts.map((part) => t.label(part));
    this.entered = { headline, more };
    // moved weights get one short sentence; what was found for the entered ones stays at hand
    this.full = h("details.rule", null, h("summary", null, t("page.entered_verdict")),
      h("p.note", null, [headline, more].filter(Boolean).join(t("verdict.sentence_joint"))));
    this.rule = h("details.rule", null, h("summary", null, t("page.verdict_rule")), h("p.note", null, verdictRule(model, t)));
    this.full.classList.add("unseen");
    this.el = h("section.verdict", { "aria-label": t("terms.verdict") }, this.kind, this.text,
      this.figures,
      h("div.rules-row", null, this.rule, this.full));
    context.confidence.onResult(() => this.scores && this.conclude());
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    this.scores = scores;
    if (kind === "move" || kind === "rest") this.holdPlace(true);
    this.showLead();
    if (kind === "move" || kind === "open") return;
    this.showTip(nearestTip(this.model, this.store.now, scores));
    this.conclude();
  }

  /** What stands below must not move when a sentence gets shorter. @param {boolean} isHeld */
  holdPlace(isHeld) {
    if (isHeld === this.isHeld) return;
    this.isHeld = isHeld;
    const parts = [this.text, this.figures];
    const heights = parts.map((part) => part.getBoundingClientRect().height); // all read before any is written
    parts.forEach((part, i) => { part.style.minHeight = isHeld ? `${heights[i]}px` : ""; });
  }

  showLead() {
    const [first, second] = rankedVendors(this.scores);
    const { scores } = this.scores;
    const { t, model } = this;
    if (second === undefined) {
      this.lead.show("–", "");
      return;
    }
    this.lead.show(t("page.n_points", { n: gap(scores[first] - scores[second]) }),
      t("page.ahead_of", { name: model.payload.vendors[second].name }));
  }

  /** The verdict's sentence, and how often the leader is first. */
  conclude() {
    const { t, context } = this;
    const { latest } = context.confidence;
    const leaders = rankedVendors(this.scores).filter((v) => this.scores.ranks[v] === 1);
    const part = leaders.length === 1 ? context.confidence.firstShare(leaders[0]) : null;
    if (part === null) this.sure.show("–", "");
    else this.sure.show(sameFirst(part, t), t("page.first_share", { share: share(part), band: percent(latest.band), name: this.model.payload.vendors[leaders[0]].name }));
    const isMoved = this.store.isChanged || this.store.now.waived.size > 0;
    const isKnown = latest.asked === this.store.now; // else the draws are of other weights
    const said = isMoved
      ? { headline: leadSentence(this.model, this.scores, isKnown ? part : null, t), more: "" } : this.entered;
    this.full.classList.toggle("unseen", !isMoved);
    if (!isMoved) this.holdPlace(false);
    setText(this.headline, said.headline);
    setText(this.more, said.more);
    this.text.classList.toggle("long", said.headline.length > Number(t("language.long_headline")));
  }

  /** The nearest tipping point, the one that the verdict names. @param {NearestTip | null} tip */
  showTip(tip) {
    const { t, model } = this;
    if (!tip) {
      this.tips.show(t("page.no_tip"), t("page.no_tip_note"));
      return;
    }
    this.tips.show(`${t.label(model.labels.get(tip.id))} ${share(tip.at)}`,
      t(tip.rises ? "page.tip_above" : "page.tip_below", { names: namesOf(model, tip.first, t), now: share(tip.now) }));
  }
}

/** @param {string} name */
function figure(name) {
  const value = h("span");
  const note = h("small");
  return { el: h("div", null, h("dt", null, name), h("dd", null, value, note)),
           /** @param {string} text @param {string} said */
           show: (text, said) => { setText(value, text); setText(note, said); } };
}
