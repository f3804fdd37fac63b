/** The outcome of an action call. */
export interface ActionOutcome {
  /** Row of action_runs. */
  runId: string;
  /** `waiting`: the run continues in the background, and the caller gets the result later. */
  status: "succeeded" | "failed" | "waiting";
  /** The text that the bot gets. */
  result: string;
  durationMs: number;
}
