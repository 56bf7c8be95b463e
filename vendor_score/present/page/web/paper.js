/** Whether the page is being printed: what is built for that is drawn for paper at once. */

let isPrinting = false;
// heard before anything that a view does when it prints: modules run before views are made
addEventListener("beforeprint", () => { isPrinting = true; });
addEventListener("afterprint", () => { isPrinting = false; });

export const isOnPaper = () => isPrinting || matchMedia("print").matches;
