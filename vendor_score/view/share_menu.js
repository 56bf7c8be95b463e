/** The ways to share what is seen: link, text, copy of the page, files, print. */

import { h } from "./dom.js";

export function shareMenu(context) {
  return h("div.share");
}
