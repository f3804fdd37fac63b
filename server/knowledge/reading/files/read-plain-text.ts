import type { ReadText } from "../../chunks/read-text.ts";

/** Reads a plain text: its paragraphs are separated by empty lines. */
export function readPlainText(text: string): ReadText {
  const blocks = text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n|\f/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => ({ kind: "paragraph" as const, text: part, page: null, anchor: null }));
  return { title: "", blocks, warnings: [] };
}
