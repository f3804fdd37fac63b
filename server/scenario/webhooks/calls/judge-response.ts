import type { SendResult } from "@/server/webhooks/send-result";
import type { WebhookConfig } from "@/server/schemas/scenario/webhook";
import type { CheckedAnswer } from "@/server/schemas/scenario/webhook-answer";
import { readAnswer } from "../answers/read-answer";
import type { CallResponse } from "../requests/post-call";

export interface Judged {
  result: SendResult;
  answer: CheckedAnswer | null;
  /** Why an answer that arrived is not used. */
  unused: string | null;
}

/**
 * Decides what a webhook's response means. A fulfilment webhook succeeds only with an answer that can be used (CONTRACTS
 * §4); a campaign webhook succeeds with a status of 200 to 299, whether its answer can be used or not (CONTRACTS §5).
 */
export function judgeResponse(
  kind: WebhookConfig["kind"],
  { error, answer, request, retryAfterSeconds }: CallResponse,
  seed: string,
): Judged {
  if (error !== null || answer === null) {
    const reason = error ?? "There was no answer.";
    const afterSeconds = retryAfterSeconds;
    return { result: { outcome: { kind: "retry", reason, afterSeconds }, request }, answer: null, unused: null };
  }
  const read = readAnswer(answer, seed);
  const sent: SendResult = { outcome: { kind: "sent", platformIds: [] }, request };
  if (read.fault === null) return { result: sent, answer: read.answer, unused: null };
  if (kind === "fulfilment") {
    return { result: { outcome: { kind: "stop", reason: read.fault }, request }, answer: null, unused: null };
  }
  return { result: sent, answer: null, unused: `Received, but the answer is not used. ${read.fault}` };
}
