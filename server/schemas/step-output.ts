import type { TraceEntry } from "./trace.ts";

/** One HTTP request of a step (a redirect makes a further one). Secrets read •••. */
export interface HttpAttempt {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  /** Null when no answer came. */
  status: number | null;
  error: string | null;
  durationMs: number;
  responseBytes: number;
}

/** What a step did and brought: later steps read status, headers and body; people read the rest. */
export interface StepOutput {
  attempts: HttpAttempt[];
  /** Of a webhook's answer; null for other kinds. */
  status: number | null;
  headers: Record<string, string>;
  /** What later steps use: an answer (parsed when it was JSON, else its text), found rows, another bot's words. */
  body: unknown;
  /** The answer was longer than 1 MB and was cut. */
  truncated: boolean;
  error: string | null;
  /** What the bot gets of this step. */
  forBot: string;
  /** One line for the log, where the requests do not say it all: "Added 1 row to Orders." */
  summary?: string;
  /** Conversation variables that it set. */
  variables?: Record<string, unknown>;
  /** What another bot did to answer. */
  trace?: TraceEntry[];
}

/** The output of a step that made no HTTP request. */
export function plainOutput(brought: { summary: string; body?: unknown; forBot: string }): StepOutput {
  return { ...nothing, body: brought.body ?? null, forBot: brought.forBot, summary: brought.summary };
}

/** The output of a step without requests that failed; the bot is told the same as people are. */
export function failedOutput(error: string): StepOutput {
  return { ...nothing, error, forBot: error };
}

const nothing = { attempts: [], status: null, headers: {}, body: null, truncated: false, error: null };
