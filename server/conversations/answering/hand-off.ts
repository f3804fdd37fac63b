import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import type { conversations } from "@/db/schema/conversations";
import { storableText } from "@/server/text/storable-text";
import { type EventActor, insertEvent } from "../change-conversation";

type Cause = NonNullable<(typeof conversations.$inferSelect)["handedOverCause"]>;

export interface Pause {
  workspaceId: string;
  conversationId: string;
  cause: Cause;
  /** For the people who have the conversation then. */
  reason: string;
  /** The turn that gives the conversation away: its own reply still stands. Null when no turn does. */
  turnId: string | null;
}

/**
 * Gives a conversation to people: no turn answers until they give it back. One that people have already stays as it
 * is, with the reason that came first.
 * @returns Whether the bot had it until now.
 */
export async function pauseBot(pause: Pause, on: Executor = db): Promise<boolean> {
  const { workspaceId, conversationId, cause, reason } = pause;
  const paused = await on.execute(sql`
    with paused as (
      update conversations c
      set handled_by = 'person', handed_over_cause = ${cause}, handed_over_reason = ${storableText(reason)},
        handed_over_turn_id = ${pause.turnId}
      where c.id = ${conversationId} and c.workspace_id = ${workspaceId} and c.handled_by = 'bot'
      returning c.id, c.workspace_id
    ), event as (
      ${insertEvent(sql`paused`, { kind: "paused", by: ACTORS[cause], text: reason })}
    )
    select ${announcement("conversation", sql`id`, workspaceId)} from paused`);
  return paused.length > 0;
}

const ACTORS: Record<Cause, EventActor> = {
  action: { actor: "bot" },
  employee: { actor: "employee" },
  control_phrase: { actor: "employee" },
  manual: { actor: "employee" },
  limit: { actor: "system" },
  failure: { actor: "system" },
};
