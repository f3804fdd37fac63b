import { describe, expect, it } from "vitest";
import type { ActionOutcome } from "@/server/actions/action-outcome";
import type { ActionDefinition } from "@/server/actions/definition";
import type { ModelReply, ModelRequest } from "@/server/models/model-messages";
import { MAX_CALLS_PER_TURN, runTurn, type TurnInput } from "./run-turn";
import type { ActionCall, TurnHost } from "./turn-host";

const lookUp: ActionDefinition = {
  name: "Look up an order",
  functionName: "get_order",
  description: "Finds an order",
  arguments: [{ name: "number", description: "The order number", type: "string", required: true }],
  constants: [],
  steps: [
    {
      kind: "webhook",
      name: "order",
      method: "GET",
      url: "https://shop.example/orders/{{args.number}}",
      query: [],
      headers: [],
      body: { type: "none" },
      acceptedStatusCodes: [200],
      timeoutSeconds: 30,
    },
  ],
  returnMode: "last",
  errorMessage: "",
};

const input: TurnInput = {
  snapshot: {
    schemaVersion: 1,
    botId: "bot_1",
    name: "Shop",
    instruction: "Help.",
    model: { providerId: null, modelId: "offline" },
    fallbackText: "Sorry, not now.",
    actions: [{ id: "act_1", definition: lookUp }],
  },
  instruction: "Help.",
  history: [{ role: "user", text: "Where is A-1?" }],
  blocked: null,
};

/** A host whose model is a script and whose actions answer with their arguments, recording all that was asked. */
class ScriptedHost implements TurnHost {
  readonly requests: ModelRequest[] = [];
  readonly runs: { name: string; call: ActionCall }[] = [];
  private readonly script: (request: ModelRequest, round: number) => Partial<ModelReply>;

  constructor(script: (request: ModelRequest, round: number) => Partial<ModelReply>) {
    this.script = script;
  }

  callModel(_name: string, request: ModelRequest): Promise<ModelReply> {
    this.requests.push(structuredClone(request));
    const silent = {
      text: "",
      toolCalls: [],
      inputTokens: 10,
      outputTokens: 2,
      durationMs: 1,
      attempts: 1,
      error: null,
    };
    return Promise.resolve({ ...silent, ...this.script(request, this.requests.length) });
  }

  runAction(name: string, call: ActionCall): Promise<ActionOutcome> {
    this.runs.push({ name, call });
    return Promise.resolve({ runId: `run_${this.runs.length}`, status: "succeeded", result: "shipped", durationMs: 5 });
  }
}

const callFor = (number: string, id = "c1") => ({ toolCalls: [{ id, name: "get_order", input: { number } }] });

describe("runTurn", () => {
  it("calls the action that the model asks for and lets the model say the result", async () => {
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

  it("keeps what was said before a call and after it", async () => {
    const host = new ScriptedHost((_, round) =>
      round === 1 ? { text: "Let me look.", ...callFor("A-1") } : { text: "It has shipped." },
    );
    expect((await runTurn(input, host)).text).toBe("Let me look.\n\nIt has shipped.");
  });

  it("never calls with missing arguments: the model is told what to ask", async () => {
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

  it("stops a loop of the same call with the same arguments", async () => {
    const host = new ScriptedHost((_, round) => (round < 4 ? callFor("A-1", `c${round}`) : { text: "Done." }));
    await runTurn(input, host);
    expect(host.runs).toHaveLength(1);
    expect(host.requests[3]?.messages.at(-1)).toMatchObject({
      results: [{ result: expect.stringContaining("already made") }],
    });
  });

  it("makes at most ten calls and then asks without tools", async () => {
    const host = new ScriptedHost((request, round) =>
      request.tools.length > 0 ? callFor(`A-${round}`, `c${round}`) : { text: "That is all I found." },
    );
    const result = await runTurn(input, host);
    expect(host.runs).toHaveLength(MAX_CALLS_PER_TURN);
    expect(result.text).toBe("That is all I found.");
  });

  it("gives the fallback text, and the reason to the trace, when the model cannot answer", async () => {
    const host = new ScriptedHost(() => ({ error: "401 from api.example.com: invalid API key" }));
    const result = await runTurn(input, host);
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "401 from api.example.com: invalid API key" });
    expect(JSON.stringify(result.trace)).toContain("invalid API key");
  });

  it("gives the fallback text when the model says nothing", async () => {
    const result = await runTurn(input, new ScriptedHost(() => ({ text: "  " })));
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "The model said nothing." });
  });

  it("asks no model when the bot is blocked", async () => {
    const host = new ScriptedHost(() => ({ text: "Hello" }));
    const result = await runTurn({ ...input, blocked: "The bot has never been published." }, host);
    expect(host.requests).toEqual([]);
    expect(result).toMatchObject({ text: "Sorry, not now.", failure: "The bot has never been published." });
  });
});
