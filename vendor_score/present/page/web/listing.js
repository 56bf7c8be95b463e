/** Which vendors the ranking lists: found, not hidden, the first so many, by score or by a group. */

import { h, setText } from "./dom.js";
import { gainedIn, rankedVendors } from "./score.js";
import { decoded } from "./visit.js";

const TOPS = [5, 10, 20, 50, 100];
const FEW = 8; // so many are found by eye
const ROOMY = 12;
const TIGHT = 40;

/** @param {number} vendors @returns {Listing["rows"]} */
const usualRows = (vendors) => (vendors <= ROOMY ? "roomy" : vendors <= TIGHT ? "tight" : "thin");

/**
 * For the address and the copy: ``find=north&top=10&sort=price&rows=thin&bars=split&hide=Acme,Birch``.
 * @param {Model} model
 * @param {Listing} listing
 */
export function listingText({ payload: { vendors } }, { query, top, hidden, sortBy, rows, isSplit }) {
  const parts = [];
  if (query.trim()) parts.push(`find=${encodeURIComponent(query)}`);
  if (top) parts.push(`top=${top}`);
  if (sortBy !== null) parts.push(`sort=${encodeURIComponent(sortBy)}`);
  if (rows !== usualRows(vendors.length)) parts.push(`rows=${rows}`);
  if (isSplit) parts.push("bars=split");
  if (hidden.size) parts.push(`hide=${[...hidden].sort((a, b) => a - b).map((v) => encodeURIComponent(vendors[v].name)).join(",")}`);
  return parts.join("&");
}

/**
 * What such a text says; what does not fit this page is left out.
 * @param {Model} model
 * @param {string} text
 * @returns {Listing}
 */
export function readListing({ payload: { vendors }, tree }, text) {
  /** @param {string} name */
  const field = (name) => new RegExp(`(?:^|[#&\\s])${name}=([^&\\s]*)`).exec(text)?.[1] ?? "";
  const places = new Map(vendors.map(({ name }, v) => [name, v]));
  const sortBy = decoded(field("sort"));
  const rows = /** @type {Listing["rows"]} */ (field("rows"));
  return {
    query: decoded(field("find")),
    top: TOPS.find((top) => String(top) === field("top") && top < vendors.length) ?? 0,
    hidden: new Set(field("hide").split(",").flatMap((name) => places.get(decoded(name)) ?? [])),
    sortBy: tree.roots.some(({ id }) => id === sortBy) ? sortBy : null,
    rows: ["roomy", "tight", "thin"].includes(rows) ? rows : usualRows(vendors.length),
    isSplit: field("bars") === "split",
  };
}

/**
 * The vendors to list, in order; their ranks stay those among all.
 * @param {Model} model
 * @param {Listing} listing
 * @param {Scores} scores
 */
export function listed(model, { query, top, hidden, sortBy }, scores) {
  const asked = plain(query);
  const found = rankedVendors(scores).filter((v) => !hidden.has(v) && isFound(model, v, asked));
  const node = sortBy === null ? undefined : model.tree.nodes.get(sortBy);
  if (node) {
    const gained = found.map((v) => ({ v, sum: gainedIn(scores, v, node) }));
    // a stable sort: those with equal points keep the order of the ranking
    found.splice(0, found.length, ...gained.sort((a, b) => b.sum - a.sum).map(({ v }) => v));
  }
  return top ? found.slice(0, top) : found;
}

/** Case, accents and width of letters are passed over. @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** @param {Model} model @param {number} v @param {string} asked */
function isFound(model, v, asked) {
  if (!asked) return true;
  const { name, short = "" } = model.payload.vendors[v];
  return plain(name).includes(asked) || plain(short).includes(asked);
}

/** The controls above the ranking. */
export class ListingTools {
  /**
   * @param {Context} context
   * @param {() => void} onChange
   */
  constructor(context, onChange) {
    const { t, model, listing } = context;
    this.context = context;
    this.t = t;
    this.listing = listing;
    this.onChange = onChange;
    const n = model.payload.vendors.length;
    this.query = h("input.find", { type: "search", value: listing.query, placeholder: t("page.find_vendor"), "aria-label": t("page.find_vendor"),
      oninput: (event) => this.set({ query: event.target.value }) });
    this.said = h("span.listed", { role: "status" });
    this.all = h("button.text", { type: "button", hidden: true, onclick: () => this.showAll() }, t("page.show_all"));
    this.picker = h("details.picker", { ontoggle: () => this.fillPicker() }, h("summary", null, t("page.choose_vendors")));
    /** @type {{v: number, box: HTMLInputElement}[]} */
    this.boxes = [];
    this.el = h("div.listing", { role: "group", "aria-label": t("page.listing") }, n > FEW && this.query, this.choices(n),
      this.picker, this.said, this.all);
  }

  /** @param {number} n */
  choices(n) {
    const { t, listing } = this;
    const { model } = this.context;
    /** @type {[string, string][]} */
    const tops = TOPS.filter((top) => top < n).map((top) => [String(top), t("page.top", { n: top })]);
    /** @type {[string, string][]} */
    const groups = model.tree.roots.map((node) => [node.id, t.label(model.labels.get(node.id))]);
    return [
      this.choice("page.show", [["0", t("page.all_vendors")], ...tops], String(listing.top), (value) => this.set({ top: Number(value) })),
      this.choice("page.sort_by", [["", t.title("terms.score")], ...groups], listing.sortBy ?? "", (value) => this.set({ sortBy: value || null })),
      this.choice("page.rows", [["roomy", t("page.rows_roomy")], ["tight", t("page.rows_tight")], ["thin", t("page.rows_thin")]],
        listing.rows, (value) => this.set({ rows: /** @type {Listing["rows"]} */ (value) })),
    ];
  }

  /** @param {string} key @param {[string, string][]} options @param {string} now @param {(value: string) => void} act */
  choice(key, options, now, act) {
    const select = h("select", { "aria-label": this.t(key), onchange: (event) => act(event.target.value) },
      options.map(([value, text]) => h("option", { value }, text)));
    select.value = now;
    return h("span.listing-choice", null, h("span", { "aria-hidden": "true" }, this.t(key)), " ", select);
  }

  /** @param {Partial<Listing>} change */
  set(change) {
    Object.assign(this.listing, change);
    this.onChange();
  }

  /** A box for each vendor, made when the list is opened. */
  fillPicker() {
    if (!this.picker.open || this.boxes.length) return;
    const { vendors } = this.context.model.payload;
    this.boxes = this.context.scores().order.map((v) => ({ v, box: h("input", { type: "checkbox", checked: !this.listing.hidden.has(v),
      onchange: (event) => {
        if (event.target.checked) this.listing.hidden.delete(v);
        else this.listing.hidden.add(v);
        this.onChange();
      } }) }));
    this.picker.append(h("div.picker-list", null, this.boxes.map(({ v, box }) => h("label", null, box, " ", vendors[v].name))));
  }

  showAll() {
    this.listing.hidden.clear();
    for (const { box } of this.boxes) box.checked = true;
    this.query.value = "";
    this.set({ query: "", top: 0, sortBy: null });
    for (const select of [...this.el.querySelectorAll("select")].slice(0, 2)) select.selectedIndex = 0;
  }

  /** @param {number} shown @param {number} ranked */
  say(shown, ranked) {
    const isWhole = shown === ranked && this.listing.sortBy === null;
    this.all.hidden = isWhole;
    setText(this.said, isWhole ? "" : this.t("page.n_listed", { n: shown, all: ranked }));
  }
}
