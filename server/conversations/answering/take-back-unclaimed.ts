import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type TakeBack, takeBack } from "./take-back";

/** The hand-offs that a customer or the bot causes. Nobody ends a limit that a customer has reached by starting again. */
const CALLS = sql`('action', 'failure', 'control_phrase')`;

/** Since when people have `conversations c`: the first hand-off after the last time that the bot got it back. */
const handOff = sql`(
  select min(p.seq) as seq from conversation_events p
  where p.conversation_id = c.id and p.kind = 'paused' and p.seq > coalesce((
    select max(r.seq) from conversation_events r where r.conversation_id = c.id and r.kind = 'resumed'
  ), 0)
)`;

/**
 * A condition on `conversations c`: people were called, but no member has taken the conversation over, got it from
 * another member, or written since. An automatic assignment and notes for colleagues don't count.
 */
const isUnclaimed = sql`(
  c.handed_over_cause in ${CALLS} and exists (
    select from ${handOff} h where h.seq is not null and not exists (
      select from messages m where m.conversation_id = c.id and m.sender = 'employee' and m.seq > h.seq
    ) and not exists (
      select from conversation_events e
      where e.conversation_id = c.id and e.seq >= h.seq and e.actor in ('user', 'employee')
        and (e.kind = 'paused' or e.kind = 'assigned' and c.assignee_id is not null)
    )
  )
)`;

/**
 * Gives a conversation back to its bot if people were called, but nobody has taken it. Locks the conversation, so that a
 * member who takes it concurrently either has it before, or takes it from the bot.
 * @returns Whether people had it until now.
 * @throws DomainError `not_found`.
 */
export async function takeBackUnclaimed({ where = sql`true`, ...change }: TakeBack, tx: Transaction): Promise<boolean> {
  const { workspaceId, conversationId } = change;
  await tx.execute(sql`
    select from conversations where id = ${conversationId} and workspace_id = ${workspaceId} for update`);
  // A separate statement, because it must see what was committed while the first one waited for the lock.
  return takeBack({ ...change, where: sql`${where} and ${isUnclaimed}` }, tx);
}
