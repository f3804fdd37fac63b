import { and, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { notifications, notificationSends } from "@/db/schema/notifications";
import { retryDelay } from "@/server/webhooks/retry-schedule";
import { env } from "@/server/env";
import { type LoadedNotification, loadNotification, type NotificationKey } from "./load-notification";
import { listMailed, lockMailed } from "./mail-choices";
import { mailSender, sendMail, type SendResult } from "./mail-transport";
import { notificationMail } from "./notification-mail";
import { hasWebhook, postNotification, WEBHOOK } from "./notification-webhook";

export type SendOutcome =
  | { state: "done" }
  /** The attempt failed; the next is due after that many seconds. */
  | { state: "retry"; afterSeconds: number }
  /** Another process makes this very attempt, or died in it: ask again after that many seconds. */
  | { state: "under_way"; afterSeconds: number };

/** An attempt that has not ended by then is taken to have died with its process, and is made again. */
const LEASE_SECONDS = 60;
/** The longest wait before who finds an attempt under way asks again. */
const ASK_AGAIN_SECONDS = 10;

/** Within that time one mail of a kind stands for all that a conversation brings. */
const QUIET_MINUTES = 10;

/** Whom a notification goes to outside of the product: ids of members, who get an e-mail, and the webhook. */
export async function listRecipients({ workspaceId, notificationId }: NotificationKey): Promise<string[]> {
  const [row] = await db
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, notificationId)));
  if (!row) return [];
  const mailed = mailSender() === null ? [] : await listMailed(workspaceId, row.kind);
  return (await hasWebhook(workspaceId)) ? [...mailed, WEBHOOK] : mailed;
}

/**
 * Makes one attempt to send a notification to one recipient. However often and at once it is asked for, an attempt of
 * a number is made once, unless its process dies in it; then it is made again, with the same id.
 * @param number 1 for the first.
 */
export async function attemptSend(key: NotificationKey, recipient: string, number: number): Promise<SendOutcome> {
  const notification = await loadNotification(key);
  if (!notification) return { state: "done" };
  const attempt = { key, recipient, number, notification };
  const claim = await db.transaction((tx) => claimAttempt(tx, attempt));
  if (claim.state !== "begun") return claim;
  const result = await send(attempt, claim.email);
  const wait = result.ok ? null : retryDelay(number, result.retry, null);
  await db
    .update(notificationSends)
    .set({
      status: result.ok ? "sent" : wait === null ? "failed" : "sending",
      error: result.ok ? null : result.error,
      leaseUntil: null,
      endedAt: sql`now()`,
    })
    .where(and(thisSend(key, recipient), eq(notificationSends.attempts, number)));
  return wait === null ? { state: "done" } : { state: "retry", afterSeconds: wait };
}

type Claim = SendOutcome | { state: "begun"; email: string | null };

interface Attempt {
  key: NotificationKey;
  recipient: string;
  number: number;
  notification: LoadedNotification;
}

/** Writes down that the attempt is under way, before anything leaves. */
async function claimAttempt(tx: Transaction, attempt: Attempt): Promise<Claim> {
  const { key, recipient, number, notification } = attempt;
  const { kind } = notification;
  const email =
    recipient === WEBHOOK ? null : await lockMailed(tx, { workspaceId: key.workspaceId, userId: recipient, kind });
  const isUnwanted = recipient !== WEBHOOK && (email === null || (await mailedJustNow(tx, attempt)));
  const first = isUnwanted
    ? ({ status: "skipped", attempts: 0 } as const)
    : ({ status: "sending", attempts: number, leaseUntil: leaseEnd } as const);
  const inserted = await tx
    .insert(notificationSends)
    .values({ ...key, recipient, ...first })
    .onConflictDoNothing()
    .returning({ status: notificationSends.status });
  if (inserted.length > 0) return isUnwanted ? { state: "done" } : { state: "begun", email };
  const isGone = recipient !== WEBHOOK && email === null;
  const taken = await tx
    .update(notificationSends)
    .set(isGone ? { status: "skipped", leaseUntil: null } : { attempts: number, leaseUntil: leaseEnd })
    .where(and(thisSend(key, recipient), isDue(number)))
    .returning({ status: notificationSends.status });
  if (taken.length === 0) return outcomeOfOther(tx, attempt);
  return isGone ? { state: "done" } : { state: "begun", email };
}

const leaseEnd = sql`now() + ${LEASE_SECONDS} * interval '1 second'`;

function thisSend({ workspaceId, notificationId }: NotificationKey, recipient: string) {
  return and(
    eq(notificationSends.workspaceId, workspaceId),
    eq(notificationSends.notificationId, notificationId),
    eq(notificationSends.recipient, recipient),
  );
}

/** The attempt has not been made, or has died. */
function isDue(number: number) {
  const { status, attempts, leaseUntil } = notificationSends;
  return and(
    eq(status, "sending"),
    or(and(lt(attempts, number), isNull(leaseUntil)), and(lte(attempts, number), lt(leaseUntil, sql`now()`))),
  );
}

/** Whether a mail to the same member tells of the same conversation already. */
async function mailedJustNow(tx: Transaction, { key, recipient, notification }: Attempt): Promise<boolean> {
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

/** What another execution of the same attempt makes of it. */
async function outcomeOfOther(tx: Transaction, { key, recipient, number }: Attempt): Promise<SendOutcome> {
  const [send] = await tx
    .select({
      status: notificationSends.status,
      leaseLeft: sql`ceil(extract(epoch from ${notificationSends.leaseUntil} - now()))`.mapWith(Number),
      isUnderWay: sql<boolean>`${notificationSends.leaseUntil} is not null`,
    })
    .from(notificationSends)
    .where(thisSend(key, recipient));
  if (!send || send.status !== "sending") return { state: "done" };
  if (send.isUnderWay) {
    const afterSeconds = Math.min(Math.max(1, send.leaseLeft), ASK_AGAIN_SECONDS);
    return { state: "under_way", afterSeconds };
  }
  return { state: "retry", afterSeconds: retryDelay(number, true, null) ?? 0 };
}

/** The request or the e-mail itself. */
async function send({ key, recipient, notification }: Attempt, email: string | null): Promise<SendResult> {
  if (recipient === WEBHOOK) {
    const result = await postNotification(key.workspaceId, notification);
    if (result === null) return { ok: false, retry: false, error: "The webhook was removed." };
    return result.ok ? { ok: true } : { ok: false, retry: true, error: result.error ?? "The webhook failed." };
  }
  const settingsUrl = new URL("/settings/notifications", env().PARLEY_URL).href;
  return sendMail({
    to: email ?? "",
    ...notificationMail(notification, settingsUrl),
    messageId: `${key.notificationId}.${recipient}`,
  });
}
