import { hasEmbeddedExecutor } from "@/server/env";
import { LONGEST_CALL } from "./client";

/**
 * How the steps of a function are written down that may be repeated without harm: many at a time on the embedded executor.
 * An Inngest server is given each as it ends: what it gets together with the end of a run it queues for a run that is
 * over, and such a call, tried again and again, holds up all that share its concurrency key.
 */
export function checkpointing(bufferedSteps: number, isEmbedded = hasEmbeddedExecutor()) {
  return { bufferedSteps: isEmbedded ? bufferedSteps : 1, maxRuntime: LONGEST_CALL };
}
