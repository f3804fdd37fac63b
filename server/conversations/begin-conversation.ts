import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { startedEvent } from "@/server/events/recording/conversation-events";
import { newId } from "@/server/ids";

interface NewConversation {
  workspaceId: string;
  botId: string;
  channelId: string;
  /** The customer's chat id in the channel. */
  chatId: string;
}

/** Begins a conversation in which nobody has written yet. Does nothing if the customer has one. */
export async function beginConversation({ workspaceId, botId, channelId, chatId }: NewConversation): Promise<void> {
  await db.execute(sql`
    with begun as (
      insert into conversations (id, workspace_id, bot_id, channel_id, external_chat_id)
      values (${newId("conversation")}, ${workspaceId}, ${botId}, ${channelId}, ${chatId})
      on conflict (channel_id, external_chat_id) do nothing
      returning *
    )
    ${startedEvent({ id: sql`${newId("event")}::text`, workspaceId: sql`${workspaceId}::text`, from: sql`begun c` })}`);
}
