import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhookAttempts, scenarioWebhookCalls } from "@/db/schema/scenario";
import type { CheckedAnswer } from "@/server/schemas/scenario/webhook-answer";
import { ANSWER_MS, attemptCall } from "./calls/attempt-call";
import { storeCall } from "./calls/store-call";
import { readWebhook, type WebhookRow } from "./find-webhook";
import type { WebhookCall, WebhookOutcome } from "./webhook-call";

/** How often a call that another process is making is looked at. */
const LOOK_AGAIN_MS = 250;
/** After two leases, whoever makes the call has crashed twice. */
const LONGEST_WAIT_MS = 40_000;

/**
 * Calls a webhook of a scenario for a turn, and returns what the turn uses (CONTRACTS §4, §5). The call is made once for
 * its cause: a repeated turn gets the stored outcome, or repeats a call that a crash interrupted, under the same
 * `webhook-id`. Failed calls of campaign webhooks are retried later by a durable function; those of fulfilment webhooks
 * are not. A failure of the webhook is an outcome, not an exception.
 * @param answerMs The deadline for the whole exchange.
 * @throws DomainError not_found for a conversation that does not exist.
 */
export async function callScenarioWebhook(call: WebhookCall, answerMs = ANSWER_MS): Promise<WebhookOutcome> {
  const webhook = await readWebhook(call.workspaceId, call.webhookId);
  if (!webhook) return neverCalled("Deleted webhook", "The webhook was deleted.");
  const isFulfilment = call.about.kind === "fulfilment";
  if (isFulfilment !== (webhook.config.kind === "fulfilment")) {
    return neverCalled(webhook.name, "The webhook is of another kind than the place that uses it.");
  }
  const callId = await storeCall(call, webhook);
  await attemptOnce(callId, answerMs);
  return outcomeOf(callId, webhook, call);
}

/** Makes the first attempt, or waits for the process that makes it. */
async function attemptOnce(callId: string, answerMs: number): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < giveUpAt) {
    const outcome = await attemptCall(callId, 1, answerMs);
    if (outcome.state !== "under_way") return;
    await sleep(LOOK_AGAIN_MS);
  }
}

async function outcomeOf(callId: string, webhook: WebhookRow, call: WebhookCall): Promise<WebhookOutcome> {
  const [row] = await db
    .select({
      status: scenarioWebhookCalls.status,
      answer: scenarioWebhookCalls.answer,
      error: scenarioWebhookCalls.error,
      nextAttemptAt: scenarioWebhookCalls.nextAttemptAt,
      durationMs: scenarioWebhookAttempts.durationMs,
    })
    .from(scenarioWebhookCalls)
    .leftJoin(
      scenarioWebhookAttempts,
      and(eq(scenarioWebhookAttempts.callId, scenarioWebhookCalls.id), eq(scenarioWebhookAttempts.number, 1)),
    )
    .where(eq(scenarioWebhookCalls.id, callId));
  if (!row) return neverCalled(webhook.name, "The webhook was deleted.");
  const { answer } = row;
  const isSent = row.status === "sent";
  const error = row.error ?? "There was no answer in time.";
  return {
    callId,
    name: webhook.name,
    status: isSent ? "sent" : "failed",
    result: isSent
      ? (row.error ?? usedInWords(answer))
      : `${error}${row.nextAttemptAt ? " It is tried again later." : ""}`,
    durationMs: row.durationMs ?? 0,
    responses: answer?.responses ?? [],
    attributes: answer?.attributes ?? {},
    closingText: closingText(webhook, call, isSent, answer),
  };
}

function closingText(
  { config }: WebhookRow,
  { about }: WebhookCall,
  isSent: boolean,
  answer: CheckedAnswer | null,
): string {
  if (config.kind === "fulfilment") return isSent ? "" : config.fallbackText;
  const answersItself = answer !== null && answer.responses.length > 0;
  return about.kind === "data" && !answersItself ? config.thanksText : "";
}

/** Says what was used of an answer. */
function usedInWords(answer: CheckedAnswer | null): string {
  const responses = answer?.responses.length ?? 0;
  const attributes = Object.keys(answer?.attributes ?? {}).length;
  const parts = [
    ...(responses > 0 ? [`${responses} ${responses === 1 ? "response" : "responses"}`] : []),
    ...(attributes > 0 ? [`${attributes} ${attributes === 1 ? "attribute" : "attributes"}`] : []),
  ];
  const used =
    parts.length > 0 ? `Used: ${parts.join(" and ")}.` : "Received; the answer says nothing to the customer.";
  return [used, ...(answer?.notes ?? [])].join(" ");
}

function neverCalled(name: string, result: string): WebhookOutcome {
  return { callId: "", name, status: "failed", result, durationMs: 0, responses: [], attributes: {}, closingText: "" };
}
