import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import { conversationGone, insertEvent } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { isTimerValid } from "@/server/turn/silence/is-timer-valid";
import type { inConversation } from "../schema";

/**
 * Cancels what the bot would do if the customer stays silent, and the rules that would follow. A reminder that is being
 * written at this moment is not sent.
 * @returns Whether there was one.
 * @throws DomainError `not_found`.
 */
export async function cancelReminder(
  ctx: ServiceContext,
  { conversationId }: z.infer<typeof inConversation>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const event = { kind: "reminder_cancelled" as const, by: actorOf(ctx) };
  const [row] = await db.execute<{ is_changed: boolean }>(sql`
    with held as materialized (
      select * from conversations where id = ${conversationId} and workspace_id = ${ctx.workspaceId} for update
    ), cancelled as (
      delete from silence_timers s using held c where s.conversation_id = c.id and ${isTimerValid}
      returning s.conversation_id as id, s.workspace_id, s.message_id, s.rule_id
    ), dropped as (
      update turns t set status = 'dropped', reason = 'A member cancelled the reminder.', finished_at = now()
      from cancelled
      where t.conversation_id = cancelled.id and t.message_id = cancelled.message_id
        and t.silence_rule_id = cancelled.rule_id and t.status = 'running'
    ), event as (
      ${insertEvent(sql`cancelled`, event)}
    )
    select exists (select from cancelled) as is_changed,
      (select ${announcement("conversation", sql`id`, ctx.workspaceId)} from cancelled)
    from held`);
  if (!row) throw conversationGone();
  return { changed: row.is_changed };
}
