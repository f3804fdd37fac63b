import { sql } from "drizzle-orm";
import type { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import { changeConversation } from "@/server/conversations/change-conversation";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import type { inConversation, snoozeInput } from "./schema";

/**
 * Hides an open conversation from the open views until a time, or until its customer writes or it is handed off to people.
 * @throws DomainError `not_found`; `invalid` for a time in the past; `conflict` for a closed conversation.
 */
export async function snoozeConversation(
  ctx: ServiceContext,
  { conversationId, until }: z.infer<typeof snoozeInput>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  if (until.getTime() <= Date.now()) throw new DomainError("invalid", "This time is over. Choose one in the future.");
  const at = until.toISOString();
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`snoozed_until = ${at}::timestamptz`,
    where: sql`c.status = 'open'`,
    event: { kind: "snoozed", by: actorOf(ctx), text: at },
  });
  if (!changed) throw new DomainError("conflict", "A closed conversation cannot be snoozed. Reopen it first.");
  return { changed };
}

/** Ends a snooze before its time. @throws DomainError `not_found`. */
export async function unsnoozeConversation(
  ctx: ServiceContext,
  { conversationId }: z.infer<typeof inConversation>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`snoozed_until = null`,
    where: sql`c.snoozed_until > now()`,
    event: { kind: "unsnoozed", by: actorOf(ctx) },
  });
  return { changed };
}
