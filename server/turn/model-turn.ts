import { checkArguments, toolSpec } from "@/server/actions/definition/argument-schema";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { ANSWER_CUT, cutAnswer } from "@/server/text/cut-answer";
import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import type { FailedCall, ModelMessage, ModelReply, ToolSpec } from "@/server/models/prompts/model-messages";
import type { ToolCall } from "@/server/schemas/tool-call";
import type { Interactive } from "@/server/messages/interactive";
import type { ShowOptionsCall, StandardCall } from "./replies/standard-calls";
import { readStandardCall, standardTools } from "./replies/standard-tools";
import type { TraceEntry } from "@/server/schemas/trace";
import { AnswerKnowledge } from "./answer-knowledge";
import type { TurnHost } from "./turn-host";
import type { TurnRule } from "./context/turn-rule";
import type { TurnInput, TurnResult } from "./turn-result";

/** The most calls in one turn (CONTRACTS §3). */
export const MAX_CALLS_PER_TURN = 10;

/**
 * A turn in which the bot's model answers: it keeps the model's texts and calls until they make an answer.
 */
export class ModelTurn {
  /** The model chose to leave the message without a reply. */
  ignores = false;
  /** The newest reply of the model only showed options, so the turn ends and the customer answers next. */
  isAsking = false;
  private stops = false;
  private readonly tools: ToolSpec[];
  private readonly input: TurnInput;
  private readonly host: TurnHost;
  private readonly messages: ModelMessage[];
  private readonly texts: string[] = [];
  private readonly trace: TraceEntry[];
  private readonly knowledge: AnswerKnowledge;
  private readonly earlierCalls = new Map<string, string>();
  /** The number of texts before the model's newest reply. */
  private textsBefore = 0;
  private calls = 0;
  private rewritten = false;
  private interactive: Interactive | undefined;
  private inputTokens = 0;
  private outputTokens = 0;

  /** @param before What the turn did before the model is asked, and what it found in the knowledge base. */
  constructor(input: TurnInput, host: TurnHost, { trace, found }: { trace: TraceEntry[]; found?: KnowledgeFound }) {
    this.input = input;
    this.trace = input.rule ? [{ kind: "note", text: input.rule.reason }, ...trace] : [...trace];
    if (found?.trace) this.trace.push(found.trace);
    for (const { url, reason } of found?.unread ?? [])
      this.trace.push({ kind: "note", text: `${url} could not be read: ${reason}` });
    this.knowledge = new AnswerKnowledge(input, found);
    this.host = host;
    this.messages = [...input.history];
    this.tools = toolsOf(input.snapshot);
  }

  async askModel(round: number): Promise<ModelReply> {
    // After the last call, the model gets no tools, so that it has to write an answer.
    const tools = this.calls < MAX_CALLS_PER_TURN ? this.tools : [];
    const { instruction, shownLine } = this.knowledge;
    const reply = await this.host.callModel(
      `model-${round}`,
      { instruction, messages: this.messages, tools },
      shownLine,
    );
    const usable = tools.length > 0 ? reply : { ...reply, toolCalls: [] };
    this.textsBefore = this.texts.length;
    this.note(usable);
    this.isAsking = true;
    if (usable.toolCalls.length > 0) {
      this.messages.push({ role: "assistant", text: usable.text, toolCalls: usable.toolCalls });
    }
    return usable;
  }

  async answerCall(call: ToolCall): Promise<void> {
    const shown = this.interactive;
    const result = await this.call(call);
    this.isAsking &&= this.interactive !== shown && this.texts.length > this.textsBefore;
    this.messages.push({ role: "tool", results: [{ id: call.id, name: call.name, result }] });
  }

  async end(): Promise<TurnResult> {
    const text = this.wholeText();
    if (text !== "" || this.interactive) return this.answer(text);
    if (this.stops) return this.endSilently("The bot ended its part of the conversation without last words.");
    if (this.calls > 0 && (await this.host.hasSaid("has-said"))) {
      return this.endSilently("The bot had nothing to add to what its actions sent.");
    }
    this.trace.push({ kind: "note", text: "The model said nothing, so the fallback text was sent." });
    return this.fallBack("The model said nothing.");
  }

  apply({ text }: TurnRule): TurnResult {
    return { ...this.result(text, null), fixedEnd: text.length, silent: text === "" };
  }

  endIgnoring(): TurnResult {
    return this.endSilently("The bot left the message without a reply.");
  }

  fail(reason: string): TurnResult {
    this.trace.push({ kind: "note", text: `The fallback text was sent: ${reason}` });
    return this.fallBack(reason);
  }

  private fallBack(reason: string): TurnResult {
    const { fallbackText } = this.input.snapshot;
    const text = [this.wholeText(), fallbackText].filter(Boolean).join("\n\n");
    return { ...this.result(text, reason), fixedEnd: fallbackText.length };
  }

  /** Joins the texts of all rounds and cuts the result to the longest answer. */
  private wholeText(): string {
    const whole = this.texts.join("\n\n");
    const text = cutAnswer(whole);
    if (text === whole) return whole;
    this.rewritten = true;
    this.trace.push({ kind: "note", text: ANSWER_CUT });
    return text;
  }

  private note({ note, rewritten = false, failedFirst, ...reply }: ModelReply): void {
    this.rewritten ||= rewritten;
    if (failedFirst) this.noteFailed(failedFirst, reply.model);
    this.inputTokens += reply.inputTokens;
    this.outputTokens += reply.outputTokens;
    if (reply.text.trim() !== "" && reply.error === null) this.texts.push(reply.text.trim());
    this.trace.push({ kind: "model", ...reply, model: reply.model ?? this.input.snapshot.model.modelId });
    if (note !== undefined) this.trace.push({ kind: "note", text: note });
  }

  private noteFailed(call: FailedCall, askedInstead: string | undefined): void {
    this.inputTokens += call.inputTokens;
    this.outputTokens += call.outputTokens;
    this.trace.push({ kind: "model", text: "", toolCalls: [], ...call });
    this.trace.push({ kind: "note", text: `The bot's other model was asked instead: ${askedInstead ?? "unknown"}.` });
  }

  private async call(call: ToolCall): Promise<string> {
    const prepared = call.fault ?? this.prepare(call);
    if (typeof prepared === "string") return this.refuse(call, prepared);
    const key = `${call.name} ${JSON.stringify(prepared.arguments)}`;
    const before = this.earlierCalls.get(key);
    if (before !== undefined) {
      return this.refuse(call, `This call was already made with the same arguments. Its result was: ${before}`);
    }
    this.calls += 1;
    const outcome = await prepared.make(this.calls);
    this.knowledge.noteResult(outcome.result);
    this.earlierCalls.set(key, outcome.result);
    this.trace.push({ kind: "action", functionName: call.name, arguments: prepared.arguments, ...outcome });
    return outcome.result;
  }

  /** Returns the call with checked arguments, or the reason for the model why it is not made. */
  private prepare(call: ToolCall): PreparedCall | string {
    const { snapshot } = this.input;
    const action = snapshot.actions.find((a) => a.definition.functionName === call.name);
    const standard = action ? null : readStandardCall(snapshot.standardFunctions, call);
    if (!action && !standard) return `There is no function "${call.name}".`;
    if (this.calls >= MAX_CALLS_PER_TURN) {
      return `No more than ${MAX_CALLS_PER_TURN} calls are made for one message. Answer with what you have.`;
    }
    if (action) return this.prepareAction(action, call);
    if (!standard?.ok) return standard?.message ?? "";
    return this.prepareStandard(standard.call);
  }

  private prepareAction({ id, definition }: BotSnapshot["actions"][number], call: ToolCall): PreparedCall | string {
    const checked = checkArguments(definition, call.input, this.input.snapshot.timeZone);
    if (!checked.ok) return checked.message;
    const values = checked.values;
    const make = (n: number) => this.host.runAction(`action-${n}`, { actionId: id, definition, arguments: values });
    return { arguments: values, make };
  }

  private prepareStandard(call: StandardCall): PreparedCall {
    if (call.type === "show_options") return this.prepareOptions(call);
    const { type, ...given } = call;
    const make = async (n: number) => {
      const result = await this.host.perform(`standard-${n}`, call);
      this.ignores ||= type === "ignore_message";
      this.stops ||= type === "stop_dialogue";
      return { runId: null, status: "succeeded" as const, result, durationMs: 0 };
    };
    return { arguments: given, make };
  }

  /** Later options replace earlier ones. */
  private prepareOptions({ text, interactive }: ShowOptionsCall): PreparedCall {
    const make = async () => {
      this.interactive = interactive;
      if (text !== "" && this.texts.at(-1) !== text) {
        this.texts.push(text);
        this.rewritten = true;
      }
      const result = "The options are shown below your reply. Do not list them again.";
      return { runId: null, status: "succeeded" as const, result, durationMs: 0 };
    };
    return { arguments: { ...(text !== "" && { text }), ...interactive }, make };
  }

  private answer(written: string): TurnResult {
    const { text, interactive, note, ...extras } = this.knowledge.finish(written, this.interactive, this.calls > 0);
    this.rewritten ||= text !== written;
    if (note !== null) this.trace.push({ kind: "note", text: note });
    return { ...this.result(text, null), ...extras, ...(interactive && { interactive }) };
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

  private endSilently(why: string): TurnResult {
    this.trace.push({ kind: "note", text: why });
    return { ...this.result("", null), silent: true };
  }

  private result(text: string, failure: string | null): TurnResult {
    const { trace, inputTokens, outputTokens, rewritten } = this;
    const { rule } = this.input;
    const changes = { ...(rewritten && { rewritten }), ...(rule && { rule }) };
    return { text, silent: false, trace, inputTokens, outputTokens, failure, ...changes };
  }
}

type Outcome = Pick<Extract<TraceEntry, { kind: "action" }>, "runId" | "status" | "result" | "durationMs">;

interface PreparedCall {
  arguments: Record<string, unknown>;
  /** Makes the call; `n` is its number in the turn, from 1. */
  make(n: number): Promise<Outcome>;
}

/** The tools of the model: the bot's actions, and the standard functions whose names are not used by actions. */
function toolsOf({ actions, standardFunctions }: BotSnapshot): ToolSpec[] {
  const own = actions.map(({ definition, about }) => toolSpec(definition, about));
  const taken = new Set(own.map(({ name }) => name));
  return [...own, ...standardTools(standardFunctions).filter(({ name }) => !taken.has(name))];
}
