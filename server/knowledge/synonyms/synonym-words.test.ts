import { expect, it } from "vitest";
import { synonymWords } from "./synonym-words";

it("Words are divided by lines, commas and semicolons, without empty and repeated ones", () => {
  expect(synonymWords.parse(["couch, sofa; settee", " Sofa ", ",;", "running shoes"])).toEqual([
    "couch",
    "sofa",
    "settee",
    "running shoes",
  ]);
  expect(synonymWords.parse(["沙发，长椅、躺椅"])).toEqual(["沙发", "长椅", "躺椅"]);
});

it("A decimal comma does not divide a word", () => {
  expect(synonymWords.parse(["2,5 mm,thin"])).toEqual(["2,5 mm", "thin"]);
});

it("One word, too many words and too long ones are refused, also from one line", () => {
  const messageOf = (words: string[]) => synonymWords.safeParse(words).error?.issues[0]?.message;
  expect(messageOf(["couch, Couch;"])).toContain("at least two different words");
  expect(messageOf([Array.from({ length: 31 }, (_, i) => `w${i}`).join(",")])).toContain("at most 30 words");
  expect(messageOf([`couch, ${"a".repeat(81)}`])).toContain("at most 80 letters");
});
