import type { Block } from "../../chunks/read-text.ts";
import { withoutRepeats, type PdfLine } from "./pdf-lines.ts";

/** A line with letters this much larger than those of most of the text is a heading. */
const HEADING_FACTOR = 1.15;
const LONGEST_HEADING = 200;
const HEADING_LEVELS = 3;
/** A larger distance between lines, as a multiple of their height, separates paragraphs. */
const PARAGRAPH_GAP = 1.6;
const BULLET = /^(?:[•‣▪◦●○■–*-]\s|\d{1,3}[.)]\s|\([a-z\d]\)\s)/;

/** Makes headings and paragraphs of the lines of a document's pages. */
export function pdfBlocks(pages: PdfLine[][]): Block[] {
  const levels = headingLevels(pages);
  const kept = withoutRepeats(pages, (line) => levels.has(Math.round(line.size)));
  const blocks: Block[] = [];
  let before: PdfLine | null = null;
  for (const line of kept.flat()) {
    const level = line.text.length <= LONGEST_HEADING ? levels.get(Math.round(line.size)) : undefined;
    const last = blocks.at(-1);
    if (last && last.kind !== "row" && before && continues(last, level, before, line))
      last.text = join(last.text, line.text);
    else if (level === undefined) blocks.push({ kind: "paragraph", text: line.text, page: line.page, anchor: null });
    else blocks.push({ kind: "heading", level, text: line.text, page: line.page, anchor: null });
    before = line;
  }
  return blocks;
}

/** The levels of the sizes that are larger than the size of most letters. */
function headingLevels(pages: PdfLine[][]): Map<number, number> {
  const letters = new Map<number, number>();
  for (const { size, text } of pages.flat()) {
    letters.set(Math.round(size), (letters.get(Math.round(size)) ?? 0) + text.length);
  }
  const [[body] = [0]] = [...letters].toSorted(([, a], [, b]) => b - a);
  const larger = [...letters.keys()].filter((size) => size >= body * HEADING_FACTOR).toSorted((a, b) => b - a);
  return new Map(larger.map((size, i) => [size, Math.min(i + 1, HEADING_LEVELS)]));
}

function continues(
  last: Extract<Block, { text: string }>,
  level: number | undefined,
  before: PdfLine,
  line: PdfLine,
): boolean {
  if ((last.kind === "heading" ? last.level : undefined) !== level) return false;
  if (before.page !== line.page) return level === undefined && continuesSentence(last.text, line.text);
  if (Math.round(before.size) !== Math.round(line.size) || BULLET.test(line.text)) return false;
  const distance = before.y - line.y;
  return distance >= 0 && distance <= Math.max(before.size, line.size) * PARAGRAPH_GAP;
}

/** A sentence goes on at the top of the next page. */
function continuesSentence(before: string, after: string): boolean {
  return !/[.!?:;。！？]["'”’)]?$/.test(before) && /^\p{Ll}/u.test(after);
}

function join(before: string, after: string): string {
  if (/\p{L}[-\u00ad]$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f]$/u;
  return before + (isUnspaced.test(before) ? "" : " ") + after;
}
