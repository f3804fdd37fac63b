import type { Chunk } from "./chunk.ts";
import { countTokens } from "./count-tokens.ts";
import { cutParagraph } from "./cut-paragraph.ts";
import type { Block, ReadText } from "./read-text.ts";

/** The size of a chunk in tokens. */
const MIN_TOKENS = 200;
const MAX_TOKENS = 400;
/** A longer heading is shortened where it stands above a text. */
const MAX_HEADING = 200;
/** Between the cells of a row without names of columns. */
const CELL_SEPARATOR = " | ";

type Heading = Extract<Block, { kind: "heading" }>;

/** The text below one heading. */
interface Section {
  headings: string[];
  pieces: Piece[];
}

/** What is not divided any more. */
interface Piece {
  text: string;
  tokens: number;
  page: number | null;
  anchor: string | null;
  /** What separates it from the piece before it in the same chunk. */
  separator: "\n\n" | "\n" | " ";
}

/**
 * Divides a document into chunks of at most 400 tokens: at headings, else between paragraphs and rows of tables, else
 * between sentences.
 * @param documentTitle The first heading of each chunk; empty for a document without a title.
 */
export function splitText({ blocks }: ReadText, documentTitle: string): Chunk[] {
  return sectionsOf(blocks, documentTitle.trim()).flatMap(({ headings, pieces }) =>
    pack(pieces).map((group) => ({ headings, ...join(group) })),
  );
}

function sectionsOf(blocks: Block[], title: string): Section[] {
  const path: Heading[] = [];
  const current = (): Section => ({ headings: headingsOf(title, path), pieces: [] });
  const sections: Section[] = [current()];
  let empty: Heading[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") {
      if (block.text.trim() === "") continue;
      const isDeeper = empty.at(-1) === undefined || (empty.at(-1)?.level ?? 0) < block.level;
      if (!isDeeper) keepHeadings(sections, empty, title);
      empty = isDeeper ? [...empty, block] : [block];
      while ((path.at(-1)?.level ?? 0) >= block.level) path.pop();
      path.push(block);
      sections.push(current());
      continue;
    }
    const pieces = piecesOf(block);
    if (pieces.length > 0) empty = [];
    sections.at(-1)?.pieces.push(...pieces);
  }
  keepHeadings(sections, empty, title);
  return sections.filter(({ pieces }) => pieces.length > 0);
}

/** Makes headings without a text below them a text of their own, so that they are found. */
function keepHeadings(sections: Section[], headings: Heading[], title: string): void {
  const [first] = headings;
  const last = sections.at(-1);
  if (!first || !last) return;
  const text = headings.map((heading) => heading.text.trim()).join("\n");
  if (isSame(text, title)) return;
  last.headings = last.headings.slice(0, last.headings.length - headings.length);
  last.pieces.push(...piecesOf({ kind: "paragraph", text, page: first.page, anchor: first.anchor }));
}

function headingsOf(title: string, path: Heading[]): string[] {
  const texts = path.map(({ text }) => shorten(text.replaceAll(/\s+/g, " ").trim()));
  const all = title === "" ? texts : [shorten(title), ...texts];
  return all.filter((text, at) => at === 0 || !isSame(text, all[at - 1] ?? ""));
}

/** Whether two headings have the same words: a title that comes from a file's name is often written otherwise. */
function isSame(heading: string, other: string): boolean {
  return wordsOf(heading) === wordsOf(other);
}

function wordsOf(heading: string): string {
  const words = heading
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  // A heading of other characters is compared as it is.
  return words?.join(" ") ?? heading;
}

function shorten(heading: string): string {
  return heading.length <= MAX_HEADING ? heading : `${heading.slice(0, MAX_HEADING - 1).toWellFormed()}…`;
}

function piecesOf(block: Exclude<Block, Heading>): Piece[] {
  const { page, anchor } = block;
  const text = (block.kind === "row" ? rowText(block.header, block.cells) : block.text).trim();
  if (text === "") return [];
  const separator = block.kind === "row" ? "\n" : "\n\n";
  const tokens = countTokens(text);
  if (tokens <= MAX_TOKENS) return [{ text, tokens, page, anchor, separator }];
  return cutParagraph(text, MIN_TOKENS, MAX_TOKENS).map((part) => ({
    text: part,
    tokens: countTokens(part),
    page,
    anchor,
    separator: " " as const,
  }));
}

/** Repeats the names of the columns, so that a row is understood on its own. */
function rowText(header: string[], cells: string[]): string {
  const texts = cells.map((cell) => cell.replaceAll(/\s+/g, " ").trim());
  if (header.every((name) => name.trim() === "")) return texts.filter((cell) => cell !== "").join(CELL_SEPARATOR);
  const named = texts.flatMap((cell, at) => {
    const name = header[at]?.trim() ?? "";
    if (cell === "") return [];
    return name === "" ? [cell] : [`${name}: ${cell}`];
  });
  return named.join("; ");
}

/** Groups pieces in their order into chunks of about the same size. */
function pack(pieces: Piece[]): Piece[][] {
  const total = pieces.reduce((sum, { tokens }) => sum + tokens, 0);
  const even = total / Math.ceil(total / MAX_TOKENS);
  const limit = Math.min(MAX_TOKENS, Math.max(MIN_TOKENS, even * 1.15));
  const groups: Piece[][] = [];
  let size = 0;
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group && size + piece.tokens <= limit) {
      group.push(piece);
      size += piece.tokens;
    } else {
      groups.push([piece]);
      size = piece.tokens;
    }
  }
  return groups;
}

function join(group: Piece[]): Omit<Chunk, "headings"> {
  const text = group.map((piece, at) => (at === 0 ? piece.text : piece.separator + piece.text)).join("");
  return { text, page: group[0]?.page ?? null, anchor: group[0]?.anchor ?? null };
}
