import { describe, expect, it } from "vitest";
import { citeAnswer, sourceLines } from "./cite-answer";
import type { Passage } from "./knowledge-found";

const passage = (chunkId: string, more: Partial<Passage> = {}): Passage => ({
  sourceId: `src_${chunkId}`,
  documentId: `doc_${chunkId}`,
  chunkId,
  title: `Title ${chunkId}`,
  heading: null,
  url: null,
  page: null,
  text: "Text.",
  hosts: [],
  ...more,
});
const passages = [passage("a"), passage("b"), passage("c")];

describe("citeAnswer", () => {
  it("takes the marks out and returns the cited passages in the order of their mention", () => {
    const { text, citations } = citeAnswer("Free [3]. Within 30 days [1][3].", passages, false);
    expect(text).toBe("Free. Within 30 days.");
    expect(citations.map(({ number, chunkId }) => [number, chunkId])).toEqual([
      [1, "c"],
      [2, "a"],
    ]);
  });

  it("numbers the marks that it keeps in that order", () => {
    expect(citeAnswer("Free [3]. Within 30 days [1, 3].", passages, true).text).toBe(
      "Free [1]. Within 30 days [2][1].",
    );
  });

  it.each(["Pay in [12] rates.", "See [1](https://shop.example).", "[1]: https://shop.example", "[a] or [1.5]"])(
    "leaves %j as it is",
    (answer) => {
      expect(citeAnswer(answer, passages, false)).toEqual({ text: answer, citations: [] });
    },
  );
});

describe("sourceLines", () => {
  it("lists sources with their page and address, and without formatting of their own", () => {
    const { citations } = citeAnswer(
      "A [1] b [2]",
      [passage("a", { title: "*Returns* [new]", page: 3 }), passage("b", { url: "https://shop.example/a b" })],
      true,
    );
    expect(sourceLines(citations)).toBe(
      "[1] \\*Returns\\* \\[new\\], 3  \n[2] [Title b](<https://shop.example/a%20b>)",
    );
  });
});
