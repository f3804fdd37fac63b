import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { isShownToMember } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { actorOf } from "../actor-of";
import { changeConversation, conversationGone, insertEvent } from "../change-conversation";
import { mayAnswer } from "./may-answer";
import type { assignInput } from "./schema";

interface AssignedRow extends Record<string, unknown> {
  is_member: boolean;
  is_changed: boolean;
}

/**
 * Assigns a conversation to a member, or to nobody. Who answers it does not change.
 * @returns Whether anything changed.
 * @throws DomainError `not_found`; `invalid` when the member may not answer customers.
 */
export async function assignByMember(
  ctx: ServiceContext,
  { conversationId, memberId }: z.infer<typeof assignInput>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const scope = { workspaceId: ctx.workspaceId, conversationId };
  if (memberId === null) return { changed: await unassign(ctx, conversationId) };
  const [row] = await db.execute<AssignedRow>(sql`
    with chosen as materialized (
      select m.user_id, u.name from conversations c, memberships m join users u on u.id = m.user_id
      where m.workspace_id = ${scope.workspaceId} and m.user_id = ${memberId} and ${mayAnswer}
        and c.id = ${conversationId} and ${isShownToMember({ botId: sql`c.bot_id`, channelId: sql`c.channel_id` })}
      for no key update of m
    ), assigned as (
      update conversations c set assignee_id = chosen.user_id from chosen
      where c.id = ${conversationId} and c.workspace_id = ${scope.workspaceId}
        and c.assignee_id is distinct from chosen.user_id
      returning c.id, c.workspace_id, chosen.name
    ), event as (
      ${insertEvent(sql`assigned`, { kind: "assigned", by: actorOf(ctx), text: sql`name` })}
    )
    select exists (select from chosen) as is_member, exists (select from assigned) as is_changed,
      (select ${announcement("conversation", sql`id`, scope.workspaceId)} from assigned)
    from conversations c where c.id = ${conversationId} and c.workspace_id = ${scope.workspaceId}`);
  if (!row) throw conversationGone();
  if (!row.is_member) {
    throw new DomainError(
      "invalid",
      "This person is not a member who may answer this customer. Choose another one from the list.",
    );
  }
  return { changed: row.is_changed };
}

function unassign(ctx: ServiceContext, conversationId: string): Promise<boolean> {
  return changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`assignee_id = null`,
    where: sql`c.assignee_id is not null`,
    event: {
      kind: "unassigned",
      by: actorOf(ctx),
      // The statement's snapshot still has the assignee.
      text: sql`(select u.name from conversations b join users u on u.id = b.assignee_id where b.id = ${conversationId})`,
    },
  });
}
