/** Elements from plain calls; text only ever becomes text, never markup. */

/**
 * @param {string} tag ``div``, ``p.note`` - a tag with class names
 * @param {Record<string, any> | null} [attributes] ``on...`` are listeners; null and false are left out
 * @param {...(Node | string | number | null | undefined | false | any[])} children
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  setAttributes(element, attributes ?? {});
  append(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** As `h`, for drawings. */
export function svg(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElementNS(SVG, name);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  setAttributes(element, attributes ?? {});
  append(element, children);
  return element;
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") element.style.cssText = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Put ``wanted`` into ``parent`` in this order, moving only what stands elsewhere. */
export function arrange(parent, wanted) {
  const focused = document.activeElement;
  let place = parent.firstChild;
  for (const element of wanted) {
    if (element === place) place = place.nextSibling;
    else parent.insertBefore(element, place);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
  // an element that is moved loses the focus; the person did not take it away
  if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** Set text only where it differs: writing the same text again still costs a layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let counter = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  counter += 1;
  return `vs-${prefix}-${counter}`;
}

/** A name of a vendor or anything else that a stranger wrote: isolated, so that its direction
 *  does not turn the words around it. */
export const bdi = (text) => h("bdi", null, text);
