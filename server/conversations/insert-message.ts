import { type SQL, sql } from "drizzle-orm";
import { asyncCommit } from "@/db/client";
import { announcement } from "@/db/live";
import { type Slots, statement } from "@/db/statement";
import { firstCheck } from "@/server/outbox/check-time";
import {
  applyVerdict,
  type InterceptionValues,
  verdictColumns,
  verdictEvent,
  verdictOn,
  verdictValues,
} from "./answering/intercept";
import { insertEvent } from "./change-conversation";
import { chosenMeaning, chosenOption, chosenPhrases, type ChoiceValues } from "./chosen-option";
import { type VisitorParts, visitorParts } from "./visitor-parts";
import { hasRecorded, type RecordedValues, recordedRows } from "./recorded-rows";

/** The lease of a turn in the chat endpoint. If it is not renewed in time, the watchdog takes over. */
export const CHAT_LEASE_SECONDS = 20;

interface StoredRow extends Record<string, unknown> {
  conversation_id: string;
  handled_by: "bot" | "person";
  is_due: boolean;
  merge_seconds: number;
  is_for_people: boolean;
  is_recorded: boolean;
}

/** The Inngest event that requests the answer to a message. */
export const RECEIVED = "conversation/message.received";

type StoredValues = InterceptionValues &
  RecordedValues &
  ChoiceValues & {
    channelId: string;
    workspaceId: string;
    botId: string;
    chatId: string;
    externalId: string;
    sender: "customer" | "employee";
    text: string;
    source: string | null;
    clientName: string | null;
    clientPhone: string | null;
    /** JSON. */
    link: string | null;
    /** JSON. */
    placeholders: string;
    clientEmail: string | null;
    language: string | null;
    pageUrl: string | null;
    /** JSON. */
    variables: string;
    consentVersion: number | null;
    /** New ids for the rows that the statement may insert. */
    conversationId: string;
    reopenedId: string;
    messageId: string;
    turnId: string;
    outboxId: string;
    /** The caller, the chat endpoint, runs the turn. */
    isChat: boolean;
  };

/** The message is a phrase that stops or resumes the bot. It is not answered, and models don't see it. */
const isControl = sql`(select effect in ('stop', 'resume') from verdict)`;

interface Parts {
  visitor: VisitorParts;
  rows: SQL;
  isRecorded: SQL;
}

/**
 * One statement, so that a message costs one round trip. It locks the conversation's row first, which serialises the
 * messages and replies of a conversation. A duplicate message violates the unique index, which undoes the statement.
 */
function insertStatement(params: Slots<StoredValues>, { visitor, rows, isRecorded }: Parts): SQL {
  const { channelId, workspaceId, byCustomer, messageId } = params;
  const conversation = sql`c.channel_id = ${channelId} and c.external_chat_id = ${params.chatId}`;
  return sql`
    with ${chosenOption(params, conversation)}, ${verdictOn(params, conversation, channelId, chosenPhrases(params.phraseKey))},
    conversation as (
      insert into conversations as c (
        id, workspace_id, bot_id, channel_id, external_chat_id, source, client_name, client_phone, link, placeholders,
        last_customer_message_id, answer_check_at, ${verdictColumns}, unread_count${visitor.columns}
      ) values (
        ${params.conversationId}, ${workspaceId}, ${params.botId}, ${channelId}, ${params.chatId},
        ${params.source}, ${params.clientName}, ${params.clientPhone}, ${params.link}::jsonb, ${params.placeholders}::jsonb,
        case when ${byCustomer} and not ${isControl} then ${messageId} end,
        case when ${byCustomer} and not ${isControl} then ${firstCheck} end, ${verdictValues(params)},
        case when ${byCustomer} then 1 else 0 end${visitor.values}
      )
      on conflict (channel_id, external_chat_id) do update set
        last_message_at = now(),
        unread_count = case when ${byCustomer} then c.unread_count + 1 else 0 end,
        status = case when ${byCustomer} then 'open' else c.status end,
        closed_at = case when ${byCustomer} and c.status = 'open' then null else c.closed_at end,
        snoozed_until = case when ${byCustomer} then null else c.snoozed_until end,
        source = coalesce(excluded.source, c.source),
        client_name = coalesce(excluded.client_name, c.client_name),
        client_phone = coalesce(excluded.client_phone, c.client_phone),
        link = coalesce(excluded.link, c.link),
        placeholders = c.placeholders || excluded.placeholders,
        last_customer_message_id = coalesce(excluded.last_customer_message_id, c.last_customer_message_id),
        answer_check_at = case when ${isControl} then null else coalesce(excluded.answer_check_at, c.answer_check_at) end,
        ${applyVerdict(params)}${visitor.changes}
      returning c.*, ${byCustomer} and status = 'open' and closed_at is not null as is_reopened, xmax = 0 as is_new
    ), reopened as (
      ${insertEvent(sql`conversation where is_reopened`, { id: params.reopenedId, kind: "reopened", by: { actor: "customer" } })}
    ), noted as (
      ${verdictEvent(params, sql`conversation`)}
    ), message as (
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, meaning, external_id, is_control)
      select ${messageId}, ${workspaceId}, id, ${channelId}, ${params.sender}, ${params.text}, ${chosenMeaning(params.text)},
        ${params.externalId}, ${isControl}
      from conversation
      returning *
    ), due as (
      select c.*, merge_seconds from conversation c, verdict
      where ${byCustomer} and c.handled_by = 'bot' and effect not in ('stop', 'resume')
    ), turn as (
      insert into turns (id, workspace_id, conversation_id, bot_id, message_id, host, status, lease_until)
      select ${params.turnId}, ${workspaceId}, id, bot_id, ${messageId}, 'chat', 'running',
        now() + ${CHAT_LEASE_SECONDS} * interval '1 second'
      from due where ${params.isChat}
    ), owed as (
      insert into outbox (id, name, data)
      select ${params.outboxId}, ${RECEIVED},
        jsonb_build_object('workspaceId', ${workspaceId}::text, 'conversationId', id, 'messageId', ${messageId}::text)
          || case when merge_seconds > 0 then jsonb_build_object('mergeSeconds', merge_seconds) else '{}' end
      from due where not ${params.isChat}
    )${rows}
    select id as conversation_id, conversation.handled_by, exists (select from due) as is_due,
      (select merge_seconds from verdict) as merge_seconds,
      (select ${byCustomer} and effect = 'stop' and bot_had_it from verdict) as is_for_people,
      ${isRecorded} as is_recorded,
      case when ${params.isChat} then ${asyncCommit} end,
      ${announcement("conversation", sql`id`, workspaceId)}
    from conversation`;
}

/** The statements by what they do besides storing the message, so that ordinary messages use the shortest one. */
const statements = {
  plain: insertion(false, false),
  recorded: insertion(true, false),
  plainOfVisitor: insertion(false, true),
  recordedOfVisitor: insertion(true, true),
};

/**
 * Returns the statement that stores a message.
 * @param isRecorded Whether it records the events for endpoints and the feed.
 * @param saysMore Whether it stores what the message says about its visitor.
 */
export function messageStatement(isRecorded: boolean, saysMore: boolean): ReturnType<typeof insertion> {
  if (saysMore) return isRecorded ? statements.recordedOfVisitor : statements.plainOfVisitor;
  return isRecorded ? statements.recorded : statements.plain;
}

function insertion(isRecorded: boolean, saysMore: boolean) {
  return statement<StoredValues, StoredRow>((params) => {
    const visitor = saysMore ? visitorParts(params) : { columns: sql``, values: sql``, changes: sql`` };
    return isRecorded
      ? insertStatement(params, { visitor, rows: sql`, ${recordedRows(params)}`, isRecorded: hasRecorded })
      : insertStatement(params, { visitor, rows: sql``, isRecorded: sql`false` });
  });
}
