/** The ranking with its legend; each legend entry opens a group into its criteria. */

import { points } from "./display.js";
import { h, setText } from "./dom.js";
import { ListingTools, listed } from "./listing.js";
import { escapeLabel } from "./labels.js";
import { colourOf } from "./model.js";
import { RankingView } from "./ranking.js";
import { nodeShare, shownShares } from "./weights.js";

export class RankingPanel {
  /** @type {string | undefined} the leaders said last */
  said;

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
      this.tools?.el, this.rounding, this.empty, differs && h("p.note", null, differs), this.view.el);
    this.opened = "";
    context.rankingChart = { name: "ranking", title: t.title("terms.ranking"), make: () => this.figure() };
  }

  /** Past the head of the page, to the first bar. */
  takeFocus() {
    const first = this.view.el.querySelector('.seg[tabindex="0"]');
    if (first instanceof HTMLElement) first.focus();
  }

  /** The ranking as a plotly figure, for pictures. */
  figure() {
    const { model, store, context, t } = this;
    const { scores, ranks, order, contributions } = context.scores();
    const figure = context.plots.figure("contributions");
    const vendors = order.filter((v) => ranks[v] !== null);
    figure.data.forEach((trace, i) => {
      const { columns } = model.tree.roots[i];
      trace.y = vendors.map((_, place) => place);
      trace.x = vendors.map((v) => columns.reduce((sum, c) => sum + contributions[v][c], 0));
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
  }

  /** @param {Scores} scores */
  showListing(scores) {
    const { rows } = this.context.listing;
    for (const size of ["roomy", "tight", "thin"]) this.view.el.classList.toggle(size, size === rows);
    this.tools?.say(listed(this.model, this.context.listing, scores).length, scores.ranks.filter((rank) => rank !== null).length);
  }

  dispose() {
    this.view.sight.disconnect();
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
