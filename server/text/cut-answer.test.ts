import { expect, it } from "vitest";
import { cutAnswer } from "./cut-answer";

it("cutAnswer returns an answer of 20,000 characters unchanged", () => {
  const text = "a".repeat(20_000);
  expect(cutAnswer(text)).toBe(text);
});

it.each([
  ["a paragraph", "A sentence. Another one.\n\n", /one\.…$/],
  ["a line", "- An item of a list. More of it\n", /it…$/],
  ["a sentence", "A sentence. Another one! ", /(sentence\.|one!)…$/],
  ["a word", "word ", /word…$/],
  ["a character", "😀", /^(?:😀)+…$/u],
])("cutAnswer cuts a longer answer where %s ends", (_where, piece, end) => {
  const cut = cutAnswer(piece.repeat(20_000));
  expect(cut.length).toBeLessThanOrEqual(20_000);
  expect(cut.length).toBeGreaterThan(18_000);
  expect(cut).toMatch(end);
  expect(cut.isWellFormed()).toBe(true);
});
