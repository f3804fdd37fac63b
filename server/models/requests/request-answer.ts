import { Answer, type Attempt } from "./gather-answer";
import type { CallOptions, LanguageModelV4, StreamPart } from "../catalogue/language-model";
import { readRequestFailure, type ModelFailure } from "./model-failure";
import type { ModelRequest } from "../prompts/model-messages";
import { RequestWatch, type RequestTimes } from "./request-watch";
import { toFunctionTools, toPrompt } from "../prompts/to-prompt";

interface AttemptOptions {
  onTextDelta?: (delta: string) => void;
  signal?: AbortSignal;
  times: RequestTimes;
  /** When the whole call must be over, by performance.now(). */
  deadline: number;
}

/**
 * Sends one request and reads its answer to the end. It reads the model's stream directly: the turn engine already has
 * the loop, the retries and the trace, and streamText would multiply the overhead of this call.
 */
export async function requestAnswer(
  { model, host }: { model: LanguageModelV4; host: string },
  request: ModelRequest,
  options: AttemptOptions,
): Promise<Attempt> {
  const { times, deadline, signal } = options;
  const watch = new RequestWatch({ host, times, deadline, signal });
  const answer = new Answer({ model, host }, options.onTextDelta);
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
      answer.add(part);
      if (answer.failure) return answer.failed(answer.failure);
      if (answer.isFull) return answer.ended();
    }
  } finally {
    watch.end();
    // Not awaited, since a provider that hangs would delay the turn.
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
