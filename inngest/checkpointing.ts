import { hasEmbeddedExecutor } from "@/server/env";
import { LONGEST_CALL } from "@/server/outbox/inngest-client";

/**
 * Checkpoint settings of a function whose steps are safe to repeat. The embedded executor gets several steps at a time;
 * an Inngest server gets each step as it ends. It would queue steps that arrive together with a run's end for the ended
 * run, and the retries of that call would block every run with the same concurrency key.
 */
export function checkpointing(bufferedSteps: number, isEmbedded = hasEmbeddedExecutor()) {
  return { bufferedSteps: isEmbedded ? bufferedSteps : 1, maxRuntime: LONGEST_CALL };
}
