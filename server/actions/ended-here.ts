import { liveHere } from "@/db/live-here";
import type { ActionOutcome } from "./action-outcome";

/**
 * Runs whose end this process has committed. The function that carries a run out is mostly called in the process whose
 * turn waits for it, which hears of the outcome here before the announcement has gone through the database.
 */
export const endedHere = liveHere<ActionOutcome>("ended_run");
