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

/** Points without needless digits: ``81.4``, ``60``. @param {number} value */
export const shortPoints = (value) => points(value).replace(/\.0$/, "");

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

/**
 * Shares of one whole, so rounded that what is shown adds up as they do: the method of largest
 * remainders, as in vendor_score/number_text.py.
 * @param {number[]} values
 * @param {number} [whole] what they add up to as shown, in tenths of a percent
 */
export const tenthsOf = (values, whole) => unitsOf(values, 1000, whole);

/** @param {number[]} values @param {number} units in one whole @param {number} [whole] */
function unitsOf(values, units, whole) {
  const exact = values.map((value) => Number((value * units).toFixed(6)));
  const tenths = exact.map(Math.floor);
  const left = (whole ?? Math.round(exact.reduce((a, b) => a + b, 0))) - tenths.reduce((a, b) => a + b, 0);
  const byLoss = exact.map((_, i) => i).sort((a, b) => (tenths[a] - exact[a]) - (tenths[b] - exact[b]) || a - b);
  for (const i of byLoss.slice(0, Math.max(0, left))) tenths[i] += 1;
  return tenths;
}

/** ``12.0%``; one that is not quite nothing, or not quite all, says so. @param {number} tenths @param {number} value */
export function shareOfTenths(tenths, value) {
  if (tenths <= 0) return value <= 0 ? "0%" : "<0.1%";
  if (tenths >= 1000) return value >= 1 - 1e-12 ? "100%" : ">99.9%";
  return `${(tenths / 10).toFixed(1)}%`;
}

/**
 * Scores in falling order with one decimal, or as many as it takes for different ones to look different.
 * @param {number[]} scores
 */
export function apart(scores) {
  // scores tie where they are compared as equal, and are shown alike then
  const compared = scores.map((score) => Math.round(score * 1e9) / 1e9);
  const distinct = [...new Set(compared)];
  const digits = new Map(distinct.map((score) => [score, 1]));
  for (let i = 1; i < distinct.length; i += 1) {
    let n = 1;
    while (n < 9 && pointsTo(distinct[i - 1], n) === pointsTo(distinct[i], n)) n += 1;
    for (const score of [distinct[i - 1], distinct[i]]) digits.set(score, Math.max(digits.get(score) ?? 1, n));
  }
  return compared.map((score) => pointsTo(score, digits.get(score) ?? 1));
}

const MOST_DIGITS = 5;

/**
 * Two figures so fine that their difference, as they are shown, is the gap that is shown.
 * @param {number} one
 * @param {number} other
 */
export function differing(one, other) {
  const wanted = gap(Math.abs(one - other));
  /** @param {number} digits */
  const shown = (digits) => [pointsTo(one, digits), pointsTo(other, digits)];
  for (let digits = 1; digits < MOST_DIGITS - 1; digits += 1) {
    const [a, b] = shown(digits);
    if (gap(Number(Math.abs(Number(a) - Number(b)).toFixed(9))) === wanted) return [a, b];
  }
  return shown(MOST_DIGITS - 1);
}

/**
 * Weights of one whole and values, so fine that what is shown multiplies out to the products shown
 * and the weights still add up.
 * @param {{ value: number | undefined, weight: number }[]} rows a value is undefined where an answer is left out
 */
export function multiplied(rows) {
  const weights = rows.map(({ weight }) => weight);
  for (let digits = 1; ; digits += 1) {
    const units = unitsOf(weights, 100 * 10 ** digits);
    const values = rows.map(({ value, weight }, i) => (value === undefined ? "–" : factor(value, units[i] / 10 ** digits, points(value * weight))));
    if (digits < MOST_DIGITS - 1 && values.includes(null)) continue;
    return rows.map(({ value, weight }, i) => ({ value: values[i] ?? points(value ?? 0),
      weight: digits === 1 ? shareOfTenths(units[i], weight) : `${(units[i] / 10 ** digits).toFixed(digits)}%` }));
  }
}

/** The value so fine that its product with the weight is the one shown, if that can be. @param {number} value @param {number} percent @param {string} product */
function factor(value, percent, product) {
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const shown = pointsTo(value, digits);
    if (Math.abs((Number(shown) * percent) / 100 - Number(product)) <= 0.05 + 1e-9) return shown;
  }
  return null;
}

/** @param {number} value @param {number} digits */
function pointsTo(value, digits) {
  if (digits === 1) return points(value);
  const halves = value * 2 ** (digits + 1);
  const isExactHalf = Number.isInteger(halves) && halves % 2 !== 0;
  const down = Math.floor(value * 10 ** digits);
  const shown = isExactHalf ? ((down % 2 === 0 ? down : down + 1) / 10 ** digits).toFixed(digits) : value.toFixed(digits);
  return Number(shown) === 100 && value < 100 ? `99.${"9".repeat(digits)}` : shown;
}
