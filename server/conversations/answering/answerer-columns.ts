import { type SQL, sql } from "drizzle-orm";
import type { conversations } from "@/db/schema/conversations";
import { storableText } from "@/server/text/storable-text";

export type HandOffCause = NonNullable<(typeof conversations.$inferSelect)["handedOverCause"]>;

export interface HandedOff {
  cause: HandOffCause;
  /** For the people who have the conversation then. */
  reason: string;
  /** The turn that hands the conversation off: its own reply is still sent. Null when no turn does. */
  turnId: string | null;
}

/** What an UPDATE of `conversations` sets to give a conversation to people, until they give it back. */
export function handedOff({ cause, reason, turnId }: HandedOff): SQL {
  return sql`handled_by = 'person', handed_over_cause = ${cause}, handed_over_reason = ${storableText(reason)},
    handed_over_turn_id = ${turnId}, resume_at = null`;
}

/**
 * What an UPDATE of `conversations` sets to give a conversation to its bot. The bot answers from the next message on;
 * `requestAnswer` requests an answer to an earlier one.
 */
export const takenBack = sql`handled_by = 'bot', handed_over_cause = null, handed_over_reason = null,
  handed_over_turn_id = null, resume_at = null, answer_check_at = null`;

/**
 * A condition on `conversations c`: what a turn says may still be sent. The bot has the conversation, or this very turn
 * handed it off. Not true for null, the id of no turn, while people have the conversation.
 */
export function mayStillSpeak(turnId: SQL | string | null): SQL {
  return sql`(c.handled_by = 'bot' or c.handed_over_turn_id = ${turnId})`;
}
