import { describe, expect, it } from "vitest";
import { ThoughtFilter } from "./hide-thoughts";

function read(pieces: string[]): string[] {
  const filter = new ThoughtFilter();
  return [...pieces.map((piece) => filter.pass(piece)), filter.end()];
}

describe("ThoughtFilter", () => {
  it.each([
    [["<think>They greet.</think>Hello"], "Hello"],
    [["Hello ", "there"], "Hello there"],
    [["One.<think>Hm.</think>Two.<think></think>Three."], "One.\nTwo.\nThree."],
    [["<think>never ends"], ""],
    [["1 < 2 and <thin", " ice"], "1 < 2 and <thin ice"],
    [["It ends with <thi"], "It ends with <thi"],
    [["<think>It ends within </thi"], ""],
    [["</think>Nothing was thought"], "</think>Nothing was thought"],
    [["<<think>x</think>>"], "<\n>"],
  ])("reads %j as %j", (pieces, text) => expect(read(pieces).join("")).toBe(text));

  it("finds tags however they are cut", () => {
    const text = "Before<think>hidden < </thin </think>after";
    for (let size = 1; size <= text.length; size += 1) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      expect(read(pieces).join("")).toBe("Before\nafter");
    }
  });

  it("holds back no more than what may be a tag", () => {
    expect(read(["Hello <", "b> you"])).toEqual(["Hello ", "<b> you", ""]);
  });
});
