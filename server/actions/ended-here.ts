import { liveHere } from "@/db/live-here";
import type { ActionOutcome } from "./action-outcome";

/** A run's end that this process is writing. */
export interface EndingHere {
  outcome: Omit<ActionOutcome, "durationMs">;
  /** Null when it does not count: somebody else has ended the run, or stored its last step. */
  recorded: Promise<unknown>;
}

/**
 * Runs that end in this process. The function that carries a run out is mostly called in the process whose turn waits
 * for it, which hears of the outcome here before the database has it and announces it.
 */
export const endedHere = liveHere<EndingHere>("ended_run");
