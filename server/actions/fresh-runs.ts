import { liveHere } from "@/db/live-here";
import type { LoadedRun } from "./load-run";

/** How long what was read when a run was created counts as read just now, in milliseconds. */
const FRESH_MS = 1000;

/** Who created a run hears of who wants to carry it out. */
const wanted = liveHere<(run: LoadedRun) => void>("fresh_run");

/**
 * Runs that this process has just created, for their first step, which is mostly carried out here a moment later: it
 * need not read what is known. Each is given out once; a step that is called again reads the database.
 */
export const freshRuns = {
  put(run: LoadedRun): void {
    const forget = wanted.hear(run.runId, (give) => give(run));
    setTimeout(forget, FRESH_MS).unref();
  },
  take(runId: string): LoadedRun | null {
    const given: LoadedRun[] = [];
    wanted.tell(runId, (run) => given.push(run));
    return given[0] ?? null;
  },
};
