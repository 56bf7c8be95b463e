/** One tab stop for a table of cells; the arrow keys walk from cell to cell, Enter opens one. */

/**
 * @param {HTMLElement} table its cells are ``.cell``, each in a ``tr``
 * @param {(cell: HTMLElement) => void} open
 */
export function walkCells(table, open) {
  table.addEventListener("click", (event) => {
    const cell = cellOf(event.target);
    if (cell) open(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const next = neighbour(cell, event.key);
    if (next) moveTo(table, next);
    if (event.key === "Enter" || event.key === " ") open(cell);
    if (next || event.key === "Enter" || event.key === " ") event.preventDefault();
  });
  const first = table.querySelector(".cell");
  if (first instanceof HTMLElement) first.tabIndex = 0;
}

/** @param {EventTarget | null} target */
function cellOf(target) {
  const found = target instanceof Element ? target.closest(".cell") : null;
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLElement} table @param {HTMLElement} cell */
function moveTo(table, cell) {
  table.querySelector('.cell[tabindex="0"]')?.setAttribute("tabindex", "-1");
  cell.tabIndex = 0;
  cell.focus();
}

/** @param {HTMLElement} cell @param {string} key */
function neighbour(cell, key) {
  const row = rowOf(cell);
  const place = cellsOf(row).indexOf(cell);
  /** @type {Record<string, () => HTMLElement | undefined>} */
  const ways = {
    ArrowRight: () => cellsOf(row)[place + 1],
    ArrowLeft: () => cellsOf(row)[place - 1],
    ArrowDown: () => cellsOf(rowsOf(row)[rowsOf(row).indexOf(row) + 1])[place],
    ArrowUp: () => cellsOf(rowsOf(row)[rowsOf(row).indexOf(row) - 1])[place],
    Home: () => cellsOf(row)[0],
    End: () => cellsOf(row).at(-1),
  };
  return ways[key]?.();
}

/** @param {HTMLElement} cell */
const rowOf = (cell) => /** @type {HTMLElement} */ (cell.closest("tr"));

/** @param {HTMLElement} row */
const rowsOf = (row) => /** @type {HTMLElement[]} */ (
  [...(row.closest("table")?.querySelectorAll("tr") ?? [])].filter((other) => other.querySelector(".cell")));

/** @param {HTMLElement | undefined} row */
const cellsOf = (row) => /** @type {HTMLElement[]} */ ([...(row?.querySelectorAll(".cell") ?? [])]);
