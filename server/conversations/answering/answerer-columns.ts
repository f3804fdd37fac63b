import { type SQL, sql } from "drizzle-orm";
import type { conversations } from "@/db/schema/conversations";
import { storableText } from "@/server/text/storable-text";

export type HandOffCause = NonNullable<(typeof conversations.$inferSelect)["handedOverCause"]>;

export interface HandedOff {
  cause: HandOffCause;
  /** Shown to the people who take the conversation over. */
  reason: string;
  /** The turn that hands the conversation off; its own reply is still sent. Null for other hand-offs. */
  turnId: string | null;
}

/** The SET list of an UPDATE of `conversations c` that assigns the conversation to a member, unless somebody has it. */
export function claimedBy(userId: string): SQL {
  return sql`assignee_id = coalesce(c.assignee_id, ${userId})`;
}

/** The SET list of an UPDATE of `conversations` that hands a conversation off to people until they give it back. */
export function handedOff({ cause, reason, turnId }: HandedOff): SQL {
  return sql`handled_by = 'person', handed_over_cause = ${cause}, handed_over_reason = ${storableText(reason)},
    handed_over_turn_id = ${turnId}, resume_at = null, snoozed_until = null`;
}

/**
 * The SET list of an UPDATE of `conversations` that gives a conversation back to its bot. The bot answers from the next
 * message on; `requestAnswer` requests an answer to an earlier one. Nobody is assigned any longer.
 */
export const takenBack = sql`handled_by = 'bot', handed_over_cause = null, handed_over_reason = null,
  handed_over_turn_id = null, resume_at = null, answer_check_at = null, assignee_id = null`;

/** The SET list of an UPDATE of `conversations`: the turn that handed the conversation off may send nothing more. */
export const turnSilenced = sql`handed_over_turn_id = null`;

/**
 * A condition on `conversations c`: a turn's messages may still be sent, because the bot has the conversation or this
 * turn itself handed it off. Without a turn id (null) it is true only while the bot has the conversation.
 */
export function mayStillSend(turnId: SQL | string | null): SQL {
  return sql`(c.handled_by = 'bot' or c.handed_over_turn_id = ${turnId})`;
}
