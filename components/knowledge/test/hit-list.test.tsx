import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { HitList } from "./hit-list";

const hit = (chunkId: string, score: number) => ({
  chunkId,
  sourceId: "src_1",
  title: "Prices",
  heading: null,
  text: `The text ${chunkId}.`,
  score,
  legs: [{ leg: "words", rank: 1, score }],
});

function shown(scores: number[]): string {
  const search = {
    kind: "knowledge" as const,
    outcome: "passages" as const,
    question: "How much is it?",
    durationMs: 3,
    hits: scores.map((score, at) => hit(`chk_${at}`, score)),
  };
  return renderToStaticMarkup(<HitList search={search} />).replaceAll(/<[^>]+>/g, " ");
}

it("Texts stay in the order of the search, and a sentence says why their numbers may be in another", () => {
  const list = shown([0.53, 0.46, 0.51]);
  expect(list.match(/Fit 0\.\d+/g)).toEqual(["Fit 0.53", "Fit 0.46", "Fit 0.51"]);
  expect(list).toContain("a text further down can have a higher one");
});

it("A single text needs no word on the order", () => {
  expect(shown([0.53])).not.toContain("order");
});
