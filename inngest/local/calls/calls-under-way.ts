/** The calls to the app that are in progress. */
import { newId } from "../new-id.ts";
import type { Job, RunState } from "../queue/job.ts";

export interface CallUnderWay {
  job: Job & { run: RunState };
  /** Steps that the app has stored by checkpoints during the call, and their values. */
  kept: Map<string, string>;
}

/**
 * Tracks calls by an id that the app sends with each checkpoint. A checkpoint of a call that is over is refused: the
 * run may have been called again since then, and an app that outlived the executor would run beside the new call.
 */
export class CallsUnderWay {
  readonly #calls = new Map<string, CallUnderWay>();

  begin(job: Job & { run: RunState }): string {
    const id = newId();
    this.#calls.set(id, { job, kept: new Map() });
    return id;
  }

  find(id: string): CallUnderWay | undefined {
    return this.#calls.get(id);
  }

  /** Ends a call and returns its job with the steps that were stored by checkpoints. */
  end(id: string, job: Job & { run: RunState }): Job & { run: RunState } {
    const kept = this.#calls.get(id)?.kept;
    this.#calls.delete(id);
    if (!kept?.size) return job;
    return { ...job, attempt: 0, broken: 0, run: { ...job.run, steps: new Map([...job.run.steps, ...kept]) } };
  }
}
