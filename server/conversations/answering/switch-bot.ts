import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { DomainError } from "@/server/errors";
import { type EventActor, insertEvent } from "../change-conversation";

export interface BotSwitch {
  workspaceId: string;
  conversationId: string;
  /** Null selects the channel's own bot. */
  botId: string | null;
  /** The turn that switches; its own reply is still sent. Null outside of a turn. */
  turnId: string | null;
  /** The actor who switches; by default the bot. */
  by?: EventActor;
}

interface WantedRow extends Record<string, unknown> {
  name: string;
  is_switched: boolean;
}

/**
 * Lets another bot answer a conversation from the customer's next message on. Idempotent.
 * @returns The name of that bot.
 * @throws DomainError `not_found` when the bot or the conversation does not exist, `conflict` when the bot was never
 * published.
 */
export async function switchActiveBot(change: BotSwitch): Promise<string> {
  const { workspaceId, conversationId, botId, turnId, by = { actor: "bot" } } = change;
  const [wanted] = await db.execute<WantedRow>(sql`
    with wanted as materialized (
      select b.id, b.id <> c.bot_id as is_other, case when h.runs_draft then b.name else coalesce(v.snapshot ->> 'name', b.name) end as name,
        h.runs_draft or v.id is not null as can_answer
      from conversations c
      join channels h on h.id = c.channel_id
      join bots b on b.id = coalesce(${botId}, h.bot_id) and b.workspace_id = c.workspace_id
      left join bot_versions v on v.id = b.published_version_id
      where c.id = ${conversationId} and c.workspace_id = ${workspaceId}
    ), switched as (
      update conversations c set bot_id = wanted.id, bot_turn_id = ${turnId}
      from wanted where c.id = ${conversationId} and c.workspace_id = ${workspaceId} and wanted.can_answer
      returning c.id, c.workspace_id, wanted.name, wanted.is_other
    ), event as (
      ${insertEvent(sql`switched where is_other`, { kind: "bot_switched", by, text: sql`name` })}
    )
    select name, exists (select from switched) as is_switched,
      (select ${announcement("conversation", sql`id`, workspaceId)} from switched)
    from wanted`);
  if (!wanted) throw new DomainError("not_found", "The bot to switch to no longer exists in this workspace.");
  if (!wanted.is_switched) {
    throw new DomainError(
      "conflict",
      `${wanted.name} has never been published, so it cannot answer. Publish it first.`,
    );
  }
  return wanted.name;
}
