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
import type { Visitor } from "./chat-session";
import type { WebChannel } from "./find-web-channel";

/**
 * The messages of Welcome that a chat page shows before its visitor writes; none if Welcome answers the first message,
 * or if people have the conversation. Nothing is stored.
 * @param language The visitor's, as a tag; null if it is not known.
 */
export async function shownWelcome(
  channel: WebChannel,
  visitor: Visitor,
  language: string | null,
): Promise<VisibleMessage[]> {
  const talk = await findTalk(channel, visitor);
  const welcome = talk.canBegin ? await composeWelcome(channel.id, talk.key, language) : null;
  const now = new Date().toISOString();
  return (welcome?.replies ?? []).map(({ text, interactive }, part) => ({
    id: messageId(channel.id, talk.key, part),
    external_id: null,
    sender: "ai",
    text,
    markdown: null,
    ...interactive,
    files: [],
    author: null,
    rating: null,
    created_at: now,
  }));
}

/** Whether the chat page shows Welcome instead of its greeting. */
export async function showsWelcome({ id }: WebChannel): Promise<boolean> {
  return (await composeWelcome(id, "", null)) !== null;
}

/**
 * Begins the conversation of a visitor who has seen Welcome with its messages, so that the first message answers them.
 * Does nothing if there is a conversation, except one that the visitor has started again.
 */
export async function beginWithWelcome(channel: WebChannel, visitor: Visitor, language: string | null): Promise<void> {
  const { id: channelId, workspaceId } = channel;
  const talk = await findTalk(channel, visitor);
  const welcome = talk.canBegin ? await composeWelcome(channelId, talk.key, language) : null;
  if (welcome === null) return;
  const said = welcome.replies.map(({ text, interactive }, part) => ({
    id: messageId(channelId, talk.key, part),
    text: storableText(text),
    interactive,
    answers: interactive ? storedAnswers(interactive) : null,
  }));
  const state = sql`${JSON.stringify(welcome.result.state)}::jsonb`;
  await db.execute(sql`
    with begun as (
      ${talk.conversationId === null ? newConversation(channel, visitor, state) : restarted(talk.conversationId, state)}
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
    select ${WELCOME_ID}::text || begun.id || case when begun.visitor_from_seq > 0 then '-' || begun.visitor_from_seq else '' end,
      visit.position, ${workspaceId}, visit."botId", visit."botVersionId", begun.id, visit."interactionId", null
    from begun, rows from (
      jsonb_to_recordset(${JSON.stringify(welcome.result.visits)}::jsonb)
        as ("botId" text, "botVersionId" text, "interactionId" text)
    ) with ordinality as visit("botId", "botVersionId", "interactionId", position)`);
}

function newConversation({ id, workspaceId, botId }: WebChannel, { chatId }: Visitor, state: SQL): SQL {
  return sql`
    insert into conversations (id, workspace_id, bot_id, channel_id, external_chat_id, scenario_state)
    values (${newId("conversation")}, ${workspaceId}, ${botId}, ${id}, ${chatId}, ${state})
    on conflict (channel_id, external_chat_id) do nothing`;
}

function restarted(conversationId: string, state: SQL): SQL {
  return sql`
    update conversations c set scenario_state = ${state}
    where c.id = ${conversationId} and c.scenario_state is null and ${isRestarted}`;
}

/** A condition on `conversations c`: the visitor has started again, and the bot has not said anything since. */
const isRestarted = sql`(
  c.visitor_from_seq > 0 and c.handled_by = 'bot'
  and not exists (select from messages m where m.conversation_id = c.id and m.seq > c.visitor_from_seq)
)`;

interface Talk {
  conversationId: string | null;
  /** Another one each time the visitor starts again. */
  key: string;
  /** Welcome would be the first message. */
  canBegin: boolean;
}

async function findTalk({ id }: WebChannel, { chatId }: Visitor): Promise<Talk> {
  const [row] = await db.execute<{ id: string; start: string; is_restarted: boolean }>(sql`
    select c.id, c.visitor_from_seq as start, ${isRestarted} as is_restarted
    from conversations c where c.channel_id = ${id} and c.external_chat_id = ${chatId}`);
  if (!row) return { conversationId: null, key: chatId, canBegin: true };
  return { conversationId: row.id, key: `${chatId}:${row.start}`, canBegin: row.is_restarted };
}

/** Parts of a WITH clause: the events for endpoints and the feed, published with those of the visitor's message. */
function recordedEvents(workspaceId: string): SQL {
  const [startedId, sentId] = [newId("event"), newId("event")];
  const workspace = sql`${workspaceId}::text`;
  return sql`
    started_event as (
      ${startedEvent({ id: sql`${startedId}::text`, workspaceId: workspace, from: sql`begun c`, where: sql`c.visitor_from_seq = 0` })}
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
function messageId(channelId: string, talk: string, part: number): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([channelId, talk, part]))
    .digest("base64url");
  return WELCOME_ID + hash.slice(0, 24);
}
