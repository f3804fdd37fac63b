/** What an action call came to. */
export interface ActionOutcome {
  /** Row of action_runs. */
  runId: string;
  /** `waiting`: it goes on by itself, and whoever called it is told its result later. */
  status: "succeeded" | "failed" | "waiting";
  /** What the bot is told. */
  result: string;
  durationMs: number;
}
