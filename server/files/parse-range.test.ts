import { expect, it } from "vitest";
import { parseRange } from "./parse-range";

it.each([
  [null, null],
  ["", null],
  ["bytes=-", null],
  ["items=0-1", null],
  ["bytes=0-1,4-5", null],
  ["bytes=5-2", null],
  ["bytes=0-0", { start: 0, end: 1 }],
  ["bytes=2-4", { start: 2, end: 5 }],
  ["bytes=2-", { start: 2, end: 10 }],
  ["bytes=2-9999", { start: 2, end: 10 }],
  ["bytes=-3", { start: 7, end: 10 }],
  ["bytes=-9999", { start: 0, end: 10 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  [`bytes=${"9".repeat(400)}-`, "unsatisfiable"],
])("parseRange reads %s of ten bytes", (header, expected) => {
  expect(parseRange(header, 10)).toEqual(expected);
});
