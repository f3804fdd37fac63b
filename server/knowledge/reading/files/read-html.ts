import type { ReadText } from "../../chunks/read-text.ts";
import { htmlBlocks, lineOf } from "../html/html-blocks.ts";
import { parseHtml } from "../html/parse-html.ts";
import { decodeText } from "./decode-text.ts";

const DECLARATION_BYTES = 2048;

/** Reads the whole body of an HTML file. */
export function readHtml(html: string): ReadText {
  const document = parseHtml(html);
  const title = document.querySelector("title, h1");
  return { title: title ? lineOf(title) : "", blocks: htmlBlocks(document.body), warnings: [] };
}

/** Decodes HTML. @param declared The character set that the sender named; it comes before the one in the document. */
export function decodeHtml(bytes: Uint8Array, declared?: string): string {
  const beginning = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("latin1");
  return decodeText(bytes, declared ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(beginning)?.[1]);
}
