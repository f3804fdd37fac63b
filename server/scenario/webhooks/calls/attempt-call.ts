import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { scenarioWebhookAttempts, scenarioWebhookCalls } from "@/db/schema/scenario";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import { PATIENCE } from "@/server/outbox/check-time";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { Ending } from "@/server/webhooks/attempt-ending";
import { beginAttempt, canBegin, endAttempt, isUnderWay, type Standing, standing } from "@/server/webhooks/attempt-sql";
import { type AttemptOutcome, makeAttempt } from "@/server/webhooks/make-attempt";
import { NOT_SENT } from "@/server/webhooks/post-json";
import type { SendResult } from "@/server/webhooks/send-result";
import type { CheckedAnswer } from "@/server/schemas/scenario/webhook-answer";
import { openWebhook, UNREADABLE } from "../requests/open-webhook";
import { postCall } from "../requests/post-call";
import { judgeResponse } from "./judge-response";
import { isRetried, type LoadedCall, loadCall } from "./load-call";

export type CallStatus = (typeof scenarioWebhookCalls.$inferSelect)["status"];

/** How long a webhook may take to answer while a customer waits (CONTRACTS §4, §5). */
export const ANSWER_MS = 10_000;
/** For later attempts, which nobody waits for; as for deliveries (CONTRACTS §2). */
const LATER_ANSWER_MS = 20_000;
/** If an attempt has not ended this long after its deadline, its process is presumed crashed. */
const MARGIN_SECONDS = 5;

const names = { open: "sending", sent: "sent", failed: "failed" } as const;

/**
 * Makes one attempt at a call of a scenario's webhook. It reads the webhook each time, so that the next attempt uses a
 * corrected address.
 * @param number The number of the attempt, from 1.
 * @param answerMs The deadline for the whole exchange.
 * @returns `lost` if the call was deleted.
 */
export async function attemptCall(
  callId: string,
  number: number,
  answerMs = number === 1 ? ANSWER_MS : LATER_ANSWER_MS,
): Promise<AttemptOutcome<CallStatus | "lost">> {
  const call = await loadCall(callId);
  if (!call) return { state: "lost" };
  if (call.status !== "sending") return { state: call.status };
  let used: Used = { answer: null, unused: null };
  return makeAttempt<CallStatus, true>({
    number,
    ...(!isRetried(call) && { delays: [] }),
    names,
    url: redactUrl(call.webhook.url),
    ids: { workspaceId: call.workspaceId, botId: call.botId, webhookId: call.webhook.id, callId },
    claim: () => claim(callId, number, answerMs),
    async send() {
      const sent = await send(call, answerMs);
      used = sent;
      return sent.result;
    },
    settle: (ending) => settle(call, number, ending, used),
    read: async () => (await db.execute<Standing<CallStatus>>(selectStanding(callId)))[0],
  });
}

/** What a call's answer leaves behind. */
interface Used {
  answer: CheckedAnswer | null;
  /** Why an answer that arrived is not used. */
  unused: string | null;
}

async function send(call: LoadedCall, answerMs: number): Promise<Used & { result: SendResult }> {
  const opened = openWebhook(call.webhook);
  if (!opened) {
    return { answer: null, unused: null, result: { outcome: { kind: "stop", reason: UNREADABLE }, request: null } };
  }
  const response = await postCall(opened, call.replayOf ?? call.id, call.body, answerMs);
  return judgeResponse(call.webhook.config.kind, response, call.id);
}

/** Logs the attempt when it begins. A repeated attempt keeps the entry that the crashed process wrote. */
async function claim(callId: string, number: number, answerMs: number): Promise<true | null> {
  const leaseSeconds = Math.ceil(answerMs / 1000) + MARGIN_SECONDS;
  const claimed = await db.execute(sql`
    with claimed as (
      update ${scenarioWebhookCalls} set ${beginAttempt(number, leaseSeconds)}
      where id = ${callId} and status = 'sending' and ${canBegin(number)} returning 1
    )
    insert into ${scenarioWebhookAttempts} (call_id, number) select ${callId}, ${number} from claimed
    on conflict (call_id, number) do update set started_at = now()
    returning 1`);
  return claimed.length > 0 || null;
}

/**
 * Records how an attempt ended. After a failed first attempt, the event that starts the retries is stored in the same
 * transaction.
 */
async function settle(call: LoadedCall, number: number, ending: Ending<CallStatus>, used: Used): Promise<boolean> {
  const events = await db.transaction(async (tx): Promise<OutboxEvent[] | null> => {
    if (!(await recordEnding(tx, call.id, number, ending, used))) return null;
    if (number > 1 || ending.retryAfter === null) return [];
    const data = { workspaceId: call.workspaceId, callId: call.id };
    return enqueue(tx, [{ name: "scenario/webhook-call.failed", data }]);
  });
  if (events === null) return false;
  await dispatch(events);
  return true;
}

async function recordEnding(
  tx: Transaction,
  callId: string,
  number: number,
  { status, retryAfter, request, error }: Ending<CallStatus>,
  { answer, unused }: Used,
): Promise<boolean> {
  const { status: answered, durationMs, responseExcerpt } = request ?? NOT_SENT;
  const reason = error ?? unused;
  const kept = answer && JSON.stringify(answer);
  const recorded = await tx.execute(sql`
    with settled as (
      update ${scenarioWebhookCalls} set ${endAttempt(retryAfter)}, status = ${status}, answer = ${kept}::jsonb,
        error = ${reason}, ended_at = case when ${status}::text <> 'sending' then now() end,
        check_at = now() + ${retryAfter}::float8 * interval '1 second' + ${PATIENCE}
      where id = ${callId} and status = 'sending' and ${isUnderWay(number)} returning 1
    )
    update ${scenarioWebhookAttempts} set status = ${answered}::int, duration_ms = ${durationMs}, error = ${reason},
      response_excerpt = ${responseExcerpt}
    where call_id = ${callId} and number = ${number} and exists (select from settled)
    returning 1`);
  return recorded.length > 0;
}

function selectStanding(callId: string) {
  return sql`select ${standing} from ${scenarioWebhookCalls} where id = ${callId}`;
}
