import type { LoadedRun } from "./load-run";

/** How long what was read when a run was created counts as read just now, in milliseconds. */
const FRESH_MS = 1000;

interface Fresh {
  at: number;
  run: LoadedRun;
}

// On globalThis, so that one process has one however often a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyFreshRuns?: Map<string, Fresh> };

/**
 * Runs that this process has just created, for their first step, which is mostly carried out here a moment later: it
 * need not read what is known. Each is given out once; a step that is called again reads the database.
 */
export const freshRuns = {
  put(run: LoadedRun): void {
    const runs = (holder.parleyFreshRuns ??= new Map());
    const now = performance.now();
    for (const [id, { at }] of runs) {
      if (now - at <= FRESH_MS) break;
      runs.delete(id);
    }
    runs.set(run.runId, { at: now, run });
  },
  take(runId: string): LoadedRun | null {
    const fresh = holder.parleyFreshRuns?.get(runId);
    holder.parleyFreshRuns?.delete(runId);
    return fresh && performance.now() - fresh.at <= FRESH_MS ? fresh.run : null;
  },
};
