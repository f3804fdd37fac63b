import { expect, it } from "vitest";
import { cutAnswer } from "./cut-answer";

it("an answer of 20,000 characters stays as it is", () => {
  const text = "a".repeat(20_000);
  expect(cutAnswer(text)).toBe(text);
});

it.each([
  ["a paragraph", "A sentence. Another one.\n\n", /one\.…$/],
  ["a line", "- An item of a list. More of it\n", /it…$/],
  ["a sentence", "A sentence. Another one! ", /(sentence\.|one!)…$/],
  ["a word", "word ", /word…$/],
  ["a character", "😀", /^(?:😀)+…$/u],
])("a longer one is cut where %s ends", (_where, piece, end) => {
  const cut = cutAnswer(piece.repeat(20_000));
  expect(cut.length).toBeLessThanOrEqual(20_000);
  expect(cut.length).toBeGreaterThan(18_000);
  expect(cut).toMatch(end);
  expect(cut.isWellFormed()).toBe(true);
});
