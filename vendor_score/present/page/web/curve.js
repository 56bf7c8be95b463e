/** The value function of a criterion, drawn small, with one vendor's answer on it. */

import { number, points } from "./display.js";
import { svg } from "./dom.js";
import { unitText } from "./reading.js";

const WIDTH = 280;
const HEIGHT = 96;
const PAD = { left: 30, right: 12, top: 10, bottom: 20 };

/**
 * @param {any} criterion of the payload
 * @param {any | null} answer of the payload
 * @param {any} t
 * @returns {SVGElement | null}
 */
export function drawCurve(criterion, answer, t) {
  const form = criterion.curve;
  if (!form) return null;
  return form.form === "line" ? drawLine(criterion, answer, t) : drawBars(criterion, answer, t);
}

function frame(criterion, t, ...children) {
  return svg("svg.curve", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
                            "aria-label": t("page.curve_of", { criterion: t.label(criterion.label) }) },
             ...children);
}

function drawLine(criterion, answer, t) {
  const anchors = [...criterion.curve.at].sort((a, b) => a[0] - b[0]);
  const reading = answer?.reading;
  const [from, to] = span(anchors, reading);
  const x = (value) => PAD.left + ((value - from) / (to - from)) * (WIDTH - PAD.left - PAD.right);
  const y = (value) => HEIGHT - PAD.bottom - (value / 100) * (HEIGHT - PAD.top - PAD.bottom);
  const outline = [[from, anchors[0][1]], ...anchors, [to, anchors.at(-1)[1]]];
  const unit = unitText(criterion.unit, t);
  return frame(criterion, t, axis(y),
    anchorTexts(anchors, x, unit),
    svg("polyline.curve-line", { points: outline.map(([a, p]) => `${x(a)},${y(p)}`).join(" ") }),
    marks(reading, anchors, x, y));
}

function span(anchors, reading) {
  const ends = [anchors[0][0], anchors.at(-1)[0], ...(reading?.on ?? [])];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}

function axis(y) {
  return [0, 50, 100].flatMap((value) => [
    svg("line.curve-grid", { x1: PAD.left, x2: WIDTH - PAD.right, y1: y(value), y2: y(value) }),
    svg("text.curve-text", { x: PAD.left - 6, y: y(value) + 3, "text-anchor": "end" }, value),
  ]);
}

/** The answers at the anchors below the axis, as many as have room. */
function anchorTexts(anchors, x, unit) {
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

function marks(reading, anchors, x, y) {
  if (!reading?.on) return [];
  const [low, high] = reading.on;
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

/** Straight lines between the anchors, flat outside. */
export function pointsAt(anchors, value) {
  if (value <= anchors[0][0]) return anchors[0][1];
  for (let i = 1; i < anchors.length; i += 1) {
    const [x1, p1] = anchors[i];
    const [x0, p0] = anchors[i - 1];
    if (value <= x1) return p0 + ((p1 - p0) * (value - x0)) / (x1 - x0);
  }
  return anchors.at(-1)[1];
}

function drawBars(criterion, answer, t) {
  const { bars } = criterion.curve;
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

const shortened = (text) => (text.length > 20 ? `${text.slice(0, 19)}…` : text);
