import { inngest } from "@/server/outbox/inngest-client";
import { eventDeliveryDue } from "@/inngest/events";
import { drainEndpoint } from "@/server/events/delivery/drain-endpoint";

/** Keeps a run below Inngest's limit of 1,000 steps: another run continues after this many rounds. */
const ROUNDS_PER_RUN = 200;

/**
 * Sends the events that are due at an endpoint (CONTRACTS §6), and sleeps until the next one is. It has no limit of
 * concurrency: a lease in the database lets one run at a time send, and outlives a crash by seconds only.
 */
export const deliverEvents = inngest.createFunction(
  { id: "deliver-events", triggers: [eventDeliveryDue], retries: 8 },
  async ({ event, step }) => {
    const { endpointId } = event.data;
    let busyToken: string | null = null;
    for (let round = 1; round <= ROUNDS_PER_RUN; round += 1) {
      const outcome = await step.run(`drain-${round}`, () => drainEndpoint(endpointId, busyToken));
      if (outcome.state === "done") return;
      busyToken = outcome.state === "busy" ? outcome.token : null;
      if (outcome.state !== "more") await step.sleep(`wait-${round}`, Math.ceil(outcome.afterSeconds * 1000));
    }
    await step.sendEvent("hand-over", { name: eventDeliveryDue.name, data: event.data });
  },
);
