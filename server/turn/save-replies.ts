import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { mapStrings, storableText } from "@/server/actions/map-strings";
import { newId } from "@/server/ids";
import type { OutboxEvent } from "@/server/outbox/outbox";
import type { LoadedTurn } from "./load-turn";
import type { TurnResult } from "./run-turn";

export interface SavedTurn {
  /** False: the turn was overtaken (or had ended before), so nothing was saved. */
  saved: boolean;
  /** To dispatch after this returns. */
  events: OutboxEvent[];
}

/**
 * Saves what a turn says, ends the turn and owes the delivery, in one statement that holds only if nothing
 * overtook the turn: the turn still runs, the conversation still belongs to the bot, and the message it answers
 * is still the customer's newest. The last two stand in the conversation's row, which is locked, so a message or a
 * take-over that commits meanwhile is seen; that one turn says one thing is held by a unique index.
 */
export async function saveReplies(turn: LoadedTurn, result: TurnResult, replyId: string): Promise<SavedTurn> {
  const event = { id: newId("event"), name: "delivery/requested" as const, data: deliveryOf(turn) };
  const delivered = turn.channelKind === "custom";
  const status = result.failure === null ? "completed" : "failed";
  const text = storableText(result.text);
  const reason = result.failure === null ? null : storableText(result.failure);
  const trace = JSON.stringify(mapStrings(result.trace, storableText));
  const rows = await db.execute<{ id: string }>(sql`
    with held as materialized (
      update conversations c set last_message_at = now()
      from turns t
      where c.id = ${turn.conversationId} and t.id = ${turn.turnId}
        and t.status = 'running' and c.handled_by = 'bot' and c.last_customer_message_id = ${turn.messageId}
      returning c.id, c.workspace_id, c.channel_id
    ), reply as (
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, turn_id, delivery)
      select ${replyId}, workspace_id, id, channel_id, 'ai', ${text}, ${turn.turnId}, ${delivered ? "pending" : "none"}
      from held
      on conflict do nothing
      returning id
    ), owed as (
      insert into outbox (id, name, data)
      select ${event.id}, ${event.name}, ${JSON.stringify(event.data)}::jsonb from held where ${delivered}
    ), ended as (
      update turns set
        status = case when exists (select 1 from held) then ${status} else 'dropped' end,
        reason = case when exists (select 1 from held) then ${reason}::text
                      else 'Overtaken: a newer message came, or people took the conversation over.' end,
        trace = ${trace}::jsonb, bot_version_id = ${turn.botVersionId},
        input_tokens = ${result.inputTokens}, output_tokens = ${result.outputTokens}, finished_at = now()
      where id = ${turn.turnId} and status = 'running'
    ), told as (
      select ${announcement("conversation", sql`id`)} from held
    )
    select reply.id from reply left join told on true`);
  const saved = rows.length > 0;
  return { saved, events: saved && delivered ? [event] : [] };
}

function deliveryOf(turn: LoadedTurn) {
  return { workspaceId: turn.workspaceId, conversationId: turn.conversationId };
}
