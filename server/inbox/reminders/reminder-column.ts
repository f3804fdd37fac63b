import { sql } from "drizzle-orm";
import type { silenceTimers } from "@/db/schema/scenario";
import { isTimerValid } from "@/server/turn/silence/is-timer-valid";

/** What the bot does next if the customer of a conversation stays silent. */
export interface Reminder {
  /** ISO 8601. In the past for a moment, until it is carried out. */
  dueAt: string;
  effect: (typeof silenceTimers.$inferSelect)["effect"];
  /** The text that is sent, or the name of the interaction that follows; empty for other effects. */
  detail: string;
}

/** The reminder of `conversations c` as JSON; null without one. */
export const reminderColumn = sql<Reminder | null>`(
  select json_build_object(
    'dueAt', to_char(s.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'effect', s.effect, 'detail', s.detail
  )
  from silence_timers s where s.conversation_id = c.id and ${isTimerValid}
)`;
