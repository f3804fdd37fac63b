import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { AntiSpam } from "@/server/schemas/bot-behaviour";

interface Counted extends Record<string, unknown> {
  messages: number;
  identical: number;
  tokens: number;
}

/**
 * Checks a conversation against the bot's limits. Counting restarts when people give the conversation back to the bot,
 * so that the next message does not exceed the limit again, but not when the customer does.
 * @returns A description of the exceeded limit, or null.
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

/** Counts with one query. It skips limits that are not set, and stops counting just above those that are. */
async function count(
  { conversationId, messageId, startedAt }: { conversationId: string; messageId: string; startedAt: Date },
  { maxMessages, maxIdentical, maxTokens, periodHours }: AntiSpam,
): Promise<Counted> {
  const now = startedAt.toISOString();
  const counted = sql`
    from messages m, asked, since
    where m.conversation_id = ${conversationId} and m.seq <= asked.seq and m.sender = 'customer' and not m.is_control
      and m.created_at > since.at`;
  const [counts] = await db.execute<Counted>(sql`
    with asked as (
      select seq, lower(btrim(text)) as text from messages where id = ${messageId}
    ), since as (
      select greatest(
        ${now}::timestamptz - ${periodHours} * interval '1 hour',
        (
          select max(created_at) from conversation_events
          where conversation_id = ${conversationId} and kind = 'resumed' and actor <> 'customer' and created_at < ${now}::timestamptz
        )
      ) as at
    )
    select
      (select count(*)::int from (select ${counted} and ${maxMessages !== null} limit ${(maxMessages ?? 0) + 1}) n)
        as messages,
      (
        select count(*)::int from (
          select ${counted} and ${maxIdentical !== null} and asked.text <> '' and lower(btrim(m.text)) = asked.text
          limit ${(maxIdentical ?? 0) + 1}
        ) n
      ) as identical,
      (
        select coalesce(sum(t.input_tokens + t.output_tokens), 0)::float8 from turns t, since
        where t.conversation_id = ${conversationId} and t.started_at > since.at and t.started_at < ${now}::timestamptz
          and ${maxTokens !== null}
      ) as tokens`);
  return counts ?? { messages: 0, identical: 0, tokens: 0 };
}
