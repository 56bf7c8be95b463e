/** Wordings in the language at hand; the table comes with the payload. */

/**
 * @param {Record<string, [string, string]>} texts
 * @param {"en" | "zh"} lang
 */
export function translator(texts, lang) {
  const table = new Map(Object.entries(texts));
  const at = lang === "zh" ? 1 : 0;
  /** @param {string} key @param {Record<string, string | number>} [values] */
  const t = (key, values = {}) => {
    const found = table.get(key);
    if (!found) return key;
    return found[at].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
  /** @param {{en: string, zh: string}} label */
  t.label = (label) => (lang === "zh" ? label.zh : label.en) || label.en || label.zh;
  t.pick = (both) => both[at];
  t.title = (key, values) => capital(t(key, values));
  t.capital = capital;
  t.lang = lang;
  t.and = (names) => joinNames(names, lang);
  t.has = (key) => table.has(key);
  return t;
}

/** A term at the head of a column or section. */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function joinNames(names, lang) {
  if (lang === "zh") return names.join("、");
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The language to start in: what was saved, else what the browser asks for, else the report's. */
export function firstLanguage(saved, payloadLang) {
  if (saved === "en" || saved === "zh") return saved;
  const wanted = navigator.languages?.length ? navigator.languages : [navigator.language];
  for (const name of wanted) {
    if (/^zh\b/i.test(name)) return "zh";
    if (/^en\b/i.test(name)) return "en";
  }
  return payloadLang;
}
