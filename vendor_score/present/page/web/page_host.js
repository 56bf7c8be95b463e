/** The page as host: payload and setting from the document, plotly unpacked when first needed. */

import { mount } from "./main.js";
import { readEdits } from "./edits.js";
import { unpackedText } from "./packed.js";
import { readSetting, settingText } from "./setting.js";
import { readVisit } from "./visit.js";
import { weightTree } from "./weights.js";

/** Start the view in this document. */
export async function start() {
  // before anything is drawn: what "save a copy" starts from
  const pristine = document.documentElement.outerHTML;
  const payload = await readPayloadText(elementOf("payload"));
  /** @type {Partial<Kept>} */
  const saved = JSON.parse(textOf("setting"));
  const tree = weightTree(payload.tree);
  const linked = readSetting(tree, payload.entered, location.hash);
  const first = saved.weights?.length === payload.weights.length ? saved : {};
  /** @type {Set<(weights: number[]) => void>} */
  const listeners = new Set();
  addEventListener("hashchange", () => {
    const found = readSetting(tree, payload.entered, location.hash);
    if (found) for (const listener of listeners) listener(found.weights);
  });
  mount(elementOf("page"), {
    payload,
    weights: linked?.weights ?? first.weights ?? payload.weights,
    setting: { lang: linked?.lang ?? langOf(location.hash) ?? first.lang, locks: [...(linked?.locks ?? first.locks ?? [])],
               listing: saysListing(location.hash) ? location.hash : first.listing, visit: readVisit(location.hash), edits: /[#&]e=/.test(location.hash) ? readEdits(payload, location.hash) : first.edits,
               notes: saved.notes, colleagues: saved.colleagues },
    setWeights: () => {},
    onWeights: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onVisit: (listener) => {
      const onHash = () => listener(readVisit(location.hash));
      addEventListener("hashchange", onHash);
      return () => removeEventListener("hashchange", onHash);
    },
    onListing: (listener) => {
      const onHash = () => saysListing(location.hash) && listener(location.hash);
      addEventListener("hashchange", onHash);
      return () => removeEventListener("hashchange", onHash);
    },
    onLanguage: (tag, title) => {
      document.documentElement.lang = tag;
      document.title = title;
    },
    remember: (setting) => writeHash(settingText(tree, payload.entered, setting)),
    address: () => location.href,
    keys: document,
    save,
    copyOfPage: (setting) => copyOfPage(pristine, setting),
    plotly: once(loadPlotly),
  });
}

/** What the document was made with. @param {string} id @param {Document} within */
function elementOf(id, within = document) {
  const found = within.getElementById(id);
  if (!found) throw new Error(`this page has no #${id}`);
  return found;
}

/** @param {string} id */
const textOf = (id) => elementOf(id).textContent ?? "";

/** @param {HTMLElement} script @returns {Promise<Payload>} */
const readPayloadText = async (script) => {
  const text = script.textContent ?? "";
  return JSON.parse(script.getAttribute("type") === "application/json" ? text : await unpackedText(text));
};

/** @param {string} text */
const langOf = (text) => /[#&]lang=([\w-]+)/.exec(text)?.[1];

/** Whether an address holds a whole setting, or how the vendors are listed; others leave the list as it is. @param {string} text */
const saysListing = (text) => /[#&](?:w|find|top|sort|rows|bars|hide)=/.test(text);

/** The address follows at rest; some places a page is shown in do not let it. @param {string} text */
function writeHash(text) {
  try {
    history.replaceState(null, "", `#${text}`);
  } catch {
    // the page works without; the short text can still be copied
  }
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * The page as it came, with this setting and with what is seen now as its part without scripts.
 * @param {string} pristine
 * @param {{weights: number[], locks: string[], lang: string}} setting
 */
function copyOfPage(pristine, setting) {
  const copy = new DOMParser().parseFromString(pristine, "text/html");
  elementOf("setting", copy).textContent = JSON.stringify(setting).replace(/</g, "\\u003c");
  copy.documentElement.lang = elementOf("page").lang;
  copy.title = document.title;
  /** @param {string} selector */
  const seen = (selector) => elementOf("page").querySelector(selector)?.cloneNode(true) ?? "";
  const main = copy.createElement("main");
  const stage = copy.createElement("div");
  stage.className = "stage";
  stage.append(seen(".stage-main"));
  main.append(seen(".verdict"), stage);
  const head = copy.createElement("header");
  head.className = "masthead";
  head.append(seen(".masthead-text"));
  elementOf("page", copy).replaceChildren(head, main, seen(".foot"));
  return new Blob([`<!doctype html>\n${copy.documentElement.outerHTML}\n`], { type: "text/html" });
}

/** @param {() => Promise<Plotly>} make */
function once(make) {
  /** @type {Promise<Plotly> | null} */
  let made = null;
  return () => (made ??= make());
}

/** plotly lies in the page packed; unpacked it is put in as the text that the policy knows. */
async function loadPlotly() {
  const script = document.createElement("script");
  script.textContent = await unpackedText(textOf("plotly"));
  document.head.append(script);
  return globalThis.Plotly;
}
