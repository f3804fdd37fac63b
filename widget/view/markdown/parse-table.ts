import { parseInline } from "./parse-inline.ts";
import type { Lines } from "./read-lines.ts";
import type { Element } from "./tree.ts";

/** Whether the current line is the header of a table, which the line below it says. */
export function beginsTable(lines: Lines): boolean {
  const [header, below] = [lines.line(), lines.line(1)];
  if (!/^[\s|:-]+$/.test(below) || !below.includes("-") || !(header + below).includes("|")) return false;
  return cells(header).length === cells(below).length;
}

/** @param isEnd Whether a line ends the table. */
export function parseTable(lines: Lines, isEnd: (line: string) => boolean): Element {
  const [header, below] = [cells(lines.line()), cells(lines.line(1))];
  lines.skip();
  lines.skip();
  const row = (texts: readonly string[], tag: "th" | "td"): Element => ({
    tag: "tr",
    of: below.map((marks, column) => ({ tag, align: alignOf(marks), of: parseInline(texts[column] ?? "") })),
  });
  const body = lines.take((line) => !isEnd(line)).map((line) => row(cells(line), "td"));
  return { tag: "table", of: [row(header, "th"), ...body] };
}

function cells(line: string): string[] {
  const content = line.trim().replaceAll(/^\||(?<!\\)\|$/g, "");
  return content.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

function alignOf(marks: string): "center" | "right" | null {
  if (!marks.endsWith(":")) return null;
  return marks.startsWith(":") ? "center" : "right";
}
