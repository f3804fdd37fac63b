import { requireRole } from "@/server/accounts/require-role";
import { findChannel } from "@/server/channels/get-channel";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { postToWebhook, type PostResult } from "@/server/webhooks/post-to-webhook";
import { customChannelSettings } from "./settings";

export type TestResult = Omit<PostResult, "retryAfterSeconds">;

/**
 * Sends one `test_request` with the secret to a channel's webhook (CONTRACTS §2).
 * @throws DomainError not_found; invalid for a channel without a webhook URL.
 */
export async function sendTestRequest(ctx: ServiceContext, channelId: string): Promise<TestResult> {
  requireRole(ctx, "editor");
  const settings = customChannelSettings.safeParse((await findChannel(ctx, channelId)).settings);
  if (!settings.success) throw new DomainError("invalid", "Only a custom channel has a webhook.");
  const { webhookUrl, webhookSecretSealed } = settings.data;
  if (!webhookUrl) {
    throw new DomainError("invalid", "The channel has no webhook URL. Set it and save, then test.", {
      details: [{ path: ["custom", "webhookUrl"], message: "Set the webhook URL first." }],
    });
  }
  const body = { event_type: "test_request" };
  const result = await postToWebhook({ webhookUrl, webhookSecretSealed }, newId("delivery"), body);
  const { ok, status, error, durationMs, responseExcerpt } = result;
  return { ok, status, error, durationMs, responseExcerpt };
}
