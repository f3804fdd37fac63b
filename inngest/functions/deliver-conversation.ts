import { RetryAfterError } from "inngest";
import { checkpointing } from "@/inngest/checkpointing";
import { inngest } from "@/server/outbox/inngest-client";
import { deliveryRequested } from "@/inngest/events";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { releaseDelivery } from "@/server/channels/delivery/release-delivery";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { dispatch } from "@/server/outbox/outbox";

/** A run stays below Inngest's 1,000 steps: another run goes on after so many batches. */
const BATCHES_PER_RUN = 50;

/** Sends a conversation's messages to its custom channel, in order, one request at a time (CONTRACTS §2). */
export const deliverConversation = inngest.createFunction(
  {
    id: "deliver-conversation",
    triggers: [deliveryRequested],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 8,
    // What is taken, and each attempt, is on record in the database before it leaves, and is read from there when a step
    // is called again: the executor need not be told of one before the next.
    checkpointing: checkpointing(30),
    onFailure: async ({ event, step }) => {
      const request = eventCatalogue["delivery/requested"].parse(event.data.event.data);
      await step.run("release", async () => dispatch(await releaseDelivery(request, event.data.run_id)));
    },
  },
  async ({ event, runId, step }) => {
    for (let round = 1; round <= BATCHES_PER_RUN; round += 1) {
      const batch = await step.run(`batch-${round}`, () => nextBatch(event.data, runId));
      if (batch === null) return;
      const { deliveryId, waitSeconds = 0 } = batch;
      if (waitSeconds > 0) await step.sleep(`pause-${deliveryId}`, waitSeconds * 1000);
      for (let number = batch.attempt; ; number += 1) {
        const outcome = await step.run(`attempt-${deliveryId}-${number}`, () => attempt(deliveryId, number, runId));
        if (outcome.state === "lost") return;
        if (outcome.state !== "retry") break;
        await step.sleep(`wait-${deliveryId}-${number}`, outcome.afterSeconds * 1000);
      }
    }
    await step.run("hand-over", async () => dispatch(await releaseDelivery(event.data, runId)));
  },
);

async function attempt(deliveryId: string, number: number, runId: string) {
  const outcome = await attemptDelivery(deliveryId, number, runId);
  if (outcome.state !== "under_way") return outcome;
  throw new RetryAfterError("Another process makes this attempt.", outcome.afterSeconds * 1000);
}
