/** The ways to share what is seen: address, short text, copy of the page, files, print. */

import { freshId, h, setText } from "./dom.js";
import { readEdits, yamlText } from "./edits.js";
import { listingText } from "./listing.js";
import { drawPicture } from "./picture.js";
import { readSetting, settingText, weightsToWrite } from "./setting.js";

/** @param {Context} context */
export function shareMenu(context) {
  return new ShareMenu(context).el;
}

class ShareMenu {
  /** @param {Context} context */
  constructor(context) {
    const { t } = context;
    this.context = context;
    this.t = t;
    const id = freshId("share");
    this.button = h("button.share-button", { type: "button", "aria-expanded": "false", "aria-controls": id, onclick: () => this.toggle() }, t("page.share"));
    this.said = h("p.note", { role: "status" });
    this.text = h("textarea", { rows: 3, spellcheck: "false", "aria-label": t("page.weights_text") });
    this.panel = h("div.share-panel", { id, hidden: true, role: "group", "aria-label": t("page.share") }, this.items());
    this.el = h("div.share", null, this.button, this.panel);
    this.el.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    /** @param {Event} event */
    this.onOutside = (event) => !(event.target instanceof Node && this.el.contains(event.target)) && !this.panel.hidden && this.close(false);
    document.addEventListener("pointerdown", this.onOutside);
    context.disposals.push(() => document.removeEventListener("pointerdown", this.onOutside));
  }

  items() {
    const { t, context } = this;
    /** @param {string} key @param {() => unknown} act */
    const item = (key, act) => h("button", { type: "button", onclick: act }, t(key));
    const { host, model } = context;
    return [
      h("div.share-list", null,
        host.copyOfPage && item("page.save_copy", () => this.saveCopy()),
        model.payload.yaml && item("page.save_yaml", () => this.saveYaml()),
        item("page.save_picture", () => this.savePicture()),
        item("page.save_ranking_png", () => this.saveRanking("png")),
        item("page.save_ranking_svg", () => this.saveRanking("svg")),
        host.address && item("page.print", () => window.print())),
      h("div.share-text", null, h("p", null, t("page.weights_text")), this.text,
        h("div.buttons", null, item("page.copy_text", () => this.copy(this.text.value)),
          host.address && item("page.copy_link", () => this.copy(host.address?.() ?? "")),
          item("page.use_text", () => this.useText()))),
      this.said,
    ];
  }

  toggle() {
    if (!this.panel.hidden) {
      this.close();
      return;
    }
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.text.value = this.setting();
    setText(this.said, "");
  }

  /** @param {boolean} [takeFocus] */
  close(takeFocus = true) {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (takeFocus) this.button.focus();
  }

  setting() {
    const { model, store } = this.context;
    return settingText(model.tree, store.entered, { ...store.now }, 12);
  }

  /** @param {string} key */
  say(key) {
    setText(this.said, this.t(key));
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // no clipboard for this page: the old way, which needs a selection
      this.text.value = text;
      this.text.select();
      document.execCommand("copy");
    }
    this.say("page.copied");
  }

  useText() {
    const { model, store } = this.context;
    const found = readSetting(model.tree, store.entered, this.text.value);
    if (!found) {
      this.say("page.text_not_read");
      return;
    }
    const { text } = this;
    const edits = /[#&]e=/.test(text.value) ? readEdits(model.payload, text.value) : store.now.edits;
    store.set({ weights: found.weights, locks: found.locks, edits });
    this.say("page.text_used");
  }

  saveCopy() {
    const { host, store, lang } = this.context;
    const { weights, locks, edits } = store.now;
    const setting = { weights, locks: [...locks], lang, listing: listingText(this.context.model, this.context.listing), edits, notes: store.notes, colleagues: store.colleagues };
    this.context.writeAll();
    if (host.copyOfPage) host.save(this.fileName("html"), host.copyOfPage(setting));
    this.say("page.saved");
  }

  saveYaml() {
    saveYaml(this.context);
    this.say("page.saved");
  }

  async savePicture() {
    const blob = await drawPicture(this.context);
    this.context.host.save(this.fileName("png"), blob);
    this.say("page.saved");
  }

  /** @param {string} format */
  async saveRanking(format) {
    const { plots, rankingChart } = this.context;
    if (rankingChart) await plots.picture(rankingChart, format);
    this.say("page.saved");
  }

  /** @param {string} ending */
  fileName(ending) {
    const title = this.t.label(this.context.model.payload.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    return `${title.slice(0, 60) || "ranking"}.${ending}`;
  }
}

/** criteria.yaml with the weights and settings at hand; it ranks as this page does. @param {Context} context */
export function saveYaml({ host, model, store }) {
  const { yaml, criteria } = model.payload;
  if (!yaml) return;
  const weights = weightsToWrite(model.tree, store.entered, store.now.weights);
  host.save("criteria.yaml", new Blob([yamlText(yaml, weights, criteria, store.now.edits)], { type: "application/yaml" }));
}
