import { expect, it } from "vitest";
import { type Edit, matchEdits, type PartBefore } from "./match-edits";

const edited = (text: string): Edit => ({ text });
const deleted: Edit = { text: null };

function part(textHash: string | null, headings: string[] = [], edit?: Edit): PartBefore {
  return { textHash, headings, ...(edit && { edit }) };
}

/** The places of the new reading at which an edit stays, and the number of the others. */
function match(before: PartBefore[], now: [textHash: string, headings?: string[]][]) {
  const { kept, ended } = matchEdits(
    before,
    now.map(([textHash, headings = []]) => ({ textHash, headings })),
  );
  return { kept: Object.fromEntries(Array.from(kept, ([at, { text }]) => [at, text])), ended: ended.length };
}

it("An edited and a deleted part are found again where their texts have moved to", () => {
  const before = [part("a", [], edited("A!")), part("b", [], deleted)];
  expect(match(before, [["new"], ["b"], ["a"]])).toEqual({ kept: { 1: null, 2: "A!" }, ended: 0 });
});

it("The edit of a part whose text is not found, or not known, ends", () => {
  const before = [part("a", [], edited("A!")), part("b", [], deleted), part(null, [], edited("Old"))];
  expect(match(before, [["c"]])).toEqual({ kept: {}, ended: 3 });
});

it("Of parts with the same text, the one below the same headings is meant", () => {
  const before = [part("a", ["Shipping"]), part("a", ["Returns"], edited("A!"))];
  expect(
    match(before, [
      ["a", ["Returns"]],
      ["a", ["Shipping"]],
    ]),
  ).toEqual({ kept: { 0: "A!" }, ended: 0 });
  expect(match(before, [["a", ["Shipping"]]])).toEqual({ kept: {}, ended: 1 });
});

it("Parts that are the same in all are told apart by their order", () => {
  const before = [part("a"), part("a", [], edited("A!")), part("a", [], deleted)];
  expect(match(before, [["a"], ["x"], ["a"], ["a"]])).toEqual({ kept: { 2: "A!", 3: null }, ended: 0 });
  expect(match(before, [["a"], ["a"]])).toEqual({ kept: { 1: "A!" }, ended: 1 });
});

it("Other headings above a text, such as a new name of the source, do not end its edit", () => {
  const before = [part("a", ["Old", "One"], edited("A!")), part("a", ["Old", "Two"])];
  const now: [string, string[]][] = [
    ["a", ["New", "One"]],
    ["a", ["New", "Two"]],
  ];
  expect(match(before, now)).toEqual({ kept: { 0: "A!" }, ended: 0 });
});

it("Twenty thousand equal parts are matched within a second", () => {
  const before = Array.from({ length: 20_000 }, () => part("a", [], deleted));
  const startedAt = performance.now();
  expect(
    matchEdits(
      before,
      before.map(() => ({ textHash: "a", headings: ["Other"] })),
    ).kept.size,
  ).toBe(20_000);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
