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
  status: number | null;
  headers: Record<string, string>;
  /** Parsed when the answer was JSON, else its text. */
  body: unknown;
  /** The answer was longer than 1 MB and was cut. */
  truncated: boolean;
  error: string | null;
  /** What the bot gets of this step. */
  forBot: string;
}
