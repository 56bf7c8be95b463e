/** Charts that plotly draws: on release of a slider, in the page's inks, each with a table twin. */

import { h } from "./dom.js";

const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };

/** Draws charts that are in sight, one after another, when the page is at rest; plotly is loaded for the first. */
export class Plots {
  /** @param {Host} host @param {Model} model @param {Translator} t */
  constructor(host, model, t) {
    this.host = host;
    this.model = model;
    this.t = t;
    /** @type {Set<Chart>} charts whose drawing is not of the weights at hand */
    this.waiting = new Set();
    /** @type {Set<Element>} plots that are in the window or just outside it */
    this.inSight = new Set();
    this.sight = new IntersectionObserver((entries) => this.onSight(entries), { rootMargin: "240px" });
    this.isBusy = false;
    this.isGone = false;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    /** @type {Set<Chart>} */
    this.charts = new Set();
    this.onDark = () => this.charts.forEach((chart) => this.draw(chart));
    this.dark.addEventListener("change", this.onDark);
  }

  /** A figure of the payload, to be filled in. @param {string} name */
  figure(name) {
    return structuredClone(this.model.payload.charts.figures[this.t.lang][name]);
  }

  /** Now or when it comes into sight. @param {Chart} chart */
  draw(chart) {
    if (!this.charts.has(chart)) this.sight.observe(chart.plot);
    this.charts.add(chart);
    this.waiting.add(chart);
    if (this.inSight.has(chart.plot)) this.work();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  onSight(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.inSight.add(target);
      else this.inSight.delete(target);
    }
    this.work();
  }

  /** A chart that waits and is in sight. */
  next() {
    return [...this.waiting].find((chart) => this.inSight.has(chart.plot));
  }

  async work() {
    if (this.isBusy || !this.next()) return;
    this.isBusy = true;
    await idle();
    const plotly = await this.host.plotly();
    for (let chart = this.next(); chart && !this.isGone; chart = this.next()) {
      this.waiting.delete(chart);
      const { data, layout } = this.inked(chart.make(), chart.el);
      await plotly.react(chart.plot, data, layout, CONFIG);
      await idle();
    }
    this.isBusy = false;
  }

  /**
   * The figure in the inks of the page as it is now, light or dark.
   * @param {Figure} figure
   * @param {HTMLElement} el
   */
  inked(figure, el) {
    const style = getComputedStyle(el);
    const inks = new Map(Object.entries(this.model.payload.charts.inks));
    /** @param {number} value */
    /** @param {unknown} value @returns {unknown} */
    const swap = (value) => {
      if (typeof value === "string") return style.getPropertyValue(inks.get(value) ?? "").trim() || value;
      if (Array.isArray(value)) return value.map(swap);
      if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, swap(v)]));
      return value;
    };
    return /** @type {Figure} */ (swap(figure));
  }

  /** A chart as a picture on white, as it would be printed. @param {ChartPicture} chart @param {string} format */
  async picture(chart, format) {
    const plotly = await this.host.plotly();
    const figure = chart.make();
    const width = 1000;
    const height = figure.layout.height ?? 600;
    const layout = { ...figure.layout, paper_bgcolor: "#ffffff", width, height,
                     title: { text: escaped(chart.title), x: 0.01, font: { size: 16 } },
                     margin: { ...figure.layout.margin, t: (figure.layout.margin?.t ?? 12) + 52 } };
    const url = await plotly.toImage({ data: figure.data, layout }, { format, width, height: height + 52, scale: 2 });
    this.host.save(`${chart.name}.${format}`, blobOf(url));
  }

  dispose() {
    this.isGone = true;
    this.sight.disconnect();
    this.dark.removeEventListener("change", this.onDark);
    for (const chart of this.charts) globalThis.Plotly?.purge(chart.plot);
  }
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

const idle = () => new Promise((resolve) => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(null), { timeout: 80 });
  else setTimeout(resolve, 30);
});

/** The bytes of a data address; fetching one is forbidden in the page. @param {string} url */
export function blobOf(url) {
  const [head, body] = [url.slice(5, url.indexOf(",")), url.slice(url.indexOf(",") + 1)];
  const type = head.split(";")[0];
  if (!head.endsWith(";base64")) return new Blob([decodeURIComponent(body)], { type });
  return new Blob([Uint8Array.from(atob(body), (c) => c.charCodeAt(0))], { type });
}

/**
 * A chart with its title, one sentence, table twin and pictures.
 * @param {Context} context
 * @param {ChartForm} chart
 * @returns {Chart}
 */
export function chartBlock({ t, plots }, chart) {
  const plot = h("div.plot", { role: "img", "aria-label": `${chart.title}. ${t("page.table_below")}` });
  const twin = h("div.scroll.twin", { tabindex: "0", role: "region", "aria-label": t("page.table_of", { name: chart.title }) });
  const details = h("details.twin-of", { ontoggle: () => fill() }, h("summary", null, t("page.as_table")), twin);
  let isFilled = false;
  const fill = () => {
    if (isFilled || !details.open) return;
    isFilled = true;
    twin.replaceChildren(chart.table());
  };
  const el = h("div.chart", null, plot, h("div.chart-foot", null, details, saves({ t, plots }, () => chart)));
  /** @type {Chart} */
  const made = { ...chart, plot, el, twin, update: () => {
    isFilled = false;
    fill();
    plots.draw(made);
  } };
  return made;
}

/** Buttons that save a chart as a picture. @param {Pick<Context, "t" | "plots">} context @param {() => ChartPicture} chart */
export function saves({ t, plots }, chart) {
  /** @param {string} format */
  const button = (format) => h("button.text", { type: "button",
    "aria-label": t("page.save_as", { format: format.toUpperCase(), name: chart().title }),
    onclick: () => plots.picture(chart(), format) }, format.toUpperCase());
  return h("span.saves", null, button("png"), button("svg"));
}

/**
 * A plain table. @param {Cell[]} heads @param {Cell[][]} rows cells are texts, nodes or {figure}
 * @param {string} [caption]
 */
export function table(heads, rows, caption = "") {
  /** @param {Cell} content @param {number} i */
  const cell = (content, i) => {
    const isFigure = content !== null && typeof content === "object" && "figure" in content;
    const inner = isFigure ? content.figure : content;
    if (i === 0) return h("th", { scope: "row" }, inner);
    return h(isFigure ? "td.figure" : "td", null, inner);
  };
  /** @param {Cell} content */
  const head = (content) => (content !== null && typeof content === "object" && "figure" in content
    ? h("th.figure", { scope: "col" }, content.figure) : h("th", { scope: "col" }, content));
  return h("table", null, caption && h("caption", null, caption),
    h("thead", null, h("tr", null, heads.map(head))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map(cell)))));
}
