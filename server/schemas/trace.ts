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
  | {
      kind: "scenario";
      interactionId: string;
      /** The interaction's name at that time. */
      name: string;
      /** How the conversation came to it. */
      how:
        | "trigger"
        | "keyword"
        | "phrase"
        | "menu"
        | "option"
        | "welcome"
        | "fallback"
        | "redirect"
        | "collecting"
        | "silence";
      /** The row of the interaction's menu that was chosen. */
      rowId?: string;
      /** For `phrase` and `fallback`: the interactions that came closest, best first, with scores from 0 to 1. */
      candidates?: { interactionId: string; name: string; score: number }[];
      threshold?: number;
    }
  | {
      kind: "webhook";
      /** A row in scenario_webhook_calls. */
      callId: string;
      name: string;
      status: "sent" | "failed";
      /** What was used of the answer, or why it was not used. */
      result: string;
      durationMs: number;
    }
  | {
      kind: "knowledge";
      question: string;
      outcome: "direct" | "passages" | "nothing";
      /** Best first. */
      hits: {
        sourceId: string;
        chunkId: string;
        title: string;
        heading: string | null;
        text: string;
        /** The text before and after it, if the model got that, too. */
        before?: string;
        after?: string;
        score: number;
        /** The rank in each leg that found it, from 1, with the leg's own score. */
        legs: { leg: string; rank: number; score: number }[];
      }[];
      /** How alike a direct question must be so that its answer is sent; absent in older traces. */
      directThreshold?: number;
      /** What was left out of the search. */
      note?: string;
      durationMs: number;
    }
  | { kind: "note"; text: string };
