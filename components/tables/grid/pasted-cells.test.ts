import { describe, expect, it } from "vitest";
import { pastedCells } from "./pasted-cells";

describe("pastedCells", () => {
  it("takes a row of a spreadsheet apart", () => {
    expect(pastedCells("A\t12\t\tno\r\n")).toEqual(["A", "12", "", "no"]);
    expect(pastedCells("\t")).toEqual(["", ""]);
  });

  it("reads cells in quotes, with tabs, line breaks and quotes in them", () => {
    expect(pastedCells('"two\nlines"\t"say ""hi"""\t"a\tb"')).toEqual(["two\nlines", 'say "hi"', "a\tb"]);
    expect(pastedCells('"two\nlines"\n')).toEqual(["two\nlines"]);
  });

  it("keeps a text of many lines without tabs, and quotes that a text has of its own", () => {
    expect(pastedCells("one\ntwo")).toEqual(["one\ntwo"]);
    expect(pastedCells('"quoted"')).toEqual(['"quoted"']);
    expect(pastedCells('5" pipe\t"open')).toEqual(['5" pipe', '"open']);
    expect(pastedCells("")).toEqual([""]);
  });

  it("refuses more than one row", () => {
    expect(pastedCells("A\t1\nB\t2\n")).toBeNull();
  });
});
