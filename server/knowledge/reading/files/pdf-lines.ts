/** A piece of text as pdf.js finds it (`TextItem`). */
export interface PdfItem {
  str: string;
  /** The last two numbers are the position of its left end from the page's lower left corner. */
  transform: number[];
  height: number;
  hasEOL: boolean;
}

/** A line of a page. Lengths are in points. */
export interface PdfLine {
  text: string;
  /** The height of its largest letters. */
  size: number;
  y: number;
  page: number;
}

/** Joins the pieces of a page to lines. */
export function linesOf(items: PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfLine | null = null;
  for (const { str, height, transform, hasEOL } of items) {
    if (str.trim() !== "") {
      line ??= { text: "", size: 0, y: transform[5] ?? 0, page };
      line.size = Math.max(line.size, height);
    }
    if (line) line.text += str;
    if (hasEOL && line) {
      lines.push(cleaned(line));
      line = null;
    }
  }
  return line ? [...lines, cleaned(line)] : lines;
}

function cleaned(line: PdfLine): PdfLine {
  // Ligatures and other forms of letters that fonts use.
  return { ...line, text: line.text.normalize("NFKC").replaceAll(/\s+/g, " ").trim() };
}

/** How many lines at the top and at the bottom of a page may be its header and footer. */
const EDGE_LINES = 2;
const MIN_PAGES = 4;
const REPEATED_SHARE = 0.5;

/**
 * Leaves out the lines at the edges of pages that most pages have, such as the page's number.
 * @param isKept Lines that stay in any case, such as the headings of chapters with numbers.
 */
export function withoutRepeats(pages: PdfLine[][], isKept: (line: PdfLine) => boolean): PdfLine[][] {
  if (pages.length < MIN_PAGES) return pages;
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set(lines.filter((_, i) => isAtEdge(i, lines.length)).flatMap(keysOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const most = pages.length * REPEATED_SHARE;
  const isRepeated = (line: PdfLine) => !isKept(line) && keysOf(line).some((key) => (counts.get(key) ?? 0) > most);
  return pages.map((lines) => lines.filter((line, i) => !isAtEdge(i, lines.length) || !isRepeated(line)));
}

function isAtEdge(position: number, count: number): boolean {
  return position < EDGE_LINES || position >= count - EDGE_LINES;
}

/** The line as it is, and with its first or last number taken as one that increases with the pages. */
function keysOf({ text, size, page }: PdfLine): string[] {
  const numbers = [...text.matchAll(/\d+/g)];
  const relative = [numbers.at(0), numbers.at(-1)].flatMap((found) => {
    if (!found) return [];
    const [digits] = found;
    return [`${text.slice(0, found.index)}#${Number(digits) - page}${text.slice(found.index + digits.length)}`];
  });
  return [text, ...relative].map((key) => `${Math.round(size)} ${key}`);
}
