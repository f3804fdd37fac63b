import { cron } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { sweepRequested } from "@/inngest/events";
import { requestLostRuns } from "@/server/actions/runs/request-lost-runs";
import { findOrphanedDeliveries } from "@/server/channels/delivery/find-orphaned-deliveries";
import { CHAT_LEASE_SECONDS } from "@/server/conversations/insert-message";
import { resumeDue } from "@/server/conversations/answering/resume-due";
import { requestDueDeliveries } from "@/server/events/delivery/request-due-deliveries";
import { publishLostEvents } from "@/server/events/publish/publish-lost-events";
import { requestRunningReplays } from "@/server/events/replays/request-running-replays";
import { requestLostReadings } from "@/server/knowledge/reading/runs/request-lost-readings";
import { requestLostEmails } from "@/server/emails/request-lost-emails";
import { logFailure } from "@/server/log/log-failure";
import { requestLostNotifications } from "@/server/notifications/request-lost-notifications";
import { noteHeartbeat } from "@/server/outbox/heartbeat";
import { dispatch, type OutboxEvent, sweepOutbox } from "@/server/outbox/outbox";
import { requestLostWebhookCalls } from "@/server/scenario/webhooks/calls/request-lost-webhook-calls";
import { removeUnusedModels } from "@/server/scenario/matching/training/remove-unused-models";
import { requestLostImports } from "@/server/tables/imports/request-lost-imports";
import { requestLostAnswers } from "@/server/turn/durable/request-lost-answers";
import { rescueTurns } from "@/server/turn/durable/rescue-turns";
import { requestDueReminders } from "@/server/turn/silence/request-due-reminders";

/**
 * Recovers work that a crash or the executor has lost (unsent events, turns of crashed processes, undelivered
 * messages), returns conversations to their bots when the time with people is over, and requests the reminders that are
 * due. Runs every minute and on request. A requested sweep runs twice: immediately, and after the leases of a process that has just crashed have
 * expired.
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

/** A part of the sweep: returns the events to send. */
type Part = () => Promise<OutboxEvent[]>;

/** These parts recover work without a sign of life: a proof of loss only if durable functions are called steadily. */
const rescueDurableTurns: Part = () => rescueTurns(["durable"]);
const AFTER_SILENCE = [
  rescueDurableTurns,
  requestLostRuns,
  requestLostImports,
  requestLostReadings,
  requestLostNotifications,
  requestLostEmails,
  requestLostWebhookCalls,
];

async function sweepAll(runId: string): Promise<{ rescued: number; resent: number }> {
  const isSettled = await noteHeartbeat();
  const always: Part[] = [
    requestLostAnswers,
    rescueTurns,
    resumeDue,
    requestDueReminders,
    findOrphanedDeliveries,
    requestDueDeliveries,
    requestRunningReplays,
    removeUnusedModels,
    publishLostEvents,
  ];
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
