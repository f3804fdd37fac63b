import { describe, expect, it } from "vitest";
import { markUnknownResults, UNKNOWN_RESULT } from "./mark-unknown-results";

const marked = (xml: string) =>
  Buffer.from(markUnknownResults(Buffer.from(xml).toString("latin1")), "latin1").toString();

/** So many that a quadratic algorithm would take hours. */
const SPACES = " ".repeat(2_000_000);

describe("the mark of a formula without a result", () => {
  it.each([
    ["after a formula", `<c><f>A1</f>${SPACES}<x/></c>`],
    ["before a formula", `<c>${SPACES}<f>A1</f><x/></c>`],
    ["around an empty value", `<c><f>A1</f>${SPACES}<v>${SPACES}</v>${SPACES}<x/></c>`],
    ["in an empty value's tag", `<c><f>A1</f><v${SPACES}/><x/></c>`],
    ["in a formula's tag", `<c><f${SPACES}></f><x/></c>`],
  ])("leaves a cell with many spaces %s unchanged when the cell has other content", (_, cell) => {
    expect(marked(cell) === cell).toBe(true);
  });

  it.each([
    ["after a formula", `<c><f>A1</f>${SPACES}</c>`, `<c t="str">`],
    ["in a cell's attributes", `<c${SPACES}><f>A1</f></c>`, `<c${SPACES} t="str">`],
  ])("is added to a cell with many spaces %s", (_, cell, tag) => {
    expect(marked(cell) === `${tag}<f>A1</f><v>${UNKNOWN_RESULT}</v></c>`).toBe(true);
  });

  it("is added to cells with any prefix and attributes", () => {
    const sheet = `<x:c r="A1" t="n" s="2"> <x:f>B1</x:f> <x:v> </x:v> </x:c><x:c r="A2" t="str"><x:f>B2</x:f><x:v/></x:c>`;
    expect(marked(sheet)).toBe(
      `<x:c r="A1" s="2" t="str"><x:f>B1</x:f><x:v>${UNKNOWN_RESULT}</x:v></x:c><x:c r="A2" t="str"><x:f>B2</x:f><x:v/></x:c>`,
    );
  });
});
