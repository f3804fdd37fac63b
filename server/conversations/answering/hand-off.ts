import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { changeIfFound, type ConversationChange, type EventActor } from "../change-conversation";
import { type HandedOff, handedOff, type HandOffCause } from "./answerer-columns";

export interface HandOff extends HandedOff {
  workspaceId: string;
  conversationId: string;
  cause: Exclude<HandOffCause, "employee" | "control_phrase">;
  /** The member who hands it off; without one, the cause implies who did. */
  by?: EventActor;
}

/**
 * Hands a conversation off to people: no turn answers until they give it back. A conversation that people have already
 * keeps its first reason.
 * @returns Whether the bot had it until now.
 */
export async function handOff(change: HandOff, on: Executor = db): Promise<boolean> {
  return (await changeIfFound(handOffChange(change), on)) ?? false;
}

/** The same as a change. Only a manual hand-off replaces one that would end by itself. */
export function handOffChange({ by, ...change }: HandOff): ConversationChange {
  const { workspaceId, conversationId, cause, reason } = change;
  return {
    workspaceId,
    conversationId,
    set: handedOff(change),
    // Tested in the UPDATE itself, since the bot may take the conversation back at the same time.
    where: cause === "manual" ? sql`c.handled_by = 'bot' or c.resume_at is not null` : sql`c.handled_by = 'bot'`,
    event: { kind: "paused", by: by ?? ACTORS[cause], text: reason },
  };
}

const ACTORS: Record<HandOff["cause"], EventActor> = {
  action: { actor: "bot" },
  manual: { actor: "employee" },
  limit: { actor: "system" },
  failure: { actor: "system" },
};
