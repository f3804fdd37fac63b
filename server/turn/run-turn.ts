import { checkArguments, toolSpec } from "@/server/actions/argument-schema";
import type { BotSnapshot } from "@/server/bots/snapshot";
import type { ModelMessage, ModelReply, ToolCall } from "@/server/models/model-messages";
import type { TraceEntry } from "./trace";
import type { TurnHost } from "./turn-host";

export interface TurnInput {
  snapshot: BotSnapshot;
  /** The bot's instruction with its `{variables}` filled in. */
  instruction: string;
  /** The conversation up to and with the message to answer. */
  history: ModelMessage[];
  /** Why the bot cannot answer at all, when it cannot. */
  blocked: string | null;
}

export interface TurnResult {
  /** What to say to the customer. */
  text: string;
  trace: TraceEntry[];
  inputTokens: number;
  outputTokens: number;
  /** Why the bot could not answer (then `text` is its fallback text), else null. */
  failure: string | null;
}

/** CONTRACTS §3: calls per turn. */
export const MAX_CALLS_PER_TURN = 10;

/**
 * Answers the newest customer message: asks the model, runs the actions it calls, and asks again until it has
 * nothing more to call. Knows neither HTTP nor Inngest; the same input and host answers give the same turn.
 */
export async function runTurn(input: TurnInput, host: TurnHost): Promise<TurnResult> {
  const turn = new Turn(input, host);
  if (input.blocked !== null) return turn.fail(input.blocked);
  for (let round = 1; ; round++) {
    const reply = await turn.askModel(round);
    if (reply.error !== null) return turn.fail(reply.error);
    if (reply.toolCalls.length === 0) return turn.end();
    for (const call of reply.toolCalls) await turn.answerCall(call);
  }
}

class Turn {
  private readonly input: TurnInput;
  private readonly host: TurnHost;
  private readonly messages: ModelMessage[];
  private readonly texts: string[] = [];
  private readonly trace: TraceEntry[] = [];
  private readonly earlierCalls = new Map<string, string>();
  private calls = 0;
  private inputTokens = 0;
  private outputTokens = 0;

  constructor(input: TurnInput, host: TurnHost) {
    this.input = input;
    this.host = host;
    this.messages = [...input.history];
  }

  async askModel(round: number): Promise<ModelReply> {
    // Out of calls, the model is asked once more without tools, so that it must say something.
    const tools = this.calls < MAX_CALLS_PER_TURN ? this.input.snapshot.actions.map((a) => toolSpec(a.definition)) : [];
    const { instruction } = this.input;
    const reply = await this.host.callModel(`model-${round}`, { instruction, messages: this.messages, tools });
    const heard = tools.length > 0 ? reply : { ...reply, toolCalls: [] };
    this.note(heard);
    if (heard.toolCalls.length > 0) {
      this.messages.push({ role: "assistant", text: heard.text, toolCalls: heard.toolCalls });
    }
    return heard;
  }

  async answerCall(call: ToolCall): Promise<void> {
    const result = await this.call(call);
    this.messages.push({ role: "tool", results: [{ id: call.id, name: call.name, result }] });
  }

  end(): TurnResult {
    const text = this.texts.join("\n\n");
    if (text !== "") return this.result(text, null);
    this.trace.push({ kind: "note", text: "The model said nothing, so the fallback text was sent." });
    return this.result(this.input.snapshot.fallbackText, "The model said nothing.");
  }

  fail(reason: string): TurnResult {
    this.trace.push({ kind: "note", text: `The fallback text was sent: ${reason}` });
    return this.result([...this.texts, this.input.snapshot.fallbackText].join("\n\n"), reason);
  }

  private note(reply: ModelReply): void {
    this.inputTokens += reply.inputTokens;
    this.outputTokens += reply.outputTokens;
    if (reply.text.trim() !== "" && reply.error === null) this.texts.push(reply.text.trim());
    this.trace.push({ kind: "model", model: this.input.snapshot.model.modelId, ...reply });
  }

  private async call(call: ToolCall): Promise<string> {
    const action = this.input.snapshot.actions.find((a) => a.definition.functionName === call.name);
    if (!action) return this.refuse(call, `There is no function "${call.name}".`);
    if (this.calls >= MAX_CALLS_PER_TURN) {
      return this.refuse(
        call,
        `No more than ${MAX_CALLS_PER_TURN} calls are made for one message. Answer with what you have.`,
      );
    }
    const checked = checkArguments(action.definition, call.input);
    if (!checked.ok) return this.refuse(call, checked.message);
    const key = `${call.name} ${JSON.stringify(checked.values)}`;
    const before = this.earlierCalls.get(key);
    if (before !== undefined) {
      return this.refuse(call, `This call was already made with the same arguments. Its result was: ${before}`);
    }
    this.calls += 1;
    const outcome = await this.host.runAction(`action-${this.calls}`, {
      actionId: action.id,
      definition: action.definition,
      arguments: checked.values,
    });
    this.earlierCalls.set(key, outcome.result);
    this.trace.push({ kind: "action", functionName: call.name, arguments: checked.values, ...outcome });
    return outcome.result;
  }

  private refuse(call: ToolCall, why: string): string {
    this.calls += 1;
    this.trace.push({
      kind: "action",
      runId: null,
      functionName: call.name,
      arguments: call.input,
      status: "refused",
      result: why,
      durationMs: 0,
    });
    return why;
  }

  private result(text: string, failure: string | null): TurnResult {
    const { trace, inputTokens, outputTokens } = this;
    return { text, trace, inputTokens, outputTokens, failure };
  }
}
