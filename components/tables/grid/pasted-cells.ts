/**
 * Splits a pasted text into the cells of one row. Spreadsheets put tabs between cells and a line break at the end.
 * @returns Null if there is more than one row; several lines without tabs are one text.
 */
export function pastedCells(text: string): string[] | null {
  const content = text.replace(/\r?\n$/u, "");
  if (!content.includes("\t")) return [unquoted(content)];
  const cells: string[] = [];
  let rest = content;
  while (true) {
    // Spreadsheets quote a cell that contains a line break or a tab.
    const [whole = "", quoted, plain = ""] = /^(?:"((?:[^"]|"")*)"(?=\t|$)|([^\t]*))/u.exec(rest) ?? [];
    if (quoted === undefined && /[\r\n]/u.test(plain)) return null;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (whole.length === rest.length) return cells;
    rest = rest.slice(whole.length + 1);
  }
}

function unquoted(text: string): string {
  const isQuotedCell = /^"(?:[^"]|"")*"$/u.test(text) && /[\r\n]/u.test(text);
  return isQuotedCell ? text.slice(1, -1).replaceAll('""', '"') : text;
}
