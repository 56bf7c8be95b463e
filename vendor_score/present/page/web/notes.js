/** Notes and the sign-off: what the buyer writes beside the figures; saved in the copy, and printed. */

/** @returns {Notes} */
export const noNotes = () => ({ vendors: [], answers: [], sign: { name: "", date: "", decision: "", reasons: "" } });

/** @param {Notes} notes */
export const hasNotes = ({ vendors, answers, sign }) => vendors.length + answers.length > 0 || Object.values(sign).some(Boolean);

/** What a copy holds, as far as it is a text. @param {any} given @returns {Notes} */
export function keptNotes(given) {
  const none = noNotes();
  /** @param {unknown} rows @param {number} size */
  const texts = (rows, size) => (Array.isArray(rows) ? rows.filter((row) => Array.isArray(row) && row.length === size && row.every((/** @type {unknown} */ cell) => typeof cell === "string")) : []);
  const sign = Object.fromEntries(Object.keys(none.sign).map((key) => [key, String(given?.sign?.[key] ?? "")]));
  return { vendors: texts(given?.vendors, 2), answers: texts(given?.answers, 3), sign: /** @type {Notes["sign"]} */ (sign) };
}

/** @param {Notes} notes @param {string} vendor */
export const noteOfVendor = (notes, vendor) => notes.vendors.find(([name]) => name === vendor)?.[1] ?? "";

/** @param {Notes} notes @param {string} vendor @param {string} criterion */
export const noteOfAnswer = (notes, vendor, criterion) => notes.answers.find(([name, id]) => name === vendor && id === criterion)?.[2] ?? "";

/** @param {Notes} notes @param {string} vendor @param {string} text @returns {Notes} */
export const withVendorNote = (notes, vendor, text) => ({ ...notes,
  vendors: [...notes.vendors.filter(([name]) => name !== vendor), ...(text ? [/** @type {[string, string]} */ ([vendor, text])] : [])] });

/** @param {Notes} notes @param {string} vendor @param {string} criterion @param {string} text @returns {Notes} */
export const withAnswerNote = (notes, vendor, criterion, text) => ({ ...notes,
  answers: [...notes.answers.filter(([name, id]) => name !== vendor || id !== criterion), ...(text ? [/** @type {[string, string, string]} */ ([vendor, criterion, text])] : [])] });
