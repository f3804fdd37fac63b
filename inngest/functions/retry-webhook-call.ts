import { inngest } from "@/server/outbox/inngest-client";
import { webhookCallFailed } from "@/inngest/events";
import { attemptCall } from "@/server/scenario/webhooks/calls/attempt-call";
import { attemptUntilDone } from "./attempt-until-done";

/** Makes a failed call of a campaign webhook again, after the waits of CONTRACTS §2, until it is received or given up. */
export const retryWebhookCall = inngest.createFunction(
  {
    id: "retry-webhook-call",
    triggers: [webhookCallFailed],
    // A webhook that is down must not hold up the other work of its workspace.
    concurrency: [{ key: "event.data.workspaceId", limit: 5 }],
    retries: 8,
  },
  // From the first attempt, which is found done, or is repeated if its process crashed.
  ({ event, step }) => attemptUntilDone(step, "attempt", 1, (number) => attemptCall(event.data.callId, number)),
);
