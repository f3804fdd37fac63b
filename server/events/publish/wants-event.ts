import { sql } from "drizzle-orm";

/**
 * A condition: the endpoint `x` has chosen the event `p`. An event without a bot, a channel or a conversation passes no
 * filter by it. The tags are those that the conversation has now.
 */
export const wants = sql`(
  p.name = any(x.events)
  and (x.bot_ids is null or p.bot_id = any(x.bot_ids))
  and (x.channel_ids is null or p.channel_id = any(x.channel_ids))
  and (x.tags is null or exists (select from conversations c where c.id = p.conversation_id and c.tags && x.tags))
)`;
