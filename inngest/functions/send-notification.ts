import { inngest } from "@/server/outbox/inngest-client";
import { notificationCreated } from "@/inngest/events";
import { attemptSend, listRecipients } from "@/server/notifications/attempt-send";
import { noteSending, noteSent } from "@/server/notifications/note-sending";
import { attemptUntilDone } from "./attempt-until-done";

/** Sends a notification to each recipient separately, so that an unreachable one does not delay the others. */
export const sendNotification = inngest.createFunction(
  {
    id: "send-notification",
    triggers: [notificationCreated],
    // Limits connections to the mail server when many notifications are sent at the same time.
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
    const sendTo = (recipient: string) =>
      attemptUntilDone(step, recipient, 1, (number) => attemptSend(event.data, recipient, number));
    await Promise.all(recipients.map(sendTo));
    await step.run("sent", () => noteSent(event.data));
  },
);
