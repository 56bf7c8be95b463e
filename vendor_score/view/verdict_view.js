/** The verdict and the three figures it rests on. */

import { points } from "./display.js";
import { h, setText } from "./dom.js";

export class VerdictView {
  constructor(context) {
    const { t, model } = context;
    Object.assign(this, { context, t, model, store: context.store });
    this.text = h("p.verdict-text");
    this.lead = h("dd");
    this.el = h("section.verdict", { "aria-label": t("terms.verdict") }, this.text,
      h("dl.figures", null, h("div", null, h("dt", null, t("page.lead")), this.lead)));
  }

  update(scores) {
    const { payload } = this.model;
    setText(this.text, this.t.label(payload.verdict));
    const [first, second] = scores.order.filter((v) => scores.ranks[v] !== null);
    setText(this.lead, second === undefined ? "–" : points(scores.scores[first] - scores.scores[second]));
  }
}
