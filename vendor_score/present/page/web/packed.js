/** What lies packed in the page: UTF-8 text, gzip, base 64. */

/**
 * The text that was packed, unpacked by the browser itself.
 * @param {string} packed
 * @returns {Promise<string>}
 */
export function unpackedText(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
