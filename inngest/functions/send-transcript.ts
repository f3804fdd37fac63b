import { inngest } from "@/server/outbox/inngest-client";
import { transcriptRequested } from "@/inngest/events";
import { mailTranscript } from "@/server/channels/web/requests/transcript/mail-transcript";
import { logger } from "@/server/log/logger";

/** Sends the transcript of a conversation to its visitor. A mail server that cannot be reached is tried again. */
export const sendTranscript = inngest.createFunction(
  {
    id: "send-transcript",
    triggers: [transcriptRequested],
    // Limits connections to the mail server.
    concurrency: [{ key: "event.data.workspaceId", limit: 5 }],
    retries: 8,
  },
  async ({ event, runId, step }) => {
    await step.run("send", async () => {
      const result = await mailTranscript(event.data, runId);
      if (result.ok) return;
      if (result.retry) throw new Error(result.error);
      logger().warn({ event: "mail.transcript_refused", error: result.error });
    });
  },
);
