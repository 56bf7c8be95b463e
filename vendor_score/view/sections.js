/** The sections below the ranking, in order. */

/** @param {any} context @returns {{el: HTMLElement, title: string, update: Function}[]} */
export function sections(context) {
  return [];
}
