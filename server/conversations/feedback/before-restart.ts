import { type SQLWrapper, type SQL, sql } from "drizzle-orm";

interface Rating {
  conversationId: SQLWrapper;
  /** When it was given. */
  at: SQLWrapper;
}

/** Whether the customer has started the conversation again since a rating of it, which then is not of the current one. */
export function isBeforeRestart({ conversationId, at }: Rating): SQL {
  return sql`exists (
    select from conversation_events e
    where e.conversation_id = ${conversationId} and e.kind = 'restarted' and e.created_at >= ${at}
  )`;
}
