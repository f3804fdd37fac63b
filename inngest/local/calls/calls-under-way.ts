/** The calls of the app that run now. */
import { newId } from "../new-id.ts";
import type { Job, RunState } from "../queue/job.ts";

export interface CallUnderWay {
  job: Job & { run: RunState };
  /** Steps that the app has had written down meanwhile (checkpoints), and their values. */
  kept: Map<string, string>;
}

/**
 * Each call has an id of its own, which the app names with each checkpoint. One from a call that is over is refused:
 * its run may be called anew by then, and an app that outlived the executor would run on beside that.
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

  /** Ends a call; gives its job as it is now, with the steps that were kept. */
  end(id: string, job: Job & { run: RunState }): Job & { run: RunState } {
    const kept = this.#calls.get(id)?.kept;
    this.#calls.delete(id);
    if (!kept?.size) return job;
    return { ...job, attempt: 0, broken: 0, run: { ...job.run, steps: new Map([...job.run.steps, ...kept]) } };
  }
}
