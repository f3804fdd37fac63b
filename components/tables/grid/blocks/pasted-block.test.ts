import { describe, expect, it } from "vitest";
import { asTabbedText, pastedBlock } from "./pasted-block";

const pasted = (text: string) => pastedBlock({ text, html: "" });

describe("A pasted text", () => {
  it("is split into the rows and cells of a spreadsheet", () => {
    expect(pasted("A\t12\t\tno\r\n")).toEqual([["A", "12", "", "no"]]);
    expect(pasted("A\t1\nB\t2\n")).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
    expect(pasted("A\t1\r\n\t\r\nC\t3")).toEqual([
      ["A", "1"],
      ["", ""],
      ["C", "3"],
    ]);
    expect(pasted("\t")).toEqual([["", ""]]);
    expect(pasted("one\ntwo\r\n")).toEqual([["one"], ["two"]]);
    expect(pasted("one\n\n")).toEqual([["one"], [""]]);
    expect(pasted("")).toEqual([[""]]);
  });

  it("may have quoted cells that contain tabs, line breaks and quotes", () => {
    expect(pasted('"two\nlines"\tx\r\n"say ""hi""\n!"\t"a\tb"')).toEqual([
      ["two\nlines", "x"],
      ['say "hi"\n!', "a\tb"],
    ]);
    expect(pasted('"two\nlines"\n')).toEqual([["two\nlines"]]);
    expect(pasted('"\n"')).toEqual([["\n"]]);
  });

  it("keeps other quotes as they are", () => {
    expect(pasted('"quoted"')).toEqual([['"quoted"']]);
    expect(pasted('5" pipe\t"open\n"x" y\t""')).toEqual([
      ['5" pipe', '"open'],
      ['"x" y', '""'],
    ]);
  });

  it("of a million quotes, tabs or line breaks is split quickly", () => {
    for (const piece of ['"', '""', '"a\t', "\t", "\n", '"\n']) {
      const started = performance.now();
      expect(pasted(piece.repeat(200_000)).length).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });

  it("equals the cells that were copied", () => {
    const block = [
      ["two\nlines", 'say "hi"', "", '"quoted"'],
      ["a\tb", '"\n', " spaces ", "12"],
    ];
    expect(pasted(asTabbedText(block))).toEqual(block);
  });
});
