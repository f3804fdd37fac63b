import { and, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { notificationSends, notificationWebhooks } from "@/db/schema/notifications";
import { requireRole } from "@/server/accounts/require-role";
import { postToWebhook, type PostResult } from "@/server/webhooks/post-to-webhook";
import { resultOfPost, type SendResult } from "@/server/webhooks/send-result";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import type { LoadedNotification } from "./load-notification";

/** The recipient in `notification_sends` that stands for the webhook. */
export const WEBHOOK = "webhook";

export const setWebhookInput = z.object({
  /** Null or an empty string removes the webhook and its secret. */
  url: z.string().trim().max(2000).nullable().optional(),
  /** A string sets the secret, null removes it, undefined keeps it. */
  secret: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[\x20-\x7e]+$/, "It is sent in a header: use Latin letters, digits and signs only.")
    .nullable()
    .optional(),
});

/** Returns the workspace's notification webhook for the settings screen, without its secret. */
export async function getWebhook(ctx: ServiceContext) {
  requireRole(ctx, "admin");
  const row = await findWebhook(ctx.workspaceId);
  if (!row) return null;
  const ended = and(
    eq(notificationSends.workspaceId, ctx.workspaceId),
    eq(notificationSends.recipient, WEBHOOK),
    isNotNull(notificationSends.endedAt),
    gte(notificationSends.endedAt, row.changedAt),
  );
  const [newest] = await db
    .select({
      status: notificationSends.status,
      error: notificationSends.error,
      attempts: notificationSends.attempts,
      endedAt: notificationSends.endedAt,
    })
    .from(notificationSends)
    .where(ended)
    .orderBy(desc(notificationSends.endedAt))
    .limit(1);
  const { url, secretSealed } = row;
  return { url, hasSecret: secretSealed !== null, newest: newest ? shownSend(newest) : null };
}

/** Sets, changes or removes the workspace's notification webhook. */
export async function setWebhook(ctx: ServiceContext, { url, secret }: z.infer<typeof setWebhookInput>): Promise<void> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  const mine = eq(notificationWebhooks.workspaceId, workspaceId);
  if (url === null || url === "") {
    await db.delete(notificationWebhooks).where(mine);
    return;
  }
  if (url !== undefined) {
    assertSafeUrl(url, ["url"]);
    const known = secret === undefined ? await findWebhook(workspaceId) : null;
    if (known && known.secretSealed !== null) assertSecretGoesAlong(known.url, url, ["secret"]);
  }
  const sealed = secret === undefined ? {} : { secretSealed: secret === null ? null : sealSecret(secret) };
  const changes = { ...(url !== undefined && { url }), ...sealed, changedAt: sql`now()` };
  if (url !== undefined) {
    await db
      .insert(notificationWebhooks)
      .values({ workspaceId, url, ...sealed })
      .onConflictDoUpdate({ target: notificationWebhooks.workspaceId, set: changes });
    return;
  }
  const changed = await db
    .update(notificationWebhooks)
    .set(changes)
    .where(mine)
    .returning({ workspaceId: notificationWebhooks.workspaceId });
  if (changed.length === 0) throw noAddress();
}

/** Posts a notification of the kind `test` once, and returns the response. */
export async function testWebhook(ctx: ServiceContext): Promise<Omit<PostResult, "retryAfterSeconds">> {
  requireRole(ctx, "admin");
  const webhook = await findWebhook(ctx.workspaceId);
  if (!webhook) throw noAddress();
  const id = newId("notification");
  const { ok, status, error, durationMs, responseExcerpt } = await post(webhook, {
    id,
    kind: "test",
    title: "A test notification",
    body: "Notifications of your workspace will arrive here like this one.",
    url: new URL("/settings/notifications", env().PARLEY_URL).href,
    created_at: new Date().toISOString(),
  });
  return { ok, status, error, durationMs, responseExcerpt };
}

/** Posts a notification to its workspace's webhook once. */
export async function postNotification(webhook: StoredWebhook, notification: LoadedNotification): Promise<SendResult> {
  return resultOfPost(await post(webhook, payloadOf(notification)));
}

/** What the webhook gets of a notification. */
export function notificationBody(notification: LoadedNotification) {
  return bodyOf(payloadOf(notification));
}

function payloadOf({ id, kind, title, body, url, createdAt }: LoadedNotification): Payload {
  return { id, kind, title, body, url, created_at: createdAt.toISOString() };
}

interface Payload {
  /** The same on each attempt; also sent as the header `webhook-id`. */
  id: string;
  kind: string;
  title: string;
  body: string;
  url: string;
  created_at: string;
}

export type StoredWebhook = typeof notificationWebhooks.$inferSelect;

function post({ url, secretSealed }: StoredWebhook, payload: Payload): Promise<PostResult> {
  return postToWebhook({ webhookUrl: url, webhookSecretSealed: secretSealed }, payload.id, bodyOf(payload));
}

function bodyOf(payload: Payload) {
  return { event: "notification", payload };
}

/** Returns a workspace's notification webhook; null if it has none. */
export async function findWebhook(workspaceId: string): Promise<StoredWebhook | null> {
  const [row] = await db.select().from(notificationWebhooks).where(eq(notificationWebhooks.workspaceId, workspaceId));
  return row ?? null;
}

interface EndedSend {
  status: (typeof notificationSends.$inferSelect)["status"];
  error: string | null;
  attempts: number;
  endedAt: Date | null;
}

function shownSend({ status, error, attempts, endedAt }: EndedSend) {
  return {
    ok: status === "sent",
    willRetry: status === "sending",
    error,
    attempts,
    at: endedAt?.toISOString() ?? null,
  };
}

function noAddress(): DomainError {
  return new DomainError("invalid", "There is no webhook address yet. Enter and save it first.", {
    details: [{ path: ["url"], message: "Enter and save the address first." }],
  });
}
