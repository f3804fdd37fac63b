/**
 * What a step waits for: a time; a POST to its callback address, at most until a time; or another bot's answer. Times
 * are ISO 8601 in UTC. Fields that hold it are called `rest`, after its column in `action_step_runs`.
 */
export type StepWait =
  | { type: "until"; at: string }
  | { type: "callback"; until: string }
  | { type: "bot"; botId: string; botName: string; input: string };
