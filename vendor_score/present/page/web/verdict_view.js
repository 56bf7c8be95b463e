/** The verdict and the three figures it rests on. */

import { gap, percent, share } from "./display.js";
import { h, setText } from "./dom.js";
import { namesOf } from "./sliders.js";
import { verdictFacts, verdictRule, verdictText } from "./verdict.js";

export class VerdictView {
  constructor(context) {
    const { t, model } = context;
    Object.assign(this, { context, t, model, store: context.store });
    this.kind = h("p.verdict-kind", null, t.title("terms.verdict"));
    this.before = h("span.verdict-before.verdict-head");
    this.headline = h("span.verdict-head");
    this.more = h("span.verdict-more");
    // one paragraph: read aloud, copied or mailed it is the verdict word for word
    this.text = h("p.verdict-text", null, this.before, this.headline,
      h("span.joint", null, t("verdict.sentence_joint")), this.more);
    this.lead = figure(t("page.lead"));
    this.sure = figure(t("page.how_sure"));
    this.tips = figure(t.title("terms.tipping_point"));
    this.el = h("section.verdict", { "aria-label": t("terms.verdict") }, this.kind, this.text,
      h("dl.figures", null, this.lead.el, this.sure.el, this.tips.el),
      h("details.rule", null, h("summary", null, t("page.verdict_rule")), h("p.note", null, verdictRule(model, t))));
    context.confidence.onResult(() => this.scores && this.conclude());
  }

  update(scores, kind) {
    this.scores = scores;
    this.showLead();
    if (kind === "move" || kind === "open") return;
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
    this.lead.show(t("page.n_points", { n: gap(scores[first] - scores[second]) }),
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
    const facts = verdictFacts(this.model, this.store.now, this.scores, latest);
    const isMoved = this.store.isChanged || this.store.now.waived.size > 0;
    const said = isMoved ? verdictText(facts, this.model, t) : this.entered();
    this.showTip(facts.tip);
    setText(this.before, said.before);
    setText(this.headline, said.headline);
    setText(this.more, said.more);
    this.text.classList.toggle("long", said.headline.length > (Number(t("language.long_headline"))));
  }

  /** The report's own verdict, for the entered weights. */
  entered() {
    const [headline, more] = this.model.payload.verdict_parts.map((part) => this.t.label(part));
    return { before: "", headline, more };
  }

  /** The nearest tipping point, the one that the verdict names. */
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

function figure(name) {
  const value = h("span");
  const note = h("small");
  return { el: h("div", null, h("dt", null, name), h("dd", null, value, note)),
           show: (text, said) => { setText(value, text); setText(note, said); } };
}
