/** How a number looks to people: the mirror of vendor_score/number_text.py. */

/**
 * One decimal as Python's ``f"{value:.1f}"`` gives it: exact halves go to the even digit.
 * @param {number} value
 * @returns {string}
 */
function oneDecimal(value) {
  const quarters = value * 4;
  const isExactHalf = Number.isInteger(quarters) && quarters % 2 !== 0;
  if (!isExactHalf) return value.toFixed(1);
  const down = Math.floor(value * 10);
  return ((down % 2 === 0 ? down : down + 1) / 10).toFixed(1);
}

/** A score, value or contribution: ``81.4``; 100.0 only when truly 100. @param {number} value */
export function points(value) {
  const shown = oneDecimal(value);
  return shown === "100.0" && value < 100 ? "99.9" : shown;
}

/** A difference in points: ``2.4``; one that a decimal would not show: ``0.03``. @param {number} value */
export function gap(value) {
  const shown = oneDecimal(value);
  if (value === 0 || Number(shown) > 0) return shown;
  const finer = value.toFixed(2);
  return finer === "0.00" ? "<0.01" : finer;
}

/** A share of 1 in percent: ``12.0%``; 100% and 0% only when truly so. @param {number} value */
export function share(value) {
  const shown = oneDecimal(value * 100);
  if (shown === "100.0") return value >= 1 ? "100%" : "99.9%";
  if (shown === "0.0" || shown === "-0.0") return value <= 0 ? "0%" : "0.1%";
  return `${shown}%`;
}

/** A plain number without needless digits: ``18``, ``17.5``, ``12,000``. @param {number} value */
export function number(value) {
  const [whole, decimals] = Math.abs(value).toFixed(6).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const tail = decimals.replace(/0+$/, "");
  const shown = tail ? `${grouped}.${tail}` : grouped;
  return value < 0 && shown !== "0" ? `-${shown}` : shown;
}

/** A share that a person chose, without needless digits: ``25%``. @param {number} value */
export const percent = (value) => `${number(value * 100)}%`;
