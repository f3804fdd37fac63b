import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { publishLive } from "@/db/live";
import { channels, conversations, deliveries, deliveryAttempts, messages } from "@/db/schema/conversations";
import { filesOfMessage } from "@/server/files/stored-file";
import { newId } from "@/server/ids";
import { noteWebhookFailure } from "@/server/notifications/note-webhook-failure";
import { notify, type NewNotification } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { outgoingMessages } from "./outgoing-message";
import { ANSWER_TIMEOUT_MS, postToWebhook, shownUrl, type PostResult, type Webhook } from "./post-to-webhook";
import { deliveryDelays, retryDelay } from "./retry-schedule";

export type AttemptOutcome =
  | { state: "delivered" | "undelivered" }
  /** This run is no longer the sender, or the delivery is gone. */
  | { state: "lost" }
  /** The attempt failed; the next is due after that many seconds. */
  | { state: "retry"; afterSeconds: number }
  /** Another process makes this very attempt, or died in it: ask again after that many seconds. */
  | { state: "under_way"; afterSeconds: number };

/** An attempt that has not ended by then is taken to have died with its process, and is made again. */
const LEASE_SECONDS = ANSWER_TIMEOUT_MS / 1000 + 10;

/** An attempt without a status or an error has not ended. */
const attemptUnderWay = and(isNull(deliveryAttempts.status), isNull(deliveryAttempts.error));

/**
 * Makes one attempt at a delivery (CONTRACTS §2) and, with its log entry, decides what becomes of the messages. The
 * entry is written before the request leaves: an attempt is never made twice at once, nor again once it has ended.
 * The channel's settings are read anew, so that a corrected address helps the next attempt.
 */
export async function attemptDelivery(deliveryId: string, number: number, runId: string): Promise<AttemptOutcome> {
  const delivery = await loadDelivery(deliveryId);
  if (!delivery || delivery.owner !== runId) return { state: "lost" };
  if (delivery.status !== "delivering") return { state: delivery.status };
  const webhook = webhookOf(delivery);
  const attemptId = await beginAttempt(delivery, number, typeof webhook === "string" ? "" : shownUrl(webhook));
  if (attemptId === null) return outcomeOfOther(deliveryId, number);
  const result = await (typeof webhook === "string" ? notSent(webhook) : send(delivery, webhook));
  const retry = typeof webhook !== "string" && webhook.retry;
  const wait = result.ok ? null : retryDelay(number, retry, result.retryAfterSeconds, deliveryDelays());
  return endAttempt(delivery, { id: attemptId, number, wasSent: typeof webhook !== "string" }, result, wait);
}

type LoadedDelivery = NonNullable<Awaited<ReturnType<typeof loadDelivery>>>;

async function loadDelivery(deliveryId: string) {
  const [row] = await db
    .select({
      id: deliveries.id,
      workspaceId: deliveries.workspaceId,
      status: deliveries.status,
      conversationId: conversations.id,
      channelId: channels.id,
      botId: channels.botId,
      chatId: conversations.externalChatId,
      owner: conversations.deliveryOwner,
      enabled: channels.enabled,
      settings: channels.settings,
    })
    .from(deliveries)
    .innerJoin(conversations, eq(conversations.id, deliveries.conversationId))
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(eq(deliveries.id, deliveryId));
  return row;
}

/** Where to send, or why nothing can be sent. */
function webhookOf({ enabled, settings }: LoadedDelivery): (Webhook & { retry: boolean }) | string {
  if (!enabled) return "The channel is disabled. Enable it, so that later messages are sent.";
  if (settings.kind !== "custom" || !settings.webhookUrl) {
    return "The channel has no webhook URL. Set one in the channel's settings, so that later messages are sent.";
  }
  return { ...settings, webhookUrl: settings.webhookUrl };
}

/** Writes the attempt's entry, or takes over one that died; null when it has ended or is under way elsewhere. */
async function beginAttempt(delivery: LoadedDelivery, number: number, url: string): Promise<string | null> {
  const [begun] = await db
    .insert(deliveryAttempts)
    .values({
      id: newId("deliveryAttempt"),
      workspaceId: delivery.workspaceId,
      deliveryId: delivery.id,
      number,
      url,
      durationMs: 0,
    })
    .onConflictDoUpdate({
      target: [deliveryAttempts.deliveryId, deliveryAttempts.number],
      set: { url, createdAt: sql`now()` },
      setWhere: and(
        attemptUnderWay,
        lt(deliveryAttempts.createdAt, sql`now() - ${LEASE_SECONDS} * interval '1 second'`),
      ),
    })
    .returning({ id: deliveryAttempts.id });
  return begun?.id ?? null;
}

/** What another execution of the same attempt made of it. */
async function outcomeOfOther(deliveryId: string, number: number): Promise<AttemptOutcome> {
  const [logged] = await db
    .select({
      delivery: deliveries.status,
      underWay: sql<boolean>`(${attemptUnderWay})`,
      leaseLeft: sql`ceil(${LEASE_SECONDS} - extract(epoch from now() - ${deliveryAttempts.createdAt}))`.mapWith(
        Number,
      ),
    })
    .from(deliveryAttempts)
    .innerJoin(deliveries, eq(deliveries.id, deliveryAttempts.deliveryId))
    .where(and(eq(deliveryAttempts.deliveryId, deliveryId), eq(deliveryAttempts.number, number)));
  if (!logged) return { state: "lost" };
  if (logged.underWay) return { state: "under_way", afterSeconds: Math.max(1, logged.leaseLeft) };
  if (logged.delivery !== "delivering") return { state: logged.delivery };
  return { state: "retry", afterSeconds: retryDelay(number, true, null, deliveryDelays()) ?? 0 };
}

async function send(delivery: LoadedDelivery, webhook: Webhook): Promise<PostResult> {
  const batch = await db
    .select({ id: messages.id, sender: messages.sender, text: messages.text, files: filesOfMessage })
    .from(messages)
    .where(and(eq(messages.conversationId, delivery.conversationId), eq(messages.deliveryId, delivery.id)))
    .orderBy(asc(messages.seq));
  return postToWebhook(webhook, delivery.id, {
    event_type: "new_messages",
    chat_id: delivery.chatId,
    new_messages: batch.flatMap(outgoingMessages),
  });
}

function notSent(error: string): PostResult {
  return { ok: false, status: null, error, durationMs: 0, responseExcerpt: null, retryAfterSeconds: null };
}

/** For the workspace's people, once for each delivery. */
function notDelivered(
  { id, workspaceId, conversationId, botId }: LoadedDelivery,
  { error }: PostResult,
): NewNotification {
  const title = "A message was not delivered";
  const body = `No further attempt is made. ${error ?? ""}`;
  return { workspaceId, conversationId, botId, kind: "undelivered", title, body, sourceKey: `delivery-${id}` };
}

/** Logs how the attempt ended and, when it was the last, settles the delivery: one transaction. */
async function endAttempt(
  delivery: LoadedDelivery,
  attempt: { id: string; number: number; wasSent: boolean },
  result: PostResult,
  retryAfter: number | null,
): Promise<AttemptOutcome> {
  const { status, error, durationMs, responseExcerpt } = result;
  const state = result.ok ? "delivered" : "undelivered";
  const ended = await db.transaction(async (tx) => {
    const logged = await tx
      .update(deliveryAttempts)
      .set({ status, error, durationMs, responseExcerpt })
      .where(and(eq(deliveryAttempts.id, attempt.id), attemptUnderWay))
      .returning({ id: deliveryAttempts.id });
    if (logged.length === 0) return null;
    const owed: OutboxEvent[] = [];
    if (retryAfter === null) {
      await tx
        .update(deliveries)
        .set({ status: state, finishedAt: sql`now()` })
        .where(eq(deliveries.id, delivery.id));
      await tx
        .update(messages)
        .set({ delivery: state, deliveredAt: result.ok ? sql`now()` : null })
        .where(and(eq(messages.conversationId, delivery.conversationId), eq(messages.deliveryId, delivery.id)));
      if (!result.ok) owed.push(...(await notify(tx, notDelivered(delivery, result))));
    } else {
      await tx
        .update(deliveries)
        .set({ nextAttemptAt: sql`now() + ${retryAfter} * interval '1 second'` })
        .where(eq(deliveries.id, delivery.id));
    }
    await publishLive("conversation", delivery.conversationId, tx, delivery.workspaceId);
    if (error !== null && attempt.wasSent) owed.push(...(await noteWebhookFailure(tx, { ...delivery, error })));
    return owed;
  });
  if (!ended) return outcomeOfOther(delivery.id, attempt.number);
  await dispatch(ended);
  return retryAfter === null ? { state } : { state: "retry", afterSeconds: retryAfter };
}
