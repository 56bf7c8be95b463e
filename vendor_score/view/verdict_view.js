/** The verdict and the three figures it rests on. */

import { percent, points, share } from "./display.js";
import { h, setText } from "./dom.js";
import { pointsAmong } from "./score.js";
import { namesOf } from "./sliders.js";
import { tippingPoint } from "./tipping.js";
import { nodeShare } from "./weights.js";
import { verdictFacts, verdictRule, verdictText } from "./verdict.js";

export class VerdictView {
  constructor(context) {
    const { t, model } = context;
    Object.assign(this, { context, t, model, store: context.store });
    this.kind = h("p.verdict-kind");
    this.text = h("p.verdict-text");
    this.more = h("p.verdict-more");
    this.lead = figure(t("page.lead"));
    this.sure = figure(t("page.how_sure"));
    this.tips = figure(t.title("terms.tipping_point"));
    this.el = h("section.verdict", { "aria-label": t("terms.verdict") }, this.kind, this.text, this.more,
      h("dl.figures", null, this.lead.el, this.sure.el, this.tips.el),
      h("details.rule", null, h("summary", null, t("page.verdict_rule")), h("p.note", null, verdictRule(model, t))));
    context.confidence.onResult(() => this.scores && this.conclude());
  }

  update(scores, kind) {
    this.scores = scores;
    this.showLead();
    if (kind === "move" || kind === "open") return;
    this.showTip();
    this.conclude();
  }

  ranked() {
    return this.scores.order.filter((v) => this.scores.ranks[v] !== null);
  }

  showLead() {
    const [first, second] = this.ranked();
    const { scores } = this.scores;
    const { t, model } = this;
    if (second === undefined) {
      this.lead.show("–", "");
      return;
    }
    this.lead.show(t("page.n_points", { n: points(scores[first] - scores[second]) }),
      t("page.ahead_of", { name: model.payload.vendors[second].name }));
  }

  /** The verdict's sentence, and how often the leader is first. */
  conclude() {
    const { t, context } = this;
    const { latest } = context.confidence;
    const leaders = this.ranked().filter((v) => this.scores.ranks[v] === 1);
    const part = leaders.length === 1 ? context.confidence.firstShare(leaders[0]) : null;
    if (part === null) this.sure.show("–", "");
    else this.sure.show(share(part), t("page.first_share", { band: percent(latest.band) }));
    const said = verdictText(verdictFacts(this.model, this.store.now, this.scores, latest), this.model, t);
    setText(this.text, said.headline);
    setText(this.more, said.more);
    this.text.classList.toggle("long", said.headline.length > (t.lang === "zh" ? 44 : 110));
    setText(this.kind, t.title(said.isPreliminary ? "terms.preliminary_verdict" : "terms.verdict"));
  }

  /** The nearest tipping point among the top groups. */
  showTip() {
    const { t, model, store } = this;
    const nearest = this.nearestTip();
    if (!nearest) {
      this.tips.show(t("page.no_tip"), t("page.no_tip_note"));
      return;
    }
    const { node, at, first } = nearest;
    const now = nodeShare(node, store.now.weights);
    this.tips.show(`${t.label(model.labels.get(node.id))} ${share(at)}`,
      t(at > now ? "page.tip_above" : "page.tip_below", { names: namesOf(model, first, t), now: share(now), at: share(at) }));
  }

  nearestTip() {
    const { model, store } = this;
    const compared = model.problem.statuses.map((s, v) => s !== "knocked_out" || store.now.waived.has(v));
    const points = pointsAmong(model.problem, compared);
    const found = [];
    for (const node of model.tree.roots) {
      const now = nodeShare(node, store.now.weights);
      const tip = tippingPoint(points, this.ranked(), model.tree, store.now.weights, node.id, store.now.locks);
      if (tip.below.length) found.push({ node, at: tip.low, first: tip.below, far: now - tip.low });
      if (tip.above.length) found.push({ node, at: tip.high, first: tip.above, far: tip.high - now });
    }
    return found.sort((a, b) => a.far - b.far)[0];
  }
}

function figure(name) {
  const value = h("span");
  const note = h("small");
  return { el: h("div", null, h("dt", null, name), h("dd", null, value, note)),
           show: (text, said) => { setText(value, text); setText(note, said); } };
}
