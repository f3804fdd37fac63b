import { describe, expect, it } from "vitest";
import { createSecretFinder } from "./find-secrets";
import { maskTexts } from "./mask-texts";

describe("maskTexts", () => {
  it("masks each text as if it were searched alone, in every encoding", () => {
    const { find } = createSecretFinder(['p/a"s', "!!!!"]);
    const texts = ['p/a\\"s', "plain", "x p%252Fa%22s\\", "!!!", "!", "a!!!!!b!!!! ", "", "%2", "1!!!!"];
    expect([...maskTexts(texts, find)]).toEqual([
      ['p/a\\"s', "•••"],
      ["x p%252Fa%22s\\", "x •••\\"],
      ["a!!!!!b!!!! ", "a•••b••• "],
      ["1!!!!", "1•••"],
    ]);
  });

  it("masks each text that a secret with a separator covers", () => {
    const { find } = createSecretFinder(["ab\uFFFFcd"]);
    expect(maskTexts(["x ab\uFFFFcd y"], find).get("x ab\uFFFFcd y")).toBe("x ••• y");
    expect([...maskTexts(["xab", "cdy", "z"], find).values()]).toEqual(["x•••", "•••y"]);
  });

  it("searches 100,000 texts in a few searches, which together read each character once", () => {
    const { find } = createSecretFinder(["a-b-c-d!1"]);
    const read: number[] = [];
    const counted = (text: string) => {
      read.push(text.length);
      return find(text);
    };
    const texts = Array.from({ length: 100_000 }, (_, i) => `% ${i} text`);
    texts[70_000] = "has a-b-c-d%211";
    expect([...maskTexts(texts, counted)]).toEqual([["has a-b-c-d%211", "has •••"]]);
    const characters = texts.join(".").length;
    expect(read.length).toBeLessThan(10);
    expect(read.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(characters);
  });
});
