/** Elements from plain calls; text only ever becomes text, never markup. */

/**
 * @template {string} Tag
 * @param {Tag} tag ``div``, ``p.note`` - a tag with class names
 * @param {Attributes | null} [attributes] ``on...`` are listeners; null and false are left out
 * @param {...Child} children
 * @returns {ElementOf<Tag>}
 */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  setAttributes(element, attributes ?? {});
  append(element, children);
  return /** @type {ElementOf<Tag>} */ (element);
}

const SVG = "http://www.w3.org/2000/svg";

/** As `h`, for drawings. @param {string} tag @param {Attributes | null} [attributes] @param {...Child} children */
export function svg(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElementNS(SVG, name);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  setAttributes(element, attributes ?? {});
  append(element, children);
  return element;
}

/** @param {HTMLElement | SVGElement} element @param {Attributes} attributes */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "style") element.style.cssText = String(value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * Put ``wanted`` into ``parent`` in this order. Those already in rising order stay untouched, as
 * many as there can be: an element that is put elsewhere is laid out anew.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} wanted
 */
export function arrange(parent, wanted) {
  const focused = document.activeElement;
  /** @type {Map<Element, number>} */
  const places = new Map([...parent.children].map((element, place) => [element, place]));
  const stays = longestRising(wanted.map((element) => places.get(element) ?? -1));
  /** @type {Set<Element>} */
  const kept = new Set(wanted);
  for (const element of places.keys()) if (!kept.has(element)) element.remove();
  /** @type {HTMLElement | null} */
  let next = null;
  for (let i = wanted.length - 1; i >= 0; i -= 1) {
    if (!stays.has(i)) parent.insertBefore(wanted[i], next);
    next = wanted[i];
  }
  // an element that is moved loses the focus; the person did not take it away
  if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** Positions of a longest rising subsequence (patience sorting), those below 0 left out. @param {number[]} values */
function longestRising(values) {
  /** @type {number[]} */
  const ends = [];
  const before = values.map(() => -1);
  values.forEach((value, i) => {
    if (value < 0) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]] < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1] : -1;
    ends[low] = i;
  });
  const found = new Set();
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]) found.add(i);
  return found;
}

/**
 * Set text only where it differs: writing the same text again still costs a layout.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let counter = 0;

/** An id that no other element has. @param {string} prefix */
export function freshId(prefix) {
  counter += 1;
  return `vs-${prefix}-${counter}`;
}

/** A name of a vendor or anything else that a stranger wrote: isolated, so that its direction
 * @param {string} text
 *  does not turn the words around it. */
export const bdi = (text) => h("bdi", null, text);
