import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { announcement } from "@/db/live";
import { deliveries, deliveryAttempts, messages } from "@/db/schema/conversations";
import { statement } from "@/db/statement";
import type { ChannelSettings, OutgoingMessage } from "@/server/channels/contract";
import { customChannelSettings, type CustomChannelSettings } from "@/server/channels/custom/settings";
import { filesOfMessage } from "@/server/files/stored-file";
import { newId } from "@/server/ids";
import { noteWebhookFailure } from "./note-webhook-failure";
import { notify, type NewNotification } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { outgoingMessages } from "@/server/channels/custom/outgoing-message";
import {
  ANSWER_TIMEOUT_MS,
  postToWebhook,
  shownUrl,
  type PostResult,
  type Webhook,
} from "@/server/webhooks/post-to-webhook";
import { deliveryDelays, retryDelay } from "@/server/webhooks/retry-schedule";

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
  const [delivery] = await selectDelivery({ deliveryId });
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

interface LoadedDelivery extends Record<string, unknown> {
  id: string;
  workspaceId: string;
  status: "delivering" | "delivered" | "undelivered";
  conversationId: string;
  channelId: string;
  botId: string;
  chatId: string;
  owner: string | null;
  enabled: boolean;
  settings: ChannelSettings;
  /** In order. */
  messages: OutgoingMessage[];
}

const selectDelivery = statement<{ deliveryId: string }, LoadedDelivery>(
  ({ deliveryId }) => sql`
    select d.id, d.workspace_id as "workspaceId", d.status, c.id as "conversationId", h.id as "channelId",
      h.bot_id as "botId", c.external_chat_id as "chatId", c.delivery_owner as owner, h.enabled, h.settings,
      (
        select coalesce(json_agg(
          json_build_object('id', id, 'sender', sender, 'turnId', turn_id, 'text', text, 'fixedStart', fixed_start,
            'fixedEnd', fixed_end, 'interactive', interactive, 'files', ${filesOfMessage}) order by seq
        ), '[]')
        from ${messages} where conversation_id = c.id and delivery_id = d.id
      ) as messages
    from deliveries d
    join conversations c on c.id = d.conversation_id
    join channels h on h.id = d.channel_id
    where d.id = ${deliveryId}`,
);

/** Where to send, or why nothing can be sent. */
function webhookOf({ enabled, settings }: LoadedDelivery): (Webhook & CustomChannelSettings) | string {
  if (!enabled) return "The channel is disabled. Enable it, so that later messages are sent.";
  const custom = customChannelSettings.safeParse(settings).data;
  if (!custom?.webhookUrl) {
    return "The channel has no webhook URL. Set one in the channel's settings, so that later messages are sent.";
  }
  return { ...custom, webhookUrl: custom.webhookUrl };
}

/** Writes the attempt's entry, or takes over one that died; null when it has ended or is under way elsewhere. */
async function beginAttempt(delivery: LoadedDelivery, number: number, url: string): Promise<string | null> {
  const { workspaceId, id: deliveryId } = delivery;
  const [begun] = await insertAttempt({ id: newId("deliveryAttempt"), workspaceId, deliveryId, number, url });
  return begun?.id ?? null;
}

type NewAttempt = Record<"id" | "workspaceId" | "deliveryId" | "url", string> & { number: number };

const insertAttempt = statement<NewAttempt, { id: string }>(
  (attempt) => sql`
    insert into ${deliveryAttempts} (id, workspace_id, delivery_id, number, url, duration_ms)
    values (${attempt.id}, ${attempt.workspaceId}, ${attempt.deliveryId}, ${attempt.number}, ${attempt.url}, 0)
    on conflict (delivery_id, number) do update set url = excluded.url, created_at = now()
      where ${attemptUnderWay} and ${deliveryAttempts.createdAt} < now() - ${LEASE_SECONDS} * interval '1 second'
    returning id`,
);

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

function send(
  { id, chatId, messages: said }: LoadedDelivery,
  webhook: Webhook & CustomChannelSettings,
): Promise<PostResult> {
  return postToWebhook(webhook, id, {
    event_type: "new_messages",
    chat_id: chatId,
    new_messages: said.flatMap((message) => outgoingMessages(message, webhook)),
  });
}

function notSent(error: string): PostResult {
  return { ok: false, status: null, error, durationMs: 0, responseExcerpt: null, retryAfterSeconds: null };
}

/** For the workspace's people, once for each delivery. */
function notDelivered(
  { id, workspaceId, conversationId, botId }: LoadedDelivery,
  error: string | null,
): NewNotification {
  const title = "A message was not delivered";
  const body = `No further attempt is made. ${error ?? ""}`;
  return { workspaceId, conversationId, botId, kind: "undelivered", title, body, sourceKey: `delivery-${id}` };
}

interface Made {
  id: string;
  number: number;
  wasSent: boolean;
}

/** Logs how the attempt ended and, when it was the last, settles the delivery; who is to hear of a failure does. */
async function endAttempt(
  delivery: LoadedDelivery,
  attempt: Made,
  result: PostResult,
  retryAfter: number | null,
): Promise<AttemptOutcome> {
  const { status, error, durationMs, responseExcerpt } = result;
  const { id: deliveryId, workspaceId, conversationId } = delivery;
  const state: "delivered" | "undelivered" = result.ok ? "delivered" : "undelivered";
  const ending = { attemptId: attempt.id, deliveryId, workspaceId, conversationId, retryAfter };
  const end = { ...ending, status, error, durationMs, responseExcerpt, state: retryAfter === null ? state : null };
  const isLogged = async (on: Executor) => (await settleAttempt(end, on)).length > 0;
  const owed = result.ok
    ? (await isLogged(db)) && []
    : await db.transaction(async (tx) => (await isLogged(tx)) && tellOfFailure(tx, delivery, attempt, end));
  if (owed === false) return outcomeOfOther(deliveryId, attempt.number);
  await dispatch(owed);
  return retryAfter === null ? { state } : { state: "retry", afterSeconds: retryAfter };
}

async function tellOfFailure(
  tx: Transaction,
  delivery: LoadedDelivery,
  { wasSent }: Made,
  { state, error }: Pick<Ending, "state" | "error">,
): Promise<OutboxEvent[]> {
  const told = state === null ? [] : await notify(tx, notDelivered(delivery, error));
  const noted = error !== null && wasSent ? await noteWebhookFailure(tx, { ...delivery, error }) : [];
  return [...told, ...noted];
}

type Ending = Record<"attemptId" | "deliveryId" | "workspaceId" | "conversationId", string> &
  Pick<PostResult, "status" | "error" | "durationMs" | "responseExcerpt"> & {
    /** In seconds; null: there is no next attempt. */
    retryAfter: number | null;
    /** What the delivery came to; null: nothing yet. */
    state: "delivered" | "undelivered" | null;
  };

/** One statement, so that the end of most deliveries costs one round trip. No row: the attempt had ended. */
const settleAttempt = statement<Ending, Record<string, unknown>>(
  (end) => sql`
    with logged as (
      update delivery_attempts set
        status = ${end.status}::int, error = ${end.error}, duration_ms = ${end.durationMs},
        response_excerpt = ${end.responseExcerpt}
      where id = ${end.attemptId} and ${attemptUnderWay} returning id
    ), settled as (
      update deliveries set
        status = coalesce(${end.state}::text, status),
        finished_at = case when ${end.state}::text is not null then now() else finished_at end,
        next_attempt_at = coalesce(now() + ${end.retryAfter}::float8 * interval '1 second', next_attempt_at)
      where id = ${end.deliveryId} and exists (select from logged)
    ), sent as (
      update messages set
        delivery = ${end.state}::text, delivered_at = case when ${end.state}::text = 'delivered' then now() end
      where conversation_id = ${end.conversationId} and delivery = 'delivering' and delivery_id = ${end.deliveryId}
        and ${end.state}::text is not null and exists (select from logged)
    )
    select ${announcement("conversation", end.conversationId, end.workspaceId)} from logged`,
);
