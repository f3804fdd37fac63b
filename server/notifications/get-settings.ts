import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { notificationSends } from "@/db/schema/notifications";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { getMailChoices } from "./mail-choices";
import { mailSender } from "@/server/emails/mail-transport";
import { getWebhook, WEBHOOK } from "./notification-webhook";

/** Returns a member's notification settings and, for admins, those of the workspace. */
export async function getNotificationSettings(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const isAdmin = ctx.actor.type === "system" || hasRole(ctx.actor.role, "admin");
  const sender = mailSender();
  const [choices, webhook, mailFailure] = await Promise.all([
    getMailChoices(ctx),
    isAdmin ? getWebhook(ctx) : null,
    isAdmin && sender !== null ? newestMailFailure(ctx.workspaceId) : null,
  ]);
  return { choices, mail: { sender, failure: mailFailure }, isAdmin, webhook };
}

/** Returns why the workspace's latest e-mail was not sent; null if it was. */
async function newestMailFailure(workspaceId: string): Promise<{ error: string; at: string } | null> {
  const [newest] = await db
    .select({ error: notificationSends.error, at: notificationSends.endedAt })
    .from(notificationSends)
    .where(
      and(
        eq(notificationSends.workspaceId, workspaceId),
        ne(notificationSends.recipient, WEBHOOK),
        isNotNull(notificationSends.endedAt),
        sql`${notificationSends.createdAt} > now() - interval '7 days'`,
      ),
    )
    .orderBy(desc(notificationSends.endedAt))
    .limit(1);
  if (!newest?.error || !newest.at) return null;
  return { error: newest.error, at: newest.at.toISOString() };
}
