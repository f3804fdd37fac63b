import type { Block } from "../../chunks/read-text.ts";
import { invalidFile } from "./file-fault.ts";

/** 2,000 full pages. */
const MAX_LETTERS = 10_000_000;

/** @throws DomainError invalid if a document has more letters than a source may have. */
export function assertTextFits(letters: number): void {
  if (letters <= MAX_LETTERS) return;
  throw invalidFile("The document has more than 10 million letters of text. Split it.");
}

/** The number of letters in blocks. */
export function lettersIn(blocks: Block[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "row" ? rowLetters(block.cells) : block.text.length), 0);
}

function rowLetters(cells: string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0);
}
