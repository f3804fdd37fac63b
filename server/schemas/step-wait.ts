/**
 * What a step waits for: a time, a POST to its callback address with a deadline, or another bot's answer. Times are ISO
 * 8601 in UTC. Fields of this type are called `rest`, like the column in `action_step_runs`.
 */
export type StepWait =
  | { type: "until"; at: string }
  | { type: "callback"; until: string }
  | { type: "bot"; botId: string; botName: string; input: string };
