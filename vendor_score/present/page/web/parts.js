/** The page's four parts: the answer in full, the others as folded sections; and the way to each. */

import { Fold } from "./fold.js";
import { freshId, h, setText } from "./dom.js";

/** @type {PartId[]} */
const PARTS = ["answer", "since", "why", "sure", "contract", "data"];

export class Parts {
  /**
   * @param {Context} context
   * @param {SectionPlan[]} plans in order
   * @param {HTMLElement[]} answer what stands open at the top
   */
  constructor(context, plans, answer) {
    this.context = context;
    this.t = context.t;
    this.folds = plans.map((plan) => new Fold(context, plan, (fold) => this.onToggle(fold)));
    /** @type {{ id: PartId, el: HTMLElement, folds: Fold[], link: HTMLElement, all: HTMLElement | null }[]} */
    this.parts = PARTS.filter((id) => (id !== "since" && id !== "contract") || plans.some((plan) => plan.part === id)).map((id) => this.makePart(id, id === "answer" ? answer : []));
    this.nav = h("nav.parts", { "aria-label": this.t("page.on_this_page") }, this.parts.map((part) => part.link));
    this.unprinted = h("p.print-only.unprinted");
    this.el = h("main", null, this.parts.map((part) => part.el), this.unprinted);
    this.watchPrinting();
    this.watchScrolling();
    this.showState();
  }

  /** @param {PartId} id @param {HTMLElement[]} answer */
  makePart(id, answer) {
    const { t } = this;
    const title = t(`page.part.${id}`);
    const heading = freshId("part");
    const folds = this.folds.filter((fold) => fold.plan.part === id);
    const link = h("a", { href: `#at=${id}`, onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // a new tab, as for any link
      event.preventDefault();
      this.context.go({ at: id });
    } }, title);
    const all = folds.length > 1 && id !== "answer" ? h("button.text", { type: "button", onclick: () => this.toggleAll(folds) }) : null;
    // the answer's own headings stand in its verdict and ranking
    const el = id === "answer"
      ? h("section.part.answer", { "data-part": id, "aria-label": title, tabindex: -1 }, answer, folds.map((fold) => fold.el))
      : h(`section.part.${id}`, { "data-part": id, "aria-labelledby": heading, hidden: !folds.length },
        h("div.part-top", null, h("h2", { id: heading, tabindex: -1 }, title), all), folds.map((fold) => fold.el));
    link.hidden = id !== "answer" && !folds.length;
    return { id, el, folds, link, all };
  }

  /** @param {Fold[]} folds */
  toggleAll(folds) {
    const isOpen = folds.some((fold) => !fold.isOpen);
    folds.forEach((fold) => fold.isOpen !== isOpen && fold.toggle(isOpen));
    this.showState();
  }

  /** @param {Fold} fold */
  onToggle(fold) {
    const { at } = this.context.visit;
    if (fold.isOpen) this.context.note({ at: fold.plan.id });
    else if (at === fold.plan.id) this.context.note({ at: null });
    this.showState();
  }

  /** What the buttons and the paper say of open and folded sections. */
  showState() {
    for (const { all, folds } of this.parts) {
      if (all) setText(all, this.t(folds.some((fold) => !fold.isOpen) ? "page.open_all" : "page.fold_all"));
    }
    const folded = this.folds.filter((fold) => !fold.isOpen && !fold.plan.prints && !fold.plan.isTool).map((fold) => fold.plan.title);
    this.unprinted.hidden = !folded.length;
    setText(this.unprinted, this.t("page.not_printed", { names: folded.join(this.t("page.comma")) }));
  }

  /** The ids of the open sections. */
  get open() {
    return this.folds.filter((fold) => fold.isOpen).map((fold) => fold.plan.id);
  }

  /** @param {Iterable<string>} ids */
  reopen(ids) {
    const wanted = new Set(ids);
    for (const fold of this.folds) if (wanted.has(fold.plan.id)) fold.toggle(true);
    this.showState();
  }

  /**
   * Open a section, or a part at its first section, and bring it to the top of the window.
   * @param {Visit} visit
   * @returns {boolean} whether there is such a place
   */
  show(visit) {
    const part = this.parts.find(({ id }) => id === visit.at);
    const own = this.folds.find(({ plan }) => plan.id === visit.at);
    const fold = own ?? (part && part.id !== "answer" && !part.folds.some(({ isOpen }) => isOpen) ? part.folds[0] : null);
    if (!part && !own) return false;
    if (fold && !fold.isOpen) fold.toggle(true);
    fold?.section?.show?.(visit);
    this.showState();
    const target = own?.el ?? part?.el;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target?.scrollIntoView({ behavior: isStill ? "auto" : "smooth", block: "start" });
    const focused = own?.head ?? part?.el.querySelector("h2[tabindex]") ?? part?.el;
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return true;
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    for (const fold of this.folds) fold.update(scores, kind);
  }

  /** What stands on paper is built before it is printed; tables of open charts are opened. */
  watchPrinting() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    const before = () => {
      this.context.writeAll();
      for (const fold of this.folds) {
        if (fold.isOpen || fold.plan.prints) fold.bringUp();
        if (fold.isOpen) opened.push(...[...fold.body.querySelectorAll("details")].filter((each) => !each.open));
      }
      for (const each of opened) {
        each.open = true;
        each.dispatchEvent(new Event("toggle")); // its table is filled now; the browser's own event comes after printing
      }
    };
    const after = () => {
      opened.forEach((each) => { each.open = false; });
      opened = [];
    };
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    this.context.disposals.push(() => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    });
  }

  /** The link of the part that is at the top of the window is marked. */
  watchScrolling() {
    /** @type {Set<Element>} */
    const inSight = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
      }
      const current = this.parts.find(({ el }) => inSight.has(el));
      for (const { link, el } of this.parts) {
        if (el === current?.el) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-72px 0px -60% 0px" });
    this.parts.forEach(({ el }) => observer.observe(el));
    this.context.disposals.push(() => observer.disconnect());
  }

  dispose() {
    for (const fold of this.folds) fold.dispose();
  }
}
