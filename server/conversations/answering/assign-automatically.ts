import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import type { workspaces } from "@/db/schema/accounts";
import { isShownToMember } from "@/server/accounts/access/limits-sql";
import { insertEvent } from "../change-conversation";
import { mayAnswer } from "./may-answer";

interface Scope {
  workspaceId: string;
  conversationId: string;
}

type Assignment = (typeof workspaces.$inferSelect)["assignment"];

/**
 * Assigns a conversation that was handed off to people to a member, by the workspace's setting. Keeps an earlier assignee;
 * conversations of the test chat have none.
 * @param on The hand-off's transaction, or the database after its commit.
 */
export async function assignAutomatically(scope: Scope, on: Executor = db): Promise<void> {
  const { workspaceId, conversationId } = scope;
  await on.transaction(async (tx) => {
    // The conversation first, as a hand-off's transaction does, so that two transactions can't block each other.
    await tx.execute(sql`
      select from conversations where id = ${conversationId} and workspace_id = ${workspaceId} for update`);
    // Locks the workspace, so that concurrent hand-offs choose one after the other.
    const [workspace] = await tx.execute<{ assignment: Exclude<Assignment, "off"> }>(sql`
      select assignment from workspaces where id = ${workspaceId} and assignment <> 'off' for no key update`);
    // A separate statement, because it must see what was assigned while the one before waited for the lock.
    if (workspace) await tx.execute(assign(scope, workspace.assignment));
  });
}

/** Open conversations of members, to compare their load. */
const openConversations = sql`(
  select count(*) from conversations a
  where a.workspace_id = m.workspace_id and a.assignee_id = m.user_id and a.status = 'open' and a.handled_by = 'person'
)`;

const orders = {
  round_robin: sql`m.last_assigned_at nulls first, m.created_at, m.user_id`,
  by_load: sql`${openConversations}, m.last_assigned_at nulls first, m.created_at, m.user_id`,
};

function assign({ workspaceId, conversationId }: Scope, assignment: keyof typeof orders) {
  return sql`
    with held as (
      select c.id, c.bot_id, c.channel_id from conversations c join channels h on h.id = c.channel_id
      where c.id = ${conversationId} and c.workspace_id = ${workspaceId} and c.handled_by = 'person'
        and c.status = 'open' and c.assignee_id is null and not h.runs_draft
    ), chosen as materialized (
      select m.user_id, u.name from held, memberships m join users u on u.id = m.user_id
      where m.workspace_id = ${workspaceId} and ${mayAnswer}
        and ${isShownToMember({ botId: sql`held.bot_id`, channelId: sql`held.channel_id` })}
      order by ${orders[assignment]} limit 1
      for no key update of m
    ), assigned as (
      update conversations c set assignee_id = chosen.user_id from held, chosen
      where c.id = held.id
      returning c.id, c.workspace_id, chosen.name
    ), counted as (
      update memberships m set last_assigned_at = clock_timestamp() from assigned, chosen
      where m.workspace_id = ${workspaceId} and m.user_id = chosen.user_id
    ), event as (
      ${insertEvent(sql`assigned`, { kind: "assigned", by: { actor: "system" }, text: sql`name` })}
    )
    select ${announcement("conversation", sql`id`, workspaceId)} from assigned`;
}
