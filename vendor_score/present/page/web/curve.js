/**
 * The value function of a criterion, drawn small: target and must, the vendors' answers by their
 * places in the ranking, and one answer that is looked at.
 */

import { ticks } from "./chart_frame.js";
import { number, shortPoints } from "./display.js";
import { svg } from "./dom.js";
import { unitText } from "./reading.js";
import { pointsAt } from "./values.js";

const WIDTH = 300;
const PAD = { left: 30, right: 16, top: 28, bottom: 22 };
const HIGH = 78; // of the field between the axes
const LANE = 12; // of a row of places below the axis
const LANES = 3;
const REACH = 44; // px: from a press to the mark that it means
const CHARACTER = 6.1; // width of a character at 11 px, a little generous
const FAR = 0.35; // bounds and answers further out than this share of the scale stand at its edge

/**
 * @param {Criterion} criterion of the payload
 * @param {Answer | null} answer the one that is looked at
 * @param {Translator} t
 * @param {PlacedAnswer[]} [others] the vendors' answers, best place first
 * @returns {SVGElement | null}
 */
export function drawCurve(criterion, answer, t, others = []) {
  const { curve } = criterion;
  if (!curve) return null;
  return curve.form === "line" ? drawLine(criterion, curve.at, answer, t, others) : drawBars(criterion, curve.bars, answer, t, others);
}

/** @param {Criterion} criterion @param {Translator} t @param {number} height @param {...Child} children */
function frame(criterion, t, height, ...children) {
  return svg("svg.curve", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img",
                            "aria-label": t("page.curve_of", { criterion: t.label(criterion.label) }) },
             ...children);
}

/** @param {Criterion} criterion @param {Anchor[]} at @param {Answer | null} answer @param {Translator} t @param {PlacedAnswer[]} others */
function drawLine(criterion, at, answer, t, others) {
  const anchors = [...at].sort((a, b) => a[0] - b[0]);
  const reading = answer?.reading;
  const bounds = boundsOf(criterion, t);
  const [from, to] = span(anchors, [...(reading?.on ?? []), ...bounds.map(({ at: [x] }) => x), ...others.flatMap((other) => other.on ?? [])]);
  /** @param {number} value kept within the field */
  const x = (value) => PAD.left + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (WIDTH - PAD.left - PAD.right);
  /** @param {number} value */
  const y = (value) => PAD.top + HIGH - (value / 100) * HIGH;
  /** @type {Anchor[]} */
  const outline = [[from, anchors[0][1]], ...anchors, [to, lastOf(anchors)[1]]];
  const lanes = placeLanes(others, x, [from, to]);
  const base = PAD.top + HIGH + lanes.count * LANE;
  return frame(criterion, t, base + PAD.bottom, axis(y), tickTexts(from, to, x, base, unitText(criterion.unit, t)),
    bounds.map((bound, i) => boundMark(bound, i, x, [from, to])),
    svg("polyline.curve-line", { points: outline.map(([a, p]) => `${x(a)},${y(p)}`).join(" ") }),
    lanes.dots.map(({ at, value, who }) => svg("circle.curve-other", { cx: at, cy: y(pointsAt(anchors, value)), r: 3, "data-who": who })),
    lanes.texts.map(({ at, lane, text, who }) => svg("text.curve-place", { x: at, y: PAD.top + HIGH + 10 + lane * LANE, "text-anchor": "middle", "data-who": who }, text)),
    marks(reading, anchors, x, y));
}

/**
 * The ends of the field: anchors and what lies near them; what lies far out stands at the edge.
 * @param {Anchor[]} anchors
 * @param {number[]} values
 */
function span(anchors, values) {
  const [first, last] = [anchors[0][0], lastOf(anchors)[0]];
  const reach = (last - first || Math.abs(first) || 1) * FAR;
  const near = values.map((value) => Math.min(last + reach, Math.max(first - reach, value)));
  const low = Math.min(first, ...near);
  const high = Math.max(last, ...near);
  const margin = (high - low || 1) * 0.04;
  // nothing below zero where nothing is
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

/** @param {(value: number) => number} y */
function axis(y) {
  return [0, 50, 100].flatMap((value) => [
    svg("line.curve-grid", { x1: PAD.left, x2: WIDTH - PAD.right, y1: y(value), y2: y(value) }),
    svg("text.curve-text", { x: PAD.left - 6, y: y(value) + 3, "text-anchor": "end" }, value),
  ]);
}

/**
 * Ticks at round answers, as many as have room, the last with the unit.
 * @param {number} from
 * @param {number} to
 * @param {(value: number) => number} x
 * @param {number} base
 * @param {string} unit
 */
function tickTexts(from, to, x, base, unit) {
  const values = ticks(from, to, 5);
  /** @type {SVGElement[]} */
  const shown = [];
  let start = Infinity;
  for (const value of values.reverse()) {
    const text = shown.length ? number(value) : `${number(value)}${unit}`;
    const half = widthOf(text) / 2;
    const at = Math.min(x(value), WIDTH - half);
    if (at + half > start - 4) continue;
    start = at - half;
    shown.push(svg("line.curve-tick", { x1: x(value), x2: x(value), y1: PAD.top + HIGH - 4, y2: PAD.top + HIGH }),
      svg("text.curve-text", { x: at, y: base + 14, "text-anchor": "middle" }, text));
  }
  return shown;
}

/** Target and must where they are numbers. @param {Criterion} criterion @param {Translator} t */
function boundsOf(criterion, t) {
  /** @type {Bound[]} */
  const found = [];
  for (const name of /** @type {const} */ (["target", "must"])) {
    const at = (criterion[`${name}_rule`]?.operands ?? []).filter((each) => typeof each === "number");
    const rule = (criterion[name] ?? "").replace("<=", "≤").replace(">=", "≥");
    if (at.length) found.push({ name, at, text: `${t.title(`terms.${name}`)} ${rule}` });
  }
  return found;
}

/**
 * A line at each bound, its rule above; an arrow where the bound lies beyond the field.
 * @param {Bound} bound
 * @param {number} row
 * @param {(value: number) => number} x
 * @param {[number, number]} field
 */
function boundMark({ name, at, text }, row, x, [from, to]) {
  const beyond = at[0] > to ? " →" : at[0] < from ? "← " : "";
  const said = beyond === "← " ? `${beyond}${text}` : `${text}${beyond}`;
  const half = widthOf(said) / 2;
  const middle = Math.min(WIDTH - half, Math.max(half, x(at[0])));
  const lines = at.filter((value) => value >= from && value <= to).map((value) => svg(`line.curve-bound.${name}`, {
    x1: x(value), x2: x(value), y1: 12 + row * LANE, y2: PAD.top + HIGH }));
  return [...lines, svg(`text.curve-bound-text.${name}`, { x: middle, y: 10 + row * LANE, "text-anchor": "middle" }, said)];
}

/**
 * Places in the ranking below the answers, in rows where they would meet; equal answers share one.
 * @param {PlacedAnswer[]} others
 * @param {(value: number) => number} x
 * @param {[number, number]} field what lies beyond it has an arrow
 */
function placeLanes(others, x, [from, to]) {
  /** @type {Map<number, { value: number, places: string[], who: number[] }>} */
  const groups = new Map();
  others.forEach(({ on, place }, i) => {
    if (!on) return;
    const value = (on[0] + on[1]) / 2;
    const key = Math.round(x(value));
    const group = groups.get(key) ?? { value, places: [], who: [] };
    if (place) group.places.push(place);
    group.who.push(i);
    groups.set(key, group);
  });
  const ends = Array.from({ length: LANES }, () => -Infinity);
  /** @type {{ at: number, lane: number, text: string, who: string }[]} */
  const texts = [];
  const sorted = [...groups].sort(([a], [b]) => a - b);
  for (const [at, { value, places, who }] of sorted) {
    if (!places.length) continue;
    const named = places.length > 4 ? `${places.slice(0, 3).join(",")}…` : places.join(",");
    const text = value > to ? `${named}→` : value < from ? `←${named}` : named;
    const half = widthOf(text) / 2;
    const middle = Math.min(WIDTH - half, Math.max(half, at));
    const lane = ends.findIndex((end) => middle - half > end + 3);
    if (lane < 0) continue;
    ends[lane] = middle + half;
    texts.push({ at: middle, lane, text, who: who.join() });
  }
  return { count: Math.max(0, ...texts.map(({ lane }) => lane + 1)), texts,
    dots: sorted.map(([at, { value, who }]) => ({ at, value, who: who.join() })) };
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
    x: x(low), width: Math.max(1, x(high) - x(low)), y: PAD.top, height: HIGH })];
  const dots = [...new Set([low, high])].map((value) => {
    const [cx, cy] = at(value);
    return svg("circle.curve-dot", { cx, cy, r: 4.5 });
  });
  return [...band, ...dots];
}

/** About how wide a text is; Chinese characters take twice the room. @param {string} text */
const widthOf = (text) => [...text].reduce((sum, character) => sum + (character > "\u2e80" ? 11 : CHARACTER), 0);

/** @param {Anchor[]} anchors */
const lastOf = (anchors) => anchors[anchors.length - 1];

const ROW = 20;
const BAR = { left: 122, most: 58 };

/**
 * A bar per option or item: what it is worth, who holds it, whether target or must ask for it.
 * @param {Criterion} criterion @param {Bar[]} bars @param {Answer | null} answer @param {Translator} t @param {PlacedAnswer[]} others
 */
function drawBars(criterion, bars, answer, t, others) {
  const held = new Set(answer?.reading?.held);
  /** @type {Set<unknown>} */
  const musts = new Set(criterion.must_rule?.operands);
  /** @type {Set<unknown>} */
  const targets = new Set(criterion.target_rule?.operands);
  const children = bars.map((bar, i) => {
    const top = 4 + i * ROW;
    const long = Math.max(2, (bar.points / 100) * BAR.most);
    const asked = musts.has(bar.id) ? t("terms.must") : targets.has(bar.id) ? t("terms.target") : "";
    const who = others.flatMap((other, at) => (other.held?.includes(bar.id) ? [at] : []));
    const places = who.map((at) => others[at].place).filter(Boolean);
    const more = who.length - places.length;
    const room = Math.floor((WIDTH - BAR.left - long - 34) / CHARACTER);
    return [
      svg("text.curve-text", { x: BAR.left - 6, y: top + 11, "text-anchor": "end" }, shortened(t.label(bar.label), asked ? 17 - asked.length : 19), asked && svg("tspan.curve-asked", null, ` · ${asked}`)),
      svg(held.has(bar.id) ? "rect.curve-bar.held" : "rect.curve-bar", { x: BAR.left, y: top + 2, height: ROW - 9, width: long, rx: 2 }),
      svg("text.curve-text", { x: BAR.left + long + 6, y: top + 11 }, shortPoints(bar.points)),
      who.length > 0 && svg("text.curve-place", { x: BAR.left + long + 32, y: top + 11, "data-who": who.join() }, fitting(more ? [...places, `+${more}`] : places, room)),
    ];
  });
  return frame(criterion, t, 8 + bars.length * ROW, children);
}

/**
 * The answers at the mark next to a press, as places among the others; a finger need not hit it.
 * @param {HTMLElement} box
 * @param {{ clientX: number, clientY: number }} press
 */
export function nearestMark(box, { clientX, clientY }) {
  /** @type {{ far: number, who: string } | null} */
  let near = null;
  for (const mark of box.querySelectorAll("[data-who]")) {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const far = Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
    if (!near || far < near.far) near = { far, who: mark.getAttribute("data-who") ?? "" };
  }
  return near && near.far <= REACH ? near.who.split(",").map(Number) : null;
}

/** As many places as have room. @param {string[]} places @param {number} room characters */
function fitting(places, room) {
  const whole = places.join(",");
  if (whole.length <= room) return whole;
  const cut = whole.slice(0, Math.max(1, room - 1));
  return `${cut.slice(0, cut.lastIndexOf(",") > 0 ? cut.lastIndexOf(",") : undefined)}…`;
}

/** @param {string} text @param {number} most */
const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
