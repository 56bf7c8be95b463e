/**
 * The ranking: one row per ranked vendor with its stacked bar, in plain DOM.
 *
 * While a slider moves only transforms and a few texts change, so that the rows keep up with it:
 * an element that is put elsewhere in the document is styled and laid out anew, all of it. They
 * are put in order once it is let go. Rows out of sight get their places at once, and what stands
 * on them when they come near the window.
 */

import { apart, points } from "./display.js";
import { arrange, h, setText } from "./dom.js";
import { listed } from "./listing.js";
import { colourOf, visibleUnits } from "./model.js";
import { isCorrected } from "./reading.js";
import { gainedIn, rankedVendors } from "./score.js";
import { nodeShare } from "./weights.js";
import { makeWhisker, placeSpans, showWhisker } from "./whiskers.js";

const GAP = 0.0022; // of the whole width: the seam between two segments
const SEAM = 0.006; // of the whole width: between two columns of the split view
const EASE = 0.24;
const AT_ONCE = 24; // so many rows are written before the browser has said what is in sight
const STILL = 0.4; // px: nearer to its place a row stands there
const FINGER = 44; // px

export class RankingView {
  /** @type {Scores} */
  scores;

  /** @type {WeightNode[]} */
  units;

  /** @type {string[]} */
  colours = [];

  /** @type {Map<number, string>} */
  shown = new Map();

  /** @type {([number, number] | null)[]} places that are open, by vendor */
  spans = [];

  /** @type {{ starts: number[], scale: number }} where columns start, shares of the width */
  columns = { starts: [], scale: 1 };

  /**
   * @param {Model} model
   * @param {Store} store
   * @param {Translator} t
   * @param {{over: Function, out: Function, pick: Function, pickAll: Function}} card
   * @param {Listing} listing
   */
  constructor(model, store, t, card, listing) {
    this.listing = listing;
    this.model = model;
    this.store = store;
    this.t = t;
    this.card = card;
    this.frame = 0;
    this.rowHeight = 0;
    /** @type {Set<Row>} rows on their way to their places or widths */
    this.moving = new Set();
    this.el = h("div", { id: "ranking", role: "grid", "aria-label": t("page.ranking") });
    this.rows = model.payload.vendors.map((vendor, v) => this.makeRow(vendor, v));
    /** @type {Map<Element, Row>} */
    this.byElement = new Map(this.rows.map((row) => [row.el, row]));
    /** @type {Set<Row>} rows in the window or just outside it */
    this.near = new Set();
    /** @type {[number, number]} their first and last place */
    this.window = [0, AT_ONCE - 1];
    this.sight = new IntersectionObserver((entries) => this.onSight(entries), { rootMargin: "300px 0px" });
    this.rows.forEach((row) => this.sight.observe(row.el));
    // all rows are of one height; asked here, where the browser has just laid them out
    this.height = new ResizeObserver(([entry]) => { this.rowHeight = entry.contentRect.height / Math.max(1, this.el.childElementCount); });
    this.height.observe(this.el);
    this.setUnits();
    this.el.addEventListener("keydown", (event) => this.onKey(event));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {Vendor} vendor @param {number} v */
  makeRow(vendor, v) {
    const { t } = this;
    const rank = h("span.rank", { role: "gridcell" });
    const change = h("span.change");
    const badge = vendor.status === "unconfirmed" && h("span.badge", null, t("terms.status.unconfirmed"));
    const waived = h("span.badge", { hidden: true }, t("page.waived"));
    const fix = h("span.fix", { hidden: true }, h("span.hidden-text"));
    const whisker = makeWhisker();
    const who = h("div.who", { role: "rowheader" }, nameOf(vendor), fix, badge, waived, change, whisker.el);
    const bar = h("div.bar");
    const score = h("span.score", { role: "gridcell" });
    const el = h("div.row", { role: "row", "data-vendor": vendor.name }, rank, who, bar, score);
    // a finger may miss the bar: the row as a whole leads to all groups
    el.addEventListener("click", ({ target }) => {
      const isMissed = target instanceof Element && !target.closest(".seg");
      if (isMissed && isTouched()) this.card.pickAll(v, this.units, row.segments[0] ?? el);
    });
    /** @type {Row} */
    const row = { v, el, rank, fix, change, waived, whisker, bar, score, segments: [], shown: [], goal: [], home: -1, offset: 0, aim: 0, drawn: [], moved: null, isStale: true };
    return row;
  }

  /** The segments are others: a group was opened or closed, or the language changed. */
  setUnits() {
    this.units = visibleUnits(this.model, this.store.open);
    this.colours = this.units.map((node) => colourOf(this.model, node));
    for (const row of this.rows) {
      row.segments = [];
      row.drawn = [];
      row.shown = this.units.map(() => 0);
      row.goal = this.units.map(() => 0);
    }
    if (this.scores) this.update(this.scores, "jump", true);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  onSight(entries) {
    for (const { target, isIntersecting } of entries) {
      const row = this.byElement.get(target);
      if (!row) continue;
      if (!isIntersecting) this.near.delete(row);
      else {
        this.near.add(row);
        if (row.isStale && this.scores) this.write(row);
      }
    }
    const places = [...this.near].filter((row) => row.home >= 0).map((row) => this.placeOf(row));
    this.window = places.length ? [Math.min(...places), Math.max(...places)] : [0, AT_ONCE - 1];
  }

  /** Where a row stands now, on its way or not. @param {Row} row */
  placeOf({ home, offset }) {
    return home + Math.round(this.rowHeight ? offset / this.rowHeight : 0);
  }

  /** Rows out of sight too, in order. */
  writeAll() {
    const rows = this.listedRows();
    this.putInOrder(rows);
    this.settle(rows);
    for (const row of rows) if (row.isStale) this.write(row);
  }

  /** The rows that are listed, in order. */
  listedRows() {
    return listed(this.model, this.listing, this.scores).map((v) => this.rows[v]);
  }

  /** Bring all that stands on a row up to date at once. @param {Row} row */
  write(row) {
    this.fill(row, this.scores);
    this.describe(row);
    this.showGoal(row);
    this.draw(row);
    row.isStale = false;
  }

  /** @param {Row} row @param {WeightNode} node @param {number} i @param {string} colour */
  makeSegment(row, node, i, colour) {
    return h("span.seg", {
      role: "gridcell", tabindex: "-1", style: `--c: ${colour}`, "data-unit": i,
      onpointerenter: (event) => event.pointerType === "mouse" && this.card.over(row.v, node, event.currentTarget),
      onpointerleave: () => this.card.out(),
      onfocus: (event) => event.currentTarget.matches(":focus-visible") && this.card.over(row.v, node, event.currentTarget, true),
      onblur: () => this.card.out(),
      onclick: (event) => this.pick(row.v, node, event.currentTarget),
    });
  }

  /**
   * A finger cannot choose among narrow segments: it gets the list of all groups.
   * @param {number} v
   * @param {WeightNode} node
   * @param {HTMLElement} segment
   */
  pick(v, node, segment) {
    const isNarrow = segment.getBoundingClientRect().width < FINGER;
    if (isNarrow && isTouched()) this.card.pickAll(v, this.units, segment);
    else this.card.pick(v, node, segment);
  }

  /**
   * @param {Scores} scores
   * @param {"move" | "rest" | "jump"} kind
   * @param {boolean} [atOnce]
   */
  update(scores, kind, atOnce = false) {
    const isFirst = !this.scores;
    const isMove = kind === "move" && !isFirst;
    this.scores = scores;
    const rows = this.listedRows();
    for (const row of this.rows) row.isStale = true;
    this.showScores(scores);
    this.layColumns(rows);
    if (!isMove) this.spans = placeSpans(this.model, this.store, scores);
    if (isMove && this.stand(rows)) rows.forEach((row, place) => { row.aim = (place - row.home) * this.rowHeight; });
    else this.putInOrder(rows);
    const [from, to] = this.window;
    const seen = rows.filter((row, place) => (place >= from && place <= to) || (!isMove && this.near.has(row)));
    seen.forEach((row) => this.fill(row, scores));
    if (isFirst || atOnce || this.still.matches) this.settle(rows);
    else this.animate(rows, new Set(seen), kind);
    if (isMove) return;
    this.rows.forEach((row) => this.keep(row, scores));
    for (const row of seen) {
      this.describe(row);
      row.isStale = false;
    }
    this.tabStop(rows);
  }

  /** Whether these are the rows that stand in the document, in whatever order. @param {Row[]} rows */
  stand(rows) {
    return this.rowHeight > 0 && rows.length === this.el.childElementCount && rows.every((row) => row.home >= 0);
  }

  /** In the document, too; a row is seen where it was until it is drawn. @param {Row[]} rows */
  putInOrder(rows) {
    arrange(this.el, rows.map((row) => row.el));
    const before = new Map(rows.map((row) => [row, row.home]));
    for (const row of this.rows) Object.assign(row, { home: -1, aim: 0 });
    rows.forEach((row, place) => {
      const home = before.get(row) ?? -1;
      row.offset = home < 0 ? 0 : row.offset + (home - place) * this.rowHeight;
      row.home = place;
    });
  }

  /** What stands on every row, in sight or not. @param {Row} row @param {Scores} scores */
  keep({ el, v }, scores) {
    el.dataset.rank = String(scores.ranks[v]);
    el.dataset.score = String(scores.scores[v]);
  }

  /** Scores as people see them: as many digits as tell ranks apart. @param {Scores} scores */
  showScores(scores) {
    const ranked = rankedVendors(scores);
    const texts = apart(ranked.map((v) => scores.scores[v]));
    this.shown = new Map(ranked.map((v, place) => [v, texts[place]]));
  }

  /** @param {Row} row @param {Scores} scores */
  fill(row, scores) {
    const { v } = row;
    const rank = scores.ranks[v];
    if (!row.segments.length) {
      row.segments = this.units.map((node, i) => this.makeSegment(row, node, i, this.colours[i]));
      row.bar.replaceChildren(...row.segments);
    }
    // few ask for the split view, and every element of a row that is put elsewhere costs
    if (this.isSplit && row.bar.childElementCount === row.segments.length) {
      row.bar.prepend(...this.units.map((_, i) => h("i.column", { "aria-hidden": "true", style: `left: var(--start-${i}); width: var(--wide-${i})` })));
    }
    this.keep(row, scores);
    setText(row.rank, String(rank));
    setText(row.score, this.shown.get(v) ?? "");
    row.el.classList.toggle("first", rank === 1);
    this.showChange(row, this.model.baseline.ranks[v], rank);
    this.units.forEach((node, i) => { row.goal[i] = gainedIn(scores, v, node) / 100; });
  }

  /**
   * In the split view each unit has a column as wide as its weight, so that all share one scale;
   * a contribution can be above the weight where others hand theirs on.
   * @param {Row[]} rows
   */
  layColumns(rows) {
    this.el.classList.toggle("split", this.isSplit);
    if (!this.isSplit) return;
    const { weights } = this.store.now;
    const wide = this.units.map((node) => rows.reduce((most, { v }) => Math.max(most, gainedIn(this.scores, v, node) / 100), nodeShare(node, weights)));
    const seams = SEAM * Math.max(0, wide.filter((each) => each > 0).length - 1);
    const scale = (1 - seams) / Math.max(1e-9, wide.reduce((sum, each) => sum + each, 0));
    let start = 0;
    const starts = wide.map((each, i) => {
      const own = start;
      this.el.style.setProperty(`--start-${i}`, `${(100 * own).toFixed(3)}%`);
      this.el.style.setProperty(`--wide-${i}`, `${(100 * each * scale).toFixed(3)}%`);
      start += each > 0 ? each * scale + SEAM : 0;
      return own;
    });
    this.columns = { starts, scale };
  }

  /** Whether each group has a column of its own, on a common zero. */
  get isSplit() {
    return this.listing.isSplit;
  }

  /** @param {boolean} isSplit */
  split(isSplit) {
    this.listing.isSplit = isSplit;
    if (this.scores) this.update(this.scores, "jump", true);
  }

  /** @param {Row} row @param {number | null} before @param {number | null} rank */
  showChange(row, before, rank) {
    const moved = before === null || rank === null ? 0 : before - rank;
    if (moved === row.moved) return;
    row.moved = moved;
    setText(row.change, moved === 0 ? "" : `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}`);
    row.change.className = moved > 0 ? "change up" : moved < 0 ? "change down" : "change";
    if (moved === 0) row.change.removeAttribute("title");
    else row.change.title = this.t(moved > 0 ? "page.moved_up" : "page.moved_down", { n: Math.abs(moved), before: before ?? "" });
  }

  /**
   * Names for screen readers; written at rest, not in every frame.
   * @param {Row} row
   */
  describe(row) {
    const { t } = this;
    const [span, rank] = [this.spans[row.v], this.scores.ranks[row.v]];
    const said = span ? t("page.whisker", { best: span[0], worst: span[1] }) : "";
    showWhisker(row.whisker, { span, rank, n: this.shown.size, said });
    row.waived.hidden = !this.store.now.waived.has(row.v);
    row.segments.forEach((segment, i) => {
      const node = this.units[i];
      const gained = points(row.goal[i] * 100);
      segment.hidden = row.goal[i] <= 0;
      const mark = this.corrected(row.v, node.columns).length ? ` (${t("page.corrected")})` : "";
      segment.setAttribute("aria-label", `${t.label(this.model.labels.get(node.id))}${t("language.colon")}${gained}${mark}`);
    });
    const named = this.corrected(row.v, this.model.columns.map(({ column }) => column)).map(({ label }) => t.label(label));
    row.fix.hidden = !named.length;
    const rests = t("page.rests_corrected", { criteria: named.join(t("page.comma")) });
    row.fix.title = rests;
    if (row.fix.firstElementChild) setText(row.fix.firstElementChild, ` (${rests})`);
  }

  /** Criteria that count and whose reading the buyer corrected. @param {number} v @param {number[]} columns */
  corrected(v, columns) {
    const { model, store } = this;
    return columns.map((column) => model.columns[column])
      .filter(({ id, column }) => store.now.weights[column] > 0 && isCorrected(model.payload.vendors[v].answers[model.positions.get(id)]));
  }

  /** The one tab stop. @param {Row[]} rows */
  tabStop(rows) {
    const present = /** @type {HTMLElement | null} */ (this.el.querySelector('.seg[tabindex="0"]'));
    if (present && !present.hidden && present.isConnected) return;
    const first = rows[0]?.segments.find((segment) => !segment.hidden);
    if (present) present.tabIndex = -1;
    if (first) first.tabIndex = 0;
  }

  /** @param {Row[]} rows */
  settle(rows) {
    for (const row of rows) {
      row.offset = row.aim;
      this.moving.delete(row);
      this.showGoal(row);
      this.draw(row);
    }
  }

  /** @param {Row} row */
  showGoal({ shown, goal }) {
    goal.forEach((width, i) => { shown[i] = width; });
  }

  /**
   * Rows in sight glide from where they stood; bars follow a slider at once.
   * @param {Row[]} rows
   * @param {Set<Row>} seen
   * @param {Change} kind
   */
  animate(rows, seen, kind) {
    for (const row of rows) {
      if (kind === "move" && seen.has(row)) this.showGoal(row);
      if (seen.has(row) || this.near.has(row)) this.moving.add(row);
      else row.offset = row.aim;
      this.draw(row);
    }
    if (!this.frame) this.frame = requestAnimationFrame(() => this.step());
  }

  step() {
    this.frame = 0;
    for (const row of this.moving) if (!this.approach(row)) this.moving.delete(row);
    if (this.moving.size) this.frame = requestAnimationFrame(() => this.step());
  }

  /** @param {Row} row */
  approach(row) {
    const way = row.aim - row.offset;
    let isMoving = Math.abs(way) > STILL;
    row.offset = isMoving ? row.offset + way * EASE : row.aim;
    row.goal.forEach((goal, i) => {
      const far = goal - row.shown[i];
      if (Math.abs(far) > 0.0003) isMoving = true;
      row.shown[i] = Math.abs(far) > 0.0003 ? row.shown[i] + far * EASE : goal;
    });
    this.draw(row);
    return isMoving;
  }

  /** Writes only what differs from what is drawn. @param {Row} row */
  draw(row) {
    const { isSplit, columns: { starts, scale } } = this;
    /** @param {HTMLElement} element @param {number} i @param {string} transform */
    const put = (element, i, transform) => {
      if (row.drawn[i] === transform) return;
      row.drawn[i] = transform;
      element.style.transform = transform;
    };
    put(row.el, row.shown.length, row.offset ? `translateY(${row.offset.toFixed(1)}px)` : "");
    let start = 0;
    row.segments.forEach((segment, i) => {
      const width = row.shown[i];
      const seen = Math.max(0, isSplit ? width * scale : width - GAP);
      const from = isSplit ? starts[i] : start;
      put(segment, i, `translateX(${(from * 100).toFixed(3)}%) scaleX(${seen.toFixed(5)})`);
      start += width;
    });
  }

  /**
   * Arrow keys walk the grid: left and right along a bar, up and down between vendors.
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    const segment = event.target instanceof Element && event.target.closest(".seg");
    if (!(segment instanceof HTMLElement)) return;
    const rows = [...this.el.children];
    const place = rows.findIndex((row) => row.contains(segment));
    const unit = Number(segment.dataset.unit);
    /** @type {Record<string, () => HTMLElement | null>} */
    const ways = {
      ArrowRight: () => this.neighbour(rows[place], unit, 1),
      ArrowLeft: () => this.neighbour(rows[place], unit, -1),
      ArrowDown: () => this.nearest(rows[place + 1], unit),
      ArrowUp: () => this.nearest(rows[place - 1], unit),
      Home: () => this.nearest(rows[0], unit),
      End: () => this.nearest(rows.at(-1), unit),
    };
    const next = ways[event.key]?.();
    if (next) this.moveFocus(segment, next);
    if (event.key === "Enter" || event.key === " ") segment.click();
    if (next || event.key === "Enter" || event.key === " ") event.preventDefault();
  }

  /** @param {Element} row @param {number} unit @param {number} step */
  neighbour(row, unit, step) {
    const segments = segmentsOf(row);
    for (let i = unit + step; segments[i]; i += step) if (!segments[i].hidden) return segments[i];
    return null;
  }

  /** @param {Element | undefined} row @param {number} unit */
  nearest(row, unit) {
    const found = row && this.byElement.get(row);
    if (!row || !found) return null;
    if (found.isStale) this.write(found);
    const segments = segmentsOf(row);
    return segments[unit].hidden ? this.neighbour(row, unit, -1) ?? this.neighbour(row, unit, 1) : segments[unit];
  }

  dispose() {
    this.sight.disconnect();
    this.height.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** @param {HTMLElement} from @param {HTMLElement} to */
  moveFocus(from, to) {
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

/** The name, and a short one for rows of one line. @param {Vendor} vendor */
const nameOf = ({ name, short }) => h(short ? "span.name.has-short" : "span.name", { title: name },
  h("bdi.full", null, name), short && h("bdi.short", { "aria-hidden": "true" }, short));

const isTouched = () => matchMedia("(pointer: coarse)").matches;

/** @param {Element} row */
const segmentsOf = (row) => /** @type {HTMLElement[]} */ ([...row.querySelectorAll(".seg")]);
