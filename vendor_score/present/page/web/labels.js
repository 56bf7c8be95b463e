/** Names and answers as labels of plotly charts. */

/** Labels of plotly read a little HTML; names are shown as they are, long ones cut. @param {string} text */
export function escapeLabel(text) {
  const cut = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return cut.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
