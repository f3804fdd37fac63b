import { describe, expect, it } from "vitest";
import type { Prompt } from "../catalogue/language-model";
import { readPassages, splitFacts } from "./answer-from-passages";
import { newestMessages, readDialogue } from "./dialogue";
import { createOfflineModel } from "./offline-model";
import { readWhen } from "./read-date-time";
import { findCodes, findEmail, findNumber } from "./read-values";
import { sayResult } from "./say-result";
import { readTool } from "./tool-parameters";

const NOW = new Date("2026-11-21T08:00:00Z");

function promptOf(...texts: string[]): Prompt {
  return texts.map((text) => ({ role: "user", content: [{ type: "text", text }] }));
}

describe("a long message", () => {
  it("is reduced to its beginning and its end", () => {
    const { turns } = readDialogue(promptOf(`I want an appointment ${"on ".repeat(16_667)}friday`));
    const [turn] = turns.flatMap((t) => (t.by === "customer" ? [t.text] : []));
    expect(turn).toHaveLength(4000);
    expect(turn).toMatch(/^I want an appointment on .* on friday$/s);
  });

  it("is reduced in the same way when it is sent in many pieces", () => {
    const dialogue = readDialogue(promptOf(...Array.from({ length: 50 }, (_, i) => `${i}: ${"why ".repeat(300)}`)));
    expect(newestMessages(dialogue)).toHaveLength(4000);
  });

  it("is read completely up to 4,000 characters", () => {
    const text = "x".repeat(4000);
    expect(newestMessages(readDialogue(promptOf(text)))).toBe(text);
  });

  it.each(["on ", "a.", "12:", "1 ", "你", "#1", "@", "+1 ", " \n"])(
    "that repeats %j gets an answer",
    async (piece) => {
      const model = createOfflineModel(() => NOW);
      const parameters = ["phone", "email", "name", "city", "note", "code", "date"].map((name) => [
        name,
        { type: "string" },
      ]);
      const inputSchema = {
        type: "object" as const,
        properties: { ...Object.fromEntries(parameters), n: { type: "number" as const } },
        required: ["n", "note"],
      };
      const { content } = await model.doGenerate({
        prompt: promptOf(`I want to order parts ${piece.repeat(50_000)}`),
        tools: [{ type: "function", name: "order_parts", inputSchema }],
      });
      expect(content).toEqual([expect.objectContaining({ type: "text", text: expect.stringMatching(/\?$|help/) })]);
    },
  );
});

describe("a repeated word before a weekday", () => {
  it("is matched at most three times", () => {
    expect(readWhen(`${"on ".repeat(10_000)}friday`, NOW)).toEqual({
      date: "2026-11-27",
      written: ["on on on friday"],
    });
  });
});

describe("the neighbours of a number", () => {
  const [parameter] = readTool({
    type: "function",
    name: "order",
    inputSchema: { type: "object", properties: { shirts: { type: "number" } } },
  }).parameters;

  it("are only the words next to it, even in a long text", () => {
    const text = `${"7 socks and ".repeat(10)}${"very ".repeat(500)}many, 3 shirts`;
    expect(parameter && findNumber(parameter, text)?.value).toBe(3);
    expect(parameter && findNumber(parameter, "7 socks ".repeat(60) + "3 shirts")).toBeUndefined();
  });
});

describe("an e-mail address", () => {
  it("is limited to the maximum length of addresses", () => {
    expect(findEmail(`${"a".repeat(20_000)}@shop.example`)?.written).toBe(`${"a".repeat(64)}@shop.example`);
  });
});

describe("a code with many parts of the same kind", () => {
  it("is found only with its separators", () => {
    const [parameter] = readTool({
      type: "function",
      name: "find",
      inputSchema: {
        type: "object",
        properties: { code: { type: "string", description: `Such as ${"1-".repeat(15)}1` } },
      },
    }).parameters;
    const written = Array.from({ length: 16 }, () => "123").join("-");
    expect(parameter && findCodes(parameter, `it is ${written}.`)).toEqual([{ value: written, written }]);
    expect(parameter && findCodes(parameter, `${"1".repeat(200)}x`)).toEqual([]);
  });
});

describe("an instruction", () => {
  it("may contain closed and unclosed passages", () => {
    const open = "<passage".repeat(12_000);
    expect(readPassages(`<passage id="1">One</passage> and <PASSAGE>Two</PASSAGE>\n${open}`)).toEqual([
      { about: "One", text: "One" },
      { about: "Two", text: "Two" },
    ]);
    expect(readPassages("<passage>".repeat(10_000))).toEqual([]);
  });

  it("may have its facts after very many empty lines", () => {
    expect(splitFacts(`Be kind.${"\n".repeat(50_000)} Facts: \nOne`)).toEqual({
      rules: `Be kind.${"\n".repeat(49_999)}`,
      facts: ["One"],
    });
  });
});

describe("a long result", () => {
  it("is cut to its first lines", () => {
    const result = "Ask the customer to wait".repeat(40_000);
    expect(sayResult(result).length).toBeLessThanOrEqual(1502);
    expect(sayResult("a\n".repeat(500_000)).split("\n").length).toBeLessThanOrEqual(101);
  });
});
