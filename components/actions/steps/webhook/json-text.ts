import { applyEdits, format } from "jsonc-parser";

/** A place in a text, from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** Where a fault is, as its message says: "Line 2, column 8: …". */
export function faultPlace(message: string): TextPlace | null {
  const [, line, column] = /^Line (\d+), column (\d+)\b/.exec(message) ?? [];
  return line === undefined || column === undefined ? null : { line: Number(line), column: Number(column) };
}

/** The offset of a place in what a browser's box holds of a text, where every line break is one character. */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  const before = text.split(/\r\n|\r|\n/).slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

/** JSON with an indent of two spaces. Texts and numbers, and so variables, stay exactly as they were written. */
export function formatJson(text: string): string {
  const oneBreak = text.replaceAll(/\r\n?/g, "\n");
  return applyEdits(oneBreak, format(oneBreak, undefined, { tabSize: 2, insertSpaces: true, eol: "\n" })).trim();
}
