import { cron } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { sweepRequested } from "@/inngest/events";
import { oweRuns } from "@/server/actions/runs/owe-runs";
import { findOrphanedDeliveries } from "@/server/channels/delivery/find-orphaned-deliveries";
import { CHAT_LEASE_SECONDS } from "@/server/conversations/receive-message";
import { resumeDue } from "@/server/conversations/answering/resume-due";
import { logFailure } from "@/server/log-failure";
import { oweNotifications } from "@/server/notifications/owe-notifications";
import { noteHeartbeat } from "@/server/outbox/heartbeat";
import { dispatch, type OutboxEvent, sweepOutbox } from "@/server/outbox/outbox";
import { oweImports } from "@/server/tables/imports/owe-imports";
import { oweAnswers } from "@/server/turn/durable/owe-answers";
import { rescueTurns } from "@/server/turn/durable/rescue-turns";

/**
 * Finishes what a crash left undone (events still owed, turns whose process died, messages that nobody sends) and what
 * the executor has lost, and gives conversations back to their bots whose time with people is over.
 * Runs every minute and when it is requested, then twice: immediately, and when the leases of a process that has just
 * crashed have run out.
 */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *"), sweepRequested], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ event, step, runId }) => {
    await step.run("sweep", () => sweepAll(runId));
    if (event.name !== sweepRequested.name) return;
    await step.sleep("until-leases-end", `${CHAT_LEASE_SECONDS + 1}s`);
    await step.run("sweep-again", () => sweepAll(runId));
  },
);

/** A part of the sweep: returns the events that are owed. */
type Part = () => Promise<OutboxEvent[]>;

/** These recover work without a sign of life, which proves a loss only while durable functions are called steadily. */
const rescueDurableTurns: Part = () => rescueTurns(["durable"]);
const AFTER_SILENCE = [rescueDurableTurns, oweRuns, oweImports, oweNotifications];

async function sweepAll(runId: string): Promise<{ rescued: number; resent: number }> {
  const isSettled = await noteHeartbeat();
  const always: Part[] = [oweAnswers, rescueTurns, resumeDue, findOrphanedDeliveries];
  let rescued = 0;
  for (const part of isSettled ? [...always, ...AFTER_SILENCE] : always) {
    // One failing part must not stop the others.
    const owed = await part().catch((error: unknown): OutboxEvent[] => {
      logFailure(runId, `${part.name} of the sweep`, error);
      return [];
    });
    await dispatch(owed);
    rescued += owed.length;
  }
  return { rescued, resent: await sweepOutbox() };
}
