import { expect, it } from "vitest";
import { mapStrings } from "./map-strings";

it("mapStrings changes texts and keys at every level, and keeps other values", () => {
  const loud = (text: string) => text.toUpperCase();
  expect(mapStrings({ a: ["b", 1, null, true, { c: "d" }] }, loud)).toEqual({ A: ["B", 1, null, true, { C: "D" }] });
});

it("mapStrings replaces values nested 100,000 levels deep instead of overflowing the stack", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  const text = JSON.stringify(mapStrings(deep, (text) => text));
  expect(text).toBe(`${"[".repeat(200)}"[nested too deeply]"${"]".repeat(200)}`);
});
