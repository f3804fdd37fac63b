import { describe, expect, it } from "vitest";
import { pastedCells } from "./pasted-cells";

describe("pastedCells", () => {
  it("splits a row of a spreadsheet", () => {
    expect(pastedCells("A\t12\t\tno\r\n")).toEqual(["A", "12", "", "no"]);
    expect(pastedCells("\t")).toEqual(["", ""]);
  });

  it("reads quoted cells that contain tabs, line breaks and quotes", () => {
    expect(pastedCells('"two\nlines"\t"say ""hi"""\t"a\tb"')).toEqual(["two\nlines", 'say "hi"', "a\tb"]);
    expect(pastedCells('"two\nlines"\n')).toEqual(["two\nlines"]);
  });

  it("keeps a text of several lines without tabs, and the quotes in a text", () => {
    expect(pastedCells("one\ntwo")).toEqual(["one\ntwo"]);
    expect(pastedCells('"quoted"')).toEqual(['"quoted"']);
    expect(pastedCells('5" pipe\t"open')).toEqual(['5" pipe', '"open']);
    expect(pastedCells("")).toEqual([""]);
  });

  it("rejects more than one row", () => {
    expect(pastedCells("A\t1\nB\t2\n")).toBeNull();
  });
});
