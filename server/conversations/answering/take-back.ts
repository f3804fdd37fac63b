import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { changeConversation, type EventActor } from "../change-conversation";

export interface Resume {
  workspaceId: string;
  conversationId: string;
  by: EventActor;
  /** Why it takes the conversation back, where that is not plain. */
  reason?: string;
}

/**
 * Gives a conversation back to its bot, which answers from the customer's next message on. Nothing happens to one that
 * the bot has already.
 * @returns Whether people had it until now.
 * @throws DomainError `not_found`.
 */
export function resumeBot({ by, reason, ...scope }: Resume, on: Executor = db): Promise<boolean> {
  return changeConversation(
    {
      ...scope,
      set: sql`handled_by = 'bot', handed_over_cause = null, handed_over_reason = null, handed_over_turn_id = null,
        resume_at = null, answer_check_at = null`,
      where: sql`c.handled_by = 'person'`,
      event: { kind: "resumed", by, ...(reason !== undefined && { text: reason }) },
    },
    on,
  );
}
