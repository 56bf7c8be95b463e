/** The panel of weights: undo, redo, reset, equal, named weight sets, and the sliders. */

import { h } from "./dom.js";
import { noEdits } from "./edits.js";
import { endsText } from "./held_rows.js";
import { WeightsView, isInSight } from "./sliders.js";
import { inTheRunning } from "./model.js";
import { tippingPoint } from "./tipping.js";
import { equalShares } from "./weights.js";

export class WeightsPanel {
  /** @param {Context} context */
  constructor(context) {
    const { t, model, store } = context;
    this.context = context;
    this.t = t;
    this.model = model;
    this.store = store;
    this.view = new WeightsView(model, store, t);
    /** @param {string} key @param {() => void} act */
    const button = (key, act) => h("button", { type: "button", onclick: (event) => isOn(event.currentTarget) && act() }, t(key));
    this.undo = button("page.undo", () => store.undo());
    this.redo = button("page.redo", () => store.redo());
    this.reset = button("page.reset", () => store.set({ weights: store.entered.slice(), locks: new Set(), edits: noEdits() }));
    this.equal = button("page.equal", () => store.set({ weights: equalShares(model.tree, store.now.weights), locks: new Set() }));
    this.sets = model.payload.weight_sets.map(({ label, weights }) => ({ weights,
      el: h("button", { type: "button", "aria-pressed": "false", onclick: () => store.set({ weights: weights.slice(), locks: new Set() }) }, t.label(label)) }));
    this.el = h("section.panel.weights-panel", { "aria-labelledby": "vs-weights-title" },
      h("h2", { id: "vs-weights-title" }, t("page.weights")),
      h("p.lead", null, t("page.weights_lead")),
      h("div.buttons", null, this.undo, this.redo, this.reset, this.equal),
      this.sets.length > 0 && h("div.buttons.sets", { role: "group", "aria-label": t("page.weight_sets") }, this.sets.map((set) => set.el)),
      this.view.el,
      h("p.lead.holds-note", null, h("span.holds-key"), t("page.holds_note")));
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    this.view.update(kind);
    if (kind === "move") return;
    this.view.updateAtRest();
    turn(this.undo, this.store.past.length > 0);
    turn(this.redo, this.store.future.length > 0);
    turn(this.reset, this.store.isChanged || this.store.now.locks.size > 0);
    for (const { el, weights } of this.sets) el.setAttribute("aria-pressed", String(isSame(weights, this.store.now.weights)));
    this.showTipping();
  }

  /** Found for each slider in sight, for the others when somebody asks: a release must not wait for them. */
  showTipping() {
    const { model, store } = this;
    const { vendors, points } = inTheRunning(model, store.now.waived);
    const { weights, locks } = store.now;
    /** @type {Map<string, Tipping>} */
    const known = new Map();
    /** @param {string} id */
    const find = (id) => {
      const found = known.get(id) ?? tippingPoint(points, vendors, model.tree, weights, id, locks);
      known.set(id, found);
      return found;
    };
    this.context.tipping = { get: find };
    for (const node of model.tree.nodes.values()) {
      if (isInSight(node, store.open)) this.view.showTipping(node.id, find(node.id), endsText(this.context, find(node.id)));
    }
  }
}

/** @param {number[]} a @param {number[]} b */
const isSame = (a, b) => a.every((share, column) => Math.abs(share - b[column]) < 1e-9);

/**
 * Off without losing the focus, as the ``disabled`` of a button would.
 * @param {HTMLElement} button
 * @param {boolean} isTurnedOn
 */
function turn(button, isTurnedOn) {
  button.setAttribute("aria-disabled", String(!isTurnedOn));
}

/** @param {HTMLElement} button */
const isOn = (button) => button.getAttribute("aria-disabled") !== "true";
