import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { announcement } from "@/db/live";
import { channels } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { type Slots, statement } from "@/db/statement";
import { announceEvents } from "@/server/events/publish/announce-events";
import { filesOf } from "@/server/events/recording/message-sql";
import { sentEvents, undeliveredEvents } from "@/server/events/recording/sent-event";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { endAttempt, isUnderWay } from "@/server/webhooks/attempt-sql";
import type { Ending } from "@/server/webhooks/attempt-ending";
import { type LoggedRequest, NOT_SENT } from "@/server/webhooks/post-json";
import { noteWebhookFailure } from "./note-webhook-failure";

export type DeliveryStatus = (typeof deliveries.$inferSelect)["status"];

type SettledDelivery = Record<"id" | "workspaceId" | "conversationId" | "channelId" | "botId", string>;

/**
 * Records how an attempt ended: in the delivery, in its log entry and, after the last attempt, in the messages.
 * Notifications of a failure are stored in the same transaction.
 * @returns false if an outcome has already been recorded.
 */
export async function settleAttempt(
  delivery: SettledDelivery,
  number: number,
  ending: Ending<DeliveryStatus>,
): Promise<boolean> {
  const { id: deliveryId, workspaceId, conversationId } = delivery;
  const { error, status: state, retryAfter } = ending;
  const ids = { deliveryId, workspaceId, conversationId, eventId: newId("event") };
  const values = { ...(ending.request ?? NOT_SENT), ...ids, number };
  const record = async (on: Executor) => (await recordEnding({ ...values, error, state, retryAfter }, on)).at(0);
  if (error === null) return announced(workspaceId, await record(db));
  const { row, events } = await db.transaction(async (tx) => {
    const settled = await record(tx);
    return { row: settled, events: settled ? await reportFailure(tx, delivery, ending, error) : [] };
  });
  await dispatch(events);
  return announced(workspaceId, row);
}

function announced(workspaceId: string, row: { isRecorded: boolean } | undefined): boolean {
  if (row?.isRecorded) announceEvents(workspaceId);
  return row !== undefined;
}

type RecordedEnding = Record<"deliveryId" | "workspaceId" | "conversationId" | "eventId", string> &
  Pick<LoggedRequest, keyof LoggedRequest> & {
    number: number;
    error: string | null;
    state: DeliveryStatus;
    retryAfter: number | null;
  };

/** One statement, so that most deliveries end with one round trip. Returns no row if the attempt had already ended. */
const recordEnding = statement<RecordedEnding, { isRecorded: boolean }>(
  (end) => sql`
    with settled as (
      update ${deliveries} set ${endAttempt(end.retryAfter)}, status = ${end.state},
        finished_at = case when ${end.state} <> 'delivering' then now() end
      where id = ${end.deliveryId} and status = 'delivering' and ${isUnderWay(end.number)} returning 1
    ), logged as (
      update delivery_attempts set
        status = ${end.status}::int, error = ${end.error}, duration_ms = ${end.durationMs},
        response_excerpt = ${end.responseExcerpt}
      where delivery_id = ${end.deliveryId} and number = ${end.number} and exists (select from settled)
    ), sent as (
      update messages set delivery = ${end.state}, delivered_at = case when ${end.state} = 'delivered' then now() end
      where conversation_id = ${end.conversationId} and delivery = 'delivering' and delivery_id = ${end.deliveryId}
        and ${end.state} <> 'delivering' and exists (select from settled)
      returning *
    ), ${recorded(end)}
    select exists (select from sent_event) or exists (select from undelivered_event) as "isRecorded",
      ${announcement("conversation", end.conversationId, end.workspaceId)}
    from settled`,
);

/** Parts of a WITH clause: the messages that have reached the channel or were given up, for endpoints and the feed. */
function recorded({ workspaceId, state, error, number, eventId }: Slots<RecordedEnding>): SQL {
  const rows = {
    id: eventId,
    workspaceId,
    from: sql`sent m join conversations c on c.id = m.conversation_id`,
    files: filesOf(sql`m.id`),
  };
  return sql`
    sent_event as (
      ${sentEvents({ ...rows, where: sql`${state} = 'delivered'` })}
    ), undelivered_event as (
      ${undeliveredEvents({ ...rows, error, attempts: number, where: sql`${state} = 'undelivered'` })}
    )`;
}

/** @returns the events to dispatch after the commit. */
async function reportFailure(
  tx: Transaction,
  delivery: SettledDelivery,
  { kind, retryAfter, request }: Ending<DeliveryStatus>,
  error: string,
): Promise<OutboxEvent[]> {
  const undelivered = retryAfter === null ? await reportUndelivered(tx, delivery, error) : [];
  if (kind === "disable") return [...undelivered, ...(await disableChannel(tx, delivery, error))];
  const failing = request === null ? [] : await noteWebhookFailure(tx, { ...delivery, error });
  return [...undelivered, ...failing];
}

function reportUndelivered(tx: Transaction, delivery: SettledDelivery, error: string): Promise<OutboxEvent[]> {
  const { id, workspaceId, conversationId, botId } = delivery;
  const title = "A message was not delivered";
  const body = `No further attempt is made. ${error}`;
  return notify(tx, {
    workspaceId,
    conversationId,
    botId,
    kind: "undelivered",
    title,
    body,
    sourceKey: `delivery-${id}`,
  });
}

/** Disables the channel and notifies people, unless it is already disabled. */
async function disableChannel(
  tx: Transaction,
  { workspaceId, channelId, botId }: SettledDelivery,
  error: string,
): Promise<OutboxEvent[]> {
  const [disabled] = await tx
    .update(channels)
    .set({ enabled: false })
    .where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, channelId), eq(channels.enabled, true)))
    .returning({ name: channels.name });
  if (!disabled) return [];
  const title = `The channel "${disabled.name}" was disabled`;
  const body = `${error} Nothing is sent until the channel's settings are corrected and it is enabled again.`;
  return notify(tx, { workspaceId, botId, channelId, kind: "webhook_failing", title, body });
}
