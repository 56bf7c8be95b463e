/** The weights: a slider, a number field and a lock for each group, opening into its criteria. */

import { share } from "./display.js";
import { freshId, h, setText } from "./dom.js";
import { colourOf } from "./model.js";
import { nodeShare, range, shownShares } from "./weights.js";

const TENTHS = 10;

export class WeightsView {
  /**
   * @param {Model} model
   * @param {Store} store
   * @param {Translator} t
   */
  constructor(model, store, t) {
    this.model = model;
    this.store = store;
    this.t = t;
    /** @type {Lookup<string, Control>} */
    this.controls = new Map();
    const [counted, apart] = split(model.tree.roots);
    this.el = h("div.weights", { role: "group", "aria-label": t("page.weights") },
      counted.map((node) => this.makeNode(node)),
      apart.length > 0 && h("p.apart", null, t("page.not_counted")),
      apart.map((node) => this.makeNode(node)));
    this.update();
  }

  /** @param {WeightNode} node @returns {HTMLElement} */
  makeNode(node) {
    const { t, model } = this;
    const id = freshId("w");
    const label = t.label(model.labels.get(node.id));
    const slider = this.makeSlider(node, id, label);
    const field = this.makeField(node, label);
    const lock = h("button.lock", { type: "button", "aria-pressed": "false",
      "aria-label": t("page.lock", { name: label }), title: t("page.lock", { name: label }),
      onclick: () => this.store.toggleLock(node.id) });
    const band = h("span.holds", { "aria-hidden": "true" });
    const note = h("p.hidden-text", { id: freshId("tip") });
    slider.setAttribute("aria-describedby", note.id);
    const children = node.children.length ? h("div.children", { hidden: true, id: freshId("c") },
      node.children.map((child) => this.makeNode(child))) : null;
    const opener = children && this.makeOpener(node, children, label);
    const el = h("div.weight", { style: `--c: ${colourOf(model, node)}` },
      h("div.weight-head", null, opener ?? h("span.dot"), h("label", { for: id }, label),
        field, h("span.unit", { "aria-hidden": "true" }, "%"), lock),
      h("div.track", null, band, slider), note, children);
    this.controls.set(node.id, { node, el, slider, field, lock, band, note, children, opener });
    return el;
  }

  /** @param {WeightNode} node @param {string} id @param {string} label */
  makeSlider(node, id, label) {
    let isDragged = false;
    /** @param {Event & { target: HTMLInputElement }} event */
    const move = (event) => {
      const percent = Number(event.target.value);
      // a finger cannot point at hundredths of a percent: a dragged weight is a round one
      this.store.move(node.id, (isDragged ? Math.round(percent * TENTHS) / TENTHS : percent) / 100);
    };
    return h("input", { type: "range", id, "data-id": node.id, min: 0, max: 100, step: "any",
      "aria-label": label,
      onpointerdown: () => { isDragged = true; },
      oninput: move,
      onchange: () => { isDragged = false; this.store.release(); },
      onkeydown: (event) => this.onKey(event, node) });
  }

  /**
   * Whole steps by key; without this each browser steps "any" in its own way.
   * @param {KeyboardEvent} event
   * @param {WeightNode} node
   */
  onKey(event, node) {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const percent = nodeShare(node, this.store.now.weights) * 100;
    this.store.move(node.id, Math.min(1, Math.max(0, Math.round((percent + step) * TENTHS) / TENTHS / 100)));
    this.store.release();
  }

  /** @param {WeightNode} node @param {string} label */
  makeField(node, label) {
    const { t } = this;
    return h("input.percent", { type: "number", min: 0, max: 100, step: "any", inputmode: "decimal",
      "aria-label": t("page.weight_of", { name: label }),
      onchange: (event) => {
        const percent = Number(event.target.value);
        if (event.target.value.trim() !== "" && Number.isFinite(percent)) {
          this.store.move(node.id, Math.min(1, Math.max(0, percent / 100)));
        }
        this.store.release();
        this.update();
      } });
  }

  /** @param {WeightNode} node @param {HTMLElement} children @param {string} label */
  makeOpener(node, children, label) {
    return h("button.opener", { type: "button", "aria-expanded": "false", "aria-controls": children.id,
      "aria-label": this.t("page.open_group", { name: label }),
      onclick: () => {
        if (!this.store.open.delete(node.id)) this.store.open.add(node.id);
        this.store.tell("open");
      } });
  }

  /** Show the weights as they are; while a slider moves only those in sight. @param {Change} [kind] */
  update(kind) {
    const { weights, locks } = this.store.now;
    const shares = shownShares(this.model.tree, weights);
    for (const [id, control] of this.controls) {
      if (kind === "move" && !isInSight(control.node, this.store.open)) continue;
      const own = nodeShare(control.node, weights);
      const percent = own * 100;
      const text = shares.get(id).slice(0, -1);
      const shown = /^[<>]/.test(text) ? share(own).slice(0, -1) : text; // a field takes plain numbers only
      if (Math.abs(Number(control.slider.value) - percent) > 1e-9) control.slider.value = String(percent);
      if (document.activeElement !== control.field || Number(control.field.value) !== percent) control.field.value = shown;
      control.slider.style.setProperty("--at", String(own));
      control.slider.setAttribute("aria-valuetext", `${shown} %`);
      control.el.classList.toggle("zero", own <= 0);
      const isLocked = locks.has(id);
      if ((control.lock.getAttribute("aria-pressed") === "true") !== isLocked) this.showLock(control, isLocked);
    }
  }

  /** @param {Control} control @param {boolean} isLocked */
  showLock(control, isLocked) {
    control.lock.setAttribute("aria-pressed", String(isLocked));
    control.el.classList.toggle("locked", isLocked);
  }

  /** What is written at rest only: which sliders can move, which groups are open. */
  updateAtRest() {
    const { weights, locks } = this.store.now;
    for (const [id, control] of this.controls) {
      const { low, high } = range(this.model.tree, weights, id, locks);
      const isFixed = low === high;
      control.slider.disabled = isFixed && locks.has(id);
      control.field.disabled = control.slider.disabled;
      if (control.opener) {
        const isOpen = this.store.open.has(id);
        control.opener.setAttribute("aria-expanded", String(isOpen));
        if (control.children) control.children.hidden = !isOpen;
      }
    }
  }

  /**
   * Draw on a track how far the first place holds.
   * @param {string} id
   * @param {Tipping} tipping
   * @param {string} said both ends in words, for those who do not see the track
   */
  showTipping(id, tipping, said) {
    const { band, note, slider } = this.controls.get(id);
    band.style.setProperty("--low", String(tipping.low));
    band.style.setProperty("--high", String(tipping.high));
    const opensLow = !tipping.below.length;
    const opensHigh = !tipping.above.length;
    band.classList.toggle("open-low", opensLow);
    band.classList.toggle("open-high", opensHigh);
    band.hidden = opensLow && opensHigh;
    setText(note, said);
    slider.title = said;
  }
}

/** Whether all the groups around it are open. @param {WeightNode} node @param {Set<string>} open @returns {boolean} */
export const isInSight = ({ parent }, open) => !parent || (open.has(parent.id) && isInSight(parent, open));

/** Nodes that count as entered, and those at weight 0 apart. @param {WeightNode[]} roots */
function split(roots) {
  return [roots.filter((node) => node.weight > 0), roots.filter((node) => !(node.weight > 0))];
}

/**
 * Names of vendors for a sentence; more than two are counted.
 * @param {Model} model
 * @param {number[]} vendors
 * @param {Translator} t
 * @param {boolean} [isTight] short names where there are some
 */
export function namesOf(model, vendors, t, isTight = false) {
  const names = vendors.slice(0, 2).map((v) => (isTight ? model.short(v) : model.payload.vendors[v].name));
  if (vendors.length > 2) names.push(t("page.n_more", { n: vendors.length - 2 }));
  return t.and(names);
}

