/** The verdict at the weights at hand. */

/** @returns {{text: string, isPreliminary: boolean}} */
export function verdictOf({ model, t }, scores) {
  return { text: t.label(model.payload.verdict), isPreliminary: false };
}
