import { setTimeout as wait } from "node:timers/promises";
import { inSpan } from "@/server/log/in-span";
import { acceptableRequest, easierRequest, noteAccepted } from "./easier-request";
import type { Attempt } from "./gather-answer";
import { requestAnswer } from "./request-answer";
import type { RequestTimes } from "./request-watch";
import { failed, type ModelFailure, sayFailure } from "./model-failure";
import type { ModelReply, ModelRequest } from "../prompts/model-messages";
import type { ModelTarget } from "../catalogue/resolve-model";

export interface CallModelOptions {
  /** Receives the answer as it streams. After the first delta nothing is retried, so that no text is shown twice. */
  onTextDelta?: (delta: string) => void;
  signal?: AbortSignal;
  limits?: Partial<CallLimits>;
}

export interface CallLimits extends RequestTimes {
  attempts: number;
  /** Limit of the whole call in milliseconds, including retries and waits. */
  totalMs: number;
  /** Wait before the first retry in milliseconds. It doubles for the second and has a jitter of ±50 %. */
  backoffMs: number;
  /** If a provider asks for a longer wait (Retry-After), the call is not retried. */
  longestWaitMs: number;
  /** Nothing is retried later than this after the beginning of the call, in milliseconds. */
  retryWithinMs: number;
}

const LIMITS: CallLimits = {
  attempts: 3,
  firstTokenMs: 30_000,
  idleMs: 30_000,
  totalMs: 120_000,
  backoffMs: 300,
  longestWaitMs: 10_000,
  retryWithinMs: 120_000,
};

/** A model's reply, and what another model needs to know about it. */
export interface CallOutcome {
  reply: ModelReply;
  /** Why there is no answer; null if there is one. */
  failure: ModelFailure | null;
  /** Another model may answer instead: nothing was streamed, and the failure is not one that it would repeat. */
  mayAskAnother: boolean;
}

/**
 * Gets one answer from a model. A provider's failure never throws: it is returned as the reply's `error`, without
 * secrets. Connection errors, 408, 409, 429, 5xx, hangs and cut answers are retried, unless text was already streamed.
 * A refused request is sent again with its images described in words, or with leading bot messages moved to the
 * instruction.
 */
export async function callModel(
  target: ModelTarget,
  request: ModelRequest,
  options: CallModelOptions = {},
): Promise<ModelReply> {
  return (await tryModel(target, request, options)).reply;
}

/** Does the same, and also returns whether another model may answer instead. */
export function tryModel(
  target: ModelTarget,
  request: ModelRequest,
  options: CallModelOptions = {},
): Promise<CallOutcome> {
  const attributes = "problem" in target ? {} : { "gen_ai.request.model": target.model.modelId };
  return inSpan("model call", attributes, () => askModel(target, request, options));
}

async function askModel(target: ModelTarget, request: ModelRequest, options: CallModelOptions): Promise<CallOutcome> {
  const limits = { ...LIMITS, ...options.limits };
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  if ("problem" in target) {
    const reply = { ...emptyReply(target.problem), durationMs: durationMs(), attempts: 0 };
    return { reply, failure: failed(target.problem, false), mayAskAnother: true };
  }
  const times = { started, deadline: started + limits.totalMs };
  const notes: string[] = [];
  let asked = acceptableRequest(target.model, request);
  for (let number = 1; ; number++) {
    const attempt = await requestAnswer(target, asked, { ...options, times: limits, deadline: times.deadline });
    const easier = easierRequest(attempt, asked);
    if (attempt.failure && easier) {
      asked = easier.request;
      notes.push(`${easier.what}: ${sayFailure(attempt.failure, target.secrets)}`);
      continue;
    }
    if (!attempt.failure) noteAccepted(target.model, request, asked);
    const reply = { ...toReply(attempt, notes, target.secrets), attempts: number };
    const pause = attempt.failure ? pauseBefore(number + 1, attempt, limits, times) : null;
    if (pause === null || !(await rested(pause, options.signal))) {
      const { failure } = attempt;
      const mayAskAnother = mayBeAnswered(attempt) && !options.signal?.aborted;
      return { reply: { ...reply, durationMs: durationMs() }, failure, mayAskAnother };
    }
  }
}

function mayBeAnswered({ failure, handedOut }: Attempt): boolean {
  return failure !== null && !failure.isOfRequest && !handedOut;
}

/** Returns the milliseconds to wait before the next attempt; null if there must not be one. */
function pauseBefore(
  number: number,
  { failure, handedOut }: Attempt,
  limits: CallLimits,
  { started, deadline }: { started: number; deadline: number },
): number | null {
  if (!failure?.retryable || handedOut || number > limits.attempts) return null;
  if (performance.now() - started > limits.retryWithinMs) return null;
  const backoff = limits.backoffMs * 2 ** (number - 2) * (0.5 + Math.random());
  const pause = failure.retryAfterMs ?? backoff;
  return pause > limits.longestWaitMs || performance.now() + pause >= deadline ? null : pause;
}

/** Waits; returns false if the caller aborts. */
async function rested(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return wait(ms, true, { signal }).catch((error: unknown) => {
    if (signal?.aborted) return false;
    throw error;
  });
}

function toReply(attempt: Attempt, before: string[], secrets: string[]): Omit<ModelReply, "attempts" | "durationMs"> {
  const { text, toolCalls, inputTokens, outputTokens, failure, rewritten } = attempt;
  const notes = [...before, ...attempt.notes];
  const note = notes.length > 0 && { note: notes.join(" ") };
  if (failure) return { ...emptyReply(sayFailure(failure, secrets)), inputTokens, outputTokens, ...note };
  return { text, toolCalls, inputTokens, outputTokens, error: null, ...note, ...(rewritten && { rewritten }) };
}

function emptyReply(error: string) {
  return { text: "", toolCalls: [], inputTokens: 0, outputTokens: 0, error };
}
