/**
 * Where a reader is sent: a part or section, a vendor, a pair, as the address names them.
 *
 * ``at=why``, ``at=vendors&vendor=Northgate``, ``at=compare&pair=Northgate,Harbour%20Lane``; a lone
 * ``#why`` means the same as ``#at=why``.
 */

/** @returns {Visit} */
export const nowhere = () => ({ at: null, vendor: null, pair: null });

/** @param {string} text an address's fragment, or a text that holds one @returns {Visit} */
export function readVisit(text) {
  const fields = text.slice(text.indexOf("#") + 1).split(/[&\s]/);
  /** @param {string} name */
  const field = (name) => fields.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const lone = /^[a-z][a-z-]*$/.test(fields[0]) ? fields[0] : null;
  const pair = field("pair")?.split(",").map(decoded) ?? [];
  const vendor = field("vendor");
  return {
    at: field("at") ?? lone ?? (pair.length === 2 ? "compare" : vendor ? "vendors" : null),
    vendor: vendor ? decoded(vendor) : null,
    pair: pair.length === 2 ? [pair[0], pair[1]] : null,
  };
}

/** @param {Visit} visit */
export function visitText({ at, vendor, pair }) {
  const parts = [];
  if (at) parts.push(`at=${at}`);
  if (at === "vendors" && vendor) parts.push(`vendor=${encodeURIComponent(vendor)}`);
  if (at === "compare" && pair) parts.push(`pair=${pair.map(encodeURIComponent).join(",")}`);
  return parts.join("&");
}

/** Text of an address; as it stands where a chat has spoilt its escapes. @param {string} text */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
