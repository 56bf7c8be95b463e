/** The value function of a criterion, drawn small, with one vendor's answer on it. */

import { number, points } from "./display.js";
import { svg } from "./dom.js";
import { unitText } from "./reading.js";
import { pointsAt } from "./values.js";

const WIDTH = 280;
const HEIGHT = 96;
const PAD = { left: 30, right: 12, top: 10, bottom: 20 };

/**
 * @param {Criterion} criterion of the payload
 * @param {Answer | null} answer of the payload
 * @param {Translator} t
 * @returns {SVGElement | null}
 */
export function drawCurve(criterion, answer, t) {
  const { curve } = criterion;
  if (!curve) return null;
  return curve.form === "line" ? drawLine(criterion, curve.at, answer, t) : drawBars(criterion, curve.bars, answer, t);
}

/** @param {Criterion} criterion @param {Translator} t @param {...Child} children */
function frame(criterion, t, ...children) {
  return svg("svg.curve", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
                            "aria-label": t("page.curve_of", { criterion: t.label(criterion.label) }) },
             ...children);
}

/** @param {Criterion} criterion @param {Anchor[]} at @param {Answer | null} answer @param {Translator} t */
function drawLine(criterion, at, answer, t) {
  const anchors = [...at].sort((a, b) => a[0] - b[0]);
  const reading = answer?.reading;
  const [from, to] = span(anchors, reading);
  /** @param {number} value */
  const x = (value) => PAD.left + ((value - from) / (to - from)) * (WIDTH - PAD.left - PAD.right);
  /** @param {number} value */
  const y = (value) => HEIGHT - PAD.bottom - (value / 100) * (HEIGHT - PAD.top - PAD.bottom);
  /** @type {Anchor[]} */
  const outline = [[from, anchors[0][1]], ...anchors, [to, lastOf(anchors)[1]]];
  const unit = unitText(criterion.unit, t);
  return frame(criterion, t, axis(y),
    anchorTexts(anchors, x, unit),
    svg("polyline.curve-line", { points: outline.map(([a, p]) => `${x(a)},${y(p)}`).join(" ") }),
    marks(reading, anchors, x, y));
}

/** @param {Anchor[]} anchors @param {Reading | undefined} reading */
function span(anchors, reading) {
  const ends = [anchors[0][0], lastOf(anchors)[0], ...(reading?.on ?? [])];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}

/** @param {(value: number) => number} y */
function axis(y) {
  return [0, 50, 100].flatMap((value) => [
    svg("line.curve-grid", { x1: PAD.left, x2: WIDTH - PAD.right, y1: y(value), y2: y(value) }),
    svg("text.curve-text", { x: PAD.left - 6, y: y(value) + 3, "text-anchor": "end" }, value),
  ]);
}

/**
 * The answers at the anchors below the axis, as many as have room.
 * @param {Anchor[]} anchors
 * @param {(value: number) => number} x
 * @param {string} unit
 */
function anchorTexts(anchors, x, unit) {
  /** @type {SVGElement[]} */
  const shown = [];
  let end = -Infinity;
  anchors.forEach(([value], i) => {
    const text = i === anchors.length - 1 ? `${number(value)}${unit}` : number(value);
    const half = text.length * 3;
    const at = Math.min(x(value), WIDTH - half);
    if (at - half < end + 4) return;
    end = at + half;
    shown.push(svg("text.curve-text", { x: at, y: HEIGHT - 5, "text-anchor": "middle" }, text));
  });
  return shown;
}

/**
 * @param {Reading | undefined} reading
 * @param {Anchor[]} anchors
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 */
function marks(reading, anchors, x, y) {
  if (!reading?.on) return [];
  const [low, high] = reading.on;
  /** @param {number} value */
  const at = (value) => [x(value), y(pointsAt(anchors, value))];
  const band = low === high ? [] : [svg("rect.curve-band", {
    x: x(low), width: Math.max(1, x(high) - x(low)), y: PAD.top,
    height: HEIGHT - PAD.top - PAD.bottom })];
  const dots = [...new Set([low, high])].map((value) => {
    const [cx, cy] = at(value);
    return svg("circle.curve-dot", { cx, cy, r: 4.5 });
  });
  return [...band, ...dots];
}

/** @param {Anchor[]} anchors */
const lastOf = (anchors) => anchors[anchors.length - 1];

/** @param {Criterion} criterion @param {Bar[]} bars @param {Answer | null} answer @param {Translator} t */
function drawBars(criterion, bars, answer, t) {
  const held = new Set(answer?.reading?.held);
  const step = Math.min(18, 84 / bars.length);
  const children = bars.map((bar, i) => {
    const top = 6 + i * step;
    const long = Math.max(2, (bar.points / 100) * 110);
    const isHeld = held.has(bar.id);
    return [
      svg("text.curve-text", { x: 118, y: top + step * 0.62, "text-anchor": "end" }, shortened(t.label(bar.label))),
      svg(isHeld ? "rect.curve-bar.held" : "rect.curve-bar",
          { x: 124, y: top, height: Math.max(3, step - 5), width: long, rx: 2 }),
      svg("text.curve-text", { x: 130 + long, y: top + step * 0.62 }, points(bar.points).replace(".0", "")),
    ];
  });
  return frame(criterion, t, children);
}

/** @param {string} text */
const shortened = (text) => (text.length > 20 ? `${text.slice(0, 19)}…` : text);
