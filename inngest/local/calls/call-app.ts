/** Sends one signed request to the app and interprets its answer. */
import { errors, Pool } from "undici";
import { parseRetryAfter } from "../../../server/text/parse-retry-after.ts";
import type { Job, RunState } from "../queue/job.ts";
import { signRequest } from "./signing.ts";
import { operationsSchema, type Operation } from "./wire.ts";

export type Answer =
  | { kind: "returned"; output: unknown }
  | { kind: "failed"; error: unknown; retriable: boolean; retryAfterMs: number | null }
  | {
      kind: "operations";
      operations: Operation[];
      retriable: boolean;
      retryAfterMs: number | null;
      gather: boolean;
    }
  /** The app is unreachable or faulty; the function has not failed. `broken`: the app broke off the call. */
  | { kind: "unreachable"; reason: string; broken: boolean };

export interface AppAddress {
  url: URL;
  signingKey: string;
  pool: Pool;
}

/** Inngest's limit for the result of a step. */
const MAX_ANSWER = 4 * 1024 * 1024;
const CONNECT_MS = 5_000;
/** The app or a proxy refuses the size of a call before the SDK reads it. */
const TOO_LARGE = 413;

/** A pool of open connections to the app, one for each concurrent call. */
export function openPool(url: URL, connections: number, callTimeoutMs: number): Pool {
  return new Pool(url.origin, {
    connections,
    pipelining: 1,
    headersTimeout: callTimeoutMs,
    bodyTimeout: callTimeoutMs,
    maxResponseSize: MAX_ANSWER,
    connect: { timeout: CONNECT_MS },
  });
}

/** Calls the app to continue a run, or to run the job's step (SDK specification §4.4). */
export async function callApp(
  app: AppAddress,
  job: Job & { run: RunState },
  { callId, maxAttempts }: { callId: string; maxAttempts: number },
): Promise<Answer> {
  const body = requestBody(job, callId, maxAttempts);
  const query = new URLSearchParams({ fnId: job.run.functionId, stepId: job.stepId ?? "step" });
  try {
    const response = await app.pool.request({
      method: "POST",
      path: `${app.url.pathname}?${query}`,
      headers: {
        "content-type": "application/json",
        "x-inngest-signature": signRequest(body, app.signingKey),
        "x-inngest-server-kind": "cloud",
        "x-run-id": job.run.id,
      },
      body,
    });
    return readAnswer(response.statusCode, response.headers, await response.body.text());
  } catch (error) {
    return explain(error);
  }
}

/**
 * Canonical JSON, joined from parts that are canonical already. A call that runs one of several parallel steps has no
 * checkpoints. No `version` is requested: the SDK defaults to its newest, and parsing one costs it three exceptions.
 */
function requestBody({ attempt, stepId, run }: Job & { run: RunState }, callId: string, maxAttempts: number): string {
  const checkpoints = stepId === null && !run.isParallel;
  const functionMember = checkpoints ? `"fn_id":${JSON.stringify(run.functionId)},` : "";
  const callMember = checkpoints ? `"qi_id":${JSON.stringify(callId)},` : "";
  const stack = JSON.stringify([...run.steps.keys()]);
  const steps = [...run.steps].sort(([a], [b]) => (a < b ? -1 : 1));
  const stepMembers = steps.map(([id, value]) => `${JSON.stringify(id)}:${value}`).join(",");
  return (
    `{"ctx":{"attempt":${attempt},"disable_immediate_execution":${run.isParallel},${functionMember}"max_attempts":${maxAttempts},` +
    `${callMember}"run_id":${JSON.stringify(run.id)},"stack":{"current":${run.steps.size},"stack":${stack}},"use_api":false},` +
    `"event":${run.event},"events":[${run.event}],"steps":{${stepMembers}}}`
  );
}

type Headers = Record<string, string | string[] | undefined>;

/** @throws SyntaxError or ZodError if the SDK did not send this body. */
function readAnswer(status: number, headers: Headers, text: string): Answer {
  if (headers["x-inngest-sdk"] === undefined) {
    // A repeated call would be as large.
    if (status === TOO_LARGE) return failure("The results of this run's steps are too large for a call (413).", false);
    return { kind: "unreachable", reason: `status ${status}, not from the Inngest SDK`, broken: false };
  }
  const body: unknown = JSON.parse(text);
  if (status === 200) return { kind: "returned", output: body };
  const retriable = headers["x-inngest-no-retry"] !== "true";
  const after = headers["retry-after"];
  const retryAfterMs = typeof after === "string" ? parseRetryAfter(after, Date.now()) : null;
  if (status !== 206) return { kind: "failed", error: body, retriable, retryAfterMs };
  const operations = operationsSchema.parse(body);
  return { kind: "operations", operations, retriable, retryAfterMs, gather: headers["x-inngest-req-version"] !== "1" };
}

function explain(error: unknown): Answer {
  const message = error instanceof Error ? error.message || error.name : String(error);
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return failure(`The answer is larger than ${MAX_ANSWER / 1024 / 1024} MB.`, false);
  }
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return failure("The app did not answer in time.", true);
  }
  if (error instanceof SyntaxError || (error instanceof Error && error.name === "ZodError")) {
    return failure(`The app's answer can't be read: ${message}`, true);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refused = ["ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_DESTROYED"];
  return { kind: "unreachable", reason: message || code, broken: !refused.includes(code) };
}

function failure(message: string, retriable: boolean): Answer {
  return { kind: "failed", error: { name: "Error", message }, retriable, retryAfterMs: null };
}
