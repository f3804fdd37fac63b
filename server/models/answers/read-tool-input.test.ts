import { describe, expect, it } from "vitest";
import { readToolInput } from "./read-tool-input";

describe("the input of a tool call", () => {
  it.each([
    ["", {}],
    [" \n", {}],
    ['{"q":"x","n":1.50}', { q: "x", n: 1.5 }],
    ['{"q":"y', '{"q":"y'],
    [String.raw`"{\"q\":\"x\"}"`, { q: "x" }],
    [String.raw`"{\"id\":12345678901234567890}"`, { id: "12345678901234567890" }],
    ['"just a text"', "just a text"],
    [
      '{"id":12345678901234567890,"in":[{"a":-98765432109876543210}],"ok":true,"none":null,"f":0.1,"e":1e3}',
      {
        id: "12345678901234567890",
        in: [{ a: "-98765432109876543210" }],
        ok: true,
        none: null,
        f: 0.1,
        e: 1000,
      },
    ],
    ['{"text":"12345678901234567890"}', { text: "12345678901234567890" }],
  ])("%j is parsed as %j", (written, input) => expect(readToolInput(written)).toEqual({ input }));

  it("cannot set a prototype", () => {
    const { input } = readToolInput('{"__proto__":{"id":12345678901234567890}}');
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
  });

  it("is refused and cut when it is very long", () => {
    const { input, fault } = readToolInput(`{"q":"${"x".repeat(40_000)}"}`);
    expect(input).toHaveLength(1001);
    expect(fault).toBe(
      "The call was not made: its arguments are longer than 32,000 characters. Call again with shorter ones.",
    );
  });

  it("is refused when it is nested very deeply", () => {
    const { fault } = readToolInput(`{"q":${"[".repeat(10_000)}${"]".repeat(10_000)}}`);
    expect(fault).toBe("The call was not made: its arguments are nested more than 32 deep.");
  });
});
