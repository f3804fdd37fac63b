import { type SQL, sql } from "drizzle-orm";
import { env } from "@/server/env";
import { languageTags } from "./language-tags";
import { literal, type PayloadSql } from "./payload-sql";

/*
 * Values of payloads, from a conversation `c` and its channel `h`.
 */

/** The names of channels' kinds on the wire, where they differ (reference §3.1). */
export const platform = sql`case h.kind when 'web' then 'webchat' else h.kind end`;

/** The conversation's page in the inbox; null for the test chat, which has none. */
export function conversationUrl(): SQL {
  const start = new URL("/inbox/", env().PARLEY_URL).href;
  return sql`case when not h.runs_draft then ${literal(start)} || c.id end`;
}

export const customer = sql`json_build_object('id', c.external_chat_id, 'name', c.client_name, 'phone', c.client_phone)`;

type ConversationKey = Exclude<keyof PayloadSql<"conversation_started">, "source" | "started_at">;

/** The values of the keys that events of conversations share. */
export function conversationValues(): Pick<PayloadSql<"conversation_started">, ConversationKey> {
  return {
    conversation_id: sql`c.id`,
    conversation_url: conversationUrl(),
    bot_id: sql`c.bot_id`,
    channel_id: sql`c.channel_id`,
    platform,
    customer,
    is_simulator: sql`h.runs_draft`,
  };
}

/** The language that the bot always answers in, such as `fr-fr`; null if it follows the customer. */
export function botLanguage(): SQL {
  const named = sql`
    select lower(coalesce(case when h.runs_draft then b.behaviour else v.behaviour end, '{}') #>> '{replyLanguage,language}')
    from bots b left join bot_versions v on v.id = b.published_version_id where b.id = c.bot_id`;
  return sql`(${literal(JSON.stringify(languageTags()))}::jsonb ->> (${named}))`;
}

/** 24 hex digits that stand for the conversation. */
export const sessionId = sql`left(encode(sha256(convert_to(c.id, 'UTF8')), 'hex'), 24)`;
