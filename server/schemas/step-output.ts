import type { TraceEntry } from "./trace.ts";

/** One HTTP request of a step; each redirect is another one. Secrets are masked with •••. */
export interface HttpAttempt {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  /** Null when there was no response. */
  status: number | null;
  error: string | null;
  durationMs: number;
  responseBytes: number;
}

/** The result of a step: later steps read status, headers and body; people read the rest. */
export interface StepOutput {
  attempts: HttpAttempt[];
  /** The status of a webhook's response; null for other kinds. */
  status: number | null;
  headers: Record<string, string>;
  /** The value for later steps: a response (parsed JSON or text), found rows, or another bot's answer. */
  body: unknown;
  /** The response was longer than 1 MB and was truncated. */
  truncated: boolean;
  error: string | null;
  /** The text that the bot gets. */
  forBot: string;
  /** A line for the log when the requests do not show everything: "Added 1 row to Orders." */
  summary?: string;
  /** Conversation variables that the step set. */
  variables?: Record<string, unknown>;
  /** What another bot did to answer. */
  trace?: TraceEntry[];
}

/** The output of a step that made no HTTP request. */
export function plainOutput(result: { summary: string; body?: unknown; forBot: string }): StepOutput {
  return { ...nothing, body: result.body ?? null, forBot: result.forBot, summary: result.summary };
}

/** The output of a step that failed without a request; the bot gets the same text as people. */
export function failedOutput(error: string): StepOutput {
  return { ...nothing, error, forBot: error };
}

const nothing = { attempts: [], status: null, headers: {}, body: null, truncated: false, error: null };
