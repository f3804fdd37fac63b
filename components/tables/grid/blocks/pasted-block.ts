/** Rows of texts, as they were copied. Rows can differ in length. */
export type Block = string[][];

/** Returns the cells that a clipboard holds: at least one row with one cell. */
export function pastedBlock(clipboard: { text: string; html: string }): Block {
  const fromText = splitText(clipboard.text);
  const fromHtml = clipboard.html.includes("<table") ? tableIn(clipboard.html) : null;
  // The plain text keeps all spaces. But line breaks in the cells of a web page are not quoted there.
  return fromHtml && !hasSameShape(fromHtml, fromText) ? fromHtml : fromText;
}

/** Formats cells so that spreadsheets, and this grid, read them back unchanged. */
export function asTabbedText(block: Block): string {
  return block.map((row) => row.map(quotedIfNeeded).join("\t")).join("\n");
}

/** Matches a cell and what follows it. Spreadsheets quote cells that contain a tab or a line break. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;

function splitText(text: string): Block {
  const content = text.replace(/(?:\r\n|\n|\r)$/u, "");
  const block: Block = [];
  let row: string[] = [];
  for (const [whole, quoted, plain = "", end] of content.matchAll(CELL)) {
    const isQuotedCell = quoted !== undefined && /[\t\r\n]/u.test(quoted);
    row.push(isQuotedCell ? quoted.replaceAll('""', '"') : quoted === undefined ? plain : `"${quoted}"`);
    if (end === "\t") continue;
    block.push(row);
    row = [];
    if (end === "" || whole === "") break;
  }
  return block;
}

function quotedIfNeeded(text: string): string {
  return /[\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function hasSameShape(one: Block, other: Block): boolean {
  return one.length === other.length && one.every((row, index) => row.length === other[index]?.length);
}

/** The cells of the first table; a merged cell is followed by empty ones. Null if there are none. */
function tableIn(html: string): Block | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  const block: Block = [];
  for (const [top, tableRow] of [...(table?.rows ?? [])].entries()) {
    let left = 0;
    for (const cell of tableRow.cells) {
      while (block[top]?.[left] !== undefined) left += 1;
      fill(block, { top, left, rows: cell.rowSpan, columns: cell.colSpan });
      (block[top] ??= [])[left] = textOf(cell);
    }
  }
  return block.some((row) => row.length > 0) ? block : null;
}

/** A page may claim any span; larger merged cells are cut. */
const MAX_SPAN = 200;

function fill(block: Block, { top, left, rows, columns }: Record<"top" | "left" | "rows" | "columns", number>): void {
  for (let row = top; row < top + Math.min(rows, MAX_SPAN); row += 1) {
    for (let column = left; column < left + Math.min(columns, MAX_SPAN); column += 1) (block[row] ??= [])[column] = "";
  }
}

/** The text of a cell: a line for each `<br>` and each block, with spaces collapsed as a browser shows them. */
function textOf(cell: Element): string {
  const lines = [""];
  const add = (node: Node) => {
    if (node instanceof Text) lines.push(`${lines.pop()}${node.data.replaceAll(/[ \t\r\n\f]+/gu, " ")}`);
    if (!(node instanceof Element)) return;
    const isBlock = /^(?:P|DIV|LI|H[1-6])$/u.test(node.tagName);
    if (node.tagName === "BR" || (isBlock && lines.at(-1)?.trim() !== "")) lines.push("");
    node.childNodes.forEach(add);
    if (isBlock && lines.at(-1)?.trim() !== "") lines.push("");
  };
  cell.childNodes.forEach(add);
  return lines
    .map((line) => line.replaceAll("\u00a0", " ").trim())
    .join("\n")
    .trim();
}
