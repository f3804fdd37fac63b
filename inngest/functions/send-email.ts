import { inngest } from "@/server/outbox/inngest-client";
import { emailRequested } from "@/inngest/events";
import { attemptEmail } from "@/server/emails/attempt-email";
import { attemptUntilDone } from "./attempt-until-done";

/** Sends an e-mail of accounts and teams. */
export const sendEmail = inngest.createFunction(
  {
    id: "send-email",
    triggers: [emailRequested],
    // Limits connections to the mail server.
    concurrency: [{ limit: 5 }],
    retries: 8,
  },
  async ({ event, step }) => {
    await attemptUntilDone(step, "send", 1, (number) => attemptEmail(event.data.emailId, number));
  },
);
