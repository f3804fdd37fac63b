import type { ActionOutcome } from "@/server/actions/runs/action-outcome";
import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import type { ModelReply, ModelRequest } from "@/server/models/prompts/model-messages";
import type { Transcription } from "@/server/models/transcription/transcribe-audio";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { StandardCall } from "../replies/standard-calls";
import type { ActionCall, TurnHost } from "../turn-host";
import type { TurnInput } from "../turn-result";

export const lookUp: ActionDefinition = {
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

export const scriptedInput: TurnInput = {
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

/** A call of the action. */
export const callFor = (number: string, id = "c1") => ({ toolCalls: [{ id, name: "get_order", input: { number } }] });

/** A host with a scripted model, whose actions return their arguments. It records all requests. */
export class ScriptedHost implements TurnHost {
  readonly requests: ModelRequest[] = [];
  readonly runs: { name: string; call: ActionCall }[] = [];
  readonly performed: { name: string; call: StandardCall }[] = [];
  /** Whether the actions have sent the customer a message. */
  hasSent = false;
  /** What the knowledge base has for the customer's message. */
  found: KnowledgeFound | undefined;
  private readonly script: (request: ModelRequest, round: number) => Partial<ModelReply>;

  constructor(script: (request: ModelRequest, round: number) => Partial<ModelReply>) {
    this.script = script;
  }

  get scenario(): never {
    throw new Error("These bots have no scenario.");
  }

  transcribe(): Promise<Transcription> {
    return Promise.resolve({ transcript: null, note: null });
  }

  findKnowledge(): Promise<KnowledgeFound> {
    if (!this.found) throw new Error("This bot has no knowledge.");
    return Promise.resolve(this.found);
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

  perform(name: string, call: StandardCall): Promise<string> {
    this.performed.push({ name, call });
    return Promise.resolve(`done: ${call.type}`);
  }

  hasSaid(): Promise<boolean> {
    return Promise.resolve(this.hasSent);
  }
}
