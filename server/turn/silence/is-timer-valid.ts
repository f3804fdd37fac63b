import { sql } from "drizzle-orm";

/**
 * A condition on `silence_timers s` and `conversations c`: nothing has happened that makes the timer void. The customer has
 * written nothing, and the bot that set it has had the open conversation ever since. The turn that set it may have switched
 * to this bot at the same time.
 */
export const isTimerValid = sql`(
  c.last_customer_message_id = s.message_id and c.status = 'open' and c.handled_by = 'bot' and c.bot_id = s.bot_id
  and not exists (
    select from conversation_events e
    where e.conversation_id = s.conversation_id and (
      e.kind in ('paused', 'closed') and e.created_at >= s.created_at
      or e.kind = 'bot_switched' and e.created_at > s.created_at
    )
  )
)`;
