import type { Replay } from "../delivery-types";

const RECENT_MS = 10 * 60_000;

/** Whether a replay ended a short time ago, so that its result is still of interest. */
export function isRecent({ finishedAt }: Pick<Replay, "finishedAt">, since: number): boolean {
  return finishedAt !== null && since - new Date(finishedAt).getTime() < RECENT_MS;
}

/** What a replay does, or how it ended. */
export function replayTitle({ mode, status }: Pick<Replay, "mode" | "status">): string {
  const events = mode === "failed" ? "the undelivered events" : "all events";
  if (status === "running") return `Queuing ${events} again`;
  return status === "stopped" ? `The replay of ${events} was stopped` : `Queued ${events} again`;
}
