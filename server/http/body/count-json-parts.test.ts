import { describe, expect, it } from "vitest";
import { hasMoreJsonParts } from "./count-json-parts";

const has = (json: string, most: number) => hasMoreJsonParts(Buffer.from(json), most);

describe("The parts of a JSON text", () => {
  it.each([
    ["{}", 1],
    ["[1,2,3]", 3],
    ['{"a":[{},{"b":1}],"c":"x"}', 6],
    ['"[{,,,"', 0],
    ['["a\\"],[", 1]', 2],
    ['["a\\\\", 1]', 2],
    ['["\\\\\\"[[", 1]', 2],
    ['["п,[,{", 1]', 2],
    ['"never closed [[[', 0],
  ])("in %s are counted as %i", (json, parts) => {
    expect([has(json, parts), has(json, parts - 1)]).toEqual([false, parts > 0]);
  });

  it("are not counted inside a long string", () => {
    expect(has(JSON.stringify({ data: "[{,".repeat(1_000_000), text: '"\\'.repeat(100_000) }), 2)).toBe(false);
  });
});
