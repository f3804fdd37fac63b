import { describe, expect, it } from "vitest";
import { markdownRange, textParts } from "@/server/conversations/text-parts";
import { composeReplies } from "./replies/compose-replies";
import { MAX_CALLS_PER_TURN } from "./model-turn";
import { runTurn } from "./run-turn";
import { callFor, lookUp, ScriptedHost, scriptedInput as input } from "./testing/scripted-host";
import type { TurnInput } from "./turn-result";

const noFrame = { header: "", footer: "" };

describe("runTurn", () => {
  it("runs the action that the model calls and lets the model answer with its result", async () => {
    const host = new ScriptedHost((_, round) => (round === 1 ? callFor("A-1") : { text: "It has shipped." }));
    const result = await runTurn(input, host);
    expect(result).toMatchObject({ text: "It has shipped.", failure: null, inputTokens: 20, outputTokens: 4 });
    expect(host.runs).toMatchObject([{ name: "action-1", call: { actionId: "act_1", arguments: { number: "A-1" } } }]);
    expect(host.requests[1]?.messages.slice(-2)).toEqual([
      { role: "assistant", text: "", toolCalls: callFor("A-1").toolCalls },
      { role: "tool", results: [{ id: "c1", name: "get_order", result: "shipped" }] },
    ]);
    expect(result.trace.map((entry) => entry.kind)).toEqual(["model", "action", "model"]);
  });

  it("keeps the texts before and after a call", async () => {
    const host = new ScriptedHost((_, round) =>
      round === 1 ? { text: "Let me look.", ...callFor("A-1") } : { text: "It has shipped." },
    );
    expect((await runTurn(input, host)).text).toBe("Let me look.\n\nIt has shipped.");
  });

  it("never calls an action with missing arguments and tells the model what to ask for", async () => {
    const host = new ScriptedHost((_, round) =>
      round === 1 ? { toolCalls: [{ id: "c1", name: "get_order", input: {} }] } : { text: "Which order?" },
    );
    const result = await runTurn(input, host);
    expect(host.runs).toEqual([]);
    expect(result.trace[1]).toMatchObject({ kind: "action", status: "refused", runId: null });
    expect(result.trace[1]).toHaveProperty("result", expect.stringContaining("number"));
  });

  it("refuses a function that the bot does not have", async () => {
    const host = new ScriptedHost((_, round) =>
      round === 1 ? { toolCalls: [{ id: "c1", name: "drop_tables", input: {} }] } : { text: "No." },
    );
    await runTurn(input, host);
    expect(host.requests[1]?.messages.at(-1)).toMatchObject({
      results: [{ result: 'There is no function "drop_tables".' }],
    });
  });

  it("refuses to repeat a call with the same arguments", async () => {
    const host = new ScriptedHost((_, round) => (round < 4 ? callFor("A-1", `c${round}`) : { text: "Done." }));
    await runTurn(input, host);
    expect(host.runs).toHaveLength(1);
    expect(host.requests[3]?.messages.at(-1)).toMatchObject({
      results: [{ result: expect.stringContaining("already made") }],
    });
  });

  it("makes at most ten calls and then calls the model without tools", async () => {
    const host = new ScriptedHost((request, round) =>
      request.tools.length > 0 ? callFor(`A-${round}`, `c${round}`) : { text: "That is all I found." },
    );
    const result = await runTurn(input, host);
    expect(host.runs).toHaveLength(MAX_CALLS_PER_TURN);
    expect(result.text).toBe("That is all I found.");
  });

  it("returns the fallback text, and adds the reason to the trace, when the model cannot answer", async () => {
    const host = new ScriptedHost(() => ({ error: "401 from api.example.com: invalid API key" }));
    const result = await runTurn(input, host);
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "401 from api.example.com: invalid API key" });
    expect(JSON.stringify(result.trace)).toContain("invalid API key");
  });

  it("returns the fallback text when the model returns no text", async () => {
    const result = await runTurn(input, new ScriptedHost(() => ({ text: "  " })));
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "The model said nothing." });
  });

  it("reports the length of the fallback text that follows the model's earlier text", async () => {
    const script = (round: number) => (round === 1 ? { ...callFor("A-1"), text: "*Wait*" } : { error: "503" });
    const result = await runTurn(input, new ScriptedHost((_, round) => script(round)));
    expect(result).toMatchObject({ text: "*Wait*\n\nSorry, not now.", fixedEnd: "Sorry, not now.".length });
    const [reply] = composeReplies(result, { split: { mode: "none", maxCharacters: 1000, pauseSeconds: 0 } }, noFrame);
    const markdown = reply ? markdownRange({ ...reply, sender: "ai", turnId: "trn_1" }) : null;
    expect(textParts({ text: result.text, markdown })).toEqual([
      { format: "markdown", text: "*Wait*" },
      { format: "plain", text: "Sorry, not now." },
    ]);
  });

  it("does not call the model when the bot is blocked", async () => {
    const host = new ScriptedHost(() => ({ text: "Hello" }));
    const result = await runTurn({ ...input, blocked: "The bot has never been published." }, host);
    expect(host.requests).toEqual([]);
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "The bot has never been published." });
  });
});

describe("A turn without text from the model", () => {
  it("is silent when an action has sent the whole answer", async () => {
    const host = new ScriptedHost((_, round) => (round === 1 ? callFor("A-1") : {}));
    host.hasSent = true;
    const result = await runTurn(input, host);
    expect(result).toMatchObject({ text: "", silent: true, failure: null });
    expect(result.trace.at(-1)).toEqual({ kind: "note", text: "The bot had nothing to add to what its actions sent." });
  });

  it("fails when the actions have not sent the customer anything either", async () => {
    const host = new ScriptedHost((_, round) => (round === 1 ? callFor("A-1") : {}));
    expect(await runTurn(input, host)).toMatchObject({
      text: "Sorry, not now.",
      silent: false,
      failure: "The model said nothing.",
    });
  });
});

const everyFunction = {
  callPerson: { description: "" },
  stopDialogue: { description: "" },
  ignoreMessage: { description: "" },
  tagDialogue: { description: "Say what it is about.", tags: ["order", "complaint", "order"] },
  rememberVariable: { description: "", names: ["city"] },
};
const withStandard: TurnInput = { ...input, snapshot: { ...input.snapshot, standardFunctions: everyFunction } };
const standardCall = (name: string, args: object, id = "s1") => ({ toolCalls: [{ id, name, input: args }] });

describe("Standard functions", () => {
  it("are offered together with the actions, with the bot's own descriptions if it has any", async () => {
    const host = new ScriptedHost(() => ({ text: "Hello." }));
    await runTurn(withStandard, host);
    const tools = host.requests[0]?.tools ?? [];
    expect(tools.map((tool) => tool.name)).toEqual([
      "get_order",
      "call_person",
      "stop_dialogue",
      "ignore_message",
      "tag_dialogue",
      "remember_variable",
    ]);
    expect(tools[1]?.description).toContain("Gives the conversation to a person.");
    expect(tools[4]).toMatchObject({
      description: "Say what it is about.",
      inputSchema: { properties: { tag: { enum: ["order", "complaint"] } }, required: ["tag"] },
    });
  });

  it("are not offered if they are disabled or an action has the same name", async () => {
    const host = new ScriptedHost((_, round) => (round === 1 ? standardCall("stop_dialogue", {}) : { text: "Hello." }));
    const actions = [{ id: "act_1", definition: { ...lookUp, functionName: "call_person" } }];
    const { callPerson } = everyFunction;
    await runTurn({ ...input, snapshot: { ...input.snapshot, actions, standardFunctions: { callPerson } } }, host);
    expect(host.requests[0]?.tools.map((tool) => tool.name)).toEqual(["call_person"]);
    expect(host.requests[0]?.tools[0]?.description).toBe("Finds an order");
    expect(host.performed).toEqual([]);
  });

  it("are performed, counted and traced", async () => {
    const host = new ScriptedHost((_, round) => {
      if (round === 1)
        return {
          toolCalls: [...callFor("A-1").toolCalls, ...standardCall("tag_dialogue", { tag: "order" }).toolCalls],
        };
      return round === 2 ? standardCall("call_person", { reason: " Angry. " }, "s2") : { text: "Goodbye." };
    });
    const result = await runTurn(withStandard, host);
    expect(host.performed).toEqual([
      { name: "standard-2", call: { type: "tag_dialogue", tag: "order" } },
      { name: "standard-3", call: { type: "call_person", reason: "Angry." } },
    ]);
    expect(result).toMatchObject({ text: "Goodbye.", silent: false, failure: null });
    expect(result.trace.filter((entry) => entry.kind === "action" && entry.runId === null)).toEqual([
      {
        kind: "action",
        runId: null,
        functionName: "tag_dialogue",
        arguments: { tag: "order" },
        status: "succeeded",
        result: "done: tag_dialogue",
        durationMs: 0,
      },
      expect.objectContaining({ functionName: "call_person", arguments: { reason: "Angry." } }),
    ]);
  });

  it.each([
    ["a tag that is not on the list", "tag_dialogue", { tag: "spam" }, "Choose one of: order, complaint."],
    ["no tag", "tag_dialogue", {}, "tag: "],
    ["a variable that may not be set", "remember_variable", { name: "price", value: "1" }, "Choose one of: city."],
    ["an argument that there is not", "ignore_message", { because: "x" }, "because"],
    ["something that is no object", "stop_dialogue", "now", "arguments: "],
    ["a value that is no text", "remember_variable", { name: "city", value: { a: 1 } }, "Give the value as a text."],
  ])("refuse %s with a reason", async (_what, name, args, why) => {
    const host = new ScriptedHost((_, round) =>
      round === 1 ? { toolCalls: [{ id: "s1", name, input: args }] } : { text: "Hello." },
    );
    const result = await runTurn(withStandard, host);
    expect(host.performed).toEqual([]);
    expect(result.trace[1]).toMatchObject({ status: "refused", result: expect.stringContaining(why) });
  });

  it("accept what models send for a missing reason, and numbers in place of texts", async () => {
    const host = new ScriptedHost((_, round) => {
      if (round === 1) return standardCall("call_person", { reason: null });
      return round === 2 ? standardCall("remember_variable", { name: "city", value: 5 }) : { text: "Bye." };
    });
    await runTurn(withStandard, host);
    expect(host.performed.map(({ call }) => call)).toEqual([
      { type: "call_person", reason: "" },
      { type: "remember_variable", name: "city", value: "5" },
    ]);
  });

  it("are not repeated with the same arguments", async () => {
    const host = new ScriptedHost((_, round) =>
      round < 3 ? standardCall("tag_dialogue", { tag: "order" }, `s${round}`) : { text: "Done." },
    );
    await runTurn(withStandard, host);
    expect(host.performed).toHaveLength(1);
  });

  it("end the turn immediately when the message is to be ignored, despite other texts and calls", async () => {
    const host = new ScriptedHost(() => ({
      text: "Hm.",
      toolCalls: [...standardCall("ignore_message", {}).toolCalls, ...callFor("A-1").toolCalls],
    }));
    const result = await runTurn(withStandard, host);
    expect(result).toMatchObject({ text: "", silent: true, failure: null });
    expect(host.requests).toHaveLength(1);
    expect(host.runs).toEqual([]);
    expect(result.trace.at(-1)).toEqual({ kind: "note", text: "The bot left the message without a reply." });
  });

  it("let the bot stop with or without a last reply", async () => {
    const stop = new ScriptedHost((_, round) => (round === 1 ? standardCall("stop_dialogue", {}) : {}));
    expect(await runTurn(withStandard, stop)).toMatchObject({ text: "", silent: true, failure: null });
    const polite = new ScriptedHost((_, round) =>
      round === 1 ? standardCall("stop_dialogue", { reason: "Spam" }) : { text: "Goodbye." },
    );
    expect(await runTurn(withStandard, polite)).toMatchObject({ text: "Goodbye.", silent: false });
  });
});

describe("A model's text that is too long", () => {
  it("is cut to a total over all rounds, with a note in the trace", async () => {
    const host = new ScriptedHost((_, round) => ({
      text: "A sentence. ".repeat(1000),
      ...(round < 3 && callFor(`A-${round}`)),
    }));
    const result = await runTurn(input, host);
    expect(result.text.length).toBeLessThanOrEqual(20_000);
    expect(result.text).toMatch(/A sentence\.…$/);
    expect(result).toMatchObject({ rewritten: true, failure: null });
    expect(result.trace.at(-1)).toEqual({ kind: "note", text: "The answer was cut at 20,000 characters." });
  });
});

describe("A call with a fault", () => {
  it("is refused, and the model gets the reason", async () => {
    const fault = "The call was not made: its arguments are too long.";
    const host = new ScriptedHost((_, round) =>
      round === 1
        ? { toolCalls: callFor("A-1").toolCalls.map((call) => Object.assign(call, { fault })) }
        : { text: "I see." },
    );
    const result = await runTurn(input, host);
    expect(host.runs).toEqual([]);
    expect(host.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", results: [{ result: fault }] });
    expect(result.trace).toContainEqual(expect.objectContaining({ kind: "action", status: "refused", result: fault }));
  });
});

describe("A bot's rule", () => {
  const away = { kind: "away" as const, text: "We are closed.", reason: "It is closed.", closed: "since" };

  it("is applied without calling the model, with its reason in the trace", async () => {
    const host = new ScriptedHost(() => ({ text: "Hello." }));
    const rule = { ...away, modelAnswers: false };
    const result = await runTurn({ ...input, rule }, host);
    expect(result).toMatchObject({ text: "We are closed.", silent: false, failure: null, rule });
    expect(result.trace).toEqual([{ kind: "note", text: "It is closed." }]);
    expect(host.requests).toEqual([]);
    expect(await runTurn({ ...input, rule: { ...rule, text: "" } }, host)).toMatchObject({ text: "", silent: true });
  });

  it("is returned with the model's answer if the model answers too", async () => {
    const host = new ScriptedHost(() => ({ text: "Hello." }));
    const result = await runTurn({ ...input, rule: { ...away, modelAnswers: true } }, host);
    expect(result).toMatchObject({ text: "Hello.", rule: { text: "We are closed." } });
    expect(result.trace.map(({ kind }) => kind)).toEqual(["note", "model"]);
  });
});
