import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { VisibleMessage } from "@/server/conversations/list-messages";
import { storedAnswers } from "@/server/conversations/stored-answers";
import { startedEvent } from "@/server/events/recording/conversation-events";
import { sentEvents } from "@/server/events/recording/sent-event";
import { newId } from "@/server/ids";
import { storableText } from "@/server/text/storable-text";
import { composeWelcome } from "@/server/turn/scenario/compose-welcome";
import { WELCOME_ID } from "./welcome-id";
import { findConversationId, type Visitor } from "./chat-session";
import type { WebChannel } from "./find-web-channel";

/**
 * The messages of Welcome that a chat page shows before its visitor writes; none if Welcome answers the first message.
 * Nothing is stored.
 */
export async function shownWelcome({ id: channelId }: WebChannel, { chatId }: Visitor): Promise<VisibleMessage[]> {
  const welcome = await composeWelcome(channelId, chatId);
  const now = new Date().toISOString();
  return (welcome?.replies ?? []).map(({ text, interactive }, part) => ({
    id: messageId(channelId, chatId, part),
    external_id: null,
    sender: "ai",
    text,
    markdown: null,
    ...interactive,
    files: [],
    created_at: now,
  }));
}

/** Whether the chat page shows Welcome instead of its greeting. */
export async function showsWelcome({ id }: WebChannel): Promise<boolean> {
  return (await composeWelcome(id, "")) !== null;
}

/**
 * Begins the conversation of a visitor who has seen Welcome with its messages, so that the first message answers them.
 * Does nothing if there is a conversation.
 */
export async function beginWithWelcome(channel: WebChannel, visitor: Visitor): Promise<void> {
  const { id: channelId, workspaceId, botId } = channel;
  const { chatId } = visitor;
  if ((await findConversationId(channel, visitor)) !== null) return;
  const welcome = await composeWelcome(channelId, chatId);
  if (welcome === null) return;
  const conversationId = newId("conversation");
  const said = welcome.replies.map(({ text, interactive }, part) => ({
    id: messageId(channelId, chatId, part),
    text: storableText(text),
    interactive,
    answers: interactive ? storedAnswers(interactive) : null,
  }));
  await db.execute(sql`
    with begun as (
      insert into conversations (id, workspace_id, bot_id, channel_id, external_chat_id, scenario_state)
      values (${conversationId}, ${workspaceId}, ${botId}, ${channelId}, ${chatId}, ${JSON.stringify(welcome.result.state)}::jsonb)
      on conflict (channel_id, external_chat_id) do nothing
      returning *
    ), said as (
      insert into messages
        (id, workspace_id, conversation_id, channel_id, sender, text, fixed_start, interactive, answers, turn_part)
      select said.id, ${workspaceId}, begun.id, ${channelId}, 'ai', said.text, length(said.text), said.interactive,
        said.answers, said.part - 1
      from begun, rows from (
        jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as (id text, text text, interactive jsonb, answers jsonb)
      ) with ordinality as said(id, text, interactive, answers, part)
      order by said.part
      returning *
    ), ${recordedEvents(workspaceId)}
    insert into scenario_visits
      (turn_id, position, workspace_id, bot_id, bot_version_id, conversation_id, interaction_id, row_id)
    select ${`${WELCOME_ID}${conversationId}`}, visit.position, ${workspaceId}, visit."botId", visit."botVersionId",
      begun.id, visit."interactionId", null
    from begun, rows from (
      jsonb_to_recordset(${JSON.stringify(welcome.result.visits)}::jsonb)
        as ("botId" text, "botVersionId" text, "interactionId" text)
    ) with ordinality as visit("botId", "botVersionId", "interactionId", position)`);
}

/** Parts of a WITH clause: the events for endpoints and the feed, published with those of the visitor's message. */
function recordedEvents(workspaceId: string): SQL {
  const [startedId, sentId] = [newId("event"), newId("event")];
  const workspace = sql`${workspaceId}::text`;
  return sql`
    started_event as (
      ${startedEvent({ id: sql`${startedId}::text`, workspaceId: workspace, from: sql`begun c` })}
    ), sent_event as (
      ${sentEvents({
        id: sql`${sentId}::text`,
        workspaceId: workspace,
        from: sql`begun c cross join said m`,
        files: sql`'[]'::json`,
      })}
    )`;
}

/** The id of a message of Welcome, which the browser knows before the message is stored. */
function messageId(channelId: string, chatId: string, part: number): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([channelId, chatId, part]))
    .digest("base64url");
  return WELCOME_ID + hash.slice(0, 24);
}
