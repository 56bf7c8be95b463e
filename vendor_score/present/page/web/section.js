/** What sections are made of: their sentence and content, blocks, choices of vendors. */

import { freshId, h } from "./dom.js";

/**
 * The body of a section, below the heading that opens it.
 * @param {Child} lead one sentence on what is seen
 * @param {...Child} children
 */
export const bodyOf = (lead, ...children) => h("div.section-body", null, lead && h("p.lead", null, lead), ...children);

/**
 * A block within a section: its heading, one plain sentence, what it rests on.
 * @param {Child} title
 * @param {Child} note
 * @param {...Child} children
 */
export function block(title, note, ...children) {
  return h("div.block", null, h("h4", null, title), note && h("p.note", null, note), ...children);
}

/** The mark of figures that stay as reported when the weights move. @param {Translator} t */
export const enteredOnly = (t) => h("span.entered-only", { hidden: true }, t("page.entered_only"));

/** A choice of vendors by name. @param {Context} context @param {string} label @param {() => void} onchange */
export function vendorChoice(context, label, onchange) {
  const id = freshId("choice");
  const select = h("select", { id, onchange });
  context.model.payload.vendors.forEach((vendor, v) => select.append(h("option", { value: v }, vendor.name)));
  return { select, el: h("span.choice", null, h("label", { for: id }, label), " ", select) };
}
