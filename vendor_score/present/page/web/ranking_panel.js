/** The ranking with its legend; each legend entry opens a group into its criteria. */

import { points } from "./display.js";
import { h, setText } from "./dom.js";
import { ListingTools, listed } from "./listing.js";
import { escapeLabel } from "./labels.js";
import { colourOf } from "./model.js";
import { RankingView } from "./ranking.js";
import { isCorrected } from "./reading.js";
import { gainedIn, rankedVendors } from "./score.js";
import { nodeShare, shownShares } from "./weights.js";

export class RankingPanel {
  /** @type {string | undefined} the leaders said last */
  said;

  /** @type {HTMLElement[] | undefined} which bars are shown */
  buttons;

  /** @param {Context} context */
  constructor(context) {
    const { t, model, store, card } = context;
    this.context = context;
    this.model = model;
    this.store = store;
    this.t = t;
    this.view = new RankingView(model, store, t, card, context.listing);
    this.tools = model.payload.vendors.length > 1 ? new ListingTools(context, () => this.relist()) : null;
    this.entries = model.tree.roots.map((node) => this.makeEntry(node));
    // its place is kept: the rows must not jump when the first weight moves
    this.changed = h("p.changed.unseen", null, t("page.weights_changed"));
    this.empty = h("p.note", { hidden: true }, t("page.nobody_ranked"));
    this.rounding = model.payload.given && h("p.note", null, t("page.rounded_note"));
    const differs = methodDiffers(context);
    this.el = h("section.panel.ranking", { "aria-labelledby": "vs-ranking-title" },
      h("div.ranking-top", null, h("h2", { id: "vs-ranking-title" }, t.title("terms.ranking")), this.changed),
      h("div.legend", { role: "group", "aria-label": t("page.legend") }, this.entries.map((entry) => entry.el)),
      this.bars(), this.tools?.el, this.rounding, this.empty, differs && h("p.note", null, differs), this.view.el);
    this.opened = "";
    this.heads = h("div.split-heads", { hidden: true, "aria-hidden": "true" });
    this.view.el.before(this.heads);
    context.rankingChart = { name: "ranking", title: t.title("terms.ranking"), make: () => this.figure() };
  }

  /** Past the head of the page, to the first bar. */
  takeFocus() {
    const first = this.view.el.querySelector('.seg[tabindex="0"]');
    if (first instanceof HTMLElement) first.focus();
  }

  /** Stacked bars, or a column per group on a common zero; and what the whiskers mean. */
  bars() {
    const { t, model } = this;
    /** @param {boolean} isSplit */
    const button = (isSplit) => h("button", { type: "button", "aria-pressed": String(isSplit === this.context.listing.isSplit),
      onclick: () => this.split(isSplit) }, t(isSplit ? "page.bars_split" : "page.bars_stacked"));
    this.buttons = [button(false), button(true)];
    const hasFixes = model.payload.vendors.some(({ answers }) => answers.some(isCorrected));
    const hasSpans = model.payload.sure.missing_ranks.some((span) => span !== null && span[0] !== span[1]);
    return h("div.bars-line", null, h("div.bars-choice", { role: "group", "aria-label": t("page.bars") }, this.buttons),
      hasSpans && h("span.whisker-key", null, h("span.whisker-track", { "aria-hidden": "true" }, h("i.whisker-line.key-line"), h("i.whisker-mark.key-mark")), t("page.whisker_key")),
      hasFixes && h("span.fix-key", null, h("span.fix", { "aria-hidden": "true" }), t("page.corrected_key")));
  }

  /** @param {boolean} isSplit */
  split(isSplit) {
    this.buttons?.forEach((button, i) => button.setAttribute("aria-pressed", String(isSplit === (i === 1))));
    this.view.split(isSplit);
    this.showHeads();
    this.context.keep();
  }

  /** The names of the columns above them; the legend tells them, too. */
  showHeads() {
    const { view, t, model } = this;
    this.heads.hidden = !view.isSplit;
    if (!view.isSplit) return;
    const { weights } = this.store.now;
    // the columns' places are set on the ranking; the heads stand outside it and take them over
    view.units.forEach((_, i) => ["start", "wide"].forEach((name) => this.heads.style.setProperty(`--${name}-${i}`, view.el.style.getPropertyValue(`--${name}-${i}`))));
    this.heads.replaceChildren(h("span"), h("div.split-bar", null, view.units.map((node, i) => nodeShare(node, weights) > 0 && h("span.split-head", {
      style: `--c: ${colourOf(model, node)}; left: var(--start-${i}); width: var(--wide-${i})`, title: t.label(model.labels.get(node.id)) }, t.label(model.labels.get(node.id))))), h("span"));
  }

  /** The ranking as a plotly figure, for pictures. */
  figure() {
    const { model, store, context, t } = this;
    const found = context.scores();
    const { scores, ranks } = found;
    const figure = context.plots.figure("contributions");
    const vendors = rankedVendors(found);
    figure.data.forEach((trace, i) => {
      trace.y = vendors.map((_, place) => place);
      trace.x = vendors.map((v) => gainedIn(found, v, model.tree.roots[i]));
      trace.visible = nodeShare(model.tree.roots[i], store.now.weights) > 0;
      trace.name = t.label(model.labels.get(model.tree.roots[i].id));
    });
    /** @param {number} v */
    const name = (v) => escapeLabel(model.payload.vendors[v].name);
    figure.layout.yaxis.tickvals = vendors.map((_, place) => place);
    figure.layout.yaxis.ticktext = vendors.map((v) => `${ranks[v]}  ${name(v)}`);
    figure.layout.height = 110 + 34 * Math.max(vendors.length, 1);
    figure.layout.annotations = vendors.map((v, place) => ({ x: scores[v], y: place, text: `<b>${points(scores[v])}</b>`,
      showarrow: false, xanchor: "left", xshift: 6 }));
    return figure;
  }

  /** @param {WeightNode} node */
  makeEntry(node) {
    const { t, model, store } = this;
    const label = t.label(model.labels.get(node.id));
    const weight = h("span.legend-weight");
    const canOpen = node.children.length > 0;
    const el = h(canOpen ? "button.key" : "span.key", canOpen ? {
      type: "button", "aria-expanded": "false", title: t("page.open_group", { name: label }),
      onclick: () => {
        if (!store.open.delete(node.id)) store.open.add(node.id);
        store.tell("open");
      } } : {}, h("span.swatch", { style: `--c: ${colourOf(model, node)}` }), label, " ", weight);
    return { node, el, weight, canOpen };
  }

  /** @param {Scores} scores @param {Change} kind */
  update(scores, kind) {
    const opened = [...this.store.open].sort().join();
    if (opened !== this.opened) {
      this.opened = opened;
      this.view.setUnits();
    }
    this.view.update(scores, kind === "open" ? "jump" : kind, kind === "open");
    const shares = shownShares(this.model.tree, this.store.now.weights);
    this.showHeads();
    for (const { node, el, weight, canOpen } of this.entries) {
      const own = nodeShare(node, this.store.now.weights);
      setText(weight, shares.get(node.id));
      // those that were entered keep their place while a slider moves
      el.hidden = own <= 0 && node.weight <= 0;
      if (canOpen && kind !== "move") el.setAttribute("aria-expanded", String(this.store.open.has(node.id)));
    }
    this.changed.classList.toggle("unseen", !this.store.isChanged);
    if (kind !== "move") this.showListing(scores);
    this.empty.hidden = scores.ranks.some((rank) => rank !== null);
    if (kind !== "move") this.announce(scores);
  }

  /** The list is another: found, hidden, sorted, of another height. */
  relist() {
    this.showListing(this.context.scores());
    this.view.update(this.context.scores(), "jump", true);
    this.context.keep();
  }

  /** @param {Scores} scores */
  showListing(scores) {
    const { rows } = this.context.listing;
    for (const size of ["roomy", "tight", "thin"]) this.view.el.classList.toggle(size, size === rows);
    this.tools?.say(listed(this.model, this.context.listing, scores).length, scores.ranks.filter((rank) => rank !== null).length);
  }

  dispose() {
    this.view.dispose();
  }

  /** A new leader is said aloud, once. @param {Scores} scores */
  announce(scores) {
    const leaders = scores.order.filter((v) => scores.ranks[v] === 1);
    const said = leaders.join();
    if (this.said !== undefined && said !== this.said) {
      const names = this.t.and(leaders.map((v) => this.model.payload.vendors[v].name));
      setText(this.context.live, this.t("page.new_leader", { names }));
    }
    this.said = said;
  }
}

/** The sentence for a report made with another method whose order differs. @param {Context} context */
function methodDiffers({ model, t }) {
  const { method } = model.payload;
  if (method.name === "weighted-sum") return "";
  const isSame = method.ranks.every((rank, v) => rank === model.baseline.ranks[v]);
  return t(isSame ? "page.method_agrees" : "page.method_differs", { method: method.name });
}
