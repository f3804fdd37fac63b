import { cron } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { purgeAccountEvents } from "@/server/accounts/activity/purge-account-events";
import { purgeEmails } from "@/server/emails/purge-emails";
import { listLogDays } from "@/server/events/retention/list-log-days";
import { logFailure } from "@/server/log/log-failure";
import { purgeEvents } from "@/server/events/retention/purge-events";
import { purgeNotifications } from "@/server/notifications/purge-notifications";
import { purgeSearches } from "@/server/knowledge/gaps/purge-searches";
import { purgeCalls } from "@/server/scenario/webhooks/calls/purge-calls";
import { purgeWorkspaces } from "@/server/team/purge-workspaces";

/** The workspaces that one step handles, so that a step stays short. */
const WORKSPACES_PER_STEP = 50;
/** Keeps a run below Inngest's limit of 1,000 steps. */
const MOST_STEPS = 900;

/**
 * Deletes what is older than its workspace keeps its log: events with their deliveries, and calls of scenarios' webhooks.
 * Old searches of the knowledge base, old e-mails, notifications and events of accounts, and workspaces whose owner
 * deleted them 7 days ago are deleted, too.
 */
export const purgeOldEvents = inngest.createFunction(
  { id: "purge-old-events", triggers: [cron("43 2 * * *")], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ step }) => {
    let after = "";
    for (let part = 1; part <= MOST_STEPS; part += 1) {
      const last = await step.run(`purge-${part}`, () => purgeFrom(after));
      if (last === null) break;
      after = last;
    }
    await step.run("purge-searches", purgeSearches);
    await step.run("purge-emails", purgeEmails);
    await step.run("purge-notifications", purgeNotifications);
    await step.run("purge-account-events", purgeAccountEvents);
    await step.run("purge-workspaces", purgeWorkspaces);
  },
);

/** Returns the last workspace that was handled; null if there are no more. */
async function purgeFrom(after: string): Promise<string | null> {
  const workspaces = await listLogDays(after, WORKSPACES_PER_STEP);
  for (const { id, logDays } of workspaces) {
    // One failing workspace must not stop the others; the next night tries again.
    await purgeWorkspace(id, logDays).catch((error: unknown) => logFailure(id, "deleting old events", error));
  }
  return workspaces.at(-1)?.id ?? null;
}

async function purgeWorkspace(workspaceId: string, days: number): Promise<void> {
  await purgeEvents(workspaceId, days);
  await purgeCalls(workspaceId, days);
}
