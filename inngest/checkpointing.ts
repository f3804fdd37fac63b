import { hasEmbeddedExecutor } from "@/server/env";
import { LONGEST_CALL } from "@/server/outbox/inngest-client";

/**
 * Checkpoints of a function whose steps may safely be repeated: the embedded executor gets several steps at a time. An
 * Inngest server gets each step as it ends: steps that arrive together with a run's end it queues for a run that is
 * over, and the retries of that call block every run with the same concurrency key.
 */
export function checkpointing(bufferedSteps: number, isEmbedded = hasEmbeddedExecutor()) {
  return { bufferedSteps: isEmbedded ? bufferedSteps : 1, maxRuntime: LONGEST_CALL };
}
