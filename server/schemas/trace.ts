import type { ToolCall } from "./tool-call.ts";

/** What a turn did, in order, for the person who builds the bot. */
export type TraceEntry =
  | {
      kind: "model";
      model: string;
      text: string;
      toolCalls: ToolCall[];
      inputTokens: number;
      outputTokens: number;
      attempts: number;
      durationMs: number;
      error: string | null;
    }
  | {
      kind: "action";
      /**
       * The id of a row in action_runs, which has each step's request and response. Null when the call was refused
       * before a run.
       */
      runId: string | null;
      functionName: string;
      arguments: unknown;
      /** `waiting`: the turn continued without its result. */
      status: "succeeded" | "failed" | "refused" | "waiting";
      result: string;
      durationMs: number;
    }
  | { kind: "note"; text: string };
