import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { changeConversation, type EventActor } from "../change-conversation";
import { takenBack } from "./answerer-columns";

export interface TakeBack {
  workspaceId: string;
  conversationId: string;
  by: EventActor;
  /** Shown in the thread; only for an automatic take-back. */
  reason?: string;
  /** A further condition on `conversations c`. */
  where?: SQL;
}

/**
 * Gives a conversation back to its bot, which answers from the customer's next message on. Does nothing if the bot has
 * the conversation already.
 * @returns Whether people had it until now.
 * @throws DomainError `not_found`.
 */
export function takeBack({ by, reason, where = sql`true`, ...scope }: TakeBack, on: Executor = db): Promise<boolean> {
  return changeConversation(
    {
      ...scope,
      set: takenBack,
      where: sql`c.handled_by = 'person' and ${where}`,
      event: { kind: "resumed", by, ...(reason !== undefined && { text: reason }) },
    },
    on,
  );
}
