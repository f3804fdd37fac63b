import { and, eq, gt, inArray, ne, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { notifications, notificationSends } from "@/db/schema/notifications";
import { hideContactsOf } from "@/server/accounts/access/hide-contacts";
import { env } from "@/server/env";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { Ending } from "@/server/webhooks/attempt-ending";
import { beginAttempt, canBegin, endAttempt, isUnderWay, type Standing, standing } from "@/server/webhooks/attempt-sql";
import { type AttemptOutcome, makeAttempt } from "@/server/webhooks/make-attempt";
import type { SendResult } from "@/server/webhooks/send-result";
import { type LoadedNotification, loadNotification, type NotificationKey } from "./load-notification";
import { listMailed, lockMailed, type MailedMember } from "./mail-choices";
import { composeEmail } from "@/server/emails/compose-email";
import { mailSender, sendMail } from "@/server/emails/mail-transport";
import { notificationPlace } from "./notification-place";
import { findWebhook, postNotification, type StoredWebhook, WEBHOOK } from "./notification-webhook";

/** If an attempt has not ended by then, its process is presumed crashed and the attempt is repeated. */
const LEASE_SECONDS = 60;

/** Upper limit for a receiver's Retry-After, so that all attempts end before the sweep's check (note-sending.ts). */
const LONGEST_RETRY_AFTER = 600;

/** After an e-mail, no further ones of its kind are sent for the same conversation during this time. */
const QUIET_MINUTES = 10;

const names = { open: "sending", sent: "sent", failed: "failed" } as const;

/** Lists the recipients outside the product: ids of members who get an e-mail, and the webhook. */
export async function listRecipients({ workspaceId, notificationId }: NotificationKey): Promise<string[]> {
  const [row] = await db
    .select({ kind: notifications.kind, ...notificationPlace })
    .from(notifications)
    .leftJoin(conversations, eq(conversations.id, notifications.conversationId))
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, notificationId)));
  if (!row) return [];
  const mailed = mailSender() === null ? [] : await listMailed({ workspaceId, ...row });
  return (await findWebhook(workspaceId)) ? [...mailed, WEBHOOK] : mailed;
}

/**
 * Makes one attempt to send a notification to one recipient.
 * @param number The number of the attempt, from 1.
 */
export async function attemptSend(
  key: NotificationKey,
  recipient: string,
  number: number,
): Promise<AttemptOutcome<"done">> {
  const notification = await loadNotification(key);
  if (!notification) return { state: "done" };
  const webhook = recipient === WEBHOOK ? await findWebhook(key.workspaceId) : null;
  const send: Send = { key, recipient, notification, webhook };
  const outcome = await makeAttempt<SendStatus, Destination>({
    number,
    names,
    url: webhook && redactUrl(webhook.url),
    ids: { ...key, recipient },
    claim: () => db.transaction((tx) => claimSend(tx, send, number)),
    send: (to) => ("email" in to ? mailTo(to, send) : postTo(to, notification)),
    settle: (ending) => settleSend(send, number, ending),
    read: async () => (await db.execute<Standing<SendStatus>>(selectStanding(send)))[0],
  });
  return "afterSeconds" in outcome ? outcome : { state: "done" };
}

type SendStatus = (typeof notificationSends.$inferSelect)["status"];
type Destination = StoredWebhook | MailedMember;

interface Send {
  key: NotificationKey;
  recipient: string;
  notification: LoadedNotification;
  webhook: StoredWebhook | null;
}

/** Returns null if there is nothing to send; also if the recipient turned it off, which is recorded. */
async function claimSend(tx: Transaction, send: Send, number: number): Promise<Destination | null> {
  const { key, recipient } = send;
  const to = recipient === WEBHOOK ? send.webhook : await lockMember(tx, send);
  const isSkipped = to === null || ("email" in to && (await mailedJustNow(tx, send)));
  await tx
    .insert(notificationSends)
    .values({ ...key, recipient, status: isSkipped ? "skipped" : "sending" })
    .onConflictDoNothing();
  const begun = to === null ? sql`status = 'skipped', lease_until = null` : beginAttempt(number, LEASE_SECONDS);
  const claimed = await tx.execute(sql`
    update ${notificationSends} set ${begun}
    where ${thisSend(send)} and status = 'sending' and ${canBegin(number)} returning 1`);
  return claimed.length > 0 ? to : null;
}

function lockMember(tx: Transaction, { key, recipient, notification }: Send): Promise<MailedMember | null> {
  const { kind, place } = notification;
  return lockMailed(tx, recipient, { workspaceId: key.workspaceId, kind, ...place });
}

/** Whether an e-mail about the same conversation was just sent to the same member. */
async function mailedJustNow(tx: Transaction, { key, recipient, notification }: Send): Promise<boolean> {
  if (notification.conversationId === null) return false;
  const mails = await tx
    .select({ id: notifications.id })
    .from(notificationSends)
    .innerJoin(notifications, eq(notifications.id, notificationSends.notificationId))
    .where(
      and(
        eq(notificationSends.workspaceId, key.workspaceId),
        eq(notificationSends.recipient, recipient),
        gt(notificationSends.createdAt, sql`now() - ${QUIET_MINUTES} * interval '1 minute'`),
        inArray(notificationSends.status, ["sending", "sent"]),
        ne(notifications.id, key.notificationId),
        eq(notifications.kind, notification.kind),
        eq(notifications.conversationId, notification.conversationId),
      ),
    )
    .limit(1);
  return mails.length > 0;
}

async function settleSend(
  send: Send,
  number: number,
  { status, error, retryAfter }: Ending<SendStatus>,
): Promise<boolean> {
  const settled = await db.execute(sql`
    update ${notificationSends} set ${endAttempt(retryAfter)}, status = ${status}, error = ${error}, ended_at = now()
    where ${thisSend(send)} and status = 'sending' and ${isUnderWay(number)} returning 1`);
  return settled.length > 0;
}

function selectStanding(send: Send) {
  return sql`select ${standing} from ${notificationSends} where ${thisSend(send)}`;
}

function thisSend({ key, recipient }: Send) {
  return and(
    eq(notificationSends.workspaceId, key.workspaceId),
    eq(notificationSends.notificationId, key.notificationId),
    eq(notificationSends.recipient, recipient),
  );
}

async function mailTo(
  { email, hidesContacts }: MailedMember,
  { key, recipient, notification }: Send,
): Promise<SendResult> {
  const settingsUrl = new URL("/settings/notifications", env().PARLEY_URL).href;
  const shown = hidesContacts ? withoutContacts(notification) : notification;
  const mail = await composeEmail("notification", { ...shown, settingsUrl });
  const result = await sendMail({ to: email, ...mail, messageId: `${key.notificationId}.${recipient}` });
  if (result.ok) return { outcome: { kind: "sent", platformIds: [] }, request: null };
  const { error: reason, retry } = result;
  return { outcome: retry ? { kind: "retry", reason, afterSeconds: null } : { kind: "stop", reason }, request: null };
}

function withoutContacts(notification: LoadedNotification): LoadedNotification {
  const { title, body, clientName, source, chatId } = notification;
  return { ...notification, ...hideContactsOf({ title, body, clientName, source, chatId }) };
}

async function postTo(webhook: StoredWebhook, notification: LoadedNotification): Promise<SendResult> {
  const result = await postNotification(webhook, notification);
  if (result.outcome.kind !== "retry") return result;
  const afterSeconds = Math.min(result.outcome.afterSeconds ?? 0, LONGEST_RETRY_AFTER);
  return { ...result, outcome: { ...result.outcome, afterSeconds } };
}
