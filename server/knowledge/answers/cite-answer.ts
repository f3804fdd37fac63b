import type { Citation } from "@/server/schemas/knowledge/citation";
import type { Passage } from "./knowledge-found";

/** One or more numbers in square brackets, such as `[1]` or `[1, 3]`, that are no Markdown link. */
const MARK = /[ \t]?\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\](?!\(|:)/gu;

/**
 * Reads which passages an answer refers to, in the order of their first mention.
 * @param keepsMarks The marks stay in the text, numbered in that order. Otherwise they are removed.
 */
export function citeAnswer(
  answer: string,
  passages: readonly Passage[],
  keepsMarks: boolean,
): { text: string; citations: Citation[] } {
  const order: number[] = [];
  const text = replaceMarks(answer, passages, (written) => {
    for (const each of written) if (!order.includes(each)) order.push(each);
    return keepsMarks ? ` ${written.map((each) => `[${order.indexOf(each) + 1}]`).join("")}` : "";
  });
  const citations = order.flatMap((written, index) => {
    const passage = passages[written - 1];
    return passage ? [citationOf(passage, index + 1)] : [];
  });
  return { text: text.trim(), citations };
}

/** A piece of an answer without its marks, as it is shown while it is written. */
export function withoutMarks(piece: string, passages: readonly Passage[]): string {
  return replaceMarks(piece, passages, () => "");
}

/** Replaces each mark by its numbers. Numbers that are no passage were not meant as marks. */
function replaceMarks(
  text: string,
  passages: readonly Passage[],
  replacement: (numbers: readonly number[]) => string,
): string {
  return text.replaceAll(MARK, (all, written: string) => {
    const numbers = written.split(",").map(Number);
    return numbers.every((number) => passages[number - 1]) ? replacement(numbers) : all;
  });
}

/** A passage as the source of an answer. */
export function citationOf(passage: Passage, number: number): Citation {
  const { sourceId, documentId, chunkId, title, heading, url, page } = passage;
  return { number, sourceId, documentId, chunkId, title, heading, url, page };
}

/** The sources of an answer as Markdown lines below it, for customers. */
export function sourceLines(citations: readonly Citation[]): string {
  return citations
    .map(({ number, title, url, page }) => {
      const name = `${title}${page === null ? "" : `, ${page}`}`.replaceAll(/[[\]\\*_`<>]/g, "\\$&");
      return `[${number}] ${url === null ? name : `[${name}](<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`}`;
    })
    .join("  \n");
}
