import type { Outgoing } from "@/server/channels/contract";
import { postToWebhook } from "@/server/webhooks/post-to-webhook";
import { resultOfPost, type SendResult } from "@/server/webhooks/send-result";
import { outgoingMessages } from "./outgoing-message";
import type { CustomChannelSettings } from "./settings";

const NO_ADDRESS =
  "The channel has no webhook URL. Set one in the channel's settings, so that later messages are sent.";

/** Posts messages to the channel's webhook in one request (CONTRACTS §2). */
export async function sendMessages(
  { webhookUrl, webhookSecretSealed, retry }: CustomChannelSettings,
  { deliveryId, chatId, messages }: Outgoing,
): Promise<SendResult> {
  if (!webhookUrl) return { outcome: { kind: "stop", reason: NO_ADDRESS }, request: null };
  const body = { event_type: "new_messages", chat_id: chatId, new_messages: messages.flatMap(outgoingMessages) };
  const result = resultOfPost(await postToWebhook({ webhookUrl, webhookSecretSealed }, deliveryId, body));
  if (retry || result.outcome.kind !== "retry") return result;
  return { ...result, outcome: { kind: "stop", reason: result.outcome.reason } };
}
