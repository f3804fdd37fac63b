import { applyEdits, format } from "jsonc-parser";

/** A position in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** Parses the position out of a fault's message: "Line 2, column 8: …". */
export function faultPlace(message: string): TextPlace | null {
  const [, line, column] = /^Line (\d+), column (\d+)\b/.exec(message) ?? [];
  return line === undefined || column === undefined ? null : { line: Number(line), column: Number(column) };
}

/** The offset of a position in a text area's value, where every line break is one character. */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  const before = text.split(/\r\n|\r|\n/).slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

/** Indents JSON by two spaces. Strings, numbers and variables stay exactly as written. */
export function formatJson(text: string): string {
  const oneBreak = text.replaceAll(/\r\n?/g, "\n");
  return applyEdits(oneBreak, format(oneBreak, undefined, { tabSize: 2, insertSpaces: true, eol: "\n" })).trim();
}
