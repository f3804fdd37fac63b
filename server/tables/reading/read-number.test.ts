import { describe, expect, it } from "vitest";
import { readNumber, showsCommaDecimals } from "./read-number";

describe("readNumber", () => {
  it.each([
    ["12", ".", 12],
    ["-12.5", ".", -12.5],
    ["1,234.5", ".", 1234.5],
    ["1 234.5", ".", 1234.5],
    ["1'234", ".", 1234],
    ["1e3", ".", 1000],
    ["-0.5", ".", -0.5],
    ["0", ".", 0],
    ["0.30000000000000004", ".", 0.30000000000000004],
    ["1 234,5", ",", 1234.5],
    ["1\u00a0234,5", ",", 1234.5],
    ["1.234,50", ",", 1234.5],
    ["1.234", ",", 1234],
    ["1.234", ".", 1.234],
    ["12,5", ",", 12.5],
  ] as const)("reads %s with the decimal mark %s as %d", (text, mark, value) => {
    expect(readNumber(text, mark)).toBe(value);
  });

  it.each([
    "",
    "abc",
    "1,5",
    "1,23,456",
    "12 34",
    "007",
    "12345678901234567890",
    "0x10",
    "1.2.3",
    "NaN",
    "1e999",
    "5%",
  ])("returns null for %j", (text) => {
    expect(readNumber(text, ".")).toBeNull();
  });
});

describe("showsCommaDecimals", () => {
  it.each(["12,5", "1.234,5", "0,125", "1 234,567", "1234,567"])("is true for %s", (text) => {
    expect(showsCommaDecimals(text)).toBe(true);
  });
  it.each(["1,234", "12.5", "1,234.5", "12", "a,5"])("is false for %s", (text) => {
    expect(showsCommaDecimals(text)).toBe(false);
  });
});
