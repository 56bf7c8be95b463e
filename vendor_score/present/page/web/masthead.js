/** The head of the page: what is compared, the languages, the ways to share it. */

import { h } from "./dom.js";
import { shareMenu } from "./share_menu.js";

/** @param {Context} context */
export function masthead(context) {
  const { t, model } = context;
  const { payload } = model;
  const counted = model.columns.filter((c) => payload.entered[c.column] > 0).length;
  return h("header.masthead", null,
    h("div.masthead-text", null,
      h("p.overline", null, t("page.overline", { vendors: payload.vendors.length, criteria: counted, date: payload.reference_date })),
      h("h1", null, t.label(payload.title))),
    h("div.tools", null, languages(context), shareMenu(context)));
}

/** What the page was made from: its date, and the digits that tell two states of the files apart. @param {Context} context */
export function footer({ t, model }) {
  const { reference_date: date, digest, envelope } = model.payload;
  return h("footer.foot", null, envelope && h("p.envelope", null, t(`envelopes.${envelope}`)),
    h("p", null, t(digest ? "page.footer" : "page.footer_date", { date, digest })));
}

/** @param {Context} context */
function languages({ lang, t, model, setLanguage }) {
  const { languages: codes, texts } = model.payload;
  /** @param {string} code @param {number} at */
  const button = (code, at) => h("button", { type: "button", "data-lang": code, lang: texts["language.tag"][at],
    "aria-pressed": String(lang === code), onclick: () => lang !== code && setLanguage(code) }, texts["language.name"][at]);
  return h("div.languages", { role: "group", "aria-label": t("page.language") }, codes.map(button));
}
