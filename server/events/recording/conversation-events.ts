import { type SQL, sql } from "drizzle-orm";
import { botLanguage, conversationUrl, conversationValues, customer, platform } from "./conversation-sql";
import { insertEvents } from "./insert-events";
import { isoTime } from "./payload-sql";

export interface ConversationRows {
  id: SQL;
  workspaceId: SQL;
  /** A FROM list with the conversation `c` as it is after the change. */
  from: SQL;
  where?: SQL;
}

/** Part of a WITH clause: records that a conversation was started. */
export function startedEvent(rows: ConversationRows): SQL {
  return insertEvents({
    name: "conversation_started",
    ...rows,
    sourceKey: sql`'started-' || c.id`,
    payload: { ...conversationValues(), source: sql`c.source`, started_at: isoTime(sql`c.created_at`) },
  });
}

/** Part of a WITH clause: records that a conversation was handed off to people. */
export function escalationEvent(rows: ConversationRows): SQL {
  return insertEvents({
    name: "escalation_requested",
    ...rows,
    sourceKey: sql`null::text`,
    payload: {
      skill_id: sql`c.bot_id`,
      lang: botLanguage(),
      plateform: platform,
      client_id: sql`c.workspace_id`,
      conversation_id: sql`c.id`,
      conversation_url: conversationUrl(),
      channel_id: sql`c.channel_id`,
      customer,
      is_simulator: sql`h.runs_draft`,
      cause: sql`c.handed_over_cause`,
      reason: sql`c.handed_over_reason`,
      message_id: sql`c.last_customer_message_id`,
      requested_at: isoTime(sql`now()`),
    },
  });
}

/**
 * Part of a WITH clause: records that a conversation was closed.
 * @param memberId The member who closed it; null for another employee.
 */
export function closedEvent(rows: ConversationRows, by: "bot" | "member", memberId: string | null): SQL {
  return insertEvents({
    name: "conversation_closed",
    ...rows,
    sourceKey: sql`null::text`,
    payload: {
      ...conversationValues(),
      closed_by: sql`${by}::text`,
      member_id: sql`${memberId}::text`,
      tags: sql`c.tags`,
      closed_at: isoTime(sql`c.closed_at`),
    },
  });
}
