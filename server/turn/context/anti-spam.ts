import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { AntiSpam } from "@/server/schemas/bot-behaviour";

interface Counted extends Record<string, unknown> {
  messages: number;
  identical: number;
  tokens: number;
}

/**
 * Whether a conversation has asked more of its bot than it may. What came before people gave the conversation back to
 * the bot is forgotten, so that it is not stopped again by its next message.
 * @returns Which limit is passed, in words; null while none is.
 */
export async function passedLimit(
  turn: { conversationId: string; messageId: string; startedAt: Date },
  limits: AntiSpam,
): Promise<string | null> {
  const { maxMessages, maxIdentical, maxTokens, periodHours } = limits;
  if (maxMessages === null && maxIdentical === null && maxTokens === null) return null;
  const { messages, identical, tokens } = await count(turn, limits);
  const inPeriod = `in ${periodHours} h`;
  if (maxMessages !== null && messages > maxMessages) return `More than ${maxMessages} messages ${inPeriod}.`;
  if (maxIdentical !== null && identical > maxIdentical) {
    return `The same message more than ${maxIdentical} times ${inPeriod}.`;
  }
  if (maxTokens !== null && tokens >= maxTokens) return `${maxTokens.toLocaleString("en")} tokens or more ${inPeriod}.`;
  return null;
}

/** One query; a limit that is not set is not counted for, and none is counted further than it goes. */
async function count(
  { conversationId, messageId, startedAt }: { conversationId: string; messageId: string; startedAt: Date },
  { maxMessages, maxIdentical, maxTokens, periodHours }: AntiSpam,
): Promise<Counted> {
  const now = startedAt.toISOString();
  const heard = sql`
    from messages m, asked, since
    where m.conversation_id = ${conversationId} and m.seq <= asked.seq and m.sender = 'customer' and not m.is_control
      and m.created_at > since.at`;
  const [counted] = await db.execute<Counted>(sql`
    with asked as (
      select seq, lower(btrim(text)) as text from messages where id = ${messageId}
    ), since as (
      select greatest(
        ${now}::timestamptz - ${periodHours} * interval '1 hour',
        (
          select max(created_at) from conversation_events
          where conversation_id = ${conversationId} and kind = 'resumed' and created_at < ${now}::timestamptz
        )
      ) as at
    )
    select
      (select count(*)::int from (select ${heard} and ${maxMessages !== null} limit ${(maxMessages ?? 0) + 1}) n)
        as messages,
      (
        select count(*)::int from (
          select ${heard} and ${maxIdentical !== null} and asked.text <> '' and lower(btrim(m.text)) = asked.text
          limit ${(maxIdentical ?? 0) + 1}
        ) n
      ) as identical,
      (
        select coalesce(sum(t.input_tokens + t.output_tokens), 0)::float8 from turns t, since
        where t.conversation_id = ${conversationId} and t.started_at > since.at and t.started_at < ${now}::timestamptz
          and ${maxTokens !== null}
      ) as tokens`);
  return counted ?? { messages: 0, identical: 0, tokens: 0 };
}
