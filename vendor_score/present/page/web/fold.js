/** A section that is folded at first, and built when it is opened. */

import { freshId, h, setText } from "./dom.js";

export class Fold {
  /** @type {Section | null} */
  section = null;

  isOpen = false;

  /** Whether the weights have moved since the section was last brought up to date. */
  isStale = false;

  /**
   * @param {Context} context
   * @param {SectionPlan} plan
   * @param {(fold: Fold) => void} onToggle told of every press
   */
  constructor(context, plan, onToggle) {
    this.context = context;
    this.plan = plan;
    const id = freshId("fold");
    this.body = h("div.fold-body", { id, hidden: true });
    this.head = h("button.fold-head", { type: "button", id: `${id}-head`, "aria-expanded": "false", "aria-controls": id,
      onclick: () => { this.toggle(); onToggle(this); } }, plan.title);
    this.summary = h("span.fold-summary");
    this.el = h(`section.section.fold.${plan.id}`, { "aria-labelledby": `${id}-head`, "data-section": plan.id },
      h("div.fold-top", null, h("h3", null, this.head), this.summary), this.body);
    if (plan.prints) this.el.classList.add("prints");
  }

  /** @param {boolean} [isOpen] */
  toggle(isOpen = !this.isOpen) {
    if (isOpen) this.bringUp();
    this.isOpen = isOpen;
    this.body.hidden = !isOpen;
    this.head.setAttribute("aria-expanded", String(isOpen));
    this.el.classList.toggle("open", isOpen);
  }

  /** Built, and of the weights at hand. */
  bringUp() {
    const isNew = !this.section;
    const section = (this.section ??= this.plan.make());
    if (isNew) this.body.append(section.el);
    if (isNew || this.isStale) section.update?.(this.context.scores(), "jump");
    this.isStale = false;
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    if (kind !== "move" && this.plan.summary) setText(this.summary, this.plan.summary(scores));
    if (this.isOpen) this.section?.update?.(scores, kind);
    else this.isStale = true;
  }

  dispose() {
    this.section?.dispose?.();
  }
}
