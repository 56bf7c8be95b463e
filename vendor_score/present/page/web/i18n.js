/** Wordings in the language at hand; the table comes with the payload. */

/**
 * @param {{texts: Record<string, string[]>, languages: string[]}} payload texts: one per language
 * @param {string} lang
 */
export function translator({ texts, languages }, lang) {
  const table = new Map(Object.entries(texts));
  const at = languages.indexOf(lang);
  /** @param {string} key @param {Record<string, string | number>} [values] */
  const t = (key, values = {}) => {
    const found = table.get(key);
    if (!found) return key;
    return found[at].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
  /** @param {Label | undefined} label */
  t.label = (label = {}) => label[lang] || label[languages[0]] || Object.values(label).find(Boolean) || "";
  /** What stands once per language. @param {string[]} each */
  t.pick = (each) => each[at];
  /** @param {string} key @param {Record<string, string | number>} [values] */
  t.title = (key, values) => capital(t(key, values));
  t.capital = capital;
  t.lang = lang;
  /** @param {string[]} names */
  t.and = (names) => joinNames(names, t);
  /** @param {string} key */
  t.has = (key) => table.has(key);
  return t;
}

/** A term at the head of a column or section. @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string[]} names @param {Translator} t */
function joinNames(names, t) {
  if (names.length < 2) return names.join("");
  return names.slice(0, -1).join(t("language.list_joint")) + t("language.last_joint") + names.at(-1);
}

/**
 * The language to start in: what was saved, else what the browser asks for, else the report's.
 * @param {string | null | undefined} saved
 * @param {{ languages: string[], lang: string }} given
 */
export function firstLanguage(saved, { languages, lang }) {
  if (saved && languages.includes(saved)) return saved;
  const wanted = navigator.languages?.length ? navigator.languages : [navigator.language];
  for (const name of wanted) {
    const asked = name.toLowerCase();
    const known = languages.find((code) => asked === code.toLowerCase())
      ?? languages.find((code) => asked.startsWith(`${code.toLowerCase()}-`));
    if (known) return known;
  }
  return lang;
}
