import { expect, it } from "vitest";
import { mapStrings } from "./map-strings";

it("changes texts and names at every level, and keeps the rest", () => {
  const loud = (text: string) => text.toUpperCase();
  expect(mapStrings({ a: ["b", 1, null, true, { c: "d" }] }, loud)).toEqual({ A: ["B", 1, null, true, { C: "D" }] });
});

it("cuts off what is nested 100,000 levels deep instead of overflowing the stack", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  const text = JSON.stringify(mapStrings(deep, (text) => text));
  expect(text).toBe(`${"[".repeat(200)}"[nested too deeply]"${"]".repeat(200)}`);
});
