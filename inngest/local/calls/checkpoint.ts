/** Stores steps while the call that ran them continues (the SDK's checkpointing). */
import type { CallsUnderWay } from "./calls-under-way.ts";
import type { Context } from "../context.ts";
import { dataValue } from "./settle-step.ts";
import type { Checkpoint } from "./wire.ts";

interface Keeper {
  calls: CallsUnderWay;
  report: Context["report"];
}

/** `stale`: the call is over and the app must stop. `unfit`: the app must return these steps in its answer instead. */
export type CheckpointOutcome = "kept" | "stale" | "unfit";

/** Stores the checkpoint's steps; resolves after they are written. */
export async function keepCheckpoint({ calls, report }: Keeper, checkpoint: Checkpoint): Promise<CheckpointOutcome> {
  const call = calls.find(checkpoint.qi_id);
  if (!call || call.job.run.id !== checkpoint.run_id) return "stale";
  if (checkpoint.steps.some(({ op }) => op !== "StepRun")) return "unfit";
  for (const { id, data } of checkpoint.steps) {
    const value = dataValue(data);
    const continues = await report({ jobId: call.job.id, runId: call.job.run.id, stepId: id, value });
    if (!continues) return "stale";
    call.kept.set(id, value);
  }
  return "kept";
}
