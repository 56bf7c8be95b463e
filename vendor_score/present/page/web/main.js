/** The view: what stands where, and what is drawn anew when the weights move. */

import { Card } from "./card.js";
import { Confidence } from "./confidence.js";
import { keptWeightings } from "./colleagues.js";
import { h } from "./dom.js";
import { applyEdits, hasEdits, readEdits } from "./edits.js";
import { firstLanguage, translator } from "./i18n.js";
import { listingText, readListing } from "./listing.js";
import { footer, masthead } from "./masthead.js";
import { readPayload } from "./model.js";
import { keptNotes } from "./notes.js";
import { OutOfRanking } from "./out_of_ranking.js";
import { RankingPanel } from "./ranking_panel.js";
import { Plots } from "./plots.js";
import { rankVendors } from "./score.js";
import { Parts } from "./parts.js";
import { editSummary, sections } from "./sections.js";
import { Store } from "./store.js";
import { nowhere } from "./visit.js";
import { VerdictView } from "./verdict_view.js";
import { WeightsPanel } from "./weights_panel.js";

/**
 * Draw the view into ``el`` and keep it in step with the host.
 *
 * @param {HTMLElement} el
 * @param {Host} host
 * @returns {() => void} undoes it all
 */
export function mount(el, host) {
  const model = readPayload(host.payload);
  const store = new Store(model.tree, host.payload.entered, host.weights.slice());
  (host.setting?.locks ?? []).filter((id) => model.tree.nodes.has(id)).forEach((id) => store.now.locks.add(id));
  store.now.edits = readEdits(host.payload, host.setting?.edits);
  store.notes = keptNotes(host.setting?.notes);
  store.colleagues = keptWeightings(model, host.setting?.colleagues);
  const view = new View(el, host, model, store);
  view.setLanguage(firstLanguage(host.setting?.lang, host.payload));
  const stopStore = store.subscribe((kind) => view.onChange(kind));
  const stopVisits = host.onVisit?.((visit) => view.go(visit));
  const stopListing = host.onListing?.((text) => view.list(text));
  if (host.setting?.visit?.at) view.go(host.setting.visit);
  const stopHost = host.onWeights((weights) => view.onHostWeights(weights));
  /** @param {Event} event */
  const onKey = (event) => view.onKey(/** @type {KeyboardEvent} */ (event));
  const keys = host.keys ?? el;
  keys.addEventListener("keydown", onKey);
  return () => {
    stopStore();
    stopHost();
    stopVisits?.();
    stopListing?.();
    keys.removeEventListener("keydown", onKey);
    view.dispose();
    el.replaceChildren();
  };
}

class View {
  /** @type {Translator} */
  t;

  /** @type {Context} */
  context;

  /** @type {VerdictView} */
  verdict;

  /** @type {Parts} */
  parts;

  lang = "";

  /** @type {Scores} */
  scores;

  /** @param {HTMLElement} el @param {Host} host @param {Model} model @param {Store} store */
  constructor(el, host, model, store) {
    this.el = el;
    this.host = host;
    this.model = model;
    this.store = store;
    /** @type {Part[]} */
    this.shown = [];
    /** @type {Set<string>} sections that stand open, in whatever language */
    this.open = new Set();
    this.visit = host.setting?.visit ?? nowhere();
    this.listing = readListing(model, host.setting?.listing ?? "");
    this.frame = 0;
    this.laid = store.now.edits;
  }

  /** Build everything in a language; the setting stays. @param {string} lang */
  setLanguage(lang) {
    this.dispose();
    const t = translator(this.host.payload, lang);
    this.t = t;
    this.lang = lang;
    if (hasEdits(this.laid) || hasEdits(this.store.now.edits)) applyEdits(this.model, this.store.now.edits, t);
    this.laid = this.store.now.edits;
    this.el.lang = t("language.tag");
    this.host.onLanguage?.(t("language.tag"), t.label(this.model.payload.title));
    const { el, host, model, store } = this;
    /** @type {Context} */
    const context = {
      el, host, model, store, t, lang, disposals: [],
      setLanguage: (other) => this.switchLanguage(other),
      scores: () => this.scores,
      verdictText: () => this.verdict.text.textContent,
      card: new Card(model, store, t),
      plots: new Plots(host, model, t),
      confidence: new Confidence(model, store),
      live: h("p.hidden-text", { role: "status", "aria-live": "polite" }),
      tipping: { get: (id) => { throw new Error(`asked too early: ${id}`); } },
      rankingChart: null, visit: this.visit, listing: this.listing,
      writeAll: () => ranking.view.writeAll(),
      go: (visit) => this.go(visit),
      note: (visit) => this.note(visit),
      keep: () => this.host.remember?.(this.setting()),
    };
    this.verdict = new VerdictView(context);
    const ranking = new RankingPanel(context);
    const weights = new WeightsPanel(context);
    const out = new OutOfRanking(context);
    this.context = context;
    this.parts = new Parts(context, sections(context), [...editBanner(context), this.verdict.el,
      h("div.stage", null, h("div.stage-main", null, ranking.el, out.el), weights.el)]);
    this.shown = [this.verdict, ranking, weights, out, this.parts];
    this.el.replaceChildren(
      h("a.skip", { href: "#ranking", onclick: (event) => { event.preventDefault(); ranking.takeFocus(); } }, t("page.skip")),
      masthead(context), this.parts.nav, this.parts.el, footer(context), context.card.el, context.live);
    this.refresh("jump");
    this.parts.reopen(this.open);
  }

  /** @param {string} lang */
  switchLanguage(lang) {
    this.open = new Set(this.parts.open);
    this.setLanguage(lang);
    this.host.remember?.(this.setting());
    const button = this.el.querySelector(`[data-lang="${lang}"]`);
    if (button instanceof HTMLElement) button.focus();
  }

  /** Edited criteria change what everything is built from; the place and the focus stay. */
  rebuild() {
    const { activeElement } = this.el.ownerDocument;
    const key = activeElement instanceof HTMLElement ? activeElement.dataset.edit : undefined;
    const { scrollX, scrollY } = globalThis;
    this.open = new Set(this.parts.open);
    this.setLanguage(this.lang);
    scrollTo(scrollX, scrollY);
    const again = key && this.el.querySelector(`[data-edit="${CSS.escape(key)}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  setting() {
    const { weights, locks, edits } = this.store.now;
    return { weights, locks: [...locks], lang: this.lang, visit: this.visit, edits, listing: listingText(this.model, this.listing) };
  }

  /** Open a place and go there, if there is such a place. @param {Partial<Visit>} visit */
  go(visit) {
    if (this.parts.show({ ...nowhere(), ...visit })) this.note(visit);
  }

  /** List the vendors as an address says. @param {string} text */
  list(text) {
    const wanted = readListing(this.model, text);
    if (listingText(this.model, wanted) === listingText(this.model, this.listing)) return;
    Object.assign(this.listing, wanted);
    this.rebuild();
  }

  /** @param {Partial<Visit>} visit */
  note(visit) {
    Object.assign(this.visit, visit);
    this.host.remember?.(this.setting());
  }

  /** Moves are drawn once in a frame, and not at all where the slider is let go before. @param {Change} kind */
  onChange(kind) {
    if (kind === "move") this.frame ||= requestAnimationFrame(() => this.refresh("move"));
    else if (this.laid !== this.store.now.edits) this.rebuild();
    else this.refresh(kind);
    if (kind === "open") return;
    this.host.setWeights(this.store.now.weights, kind !== "move");
    if (kind !== "move") this.host.remember?.(this.setting());
  }

  /** @param {number[]} weights */
  onHostWeights(weights) {
    const now = this.store.now.weights;
    if (weights.every((share, column) => share === now[column])) return;
    this.store.now = { ...this.store.now, weights: weights.slice() };
    this.store.gesture = null;
    this.refresh("jump");
  }

  /** @param {"move" | "rest" | "jump" | "open"} kind */
  refresh(kind) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { model, store, context } = this;
    const scores = rankVendors(model.problem, store.now.weights, store.now.waived);
    context.card.scores = scores;
    this.scores = scores;
    for (const part of this.shown) part.update?.(scores, kind);
    if (kind === "rest" || kind === "jump") context.confidence.refresh(scores);
  }

  /** Ctrl+Z and Ctrl+Y, unless a text field wants them for itself. @param {KeyboardEvent} event */
  onKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof Element && event.target.matches("textarea, input[type=number], input[type=text]")) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (isRedo) this.store.redo();
    else this.store.undo();
  }

  dispose() {
    cancelAnimationFrame(this.frame);
    this.context?.disposals.forEach((dispose) => dispose());
    this.context?.plots.dispose();
    this.context?.confidence.dispose();
    for (const part of this.shown) part.dispose?.();
    this.shown = [];
  }
}

/** What stands above the verdict while criteria are changed or answers tried. @param {Context} context */
function editBanner(context) {
  const summary = editSummary(context);
  return summary ? [h("p.edited", { role: "note" }, context.t("page.edit_banner", { summary }), " ",
    h("button.text", { type: "button", onclick: () => context.go({ at: "edit" }) }, context.t("page.edit")))] : [];
}
