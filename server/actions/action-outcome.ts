/** What an action call came to. */
export interface ActionOutcome {
  /** Row of action_runs. */
  runId: string;
  status: "succeeded" | "failed";
  /** What the bot is told. */
  result: string;
  durationMs: number;
}
