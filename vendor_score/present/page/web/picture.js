/** A long picture, 1080 px wide, for a phone: verdict, ranking, what to keep in mind. */

import { points } from "./display.js";
import { gainedIn } from "./score.js";
import { nodeShare, shownShares } from "./weights.js";

const WIDTH = 1080;
const EDGE = 72;
const INNER = WIDTH - 2 * EDGE;

/** @param {Context} context @returns {Promise<Blob>} a PNG */
export async function drawPicture(context) {
  const height = new Painter(null, context).paint();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = Math.ceil(height);
  const painter = new Painter(canvas.getContext("2d"), context);
  painter.fill("#ffffff", 0, 0, WIDTH, canvas.height);
  painter.paint();
  return new Promise((resolve, reject) => canvas.toBlob(
    (blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

/** Paints from top to bottom; without a canvas it only measures. */
class Painter {
  /** @param {CanvasRenderingContext2D | null} canvas @param {Context} context */
  constructor(canvas, context) {
    const paper = canvas ?? document.createElement("canvas").getContext("2d");
    if (!paper) throw new Error("this browser draws no pictures");
    this.canvas = paper;
    this.isReal = canvas !== null;
    this.context = context;
    this.family = getComputedStyle(context.el).fontFamily;
    this.y = EDGE;
    const inks = Object.entries(context.model.payload.charts.inks);
    /** @param {string} name */
    this.ink = (name) => inks.find(([, variable]) => variable === name)?.[0] ?? "#000000";
  }

  /**
   * @param {string} colour
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} [radius]
   */
  fill(colour, x, y, width, height, radius = 0) {
    if (!this.isReal) return;
    this.canvas.fillStyle = colour;
    this.canvas.beginPath();
    this.canvas.roundRect(x, y, width, height, radius);
    this.canvas.fill();
  }

  /**
   * Lines of text from this.y downwards; returns nothing, moves on.
   * @param {string} text
   * @param {number} size
   * @param {{ weight?: number, colour?: string, leading?: number, x?: number, width?: number }} [given]
   */
  text(text, size, { weight = 400, colour = "#17191e", leading = 1.4, x = EDGE, width = INNER } = {}) {
    this.canvas.font = `${weight} ${size}px ${this.family}`;
    this.canvas.textBaseline = "top";
    for (const line of lines(this.canvas, text, width)) {
      if (this.isReal) {
        this.canvas.fillStyle = colour;
        this.canvas.fillText(line, x, this.y + (size * (leading - 1)) / 2);
      }
      this.y += size * leading;
    }
  }

  /** @param {string} text @param {number} size @param {number} weight @param {number} y */
  right(text, size, weight, y) {
    if (!this.isReal) return;
    this.canvas.font = `${weight} ${size}px ${this.family}`;
    this.canvas.fillStyle = "#17191e";
    this.canvas.textAlign = "right";
    this.canvas.fillText(text, WIDTH - EDGE, y);
    this.canvas.textAlign = "left";
  }

  paint() {
    const { t, model, verdictText } = this.context;
    const { payload } = model;
    this.text(t.label(payload.title), 34, { colour: "#666b75" });
    this.y += 18;
    this.text(verdictText() ?? "", 54, { weight: 600, leading: 1.3 });
    this.y += 40;
    this.legend();
    this.y += 28;
    this.rows();
    this.outside();
    this.caveats();
    this.text(t("page.overline", { vendors: payload.vendors.length, criteria: payload.entered.filter((w) => w > 0).length, date: payload.reference_date }), 26, { colour: "#666b75" });
    return this.y + EDGE;
  }

  tops() {
    const { model, store } = this.context;
    return model.tree.roots.filter((node) => nodeShare(node, store.now.weights) > 0)
      .map((node) => ({ node, colour: this.ink(`--g${model.hues.get(node.id)}`) }));
  }

  legend() {
    const { t, model, store } = this.context;
    const shares = shownShares(model.tree, store.now.weights);
    let x = EDGE;
    for (const { node, colour } of this.tops()) {
      const text = `${t.label(model.labels.get(node.id))} ${shares.get(node.id)}`;
      this.canvas.font = `400 27px ${this.family}`;
      const width = this.canvas.measureText(text).width + 62;
      if (x + width > WIDTH - EDGE && x > EDGE) {
        x = EDGE;
        this.y += 44;
      }
      this.fill(colour, x, this.y + 7, 22, 22, 5);
      if (this.isReal) {
        this.canvas.fillStyle = "#4b4f58";
        this.canvas.textBaseline = "top";
        this.canvas.fillText(text, x + 32, this.y + 4);
      }
      x += width;
    }
    this.y += 44;
  }

  rows() {
    const { model, scores } = this.context;
    for (const v of scores().order) {
      const rank = scores().ranks[v];
      if (rank === null) continue;
      this.right(points(scores().scores[v]), 38, 600, this.y + 2);
      this.text(`${rank}  ${cut(model.payload.vendors[v].name)}`, 36, { weight: rank === 1 ? 600 : 400, width: INNER - 130 });
      this.bar(v);
      this.y += 26;
    }
  }

  /** @param {number} v */
  bar(v) {
    this.fill("#efefeb", EDGE, this.y, INNER, 34, 6);
    let x = EDGE;
    for (const { node, colour } of this.tops()) {
      const gained = gainedIn(this.context.scores(), v, node);
      const width = (gained / 100) * INNER;
      if (width > 2) this.fill(colour, x, this.y, width - 2, 34);
      x += width;
    }
    this.y += 34;
  }

  outside() {
    const { t, model, scores } = this.context;
    const out = scores().order.filter((v) => scores().ranks[v] === null);
    if (!out.length) return;
    this.y += 14;
    this.text(t("page.out_title"), 30, { weight: 600 });
    for (const v of out) {
      const vendor = model.payload.vendors[v];
      const musts = vendor.knock_outs.map((k) => t.label(model.labels.get(k.criterion))).join(t("page.comma"));
      this.text(`${cut(vendor.name)}${musts ? `: ${musts}` : ""}`, 30, { colour: "#4b4f58" });
    }
  }

  caveats() {
    const { t, model, store } = this.context;
    const untested = model.payload.vendors.filter((vendor) => vendor.untested.length);
    const said = untested.map((vendor) => `${cut(vendor.name)}${t("language.colon")}${t("page.untested_reason", { musts: vendor.untested.map((id) => t.label(model.labels.get(id))).join(t("page.comma")) })}`);
    const open = model.payload.findings.reduce((sum, f) => sum + (f.severity !== "info" ? f.count : 0), 0);
    if (open) said.push(t("page.n_findings", { n: open }));
    if (store.isChanged) said.push(t("page.picture_changed"));
    if (!said.length) return;
    this.y += 24;
    this.text(t("page.keep_in_mind"), 30, { weight: 600 });
    for (const text of said) this.text(text, 30, { colour: "#4b4f58" });
    this.y += 24;
  }
}

/** @param {string} name */
const cut = (name) => (name.length > 44 ? `${name.slice(0, 43)}…` : name);

/**
 * Break at spaces, and anywhere in Chinese; a word longer than the line is broken too.
 * @param {CanvasRenderingContext2D} canvas
 * @param {string} text
 * @param {number} width
 */
function lines(canvas, text, width) {
  const out = [];
  let line = "";
  for (const part of text.split(/(?<=\s)|(?<=[\u3000-\u9fff\uff00-\uffef])/u)) {
    if (line && canvas.measureText(line + part).width > width) {
      out.push(line.trimEnd());
      line = "";
    }
    for (const character of canvas.measureText(part).width > width ? part : [part]) {
      if (line && canvas.measureText(line + character).width > width) {
        out.push(line);
        line = "";
      }
      line += character;
    }
  }
  if (line) out.push(line.trimEnd());
  return out;
}
