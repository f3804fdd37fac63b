/** Besides the text: padding and border; in the header also the icons of type, order and menu. In pixels. */
const AROUND_TEXT = 24;
const AROUND_NAME = 92;

/** The width in which the rendered texts of a column fit, and its name. Columns count from 1. */
export function fittingWidth(grid: HTMLElement, column: number): number {
  const cells = [...grid.querySelectorAll(`[data-column="${column}"]`)];
  const widths = cells.map((cell) => textWidth(cell) + (cell.tagName === "TH" ? AROUND_NAME : AROUND_TEXT));
  return Math.ceil(Math.max(...widths));
}

/** The width of a cell's text, even where it is cut off. */
function textWidth(cell: Element): number {
  const text = cell.querySelector("[data-text]");
  if (!text) return 0;
  const range = document.createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect().width;
}
