import { describe, expect, it } from "vitest";
import { callModel } from "./call-model";
import type { LanguageModelV4, StreamPart } from "../catalogue/language-model";
import type { ModelReply } from "../prompts/model-messages";
import { seemsThought } from "../answers/seems-thought";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: 1, reasoning: undefined },
};
const FINISH: StreamPart = { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage };

/** A model that streams these parts, of which there may be infinitely many. */
function modelOf(parts: () => Iterable<StreamPart>, modelId = "m-1"): LanguageModelV4 & { read: number } {
  const model = {
    specificationVersion: "v4" as const,
    provider: "test",
    modelId,
    supportedUrls: {},
    read: 0,
    doGenerate: () => Promise.reject(new Error("It only streams.")),
    doStream: async () => {
      const iterator = parts()[Symbol.iterator]();
      const stream = new ReadableStream<StreamPart>(
        {
          pull(controller) {
            const { done, value } = iterator.next();
            if (done) return controller.close();
            model.read += 1;
            controller.enqueue(value);
          },
        },
        { highWaterMark: 0 },
      );
      return { stream };
    },
  };
  return model;
}

const texts = (...deltas: string[]): StreamPart[] => [
  { type: "text-start", id: "t" },
  ...deltas.map((delta): StreamPart => ({ type: "text-delta", id: "t", delta })),
  { type: "text-end", id: "t" },
  FINISH,
];

async function ask(model: LanguageModelV4): Promise<{ reply: ModelReply; deltas: string[] }> {
  const deltas: string[] = [];
  const target = { label: "m", model, host: "api.example.com", secrets: [] };
  const request = { instruction: "", messages: [{ role: "user" as const, text: "Hi" }], tools: [] };
  const reply = await callModel(target, request, { onTextDelta: (delta) => deltas.push(delta) });
  return { reply, deltas };
}

describe("a thought with only a closing tag", () => {
  it("is not streamed if its first words are typical of a thought", async () => {
    const { reply, deltas } = await ask(modelOf(() => texts("Okay, the user wants X.", "\n</think>\n\n", "answer")));
    expect(reply).toMatchObject({ text: "answer", error: null });
    expect(deltas).toEqual(["answer"]);
  });

  it("is removed from the text after it was streamed, and is no longer streamed in later answers", async () => {
    const model = modelOf(() => texts("A greeting.", " Be kind.", "</think>", "Hello!"));
    const first = await ask(model);
    expect(first.reply).toMatchObject({ text: "Hello!", rewritten: true });
    const second = await ask(model);
    expect(second.reply).toMatchObject({ text: "Hello!" });
    expect(second.reply.rewritten).toBeUndefined();
    expect(second.deltas).toEqual(["Hello!"]);
  });

  it("is not streamed if the model's name suggests that it thinks", async () => {
    const { deltas } = await ask(modelOf(() => texts("A greeting.", "</think>", "Hello!"), "deepseek-r1:8b"));
    expect(deltas).toEqual(["Hello!"]);
  });

  it("is expected only in the first answer of a model that does not think despite its name", async () => {
    const model = modelOf(() => texts("Hel", "lo!"), "qwen3-thinking");
    expect((await ask(model)).deltas).toEqual(["Hello!"]);
    expect((await ask(model)).deltas).toEqual(["Hel", "lo!"]);
  });

  it("is not expected from a server that sends reasoning parts", async () => {
    const reasoning: StreamPart = { type: "reasoning-delta", id: "r", delta: "Hm." };
    const { deltas } = await ask(modelOf(() => [reasoning, ...texts("Hel", "lo!")], "deepseek-r1"));
    expect(deltas).toEqual(["Hel", "lo!"]);
  });

  it("is returned as the answer if the closing tag never arrives", async () => {
    const { reply, deltas } = await ask(modelOf(() => texts("The user ", "guide is here.")));
    expect(reply.text).toBe("The user guide is here.");
    expect(deltas).toEqual(["The user guide is here."]);
  });
});

describe("the first words of an answer", () => {
  it.each([
    ["Your order", false],
    ["The opening hours are", false],
    ["The cust", null],
    ["The customer service is open", null],
    ["Okay", null],
    [
      "Okay, your booking is confirmed for tomorrow at ten, and you will get an e-mail with all the details in a few minutes.",
      false,
    ],
    ["Okay, the user wants", true],
    ["\n\nAlright, this customer’s order", true],
    ["We need to respond with", true],
    ["好的，用户想要", true],
  ])("%j decide whether it is a thought: %j", (words, isThought) => expect(seemsThought(words)).toBe(isThought));

  it("of an ordinary model are streamed immediately", async () => {
    const { deltas } = await ask(modelOf(() => texts("Your", " order", " is here.")));
    expect(deltas).toEqual(["Your", " order", " is here."]);
  });
});

describe("an answer that is too long", () => {
  function* endless(part: StreamPart): Generator<StreamPart> {
    for (;;) yield part;
  }

  it("is stopped and cut at 20,000 characters with a note in the trace", async () => {
    const model = modelOf(() => endless({ type: "text-delta", id: "t", delta: "Once more. " }));
    const { reply, deltas } = await ask(model);
    expect(reply).toMatchObject({ error: null, note: "The answer was cut at 20,000 characters.", rewritten: true });
    expect(reply.text).toMatch(/^Once more\. .*more\.…$/);
    expect(reply.text.length).toBeLessThanOrEqual(20_000);
    expect(deltas.join("")).toHaveLength(20_000);
    expect(model.read).toBeLessThan(2000);
  });

  it.each(["reasoning-delta", "tool-input-delta"] as const)(
    "because of its %s parts alone is an error",
    async (type) => {
      const model = modelOf(() => endless({ type, id: "x", delta: "Hm, hm, hm. " }));
      const { reply } = await ask(model);
      expect(reply.error).toBe("api.example.com sent more than 200,000 characters of thoughts and calls.");
      expect(reply.attempts).toBe(1);
      expect(model.read).toBeLessThan(17_000);
    },
  );

  it("because of a thought in its text is an error", async () => {
    const thinking = texts("<think>", ..."Hm. ".repeat(100).split("x")).slice(0, -2);
    const model = modelOf(function* () {
      yield* thinking;
      yield* endless({ type: "text-delta", id: "t", delta: "Hm, hm. " });
    });
    expect((await ask(model)).reply.error).toContain("more than 200,000 characters");
  });
});

describe("tool calls of an answer", () => {
  const call = (n: number, input = "{}"): StreamPart => ({
    type: "tool-call",
    toolCallId: `c${n}`,
    toolName: "find",
    input,
  });

  it("are limited to 20 with a note in the trace", async () => {
    const { reply } = await ask(modelOf(() => [...Array.from({ length: 50 }, (_, n) => call(n)), FINISH]));
    expect(reply.toolCalls).toHaveLength(20);
    expect(reply.note).toBe("The model called too many functions; only the first 20 were considered.");
  });

  it("are an error if they never end", async () => {
    const begun = modelOf(function* () {
      for (let n = 0; ; n += 1) yield { type: "tool-input-start", id: `c${n}`, toolName: "find" };
    });
    expect((await ask(begun)).reply.error).toBe("api.example.com called more than 100 functions in one answer.");
  });

  it("keep every digit of their input and have a fault if they cannot be made", async () => {
    const long = JSON.stringify({ q: "x".repeat(40_000) });
    const { reply } = await ask(modelOf(() => [call(1, '{"id":12345678901234567890}'), call(2, long), FINISH]));
    expect(reply.toolCalls).toEqual([
      { id: "c1", name: "find", input: { id: "12345678901234567890" } },
      { id: "c2", name: "find", input: expect.any(String), fault: expect.stringContaining("longer than 32,000") },
    ]);
  });
});
