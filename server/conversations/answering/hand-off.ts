import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { changeIfFound, type ConversationChange, type EventActor } from "../change-conversation";
import { claimedBy, type HandedOff, handedOff, type HandOffCause } from "./answerer-columns";
import { assignAutomatically } from "./assign-automatically";

export interface HandOff extends HandedOff {
  workspaceId: string;
  conversationId: string;
  cause: Exclude<HandOffCause, "employee" | "control_phrase">;
  /** The member who hands it off; by default, the actor that the cause implies. */
  by?: EventActor;
}

/**
 * Hands a conversation off to people: no turn answers until they give it back. A conversation that was handed off before
 * keeps its first reason. A member gets it by the workspace's setting.
 * @returns Whether the bot had it until now.
 */
export async function handOff(change: HandOff, on: Executor = db): Promise<boolean> {
  const { workspaceId, conversationId } = change;
  return on.transaction(async (tx) => {
    const isHandedOff = (await changeIfFound(handOffChange(change), tx)) ?? false;
    if (isHandedOff) await assignAutomatically({ workspaceId, conversationId }, tx);
    return isHandedOff;
  });
}

/**
 * Describes a hand-off as a `ConversationChange`. Only a manual one replaces a hand-off that ends automatically. The
 * member who takes a conversation over is its assignee, unless somebody else is.
 */
export function handOffChange({ by, ...change }: HandOff): ConversationChange {
  const { workspaceId, conversationId, cause, reason } = change;
  return {
    workspaceId,
    conversationId,
    set: by?.actor === "user" ? sql`${handedOff(change)}, ${claimedBy(by.userId)}` : handedOff(change),
    // Checked in the UPDATE itself, since the bot may take the conversation back concurrently.
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
