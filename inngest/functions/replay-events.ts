import { inngest } from "@/server/outbox/inngest-client";
import { eventReplayRequested } from "@/inngest/events";
import { continueReplay } from "@/server/events/replays/continue-replay";

const BATCHES_PER_RUN = 300;
const WAIT_SECONDS = 2;
/** A run ends before the sweep requests the next one. */
const WAITS_PER_RUN = 25;

/** Makes the events of a replay due, as fast as its endpoint takes them. The sweep continues a replay every minute. */
export const replayEvents = inngest.createFunction(
  {
    id: "replay-events",
    triggers: [eventReplayRequested],
    concurrency: [{ key: "event.data.replayId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    let waits = 0;
    for (let batch = 1; batch <= BATCHES_PER_RUN; batch += 1) {
      const state = await step.run(`batch-${batch}`, () => continueReplay(event.data.replayId));
      if (state === "ended") return;
      if (state === "continuing") continue;
      if (++waits > WAITS_PER_RUN) return;
      await step.sleep(`wait-${batch}`, `${WAIT_SECONDS}s`);
    }
  },
);
