import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line";
import { withGuard, withoutGuard } from "./formula-guard";
import { readSheet } from "../reading/workbook/read-sheet";

/** Texts and their guarded form in an exported file. */
const guarded = [
  ["=1+1", "'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["＋1", "'＋1"],
  ["＠SUM(1)", "'＠SUM(1)"],
  ["\n=1+1", "'\n'=1+1"],
  ["\tx", "'\tx"],
  ["\r=1", "'\r'=1"],
  ["  =1", "'  =1"],
  ["\u200B=1", "'\u200B=1"],
  ["x;=1+1", "x;'=1+1"],
  ["a\n-b", "a\n'-b"],
  ["+49 30 123", "'+49 30 123"],
  ["'=1", "''=1"],
  ["''@x", "'''@x"],
  ["'\tx", "''\tx"],
  ["\t=1", "'\t'=1"],
] as const;

const plain = ["x", "-1", "+4930123", "-1,5", "it's", "'x", "'", "1;-5", "a = b", "2026-01-01"];

describe("the guard against formulas", () => {
  it.each(guarded)("turns %j into %j and back", (text, written) => {
    expect(withGuard(text)).toBe(written);
    expect(withoutGuard(written)).toBe(text);
  });

  it.each(plain)("leaves %j unchanged", (text) => {
    expect([withGuard(text), withoutGuard(text)]).toEqual([text, text]);
  });

  it("is removed when an exported file is imported, for every short text of its characters", async () => {
    const letters = ["'", "=", "-", "1", ";", "\t", "\n", ",", '"', "x"];
    const texts = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    const all = [...guarded.map(([text]) => text), ...plain, ...texts];
    const file = [["n", "text"], ...all.map((text, i) => [String(i), text])].map((cells) => csvLine(cells)).join("");
    const { rows } = await readSheet(Buffer.from(file));
    expect(rows.map(({ cells }) => cells[1])).toEqual(all);
  });
});
