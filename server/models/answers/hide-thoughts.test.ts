import { describe, expect, it } from "vitest";
import { ThoughtFilter } from "./hide-thoughts";

function read(pieces: string[]): string[] {
  const filter = new ThoughtFilter();
  return [...pieces.map((piece) => filter.pass(piece).text), filter.end()];
}

/** Returns the final text, without text that a closing tag revealed as a thought. */
function readAtLast(pieces: string[]): string {
  const filter = new ThoughtFilter();
  let text = "";
  for (const piece of pieces) {
    const read = filter.pass(piece);
    text = read.voidsEarlier ? read.text : text + read.text;
  }
  return text + filter.end();
}

function piecesOf(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
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
    [["</think>Nothing was thought"], "Nothing was thought"],
    [["<THINK>They greet.</Think>\n\nHello"], "Hello"],
    [["[THINK]They greet.[/THINK]Hello"], "Hello"],
    [["<thinking>A <think> b</think></thinking>Hello"], "Hello"],
    [["<|channel|>final<|message|>Hello<|return|>"], "Hello"],
    [["One </b> two"], "One </b> two"],
    [["<<think>x</think>>"], "<\n>"],
  ])("reads %j as %j", (pieces, text) => expect(read(pieces).join("")).toBe(text));

  it("finds tags that are split across pieces", () => {
    const text = "Before<think>hidden < </thin </think>after";
    for (let size = 1; size <= text.length; size += 1) {
      const pieces = piecesOf(text, size);
      expect(read(pieces).join("")).toBe("Before\nafter");
    }
  });

  it.each([
    "<think>They greet.</think>Hello.",
    "<thinking>They greet.</thinking>\n\nHello.",
    "<Thought>They greet.</thought>Hello.",
    "<reasoning>They greet.</reasoning>Hello.",
    "<|channel|>analysis<|message|>They greet.<|end|><|start|>assistant<|channel|>final<|message|>Hello.",
    "<|start|>assistant<|channel|>analysis<|message|>They greet.<|channel|>final<|message|>Hello.<|return|>",
    "Okay, they greet.\n</think>\n\nHello.",
    "Okay, they greet.\n</REASONING>Hello.",
    "They <think>greet</think> me. </think>Hello.",
  ])("reduces %j to Hello, however it is split", (text) => {
    for (let size = 1; size <= text.length; size += 1) expect(readAtLast(piecesOf(text, size))).toBe("Hello.");
  });

  it("does not search a long thought again with each piece", () => {
    const filter = new ThoughtFilter();
    filter.pass("<think>");
    const read = Array.from({ length: 50_000 }, () => filter.pass("hm <").text);
    expect(new Set(read)).toEqual(new Set([""]));
    expect(filter.pass("/think>Hello").text).toBe("Hello");
  });

  it("holds back only what may be a tag", () => {
    expect(read(["Hello <", "b> you"])).toEqual(["Hello ", "<b> you", ""]);
  });
});
