import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { sweepRequested } from "@/inngest/events";
import { findOrphanedDeliveries } from "@/server/channels/custom/find-orphaned-deliveries";
import { dispatch, sweepOutbox } from "@/server/outbox/outbox";
import { resumeConversations } from "@/server/conversations/resume-conversations";
import { CHAT_LEASE_SECONDS } from "@/server/conversations/receive-message";
import { rescueTurns } from "@/server/turn/rescue-turns";

/**
 * Finishes what a crash left undone (events still owed, turns whose process died, messages that nobody sends), and gives
 * conversations back to their bots whose time with people is over.
 * Runs every minute, and after a start twice: at once, and when the leases of the crashed process have run out.
 */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *"), sweepRequested], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ event, step }) => {
    await step.run("sweep", sweepAll);
    if (event.name !== sweepRequested.name) return;
    await step.sleep("until-leases-end", `${CHAT_LEASE_SECONDS + 1}s`);
    await step.run("sweep-again", sweepAll);
  },
);

async function sweepAll(): Promise<{ rescued: number; resent: number }> {
  const owed = [...(await rescueTurns()), ...(await resumeConversations()), ...(await findOrphanedDeliveries())];
  await dispatch(owed);
  return { rescued: owed.length, resent: await sweepOutbox() };
}
