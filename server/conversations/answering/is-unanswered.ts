import { sql } from "drizzle-orm";

/**
 * A condition on `turns t`: the turn has answered its message. It completed, possibly without a reply, or it failed and
 * sent its fallback text.
 */
export const hasTurnAnswered = sql`(
  t.status = 'completed' or t.status <> 'running' and exists (
    select from messages r where r.conversation_id = t.conversation_id and r.turn_id = t.id
  )
)`;

/**
 * A condition on `turns t`: the turn answers its message. A turn that delivers a late result or writes to a silent customer
 * refers to the newest message too, but doesn't answer it.
 */
export const isAnswer = sql`(t.action_run_id is null and t.silence_rule_id is null)`;

/** Turns that answer the newest message. */
const turnsForNewest = sql`
  from turns t
  where t.conversation_id = c.id and t.message_id = c.last_customer_message_id and ${isAnswer}`;

/**
 * The definition of "unanswered", as a condition on `conversations c`: the conversation is open, no turn has answered its
 * newest customer message, and no employee has written after that message. Control phrases, messages that actions send,
 * late results and reminders don't count. A turn may be answering the message right now: see `answeringUntil`.
 */
export const isUnanswered = sql`(
  c.status = 'open'
  and exists (
    select from messages m
    where m.id = c.last_customer_message_id and not exists (
      select from messages e
      where e.conversation_id = c.id and e.seq > m.seq and e.sender = 'employee' and not e.is_control
    )
  )
  and not exists (select ${turnsForNewest} and ${hasTurnAnswered})
)`;

/**
 * When the lease ends of the turn that is answering the newest message of `conversations c`; null without such a turn.
 * After that, the watchdog requests another turn for the message.
 */
export const answeringUntil = sql`(select max(t.lease_until) ${turnsForNewest} and t.status = 'running')`;
