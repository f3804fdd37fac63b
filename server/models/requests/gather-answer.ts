import { ANSWER_CUT, cutAnswer, MAX_ANSWER } from "@/server/text/cut-answer";
import { ThoughtFilter } from "../answers/hide-thoughts";
import { HoldBack } from "../answers/hold-back";
import type { LanguageModelV4, StreamPart } from "../catalogue/language-model";
import { cutOff, failed, readStreamFailure, type ModelFailure } from "./model-failure";
import type { ToolCall } from "@/server/schemas/tool-call";
import { readToolInput } from "../answers/read-tool-input";

/** The result of one request to a model. */
export interface Attempt {
  text: string;
  toolCalls: ToolCall[];
  inputTokens: number;
  outputTokens: number;
  /** Whether text was streamed to the caller. */
  handedOut: boolean;
  /** Whether the final text differs from the streamed text, because a thought was removed or the text was cut. */
  rewritten: boolean;
  /** Notes for the trace. */
  notes: string[];
  failure: ModelFailure | null;
}

/** The longest answer in characters, including its thoughts and calls. */
const MAX_RECEIVED = 200_000;
const MAX_TOOL_CALLS = 20;
const LONGEST_NAME = 200;

/** Collects the streamed parts of an answer and enforces the limits of its size. */
export class Answer {
  failure: ModelFailure | null = null;
  /** A limit was reached; no further part should be read. */
  isFull = false;
  private text = "";
  private readonly toolCalls: ToolCall[] = [];
  private readonly notes: string[] = [];
  private inputTokens = 0;
  private outputTokens = 0;
  private handedOut = false;
  private rewritten = false;
  private thoughts = new ThoughtFilter();
  private readonly beginning: HoldBack;
  private received = 0;
  private callsBegun = 0;
  private finished = false;
  private readonly host: string;
  private readonly onTextDelta: ((delta: string) => void) | undefined;

  constructor({ model, host }: { model: LanguageModelV4; host: string }, onTextDelta?: (delta: string) => void) {
    this.host = host;
    this.onTextDelta = onTextDelta;
    this.beginning = new HoldBack(model);
  }

  add(part: StreamPart): void {
    switch (part.type) {
      case "text-start":
        this.thoughts = new ThoughtFilter();
        return;
      case "text-delta":
        this.count(part.delta);
        this.addDelta(part.delta);
        return;
      case "text-end":
        this.addText(this.thoughts.end());
        return;
      case "reasoning-delta":
        this.count(part.delta);
        // A server that sends reasoning parts leaves no thoughts in the text.
        this.handOut(this.beginning.letGo());
        return;
      case "tool-input-start":
        this.countCall();
        return;
      case "tool-input-delta":
        this.count(part.delta);
        return;
      case "tool-call":
        this.addCall(part);
        return;
      case "error":
        this.failure = readStreamFailure(part.error, this.host);
        return;
      case "finish":
        this.readFinish(part);
        return;
      default:
    }
  }

  /** Completes the answer; must be called once, when the stream has ended or the answer is full. */
  ended(): Attempt {
    if (!this.finished && !this.isFull) return this.failed(cutOff(this.host));
    this.handOut(this.beginning.end());
    return this.toAttempt(null);
  }

  failed(failure: ModelFailure): Attempt {
    return this.toAttempt(failure);
  }

  private count({ length }: string): void {
    this.received += length;
    if (this.received <= MAX_RECEIVED || this.isFull) return;
    this.isFull = true;
    if (this.text.trim() !== "") return;
    const limit = MAX_RECEIVED.toLocaleString("en");
    this.failure = failed(`${this.host} sent more than ${limit} characters of thoughts and calls.`, false);
  }

  private addDelta(delta: string): void {
    const { text, voidsEarlier } = this.thoughts.pass(delta);
    if (voidsEarlier) {
      this.text = "";
      this.rewritten = this.handedOut;
      this.beginning.foundThought();
    }
    this.addText(text);
  }

  private addText(added: string): void {
    if (added === "" || this.isFull) return;
    const room = MAX_ANSWER - this.text.length;
    this.text += added;
    this.handOut(this.beginning.pass(added.slice(0, room)));
    if (added.length <= room) return;
    this.isFull = true;
    this.notes.push(ANSWER_CUT);
  }

  private handOut(delta: string): void {
    if (delta === "" || !this.onTextDelta) return;
    this.handedOut = true;
    this.onTextDelta(delta);
  }

  private countCall(): void {
    this.callsBegun += 1;
    if (this.callsBegun <= 5 * MAX_TOOL_CALLS) return;
    this.failure = failed(`${this.host} called more than ${5 * MAX_TOOL_CALLS} functions in one answer.`, false);
  }

  private addCall({ toolCallId, toolName, input }: Extract<StreamPart, { type: "tool-call" }>): void {
    if (this.toolCalls.length >= MAX_TOOL_CALLS) {
      const note = `The model called too many functions; only the first ${MAX_TOOL_CALLS} were considered.`;
      if (!this.notes.includes(note)) this.notes.push(note);
      return;
    }
    const id = toolCallId.length > LONGEST_NAME ? `call-${this.toolCalls.length + 1}` : toolCallId;
    this.toolCalls.push({ id, name: toolName.slice(0, LONGEST_NAME), ...readToolInput(input) });
  }

  private readFinish({ usage, finishReason }: Extract<StreamPart, { type: "finish" }>): void {
    this.finished = true;
    this.inputTokens = usage.inputTokens.total ?? 0;
    this.outputTokens = usage.outputTokens.total ?? 0;
    const { unified } = finishReason;
    const empty = this.text === "" && this.toolCalls.length === 0;
    if (unified === "error" || unified === "interrupted") this.failure = cutOff(this.host);
    if (unified === "content-filter" && empty) {
      // A filter must not be passed by asking another model.
      this.failure = { ...failed(`The content filter of ${this.host} stopped the answer.`, false), isOfRequest: true };
    }
  }

  private toAttempt(failure: ModelFailure | null): Attempt {
    const { toolCalls, inputTokens, outputTokens, handedOut, notes } = this;
    const text = cutAnswer(this.text);
    const rewritten = this.rewritten || (handedOut && text !== this.text);
    return { text, toolCalls, inputTokens, outputTokens, handedOut, rewritten, notes, failure };
  }
}
