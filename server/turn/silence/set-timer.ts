import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";

interface TimerValues {
  /** JSON; null to set none. */
  silenceTimer: string | null;
  messageId: string;
}

/**
 * Part of a WITH clause of the statement that ends a turn: sets the timer for the conversation in `held`, or removes the one
 * that the turn carried out. The timer of an earlier message is void, so a turn without one need not remove it.
 */
export function timerRows({ silenceTimer, messageId }: Slots<TimerValues>): SQL {
  return sql`
    timed as (
      insert into silence_timers
        (conversation_id, workspace_id, bot_id, message_id, interaction_id, rule_id, effect, detail, due_at, check_at)
      select held.id, held.workspace_id, timer ->> 'botId', ${messageId}, timer ->> 'interactionId', timer ->> 'ruleId',
        timer ->> 'effect', timer ->> 'detail', (timer ->> 'dueAt')::timestamptz, (timer ->> 'dueAt')::timestamptz
      from held, (select ${silenceTimer}::jsonb as timer) given
      where timer is not null and held.handled_by = 'bot'
      on conflict (conversation_id) do update set
        bot_id = excluded.bot_id, message_id = excluded.message_id, interaction_id = excluded.interaction_id,
        rule_id = excluded.rule_id, effect = excluded.effect, detail = excluded.detail, due_at = excluded.due_at,
        check_at = excluded.check_at, created_at = excluded.created_at
    ), untimed as (
      delete from silence_timers s using held
      where s.conversation_id = held.id and held.is_reminder and ${silenceTimer}::jsonb is null
    )`;
}
