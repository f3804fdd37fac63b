import { checkpointing } from "@/inngest/checkpointing";
import { inngest } from "@/server/outbox/inngest-client";
import { deliveryRequested } from "@/inngest/events";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { releaseDelivery } from "@/server/channels/delivery/release-delivery";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { dispatch } from "@/server/outbox/outbox";
import { attemptUntilDone } from "./attempt-until-done";

/** Keeps a run below Inngest's limit of 1,000 steps: another run continues after this many batches. */
const BATCHES_PER_RUN = 50;

/** Sends a conversation's messages to its channel, in order, one request at a time (CONTRACTS §2). */
export const deliverConversation = inngest.createFunction(
  {
    id: "deliver-conversation",
    triggers: [deliveryRequested],
    concurrency: [{ key: "event.data.conversationId", limit: 1 }],
    retries: 8,
    // Each batch and each attempt is stored in the database before anything is sent, and a repeated step reads it from
    // there. So the executor need not store the result of one step before the next begins.
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
      const attempt = (number: number) => attemptDelivery(deliveryId, number, runId);
      if ((await attemptUntilDone(step, `attempt-${deliveryId}`, batch.attempt, attempt)) === "lost") return;
    }
    await step.run("hand-over", async () => dispatch(await releaseDelivery(event.data, runId)));
  },
);
