import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { insertEvent } from "@/server/conversations/change-conversation";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { sendAgainInput } from "../schema";

interface MessageRow extends Record<string, unknown> {
  conversation_id: string;
  is_sent_again: boolean;
}

/**
 * Sends an undelivered message again, as a separate delivery before later waiting messages. Does nothing for a message
 * that is waiting already or was delivered.
 * @throws DomainError `not_found`.
 */
export async function sendAgain(
  ctx: ServiceContext,
  { messageId }: z.infer<typeof sendAgainInput>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const by = actorOf(ctx);
  const { workspaceId } = ctx;
  const [eventId, event] = [newId("event"), "delivery/requested" as const];
  const [row] = await db.execute<MessageRow>(sql`
    with wanted as materialized (
      select m.id as message_id, c.id, c.workspace_id from messages m join conversations c on c.id = m.conversation_id
      where m.id = ${messageId} and m.workspace_id = ${workspaceId}
      for update of c
    ), again as (
      update messages m set delivery = 'pending', delivery_id = null, delivered_at = null
      from wanted where m.id = wanted.message_id and m.delivery = 'undelivered'
      returning wanted.id, wanted.workspace_id
    ), event as (
      ${insertEvent(sql`again`, { kind: "sent_again", by })}
    ), owed as (
      insert into outbox (id, name, data)
      select ${eventId}, ${event}, jsonb_build_object('workspaceId', workspace_id, 'conversationId', id) from again
    )
    select id as conversation_id, exists (select from again) as is_sent_again,
      (select ${announcement("conversation", sql`id`, workspaceId)} from again)
    from wanted`);
  if (!row) throw new DomainError("not_found", "This message does not exist in your workspace.");
  const data = { workspaceId, conversationId: row.conversation_id };
  if (row.is_sent_again) await dispatch([{ id: eventId, name: event, data }]);
  return { changed: row.is_sent_again };
}
