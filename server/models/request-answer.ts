import { ThoughtFilter } from "./hide-thoughts";
import type { CallOptions, LanguageModelV4, StreamPart } from "./language-model";
import { cutOff, failed, readRequestFailure, readStreamFailure, type ModelFailure } from "./model-failure";
import type { ModelRequest, ToolCall } from "./model-messages";
import { RequestWatch, type RequestTimes } from "./request-watch";
import { toFunctionTools, toPrompt } from "./to-prompt";

/** What one request to a model brought. */
export interface Attempt {
  text: string;
  toolCalls: ToolCall[];
  inputTokens: number;
  outputTokens: number;
  /** Text went to the caller before the end. */
  handedOut: boolean;
  failure: ModelFailure | null;
}

interface AttemptOptions {
  onTextDelta?: (delta: string) => void;
  signal?: AbortSignal;
  times: RequestTimes;
  /** When the whole call must be over, by performance.now(). */
  deadline: number;
}

/**
 * Sends one request and reads its answer to the end. Speaks to the model's own stream and not through streamText:
 * the turn engine has the loop, the retries and the trace, and streamText costs several times this call's overhead.
 */
export async function requestAnswer(
  { model, host }: { model: LanguageModelV4; host: string },
  request: ModelRequest,
  options: AttemptOptions,
): Promise<Attempt> {
  const { times, deadline, signal } = options;
  const watch = new RequestWatch({ host, times, deadline, signal });
  const answer = new Answer(host, options.onTextDelta);
  let reader: ReadableStreamDefaultReader<StreamPart> | undefined;
  try {
    const opened = await watch.over(() => model.doStream(callOptions(request, watch.signal)));
    if (!opened.ok) return answer.failed(failureOf(opened, host));
    const from = opened.value.stream.getReader();
    reader = from;
    for (;;) {
      const read = await watch.over(() => from.read());
      if (!read.ok) return answer.failed(failureOf(read, host));
      if (read.value.done) {
        watch.sawEnd();
        return answer.ended();
      }
      const part = read.value.value;
      if (part.type !== "stream-start" && part.type !== "response-metadata") watch.sawPiece();
      answer.hear(part);
      if (answer.failure) return answer.failed(answer.failure);
    }
  } finally {
    watch.end();
    // A provider that no longer answers need not hold anybody up; how its stream ends is of no interest.
    void reader?.cancel().catch(() => undefined);
  }
}

function failureOf(outcome: { error: unknown } | { gaveUp: ModelFailure }, host: string): ModelFailure {
  return "gaveUp" in outcome ? outcome.gaveUp : readRequestFailure(outcome.error, host);
}

function callOptions({ instruction, messages, tools }: ModelRequest, abortSignal: AbortSignal): CallOptions {
  const offered = tools.length === 0 ? {} : { tools: toFunctionTools(tools), toolChoice: { type: "auto" as const } };
  return { prompt: toPrompt({ instruction, messages, tools }), abortSignal, ...offered };
}

/** Gathers the parts of an answer. */
class Answer {
  failure: ModelFailure | null = null;
  private text = "";
  private readonly toolCalls: ToolCall[] = [];
  private inputTokens = 0;
  private outputTokens = 0;
  private handedOut = false;
  private thoughts = new ThoughtFilter();
  private finished = false;
  private readonly host: string;
  private readonly onTextDelta: ((delta: string) => void) | undefined;

  constructor(host: string, onTextDelta: ((delta: string) => void) | undefined) {
    this.host = host;
    this.onTextDelta = onTextDelta;
  }

  hear(part: StreamPart): void {
    switch (part.type) {
      case "text-start":
        this.thoughts = new ThoughtFilter();
        return;
      case "text-delta":
        this.hearText(this.thoughts.pass(part.delta));
        return;
      case "text-end":
        this.hearText(this.thoughts.end());
        return;
      case "tool-call":
        this.toolCalls.push({ id: part.toolCallId, name: part.toolName, input: parseInput(part.input) });
        return;
      case "error":
        this.failure = readStreamFailure(part.error, this.host);
        return;
      case "finish":
        this.hearFinish(part);
        return;
      default:
    }
  }

  ended(): Attempt {
    if (!this.finished) return this.failed(cutOff(this.host));
    return this.toAttempt(null);
  }

  failed(failure: ModelFailure): Attempt {
    return this.toAttempt(failure);
  }

  private hearText(delta: string): void {
    if (delta === "") return;
    this.text += delta;
    if (!this.onTextDelta) return;
    this.handedOut = true;
    this.onTextDelta(delta);
  }

  private hearFinish({ usage, finishReason }: Extract<StreamPart, { type: "finish" }>): void {
    this.finished = true;
    this.inputTokens = usage.inputTokens.total ?? 0;
    this.outputTokens = usage.outputTokens.total ?? 0;
    const { unified } = finishReason;
    const empty = this.text === "" && this.toolCalls.length === 0;
    if (unified === "error" || unified === "interrupted") this.failure = cutOff(this.host);
    if (unified === "content-filter" && empty) {
      this.failure = failed(`The content filter of ${this.host} stopped the answer.`, false);
    }
  }

  private toAttempt(failure: ModelFailure | null): Attempt {
    const { text, toolCalls, inputTokens, outputTokens, handedOut } = this;
    return { text, toolCalls, inputTokens, outputTokens, handedOut, failure };
  }
}

/** A tool's input is JSON; what is not stays as the model wrote it, for the caller to refuse. */
function parseInput(input: string): unknown {
  if (input.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(input);
    return value;
  } catch {
    return input;
  }
}
