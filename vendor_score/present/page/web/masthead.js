/** The head of the page: what is compared, the languages, the ways to share it. */

import { h } from "./dom.js";
import { shareMenu } from "./share_menu.js";

/** @param {Context} context @param {{el: HTMLElement, title: string}[]} sections */
export function masthead(context, sections) {
  const { t, model } = context;
  const { payload } = model;
  const counted = model.columns.filter((c) => payload.entered[c.column] > 0).length;
  return h("header.masthead", null,
    h("div.masthead-text", null,
      h("p.overline", null, t("page.overline", { vendors: payload.vendors.length, criteria: counted, date: payload.reference_date })),
      h("h1", null, t.label(payload.title))),
    h("div.tools", null, languages(context), shareMenu(context)),
    h("nav.jump", { "aria-label": t("page.on_this_page") }, sections.map((section) =>
      h("button.text", { type: "button", onclick: () => jumpTo(section.el) }, section.title))));
}

/** @param {HTMLElement} el */
function jumpTo(el) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  el.scrollIntoView({ behavior: isStill ? "auto" : "smooth", block: "start" });
  const heading = el.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** @param {Context} context */
function languages({ lang, t, model, setLanguage }) {
  const { languages: codes, texts } = model.payload;
  /** @param {string} code @param {number} at */
  const button = (code, at) => h("button", { type: "button", "data-lang": code, lang: texts["language.tag"][at],
    "aria-pressed": String(lang === code), onclick: () => lang !== code && setLanguage(code) }, texts["language.name"][at]);
  return h("div.languages", { role: "group", "aria-label": t("page.language") }, codes.map(button));
}
