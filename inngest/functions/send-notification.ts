import { type GetStepTools, RetryAfterError } from "inngest";
import { inngest } from "@/server/outbox/inngest-client";
import { notificationCreated } from "@/inngest/events";
import { attemptSend, listRecipients } from "@/server/notifications/attempt-send";
import type { NotificationKey } from "@/server/notifications/load-notification";
import { noteSending, noteSent } from "@/server/notifications/note-sending";

/** Sends a notification to each recipient by itself, so that one who cannot be reached holds up nobody. */
export const sendNotification = inngest.createFunction(
  {
    id: "send-notification",
    triggers: [notificationCreated],
    // A day on which everything fails must not open hundreds of connections to the mail server.
    concurrency: [{ key: "event.data.workspaceId", limit: 5 }],
    retries: 8,
  },
  async ({ event, step }) => {
    const recipients = await step.run("recipients", async () => {
      const listed = await listRecipients(event.data);
      await (listed.length > 0 ? noteSending(event.data) : noteSent(event.data));
      return listed;
    });
    if (recipients.length === 0) return;
    await Promise.all(recipients.map((recipient) => sendTo(recipient, event.data, step)));
    await step.run("sent", () => noteSent(event.data));
  },
);

async function sendTo(recipient: string, key: NotificationKey, step: GetStepTools<typeof inngest>): Promise<void> {
  for (let number = 1; ; number += 1) {
    const outcome = await step.run(`${recipient}-${number}`, () => attempt(key, recipient, number));
    if (outcome.state === "done") return;
    await step.sleep(`${recipient}-${number}-wait`, outcome.afterSeconds * 1000);
  }
}

async function attempt(key: NotificationKey, recipient: string, number: number) {
  const outcome = await attemptSend(key, recipient, number);
  if (outcome.state !== "under_way") return outcome;
  throw new RetryAfterError("Another process makes this attempt.", outcome.afterSeconds * 1000);
}
